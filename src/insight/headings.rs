//! A candidate's own headings beside the framework: which steps they seem to cover, and what waits for their metrics'
//! roles. Proposes from words and kinds alone, and rather nothing than nonsense. Changes nothing.

use std::collections::BTreeSet;

use crate::{
    model::{Kind, Metric, Session, Step, StepId, plan, session::Mapping},
    sort::IntoTree as _,
    text::fold,
};

/// The own headings of the plan, in its order; none where the plan is made of the framework's steps.
pub fn own(session: &Session) -> Vec<StepId> {
    plan::steps(session).into_iter().filter(|id| session.is_own(id)).collect()
}

/// The own headings that cover a step of the framework, in the plan's order.
pub fn covering(session: &Session, step: &StepId) -> Vec<StepId> {
    let covers = |heading: &StepId| session.mapping.iter().any(|m| m.heading == *heading && m.step == *step);
    own(session).into_iter().filter(covers).collect()
}

/// The metrics that were written under own headings, where no slot says what each is for.
pub fn metrics(session: &Session) -> Vec<&Metric> {
    let own = session.metrics().filter(|(step, m)| session.is_own(&step.id) && !m.line.trim().is_empty());
    own.map(|(_, metric)| metric).collect()
}

/// Whether there are such metrics, and nobody has said the role of any of them.
pub fn roles_wait(session: &Session) -> bool {
    let metrics = metrics(session);
    !metrics.is_empty() && metrics.iter().all(|m| session.role_of(m).is_none())
}

/// For each own heading the steps that it seems to cover, in the order of the plan and of the framework.
pub fn propose(session: &Session) -> Vec<Mapping> {
    let pairs = own(session).into_iter().flat_map(|heading| {
        let steps = proposed(session, &heading);
        steps.into_iter().map(move |step| Mapping { heading: heading.clone(), step })
    });
    pairs.collect()
}

fn proposed(session: &Session, heading: &StepId) -> Vec<StepId> {
    let spec = session.spec(heading);
    let kind = session.step(heading).map_or(spec.kind, |s| s.kind);
    let words = Words::of(&spec.title);
    let steps = |is: &dyn Fn(&Step) -> bool| -> Vec<&Step> {
        session.framework.steps.iter().filter(|step| is(step)).collect()
    };
    let names = |step: &Step| [Words::of(&step.title), Words::of(step.id.as_str())];
    let mut found = steps(&|step| names(step).contains(&words));
    if found.is_empty() {
        found = steps(&|step| names(step).iter().any(|name| words.hold(name)));
        // "Goal metrics", a list of metrics, is about metrics.
        if is_telling(kind) && found.iter().any(|step| step.kind == kind) {
            found.retain(|step| step.kind == kind);
        }
    }
    if found.is_empty() {
        found = only(steps(&|step| has_field(step, &words)));
    }
    if found.is_empty() && is_telling(kind) {
        found = only(steps(&|step| step.kind == kind));
    }
    found.into_iter().map(|step| step.id.clone()).collect()
}

/// Kinds that a framework has for one purpose; prose and rows are for anything.
fn is_telling(kind: Kind) -> bool {
    matches!(kind, Kind::Metrics | Kind::Flow)
}

/// What is found in several places says nothing about any of them.
fn only(found: Vec<&Step>) -> Vec<&Step> {
    if found.len() == 1 { found } else { Vec::new() }
}

/// Whether the words are what a column of the step is called.
fn has_field(step: &Step, words: &Words) -> bool {
    step.fields.iter().any(|f| Words::of(&f.title) == *words || Words::of(f.id.as_str()) == *words)
}

/// The folded words of a name.
struct Words(BTreeSet<String>);

impl Words {
    fn of(text: &str) -> Self {
        Self(fold::words(&text.replace('_', " ")).into_iter().into_tree())
    }

    /// Whether every word of the other is among these.
    fn hold(&self, other: &Self) -> bool {
        !other.0.is_empty() && other.0.iter().all(|word| self.0.iter().any(|own| is_same(own, word)))
    }
}

impl PartialEq for Words {
    fn eq(&self, other: &Self) -> bool {
        self.hold(other) && other.hold(self)
    }
}

