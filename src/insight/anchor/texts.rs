//! The texts of a session that a comment can be on, by their places. Leaves nothing out that was typed, and judges nothing.

use std::borrow::Cow;

use crate::model::{Part, Place, Row, Session, StepId, session::StepAnswer};

fn shown<'a>(session: &Session, row: &'a Row, field: &crate::model::FieldId) -> Cow<'a, str> {
    let value = row.fields.get(field);
    match value.map(|value| (value, value.text())) {
        None => Cow::Borrowed(""),
        Some((_, Some(text))) => Cow::Borrowed(text),
        Some((value, None)) => Cow::Owned(session.shown(value)),
    }
}

/// The text at a place as it is shown: what was written, the name that a reference bears now, yes or no. None where no
/// text stands, as for a whole row.
pub fn text_at<'a>(session: &'a Session, place: &Place) -> Option<Cow<'a, str>> {
    if let Some(text) = session.text(place) {
        return Some(Cow::Borrowed(text));
    }
    match (&place.part, &place.id, &place.field) {
        (Part::Step(_), Some(id), Some(field)) => {
            let (_, row) = session.row(id)?;
            session.value(place).map(|_| shown(session, row, field))
        }
        (Part::Debrief, Some(id), Some(field)) => {
            let said = session.completed.get(&(id.clone(), field.clone()))?;
            Some(Cow::Borrowed(said))
        }
        _ => None,
    }
}

/// Every text that was typed, with its place, in no order that matters. Names that references bear are left out: they
/// stand elsewhere.
pub fn written(session: &Session) -> impl Iterator<Item = (Place, &str)> {
    let asks = session.opening.asks.iter().map(|ask| (Place::item(Part::Clarify, &ask.id), ask.ask.as_str()));
    let cards = session.opening.plan.iter().flat_map(|card| {
        let place = |field| Place::cell(Part::Plan, &card.step.as_str().into(), field);
        [(place("change"), card.change.as_str()), (place("reason"), card.reason.as_str())]
    });
    let replies = session.follow_ups.iter().map(|r| (Place::item(Part::FollowUps, &r.id), r.answer.as_str()));
    let field = |field: &str| Place { part: Part::WrapUp, id: None, field: Some(field.into()) };
    let wrap_up = [
        (field("learnt"), session.wrap_up.learnt.as_str()),
        (field("constraint"), session.wrap_up.next.constraint.as_str()),
    ];
    let added = session
        .completed
        .iter()
        .map(|((id, field), said)| (Place::cell(Part::Debrief, id, field.as_str()), said.as_str()));
    let steps = session.steps.iter().flat_map(|step| {
        let part = || Part::Step(step.id.clone());
        let prose = (!step.answer.text().is_empty()).then(|| (Place::of(part()), step.answer.text()));
        let cells = step.answer.rows().iter().flat_map(move |row| {
            let texts = row.fields.iter().filter_map(|(field, value)| Some((field, value.text()?)));
            texts.map(move |(field, text)| {
                (Place::cell(Part::Step(step.id.clone()), &row.id, field.as_str()), text)
            })
        });
        let metrics = step.answer.metrics().iter();
        let lines = metrics.map(move |m| (Place::item(Part::Step(step.id.clone()), &m.id), m.line.as_str()));
        prose.into_iter().chain(cells).chain(lines)
    });
    steps.chain(asks).chain(cards).chain(replies).chain(wrap_up).chain(added)
}

/// Whether there is such a place: a part, an item of it, a field of that.
pub(super) fn is_there(session: &Session, place: &Place) -> bool {
    match (&place.part, &place.id, &place.field) {
        (Part::Step(step), None, None) => session.step(step).is_some(),
        (Part::Step(step), Some(id), None) => session.step(step).is_some_and(|step| holds(step, id)),
        (Part::Step(step), Some(id), Some(field)) => {
            let Some(answer) = session.answer(step) else { return false };
            let is_column = || has_column(session, step, field);
            answer.rows().iter().any(|row| row.id == *id && (row.fields.contains_key(field) || is_column()))
                || answer.metrics().iter().any(|metric| metric.id == *id)
        }
        (Part::Plan, Some(id), None) => session.opening.plan.iter().any(|card| card.step == *id.as_str()),
        (Part::Debrief, Some(id), _) => session.metrics().any(|(_, metric)| metric.id == *id),
        (_, None, None) => true,
        _ => session.text(place).is_some(),
    }
}

fn holds(step: &StepAnswer, id: &crate::model::ItemId) -> bool {
    let answer = &step.answer;
    answer.rows().iter().any(|row| row.id == *id) || answer.metrics().iter().any(|metric| metric.id == *id)
}

fn has_column(session: &Session, step: &StepId, field: &crate::model::FieldId) -> bool {
    session.spec(step).columns().iter().any(|column| column.id == *field)
}
