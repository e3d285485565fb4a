//! Reading and writing YAML: the only place that names the libraries for it. Opens no file.
//!
//! What comes in may be a coach's slip of the keyboard or somebody's bomb, so it goes through gates: [`text`] for the
//! bytes, [`parse`] with a budget for aliases, and a [`Document`] that knows where every value stands.

use std::{collections::BTreeMap, path::Path};

use serde::{Serialize, de::DeserializeOwned};
pub use serde_yaml::{Error, Mapping, Value};

use super::failure::{self, Failure};
use crate::error::Problem;

mod bytes;
mod document;
mod erase;
mod explain;
mod guard;
mod quiet;
mod slips;
#[cfg(test)]
mod tests;
mod tree;

pub use bytes::text;
pub(super) use bytes::too_large;
pub use document::Document;
pub(super) use quiet::{is_nothing, plain_keys, quieten, whole_numbers};

/// The most bytes that a file of a bank may have.
pub const BANK_LIMIT: u64 = 4 << 20;
/// The most bytes that a session may have.
pub const SESSION_LIMIT: u64 = 16 << 20;
/// The most bytes that a review may have.
pub const REVIEW_LIMIT: u64 = 4 << 20;

/// Parses a text that [`text`] let through. `path` is for the problem alone.
pub fn parse<T: DeserializeOwned>(path: &Path, text: &str) -> Result<T, Problem> {
    guard::measure(path, text)?;
    serde_yaml::from_str(text).map_err(|error| explain::explain(path, &error).problem)
}

/// As a YAML text.
pub fn to_string<T: Serialize>(value: &T) -> Result<String, Error> {
    serde_yaml::to_string(value)
}

/// `key: value` with a newline behind it, quoted where YAML needs that, and every line behind as many blanks.
pub fn entry<T: Serialize>(indent: usize, key: &str, value: &T) -> failure::Result<String> {
    let text = to_string(&BTreeMap::from([(key, value)])).map_err(|error| {
        Failure::new(format!("\"{key}\" cannot be written as YAML: {error}"), "please report this")
    })?;
    let behind =
        |line: &str| if line.trim().is_empty() { line.to_owned() } else { " ".repeat(indent) + line };
    Ok(text.split_inclusive('\n').map(behind).collect())
}

/// A value as a tree, for what is put together from parts.
pub fn to_value<T: Serialize>(value: &T) -> Result<Value, Error> {
    serde_yaml::to_value(value)
}

/// The value that a tree holds.
pub fn from_value<T: DeserializeOwned>(tree: Value) -> Result<T, Error> {
    serde_yaml::from_value(tree)
}
