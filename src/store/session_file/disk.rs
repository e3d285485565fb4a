//! What a session's file holds, in the order in which it holds it. Lenient: what is missing takes its default, what
//! is not known is kept.

mod debrief;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::{
    model::{
        DimensionId, FieldId, Guide, ItemId, Kind, Mode, QuestionId, Role, SessionId, State, StepId,
        session::{Cause, FollowUpKind},
    },
    store::yaml::Mapping,
};
pub use debrief::*;

/// One attempt at a question. It stands alone: question, framework and rubric are in it as they were.
#[derive(Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct DiskSession {
    /// 1 so far. A newer one opens read-only.
    pub format: u32,
    /// The file's name without its ending.
    #[serde(default)]
    pub id: String,
    /// Whose attempt.
    #[serde(default)]
    pub person: DiskPerson,
    /// What they practise for: apm, pm, senior.
    pub level: Option<String>,
    /// Practice or interview.
    #[serde(default)]
    pub mode: Mode,
    /// How much of the framework was shown.
    #[serde(default)]
    pub guide: Guide,
    /// Minutes planned for the answer.
    pub minutes: Option<f64>,
    /// How far it got.
    #[serde(default)]
    pub state: State,
    /// When it was begun.
    pub started: Timestamp,
    /// When the wrap-up was left.
    pub finished: Option<Timestamp>,
    /// The attempt that it continues.
    pub from: Option<SessionId>,
    /// The transfer drill.
    pub variant: Option<String>,
    /// Makes what was drawn by chance reproducible.
    #[serde(default)]
    pub seed: u64,
    /// The one step that was practised alone.
    pub only: Option<StepId>,
    /// What the candidate wants looked at.
    pub focus: Option<String>,
    /// The assignment that asked for it.
    pub assignment: Option<String>,
    /// The session whose next step it is.
    pub next_of: Option<SessionId>,
    /// Where the candidate was.
    pub at: Option<DiskAt>,
    /// What of the journal this file holds.
    #[serde(default)]
    pub saved: DiskSaved,
    /// The highest number that an id was given.
    #[serde(default)]
    pub ids: u64,
    /// As it was asked; `hash` is the fingerprint of the three.
    #[cfg_attr(test, schemars(with = "crate::model::Question"))]
    pub question: Mapping,
    /// As it was.
    #[cfg_attr(test, schemars(with = "crate::model::Framework"))]
    pub framework: Mapping,
    /// As it was.
    #[cfg_attr(test, schemars(with = "crate::model::Rubric"))]
    pub rubric: Mapping,
    /// Clarifying questions, opened facts, the plan.
    #[serde(default)]
    pub opening: DiskOpening,
    /// Answers, in the order in which steps were first opened.
    #[serde(default)]
    pub steps: Vec<DiskStep>,
    /// Probes and follow-ups.
    #[serde(default)]
    pub follow_ups: Vec<DiskFollowUp>,
    /// The 90-second retell.
    #[serde(default)]
    pub retell: DiskRetell,
    /// Interruptions.
    #[serde(default)]
    pub pauses: Vec<DiskPause>,
    /// What the candidate takes away.
    #[serde(default)]
    pub wrap_up: DiskWrapUp,
    /// The candidate's own scores, and what they think that a coach will give.
    #[serde(default, rename = "self")]
    pub own: DiskSelf,
    /// What is added when the answer is finished.
    #[serde(default)]
    pub debrief: DiskDebrief,
    #[serde(flatten, skip_serializing)]
    #[cfg_attr(test, schemars(skip))]
    pub rest: Mapping,
}

/// Who practises, or who coaches.
#[derive(Default, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct DiskPerson {
    #[serde(default)]
    pub id: String,
    pub name: Option<String>,
}

/// A place in a session.
#[derive(Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct DiskAt {
    pub step: String,
    pub id: Option<ItemId>,
    pub field: Option<FieldId>,
    #[serde(default)]
    pub offset: usize,
}

/// What of the journal a file holds.
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

/// The opening.
#[derive(Default, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct DiskOpening {
    #[serde(default)]
    pub seconds: OpeningParts<u32>,
    /// None where no hint was opened.
    pub hints_opened: Option<OpeningParts<usize>>,
    #[serde(default)]
    pub asks: Vec<DiskAsk>,
    #[serde(default)]
    pub opened: Vec<DiskOpened>,
    #[serde(default)]
    pub plan: Vec<DiskCard>,
}

/// Seconds of the opening.
#[derive(Default, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct OpeningParts<T: Default> {
    #[serde(default)]
    pub clarify: T,
    #[serde(default)]
    pub plan: T,
}

/// A clarifying question.
#[derive(Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct DiskAsk {
    pub id: ItemId,
    #[serde(default)]
    pub ask: String,
}

/// A fact that was opened.
#[derive(Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct DiskOpened {
    pub about: String,
    #[serde(default)]
    pub asked: bool,
    #[serde(default)]
    pub at: u32,
}

/// A card of the plan.
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

/// An answer to a step; `text`, `rows` or `metrics` by its kind.
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

/// A metric. Beside these, the parse of its line stands there to be read: name, numerator, denominator, window, limit, …
#[derive(Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct DiskMetric {
    #[serde(default)]
    pub id: ItemId,
    pub role: Option<Role>,
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

/// A probe or a follow-up.
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

/// The retell.
#[derive(Default, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct DiskRetell {
    #[serde(default)]
    pub seconds: u32,
    #[serde(default)]
    pub said: bool,
}

/// An interruption.
#[derive(Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct DiskPause {
    pub at: Timestamp,
    pub seconds: u32,
    pub cause: Cause,
}

/// The wrap-up.
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

/// The next rep.
#[derive(Default, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct DiskNext {
    pub question: Option<QuestionId>,
    pub step: Option<StepId>,
    pub minutes: Option<f64>,
    #[serde(default)]
    pub constraint: String,
}
