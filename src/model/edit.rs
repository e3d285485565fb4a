//! The one way in which an answer changes. Undo, journal, timeline, replay and $EDITOR are lists of these.

use thiserror::Error;

use super::{
    Answer, DimensionId, FieldId, ItemId, Metric, Role, Row, Session, StepId, Value,
    plan::Card,
    session::{Ask, FollowUp, Mapping, Opened},
};

/// A part of a session that edits address.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Part {
    /// Questions to the interviewer and the facts that were opened.
    Clarify,
    /// The plan's cards.
    Plan,
    /// The answer to a step.
    Step(StepId),
    /// Probes and follow-ups.
    FollowUps,
    /// The wrap-up.
    WrapUp,
    /// What is added when the answer is finished.
    Debrief,
}

/// A text or a value in a session.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Place {
    /// Which part.
    pub part: Part,
    /// Which row, metric, card, ask or follow-up; none for prose and for the wrap-up.
    pub id: Option<ItemId>,
    /// Which field of it; none where there is just one.
    pub field: Option<FieldId>,
}

impl Place {
    /// The prose of a part, or its only text.
    pub fn of(part: Part) -> Self {
        Self {
            part,
            id: None,
            field: None,
        }
    }

    /// A field of an item.
    pub fn cell(part: Part, id: &ItemId, field: &str) -> Self {
        Self {
            part,
            id: Some(id.clone()),
            field: Some(field.into()),
        }
    }

    /// An item that is one text: a metric's line, an ask, a reply.
    pub fn item(part: Part, id: &ItemId) -> Self {
        Self {
            part,
            id: Some(id.clone()),
            field: None,
        }
    }
}

/// Something that can be inserted and removed.
#[derive(Clone, Debug, PartialEq)]
pub enum Item {
    /// A clarifying question.
    Ask(Ask),
    /// An opened fact.
    Opened(Opened),
    /// A card of the plan.
    Card(Card),
    /// A row of a table or a flow.
    Row(Row),
    /// A metric.
    Metric(Metric),
    /// A probe or follow-up.
    FollowUp(FollowUp),
}

/// One change of an answer. Each carries what it takes to undo it.
#[derive(Clone, Debug, PartialEq)]
pub enum Edit {
    /// At a UTF-8 offset of a text, `removed` makes way for `inserted`.
    Splice {
        /// The text.
        at: Place,
        /// Bytes from its start.
        offset: usize,
        /// What stood there.
        removed: String,
        /// What stands there now.
        inserted: String,
    },
    /// A new item.
    Insert {
        /// Where.
        part: Part,
        /// Before which item; the number of items to append.
        index: usize,
        /// What.
        item: Item,
    },
    /// An item goes.
    Remove {
        /// Where.
        part: Part,
        /// Which.
        index: usize,
        /// What stood there.
        item: Item,
    },
    /// An item changes its place among its kind.
    Move {
        /// Where.
        part: Part,
        /// Its index before.
        from: usize,
        /// Its index after.
        to: usize,
    },
    /// A field takes another value.
    Set {
        /// The field.
        at: Place,
        /// Its value before.
        old: Value,
        /// Its value after.
        new: Value,
    },
}

/// Why an edit does not fit a session. The session is unchanged then.
#[derive(Debug, Error, PartialEq, Eq)]
pub enum EditError {
    /// There is no such text, item or field.
    #[error("the edit names a place that is not there")]
    NoPlace,
    /// What stands there is not what the edit takes away.
    #[error("the edit takes away something else than what stands there")]
    Mismatch,
}

impl Edit {
    /// The edit that takes this one back.
    pub fn inverse(&self) -> Self {
        match self.clone() {
            Self::Splice {
                at,
                offset,
                removed,
                inserted,
            } => Self::Splice {
                at,
                offset,
                removed: inserted,
                inserted: removed,
            },
            Self::Insert { part, index, item } => Self::Remove { part, index, item },
            Self::Remove { part, index, item } => Self::Insert { part, index, item },
            Self::Move { part, from, to } => Self::Move {
                part,
                from: to,
                to: from,
            },
            Self::Set { at, old, new } => Self::Set {
                at,
                old: new,
                new: old,
            },
        }
    }

    /// The part of the session that it changes.
    pub fn part(&self) -> &Part {
        match self {
            Self::Splice { at, .. } | Self::Set { at, .. } => &at.part,
            Self::Insert { part, .. } | Self::Remove { part, .. } | Self::Move { part, .. } => part,
        }
    }
}

