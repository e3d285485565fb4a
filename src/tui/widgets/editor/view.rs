//! Draws the window of a text that its editor looks through, and says where the terminal's cursor belongs.
//!
//! Draws nothing that has not passed `text::display`, and keeps no state but the scrolling.

use std::borrow::Cow;

use ratatui::{
    buffer::Buffer,
    layout::{Position, Rect},
    style::Style,
};

use super::{
    layout::is_plain,
    state::{Editor, Shape},
};
use crate::{
    text::{display, width, wrap},
    tui::{theme::Theme, widgets::ink},
};

/// The styles of an editor.
#[derive(Clone, Copy, Debug, Default)]
pub struct Styles {
    /// Of the text.
    pub text: Style,
    /// Of what is selected, over the style of the text.
    pub selection: Style,
    /// Of what is shown while there is no text, and of the `…` where a line goes on.
    pub placeholder: Style,
}

impl Styles {
    /// Those of a theme.
    pub fn of(theme: Theme) -> Self {
        Self { text: theme.text(), selection: theme.selection(), placeholder: theme.dim() }
    }
}

/// What was just typed, drawn before the rest of its frame.
#[derive(Clone, Copy, Debug)]
pub struct Echo {
    /// The lines that were drawn.
    pub lines: Rect,
    /// Where the terminal's cursor belongs.
    pub cursor: Position,
}

impl Editor {
    /// Draws the text, scrolled so that the caret is seen. Says where the cursor goes if the editor is focused and the
    /// caret in sight: input methods and screen readers follow it.
    ///
    /// Prose wraps one cell before the edge, so that a caret at the end of a full line has a cell of its own.
    pub fn draw(
        &mut self,
        text: &str,
        area: Rect,
        buf: &mut Buffer,
        styles: &Styles,
        focused: bool,
        placeholder: &str,
    ) -> Option<Position> {
        let area = area.intersection(buf.area);
        if area.is_empty() {
            return None;
        }
        self.layout.refresh(text, wrap_width(area.width));
        self.told.clear();
        self.fit(text, area, focused);
        buf.set_style(area, styles.text);
        if text.is_empty() {
            draw_placeholder(area, buf, styles, placeholder);
        } else if self.shape == Shape::Line {
            self.draw_line(area, buf, styles, focused);
        } else {
            self.draw_rows(self.top, area, buf, styles, focused);
        }
        if focused { self.cursor(area) } else { None }
    }

    /// Draws no more than the line with the caret, and the one before it where that changes too, over what `draw` drew there
    /// before, so that who types sees it at once. Nothing where that is not all that moves before one's eyes: then a whole
    /// frame is needed.
    pub fn echo(&mut self, text: &str, area: Rect, buf: &mut Buffer, styles: &Styles) -> Option<Echo> {
        let is_there = !area.is_empty() && area.intersection(buf.area) == area;
        if self.shape == Shape::Line || text.is_empty() || !is_there {
            return None;
        }
        let (top, width) = (self.top, wrap_width(area.width));
        let mut was = None;
        match &self.told[..] {
            [change] => {
                was = Some(self.layout.line(self.layout.row_of(change.offset)).start);
                self.layout.follow(text, width, change);
            }
            _ => self.layout.refresh(text, width),
        }
        self.told.clear();
        self.fit(text, area, true);
        let (row, _) = self.layout.position(self.caret);
        // Where the line begins otherwise than before, something went to the line before it or came from there.
        let stays = was == Some(self.layout.line(row).start);
        let first = row.saturating_sub(usize::from(!stays)).max(top);
        if self.top != top || row < first || row >= top + usize::from(area.height) {
            return None;
        }
        let lines = Rect { y: area.y + cells_u16(first - top), height: cells_u16(row + 1 - first), ..area };
        for y in lines.top()..lines.bottom() {
            let from = buf.index_of(lines.x, y);
            for cell in &mut buf.content[from..from + usize::from(lines.width)] {
                cell.reset();
                cell.set_style(styles.text);
            }
        }
        self.draw_rows(first, lines, buf, styles, true);
        self.cursor(area).map(|cursor| Echo { lines, cursor })
    }

    /// Scrolls what is laid out so that the caret is seen.
    fn fit(&mut self, text: &str, area: Rect, focused: bool) {
        (self.width, self.height) = (wrap_width(area.width), area.height);
        self.settle(text);
        let (row, col) = self.layout.position(self.caret);
        let height = usize::from(area.height);
        if self.follow {
            self.top = self.top.clamp((row + 1).saturating_sub(height), row);
        }
        // A text that has become shorter leaves no empty screen behind.
        self.top = self.top.min(self.layout.rows().saturating_sub(height));
        if self.shape == Shape::Line && focused {
            self.slide(col, usize::from(area.width));
        } else {
            // A field that is left shows its beginning again.
            self.left = 0;
        }
    }

