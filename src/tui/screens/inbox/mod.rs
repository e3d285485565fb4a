//! A coach's inbox: sessions of others, wherever they lie, and which one is next. Reads no file: asks for it.

mod view;

use std::collections::BTreeSet;

use ratatui::layout::Position;

use crate::{
    insight::{
        assigned::Assigned,
        facts::State,
        inbox::{Desk, Item, Order, arrange, before, next_new},
    },
    model::{CaseId, Review, review::Outline},
    sort::IntoTree as _,
    text::fold::words,
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
    /// What was said since the desk was read: what is read meanwhile may be older.
    heard: Vec<(CaseId, Outline)>,
}

/// All of them, and each standing alone.
const SHOWN: [Option<State>; 5] =
    [None, Some(State::New), Some(State::InReview), Some(State::Returned), Some(State::NewerAttempt)];

/// More sessions nobody reads side by side; and each is held whole.
const SIDE_BY_SIDE: usize = 200;

/// A session takes so many lines.
const LINES: usize = 2;

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
            heard: Vec::new(),
        }
    }
}

impl Inbox {
    /// The desk was read, or a part of it, or all of it anew: what is selected stays so, and stays where it is.
    pub fn learn(&mut self, read: Desk) {
        let here = self.here().map(|item| item.id.clone());
        let before = self.read.replace(read);
        if let (Some(Desk { assigned, .. }), Some(read)) = (before, &mut self.read)
            && read.reading.is_some()
        {
            // Of a part nobody can tell who has answered.
            read.assigned = assigned;
        }
        self.hear_again();
        self.arrange();
        self.find();
        let place = self.place(here.as_ref());
        self.list.slide_to(place.unwrap_or(self.list.index), LINES);
        if self.read.as_ref().is_some_and(|read| read.reading.is_none()) {
            let there: BTreeSet<CaseId> = self.items().iter().map(|item| item.id.clone()).into_tree();
            self.marked.retain(|id| there.contains(id));
        }
    }

    /// The sessions that are selected; where none is, those that are shown.
    pub fn picked(&self) -> Vec<CaseId> {
        if !self.marked.is_empty() {
            return self.marked.iter().cloned().collect();
        }
        self.found.iter().map(|index| self.items()[*index].id.clone()).collect()
    }

    /// How many these are.
    fn how_many(&self) -> usize {
        if self.marked.is_empty() { self.found.len() } else { self.marked.len() }
    }

    /// Selects a session, where it is shown.
    pub fn select(&mut self, case: Option<&CaseId>) {
        let place = self.place(case);
        self.list.index = place.unwrap_or(self.list.index).min(self.found.len().saturating_sub(1));
    }

    /// Where a session stands in the list.
    fn place(&self, case: Option<&CaseId>) -> Option<usize> {
        let items = self.items();
        self.found.iter().position(|index| Some(&items[*index].id) == case)
    }

    /// The coach has said something of a session; the order stays until the desk is read anew.
    pub fn hear(&mut self, case: &CaseId, review: &Review) {
        let said = review.outline();
        let items = self.read.iter_mut().flat_map(|read| &mut read.items);
        items.filter(|item| item.id == *case).for_each(|item| item.hear(&said));
        self.heard.retain(|(other, _)| other != case);
        self.heard.push((case.clone(), said));
    }

    /// What was said later than it was read, in files read before.
    fn hear_again(&mut self) {
        for (case, said) in &self.heard {
            let items = self.read.iter_mut().flat_map(|read| &mut read.items);
            let is_older = |item: &&mut Item| {
                item.id == *case && item.own.as_ref().is_none_or(|own| own.written < said.written)
            };
            items.filter(is_older).for_each(|item| item.hear(said));
        }
    }

    /// What opens a session, together with what was asked for in an attempt before it.
    pub fn open(&self, case: &CaseId) -> Effect {
        let item = self.items().iter().find(|item| item.id == *case);
        let before = item.and_then(|item| before(self.items(), &item.facts));
        Effect::OpenCase(case.clone(), before.cloned())
    }

    fn items(&self) -> &[Item] {
        self.read.as_ref().map_or(&[], |read| &read.items)
    }

    fn arrange(&mut self) {
        if let Some(read) = &mut self.read {
            arrange(&mut read.items, self.order);
        }
    }

    fn find(&mut self) {
        let (items, words) = (self.items(), words(self.search.query()));
        let fits = |item: &Item| self.show.is_none_or(|show| item.state == show) && item.has(&words);
        self.found = (0..items.len()).filter(|index| fits(&items[*index])).collect();
        self.list.index = self.list.index.min(self.found.len().saturating_sub(1));
    }

    /// What is selected.
    fn here(&self) -> Option<&Item> {
        self.items().get(*self.found.get(self.list.index)?)
    }

    /// The session that is to be reviewed next, behind the one that was: what is new among those that are shown.
    pub fn next(&self) -> Option<&CaseId> {
        let shown = |place: usize| self.items().get(*self.found.get(place)?);
        Some(&shown(next_new(shown, self.list.index)?)?.id)
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
            Action::Column | Action::SelectAll if self.how_many() == 0 => Some("nothing is shown"),
            Action::Column if self.how_many() > SIDE_BY_SIDE => {
                Some("more than 200 at once: select some with Space, or search")
            }
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
            Action::Choose => return self.here().map(|item| self.open(&item.id)),
            Action::NextNew => {
                let here = self.here().filter(|item| item.state == State::New);
                let next = here.map(|item| &item.id).or(self.next()).cloned();
                self.select(next.as_ref());
                return next.map(|case| self.open(&case));
            }
            Action::Search => self.typing = true,
            Action::NextPane | Action::PreviousPane => self.typing = !self.typing,
            Action::Sort => {
                let here = self.here().map(|item| item.id.clone());
                self.order = turn(&Order::ALL, self.order, 1);
                self.arrange();
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
