//! Pure data and its rules: questions, frameworks, answers, edits, sessions, reviews, replies, assignments.
//!
//! No file, no clock, no terminal, no randomness of its own: all of these are passed in.

pub mod answer;
pub mod assignment;
pub mod attempt;
pub mod bank;
pub mod card;
pub mod catalogue;
pub mod check;
pub mod course;
pub mod draft;
pub mod edit;
pub mod framework;
pub mod hash;
pub mod id;
pub mod later;
pub mod list;
pub mod metric_line;
pub mod plan;
pub mod question;
pub mod reply;
pub mod returned;
pub mod review;
pub mod role;
pub mod rubric;
pub mod rule;
pub mod score;
pub mod session;
pub mod size;
pub mod start;
pub mod story;
pub mod timeline;
pub mod track;
pub mod unreadable;
pub mod vocabulary;
mod words;
pub mod worked;

pub(crate) use words::words;

pub use answer::{Answer, Metric, Row, Value};
pub use assignment::Assignment;
pub use attempt::Attempt;
pub use bank::Bank;
pub use catalogue::Catalogue;
pub use course::Course;
pub use draft::Draft;
pub use edit::{Edit, EditError, Item, Part, Place};
pub use framework::{Field, FieldType, Framework, Kind, Step};
pub use id::{
    AssignmentId, CaseId, CommentId, DimensionId, FieldId, FrameworkId, ItemId, QuestionId, RubricId,
    SessionId, StepId, StoryId, TrackId,
};
pub use list::List;
pub use question::{Brief, Difficulty, Question};
pub use reply::Reply;
pub use review::Review;
pub use role::Role;
pub use rubric::{Dimension, Rubric};
pub use session::{Guide, Mode, Session, State, Stop};
pub use story::Story;
pub use timeline::Timeline;
pub use track::Track;
pub use vocabulary::Vocabulary;
