//! What an interviewer asks next: probes at step boundaries, follow-ups built from the candidate's own answer.
//!
//! Chosen by the session's seed, so that they are unpredictable and can be drawn again. Judges nothing.

use super::headings;
use crate::{
    model::{
        Answer, Mode, Role, Session, StepId, Value,
        metric_line::Sign,
        plan,
        question::{FollowUpAsk, When},
    },
    sort::Sort as _,
    text::fold::fold,
};

/// How many follow-ups a session gets.
const FOLLOW_UPS: usize = 3;

/// A follow-up of the question, its template filled in.
#[derive(Clone, Debug, PartialEq)]
pub struct Asked<'a> {
    /// In words.
    pub ask: String,
    /// The question's own.
    pub from: &'a FollowUpAsk,
}

/// The follow-ups for a session, templates filled in: those that hold, those built from the answer first. Under own
/// headings nobody has said which step is where and which metric is for what: conditions wait for the debrief.
pub fn choose(session: &Session) -> Vec<String> {
    let waits = !headings::own(session).is_empty();
    let asks = drawn(session, |from| from.when.is_none() || !waits);
    asks.into_iter().take(FOLLOW_UPS).map(|asked| asked.ask).collect()
}

/// The follow-ups that would have been asked, had the session known what the debrief says of its own headings.
pub fn waited(session: &Session) -> Vec<Asked<'_>> {
    if headings::own(session).is_empty() || headings::roles_wait(session) {
        return Vec::new();
    }
    let was_asked = |from: &FollowUpAsk| session.follow_ups.iter().any(|f| is_from(&from.ask, &f.ask));
    let asks = drawn(session, |from| (from.when.is_some() || from.ask.contains('{')) && !was_asked(from));
    asks.into_iter().take(FOLLOW_UPS).collect()
}

/// The question's own follow-up that an ask was made from.
pub fn source<'a>(session: &'a Session, ask: &str) -> Option<&'a FollowUpAsk> {
    session.question.follow_ups.iter().find(|from| is_from(&from.ask, ask))
}

/// Those of a kind that hold, in the order that the seed draws.
fn drawn(session: &Session, of: impl Fn(&FollowUpAsk) -> bool) -> Vec<Asked<'_>> {
    let mut asks: Vec<Asked<'_>> = session
        .question
        .follow_ups
        .iter()
        .filter(|from| of(from) && from.when.as_ref().is_none_or(|when| holds(session, when)))
        .filter_map(|from| Some(Asked { ask: fill(session, &from.ask)?, from }))
        .collect();
    fastrand::Rng::with_seed(session.seed).shuffle(&mut asks);
    // A stable sort: among their kind they stay in the order that was drawn.
    asks.arrange_by_key(|asked| !asked.from.ask.contains('{'));
    asks
}

/// Whether an ask was made from a template: every word outside the braces stands in it, in order.
fn is_from(template: &str, ask: &str) -> bool {
    let mut rest = ask;
    let mut outside = Vec::new();
    let mut open = template;
    while let Some((before, after)) = open.split_once('{') {
        outside.push(before);
        open = after.split_once('}').map_or("", |(_, behind)| behind);
    }
    outside.push(open);
    outside.into_iter().filter(|s| !s.is_empty()).all(|part| match rest.find(part) {
        Some(at) => {
            rest = &rest[at + part.len()..];
            true
        }
        None => false,
    })
}

