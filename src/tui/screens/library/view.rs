//! Draws the library: the search line, what is chosen, filters, questions and the preview.

use jiff::tz::TimeZone;
use ratatui::{
    Frame,
    layout::{Position, Rect},
    style::Style,
    text::{Line, Span},
    widgets::{Paragraph, Widget},
};

use super::{Library, Pane};
use crate::{
    insight::search::Status,
    model::{Attempt, Bank, Question, catalogue::Listed},
    text::{display::shown_line, width, wrap},
    tui::theme::Theme,
};

/// From this width on there is a preview beside the list; below it is a few lines under it.
const PREVIEW_FROM: u16 = 96;
/// From this width on the filters stand beside the list.
const FILTERS_FROM: u16 = 112;
const FILTERS: u16 = 26;
/// How many lines the preview has under the list.
const BELOW: u16 = 4;

/// What the empty search field says.
pub const PLACEHOLDER: &str = "search: words in any order";

impl Library {
    /// Draws the screen.
    pub fn draw(
        &mut self,
        frame: &mut Frame<'_>,
        area: Rect,
        theme: Theme,
        bank: &Bank,
        attempts: &[Attempt],
        zone: &TimeZone,
    ) {
        let inner = Rect { x: area.x + 1, width: area.width.saturating_sub(2), ..area };
        let cursor = self.draw_search(frame, Rect { height: 1, ..inner }, theme, bank);
        self.draw_chosen(frame, Rect { y: inner.y + 1, height: 1, ..inner }, theme, bank);
        let mut body = Rect { y: inner.y + 3, height: inner.height.saturating_sub(3), ..inner };
        if inner.width >= FILTERS_FROM {
            self.draw_filters(frame, Rect { width: FILTERS, ..body }, theme);
            rule(frame, Rect { x: body.x + FILTERS + 1, width: 1, ..body }, theme);
            body = Rect { x: body.x + FILTERS + 3, width: body.width - FILTERS - 3, ..body };
        } else if self.pane == Pane::Filters {
            // There is no room beside the list, so the filters stand in its place.
            self.list.hide();
            return self.draw_filters(frame, body, theme);
        } else {
            self.filters.hide();
        }
        let shown = self.at(self.list.index).and_then(|question| bank.questions.whole(question.id()));
        let Some(question) = shown else { return self.draw_list(frame, body, theme, bank, attempts, cursor) };
        if area.width >= PREVIEW_FROM {
            let width = body.width * 2 / 5;
            let list = Rect { width: body.width - width - 3, ..body };
            self.draw_list(frame, list, theme, bank, attempts, cursor);
            rule(frame, Rect { x: list.right() + 1, width: 1, ..body }, theme);
            let pane = Rect { x: list.right() + 3, width, ..body };
            let mut lines = wrapped(&question.brief.say, theme.text(), pane.width);
            lines.push(Line::default());
            lines.extend(trains(&question, bank, attempts, zone, theme, pane.width));
            Paragraph::new(lines).render(pane, frame.buffer_mut());
        } else if body.height > 3 * BELOW {
            let list = Rect { height: body.height - BELOW, ..body };
            self.draw_list(frame, list, theme, bank, attempts, cursor);
            let rule = "─".repeat(usize::from(body.width));
            let mut lines = vec![Line::styled(rule, theme.rule())];
            lines.extend(trains(&question, bank, attempts, zone, theme, body.width));
            let pane = Rect { y: list.bottom(), height: BELOW, ..body };
            Paragraph::new(lines).render(pane, frame.buffer_mut());
        } else {
            self.draw_list(frame, body, theme, bank, attempts, cursor);
        }
    }

    /// The search field, and how many questions are left of all.
    fn draw_search(
        &mut self,
        frame: &mut Frame<'_>,
        line: Rect,
        theme: Theme,
        bank: &Bank,
    ) -> Option<Position> {
        let count = format!("{} of {}", self.found.len(), bank.questions.len());
        self.search.draw(frame, line, theme, self.pane == Pane::Search, PLACEHOLDER, &count)
    }

    /// What is chosen and how it is sorted; else, what is wrong with a bank.
    fn draw_chosen(&self, frame: &mut Frame<'_>, line: Rect, theme: Theme, bank: &Bank) {
        let chosen: Vec<String> = self.chosen.labels().map(|label| shown_line(label).into_owned()).collect();
        let parts = [chosen.join(" · "), self.order.words().to_owned()];
        let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        let (words, style) = if !parts.is_empty() {
            (format!("only {}", parts.join(", ")), theme.accent())
        } else if let Some(reading) = reading(bank) {
            (reading, theme.dim())
        } else if let n @ 1.. = bank.problems.len() {
            let what = if n == 1 { "1 mistake".to_owned() } else { format!("{n} mistakes") };
            let missing = match bank.missing {
                0 => "all of it loaded".to_owned(),
                missing => format!("{missing} did not load"),
            };
            (format!("{what} in your banks, {missing}: Tab, e shows why"), theme.warning())
        } else {
            return;
        };
        let words = if chosen.is_empty() { words.trim_start_matches("only ").to_owned() } else { words };
        let words = width::truncate(&words, usize::from(line.width)).into_owned();
        Paragraph::new(Line::styled(words, style)).render(line, frame.buffer_mut());
    }

