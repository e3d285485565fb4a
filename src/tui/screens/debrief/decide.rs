//! What the debrief asks after own headings: which steps each covers, and what each metric is for. Every answer is an
//! edit of the session, saved and undone as edits are. Draws nothing.

use std::borrow::Cow;

use super::{Debrief, Section};
use crate::{
    insight::headings,
    model::{
        Edit, Item, Metric, Part, Place, Role, StepId, Value,
        session::{Mapping, Session},
    },
    tui::{action::Action, history, screens::practice::Reply},
};

/// What a metric can be for, as the page lists it.
pub const ROLES: [Option<Role>; Role::ALL.len() + 1] = {
    let mut roles = [None; Role::ALL.len() + 1];
    let mut n = 0;
    while n < Role::ALL.len() {
        roles[n + 1] = Some(Role::ALL[n]);
        n += 1;
    }
    roles
};

impl Debrief {
    /// Whether somebody has said something of the own headings; until then the pairs are a proposal.
    pub(super) fn is_decided(&self) -> bool {
        !self.is_open()
            || !self.session.mapping.is_empty()
            || self.session.completed.keys().any(|(_, field)| field.as_str() == "role")
            || self.history.any(is_of_headings)
    }

    /// The pairs as they are, or as they are proposed.
    pub(super) fn pairs(&self) -> Cow<'_, [Mapping]> {
        if self.is_decided() {
            Cow::Borrowed(&self.session.mapping)
        } else {
            Cow::Owned(headings::propose(&self.session))
        }
    }

    /// The role of a metric as the page lists it.
    pub(super) fn role_index(&self, metric: &Metric) -> usize {
        let role = self.session.role_of(metric);
        ROLES.iter().position(|r| *r == role).unwrap_or(0)
    }

    pub(super) fn act_on_headings(&mut self, action: Action) -> Reply {
        let (items, steps) = (headings::own(&self.session).len(), self.session.framework.steps.len());
        match action {
            Action::Accept => return self.accept(),
            Action::Tick | Action::Choose => return self.tick(),
            Action::Right => {
                self.among_steps = true;
                self.choices.index = self.first_covered();
            }
            Action::Left => self.among_steps = false,
            _ if self.among_steps => {
                self.choices.act(action, steps);
            }
            _ => {
                self.items.act(action, items);
            }
        }
        Reply::default()
    }

    pub(super) fn act_on_roles(&mut self, action: Action) -> Reply {
        let metrics = headings::metrics(&self.session);
        let index = metrics.get(self.items.index).map_or(0, |metric| self.role_index(metric));
        let count = metrics.len();
        match action {
            Action::Accept => {
                self.turn(self.section + 1);
                Reply::default()
            }
            Action::Left => self.say_role(index.saturating_sub(1)),
            Action::Right => self.say_role(index + 1),
            Action::Choose => self.say_role(self.choices.index),
            Action::Role(role) => self.say_role(ROLES.iter().position(|r| *r == role).unwrap_or(0)),
            _ => {
                self.items.act(action, count);
                Reply::default()
            }
        }
    }

    /// Writes the proposal down, where nothing else was said, and goes on.
    fn accept(&mut self) -> Reply {
        let reply = self.keep_proposal();
        self.turn(self.section + 1);
        reply
    }

    fn keep_proposal(&mut self) -> Reply {
        if self.is_decided() {
            return Reply::default();
        }
        let pairs = self.pairs().into_owned();
        let insert =
            |(index, mapping)| Edit::Insert { part: Part::Debrief, index, item: Item::Mapping(mapping) };
        self.commit(pairs.into_iter().enumerate().map(insert).collect())
    }

    /// Whether the selected heading covers the selected step becomes the other way round.
    fn tick(&mut self) -> Reply {
        let own = headings::own(&self.session);
        let step = self.session.framework.steps.get(self.choices.index);
        let (Some(heading), Some(step)) = (own.get(self.items.index).cloned(), step) else {
            return Reply::default();
        };
        let pair = Mapping { heading, step: step.id.clone() };
        // The proposal is taken with the first change to it, and can be had back without the change.
        self.keep_proposal();
        let pairs = &self.session.mapping;
        let edit = match pairs.iter().position(|p| *p == pair) {
            Some(index) => Edit::Remove { part: Part::Debrief, index, item: Item::Mapping(pair) },
            None => {
                let place = |p: &Mapping| place_of(&self.session, &own, p);
                let behind = pairs.iter().position(|p| place(p) > place(&pair));
                let index = behind.unwrap_or(pairs.len());
                Edit::Insert { part: Part::Debrief, index, item: Item::Mapping(pair) }
            }
        };
        self.commit(vec![edit])
    }

    fn say_role(&mut self, index: usize) -> Reply {
        let role = ROLES[index.min(ROLES.len() - 1)];
        let metrics = headings::metrics(&self.session);
        let Some(metric) = metrics.get(self.items.index) else { return Reply::default() };
        let at = Place::cell(Part::Debrief, &metric.id, "role");
        let Some(old) = self.session.value(&at) else { return Reply::default() };
        let new = Value::Text(role.map_or("", Role::id).to_owned());
        if new == old {
            return Reply::default();
        }
        self.commit(vec![Edit::Set { at, old, new }])
    }

    /// The first step that the selected heading covers, or the first of all.
    fn first_covered(&self) -> usize {
        let own = headings::own(&self.session);
        let Some(heading) = own.get(self.items.index) else { return 0 };
        let pairs = self.pairs();
        let steps = &self.session.framework.steps;
        let covered = |step: &StepId| pairs.iter().any(|p| p.heading == *heading && p.step == *step);
        steps.iter().position(|s| covered(&s.id)).unwrap_or(0)
    }

    pub(super) fn undo(&mut self, back: bool) -> Reply {
        let done =
            if back { self.history.undo(&mut self.session) } else { self.history.redo(&mut self.session) };
        match done {
            Ok(Some(landing)) => {
                self.land(&landing.edit);
                Reply::keep()
            }
            Ok(None) => Reply::notice(if back { "Nothing more to undo." } else { "Nothing to redo." }),
            Err(error) => Reply::notice(format!("That cannot be undone: {error}.")),
        }
    }

    /// Goes to the page on which an edit is made.
    fn land(&mut self, edit: &Edit) {
        let page = match edit {
            Edit::Set { at, .. } if at.part == Part::SelfScores => Section::SelfScore,
            Edit::Set { .. } if !is_of_headings(edit) => Section::Completing,
            Edit::Set { .. } => Section::Roles,
            Edit::Insert { item: Item::Dismissed(_), .. } | Edit::Remove { item: Item::Dismissed(_), .. } => {
                Section::Findings
            }
            Edit::Insert { item: Item::OutOfScope(_), .. }
            | Edit::Remove { item: Item::OutOfScope(_), .. }
                if self.has_coverage() =>
            {
                Section::Coverage
            }
            _ => Section::Headings,
        };
        if self.here() != page {
            self.go(&page);
        }
        match (edit, page) {
            (Edit::Set { at, .. }, Section::SelfScore) => self.go_to_dimension(at),
            (Edit::Set { at, .. }, Section::Completing) => self.go_to_question(at),
            _ => {}
        }
    }

    pub(super) fn commit(&mut self, edits: Vec<Edit>) -> Reply {
        if edits.is_empty() {
            return Reply::default();
        }
        match history::carry_out(&mut self.session, &edits) {
            Ok(()) => {
                self.history.record(edits);
                Reply::keep()
            }
            Err(error) => Reply::notice(format!("Nothing was changed: {error}.")),
        }
    }
}

/// Whether an edit says something of own headings or of a metric's role.
fn is_of_headings(edit: &Edit) -> bool {
    match edit {
        Edit::Set { at, .. } => {
            at.part == Part::Debrief && at.field.as_ref().is_some_and(|field| field.as_str() == "role")
        }
        Edit::Insert { item, .. } | Edit::Remove { item, .. } => matches!(item, Item::Mapping(_)),
        _ => false,
    }
}

/// Where a pair stands: by the plan, then by the framework.
fn place_of(session: &Session, own: &[StepId], pair: &Mapping) -> (Option<usize>, Option<usize>) {
    let heading = own.iter().position(|id| *id == pair.heading);
    (heading, session.framework.steps.iter().position(|s| s.id == pair.step))
}
