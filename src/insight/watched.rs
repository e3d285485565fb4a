//! Findings while somebody writes, looked for anew only once something has changed that rules read. Judges nothing.

use std::collections::BTreeMap;

use super::findings::{self, Finding};
use crate::model::{
    Answer, FieldId, Guide, ItemId, Mode, Session, State, StepId, Stop,
    session::{Dismissed, FollowUp, Mapping, Opening, OutOfScope, StepAnswer},
};

/// What was found last, and in what.
#[derive(Clone, Debug, Default)]
pub struct Watched {
    seen: Option<Seen>,
    found: Vec<Finding>,
    looked: u64,
}

impl Watched {
    /// What [`findings::live`] finds in a session.
    pub fn found(&mut self, session: &Session) -> &[Finding] {
        if !self.seen.as_ref().is_some_and(|seen| seen.is_of(session)) {
            self.found = findings::live(session);
            self.seen = Some(Seen::of(session));
            self.looked += 1;
        }
        debug_assert_eq!(self.found, findings::live(session), "rules read more than was looked at");
        &self.found
    }

    /// How often it was looked for.
    pub fn looked(&self) -> u64 {
        self.looked
    }
}

/// What rules read of a session. Of prose, whether there is any; of the caret, in which row; and what never changes while
/// a session is open, by the session's name and hash.
#[derive(Clone, Debug)]
struct Seen {
    id: String,
    hash: String,
    state: State,
    mode: Mode,
    guide: Guide,
    minutes: f64,
    only: Option<StepId>,
    at: (Stop, Option<ItemId>),
    opening: Opening,
    steps: Vec<StepAnswer>,
    follow_ups: Vec<FollowUp>,
    mapping: Vec<Mapping>,
    completed: BTreeMap<(ItemId, FieldId), String>,
    out_of_scope: Vec<OutOfScope>,
    dismissed: Vec<Dismissed>,
}

impl Seen {
    fn of(session: &Session) -> Self {
        Self {
            id: session.id.to_string(),
            hash: session.hash.clone(),
            state: session.state,
            mode: session.mode,
            guide: session.guide,
            minutes: session.minutes,
            only: session.only.clone(),
            at: (session.at.stop.clone(), session.at.id.clone()),
            opening: session.opening.clone(),
            steps: session.steps.iter().map(without_prose).collect(),
            follow_ups: session.follow_ups.clone(),
            mapping: session.mapping.clone(),
            completed: session.completed.clone(),
            out_of_scope: session.out_of_scope.clone(),
            dismissed: session.dismissed.clone(),
        }
    }

    fn is_of(&self, session: &Session) -> bool {
        self.id == session.id.as_str()
            && self.hash == session.hash
            && (self.state, self.mode, self.guide) == (session.state, session.mode, session.guide)
            && self.minutes.to_bits() == session.minutes.to_bits()
            && self.only == session.only
            && (&self.at.0, &self.at.1) == (&session.at.stop, &session.at.id)
            && self.opening == session.opening
            && self.steps.len() == session.steps.len()
            && self.steps.iter().zip(&session.steps).all(|(seen, step)| is_like(seen, step))
            && self.follow_ups == session.follow_ups
            && self.mapping == session.mapping
            && self.completed == session.completed
            && self.out_of_scope == session.out_of_scope
            && self.dismissed == session.dismissed
    }
}

/// A step with a word in place of its prose.
fn without_prose(step: &StepAnswer) -> StepAnswer {
    let answer = match &step.answer {
        Answer::Prose(_) => {
            Answer::Prose(if step.answer.is_blank() { String::new() } else { "written".to_owned() })
        }
        other => other.clone(),
    };
    StepAnswer { id: step.id.clone(), answer, ..*step }
}

fn is_like(seen: &StepAnswer, step: &StepAnswer) -> bool {
    let marks =
        |step: &StepAnswer| (step.kind, step.seconds, step.said, step.hints_opened, step.answer_opened);
    let answer = match (&seen.answer, &step.answer) {
        (Answer::Prose(_), Answer::Prose(_)) => seen.answer.is_blank() == step.answer.is_blank(),
        (seen, now) => seen == now,
    };
    seen.id == step.id && marks(seen) == marks(step) && answer
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;

    use super::*;
    use crate::{
        model::{
            Edit, Kind, Metric, Part, Place, Role,
            edit::Item,
            plan::spend,
            session::Person,
            start::{Options, begin},
        },
        store::bank::built_in,
    };

    fn session() -> Session {
        let bank = built_in();
        let (question, framework, rubric) = bank.whole(&"alipay-success-metrics".into()).unwrap();
        let options = Options::new("s".into(), Person::default(), Timestamp::UNIX_EPOCH, 1);
        let mut session = begin((*question).clone(), framework.clone(), rubric.clone(), options);
        for step in ["goal", "metrics"] {
            session.open_step(&step.into());
            spend(&mut session, &Stop::Step(step.into()), 60);
        }
        session
    }

    fn types(session: &mut Session, words: &str) {
        let at = Place::of(Part::Step("goal".into()));
        let edit = Edit::Splice { at, offset: 0, removed: String::new(), inserted: words.to_owned() };
        session.apply(&edit).unwrap();
    }

    #[test]
    fn what_is_typed_as_prose_is_not_looked_at_again() {
        let (mut session, mut watched) = (session(), Watched::default());
        watched.found(&session);
        for letter in "Trust, so that people pay".chars() {
            types(&mut session, &letter.to_string());
            session.at.offset += 1;
            watched.found(&session);
        }
        // Once with nothing, and once with the first word.
        assert_eq!(watched.looked(), 2);
    }

    #[test]
    fn a_metric_and_a_second_are_looked_at_once() {
        let (mut session, mut watched) = (session(), Watched::default());
        types(&mut session, "Trust");
        watched.found(&session);
        let line = "Payers".to_owned();
        let metric = Metric { id: "m9".into(), role: Some(Role::Driver), under: None, stage: None, line };
        let part = Part::Step("metrics".into());
        assert_eq!(session.step(&"metrics".into()).unwrap().kind, Kind::Metrics);
        session.apply(&Edit::Insert { part, index: 0, item: Item::Metric(metric) }).unwrap();
        assert!(!watched.found(&session).is_empty());
        spend(&mut session, &Stop::Step("goal".into()), 1);
        for _ in 0..3 {
            watched.found(&session);
        }
        assert_eq!(watched.looked(), 3);
    }
}
