//! Questions that were looked at: what lists need of each, and where the whole of it is, as JSON; among them the built-in
//! ones. Judges nothing.

use std::{borrow::Cow, sync::Arc};

use crate::{
    error::Problem,
    model::{
        Question,
        catalogue::{Catalogue, Head, Read, Rows},
        later::Later,
    },
    store::{json, packed::unpacked_at},
};

/// The wholes of the built-in questions, one behind the other, each as deflated JSON.
const BUILT_IN: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/wholes"));

/// What lists need of them.
fn rows() -> Rows {
    Rows {
        text: include_str!(concat!(env!("OUT_DIR"), "/text")).into(),
        folded: Later::from(Cow::from(include_str!(concat!(env!("OUT_DIR"), "/folded")))),
        labels: include_bytes!(concat!(env!("OUT_DIR"), "/labels"))[..].into(),
        marks: include_bytes!(concat!(env!("OUT_DIR"), "/marks"))[..].into(),
        rows: include_bytes!(concat!(env!("OUT_DIR"), "/rows"))[..].into(),
    }
}

/// The built-in questions.
pub fn built_in() -> Catalogue {
    Catalogue::kept(rows(), Arc::new(|place, _| Whole::BuiltIn(place).read()))
}

/// The same one by one.
pub fn each_built_in() -> Vec<Ready> {
    let ready = |(place, head)| Ready { head, whole: Whole::BuiltIn(place), at: None };
    rows().heads().map(ready).collect()
}

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
    /// In the program, from that byte on.
    BuiltIn(u32),
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
    /// The question; none where what is there is not what was written.
    pub fn read(&self) -> Option<Question> {
        match self {
            Self::BuiltIn(from) => json::read(&unpacked_at(BUILT_IN, *from as usize)?),
            Self::Text(json) => serde_json::from_str(json).ok(),
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::{
        model::catalogue::Listed,
        store::bank::{built_in, load},
    };

    #[test]
    fn what_was_made_with_the_program_is_what_its_files_make_when_they_are_read() {
        let (made, (read, problems)) = (built_in(), load(&[]));
        assert!(problems.is_empty() && !made.questions.is_empty());
        assert!(made == read);
        for (made, read) in made.questions.iter().zip(read.questions.iter()) {
            let shown = |of: Listed<'_>| (of.head(), of.type_title().to_owned(), of.folded().to_owned());
            assert_eq!(shown(made), shown(read));
            assert_eq!((made.folded_title(), made.letters()), (read.folded_title(), read.letters()));
        }
    }
}
