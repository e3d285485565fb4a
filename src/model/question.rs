//! A question of a bank: what the interviewer says, the facts they would give, and the worked answer.

use std::{collections::BTreeMap, fmt};

use serde::{
    Deserialize, Deserializer, Serialize, Serializer,
    de::{SeqAccess, Visitor},
};

use super::{FieldId, FrameworkId, QuestionId, Role, StepId};
use crate::sort::IntoTree as _;

/// One question. Keys that start with `x-` are free in a bank's file and are not kept here.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Question {
    /// Stable for ever.
    pub id: QuestionId,
    /// Names a framework.
    #[serde(rename = "type")]
    pub kind: FrameworkId,
    /// The prompt in one sentence, as it is listed.
    pub title: String,
    /// How hard.
    pub difficulty: Difficulty,
    /// Whose product it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub company: Option<String>,
    /// Which product.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub product: Option<String>,
    /// What it trains.
    #[serde(default)]
    pub skills: Vec<String>,
    /// Industries it belongs to.
    #[serde(default)]
    pub industries: Vec<String>,
    /// Topics it touches.
    #[serde(default)]
    pub topics: Vec<String>,
    /// Where it comes from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<Source>,
    /// What the interviewer says and knows.
    pub brief: Brief,
    /// Worked notes, hints and script by step id; `clarify` and `plan` name the opening's parts.
    #[serde(default)]
    pub steps: BTreeMap<StepId, Worked>,
    /// Asked after the last step.
    #[serde(default)]
    pub follow_ups: Vec<FollowUpAsk>,
    /// Transfer drills: the same question with one fact flipped.
    #[serde(default)]
    pub variants: Vec<Variant>,
    /// A contrasting weak answer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub weak: Option<Weak>,
}

/// How hard a question is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Difficulty {
    /// A first attempt.
    Easy,
    /// The usual round.
    Medium,
    /// For seniors, or with a trap.
    Hard,
}

impl Difficulty {
    /// The easiest first.
    pub const ALL: [Self; 3] = [Self::Easy, Self::Medium, Self::Hard];

    /// As it is written in files: `easy`.
    pub fn id(self) -> &'static str {
        match self {
            Self::Easy => "easy",
            Self::Medium => "medium",
            Self::Hard => "hard",
        }
    }
}

impl fmt::Display for Difficulty {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.id())
    }
}

/// Where a question comes from.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Source {
    /// `original`, `public` or `community`.
    pub kind: SourceKind,
    /// In words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// Where the source needs one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub licence: Option<String>,
}

/// What kind of source a question has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum SourceKind {
    /// Written for this bank.
    Original,
    /// From public material.
    Public,
    /// Given by somebody.
    Community,
}

/// What the interviewer says, and what they tell when asked.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Brief {
    /// Shown before the session and during it.
    pub say: String,
    /// Hidden until the candidate asks.
    #[serde(default)]
    pub facts: Vec<Fact>,
}

/// Something that the interviewer tells when asked. Some answers are "you decide".
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Fact {
    /// What one asks about, shown while the fact is hidden.
    pub about: String,
    /// What the interviewer answers.
    pub answer: String,
}

/// What a question knows of one step.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Worked {
    /// Replaces the framework's prompt.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub prompt: Option<String>,
    /// Replace the framework's hints: a nudge, a pointer, an example.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub hints: Vec<String>,
    /// Worked notes, in the step's kind.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answer: Option<WorkedAnswer>,
    /// A script to say.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub say: Option<String>,
}

/// A worked answer in a bank: text, or rows that refer to each other by name.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(untagged))]
pub enum WorkedAnswer {
    /// For a prose step.
    Prose(String),
    /// For rows and flow: fields by id. For metrics: `role`, `line`, `under` and the contract's fields.
    Rows(#[cfg_attr(test, schemars(with = "Vec<BTreeMap<FieldId, Cell>>"))] Vec<WorkedRow>),
}

/// One row of a worked answer.
pub type WorkedRow = BTreeMap<FieldId, String>;

impl Serialize for WorkedAnswer {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Prose(text) => text.serialize(serializer),
            Self::Rows(rows) => rows.serialize(serializer),
        }
    }
}

impl<'de> Deserialize<'de> for WorkedAnswer {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        // By hand, because an untagged enum would lose the line and column of what is wrong inside it.
        struct TextOrRows;
        impl<'de> Visitor<'de> for TextOrRows {
            type Value = WorkedAnswer;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("text, or a list of rows")
            }
            fn visit_str<E>(self, text: &str) -> Result<Self::Value, E> {
                Ok(WorkedAnswer::Prose(text.to_owned()))
            }
            fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Self::Value, A::Error> {
                let mut rows = Vec::new();
                while let Some(row) = seq.next_element::<BTreeMap<FieldId, Cell>>()? {
                    rows.push(row.into_iter().map(|(field, cell)| (field, cell.0)).into_tree());
                }
                Ok(WorkedAnswer::Rows(rows))
            }
        }
        deserializer.deserialize_any(TextOrRows)
    }
}

/// A cell of a worked row. Yes and no may be written bare; they are kept as `yes` and `no`.
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(inline, extend("type" = ["string", "number", "boolean"])))]
struct Cell(String);

impl<'de> Deserialize<'de> for Cell {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Scalar;
        impl Visitor<'_> for Scalar {
            type Value = Cell;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("text, a number, or true or false")
            }
            fn visit_str<E>(self, text: &str) -> Result<Cell, E> {
                Ok(Cell(text.to_owned()))
            }
            /// A cell that is still to be filled in.
            fn visit_unit<E>(self) -> Result<Cell, E> {
                Ok(Cell(String::new()))
            }
            fn visit_bool<E>(self, yes: bool) -> Result<Cell, E> {
                Ok(Cell(if yes { "yes" } else { "no" }.to_owned()))
            }
            fn visit_u64<E>(self, n: u64) -> Result<Cell, E> {
                Ok(Cell(n.to_string()))
            }
            fn visit_i64<E>(self, n: i64) -> Result<Cell, E> {
                Ok(Cell(n.to_string()))
            }
            fn visit_f64<E>(self, n: f64) -> Result<Cell, E> {
                Ok(Cell(n.to_string()))
            }
        }
        deserializer.deserialize_any(Scalar)
    }
}

/// A follow-up of a question.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct FollowUpAsk {
    /// A template: `{north_star}`, `{guardrail.limit}`, `{context.fact}` take words from the candidate's answer.
    pub ask: String,
    /// What a good reply contains.
    #[serde(default)]
    pub listen_for: Vec<String>,
    /// When it is asked at all. None: always.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub when: Option<When>,
}

/// The condition of a follow-up. Where several are given, all must hold.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct When {
    /// The answer has a metric of that role.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub has: Option<Role>,
    /// The answer has no metric of that role.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub missing: Option<Role>,
    /// The answer names that stage.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stage: Option<String>,
}

/// A transfer drill: one fact of the brief flipped.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Variant {
    /// Unique in its question.
    pub id: String,
    /// What is different now.
    pub flip: String,
    /// Steps and roles that should change because of it.
    #[serde(default)]
    pub expect: Vec<String>,
}

/// A contrasting weak answer.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Weak {
    /// What the weak answer says.
    pub answer: String,
    /// Why it is weak.
    pub why: String,
}
