//! The rows of a desk in the file of an index, as JSON. Takes nothing from a file that is not exactly as it was written.

use std::path::Path;

use serde::{Serialize, de::DeserializeOwned};

use super::Row;
use crate::store::{
    index::file::{load as bytes_of, unwrap, wrap},
    json,
};

/// How rows are written. Findings follow from the program's rules: what another version of it has found is found anew.
const FORM: &str = concat!("casebook ", env!("CARGO_PKG_VERSION"), " desk 3");

/// The rows of a file; none where it is another's, or not as it was written.
pub fn load<T: DeserializeOwned>(path: &Path) -> Option<Vec<Row<T>>> {
    rows(&bytes_of(path)?)
}

/// The rows in the bytes of a file.
pub fn rows<T: DeserializeOwned>(bytes: &[u8]) -> Option<Vec<Row<T>>> {
    json::read(unwrap(FORM, bytes)?)
}

/// The bytes of a file with these rows. A path that is no text is not kept.
pub fn bytes<'a, T: Serialize + 'a>(rows: impl Iterator<Item = &'a Row<T>>) -> Option<Vec<u8>> {
    let is_kept = |row: &&Row<T>| row.is_kept() && row.path.to_str().is_some();
    let rows: Vec<&Row<T>> = rows.filter(is_kept).collect();
    Some(wrap(FORM, &serde_json::to_vec(&rows).ok()?))
}
