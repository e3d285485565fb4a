//! Moving what is written about: rows, cards and metrics among their kind, metrics under each other. Types nothing.

use super::{Practice, Reply, sheet::Target};
use crate::model::{Answer, Edit, ItemId, Part, Place, Role, Value};

impl Practice {
    /// Moves the row, card or metric up or down among its kind.
    pub(super) fn move_row(&mut self, by: isize) -> Reply {
        let Some(target) = self.field().map(|f| f.target.clone()) else { return Reply::default() };
        let Target::At(place) = &target else { return Reply::default() };
        let Some((from, to)) = self.neighbours(place, by) else { return Reply::default() };
        let caret = self.editor.caret();
        let reply = self.commit(vec![Edit::Move { part: place.part.clone(), from, to }]);
        self.refresh(&target);
        self.editor.place(caret);
        reply
    }

    /// The index of the item at `place`, and of the one it changes places with.
    fn neighbours(&self, place: &Place, by: isize) -> Option<(usize, usize)> {
        let id = place.id.as_ref()?;
        let (from, count) = match &place.part {
            Part::Clarify => {
                let asks = &self.session.opening.asks;
                (asks.iter().position(|a| a.id == *id)?, asks.len())
            }
            Part::Plan => {
                let plan = &self.session.opening.plan;
                (plan.iter().position(|c| *c.step.as_str() == *id.as_str())?, plan.len())
            }
            Part::Step(step) => match self.session.answer(step)? {
                Answer::Rows(rows) => (rows.iter().position(|r| r.id == *id)?, rows.len()),
                Answer::Metrics(metrics) => {
                    let from = metrics.iter().position(|m| m.id == *id)?;
                    let to = from.checked_add_signed(by).filter(|to| *to < metrics.len())?;
                    // A metric stays in its section.
                    return (metrics[to].role == metrics[from].role).then_some((from, to));
                }
                Answer::Prose(_) => return None,
            },
            Part::FollowUps | Part::WrapUp | Part::SelfScores | Part::Debrief => return None,
        };
        let to = from.checked_add_signed(by).filter(|to| *to < count)?;
        Some((from, to))
    }

    /// Tab in the tree: takes a completion, or puts the metric under the one above it.
    pub(super) fn indent(&mut self) -> Reply {
        if let Some(reply) = self.take_completion() {
            return reply;
        }
        let Some(Target::At(place)) = self.field().map(|f| f.target.clone()) else {
            return Reply::notice("Write the metric first; Tab then puts it under the one above.");
        };
        let rejected = Role::ALL.iter().position(|role| *role == Role::Rejected);
        let others = self.sheet.fields[..self.focus].iter().rev().filter(|f| Some(f.row) != rejected);
        let above = others.into_iter().find_map(|f| match &f.target {
            Target::At(above) => above.id.clone(),
            _ => None,
        });
        match above {
            Some(above) => self.hang(&place, Some(above)),
            None => Reply::notice("There is no metric above to put it under."),
        }
    }

    /// Shift-Tab in the tree: out from under its parent, to its parent's.
    pub(super) fn outdent(&mut self) -> Reply {
        let Some(Target::At(place)) = self.field().map(|f| f.target.clone()) else { return Reply::default() };
        let parent = self.parent(place.id.as_ref());
        let above = self.parent(parent.as_ref());
        self.hang(&place, above)
    }

    fn parent(&self, id: Option<&ItemId>) -> Option<ItemId> {
        let id = id?;
        self.session.metrics().find(|(_, m)| m.id == *id)?.1.under.clone()
    }

    fn hang(&mut self, place: &Place, under: Option<ItemId>) -> Reply {
        let Some(id) = place.id.clone() else { return Reply::default() };
        // Nothing hangs under itself, at whatever depth. A file may hold a circle of others, which has no end.
        let above = std::iter::successors(under.clone(), |here| self.parent(Some(here)));
        if above.take(self.session.metrics().count()).any(|here| here == id) {
            return Reply::notice("That metric hangs under this one already.");
        }
        let at = Place::cell(place.part.clone(), &id, "under");
        let Some(old) = self.session.value(&at) else { return Reply::default() };
        let new = under.clone().map_or_else(Value::default, Value::Ref);
        if old == new {
            return Reply::default();
        }
        let reply = self.commit(vec![Edit::Set { at, old, new }]);
        let notice = under.map_or("Stands on its own now.".to_owned(), |id| {
            format!("Under {}.", self.session.name_of(&id))
        });
        Reply { notice: Some(notice), ..reply }
    }
}
