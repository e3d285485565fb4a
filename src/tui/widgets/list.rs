//! A list with one selected line: up, down, pages, and the part of it that is in sight.

use ratatui::{
    buffer::Buffer,
    layout::Rect,
    text::Line,
    widgets::{Paragraph, Widget},
};

use crate::tui::action::Action;

/// Which line is selected, and which is the first in sight.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct List {
    /// The selected line.
    pub index: usize,
    top: usize,
    height: usize,
}

impl List {
    /// Moves the selection in a list of `len` lines; says whether `action` is one that does.
    pub fn act(&mut self, action: Action, len: usize) -> bool {
        let last = len.saturating_sub(1);
        let page = self.height.saturating_sub(1).max(1);
        self.index = match action {
            Action::Up => self.index.saturating_sub(1),
            Action::Down => self.index + 1,
            Action::PageUp => self.index.saturating_sub(page),
            Action::PageDown => self.index + page,
            Action::First => 0,
            Action::Last => last,
            _ => return false,
        }
        .min(last);
        true
    }

    /// Draws the lines that are in sight around the selection; an entry may take several.
    pub fn draw(&mut self, entries: &[Vec<Line<'static>>], area: Rect, buf: &mut Buffer) {
        self.height = usize::from(area.height);
        self.index = self.index.min(entries.len().saturating_sub(1));
        let start = |index: usize| entries.iter().take(index).map(Vec::len).sum::<usize>();
        let end = start(self.index + 1);
        self.top = self.top.min(start(self.index)).max(end.saturating_sub(self.height));
        let lines = entries.iter().flatten().skip(self.top).take(self.height).cloned().collect::<Vec<_>>();
        Paragraph::new(lines).render(area, buf);
    }

    /// The entry at a row of what was drawn.
    pub fn at(&self, entries: &[usize], row: usize) -> Option<usize> {
        let mut line = 0;
        entries.iter().position(|height| {
            line += height;
            self.top + row < line
        })
    }
}
