//! What an index of files is made of: how it is told that a file was not written since, what the index's own file looks
//! like, and many files read at once. Knows nothing of what the files hold.

pub mod file;
pub mod work;

use std::{
    fs::Metadata,
    path::{Path, PathBuf},
    time::{Duration, SystemTime, UNIX_EPOCH},
};

use serde::{Deserialize, Serialize};

use crate::model::hash::sha256;

/// By which it is told that a file was not written since.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stamp {
    pub(in crate::store) size: u64,
    pub(in crate::store) seconds: u64,
    pub(in crate::store) nanoseconds: u32,
}

/// A file that was written so shortly before it was read may have been written again in the same tick of the disk's clock:
/// some count in steps of two seconds.
const RACY: Duration = Duration::from_secs(2);

impl Stamp {
    /// Of a file; none where its time lies before all files.
    pub fn of(metadata: &Metadata) -> Option<Self> {
        let since = metadata.modified().ok()?.duration_since(UNIX_EPOCH).ok()?;
        let (seconds, nanoseconds) = (since.as_secs(), since.subsec_nanos());
        Some(Self { size: metadata.len(), seconds, nanoseconds })
    }

    /// The stamp of a file that is about to be read now, where it will tell.
    pub fn before(metadata: &Metadata, now: SystemTime) -> Option<Self> {
        let age = now.duration_since(metadata.modified().ok()?).ok()?;
        Self::of(metadata).filter(|_| age > RACY)
    }

    /// Whether it is of a file of that size: one of another size was written between the look at it and the reading.
    pub fn is_of_size(&self, bytes: usize) -> bool {
        self.size == bytes as u64
    }
}

/// What the index of these paths is called. Of those that do not begin at the root another folder makes others.
pub fn name(paths: &[PathBuf]) -> String {
    let here = paths.iter().any(|path| path.is_relative()).then(std::env::current_dir);
    let here = here.and_then(std::io::Result::ok).unwrap_or_default();
    let all = std::iter::once(&here).chain(paths).flat_map(|path| {
        let bytes = path.as_os_str().as_encoded_bytes().iter().copied();
        bytes.chain(std::iter::once(0))
    });
    sha256(&all.collect::<Vec<u8>>())[..16].to_owned()
}

/// Where the index of that name is, in a folder.
pub fn path(folder: &Path, name: &str) -> PathBuf {
    folder.join(format!("{name}.index"))
}
