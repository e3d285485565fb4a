//! Sealing by hand: the file of a finished session is frozen. Asks nobody: that was done.

use super::Outside;
use crate::{
    model::SessionId,
    store::{config::Config, failure::Result},
    tui::{app::App, effect::Event},
};

/// What there is to say of it.
const SEALED: &str = "Sealed: nothing in it is changed any more.";

impl Outside {
    /// Freezes the file of a session, with the name of the settings where it had none. One that is read is read anew.
    pub(super) fn seal(&mut self, id: &SessionId, app: &App) -> Result<Vec<Event>> {
        // What was said last is frozen with it: the saver does one after the other.
        self.keep(app);
        let name = Config::load(&self.places)?.person.name;
        let sealed = self.saver.seal(id, name);
        if !app.is_in_session() {
            sealed?;
            self.touched.insert(id.clone());
            return Ok([Event::Said(SEALED.to_owned())].into_iter().chain(self.renewed()).collect());
        }
        let before = self.open.take();
        match self.open(id) {
            Ok(mut events) => {
                events.push(match sealed {
                    Ok(()) => Event::Said(SEALED.to_owned()),
                    Err(failure) => Event::Failed(format!("{}: {}", failure.what, failure.hint)),
                });
                Ok(events)
            }
            Err(failure) => {
                // What is said from now on cannot be saved: the saver tells, because it has not got the session.
                self.open = before;
                Err(failure)
            }
        }
    }
}
