//! A framework: the steps that an answer to one type of question goes through. Data, never code.

use std::{collections::BTreeMap, fmt};

use serde::{
    Deserialize, Deserializer, Serialize,
    de::{Error, Visitor},
};

use super::{FieldId, FrameworkId, Role, RubricId, StepId};

/// The steps of one question type, with minutes for the standard length.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Framework {
    /// The id that a question's `type` names.
    pub id: FrameworkId,
    /// As shown: "Success metrics".
    pub title: String,
    /// Whether a session begins with clarifying questions and a plan.
    #[serde(default, deserialize_with = "yes_or_no")]
    #[cfg_attr(test, schemars(extend("type" = ["boolean", "string"], "enum" = [true, false, "yes", "no"])))]
    pub opening: bool,
    /// The rubric by which answers are judged, by people.
    pub rubric: RubricId,
    /// In the order in which the plan proposes them.
    pub steps: Vec<Step>,
}

impl Framework {
    /// Minutes of a whole answer at its standard length, the opening included.
    pub fn minutes(&self) -> f64 {
        let opening = if self.opening { OPENING_MINUTES * 2.0 } else { 0.0 };
        opening + self.steps.iter().map(|s| s.minutes).sum::<f64>()
    }

    /// The step of that id.
    pub fn step(&self, id: &StepId) -> Option<&Step> {
        self.steps.iter().find(|s| s.id == *id)
    }
}

/// Yes and no, as people write them, besides true and false.
fn yes_or_no<'de, D: Deserializer<'de>>(deserializer: D) -> Result<bool, D::Error> {
    struct YesOrNo;
    impl Visitor<'_> for YesOrNo {
        type Value = bool;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("yes or no")
        }
        fn visit_bool<E: Error>(self, yes: bool) -> Result<bool, E> {
            Ok(yes)
        }
        fn visit_str<E: Error>(self, text: &str) -> Result<bool, E> {
            match text {
                "yes" => Ok(true),
                "no" => Ok(false),
                _ => Err(E::invalid_type(serde::de::Unexpected::Str(text), &self)),
            }
        }
    }
    deserializer.deserialize_any(YesOrNo)
}

/// Minutes of each of the opening's two parts, clarify and plan, at the standard length.
pub const OPENING_MINUTES: f64 = 1.0;

/// One step of a framework.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Step {
    /// Unique in its framework.
    pub id: StepId,
    /// As shown in the step rail.
    pub title: String,
    /// What is written in it. No kind: prose.
    #[serde(default)]
    pub kind: Kind,
    /// Minutes at the standard length.
    pub minutes: f64,
    /// Whether the answer's decision is made in it.
    #[serde(default, deserialize_with = "yes_or_no", skip_serializing_if = "std::ops::Not::not")]
    #[cfg_attr(test, schemars(extend("type" = ["boolean", "string"], "enum" = [true, false, "yes", "no"])))]
    pub decision: bool,
    /// One or two sentences above the editor.
    #[serde(default)]
    pub prompt: String,
    /// The "say it" cue: what to say aloud in this step.
    #[serde(default)]
    pub say: String,
    /// Seconds that saying it takes.
    #[serde(default)]
    pub say_seconds: u32,
    /// From a nudge to an example, opened one by one.
    #[serde(default)]
    pub hints: Vec<String>,
    /// What commonly goes wrong.
    #[serde(default)]
    pub mistakes: Vec<String>,
    /// What an interviewer asks after this step.
    #[serde(default)]
    pub probes: Vec<String>,
    /// Columns of rows and flow. None: one text column, `text`.
    #[serde(default)]
    pub fields: Vec<Field>,
    /// For metrics: the step whose rows `@` names.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stakeholders: Option<StepId>,
    /// For metrics: the step whose rows `#` names; one diagnostic slot is drawn for each.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stages: Option<StepId>,
    /// For metrics: how many slots each role is drawn with. A role that is not named here takes its default.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub slots: BTreeMap<Role, usize>,
}

impl Step {
    /// The declared columns, or the one text column where none is declared.
    pub fn columns(&self) -> Vec<Field> {
        if self.fields.is_empty() { vec![Field::text("text", "Notes")] } else { self.fields.clone() }
    }
}

/// What is written in a step, and so which editor it gets.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// Free text.
    #[default]
    Prose,
    /// A table with declared fields.
    Rows,
    /// Ordered, numbered rows.
    Flow,
    /// The metric tree.
    Metrics,
}

/// A column of a step.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Field {
    /// Unique in its step.
    pub id: FieldId,
    /// As shown above the column.
    pub title: String,
    /// What it holds. No type: text.
    #[serde(default, rename = "type")]
    pub kind: FieldType,
    /// For `choice`: what may be chosen.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub choices: Vec<String>,
    /// For `row`: the step whose rows it refers to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rows_of: Option<StepId>,
    /// The finding that watches this field.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rule: Option<String>,
}

impl Field {
    /// A text column.
    pub fn text(id: &str, title: &str) -> Self {
        Self {
            id: id.into(),
            title: title.to_owned(),
            kind: FieldType::Text,
            choices: Vec::new(),
            rows_of: None,
            rule: None,
        }
    }
}

/// What a field holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum FieldType {
    /// Free text.
    #[default]
    Text,
    /// One of the field's choices.
    Choice,
    /// A reference to a metric of this session.
    Metric,
    /// A reference to a row of another step.
    Row,
    /// Yes or no.
    #[serde(rename = "yes/no")]
    YesNo,
}
