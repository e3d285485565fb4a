//! What a session's file holds, in the order in which it holds it. Lenient: what is missing takes its default, what
//! is not known is kept.

use crate::{
    model::{
        DimensionId, FieldId, Guide, ItemId, Kind, Mode, QuestionId, Role, SessionId, State, StepId,
        session::{Cause, FollowUpKind},
    },
    store::yaml::{Mapping, Value},
};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

#[derive(Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct DiskSession {
    pub format: u32,
    #[serde(default)]
    pub id: String,
    #[serde(default)]
    pub person: DiskPerson,
    pub level: Option<String>,
    #[serde(default)]
    pub mode: Mode,
    #[serde(default)]
    pub guide: Guide,
    pub minutes: Option<f64>,
    #[serde(default)]
    pub state: State,
    pub started: Timestamp,
    pub finished: Option<Timestamp>,
    pub from: Option<SessionId>,
    pub variant: Option<String>,
    #[serde(default)]
    pub seed: u64,
    pub only: Option<StepId>,
    pub focus: Option<String>,
    pub assignment: Option<String>,
    pub next_of: Option<SessionId>,
    pub at: Option<DiskAt>,
    #[serde(default)]
    pub saved: DiskSaved,
    #[serde(default)]
    pub ids: u64,
    #[cfg_attr(test, schemars(with = "crate::model::Question"))]
    pub question: Mapping,
    #[cfg_attr(test, schemars(with = "crate::model::Framework"))]
    pub framework: Mapping,
    #[cfg_attr(test, schemars(with = "crate::model::Rubric"))]
    pub rubric: Mapping,
    #[serde(default)]
    pub opening: DiskOpening,
    #[serde(default)]
    pub steps: Vec<DiskStep>,
    #[serde(default)]
    pub follow_ups: Vec<DiskFollowUp>,
    #[serde(default)]
    pub retell: DiskRetell,
    #[serde(default)]
    pub pauses: Vec<DiskPause>,
    #[serde(default)]
    pub wrap_up: DiskWrapUp,
    /// The candidate's own scores: kept, not read yet.
    #[serde(rename = "self")]
    #[cfg_attr(test, schemars(with = "Option<serde_json::Value>"))]
    pub own: Option<Value>,
    #[serde(default)]
    pub debrief: DiskDebrief,
    #[serde(flatten, skip_serializing)]
    #[cfg_attr(test, schemars(skip))]
    pub rest: Mapping,
}

#[derive(Default, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct DiskPerson {
    #[serde(default)]
    pub id: String,
    pub name: Option<String>,
}

#[derive(Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct DiskAt {
    pub step: String,
    pub id: Option<ItemId>,
    pub field: Option<FieldId>,
    #[serde(default)]
    pub offset: usize,
}

#[derive(Default, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct DiskSaved {
    #[serde(default)]
    pub device: String,
    #[serde(default)]
    pub epoch: u64,
    #[serde(default)]
    pub seq: u64,
}

#[derive(Default, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct DiskOpening {
    #[serde(default)]
    pub seconds: OpeningSeconds,
    #[serde(default)]
    pub asks: Vec<DiskAsk>,
    #[serde(default)]
    pub opened: Vec<DiskOpened>,
    #[serde(default)]
    pub plan: Vec<DiskCard>,
}

#[derive(Default, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct OpeningSeconds {
    #[serde(default)]
    pub clarify: u32,
    #[serde(default)]
    pub plan: u32,
}

#[derive(Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct DiskAsk {
    pub id: ItemId,
    #[serde(default)]
    pub ask: String,
}

#[derive(Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct DiskOpened {
    pub about: String,
    #[serde(default)]
    pub asked: bool,
    #[serde(default)]
    pub at: u32,
}

#[derive(Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct DiskCard {
    pub step: StepId,
    #[serde(default)]
    pub title: String,
    #[serde(default)]
    pub kind: Kind,
    pub minutes: Option<f64>,
    /// keep, merge, move, skip, rename.
    #[serde(default)]
    pub change: String,
    pub into: Option<StepId>,
    #[serde(default)]
    pub reason: String,
    /// What was typed, where the words above would not give it back.
    pub typed: Option<Typed>,
}

