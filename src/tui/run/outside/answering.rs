//! What coaches said of own sessions, and what is answered to it. Opens nothing to be written but replies.

use super::{Answering, Outside, Reading};
use crate::{
    model::{Reply, SessionId},
    store::failure::Result,
    tui::{effect::Event, run::answering},
};

impl Outside {
    /// Reads what coaches said. Who never answered anything has nothing that is still to be written for it.
    pub(super) fn read_returned(&mut self) {
        let reading = match &self.answering {
            Some(answering) => Reading::returned(answering.returned()),
            None => {
                let (sessions, places) = (self.sessions.clone(), self.places.clone());
                Reading::returned(move || answering::returned(&sessions, &places))
            }
        };
        self.read(reading);
    }

    /// An own session with what was said of it.
    pub(super) fn open_reviewed(&mut self, id: &SessionId) -> Result<Vec<Event>> {
        let (mut returned, _) = self.answering()?.returned()();
        let session = self.earlier(id)?.session;
        Ok(vec![Event::Reviewed(Box::new(session), returned.remove(id).unwrap_or_default())])
    }

    pub(super) fn keep_reply(&mut self, reply: Reply) -> Result<Vec<Event>> {
        self.answering()?.keep(reply);
        Ok(Vec::new())
    }

    fn answering(&mut self) -> Result<&mut Answering> {
        let answering = match self.answering.take() {
            Some(answering) => answering,
            None => Answering::new(&self.sessions, &self.places)?,
        };
        Ok(self.answering.insert(answering))
    }
}
