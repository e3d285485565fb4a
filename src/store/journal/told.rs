//! What a journal tells: the session as it was after the last good record. Reads bytes, no files.

use std::path::PathBuf;

use jiff::Timestamp;

use super::record::{Entry, Record, Stop};
use crate::{
    model::{Session, SessionId, timeline::follow_caret},
    store::session_file::{self, Loaded},
};

/// What a journal tells.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Told {
    /// The session as the last good record leaves it.
    pub loaded: Option<Loaded>,
    /// The good lines.
    pub lines: Vec<u8>,
    /// Why there are no more, where the file has more.
    pub stop: Option<Stop>,
    /// The last opening, and its last record.
    pub epoch: u64,
    /// The last record of that opening.
    pub seq: u64,
    /// Milliseconds at work.
    pub ms: u64,
    /// When the last good record was written.
    pub until: Option<Timestamp>,
    /// The SHA-256 of each file that may hold the session as it was written last: one, or where that was cut short,
    /// the one before and the one that was to take its place.
    pub files: Vec<String>,
    /// Whether the session's file was there once.
    pub filed: bool,
    /// Whether something was written into the session that is not in its file for certain.
    pub unsaved: bool,
    /// The same of anything at all: clocks, marks, the state.
    pub behind: bool,
}

/// Reads a journal up to its first bad record. `id` is the session's.
pub fn tell(bytes: &[u8], id: &SessionId) -> Told {
    let mut told = Told::default();
    let (mut good, mut read, mut group) = (0, 0, Vec::new());
    let stop = loop {
        match Record::read(&bytes[read..]) {
            Ok(None) => break (good < read).then_some(Stop::Torn),
            Ok(Some((record, length))) => {
                read += length;
                let more = record.more;
                group.push(record);
                if more {
                    continue;
                }
                if let Err(stop) = group.drain(..).try_for_each(|record| told.take(record, id)) {
                    // Some of them may have been taken.
                    return Told { stop: Some(stop), ..tell(&bytes[..good], id) };
                }
                good = read;
            }
            Err(stop) => break Some(stop),
        }
    };
    Told { lines: bytes[..good].to_vec(), stop, ..told }
}

impl Told {
    /// Whether a file with this SHA-256 is the session as it was written last.
    pub fn knows(&self, hash: &str) -> bool {
        self.files.iter().any(|file| file == hash)
    }

    fn take(&mut self, record: Record, id: &SessionId) -> Result<(), Stop> {
        let Record { epoch, seq, ms, wall, entry, .. } = record;
        let next = if epoch == self.epoch { seq == self.seq + 1 } else { epoch > self.epoch && seq == 1 };
        if !next {
            return Err(Stop::Damaged);
        }
        match entry {
            Entry::Session(text) => {
                let path = PathBuf::from(format!("{id}.yaml"));
                let loaded = session_file::read(text.into_bytes(), &path).map_err(|_| Stop::Newer)?;
                self.loaded = Some(loaded);
                (self.unsaved, self.behind) = (true, true);
            }
            Entry::Saving(hash) => self.files.push(hash),
            Entry::Saved(hash) => {
                self.files = vec![hash];
                self.filed = true;
                (self.unsaved, self.behind) = (false, false);
            }
            Entry::Apart(_) => {
                self.files.clear();
                self.filed = false;
                (self.unsaved, self.behind) = (true, true);
            }
            happened => {
                let session = self.loaded.as_mut().map(|loaded| &mut loaded.session).ok_or(Stop::Damaged)?;
                self.unsaved |= happen(session, happened)?;
                self.behind = true;
            }
        }
        (self.epoch, self.seq, self.ms, self.until) = (epoch, seq, ms, Some(wall));
        Ok(())
    }
}

/// Lets happen to a session what a record says; whether that changed what is written in it.
fn happen(session: &mut Session, entry: Entry) -> Result<bool, Stop> {
    match entry {
        Entry::Edit(edit) => {
            session.apply(&edit).map_err(|_| Stop::Damaged)?;
            follow_caret(&mut session.at, &edit);
            Ok(true)
        }
        Entry::Course(course) => {
            session.follow(&course);
            Ok(false)
        }
        Entry::At(at) => {
            session.at = at;
            Ok(false)
        }
        Entry::Session(_) | Entry::Saving(_) | Entry::Saved(_) | Entry::Apart(_) => Ok(false),
    }
}
