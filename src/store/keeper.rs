//! Keeps what is written in sessions: every change in a journal at once, the session's file now and then.
//!
//! No thread and no clock of its own: [`super::saver`] says when. Nothing that was given to it is let go before it is
//! in the session's file.

mod backups;
mod beside;
mod copy;
mod hold;
mod opening;
mod rescue;
mod snapshot;

use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
    sync::{Arc, LazyLock},
};

pub(super) use self::beside::journal_path;
use self::beside::{
    DAMAGED, OLD, ROLLED_AT, aside_path, backups_path, is_aside, journals, lock_path, open_folder, stamp,
};
pub use self::{
    hold::{Held, forget, hold, was_left},
    opening::{Closed, Damaged, Opened},
    rescue::{raw, remains},
};
use super::{
    disk::Disk,
    failure::{Failure, Result},
    journal::{Entry, Journal},
    lock::Lock,
    session_file::{Foreign, Loaded},
    sessions::{Sessions, file_text},
};
use crate::model::{Attempt, Course, Edit, Session, SessionId, State, edit, timeline::follow_caret};

/// Seconds on the clock after which they are written down though nothing else happened.
const SECONDS: u64 = 5;

type Device = LazyLock<String, Box<dyn FnOnce() -> String + Send>>;

/// Sessions that are open to be written.
#[derive(Debug)]
pub struct Keeper {
    disk: Arc<dyn Disk>,
    sessions: Sessions,
    state: PathBuf,
    /// Names this machine in files; asked for when something is written.
    device: Device,
    open: BTreeMap<SessionId, Kept>,
    /// Nobody was told of these yet.
    conflicts: Vec<Conflict>,
}

/// A session that is open to be written.
#[derive(Debug)]
struct Kept {
    /// As it was given last.
    newest: Session,
    foreign: Foreign,
    /// As the journal tells it: clocks may lag behind.
    told: Session,
    /// Whether the journal does not tell it yet.
    untold: bool,
    journal: Journal,
    /// Held as long as the session is open.
    lock: Lock,
    /// The name of its file, which differs from the session's after a conflict.
    name: SessionId,
    /// The SHA-256 of what of ours may stand in the file: none where there is none, several where writing it failed in
    /// its last moment.
    files: Vec<String>,
    /// Whether the file lacks something.
    behind: bool,
    /// Whether work on it is over, and only the file is still to be written.
    left: bool,
}

/// Somebody else changed a file that ours was to be written to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Conflict {
    /// The session whose file somebody else changed.
    pub id: SessionId,
    /// Under which name ours goes on.
    pub apart: SessionId,
}

impl Keeper {
    /// Keeps sessions of a folder, with journals, locks and backups in the state folder.
    /// `device` names this machine, and is asked once it is needed.
    pub fn new(
        disk: Arc<dyn Disk>,
        sessions: Sessions,
        state: &Path,
        device: impl FnOnce() -> String + Send + 'static,
    ) -> Self {
        let device = LazyLock::new(Box::new(device) as Box<_>);
        Self { disk, sessions, state: state.to_owned(), device, open: BTreeMap::new(), conflicts: Vec::new() }
    }

    /// Takes the newest state of an open session and writes down what changed. An error says that the journal could not
    /// be written; what changed is kept all the same.
    pub fn keep(&mut self, session: Session, foreign: Foreign) -> Result<()> {
        let Some(kept) = self.open.get_mut(&session.id) else {
            return Err(Failure::new(format!("{} is not open", session.id), "please report this"));
        };
        (kept.newest, kept.foreign) = (session, foreign);
        kept.newest.saved = kept.told.saved.clone();
        kept.behind = true;
        kept.write_down(false)
    }

    /// Takes what was done to an open session since its newest state, and how it goes now: the same as that state, told in
    /// fewer words. An error says as there; where the edits do not fit, they are lost until the next state is given.
    pub fn keep_edits(&mut self, id: &SessionId, edits: Vec<Edit>, course: &Course) -> Result<()> {
        let Some(kept) = self.open.get_mut(id) else {
            return Err(Failure::new(format!("{id} is not open"), "please report this"));
        };
        kept.behind = true;
        for edit in &edits {
            let misfit = |error| {
                Failure::new(format!("a change of {id} was not taken: {error}"), "please report this")
            };
            kept.newest.apply(edit).map_err(misfit)?;
        }
        kept.newest.follow(course);
        kept.tell(edits)
    }

