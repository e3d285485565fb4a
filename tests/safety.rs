//! What must hold whatever was typed: nothing is lost, nothing ends by surprise, no file makes the program hang.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a promise that is not kept has failed")]

use std::{path::Path, time::Duration};

use casebook::{
    model::{
        Answer, Guide, Metric, Role, Session, State, StepId, Stop,
        plan::{self, Change},
        session::{FollowUp, FollowUpKind, Person},
        start,
    },
    store::{
        bank,
        session_file::{self, Foreign},
    },
    tui::{
        app::{App, Start},
        effect::{Effect, Event, Now, Unsaved},
        theme::Theme,
    },
};
use jiff::{Timestamp, tz::TimeZone};

#[path = "journeys/keys.rs"]
mod keys;

const QUESTION: &str = "alipay-success-metrics";

/// A person in a session, without a screen and without a disk.
struct Candidate {
    app: App,
    mono: Duration,
    effects: Vec<Effect>,
}

impl Candidate {
    fn in_session(session: Session) -> Self {
        let bank = bank::built_in();
        let (app, _) = App::new(bank, Vec::new(), Theme::new(false), TimeZone::UTC, Start::Home);
        let mut person = Self { app, mono: Duration::ZERO, effects: Vec::new() };
        person.happens(Event::Opened(Box::new(session)));
        person
    }

    fn happens(&mut self, event: Event) {
        self.effects = self.app.update(event, Now { wall: Timestamp::UNIX_EPOCH, mono: self.mono });
    }

    fn types(&mut self, words: &str) -> &mut Self {
        for typed in keys::typed(words) {
            match typed {
                keys::Typed::Key(key) => self.happens(Event::Key(key)),
                keys::Typed::Wait(time) => {
                    self.mono += time;
                    self.happens(Event::Tick);
                }
            }
        }
        self
    }

    fn session(&self) -> &Session {
        self.app.session().unwrap()
    }

    fn at(&self) -> &Stop {
        &self.session().at.stop
    }

    fn goes_to(&mut self, step: &str) -> &mut Self {
        for _ in 0..40 {
            if *self.at() == Stop::Step(step.into()) {
                return self;
            }
            self.types("<ctrl-n>");
        }
        panic!("never came to {step}");
    }

    fn metrics(&self) -> Vec<Metric> {
        self.session().metrics().map(|(_, metric)| metric.clone()).collect()
    }
}

fn session(guide: Guide) -> Session {
    let bank = bank::built_in();
    let (question, framework, rubric) = bank.whole(&QUESTION.into()).unwrap();
    let id = "2026-01-01-alipay-bcdf".into();
    let mut options = start::Options::new(id, Person::default(), Timestamp::UNIX_EPOCH, 1);
    options.guide = guide;
    start::begin((*question).clone(), framework.clone(), rubric.clone(), options)
}

fn card(session: &mut Session, step: &str, field: &str, words: &str) {
    let card = session.opening.plan.iter_mut().find(|card| card.step == *step).unwrap();
    match field {
        "change" => words.clone_into(&mut card.change),
        _ => words.clone_into(&mut card.title),
    }
}

fn reopened(session: &Session) -> Session {
    let text = session_file::write(session, &Foreign::default()).unwrap();
    session_file::read(text.into_bytes(), Path::new("2026-01-01-alipay-bcdf.yaml")).unwrap().session
}

#[test]
fn emptying_a_step_that_the_plan_skips_does_not_finish_the_session() {
    let mut ada = Candidate::in_session(session(Guide::Full));
    ada.goes_to("goal").types("x");
    let mut session = ada.session().clone();
    card(&mut session, "goal", "change", "skip");
    let mut ada = Candidate::in_session(session);
    assert_eq!(*ada.at(), Stop::Step("goal".into()), "what was written stays on the way");
    ada.types("<backspace><ctrl-n>");
    assert_eq!(ada.session().state, State::InProgress);
    assert_eq!(*ada.at(), Stop::Step("stakeholders".into()));
    ada.types("<ctrl-p>");
    assert_eq!(*ada.at(), Stop::Step("context".into()), "empty and skipped: off the way again");
}

