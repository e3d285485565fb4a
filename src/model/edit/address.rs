//! Where an edit's place leads: the text or the value that stands there.

use super::{Part, Place};
use crate::model::{Answer, DimensionId, ItemId, QuestionId, Role, Session, StepId, Value, score::Score};

impl Session {
    /// The text at a place, where there is one. An empty field of a row is an empty text.
    pub fn text(&self, at: &Place) -> Option<&str> {
        let by_id = |id: &ItemId| at.id.as_ref() == Some(id);
        match (&at.part, at.id.as_ref(), at.field.as_ref()) {
            (Part::Clarify, Some(_), None) => {
                self.opening.asks.iter().find(|a| by_id(&a.id)).map(|a| a.ask.as_str())
            }
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
            (Part::Step(step), Some(_), None) => {
                self.answer(step)?.metrics().iter().find(|m| by_id(&m.id)).map(|m| m.line.as_str())
            }
            (Part::FollowUps, Some(_), None) => {
                self.follow_ups.iter().find(|f| by_id(&f.id)).map(|f| f.answer.as_str())
            }
            (Part::WrapUp, None, Some(field)) => match field.as_str() {
                "learnt" => Some(&self.wrap_up.learnt),
                "constraint" => Some(&self.wrap_up.next.constraint),
                _ => None,
            },
            _ => None,
        }
    }

    pub(super) fn text_mut(&mut self, at: &Place) -> Option<&mut String> {
        let id = at.id.as_ref();
        match (&at.part, id, at.field.as_ref()) {
            (Part::Clarify, Some(id), None) => {
                self.opening.asks.iter_mut().find(|a| a.id == *id).map(|a| &mut a.ask)
            }
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
            (Part::FollowUps, Some(id), None) => {
                self.follow_ups.iter_mut().find(|f| f.id == *id).map(|f| &mut f.answer)
            }
            (Part::WrapUp, None, Some(field)) => match field.as_str() {
                "learnt" => Some(&mut self.wrap_up.learnt),
                "constraint" => Some(&mut self.wrap_up.next.constraint),
                _ => None,
            },
            _ => None,
        }
    }

    /// A field in which nothing stands is no field, so that an edit undone leaves no trace.
    pub(super) fn forget_empty_field(&mut self, at: &Place) {
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

    /// The value at a place that edits set: a row's field, a metric's `role`, `under` or `stage`, a choice of the
    /// wrap-up, an own score, what the debrief completes of a metric. An empty text stands for "none".
    pub fn value(&self, at: &Place) -> Option<Value> {
        let of = |id: Option<&str>| Value::Text(id.unwrap_or_default().to_owned());
        let reference = |id: Option<&ItemId>| id.map_or_else(Value::default, |id| Value::Ref(id.clone()));
        match (&at.part, at.id.as_ref(), at.field.as_ref()) {
            (Part::Step(step), Some(id), Some(field)) => match self.answer(step)? {
                Answer::Rows(rows) => rows.iter().find(|r| r.id == *id).map(|r| r.value(field).clone()),
                Answer::Metrics(metrics) => {
                    let metric = metrics.iter().find(|m| m.id == *id)?;
                    match field.as_str() {
                        "role" => Some(of(metric.role.map(Role::id))),
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
                    "question" => Some(of(next.question.as_ref().map(QuestionId::as_str))),
                    "step" => Some(of(next.step.as_ref().map(StepId::as_str))),
                    "minutes" => Some(of(next.minutes.map(|m| m.to_string()).as_deref())),
                    _ => None,
                }
            }
            (Part::SelfScores, Some(dimension), Some(field)) => {
                let own = self.self_scores.get(dimension.as_str());
                let word = |score: Option<Score>| of(score.map(Score::word));
                match field.as_str() {
                    "score" => Some(word(own.and_then(|own| own.score))),
                    "predicted" => Some(word(own.and_then(|own| own.predicted))),
                    "evidence" => Some(of(own.map(|own| own.evidence.as_str()))),
                    _ => None,
                }
            }
            (Part::Debrief, Some(id), Some(field)) => {
                self.metrics().find(|(_, m)| m.id == *id)?;
                Some(of(self.completed.get(&(id.clone(), field.clone())).map(String::as_str)))
            }
            _ => None,
        }
    }
}
