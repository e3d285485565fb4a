//! What is wrong, where it is, and what to do next. Says nothing of how it is shown beyond one plain form.

use std::{
    fmt,
    path::{Path, PathBuf},
};

/// How bad a problem is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// It is wrong, and something of the file is not used.
    #[default]
    Error,
    /// It is allowed, and probably not meant.
    Warning,
}

/// Something wrong with a file that a person can put right.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// How bad it is.
    pub level: Level,
    /// The file, as it was given.
    pub path: PathBuf,
    /// From 1; 0 where the whole file is meant.
    pub line: usize,
    /// From 1, in characters; 0 where the whole file is meant.
    pub col: usize,
    /// What is wrong, in one line.
    pub message: String,
    /// What to do next.
    pub help: Option<String>,
}

impl Problem {
    /// A problem of a whole file.
    pub fn of_file(path: &Path, message: impl Into<String>) -> Self {
        Self::at(path, (0, 0), message)
    }

    /// A problem at a line and column.
    pub fn at(path: &Path, (line, col): (usize, usize), message: impl Into<String>) -> Self {
        Self { level: Level::Error, path: path.to_owned(), line, col, message: message.into(), help: None }
    }

    /// The same, as a warning.
    #[must_use]
    pub fn warning(self) -> Self {
        Self { level: Level::Warning, ..self }
    }

    /// The same, with what to do next.
    #[must_use]
    pub fn with_help(self, help: impl Into<String>) -> Self {
        Self { help: Some(help.into()), ..self }
    }
}

/// `file:line:col: message`, and the help on a line of its own. Paths and quoted values may hold what a terminal
/// obeys: pass it through `text` before it is shown.
impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:", self.path.display())?;
        if self.line > 0 {
            write!(f, "{}:{}:", self.line, self.col)?;
        }
        write!(f, " {}", self.message)?;
        match &self.help {
            Some(help) => write!(f, "\nhelp: {help}"),
            None => Ok(()),
        }
    }
}

impl std::error::Error for Problem {}
