//! Edits as the model promises them: each can be taken back, what does not fit changes nothing, and what was written
//! is found again after saving and after any change of the plan.

#![expect(clippy::unwrap_used, reason = "a test that cannot build its session has failed")]

use std::sync::LazyLock;

use casebook::{
    model::{
        Answer, Bank, Edit, FieldType, Guide, Item, ItemId, Kind, Metric, Mode, Part, Place, Role, Row,
        Session, StepId, Stop, Value,
        edit::diff,
        plan::{self, Card},
        session::{Ask, FollowUp, FollowUpKind, Mapping, Opened, Person},
        start::{Options, begin},
    },
    store::{
        bank,
        session_file::{self, Foreign},
    },
    tui::history::{History, carry_out},
};
use proptest::prelude::*;

static BANK: LazyLock<Bank> = LazyLock::new(bank::built_in);

/// An attempt at one of the built-in questions, one for each framework.
fn attempt(number: usize, guide: Guide, minutes: Option<f64>, only: Option<StepId>) -> Session {
    let frameworks: Vec<_> = BANK.frameworks.keys().collect();
    let framework = frameworks[number % frameworks.len()];
    let id = BANK.questions.iter().find(|q| *framework == q.kind()).map(|q| q.id().into()).unwrap();
    let (question, framework, rubric) = BANK.whole(&id).unwrap();
    let started = "2026-03-02T07:30:00Z".parse().unwrap();
    let mut options = Options::new("s".into(), Person::default(), started, 7);
    (options.guide, options.minutes, options.only) = (guide, minutes, only);
    begin((*question).clone(), framework.clone(), rubric.clone(), options)
}

/// What chance says; the session says what it means.
#[derive(Clone, Debug)]
struct Dice {
    what: u8,
    a: usize,
    b: usize,
    c: usize,
    text: String,
}

impl Dice {
    fn pick<'a, T>(&self, number: usize, of: &'a [T]) -> Option<&'a T> {
        of.get(number.checked_rem(of.len())?)
    }
}

fn dice() -> impl Strategy<Value = Dice> {
    let pieces = prop::sample::select(vec![
        "a",
        "a",
        "word ",
        "支付宝",
        "é",
        "e\u{301}",
        "👩‍👩‍👧",
        " ",
        "\n",
        "\t",
        " @Buyers",
        " #Pay",
        " = ",
        " / ",
        ", weekly",
        " <= 1%",
        " because ",
        "# not a comment",
        "- x",
        ": y",
        "'",
        "\"",
        "{a}",
        "~",
        "yes",
        "into ",
        "skip",
        "Metrics",
        "metrics",
        "2",
        "1,5",
        "因为",
        "＠",
        "\u{7}",
        "\u{feff}",
        "\u{2028}",
        "|",
        "---",
        "...",
    ]);
    let text = prop::collection::vec(pieces, 0..5).prop_map(|pieces| pieces.concat());
    (any::<u8>(), any::<usize>(), any::<usize>(), any::<usize>(), text)
        .prop_map(|(what, a, b, c, text)| Dice { what, a, b, c, text })
}

/// Every text that an edit may splice.
fn texts(session: &Session) -> Vec<Place> {
    let mut places: Vec<Place> =
        session.opening.asks.iter().map(|a| Place::item(Part::Clarify, &a.id)).collect();
    for card in &session.opening.plan {
        let id = ItemId::from(card.step.as_str());
        places.extend(["title", "minutes", "change", "reason"].map(|f| Place::cell(Part::Plan, &id, f)));
    }
    for step in &session.steps {
        let part = Part::Step(step.id.clone());
        match &step.answer {
            Answer::Prose(_) => places.push(Place::of(part)),
            Answer::Rows(rows) => places.extend(cells(session, &step.id, rows)),
            Answer::Metrics(metrics) => {
                places.extend(metrics.iter().map(|m| Place::item(part.clone(), &m.id)));
            }
        }
    }
    places.extend(session.follow_ups.iter().map(|f| Place::item(Part::FollowUps, &f.id)));
    let wrap_up = |field: &str| Place { part: Part::WrapUp, id: None, field: Some(field.into()) };
    places.extend(["learnt", "constraint"].map(wrap_up));
    places.retain(|place| session.text(place).is_some());
    places
}

