//! One attempt at a question: a snapshot of what was asked, and everything the candidate wrote.
//!
//! It stands alone: no bank is needed to read it. Answers in it change only through [`super::Edit`].

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::{
    Answer, DimensionId, FieldId, Framework, ItemId, Kind, Question, QuestionId, Rubric, SessionId, StepId,
    card::Card, score::Score, words::words,
};

mod reading;

/// One attempt.
#[derive(Clone, Debug, PartialEq)]
pub struct Session {
    /// The file's name without its ending.
    pub id: SessionId,
    /// Whose attempt.
    pub person: Person,
    /// What they practise for: `apm`, `pm`, `senior`.
    pub level: Option<String>,
    /// Practice or interview.
    pub mode: Mode,
    /// How much of the framework is shown.
    pub guide: Guide,
    /// Minutes planned for the answer.
    pub minutes: f64,
    /// How far it got.
    pub state: State,
    /// When it was begun.
    pub started: Timestamp,
    /// When the wrap-up was left.
    pub finished: Option<Timestamp>,
    /// Where it came from, and what it is for.
    pub origin: Origin,
    /// Makes what is drawn by chance (probes, follow-ups) reproducible.
    pub seed: u64,
    /// The one step that is practised alone.
    pub only: Option<StepId>,
    /// Where the candidate was.
    pub at: At,
    /// What of the journal this holds.
    pub saved: Saved,
    /// The highest number that an id was given: ids are never used again.
    pub ids: u64,
    /// SHA-256 of the canonical JSON of question, framework and rubric.
    pub hash: String,
    /// The question as it was asked.
    pub question: Question,
    /// The framework as it was.
    pub framework: Framework,
    /// The rubric as it was.
    pub rubric: Rubric,
    /// Clarifying questions, opened facts, the plan.
    pub opening: Opening,
    /// Answers, in the order in which steps were first opened.
    pub steps: Vec<StepAnswer>,
    /// Probes and follow-ups.
    pub follow_ups: Vec<FollowUp>,
    /// The 90-second retell.
    pub retell: Retell,
    /// Interruptions.
    pub pauses: Vec<Pause>,
    /// What the candidate takes away.
    pub wrap_up: WrapUp,
    /// Own headings and the framework's steps that they cover: several of either for one of the other.
    pub mapping: Vec<Mapping>,
    /// How the candidate scores the answer, by dimension of the rubric; a dimension that was passed over is not here.
    pub self_scores: BTreeMap<DimensionId, SelfScore>,
    /// What the debrief adds to a metric, by its field: steps are frozen then.
    pub completed: BTreeMap<(ItemId, FieldId), String>,
    /// What no metric has to touch, in the candidate's judgement.
    pub out_of_scope: Vec<OutOfScope>,
    /// Findings that the candidate does not share.
    pub dismissed: Vec<Dismissed>,
}

/// Who practises, or who coaches.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Person {
    /// Random, made once.
    pub id: String,
    /// As they call themselves, once asked.
    pub name: Option<String>,
}

/// Which session, assignment or variant an attempt comes from.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Origin {
    /// The attempt that it continues.
    pub from: Option<SessionId>,
    /// The transfer drill.
    pub variant: Option<String>,
    /// What the candidate wants looked at.
    pub focus: Option<String>,
    /// The assignment that asked for it.
    pub assignment: Option<String>,
    /// The session whose next step it is.
    pub next_of: Option<SessionId>,
}

/// How strict an attempt is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename_all = "snake_case"))]
pub enum Mode {
    /// Hints, and it may pause.
    #[default]
    Practice,
    /// As in a real round.
    Interview,
}

/// How much of the framework is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename_all = "snake_case"))]
pub enum Guide {
    /// Prompts and hints.
    #[default]
    Full,
    /// Headings only.
    Headings,
    /// Nothing: the candidate's own headings.
    Blank,
}

/// How far an attempt got.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename_all = "snake_case"))]
pub enum State {
    /// It can be gone on with.
    #[default]
    InProgress,
    /// Opening, steps and follow-ups are frozen.
    Finished,
    /// The file is frozen.
    Sealed,
    /// A new attempt took its place.
    Abandoned,
}

words! {
    Mode { Practice = "practice", Interview = "interview" }
    Guide { Full = "full", Headings = "headings", Blank = "blank" }
    State { InProgress = "in_progress", Finished = "finished", Sealed = "sealed", Abandoned = "abandoned" }
    Cause { Paused = "paused", Left = "left", Suspended = "suspended" }
    FollowUpKind { Probe = "probe", FollowUp = "follow_up" }
}

/// A place to stand in a session. The order of these is the route: see [`super::plan::route`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stop {
    /// Questions to the interviewer.
    Clarify,
    /// The plan as cards.
    Plan,
    /// A step of the answer.
    Step(StepId),
    /// A probe or a follow-up.
    FollowUp(ItemId),
    /// From one's own headings, in 90 seconds.
    Retell,
    /// Lowest dimension, what was learnt, the next step.
    WrapUp,
}

