//! A finding: a fact about an answer's structure, in a sentence. Knows no rule by name.

use crate::model::{Place, words};

/// A fact about the structure of an answer.
#[derive(Clone, Debug, PartialEq)]
pub struct Finding {
    /// The id of its rule.
    pub rule: &'static str,
    /// How much hangs on it.
    pub level: Level,
    /// In one or two sentences, with the candidate's own words. Foreign text: it is made safe where it is drawn.
    pub words: String,
    /// The place that it leads to.
    pub at: Place,
    /// What it is about: the id of a row, of a metric or of a step. With the rule it says which finding was dismissed.
    pub about: String,
}

/// How much hangs on a finding. In order, the weightiest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// A metric can't be read without it.
    Essential,
    /// Something can be added, linked or set aside.
    Actionable,
    /// A question, or a thing to know.
    Informative,
}

words! {
    Level { Essential = "essential", Actionable = "actionable", Informative = "informative" }
}