fn cells(session: &Session, step: &StepId, rows: &[Row]) -> Vec<Place> {
    let columns = session.spec(step).columns();
    let cell = |row: &Row, field: &str| Place::cell(Part::Step(step.clone()), &row.id, field);
    rows.iter().flat_map(|row| columns.iter().map(move |c| cell(row, c.id.as_str()))).collect()
}

/// An edit that fits the session, where chance finds one.
fn edit(session: &mut Session, dice: &Dice) -> Option<Edit> {
    match dice.what % 8 {
        0..=2 => splice(session, dice),
        3..=4 => insert(session, dice),
        5 => remove(session, dice),
        6 => move_one(session, dice),
        _ => set(session, dice),
    }
}

fn splice(session: &Session, dice: &Dice) -> Option<Edit> {
    let places = texts(session);
    let at = dice.pick(dice.a, &places)?.clone();
    let text = session.text(&at)?;
    let mut bounds: Vec<usize> = text.char_indices().map(|(i, _)| i).collect();
    bounds.push(text.len());
    let (one, two) = (*dice.pick(dice.b, &bounds)?, *dice.pick(dice.c, &bounds)?);
    let (from, to) = (one.min(two), one.max(two));
    Some(Edit::Splice { offset: from, removed: text[from..to].to_owned(), inserted: dice.text.clone(), at })
}

/// Parts in which items stand, with how many.
fn lists(session: &Session) -> Vec<(Part, usize)> {
    let mut lists =
        vec![(Part::Clarify, session.opening.asks.len()), (Part::Plan, session.opening.plan.len())];
    for step in &session.steps {
        match &step.answer {
            Answer::Rows(rows) => lists.push((Part::Step(step.id.clone()), rows.len())),
            Answer::Metrics(metrics) => lists.push((Part::Step(step.id.clone()), metrics.len())),
            Answer::Prose(_) => {}
        }
    }
    lists
}

fn insert(session: &mut Session, dice: &Dice) -> Option<Edit> {
    let mut lists = lists(session);
    lists.push((Part::FollowUps, session.follow_ups.len()));
    lists.push((Part::Debrief, session.mapping.len()));
    let (part, count) = dice.pick(dice.a, &lists)?.clone();
    let metrics = session.metrics().map(|(_, m)| m.id.clone()).collect::<Vec<_>>();
    let item = match &part {
        Part::Clarify => Item::Ask(Ask { id: session.next_id('a'), ask: dice.text.clone() }),
        Part::Plan => Item::Card(Card {
            step: session.next_id('h').as_str().into(),
            title: dice.text.clone(),
            ..Card::default()
        }),
        Part::FollowUps => Item::FollowUp(FollowUp {
            id: session.next_id('q'),
            kind: FollowUpKind::FollowUp,
            after: None,
            ask: "Why?".to_owned(),
            answer: dice.text.clone(),
            seconds: 0,
        }),
        Part::Debrief => Item::Mapping(Mapping {
            heading: "h1".into(),
            step: dice.pick(dice.c, &session.framework.steps)?.id.clone(),
        }),
        Part::Step(step) => match session.answer(step)? {
            Answer::Rows(_) => Item::Row(Row::new(session.next_id('r'))),
            _ => Item::Metric(Metric {
                id: session.next_id('m'),
                role: Some(*dice.pick(dice.c, &Role::ALL)?),
                under: dice.pick(dice.c, &metrics).cloned(),
                stage: None,
                line: dice.text.clone(),
            }),
        },
        _ => return None,
    };
    Some(Edit::Insert { part, index: dice.b % (count + 1), item })
}