/// Where the candidate was.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct At {
    /// The stop.
    pub stop: Stop,
    /// The row, metric or card.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<ItemId>,
    /// The field of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub field: Option<FieldId>,
    /// UTF-8 offset of the caret.
    pub offset: usize,
}

/// What of the journal a file contains.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Saved {
    /// The device that wrote it.
    pub device: String,
    /// Counts openings of the session.
    pub epoch: u64,
    /// Counts edits within the epoch.
    pub seq: u64,
}

/// Clarifying questions, opened facts, the plan.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Opening {
    /// Seconds spent on clarifying.
    pub clarify_seconds: u32,
    /// Seconds spent on the plan.
    pub plan_seconds: u32,
    /// How many hints were opened while clarifying.
    pub clarify_hints: usize,
    /// How many hints were opened at the plan.
    pub plan_hints: usize,
    /// Questions as the candidate would ask them.
    pub asks: Vec<Ask>,
    /// Facts of the brief that were opened.
    pub opened: Vec<Opened>,
    /// The plan's cards, in the candidate's order.
    pub plan: Vec<Card>,
}

/// A clarifying question.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Ask {
    /// Never changes.
    pub id: ItemId,
    /// As one would ask it.
    pub ask: String,
}

/// An opened fact.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Opened {
    /// The fact's `about`.
    pub about: String,
    /// Whether a question had been written before it was opened.
    pub asked: bool,
    /// Seconds into the session.
    pub at: u32,
}

/// The answer to one step, and what happened in it.
#[derive(Clone, Debug, PartialEq)]
pub struct StepAnswer {
    /// The framework's step or the candidate's own heading.
    pub id: StepId,
    /// What is written in it.
    pub kind: Kind,
    /// Seconds spent in it.
    pub seconds: u32,
    /// Whether it was said aloud.
    pub said: bool,
    /// How many hints were opened.
    pub hints_opened: usize,
    /// Whether the worked answer was opened before finishing.
    pub answer_opened: bool,
    /// What was written.
    pub answer: Answer,
}

/// A probe or a follow-up, and the reply to it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct FollowUp {
    /// Never changes.
    pub id: ItemId,
    /// At a step boundary, or after the last step.
    pub kind: FollowUpKind,
    /// For a probe: the step that it followed.
    pub after: Option<StepId>,
    /// As asked, its template filled in.
    pub ask: String,
    /// The reply.
    pub answer: String,
    /// Seconds spent on it.
    pub seconds: u32,
}

/// When an interviewer interrupts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename_all = "snake_case"))]
pub enum FollowUpKind {
    /// At a step boundary, in interview mode.
    Probe,
    /// After the last step.
    FollowUp,
}

/// The retell from one's own headings. Nothing is recorded but this.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Retell {
    /// Seconds spent on it.
    pub seconds: u32,
    /// Whether it was said.
    pub said: bool,
}

/// An interruption.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Pause {
    /// When it began.
    pub at: Timestamp,
    /// How long it lasted.
    pub seconds: u32,
    /// Why.
    pub cause: Cause,
}

/// Why the clock stood still.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename_all = "snake_case"))]
pub enum Cause {
    /// The candidate paused.
    Paused,
    /// The candidate left and came back.
    Left,
    /// The program was suspended, or its machine slept.
    Suspended,
}

/// What the candidate takes away.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct WrapUp {
    /// Seconds spent on it.
    pub seconds: u32,
    /// The lowest dimension, as the candidate sees it.
    pub lowest: Option<DimensionId>,
    /// What was learnt.
    pub learnt: String,
    /// The one next step.
    pub next: NextStep,
}

/// One next step, to be run later.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct NextStep {
    /// Which question; the same one where none is named.
    pub question: Option<QuestionId>,
    /// Which step; all of them where none is named.
    pub step: Option<StepId>,
    /// How long.
    pub minutes: Option<f64>,
    /// What to do differently, in the candidate's words.
    pub constraint: String,
}

impl NextStep {
    /// Whether there is something to run: minutes alone are nothing.
    pub fn is_something(&self) -> bool {
        !self.constraint.trim().is_empty() || self.step.is_some() || self.question.is_some()
    }
}

/// How a candidate scores an answer of their own in one dimension.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SelfScore {
    /// The score, once they have settled on one.
    pub score: Option<Score>,
    /// The passage that shows it; may be empty.
    pub evidence: String,
    /// What they think that a coach will give.
    pub predicted: Option<Score>,
}

/// A stakeholder, a stage, or where the two meet, that no metric has to touch.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct OutOfScope {
    /// The row of the stakeholder; none for a whole stage.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stakeholder: Option<ItemId>,
    /// The row of the stage; none for all stages of a stakeholder.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stage: Option<ItemId>,
    /// Why.
    pub reason: String,
}

/// A finding that the candidate does not share.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Dismissed {
    /// The id of its rule.
    pub rule: String,
    /// What it is about: the id of a row, of a metric or of a step.
    pub about: String,
    /// Why, in the candidate's words; a coach sees it.
    pub reason: String,
}

/// An own heading and a step of the framework that it covers.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Mapping {
    /// The own heading.
    pub heading: StepId,
    /// The framework's step.
    pub step: StepId,
}
