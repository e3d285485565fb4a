//! An assignment's file: what can be read is written, and read again as the same; what is wrong with it can be told.

use std::path::Path;

use casebook::{
    model::check,
    store::assignment_file::{read, write},
};

/// Reads `data` as an assignment, and what is written of it.
pub fn run(data: &[u8]) {
    let path = Path::new("week.assignment.yaml");
    let Ok(loaded) = read(data.to_vec(), path) else { return };
    let _ = check::assignment(&loaded.assignment);
    // One of a newer format is never written.
    if loaded.read_only().is_some() {
        return;
    }
    let written = write(&loaded.assignment, &loaded.foreign).expect("what was read can be written");
    let again = read(written.clone().into_bytes(), path).expect("what was written can be read");
    assert_eq!(again, loaded, "{written}");
}
