//! What opens over any screen: the Esc menu, all commands, help, something to read. Does nothing itself: says what was chosen.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use ratatui::{
    Frame,
    layout::{Position, Rect},
    text::{Line, Span},
    widgets::{Paragraph, Widget},
};

use crate::{
    insight::fuzzy,
    text::{width, wrap},
    tui::{
        action::Action,
        keymap::{self, Scope},
        theme::Theme,
        widgets::{frame, list::List},
    },
};

/// What is open over the screen.
#[derive(Clone, Debug)]
pub enum Overlay {
    /// The Esc menu.
    Menu(Items),
    /// All commands, narrowed by what is typed.
    Commands(Items, String),
    /// The keys that work here.
    Help(Vec<(String, String)>, usize),
    /// Something to read, line by line.
    Read(String, Vec<String>, usize),
}

/// Actions to choose from.
#[derive(Clone, Debug)]
pub struct Items {
    items: Vec<Item>,
    list: List,
}

#[derive(Clone, Debug)]
struct Item {
    action: Action,
    letter: Option<char>,
    label: String,
    key: String,
    disabled: Option<&'static str>,
}

/// What a key did to the overlay.
#[derive(Clone, Debug, PartialEq)]
pub enum Chosen {
    /// It stays open.
    Nothing,
    /// It closes.
    Close,
    /// It closes, and this is to be done.
    Do(Action),
    /// It closes, and this is typed.
    Type(KeyEvent),
    /// It closes; a sentence says why that cannot be done now.
    Cannot(String),
}

impl Overlay {
    /// The menu of a screen.
    pub fn menu(scopes: &[Scope], why_not: impl Fn(Action) -> Option<&'static str>) -> Self {
        let bindings = keymap::bindings(scopes).into_iter().filter(|b| b.menu.is_some());
        Self::Menu(Items { items: bindings.map(|b| item(b, &why_not)).collect(), list: List::default() })
    }

    /// All commands of a screen.
    pub fn commands(scopes: &[Scope], why_not: impl Fn(Action) -> Option<&'static str>) -> Self {
        let bindings = keymap::bindings(scopes).into_iter().filter(|b| b.action != Action::Menu);
        let mut items: Vec<Item> = bindings.map(|b| item(b, &why_not)).collect();
        // What a key does while typing is found in help; commands come first here.
        items.sort_by_key(|i| (i.letter.is_none(), matches!(i.action, Action::Move(_) | Action::Select(_))));
        Self::Commands(Items { items, list: List::default() }, String::new())
    }

    /// The keys of a screen.
    pub fn help(scopes: &[Scope]) -> Self {
        let mut lines = Vec::new();
        for scope in Scope::ALL.into_iter().filter(|s| scopes.contains(s)) {
            lines.push((scope.title().to_owned(), String::new()));
            for binding in keymap::BINDINGS.iter().filter(|b| b.scope == scope) {
                let mut keys: Vec<String> = binding.keys.iter().map(|k| keymap::shown(k)).collect();
                keys.dedup();
                if let Some(letter) = binding.menu {
                    keys.push(format!("Esc {letter}"));
                }
                if keys.is_empty() {
                    keys.push("^K and its name".to_owned());
                }
                lines.push((keys.join(", "), binding.label.to_owned()));
            }
        }
        Self::Help(lines, 0)
    }

