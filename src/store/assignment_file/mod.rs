//! The file of an assignment: what it looks like, and how it is read and written as bytes.
//!
//! It comes from strangers by mail. Nothing here opens a file, and no name in an assignment ever leads to one.

use std::path::Path;

pub(super) use self::disk::DiskAssignment;
use super::{failure::Result, version::Form, yaml};
use crate::{error::Problem, model::Assignment};

mod disk;
mod foreign;
mod reading;
mod writing;

pub use foreign::Foreign;

pub(super) const FORM: Form = Form { what: "assignment", format: 1, limit: yaml::BANK_LIMIT };

/// An assignment from a file, with what of the file this version does not know.
#[derive(Clone, Debug, PartialEq)]
pub struct Loaded {
    /// What the coach asks for.
    pub assignment: Assignment,
    /// To be given back on saving.
    pub foreign: Foreign,
}

impl Loaded {
    /// Why the assignment may be read but not changed, where that is so.
    pub fn read_only(&self) -> Option<String> {
        self.foreign.newer.map(|format| FORM.read_only(format))
    }
}

/// Reads the bytes of an assignment's file. `path` is for problems alone.
pub fn read(bytes: Vec<u8>, path: &Path) -> std::result::Result<Loaded, Problem> {
    FORM.read(bytes, path, |disk, there| reading::assignment(disk, there, path))
}

/// The text of an assignment's file. A file of a newer format is never written, nor one that could not be opened again.
pub fn write(assignment: &Assignment, foreign: &Foreign) -> Result<String> {
    FORM.write(foreign.newer, writing::quiet_tree(assignment, foreign))
}

#[cfg(test)]
pub(super) mod tests;
