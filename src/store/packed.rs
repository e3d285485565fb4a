//! What `build.rs` has deflated. Knows nothing of what it is.

use std::collections::BTreeMap;

use miniz_oxide::inflate::decompress_to_vec;

use super::json;

/// Files that are packed as one, by their names.
pub fn files(all: &[u8]) -> BTreeMap<String, String> {
    decompress_to_vec(all).ok().and_then(|bytes| json::read(&bytes)).unwrap_or_default()
}

/// The one of many pieces that begins there, behind the four bytes that say how long it is; none where there is none.
pub fn unpacked_at(all: &[u8], from: usize) -> Option<Vec<u8>> {
    let (len, rest) = all.get(from..)?.split_first_chunk()?;
    decompress_to_vec(rest.get(..u32::from_le_bytes(*len) as usize)?).ok()
}
