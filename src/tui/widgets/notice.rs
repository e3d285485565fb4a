//! What is said above the keys: on as many lines as it needs, so that it can be read to its end.

use std::borrow::Cow;

use ratatui::{
    buffer::Buffer,
    layout::Rect,
    style::Style,
    text::Line,
    widgets::{Clear, Paragraph, Widget},
};

use crate::text::wrap;

/// The lines of a notice, at most `most`.
pub fn lines(words: &str, cells: usize, most: usize) -> Vec<String> {
    let mut lines: Vec<String> =
        wrap::wrap_text(words, cells.max(1)).into_iter().map(Cow::into_owned).collect();
    lines.truncate(most.max(1));
    lines
}

/// Draws the lines above the last line of `area`, which is the footer's. Several lines are ruled off from what stands
/// above them.
pub fn draw(lines: Vec<String>, area: Rect, buf: &mut Buffer, style: Style, rule: Style) {
    let ruled = usize::from(lines.len() > 1);
    let height = u16::try_from(lines.len() + ruled).unwrap_or(u16::MAX).min(area.height.saturating_sub(1));
    let rect = Rect { y: area.bottom().saturating_sub(1 + height), height, ..area };
    Clear.render(rect, buf);
    let across = Line::styled("─".repeat(usize::from(area.width)), rule);
    Paragraph::new(vec![across; ruled]).render(rect, buf);
    let inner = Rect { x: rect.x + 1, width: rect.width.saturating_sub(2), ..rect };
    let lines =
        vec![Line::default(); ruled].into_iter().chain(lines.into_iter().map(|l| Line::styled(l, style)));
    Paragraph::new(lines.collect::<Vec<_>>()).render(inner, buf);
}

/// A reason as a sentence.
pub fn sentence(reason: &str) -> String {
    let mut chars = reason.chars();
    chars.next().map_or_else(String::new, |c| format!("{}{}.", c.to_uppercase(), chars.as_str()))
}
