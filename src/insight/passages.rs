//! One's own words, passage by passage, to be quoted as evidence: sentences of prose, rows, metrics, asks and replies.
//! Quotes what was written and nothing else; judges nothing.

use crate::{
    insight::worked,
    model::{Answer, Session, StepId, Stop, plan},
    text::sentence::sentences,
};

/// The least that can be quoted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Passage {
    /// What it stands under: a step's title.
    pub under: String,
    /// As it was written; a row with its cells in their order.
    pub text: String,
    /// For a sentence: which text it is of, and where in it; neighbours of one text are quoted with what is between.
    of: Option<(usize, usize, usize)>,
}

/// All that was written, in the order in which it was asked for.
pub fn passages(session: &Session) -> Vec<Passage> {
    let mut found = Vec::new();
    for (number, stop) in plan::route(session).iter().enumerate() {
        let under = plan::title(session, stop);
        let whole = |text: String| Passage { under: under.clone(), text, of: None };
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

/// What several neighbouring passages say together.
pub fn quote(session: &Session, passages: &[Passage]) -> String {
    let mut quoted: Vec<(String, Option<(usize, usize, usize)>)> = Vec::new();
    for passage in passages {
        match (quoted.last_mut(), passage.of) {
            (Some((text, Some((of, start, end)))), Some((next_of, _, next_end))) if *of == next_of => {
                let between = text_of(session, *of).and_then(|all| all.get(*start..next_end));
                (*text, *end) = (between.unwrap_or(text).to_owned(), next_end);
            }
            _ => quoted.push((passage.text.clone(), passage.of)),
        }
    }
    quoted.into_iter().map(|(text, _)| text).collect::<Vec<_>>().join("\n")
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
    let passage = |range: std::ops::Range<usize>| Passage {
        under: under.to_owned(),
        text: text[range.clone()].to_owned(),
        of: Some((number, range.start, range.end)),
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