impl Session {
    /// Carries an edit out, wholly or not at all.
    pub fn apply(&mut self, edit: &Edit) -> Result<(), EditError> {
        match edit {
            Edit::Splice {
                at,
                offset,
                removed,
                inserted,
            } => splice(
                self.text_mut(at).ok_or(EditError::NoPlace)?,
                *offset,
                removed,
                inserted,
            ),
            Edit::Insert { part, index, item } => self.insert(part, *index, item.clone()),
            Edit::Remove { part, index, item } => self.remove(part, *index, item),
            Edit::Move { part, from, to } => self.move_item(part, *from, *to),
            Edit::Set { at, old, new } => self.set(at, old, new),
        }
    }

    /// The text at a place, where there is one. An empty field of a row is an empty text.
    pub fn text(&self, at: &Place) -> Option<&str> {
        let by_id = |id: &ItemId| at.id.as_ref() == Some(id);
        match (&at.part, at.id.as_ref(), at.field.as_ref()) {
            (Part::Clarify, Some(_), None) => self
                .opening
                .asks
                .iter()
                .find(|a| by_id(&a.id))
                .map(|a| a.ask.as_str()),
            (Part::Plan, Some(id), Some(field)) => {
                let card = self.opening.plan.iter().find(|c| c.step == *id.as_str())?;
                Some(match field.as_str() {
                    "title" => &card.title,
                    "minutes" => &card.minutes,
                    "change" => &card.change,
                    "reason" => &card.reason,
                    _ => return None,
                })
            }
            (Part::Step(step), None, None) => match self.answer(step)? {
                Answer::Prose(text) => Some(text),
                _ => None,
            },
            (Part::Step(step), Some(_), Some(field)) => {
                let row = self.answer(step)?.rows().iter().find(|r| by_id(&r.id))?;
                row.value(field).text()
            }
            (Part::Step(step), Some(_), None) => self
                .answer(step)?
                .metrics()
                .iter()
                .find(|m| by_id(&m.id))
                .map(|m| m.line.as_str()),
            (Part::FollowUps, Some(_), None) => self
                .follow_ups
                .iter()
                .find(|f| by_id(&f.id))
                .map(|f| f.answer.as_str()),
            (Part::WrapUp, None, Some(field)) => match field.as_str() {
                "learnt" => Some(&self.wrap_up.learnt),
                "constraint" => Some(&self.wrap_up.next.constraint),
                _ => None,
            },
            _ => None,
        }
    }

    fn text_mut(&mut self, at: &Place) -> Option<&mut String> {
        let id = at.id.as_ref();
        match (&at.part, id, at.field.as_ref()) {
            (Part::Clarify, Some(id), None) => self
                .opening
                .asks
                .iter_mut()
                .find(|a| a.id == *id)
                .map(|a| &mut a.ask),
            (Part::Plan, Some(id), Some(field)) => {
                let card = self.opening.plan.iter_mut().find(|c| c.step == *id.as_str())?;
                Some(match field.as_str() {
                    "title" => &mut card.title,
                    "minutes" => &mut card.minutes,
                    "change" => &mut card.change,
                    "reason" => &mut card.reason,
                    _ => return None,
                })
            }
            (Part::Step(step), id, field) => match (&mut self.step_mut(step)?.answer, id, field) {
                (Answer::Prose(text), None, None) => Some(text),
                (Answer::Rows(rows), Some(id), Some(field)) => {
                    let row = rows.iter_mut().find(|r| r.id == *id)?;
                    match row.fields.entry(field.clone()).or_default() {
                        Value::Text(text) => Some(text),
                        _ => None,
                    }
                }
                (Answer::Metrics(metrics), Some(id), None) => {
                    metrics.iter_mut().find(|m| m.id == *id).map(|m| &mut m.line)
                }
                _ => None,
            },
            (Part::FollowUps, Some(id), None) => self
                .follow_ups
                .iter_mut()
                .find(|f| f.id == *id)
                .map(|f| &mut f.answer),
            (Part::WrapUp, None, Some(field)) => match field.as_str() {
                "learnt" => Some(&mut self.wrap_up.learnt),
                "constraint" => Some(&mut self.wrap_up.next.constraint),
                _ => None,
            },
            _ => None,
        }
    }

    /// A field in which nothing stands is no field, so that an edit undone leaves no trace.
    fn forget_empty_field(&mut self, at: &Place) {
        let (Part::Step(step), Some(id), Some(field)) = (&at.part, &at.id, &at.field) else {
            return;
        };
        if let Some(Answer::Rows(rows)) = self.step_mut(step).map(|s| &mut s.answer)
            && let Some(row) = rows.iter_mut().find(|r| r.id == *id)
            && row.fields.get(field).is_some_and(|v| v.text() == Some(""))
        {
            row.fields.remove(field);
        }
    }

