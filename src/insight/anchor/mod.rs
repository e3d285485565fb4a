//! What a comment is on: the passage as it is kept in a review, and where it stands in a session that may have changed
//! since. A passage that cannot be told for certain is lost: nothing here guesses.

mod context;
#[cfg(test)]
mod proofs;
#[cfg(test)]
mod tests;
mod texts;

use std::ops::Range;

pub use texts::{text_at, written};

use crate::{
    model::{Part, Place, Session, review::Comment},
    text::grapheme,
};
use context::{Around, Fit};

/// A passage and what stands around it, as a comment keeps them. Without a quote all of the place is meant.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Anchor {
    /// The passage, without blanks around it.
    pub quote: String,
    /// A few words before it; empty where it starts the text.
    pub prefix: String,
    /// A few words behind it; empty where it ends the text.
    pub suffix: String,
}

/// Where a comment is in a session.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Found {
    /// It is on the whole session.
    Whole,
    /// Where it was made. Without a range it is on all that stands at the place.
    At {
        /// The text or item.
        place: Place,
        /// The passage, in bytes of [`text_at`].
        range: Option<Range<usize>>,
    },
    /// Somewhere else: the reader should be told so.
    Moved {
        /// The text or item.
        place: Place,
        /// The passage, in bytes of [`text_at`].
        range: Option<Range<usize>>,
    },
    /// What it was on is not there any more, or cannot be told from something else.
    Lost,
}

/// The passage at `range` of the text at `place`, widened to whole graphemes, to be kept in a comment. Without a range,
/// or where there is no such text or nothing but blanks, it is on all of the place.
pub fn anchor(session: &Session, place: &Place, range: Option<Range<usize>>) -> Anchor {
    let (Some(text), Some(range)) = (text_at(session, place), range) else { return Anchor::default() };
    let (start, end) = (grapheme::floor(&text, range.start), grapheme::ceil(&text, range.end));
    let Some(chosen) = text.get(start..end) else { return Anchor::default() };
    let quote = chosen.trim();
    if quote.is_empty() {
        return Anchor::default();
    }
    let start = start + (chosen.len() - chosen.trim_start().len());
    let range = start..start + quote.len();
    Anchor {
        quote: quote.to_owned(),
        prefix: context::before(&text, range.start).to_owned(),
        suffix: context::behind(&text, range.end).to_owned(),
    }
}

/// Where a comment is in the session that it was made on, in a later state of that, or in an attempt that began with its
/// answers: there items keep their ids. Of any other attempt don't ask.
///
/// A passage that stands once in its text is found where one side of it is as it was, or where it is long enough to speak
/// for itself; one that stands there several times, where both sides are as they were. One that is gone from its text is
/// looked for in the other fields of the item, and then everywhere: there both sides must be as they were, or the passage
/// be long, and there must be only one such.
pub fn find(session: &Session, comment: &Comment) -> Found {
    let Some(place) = &comment.on else { return Found::Whole };
    if comment.quote.trim().is_empty() {
        return whole(session, place);
    }
    let around = Around { quote: &comment.quote, prefix: &comment.prefix, suffix: &comment.suffix };
    let text = text_at(session, place);
    match text.as_deref().map(|text| context::only(text, around)) {
        Some(Fit::Here(range)) => return Found::At { place: place.clone(), range: Some(range) },
        // It is in this text, and nobody knows which it is: elsewhere it can't be surer.
        Some(Fit::Unclear) => return Found::Lost,
        Some(Fit::Nowhere) | None => {}
    }
    let written = || written(session).filter(|(other, _)| other != place);
    let same_item = place.id.is_some().then(|| sole(written().filter(|(at, _)| is_of(at, place)), around));
    match same_item.unwrap_or(Fit::Nowhere) {
        Fit::Here((place, range)) => Found::Moved { place, range: Some(range) },
        Fit::Unclear => Found::Lost,
        Fit::Nowhere => match sole(written(), around) {
            Fit::Here((place, range)) => Found::Moved { place, range: Some(range) },
            Fit::Unclear | Fit::Nowhere => Found::Lost,
        },
    }
}

/// A comment on all of a place: a row, a cell, a metric, a step.
fn whole(session: &Session, place: &Place) -> Found {
    if texts::is_there(session, place) {
        return Found::At { place: place.clone(), range: None };
    }
    // A row that went to another step is the same row.
    let (Part::Step(_), Some(id)) = (&place.part, &place.id) else { return Found::Lost };
    let holds = |step: &&crate::model::session::StepAnswer| {
        let there = Place { part: Part::Step(step.id.clone()), ..Place::item(Part::Clarify, id) };
        texts::is_there(session, &there)
    };
    let Some(step) = session.steps.iter().find(holds) else { return Found::Lost };
    let moved = Place { part: Part::Step(step.id.clone()), ..place.clone() };
    if texts::is_there(session, &moved) { Found::Moved { place: moved, range: None } } else { Found::Lost }
}

/// Whether a text is one of the item's. Ids are given once in a session; cards and dimensions have their parts' names.
fn is_of(text: &Place, item: &Place) -> bool {
    let is_step = |place: &Place| matches!(place.part, Part::Step(_));
    text.id == item.id && (text.part == item.part || is_step(text) && is_step(item))
}

/// The one text in which the passage stands with its surroundings.
fn sole<'a>(texts: impl Iterator<Item = (Place, &'a str)>, around: Around<'_>) -> Fit<(Place, Range<usize>)> {
    let mut found = Fit::Nowhere;
    for (place, text) in texts {
        match (context::moved(text, around), &found) {
            (Fit::Nowhere, _) => {}
            (Fit::Here(range), Fit::Nowhere) => found = Fit::Here((place, range)),
            _ => return Fit::Unclear,
        }
    }
    found
}
