//! What two attempts have and have not in common, by example and by chance.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;
use serde_json::json;

use super::*;
use crate::model::{
    Answer, Framework, ItemId, Metric, Question, Role, Row, Rubric, Value,
    plan::Card,
    session::{Ask, Mapping, Person},
    start::{Options, begin, copy},
};

/// A small framework with each kind of step; what a test needs of question and rubric is next to nothing.
pub fn session(id: &str) -> Session {
    let step = |id: &str, kind: &str, more: serde_json::Value| {
        let mut step = json!({"id": id, "title": id.to_uppercase(), "kind": kind, "minutes": 2});
        step.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        step
    };
    let fields = |ids: &[&str]| ids.iter().map(|id| json!({"id": id, "title": id})).collect::<Vec<_>>();
    let framework: Framework = serde_json::from_value(json!({
        "id": "f", "title": "F", "opening": true, "rubric": "r", "steps": [
            step("goal", "prose", json!({})),
            step("who", "rows", json!({"fields": fields(&["name", "gains"])})),
            step("flow", "flow", json!({"fields": fields(&["name", "actor"])})),
            step("metrics", "metrics", json!({"stakeholders": "who", "stages": "flow"})),
            step("risks", "rows", json!({"fields": [
                {"id": "risk", "title": "Risk"}, {"id": "detects", "title": "Detects", "type": "metric"}
            ]})),
        ]
    }))
    .unwrap();
    let question: Question = serde_json::from_value(json!({
        "id": "q", "type": "f", "title": "Q", "difficulty": "easy", "brief": {"say": "Q"},
        "variants": [{"id": "abroad", "flip": "It opens abroad.", "expect": ["goal", "guardrail", "counter", "risks"]}]
    }))
    .unwrap();
    let rubric: Rubric = serde_json::from_value(json!({"id": "r", "title": "R", "dimensions": []})).unwrap();
    let started = "2026-03-02T07:30:00Z".parse().unwrap();
    begin(question, framework, rubric, Options::new(id.into(), Person::default(), started, 1))
}

pub fn prose(session: &mut Session, step: &str, text: &str) {
    session.step_mut(&step.into()).unwrap().answer = Answer::Prose(text.to_owned());
}

pub fn rows(session: &mut Session, step: &str, rows: &[(&str, &[(&str, &str)])]) {
    let row = |(id, fields): &(&str, &[(&str, &str)])| Row {
        id: (*id).into(),
        fields: fields
            .iter()
            .map(|(field, text)| {
                let value = match text.strip_prefix('&') {
                    Some(id) => Value::Ref(id.into()),
                    None => Value::Text((*text).to_owned()),
                };
                ((*field).into(), value)
            })
            .collect(),
    };
    session.step_mut(&step.into()).unwrap().answer = Answer::Rows(rows.iter().map(row).collect());
}

pub fn metrics(session: &mut Session, metrics: &[(&str, Role, &str)]) {
    let metric = |(id, role, line): &(&str, Role, &str)| Metric {
        id: (*id).into(),
        role: Some(*role),
        under: None,
        stage: None,
        line: (*line).to_owned(),
    };
    session.step_mut(&"metrics".into()).unwrap().answer =
        Answer::Metrics(metrics.iter().map(metric).collect());
}

/// An answer with something everywhere.
pub fn answered(id: &str) -> Session {
    let mut session = session(id);
    prose(&mut session, "goal", "Trust first, for all.");
    rows(
        &mut session,
        "who",
        &[
            ("r1", &[("name", "Shoppers"), ("gains", "time")]),
            ("r2", &[("name", "Shops"), ("gains", "sales")]),
        ],
    );
    rows(&mut session, "flow", &[("r3", &[("name", "Link")]), ("r4", &[("name", "Pay")])]);
    metrics(
        &mut session,
        &[
            ("m5", Role::NorthStar, "Weekly payers = payers / linked @Shoppers"),
            ("m6", Role::Driver, "Link rate = linked / opened #Link"),
            ("m7", Role::Guardrail, "Refunds <= 2 %"),
        ],
    );
    rows(&mut session, "risks", &[("r8", &[("risk", "Fraud"), ("detects", "&m7")])]);
    session
}

/// The whole difference as it is read.
fn read(older: &Session, newer: &Session) -> Vec<String> {
    let parts = tell(&compare(older, newer));
    let lines = |part: &Part| {
        let told: Vec<String> =
            part.lines.iter().map(|told| format!("{}: {}", part.title, told.marked())).collect();
        told
    };
    parts.iter().flat_map(lines).collect()
}

/// The metric of that id, to be changed.
fn metric<'a>(session: &'a mut Session, id: &str) -> &'a mut Metric {
    let Answer::Metrics(metrics) = &mut session.step_mut(&"metrics".into()).unwrap().answer else { panic!() };
    metrics.iter_mut().find(|metric| metric.id == *id).unwrap()
}

