//! A session whose file cannot be read, and what is kept of it elsewhere.

use jiff::Timestamp;

use super::SessionId;

/// A session whose file cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unreadable {
    /// Its id, as its file is named.
    pub id: SessionId,
    /// Where in which file, and what: `file:line:col: message`.
    pub why: String,
    /// Whether it was put out of the way.
    pub archived: bool,
}

/// Where words of a session are kept beside its file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Source {
    /// In its journal.
    Journal,
    /// In a journal of it that was put aside, by the name of that: it was damaged, or had grown too long.
    Aside(String),
    /// In a copy of its file, by the name of that.
    Backup(String),
}

/// What can be brought back from one of these.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remains {
    /// From where.
    pub source: Source,
    /// The time of the last of it.
    pub until: Timestamp,
    /// How many words were written by then.
    pub words: usize,
}

/// Why one session stands beside another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Beside {
    /// Somebody else changed the file of that one.
    Conflict,
    /// It was brought back when the file of that one could not be read.
    Restored,
}

impl Beside {
    /// The word for it, on the screen and in the names of files.
    pub fn word(self) -> &'static str {
        match self {
            Self::Conflict => "conflict",
            Self::Restored => "restored",
        }
    }

    /// The session beside which `id` stands, and why.
    pub fn of(id: &SessionId) -> Option<(SessionId, Self)> {
        // A list asks of thousands, of which hardly one has a dot.
        if !id.as_str().contains('.') {
            return None;
        }
        let found = [Self::Conflict, Self::Restored].into_iter().filter_map(|beside| {
            let (original, _) = id.as_str().split_once(&format!(".{}-", beside.word()))?;
            Some((SessionId::from(original), beside))
        });
        // Of one that was restored and then changed elsewhere, the last word tells, and the first name is meant.
        found.min_by_key(|(original, _)| original.as_str().len())
    }
}
