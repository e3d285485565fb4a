//! Everything that can be done or gone to, by a few letters of its name: commands, sessions, questions. Does nothing
//! itself: says what was chosen.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use ratatui::{
    Frame,
    layout::{Position, Rect},
    text::{Line, Span},
    widgets::{Paragraph, Widget},
};

use super::{Chosen, Item, items, middle};
use crate::{
    insight::{
        fuzzy,
        search::{Statuses, Tier, entries, search_where},
    },
    model::{Attempt, Catalogue, SessionId},
    sort::Sort as _,
    text::{display::shown_line, width},
    tui::{
        action::Action,
        keymap::{self, Scope},
        theme::Theme,
        widgets::{
            editor::Deed,
            frame,
            list::List,
            search::{self, Search},
        },
    },
};

/// How many sessions stand there before anything is typed, and how many of each kind a query shows.
const RECENT: usize = 3;
const MOST: usize = 20;

const PLACEHOLDER: &str = "type to find a command, a session or a question";

/// The palette.
#[derive(Clone, Debug)]
pub struct Palette {
    search: Search,
    commands: Vec<Item>,
    /// Sessions, newest first, by what is shown of them.
    sessions: Vec<(SessionId, String, String)>,
    questions: Catalogue,
    found: Vec<Found>,
    list: List,
}

/// A line of the palette, by its place among its kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Found {
    Command(usize),
    Session(usize),
    Question(usize),
}

impl Found {
    /// What stands above those of its kind. Commands need no title: they are what is expected here.
    fn title(self) -> Option<&'static str> {
        match self {
            Self::Command(_) => None,
            Self::Session(_) => Some("Sessions"),
            Self::Question(_) => Some("Questions"),
        }
    }
}

impl Palette {
    /// The commands of these scopes, one's own attempts (newest first), and every question.
    pub fn new(
        scopes: &[Scope],
        why_not: impl Fn(Action) -> Option<&'static str>,
        attempts: &[Attempt],
        questions: Catalogue,
    ) -> Self {
        let mut commands =
            items(scopes, why_not, |binding| !matches!(binding.action, Action::Menu | Action::Commands));
        // What a key does while typing is found in help; commands come first here.
        commands.arrange_by_key(|i| {
            (i.letter.is_none(), matches!(i.action, Action::Move(_) | Action::Select(_)))
        });
        let session = |a: &Attempt| (a.id.clone(), a.title.clone(), a.state.to_string());
        let mut palette = Self {
            search: Search::new(""),
            commands,
            sessions: attempts.iter().map(session).collect(),
            questions,
            found: Vec::new(),
            list: List::default(),
        };
        palette.find();
        palette
    }

    fn find(&mut self) {
        let labels: Vec<String> = self.commands.iter().map(|item| item.label.clone()).collect();
        let titles: Vec<String> =
            self.sessions.iter().map(|(id, title, _)| format!("{title} {id}")).collect();
        let query = self.search.query();
        let is_empty = query.trim().is_empty();
        let most = if is_empty { RECENT } else { MOST };
        let commands = fuzzy::rank(query, &labels).into_iter().map(Found::Command);
        let sessions = fuzzy::rank(query, &titles).into_iter().take(most).map(Found::Session);
        self.found = commands.chain(sessions).collect();
        if !is_empty {
            // Letters that lie apart find too much among so many titles.
            let entries = entries(&self.questions, &Statuses::default());
            let hits = search_where(&entries, query, |_| true);
            let hits = hits.into_iter().filter(|hit| hit.tier != Tier::Letters);
            self.found.extend(hits.take(MOST).map(|hit| Found::Question(hit.index)));
        }
        self.list = List::default();
    }

    /// What a key does.
    pub fn key(&mut self, event: KeyEvent) -> Chosen {
        let step = match event.code {
            KeyCode::Up => Some(Action::Up),
            KeyCode::Down => Some(Action::Down),
            KeyCode::PageUp => Some(Action::PageUp),
            KeyCode::PageDown => Some(Action::PageDown),
            _ => None,
        };
        if let Some(step) = step {
            self.list.act(step, self.found.len());
            return Chosen::Nothing;
        }
        match keymap::lookup(&event, &[Scope::Everywhere, Scope::Field]) {
            Some(Action::Menu | Action::Commands) => return Chosen::Close,
            Some(Action::Quit) => return Chosen::Type(event),
            Some(action) => {
                if let Some(deed) = search::deed(action) {
                    self.deed(deed);
                }
                return Chosen::Nothing;
            }
            None => {}
        }
        match event.code {
            KeyCode::Enter => self.choose(),
            KeyCode::Char(c) if !event.modifiers.intersects(KeyModifiers::CONTROL | KeyModifiers::ALT) => {
                self.deed(Deed::Type(c.to_string()));
                Chosen::Nothing
            }
            _ => Chosen::Nothing,
        }
    }

