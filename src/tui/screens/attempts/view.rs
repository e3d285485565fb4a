//! Draws the attempts at a question, and the difference of two of them. Changes nothing.

use jiff::tz::TimeZone;
use ratatui::{
    Frame,
    layout::Rect,
    text::{Line, Span},
    widgets::{Paragraph, Widget},
};

use super::Attempts;
use crate::{
    insight::compare::compare,
    model::{Attempt, State},
    text::{clock::minutes, display::shown_line, width, wrap},
    tui::{screens::sessions::day, theme::Theme, widgets::difference},
};

impl Attempts {
    /// Draws the screen.
    pub fn draw(&mut self, frame: &mut Frame<'_>, area: Rect, theme: Theme, zone: &TimeZone) {
        let inner = Rect { x: area.x + 1, width: area.width.saturating_sub(2), ..area };
        let cells = usize::from(inner.width);
        let count = match (self.page.is_some(), self.entries.len()) {
            (true, _) => "compared".to_owned(),
            (false, 1) => "1 attempt".to_owned(),
            (false, n) => format!("{n} attempts"),
        };
        let title = format!("Attempts · {}", shown_line(&self.title));
        let title = width::truncate(&title, cells.saturating_sub(count.len() + 2)).into_owned();
        Paragraph::new(Line::styled(title, theme.title())).render(inner, frame.buffer_mut());
        Paragraph::new(Line::styled(count, theme.dim())).right_aligned().render(inner, frame.buffer_mut());
        let rule = Line::styled("─".repeat(usize::from(area.width)), theme.rule());
        Paragraph::new(rule).render(Rect { y: area.y + 1, height: 1, ..area }, frame.buffer_mut());
        let body = Rect { y: area.y + 2, height: area.height.saturating_sub(2), ..inner };
        if self.page.is_some() {
            self.draw_two(frame, body, theme, zone);
        } else {
            self.draw_all(frame, body, theme, zone);
        }
    }

    fn draw_all(&mut self, frame: &mut Frame<'_>, body: Rect, theme: Theme, zone: &TimeZone) {
        let cells = usize::from(body.width);
        let entry =
            |(n, attempt): (usize, &Attempt)| self.entry(attempt, n == self.list.index, cells, theme, zone);
        let entries: Vec<Vec<Line<'static>>> = self.entries.iter().enumerate().map(entry).collect();
        let words = self.what_to_do();
        let below: Vec<Line<'static>> = wrap::wrap_text(&words, cells)
            .into_iter()
            .map(|line| Line::styled(line.into_owned(), theme.dim()))
            .collect();
        let under = u16::try_from(below.len() + 1).unwrap_or(u16::MAX);
        let list = Rect { height: body.height.saturating_sub(under), ..body };
        self.list.draw(&entries, list, frame.buffer_mut());
        let used = u16::try_from(entries.iter().map(Vec::len).sum::<usize>() + 1).unwrap_or(u16::MAX);
        let y = body.y + used.min(list.height);
        let room = Rect { y, height: body.bottom().saturating_sub(y), ..body };
        Paragraph::new(below).render(room, frame.buffer_mut());
    }

