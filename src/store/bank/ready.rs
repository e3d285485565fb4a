//! Questions that were looked at: what lists need of each, and where the whole of it is, as JSON. Judges nothing.

use std::sync::Arc;

use crate::{
    error::Problem,
    model::{
        Question,
        catalogue::{Head, Read},
    },
};

/// The wholes of the built-in questions, one behind the other.
const BUILT_IN: &str = include_str!(concat!(env!("OUT_DIR"), "/wholes.json"));

/// A question that was looked at.
#[derive(Clone)]
pub struct Ready {
    /// What lists need of it.
    pub head: Head,
    /// Where the rest is.
    pub whole: Whole,
    /// Where its id stands, as a problem of which nothing is said yet; none of what is built in.
    pub at: Option<Problem>,
}

/// Where the whole of a question is.
#[derive(Clone)]
pub enum Whole {
    /// In the program: from there, so many bytes.
    BuiltIn(usize, usize),
    /// Here.
    Text(Arc<str>),
}

/// Where the wholes of a catalogue are, by the places that it knows.
pub type Wholes = Vec<Whole>;

/// Reads from them.
pub fn reading(wholes: Wholes) -> Read {
    Arc::new(move |place, _| wholes.get(place as usize)?.read())
}

impl Ready {
    /// A question, and where its id stands.
    pub fn of(question: &Question, at: Option<Problem>) -> Option<Self> {
        let whole = Whole::Text(serde_json::to_string(question).ok()?.into());
        Some(Self { head: Head::of(question), whole, at })
    }
}

impl Whole {
    /// One that is in the program, as `build.rs` says where.
    pub fn built_in(place: &str) -> Option<Self> {
        let (from, len) = place.split_once(' ')?;
        Some(Self::BuiltIn(from.parse().ok()?, len.parse().ok()?))
    }

    /// The question; none where what is there is not what was written.
    pub fn read(&self) -> Option<Question> {
        serde_json::from_slice(self.bytes()?).ok()
    }

    /// The same as JSON.
    pub fn bytes(&self) -> Option<&[u8]> {
        match self {
            Self::BuiltIn(from, len) => BUILT_IN.get(*from..from + len).map(str::as_bytes),
            Self::Text(json) => Some(json.as_bytes()),
        }
    }
}
