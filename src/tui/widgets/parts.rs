//! A screen in parts: what it is above a rule, its parts on the left where there is room, and the pane of the one that is
//! open. Knows nothing of what they hold.

use ratatui::{
    Frame,
    layout::{Position, Rect},
    style::Style,
    text::{Line, Span},
    widgets::{Paragraph, Widget},
};

use crate::{
    text::{display::shown_line, width},
    tui::theme::Theme,
};

/// The width of the parts on the left, the rule and the air beside it included.
pub const RAIL: u16 = 24;

/// Where the parts stand, for the mouse.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Parts {
    area: Rect,
}

/// What stands above the rule: what it is, what is less of a title behind it, and on the right the place and what is saved.
#[derive(Clone, Debug)]
pub struct Head<'a> {
    /// Cut where there is no room for all of it.
    pub title: &'a str,
    /// Never cut.
    pub behind: &'a str,
    /// On the right, and how it is drawn.
    pub right: (&'a str, Style),
}

impl Parts {
    /// Draws head and rule; what is left below them, with a column of air on either side.
    pub fn head(frame: &mut Frame<'_>, area: Rect, head: &Head<'_>, theme: Theme) -> Rect {
        let inner = Rect { x: area.x + 1, width: area.width.saturating_sub(2), ..area };
        let (right, style) = head.right;
        let taken = width::cells(right) + width::cells(head.behind) + 2;
        let room = usize::from(inner.width).saturating_sub(taken);
        let title = width::truncate(&shown_line(head.title), room).into_owned();
        let left = [Span::styled(title, theme.title()), Span::styled(head.behind.to_owned(), theme.dim())];
        Paragraph::new(Line::from(left.to_vec())).render(inner, frame.buffer_mut());
        Paragraph::new(Line::styled(right.to_owned(), style))
            .right_aligned()
            .render(inner, frame.buffer_mut());
        let rule = Line::styled("─".repeat(usize::from(area.width)), theme.rule());
        Paragraph::new(rule).render(Rect { y: area.y + 1, height: 1, ..area }, frame.buffer_mut());
        Rect { y: area.y + 2, height: area.height.saturating_sub(2), ..inner }
    }

    /// Draws the parts, each a title with a word on the right, and the rule beside them; the pane that is left. Below
    /// `narrow` cells there are none.
    pub fn draw(
        &mut self,
        frame: &mut Frame<'_>,
        below: Rect,
        narrow: u16,
        parts: &[(String, String)],
        here: usize,
        theme: Theme,
    ) -> Rect {
        self.area = Rect::default();
        if frame.area().width < narrow {
            return below;
        }
        let pane = Rect { width: RAIL - 2, ..below };
        let line = |(index, (title, right)): (usize, &(String, String))| {
            let style = if index == here { theme.selected() } else { theme.dim() };
            let mark = if index == here { "▸" } else { " " };
            // Behind what stands on the right there is air, before the rule.
            let right = if right.is_empty() { String::new() } else { format!(" {right} ") };
            let room = usize::from(pane.width).saturating_sub(2 + width::cells(&right));
            let title = width::truncate(&shown_line(title), room).into_owned();
            Line::styled(format!("{mark} {}{right}", width::pad(&title, room)), style)
        };
        let lines: Vec<Line<'static>> = parts.iter().enumerate().map(line).collect();
        self.area = Rect { height: pane.height.min(u16::try_from(lines.len()).unwrap_or(u16::MAX)), ..pane };
        Paragraph::new(lines).render(pane, frame.buffer_mut());
        let line = vec![Line::styled("│", theme.rule()); usize::from(pane.height)];
        Paragraph::new(line).render(Rect { x: pane.right(), width: 1, ..pane }, frame.buffer_mut());
        Rect { x: below.x + RAIL, width: below.width - RAIL, ..below }
    }

    /// The part at a place of the screen.
    pub fn point(&self, at: Position) -> Option<usize> {
        self.area.contains(at).then(|| usize::from(at.y - self.area.y))
    }
}
