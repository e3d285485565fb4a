//! What a reply's file holds, in the order in which it holds it. Lenient: what is missing takes its default, what is
//! not known is passed over here and kept by [`super::Foreign`].

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::{
    model::{CommentId, SessionId, reply::Addressed},
    store::session_file::DiskPerson,
};

/// What a candidate answers to a review.
#[derive(Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct DiskReply {
    /// 1 so far. A newer one opens read-only.
    pub format: u32,
    /// The session that the review is of.
    pub session: SessionId,
    /// The review that it answers.
    pub review: DiskReadReview,
    /// Whose reply.
    #[serde(default)]
    pub candidate: DiskPerson,
    /// When it was last written.
    pub written: Timestamp,
    /// In the candidate's order.
    #[serde(default)]
    pub answers: Vec<DiskAnswer>,
}

/// A review as the candidate read it.
#[derive(Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct DiskReadReview {
    /// The id of its coach.
    #[serde(default)]
    pub coach: String,
    /// Of its file, in hexadecimal.
    pub sha256: String,
}

/// The answer to one comment.
#[derive(Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct DiskAnswer {
    /// The id of the comment.
    pub comment: CommentId,
    /// What became of it.
    pub state: Addressed,
    /// Why.
    pub because: Option<String>,
}
