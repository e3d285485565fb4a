//! The pane of filters: each kind, its labels, and how many questions each would leave.

use ratatui::{
    Frame,
    layout::Rect,
    text::{Line, Span},
    widgets::{Paragraph, Widget},
};

use super::{Library, Pane};
use crate::{
    insight::facets::Choice,
    text::{display::shown_line, width, wrap},
    tui::theme::Theme,
};

impl Library {
    pub(super) fn draw_filters(&mut self, frame: &mut Frame<'_>, area: Rect, theme: Theme) {
        let here = self.pane == Pane::Filters;
        let cells = usize::from(area.width);
        let choices = self.choices().to_vec();
        let entries: Vec<Vec<Line<'static>>> = (0..choices.len())
            .map(|index| {
                let choice = &choices[index];
                let is_first = index == 0 || choices[index - 1].facet != choice.facet;
                let mut lines = Vec::new();
                if is_first {
                    if index > 0 {
                        lines.push(Line::default());
                    }
                    lines.push(Line::styled(choice.facet.title(), theme.title()));
                }
                let is_on = self.chosen.has(choice.facet, &choice.label);
                let selected = here && index == self.filters.index;
                let style = match (selected, is_on) {
                    (true, _) => theme.selected(),
                    (false, true) => theme.accent(),
                    (false, false) => theme.text(),
                };
                lines.push(line(choice, is_on, selected, cells, style, theme));
                lines
            })
            .collect();
        if entries.is_empty() {
            let words = "Nothing matches, so there is nothing to choose. / goes back to the search.";
            let lines = wrap::wrap_text(words, cells.max(1)).into_iter();
            let lines: Vec<Line<'static>> =
                lines.map(|l| Line::styled(l.into_owned(), theme.dim())).collect();
            Paragraph::new(lines).render(area, frame.buffer_mut());
        }
        self.filters.draw(&entries, area, frame.buffer_mut());
    }
}

fn line(
    choice: &Choice,
    is_on: bool,
    selected: bool,
    cells: usize,
    style: ratatui::style::Style,
    theme: Theme,
) -> Line<'static> {
    let mark = match (selected, is_on) {
        (true, true) => "▸●",
        (true, false) => "▸○",
        (false, true) => " ●",
        (false, false) => " ○",
    };
    let count = choice.count.to_string();
    let room = cells.saturating_sub(width::cells(&count) + 4);
    let label = shown_line(&choice.label);
    let label = width::pad(&width::truncate(&label, room), room);
    Line::from(vec![Span::styled(format!("{mark} {label} "), style), Span::styled(count, theme.dim())])
}
