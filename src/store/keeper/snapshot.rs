//! The file of a session, written so that it is whole at every moment and nobody else's words are lost by it.

use std::{io, path::Path};

use super::{Conflict, Keeper, backups, backups_path, journal_path, opening::makes_last};
use crate::{
    model::{Session, SessionId, hash::sha256, session::Saved},
    store::{
        atomic,
        disk::Disk,
        failure::{Failure, Result},
        journal::Entry,
        lock::Taken,
        session_file::{self, Foreign, Loaded},
        sessions::file_text,
        yaml::SESSION_LIMIT,
    },
};

impl Keeper {
    /// Writes every session that its file lacks something of. What could not be written stays behind; the last failure
    /// is told.
    pub fn snapshot_all(&mut self) -> Result<()> {
        let ids: Vec<SessionId> = self.open.keys().cloned().collect();
        let written: Vec<_> = ids.iter().map(|id| self.snapshot_or_close(id)).collect();
        written.into_iter().collect()
    }

    fn snapshot_or_close(&mut self, id: &SessionId) -> Result<()> {
        let left = self.open.get(id).is_some_and(|kept| kept.left);
        if left { self.close(id) } else { self.snapshot(id) }
    }

    /// Writes the file of an open session. Where somebody else changed it, ours goes on under another name.
    pub(super) fn snapshot(&mut self, id: &SessionId) -> Result<()> {
        let Some(kept) = self.open.get_mut(id).filter(|kept| kept.behind) else { return Ok(()) };
        // Where the journal cannot be written, the file counts all the more.
        let _ = kept.write_down(true);
        let (epoch, seq) = kept.journal.position();
        let saved = Saved { device: self.device.clone(), epoch, seq };
        let session = Session { id: kept.name.clone(), saved, ..kept.newest.clone() };
        let foreign = kept.foreign.clone();
        let hash = sha256(file_text(&session, &foreign)?.as_bytes());
        let _ = kept.journal.write([Entry::Saving(hash.clone())]);
        let _ = kept.journal.sync();
        let (path, known) = (self.sessions.path(&kept.name), kept.files.clone());
        if !known.is_empty() {
            self.find_folder(&path)?;
        }
        let (mut changed, mut tried) = (false, false);
        let written = self.write_file(&session, &foreign, &mut |disk| {
            let there = match disk.read(&path, SESSION_LIMIT) {
                Ok(bytes) => Some(sha256(&bytes)),
                Err(error) if error.kind() == io::ErrorKind::NotFound => None,
                // Too large, or no file any more: not what we wrote.
                Err(error) if error.kind() == io::ErrorKind::Other => Some(String::new()),
                Err(error) => return Err(error),
            };
            changed = there.is_some_and(|there| !known.contains(&there));
            tried = !changed;
            if changed { Err(io::Error::other("somebody else changed it")) } else { Ok(()) }
        });
        if tried && let Some(kept) = self.open.get_mut(id) {
            // It may be there though writing it failed: then it is ours all the same.
            kept.files.push(hash.clone());
        }
        match written {
            Ok(()) => {
                self.is_saved(id, hash);
                Ok(())
            }
            Err(_) if changed => self.go_apart(id),
            Err(failure) => Err(failure),
        }
    }

    /// Writes a session's file, reads it back and compares, and lets `before` refuse just before it takes its name.
    pub(super) fn write_file(
        &self,
        session: &Session,
        foreign: &Foreign,
        before: &mut dyn FnMut(&dyn Disk) -> io::Result<()>,
    ) -> Result<()> {
        let text = file_text(session, foreign)?;
        let path = self.sessions.path(&session.id);
        let check = |bytes: &[u8]| {
            let read = session_file::read(bytes.to_vec(), &path).map_err(io::Error::other)?;
            let Loaded { session: back, foreign: rest } = &read;
            if back != session || rest != foreign {
                return Err(io::Error::other("it reads otherwise than it was written; please report this"));
            }
            before(&*self.disk)
        };
        atomic::replace(&*self.disk, &path, text.as_bytes(), check)
            .map_err(|error| Failure::io("write", &path, &error))
    }

    /// A folder that was there and is gone may come back with what is in it: none is made in its place.
    fn find_folder(&self, path: &Path) -> Result<()> {
        let Some(folder) = path.parent() else { return Ok(()) };
        match self.disk.list(folder) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                let what = format!("the folder {} is gone", folder.display());
                Err(Failure::new(what, "bring it back, or connect the disk that it is on"))
            }
            _ => Ok(()),
        }
    }

    /// From now on ours is written beside the file that somebody else changed.
    fn go_apart(&mut self, id: &SessionId) -> Result<()> {
        let name = self.conflict_name(id);
        let Taken::Ours(mut lock) = self.lock(&name)? else {
            return Err(Failure::new(format!("{name} is open in another casebook"), "close it there"));
        };
        lock.lasts = lock.is_held() && makes_last(&*self.disk, &self.state);
        let Some(kept) = self.open.get_mut(id) else { return Ok(()) };
        let old = journal_path(&self.state, &kept.name);
        (kept.name, kept.files) = (name.clone(), Vec::new());
        kept.journal.rename(&journal_path(&self.state, &name));
        // The next line says whether it could be written.
        let _ = kept.journal.write([Entry::Apart(name.clone())]);
        if kept.journal.sync().is_ok() {
            // All of it is in the new one; there it would be told twice.
            let _ = self.disk.remove(&old);
        }
        // Not earlier: who opens that file next has a journal there.
        std::mem::replace(&mut kept.lock, lock).release();
        self.conflicts.push(Conflict { id: id.clone(), apart: name });
        self.snapshot(id)
    }

    fn is_saved(&mut self, id: &SessionId, hash: String) {
        if let Some(kept) = self.open.get_mut(id) {
            let _ = kept.journal.write([Entry::Saved(hash.clone())]);
            (kept.files, kept.behind) = (vec![hash], false);
        }
    }

    /// Puts a copy of an open session's file away, as far as it is ours.
    pub(super) fn back_up(&self, id: &SessionId) {
        let Some(kept) = self.open.get(id) else { return };
        if let Ok(bytes) = self.disk.read(&self.sessions.path(&kept.name), SESSION_LIMIT)
            && kept.files.contains(&sha256(&bytes))
        {
            // A copy that cannot be made keeps nobody from writing.
            let _ = backups::add(&*self.disk, &backups_path(&self.state, &kept.name), &bytes);
        }
    }
}
