//! Sessions: every attempt, newest first; search as you type, also inside answers, one state alone, the archive and
//! the trash. Reads and moves no file: asks for it.

use std::sync::Arc;

use jiff::{Timestamp, tz::TimeZone};
use ratatui::layout::Position;

use crate::{
    insight::inside::Inside as Written,
    model::{Attempt, Bank, SessionId, State, unreadable::Unreadable},
    text::fold::words,
    tui::{
        action::Action,
        effect::{Effect, Move, Shelf},
        keymap::Scope,
        widgets::{
            editor::Deed,
            list::{List, turn},
            search::Search,
        },
    },
};

mod entry;
mod show;
mod view;

use entry::{Entry, What, entries};
use show::Show;

/// The list of attempts.
#[derive(Clone, Debug)]
pub struct Sessions {
    search: Search,
    /// Every attempt, newest first.
    entries: Vec<Arc<Entry>>,
    /// The places among them of what the search and the state leave.
    found: Vec<usize>,
    list: List,
    pane: Pane,
    show: Show,
    inside: Inside,
    /// What was archived or deleted last, and its title.
    last: Option<(Move, String)>,
}

/// Where keys go.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Pane {
    /// The search field, where letters are typed.
    #[default]
    Search,
    /// The attempts, where letters act.
    List,
}

/// What is written inside of the sessions: read when it is first searched.
#[derive(Clone, Debug, Default)]
enum Inside {
    #[default]
    Unread,
    Asked,
    Known(Arc<Written>),
}

impl Sessions {
    /// The list of these attempts; types are called as in the bank.
    pub fn new(bank: &Bank, attempts: &[Attempt], unreadable: &[Unreadable], zone: &TimeZone) -> Self {
        let mut sessions = Self {
            search: Search::new(""),
            entries: Vec::new(),
            found: Vec::new(),
            list: List::default(),
            pane: Pane::default(),
            show: Show::default(),
            inside: Inside::default(),
            last: None,
        };
        sessions.renew(bank, attempts, unreadable, zone);
        sessions
    }

    /// The attempts were read anew. What is selected stays so, or gives its place to the next one.
    pub fn renew(
        &mut self,
        bank: &Bank,
        attempts: &[Attempt],
        unreadable: &[Unreadable],
        zone: &TimeZone,
    ) -> Option<Effect> {
        let here = self.here().map(|entry| entry.id().clone());
        let entries = entries(&self.entries, bank, attempts, unreadable, zone);
        let is_same = |(now, before): (&Arc<Entry>, &Arc<Entry>)| Arc::ptr_eq(now, before);
        let is_news = entries.len() != self.entries.len() || !entries.iter().zip(&self.entries).all(is_same);
        self.entries = entries;
        self.find();
        self.select(here.as_ref());
        // What is known of the answers may be old: until it is read again, better than nothing.
        if self.search.query().is_empty() {
            self.inside = Inside::Unread;
        }
        if is_news { self.look_inside() } else { None }
    }

    /// What is written inside of the sessions was read.
    pub fn learn(&mut self, written: Arc<Written>) {
        let here = self.here().map(|entry| entry.id().clone());
        self.inside = Inside::Known(written);
        self.find();
        self.select(here.as_ref());
    }

    /// Asks for what is inside of the sessions, where that is searched.
    fn look_inside(&mut self) -> Option<Effect> {
        if self.search.query().is_empty() {
            return None;
        }
        if let Inside::Unread = self.inside {
            self.inside = Inside::Asked;
        }
        Some(Effect::ReadAnswers)
    }

    fn find(&mut self) {
        let wanted = words(self.search.query());
        let written = match &self.inside {
            Inside::Known(written) => Arc::clone(written),
            Inside::Unread | Inside::Asked => Arc::default(),
        };
        let inside = written.find(&wanted);
        let fits = |entry: &Entry| {
            self.show.admits(entry) && (wanted.is_empty() || inside.fits(entry.id(), &wanted, entry.names()))
        };
        self.found = (0..self.entries.len()).filter(|index| fits(&self.entries[*index])).collect();
    }

    fn select(&mut self, id: Option<&SessionId>) {
        let place = self.found.iter().position(|index| Some(self.entries[*index].id()) == id);
        self.list.index = place.unwrap_or(self.list.index).min(self.found.len().saturating_sub(1));
    }

    /// What is selected.
    fn here(&self) -> Option<&Entry> {
        self.entries.get(*self.found.get(self.list.index)?).map(Arc::as_ref)
    }

    /// The attempt that is selected.
    pub fn attempt(&self) -> Option<&Attempt> {
        match &self.here()?.what {
            What::Attempt(attempt, _) => Some(attempt),
            What::Unreadable(_) => None,
        }
    }

    /// Which bindings hold.
    pub fn scopes(&self) -> Vec<Scope> {
        let here = match self.pane {
            Pane::Search => [Scope::Sessions, Scope::Field],
            Pane::List => [Scope::Attempts, Scope::List],
        };
        [&[Scope::Everywhere, Scope::Away][..], &here].concat()
    }