#[derive(Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Typed {
    pub change: Option<String>,
    pub minutes: Option<String>,
}

#[derive(Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct DiskStep {
    pub id: StepId,
    #[serde(default)]
    pub kind: Kind,
    #[serde(default)]
    pub seconds: u32,
    #[serde(default)]
    pub said: bool,
    #[serde(default)]
    pub hints_opened: usize,
    #[serde(default)]
    pub answer_opened: bool,
    pub text: Option<String>,
    /// `id`, then the fields by name.
    #[cfg_attr(test, schemars(with = "Option<Vec<serde_json::Map<String, serde_json::Value>>>"))]
    pub rows: Option<Vec<Mapping>>,
    pub metrics: Option<Vec<DiskMetric>>,
    #[serde(flatten, skip_serializing)]
    #[cfg_attr(test, schemars(skip))]
    pub rest: Mapping,
}

#[derive(Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct DiskMetric {
    #[serde(default)]
    pub id: ItemId,
    pub role: Role,
    pub under: Option<ItemId>,
    pub stage: Option<ItemId>,
    #[serde(default)]
    pub line: String,
    /// The parse of `line`.
    #[serde(flatten, skip_deserializing)]
    #[cfg_attr(test, schemars(skip))]
    pub parsed: DiskParsed,
    #[serde(flatten, skip_serializing)]
    #[cfg_attr(test, schemars(skip))]
    pub rest: Mapping,
}

/// The parse of a metric's line: written for readers and other programs, never read.
#[derive(Default, Serialize)]
pub struct DiskParsed {
    pub name: String,
    pub numerator: Option<String>,
    pub denominator: Option<String>,
    pub count: Option<String>,
    pub percentile: Option<u8>,
    /// `sum`, `average` or `median` of the numerator.
    pub aggregation: Option<&'static str>,
    pub window: Option<String>,
    pub limit: Option<String>,
    pub stages: Vec<ItemId>,
    pub stakeholders: Vec<ItemId>,
    pub because: Option<String>,
}

impl DiskParsed {
    /// Its keys in a metric.
    pub const KEYS: [&str; 11] = [
        "name",
        "numerator",
        "denominator",
        "count",
        "percentile",
        "aggregation",
        "window",
        "limit",
        "stages",
        "stakeholders",
        "because",
    ];
}

#[derive(Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct DiskFollowUp {
    #[serde(default)]
    pub id: ItemId,
    pub kind: FollowUpKind,
    pub after: Option<StepId>,
    #[serde(default)]
    pub ask: String,
    #[serde(default)]
    pub answer: String,
    #[serde(default)]
    pub seconds: u32,
}

#[derive(Default, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct DiskRetell {
    #[serde(default)]
    pub seconds: u32,
    #[serde(default)]
    pub said: bool,
}

#[derive(Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct DiskPause {
    pub at: Timestamp,
    pub seconds: u32,
    pub cause: Cause,
}

#[derive(Default, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct DiskWrapUp {
    #[serde(default)]
    pub seconds: u32,
    pub lowest: Option<DimensionId>,
    #[serde(default)]
    pub learnt: String,
    #[serde(default)]
    pub next: DiskNext,
}

#[derive(Default, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct DiskNext {
    pub question: Option<QuestionId>,
    pub step: Option<StepId>,
    pub minutes: Option<f64>,
    #[serde(default)]
    pub constraint: String,
}

#[derive(Default, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct DiskDebrief {
    #[serde(default)]
    pub mapping: Vec<DiskMapping>,
    #[serde(flatten, skip_serializing)]
    #[cfg_attr(test, schemars(skip))]
    pub rest: Mapping,
}

#[derive(Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct DiskMapping {
    pub heading: StepId,
    pub step: StepId,
}
