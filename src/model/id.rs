//! Names for things: one type for each kind of id, so that a step is never mistaken for a field.

use std::{borrow::Borrow, fmt};

use serde::{Deserialize, Serialize};

/// Whether `s` has the form that bank ids take: `[a-z0-9][a-z0-9_-]{0,63}`.
pub fn is_bank_id(s: &str) -> bool {
    let mut bytes = s.bytes();
    let first_ok = bytes.next().is_some_and(|b| b.is_ascii_lowercase() || b.is_ascii_digit());
    first_ok
        && s.len() <= 64
        && bytes.all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_' || b == b'-')
}

/// The kinds of id that a session gives: `a` ask, `h` heading, `m` metric, `q` follow-up, `r` row. A number follows.
pub const GIVEN: [char; 5] = ['a', 'h', 'm', 'q', 'r'];

/// Whether `s` has the form of an id that a session gives.
pub fn is_given_id(s: &str) -> bool {
    let number = s.strip_prefix(GIVEN).unwrap_or_default();
    !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit())
}

macro_rules! id {
    ($($(#[$doc:meta])* $name:ident;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        #[cfg_attr(test, derive(schemars::JsonSchema), schemars(inline))]
        pub struct $name(String);

        impl $name {
            /// The id as it is written in files.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }
        impl<S: Into<String>> From<S> for $name {
            fn from(s: S) -> Self {
                Self(s.into())
            }
        }
        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
        impl Borrow<str> for $name {
            fn borrow(&self) -> &str {
                &self.0
            }
        }
        impl PartialEq<str> for $name {
            fn eq(&self, other: &str) -> bool {
                self.0 == other
            }
        }
        impl PartialEq<&str> for $name {
            fn eq(&self, other: &&str) -> bool {
                self.0 == *other
            }
        }
    )*};
}

id! {
    /// A session on a coach's desk: where its file lies.
    CaseId;
    /// A question of a bank, stable for ever.
    QuestionId;
    /// A framework; a question's `type` names one.
    FrameworkId;
    /// A rubric; a framework names one.
    RubricId;
    /// A track: questions in an order.
    TrackId;
    /// A story that somebody tells.
    StoryId;
    /// A dimension of a rubric.
    DimensionId;
    /// A step of a framework, or a candidate's own heading (`h1`, `h2`, …) under the blank guide.
    StepId;
    /// A field (column) of a step.
    FieldId;
    /// A row, metric, ask or follow-up: immutable in its session and never used again.
    ItemId;
    /// A comment: immutable in its review, because replies name it.
    CommentId;
    /// An assignment: what a coach asks candidates to practise.
    AssignmentId;
    /// One attempt at a question: `<date>-<question>-<4 letters>`.
    SessionId;
}