    /// Takes the first line of a paste.
    pub fn paste(&mut self, text: &str) {
        let line = text.lines().map(str::trim).find(|line| !line.is_empty());
        self.deed(Deed::Paste(line.unwrap_or_default().to_owned()));
    }

    fn deed(&mut self, deed: Deed) {
        if self.search.deed(deed) {
            self.find();
        }
    }

    fn choose(&self) -> Chosen {
        match self.found.get(self.list.index) {
            Some(Found::Command(index)) => self.commands.get(*index).map_or(Chosen::Close, Item::choose),
            Some(Found::Session(index)) => {
                self.sessions.get(*index).map_or(Chosen::Close, |(id, ..)| Chosen::Session(id.clone()))
            }
            Some(Found::Question(index)) => self
                .questions
                .at(*index)
                .map_or(Chosen::Close, |question| Chosen::Question(question.id().into())),
            None => Chosen::Nothing,
        }
    }

    /// What a click does: chooses what is under it, or closes.
    pub fn click(&mut self, at: Position) -> Chosen {
        if self.list.point(at).is_some() { self.choose() } else { Chosen::Close }
    }

    /// Draws it over the screen.
    pub fn draw(&mut self, drawing: &mut Frame<'_>, area: Rect, theme: Theme) {
        let w = area.width.saturating_sub(8).clamp(30.min(area.width), 76.min(area.width));
        let h = area.height.saturating_sub(2).min(22);
        let inner = frame::open(drawing.buffer_mut(), middle(area, w, h), "", theme);
        let line = Rect { height: 1.min(inner.height), ..inner };
        let cursor = self.search.draw(drawing, line, theme, true, PLACEHOLDER, "");
        let body = Rect { y: inner.y + 2, height: inner.height.saturating_sub(2), ..inner };
        if self.found.is_empty() {
            Paragraph::new(Line::styled(super::NOTHING, theme.dim())).render(body, drawing.buffer_mut());
        }
        let lines = self.lines(usize::from(body.width), theme);
        self.list.draw(&lines, body, drawing.buffer_mut());
        if let Some(cursor) = cursor {
            drawing.set_cursor_position(cursor);
        }
    }

    fn lines(&self, cells: usize, theme: Theme) -> Vec<Vec<Line<'static>>> {
        let mut before = None;
        let line = |(n, found): (usize, &Found)| {
            let mut lines = Vec::new();
            let title = found.title();
            lines.extend(title.filter(|_| before != title).map(|title| Line::styled(title, theme.dim())));
            before = title;
            let (label, note, disabled) = match found {
                Found::Command(index) => {
                    let item = &self.commands[*index];
                    let note = item.disabled.map_or_else(|| item.key.clone(), str::to_owned);
                    (item.label.clone(), note, item.disabled.is_some())
                }
                Found::Session(index) => {
                    let (_, title, state) = &self.sessions[*index];
                    (title.clone(), state.clone(), false)
                }
                Found::Question(index) => {
                    let question = self.questions.at(*index);
                    (question.map_or("", |question| question.title()).to_owned(), String::new(), false)
                }
            };
            let here = n == self.list.index;
            let style = match (here, disabled) {
                (true, _) => theme.selected(),
                (false, true) => theme.dim(),
                (false, false) => theme.text(),
            };
            let room = cells.saturating_sub(width::cells(&note) + 4);
            let label = width::pad(&width::truncate(&shown_line(&label), room), room);
            lines.push(Line::from(vec![
                Span::styled(format!("{} {label}", if here { "▸" } else { " " }), style),
                Span::styled(format!("  {note}"), theme.dim()),
            ]));
            lines
        };
        self.found.iter().enumerate().map(line).collect()
    }
}
