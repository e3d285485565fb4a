//! How a session goes, apart from what is written in it: where the candidate was, the clocks, the marks.
//!
//! With [`Edit`](super::Edit) it tells everything that changes in a session. It holds no word of an answer.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::{
    Answer, ItemId, Kind, Session, State, StepId,
    session::{At, FollowUp, FollowUpKind, Opened, Pause, Retell, StepAnswer},
};

/// What of a session is no answer, and changes all the same.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Course {
    state: State,
    finished: Option<Timestamp>,
    at: At,
    ids: u64,
    focus: Option<String>,
    clarify: Spent,
    plan: Spent,
    opened: Vec<Opened>,
    steps: Vec<Visit>,
    follow_ups: Vec<Asked>,
    retell: Retell,
    pauses: Vec<Pause>,
    wrap_up_seconds: u32,
}

/// Seconds at a stop of the opening, and the hints that were opened there.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
struct Spent {
    seconds: u32,
    hints: usize,
}

/// A step without its answer.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
struct Visit {
    id: StepId,
    kind: Kind,
    seconds: u32,
    said: bool,
    hints_opened: usize,
    answer_opened: bool,
}

/// A probe or a follow-up without the reply.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
struct Asked {
    id: ItemId,
    kind: FollowUpKind,
    after: Option<StepId>,
    ask: String,
    seconds: u32,
}

impl Course {
    /// How a session went so far.
    pub fn of(session: &Session) -> Self {
        let opening = &session.opening;
        let visit = |step: &StepAnswer| Visit {
            id: step.id.clone(),
            kind: step.kind,
            seconds: step.seconds,
            said: step.said,
            hints_opened: step.hints_opened,
            answer_opened: step.answer_opened,
        };
        let asked = |follow_up: &FollowUp| Asked {
            id: follow_up.id.clone(),
            kind: follow_up.kind,
            after: follow_up.after.clone(),
            ask: follow_up.ask.clone(),
            seconds: follow_up.seconds,
        };
        Self {
            state: session.state,
            finished: session.finished,
            at: session.at.clone(),
            ids: session.ids,
            focus: session.origin.focus.clone(),
            clarify: Spent { seconds: opening.clarify_seconds, hints: opening.clarify_hints },
            plan: Spent { seconds: opening.plan_seconds, hints: opening.plan_hints },
            opened: opening.opened.clone(),
            steps: session.steps.iter().map(visit).collect(),
            follow_ups: session.follow_ups.iter().map(asked).collect(),
            retell: session.retell.clone(),
            pauses: session.pauses.clone(),
            wrap_up_seconds: session.wrap_up.seconds,
        }
    }

    /// Where the candidate was.
    pub fn at(&self) -> &At {
        &self.at
    }

    /// All seconds that were counted: they alone differ while somebody thinks.
    pub fn seconds(&self) -> u64 {
        let steps = self.steps.iter().map(|step| step.seconds);
        let follow_ups = self.follow_ups.iter().map(|asked| asked.seconds);
        let others = [self.clarify.seconds, self.plan.seconds, self.retell.seconds, self.wrap_up_seconds];
        steps.chain(follow_ups).chain(others).map(u64::from).sum()
    }

    /// Whether two courses differ in nothing but their seconds and the place of the caret.
    pub fn is_like(&self, other: &Self) -> bool {
        self.timeless() == other.timeless()
    }

    fn timeless(&self) -> Self {
        let mut course = self.clone();
        course.at = At { stop: super::Stop::WrapUp, id: None, field: None, offset: 0 };
        let seconds = [
            &mut course.clarify.seconds,
            &mut course.plan.seconds,
            &mut course.retell.seconds,
            &mut course.wrap_up_seconds,
        ];
        let steps = course.steps.iter_mut().map(|step| &mut step.seconds);
        let follow_ups = course.follow_ups.iter_mut().map(|asked| &mut asked.seconds);
        steps.chain(follow_ups).chain(seconds).for_each(|seconds| *seconds = 0);
        course
    }
}

impl Session {
    /// Lets the session be where `course` tells. Answers stay, but for those to steps that are not in it any more or
    /// have another kind there.
    pub fn follow(&mut self, course: &Course) {
        let course = course.clone();
        self.state = course.state;
        self.finished = course.finished;
        self.at = course.at;
        self.ids = course.ids;
        self.origin.focus = course.focus;
        let opening = &mut self.opening;
        (opening.clarify_seconds, opening.clarify_hints) = (course.clarify.seconds, course.clarify.hints);
        (opening.plan_seconds, opening.plan_hints) = (course.plan.seconds, course.plan.hints);
        opening.opened = course.opened;
        let mut answers = std::mem::take(&mut self.steps);
        self.steps = course.steps.into_iter().map(|visit| visit.with(&mut answers)).collect();
        let mut replies = std::mem::take(&mut self.follow_ups);
        self.follow_ups = course.follow_ups.into_iter().map(|asked| asked.with(&mut replies)).collect();
        self.retell = course.retell;
        self.pauses = course.pauses;
        self.wrap_up.seconds = course.wrap_up_seconds;
    }
}

impl Visit {
    /// The step with the answer that was written in it so far.
    fn with(self, answers: &mut Vec<StepAnswer>) -> StepAnswer {
        let written = answers.iter().position(|step| step.id == self.id).map(|index| answers.remove(index));
        let answer = written.filter(|step| step.kind == self.kind).map(|step| step.answer);
        StepAnswer {
            id: self.id,
            kind: self.kind,
            seconds: self.seconds,
            said: self.said,
            hints_opened: self.hints_opened,
            answer_opened: self.answer_opened,
            answer: answer.unwrap_or_else(|| Answer::empty(self.kind)),
        }
    }
}

impl Asked {
    /// The follow-up with the reply that was written so far.
    fn with(self, replies: &mut Vec<FollowUp>) -> FollowUp {
        let written = replies.iter().position(|f| f.id == self.id).map(|index| replies.remove(index));
        FollowUp {
            id: self.id,
            kind: self.kind,
            after: self.after,
            ask: self.ask,
            answer: written.map(|follow_up| follow_up.answer).unwrap_or_default(),
            seconds: self.seconds,
        }
    }
}
