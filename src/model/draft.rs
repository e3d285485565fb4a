//! A question that is only begun: what is known of it before its author writes the rest.

use super::{Difficulty, FrameworkId, QuestionId};

/// What is known of a question. What is empty is not known yet.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Draft {
    /// Of good form, and not yet given.
    pub id: QuestionId,
    /// Names the framework whose steps it gets.
    pub kind: FrameworkId,
    /// The prompt in one sentence.
    pub title: String,
    /// How hard.
    pub difficulty: Option<Difficulty>,
    /// Whose product it is.
    pub company: String,
    /// Which product.
    pub product: String,
    /// What it trains.
    pub skills: Vec<String>,
    /// Industries it belongs to.
    pub industries: Vec<String>,
    /// Topics it touches.
    pub topics: Vec<String>,
    /// What the interviewer says.
    pub say: String,
    /// Free keys, `x-` included, with their text.
    pub free: Vec<(String, String)>,
}

impl Draft {
    /// One of which nothing but the id and the type is known.
    pub fn new(id: &str, kind: FrameworkId) -> Self {
        Self { id: id.into(), kind, ..Self::default() }
    }
}
