//! What a coach asks for at the desk. Without a desk there is nothing to do.

use super::{Outside, Reading};
use crate::{
    store::failure::Result,
    tui::effect::{Effect, Event},
};

impl Outside {
    pub(super) fn at_desk(&mut self, effect: Effect) -> Result<Vec<Event>> {
        let Some(coaching) = &mut self.coaching else { return Ok(Vec::new()) };
        let reading = match effect {
            Effect::ReadCohort => Reading::cohort(coaching.cohort()),
            Effect::ReadCalibration => Reading::calibration(coaching.calibration()),
            Effect::ReadColumn(cases) => Reading::column(coaching.column(cases)),
            Effect::ReadShared(case, id) => Reading::timeline(id.clone(), coaching.timeline(case, id)),
            Effect::ReadDesk => Reading::desk(coaching.listing()),
            Effect::OpenCase(case, before) => return coaching.take(case, before).map(|taken| vec![taken]),
            Effect::OpenMock(question, anew) => {
                return coaching.mock(&question, &self.bank, anew).map(|mock| vec![mock]);
            }
            Effect::KeepReview(case, review) => {
                coaching.keep(case, *review);
                return Ok(Vec::new());
            }
            _ => return Ok(Vec::new()),
        };
        self.read(reading);
        Ok(Vec::new())
    }
}
