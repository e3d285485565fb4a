//! How an attempt is to be begun: what was chosen on the way to it. Begins nothing.

use crate::model::{
    AssignmentId, Attempt, Guide, Mode, QuestionId, SessionId, StepId, session::Origin, start,
};

/// How to begin an attempt.
#[derive(Clone, Debug, PartialEq)]
pub struct Begin {
    /// At which question.
    pub question: QuestionId,
    /// How strict.
    pub mode: Mode,
    /// How much of the framework is shown.
    pub guide: Guide,
    /// For the answer; the framework's where none are given.
    pub minutes: Option<f64>,
    /// One step alone.
    pub only: Option<StepId>,
    /// Abandon an unfinished attempt instead of going on with it.
    pub new: bool,
    /// The session whose next step this is, and what it asks for.
    pub next_of: Option<(SessionId, String)>,
    /// The attempt whose answer a transfer drill begins with, and the fact that is flipped in it.
    pub variant: Option<(SessionId, String)>,
    /// What a coach asked for.
    pub assigned: Option<Box<Assigned>>,
    /// What a track says to look out for this time.
    pub focus: Option<String>,
}

/// An assignment, as far as an attempt at it needs to know.
#[derive(Clone, Debug, PartialEq)]
pub struct Assigned {
    /// Which.
    pub id: AssignmentId,
    /// Who asked for it, and until when.
    pub words: String,
    /// What to look out for.
    pub focus: Option<String>,
}

impl Begin {
    /// A question in practice mode, with the full guide at the standard length.
    pub fn at(question: QuestionId) -> Self {
        Self {
            question,
            mode: Mode::Practice,
            guide: Guide::Full,
            minutes: None,
            only: None,
            new: false,
            next_of: None,
            variant: None,
            assigned: None,
            focus: None,
        }
    }

    /// The attempt that would be gone on with, of this mode or of any.
    pub fn unfinished<'a>(&self, attempts: &'a [Attempt], mode: Option<Mode>) -> Option<&'a Attempt> {
        match &self.variant {
            Some((_, variant)) => start::unfinished_drill(attempts, &self.question, variant),
            None => start::unfinished(attempts, &self.question, mode, self.only.as_ref()),
        }
    }

    /// Tells an attempt what asked for it, and what to look out for. What a track says is for its candidate alone: to a
    /// coach the focus is what they are asked to look at.
    pub fn tell(&self, origin: &mut Origin) {
        if let Some((of, constraint)) = &self.next_of {
            origin.next_of = Some(of.clone());
            origin.focus = Some(constraint.clone());
        }
        if let Some(assigned) = &self.assigned {
            origin.assignment = Some(assigned.id.to_string());
            origin.focus.clone_from(&assigned.focus);
        }
    }

    /// Whether a new attempt takes the place of that one, which is abandoned then.
    pub fn replaces(&self, attempt: &Attempt) -> bool {
        attempt.is_open()
            && attempt.question == self.question
            && attempt.only == self.only
            && attempt.variant.as_ref() == self.variant.as_ref().map(|(_, variant)| variant)
    }
}
