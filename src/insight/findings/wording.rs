//! How findings put a candidate's words into a sentence. Judges no word of them.

use crate::text::width::truncate;

/// The cells that words of somebody take in a sentence.
const LONGEST: usize = 60;

/// A candidate's words in one line, and not too long for a sentence.
pub fn quote(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    truncate(&line, LONGEST).into_owned()
}

/// "A", "A and B", "A, B and C".
pub fn list<'a>(names: impl IntoIterator<Item = &'a str>) -> String {
    let mut names: Vec<String> = names.into_iter().map(quote).collect();
    match (names.pop(), names.is_empty()) {
        (Some(last), false) => format!("{} and {last}", names.join(", ")),
        (last, _) => last.unwrap_or_default(),
    }
}
