//! A session as a coach reads it: first what it rests on (North Star, decision, close), then part by part. Every passage
//! can be commented on. Judges nothing.

use std::ops::Range;

use super::{anchor::text_at, worked};
use crate::{
    model::{
        Answer, ItemId, Kind, Part, Place, Role, Session, StepId, Stop,
        plan::{planned_seconds, route, title, used_seconds},
    },
    sort::Sort as _,
    text::sentence::sentences,
};

/// A part of the session.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Section {
    /// As it is called.
    pub title: String,
    /// Seconds that it took, and that the plan gave it; none where no clock ran.
    pub time: Option<(u32, u32)>,
    /// What was asked, before the candidate's own words.
    pub passages: Vec<Passage>,
}

/// The least that is commented on: a sentence of prose, a row, a metric, an ask.
#[derive(Clone, Debug, PartialEq)]
pub struct Passage {
    /// What stands above it, where that is not the passage before's.
    pub head: String,
    /// Where it stands.
    pub place: Place,
    /// The bytes of that text, where it is a part of one.
    pub range: Option<Range<usize>>,
    /// As it is read; a row has its other fields below the first.
    pub lines: Vec<String>,
}

/// The session's sections in the order in which a coach reads them. The first is what the answer rests on, where something
/// of that was written; the follow-ups are one.
pub fn sections(session: &Session) -> Vec<Section> {
    let mut sections = vec![first(session)];
    let mut follow_ups = Section { title: "Follow-ups".to_owned(), ..Section::default() };
    for stop in route(session) {
        let section = at(session, &stop);
        match stop {
            Stop::FollowUp(_) => {
                let (used, planned) = follow_ups.time.unwrap_or_default();
                // A file may hold any number.
                follow_ups.time =
                    section.time.map(|(u, p)| (used.saturating_add(u), planned.saturating_add(p)));
                follow_ups.passages.extend(section.passages);
            }
            Stop::Retell => {}
            Stop::WrapUp => {
                sections.extend((!follow_ups.passages.is_empty()).then(|| std::mem::take(&mut follow_ups)));
                sections.push(section);
            }
            _ => sections.push(section),
        }
    }
    sections.retain(|section| section.time.is_some() || !section.passages.is_empty());
    sections
}

/// What was written at one stop of the route.
pub fn at(session: &Session, stop: &Stop) -> Section {
    let passages = match stop {
        Stop::Clarify => asks(session),
        Stop::Plan => plan(session),
        Stop::Step(step) => answer(session, step),
        Stop::FollowUp(id) => reply(session, id),
        Stop::WrapUp => wrap_up(session),
        Stop::Retell => Vec::new(),
    };
    let time = Some((used_seconds(session, stop), planned_seconds(session, stop)));
    Section { title: title(session, stop), time, passages }
}

/// Neighbouring passages in the candidate's own words, as evidence: sentences of one text with what is between them, a row
/// with its cells in one line.
pub fn quote(session: &Session, passages: &[Passage]) -> String {
    let mut quoted: Vec<String> = Vec::new();
    for run in passages.chunk_by(|a, b| a.place == b.place && a.range.is_some() && b.range.is_some()) {
        let [first, ..] = run else { continue };
        let text = text_at(session, &first.place);
        let end = run.last().and_then(|last| last.range.clone()).map(|range| range.end);
        let said = match (&text, &first.range, end) {
            (Some(text), Some(range), Some(end)) => text.get(range.start..end).map(str::to_owned),
            (Some(text), None, _) => Some(text.trim().to_owned()),
            _ => None,
        };
        quoted.push(said.unwrap_or_else(|| {
            let cells = first.lines.iter().map(|line| line.strip_prefix("• ").unwrap_or(line).trim());
            cells.collect::<Vec<_>>().join(" · ")
        }));
    }
    quoted.join("\n")
}

