//! What `build.rs` has deflated, one piece behind the other. Knows nothing of what it is.

use miniz_oxide::inflate::decompress_to_vec;

/// Where a piece is: from there, so many bytes. `build.rs` writes it so, with a blank between the two.
pub fn place(written: &str) -> Option<(usize, usize)> {
    let (from, len) = written.split_once(' ')?;
    Some((from.parse().ok()?, len.parse().ok()?))
}

/// The piece that begins there, behind the four bytes that say how long it is; none where there is none.
pub fn unpacked_at(all: &[u8], from: usize) -> Option<Vec<u8>> {
    let (len, rest) = all.get(from..)?.split_first_chunk()?;
    unpacked(rest, (0, u32::from_le_bytes(*len) as usize))
}

/// A piece as it was; none where there is none.
pub fn unpacked(all: &[u8], (from, len): (usize, usize)) -> Option<Vec<u8>> {
    decompress_to_vec(all.get(from..from.checked_add(len)?)?).ok()
}
