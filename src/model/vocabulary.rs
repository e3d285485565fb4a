//! The words that a bank takes its labels from, so that one thing has one name. Holds no question.

use serde::{Deserialize, Serialize};

use super::{Question, story::Principles};
use crate::text::fold::fold;

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

    /// Whether there are words for labels in it.
    pub fn holds_labels(&self) -> bool {
        self.lists().iter().any(|(_, words)| !words.is_empty())
    }

    /// The words of `other` too; an employer stands there once.
    pub fn join(&mut self, other: Self) {
        self.skills.extend(other.skills);
        self.industries.extend(other.industries);
        self.topics.extend(other.topics);
        for more in other.principles {
            match self.principles.iter_mut().find(|there| fold(&there.of) == fold(&more.of)) {
                None => self.principles.push(more),
                Some(there) => {
                    let new = |name: &String| !there.names.iter().any(|known| fold(known) == fold(name));
                    let new: Vec<String> = more.names.into_iter().filter(new).collect();
                    there.names.extend(new);
                }
            }
        }
    }
}

impl Question {
    /// Its labels by their key.
    pub fn labels(&self) -> [(&'static str, &[String]); 3] {
        [("skills", &self.skills), ("industries", &self.industries), ("topics", &self.topics)]
    }
}