#[test]
fn a_probe_keeps_its_place_when_its_step_is_skipped() {
    let mut session = session(Guide::Full);
    session.follow_ups.push(FollowUp {
        id: "q1".into(),
        kind: FollowUpKind::Probe,
        after: Some("goal".into()),
        ask: "Why?".to_owned(),
        answer: "Because".to_owned(),
        seconds: 3,
    });
    card(&mut session, "goal", "change", "skip");
    session.at.stop = Stop::FollowUp("q1".into());
    let mut ada = Candidate::in_session(session);
    assert_eq!(*ada.at(), Stop::FollowUp("q1".into()));
    ada.types("<ctrl-n>");
    assert_eq!((ada.session().state, ada.at()), (State::InProgress, &Stop::Step("stakeholders".into())));
}

#[test]
fn cards_that_merge_into_each_other_both_stay() {
    let mut session = session(Guide::Full);
    card(&mut session, "goal", "change", "into Context");
    card(&mut session, "context", "change", "into Goal");
    let steps = plan::steps(&session);
    assert!(steps.contains(&"goal".into()) && steps.contains(&"context".into()), "{steps:?}");
    assert_eq!(reopened(&session), session);
}

#[test]
fn renaming_a_heading_takes_along_the_cards_that_go_into_it() {
    let mut session = session(Guide::Full);
    card(&mut session, "context", "change", "into Goal");
    session.at.stop = Stop::Plan;
    let mut ada = Candidate::in_session(session);
    ada.types("<down><end>s of theirs<enter>");
    let session = ada.session();
    assert_eq!(plan::title(session, &Stop::Step("goal".into())), "Goals of theirs");
    assert_eq!(plan::change(session, 0), Change::Merge("goal".into()));
    ada.types("<ctrl-z>");
    assert_eq!(plan::title(ada.session(), &Stop::Step("goal".into())), "Goal", "one step of undo");
    assert_eq!(plan::change(ada.session(), 0), Change::Merge("goal".into()));
}

#[test]
fn what_was_typed_under_another_kind_can_be_undone_past_the_change_of_kind() {
    let mut ada = Candidate::in_session(session(Guide::Blank));
    ada.goes_plan().types("Idea<tab><tab>rows<ctrl-n>");
    assert!(matches!(ada.at(), Stop::Step(_)));
    // Written, emptied; the heading becomes prose; and all of it taken back.
    ada.types("words<ctrl-w><ctrl-p><tab><tab><ctrl-end><ctrl-w>prose<ctrl-n>");
    let Stop::Step(heading) = ada.at().clone() else { panic!() };
    assert!(matches!(ada.session().answer(&heading), Some(Answer::Prose(_))));
    for _ in 0..8 {
        ada.types("<ctrl-z>");
        let rows = ada.session().answer(&heading).map_or(&[][..], Answer::rows);
        if rows.iter().any(|row| row.fields.values().any(|value| value.text() == Some("words"))) {
            return;
        }
    }
    panic!("the words never came back");
}

impl Candidate {
    fn goes_plan(&mut self) -> &mut Self {
        assert_eq!(*self.at(), Stop::Clarify);
        self.types("<ctrl-n>")
    }
}

#[test]
fn a_new_north_star_takes_the_place_of_the_one_that_was_deleted() {
    let mut ada = Candidate::in_session(session(Guide::Full));
    ada.goes_to("metrics").types("Old<enter><enter>Driver<enter>");
    let driver = |ada: &Candidate| ada.metrics().into_iter().find(|m| m.role == Some(Role::Driver)).unwrap();
    assert!(driver(&ada).under.is_some());
    ada.types("<ctrl-p>").goes_to("metrics");
    for _ in 0..20 {
        ada.types("<up>");
    }
    ada.types("<ctrl-end><ctrl-w><down><up>New<enter>");
    let star = ada.metrics().into_iter().find(|m| m.role == Some(Role::NorthStar)).unwrap();
    assert_eq!((star.line.as_str(), driver(&ada).under), ("New", Some(star.id)));
}