fn remove(session: &Session, dice: &Dice) -> Option<Edit> {
    let (part, count) = dice.pick(dice.a, &lists(session))?.clone();
    let index = dice.b.checked_rem(count)?;
    let item = match &part {
        Part::Clarify => Item::Ask(session.opening.asks[index].clone()),
        Part::Plan => Item::Card(session.opening.plan[index].clone()),
        Part::Step(step) => match session.answer(step)? {
            Answer::Rows(rows) => Item::Row(rows[index].clone()),
            Answer::Metrics(metrics) => Item::Metric(metrics[index].clone()),
            Answer::Prose(_) => return None,
        },
        _ => return None,
    };
    Some(Edit::Remove { part, index, item })
}

fn move_one(session: &Session, dice: &Dice) -> Option<Edit> {
    let (part, count) = dice.pick(dice.a, &lists(session))?.clone();
    Some(Edit::Move { part, from: dice.b.checked_rem(count)?, to: dice.c.checked_rem(count)? })
}

/// A field takes another value of the kind that it holds.
fn set(session: &Session, dice: &Dice) -> Option<Edit> {
    let mut places: Vec<(Place, Vec<Value>)> = Vec::new();
    let text = |words: &str| Value::Text(words.to_owned());
    let wrap_up = |field: &str| Place { part: Part::WrapUp, id: None, field: Some(field.into()) };
    let dimensions = session.rubric.dimensions.iter().map(|d| text(d.id.as_str())).collect();
    places.push((wrap_up("lowest"), dimensions));
    places.push((wrap_up("minutes"), ["", "5", "7.5", "20"].map(text).to_vec()));
    places.push((wrap_up("step"), session.framework.steps.iter().map(|s| text(s.id.as_str())).collect()));
    places.push((wrap_up("question"), vec![text(""), text("another-question")]));
    let metrics: Vec<Value> = session.metrics().map(|(_, m)| Value::Ref(m.id.clone())).collect();
    let rows_of = |step: &StepId| -> Vec<Value> {
        session.answer(step).map_or(&[][..], Answer::rows).iter().map(|r| Value::Ref(r.id.clone())).collect()
    };
    let has_metrics = session.framework.steps.iter().any(|s| s.kind == Kind::Metrics);
    for step in &session.steps {
        let part = Part::Step(step.id.clone());
        for row in step.answer.rows() {
            for column in session.spec(&step.id).columns() {
                let mut values = vec![text(""), text(&dice.text)];
                match column.kind {
                    FieldType::YesNo => values.extend([Value::Flag(true), Value::Flag(false)]),
                    FieldType::Metric if has_metrics => values.extend(metrics.clone()),
                    FieldType::Row => values.extend(column.rows_of.iter().flat_map(rows_of)),
                    _ => {}
                }
                places.push((Place::cell(part.clone(), &row.id, column.id.as_str()), values));
            }
        }
        for metric in step.answer.metrics() {
            let roles = Role::ALL.iter().map(|r| text(r.id())).collect();
            places.push((Place::cell(part.clone(), &metric.id, "role"), roles));
            let said = ["", "north_star", "guardrail"].map(text).to_vec();
            places.push((Place::cell(Part::Debrief, &metric.id, "role"), said));
            let mut refs = metrics.clone();
            refs.push(text(""));
            places.push((Place::cell(part.clone(), &metric.id, "under"), refs.clone()));
            places.push((Place::cell(part.clone(), &metric.id, "stage"), refs));
        }
    }
    let (at, values) = dice.pick(dice.a, &places)?.clone();
    Some(Edit::Set { old: session.value(&at)?, new: dice.pick(dice.b, &values)?.clone(), at })
}

