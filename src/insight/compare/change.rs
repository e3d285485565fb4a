//! The words in which a difference is told: what was added, left out, changed. Holds data and finds nothing.

use serde::Serialize;

use crate::model::{FieldId, ItemId, Role, SessionId, StepId};

/// What is different between two attempts at one question.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Diff {
    /// The earlier attempt.
    pub older: SessionId,
    /// The later one.
    pub newer: SessionId,
    /// Every step of either, also those in which nothing is different: they have their time.
    pub steps: Vec<StepDiff>,
    /// Stakeholders that a metric touches in one of them alone, by name.
    pub stakeholders: Touched,
    /// Stages, the same.
    pub stages: Touched,
}

impl Diff {
    /// Whether nothing that was written is different. Time is not written.
    pub fn is_empty(&self) -> bool {
        self.stakeholders.is_empty() && self.stages.is_empty() && !self.steps.iter().any(StepDiff::is_changed)
    }

    /// Every metric that was added, left out or changed, with its step.
    pub fn metrics(&self) -> impl Iterator<Item = &MetricChange> {
        self.steps.iter().flat_map(|step| &step.metrics)
    }
}

/// What is different in one step.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct StepDiff {
    /// The framework's step, `clarify` or `plan`; an own heading where that covers none.
    pub step: StepId,
    /// As it is called in the newer attempt.
    pub title: String,
    /// How long it took.
    pub seconds: Seconds,
    /// The text word by word; empty where it is the same.
    pub prose: Vec<Words>,
    /// Rows that were added, left out or changed.
    pub rows: Vec<RowChange>,
    /// Whether rows whose order counts stand in another one.
    pub reordered: bool,
    /// Metrics that were added, left out or changed.
    pub metrics: Vec<MetricChange>,
    /// The steps and own headings of both attempts that are compared here.
    #[serde(skip)]
    pub own: Vec<StepId>,
}

impl StepDiff {
    /// Whether something that was written is different.
    pub fn is_changed(&self) -> bool {
        self.reordered || !(self.prose.is_empty() && self.rows.is_empty() && self.metrics.is_empty())
    }
}

/// Seconds spent in a step; none where the attempt has no such step.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Seconds {
    /// In the earlier attempt.
    pub older: Option<u32>,
    /// In the later one.
    pub newer: Option<u32>,
}

/// What happened to a row or a metric.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Happened {
    /// Only the newer attempt has it.
    Added,
    /// Only the older one has it.
    Removed,
    /// Both have it, and something of it is different.
    #[default]
    Changed,
}

/// A run of words of a text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Words {
    /// In both.
    Same(String),
    /// Only in the newer.
    Added(String),
    /// Only in the older.
    Removed(String),
}

/// A row of which something is different.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct RowChange {
    /// What happened.
    pub change: Happened,
    /// Its id in the newer attempt, or in the older where it was left out.
    pub id: ItemId,
    /// What stands first in it.
    pub name: String,
    /// What is different in it; of a row that only one has, all that stands in it.
    pub cells: Vec<CellChange>,
}

/// A field of a row that is different.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct CellChange {
    /// Which field.
    pub field: FieldId,
    /// What it is called.
    pub title: String,
    /// What stood there, as it was shown; none where it was empty.
    pub older: Option<String>,
    /// What stands there.
    pub newer: Option<String>,
}

/// A metric of which something is different.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct MetricChange {
    /// What happened.
    pub change: Happened,
    /// Its id in the newer attempt, or in the older where it was left out.
    pub id: ItemId,
    /// What it is for, as the attempt says that has it last.
    pub role: Option<Role>,
    /// What it is called there.
    pub name: String,
    /// Its line there, as typed.
    pub line: String,
    /// What of it is different; nothing where only one has it.
    pub parts: Vec<PartChange>,
}

/// A part of a metric that is different.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct PartChange {
    /// What happened to it.
    pub how: How,
    /// Which: `role`, `under`, `stages`, `stakeholders`, or a field of the contract.
    pub field: FieldId,
    /// What it was; none where it was open.
    pub older: Option<String>,
    /// What it is.
    pub newer: Option<String>,
}

/// What happened to a part of a metric.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum How {
    /// It has another role, parent, stage or stakeholder.
    Moved,
    /// It says something else.
    Reworded,
    /// A field of the contract was open and is said now.
    Completed,
    /// A field was said and is open now.
    Opened,
}

/// What a metric touches in one of two attempts alone, by name.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Touched {
    /// In the newer, and not in the older.
    pub gained: Vec<String>,
    /// In the older, and not in the newer.
    pub lost: Vec<String>,
}

impl Touched {
    /// Whether it is the same in both.
    pub fn is_empty(&self) -> bool {
        self.gained.is_empty() && self.lost.is_empty()
    }
}
