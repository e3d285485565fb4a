//! A session's file: what can be read is written, and read again as the same.

use std::path::Path;

use casebook::{
    model::plan,
    store::session_file::{json, read, read_step, step_text, write},
};

/// Reads `data` as a session, and all of it as its file, as JSON, and step by step.
pub fn run(data: &[u8]) {
    let path = Path::new("2026-01-01-question-bcdf.yaml");
    let Ok(loaded) = read(data.to_vec(), path) else { return };
    let (session, foreign) = (&loaded.session, &loaded.foreign);
    plan::route(session);
    let _ = json(session, foreign);
    for step in &session.steps {
        if let Ok(text) = step_text(session, &step.id) {
            let _ = read_step(session, &step.id, &text, path);
        }
    }
    // One of a newer format is never written.
    if loaded.read_only().is_some() {
        return;
    }
    let written = write(session, foreign).expect("what was read can be written");
    let again = read(written.clone().into_bytes(), path).expect("what was written can be read");
    assert_eq!(again, loaded, "{written}");
}
