//! The one footer line: the keys that matter here; on the right, how saving stands.

use ratatui::{
    buffer::Buffer,
    layout::Rect,
    text::{Line, Span},
};

use crate::{
    text::width,
    tui::{
        action::Action,
        keymap::{self, Scope},
        theme::Theme,
        widgets::ink,
    },
};

/// What the footer says.
#[derive(Clone, Copy)]
pub struct Footer<'a> {
    /// Whose keys are shown.
    pub scopes: &'a [Scope],
    /// Which actions cannot be done now: they are not offered.
    pub off: &'a dyn Fn(Action) -> bool,
    /// How saving stands.
    pub right: &'a str,
    /// Whether saving failed.
    pub alarm: bool,
}

impl Footer<'_> {
    /// Draws it into one line.
    pub fn draw(self, area: Rect, buf: &mut Buffer, theme: Theme) {
        let right_cells = width::cells(self.right);
        let room = usize::from(area.width).saturating_sub(right_cells + 3);
        let left = keys(self.scopes, self.off, room, theme);
        let inner = Rect { x: area.x + 1, width: area.width.saturating_sub(2), ..area };
        ink::line(&left, inner, buf);
        let style = if self.alarm { theme.warning() } else { theme.dim() };
        ink::right(&Line::styled(self.right, style), inner, buf);
    }
}

/// As many of the scopes' footer keys as there is room for. Menu and leave always find room.
fn keys(scopes: &[Scope], off: &dyn Fn(Action) -> bool, room: usize, theme: Theme) -> Line<'static> {
    let all: Vec<(String, &str)> = keymap::bindings(scopes)
        .into_iter()
        // What stands in no footer is not asked for: the answer may take a look at the whole session.
        .filter_map(|b| Some((b, b.keys.first()?, b.footer?)))
        .filter(|(b, ..)| !off(b.action))
        .map(|(_, key, text)| (keymap::shown(key), text))
        .collect();
    let cells = |(key, text): &(String, &str)| width::cells(key) + width::cells(text) + 4;
    let kept: Vec<(String, &str)> = {
        let menu = all.iter().find(|(_, text)| *text == "menu").cloned();
        let mut left = room.saturating_sub(menu.as_ref().map_or(0, cells));
        let mut kept = Vec::new();
        for entry in all.iter().filter(|(_, text)| *text != "menu") {
            if cells(entry) <= left {
                left -= cells(entry);
                kept.push(entry.clone());
            }
        }
        kept.extend(menu);
        kept
    };
    let mut spans = Vec::new();
    for (key, text) in kept {
        spans.push(Span::styled(key, theme.title()));
        spans.push(Span::styled(format!(" {text}   "), theme.dim()));
    }
    Line::from(spans)
}