/// The session after random edits, with the edits.
fn edited(mut session: Session, all: &[Dice]) -> (Session, Vec<Edit>) {
    let mut done = Vec::new();
    for dice in all {
        let Some(edit) = edit(&mut session, dice) else { continue };
        let result = session.apply(&edit);
        assert!(result.is_ok(), "{edit:?}: {result:?}");
        for step in plan::steps(&session) {
            session.open_step(&step);
        }
        done.push(edit);
    }
    (session, done)
}

/// Without what is counted and never taken back: the highest id, and places for steps that were opened.
fn written(session: &Session) -> Session {
    let mut session = session.clone();
    session.ids = 0;
    session.steps.retain(|s| !s.answer.is_blank() || s.answer != Answer::empty(s.kind));
    session
}

fn guide() -> impl Strategy<Value = Guide> {
    prop::sample::select(vec![Guide::Full, Guide::Headings, Guide::Blank])
}

fn many() -> impl Strategy<Value = Vec<Dice>> {
    prop::collection::vec(dice(), 0..40)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 192, ..ProptestConfig::default() })]

    #[test]
    fn edits_taken_back_in_reverse_leave_no_trace(number in 0usize..5, guide in guide(), all in many()) {
        let start = attempt(number, guide, None, None);
        let (mut session, done) = edited(start.clone(), &all);
        for edit in done.iter().rev() {
            let inverse = edit.inverse();
            // As undo does.
            session.open_for(&inverse);
            prop_assert_eq!(session.apply(&inverse), Ok(()), "{:?}", inverse);
            prop_assert_eq!(&inverse.inverse(), edit);
        }
        prop_assert_eq!(written(&session), written(&start));
    }

    #[test]
    fn an_edit_that_does_not_fit_changes_nothing(
        number in 0usize..5, guide in guide(), all in many(), bad in dice(), how in 0u8..6,
    ) {
        let (mut session, _) = edited(attempt(number, guide, None, None), &all);
        let Some(good) = edit(&mut session, &bad) else { return Ok(()) };
        let nobody = ItemId::from("x999");
        let wrong = match (good, how) {
            (Edit::Splice { at, offset, removed, inserted }, 0) => {
                Edit::Splice { at, offset, removed: format!("{removed}☃"), inserted }
            }
            (Edit::Splice { at, removed, inserted, .. }, 1) => {
                Edit::Splice { at, offset: usize::MAX, removed, inserted }
            }
            (Edit::Splice { at, removed, inserted, .. }, 2) => {
                Edit::Splice { at, offset: 1 << 20, removed, inserted }
            }
            (Edit::Splice { at, offset, removed, inserted }, _) => {
                let part = if at.part == Part::Plan { Part::Step("nowhere".into()) } else { Part::Plan };
                Edit::Splice { at: Place { part, ..at }, offset, removed, inserted }
            }
            (Edit::Insert { part, item, .. }, 0..=2) => Edit::Insert { part, index: 1 << 20, item },
            (Edit::Insert { index, item, .. }, _) => Edit::Insert { part: Part::WrapUp, index, item },
            (Edit::Remove { part, item, .. }, 0..=2) => Edit::Remove { part, index: 1 << 20, item },
            (Edit::Remove { part, index, .. }, _) => {
                Edit::Remove { part, index, item: Item::Row(Row::new(nobody)) }
            }
            (Edit::Move { part, to, .. }, 0..=2) => Edit::Move { part, from: 1 << 20, to },
            (Edit::Move { part, from, .. }, _) => Edit::Move { part, from, to: usize::MAX },
            (Edit::Set { at, new, .. }, 0..=2) => Edit::Set { at, old: Value::Text("☃".to_owned()), new },
            (Edit::Set { at, old, new }, _) => {
                Edit::Set { at: Place { id: Some(nobody), ..at }, old, new }
            }
        };
        let before = session.clone();
        if session.apply(&wrong).is_err() {
            prop_assert_eq!(session, before);
        } else {
            // Chance may have found another edit that fits: then it can be taken back.
            prop_assert_eq!(session.apply(&wrong.inverse()), Ok(()), "{:?}", wrong);
            prop_assert_eq!(written(&session), written(&before));
        }
    }

    #[test]
    fn a_list_of_edits_with_a_bad_one_in_it_changes_nothing(
        number in 0usize..5, guide in guide(), all in many(), more in many(),
    ) {
        let (session, _) = edited(attempt(number, guide, None, None), &all);
        let mut scratch = session.clone();
        let mut edits = Vec::new();
        for dice in &more {
            if let Some(edit) = edit(&mut scratch, dice) {
                scratch.apply(&edit).unwrap();
                edits.push(edit);
            }
        }
        edits.push(Edit::Move { part: Part::Clarify, from: 1 << 20, to: 0 });
        let mut after = session.clone();
        prop_assert!(carry_out(&mut after, &edits).is_err());
        prop_assert_eq!(after, session);
    }

    #[test]
    fn history_goes_back_to_the_start_and_forth_to_the_end(
        number in 0usize..5, guide in guide(), groups in prop::collection::vec((1usize..4, any::<bool>()), 0..12),
        all in many(),
    ) {
        let start = attempt(number, guide, None, None);
        let mut session = start.clone();
        let mut history = History::default();
        let mut rest = all.as_slice();
        let mut undoable = 0;
        for (size, close) in groups {
            let mut group = Vec::new();
            for dice in rest.iter().take(size) {
                if let Some(edit) = edit(&mut session, dice) {
                    session.apply(&edit).unwrap();
                    group.push(edit);
                }
            }
            rest = rest.get(size..).unwrap_or_default();
            undoable += usize::from(!group.is_empty());
            history.record(group);
            if close {
                history.close();
            }
        }
        let end = session.clone();
        let mut steps = 0;
        while history.undo(&mut session).unwrap().is_some() {
            steps += 1;
        }
        prop_assert!(steps <= undoable);
        prop_assert_eq!(written(&session), written(&start));
        for _ in 0..steps {
            prop_assert!(history.redo(&mut session).unwrap().is_some());
        }
        prop_assert!(history.redo(&mut session).unwrap().is_none());
        prop_assert_eq!(written(&session), written(&end));
    }

    #[test]
    fn the_edits_between_two_answers_make_one_into_the_other(
        number in 0usize..5, guide in guide(), common in many(), one in many(), two in many(),
    ) {
        let (common, _) = edited(attempt(number, guide, None, None), &common);
        let (old, _) = edited(common.clone(), &one);
        let (new, _) = edited(common, &two);
        for step in &new.steps {
            let Some(was) = old.step(&step.id).filter(|was| was.kind == step.kind) else { continue };
            let edits = diff(&old, &step.id, &step.answer);
            prop_assert_eq!(edits.is_empty(), was.answer == step.answer);
            let mut session = old.clone();
            prop_assert_eq!(carry_out(&mut session, &edits), Ok(()));
            prop_assert_eq!(session.answer(&step.id), Some(&step.answer));
        }
    }

    #[test]
    fn what_was_written_is_found_again_after_saving(number in 0usize..5, guide in guide(), all in many()) {
        let (session, _) = edited(attempt(number, guide, None, None), &all);
        let text = session_file::write(&session, &Foreign::default()).unwrap();
        let loaded = session_file::read(text.clone().into_bytes(), std::path::Path::new("s.yaml"));
        let loaded = loaded.unwrap_or_else(|failure| panic!("{failure}\n{text}"));
        prop_assert_eq!(&loaded.session, &session);
        prop_assert_eq!(session_file::write(&loaded.session, &loaded.foreign).unwrap(), text);
    }

    #[test]
    fn what_was_written_stays_on_the_way_whatever_becomes_of_the_plan(
        number in 0usize..5, guide in guide(), all in many(), plan in many(),
    ) {
        let (mut session, _) = edited(attempt(number, guide, None, None), &all);
        let answered = |session: &Session, id: &StepId| session.answer(id).is_some_and(|a| !a.is_blank());
        let before: Vec<StepId> =
            plan::steps(&session).into_iter().filter(|id| answered(&session, id)).collect();
        for dice in &plan {
            // What a person can do to a plan: type in its cards, move them, add own headings.
            let edit = match dice.what % 3 {
                0 => splice(&only_plan(&session), dice),
                1 => move_one(&only_plan(&session), &Dice { a: 1, ..dice.clone() }),
                _ => insert(&mut session, &Dice { a: 1, ..dice.clone() }),
            };
            let Some(edit) = edit.filter(|e| *e.part() == Part::Plan) else { continue };
            session.apply(&edit).unwrap();
        }
        let route = plan::route(&session);
        for id in before {
            prop_assert!(route.contains(&Stop::Step(id.clone())), "{} went", id);
        }
        for (index, stop) in route.iter().enumerate() {
            prop_assert!(!route[..index].contains(stop), "{:?} comes twice", stop);
            let next = route.get(index + 1);
            prop_assert_eq!(plan::next(&session, stop), next.cloned());
            if let Some(next) = next {
                prop_assert_eq!(plan::previous(&session, next), Some(stop.clone()));
            }
            prop_assert!(plan::planned_seconds(&session, stop) <= 600 * 60);
            prop_assert!(!plan::title(&session, stop).trim().is_empty());
        }
        prop_assert_eq!(route.last(), Some(&Stop::WrapUp));
    }

    #[test]
    fn the_plan_fills_the_minutes(number in 0usize..5, minutes in 5u32..120, headings in 1usize..12) {
        let close = |session: &Session| {
            let stops = plan::route(session);
            let answer = stops.iter().filter(|s| matches!(s, Stop::Clarify | Stop::Plan | Stop::Step(_)));
            let planned: u32 = answer.map(|s| plan::planned_seconds(session, s)).sum();
            let tolerance = u32::try_from(stops.len()).unwrap();
            planned.abs_diff(minutes * 60) <= tolerance
        };
        let whole = attempt(number, Guide::Full, Some(f64::from(minutes)), None);
        prop_assert!(close(&whole));
        for step in &whole.framework.steps {
            let one = attempt(number, Guide::Full, Some(f64::from(minutes)), Some(step.id.clone()));
            prop_assert!(close(&one));
            prop_assert_eq!(plan::route(&one), [Stop::Step(step.id.clone()), Stop::WrapUp]);
            let standard = attempt(number, Guide::Full, None, Some(step.id.clone()));
            prop_assert!((standard.minutes - step.minutes).abs() < 1e-9);
        }
        // Own headings share what there is.
        let mut own = attempt(number, Guide::Blank, Some(f64::from(minutes)), None);
        for index in 0..headings {
            let step = StepId::from(own.next_id('h').as_str());
            let item = Item::Card(Card { step, title: format!("Part {index}"), ..Card::default() });
            own.apply(&Edit::Insert { part: Part::Plan, index, item }).unwrap();
        }
        prop_assert!(close(&own));
    }
}