#[test]
fn the_same_answer_under_another_name_is_no_difference() {
    let one = answered("s");
    let diff = compare(&one, &one);
    assert!(diff.is_empty(), "{diff:?}");
    assert_eq!(diff.steps.len(), 7, "each step has its time");
    // Another attempt, in which other ids were given.
    let mut other = answered("t");
    let anew = |id: &mut ItemId| *id = format!("{id}0").into();
    for step in &mut other.steps {
        match &mut step.answer {
            Answer::Rows(rows) => {
                for row in rows {
                    anew(&mut row.id);
                    for value in row.fields.values_mut() {
                        if let Value::Ref(to) = value {
                            anew(to);
                        }
                    }
                }
            }
            Answer::Metrics(metrics) => metrics.iter_mut().for_each(|metric| anew(&mut metric.id)),
            Answer::Prose(_) => {}
        }
    }
    let diff = compare(&one, &other);
    assert_eq!(read(&one, &other), Vec::<String>::new(), "{diff:?}");
}

#[test]
fn metrics_are_added_left_out_moved_reworded_and_completed() {
    let one = answered("s");
    let mut two = copy(one.clone(), "t".into(), one.started);
    metric(&mut two, "m5").line = "Weekly payers = settled payers / linked, 7 days @Shops".to_owned();
    (metric(&mut two, "m6").role, metric(&mut two, "m6").under) = (Some(Role::Counter), Some("m5".into()));
    metric(&mut two, "m6").stage = Some("r4".into());
    metric(&mut two, "m7").line = "Refunds".to_owned();
    two.completed.insert(("m5".into(), "gamed".into()), "Tiny payments".to_owned());
    let Answer::Metrics(all) = &mut two.step_mut(&"metrics".into()).unwrap().answer else { panic!() };
    all.push(Metric { id: "m9".into(), line: "Speed".to_owned(), stage: None, ..all[1].clone() });
    assert_eq!(
        read(&one, &two),
        [
            "METRICS: ~ North Star changed: Weekly payers",
            "METRICS:     moved, stakeholders: Shoppers → Shops",
            "METRICS:     what counts: payers → settled payers",
            "METRICS:     window completed: 7 days",
            "METRICS:     how it is gamed completed: Tiny payments",
            "METRICS: ~ counter changed: Link rate",
            "METRICS:     moved, role: driver → counter",
            "METRICS:     moved, under: nothing → Weekly payers",
            "METRICS:     moved, stages: Link → Link, Pay",
            "METRICS: + counter added: Speed",
            "METRICS: ~ guardrail changed: Refunds",
            "METRICS:     limit left open; it was: <= 2 %",
            "Coverage: + stakeholder that a metric touches now: Shops",
            "Coverage: − stakeholder that no metric touches any more: Shoppers",
            "Coverage: + stage that a metric touches now: Pay",
        ]
    );
    // Backwards it is told the other way round, and Speed is left out.
    let mut back = one.clone();
    back.origin.from = Some("t".into());
    assert!(read(&two, &back).contains(&"METRICS: − counter left out: Speed".to_owned()));
}

#[test]
fn a_metric_without_a_name_is_known_by_what_it_counts() {
    let (mut one, mut two) = (session("s"), session("t"));
    metrics(&mut one, &[("m1", Role::NorthStar, "count of payers")]);
    metrics(&mut two, &[("m8", Role::NorthStar, "Count of payers, weekly")]);
    assert_eq!(
        read(&one, &two),
        ["METRICS: ~ North Star changed: count of payers", "METRICS:     window completed: weekly"]
    );
}

#[test]
fn rows_are_known_by_their_id_in_a_copy_and_by_their_name_elsewhere() {
    let one = answered("s");
    let mut two = copy(one.clone(), "t".into(), one.started);
    rows(
        &mut two,
        "who",
        &[("r1", &[("name", "Buyers"), ("gains", "time")]), ("r9", &[("name", "Banks"), ("gains", "fees")])],
    );
    rows(&mut two, "flow", &[("r4", &[("name", "Pay")]), ("r3", &[("name", "Link"), ("actor", "shopper")])]);
    // A reference is the same as long as it means the same.
    metric(&mut two, "m7").line = "Refund rate <= 2 %".to_owned();
    let told = read(&one, &two);
    let of = |step: &str| told.iter().filter(|line| line.starts_with(step)).cloned().collect::<Vec<_>>();
    assert_eq!(
        of("WHO"),
        [
            "WHO: − left out: Shops",
            "WHO: ~ changed: Buyers",
            "WHO:     name: Shoppers → Buyers",
            "WHO: + added: Banks · gains: fees"
        ]
    );
    assert_eq!(
        of("FLOW"),
        ["FLOW: ~ changed: Link", "FLOW:     actor: nothing → shopper", "FLOW: ~ in another order"]
    );
    assert_eq!(of("RISKS"), [""; 0]);
    two.origin.from = None;
    let told = read(&one, &two);
    assert!(told.contains(&"WHO: − left out: Shoppers".to_owned()), "{told:?}");
    assert!(told.contains(&"WHO: + added: Buyers · gains: time".to_owned()), "{told:?}");
}

