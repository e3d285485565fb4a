//! What a coach says of a session: comments on places in it, scores with evidence, a verdict, the next rep.
//!
//! It judges an answer and never changes one: nothing of it is written into the session.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

pub use super::score::Score;
use super::{
    CommentId, DimensionId, Place, QuestionId, SessionId,
    session::{NextStep, Person},
    words::words,
};

/// What one coach says of one session, or of a live mock.
#[derive(Clone, Debug, PartialEq)]
pub struct Review {
    /// What was looked at.
    pub of: Reviewed,
    /// Who looked at it.
    pub coach: Person,
    /// When it was last written.
    pub written: Timestamp,
    /// In the coach's order.
    pub comments: Vec<Comment>,
    /// By dimension of the rubric; they are never averaged.
    pub scores: BTreeMap<DimensionId, Scored>,
    /// Once the coach has settled on one.
    pub verdict: Option<Verdict>,
    /// The one next rep.
    pub next: Option<NextStep>,
}

/// What a list needs of a review.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Outline {
    /// What was looked at.
    pub of: Reviewed,
    /// Who looked at it.
    pub coach: Person,
    /// When it was last written.
    pub written: Timestamp,
    /// How many comments there are.
    pub comments: usize,
    /// How many dimensions are scored.
    pub scores: usize,
    /// Whether there is a verdict.
    pub has_verdict: bool,
    /// Whether something is to be done by the next attempt.
    pub has_next: bool,
}

impl Outline {
    /// Whether the candidate gets it back so: with a verdict and a next rep.
    pub fn is_given_back(&self) -> bool {
        self.has_verdict && self.has_next
    }

    /// Whether something is asked for in it.
    pub fn asks(&self) -> bool {
        self.comments > 0 || self.has_next
    }
}

/// What a review is of.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Reviewed {
    /// A session as it was when the coach read it.
    Session {
        /// Its id: a name, and never a way to a file.
        id: SessionId,
        /// SHA-256 of its file, in hexadecimal.
        sha256: String,
    },
    /// A live mock, of which there is no session.
    Question(QuestionId),
}

/// One comment.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Comment {
    /// Never changes.
    pub id: CommentId,
    /// What the candidate is asked to do about it; none in notes.
    pub kind: Option<CommentKind>,
    /// The text or item that it is on; none where it is on the whole.
    pub on: Option<Place>,
    /// The passage of that text; empty where all of it is meant.
    pub quote: String,
    /// What stood before the passage, by which it is found again.
    pub prefix: String,
    /// What stood behind it.
    pub suffix: String,
    /// What the coach says.
    pub text: String,
    /// For a note from a live mock: seconds into it.
    pub at: Option<u32>,
}

/// What a candidate is asked to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename_all = "snake_case"))]
pub enum CommentKind {
    /// This was good: do it again.
    Keep,
    /// Leave that out.
    Stop,
    /// That was missing.
    Start,
    /// To be answered.
    Question,
}

words! {
    CommentKind { Keep = "keep", Stop = "stop", Start = "start", Question = "question" }
}

/// A score and what it rests on.
#[derive(Clone, Debug, PartialEq)]
pub struct Scored {
    /// The score.
    pub score: Score,
    /// The passage that shows it; may be empty.
    pub evidence: String,
}

/// What the coach would do, apart from every score.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename_all = "snake_case"))]
pub enum Verdict {
    /// Certainly not.
    StrongNoHire,
    /// Rather not.
    NoHire,
    /// Rather yes.
    Hire,
    /// Certainly.
    StrongHire,
}

words! {
    Verdict { StrongNoHire = "strong_no_hire", NoHire = "no_hire", Hire = "hire", StrongHire = "strong_hire" }
}

impl Verdict {
    /// As it is shown.
    pub fn words(self) -> String {
        self.word().replace('_', " ")
    }
}

impl Review {
    /// What a list needs of it.
    pub fn outline(&self) -> Outline {
        Outline {
            of: self.of.clone(),
            coach: self.coach.clone(),
            written: self.written,
            comments: self.comments.len(),
            scores: self.scores.len(),
            has_verdict: self.verdict.is_some(),
            has_next: self.next.as_ref().is_some_and(NextStep::is_something),
        }
    }

    /// An id for the next comment, higher than all that there are.
    pub fn next_id(&self) -> CommentId {
        id_of(self.highest_id() + 1)
    }

    /// Gives an id of its own to every comment that has none, or another's: replies name them.
    pub fn number_comments(&mut self) {
        let mut highest = self.highest_id();
        let mut used = BTreeSet::new();
        for comment in &mut self.comments {
            if comment.id.as_str().is_empty() || !used.insert(comment.id.clone()) {
                highest += 1;
                comment.id = id_of(highest);
            }
        }
    }

    fn highest_id(&self) -> u64 {
        let number = |id: &CommentId| id.as_str().strip_prefix('c')?.parse().ok();
        let numbers = self.comments.iter().filter_map(|comment| number(&comment.id));
        numbers.filter(|number| *number <= MOST_IDS).max().unwrap_or(0)
    }
}

/// More ids than anybody gives: what lies above was not counted, and could not be counted on.
const MOST_IDS: u64 = 1 << 53;

fn id_of(number: u64) -> CommentId {
    CommentId::from(format!("c{number}"))
}
