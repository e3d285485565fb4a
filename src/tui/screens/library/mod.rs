//! The library: search as you type, filters, a list, and a preview that never shows an answer. Reads no file.

use jiff::civil::Date;
use ratatui::layout::Position;

use crate::{
    insight::{
        facets::{Choice, Chosen, choices},
        schedule::Schedule,
        search::{Entry, Status, Statuses, search_where},
    },
    model::{Attempt, Bank, Catalogue, QuestionId, catalogue::Listed},
    sort::Sort as _,
    tui::{
        action::Action,
        keymap::Scope,
        widgets::{
            editor::Deed,
            list::{List, turn},
            search::Search,
        },
    },
};

mod filters;
mod view;

pub use view::{PLACEHOLDER, reading};

/// The library.
#[derive(Clone, Debug)]
pub struct Library {
    search: Search,
    questions: Catalogue,
    statuses: Statuses,
    /// By the places in the catalogue.
    standing: Vec<Status>,
    /// The questions that the search and the filters leave, in the chosen order: their places in the catalogue.
    found: Vec<usize>,
    list: List,
    pane: Pane,
    chosen: Chosen,
    /// What can be chosen beside what is, once it is to be seen: to count it takes as long as to find it.
    choices: Option<Vec<Choice>>,
    filters: List,
    order: Order,
}

/// Where keys go.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Pane {
    /// The search field, where letters are typed.
    #[default]
    Search,
    /// The questions, where letters act.
    List,
    /// The filters.
    Filters,
}

impl Pane {
    const ALL: [Self; 3] = [Self::Search, Self::List, Self::Filters];
}

/// How the list is sorted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Order {
    /// What fits the query best first; without a query, by id.
    #[default]
    Best,
    /// Easy ones first.
    Difficulty,
    /// By company, those without one last.
    Company,
    /// What was never begun first.
    Status,
}

impl Order {
    const ALL: [Self; 4] = [Self::Best, Self::Difficulty, Self::Company, Self::Status];

    fn words(self) -> &'static str {
        match self {
            Self::Best => "",
            Self::Difficulty => "easiest first",
            Self::Company => "by company",
            Self::Status => "new ones first",
        }
    }
}

impl Library {
    /// The library with a query in its search field.
    pub fn new(query: &str, bank: &Bank, attempts: &[Attempt], schedule: &Schedule, today: Date) -> Self {
        let mut library = Self {
            search: Search::new(query),
            questions: Catalogue::default(),
            statuses: Statuses::default(),
            standing: Vec::new(),
            found: Vec::new(),
            list: List::default(),
            pane: Pane::default(),
            chosen: Chosen::default(),
            choices: None,
            filters: List::default(),
            order: Order::default(),
        };
        library.renew(bank, attempts, schedule, today);
        library
    }

    /// The attempts, or the bank, were read anew.
    pub fn renew(&mut self, bank: &Bank, attempts: &[Attempt], schedule: &Schedule, today: Date) {
        let here = self.at(self.list.index).map(|question| question.id().to_owned());
        self.questions = bank.questions.clone();
        self.statuses = Statuses::of(attempts, |id| schedule.is_due(id, today));
        self.standing = self.questions.ids().map(|id| self.statuses.get(id)).collect();
        self.find();
        // What came or went above it does not move the selection to another question.
        let here = here.and_then(|id| self.questions.place(&id));
        let place = here.and_then(|here| self.found.iter().position(|found| *found == here));
        self.list.index = place.unwrap_or(0);
    }

    /// Which bindings hold.
    pub fn scopes(&self) -> Vec<Scope> {
        let here: &[Scope] = match self.pane {
            Pane::Search => &[Scope::Library, Scope::Field],
            Pane::List => &[Scope::Found, Scope::List],
            Pane::Filters => &[Scope::Filters, Scope::List],
        };
        [&[Scope::Everywhere, Scope::Away][..], here].concat()
    }