/// The probes that interrupt after `step`, in interview mode: one or two a session, at step boundaries before the last
/// step. An answer in one piece has no boundaries: it is probed when it is given.
pub fn probes_after(session: &Session, step: &StepId) -> Vec<String> {
    let steps = plan::steps(session);
    let Some(here) = steps.iter().position(|s| s == step) else { return Vec::new() };
    if session.mode != Mode::Interview || session.only.is_some() {
        return Vec::new();
    }
    let framework = &session.framework.steps;
    let mut rng = fastrand::Rng::with_seed(session.seed ^ 0x5eed);
    if steps.len() == 1 {
        let mut probes: Vec<String> = framework.iter().flat_map(|s| s.probes.clone()).collect();
        rng.shuffle(&mut probes);
        probes.truncate(1 + rng.usize(0..2));
        return probes;
    }
    let mut order: Vec<usize> = (0..steps.len() - 1).collect();
    rng.shuffle(&mut order);
    let count = 1 + rng.usize(0..2);
    if !order.iter().take(count).any(|boundary| *boundary == here) {
        return Vec::new();
    }
    // An own heading has no probes: the framework's step at the same place of the way has.
    let place = framework.iter().position(|s| s.id == *step).unwrap_or(here * framework.len() / steps.len());
    let probes = framework.get(place).map_or(&[][..], |s| &s.probes);
    if probes.is_empty() { Vec::new() } else { vec![probes[rng.usize(0..probes.len())].clone()] }
}

/// Whether a condition holds for what was written.
pub fn holds(session: &Session, when: &When) -> bool {
    let has = |role: Role| session.first_metric(role).is_some();
    let stage = |name: &String| {
        let wanted = fold(name.trim());
        session.framework.steps.iter().filter_map(|s| s.stages.as_ref()).any(|stages| {
            let mut written = headings::covering(session, stages);
            written.push(stages.clone());
            let mut names = written.iter().flat_map(|step| session.row_names(step));
            names.any(|(_, name)| fold(name.trim()) == wanted)
        })
    };
    when.has.is_none_or(has) && !when.missing.is_some_and(has) && when.stage.as_ref().is_none_or(stage)
}

/// A template with the candidate's words in it; `None` where a word that it needs was not written.
pub fn fill(session: &Session, template: &str) -> Option<String> {
    let mut filled = String::new();
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('{') {
        let (name, behind) = after.split_once('}')?;
        filled.push_str(before);
        filled.push_str(&word(session, name.trim())?);
        rest = behind;
    }
    filled.push_str(rest);
    Some(filled)
}

