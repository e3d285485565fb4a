//! The one way in which an answer changes. Undo, journal, timeline, replay and $EDITOR are lists of these.

use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::{
    FieldId, ItemId, Metric, Row, StepId, Value,
    card::Card,
    session::{Ask, Dismissed, FollowUp, Mapping, Opened, OutOfScope},
};

mod address;
mod apply;
mod changes;
mod diff;
mod form;

pub use changes::changes;
pub use diff::diff;

/// A part of a session that edits address.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Part {
    /// Questions to the interviewer and the facts that were opened.
    Clarify,
    /// The plan's cards.
    Plan,
    /// The answer to a step.
    Step(StepId),
    /// Probes and follow-ups.
    FollowUps,
    /// The wrap-up.
    WrapUp,
    /// The candidate's own scores, by dimension.
    #[serde(rename = "self")]
    SelfScores,
    /// What is added when the answer is finished.
    Debrief,
}

impl Part {
    /// The word for it in files; a step is named by its id.
    pub fn word(&self) -> &str {
        match self {
            Self::Clarify => "clarify",
            Self::Plan => "plan",
            Self::Step(id) => id.as_str(),
            Self::FollowUps => "follow_ups",
            Self::WrapUp => "wrap_up",
            Self::SelfScores => "self",
            Self::Debrief => "debrief",
        }
    }

    /// The part for a word. No step may bear the words of the other parts.
    pub fn from_word(word: &str) -> Self {
        match word {
            "clarify" => Self::Clarify,
            "plan" => Self::Plan,
            "follow_ups" => Self::FollowUps,
            "wrap_up" => Self::WrapUp,
            "self" => Self::SelfScores,
            "debrief" => Self::Debrief,
            step => Self::Step(step.into()),
        }
    }
}

/// A text or a value in a session.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Place {
    /// Which part.
    pub part: Part,
    /// Which row, metric, card, ask or follow-up; none for prose and for the wrap-up.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<ItemId>,
    /// Which field of it; none where there is just one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub field: Option<FieldId>,
}

impl Place {
    /// The prose of a part, or its only text.
    pub fn of(part: Part) -> Self {
        Self { part, id: None, field: None }
    }

    /// A field of an item.
    pub fn cell(part: Part, id: &ItemId, field: &str) -> Self {
        Self { part, id: Some(id.clone()), field: Some(field.into()) }
    }

    /// An item that is one text: a metric's line, an ask, a reply.
    pub fn item(part: Part, id: &ItemId) -> Self {
        Self { part, id: Some(id.clone()), field: None }
    }
}

/// Something that can be inserted and removed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Item {
    /// A clarifying question.
    Ask(Ask),
    /// An opened fact.
    Opened(Opened),
    /// A card of the plan.
    Card(Card),
    /// A row of a table or a flow.
    Row(Row),
    /// A metric.
    Metric(Metric),
    /// A probe or follow-up.
    FollowUp(FollowUp),
    /// An own heading and a step of the framework that it covers.
    Mapping(Mapping),
    /// What no metric has to touch.
    OutOfScope(OutOfScope),
    /// A finding that is not shared.
    Dismissed(Dismissed),
}

/// One change of an answer. Each carries what it takes to undo it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Edit {
    /// At a UTF-8 offset of a text, `removed` makes way for `inserted`.
    Splice {
        /// The text.
        at: Place,
        /// Bytes from its start.
        offset: usize,
        /// What stood there.
        removed: String,
        /// What stands there now.
        inserted: String,
    },
    /// A new item.
    Insert {
        /// Where.
        part: Part,
        /// Before which item; the number of items to append.
        index: usize,
        /// What.
        item: Item,
    },
    /// An item goes.
    Remove {
        /// Where.
        part: Part,
        /// Which.
        index: usize,
        /// What stood there.
        item: Item,
    },
    /// An item changes its place among its kind.
    Move {
        /// Where.
        part: Part,
        /// Its index before.
        from: usize,
        /// Its index after.
        to: usize,
    },
    /// A field takes another value.
    Set {
        /// The field.
        at: Place,
        /// Its value before.
        old: Value,
        /// Its value after.
        new: Value,
    },
}

/// Why an edit does not fit a session. The session is unchanged then.
#[derive(Debug, Error, PartialEq, Eq)]
pub enum EditError {
    /// There is no such text, item or field.
    #[error("the edit names a place that is not there")]
    NoPlace,
    /// What stands there is not what the edit takes away.
    #[error("the edit takes away something else than what stands there")]
    Mismatch,
}

impl Edit {
    /// The edit that takes this one back.
    pub fn inverse(&self) -> Self {
        match self.clone() {
            Self::Splice { at, offset, removed, inserted } => {
                Self::Splice { at, offset, removed: inserted, inserted: removed }
            }
            Self::Insert { part, index, item } => Self::Remove { part, index, item },
            Self::Remove { part, index, item } => Self::Insert { part, index, item },
            Self::Move { part, from, to } => Self::Move { part, from: to, to: from },
            Self::Set { at, old, new } => Self::Set { at, old: new, new: old },
        }
    }

    /// Takes `next` into itself, where that types on behind what this one typed; whether it did. One after the other they
    /// do the same.
    pub fn join(&mut self, next: &Self) -> bool {
        match (self, next) {
            (
                Self::Splice { at, offset, inserted, .. },
                Self::Splice { at: next_at, offset: next_offset, removed, inserted: more },
            ) if removed.is_empty() && at == next_at && *next_offset == *offset + inserted.len() => {
                inserted.push_str(more);
                true
            }
            _ => false,
        }
    }

    /// The part of the session that it changes.
    pub fn part(&self) -> &Part {
        match self {
            Self::Splice { at, .. } | Self::Set { at, .. } => &at.part,
            Self::Insert { part, .. } | Self::Remove { part, .. } | Self::Move { part, .. } => part,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn splice(offset: usize, removed: &str, inserted: &str) -> Edit {
        let at = Place::of(Part::Step("goal".into()));
        Edit::Splice { at, offset, removed: removed.to_owned(), inserted: inserted.to_owned() }
    }

    #[test]
    fn letters_that_follow_each_other_are_one_edit_and_others_are_not() {
        let mut word = splice(3, "old", "支");
        assert!(word.join(&splice(6, "", "付")) && word.join(&splice(9, "", "!")));
        assert_eq!(word, splice(3, "old", "支付!"));
        for other in [splice(9, "", "x"), splice(10, "y", "x"), splice(3, "", "x")] {
            assert!(!word.join(&other), "{other:?}");
        }
    }
}