#[test]
fn metrics_that_hang_under_each_other_in_a_file_do_not_hang_the_program() {
    let mut ada = Candidate::in_session(session(Guide::Full));
    ada.goes_to("metrics").types("Star<enter><enter>One<enter>Two<enter>Three");
    let mut session = ada.session().clone();
    let ids: Vec<_> =
        ada.metrics().iter().filter(|m| m.role == Some(Role::Driver)).map(|m| m.id.clone()).collect();
    let at = session.at.clone();
    if let Some(Answer::Metrics(metrics)) =
        session.steps.iter_mut().find(|s| s.id == *"metrics").map(|s| &mut s.answer)
    {
        for metric in metrics {
            if metric.id == ids[0] {
                metric.under = Some(ids[1].clone());
            } else if metric.id == ids[1] {
                metric.under = Some(ids[0].clone());
            }
        }
    }
    session.at = at;
    let mut ada = Candidate::in_session(reopened(&session));
    ada.types("<tab><tab><backtab>");
    let tree = casebook::insight::worked::tree(ada.session()).join("\n");
    assert!(["One", "Two", "Three"].iter().all(|name| tree.contains(name)), "{tree}");
}

#[test]
fn numbers_without_measure_in_a_file_do_not_end_the_program() {
    let mut hostile = session(Guide::Full);
    (hostile.ids, hostile.minutes) = (u64::MAX, 1e300);
    hostile.opening.clarify_seconds = u32::MAX;
    for step in &mut hostile.steps {
        step.seconds = u32::MAX;
    }
    hostile.at.stop = Stop::Step("context".into());
    let hostile = reopened(&hostile);
    let mut ada = Candidate::in_session(hostile);
    ada.types("one<enter>two<enter><wait 5s>");
    let rows = ada.session().answer(&"context".into()).unwrap().rows().to_vec();
    assert_ne!(rows[0].id, rows[1].id);
    let mut terminal = ratatui::Terminal::new(ratatui::backend::TestBackend::new(80, 24)).unwrap();
    for minutes in [1e300, f64::NAN, 0.0, -1.0] {
        let mut session = ada.session().clone();
        session.minutes = minutes;
        for state in [State::InProgress, State::Finished] {
            session.state = state;
            let mut other = Candidate::in_session(session.clone());
            terminal.draw(|frame| other.app.draw(frame)).unwrap();
        }
    }
}

#[test]
fn follow_ups_and_cards_that_a_file_has_twice_are_still_passed() {
    let mut twice = session(Guide::Full);
    for ask in ["One?", "Two?"] {
        twice.follow_ups.push(FollowUp {
            id: "q1".into(),
            kind: FollowUpKind::FollowUp,
            after: None,
            ask: ask.to_owned(),
            answer: String::new(),
            seconds: 0,
        });
    }
    let again = twice.opening.plan[0].clone();
    twice.opening.plan.insert(2, again);
    let mut ada = Candidate::in_session(reopened(&twice));
    for _ in 0..60 {
        if *ada.at() == Stop::WrapUp {
            return;
        }
        ada.types("<ctrl-n>");
    }
    panic!("never came to the wrap-up");
}

#[test]
fn time_in_the_external_editor_counts() {
    let mut ada = Candidate::in_session(session(Guide::Full));
    ada.goes_to("goal").types("<wait 2s><ctrl-g>");
    assert!(ada.effects.iter().any(|effect| matches!(effect, Effect::EditOutside(_))));
    ada.mono += Duration::from_secs(300);
    ada.happens(Event::Edited("goal".into(), Box::new(Answer::Prose("Trust".to_owned()))));
    assert_eq!(ada.session().step(&"goal".into()).unwrap().seconds, 302);
    // A machine that slept did no work.
    ada.types("<wait 9m>");
    assert_eq!(ada.session().step(&"goal".into()).unwrap().seconds, 302);
}

