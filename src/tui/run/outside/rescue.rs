//! Bad days: another window, a file that cannot be read, a disk that takes nothing. Knows no screen.

use jiff::{Timestamp, tz::TimeZone};

use super::Outside;
use crate::{
    model::{SessionId, session::At},
    store::{failure::Result, session_file::Loaded},
    tui::effect::Event,
};

impl Outside {
    /// Goes on in a copy of a session that another casebook has open.
    pub(super) fn work_on_copy(&mut self, id: &SessionId, at: Option<At>) -> Result<Vec<Event>> {
        self.leave();
        let question = self.sessions.load(id)?.session.question.id;
        let date = Timestamp::now().to_zoned(TimeZone::system()).date();
        let name = self.sessions.new_id(date, &question);
        let Loaded { session, foreign } = self.saver.copy(id, name, at)?;
        let words = format!(
            "This is a copy, with all that is written up to now. It is saved in {}; {id} stays with the other window.",
            session.id
        );
        let mut events = self.opened(session, foreign, None);
        events.push(Event::Said(words));
        Ok(events)
    }
}
