//! Draws the inbox: the search line, what is chosen, and each session in two lines.

use jiff::{civil::Date, tz::TimeZone};
use ratatui::{
    Frame,
    layout::Rect,
    text::{Line, Span},
    widgets::{Paragraph, Widget},
};

use super::{Inbox, LINES};
use crate::{
    insight::{assigned, facts::State, inbox::Item},
    text::{display::shown_line, number::reading, width},
    tui::{screens::sessions::day, theme::Theme},
};

/// What the empty search field says.
const PLACEHOLDER: &str = "search: candidate, question, focus";
/// The cells of a standing, the longest with its glyph and a blank.
const STATE: usize = 16;

impl Inbox {
    /// Draws the screen.
    pub fn draw(&mut self, frame: &mut Frame<'_>, area: Rect, theme: Theme, zone: &TimeZone, today: Date) {
        let inner = Rect { x: area.x + 1, width: area.width.saturating_sub(2), ..area };
        let line = |y: u16| Rect { y: inner.y + y, height: inner.height.saturating_sub(y).min(1), ..inner };
        let count = format!("{} of {}", self.found.len(), self.items().len());
        let cursor = self.search.draw(frame, line(0), theme, self.typing, PLACEHOLDER, &count);
        Paragraph::new(self.chosen(theme)).render(line(1), frame.buffer_mut());
        let missing = assigned::line(self.assigned(), today, usize::from(inner.width));
        let top = if missing.is_some() { 4 } else { 3 };
        let missing = missing.map(|words| Line::styled(words, theme.text()));
        Paragraph::new(missing.unwrap_or_default()).render(line(2), frame.buffer_mut());
        let body = Rect { y: inner.y + top, height: inner.height.saturating_sub(top), ..inner };
        if self.found.is_empty() {
            self.list.hide();
            let words = shown_line(self.nothing());
            let lines = crate::text::wrap::wrap_text(&words, usize::from(body.width).max(1));
            let lines: Vec<Line<'_>> =
                lines.into_iter().map(|line| Line::styled(line, theme.dim())).collect();
            Paragraph::new(lines).render(body, frame.buffer_mut());
        } else {
            let cells = usize::from(body.width);
            let mut list = std::mem::take(&mut self.list);
            let here = list.index;
            let entry = |place: usize| match self.found.get(place).and_then(|index| self.items().get(*index))
            {
                Some(item) => self.lines(item, place == here, cells, theme, zone),
                None => Default::default(),
            };
            list.draw_each(self.found.len(), entry, body, frame.buffer_mut());
            self.list = list;
        }
        if let Some(cursor) = cursor {
            frame.set_cursor_position(cursor);
        }
    }

    /// How many stand where, what alone is shown, in which order, and what cannot be read.
    fn chosen(&self, theme: Theme) -> Line<'static> {
        let of = |state| self.items().iter().filter(|item| item.state == state).count();
        let mut spans: Vec<Span<'static>> = Vec::new();
        for (state, word) in State::ALL {
            let style = if self.show == Some(*state) { theme.accent() } else { theme.dim() };
            let count = of(*state);
            if count > 0 || self.show == Some(*state) {
                spans.push(Span::styled(format!("{count} {word}   "), style));
            }
        }
        if !self.items().is_empty() {
            spans.push(Span::styled(self.order.words(), theme.dim()));
        }
        let unfinished = self.read.as_ref().map_or(0, |read| read.unfinished);
        if unfinished > 0 {
            spans.push(Span::styled(format!("   {unfinished} not finished"), theme.dim()));
        }
        if !self.marked.is_empty() {
            spans.push(Span::styled(format!("   {} selected", self.marked.len()), theme.accent()));
        }
        if let Some((done, of)) = self.read.as_ref().and_then(|read| read.reading) {
            let words = format!("   {}", reading(done, of));
            spans.push(Span::styled(words, theme.accent()));
        }
        if !self.broken().is_empty() {
            let words = format!("   {} cannot be read", self.broken().len());
            spans.push(Span::styled(words, theme.warning()));
        }
        Line::from(spans)
    }

    /// Why the list is empty, and what to do first.
    fn nothing(&self) -> &'static str {
        match &self.read {
            None => "reading the sessions …",
            Some(read) if read.items.is_empty() && read.reading.is_some() => "reading the sessions …",
            Some(read) if read.items.is_empty() && read.unfinished > 0 => {
                "Nothing is finished yet. Only finished sessions are reviewed: what is still written may change. Until then, \
                 a calibrates: sample sessions to score."
            }
            Some(read) if read.items.is_empty() => {
                "No sessions here yet. `casebook review FOLDER` looks into a folder, `casebook receive FILE` takes in \
                 what came by mail. Until then, a calibrates: sample sessions to score."
            }
            Some(_) => "Nothing matches. Fewer words or filters find more.",
        }
    }

    /// A session: whose and which, how far the coach is, and the facts.
    fn lines(
        &self,
        item: &Item,
        here: bool,
        cells: usize,
        theme: Theme,
        zone: &TimeZone,
    ) -> [Line<'static>; LINES] {
        let style = if here { theme.selected() } else { theme.text() };
        let name = width::truncate(&shown_line(&item.called()), STATE - 2).into_owned();
        let title = shown_line(&item.facts.title);
        let title = width::truncate(&title, cells.saturating_sub(STATE + 2)).into_owned();
        let mut first = vec![
            Span::styled(if here { "▸ " } else { "  " }, style),
            Span::styled(width::pad(&name, STATE), style),
        ];
        first.extend(self.search.marked(&title, style, theme));
        let (glyph, style) = match item.state {
            State::New => ("○", theme.accent()),
            State::InReview => ("◐", theme.accent()),
            State::Returned => ("●", theme.dim()),
            State::NewerAttempt => ("↻", theme.accent()),
        };
        let word = width::pad(&format!("{glyph} {}", item.state.word()), STATE);
        let facts = facts(item, cells, zone);
        [
            Line::from(first),
            Line::from(vec![
                Span::styled(if self.marked.contains(&item.id) { "✓ " } else { "  " }, theme.accent()),
                Span::styled(word, style),
                Span::styled(
                    width::truncate(&facts, cells.saturating_sub(STATE + 2)).into_owned(),
                    theme.dim(),
                ),
            ]),
        ]
    }
}

/// What there is to know before it is opened, what changes the work first.
fn facts(item: &Item, cells: usize, zone: &TimeZone) -> String {
    let mut facts: Vec<String> = Vec::new();
    facts.extend(item.is_replied().then(|| "replied".to_owned()));
    facts.extend(item.edited.then(|| "edited since".to_owned()));
    facts.extend(item.facts.sentences(cells));
    facts.push(day(item.facts.started, zone));
    facts.extend((item.copies > 0).then(|| format!("{} other versions", item.copies)));
    facts.extend((item.others > 0).then(|| format!("reviews of others: {}", item.others)));
    facts.join(" · ")
}
