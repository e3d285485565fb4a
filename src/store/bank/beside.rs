//! The files of the built-in bank that hold no question: frameworks, rubrics, tracks and labels. Makes nothing of what they hold.

/// What is built in beside questions, as build.rs makes it ready: in each line a path, an id, and what it holds.
const BUILT_IN: &str = include_str!(concat!(env!("OUT_DIR"), "/bank.tsv"));

/// A file of the built-in bank that holds no question.
pub struct Beside {
    /// Where it is among the sources.
    pub path: &'static str,
    /// Its folder, or its name where it has none.
    pub kind: &'static str,
    /// The id of what it holds.
    pub id: &'static str,
    /// What it holds.
    pub json: &'static str,
}

/// The built-in bank without its questions.
pub fn beside_questions() -> impl Iterator<Item = Beside> {
    BUILT_IN.lines().filter_map(|line| {
        let (path, rest) = line.split_once('\t')?;
        let (id, json) = rest.split_once('\t')?;
        Some(Beside { path, kind: path.split('/').nth(1)?, id, json })
    })
}