#[test]
fn renaming_a_row_in_the_external_editor_takes_along_the_lines_that_name_it() {
    let mut ada = Candidate::in_session(session(Guide::Full));
    ada.goes_to("stakeholders").types("Payers<enter>Shops");
    ada.goes_to("metrics").types("Active @Payers<enter>");
    ada.types("<ctrl-p><ctrl-p>");
    let step: StepId = "stakeholders".into();
    let text = session_file::step_text(ada.session(), &step).unwrap().replace("Payers", "Consumers");
    let answer = session_file::read_step(ada.session(), &step, &text, Path::new("x.yaml")).unwrap();
    ada.happens(Event::Edited(step, Box::new(answer)));
    assert_eq!(ada.metrics()[0].line, "Active @Consumers");
    ada.types("<ctrl-z>");
    assert_eq!(ada.metrics()[0].line, "Active @Payers");
    assert_eq!(ada.session().row_names(&"stakeholders".into())[0].1, "Payers", "one step of undo");
}

#[test]
fn an_id_that_a_step_never_had_is_refused_in_the_external_editor() {
    let mut ada = Candidate::in_session(session(Guide::Full));
    ada.goes_to("stakeholders").types("Payers<enter>Shops");
    let step: StepId = "stakeholders".into();
    let text = session_file::step_text(ada.session(), &step).unwrap();
    let read = |text: &str| session_file::read_step(ada.session(), &step, text, Path::new("x.yaml"));
    let id = ada.session().answer(&step).unwrap().rows()[0].id.to_string();
    let failure = read(&text.replace(&format!("id: {id}"), "id: r99")).unwrap_err();
    assert!(failure.what.contains("r99"), "{failure}");
    // A line that was copied whole is a new row.
    let body = text.split_once('\n').unwrap().1.to_owned();
    let rows = read(&format!("{text}{body}")).unwrap().rows().to_vec();
    assert_eq!(rows.len(), 4);
    let mut ids: Vec<_> = rows.iter().map(|row| row.id.clone()).collect();
    ids.sort();
    ids.dedup();
    assert_eq!(ids.len(), 4);
}

#[test]
fn deleting_what_is_referred_to_is_said() {
    let mut ada = Candidate::in_session(session(Guide::Full));
    ada.goes_to("metrics").types("Active<enter>");
    ada.goes_to("risks").types("Fraud<tab>Active<enter>");
    for _ in 0..10 {
        if *ada.at() == Stop::Step("metrics".into()) {
            break;
        }
        ada.types("<ctrl-p>");
    }
    for _ in 0..20 {
        ada.types("<up>");
    }
    ada.types("<ctrl-end><ctrl-w><down>");
    let mut terminal = ratatui::Terminal::new(ratatui::backend::TestBackend::new(120, 40)).unwrap();
    terminal.draw(|frame| ada.app.draw(frame)).unwrap();
    let screen = terminal.backend().to_string();
    assert!(screen.contains("refers to what you deleted"), "{screen}");
}