/// The session with nothing but its plan, so that chance meets nothing else.
fn only_plan(session: &Session) -> Session {
    let mut session = session.clone();
    session.steps.clear();
    session.opening.asks.clear();
    session.follow_ups.clear();
    session
}

#[test]
fn typing_joins_a_word_at_a_time_and_deleting_joins_too() {
    let mut session = attempt(0, Guide::Full, None, None);
    let goal = Place::of(Part::Step(prose_step(&session)));
    let mut history = History::default();
    let mut at = 0;
    for c in "one two, three".chars() {
        let inserted = c.to_string();
        let edit = Edit::Splice { at: goal.clone(), offset: at, removed: String::new(), inserted };
        session.apply(&edit).unwrap();
        history.record(vec![edit]);
        at += c.len_utf8();
    }
    let mut seen = Vec::new();
    while history.undo(&mut session).unwrap().is_some() {
        seen.push(session.text(&goal).unwrap().to_owned());
    }
    assert_eq!(seen, ["one two, ", "one ", ""]);
    for _ in 0..3 {
        history.redo(&mut session).unwrap();
    }
    assert_eq!(session.text(&goal), Some("one two, three"));
    history.close();
    for at in (9..14).rev() {
        let removed = session.text(&goal).unwrap()[at..=at].to_owned();
        let edit = Edit::Splice { at: goal.clone(), offset: at, removed, inserted: String::new() };
        session.apply(&edit).unwrap();
        history.record(vec![edit]);
    }
    assert_eq!(session.text(&goal), Some("one two, "));
    history.undo(&mut session).unwrap();
    assert_eq!(session.text(&goal), Some("one two, three"));
}

