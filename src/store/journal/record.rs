//! One line of a journal: a check sum, and what happened as JSON. Reads and writes lines, no files.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::{
    model::{Course, Edit, SessionId, session::At},
    store::json,
};

/// Something that happened to a session, and when.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Record {
    /// Which opening of the session, counted from 1.
    pub epoch: u64,
    /// Which record of that opening, counted from 1.
    pub seq: u64,
    /// Milliseconds at work since the session began: they stand still while no program has it open.
    pub ms: u64,
    /// When, by the wall's clock, which may jump.
    pub wall: Timestamp,
    /// Whether the next record belongs to this one: none of them counts without the last.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub more: bool,
    /// What.
    #[serde(flatten)]
    pub entry: Entry,
}

/// What happened.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Entry {
    /// The session as a whole, as its file would hold it: what follows changes that.
    Session(String),
    /// The answer changed.
    Edit(Edit),
    /// The caret went elsewhere.
    At(At),
    /// The clocks, the marks, the state.
    Course(Box<Course>),
    /// What was written so far is about to become the session's file; the SHA-256 of its bytes.
    Saving(String),
    /// It has become that.
    Saved(String),
    /// Somebody else changed that file: from here on the session has another, with this name, that is not there yet.
    Apart(SessionId),
}

/// Why reading stopped before the end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stop {
    /// The last line was not written to its end: it holds nothing that was ever called saved.
    Torn,
    /// A line was damaged.
    Damaged,
    /// A line is whole, and a newer casebook wrote it.
    Newer,
}

impl Record {
    /// The line of a journal, with its end.
    pub fn line(&self) -> serde_json::Result<Vec<u8>> {
        let json = serde_json::to_vec(self)?;
        let mut line = Vec::with_capacity(json.len() + 10);
        line.extend_from_slice(sum(&json).as_bytes());
        line.push(b' ');
        line.extend_from_slice(&json);
        line.push(b'\n');
        Ok(line)
    }

    /// The first record of these bytes, and how many it takes; none at the end.
    pub fn read(bytes: &[u8]) -> Result<Option<(Self, usize)>, Stop> {
        if bytes.is_empty() {
            return Ok(None);
        }
        let end = bytes.iter().position(|b| *b == b'\n').ok_or(Stop::Torn)?;
        let (given, json) = bytes[..end].split_at_checked(8).ok_or(Stop::Damaged)?;
        let json = json.strip_prefix(b" ").ok_or(Stop::Damaged)?;
        if sum(json).as_bytes() != given {
            return Err(Stop::Damaged);
        }
        let record = json::read(json).ok_or(Stop::Newer)?;
        Ok(Some((record, end + 1)))
    }
}

/// CRC-32 as eight hexadecimal digits.
fn sum(bytes: &[u8]) -> String {
    format!("{:08x}", crc32fast::hash(bytes))
}