    /// Makes the journals last through a power cut.
    pub fn sync(&mut self) -> Result<()> {
        self.lock_again();
        let synced = self.open.values_mut().map(|kept| {
            let path = kept.journal.path().to_owned();
            kept.journal.sync().map_err(|error| Failure::io("write", &path, &error))
        });
        // All of them, whatever became of the first.
        synced.collect::<Vec<_>>().into_iter().collect()
    }

    /// Whether the journals are on disk for certain.
    pub fn is_synced(&self) -> bool {
        self.open.values().all(|kept| kept.journal.is_synced())
    }

    /// Whether a file lacks something.
    pub fn is_behind(&self) -> bool {
        self.open.values().any(|kept| kept.behind)
    }

    /// Sessions whose files lack something, or are not there, as lists show them.
    pub fn behind(&self) -> Vec<Attempt> {
        let behind = self.open.values().filter(|kept| kept.behind);
        behind.map(|kept| Attempt::of(&kept.newest)).collect()
    }

    /// The conflicts since this was last asked.
    pub fn conflicts(&mut self) -> Vec<Conflict> {
        std::mem::take(&mut self.conflicts)
    }

    /// Whether a session is open to be written.
    pub fn is_open(&self, id: &SessionId) -> bool {
        self.open.contains_key(id)
    }

    /// Writes every session that its file lacks something of into the first of these folders that takes it; where they
    /// are now. They stay open.
    pub fn shelter(&self, folders: &[PathBuf]) -> Result<Vec<PathBuf>> {
        let behind = self.open.values().filter(|kept| kept.behind);
        // All of them, whatever became of the first.
        behind.map(|kept| kept.shelter(folders)).collect::<Vec<_>>().into_iter().collect()
    }

    /// The end of work on a session: its file is written and it is given free. Where that fails, it stays open until it
    /// can be.
    pub fn close(&mut self, id: &SessionId) -> Result<()> {
        if let Some(kept) = self.open.get_mut(id) {
            kept.left = true;
        }
        self.snapshot(id)?;
        self.back_up(id);
        if let Some(kept) = self.open.remove(id) {
            kept.lock.release();
        }
        Ok(())
    }

    /// Marks an unfinished attempt as abandoned. Others stay as they are, and so does one that is open elsewhere.
    pub fn abandon(&mut self, id: &SessionId) -> Result<()> {
        if let Opened::ToWrite { loaded, .. } = self.open(id)? {
            let Loaded { mut session, foreign } = *loaded;
            if session.state == State::InProgress {
                session.state = State::Abandoned;
                // Where the journal cannot be written, the file says it.
                let _ = self.keep(session, foreign);
            }
            self.close(id)?;
        }
        Ok(())
    }

    /// Freezes the file of a finished attempt, because it is shared or because its candidate wants that, with the name of
    /// its candidate where it had none. One that is sealed stays as it is; others are refused.
    pub fn seal(&mut self, id: &SessionId, name: Option<&str>) -> Result<()> {
        let Loaded { mut session, foreign } = match self.open(id)? {
            Opened::ToWrite { loaded, .. } => *loaded,
            Opened::ToRead(_, Closed::Elsewhere(holder)) => {
                let what = format!("{id} is open in another casebook ({})", holder.words());
                return Err(Failure::new(what, "close it there first"));
            }
            Opened::ToRead(_, Closed::Newer(why)) => {
                return Err(Failure::new(format!("{id} was {why}"), "update casebook"));
            }
        };
        if session.state == State::Finished {
            session.state = State::Sealed;
            session.person.name = session.person.name.or_else(|| name.map(str::to_owned));
            // Where the journal cannot be written, the file says it.
            let _ = self.keep(session.clone(), foreign);
        }
        self.close(id)?;
        match (self.conflicts().into_iter().find(|conflict| conflict.id == *id), session.state) {
            (Some(Conflict { apart, .. }), _) => {
                let what = format!("somebody else changed the file of {id} at this moment");
                Err(Failure::new(what, format!("look at both: ours is sealed as {apart}")))
            }
            (None, State::Sealed) => Ok(()),
            (None, state) => Err(Failure::new(
                format!("{id} is not finished ({state}), and only finished sessions are sealed and shared"),
                "`casebook`, then Sessions, goes on with it; leaving the wrap-up finishes it",
            )),
        }
    }

    /// Ends work on every session; what fails stays open, and the last failure is told.
    pub fn close_all(&mut self) -> Result<()> {
        let ids: Vec<SessionId> = self.open.keys().cloned().collect();
        let closed: Vec<_> = ids.iter().map(|id| self.close(id)).collect();
        closed.into_iter().collect()
    }
}

