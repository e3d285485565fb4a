//! What a list of attempts shows of a session.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::{
    DimensionId, FrameworkId, Mode, QuestionId, Session, SessionId, State, plan, score::Score,
    session::NextStep,
};
use crate::sort::Sort as _;

/// One line in a list of attempts. An index of sessions keeps it as it is here: who changes its shape raises the number of
/// that index's form.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Attempt {
    /// The session.
    pub id: SessionId,
    /// Its question.
    pub question: QuestionId,
    /// The question's title.
    pub title: String,
    /// The question's type.
    pub kind: FrameworkId,
    /// How far it got.
    pub state: State,
    /// Whether it was put out of the way: it counts, and is not offered to go on with.
    pub archived: bool,
    /// How strict it was.
    pub mode: Mode,
    /// The one step that was practised.
    pub only: Option<super::StepId>,
    /// The attempt whose answer it began with.
    pub from: Option<SessionId>,
    /// The flipped fact, where it is a transfer drill.
    pub variant: Option<String>,
    /// When it was begun.
    pub started: Timestamp,
    /// When it was finished.
    pub finished: Option<Timestamp>,
    /// Seconds spent on the answer.
    pub seconds: u32,
    /// Minutes planned for the answer.
    pub minutes: f64,
    /// The title of the stop where the candidate was.
    pub at: String,
    /// The lowest dimension, as the candidate saw it.
    pub lowest: Option<DimensionId>,
    /// The titles of the one step and of that dimension.
    pub titles: Titles,
    /// The next step that the wrap-up names.
    pub next: Option<NextStep>,
    /// The session whose next step it runs.
    pub next_of: Option<SessionId>,
    /// The assignment that asked for it.
    pub assignment: Option<String>,
    /// What its candidate scored lowest, once they have scored it.
    pub rated: Option<Rated>,
}

/// The dimension that a candidate scored lowest.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Rated {
    /// Which.
    pub dimension: DimensionId,
    /// As shown.
    pub title: String,
    /// From 1 to 4.
    pub score: Score,
}

/// What is called otherwise on the screen than in files.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Titles {
    /// The one step that was practised.
    pub only: Option<String>,
    /// The lowest dimension.
    pub lowest: Option<String>,
}

impl Attempt {
    /// Whether it can be gone on with.
    pub fn is_open(&self) -> bool {
        self.state == State::InProgress && !self.archived
    }

    /// Whether it is a finished attempt at the whole question, and not at one step of it.
    pub fn is_done(&self) -> bool {
        self.only.is_none() && self.is_finished()
    }

    /// Whether it was finished: the whole question, or one step of it.
    pub fn is_finished(&self) -> bool {
        matches!(self.state, State::Finished | State::Sealed)
    }

    /// What a list shows of `session`, which is not in the archive.
    pub fn of(session: &Session) -> Self {
        let next = &session.wrap_up.next;
        Self {
            id: session.id.clone(),
            question: session.question.id.clone(),
            title: session.question.title.clone(),
            kind: session.framework.id.clone(),
            state: session.state,
            archived: false,
            mode: session.mode,
            only: session.only.clone(),
            from: session.origin.from.clone(),
            variant: session.origin.variant.clone(),
            started: session.started,
            finished: session.finished,
            seconds: session.answer_seconds(),
            minutes: session.minutes,
            at: plan::title(session, &session.at.stop),
            lowest: session.wrap_up.lowest.clone(),
            titles: Titles {
                only: session.only.as_ref().map(|step| session.spec(step).title),
                lowest: session.wrap_up.lowest.as_ref().map(|id| session.dimension_title(id).to_owned()),
            },
            next: (!next.constraint.trim().is_empty()).then(|| next.clone()),
            next_of: session.origin.next_of.clone(),
            assignment: session.origin.assignment.clone(),
            rated: session.lowest_scored().map(|(id, score)| Rated {
                dimension: id.clone(),
                title: session.dimension_title(id).to_owned(),
                score,
            }),
        }
    }
}

/// Newest first, as they are listed.
pub fn newest_first(attempts: &mut [Attempt]) {
    let order = |a: &Attempt, b: &Attempt| b.started.cmp(&a.started).then_with(|| b.id.cmp(&a.id));
    // They are large to be moved about, and mostly in order.
    if !attempts.is_sorted_by(|a, b| order(a, b).is_le()) {
        attempts.arrange_by(order);
    }
}