#[test]
fn a_caret_that_goes_back_into_a_reference_does_not_complete_it_once_more() {
    let mut ada = Candidate::in_session(session(Guide::Full));
    ada.goes_to("stakeholders").types("Consumers<enter>Big shops");
    ada.goes_to("metrics").types("Active @Consumers<left><left><enter>");
    assert_eq!(ada.metrics()[0].line, "Active @Consumers");
    let mut ada = Candidate::in_session(session(Guide::Full));
    ada.goes_to("stakeholders").types("Big shops");
    let line = r#"Active @"Big shops""#;
    ada.goes_to("metrics").types(line);
    for back in 1..12 {
        ada.types("<left>".repeat(back).as_str()).types("<enter><up><end>");
        assert_eq!(ada.metrics()[0].line, line, "{back} back");
    }
    // Before another reference a new one is still completed.
    ada.types("<home>").types(&"<right>".repeat(6)).types(" @Bi<enter>");
    assert_eq!(ada.metrics()[0].line, r#"Active @"Big shops" @"Big shops""#);
}

#[test]
fn slots_without_number_are_not_drawn() {
    let mut session = session(Guide::Full);
    for step in &mut session.framework.steps {
        step.slots.insert(Role::Driver, usize::MAX);
    }
    let mut ada = Candidate::in_session(session);
    ada.goes_to("metrics").types("x");
}

#[test]
fn the_clock_is_kept_while_nothing_is_typed() {
    let mut ada = Candidate::in_session(session(Guide::Full));
    let mut kept = false;
    for _ in 0..60 {
        ada.types("<wait 1s>");
        kept |= ada.effects.contains(&Effect::Keep);
    }
    assert!(kept, "a closed terminal would lose the time of thinking");
}

#[test]
fn leaving_does_not_say_that_all_is_saved_while_it_is_not() {
    let mut ada = Candidate::in_session(session(Guide::Full));
    ada.types("words");
    ada.happens(Event::NotSaved(Unsaved {
        what: "cannot write s.yaml: the disk is full".to_owned(),
        hint: "free some space".to_owned(),
        in_journal: false,
        again: Duration::from_secs(2),
    }));
    ada.types("<esc>l");
    let mut terminal = ratatui::Terminal::new(ratatui::backend::TestBackend::new(80, 24)).unwrap();
    terminal.draw(|frame| ada.app.draw(frame)).unwrap();
    let screen = terminal.backend().to_string();
    assert!(!screen.contains("All is saved"), "{screen}");
    assert!(screen.contains("NOT SAVED"), "{screen}");
}

impl Candidate {
    fn pastes(&mut self, text: &str) -> &mut Self {
        self.happens(Event::Paste(text.to_owned()));
        self
    }

    fn sees(&mut self, words: &str) -> bool {
        let mut terminal = ratatui::Terminal::new(ratatui::backend::TestBackend::new(80, 24)).unwrap();
        terminal.draw(|frame| self.app.draw(frame)).unwrap();
        terminal.backend().to_string().contains(words)
    }
}

/// At the goal, in a session with almost as much in it as one may hold, all in one line.
fn almost_full() -> Candidate {
    let mut session = session(Guide::Full);
    session.at.stop = Stop::Step("goal".into());
    let goal = session.steps.iter_mut().find(|step| step.id == *"goal").unwrap();
    goal.answer = Answer::Prose("x".repeat((8 << 20) - 1000));
    Candidate::in_session(session)
}

fn goal(person: &Candidate) -> &str {
    person.session().answer(&"goal".into()).unwrap().text()
}

#[test]
fn a_paste_that_no_session_has_room_for_is_kept_elsewhere_and_said() {
    let mut ada = almost_full();
    let before = goal(&ada).len();
    let pasted = "word ".repeat(400);
    ada.pastes(&pasted);
    assert_eq!(ada.effects, [Effect::SetAside(pasted)]);
    assert_eq!(goal(&ada).len(), before);
    ada.happens(Event::SetAside("/state/pasted/then.txt".to_owned()));
    assert!(ada.sees("Not pasted: more than 8 MiB would be in this session. The text is kept in"));
    assert!(ada.sees("then.txt"));
    // The next key takes the notice away; there is still room for a word.
    ada.types("m");
    assert_eq!(goal(&ada).len(), before + 1);
    assert!(!ada.sees("Not pasted"));
}

#[test]
fn typing_ends_where_the_session_is_full_and_deleting_makes_room() {
    let mut ada = almost_full();
    for length in (0..10).rev().map(|bits| 1 << bits) {
        ada.pastes(&"y".repeat(length));
    }
    let full = goal(&ada).len();
    ada.types("z<enter>z");
    assert_eq!(goal(&ada).len(), full);
    assert!(ada.sees("Nothing was changed: more than 8 MiB would be in this session."));
    ada.types("<backspace>z");
    assert_eq!(goal(&ada).len(), full);
    assert_eq!(goal(&ada).matches('z').count(), 1);
}