    fn draw_list(
        &mut self,
        frame: &mut Frame<'_>,
        area: Rect,
        theme: Theme,
        bank: &Bank,
        attempts: &[Attempt],
        cursor: Option<Position>,
    ) {
        if let Some(cursor) = cursor {
            frame.set_cursor_position(cursor);
        }
        if self.found.is_empty() {
            let words = match (bank.questions.is_empty(), self.chosen.labels().next().is_some()) {
                (true, _) => "No questions in this bank.",
                (_, true) => "Nothing matches. Fewer words or filters find more.",
                (_, false) => "Nothing matches. Fewer words find more.",
            };
            self.list.hide();
            return Paragraph::new(Line::styled(words, theme.dim())).render(area, frame.buffer_mut());
        }
        let mut list = std::mem::take(&mut self.list);
        let entry = |index: usize, here: bool| {
            let question = self.at(index);
            question.map_or_else(Vec::new, |of| self.entry(of, here, area.width, theme, attempts))
        };
        list.draw_some(self.found.len(), entry, area, frame.buffer_mut());
        self.list = list;
    }

    /// A question in the list: its title, what it is, and how far one got.
    fn entry(
        &self,
        question: Listed<'_>,
        here: bool,
        cells: u16,
        theme: Theme,
        attempts: &[Attempt],
    ) -> Vec<Line<'static>> {
        let style = if here { theme.selected() } else { theme.text() };
        let mut lines = Vec::new();
        for (n, line) in
            wrap::wrap_text(question.title(), usize::from(cells.saturating_sub(2)).max(1)).iter().enumerate()
        {
            let mark = if n == 0 && here { "▸ " } else { "  " };
            let mut spans = vec![Span::styled(mark, style)];
            spans.extend(self.search.marked(line, style, theme));
            lines.push(Line::from(spans));
        }
        let mut facts = vec![question.type_title().to_lowercase(), question.difficulty().to_string()];
        facts.extend(question.company().map(str::to_owned));
        let status = self.status_words(question.id(), attempts);
        let gap = if status.is_empty() { "" } else { "   " };
        lines.push(Line::from(vec![
            Span::styled(format!("  {}", shown_line(&facts.join(" · "))), theme.dim()),
            Span::styled(format!("{gap}{status}"), theme.accent()),
        ]));
        lines
    }

    /// How far one's own attempts at a question got, in words.
    fn status_words(&self, id: &str, attempts: &[Attempt]) -> String {
        let done = || attempts.iter().filter(|a| a.question == *id && a.is_done()).count();
        match self.statuses.get(id) {
            Status::Started => "▸ in progress".to_owned(),
            Status::Done => format!("✓ done {}×", done()),
            Status::Due => "✓ due again".to_owned(),
            Status::New => String::new(),
        }
    }
}

/// How far the banks were read, the first time.
pub fn reading(bank: &Bank) -> Option<String> {
    bank.reading.map(|progress| match progress {
        (_, 0) => "Looking through your banks …".to_owned(),
        (done, of) => format!("Reading your banks: {done} of {of} files …"),
    })
}

fn rule(frame: &mut Frame<'_>, area: Rect, theme: Theme) {
    let lines = vec![Line::styled("│", theme.rule()); usize::from(area.height)];
    Paragraph::new(lines).render(area, frame.buffer_mut());
}

fn wrapped(text: &str, style: Style, cells: u16) -> Vec<Line<'static>> {
    let lines = wrap::wrap_text(text.trim_end(), usize::from(cells).max(1));
    lines.into_iter().map(|line| Line::styled(line.into_owned(), style)).collect()
}

/// What a question trains, how long it is, and how one's last attempt went. Nothing of its answer.
fn trains(
    question: &Question,
    bank: &Bank,
    attempts: &[Attempt],
    zone: &TimeZone,
    theme: Theme,
    cells: u16,
) -> Vec<Line<'static>> {
    let mut lines = Vec::new();
    if !question.skills.is_empty() {
        lines.extend(wrapped(&format!("Trains: {}", question.skills.join(", ")), theme.dim(), cells));
    }
    let Some((_, framework, _)) = bank.framed(question.id.as_str()) else { return lines };
    let steps = framework.steps.len() + if framework.opening { 2 } else { 0 };
    let asked = question.follow_ups.len().min(3);
    let mut facts = format!("{steps} steps · {} minutes", framework.minutes());
    if asked > 0 {
        facts.push_str(&format!(" · {asked} follow-ups"));
    }
    lines.extend(wrapped(&facts, theme.dim(), cells));
    // Attempts stand newest first.
    let last = attempts.iter().find(|a| a.question == question.id && a.finished.is_some());
    if let Some((last, at)) = last.and_then(|last| Some((last, last.finished?))) {
        let day = at.to_zoned(zone.clone()).strftime("%a %d %b, %H:%M").to_string();
        let lowest = last.titles.lowest.as_ref();
        let lowest = lowest.map(|title| format!(", lowest: {}", title.to_lowercase())).unwrap_or_default();
        lines.extend(wrapped(&format!("Your last attempt: {day}{lowest}"), theme.dim(), cells));
    }
    lines
}
