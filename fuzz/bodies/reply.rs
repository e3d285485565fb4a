//! A reply's file: what can be read is written, and read again as the same.

use std::path::Path;

use casebook::store::reply_file::{read, write};

/// Reads `data` as a reply, and what is written of it.
pub fn run(data: &[u8]) {
    let path = Path::new("2026-01-01-question-bcdf.reply-ann.yaml");
    let Ok(loaded) = read(data.to_vec(), path) else { return };
    // One of a newer format is never written.
    if loaded.read_only().is_some() {
        return;
    }
    let written = write(&loaded.reply, &loaded.foreign).expect("what was read can be written");
    let again = read(written.clone().into_bytes(), path).expect("what was written can be read");
    assert_eq!(again, loaded, "{written}");
}