/// What stands for a name in a template: `role`, `role.limit`, `step.field` (of the first row).
fn word(session: &Session, name: &str) -> Option<String> {
    let (head, tail) = name.split_once('.').map_or((name, None), |(head, tail)| (head, Some(tail)));
    let word = match (head.parse::<Role>(), tail) {
        (Ok(role), None) => session.first_metric(role)?.name,
        (Ok(role), Some("limit")) => {
            let limit = session.first_metric(role)?.limit?;
            let sign = match limit.sign {
                Sign::Less => "<",
                Sign::AtMost => "≤",
                Sign::More => ">",
                Sign::AtLeast => "≥",
            };
            format!("{sign} {}", limit.text)
        }
        (Err(()), Some(field)) => {
            let answer = session.answer(&head.into())?;
            if let Answer::Prose(text) = answer {
                // A long answer is called by its first line.
                let first = text.trim().lines().next().filter(|_| field == "text")?;
                return Some(first.trim_end().to_owned());
            }
            let rows = answer.rows();
            let value = rows.iter().map(|row| row.value(&field.into())).find(|v| !v.is_blank())?;
            // A reference to what was deleted is no word to ask about.
            if let Value::Ref(id) = value
                && session.row(id).is_none()
                && session.metric(id).is_none()
            {
                return None;
            }
            session.shown(value)
        }
        _ => return None,
    };
    let word = word.trim();
    (!word.is_empty()).then(|| word.to_owned())
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;

    use super::*;
    use crate::model::{
        Guide, Metric, Row,
        plan::Card,
        session::{Mapping, Person},
        start::{Options, begin},
    };

    /// A flow and a list of metrics under own headings, and a question that asks about both.
    fn session() -> Session {
        let framework = serde_json::json!({
            "id": "f", "title": "F", "opening": true, "rubric": "r", "steps": [
                {"id": "flow", "title": "Flow", "kind": "flow", "minutes": 2},
                {"id": "metrics", "title": "Metrics", "kind": "metrics", "minutes": 2, "stages": "flow"},
            ]
        });
        let question = serde_json::json!({
            "id": "q", "type": "f", "title": "Q", "difficulty": "easy", "brief": {"say": "Q"}, "follow_ups": [
                {"ask": "Anything else?"},
                {"ask": "What stops a launch?", "when": {"missing": "guardrail"}},
                {"ask": "Who pays {north_star}?"},
                {"ask": "Why settle so late?", "when": {"stage": "settle"}},
            ]
        });
        let rubric = serde_json::json!({"id": "r", "title": "R", "dimensions": []});
        let mut options = Options::new("s".into(), Person::default(), Timestamp::UNIX_EPOCH, 1);
        options.guide = Guide::Blank;
        let [question, framework, rubric] = [question, framework, rubric].map(|part| part.to_string());
        let mut session = begin(
            serde_json::from_str(&question).unwrap(),
            serde_json::from_str(&framework).unwrap(),
            serde_json::from_str(&rubric).unwrap(),
            options,
        );
        for (id, kind) in [("h1", "flow"), ("h2", "metrics")] {
            session.opening.plan.push(Card {
                step: id.into(),
                title: id.to_owned(),
                change: kind.to_owned(),
                ..Card::default()
            });
            session.open_step(&id.into());
        }
        let row = Row { id: "r1".into(), fields: [("text".into(), Value::Text("Settle".to_owned()))].into() };
        session.steps[0].answer = Answer::Rows(vec![row]);
        let line = "Payers".to_owned();
        let metric = Metric { id: "m1".into(), role: None, under: None, stage: None, line };
        session.steps[1].answer = Answer::Metrics(vec![metric]);
        session
    }

    fn waiting(session: &Session) -> Vec<String> {
        let mut asks: Vec<String> = waited(session).into_iter().map(|asked| asked.ask).collect();
        asks.sort();
        asks
    }

    #[test]
    fn under_own_headings_conditions_wait_for_what_the_debrief_says() {
        let mut session = session();
        assert_eq!(choose(&session), ["Anything else?"], "nobody knows whether there is a guardrail");
        assert_eq!(waiting(&session), [""; 0], "and nobody does until a role is said");
        session.completed.insert(("m1".into(), "role".into()), "north_star".to_owned());
        assert_eq!(waiting(&session), ["What stops a launch?", "Who pays Payers?"]);
        session.mapping.push(Mapping { heading: "h1".into(), step: "flow".into() });
        let all = ["What stops a launch?", "Who pays Payers?", "Why settle so late?"];
        assert_eq!(waiting(&session), all, "the heading covers the stages");
    }

    #[test]
    fn a_blank_takes_the_first_line_of_prose_and_the_first_row() {
        let mut session = session();
        session.open_step(&"goal".into());
        session.steps[2].answer = Answer::Prose("\n Habit first.\nThen value.".to_owned());
        for (template, expected) in [
            ("Why {goal.text}", Some("Why Habit first.")),
            ("Why {h1.text}?", Some("Why Settle?")),
            ("Why {goal.name}?", None),
            ("Why {flow.text}?", None),
        ] {
            assert_eq!(fill(&session, template).as_deref(), expected, "{template}");
        }
    }

    #[test]
    fn what_was_asked_does_not_wait() {
        let mut session = session();
        session.completed.insert(("m1".into(), "role".into()), "guardrail".to_owned());
        session.mapping.push(Mapping { heading: "h1".into(), step: "flow".into() });
        assert_eq!(waiting(&session), ["Why settle so late?"]);
        session.follow_ups.push(crate::model::session::FollowUp {
            id: "q1".into(),
            kind: crate::model::session::FollowUpKind::FollowUp,
            after: None,
            ask: "Why settle so late?".to_owned(),
            answer: String::new(),
            seconds: 0,
        });
        assert_eq!(waiting(&session), [""; 0]);
        assert!(source(&session, "Why settle so late?").is_some());
    }
}