    /// When and how, and below it how far it got.
    fn entry(
        &self,
        attempt: &Attempt,
        here: bool,
        cells: usize,
        theme: Theme,
        zone: &TimeZone,
    ) -> Vec<Line<'static>> {
        let style = if here { theme.selected() } else { theme.text() };
        let mark = match self.two() {
            Some((older, _)) if older.id == attempt.id => "earlier",
            Some((_, newer)) if newer.id == attempt.id => "later",
            _ if self.marked.contains(&attempt.id) => "marked",
            _ => "",
        };
        let lead = if here { "▸ " } else { "  " };
        let first = Line::from(vec![
            Span::styled(format!("{lead}{}", width::pad(&day(attempt.started, zone), 18)), style),
            Span::styled(format!("  {}", width::pad(mark, 8)), theme.accent()),
            Span::styled(state(attempt), theme.text()),
        ]);
        let used = format!("{} of {} min", minutes(attempt.seconds), attempt.minutes);
        let mut facts = vec![attempt.mode.to_string(), used];
        facts.extend(attempt.titles.only.as_ref().map(|step| format!("{step} alone")));
        facts.extend(attempt.variant.as_ref().map(|_| "what if".to_owned()));
        facts.extend(attempt.titles.lowest.as_ref().map(|title| format!("lowest: {}", title.to_lowercase())));
        let facts = facts.join(" · ");
        let facts = width::truncate(&shown_line(&facts), cells.saturating_sub(2)).into_owned();
        vec![first, Line::styled(format!("  {facts}"), theme.dim())]
    }

    /// What Enter does, or what would make a second attempt.
    fn what_to_do(&self) -> String {
        match (self.entries.len(), self.two()) {
            (..2, _) => format!(
                "There is nothing to compare it with yet. A second attempt: choose the question in the library, or \
                 `casebook practice {} --new`; or d in the debrief, where one fact is flipped and your answer is \
                 there to be changed.",
                shown_line(self.question.as_str())
            ),
            (_, Some(_)) => "Enter shows what is different between the two that are marked.".to_owned(),
            (_, None) => "Space marks two of them; Enter shows what is different.".to_owned(),
        }
    }

    fn draw_two(&mut self, frame: &mut Frame<'_>, body: Rect, theme: Theme, zone: &TimeZone) {
        let cells = usize::from(body.width);
        let lines = self.difference(cells, theme, zone);
        let Some(page) = &mut self.page else { return };
        page.height = usize::from(body.height);
        page.longest = lines.len();
        page.top = page.top.min(page.longest.saturating_sub(page.height));
        let (top, height) = (page.top, page.height);
        let more = lines.len() > top + height;
        Paragraph::new(lines.into_iter().skip(top).take(height).collect::<Vec<_>>())
            .render(body, frame.buffer_mut());
        if more {
            // On the rule above, so that it covers nothing.
            let rect = Rect { x: body.right().saturating_sub(8), y: body.y - 1, width: 8, height: 1 };
            Paragraph::new(Line::styled(" ↓ more ", theme.dim())).render(rect, frame.buffer_mut());
        }
    }

    fn difference(&self, cells: usize, theme: Theme, zone: &TimeZone) -> Vec<Line<'static>> {
        let Some((older, newer)) = self.two() else { return Vec::new() };
        let which = |label: &str, attempt: &Attempt| {
            let used = format!("{} of {} min", minutes(attempt.seconds), attempt.minutes);
            let words = format!("{} · {} · {used}", day(attempt.started, zone), attempt.mode);
            Line::from(vec![
                Span::styled(width::pad(label, 9), theme.accent()),
                Span::styled(width::truncate(&words, cells.saturating_sub(9)).into_owned(), theme.text()),
            ])
        };
        let mut lines = vec![which("Earlier", older), which("Later", newer), Line::default()];
        match (self.read.get(&older.id), self.read.get(&newer.id)) {
            (Some(Ok(older)), Some(Ok(newer))) => {
                lines.extend(difference::lines(&compare(older, newer), cells, theme));
            }
            (Some(Err(why)), _) | (_, Some(Err(why))) => {
                let words = format!("It cannot be read: {why}");
                let words = wrap::wrap_text(&words, cells).into_iter();
                lines.extend(words.map(|line| Line::styled(line.into_owned(), theme.warning())));
            }
            _ => lines.push(Line::styled("Reading …", theme.dim())),
        }
        lines
    }
}

fn state(attempt: &Attempt) -> &'static str {
    match attempt.state {
        _ if attempt.archived => "· archived",
        State::InProgress => "▸ in progress",
        State::Finished => "✓ finished",
        State::Sealed => "✓ sealed",
        State::Abandoned => "· abandoned",
    }
}