/// Whether two words are one but for their endings: "goals" and "goal", "hypothesis" and "hypotheses".
fn is_same(one: &str, other: &str) -> bool {
    let singular = |word: &str| match word.strip_suffix('s') {
        Some(stem) if stem.len() > 2 && !stem.ends_with('s') => stem.to_owned(),
        _ => word.to_owned(),
    };
    if singular(one) == singular(other) {
        return true;
    }
    let shared = one.chars().zip(other.chars()).take_while(|(a, b)| a == b).count();
    shared >= 6 && one.chars().count().max(other.chars().count()) <= shared + 2
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;

    use super::*;
    use crate::model::{
        Framework, Guide, Question, Rubric,
        plan::Card,
        session::Person,
        start::{Options, begin},
    };

    /// A small framework; what a test needs of question and rubric is next to nothing.
    fn session(headings: &[(&str, &str)]) -> Session {
        let step = |id: &str, title: &str, kind: &str, fields: &[&str]| {
            let fields: Vec<_> = fields.iter().map(|f| serde_json::json!({"id": f, "title": f})).collect();
            serde_json::json!({"id": id, "title": title, "kind": kind, "minutes": 2, "fields": fields})
        };
        let framework: Framework = serde_json::from_value(serde_json::json!({
            "id": "f", "title": "F", "opening": true, "rubric": "r", "steps": [
                step("context", "Context", "rows", &["fact", "so_what"]),
                step("goal", "Goal", "prose", &[]),
                step("stakeholders", "Stakeholders", "rows", &["who", "gains"]),
                step("flow", "User flow", "flow", &["stage", "who_acts"]),
                step("metrics", "Metrics", "metrics", &[]),
                step("risks", "Risks", "rows", &["risk", "gains"]),
                step("hypotheses", "Hypotheses", "rows", &[]),
            ]
        }))
        .unwrap();
        let question: Question = serde_json::from_value(serde_json::json!({
            "id": "q", "type": "f", "title": "Q", "difficulty": "easy", "brief": {"say": "Q"}
        }))
        .unwrap();
        let rubric: Rubric =
            serde_json::from_value(serde_json::json!({"id": "r", "title": "R", "dimensions": []})).unwrap();
        let mut options = Options::new("s".into(), Person::default(), Timestamp::UNIX_EPOCH, 1);
        options.guide = Guide::Blank;
        let mut session = begin(question, framework, rubric, options);
        for (number, (title, kind)) in headings.iter().enumerate() {
            session.opening.plan.push(Card {
                step: format!("h{}", number + 1).as_str().into(),
                title: (*title).to_owned(),
                change: (*kind).to_owned(),
                ..Card::default()
            });
        }
        session
    }

    fn proposed_for(heading: &str, kind: &str) -> String {
        let proposed = propose(&session(&[(heading, kind)]));
        proposed.iter().map(|m| m.step.as_str()).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn a_heading_covers_the_steps_whose_names_stand_in_it() {
        assert_eq!(proposed_for("Goal", ""), "goal");
        assert_eq!(proposed_for("My GOALS, first of all", ""), "goal");
        assert_eq!(proposed_for("Context and goal", ""), "context goal");
        assert_eq!(proposed_for("User flow", ""), "flow");
        assert_eq!(proposed_for("Flow", "rows"), "flow");
        assert_eq!(proposed_for("Main hypothesis", ""), "hypotheses");
        assert_eq!(proposed_for("Métrics", ""), "metrics");
    }

    #[test]
    fn a_heading_that_is_a_columns_name_covers_the_only_step_with_it() {
        assert_eq!(proposed_for("Who", "rows"), "stakeholders");
        assert_eq!(proposed_for("So what?", ""), "context");
        assert_eq!(proposed_for("Gains", "rows"), "", "two steps have it");
        assert_eq!(proposed_for("Who pays us", ""), "", "a column's word inside of other words");
    }

    #[test]
    fn the_kind_says_something_where_the_framework_has_one_step_of_it() {
        assert_eq!(proposed_for("How I would know", "metrics"), "metrics");
        assert_eq!(proposed_for("What they do", "flow"), "flow");
        assert_eq!(proposed_for("What I know", "rows"), "");
        assert_eq!(proposed_for("Goal metrics", "metrics"), "metrics", "the kind decides between names");
        assert_eq!(proposed_for("Goal", "metrics"), "goal", "an exact name decides before the kind");
    }

    #[test]
    fn rather_nothing_than_nonsense() {
        for heading in ["Why now", "Users", "End", "—", "支付", "In contextual terms"] {
            assert_eq!(proposed_for(heading, ""), "", "{heading}");
        }
        assert!(propose(&session(&[("", ""), ("   ", "")])).is_empty());
    }

    #[test]
    fn pairs_come_in_the_order_of_the_plan_and_then_of_the_framework() {
        let proposed = propose(&session(&[("Metrics", "metrics"), ("Goal and context", ""), ("Goal", "")]));
        let pairs: Vec<String> = proposed.iter().map(|m| format!("{} {}", m.heading, m.step)).collect();
        assert_eq!(pairs, ["h1 metrics", "h2 context", "h2 goal", "h3 goal"]);
    }
}