    /// What a key does.
    pub fn key(&mut self, event: KeyEvent) -> Chosen {
        let word = keymap::word(&event).unwrap_or_default();
        if word == "esc" {
            return Chosen::Close;
        }
        let step = match word.as_str() {
            "up" => Some(Action::Up),
            "down" => Some(Action::Down),
            "pageup" => Some(Action::PageUp),
            "pagedown" => Some(Action::PageDown),
            "home" => Some(Action::First),
            "end" => Some(Action::Last),
            _ => None,
        };
        let plain = !event.modifiers.intersects(KeyModifiers::CONTROL | KeyModifiers::ALT);
        match self {
            Self::Menu(items) => {
                if let Some(step) = step {
                    items.list.act(step, items.items.len());
                    return Chosen::Nothing;
                }
                match event.code {
                    KeyCode::Enter => items.choose(items.list.index),
                    KeyCode::Char(c) if plain => match items.items.iter().position(|i| i.letter == Some(c)) {
                        Some(index) => items.choose(index),
                        None => Chosen::Type(event),
                    },
                    _ => Chosen::Type(event),
                }
            }
            Self::Commands(items, query) => {
                let shown = items.narrowed(query);
                if let Some(step) = step {
                    items.list.act(step, shown.len());
                    return Chosen::Nothing;
                }
                match event.code {
                    KeyCode::Enter => match shown.get(items.list.index) {
                        Some(index) => items.choose(*index),
                        None => Chosen::Nothing,
                    },
                    KeyCode::Backspace => {
                        query.pop();
                        items.list = List::default();
                        Chosen::Nothing
                    }
                    KeyCode::Char(c) if plain => {
                        query.push(c);
                        items.list = List::default();
                        Chosen::Nothing
                    }
                    _ if word == "ctrl-k" => Chosen::Close,
                    _ if word == "ctrl-q" => Chosen::Type(event),
                    _ => Chosen::Nothing,
                }
            }
            Self::Help(lines, top) => scroll(top, lines.len(), step),
            Self::Read(_, lines, top) => scroll(top, lines.len(), step),
        }
    }

    /// Takes the first line of a paste, where there is a field for it; says whether there is.
    pub fn paste(&mut self, text: &str) -> bool {
        let Self::Commands(items, query) = self else { return false };
        let line = text.lines().map(str::trim).find(|line| !line.is_empty());
        query.push_str(line.unwrap_or_default());
        items.list = List::default();
        true
    }

    /// What a click does: chooses what is under it, or closes.
    pub fn click(&mut self, at: Position) -> Chosen {
        match self {
            Self::Menu(items) => match items.list.point(at) {
                Some(_) => items.choose(items.list.index),
                None => Chosen::Close,
            },
            Self::Commands(items, query) => match items.list.point(at) {
                Some(_) => {
                    items.narrowed(query).get(items.list.index).map_or(Chosen::Close, |i| items.choose(*i))
                }
                None => Chosen::Close,
            },
            Self::Help(..) | Self::Read(..) => Chosen::Close,
        }
    }

    /// Draws it over the screen.
    pub fn draw(&mut self, frame: &mut Frame<'_>, area: Rect, theme: Theme) {
        match self {
            Self::Menu(items) => {
                let all: Vec<usize> = (0..items.items.len()).collect();
                let entries = items.lines(&all, theme);
                draw_box(frame, area, "", &entries, &mut items.list, theme);
            }
            Self::Commands(items, query) => {
                let shown = items.narrowed(query);
                let entries = items.lines(&shown, theme);
                let title = if query.is_empty() {
                    "Type to find a command".to_owned()
                } else {
                    format!("{query}▏")
                };
                draw_box(frame, area, &title, &entries, &mut items.list, theme);
            }
            Self::Help(lines, top) => {
                let entries: Vec<Vec<Line<'static>>> = lines
                    .iter()
                    .map(|(keys, label)| {
                        vec![if label.is_empty() {
                            Line::styled(keys.clone(), theme.accent())
                        } else {
                            let keys = width::pad(&width::truncate(keys, 24), 25);
                            Line::from(vec![Span::styled(keys, theme.title()), Span::raw(label.clone())])
                        }]
                    })
                    .skip(*top)
                    .collect();
                draw_box(
                    frame,
                    area,
                    "Keys that work here · arrows scroll · Esc closes",
                    &entries,
                    &mut List::default(),
                    theme,
                );
            }
            Self::Read(title, lines, top) => {
                let cells = usize::from(area.width.saturating_sub(8).clamp(10, 88));
                let wrapped = lines.iter().flat_map(|line| wrap::wrap_text(line, cells));
                let wrapped: Vec<Vec<Line<'static>>> =
                    wrapped.map(|line| vec![Line::raw(line.into_owned())]).collect();
                // The last lines stay in sight, however far down somebody scrolls.
                *top = (*top).min(wrapped.len().saturating_sub(usize::from(area.height.saturating_sub(2))));
                let shown = &wrapped[(*top).min(wrapped.len())..];
                draw_box(frame, area, title, shown, &mut List::default(), theme);
            }
        }
    }
}

