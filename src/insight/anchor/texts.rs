//! Everything in a session that a comment can be on, in the order in which a coach reads it. Leaves nothing out that was
//! written, and judges nothing.

use std::borrow::Cow;

use crate::model::{
    Answer, Kind, Part, Place, Row, Session, StepId, Stop, plan,
    session::{FollowUp, StepAnswer},
};

/// A text that a comment can be on, or on a passage of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Text<'a> {
    /// Where it stands.
    pub place: Place,
    /// What it stands under: the title of its step.
    pub under: String,
    /// For one of several fields: what that is called.
    pub field: Option<String>,
    /// As it is shown; it may be empty. Foreign text: it is made safe where it is drawn.
    pub text: Cow<'a, str>,
}

impl Text<'_> {
    /// The row, metric or step that it is in, to comment on all of that.
    pub fn whole(&self) -> Place {
        Place { field: None, ..self.place.clone() }
    }
}

/// The stops of a session as a coach reads them: the metrics, the decision, the close, then the rest of the route.
pub fn reading_order(session: &Session) -> Vec<Stop> {
    let route = plan::route(session);
    let last = route.iter().rev().find(|stop| matches!(stop, Stop::Step(_))).cloned();
    let rank = |stop: &Stop| match stop {
        Stop::Step(id) if session.spec(id).kind == Kind::Metrics => 0,
        Stop::Step(id) if session.spec(id).decision => 1,
        stop if last.as_ref() == Some(stop) => 2,
        _ => 3,
    };
    let mut ranked: Vec<(u8, Stop)> = route.into_iter().map(|stop| (rank(&stop), stop)).collect();
    ranked.sort_by_key(|(rank, _)| *rank);
    ranked.into_iter().map(|(_, stop)| stop).collect()
}

/// Everything that a comment can be on, in [`reading_order`]: prose, every cell of every row, metrics and what the debrief
/// adds to them, questions to the interviewer, reasons of the plan, replies, and the wrap-up.
pub fn texts(session: &Session) -> Vec<Text<'_>> {
    let mut stops = reading_order(session);
    // What was written in a step that the plan left out later is still there.
    let left = session.steps.iter().map(|step| Stop::Step(step.id.clone()));
    let left: Vec<Stop> = left.filter(|stop| !stops.contains(stop)).collect();
    stops.extend(left);
    stops.iter().flat_map(|stop| at_stop(session, stop)).collect()
}

fn at_stop<'a>(session: &'a Session, stop: &Stop) -> Vec<Text<'a>> {
    let under = plan::title(session, stop);
    let text = |place: Place, field: Option<&str>, text: &'a str| Text {
        place,
        under: under.clone(),
        field: field.map(str::to_owned),
        text: Cow::Borrowed(text),
    };
    match stop {
        Stop::Clarify => {
            let asks = session.opening.asks.iter();
            asks.map(|ask| text(Place::item(Part::Clarify, &ask.id), None, &ask.ask)).collect()
        }
        Stop::Plan => {
            let cards = session.opening.plan.iter().flat_map(|card| {
                let id = card.step.as_str().into();
                let own = session.is_own(&card.step).then_some(("title", card.title.as_str()));
                let said = [("change", card.change.as_str()), ("reason", card.reason.as_str())];
                let said = own.into_iter().chain(said).filter(|(_, text)| !text.trim().is_empty());
                said.map(move |(field, said)| (Place::cell(Part::Plan, &id, field), field, said))
            });
            cards.map(|(place, field, said)| text(place, Some(field), said)).collect()
        }
        Stop::Step(id) => session.step(id).map_or_else(Vec::new, |step| in_step(session, step, &under)),
        Stop::FollowUp(id) => {
            let replies = session.follow_ups.iter().filter(|reply| reply.id == *id);
            replies.map(|r: &FollowUp| text(Place::item(Part::FollowUps, &r.id), None, &r.answer)).collect()
        }
        Stop::Retell => Vec::new(),
        Stop::WrapUp => {
            let said =
                [("learnt", &session.wrap_up.learnt), ("constraint", &session.wrap_up.next.constraint)];
            let place = |field: &str| Place { part: Part::WrapUp, id: None, field: Some(field.into()) };
            said.into_iter().map(|(field, said)| text(place(field), Some(field), said)).collect()
        }
    }
}

fn in_step<'a>(session: &'a Session, step: &'a StepAnswer, under: &str) -> Vec<Text<'a>> {
    let part = Part::Step(step.id.clone());
    let text = |place: Place, field: Option<String>, text: Cow<'a, str>| Text {
        place,
        under: under.to_owned(),
        field,
        text,
    };
    match &step.answer {
        Answer::Prose(prose) => vec![text(Place::of(part), None, Cow::Borrowed(prose))],
        Answer::Rows(rows) => {
            let columns = session.spec(&step.id).columns();
            let cells = rows.iter().flat_map(|row| {
                // A column that the framework does not know was written by hand.
                let others = row.fields.keys().filter(|id| columns.iter().all(|column| column.id != **id));
                let titled = columns.iter().map(|column| (&column.id, column.title.as_str()));
                let fields: Vec<_> = titled.chain(others.map(|id| (id, id.as_str()))).collect();
                let cell = |(field, title): (&crate::model::FieldId, &str)| {
                    let place = Place::cell(part.clone(), &row.id, field.as_str());
                    text(place, Some(title.to_owned()), shown(session, row, field))
                };
                fields.into_iter().map(cell).collect::<Vec<_>>()
            });
            cells.collect()
        }
        Answer::Metrics(metrics) => {
            let lines = metrics.iter().flat_map(|metric| {
                let line =
                    text(Place::item(part.clone(), &metric.id), None, Cow::Borrowed(metric.line.as_str()));
                let added = session.completed.iter().filter(|((id, _), _)| *id == metric.id);
                let added = added.map(|((id, field), said)| {
                    let place = Place::cell(Part::Debrief, id, field.as_str());
                    text(place, Some(field.to_string()), Cow::Borrowed(said.as_str()))
                });
                std::iter::once(line).chain(added).collect::<Vec<_>>()
            });
            lines.collect()
        }
    }
}

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
pub(super) fn written(session: &Session) -> impl Iterator<Item = (Place, &str)> {
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
