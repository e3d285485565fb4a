//! Where what is kept of a session beside its file lies, and what it is called. Opens nothing.

use std::path::{Path, PathBuf};

use jiff::Timestamp;

use crate::model::SessionId;

/// Where journals are.
pub fn journals(state: &Path) -> PathBuf {
    state.join("journals")
}

/// Where the journal of a session is.
pub fn journal_path(state: &Path, name: &SessionId) -> PathBuf {
    journals(state).join(format!("{name}.journal"))
}

/// Why a journal was put aside, as its name says behind the session's; the time follows.
pub const DAMAGED: &str = "damaged";
/// The file it belonged to has gone back to an older state.
pub const ROLLED_AT: &str = "until";
/// Of a session that is gone, whose name another one took.
pub const OLD: &str = "old";

/// Where a journal of a session is put aside now.
pub fn aside_path(state: &Path, name: &SessionId, why: &str) -> PathBuf {
    journals(state).join(format!("{name}.{why}-{}", stamp()))
}

/// Whether a file bears the name of a journal that was put aside, for one of these reasons.
pub fn is_aside(file: &str, name: &SessionId, whys: &[&str]) -> bool {
    let rest = file.strip_prefix(name.as_str()).and_then(|rest| rest.strip_prefix('.'));
    let why = rest.and_then(|rest| rest.split_once('-')).map(|(why, _)| why);
    why.is_some_and(|why| whys.contains(&why))
}

/// Where the copies of a session's file are.
pub fn backups_path(state: &Path, name: &SessionId) -> PathBuf {
    state.join("backups").join(name.as_str())
}

/// Where stands who has which session open.
pub fn open_folder(state: &Path) -> PathBuf {
    state.join("open")
}

/// Where stands who has a session open.
pub fn lock_path(state: &Path, name: &SessionId) -> PathBuf {
    open_folder(state).join(format!("{name}.lock"))
}

/// The time as it stands in the names of files.
pub fn stamp() -> String {
    Timestamp::now().strftime("%Y%m%dT%H%M%SZ").to_string()
}
