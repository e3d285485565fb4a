//! One's own words, passage by passage, to be quoted as evidence: sentences of prose, rows, metrics, asks and replies.
//! Quotes what was written and nothing else; judges nothing.

use std::ops::Range;

use crate::{
    insight::worked,
    model::{Answer, Review, Session, StepId, Stop, plan, review::Comment},
    text::{clock::minutes, sentence::sentences},
};

/// The least that can be quoted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Passage {
    /// What it stands under: a step's title.
    pub under: String,
    /// As it was written; a row with its cells in their order.
    pub text: String,
    /// For a sentence: where it stands. Neighbours in one text are quoted with what is between them.
    at: Option<Span>,
}

/// A part of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Span {
    /// The stop of the text, as it is counted on the route.
    stop: usize,
    /// In bytes.
    bytes: Range<usize>,
}

/// All that was written, in the order in which it was asked for.
pub fn passages(session: &Session) -> Vec<Passage> {
    let mut found = Vec::new();
    for (number, stop) in plan::route(session).iter().enumerate() {
        let under = plan::title(session, stop);
        let whole = |text: String| Passage { under: under.clone(), text, at: None };
        match stop {
            Stop::Clarify => {
                found.extend(session.opening.asks.iter().map(|ask| whole(ask.ask.trim().to_owned())));
            }
            Stop::Step(id) => match session.answer(id) {
                Some(Answer::Prose(text)) => found.extend(prose(&under, number, text)),
                Some(Answer::Rows(_)) => found.extend(rows(session, id).into_iter().map(whole)),
                Some(Answer::Metrics(metrics)) => {
                    found.extend(metrics.iter().map(|m| whole(m.line.trim().to_owned())));
                }
                None => {}
            },
            Stop::FollowUp(id) => {
                let reply = session.follow_ups.iter().find(|f| f.id == *id);
                found.extend(reply.into_iter().flat_map(|f| prose(&under, number, &f.answer)));
            }
            Stop::Plan | Stop::Retell | Stop::WrapUp => {}
        }
    }
    found.retain(|passage| !passage.text.is_empty());
    found
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
    let mut quoted: Vec<Passage> = Vec::new();
    for passage in passages {
        if let (Some(last), Some(next)) = (quoted.last_mut(), &passage.at)
            && let Some(at) = last.at.as_mut().filter(|at| at.stop == next.stop)
        {
            at.bytes.end = next.bytes.end;
            let whole = text_of(session, at.stop).and_then(|all| all.get(at.bytes.clone()));
            whole.unwrap_or_default().clone_into(&mut last.text);
            continue;
        }
        quoted.push(passage.clone());
    }
    quoted.into_iter().map(|passage| passage.text).collect::<Vec<_>>().join("\n")
}

/// The prose at a stop of the route.
fn text_of(session: &Session, number: usize) -> Option<&str> {
    match plan::route(session).into_iter().nth(number)? {
        Stop::Step(id) => session.answer(&id).map(Answer::text),
        Stop::FollowUp(id) => session.follow_ups.iter().find(|f| f.id == id).map(|f| f.answer.as_str()),
        _ => None,
    }
}

fn prose(under: &str, number: usize, text: &str) -> Vec<Passage> {
    let passage = |range: Range<usize>| Passage {
        under: under.to_owned(),
        text: text[range.clone()].to_owned(),
        at: Some(Span { stop: number, bytes: range }),
    };
    sentences(text).into_iter().map(passage).collect()
}

/// Each row as one line: its first column, and behind it the others.
fn rows(session: &Session, step: &StepId) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for line in worked::own_lines(session, step) {
        match (line.strip_prefix("• "), lines.last_mut()) {
            (None, Some(row)) => {
                row.push_str(" · ");
                row.push_str(line.trim());
            }
            (head, _) => lines.push(head.unwrap_or(&line).trim().to_owned()),
        }
    }
    lines
}
