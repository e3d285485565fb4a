//! Which steps somebody has been in and is not in now: only of these can a lack be spoken of while they write.

use crate::model::{Session, StepId, session::Stop};

/// Whether somebody has come to a step.
pub fn was_entered(session: &Session, step: &StepId) -> bool {
    session.step(step).is_some_and(|s| s.seconds > 0 || !s.answer.is_blank())
}

/// Whether a step was entered and left.
pub fn was_left(session: &Session, step: &StepId) -> bool {
    was_entered(session, step) && session.at.stop != Stop::Step(step.clone())
}
