//! What holds for any session, however it came about: nothing panics, places are there, one essential finding a metric.

use std::collections::BTreeSet;

use proptest::prelude::*;

use super::*;
use crate::{
    insight::{coverage, example::blank},
    model::{
        Answer, Guide, Kind, Metric, Place, Role, Row, State, Value,
        plan::Card,
        session::{Mapping, OutOfScope, Stop},
    },
};

const STEPS: [&str; 13] = [
    "context",
    "stakeholders",
    "flow",
    "metrics",
    "risks",
    "decide",
    "options",
    "hypotheses",
    "assumptions",
    "compare",
    "actions",
    "readiness",
    "h1",
];
const FIELDS: [&str; 16] = [
    "fact",
    "so_what",
    "stakeholder",
    "stage",
    "risk",
    "detects",
    "initiative",
    "moves",
    "cause",
    "text",
    "input",
    "item",
    "verdict",
    "action",
    "mine",
    "readiness",
];
const LINES: [&str; 12] = [
    "",
    "Paid = a / b, weekly @Banks #Pay",
    "count of payers",
    "Paid = a /",
    "Refunds <= 1 %",
    "x because y",
    "Pay @Pay #Banks",
    "sum of a / b",
    "p95 of minutes, daily",
    " / ",
    "@",
    "支付＝人数／全部，每周",
];

fn value() -> impl Strategy<Value = Value> {
    prop_oneof![
        prop::sample::select(vec!["", " ", "Banks", "Pay", "Paid", "whatever it is\nin lines"])
            .prop_map(|text| Value::Text(text.to_owned())),
        any::<bool>().prop_map(Value::Flag),
        (0..12_u8, any::<bool>())
            .prop_map(|(n, row)| Value::Ref(format!("{}{n}", if row { 'r' } else { 'm' }).as_str().into())),
    ]
}

fn row() -> impl Strategy<Value = Row> {
    prop::collection::btree_map(prop::sample::select(FIELDS.to_vec()), value(), 0..6).prop_map(|fields| Row {
        fields: fields.into_iter().map(|(field, value)| (field.into(), value)).collect(),
        ..Row::default()
    })
}

fn metric() -> impl Strategy<Value = Metric> {
    let role = prop::option::of(prop::sample::select(Role::ALL.to_vec()));
    (role, prop::sample::select(LINES.to_vec()), prop::option::of(0..9_u8)).prop_map(|(role, line, stage)| {
        Metric {
            id: String::new().into(),
            role,
            under: None,
            stage: stage.map(|n| format!("r{n}").as_str().into()),
            line: line.to_owned(),
        }
    })
}

fn session() -> impl Strategy<Value = Session> {
    let rows = prop::collection::vec((prop::sample::select(STEPS.to_vec()), row()), 0..14);
    let more = (
        any::<(bool, bool, bool)>(),
        prop::collection::vec(
            (0..12_u8, prop::sample::select(vec!["window", "limit", "role", "because"])),
            0..4,
        ),
        prop::collection::vec(prop::option::of(0..9_u8), 0..4),
        prop::collection::vec(prop::sample::select(STEPS.to_vec()), 0..3),
        prop::collection::vec(0..500_u32, 9),
        prop::sample::select(STEPS.to_vec()),
    );
    (rows, prop::collection::vec((any::<bool>(), metric()), 0..10), more).prop_map(
        |(rows, metrics, ((own, open, wild), completed, out, mapped, seconds, at))| {
            let mut session = blank(if own { Guide::Blank } else { Guide::Full });
            let change = if wild { "metrics" } else { "rows" };
            let card = Card {
                step: "h1".into(),
                title: "Mine".to_owned(),
                change: change.to_owned(),
                ..Card::default()
            };
            session.opening.plan.push(card);
            for step in STEPS {
                session.open_step(&step.into());
            }
            for (step, mut row) in rows {
                row.id = session.next_id('r');
                let answer = &mut session.step_mut(&step.into()).unwrap();
                if !matches!(answer.kind, Kind::Rows | Kind::Flow) {
                    continue;
                }
                if let Answer::Rows(rows) = &mut answer.answer {
                    rows.push(row);
                }
            }
            for (own, mut metric) in metrics {
                metric.id = session.next_id('m');
                let step = if own && wild { "h1" } else { "metrics" };
                if let Answer::Metrics(metrics) = &mut session.step_mut(&step.into()).unwrap().answer {
                    metrics.push(metric);
                }
            }
            for (n, field) in completed {
                let text = if field == "role" { "guardrail" } else { "later" };
                session.completed.insert((format!("m{n}").as_str().into(), field.into()), text.to_owned());
            }
            session.out_of_scope = out
                .into_iter()
                .map(|n| OutOfScope {
                    stakeholder: n.map(|n| format!("r{n}").as_str().into()),
                    ..OutOfScope::default()
                })
                .collect();
            session.mapping =
                mapped.into_iter().map(|step| Mapping { heading: "h1".into(), step: step.into() }).collect();
            for (step, seconds) in session.steps.iter_mut().zip(seconds) {
                step.seconds = seconds;
            }
            session.at.stop = Stop::Step(at.into());
            session.state = if open { State::InProgress } else { State::Finished };
            session
        },
    )
}

