//! Where a file for somebody else goes: where `-o` says, and never over another file.

use std::{
    fs,
    path::{Path, PathBuf},
};

use super::{
    error::{Done, Error},
    out,
};
use crate::store::{atomic, read};

/// The path for a file of that name: in the folder that `output` names, or `output` itself.
pub fn place(output: Option<&Path>, name: &str) -> PathBuf {
    match output {
        None => PathBuf::from(name),
        Some(path) if is_folder(path) => path.join(name),
        Some(path) => path.to_owned(),
    }
}

/// Whether a path that was typed means a folder.
pub fn is_folder(path: &Path) -> bool {
    path.is_dir() || path.as_os_str().to_string_lossy().ends_with(['/', std::path::MAIN_SEPARATOR])
}

/// An error where another file than one with these bytes stands there. `None`: whatever stands there is another.
pub fn require_free(path: &Path, bytes: Option<&[u8]>) -> Done {
    let is_there = fs::symlink_metadata(path).is_ok();
    if !is_there || bytes.is_some_and(|bytes| holds(path, bytes)) {
        return Ok(());
    }
    Err(Error::failed(
        format!("{} is there already, and is another file", path.display()),
        "nothing was written; name another place with -o FILE",
    ))
}

/// Writes it, where it is not there yet, and prints where it is.
pub fn write(path: &Path, bytes: &[u8]) -> Done {
    if !holds(path, bytes) {
        atomic::create(path, bytes)?;
    }
    out::print(&format!("{}\n", out::line(&path.display().to_string())))
}

fn holds(path: &Path, bytes: &[u8]) -> bool {
    read::bytes(path, bytes.len() as u64).is_ok_and(|there| there == bytes)
}
