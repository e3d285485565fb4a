//! What a candidate answers to a review: comment by comment, whether it was addressed, or why not.
//!
//! It changes neither the session nor the review: each file has one writer.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::{CommentId, SessionId, session::Person, words::words};

/// What one candidate answers to one review.
#[derive(Clone, Debug, PartialEq)]
pub struct Reply {
    /// The session that the review is of: a name, and never a way to a file.
    pub session: SessionId,
    /// The review as the candidate read it.
    pub review: ReadReview,
    /// Whose reply.
    pub candidate: Person,
    /// When it was last written.
    pub written: Timestamp,
    /// In the candidate's order: one a comment, and a comment that is not here was not answered.
    pub answers: Vec<Answered>,
}

/// What a list needs of a reply.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Outline {
    /// The session that the review is of.
    pub session: SessionId,
    /// The id of the coach whose review it answers.
    pub coach: String,
    /// The id of the candidate.
    pub candidate: String,
    /// When it was last written.
    pub written: Timestamp,
}

/// A review as it was read.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ReadReview {
    /// The id of its coach's person.
    pub coach: String,
    /// SHA-256 of its file, in hexadecimal.
    pub sha256: String,
}

/// The answer to one comment.
#[derive(Clone, Debug, PartialEq)]
pub struct Answered {
    /// Which comment of the review.
    pub comment: CommentId,
    /// What became of it.
    pub state: Addressed,
    /// Why, in the candidate's words; may be empty.
    pub because: String,
}

/// What became of a comment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename_all = "snake_case"))]
pub enum Addressed {
    /// The candidate does what it says, the next time.
    Addressed,
    /// The candidate sees it otherwise, and says why.
    Disagree,
}

words! {
    Addressed { Addressed = "addressed", Disagree = "disagree" }
}

impl Reply {
    /// What a list needs of it.
    pub fn outline(&self) -> Outline {
        Outline {
            session: self.session.clone(),
            coach: self.review.coach.clone(),
            candidate: self.candidate.id.clone(),
            written: self.written,
        }
    }

    /// The answer to a comment; the first, where a file has several.
    pub fn to(&self, comment: &CommentId) -> Option<&Answered> {
        self.answers.iter().find(|answer| answer.comment == *comment)
    }
}
