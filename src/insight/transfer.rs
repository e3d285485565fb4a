//! A transfer drill: the same question with one fact flipped, begun with the answer of before. What changed in it, and
//! what did not though the variant expected it to. States blanks and judges nothing.

use crate::{
    insight::compare::{Diff, MetricChange, StepDiff},
    model::{Kind, Role, Session, StepId, question::Variant},
};

/// What became of an answer when a fact was flipped.
#[derive(Clone, Debug, PartialEq)]
pub struct Transfer<'a> {
    /// The flipped fact, and what it was to change.
    pub variant: &'a Variant,
    /// What the variant expected to change, in its order.
    pub expected: Vec<Expected>,
    /// What changed besides, by its title.
    pub others: Vec<String>,
}

/// A step or a role that was to change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Expected {
    /// As it is called.
    pub title: String,
    /// Whether that is several things.
    pub several: bool,
    /// What became of it.
    pub fate: Fate,
}

/// What became of what was to change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// Something of it is different.
    Changed,
    /// Nothing of it is.
    Unchanged,
    /// Neither answer has anything there.
    Absent,
}

impl Expected {
    /// What is to be said of it where it did not change: a blank that may be meant so.
    pub fn question(&self) -> String {
        let (title, it) = (&self.title, if self.several { "them" } else { "it" });
        format!("{title}: unchanged. The variant expected {it} to move; was that on purpose?")
    }
}

/// The drill that a session is.
pub fn variant(session: &Session) -> Option<&Variant> {
    let id = session.origin.variant.as_ref()?;
    session.question.variants.iter().find(|variant| variant.id == *id)
}

/// What became of the answer `older` in the drill `newer`, of which `diff` is the difference.
pub fn of<'a>(older: &Session, newer: &'a Session, diff: &Diff) -> Option<Transfer<'a>> {
    let variant = variant(newer)?;
    let expected = variant.expect.iter().map(|name| expected(name, older, newer, diff)).collect();
    Some(Transfer { variant, expected, others: others(variant, newer, diff) })
}

fn expected(name: &str, older: &Session, newer: &Session, diff: &Diff) -> Expected {
    let (title, several, moved, is_there) = match name.parse::<Role>() {
        Ok(role) => {
            let has = |session: &Session| session.first_metric(role).is_some();
            let several = !matches!(role, Role::NorthStar | Role::Rejected | Role::DataTrust);
            (role.title().to_owned(), several, roles(diff).contains(&role), has(older) || has(newer))
        }
        Err(()) => {
            let id = StepId::from(name);
            let places = covered(&id, older, newer, diff);
            let written = |step: &&StepId| {
                [older, newer].iter().any(|s| s.answer(step).is_some_and(|answer| !answer.is_blank()))
            };
            let is_there = places.iter().flat_map(|step| &step.own).any(|step| written(&step));
            (newer.spec(&id).title, false, places.iter().any(|step| step.is_changed()), is_there)
        }
    };
    let fate = match (moved, is_there) {
        (true, _) => Fate::Changed,
        (false, true) => Fate::Unchanged,
        (false, false) => Fate::Absent,
    };
    Expected { title, several, fate }
}

/// The places at which a step of the framework was answered: itself, or the own headings that cover it.
fn covered<'a>(id: &StepId, older: &Session, newer: &Session, diff: &'a Diff) -> Vec<&'a StepDiff> {
    let covers = |own: &StepId| {
        own == id
            || [older, newer].iter().any(|s| s.mapping.iter().any(|m| m.heading == *own && m.step == *id))
    };
    diff.steps.iter().filter(|step| step.own.iter().any(covers)).collect()
}

/// The roles of which a metric is different, with those that it had before.
fn roles(diff: &Diff) -> Vec<Role> {
    let before = |change: &MetricChange| {
        let moved = change.parts.iter().find(|part| part.field == *"role");
        moved.and_then(|part| Role::ALL.into_iter().find(|role| Some(role.word()) == part.older.as_deref()))
    };
    diff.metrics().flat_map(|change| change.role.into_iter().chain(before(change))).collect()
}

