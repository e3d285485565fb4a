//! What an assignment's file holds, in the order in which it holds it. Lenient: what is missing takes its default, what
//! is not known is passed over here and kept by [`super::Foreign`].

use std::fmt;

use jiff::civil::Date;
use serde::{
    Deserialize, Deserializer, Serialize,
    de::{Error, Unexpected, Visitor},
};

use crate::{
    model::{AssignmentId, Mode, StepId},
    store::{session_file::DiskPerson, yaml::Mapping},
};

/// What a coach asks candidates to practise.
#[derive(Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct DiskAssignment {
    /// 1 so far. A newer one opens read-only.
    pub format: u32,
    /// The file's name without its ending.
    pub id: AssignmentId,
    /// The coach.
    #[serde(default)]
    pub by: DiskPerson,
    /// In the coach's order.
    pub questions: Vec<DiskAsked>,
    /// Practice or interview; as the candidate likes where none is given.
    pub mode: Option<Mode>,
    /// Minutes for each answer.
    pub minutes: Option<f64>,
    /// The one step that is practised alone.
    pub step: Option<StepId>,
    /// What to look out for.
    pub focus: Option<String>,
    /// The last day.
    #[serde(default, deserialize_with = "day")]
    #[cfg_attr(test, schemars(with = "Option<String>"))]
    pub due: Option<Date>,
    /// For whom it is, by name.
    #[serde(default)]
    pub candidates: Vec<String>,
}

/// A question with what a session needs beside it.
#[derive(Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct DiskAsked {
    /// As it is to be asked; `hash` is the fingerprint of the three.
    #[cfg_attr(test, schemars(with = "crate::model::Question"))]
    pub question: Mapping,
    /// The framework that its type names.
    #[cfg_attr(test, schemars(with = "crate::model::Framework"))]
    pub framework: Mapping,
    /// The rubric that this one names.
    #[cfg_attr(test, schemars(with = "crate::model::Rubric"))]
    pub rubric: Mapping,
}

/// A day as people write it.
fn day<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Date>, D::Error> {
    /// A visitor, because an error within it bears the place of the day in the file.
    struct Day;
    impl<'de> Visitor<'de> for Day {
        type Value = Option<Date>;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("a day as 2025-03-31")
        }
        fn visit_none<E>(self) -> Result<Self::Value, E> {
            Ok(None)
        }
        fn visit_unit<E>(self) -> Result<Self::Value, E> {
            Ok(None)
        }
        fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
            deserializer.deserialize_str(self)
        }
        fn visit_str<E: Error>(self, written: &str) -> Result<Self::Value, E> {
            let day = written.parse().map_err(|_| E::invalid_value(Unexpected::Str(written), &self))?;
            Ok(Some(day))
        }
    }
    deserializer.deserialize_option(Day)
}
