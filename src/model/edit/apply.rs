//! Carrying an edit out, wholly or not at all.

use super::{Edit, EditError, Item, Part, Place};
use crate::model::{
    Answer, DimensionId, FieldId, Metric, Role, Session, Value, score::Score, session::SelfScore,
};

impl Session {
    /// Carries an edit out, wholly or not at all.
    pub fn apply(&mut self, edit: &Edit) -> Result<(), EditError> {
        match edit {
            Edit::Splice { at, offset, removed, inserted } => {
                let done = splice(self.text_mut(at).ok_or(EditError::NoPlace)?, *offset, removed, inserted);
                self.forget_empty_field(at);
                done
            }
            Edit::Insert { part, index, item } => self.insert(part, *index, item.clone()),
            Edit::Remove { part, index, item } => self.remove(part, *index, item),
            Edit::Move { part, from, to } => self.move_item(part, *from, *to),
            Edit::Set { at, old, new } => self.set(at, old, new),
        }
    }

    fn insert(&mut self, part: &Part, index: usize, item: Item) -> Result<(), EditError> {
        match (part, item) {
            (Part::Clarify, Item::Ask(ask)) => insert(&mut self.opening.asks, index, ask),
            (Part::Clarify, Item::Opened(opened)) => insert(&mut self.opening.opened, index, opened),
            (Part::Plan, Item::Card(card)) => insert(&mut self.opening.plan, index, card),
            (Part::FollowUps, Item::FollowUp(follow_up)) => insert(&mut self.follow_ups, index, follow_up),
            (Part::Debrief, Item::Mapping(mapping)) => insert(&mut self.mapping, index, mapping),
            (Part::Debrief, Item::OutOfScope(out)) => insert(&mut self.out_of_scope, index, out),
            (Part::Debrief, Item::Dismissed(dismissed)) => insert(&mut self.dismissed, index, dismissed),
            (Part::Step(step), item) => {
                match (self.step_mut(step).map(|s| &mut s.answer).ok_or(EditError::NoPlace)?, item) {
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
            (Part::Debrief, Item::Mapping(mapping)) => remove(&mut self.mapping, index, mapping),
            (Part::Debrief, Item::OutOfScope(out)) => remove(&mut self.out_of_scope, index, out),
            (Part::Debrief, Item::Dismissed(dismissed)) => remove(&mut self.dismissed, index, dismissed),
            (Part::Step(step), item) => {
                match (self.step_mut(step).map(|s| &mut s.answer).ok_or(EditError::NoPlace)?, item) {
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
                        let metric = metrics.iter_mut().find(|m| m.id == *id).ok_or(EditError::NoPlace)?;
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
                        // Written otherwise than it is shown, it could not be taken back.
                        let plain = |text: &str| {
                            text.parse::<f64>().ok().filter(|m| m.is_finite() && m.to_string() == text)
                        };
                        wrap_up.next.minutes =
                            some.map(|text| plain(text).ok_or(EditError::Mismatch)).transpose()?;
                    }
                    _ => return Err(EditError::NoPlace),
                }
            }
            (Part::SelfScores, Some(dimension)) => {
                let text = new.text().ok_or(EditError::Mismatch)?;
                self.set_self_score(&dimension.as_str().into(), &field, text)?;
            }
            (Part::Debrief, Some(metric)) => {
                let text = new.text().ok_or(EditError::Mismatch)?;
                if field == "role" {
                    some_role(text)?;
                }
                let at = (metric.clone(), field);
                if text.is_empty() {
                    self.completed.remove(&at);
                } else {
                    self.completed.insert(at, text.to_owned());
                }
            }
            _ => return Err(EditError::NoPlace),
        }
        self.forget_empty_field(at);
        Ok(())
    }
}

impl Session {
    /// A dimension of which nothing is said any more is none, so that an edit undone leaves no trace.
    fn set_self_score(&mut self, of: &DimensionId, field: &FieldId, text: &str) -> Result<(), EditError> {
        let score = || match text {
            "" => Ok(None),
            word => Score::from_word(word).map(Some).ok_or(EditError::Mismatch),
        };
        let mut own = self.self_scores.get(of).cloned().unwrap_or_default();
        match field.as_str() {
            "score" => own.score = score()?,
            "predicted" => own.predicted = score()?,
            "evidence" => text.clone_into(&mut own.evidence),
            _ => return Err(EditError::NoPlace),
        }
        if own == SelfScore::default() {
            self.self_scores.remove(of);
        } else {
            self.self_scores.insert(of.clone(), own);
        }
        Ok(())
    }
}

/// The role that a text names; an empty one names none.
fn some_role(text: &str) -> Result<Option<Role>, EditError> {
    let role = (!text.is_empty()).then(|| text.parse::<Role>());
    role.transpose().map_err(|()| EditError::Mismatch)
}

fn set_of_metric(metric: &mut Metric, field: &FieldId, new: &Value) -> Result<(), EditError> {
    let reference = || match new {
        Value::Ref(id) => Ok(Some(id.clone())),
        Value::Text(text) if text.is_empty() => Ok(None),
        _ => Err(EditError::Mismatch),
    };
    match (field.as_str(), new) {
        ("role", Value::Text(role)) => {
            metric.role = some_role(role)?;
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
