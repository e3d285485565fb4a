//! What a review's file holds, in the order in which it holds it. Lenient: what is missing takes its default, what is
//! not known is passed over here and kept by [`super::Foreign`].

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::{
    model::{
        CommentId, DimensionId, FieldId, ItemId, QuestionId, SessionId,
        review::{CommentKind, Verdict},
    },
    store::session_file::{DiskGrade, DiskNext, DiskPerson},
};

/// What a coach says of a session, or of a live mock.
#[derive(Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct DiskReview {
    /// 1 so far. A newer one opens read-only.
    pub format: u32,
    /// The session that it is of.
    pub session: Option<DiskReviewed>,
    /// Of a live mock without a session: the question.
    pub question: Option<QuestionId>,
    /// Whose review.
    #[serde(default)]
    pub coach: DiskPerson,
    /// When it was last written.
    pub written: Timestamp,
    /// In the coach's order.
    #[serde(default)]
    pub comments: Vec<DiskComment>,
    /// By dimension of the rubric.
    #[serde(default)]
    pub scores: BTreeMap<DimensionId, DiskScore>,
    /// What the coach would do.
    pub verdict: Option<Verdict>,
    /// The next rep.
    pub next: Option<DiskNext>,
}

/// A session as the coach read it.
#[derive(Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct DiskReviewed {
    pub id: SessionId,
    /// Of its file, in hexadecimal.
    pub sha256: String,
}

/// A comment.
#[derive(Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct DiskComment {
    #[serde(default)]
    pub id: CommentId,
    /// What the candidate is asked to do.
    pub kind: Option<CommentKind>,
    /// None where it is on the whole.
    pub on: Option<DiskPlace>,
    /// The passage that it is on.
    pub quote: Option<String>,
    /// What stood before the passage.
    pub prefix: Option<String>,
    /// What stood behind it.
    pub suffix: Option<String>,
    #[serde(default)]
    pub text: String,
    /// Seconds into a live mock.
    pub at: Option<u32>,
}

/// A place in a session.
#[derive(Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct DiskPlace {
    /// A step, or clarify, plan, follow_ups, wrap_up, debrief.
    pub step: String,
    pub id: Option<ItemId>,
    pub field: Option<FieldId>,
}

/// A score, and what it rests on.
#[derive(Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct DiskScore {
    /// 1, 2, 3, 4 or n/a.
    pub score: DiskGrade,
    /// The passage that shows it.
    pub evidence: Option<String>,
}