    /// Why an action cannot be done now.
    pub fn why_not(&self, action: Action) -> Option<&'static str> {
        match action {
            Action::ClearFilters if self.chosen == Chosen::default() => Some("no filter is chosen"),
            Action::Random if self.found.is_empty() => Some("nothing matches"),
            _ => None,
        }
    }

    fn find(&mut self) {
        let entries = entries(&self.questions, &self.standing);
        let hits = search_where(&entries, self.search.query(), |entry| self.chosen.admit(entry));
        self.found = hits.into_iter().map(|hit| hit.index).collect();
        let entry = |index: &usize| -> Entry<'_> { entries[*index] };
        match self.order {
            Order::Best => {}
            Order::Difficulty => self.found.arrange_by_key(|index| entry(index).of.difficulty()),
            Order::Company => self.found.arrange_by_key(|index| {
                let company = entry(index).of.company();
                (company.is_none(), company)
            }),
            Order::Status => self.found.arrange_by_key(|index| entry(index).status),
        }
        (self.list, self.choices) = (List::default(), None);
    }

    /// What can be chosen beside what is.
    fn choices(&mut self) -> &[Choice] {
        if self.choices.is_none() {
            let entries = entries(&self.questions, &self.standing);
            let left = if self.chosen == Chosen::default() {
                self.found.clone()
            } else {
                // Within a kind of what is chosen, others are left out that might be chosen beside it.
                let all = search_where(&entries, self.search.query(), |_| true);
                all.into_iter().map(|hit| hit.index).collect()
            };
            let counted = choices(left.iter().filter_map(|index| entries.get(*index)), &self.chosen);
            self.choices = Some(counted);
        }
        self.choices.as_deref().unwrap_or_default()
    }

    /// The question at a place of the list.
    fn at(&self, index: usize) -> Option<Listed<'_>> {
        self.questions.at(*self.found.get(index)?)
    }

    /// Moves the selection or changes what is listed, or says which question to open.
    pub fn act(&mut self, action: Action, seed: u64) -> Option<QuestionId> {
        match action {
            Action::Choose if self.pane == Pane::Filters => self.toggle(),
            Action::Choose => return self.at(self.list.index).map(|question| question.id().into()),
            Action::Random => {
                let place = fastrand::Rng::with_seed(seed).choice(&self.found)?;
                return self.questions.at(*place).map(|question| question.id().into());
            }
            Action::Search => self.pane = Pane::Search,
            Action::NextPane => self.pane = turn(&Pane::ALL, self.pane, 1),
            Action::PreviousPane => self.pane = turn(&Pane::ALL, self.pane, Pane::ALL.len() - 1),
            Action::Filter if self.pane == Pane::Filters => self.toggle(),
            Action::Filter => self.pane = Pane::Filters,
            Action::ClearFilters => {
                self.chosen = Chosen::default();
                self.find();
            }
            Action::Sort => {
                self.order = turn(&Order::ALL, self.order, 1);
                self.find();
            }
            _ if self.pane == Pane::Filters => {
                let choices = self.choices().len();
                self.filters.act(action, choices);
            }
            _ => {
                self.list.act(action, self.found.len());
            }
        }
        None
    }

    /// Chooses the selected filter, or lets it go; the selection stays on it.
    fn toggle(&mut self) {
        let here = self.filters.index;
        let Some(choice) = self.choices().get(here).cloned() else { return };
        self.chosen.toggle(choice.facet, &choice.label);
        self.find();
        let place = self.choices().iter().position(|c| c.facet == choice.facet && c.label == choice.label);
        self.filters.index = place.unwrap_or(0);
    }

    /// A deed in the search field.
    pub fn deed(&mut self, deed: Deed) {
        self.pane = Pane::Search;
        if self.search.deed(deed) {
            self.find();
        }
    }

    /// Whether nothing was asked for yet.
    pub fn is_untouched(&self) -> bool {
        self.search.query().is_empty() && self.pane == Pane::Search && self.chosen == Chosen::default()
    }

    /// Whether letters are typed into the search field.
    pub fn is_typing(&self) -> bool {
        self.pane == Pane::Search
    }

    /// What was selected in the search field.
    pub fn selected(&self) -> &str {
        self.search.selected()
    }

    /// Selects the entry under the mouse; says whether it was selected before. A filter is chosen by one click.
    pub fn point(&mut self, at: Position) -> Option<bool> {
        if self.filters.point(at).is_some() {
            self.toggle();
            return Some(false);
        }
        self.list.point(at)
    }
}

/// The questions with how far one is with each.
fn entries<'a>(questions: &'a Catalogue, standing: &[Status]) -> Vec<Entry<'a>> {
    questions.iter().zip(standing).map(|(of, status)| Entry { of, status: *status }).collect()
}
