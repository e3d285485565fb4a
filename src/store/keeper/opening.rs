//! Opening a session to be written: which of file and journal is newer, and what becomes of the other.

use std::io;

use super::{Conflict, Keeper, Kept, journal_path, journals, lock_path, open_folder, stamp, whole};
use crate::{
    model::{Session, SessionId, hash::sha256, unreadable::Beside},
    store::{
        failure::{Failure, Result},
        journal::{Entry, Journal, ROLLED, Stop, Told, tell},
        lock::{Holder, Lock, Taken},
        session_file::{self, Foreign, Loaded},
        sessions::is_file_name,
        yaml::SESSION_LIMIT,
    },
};

/// A session that was opened.
#[derive(Clone, Debug, PartialEq)]
pub enum Opened {
    /// To be written in.
    ToWrite {
        /// As it is.
        loaded: Box<Loaded>,
        /// Whether words came back that a crash had kept from its file.
        recovered: bool,
        /// Where such words are, had somebody else changed the file meanwhile.
        conflict: Option<Conflict>,
    },
    /// To be read only, as it is in its file.
    ToRead(Box<Loaded>, Closed),
}

/// Why a session can only be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Closed {
    /// Another casebook has it open.
    Elsewhere(Holder),
    /// A newer casebook wrote it, or its journal; a sentence without its subject.
    Newer(String),
}

/// The largest journal that is read.
pub(super) const JOURNAL_LIMIT: u64 = 1 << 30;

/// What was found of a session.
struct Found {
    told: Told,
    loaded: Loaded,
    /// What stands in its file.
    file: Option<String>,
    recovered: bool,
    conflict: Option<Conflict>,
}

impl Keeper {
    /// Takes a new session, to be written from now on.
    pub fn begin(&mut self, session: Session, foreign: Foreign) -> Result<()> {
        let id = session.id.clone();
        match self.lock(&id)? {
            Taken::Theirs(holder) => {
                let what = format!("{id} is open in another casebook ({})", holder.words());
                Err(Failure::new(what, "close it there"))
            }
            Taken::Ours(lock) => {
                // A journal of that name is of a session that is gone.
                self.put_aside(&id, "old");
                self.take(lock, &Told::default(), Loaded { session, foreign }, None)
            }
        }
    }

    /// Opens a session that is there.
    pub fn open(&mut self, id: &SessionId) -> Result<Opened> {
        if let Some(kept) = self.open.get_mut(id) {
            kept.left = false;
            let loaded = Box::new(Loaded { session: kept.newest.clone(), foreign: kept.foreign.clone() });
            return Ok(Opened::ToWrite { loaded, recovered: false, conflict: None });
        }
        let lock = match self.lock(id)? {
            Taken::Ours(lock) => lock,
            Taken::Theirs(holder) => {
                let loaded = Box::new(self.sessions.load(id)?);
                return Ok(Opened::ToRead(loaded, Closed::Elsewhere(holder)));
            }
        };
        let Some(Found { told, loaded, file, recovered, conflict }) = self.find(id)? else {
            lock.release();
            let what = format!("there is no session `{id}`");
            return Err(Failure::new(what, "`casebook sessions` lists them"));
        };
        let newer = (told.stop == Some(Stop::Newer)).then(|| "written by a newer casebook".to_owned());
        if let Some(why) = loaded.read_only().or(newer) {
            lock.release();
            return Ok(Opened::ToRead(Box::new(loaded), Closed::Newer(why)));
        }
        self.take(lock, &told, loaded.clone(), file)?;
        self.back_up(id);
        Ok(Opened::ToWrite { loaded: Box::new(loaded), recovered, conflict })
    }

    /// Brings what a crash left in journals into the files of the sessions, where nobody has them open: which sessions
    /// these were, and what became of each.
    pub fn recover(&mut self) -> Vec<(SessionId, Result<Opened>)> {
        let names = self.disk.list(&open_folder(&self.state)).unwrap_or_default();
        let mut recovered = Vec::new();
        for id in names.iter().filter_map(|name| name.strip_suffix(".lock")).map(SessionId::from) {
            let opened = self.open(&id);
            if matches!(opened, Ok(Opened::ToRead(_, Closed::Elsewhere(_)))) {
                continue;
            }
            let closed = opened.and_then(|opened| self.close(&id).map(|_| opened));
            recovered.push((id, closed));
        }
        recovered
    }

