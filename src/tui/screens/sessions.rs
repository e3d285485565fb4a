//! Sessions: every attempt, newest first; open one to go on or to read. Reads no file.

use jiff::{Timestamp, tz::TimeZone};
use ratatui::{
    Frame,
    layout::{Position, Rect},
    text::{Line, Span},
    widgets::{Paragraph, Widget},
};

use crate::{
    model::{Attempt, Mode, SessionId, State},
    text::{clock::minutes, display::shown_line, width},
    tui::{action::Action, theme::Theme, widgets::list::List},
};

/// The list of attempts.
#[derive(Clone, Debug, Default)]
pub struct Sessions {
    list: List,
}

impl Sessions {
    /// Moves the selection, or says which attempt to open.
    pub fn act(&mut self, action: Action, attempts: &[Attempt]) -> Option<SessionId> {
        if action == Action::Choose {
            return attempts.get(self.list.index).map(|a| a.id.clone());
        }
        self.list.act(action, attempts.len());
        None
    }

    /// Selects the entry under the mouse; says whether it was selected before.
    pub fn point(&mut self, at: Position) -> Option<bool> {
        self.list.point(at)
    }

    /// Draws the screen.
    pub fn draw(
        &mut self,
        frame: &mut Frame<'_>,
        area: Rect,
        theme: Theme,
        attempts: &[Attempt],
        zone: &TimeZone,
    ) {
        let inner = Rect { x: area.x + 1, width: area.width.saturating_sub(2), ..area };
        Paragraph::new(Line::styled("Sessions", theme.title())).render(inner, frame.buffer_mut());
        let body = Rect { y: inner.y + 2, height: inner.height.saturating_sub(2), ..inner };
        if attempts.is_empty() {
            let words = "No attempts yet. Esc, l goes back; b on Home finds a question.";
            Paragraph::new(Line::styled(words, theme.dim())).render(body, frame.buffer_mut());
            return;
        }
        let cells = usize::from(body.width);
        let lines: Vec<Vec<Line<'static>>> = attempts
            .iter()
            .enumerate()
            .map(|(i, a)| vec![line(a, i == self.list.index, cells, theme, zone)])
            .collect();
        self.list.draw(&lines, body, frame.buffer_mut());
    }
}

fn line(attempt: &Attempt, here: bool, cells: usize, theme: Theme, zone: &TimeZone) -> Line<'static> {
    let state = match attempt.state {
        State::InProgress => "▸ in progress",
        State::Finished => "✓ finished",
        State::Sealed => "✓ sealed",
        State::Abandoned => "· abandoned",
    };
    let mode = if attempt.mode == Mode::Interview { "interview" } else { "practice" };
    let time = minutes(attempt.seconds);
    let only = attempt.only.as_ref().map_or_else(String::new, |step| format!(" · {step} only"));
    let title = format!("{}{only}", shown_line(&attempt.title));
    let wide = cells >= 96;
    let rest = 2 + 17 + 2 + 14 + 7 + if wide { 10 } else { 0 };
    let room = cells.saturating_sub(rest).max(12);
    let title = width::pad(&width::truncate(&title, room), room);
    let style = if here { theme.selected() } else { theme.text() };
    Line::from(vec![
        Span::styled(if here { "▸ " } else { "  " }, style),
        Span::styled(width::pad(&day(attempt.started, zone), 17), style),
        Span::styled(title, style),
        Span::styled(format!("  {}", width::pad(state, 14)), theme.dim()),
        Span::styled(if wide { width::pad(mode, 10) } else { String::new() }, theme.dim()),
        Span::styled(format!("{time:>6}"), theme.dim()),
    ])
}

/// A moment as it is shown: local day and time.
pub fn day(at: Timestamp, zone: &TimeZone) -> String {
    at.to_zoned(zone.clone()).strftime("%a %d %b %H:%M").to_string()
}
