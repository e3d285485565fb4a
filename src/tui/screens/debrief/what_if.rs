//! After a transfer drill: the flipped fact, what did not change though it was expected to, and what did. States
//! blanks; calls nothing right.

use ratatui::text::Line;

use super::{Debrief, lines::text};
use crate::{
    insight::{
        compare::compare,
        transfer::{self, Fate, Transfer},
    },
    tui::{theme::Theme, widgets::difference},
};

impl Debrief {
    /// The page of the flipped fact.
    pub(super) fn what_if(&self, cells: usize, theme: Theme) -> Vec<Line<'static>> {
        let Some(variant) = transfer::variant(&self.session) else { return Vec::new() };
        let mut lines = vec![Line::styled("What if", theme.accent())];
        lines.extend(text(variant.flip.trim(), cells, theme.title()));
        lines.push(Line::default());
        let older = match &self.earlier {
            Some(Ok(older)) => older,
            Some(Err(why)) => {
                let words = format!("The answer it began with cannot be read: {why}");
                lines.extend(text(&words, cells, theme.text()));
                return lines;
            }
            None => {
                lines.push(Line::styled("Reading the answer it began with …", theme.dim()));
                return lines;
            }
        };
        let diff = compare(older, &self.session);
        if let Some(transfer) = transfer::of(older, &self.session, &diff) {
            lines.extend(expected(&transfer, cells, theme));
        }
        lines.push(Line::styled("Since the answer it began with", theme.accent()));
        lines.extend(difference::lines(&diff, cells, theme));
        lines
    }
}

/// What was expected to move: first what did not.
fn expected(transfer: &Transfer<'_>, cells: usize, theme: Theme) -> Vec<Line<'static>> {
    let mut lines = Vec::new();
    for expected in transfer.expected.iter().filter(|expected| expected.fate == Fate::Unchanged) {
        lines.extend(text(&expected.question(), cells, theme.text()));
    }
    let titles = |fate| {
        let of = transfer.expected.iter().filter(|expected| expected.fate == fate);
        of.map(|expected| expected.title.clone()).collect::<Vec<_>>()
    };
    for (label, titles) in [
        ("In neither answer, though the variant expected it", titles(Fate::Absent)),
        ("Changed, as the variant expected", titles(Fate::Changed)),
        ("Changed besides", transfer.others.clone()),
    ] {
        if !titles.is_empty() {
            lines.extend(text(&format!("{label}: {}", titles.join(", ")), cells, theme.text()));
        }
    }
    if !lines.is_empty() {
        lines.push(Line::default());
    }
    lines
}
