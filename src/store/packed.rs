//! What `build.rs` has deflated. Knows nothing of what it is.

use std::collections::BTreeMap;

use miniz_oxide::inflate::decompress_to_vec;

use super::json;

/// Files that are packed as one, by their names.
pub fn files(all: &[u8]) -> BTreeMap<String, String> {
    decompress_to_vec(all).ok().and_then(|bytes| json::read(&bytes)).unwrap_or_default()
}

/// Where one of many pieces is: from there, so many bytes. `build.rs` writes it so, with a blank between the two.
pub fn place(written: &str) -> Option<(usize, usize)> {
    let (from, len) = written.split_once(' ')?;
    Some((from.parse().ok()?, len.parse().ok()?))
}

/// A piece as it was; none where there is none.
pub fn unpacked(all: &[u8], (from, len): (usize, usize)) -> Option<Vec<u8>> {
    decompress_to_vec(all.get(from..from.checked_add(len)?)?).ok()
}
