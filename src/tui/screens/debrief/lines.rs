//! Words as lines of a page, as wide as there is room. Knows no page.

use ratatui::{style::Style, text::Line};

use crate::{model::Role, text::wrap};

/// Words in as many lines as they take.
pub(super) fn text(words: &str, cells: usize, style: Style) -> Vec<Line<'static>> {
    wrap::wrap_text(words.trim_end(), cells)
        .into_iter()
        .map(|l| Line::styled(l.into_owned(), style))
        .collect()
}

/// A line whose continuation is indented as far as its own beginning.
pub(super) fn hanging(words: &str, cells: usize, style: Style) -> Vec<Line<'static>> {
    let own = words.trim_start();
    let bullet = if is_bullet(own) { 2 } else { 0 };
    let indent = (words.len() - own.len() + bullet).min(cells / 3);
    let lead = " ".repeat(indent);
    let lines = wrap::wrap_text(words.trim(), cells.saturating_sub(indent).max(8));
    lines
        .into_iter()
        .enumerate()
        .map(|(n, line)| {
            let lead = if n == 0 { &lead[..indent.saturating_sub(bullet)] } else { &lead };
            Line::styled(format!("{lead}{line}"), style)
        })
        .collect()
}

/// Whether a line begins with a mark that its words stand beside.
fn is_bullet(words: &str) -> bool {
    let marks = Role::ALL.iter().map(|role| role.glyph()).chain(["•"]);
    marks.into_iter().any(|mark| words.strip_prefix(mark).is_some_and(|rest| rest.starts_with(' ')))
}
