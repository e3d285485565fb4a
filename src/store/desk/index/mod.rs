//! What was read of a desk's files the last time, so that only a file that has changed is opened again. One file in the
//! cache for each desk, because who looks into a folder of twenty does not read of ten thousand. It is never trusted: what
//! cannot be read as it was written is made anew, and deleting it costs nothing but time. Reads no file of a desk itself.

mod file;
#[cfg(test)]
mod tests;

use std::{
    collections::HashMap,
    fs::Metadata,
    path::{Path, PathBuf},
};

use serde::{Deserialize, Serialize, de::DeserializeOwned};

use crate::{
    model::{reply, review},
    store::{
        failure::Failure,
        index::{self, Stamp},
    },
};

/// A file of a desk, and what it holds.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Row<T> {
    /// Which.
    pub path: PathBuf,
    /// Its size and time when it was read; none where that does not tell whether it has changed.
    pub stamp: Option<Stamp>,
    /// What it holds.
    pub holds: Holds<T>,
}

/// What a file holds, as far as a list needs it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Holds<T> {
    /// A session.
    Session {
        /// Of its bytes.
        sha256: String,
        /// The candidate's id.
        person: String,
        /// What was looked for in it.
        of: T,
    },
    /// A review.
    Review(review::Outline),
    /// What a candidate answered to one.
    Reply(reply::Outline),
    /// It is called as one of these and cannot be read: why.
    Broken(Failure),
    /// It is another program's.
    Foreign,
}

impl<T> Row<T> {
    /// Whether it is worth to be kept: what could not be opened is tried again in any case.
    pub fn is_kept(&self) -> bool {
        self.stamp.is_some() || !matches!(self.holds, Holds::Broken(_) | Holds::Foreign)
    }
}

/// Where what was read is kept, for one desk.
#[derive(Clone, Debug)]
pub struct Index {
    path: PathBuf,
}

impl Index {
    /// In a folder, for the desk of that name.
    pub fn of(folder: &Path, name: &str) -> Self {
        Self { path: index::path(folder, name) }
    }

    /// What was read the last time, in the order in which the files were found. Empty where there is none or it cannot be trusted.
    pub fn load<T: DeserializeOwned>(&self) -> Vec<Row<T>> {
        file::load(&self.path).unwrap_or_default()
    }

    /// Keeps what was read now. Where that fails, it is read again the next time.
    pub fn save<'a, T: Serialize + 'a>(&self, rows: impl Iterator<Item = &'a Row<T>>) {
        if let Some(bytes) = file::bytes(rows) {
            index::file::save(&self.path, &bytes);
        }
    }
}

/// Rows by the file that they are of, each to be taken once.
pub struct Known<T>(HashMap<PathBuf, Row<T>>);

impl<T> Known<T> {
    /// Of an index.
    pub fn new(rows: Vec<Row<T>>) -> Self {
        Self(rows.into_iter().map(|row| (row.path.clone(), row)).collect())
    }

    /// What is known of a file that has not changed since.
    pub fn take(&mut self, path: &Path, metadata: &Metadata) -> Option<Row<T>> {
        let is_same = |row: &Row<T>| row.stamp.is_some() && row.stamp == Stamp::of(metadata);
        if !self.0.get(path).is_some_and(is_same) {
            return None;
        }
        self.0.remove(path)
    }

    /// How many were not taken: their files are gone, or have changed.
    pub fn left(&self) -> usize {
        self.0.len()
    }
}
