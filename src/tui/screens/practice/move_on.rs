//! Moving on: to the next field, row, slot and stop. Types nothing.

use super::{
    Practice, Reply, Then,
    sheet::{Field, FieldKind, Form, ONE_MORE, Target, is_blank_guide},
};
use crate::{
    insight::follow_ups,
    model::{
        Role, Stop, plan,
        session::{FollowUp, FollowUpKind},
    },
    tui::{
        effect::{Effect, Now},
        widgets::editor::Motion,
    },
};

/// Fields that PageUp and PageDown go by.
const PAGE: usize = 6;

impl Practice {
    /// On to the next stop; from the last one, to the debrief.
    pub(super) fn next(&mut self, now: Now) -> Reply {
        self.leave_field();
        self.tick(now);
        if *self.stop() == Stop::Plan && plan::steps(&self.session).is_empty() {
            return Reply::notice(if is_blank_guide(&self.session) {
                "Write at least one heading; Enter goes to the next line."
            } else {
                "Keep at least one step: every card is skipped."
            });
        }
        self.ask_next();
        let stop = self.stop().clone();
        match plan::next(&self.session, &stop) {
            Some(next) => {
                self.stand_at(next);
                Reply { effects: vec![Effect::Flush], ..Reply::default() }
            }
            // Only the wrap-up ends a session: whoever stands off the way goes on at its end.
            None if stop != Stop::WrapUp => {
                self.stand_at(Stop::WrapUp);
                Reply { effects: vec![Effect::Flush], ..Reply::default() }
            }
            None => Reply { effects: vec![Effect::Flush], notice: None, then: Some(Then::Debrief) },
        }
    }

    pub(super) fn previous(&mut self) -> Reply {
        self.leave_field();
        let stop = self.stop().clone();
        if let Some(previous) = plan::previous(&self.session, &stop) {
            self.stand_at(previous);
        }
        Reply { effects: vec![Effect::Flush], ..Reply::default() }
    }

    /// Puts the probes of this boundary, and behind the last step the follow-ups, into the session, once.
    fn ask_next(&mut self) {
        let Stop::Step(step) = self.stop().clone() else { return };
        if self.read_only {
            return;
        }
        let there = &self.session.follow_ups;
        let mut asks = Vec::new();
        if !there.iter().any(|f| f.kind == FollowUpKind::Probe && f.after.as_ref() == Some(&step)) {
            let probes = follow_ups::probes_after(&self.session, &step).into_iter();
            asks.extend(probes.map(|ask| (FollowUpKind::Probe, Some(step.clone()), ask)));
        }
        let last = plan::steps(&self.session).last() == Some(&step);
        let asked = there.iter().any(|f| f.kind == FollowUpKind::FollowUp);
        if last && self.session.only.is_none() && !asked {
            let chosen = follow_ups::choose(&self.session).into_iter();
            asks.extend(chosen.map(|ask| (FollowUpKind::FollowUp, None, ask)));
        }
        for (kind, after, ask) in asks {
            let id = self.session.next_id('q');
            let follow_up = FollowUp { id, kind, after, ask, answer: String::new(), seconds: 0 };
            // Asked by the program, not written by the candidate: nothing that undo should take back.
            self.session.follow_ups.push(follow_up);
        }
    }

    /// The step was said aloud; in the retell that is all there is to do.
    pub(super) fn say(&mut self, now: Now) -> Reply {
        match self.stop().clone() {
            Stop::Retell => {
                self.session.retell.said = true;
                let reply = self.next(now);
                Reply { notice: Some("Said.".to_owned()), ..reply }
            }
            Stop::Step(id) => {
                let said = self.session.step_mut(&id).map(|step| {
                    step.said = !step.said;
                    step.said
                });
                let notice =
                    if said == Some(true) { "Marked as said aloud." } else { "No longer marked as said." };
                Reply { notice: Some(notice.to_owned()), ..Reply::keep() }
            }
            _ => Reply::default(),
        }
    }

    /// Enter: takes a completion, opens a fact, or goes to the next row or slot.
    pub(super) fn enter(&mut self, now: Now) -> Reply {
        if let Some(reply) = self.take_completion() {
            // A metric line ends with its references, and a choice is whole: Enter is done with it.
            let chosen = self.kind().is_some_and(|kind| !matches!(kind, FieldKind::Line | FieldKind::Prose));
            return match self.sheet.form {
                Form::Metrics(_) => self.next_slot(),
                Form::Rows { .. } if chosen => self.next_row(now),
                _ => reply,
            };
        }
        let Some(field) = self.field().cloned() else { return Reply::default() };
        if let Target::Fact(number) = field.target {
            return self.open_fact(number);
        }
        match &self.sheet.form {
            Form::Metrics(_) => self.next_slot(),
            Form::Rows { .. } => self.next_row(now),
            _ if self.focus + 1 == self.sheet.fields.len() => Reply::notice("Ctrl-N finishes."),
            _ => self.go_by(1),
        }
    }

