//! A coach's inbox: sessions of others, wherever they lie, and which one is next. Reads no file: asks for it.

mod view;

use std::collections::BTreeSet;

use ratatui::layout::Position;

use crate::{
    insight::{
        assigned::Assigned,
        facts::State,
        inbox::{Desk, Item, Order, arrange, before, next_new},
        replies::Before,
    },
    model::{CaseId, Review},
    tui::{
        action::Action,
        effect::Effect,
        keymap::Scope,
        widgets::{
            editor::Deed,
            list::{List, turn},
            search::Search,
        },
    },
};

/// The inbox.
#[derive(Clone, Debug)]
pub struct Inbox {
    /// None until it was read.
    read: Option<Desk>,
    search: Search,
    typing: bool,
    order: Order,
    /// Only those that are so far.
    show: Option<State>,
    /// The items that are shown, by their places.
    found: Vec<usize>,
    list: List,
    /// The sessions that are selected, to be read side by side.
    marked: BTreeSet<CaseId>,
}

/// All of them, and each standing alone.
const SHOWN: [Option<State>; 5] =
    [None, Some(State::New), Some(State::InReview), Some(State::Returned), Some(State::NewerAttempt)];

impl Default for Inbox {
    fn default() -> Self {
        Self {
            read: None,
            search: Search::new(""),
            typing: false,
            order: Order::default(),
            show: None,
            found: Vec::new(),
            list: List::default(),
            marked: BTreeSet::new(),
        }
    }
}

impl Inbox {
    /// The desk was read, or read anew: what is selected stays so.
    pub fn learn(&mut self, read: Desk) {
        let here = self.here().map(|item| item.id.clone());
        self.read = Some(read);
        self.find();
        self.select(here.as_ref());
        let there: BTreeSet<CaseId> = self.items().iter().map(|item| item.id.clone()).collect();
        self.marked.retain(|id| there.contains(id));
    }

    /// The sessions that are selected; where none is, those that are shown.
    pub fn picked(&self) -> Vec<CaseId> {
        if !self.marked.is_empty() {
            return self.marked.iter().cloned().collect();
        }
        self.found.iter().map(|index| self.items()[*index].id.clone()).collect()
    }

    /// Selects a session, where it is shown.
    pub fn select(&mut self, case: Option<&CaseId>) {
        let items = self.items();
        let place = self.found.iter().position(|index| Some(&items[*index].id) == case);
        self.list.index = place.unwrap_or(self.list.index).min(self.found.len().saturating_sub(1));
    }

    /// The coach has said something of a session; the order stays until the desk is read anew.
    pub fn hear(&mut self, case: &CaseId, review: &Review) {
        let items = self.read.iter_mut().flat_map(|read| &mut read.items);
        items.filter(|item| item.id == *case).for_each(|item| item.hear(review));
    }

    /// What the coach asked for in an attempt before that one.
    pub fn before(&self, case: &CaseId) -> Option<Before> {
        let item = self.items().iter().find(|item| item.id == *case)?;
        before(self.items(), &item.facts)
    }

    fn items(&self) -> &[Item] {
        self.read.as_ref().map_or(&[], |read| &read.items)
    }

    fn find(&mut self) {
        if let Some(read) = &mut self.read {
            arrange(&mut read.items, self.order);
        }
        let items = self.items();
        let fits =
            |item: &Item| self.show.is_none_or(|show| item.state == show) && item.has(self.search.query());
        self.found = (0..items.len()).filter(|index| fits(&items[*index])).collect();
        self.list.index = self.list.index.min(self.found.len().saturating_sub(1));
    }

    /// What is selected.
    fn here(&self) -> Option<&Item> {
        self.items().get(*self.found.get(self.list.index)?)
    }

