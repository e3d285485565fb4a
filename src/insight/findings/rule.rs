//! A rule: what it looks for, in words for the documentation, and the function that looks. Finds nothing itself.

use super::{case::Case, finding::Level};
use crate::model::Place;

/// One rule.
#[derive(Clone, Copy, Debug)]
pub struct Rule {
    /// In files, for ever: sessions name it where a finding was dismissed.
    pub id: &'static str,
    /// How much hangs on what it finds.
    pub level: Level,
    /// What it finds, in a few words: "guardrail without a limit".
    pub title: &'static str,
    /// What it looks for, in a sentence.
    pub looks_for: &'static str,
    /// An answer in which it finds something.
    pub triggers: Example,
    /// What it says of that answer.
    pub says: &'static str,
    /// One like it in which it finds nothing.
    pub calm: Example,
    /// Looks.
    pub(super) find: fn(&Case<'_>) -> Vec<Found>,
}

/// A small answer, a row or a metric a line: what it is, a blank, and its cells with ` · ` between them.
pub type Example = &'static [&'static str];

/// What a rule found; the rest of the finding is the rule's.
#[derive(Clone, Debug, PartialEq)]
pub struct Found {
    /// In a sentence or two.
    pub words: String,
    /// The place that it leads to.
    pub at: Place,
    /// The id of a row, of a metric or of a step.
    pub about: String,
}
