//! A rubric: dimensions with anchors from 1 to 4. People score with it; the program never does.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{DimensionId, RubricId};

/// The dimensions by which an answer to one type of question is judged.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Rubric {
    /// The id that frameworks name.
    pub id: RubricId,
    /// As shown.
    pub title: String,
    /// In the order in which they are read.
    pub dimensions: Vec<Dimension>,
    /// The score that a level is expected to reach (`apm`, `pm`, `senior`).
    #[serde(default)]
    pub bar: BTreeMap<String, u8>,
}

/// One dimension of a rubric.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Dimension {
    /// Unique in its rubric.
    pub id: DimensionId,
    /// As shown: "Definition".
    pub title: String,
    /// What an answer at 1, 2, 3 and 4 looks like. There is no midpoint.
    pub anchors: [String; 4],
}
