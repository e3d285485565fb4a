//! The file of a reply: what it looks like, and how it is read and written as bytes.
//!
//! It comes from strangers by mail. Nothing here opens a file, and no name in a reply ever leads to one.

use std::path::Path;

pub(super) use self::disk::DiskReply;
use super::{failure::Result, version::Form, yaml};
use crate::{error::Problem, model::Reply};

mod disk;
mod foreign;
mod reading;
mod writing;

pub use foreign::Foreign;

pub(super) const FORM: Form = Form { what: "reply", format: 1, limit: yaml::REVIEW_LIMIT };

/// A reply from a file, with what of the file this version does not know.
#[derive(Clone, Debug, PartialEq)]
pub struct Loaded {
    /// What the candidate answers.
    pub reply: Reply,
    /// To be given back on saving.
    pub foreign: Foreign,
}

impl Loaded {
    /// Why the reply may be read but not changed, where that is so.
    pub fn read_only(&self) -> Option<String> {
        self.foreign.newer.map(|format| FORM.read_only(format))
    }
}

/// Reads the bytes of a reply's file. `path` is for problems alone.
pub fn read(bytes: Vec<u8>, path: &Path) -> std::result::Result<Loaded, Problem> {
    FORM.read(bytes, path, |disk, there| reading::reply(disk, there, path))
}

/// The text of a reply's file. A file of a newer format is never written, nor one that could not be opened again.
pub fn write(reply: &Reply, foreign: &Foreign) -> Result<String> {
    FORM.write(foreign.newer, writing::quiet_tree(reply, foreign))
}

#[cfg(test)]
pub(super) mod tests;