/// Changed steps, and of steps with metrics the roles, that nobody expected to change.
fn others(variant: &Variant, newer: &Session, diff: &Diff) -> Vec<String> {
    let expects = |name: &str| variant.expect.iter().any(|expected| expected == name);
    let mut others = Vec::new();
    for step in diff.steps.iter().filter(|step| step.is_changed()) {
        let named = step.own.iter().any(|own| {
            let mapped = newer.mapping.iter().filter(|m| m.heading == *own);
            expects(own.as_str()) || mapped.into_iter().any(|m| expects(m.step.as_str()))
        });
        if !named && !step.own.iter().any(|own| newer.step(own).is_some_and(|s| s.kind == Kind::Metrics)) {
            others.push(step.title.clone());
        }
    }
    let roles = roles(diff);
    let roles = Role::ALL.into_iter().filter(|role| roles.contains(role) && !expects(role.id()));
    others.extend(roles.map(|role| role.title().to_owned()));
    others
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::{
        insight::compare::compare,
        model::{
            Answer, Framework, Metric, Question, Rubric, State, Stop,
            session::Person,
            start::{Options, begin, vary},
        },
    };

    /// A finished answer to a question with one fact to be flipped.
    fn answered() -> Session {
        let step =
            |id: &str, kind: &str| json!({"id": id, "title": id.to_uppercase(), "kind": kind, "minutes": 4});
        let framework: Framework = serde_json::from_value(json!({
            "id": "f", "title": "F", "opening": true, "rubric": "r",
            "steps": [step("goal", "prose"), step("metrics", "metrics"), step("close", "prose")]
        }))
        .unwrap();
        let question: Question = serde_json::from_value(json!({
            "id": "q", "type": "f", "title": "Q", "difficulty": "easy", "brief": {"say": "Q"},
            "variants": [{"id": "abroad", "flip": "It opens abroad.", "expect": ["goal", "guardrail", "counter", "close"]}]
        }))
        .unwrap();
        let rubric: Rubric =
            serde_json::from_value(json!({"id": "r", "title": "R", "dimensions": []})).unwrap();
        let started = "2026-03-02T07:30:00Z".parse().unwrap();
        let mut session =
            begin(question, framework, rubric, Options::new("s".into(), Person::default(), started, 1));
        session.step_mut(&"goal".into()).unwrap().answer = Answer::Prose("Trust.".to_owned());
        session.step_mut(&"goal".into()).unwrap().seconds = 60;
        let metric = |id: &str, role, line: &str| Metric {
            id: id.into(),
            role: Some(role),
            under: None,
            stage: None,
            line: line.to_owned(),
        };
        session.step_mut(&"metrics".into()).unwrap().answer = Answer::Metrics(vec![
            metric("m1", Role::NorthStar, "Payers"),
            metric("m2", Role::Guardrail, "Refunds <= 2 %"),
        ]);
        session.ids = 2;
        session.wrap_up.learnt = "Limits.".to_owned();
        session.state = State::Finished;
        session
    }

    fn drill(of: &Session) -> Session {
        let now = "2026-03-03T07:30:00Z".parse().unwrap();
        let options = Options::new("t".into(), Person::default(), now, 2);
        vary(of.clone(), &of.question.variants[0], options)
    }

    #[test]
    fn a_drill_begins_with_the_answer_and_without_what_happened() {
        let one = answered();
        let two = drill(&one);
        assert_eq!(
            (two.origin.from.as_ref(), two.origin.variant.as_deref()),
            (Some(&one.id), Some("abroad"))
        );
        assert_eq!(
            (two.state, two.minutes, &two.at.stop),
            (State::InProgress, 7.0, &Stop::Step("goal".into()))
        );
        assert_eq!((two.answer_seconds(), two.wrap_up.learnt.as_str(), two.ids), (0, "", 2));
        assert!(compare(&one, &two).is_empty());
        assert_eq!(one.hash, two.hash, "the same question was asked");
    }

    #[test]
    fn what_did_not_move_is_a_blank_and_what_did_is_named() {
        let one = answered();
        let mut two = drill(&one);
        two.step_mut(&"goal".into()).unwrap().answer = Answer::Prose("Habit.".to_owned());
        let Answer::Metrics(metrics) = &mut two.step_mut(&"metrics".into()).unwrap().answer else { panic!() };
        metrics[0].line = "Weekly payers".to_owned();
        let diff = compare(&one, &two);
        let transfer = of(&one, &two, &diff).unwrap();
        let fates: Vec<(&str, Fate)> = transfer.expected.iter().map(|e| (e.title.as_str(), e.fate)).collect();
        let [changed, unchanged, absent] = [Fate::Changed, Fate::Unchanged, Fate::Absent];
        let expected =
            [("GOAL", changed), ("Guardrails", unchanged), ("Counters", absent), ("CLOSE", absent)];
        assert_eq!(fates, expected);
        assert_eq!(
            transfer.expected[1].question(),
            "Guardrails: unchanged. The variant expected them to move; was that on purpose?"
        );
        assert_eq!(transfer.others, ["North Star"]);
        assert_eq!(of(&one, &one, &diff), None, "that is no drill");
    }
}
