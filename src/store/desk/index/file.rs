//! The file of an index: a line that says what it is, who wrote it and what the rest adds up to, and the rest as JSON.
//! Takes nothing from a file that is not exactly as it was written.

use std::path::Path;

use serde::{Serialize, de::DeserializeOwned};

use super::Row;
use crate::store::read;

/// How rows are written. Findings follow from the program's rules: what another version of it has found is found anew.
const FORM: &str = concat!("casebook ", env!("CARGO_PKG_VERSION"), " desk 3");
/// Of more than anybody has it is not worth to keep anything.
const LIMIT: u64 = 256 << 20;

/// The rows of a file; none where it is another's, or not as it was written.
pub fn load<T: DeserializeOwned>(path: &Path) -> Option<Vec<Row<T>>> {
    rows(&read::bytes(path, LIMIT).ok()?)
}

/// The rows in the bytes of a file.
pub fn rows<T: DeserializeOwned>(bytes: &[u8]) -> Option<Vec<Row<T>>> {
    let end = bytes.iter().position(|byte| *byte == b'\n')?;
    let (head, body) = (&bytes[..end], &bytes[end + 1..]);
    // The sum is the last that is looked at before anything is made of the rest.
    if head != heading(body).as_bytes() {
        return None;
    }
    serde_json::from_slice(body).ok()
}

/// The bytes of a file with these rows. A path that is no text is not kept.
pub fn bytes<'a, T: Serialize + 'a>(rows: impl Iterator<Item = &'a Row<T>>) -> Option<Vec<u8>> {
    let is_kept = |row: &&Row<T>| row.is_kept() && row.path.to_str().is_some();
    let rows: Vec<&Row<T>> = rows.filter(is_kept).collect();
    let body = serde_json::to_vec(&rows).ok()?;
    let mut bytes = format!("{}\n", heading(&body)).into_bytes();
    bytes.extend(body);
    Some(bytes)
}

fn heading(body: &[u8]) -> String {
    format!("{FORM} {:08x} {}", crc32fast::hash(body), body.len())
}
