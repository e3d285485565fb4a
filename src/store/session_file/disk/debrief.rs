//! What the debrief adds to a session's file: own scores, and what is completed, out of scope or not shared. Lenient like
//! the rest of it.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize, Serializer};

use crate::{
    model::{DimensionId, FieldId, ItemId, StepId, review::Score},
    store::yaml::Mapping,
};

/// The candidate's own scores.
#[derive(Default, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct DiskSelf {
    /// By dimension of the rubric.
    #[serde(default)]
    pub scores: BTreeMap<DimensionId, DiskSelfScore>,
    /// What the candidate thinks that a coach will give.
    #[serde(default)]
    pub predicted: BTreeMap<DimensionId, DiskGrade>,
    #[serde(flatten, skip_serializing)]
    #[cfg_attr(test, schemars(skip))]
    pub rest: Mapping,
}

/// An own score, and what it rests on.
#[derive(Default, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct DiskSelfScore {
    pub score: Option<DiskGrade>,
    /// The passage that shows it.
    pub evidence: Option<String>,
}

/// 1, 2, 3, 4 or n/a. Numbers stand in the file as numbers.
#[derive(Clone, Copy, Deserialize)]
#[serde(transparent)]
pub struct DiskGrade(pub Score);

impl Serialize for DiskGrade {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0.word().parse::<u8>() {
            Ok(number) => serializer.serialize_u8(number),
            Err(_) => serializer.serialize_str(self.0.word()),
        }
    }
}

#[cfg(test)]
impl schemars::JsonSchema for DiskGrade {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Score".into()
    }
    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({"enum": [1, 2, 3, 4, "n/a"]})
    }
}

/// The debrief.
#[derive(Default, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct DiskDebrief {
    #[serde(default)]
    pub mapping: Vec<DiskMapping>,
    #[serde(default)]
    pub completed: Vec<DiskCompleted>,
    #[serde(default)]
    pub out_of_scope: Vec<DiskOutOfScope>,
    #[serde(default)]
    pub dismissed: Vec<DiskDismissed>,
    #[serde(flatten, skip_serializing)]
    #[cfg_attr(test, schemars(skip))]
    pub rest: Mapping,
}

/// What the debrief adds to a metric.
#[derive(Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct DiskCompleted {
    pub metric: ItemId,
    pub field: FieldId,
    pub text: String,
}

/// A stakeholder, a stage, or where the two meet, that no metric has to touch.
#[derive(Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct DiskOutOfScope {
    pub stakeholder: Option<ItemId>,
    pub stage: Option<ItemId>,
    #[serde(default)]
    pub reason: String,
}

/// A finding that the candidate does not share.
#[derive(Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct DiskDismissed {
    pub rule: String,
    #[serde(default)]
    pub about: String,
    #[serde(default)]
    pub reason: String,
}

/// An own heading and a step that it covers.
#[derive(Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct DiskMapping {
    pub heading: StepId,
    pub step: StepId,
}
