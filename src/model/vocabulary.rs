//! The words that a bank takes its labels from, so that one thing has one name. Holds no question.

use serde::{Deserialize, Serialize};

use super::{Question, story::Principles};

/// What a bank's `labels.yaml` holds.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Vocabulary {
    /// What a question trains: `estimation`.
    #[serde(default)]
    pub skills: Vec<String>,
    /// Where it plays: `public transport`.
    #[serde(default)]
    pub industries: Vec<String>,
    /// What it is about: `two-sided markets`.
    #[serde(default)]
    pub topics: Vec<String>,
    /// What employers look for in stories.
    #[serde(default)]
    pub principles: Vec<Principles>,
}

impl Vocabulary {
    /// Its words by the key that they label.
    pub fn lists(&self) -> [(&'static str, &[String]); 3] {
        [("skills", &self.skills), ("industries", &self.industries), ("topics", &self.topics)]
    }

    /// The words of `other` too.
    pub fn join(&mut self, other: Self) {
        self.skills.extend(other.skills);
        self.industries.extend(other.industries);
        self.topics.extend(other.topics);
        self.principles.extend(other.principles);
    }
}

impl Question {
    /// Its labels by their key.
    pub fn labels(&self) -> [(&'static str, &[String]); 3] {
        [("skills", &self.skills), ("industries", &self.industries), ("topics", &self.topics)]
    }
}
