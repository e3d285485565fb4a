//! The difference of two attempts as lines on the screen: a step and its time, and below it what changed. Compares
//! nothing itself.

use ratatui::text::{Line, Span};

use crate::{
    insight::compare::{Diff, Mark, Told, tell},
    text::{display::shown_line, width, wrap},
    tui::theme::Theme,
};

/// Every step that changed with what changed in it, and then those that did not.
pub fn lines(diff: &Diff, cells: usize, theme: Theme) -> Vec<Line<'static>> {
    let (changed, same): (Vec<_>, Vec<_>) = tell(diff).into_iter().partition(|part| !part.lines.is_empty());
    let head = |title: &str, time: &str| {
        let title = shown_line(title);
        let title = width::truncate(&title, cells.saturating_sub(width::cells(time) + 2)).into_owned();
        Line::from(vec![Span::styled(title, theme.title()), Span::styled(format!("  {time}"), theme.dim())])
    };
    let mut lines = Vec::new();
    if changed.is_empty() {
        lines.push(Line::styled("Nothing that was written is different.", theme.text()));
        lines.push(Line::default());
    }
    for part in changed {
        lines.push(head(&part.title, &part.time));
        lines.extend(part.lines.iter().flat_map(|told| line(told, cells, theme)));
        lines.push(Line::default());
    }
    if !same.is_empty() {
        lines.push(Line::styled("Unchanged", theme.dim()));
        lines.extend(same.iter().map(|part| head(&part.title, &part.time)));
    }
    lines
}

/// A line with its mark; what does not fit goes on below its beginning.
fn line(told: &Told, cells: usize, theme: Theme) -> Vec<Line<'static>> {
    let mark = told.mark.map_or(" ", Mark::glyph);
    let style = if told.mark.is_some() { theme.text() } else { theme.dim() };
    let indent = told.words.len() - told.words.trim_start().len();
    let lead = " ".repeat(indent);
    let wrapped = wrap::wrap_text(told.words.trim_start(), cells.saturating_sub(4 + indent).max(8));
    let wrapped = wrapped.into_iter().enumerate();
    wrapped
        .map(|(n, words)| {
            let mark = if n == 0 { mark } else { " " };
            Line::from(vec![
                Span::styled(format!("  {mark} "), theme.accent()),
                Span::styled(format!("{lead}{words}"), style),
            ])
        })
        .collect()
}
