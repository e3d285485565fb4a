//! What a coach's screens ask of the outside. Knows no candidate's session that is open.

use super::{Outside, reading::Reading};
use crate::{
    store::failure::Result,
    tui::effect::{Effect, Event},
};

impl Outside {
    /// Carries out what belongs to the desk; nothing where no coach sits at it.
    pub(super) fn at_desk(&mut self, effect: Effect) -> Result<Vec<Event>> {
        let Some(coaching) = &mut self.coaching else { return Ok(Vec::new()) };
        match effect {
            Effect::ReadDesk => {
                let reading = Reading::desk(coaching.listing());
                self.read(reading);
            }
            Effect::ReadCohort => {
                let reading = Reading::cohort(coaching.cohort());
                self.read(reading);
            }
            Effect::OpenCase(case) => return coaching.take(case).map(|taken| vec![taken]),
            Effect::OpenMock(question, anew) => {
                return coaching.mock(&question, &self.bank, anew).map(|mock| vec![mock]);
            }
            Effect::KeepReview(case, review) => coaching.keep(case, *review),
            _ => {}
        }
        Ok(Vec::new())
    }
}
