//! What a list shows of each session, as it was read the last time, so that only a file that has changed is opened again. It
//! is never trusted: what cannot be read as it was written is made anew, and deleting it costs nothing but time. Opens no
//! session itself.

use std::{
    cmp::Reverse,
    collections::HashMap,
    fs::Metadata,
    path::{Path, PathBuf},
    sync::Arc,
};

use jiff::Timestamp;

use serde::{Deserialize, Serialize};

use crate::{
    model::{Attempt, SessionId},
    store::{
        failure::Failure,
        index::{self, Stamp, file},
    },
};

/// How rows are written: their bytes alone do not tell what they are, so the number is another whenever the shape of a
/// [`Row`] is, and with it that of an [`Attempt`]. Another version may find other things in a file: it reads anew.
const FORM: &str = concat!("casebook ", env!("CARGO_PKG_VERSION"), " sessions 2");

/// A session's file, and what it holds.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Row {
    /// Its size and time when it was read; none where that does not tell whether it has changed.
    pub stamp: Option<Stamp>,
    /// What it holds.
    pub holds: Holds,
}

/// What a file holds, as far as a list needs it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Holds {
    /// A session.
    Attempt(Box<Attempt>),
    /// It cannot be read.
    Broken {
        /// Which session it would be.
        id: SessionId,
        /// Whether it is in the archive.
        archived: bool,
        /// Why.
        failure: Failure,
    },
}

impl Row {
    /// Whether it is worth to be kept: what could not be opened is tried again in any case.
    pub fn is_kept(&self) -> bool {
        self.stamp.is_some() || matches!(self.holds, Holds::Attempt(_))
    }

    fn id(&self) -> &SessionId {
        match &self.holds {
            Holds::Attempt(attempt) => &attempt.id,
            Holds::Broken { id, .. } => id,
        }
    }

    fn started(&self) -> Option<Timestamp> {
        if let Holds::Attempt(attempt) = &self.holds { Some(attempt.started) } else { None }
    }

    fn is_archived(&self) -> bool {
        match &self.holds {
            Holds::Attempt(attempt) => attempt.archived,
            Holds::Broken { archived, .. } => *archived,
        }
    }
}

/// Where the rows of a folder are kept, in a folder of caches.
pub fn path(cache: &Path, folder: &Path) -> PathBuf {
    index::path(&cache.join("sessions"), &index::name(&[folder.to_owned()]))
}

/// A file that there was. They stand before the rows: whoever asks whether all is as it was need not read those.
#[derive(Serialize, Deserialize)]
struct Mark<'a> {
    id: &'a str,
    archived: bool,
    stamp: Option<Stamp>,
}

/// An index as it was read from its file, to be looked at by several. A clone shares it.
#[derive(Clone, Debug)]
pub struct Kept {
    bytes: Arc<Vec<u8>>,
    /// Where its first line ends.
    body: usize,
}

impl Kept {
    /// That of a file; none where there is none, or it cannot be trusted.
    pub fn load(path: &Path) -> Option<Self> {
        Self::of(file::load(path)?)
    }

    fn of(bytes: Vec<u8>) -> Option<Self> {
        let body = bytes.len() - file::unwrap(FORM, &bytes)?.len();
        Some(Self { bytes: Arc::new(bytes), body })
    }

    fn marks(&self) -> Option<(Vec<Mark<'_>>, &[u8])> {
        postcard::take_from_bytes(self.bytes.get(self.body..)?).ok()
    }

    /// Its rows, in the order in which they were given.
    pub fn rows(&self) -> Option<Vec<Row>> {
        postcard::from_bytes(self.marks()?.1).ok()
    }

    /// The files that there were, each with what tells whether it was written since: those of the folder, and those of the
    /// archive.
    pub fn stamps(&self) -> Option<[HashMap<&str, Option<Stamp>>; 2]> {
        let mut stamps = [HashMap::new(), HashMap::new()];
        for mark in self.marks()?.0 {
            stamps[usize::from(mark.archived)].insert(mark.id, mark.stamp);
        }
        Some(stamps)
    }
}

/// The rows that were kept. Empty where there are none or they cannot be trusted.
pub fn load(path: &Path) -> Vec<Row> {
    Kept::load(path).and_then(|kept| kept.rows()).unwrap_or_default()
}

/// Keeps rows, in the order in which a list shows them: then it need not be sorted.
pub fn save<'a>(path: &Path, rows: impl Iterator<Item = &'a Row>) {
    let mut rows: Vec<&Row> = rows.collect();
    rows.sort_unstable_by_key(|row| Reverse((row.started(), row.id())));
    if let Some(bytes) = bytes(rows.into_iter()) {
        file::save(path, &bytes);
    }
}

fn bytes<'a>(rows: impl Iterator<Item = &'a Row>) -> Option<Vec<u8>> {
    let rows: Vec<&Row> = rows.filter(|row| row.is_kept()).collect();
    let mark = |row: &&'a Row| Mark { id: row.id().as_str(), archived: row.is_archived(), stamp: row.stamp };
    let marks: Vec<Mark<'_>> = rows.iter().map(mark).collect();
    let body = postcard::to_stdvec(&marks).and_then(|marks| postcard::to_extend(&rows, marks));
    Some(file::wrap(FORM, &body.ok()?))
}

/// Rows by the file that they are of, each to be taken once.
pub struct Known([HashMap<SessionId, Row>; 2]);

impl Known {
    /// Of an index.
    pub fn new(rows: Vec<Row>) -> Self {
        let mut by_folder = [HashMap::new(), HashMap::new()];
        for row in rows {
            by_folder[usize::from(row.is_archived())].insert(row.id().clone(), row);
        }
        Self(by_folder)
    }

    /// What is known of a file.
    pub fn get(&self, id: &SessionId, archived: bool) -> Option<&Row> {
        self.0[usize::from(archived)].get(id)
    }

    /// The same, and whether the file has not changed since.
    pub fn take(
        &mut self,
        id: &SessionId,
        archived: bool,
        metadata: Option<&Metadata>,
    ) -> Option<(Row, bool)> {
        let row = self.0[usize::from(archived)].remove(id)?;
        let is_same = row.stamp.is_some() && row.stamp == metadata.and_then(Stamp::of);
        Some((row, is_same))
    }

    /// Whether some were not taken: their files are gone.
    pub fn are_left(&self) -> bool {
        self.0.iter().any(|rows| !rows.is_empty())
    }
}

#[cfg(test)]
mod tests;
