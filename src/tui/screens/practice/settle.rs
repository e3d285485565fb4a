//! Leaving a field: words that name something become references, renamed rows take along the lines that name them,
//! and what was left empty goes. Draws nothing.

use std::borrow::Cow;

use super::{
    Arrival, Practice,
    sheet::{Field, FieldKind, Target},
};
use crate::{
    model::{Answer, Edit, Item, ItemId, Part, Place, Session, StepId, Value, metric_line, plan},
    text::fold::fold,
    tui::history,
};

impl Practice {
    /// Settles the focused field before the caret goes elsewhere. What was left empty goes.
    pub(super) fn leave_field(&mut self) {
        let Some(Target::At(place)) = self.field().map(|f| f.target.clone()) else { return };
        let (before, came) = (self.at_stake(&place), self.arrival.mark);
        self.settle();
        let settled = self.history.mark();
        self.drop_empty(&place);
        if settled > came {
            // The words and the row that they leave empty come back together.
            self.history.join_since(settled - 1);
        }
        self.warn_of_deleted(&before);
        self.history.close();
        self.arrival.mark = self.history.mark();
    }

    /// Turns words into what they name, and takes along what calls a renamed row by its name. Deletes nothing.
    pub(super) fn settle(&mut self) {
        let Some(field) = self.field().cloned() else { return };
        let Target::At(place) = &field.target else { return };
        let text = self.text_of(&field.target).into_owned();
        if let Some(edit) = self.reference(place, &field.kind, &text) {
            self.commit(vec![edit]);
        }
        self.settle_name();
        self.warning = self.warning.take().or_else(|| self.plan_warning(place, &field.kind, &text));
        self.history.close();
        self.arrival = Arrival { text, mark: self.history.mark() };
    }

    /// Ends a renaming that is under way: one step for undo with all that names the row.
    pub(super) fn settle_name(&mut self) {
        let renames = self.renaming();
        if !renames.is_empty() {
            self.commit(renames);
            self.history.join_since(self.arrival.mark);
        }
    }

