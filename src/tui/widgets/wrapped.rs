//! Foreign words as lines of a page. Knows nothing of what they say.

use ratatui::{
    style::Style,
    text::{Line, Span},
};

use crate::text::{display::shown_line, wrap};

/// Foreign words as lines, behind so many blanks; each line begins with a span of the blanks.
pub fn wrapped(words: &str, cells: usize, indent: usize, style: Style) -> Vec<Line<'static>> {
    let words = shown_line(words);
    let lines = wrap::wrap_text(&words, cells.saturating_sub(indent).max(1));
    let line = |line: std::borrow::Cow<'_, str>| {
        let spans = [" ".repeat(indent), line.into_owned()];
        Line::from(spans.map(|words| Span::styled(words, style)).to_vec())
    };
    lines.into_iter().map(line).collect()
}
