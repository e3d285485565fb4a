//! Draws the list of attempts: the search line, what is chosen, and each attempt in two lines.

use ratatui::{
    Frame,
    layout::Rect,
    text::{Line, Span},
    widgets::{Paragraph, Widget},
};

use super::{Entry, Inside, Pane, Sessions, Show, What};
use crate::{
    insight::returned::sentence,
    model::{State, returned::Returned, unreadable::Beside},
    text::{clock::minutes, display::shown_line, number, width},
    tui::theme::Theme,
};

/// Each session takes so many lines.
const LINES: usize = 2;

/// What the empty search field says.
const PLACEHOLDER: &str = "search your sessions: titles, dates, what you wrote";

impl Sessions {
    /// Draws the screen; with each session, who has reviewed it.
    pub fn draw(
        &mut self,
        frame: &mut Frame<'_>,
        area: Rect,
        theme: Theme,
        returned: &Returned,
        reading: Option<(usize, usize)>,
    ) {
        let inner = Rect { x: area.x + 1, width: area.width.saturating_sub(2), ..area };
        let line = |y: u16| Rect { y: inner.y + y, height: inner.height.saturating_sub(y).min(1), ..inner };
        let archived = self.show == Show::Archived;
        let all = self.entries.iter().filter(|entry| entry.is_archived() == archived).count();
        let count = format!("{} of {all}", self.found.len());
        let typing = self.pane == Pane::Search;
        let cursor = self.search.draw(frame, line(0), theme, typing, PLACEHOLDER, &count);
        let (words, style) = match (&self.inside, self.show) {
            (Inside::Asked, _) => ("reading what you wrote …".to_owned(), theme.dim()),
            (_, Show::All) => (String::new(), theme.dim()),
            (_, show) => (format!("only {}", show.words()), theme.accent()),
        };
        let gap = if words.is_empty() { "" } else { "   " };
        let reads = reading.map(|(done, of)| format!("{gap}{}", number::reading(done, of)));
        let words = [Span::styled(words, style), Span::styled(reads.unwrap_or_default(), theme.accent())];
        Paragraph::new(Line::from_iter(words)).render(line(1), frame.buffer_mut());
        let body = Rect { y: inner.y + 3, height: inner.height.saturating_sub(3), ..inner };
        if self.found.is_empty() {
            self.list.hide();
            Paragraph::new(Line::styled(self.nothing(reading.is_some()), theme.dim()))
                .render(body, frame.buffer_mut());
        } else {
            let cells = usize::from(body.width);
            let mut list = std::mem::take(&mut self.list);
            let here = list.index;
            let entry = |place: usize| match self.found.get(place).and_then(|index| self.entries.get(*index))
            {
                Some(entry) => {
                    let heard = returned.get(entry.id()).and_then(|heard| sentence(heard));
                    self.lines(entry, heard, place == here, cells, theme)
                }
                None => Default::default(),
            };
            list.draw_each(self.found.len(), entry, body, frame.buffer_mut());
            self.list = list;
        }
        if let Some(cursor) = cursor {
            frame.set_cursor_position(cursor);
        }
    }

    /// Why the list is empty, and what to do first.
    fn nothing(&self, reads: bool) -> &'static str {
        let searched = !self.search.query().trim().is_empty();
        match self.show {
            _ if self.entries.is_empty() && reads => "Reading your sessions …",
            _ if self.entries.is_empty() => "No attempts yet. Esc, l goes back; b on Home finds a question.",
            Show::All if searched => "Nothing matches. Fewer words find more.",
            Show::All => "All of them are in the archive. Tab, then Space, goes there by the states.",
            Show::Archived if !searched => "The archive is empty. a puts there what is selected.",
            _ => "Nothing matches. Fewer words or filters find more.",
        }
    }

    /// A session: its title, and how it went.
    fn lines(
        &self,
        entry: &Entry,
        heard: Option<String>,
        here: bool,
        cells: usize,
        theme: Theme,
    ) -> [Line<'static>; LINES] {
        let style = if here { theme.selected() } else { theme.text() };
        let title = shown_line(entry.title());
        let title = width::truncate(&title, cells.saturating_sub(2));
        let mut first = vec![Span::styled(if here { "▸ " } else { "  " }, style)];
        first.extend(self.search.marked(&title, style, theme));
        let What::Attempt(attempt, day) = &entry.what else {
            return [Line::from(first), unreadable(entry, cells, theme)];
        };
        let state = match attempt.state {
            State::InProgress => "▸ in progress",
            State::Finished => "✓ finished",
            State::Sealed => "✓ sealed",
            State::Abandoned => "· abandoned",
        };
        let used = format!("{} of {} min", minutes(attempt.seconds), attempt.minutes);
        let beside = Beside::of(&attempt.id).map(|(_, beside)| beside.word().to_owned());
        let mut facts: Vec<String> = beside.into_iter().chain(heard).collect();
        facts.extend([day.clone(), attempt.mode.to_string(), used]);
        facts.extend(attempt.titles.only.as_ref().map(|step| format!("{step} alone")));
        facts.extend(attempt.variant.as_ref().map(|_| "what if".to_owned()));
        facts.extend(attempt.titles.lowest.as_ref().map(|title| format!("lowest: {}", title.to_lowercase())));
        let facts = facts.join(" · ");
        let facts = shown_line(&facts);
        let room = cells.saturating_sub(17);
        [
            Line::from(first),
            Line::from(vec![
                Span::styled(format!("  {}", width::pad(state, 15)), theme.accent()),
                Span::styled(width::truncate(&facts, room).into_owned(), theme.dim()),
            ]),
        ]
    }
}

/// Why a session's file cannot be read: where in it, and what.
fn unreadable(entry: &Entry, cells: usize, theme: Theme) -> Line<'static> {
    const STATE: &str = "  cannot be read  ";
    let why = match &entry.what {
        What::Unreadable(unreadable) => {
            let own = format!("{}.yaml:", unreadable.id);
            unreadable.why.strip_prefix(&own).unwrap_or(&unreadable.why).trim().to_owned()
        }
        What::Attempt(..) => String::new(),
    };
    let why = shown_line(&why);
    let room = cells.saturating_sub(width::cells(STATE));
    Line::from(vec![
        Span::styled(STATE, theme.warning()),
        Span::styled(width::truncate(&why, room).into_owned(), theme.dim()),
    ])
}