fn item(binding: &keymap::Binding, why_not: &impl Fn(Action) -> Option<&'static str>) -> Item {
    Item {
        action: binding.action,
        letter: binding.menu,
        label: binding.label.to_owned(),
        key: binding.keys.first().map(|k| keymap::shown(k)).unwrap_or_default(),
        disabled: why_not(binding.action),
    }
}

impl Items {
    fn choose(&self, index: usize) -> Chosen {
        match self.items.get(index) {
            Some(Item { disabled: Some(reason), label, .. }) => Chosen::Cannot(format!("{label}: {reason}.")),
            Some(item) => Chosen::Do(item.action),
            None => Chosen::Close,
        }
    }

    fn narrowed(&self, query: &str) -> Vec<usize> {
        let labels: Vec<String> = self.items.iter().map(|i| i.label.clone()).collect();
        fuzzy::rank(query, &labels)
    }

    fn lines(&self, shown: &[usize], theme: Theme) -> Vec<Vec<Line<'static>>> {
        let widest = self.items.iter().map(|i| width::cells(&i.label)).max().unwrap_or(0);
        shown
            .iter()
            .enumerate()
            .filter_map(|(n, index)| Some((n, self.items.get(*index)?)))
            .map(|(n, item)| {
                let here = n == self.list.index;
                let style = match (here, item.disabled) {
                    (true, _) => theme.selected(),
                    (false, Some(_)) => theme.dim(),
                    (false, None) => theme.text(),
                };
                let letter = item.letter.map_or(" ".to_owned(), |c| c.to_string());
                let note = item.disabled.map_or_else(|| item.key.clone(), str::to_owned);
                vec![Line::from(vec![
                    Span::styled(
                        format!(
                            "{} {letter}  {}",
                            if here { "▸" } else { " " },
                            width::pad(&item.label, widest)
                        ),
                        style,
                    ),
                    Span::styled(format!("  {note}"), theme.dim()),
                ])]
            })
            .collect()
    }
}

/// What a list says in which nothing is left.
const NOTHING: &str = "Nothing matches.";

/// Moves the first line in sight; any other key closes.
fn scroll(top: &mut usize, len: usize, step: Option<Action>) -> Chosen {
    let last = len.saturating_sub(1);
    *top = match step {
        Some(Action::Up) => top.saturating_sub(1),
        Some(Action::Down) => (*top + 1).min(last),
        Some(Action::PageUp) => top.saturating_sub(10),
        Some(Action::PageDown) => (*top + 10).min(last),
        Some(Action::First) => 0,
        Some(Action::Last) => last,
        _ => return Chosen::Close,
    };
    Chosen::Nothing
}

/// A box in the middle of the screen with a list in it.
fn draw_box(
    drawing: &mut Frame<'_>,
    area: Rect,
    title: &str,
    entries: &[Vec<Line<'static>>],
    list: &mut List,
    theme: Theme,
) {
    let widest = entries.iter().flatten().map(Line::width).max().unwrap_or(width::cells(NOTHING));
    let widest = widest.max(width::cells(title) + 2);
    let w = u16::try_from(widest + 4).unwrap_or(u16::MAX).min(area.width);
    let h = u16::try_from(entries.len().max(1) + 2).unwrap_or(u16::MAX).min(area.height);
    let rect =
        Rect { x: area.x + (area.width - w) / 2, y: area.y + (area.height - h) / 2, width: w, height: h };
    let inner = frame::open(drawing.buffer_mut(), rect, title, theme);
    if entries.is_empty() {
        Paragraph::new(Line::styled(NOTHING, theme.dim())).render(inner, drawing.buffer_mut());
    }
    list.draw(entries, inner, drawing.buffer_mut());
    drawing.set_cursor_position((inner.x, inner.y));
}