#[test]
fn groups_since_a_mark_are_undone_as_one() {
    let mut session = attempt(0, Guide::Full, None, None);
    let goal = Place::of(Part::Step(prose_step(&session)));
    let mut history = History::default();
    let write = |history: &mut History, session: &mut Session, text: &str| {
        let offset = session.text(&goal).unwrap().len();
        let inserted = text.to_owned();
        let edit = Edit::Splice { at: goal.clone(), offset, removed: String::new(), inserted };
        session.apply(&edit).unwrap();
        history.record(vec![edit]);
        history.close();
    };
    write(&mut history, &mut session, "kept");
    let mark = history.mark();
    write(&mut history, &mut session, " one");
    write(&mut history, &mut session, " two");
    history.join_since(mark);
    history.undo(&mut session).unwrap();
    assert_eq!(session.text(&goal), Some("kept"));
    history.redo(&mut session).unwrap();
    assert_eq!(session.text(&goal), Some("kept one two"));
    // After something new nothing old can be made again.
    history.undo(&mut session).unwrap();
    write(&mut history, &mut session, "!");
    assert_eq!(history.redo(&mut session), Ok(None));
}

fn prose_step(session: &Session) -> StepId {
    session.framework.steps.iter().find(|s| s.kind == Kind::Prose).map(|s| s.id.clone()).unwrap()
}

