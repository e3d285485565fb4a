//! Reading a file that somebody else chose: regular files alone, and never more than was agreed.

use std::{
    fs::{self, File},
    io::{self, Read},
    path::Path,
};

use super::yaml;
use crate::error::Problem;

/// The bytes of a regular file that has `limit` of them at most. A pipe or a device is refused without being opened.
pub fn bytes(path: &Path, limit: u64) -> Result<Vec<u8>, Problem> {
    let failed = |error: &io::Error| unreadable(path, error);
    regular(path, &fs::metadata(path).map_err(|e| failed(&e))?)?;
    let file = File::open(path).map_err(|e| failed(&e))?;
    // Once more: what was looked at by name need not be what was opened.
    regular(path, &file.metadata().map_err(|e| failed(&e))?)?;
    let mut bytes = Vec::new();
    // One more than allowed, because a file may grow while it is read, or claim to be smaller than it is.
    file.take(limit + 1).read_to_end(&mut bytes).map_err(|e| failed(&e))?;
    if bytes.len() as u64 > limit {
        return Err(yaml::too_large(path, limit));
    }
    Ok(bytes)
}

/// A file or folder that the system did not let us read.
pub fn unreadable(path: &Path, error: &io::Error) -> Problem {
    let (message, help) = match error.kind() {
        io::ErrorKind::NotFound => ("there is no such file or folder".to_owned(), "look at the path"),
        io::ErrorKind::PermissionDenied => {
            ("this may not be read".to_owned(), "allow it with chmod, or leave it out")
        }
        _ => (format!("this could not be read: {error}"), "look at the path and at the disk"),
    };
    Problem::of_file(path, message).with_help(help)
}

fn regular(path: &Path, metadata: &fs::Metadata) -> Result<(), Problem> {
    if metadata.is_file() {
        return Ok(());
    }
    let what = if metadata.is_dir() { "this is a folder, not a file" } else { "this is no regular file" };
    Err(Problem::of_file(path, what).with_help("give a YAML file, or a folder with YAML files"))
}
