//! What a candidate writes: prose, rows, metrics. Changed only through [`super::Edit`].

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{FieldId, ItemId, Kind, Role};

/// The answer to one step.
#[derive(Clone, Debug, PartialEq)]
pub enum Answer {
    /// Free text.
    Prose(String),
    /// Rows of a table; of a flow, in their order.
    Rows(Vec<Row>),
    /// The metric tree, flat and in the order of the screen; `under` makes it a tree.
    Metrics(Vec<Metric>),
}

impl Answer {
    /// Nothing written yet, in the form that `kind` asks for.
    pub fn empty(kind: Kind) -> Self {
        match kind {
            Kind::Prose => Self::Prose(String::new()),
            Kind::Rows | Kind::Flow => Self::Rows(Vec::new()),
            Kind::Metrics => Self::Metrics(Vec::new()),
        }
    }

    /// Whether nothing but blanks was written.
    pub fn is_blank(&self) -> bool {
        match self {
            Self::Prose(text) => text.trim().is_empty(),
            Self::Rows(rows) => rows.iter().all(Row::is_blank),
            Self::Metrics(metrics) => metrics.iter().all(|m| m.line.trim().is_empty()),
        }
    }

    /// The rows, where there are rows.
    pub fn rows(&self) -> &[Row] {
        if let Self::Rows(rows) = self { rows } else { &[] }
    }

    /// The metrics, where there are metrics.
    pub fn metrics(&self) -> &[Metric] {
        if let Self::Metrics(metrics) = self { metrics } else { &[] }
    }

    /// The text, where it is prose.
    pub fn text(&self) -> &str {
        if let Self::Prose(text) = self { text } else { "" }
    }
}

/// One row of a table or a flow.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Row {
    /// Never changes and is never used again.
    pub id: ItemId,
    /// What stands in each field. A field that is not here is empty.
    pub fields: BTreeMap<FieldId, Value>,
}

impl Row {
    /// A row in which nothing stands yet.
    pub fn new(id: ItemId) -> Self {
        Self { id, fields: BTreeMap::new() }
    }

    /// What stands in `field`; an empty text where nothing does.
    pub fn value(&self, field: &FieldId) -> &Value {
        const EMPTY: &Value = &Value::Text(String::new());
        self.fields.get(field).unwrap_or(EMPTY)
    }

    /// Whether every field is empty.
    pub fn is_blank(&self) -> bool {
        self.fields.values().all(Value::is_blank)
    }
}

/// What stands in a field.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Value {
    /// Text, a choice, or words in a reference field that name nothing (yet).
    Text(String),
    /// Yes or no.
    Flag(bool),
    /// A row or a metric of this session.
    Ref(ItemId),
}

impl Value {
    /// Whether nothing stands there. A "no" is something.
    pub fn is_blank(&self) -> bool {
        matches!(self, Self::Text(text) if text.trim().is_empty())
    }

    /// The text, where it is text.
    pub fn text(&self) -> Option<&str> {
        if let Self::Text(text) = self { Some(text) } else { None }
    }
}

impl Default for Value {
    fn default() -> Self {
        Self::Text(String::new())
    }
}

/// One metric. Its fields (name, denominator, window, …) are the parse of `line`: see [`super::metric_line`].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Metric {
    /// Never changes and is never used again.
    pub id: ItemId,
    /// Its place in the system of metrics; none under an own heading, where nobody asked for it yet.
    pub role: Option<Role>,
    /// The metric that it builds, explains or watches.
    pub under: Option<ItemId>,
    /// For a diagnostic slot: the row of the stage that it was drawn for.
    pub stage: Option<ItemId>,
    /// As typed.
    pub line: String,
}
