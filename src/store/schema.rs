//! JSON Schemas of the files, for editors and other programs: in the binary, packed, as they lie in docs/schema.
//!
//! They follow from the types that read the files. A test here holds them to that, and `UPDATE_SCHEMA=1` makes it
//! write them anew.

use super::packed;

/// Every file that has a schema.
pub const NAMES: [&str; 10] = [
    "question",
    "framework",
    "rubric",
    "track",
    "labels",
    "stories",
    "session",
    "review",
    "reply",
    "assignment",
];

const PACKED: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/schema"));

/// The schema of a kind of file.
pub fn of(name: &str) -> Option<String> {
    packed::files(PACKED).remove(&format!("{name}.schema.json"))
}

#[cfg(test)]
mod tests;