    /// Why an action cannot be done now.
    pub fn why_not(&self, action: Action) -> Option<&'static str> {
        match action {
            Action::ClearFilters if self.show == Show::All => Some("no filter is chosen"),
            Action::Attempts if self.attempt().is_none() => Some("no attempt is selected"),
            Action::Seal => match self.attempt() {
                None => Some("no attempt is selected"),
                Some(attempt) if attempt.archived => Some("it is in the archive: bring it back first"),
                Some(attempt) => match attempt.state {
                    State::Finished => None,
                    State::Sealed => Some("it is sealed already"),
                    State::InProgress | State::Abandoned => Some("only what is finished is sealed"),
                },
            },
            Action::Archive | Action::Delete | Action::Replay if self.found.is_empty() => {
                Some("nothing is selected")
            }
            Action::Undo if self.last.is_none() => Some("nothing was archived or deleted here"),
            _ => None,
        }
    }

    /// Moves the selection or changes what is listed, or says what is to be opened or moved.
    pub fn act(&mut self, action: Action) -> Option<Effect> {
        match action {
            Action::Choose => {
                return self.here().map(|entry| match &entry.what {
                    What::Attempt(attempt, _) => Effect::Open(attempt.id.clone()),
                    What::Unreadable(unreadable) => Effect::FindRemains(unreadable.id.clone()),
                });
            }
            Action::Archive => {
                let (from, to) = (self.shelf()?, self.shelf()?.beside());
                return self.move_selected(from, to);
            }
            Action::Delete => return self.move_selected(self.shelf()?, Shelf::Trash),
            Action::Replay => return self.here().map(|entry| Effect::ReadTimeline(entry.id().clone())),
            Action::Undo => return self.last.as_ref().map(|(last, _)| Effect::Move(last.back())),
            Action::Search => self.pane = Pane::Search,
            Action::NextPane | Action::PreviousPane => {
                self.pane = if self.pane == Pane::Search { Pane::List } else { Pane::Search };
            }
            Action::Filter => self.shows(turn(&Show::ALL, self.show, 1)),
            Action::ClearFilters => self.shows(Show::All),
            _ => {
                self.list.act(action, self.found.len());
            }
        }
        None
    }

    fn shows(&mut self, show: Show) {
        self.show = show;
        self.list = List::default();
        self.find();
    }

    /// Where the selected attempt is.
    fn shelf(&self) -> Option<Shelf> {
        self.here().map(|entry| if entry.is_archived() { Shelf::Archive } else { Shelf::Sessions })
    }

    fn move_selected(&self, from: Shelf, to: Shelf) -> Option<Effect> {
        self.here().map(|entry| Effect::Move(Move { id: entry.id().clone(), from, to }))
    }

    /// An attempt was moved: what is to be said of it, and how it is taken back.
    pub fn moved(&mut self, moved: Move) -> String {
        if let Some((_, title)) = self.last.take_if(|(last, _)| last.back() == moved) {
            return format!("Undone: {title} is back where it was.");
        }
        let of = self.entries.iter().find(|entry| *entry.id() == moved.id);
        let title = of.map_or_else(|| moved.id.to_string(), |entry| entry.title().to_owned());
        let undo = if self.is_typing() { "Esc, z" } else { "u" };
        let letters = moved.id.as_str().rsplit('-').next().unwrap_or_default();
        let words = match moved.to {
            Shelf::Sessions => format!("Out of the archive: {title} · {undo} puts it back."),
            Shelf::Archive => format!("In the archive: {title} · {undo} brings it back."),
            Shelf::Trash => format!(
                "In the trash: {title} · {undo} brings it back; later, `casebook delete {letters} --undo` does."
            ),
        };
        self.last = Some((moved, title));
        words
    }

    /// A deed in the search field; what is to be read for it.
    pub fn deed(&mut self, deed: Deed) -> Option<Effect> {
        self.pane = Pane::Search;
        if !self.search.deed(deed) {
            return None;
        }
        self.list = List::default();
        self.find();
        match self.inside {
            Inside::Unread => self.look_inside(),
            Inside::Asked | Inside::Known(_) => None,
        }
    }

    /// Whether letters are typed into the search field.
    pub fn is_typing(&self) -> bool {
        self.pane == Pane::Search
    }

    /// What was selected in the search field.
    pub fn selected(&self) -> &str {
        self.search.selected()
    }

    /// Selects the entry under the mouse; says whether it was selected before.
    pub fn point(&mut self, at: Position) -> Option<bool> {
        self.list.point(at)
    }
}

/// A moment as it is shown: local day and time.
pub fn day(at: Timestamp, zone: &TimeZone) -> String {
    at.to_zoned(zone.clone()).strftime("%a %d %b %H:%M").to_string()
}
