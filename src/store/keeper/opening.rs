//! Opening a session to be written: which of file and journal is newer, and what becomes of the other.

use std::{
    io,
    path::{Path, PathBuf},
};

use jiff::Timestamp;

use super::{
    Conflict, DAMAGED, Keeper, Kept, OLD, ROLLED_AT, aside_path, journal_path, lock_path, open_folder, stamp,
};
use crate::{
    model::{Session, SessionId, hash::sha256, unreadable::Beside},
    store::{
        atomic,
        disk::Disk,
        failure::{Failure, Result},
        journal::{Journal, ROLLED, Stop, Told, tell},
        lock::{Holder, Lock, Taken},
        session_file::{self, Foreign, Loaded},
        sessions::check_name,
        yaml::SESSION_LIMIT,
        zone,
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
        /// What is not known of it, where its journal was damaged.
        damaged: Option<Damaged>,
    },
    /// To be read only, as it is in its file.
    ToRead(Box<Loaded>, Closed),
}

/// A journal that was damaged: what it told behind the damage cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Damaged {
    /// The time of the last record before the damage; none where it begins with that.
    pub until: Option<Timestamp>,
    /// Where the journal is kept as it was found.
    pub aside: PathBuf,
}

/// Why a session can only be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Closed {
    /// Another casebook has it open.
    Elsewhere(Holder),
    /// A newer casebook wrote it, or its journal; a sentence without its subject.
    Newer(String),
}

impl Opened {
    /// What there is to say of a journal that was damaged: since when, what came back, and where it is kept.
    pub fn damage(&self) -> Option<String> {
        let Self::ToWrite { loaded, recovered, damaged: Some(Damaged { until, aside }), .. } = self else {
            return None;
        };
        let title = &loaded.session.question.title;
        let since = until.map_or_else(
            || "its beginning".to_owned(),
            |until| until.to_zoned(zone::local()).strftime("%a %d %b %H:%M:%S").to_string(),
        );
        let there = if *recovered {
            "what was written by then came back"
        } else {
            "the session is as its file has it"
        };
        Some(format!(
            "The journal of “{title}” is damaged from {since} on: {there}, what was written later may be missing. \
             The damaged journal is kept in {}.",
            aside.display()
        ))
    }
}

/// Of a file that is larger it is not certain that it can be written again: that is said before somebody writes in it.
const LARGE: usize = 256 << 10;

/// The largest journal that is read.
pub(super) const JOURNAL_LIMIT: u64 = 1 << 30;