proptest! {
    #[test]
    fn places_are_there_and_a_metric_is_essential_once(session in session()) {
        let findings = all(&session, &[]);
        prop_assert!(findings.is_sorted_by_key(|finding| finding.level));
        let mut once = BTreeSet::new();
        for finding in &findings {
            let Part::Step(step) = &finding.at.part else { panic!("{finding:?}") };
            prop_assert!(session.step(step).is_some(), "{:?}", finding);
            let there = session.text(&finding.at).is_some() || session.value(&finding.at).is_some();
            prop_assert!(finding.at.id.is_none() || there, "{:?}", finding);
            let about_it = finding.at.id.as_ref().is_some_and(|id| *id == *finding.about.as_str());
            prop_assert!(about_it || finding.about == step.as_str(), "{:?}", finding);
            prop_assert!(!finding.words.contains(['\n', '\r']), "{:?}", finding);
            prop_assert!(rule(finding.rule).is_some());
            let essential = finding.level == Level::Essential && finding.at.id.is_some();
            prop_assert!(!essential || once.insert(&finding.about), "{:?}", finding);
        }
    }

    #[test]
    fn what_is_live_is_among_all_and_never_much(session in session()) {
        let all = all(&session, &[]);
        let live = live(&session);
        prop_assert!(live.len() <= LIVE);
        prop_assert!(live.iter().all(|finding| all.contains(finding)));
        let here = |finding: &Finding| finding.at == Place::of(Part::Step(match &session.at.stop {
            Stop::Step(step) => step.clone(),
            _ => "".into(),
        }));
        prop_assert!(!live.iter().any(here), "nothing is missed in a step before it is left");
    }

    #[test]
    fn a_dismissed_finding_alone_is_gone(session in session(), which in any::<prop::sample::Index>()) {
        let mut session = session;
        let before = of(&session, &[]);
        if !before.is_empty() {
            let gone = which.get(&before).clone();
            session.dismissed.push(Dismissed {
                rule: gone.rule.to_owned(),
                about: gone.about.clone(),
                reason: String::new(),
            });
            let mut rest = before.clone();
            rest.retain(|finding| *finding != gone);
            prop_assert_eq!(of(&session, &[]), rest);
        }
    }

    #[test]
    fn coverage_counts_a_metric_where_it_touches_and_nowhere_else(session in session()) {
        prop_assert_eq!(coverage::is_there(&session), coverage::of(&session).is_some());
        let Some(coverage) = coverage::of(&session) else { return Ok(()) };
        prop_assert_eq!(coverage.cells.len(), coverage.stakeholders.len());
        for (row, line) in coverage.stakeholders.iter().enumerate() {
            prop_assert!(session.row(&line.id).is_some());
            prop_assert_eq!(coverage.cells[row].len(), coverage.stages.len());
            for mark in &line.metrics {
                let in_a_cell = coverage.cells[row].iter().any(|cell| cell.metrics.contains(mark));
                prop_assert_ne!(in_a_cell, line.alone.contains(mark));
                prop_assert!(!coverage.elsewhere.contains(mark));
                prop_assert_ne!(mark.role, Some(Role::Rejected));
            }
        }
    }
}
