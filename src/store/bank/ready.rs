//! Questions that were looked at: what lists need of each, and where the whole of it is, as JSON. Judges nothing.

use std::sync::Arc;

use crate::{
    error::Problem,
    model::{
        Question,
        catalogue::{Head, Read},
    },
    store::{
        json,
        packed::{self, unpacked},
    },
};

/// The wholes of the built-in questions, one behind the other, each as deflated JSON.
const BUILT_IN: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/wholes"));

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
        packed::place(place).map(|(from, len)| Self::BuiltIn(from, len))
    }

    /// The question; none where what is there is not what was written.
    pub fn read(&self) -> Option<Question> {
        match self {
            Self::BuiltIn(from, len) => json::read(&unpacked(BUILT_IN, (*from, *len))?),
            Self::Text(json) => serde_json::from_str(json).ok(),
        }
    }
}