#[test]
fn own_headings_stand_where_the_debrief_maps_them() {
    let one = answered("s");
    let mut two = session("t");
    two.opening.plan = [("h1", "Why"), ("h2", "Rest")]
        .map(|(id, title)| Card { step: id.into(), title: title.to_owned(), ..Card::default() })
        .to_vec();
    two.steps.clear();
    two.open_step(&"h1".into());
    two.open_step(&"h2".into());
    prose(&mut two, "h1", "Trust first, for shoppers.");
    prose(&mut two, "h2", "Mine.");
    two.mapping = vec![Mapping { heading: "h1".into(), step: "goal".into() }];
    let diff = compare(&one, &two);
    let goal = diff.steps.iter().find(|step| step.step == *"goal").unwrap();
    assert_eq!(
        (goal.title.as_str(), prose::excerpt(&goal.prose)),
        ("Why", "Trust first, for [− all] [+ shoppers].".to_owned())
    );
    let rest = diff.steps.iter().find(|step| step.step == *"h2").unwrap();
    assert_eq!(rest.seconds, Seconds { older: None, newer: Some(0) });
    assert_eq!(diff.metrics().filter(|m| m.change == Happened::Removed).count(), 3);
}

#[test]
fn questions_that_were_asked_are_compared_too() {
    let (mut one, mut two) = (session("s"), session("t"));
    let ask = |id: &str, ask: &str| Ask { id: id.into(), ask: ask.to_owned() };
    one.opening.asks = vec![ask("a1", "Which country?"), ask("a2", "Since when?")];
    two.opening.asks = vec![ask("a1", "which country?"), ask("a2", "Who pays?")];
    assert_eq!(read(&one, &two), ["Clarify: − left out: Since when?", "Clarify: + added: Who pays?",]);
}

/// Metrics by chance, among few names, so that some are in both.
fn some_metrics() -> impl Strategy<Value = Vec<(Role, String)>> {
    let name = prop::sample::select(vec![
        "Payers",
        "payers",
        "Refunds",
        "支付",
        "Speed = a / b",
        "count of x",
        "",
        "@ #",
    ]);
    let role = prop::sample::select(Role::ALL.to_vec());
    prop::collection::vec((role, name.prop_map(str::to_owned)), 0..9)
}

/// An attempt with these metrics and this goal.
fn with(id: &str, some: &[(Role, String)], goal: &str) -> Session {
    let mut session = answered(id);
    let ids: Vec<String> = (0..some.len()).map(|n| format!("m{}", n + 20)).collect();
    let all: Vec<(&str, Role, &str)> =
        some.iter().zip(&ids).map(|((role, line), id)| (id.as_str(), *role, line.as_str())).collect();
    metrics(&mut session, &all);
    prose(&mut session, "goal", goal);
    session
}

/// How often each name is there.
fn names(session: &Session) -> BTreeMap<String, usize> {
    let mut names = BTreeMap::new();
    for metric in metrics::of(session) {
        *names.entry(metric.called()).or_default() += 1;
    }
    names
}

proptest! {
    #[test]
    fn an_attempt_does_not_differ_from_itself(some in some_metrics(), goal in "(?s).{0,80}") {
        let one = with("s", &some, &goal);
        prop_assert!(compare(&one, &one).is_empty());
        let copy = copy(one.clone(), "t".into(), one.started);
        prop_assert!(compare(&one, &copy).is_empty());
    }

    #[test]
    fn every_metric_that_only_one_has_is_named(a in some_metrics(), b in some_metrics()) {
        let (one, two) = (with("s", &a, "g"), with("t", &b, "g"));
        let diff = compare(&one, &two);
        let (before, after) = (names(&one), names(&two));
        let all: BTreeSet<&String> = before.keys().chain(after.keys()).collect();
        for name in all {
            let count = |names: &BTreeMap<String, usize>| names.get(name).copied().unwrap_or(0);
            let told = |change| diff.metrics().filter(|m| m.change == change && crate::text::fold::fold(m.name.trim()) == *name).count();
            // Without a name nothing is the same as anything.
            prop_assert!(!name.is_empty());
            prop_assert_eq!(told(Happened::Added), count(&after).saturating_sub(count(&before)));
            prop_assert_eq!(told(Happened::Removed), count(&before).saturating_sub(count(&after)));
        }
    }

    #[test]
    fn words_that_were_kept_and_added_are_the_newer_text(older in "[a-c .]{0,40}", newer in "[a-c .]{0,40}") {
        let told = prose::words(&older, &newer);
        let bare = |text: &str| text.split_whitespace().collect::<String>();
        let side = |left_out: fn(&Words) -> bool| bare(&told.iter().filter(|w| !left_out(w)).map(Words::text).collect::<Vec<_>>().concat());
        if !told.is_empty() {
            prop_assert_eq!(side(|w| matches!(w, Words::Removed(_))), bare(&newer));
            prop_assert_eq!(side(|w| matches!(w, Words::Added(_))), bare(&older));
        }
    }
}
