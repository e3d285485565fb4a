//! What the saver is given of the open session: all of it, or while an answer is typed no more than the edits. Writes no
//! file.

use super::Outside;
use crate::{
    model::{Course, Edit, Session, SessionId},
    store::session_file::Foreign,
    tui::app::App,
};

/// The session that is open.
pub struct Open {
    /// Which.
    pub id: SessionId,
    /// What its file holds that this version does not know.
    foreign: Foreign,
    /// As it was read, or given to the saver last; none once edits followed, because the saver puts these together.
    kept: Option<Session>,
    /// How many changes the saver was told of, where it was told of all.
    told: Option<u64>,
    /// Edits that it is to be told of.
    edits: Vec<Edit>,
}

impl Open {
    /// A session that was begun, or was read as it is in `kept`.
    pub fn new(id: SessionId, foreign: Foreign, kept: Option<Session>) -> Self {
        Self { id, foreign, kept, told: None, edits: Vec::new() }
    }
}

impl Outside {
    /// Gives the open session to the saver as a whole, unless it is as it was.
    pub(super) fn keep(&mut self, app: &App) {
        let Some(session) = app.settled() else { return };
        let Some(open) = self.open.as_mut().filter(|open| open.id == session.id) else { return };
        open.edits.clear();
        open.told = app.changes();
        // What was only read is not written: it may be frozen, or another device's.
        if open.kept.as_ref() == Some(&*session) {
            return;
        }
        let session = session.into_owned();
        self.saver.keep(session.clone(), open.foreign.clone());
        open.kept = Some(session);
    }

    /// Gives it the change of that number alone: a long answer is not copied and compared for each key.
    pub(super) fn keep_edit(&mut self, edit: &Edit, number: u64, app: &App) {
        let Some(open) = self.open.as_mut().filter(|open| app.session().is_some_and(|s| s.id == open.id))
        else {
            return;
        };
        match open.told {
            // The whole was given meanwhile, and this is in it.
            Some(told) if number <= told => {}
            Some(told) if number == told + 1 => {
                let joined = open.edits.last_mut().is_some_and(|last| last.join(edit));
                if !joined {
                    open.edits.push(edit.clone());
                }
                open.told = Some(number);
            }
            _ => self.keep(app),
        }
    }

    /// Sends the saver what is ready for it, with the clocks and the caret as they are now.
    pub fn hand_over(&mut self, app: &App) {
        let Some(open) = self.open.as_mut().filter(|open| !open.edits.is_empty()) else { return };
        let edits = std::mem::take(&mut open.edits);
        if let Some(session) = app.session().filter(|session| session.id == open.id) {
            open.kept = None;
            self.saver.keep_edits(open.id.clone(), edits, Course::of(session));
        }
    }
}
