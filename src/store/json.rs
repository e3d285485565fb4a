//! JSON in bytes, read as text: for bytes and for text, what reads a type would be in the program twice. Opens no file.

use serde::de::DeserializeOwned;

/// What the bytes hold; none where they are no JSON of that type.
pub fn read<T: DeserializeOwned>(bytes: &[u8]) -> Option<T> {
    serde_json::from_str(str::from_utf8(bytes).ok()?).ok()
}