    /// The session as it is to be saved: what names a row bears the row's new name while that is still being typed. The
    /// file agrees with itself, however the program ends.
    pub fn settled(&self) -> Cow<'_, Session> {
        let renames = self.renaming();
        if renames.is_empty() {
            return Cow::Borrowed(&self.session);
        }
        let mut session = self.session.clone();
        match history::carry_out(&mut session, &renames) {
            Ok(()) => Cow::Owned(session),
            Err(_) => Cow::Borrowed(&self.session),
        }
    }

    /// The edits of what still names the focused row by the name that it had when the caret came.
    fn renaming(&self) -> Vec<Edit> {
        let Some(Field { target, column: 0, .. }) = self.field() else { return Vec::new() };
        let (Target::At(place), now) = (target, self.text_of(target)) else { return Vec::new() };
        let was = &self.arrival.text;
        if now == was.as_str() || was.trim().is_empty() { Vec::new() } else { self.renames(place, was, &now) }
    }

    /// The caret came back to a field by undo. What still names its row by the name from before stays to be renamed.
    pub(super) fn come_back_to_name(&mut self, before: Arrival) {
        let Some(Field { target: Target::At(place), column: 0, .. }) = self.field() else { return };
        let named =
            !before.text.trim().is_empty() && !self.renames(place, &before.text, "another").is_empty();
        if named {
            self.arrival = Arrival { mark: before.mark.min(self.history.mark()), ..before };
        }
    }

    /// The edit that turns words into what they name.
    fn reference(&self, place: &Place, kind: &FieldKind, text: &str) -> Option<Edit> {
        let old = self.session.value(place)?;
        old.text()?;
        let typed = fold(text.trim().trim_start_matches(['@', '#']));
        if typed.is_empty() {
            return None;
        }
        let new = match kind {
            FieldKind::YesNo if typed == "yes" || typed == "y" => Value::Flag(true),
            FieldKind::YesNo if typed == "no" || typed == "n" => Value::Flag(false),
            FieldKind::Reference(named) => {
                let mut matching = named.iter().filter(|(_, name)| fold(name.trim()) == typed);
                Value::Ref(matching.next()?.0.clone())
            }
            FieldKind::Choice(choices) if !matches!(place.part, Part::Plan) => {
                Value::Text(choices.iter().find(|c| fold(c) == typed)?.clone())
            }
            _ => return None,
        };
        (new != old).then(|| Edit::Set { at: place.clone(), old, new })
    }

    /// The edits of what names a row, or the heading of a card, by its old name.
    pub(super) fn renames(&self, place: &Place, was: &str, now: &str) -> Vec<Edit> {
        match (&place.part, &place.id) {
            (Part::Step(step), Some(id)) => self.renamed_lines(step, id, was, now),
            (Part::Plan, Some(_)) => self.renamed_merges(was, now),
            _ => Vec::new(),
        }
    }

    /// Splices of the cards that go into a heading.
    fn renamed_merges(&self, was: &str, now: &str) -> Vec<Edit> {
        let cards = &self.session.opening.plan;
        let named = |title: &str| title.trim().eq_ignore_ascii_case(was.trim());
        // While another card bears the old heading, that is the one that is meant.
        if now.trim().is_empty() || cards.iter().any(|card| named(&card.title)) {
            return Vec::new();
        }
        let merges = cards.iter().filter(|card| plan::heading(card).is_some_and(named));
        merges
            .map(|card| Edit::Splice {
                at: Place::cell(Part::Plan, &card.step.as_str().into(), "change"),
                offset: 0,
                removed: card.change.clone(),
                inserted: format!("{}{}", plan::INTO, now.trim()),
            })
            .collect()
    }

    /// Splices of the metric lines that name a row.
    fn renamed_lines(&self, step: &StepId, id: &ItemId, was: &str, now: &str) -> Vec<Edit> {
        let mut edits = Vec::new();
        for naming in &self.session.steps {
            // Lines still bear the old name: they are read with it.
            let names = self.session.names_when(&naming.id, step, id, was);
            for metric in naming.answer.metrics() {
                if let Some(line) = metric_line::rename_row(&metric.line, id, now, &names) {
                    edits.push(Edit::Splice {
                        at: Place::item(Part::Step(naming.id.clone()), &metric.id),
                        offset: 0,
                        removed: metric.line.clone(),
                        inserted: line,
                    });
                }
            }
        }
        edits
    }

    /// Takes an item out in which nothing stands any more.
    fn drop_empty(&mut self, place: &Place) {
        let Some(id) = &place.id else { return };
        let gone = match &place.part {
            Part::Clarify => {
                let index =
                    self.session.opening.asks.iter().position(|a| a.id == *id && a.ask.trim().is_empty());
                index.map(|index| (index, Item::Ask(self.session.opening.asks[index].clone())))
            }
            Part::Plan => {
                let own = |c: &plan::Card| self.session.framework.step(&c.step).is_none();
                let cards = &self.session.opening.plan;
                let empty = |c: &plan::Card| {
                    [&c.title, &c.minutes, &c.change, &c.reason].iter().all(|t| t.trim().is_empty())
                };
                let written = |c: &plan::Card| self.session.answer(&c.step).is_some_and(|a| !a.is_blank());
                let index = cards
                    .iter()
                    .position(|c| *c.step.as_str() == *id.as_str() && own(c) && empty(c) && !written(c));
                index.map(|index| (index, Item::Card(cards[index].clone())))
            }
            Part::Step(step) => self.empty_item(step, id),
            Part::FollowUps | Part::WrapUp | Part::SelfScores | Part::Debrief => None,
        };
        if let Some((index, item)) = gone {
            self.commit(vec![Edit::Remove { part: place.part.clone(), index, item }]);
        }
    }

    /// What a card's cell cannot be read as, or does to another card.
    fn plan_warning(&self, place: &Place, kind: &FieldKind, text: &str) -> Option<String> {
        let typed = text.trim();
        if place.part != Part::Plan || typed.is_empty() {
            return None;
        }
        let plan = &self.session.opening.plan;
        let card =
            plan.iter().find(|c| place.id.as_ref().is_some_and(|id| c.step.as_str() == id.as_str()))?;
        match kind {
            FieldKind::Choice(choices) if !choices.iter().any(|c| fold(c) == fold(typed)) => {
                Some(format!("“{typed}” is not understood here: {}", choices.join(", ")))
            }
            FieldKind::Choice(_) => {
                let mut lost =
                    plan.iter().filter_map(|merged| Some((plan::skipped_target(plan, merged)?, merged)));
                let (skipped, merged) = lost.find(|pair| pair.0 == card || pair.1 == card)?;
                Some(format!("{} is skipped, so {} stands on its own.", skipped.title, merged.title))
            }
            FieldKind::Line if place.field.as_ref().is_some_and(|f| *f == "minutes") => {
                card.own_minutes().is_none().then(|| format!("“{typed}” is no number of minutes."))
            }
            _ => None,
        }
    }

    /// What leaving a field may delete: its row or metric, with the name that it bore when the caret came.
    fn at_stake(&self, place: &Place) -> Vec<(StepId, ItemId, String)> {
        let (Part::Step(step), Some(id)) = (&place.part, &place.id) else { return Vec::new() };
        let named = self.field().is_some_and(|f| f.column == 0);
        let name = if named { self.arrival.text.clone() } else { String::new() };
        vec![(step.clone(), id.clone(), name)]
    }

    /// Warns where something refers to what was there `before` and is gone, or has lost its name: the reference stays,
    /// and shows that it dangles.
    pub(super) fn warn_of_deleted(&mut self, before: &[(StepId, ItemId, String)]) {
        let now = self.session.referable();
        let gone = before.iter().filter(|(_, id, name)| {
            let there = self.session.row(id).is_some() && name.trim().is_empty();
            !there && !now.iter().any(|(_, other, _)| other == id)
        });
        let places: usize = gone.map(|(step, id, name)| self.session.references_to(step, id, name)).sum();
        let warning = match places {
            0 => return,
            1 => "Something refers to what you deleted; Ctrl-Z brings it back.".to_owned(),
            n => format!("{n} places refer to what you deleted; Ctrl-Z brings it back."),
        };
        self.warning = Some(warning);
    }

    fn empty_item(&self, step: &StepId, id: &ItemId) -> Option<(usize, Item)> {
        match self.session.answer(step)? {
            Answer::Rows(rows) => {
                let index = rows.iter().position(|r| r.id == *id && r.is_blank())?;
                Some((index, Item::Row(rows[index].clone())))
            }
            Answer::Metrics(metrics) => {
                let index = metrics.iter().position(|m| m.id == *id && m.line.trim().is_empty())?;
                Some((index, Item::Metric(metrics[index].clone())))
            }
            Answer::Prose(_) => None,
        }
    }
}