    fn insert(&mut self, part: &Part, index: usize, item: Item) -> Result<(), EditError> {
        match (part, item) {
            (Part::Clarify, Item::Ask(ask)) => insert(&mut self.opening.asks, index, ask),
            (Part::Clarify, Item::Opened(opened)) => insert(&mut self.opening.opened, index, opened),
            (Part::Plan, Item::Card(card)) => insert(&mut self.opening.plan, index, card),
            (Part::FollowUps, Item::FollowUp(follow_up)) => insert(&mut self.follow_ups, index, follow_up),
            (Part::Step(step), item) => {
                match (
                    self.step_mut(step)
                        .map(|s| &mut s.answer)
                        .ok_or(EditError::NoPlace)?,
                    item,
                ) {
                    (Answer::Rows(rows), Item::Row(row)) => insert(rows, index, row),
                    (Answer::Metrics(metrics), Item::Metric(metric)) => insert(metrics, index, metric),
                    _ => Err(EditError::NoPlace),
                }
            }
            _ => Err(EditError::NoPlace),
        }
    }

    fn remove(&mut self, part: &Part, index: usize, item: &Item) -> Result<(), EditError> {
        match (part, item) {
            (Part::Clarify, Item::Ask(ask)) => remove(&mut self.opening.asks, index, ask),
            (Part::Clarify, Item::Opened(opened)) => remove(&mut self.opening.opened, index, opened),
            (Part::Plan, Item::Card(card)) => remove(&mut self.opening.plan, index, card),
            (Part::FollowUps, Item::FollowUp(follow_up)) => remove(&mut self.follow_ups, index, follow_up),
            (Part::Step(step), item) => {
                match (
                    self.step_mut(step)
                        .map(|s| &mut s.answer)
                        .ok_or(EditError::NoPlace)?,
                    item,
                ) {
                    (Answer::Rows(rows), Item::Row(row)) => remove(rows, index, row),
                    (Answer::Metrics(metrics), Item::Metric(metric)) => remove(metrics, index, metric),
                    _ => Err(EditError::NoPlace),
                }
            }
            _ => Err(EditError::NoPlace),
        }
    }

    fn move_item(&mut self, part: &Part, from: usize, to: usize) -> Result<(), EditError> {
        match part {
            Part::Clarify => move_within(&mut self.opening.asks, from, to),
            Part::Plan => move_within(&mut self.opening.plan, from, to),
            Part::Step(step) => match self.step_mut(step).map(|s| &mut s.answer) {
                Some(Answer::Rows(rows)) => move_within(rows, from, to),
                Some(Answer::Metrics(metrics)) => move_within(metrics, from, to),
                _ => Err(EditError::NoPlace),
            },
            _ => Err(EditError::NoPlace),
        }
    }

    /// The value at a place that edits set: a row's field, a metric's `role`, `under` or `stage`, a choice of the
    /// wrap-up, a heading's step in the debrief. An empty text stands for "none".
    pub fn value(&self, at: &Place) -> Option<Value> {
        let of = |id: Option<&str>| Value::Text(id.unwrap_or_default().to_owned());
        let reference = |id: Option<&ItemId>| id.map_or_else(Value::default, |id| Value::Ref(id.clone()));
        match (&at.part, at.id.as_ref(), at.field.as_ref()) {
            (Part::Step(step), Some(id), Some(field)) => match self.answer(step)? {
                Answer::Rows(rows) => rows.iter().find(|r| r.id == *id).map(|r| r.value(field).clone()),
                Answer::Metrics(metrics) => {
                    let metric = metrics.iter().find(|m| m.id == *id)?;
                    match field.as_str() {
                        "role" => Some(of(Some(metric.role.id()))),
                        "under" => Some(reference(metric.under.as_ref())),
                        "stage" => Some(reference(metric.stage.as_ref())),
                        _ => None,
                    }
                }
                Answer::Prose(_) => None,
            },
            (Part::WrapUp, None, Some(field)) => {
                let next = &self.wrap_up.next;
                match field.as_str() {
                    "lowest" => Some(of(self.wrap_up.lowest.as_ref().map(DimensionId::as_str))),
                    "question" => Some(of(next.question.as_ref().map(super::QuestionId::as_str))),
                    "step" => Some(of(next.step.as_ref().map(StepId::as_str))),
                    "minutes" => Some(of(next.minutes.map(|m| m.to_string()).as_deref())),
                    _ => None,
                }
            }
            (Part::Debrief, Some(heading), Some(field)) if *field == "step" => {
                let mapped = self.mapping.iter().find(|m| m.heading == *heading.as_str());
                Some(of(mapped.map(|m| m.step.as_str())))
            }
            _ => None,
        }
    }

