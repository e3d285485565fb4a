//! One's own words, passage by passage, to be quoted as evidence: sentences of prose, rows, metrics, asks and replies.
//! Quotes what was written and nothing else; judges nothing.

use super::sheet;
use crate::{
    model::{Review, Session, Stop, plan, review::Comment},
    text::clock::minutes,
};

/// What stands as evidence where nothing does.
pub const ABSENT: &str = "absent";

/// The least that can be quoted.
#[derive(Clone, Debug, PartialEq)]
pub struct Passage {
    /// What it stands under: a step's title.
    pub under: String,
    /// As it was written; a row with its cells in their order.
    pub text: String,
    /// Where it stands; none of what was spoken. Neighbours in one text are quoted with what is between them.
    at: Option<sheet::Passage>,
}

/// All that was written, in the order in which it was asked for.
pub fn passages(session: &Session) -> Vec<Passage> {
    let route = plan::route(session);
    let answers = route.iter().filter(|stop| !matches!(stop, Stop::Plan | Stop::Retell | Stop::WrapUp));
    let of = |stop: &Stop| {
        let section = sheet::at(session, stop);
        let under = section.title;
        let passage = |at: sheet::Passage| {
            let text = sheet::quote(session, std::slice::from_ref(&at));
            Passage { under: under.clone(), text, at: Some(at) }
        };
        section.passages.into_iter().map(passage).collect::<Vec<_>>()
    };
    answers.flat_map(of).filter(|passage| !passage.text.is_empty()).collect()
}

/// The notes of a live mock with their times: what there is to be quoted of an answer that was spoken.
pub fn notes(review: &Review) -> Vec<Passage> {
    let said = review.comments.iter().filter(|note| !note.text.trim().is_empty());
    let passage = |note: &Comment| {
        let at = note.at.map(|at| format!("{} ", minutes(at))).unwrap_or_default();
        Passage { under: String::new(), text: format!("{at}{}", note.text.trim()), at: None }
    };
    said.map(passage).collect()
}

/// What several neighbouring passages say together.
pub fn quote(session: &Session, passages: &[Passage]) -> String {
    let written: Vec<sheet::Passage> = passages.iter().filter_map(|passage| passage.at.clone()).collect();
    sheet::quote(session, &written)
}

/// What a score rests on, in words; nothing where it rests on nothing.
pub fn grounds(evidence: &str) -> Option<String> {
    match evidence.trim() {
        "" => None,
        ABSENT => Some("absent: nothing in the answer shows it".to_owned()),
        evidence => Some(format!("“{}”", evidence.replace('\n', " "))),
    }
}