/// North Star, decision and close: what a coach reads before anything else.
fn first(session: &Session) -> Section {
    let mut passages = Vec::new();
    let steps: Vec<StepId> = session.steps.iter().map(|step| step.id.clone()).collect();
    for step in &steps {
        let metrics = session.answer(step).map_or(&[][..], Answer::metrics).iter();
        let stars: Vec<&ItemId> =
            metrics.filter(|m| session.role_of(m) == Some(Role::NorthStar)).map(|m| &m.id).collect();
        let star = |passage: &Passage| passage.place.id.as_ref().is_some_and(|id| stars.contains(&id));
        if session.spec(step).kind == Kind::Metrics {
            passages.extend(headed("North Star", answer(session, step).into_iter().filter(star)));
        }
    }
    let decides = |step: &&StepId| session.framework.step(step).is_some_and(|spec| spec.decision);
    for step in steps.iter().filter(decides) {
        passages.extend(headed(&session.spec(step).title, answer(session, step)));
    }
    // The last step of prose is how the answer ends.
    let prose = |step: &&StepId| matches!(session.answer(step), Some(Answer::Prose(_))) && !decides(step);
    if let Some(step) = steps.iter().rev().find(prose) {
        passages.extend(headed(&session.spec(step).title, answer(session, step)));
    }
    Section { title: "First".to_owned(), time: None, passages }
}

/// The passages, with these words above the first of them.
fn headed(head: &str, passages: impl IntoIterator<Item = Passage>) -> Vec<Passage> {
    let mut passages: Vec<Passage> = passages.into_iter().collect();
    if let Some(first) = passages.first_mut() {
        head.clone_into(&mut first.head);
    }
    passages
}

/// What was written in a step.
fn answer(session: &Session, step: &StepId) -> Vec<Passage> {
    let part = Part::Step(step.clone());
    match session.answer(step) {
        None => Vec::new(),
        Some(Answer::Prose(text)) => prose(&Place::of(part), text),
        Some(Answer::Rows(rows)) => {
            let columns = session.spec(step).columns();
            let passage = |row: &crate::model::Row| {
                let lines = worked::own_row(session, row, &columns);
                (!lines.is_empty()).then(|| whole(Place::item(part.clone(), &row.id), lines))
            };
            rows.iter().filter_map(passage).collect()
        }
        Some(Answer::Metrics(metrics)) => {
            let place = |role: Option<Role>| Role::ALL.iter().position(|r| Some(*r) == role).unwrap_or(99);
            let mut written: Vec<_> = metrics.iter().filter(|m| !m.line.trim().is_empty()).collect();
            written.arrange_by_key(|metric| place(session.role_of(metric)));
            let passage = |metric: &&crate::model::Metric| {
                let glyph = session.role_of(metric).map_or("•", Role::glyph);
                whole(Place::item(part.clone(), &metric.id), vec![format!("{glyph} {}", metric.line.trim())])
            };
            written.iter().map(passage).collect()
        }
    }
}

fn whole(place: Place, lines: Vec<String>) -> Passage {
    Passage { head: String::new(), place, range: None, lines }
}

/// Sentence by sentence.
fn prose(place: &Place, text: &str) -> Vec<Passage> {
    let passage = |range: Range<usize>| Passage {
        lines: vec![text[range.clone()].to_owned()],
        range: Some(range),
        ..whole(place.clone(), Vec::new())
    };
    sentences(text).into_iter().map(passage).collect()
}

fn asks(session: &Session) -> Vec<Passage> {
    let written = session.opening.asks.iter().filter(|ask| !ask.ask.trim().is_empty());
    written
        .map(|ask| whole(Place::item(Part::Clarify, &ask.id), vec![format!("• {}", ask.ask.trim())]))
        .collect()
}

fn plan(session: &Session) -> Vec<Passage> {
    let lines = worked::own_lines(session, &"plan".into());
    if lines.is_empty() { Vec::new() } else { vec![whole(Place::of(Part::Plan), lines)] }
}

/// A probe or a follow-up, and the answer to it.
fn reply(session: &Session, id: &ItemId) -> Vec<Passage> {
    let Some(follow_up) = session.follow_ups.iter().find(|f| f.id == *id) else { return Vec::new() };
    let place = Place::item(Part::FollowUps, id);
    let said = prose(&place, &follow_up.answer);
    let said = if said.is_empty() { vec![whole(place, vec!["Nothing written.".to_owned()])] } else { said };
    headed(&follow_up.ask, said)
}

fn wrap_up(session: &Session) -> Vec<Passage> {
    let text = |head: &str, field: &str| {
        let place = Place { part: Part::WrapUp, id: None, field: Some(field.into()) };
        let text = session.text(&place).unwrap_or_default().trim().to_owned();
        let passage = (!text.is_empty()).then(|| whole(place, vec![text]));
        headed(head, passage)
    };
    [text("Learnt", "learnt"), text("Next step", "constraint")].concat()
}
