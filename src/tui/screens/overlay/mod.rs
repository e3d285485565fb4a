//! What opens over any screen: the Esc menu, all commands, help, something to read. Does nothing itself: says what was chosen.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use ratatui::{
    Frame,
    layout::{Position, Rect},
    text::{Line, Span},
    widgets::{Paragraph, Widget},
};

use crate::{
    model::{CaseId, QuestionId, SessionId, Story, unreadable::Source},
    text::{width, wrap},
    tui::{
        action::Action,
        keymap::{self, Scope},
        theme::Theme,
        widgets::{frame, list::List},
    },
};

mod offer;
mod palette;

pub use offer::{Choice, Offer};
pub use palette::Palette;

/// What is open over the screen.
#[derive(Clone, Debug)]
pub enum Overlay {
    /// The Esc menu.
    Menu(Items),
    /// All commands, sessions and questions, narrowed by what is typed.
    Palette(Box<Palette>),
    /// The keys that work here.
    Help(Vec<(String, String)>, usize),
    /// Something that can be gone on with in several ways.
    Offer(Offer),
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
    /// It closes, and leads to this question.
    Question(QuestionId),
    /// It closes, and leads to this session.
    Session(SessionId),
    /// It closes, and this is brought back of a session whose file cannot be read.
    Restore(SessionId, Source),
    /// It closes, and this sample is opened to be reviewed.
    Sample(CaseId),
    /// It closes, and this story is put into the answer.
    Story(Box<Story>),
    /// It closes, and that session is frozen.
    Seal(SessionId),
    /// It closes, and that file is read as it is.
    Raw(SessionId),
    /// It closes; a sentence says why that cannot be done now.
    Cannot(String),
}

impl Overlay {
    /// The menu of a screen.
    pub fn menu(scopes: &[Scope], why_not: impl Fn(Action) -> Option<&'static str>) -> Self {
        Self::Menu(Items { items: items(scopes, why_not, |b| b.menu.is_some()), list: List::default() })
    }

    /// The keys of a screen, and why some do nothing now.
    pub fn help(scopes: &[Scope], why_not: impl Fn(Action) -> Option<&'static str>) -> Self {
        let mut lines = Vec::new();
        for scope in Scope::ALL.into_iter().filter(|s| scopes.contains(s)) {
            lines.push((scope.title().to_owned(), String::new()));
            for binding in keymap::all().filter(|b| b.scope == scope) {
                let mut keys: Vec<String> = binding.keys.iter().map(|k| keymap::shown(k)).collect();
                keys.dedup();
                if let Some(letter) = binding.menu {
                    keys.push(format!("Esc {letter}"));
                }
                if keys.is_empty() {
                    keys.push("^K and its name".to_owned());
                }
                let not_now = why_not(binding.action).map(|why| format!(" ({why})")).unwrap_or_default();
                lines.push((keys.join(", "), format!("{}{not_now}", binding.label)));
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
            Self::Palette(palette) => palette.key(event),
            Self::Offer(offer) => offer.key(event.code == KeyCode::Enter, step),
            Self::Help(lines, top) => scroll(top, lines.len(), step),
            // Drawing knows how many lines there are once they are wrapped.
            Self::Read(_, _, top) => scroll(top, usize::MAX, step),
        }
    }

    /// Takes the first line of a paste, where there is a field for it; says whether there is.
    pub fn paste(&mut self, text: &str) -> bool {
        let Self::Palette(palette) = self else { return false };
        palette.paste(text);
        true
    }

    /// What a click does: chooses what is under it, or closes.
    pub fn click(&mut self, at: Position) -> Chosen {
        match self {
            Self::Menu(items) => match items.list.point(at) {
                Some(_) => items.choose(items.list.index),
                None => Chosen::Close,
            },
            Self::Palette(palette) => palette.click(at),
            Self::Offer(offer) => offer.click(at),
            Self::Help(..) | Self::Read(..) => Chosen::Close,
        }
    }

    /// Draws it over the screen.
    pub fn draw(&mut self, frame: &mut Frame<'_>, area: Rect, theme: Theme) {
        match self {
            Self::Menu(items) => {
                let entries = items.lines(theme);
                draw_box(frame, area, "", &entries, &mut items.list, theme);
            }
            Self::Palette(palette) => palette.draw(frame, area, theme),
            Self::Offer(offer) => offer.draw(frame, area, theme),
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
                draw_box(frame, area, &format!("{title} · Esc closes"), shown, &mut List::default(), theme);
            }
        }
    }
}

/// The actions of these scopes that `which` picks, and why some cannot be done now.
fn items(
    scopes: &[Scope],
    why_not: impl Fn(Action) -> Option<&'static str>,
    which: impl Fn(&keymap::Binding) -> bool,
) -> Vec<Item> {
    let item = |binding: &keymap::Binding| Item {
        action: binding.action,
        letter: binding.menu,
        label: binding.label.to_owned(),
        key: binding.keys.first().map(|k| keymap::shown(k)).unwrap_or_default(),
        disabled: why_not(binding.action),
    };
    keymap::bindings(scopes).into_iter().filter(|binding| which(binding)).map(item).collect()
}

impl Item {
    fn choose(&self) -> Chosen {
        match self.disabled {
            Some(reason) => Chosen::Cannot(format!("{}: {reason}.", self.label)),
            None => Chosen::Do(self.action),
        }
    }
}

impl Items {
    fn choose(&self, index: usize) -> Chosen {
        self.items.get(index).map_or(Chosen::Close, Item::choose)
    }

    fn lines(&self, theme: Theme) -> Vec<Vec<Line<'static>>> {
        let widest = self.items.iter().map(|i| width::cells(&i.label)).max().unwrap_or(0);
        self.items
            .iter()
            .enumerate()
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
        Some(Action::Down) => top.saturating_add(1).min(last),
        Some(Action::PageUp) => top.saturating_sub(10),
        Some(Action::PageDown) => top.saturating_add(10).min(last),
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
    let inner = frame::open(drawing.buffer_mut(), middle(area, w, h), title, theme);
    if entries.is_empty() {
        Paragraph::new(Line::styled(NOTHING, theme.dim())).render(inner, drawing.buffer_mut());
    }
    list.draw(entries, inner, drawing.buffer_mut());
    drawing.set_cursor_position((inner.x, inner.y));
}

/// A part of an area, in its middle.
fn middle(area: Rect, w: u16, h: u16) -> Rect {
    let (w, h) = (w.min(area.width), h.min(area.height));
    Rect { x: area.x + (area.width - w) / 2, y: area.y + (area.height - h) / 2, width: w, height: h }
}
