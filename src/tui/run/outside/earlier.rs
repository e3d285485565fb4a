//! Earlier attempts: read to be compared, and begun with when a fact is flipped. Changes none of them.

use super::Outside;
use crate::{
    model::{Session, SessionId, question::Variant, start},
    store::{
        failure::{Failure, Result},
        session_file::{Foreign, Loaded},
    },
    tui::effect::Event,
};

impl Outside {
    /// Reads an attempt beside the one that is open, wherever it is.
    pub(super) fn read_attempt(&self, id: SessionId) -> Event {
        let read = self.earlier(&id).map(|loaded| Box::new(loaded.session));
        Event::AttemptRead(id, read.map_err(|failure| failure.what))
    }

    /// The answer of an attempt with a fact flipped, as a new one.
    pub(super) fn vary(
        &self,
        from: &SessionId,
        variant: &str,
        options: start::Options,
    ) -> Result<(Session, Foreign)> {
        let Loaded { session, foreign } = self.earlier(from)?;
        let of_bank = self.bank.questions.whole(session.question.id.as_str());
        let mut known = session.question.variants.iter().chain(of_bank.iter().flat_map(|q| &q.variants));
        let Some(variant) = known.find(|known: &&Variant| known.id == variant).cloned() else {
            return Err(Failure::new(
                format!("{} has no variant {variant}", session.question.id),
                "its brief offers those that there are",
            ));
        };
        Ok((start::vary(session, &variant, options), foreign))
    }

    pub(super) fn earlier(&self, id: &SessionId) -> Result<Loaded> {
        if self.sessions.is_archived(id) { self.sessions.archive().load(id) } else { self.sessions.load(id) }
    }
}