#[test]
fn minutes_of_the_next_step_are_numbers_that_can_be_taken_back() {
    let mut session = attempt(0, Guide::Full, None, None);
    let at = Place { part: Part::WrapUp, id: None, field: Some("minutes".into()) };
    let set = |old: &str, new: &str| Edit::Set {
        at: at.clone(),
        old: Value::Text(old.to_owned()),
        new: Value::Text(new.to_owned()),
    };
    session.apply(&set("", "7.5")).unwrap();
    for bad in ["five", "NaN", "inf", "5.0", " 5"] {
        let before = session.clone();
        assert!(session.apply(&set("7.5", bad)).is_err(), "{bad}");
        assert_eq!(session, before);
    }
    session.apply(&set("7.5", "")).unwrap();
    assert_eq!(session.wrap_up.next.minutes, None);
}

#[test]
fn an_opened_fact_can_be_taken_back() {
    // Not every question has facts.
    let attempts = (0..10).map(|number| attempt(number, Guide::Full, None, None));
    let mut session = attempts.into_iter().find(|session| !session.question.brief.facts.is_empty()).unwrap();
    let start = session.clone();
    let about = session.question.brief.facts[0].about.clone();
    let item = Item::Opened(Opened { about, asked: false, at: 3 });
    let edit = Edit::Insert { part: Part::Clarify, index: 0, item };
    session.apply(&edit).unwrap();
    assert_eq!(session.opening.opened.len(), 1);
    session.apply(&edit.inverse()).unwrap();
    assert_eq!(session, start);
    assert_eq!(session.mode, Mode::Practice);
}