    fn next_row(&mut self, now: Now) -> Reply {
        let Some(field) = self.field().cloned() else { return Reply::default() };
        let is_new = matches!(field.target, Target::New(_));
        if *self.stop() == Stop::Plan {
            let untouched = self.text_of(&field.target) == self.arrival.text.as_str();
            let take = if is_blank_guide(&self.session) { is_new } else { untouched };
            if take {
                return self.next(now);
            }
        }
        let facts = self.sheet.fields.iter().position(|f| matches!(f.target, Target::Fact(_)));
        if is_new && *self.stop() == Stop::Clarify && facts.is_some() {
            return self.go_to(facts.unwrap_or(self.focus), false);
        }
        if is_new && *self.stop() != Stop::Plan {
            return Reply::notice("An empty row: Ctrl-N goes on to the next step.");
        }
        self.leave_field_keeping(|p| {
            let row = field.row + usize::from(p.sheet.fields.iter().any(|f| f.target == field.target));
            p.sheet.fields.iter().position(|f| f.row == row && f.column == 0)
        })
    }

    /// The next slot; from an empty one, the next section.
    fn next_slot(&mut self) -> Reply {
        let Some(field) = self.field().cloned() else { return Reply::default() };
        let empty = self.text_of(&field.target).trim().is_empty();
        if empty && field.row == 0 && self.session.metrics().next().is_none() {
            return Reply::notice("The North Star comes first; the arrows go elsewhere.");
        }
        let reply = self.leave_field_keeping(|p| {
            let fields = &p.sheet.fields;
            let here = fields.iter().position(|f| f.target == field.target).unwrap_or(p.focus);
            let section = fields.iter().position(|f| f.row > field.row);
            // A second rejected metric is there for who goes down to it; nobody is led there.
            let led = |f: &Field| f.placeholder != ONE_MORE || Role::ALL.get(f.row) != Some(&Role::Rejected);
            let next = fields.get(here + 1).filter(|f| led(f)).map(|_| here + 1);
            if empty { section } else { next.or(section) }
        });
        // A section that was passed over is not passed over in silence.
        let section = self.field().and_then(|f| Role::ALL.get(f.row)).filter(|_| empty);
        let notice = section.map(|role| format!("Now: {}", role.title()));
        Reply { notice: reply.notice.or(notice), ..reply }
    }

    /// Tab: takes a completion, or goes to the next field.
    pub(super) fn tab(&mut self) -> Reply {
        match self.take_completion() {
            Some(reply) => reply,
            None => self.go_by(1),
        }
    }

    /// To the field that is so many on.
    pub(super) fn go_by(&mut self, by: isize) -> Reply {
        let wanted = self.focus.checked_add_signed(by).filter(|i| *i < self.sheet.fields.len());
        match wanted {
            Some(index) => self.go_to(index, by > 0),
            None => Reply::default(),
        }
    }

    /// To a field, the caret behind its text, or before it.
    pub(super) fn go_to(&mut self, index: usize, at_end: bool) -> Reply {
        let Some(target) = self.sheet.fields.get(index).map(|f| f.target.clone()) else {
            return Reply::default();
        };
        self.leave_field();
        self.sheet = super::sheet::sheet(&self.session, self.stop());
        let index = self.sheet.find(&target).unwrap_or(index);
        let offset = if at_end { self.text_of(&target).len() } else { 0 };
        self.focus_on(index, offset);
        Reply::keep()
    }

    /// Settles the field, then goes where `find` says in the sheet as it is then.
    fn leave_field_keeping(&mut self, find: impl Fn(&Self) -> Option<usize>) -> Reply {
        self.leave_field();
        self.sheet = super::sheet::sheet(&self.session, self.stop());
        match find(self) {
            Some(index) => {
                let end = self.sheet.fields.get(index).map_or(0, |f| self.text_of(&f.target).len());
                self.focus_on(index, end);
                Reply::keep()
            }
            None => {
                self.focus_on(self.focus, usize::MAX);
                Reply { notice: Some("Ctrl-N goes on to the next step.".to_owned()), ..Reply::keep() }
            }
        }
    }

    /// A motion ran out of the field: on to the neighbour.
    pub(super) fn over_the_edge(&mut self, motion: Motion) -> Reply {
        let Some(field) = self.field() else { return Reply::default() };
        let (row, column) = (field.row, field.column);
        let beside = |wanted: usize| {
            self.sheet
                .fields
                .iter()
                .position(|f| f.row == wanted && (f.column == column || f.column == 0 && column > 3))
        };
        let in_columns = matches!(self.sheet.form, Form::Rows { .. }) && !self.screen.stacked;
        match motion {
            Motion::Up | Motion::PageUp if in_columns => {
                let above = row.checked_sub(1).and_then(beside);
                above.map_or_else(Reply::default, |index| self.go_to(index, true))
            }
            Motion::Down | Motion::PageDown if in_columns => {
                let below =
                    beside(row + 1).or_else(|| self.sheet.fields.iter().position(|f| f.row == row + 1));
                below.map_or_else(Reply::default, |index| self.go_to(index, false))
            }
            Motion::PageUp if self.focus > 0 => self.go_to(self.focus.saturating_sub(PAGE), true),
            Motion::PageDown if self.focus + 1 < self.sheet.fields.len() => {
                self.go_to((self.focus + PAGE).min(self.sheet.fields.len() - 1), false)
            }
            Motion::Up | Motion::Left | Motion::WordLeft if self.focus > 0 => {
                self.go_to(self.focus - 1, true)
            }
            Motion::Down | Motion::Right | Motion::WordRight if self.focus + 1 < self.sheet.fields.len() => {
                self.go_to(self.focus + 1, false)
            }
            _ => Reply::default(),
        }
    }
}