    fn take(&mut self, lock: Lock, told: &Told, loaded: Loaded, file: Option<String>) -> Result<()> {
        let id = loaded.session.id.clone();
        if told.stop == Some(Stop::Damaged) {
            self.put_aside(&id, "damaged");
        }
        let known = told.loaded.as_ref() == Some(&loaded);
        let behind = file.is_none() || known && told.unsaved;
        // Where the journal cannot be written, that is said with what is to be written into it.
        let _ = self.disk.folder(&journals(&self.state));
        let mut journal = Journal::open(self.disk.clone(), &journal_path(&self.state, &id), told);
        if !known {
            let entries = [Some(whole(&loaded)?), file.clone().map(Entry::Saved)];
            let _ = journal.write(entries.into_iter().flatten());
        }
        let _ = journal.sync();
        let Loaded { mut session, foreign } = loaded;
        session.saved.device.clone_from(&self.device);
        let (newest, told, name) = (session.clone(), session, id.clone());
        self.open.insert(id, Kept { newest, foreign, told, journal, lock, name, file, behind, left: false });
        Ok(())
    }

    pub(super) fn lock(&self, id: &SessionId) -> Result<Taken> {
        if !is_file_name(id.as_str()) {
            return Err(Failure::new(format!("`{id}` cannot name a file"), "please report this"));
        }
        let path = lock_path(&self.state, id);
        let folder = path.parent().unwrap_or(&self.state);
        let taken = self.disk.folder(folder).and_then(|()| self.disk.lock(&path));
        // Where the state folder takes nothing the file still does, and nothing is written over what is not ours.
        Ok(taken.unwrap_or_else(|_| Taken::Ours(Lock::without(&path))))
    }

    /// Which of file and journal is the session, and what becomes of the other; nothing where there is neither.
    fn find(&self, id: &SessionId) -> Result<Option<Found>> {
        let path = self.sessions.path(id);
        let told = self.told(id)?;
        let bytes = match self.disk.read(&path, SESSION_LIMIT) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                // What was in its file once and is gone now, somebody took away.
                let never_saved = told.loaded.clone().filter(|_| told.unsaved && !told.filed);
                return Ok(never_saved.map(|loaded| Found {
                    told,
                    loaded,
                    file: None,
                    recovered: true,
                    conflict: None,
                }));
            }
            Err(error) => return Err(Failure::io("read", &path, &error)),
        };
        let hash = sha256(&bytes);
        if let Some(loaded) = told.loaded.clone().filter(|_| told.knows(&hash)) {
            let recovered = told.unsaved;
            return Ok(Some(Found { told, loaded, file: Some(hash), recovered, conflict: None }));
        }
        let loaded = session_file::read(bytes, &path)?;
        let ours = told.loaded.clone().filter(|ours| told.unsaved && !is_ahead(&loaded, ours, &told));
        let conflict = ours.map(|ours| self.apart(id, ours)).transpose()?;
        Ok(Some(Found { told, loaded, file: Some(hash), recovered: false, conflict }))
    }

    /// What the journal of a session tells; nothing where there is none, and of one that grew too long.
    fn told(&self, id: &SessionId) -> Result<Told> {
        let path = journal_path(&self.state, id);
        match self.disk.read(&path, JOURNAL_LIMIT) {
            Ok(bytes) => {
                let told = tell(&bytes, id);
                if !told.unsaved && told.lines.len() > ROLLED {
                    self.put_aside(id, "until");
                    return Ok(Told { lines: Vec::new(), loaded: None, ..told });
                }
                Ok(told)
            }
            Err(error) if matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) => {
                Ok(Told::default())
            }
            Err(error) => Err(Failure::io("read", &path, &error)),
        }
    }

    /// Writes ours beside a file that somebody else changed.
    fn apart(&self, id: &SessionId, ours: Loaded) -> Result<Conflict> {
        let name = self.conflict_name(id);
        let session = Session { id: name.clone(), ..ours.session };
        self.write_file(&session, &ours.foreign, &mut |_| Ok(()))?;
        Ok(Conflict { id: id.clone(), apart: name })
    }

    /// A name that says whose it is, and since when: not yet taken.
    pub(super) fn conflict_name(&self, id: &SessionId) -> SessionId {
        let device: String = self.device.chars().filter(char::is_ascii_alphanumeric).take(16).collect();
        let device = if device.is_empty() { "here" } else { &device };
        format!("{id}.{}-{device}-{}", Beside::Conflict.word(), stamp()).into()
    }

    fn put_aside(&self, id: &SessionId, why: &str) {
        let path = journal_path(&self.state, id);
        let aside = journals(&self.state).join(format!("{id}.{why}-{}", stamp()));
        // Where there is none there is nothing to do; where it cannot be moved, the new one takes its place.
        let _ = self.disk.rename(&path, &aside);
    }
}

/// Whether the file holds all that the journal tells: it was written while the journal could not be.
fn is_ahead(file: &Loaded, journal: &Loaded, told: &Told) -> bool {
    let saved = &file.session.saved;
    saved.device == journal.session.saved.device && (saved.epoch, saved.seq) >= (told.epoch, told.seq)
}
