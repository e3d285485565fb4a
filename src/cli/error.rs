//! How a command ends, and its exit status.

use std::io;

use crate::{error::Problem, store::failure::Failure};

/// What a command gives.
pub type Done = Result<(), Error>;

/// Why a command ended early.
#[derive(Debug)]
pub enum Error {
    /// It failed, or found errors: status 1.
    Failed(Failure),
    /// It was used wrongly, or there is no terminal where one is needed: status 2.
    Usage(Failure),
    /// The arguments were wrong (status 2), or asked for help or the version (0).
    Arguments(clap::Error),
    /// It found errors, and has told them: status 1.
    Found,
    /// Whoever read the output has seen enough: status 0.
    ClosedPipe,
}

impl Error {
    /// Wrong usage, with what would be right.
    pub fn usage(what: impl Into<String>, hint: impl Into<String>) -> Self {
        Self::Usage(Failure::new(what, hint))
    }

    /// A failure, with what to do next.
    pub fn failed(what: impl Into<String>, hint: impl Into<String>) -> Self {
        Self::Failed(Failure::new(what, hint))
    }

    /// The exit status.
    pub fn status(&self) -> u8 {
        match self {
            Self::Failed(_) | Self::Found => 1,
            Self::Usage(_) => 2,
            Self::Arguments(error) => u8::try_from(error.exit_code()).unwrap_or(2),
            Self::ClosedPipe => 0,
        }
    }
}

impl From<Failure> for Error {
    fn from(failure: Failure) -> Self {
        Self::Failed(failure)
    }
}

impl From<Problem> for Error {
    fn from(problem: Problem) -> Self {
        Self::Failed(problem.into())
    }
}

impl From<io::Error> for Error {
    fn from(error: io::Error) -> Self {
        if error.kind() == io::ErrorKind::BrokenPipe {
            Self::ClosedPipe
        } else {
            Self::failed(format!("cannot write the output: {error}"), "check where it goes")
        }
    }
}

impl From<serde_json::Error> for Error {
    fn from(error: serde_json::Error) -> Self {
        Self::failed(format!("cannot write this as JSON: {error}"), "leave --json out")
    }
}
