//! Which steps somebody has been in and is not in now: only of these can a lack be spoken of while they write.

use crate::model::{Session, StepId, session::Stop};

/// Whether a step was entered and left.
pub fn was_left(session: &Session, step: &StepId) -> bool {
    let entered = session.step(step).is_some_and(|s| s.seconds > 0 || !s.answer.is_blank());
    entered && session.at.stop != Stop::Step(step.clone())
}
