//! What went wrong with a file, and what to do about it.

use std::{fmt, io, path::Path};

use serde::{Deserialize, Serialize};

use crate::error::Problem;

/// Something failed: what and where, and what to do next.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Failure {
    /// What happened and where, in one sentence.
    pub what: String,
    /// What to do next.
    pub hint: String,
}

impl Failure {
    /// A failure with its way out.
    pub fn new(what: impl Into<String>, hint: impl Into<String>) -> Self {
        Self { what: what.into(), hint: hint.into() }
    }

    /// A file or folder could not be treated as `doing` says ("read", "write", "list").
    pub fn io(doing: &str, path: &Path, error: &io::Error) -> Self {
        let hint = match error.kind() {
            io::ErrorKind::PermissionDenied => "check who may read and write it: `ls -ld` shows that",
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => "free some space on this disk",
            io::ErrorKind::ReadOnlyFilesystem => "choose another place with --home or --sessions",
            io::ErrorKind::NotFound => "check the path; `casebook paths` shows where files are looked for",
            io::ErrorKind::NotADirectory | io::ErrorKind::AlreadyExists => {
                "a file stands where a folder should be: move it away"
            }
            _ => "check the path and the disk; `casebook paths` shows where files live",
        };
        Self::new(format!("cannot {doing} {}: {error}", path.display()), hint)
    }
}

impl From<Problem> for Failure {
    fn from(mut problem: Problem) -> Self {
        let hint = problem.help.take().unwrap_or_else(|| "correct that place in an editor".to_owned());
        Self::new(problem.to_string(), hint)
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.what)
    }
}

impl std::error::Error for Failure {}

/// What storing and loading give.
pub type Result<T> = std::result::Result<T, Failure>;