    /// The session that is to be reviewed next, behind the one that was: what is new among those that are shown.
    pub fn next(&self) -> Option<&CaseId> {
        let shown: Vec<Item> = self.found.iter().map(|index| self.items()[*index].clone()).collect();
        let place = *self.found.get(next_new(&shown, self.list.index)?)?;
        Some(&self.items().get(place)?.id)
    }

    /// The scopes of the binding table that hold now.
    pub fn scopes(&self) -> Vec<Scope> {
        let here: &[Scope] =
            if self.typing { &[Scope::InboxSearch, Scope::Field] } else { &[Scope::Inbox, Scope::List] };
        [&[Scope::Everywhere, Scope::Away], here].concat()
    }

    /// Why an action cannot be done now.
    pub fn why_not(&self, action: Action) -> Option<&'static str> {
        match action {
            Action::Choose | Action::Mark if self.found.is_empty() => Some("nothing is selected"),
            Action::NextNew if self.next().is_none() => Some("nothing new is shown"),
            Action::ClearFilters if self.show.is_none() => Some("no filter is chosen"),
            Action::Column | Action::SelectAll if self.picked().is_empty() => Some("nothing is shown"),
            Action::Assignments if self.assigned().is_empty() => {
                Some("nothing is assigned; `casebook assign QUESTION` does")
            }
            Action::Cohort if self.items().is_empty() => Some("no finished sessions lie here yet"),
            Action::Problems if self.broken().is_empty() => Some("every file can be read"),
            _ => None,
        }
    }

    /// What the coach has assigned.
    pub fn assigned(&self) -> &[Assigned] {
        self.read.as_ref().map_or(&[], |read| &read.assigned)
    }

    /// The files that cannot be read.
    pub fn broken(&self) -> &[String] {
        self.read.as_ref().map_or(&[], |read| &read.broken)
    }

    /// Moves the selection or changes what is listed, or says what is to be opened.
    pub fn act(&mut self, action: Action) -> Option<Effect> {
        match action {
            Action::Choose => return self.here().map(|item| Effect::OpenCase(item.id.clone())),
            Action::NextNew => {
                let here = self.here().filter(|item| item.state == State::New);
                let next = here.map(|item| &item.id).or(self.next()).cloned();
                self.select(next.as_ref());
                return next.map(Effect::OpenCase);
            }
            Action::Search => self.typing = true,
            Action::NextPane | Action::PreviousPane => self.typing = !self.typing,
            Action::Sort => {
                let here = self.here().map(|item| item.id.clone());
                self.order = turn(&Order::ALL, self.order, 1);
                self.find();
                self.select(here.as_ref());
            }
            Action::Mark => {
                if let Some(id) = self.here().map(|item| item.id.clone())
                    && !self.marked.remove(&id)
                {
                    self.marked.insert(id);
                }
                self.list.act(Action::Down, self.found.len());
            }
            Action::SelectAll => {
                let shown: Vec<CaseId> = self.found.iter().map(|n| self.items()[*n].id.clone()).collect();
                if shown.iter().all(|id| self.marked.contains(id)) {
                    self.marked.clear();
                } else {
                    self.marked.extend(shown);
                }
            }
            Action::Filter => self.shows(turn(&SHOWN, self.show, 1)),
            Action::ClearFilters => self.shows(None),
            _ => {
                self.list.act(action, self.found.len());
            }
        }
        None
    }

    fn shows(&mut self, show: Option<State>) {
        self.show = show;
        self.list = List::default();
        self.find();
    }

    /// A deed in the search field.
    pub fn deed(&mut self, deed: Deed) {
        self.typing = true;
        if self.search.deed(deed) {
            self.list = List::default();
            self.find();
        }
    }

    /// Whether letters are typed into the search field.
    pub fn is_typing(&self) -> bool {
        self.typing
    }

    /// What is selected in the search field.
    pub fn selected(&self) -> &str {
        self.search.selected()
    }

    /// Selects the session under the mouse; says whether it was selected before.
    pub fn point(&mut self, at: Position) -> Option<bool> {
        self.list.point(at)
    }
}
