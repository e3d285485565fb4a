//! The journal of a session: everything that happened to it, one line each, only ever appended to.
//!
//! Lives in the state folder of one machine and is never synced. Knows no screen and no session's file.

mod record;
mod told;

use std::{
    io,
    path::{Path, PathBuf},
    sync::Arc,
    time::Instant,
};

use jiff::Timestamp;

pub use self::{
    record::{Entry, Record, Stop},
    told::{Told, tell},
};
use super::{
    atomic,
    disk::{self, Disk, Writing},
};

/// A journal that is larger is put aside when its session is opened, and a new one begun.
pub const ROLLED: usize = 32 << 20;

/// The journal of one session, open to be written.
#[derive(Debug)]
pub struct Journal {
    disk: Arc<dyn Disk>,
    path: PathBuf,
    /// The file, unless the disk failed: then all is written anew to another one that takes its name.
    file: Option<Box<dyn Writing>>,
    /// Every line, so that none depends on a disk that failed.
    lines: Vec<u8>,
    /// How many bytes of these are on disk for certain.
    synced: usize,
    epoch: u64,
    seq: u64,
    /// Milliseconds at work before this opening.
    before: u64,
    opened: Instant,
}

impl Journal {
    /// Goes on with what a journal told, in an epoch that is new; or begins one, where it told nothing. What is not good
    /// at its end is left out: the caller has put a copy of it aside. Where the disk fails, that is said by the first
    /// write.
    pub fn open(disk: Arc<dyn Disk>, path: &Path, told: &Told, epoch: u64) -> Self {
        let whole = told.stop.is_none() && !told.lines.is_empty();
        // A file that ends well is gone on with; anything else is written anew.
        let file = whole.then(|| disk.append(path).ok()).flatten();
        Self {
            // A program that was killed had no time to make its last lines last.
            synced: 0,
            disk,
            path: path.to_owned(),
            file,
            lines: told.lines.clone(),
            epoch,
            seq: 0,
            before: told.ms,
            opened: Instant::now(),
        }
    }

    /// Goes on under another name: the next [`Journal::sync`] writes all of it there.
    pub fn rename(&mut self, path: &Path) {
        (self.path, self.file, self.synced) = (path.to_owned(), None, 0);
    }

    /// Its file.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Which opening this is, and how many records were written in it.
    pub fn position(&self) -> (u64, u64) {
        (self.epoch, self.seq)
    }

    /// Writes records, one after the other, so that they outlive this program; all of them count, or none. An error says that they do not yet; none
    /// is lost by it: they are written by the next [`Journal::sync`].
    pub fn write(&mut self, entries: impl IntoIterator<Item = Entry>) -> io::Result<()> {
        let mut done = match self.file {
            Some(_) => Ok(()),
            None => Err(io::Error::other("it could not be written before")),
        };
        let mut entries = entries.into_iter().peekable();
        while let Some(entry) = entries.next() {
            let at_work = u64::try_from(self.opened.elapsed().as_millis()).unwrap_or(u64::MAX);
            let record = Record {
                epoch: self.epoch,
                seq: self.seq + 1,
                ms: self.before.saturating_add(at_work),
                wall: Timestamp::now(),
                more: entries.peek().is_some(),
                entry,
            };
            let line = record.line()?;
            self.seq += 1;
            self.lines.extend_from_slice(&line);
            if let Some(file) = &mut self.file
                && let Err(error) = disk::write_all(&mut **file, &line)
            {
                // Half a line may be there. Nothing may follow it.
                (self.file, self.synced) = (None, 0);
                done = Err(error);
            }
        }
        done
    }

    /// Makes all that was written last through a power cut. After a failure, a new file is written from memory: what the
    /// disk says of the old one cannot be believed any more.
    pub fn sync(&mut self) -> io::Result<()> {
        if self.is_synced() {
            return Ok(());
        }
        match &mut self.file {
            Some(file) => {
                if let Err(error) = file.sync() {
                    (self.file, self.synced) = (None, 0);
                    return self.rewrite().map_err(|_| error);
                }
                self.synced = self.lines.len();
                Ok(())
            }
            None => self.rewrite(),
        }
    }

    /// Whether all that was written is on disk for certain.
    pub fn is_synced(&self) -> bool {
        self.file.is_some() && self.synced == self.lines.len()
    }

    fn rewrite(&mut self) -> io::Result<()> {
        atomic::replace(&*self.disk, &self.path, &self.lines, |_| Ok(()))?;
        self.file = Some(self.disk.append(&self.path)?);
        self.synced = self.lines.len();
        Ok(())
    }
}
