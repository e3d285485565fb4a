//! The file of a session: what it looks like, and how it is read and written as bytes.
//!
//! The disk's types are apart from the model's: lenient, versioned, and with what they do not know kept. Nothing
//! here opens a file: see [`super::sessions`].

use std::{collections::BTreeMap, path::Path};

use serde::Serialize;

pub(super) use self::{
    disk::{DiskGrade, DiskNext, DiskPerson, DiskSession},
    words::{disk_next, next},
};
use super::{
    failure::{Failure, Result},
    version, yaml,
};
use crate::{
    error::Problem,
    model::{FieldId, Session, hash::hash},
};

mod bounds;
mod disk;
mod foreign;
mod reading;
mod step_text;
mod words;
mod writing;

pub use bounds::read_foreign;
pub use foreign::Foreign;
pub use step_text::{read_step, step_text};
pub use words::stop_word;

/// The format that this version writes, and the newest that it fully reads.
pub const FORMAT: u32 = 1;

/// A session from a file, with what of the file this version does not know.
#[derive(Clone, Debug, PartialEq)]
pub struct Loaded {
    /// The attempt.
    pub session: Session,
    /// To be given back on saving.
    pub foreign: Foreign,
}

impl Loaded {
    /// Why the session may be read but not changed, where that is so.
    pub fn read_only(&self) -> Option<String> {
        self.foreign.newer.map(newer)
    }

    /// Why it may not be what was asked, where that is so. A newer casebook may have counted what this one does not know.
    pub fn doubt(&self) -> Option<&'static str> {
        let Session { question, framework, rubric, .. } = &self.session;
        let fits = hash(question, framework, rubric) == self.session.hash;
        let words = "its question, framework or rubric was changed after it was asked: the hash does not fit";
        (!fits && self.foreign.knows_what_was_asked()).then_some(words)
    }
}

fn newer(format: u32) -> String {
    version::newer("session", format, FORMAT)
}

/// Reads the bytes of a session's file. The file's name gives the session its id.
pub fn read(bytes: Vec<u8>, path: &Path) -> std::result::Result<Loaded, Problem> {
    read_if(bytes, path, |_| Ok(()))
}

/// The same, where what the file holds is fit to make a session of it.
fn read_if(
    bytes: Vec<u8>,
    path: &Path,
    fit: impl FnOnce(&DiskSession) -> std::result::Result<(), Problem>,
) -> std::result::Result<Loaded, Problem> {
    let text = yaml::text(path, bytes, yaml::SESSION_LIMIT)?;
    let id = path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
    let disk = yaml::parse::<DiskSession>(path, &text);
    // The format is asked for only when the rest does not fit, because lists read hundreds of files that do.
    disk.and_then(|disk| fit(&disk).and_then(|()| reading::session(disk, &id, path)))
        .map_err(|problem| version::explain(path, &text, "session", FORMAT).unwrap_or(problem))
}

/// The text of a session's file. A file of a newer format is never written.
pub fn write(session: &Session, foreign: &Foreign) -> Result<String> {
    if let Some(format) = foreign.newer {
        return Err(Failure::new(format!("{} was {}", session.id, newer(format)), "update casebook"));
    }
    yaml::to_string(&writing::quiet_tree(session, foreign)?).map_err(|error| {
        Failure::new(format!("cannot write {} as YAML: {error}", session.id), "please report this")
    })
}

/// The session as one JSON object, with the file's field names in the file's order, nulls present.
pub fn json(session: &Session, foreign: &Foreign) -> Result<String> {
    json_with(session, foreign, BTreeMap::<&str, ()>::new())
}

/// The same, and behind it the fields of `more`: what follows from the session and is not in its file.
pub fn json_with<T: Serialize>(session: &Session, foreign: &Foreign, more: T) -> Result<String> {
    #[derive(Serialize)]
    struct Whole<T> {
        #[serde(flatten)]
        file: serde_yaml::Value,
        #[serde(flatten)]
        more: T,
    }
    let whole = Whole { file: writing::tree(session, foreign)?, more };
    serde_json::to_string_pretty(&whole).map_err(|error| {
        Failure::new(
            format!("{} cannot be written as JSON: {error}", session.id),
            "open its YAML file instead",
        )
    })
}

/// The key of a row's field. `id` is the row's own.
fn key_of(field: &FieldId) -> &str {
    if *field == "id" { "id_" } else { field.as_str() }
}

/// The field behind a row's key.
fn field_of(key: &str) -> &str {
    if key == "id_" { "id" } else { key }
}

#[cfg(test)]
pub(super) mod tests;