    /// Scrolls a line sideways, so that the caret is seen beside the `…` of either end.
    fn slide(&mut self, caret: usize, width: usize) {
        let total = self.line_cells();
        if total < width {
            self.left = 0;
            return;
        }
        let margin = usize::from(width > 2);
        if caret < self.left + margin {
            self.left = caret.saturating_sub(margin);
        } else if caret + margin >= self.left + width {
            self.left = caret + margin + 1 - width;
        }
        self.left = self.left.min(total + 1 - width);
    }

    fn line_cells(&self) -> usize {
        self.layout.placed(0).last().map_or(0, |placed| placed.col + placed.cells)
    }

    fn draw_rows(&self, first: usize, area: Rect, buf: &mut Buffer, styles: &Styles, focused: bool) {
        let selection = if focused { self.selection() } else { None }.unwrap_or(0..0);
        let style_at = |offset: usize| {
            if selection.contains(&offset) { styles.text.patch(styles.selection) } else { styles.text }
        };
        let rows = self.layout.rows();
        for (y, row) in (area.top()..area.bottom()).zip(first..rows) {
            let line = self.layout.line(row);
            if selection.is_empty() && is_plain(self.layout.text(&line)) {
                // Most lines are this: each byte is a cell, and none has to be made safe.
                ink::put(buf, (area.x, y), self.layout.text(&line), area.width, styles.text);
                continue;
            }
            let mut used = 0;
            for placed in self.layout.placed(row) {
                let room = usize::from(area.width).saturating_sub(placed.col);
                if room == 0 {
                    break;
                }
                let shown = display::shown_line(placed.grapheme);
                // A hanging tab is cut; what is too wide for the area shows that there is more of it.
                let blank = shown.trim_matches(' ').is_empty();
                let cut = if blank { Cow::Borrowed(&*shown) } else { width::truncate(&shown, room) };
                put(buf, (area.x + cells_u16(placed.col), y), &cut, room, style_at(placed.offset));
                used = placed.col + placed.cells;
            }
            // A selected newline is seen as a selected blank.
            let end = line.end;
            if used < usize::from(area.width) && self.layout.ends_paragraph(row) && selection.contains(&end) {
                put(buf, (area.x + cells_u16(used), y), " ", 1, style_at(end));
            }
        }
    }

    fn draw_line(&self, area: Rect, buf: &mut Buffer, styles: &Styles, focused: bool) {
        let selection = if focused { self.selection() } else { None }.unwrap_or(0..0);
        let room = usize::from(area.width);
        let left = self.left;
        let total = self.line_cells();
        let more = total > left + room;
        let dots = room > 2;
        let from = left + usize::from(dots && left > 0);
        let to = left + room - usize::from(dots && more);
        for placed in self.layout.placed(0) {
            if placed.col < from {
                continue;
            }
            if placed.col + placed.cells > to {
                break;
            }
            let selected = selection.contains(&placed.offset);
            let style = if selected { styles.text.patch(styles.selection) } else { styles.text };
            let x = area.x + cells_u16(placed.col - left);
            put(buf, (x, area.y), placed.grapheme, placed.cells, style);
        }
        let dot_style = styles.text.patch(styles.placeholder);
        if dots && left > 0 {
            put(buf, (area.x, area.y), "…", 1, dot_style);
        }
        if dots && more {
            put(buf, (area.right() - 1, area.y), "…", 1, dot_style);
        }
    }

    fn cursor(&self, area: Rect) -> Option<Position> {
        let (row, col) = self.layout.position(self.caret);
        let down = row.checked_sub(self.top).filter(|&down| down < usize::from(area.height))?;
        // Hanging blanks keep the caret in the last cell.
        let right = col.saturating_sub(self.left).min(usize::from(area.width - 1));
        Some(Position::new(area.x + cells_u16(right), area.y + cells_u16(down)))
    }
}

fn draw_placeholder(area: Rect, buf: &mut Buffer, styles: &Styles, placeholder: &str) {
    let lines = wrap::wrap_text(placeholder, usize::from(area.width));
    for (y, line) in (area.top()..area.bottom()).zip(lines) {
        let style = styles.text.patch(styles.placeholder);
        put(buf, (area.x, y), &line, usize::from(area.width), style);
    }
}

/// Writes a text into a line of the screen, made safe for it.
#[expect(clippy::disallowed_methods, reason = "the text is made safe here")]
fn put(buf: &mut Buffer, (x, y): (u16, u16), text: &str, room: usize, style: Style) {
    buf.set_stringn(x, y, display::shown_line(text), room, style);
}

fn wrap_width(width: u16) -> u16 {
    width.saturating_sub(1).max(1)
}

fn cells_u16(cells: usize) -> u16 {
    u16::try_from(cells).unwrap_or(u16::MAX)
}
