//! In what kind of answer an edit was made, and how it finds its step in that kind again. Takes nothing away that is written.

use super::{Edit, Item, Part};
use crate::model::{Answer, Kind, Session};

impl Edit {
    /// In what kind of answer it was made, where it tells. Rows may be a flow.
    fn form(&self) -> Option<Kind> {
        match self {
            Self::Insert { item: Item::Row(_), .. } | Self::Remove { item: Item::Row(_), .. } => {
                Some(Kind::Rows)
            }
            Self::Insert { item: Item::Metric(_), .. } | Self::Remove { item: Item::Metric(_), .. } => {
                Some(Kind::Metrics)
            }
            Self::Splice { at, .. } => Some(match (&at.id, &at.field) {
                (None, _) => Kind::Prose,
                (Some(_), None) => Kind::Metrics,
                (Some(_), Some(_)) => Kind::Rows,
            }),
            _ => None,
        }
    }
}

impl Session {
    /// Makes sure that an edit finds its step in the form in which it was made: one that was emptied may have taken another
    /// kind since, and what undo brings back comes in its own.
    pub fn open_for(&mut self, edit: &Edit) {
        let Part::Step(id) = edit.part() else { return };
        if self.step(id).is_none() {
            self.open_step(id);
        }
        let planned = self.spec(id).kind;
        if let (Some(form), Some(step)) = (edit.form(), self.step_mut(id))
            && step.answer == Answer::empty(step.kind)
            && step.answer != Answer::empty(form)
        {
            // A flow is rows as well, where the plan says so.
            step.kind = if Answer::empty(planned) == Answer::empty(form) { planned } else { form };
            step.answer = Answer::empty(step.kind);
        }
    }
}