    fn set(&mut self, at: &Place, old: &Value, new: &Value) -> Result<(), EditError> {
        if self.value(at).ok_or(EditError::NoPlace)? != *old {
            return Err(EditError::Mismatch);
        }
        let field = at.field.clone().ok_or(EditError::NoPlace)?;
        match (&at.part, &at.id) {
            (Part::Step(step), Some(id)) => {
                match &mut self.step_mut(step).ok_or(EditError::NoPlace)?.answer {
                    Answer::Rows(rows) => {
                        let row = rows.iter_mut().find(|r| r.id == *id).ok_or(EditError::NoPlace)?;
                        row.fields.insert(field, new.clone());
                    }
                    Answer::Metrics(metrics) => {
                        let metric = metrics
                            .iter_mut()
                            .find(|m| m.id == *id)
                            .ok_or(EditError::NoPlace)?;
                        set_of_metric(metric, &field, new)?;
                    }
                    Answer::Prose(_) => return Err(EditError::NoPlace),
                }
            }
            (Part::WrapUp, None) => {
                let text = new.text().ok_or(EditError::Mismatch)?;
                let some = (!text.is_empty()).then_some(text);
                let wrap_up = &mut self.wrap_up;
                match field.as_str() {
                    "lowest" => wrap_up.lowest = some.map(Into::into),
                    "question" => wrap_up.next.question = some.map(Into::into),
                    "step" => wrap_up.next.step = some.map(Into::into),
                    "minutes" => {
                        let minutes = some.map(str::parse::<f64>).transpose();
                        wrap_up.next.minutes = minutes.map_err(|_| EditError::Mismatch)?;
                    }
                    _ => return Err(EditError::NoPlace),
                }
            }
            (Part::Debrief, Some(heading)) => {
                let text = new.text().ok_or(EditError::Mismatch)?;
                self.mapping.retain(|m| m.heading != *heading.as_str());
                if !text.is_empty() {
                    self.mapping.push(Mapping {
                        heading: heading.as_str().into(),
                        step: text.into(),
                    });
                }
            }
            _ => return Err(EditError::NoPlace),
        }
        Ok(())
    }
}

fn set_of_metric(metric: &mut Metric, field: &FieldId, new: &Value) -> Result<(), EditError> {
    let reference = || match new {
        Value::Ref(id) => Ok(Some(id.clone())),
        Value::Text(text) if text.is_empty() => Ok(None),
        _ => Err(EditError::Mismatch),
    };
    match (field.as_str(), new) {
        ("role", Value::Text(role)) => {
            metric.role = role.parse::<Role>().map_err(|()| EditError::Mismatch)?;
        }
        ("under", _) => metric.under = reference()?,
        ("stage", _) => metric.stage = reference()?,
        _ => return Err(EditError::NoPlace),
    }
    Ok(())
}

fn splice(text: &mut String, offset: usize, removed: &str, inserted: &str) -> Result<(), EditError> {
    let end = offset.checked_add(removed.len()).ok_or(EditError::Mismatch)?;
    if text.get(offset..end) != Some(removed) {
        return Err(EditError::Mismatch);
    }
    text.replace_range(offset..end, inserted);
    Ok(())
}

fn insert<T>(items: &mut Vec<T>, index: usize, item: T) -> Result<(), EditError> {
    if index > items.len() {
        return Err(EditError::NoPlace);
    }
    items.insert(index, item);
    Ok(())
}

fn remove<T: PartialEq>(items: &mut Vec<T>, index: usize, item: &T) -> Result<(), EditError> {
    match items.get(index) {
        Some(here) if here == item => {
            items.remove(index);
            Ok(())
        }
        Some(_) => Err(EditError::Mismatch),
        None => Err(EditError::NoPlace),
    }
}

fn move_within<T>(items: &mut Vec<T>, from: usize, to: usize) -> Result<(), EditError> {
    if from >= items.len() || to >= items.len() {
        return Err(EditError::NoPlace);
    }
    let item = items.remove(from);
    items.insert(to, item);
    Ok(())
}
