//! The steps of an attempt as places that another attempt has too: own headings stand where the debrief maps them.
//! Compares nothing.

use crate::{
    model::{FieldId, ItemId, Kind, Session, StepId, Value, plan, session::StepAnswer},
    text::fold::fold,
};

/// What makes a place of one attempt the same as one of another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Key {
    /// A step of the framework, or a part of the opening.
    Step(StepId),
    /// An own heading that covers no step, by its folded title.
    Heading(String),
}

impl Default for Key {
    fn default() -> Self {
        Self::Heading(String::new())
    }
}

/// What was written at one place.
#[derive(Clone, Debug, Default)]
pub struct Place<'a> {
    /// Which place.
    pub key: Key,
    /// The step of the framework; an own heading where that covers none.
    pub id: StepId,
    /// As the attempt calls it.
    pub title: String,
    /// The steps and own headings that are here.
    pub own: Vec<StepId>,
    /// Spent here.
    pub seconds: Option<u32>,
    /// Its prose.
    pub text: String,
    /// Its rows, those in which something stands.
    pub items: Vec<Item<'a>>,
    /// Whether the order of the rows counts.
    pub ordered: bool,
}

/// A row, or a question that was asked.
#[derive(Clone, Debug)]
pub struct Item<'a> {
    /// Its id in its session.
    pub id: &'a ItemId,
    /// The fields in which something stands.
    pub cells: Vec<Cell<'a>>,
}

/// What stands in a field.
#[derive(Clone, Debug)]
pub struct Cell<'a> {
    /// Which field.
    pub field: FieldId,
    /// What it is called.
    pub title: String,
    /// What it refers to.
    pub reference: Option<&'a ItemId>,
    /// As it is shown.
    pub text: String,
}

impl Item<'_> {
    /// By what it is found in another attempt: what stands first in it, folded.
    pub fn name(&self) -> String {
        self.cells.first().map(|cell| fold(&cell.text)).unwrap_or_default()
    }
}

/// The places of an attempt, in its order. `known` says where an own heading stands that the other attempt has too.
pub fn of<'a>(session: &'a Session, known: impl Fn(&StepId) -> Option<Key>) -> Vec<Place<'a>> {
    let mut places = opening(session);
    let mut order = plan::steps(session);
    let more = session.steps.iter().filter(|step| !step.answer.is_blank() && !order.contains(&step.id));
    order.extend(more.map(|step| step.id.clone()).collect::<Vec<_>>());
    for step in order.iter().filter_map(|id| session.step(id)) {
        let key = known(&step.id).unwrap_or_else(|| key(session, &step.id));
        match places.iter_mut().find(|place| place.key == key) {
            Some(place) => add(place, session, step),
            None => {
                let id = match &key {
                    Key::Step(id) => id.clone(),
                    Key::Heading(_) => step.id.clone(),
                };
                let mut place = Place { key, id, ..Place::default() };
                add(&mut place, session, step);
                places.push(place);
            }
        }
    }
    places
}

/// Where a step stands by itself.
fn key(session: &Session, id: &StepId) -> Key {
    if !session.is_own(id) {
        return Key::Step(id.clone());
    }
    let mapped = session.mapping.iter().find(|m| m.heading == *id);
    mapped.map_or_else(|| Key::Heading(fold(session.spec(id).title.trim())), |m| Key::Step(m.step.clone()))
}

fn add<'a>(place: &mut Place<'a>, session: &'a Session, step: &'a StepAnswer) {
    let title = session.spec(&step.id).title;
    place.title = if place.own.is_empty() { title } else { format!("{} · {title}", place.title) };
    place.own.push(step.id.clone());
    place.seconds = Some(place.seconds.unwrap_or(0).saturating_add(step.seconds));
    place.ordered |= step.kind == Kind::Flow;
    let text = step.answer.text().trim();
    if !text.is_empty() {
        place.text = if place.text.is_empty() { text.to_owned() } else { format!("{}\n{text}", place.text) };
    }
    let columns = session.spec(&step.id).columns();
    for row in step.answer.rows().iter().filter(|row| !row.is_blank()) {
        let cell = |column: &crate::model::Field| {
            let value = row.value(&column.id);
            let reference = if let Value::Ref(id) = value { Some(id) } else { None };
            let text = session.shown(value).trim().to_owned();
            let (field, title) = (column.id.clone(), column.title.clone());
            (!text.is_empty()).then_some(Cell { field, title, reference, text })
        };
        place.items.push(Item { id: &row.id, cells: columns.iter().filter_map(cell).collect() });
    }
}

/// What was asked, and the time for the plan.
fn opening(session: &Session) -> Vec<Place<'_>> {
    if !session.framework.opening || session.only.is_some() {
        return Vec::new();
    }
    let opening = &session.opening;
    let part = |id: &str, title: &str, seconds| Place {
        key: Key::Step(id.into()),
        id: id.into(),
        title: title.to_owned(),
        own: vec![id.into()],
        seconds: Some(seconds),
        ..Place::default()
    };
    let mut clarify = part("clarify", "Clarify", opening.clarify_seconds);
    for ask in opening.asks.iter().filter(|ask| !ask.ask.trim().is_empty()) {
        let text = ask.ask.trim().to_owned();
        let cell = Cell { field: "ask".into(), title: "Question".to_owned(), reference: None, text };
        clarify.items.push(Item { id: &ask.id, cells: vec![cell] });
    }
    vec![clarify, part("plan", "Plan", opening.plan_seconds)]
}
