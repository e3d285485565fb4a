//! A box that says something and offers what can be done about it. Does nothing itself: says what was chosen.

use ratatui::{
    Frame,
    layout::{Position, Rect},
    text::{Line, Span},
    widgets::{Paragraph, Widget},
};

use super::{Chosen, middle};
use crate::{
    text::{display::shown_line, width, wrap},
    tui::{
        action::Action,
        theme::Theme,
        widgets::{frame, list::List},
    },
};

/// Something to say, and the ways on from there.
#[derive(Clone, Debug)]
pub struct Offer {
    title: String,
    words: Vec<String>,
    choices: Vec<Choice>,
    list: List,
}

/// One way on.
#[derive(Clone, Debug, PartialEq)]
pub struct Choice {
    /// What is done, in a few words.
    pub label: String,
    /// What comes of it.
    pub note: String,
    /// It.
    pub chosen: Chosen,
}

impl Offer {
    /// An offer with its first choice selected.
    pub fn new(title: impl Into<String>, words: Vec<String>, choices: Vec<Choice>) -> Self {
        Self { title: title.into(), words, choices, list: List::default() }
    }

    /// Moves the selection; Enter chooses; any other key closes.
    pub fn key(&mut self, enter: bool, step: Option<Action>) -> Chosen {
        match step {
            Some(step) => {
                self.list.act(step, self.choices.len());
                Chosen::Nothing
            }
            None if enter => self.choose(),
            None => Chosen::Close,
        }
    }

    /// Chooses what is under the mouse, or closes.
    pub fn click(&mut self, at: Position) -> Chosen {
        if self.list.point(at).is_some() { self.choose() } else { Chosen::Close }
    }

    fn choose(&self) -> Chosen {
        self.choices.get(self.list.index).map_or(Chosen::Close, |choice| choice.chosen.clone())
    }

    /// Draws it over the screen.
    pub fn draw(&mut self, drawing: &mut Frame<'_>, area: Rect, theme: Theme) {
        let cells = usize::from(area.width.saturating_sub(8).clamp(10, 88));
        let lines = self.words.iter().flat_map(|words| wrap::wrap_text(words, cells));
        let mut lines: Vec<Line<'_>> = lines.map(|line| Line::raw(line.into_owned())).collect();
        lines.push(Line::default());
        let choices = self.lines(cells, theme);
        let widest = lines.iter().chain(choices.iter().flatten()).map(Line::width).max().unwrap_or(0);
        let w = u16::try_from(widest.max(width::cells(&self.title) + 2) + 4).unwrap_or(u16::MAX);
        let h = u16::try_from(lines.len() + choices.len() + 2).unwrap_or(u16::MAX);
        let inner = frame::open(drawing.buffer_mut(), middle(area, w, h), &self.title, theme);
        // Where there is little room, what can be done counts more than what was said.
        let below = u16::try_from(choices.len()).unwrap_or(u16::MAX).min(inner.height);
        let above = Rect { height: inner.height - below, ..inner };
        Paragraph::new(lines).render(above, drawing.buffer_mut());
        let below = Rect { y: above.bottom(), height: below, ..inner };
        self.list.draw(&choices, below, drawing.buffer_mut());
        drawing.set_cursor_position((below.x, below.y));
    }

    fn lines(&self, cells: usize, theme: Theme) -> Vec<Vec<Line<'static>>> {
        let widest = self.choices.iter().map(|choice| width::cells(&choice.label)).max().unwrap_or(0);
        let line = |(n, choice): (usize, &Choice)| {
            let here = n == self.list.index;
            let (mark, style) = if here { ("▸", theme.selected()) } else { (" ", theme.text()) };
            let note = shown_line(&choice.note);
            let note = width::truncate(&note, cells.saturating_sub(widest + 4)).into_owned();
            vec![Line::from(vec![
                Span::styled(format!("{mark} {}", width::pad(&choice.label, widest)), style),
                Span::styled(format!("  {note}"), theme.dim()),
            ])]
        };
        self.choices.iter().enumerate().map(line).collect()
    }
}