/// What was found of a session.
struct Found {
    told: Told,
    loaded: Loaded,
    /// What stands in its file, and how many bytes.
    file: Option<String>,
    size: usize,
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
                self.put_aside(&id, OLD);
                self.take(lock, &Told::default(), Loaded { session, foreign }, None)?;
                self.begin_journal_or_let_go(&id)
            }
        }
    }

    /// Opens a session that is there.
    pub fn open(&mut self, id: &SessionId) -> Result<Opened> {
        let opened = self.show(id)?;
        self.settle(id);
        Ok(opened)
    }

    /// The same for somebody who waits to see it: what makes it last takes longer than to read it, and is left for
    /// [`Keeper::settle`], which has to follow. The session is locked already.
    pub fn show(&mut self, id: &SessionId) -> Result<Opened> {
        if let Some(kept) = self.open.get_mut(id) {
            kept.left = false;
            let loaded = Box::new(Loaded { session: kept.newest.clone(), foreign: kept.foreign.clone() });
            return Ok(Opened::ToWrite { loaded, recovered: false, conflict: None, damaged: None });
        }
        let lock = match self.lock(id)? {
            Taken::Ours(lock) => lock,
            Taken::Theirs(holder) => {
                let loaded = Box::new(self.sessions.load(id)?);
                return Ok(Opened::ToRead(loaded, Closed::Elsewhere(holder)));
            }
        };
        let found = match self.find(id) {
            Ok(found) => found,
            Err(failure) => {
                lock.give_back();
                return Err(failure);
            }
        };
        let Some(Found { told, loaded, file, size, recovered, conflict }) = found else {
            lock.release();
            let what = format!("there is no session `{id}`");
            return Err(Failure::new(what, "`casebook sessions` lists them"));
        };
        let newer = (told.stop == Some(Stop::Newer)).then(|| "written by a newer casebook".to_owned());
        if let Some(why) = loaded.read_only().or(newer) {
            lock.release();
            return Ok(Opened::ToRead(Box::new(loaded), Closed::Newer(why)));
        }
        let damaged = self.take(lock, &told, loaded.clone(), file)?;
        if size > LARGE {
            self.begin_journal_or_let_go(id)?;
        }
        Ok(Opened::ToWrite { loaded: Box::new(loaded), recovered, conflict, damaged })
    }

    /// Makes a session that was shown last: the name of its lock, its journal, and a copy of its file.
    pub fn settle(&mut self, id: &SessionId) {
        // Where it cannot be told whole, that is said with what is to be written in it.
        let _ = self.begin_journal(id);
        self.back_up(id);
    }

    /// The journal tells a session as it was taken. An error where nothing can tell it.
    fn begin_journal(&mut self, id: &SessionId) -> Result<()> {
        let Some(kept) = self.open.get_mut(id) else { return Ok(()) };
        // Before anything that only the journal holds.
        if kept.lock.is_held() && !kept.lock.lasts {
            kept.lock.lasts = makes_last(&*self.disk, &self.state);
        }
        let entries = kept.untold()?;
        // Where the journal cannot be written, that is said with what is to be written into it.
        let _ = kept.journal.write(entries);
        let _ = kept.journal.sync();
        Ok(())
    }

    fn begin_journal_or_let_go(&mut self, id: &SessionId) -> Result<()> {
        let begun = self.begin_journal(id);
        if begun.is_err()
            && let Some(kept) = self.open.remove(id)
        {
            kept.lock.give_back();
        }
        begun
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
            let closed = opened.and_then(|opened| self.close(&id).map(|()| opened));
            recovered.push((id, closed));
        }
        recovered
    }

    fn take(
        &mut self,
        lock: Lock,
        told: &Told,
        loaded: Loaded,
        file: Option<String>,
    ) -> Result<Option<Damaged>> {
        let (journal, damaged) = match self.go_on(told, &loaded) {
            Ok(taken) => taken,
            Err(failure) => {
                lock.give_back();
                return Err(failure);
            }
        };
        let behind = file.is_none() || told.loaded.as_ref() == Some(&loaded) && told.behind;
        let untold = told.loaded.as_ref() != Some(&loaded);
        let Loaded { session, foreign } = loaded;
        let (newest, told, id, name) = (session.clone(), session.clone(), session.id.clone(), session.id);
        let (files, left) = (file.into_iter().collect(), false);
        let kept = Kept { newest, foreign, told, untold, journal, lock, name, files, behind, left };
        self.open.insert(id, kept);
        Ok(damaged)
    }

    /// The journal of a session that is taken; and what became of a damaged one.
    fn go_on(&self, told: &Told, loaded: &Loaded) -> Result<(Journal, Option<Damaged>)> {
        let Session { id, saved, .. } = &loaded.session;
        let damaged = match told.stop {
            Some(Stop::Damaged) => Some(Damaged { until: told.until, aside: self.copy_aside(id)? }),
            _ => None,
        };
        // A file of ours may know of openings that its journal lost.
        let epoch = if saved.device == *self.device { saved.epoch.max(told.epoch) } else { told.epoch };
        let journal = Journal::open(self.disk.clone(), &journal_path(&self.state, id), told, epoch + 1);
        Ok((journal, damaged))
    }

    /// The lock of a session, whose name does not last yet.
    pub(super) fn lock(&self, id: &SessionId) -> Result<Taken> {
        check_name(id)?;
        // Where the state folder takes nothing the file still does, and nothing is written over what is not ours.
        let without = |_| Taken::Ours(Lock::without(&lock_path(&self.state, id)));
        Ok(lock(&*self.disk, &self.state, id).unwrap_or_else(without))
    }

    /// Tries again what failed of the locks: without one that lasts, a later start does not look for what only the
    /// journal of its session holds.
    pub(super) fn lock_again(&mut self) {
        for kept in self.open.values_mut().filter(|kept| !kept.lock.lasts) {
            if kept.lock.is_held() {
                kept.lock.lasts = makes_last(&*self.disk, &self.state);
            } else if let Ok(Taken::Ours(mut lock)) = lock(&*self.disk, &self.state, &kept.name) {
                lock.lasts = makes_last(&*self.disk, &self.state);
                kept.lock = lock;
            }
        }
    }

    /// Which of file and journal is the session, and what becomes of the other; nothing where there is neither.
    fn find(&self, id: &SessionId) -> Result<Option<Found>> {
        let path = self.sessions.path(id);
        let told = self.told(id)?;
        let bytes = match self.disk.read(&path, SESSION_LIMIT) {
            Ok(bytes) => bytes,
            Err(error) if is_not_there(&error) => {
                // What was in its file once and is gone now, somebody took away.
                let never_saved = told.loaded.clone().filter(|_| told.unsaved && !told.filed);
                return Ok(never_saved.map(|loaded| Found {
                    told,
                    loaded,
                    file: None,
                    size: 0,
                    recovered: true,
                    conflict: None,
                }));
            }
            Err(error) => return Err(Failure::io("read", &path, &error)),
        };
        let (hash, size) = (sha256(&bytes), bytes.len());
        if let Some(loaded) = told.loaded.clone().filter(|_| told.knows(&hash)) {
            let recovered = told.unsaved;
            return Ok(Some(Found { told, loaded, file: Some(hash), size, recovered, conflict: None }));
        }
        let loaded = session_file::read(bytes, &path)?;
        let ours = told.loaded.clone().filter(|_| told.unsaved && !self.is_ahead(&loaded, &told));
        let conflict = ours.map(|ours| self.apart(id, ours)).transpose()?;
        Ok(Some(Found { told, loaded, file: Some(hash), size, recovered: false, conflict }))
    }

    /// What the journal of a session tells; nothing where there is none, and of one that grew too long.
    fn told(&self, id: &SessionId) -> Result<Told> {
        let path = journal_path(&self.state, id);
        match self.disk.read(&path, JOURNAL_LIMIT) {
            Ok(bytes) => {
                let told = tell(&bytes, id);
                // A damaged one is copied first, and put aside the next time.
                let whole = told.stop != Some(Stop::Damaged);
                if whole && !told.unsaved && told.lines.len() > ROLLED {
                    self.put_aside(id, ROLLED_AT);
                    return Ok(Told { lines: Vec::new(), loaded: None, ..told });
                }
                Ok(told)
            }
            Err(error) if is_not_there(&error) => Ok(Told::default()),
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
        let name = format!("{id}.{}-{device}-{}", Beside::Conflict.word(), stamp());
        let names = (1..).map(|n| SessionId::from(if n == 1 { name.clone() } else { format!("{name}-{n}") }));
        let is_free = |name: &SessionId| {
            [self.sessions.path(name), journal_path(&self.state, name)].iter().all(|path| {
                let there = self.disk.read(path, SESSION_LIMIT);
                there.is_err_and(|error| error.kind() == io::ErrorKind::NotFound)
            })
        };
        // A disk that reads nothing is not asked for ever.
        names.take(MOST_CONFLICTS).find(is_free).unwrap_or(name.into())
    }

    /// Whether the file holds all that the journal tells: it was written while the journal could not be.
    fn is_ahead(&self, file: &Loaded, told: &Told) -> bool {
        let saved = &file.session.saved;
        saved.device == *self.device && (saved.epoch, saved.seq) >= (told.epoch, told.seq)
    }

    /// Puts a copy of a damaged journal away: behind the damage may stand what cannot be read now.
    fn copy_aside(&self, id: &SessionId) -> Result<PathBuf> {
        let path = journal_path(&self.state, id);
        let aside = aside_path(&self.state, id, DAMAGED);
        let bytes = self.disk.read(&path, JOURNAL_LIMIT);
        let copied = bytes.and_then(|bytes| atomic::replace(&*self.disk, &aside, &bytes, |_| Ok(())));
        copied.map(|()| aside).map_err(|error| Failure::io("copy", &path, &error))
    }

    fn put_aside(&self, id: &SessionId, why: &str) {
        let path = journal_path(&self.state, id);
        let aside = aside_path(&self.state, id, why);
        // Where there is none there is nothing to do; where it cannot be moved, the new one takes its place.
        let _ = self.disk.rename(&path, &aside);
    }
}

fn lock(disk: &dyn Disk, state: &Path, name: &SessionId) -> io::Result<Taken> {
    // A folder that could not be synced locks all the same.
    let _ = disk.folder(&open_folder(state));
    disk.lock(&lock_path(state, name))
}

/// Makes the names of locks last through a power cut; whether they do.
pub(super) fn makes_last(disk: &dyn Disk, state: &Path) -> bool {
    [open_folder(state).as_path(), state].into_iter().all(|folder| disk.sync_folder(folder).is_ok())
}

/// Where a file stands in the place of a folder, nothing is in it.
fn is_not_there(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory)
}

/// So many conflicts of one session in one second have names of their own.
const MOST_CONFLICTS: usize = 1_000;