impl Kept {
    /// Writes into the journal what it does not tell yet; with `all`, the clocks to the second.
    fn write_down(&mut self, all: bool) -> Result<()> {
        let first = self.untold()?;
        let entries = entries(&mut self.told, &self.newest, &self.foreign, all)?;
        self.write(first.into_iter().chain(entries))
    }

    /// What the journal is still to tell of the session as it was taken; then it is told.
    fn untold(&mut self) -> Result<Vec<Entry>> {
        if !self.untold {
            return Ok(Vec::new());
        }
        let whole = whole(&self.told, &self.foreign)?;
        self.untold = false;
        Ok([whole].into_iter().chain(self.files.first().cloned().map(Entry::Saved)).collect())
    }

    fn write(&mut self, entries: impl IntoIterator<Item = Entry>) -> Result<()> {
        let path = self.journal.path().to_owned();
        self.journal.write(entries).map_err(|error| Failure::io("write", &path, &error))
    }

    /// Writes these edits into the journal, which lead from what it tells to the newest state.
    fn tell(&mut self, edits: Vec<Edit>) -> Result<()> {
        let first = self.untold()?;
        let entries = match entries_of(&mut self.told, &self.newest, edits) {
            Some(entries) => entries,
            None => {
                self.told = self.newest.clone();
                vec![whole(&self.newest, &self.foreign)?]
            }
        };
        self.write(first.into_iter().chain(entries))
    }

    fn shelter(&self, folders: &[PathBuf]) -> Result<PathBuf> {
        let mut why = None;
        for folder in folders.iter().map(|folder| Sessions::in_folder(folder)) {
            match folder.save(&self.newest, &self.foreign) {
                Ok(()) => return Ok(folder.path(&self.newest.id)),
                Err(failure) => why = Some(failure),
            }
        }
        Err(why.unwrap_or_else(|| Failure::new("there is no other place", "free some space on this disk")))
    }
}

/// What happened between what was told and what is: edits, the caret, the clocks. `before` becomes what is told then;
/// where that fails, it stays as it is.
fn entries(before: &mut Session, newest: &Session, foreign: &Foreign, all: bool) -> Result<Vec<Entry>> {
    let mut told = before.clone();
    let mut entries: Vec<Entry> = on_the_way(&mut told, newest, all).into_iter().collect();
    let mut applied = true;
    for edit in edit::changes(&told, newest) {
        applied &= told.apply(&edit).is_ok();
        follow_caret(&mut told.at, &edit);
        entries.push(Entry::Edit(edit));
    }
    entries.extend(caret(&mut told, newest));
    // Clocks that were not told yet are no difference.
    let lagging = Course::of(&told);
    told.follow(&Course::of(newest));
    if applied && told == *newest {
        told.follow(&lagging);
        *before = told;
        return Ok(entries);
    }
    // A file may hold what edits cannot address, such as one id twice: then the whole is told.
    let whole = whole(newest, foreign)?;
    *before = newest.clone();
    Ok(vec![whole])
}

/// The same where it is known what was edited; nothing where that does not fit to what was told.
fn entries_of(told: &mut Session, newest: &Session, edits: Vec<Edit>) -> Option<Vec<Entry>> {
    let mut entries: Vec<Entry> = on_the_way(told, newest, false).into_iter().collect();
    for edit in edits {
        told.apply(&edit).ok()?;
        follow_caret(&mut told.at, &edit);
        entries.push(Entry::Edit(edit));
    }
    entries.extend(caret(told, newest));
    Some(entries)
}

/// The course, where it is to be told; it is told then.
fn on_the_way(told: &mut Session, newest: &Session, all: bool) -> Option<Entry> {
    let (was, now) = (Course::of(told), Course::of(newest));
    let tells = was != now && (all || !was.is_like(&now) || now.seconds().abs_diff(was.seconds()) >= SECONDS);
    tells.then(|| {
        told.follow(&now);
        Entry::Course(Box::new(now))
    })
}

/// The caret, where it went elsewhere than edits took it.
fn caret(told: &mut Session, newest: &Session) -> Option<Entry> {
    (told.at != newest.at).then(|| {
        told.at = newest.at.clone();
        Entry::At(newest.at.clone())
    })
}

/// The record that tells a session whole.
fn whole(session: &Session, foreign: &Foreign) -> Result<Entry> {
    Ok(Entry::Session(file_text(session, foreign)?))
}

#[cfg(test)]
mod proofs;
#[cfg(test)]
mod tests;
