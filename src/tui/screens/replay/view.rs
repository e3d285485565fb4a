//! Drawing the replay: the steps on the left, what stood in the open one on the right, the bar below. Decides nothing.

use std::ops::Range;

use jiff::tz::TimeZone;
use ratatui::{
    Frame,
    layout::Rect,
    text::{Line, Span},
    widgets::{Paragraph, Widget},
};

use super::{Replay, bar};
use crate::{
    insight::replay::Shown,
    model::{Session, Stop, plan},
    text::{
        display::{shown, shown_line},
        width, wrap,
    },
    tui::{
        screens::{
            practice::{draw_rail, rail_width, rule, upright},
            sessions::day,
        },
        theme::Theme,
    },
};

/// Lines below the answer: a rule, the marks, the bar, where it stands, what the glyphs mean.
const BELOW: u16 = 5;
/// Stands before a line that was just changed, and as wide before the others.
const CHANGED: &str = "▌ ";
const MARGIN: usize = 2;

impl Replay {
    /// Draws the screen.
    pub fn draw(&mut self, frame: &mut Frame<'_>, area: Rect, theme: Theme, zone: &TimeZone) {
        let inner = Rect { x: area.x + 1, width: area.width.saturating_sub(2), ..area };
        let line = |y: u16| Rect { y, height: u16::from(y < area.bottom()), ..inner };
        let cells = usize::from(inner.width);
        let when = day(self.playback.wall(), zone);
        let title = format!("Replay · {}", shown_line(&self.playback.session().question.title));
        let title = width::truncate(&title, cells.saturating_sub(when.len() + 2)).into_owned();
        Paragraph::new(Line::styled(title, theme.title())).render(line(area.y), frame.buffer_mut());
        Paragraph::new(Line::styled(when, theme.dim()))
            .right_aligned()
            .render(line(area.y), frame.buffer_mut());
        rule(frame, Rect { y: area.y + 1, height: u16::from(area.height > 1), ..area }, theme);

        let body = Rect { y: area.y + 2, height: area.height.saturating_sub(2 + BELOW), ..area };
        let rail = rail_width(area.width);
        if rail > 0 {
            draw_rail(self.playback.session(), frame, Rect { width: rail - 1, ..body }, theme);
            upright(frame, Rect { x: body.x + rail - 1, width: 1, ..body }, theme);
        }
        let pane = Rect { x: body.x + rail + 1, width: body.width.saturating_sub(rail + 2), ..body };
        self.answer(frame, pane, theme, rail == 0);

        rule(frame, Rect { x: area.x, width: area.width, ..line(body.bottom()) }, theme);
        self.bar = line(body.bottom() + 2);
        for (below, words) in [
            (1, bar::marks(&self.playback, cells, theme)),
            (2, bar::bar(&self.playback, cells, theme)),
            (3, bar::standing(&self.playback, cells, theme)),
            (4, bar::legend(&self.playback, theme)),
        ] {
            Paragraph::new(words).render(line(body.bottom() + below), frame.buffer_mut());
        }
    }

    /// The open step with what stood in it.
    fn answer(&mut self, frame: &mut Frame<'_>, pane: Rect, theme: Theme, alone: bool) {
        let cells = usize::from(pane.width.max(12));
        let session = self.playback.session();
        let mut lines = head(session, cells, theme, alone);
        let head = lines.len().min(usize::from(pane.height));
        let written = self.playback.shown();
        let mut rows: Vec<(bool, Line<'static>)> =
            written.iter().flat_map(|l| wrapped(l, cells, theme)).collect();
        if written.iter().all(|line| line.text.trim().is_empty()) {
            let words = if session.at.stop == Stop::Retell {
                "Said aloud; nothing is written here."
            } else {
                NOTHING
            };
            rows.insert(0, (false, Line::styled(format!("  {words}"), theme.dim())));
        }
        self.height = usize::from(pane.height) - head;
        self.longest = rows.len();
        let fresh = rows.iter().rposition(|(fresh, _)| *fresh);
        if let Some(last) = fresh.filter(|_| !self.scrolled) {
            // What is typed stays in sight, and what stands still does not jump.
            self.top = self.top.min(last).max((last + 1).saturating_sub(self.height));
        }
        self.top = self.top.min(self.longest.saturating_sub(self.height));
        lines.truncate(head);
        lines.extend(rows.into_iter().skip(self.top).take(self.height).map(|(_, line)| line));
        Paragraph::new(lines).render(pane, frame.buffer_mut());
    }
}

/// Where nothing stands yet.
const NOTHING: &str = "Nothing written here yet.";

/// What the stop is called, where no rail says it also which it is; for a follow-up what was asked.
fn head(session: &Session, cells: usize, theme: Theme, alone: bool) -> Vec<Line<'static>> {
    let stop = &session.at.stop;
    let route = plan::route(session);
    let title = shown_line(&plan::title(session, stop)).into_owned();
    let place = route.iter().position(|s| s == stop).filter(|_| alone);
    let place = place.map_or_else(String::new, |n| format!(" · {} of {}", n + 1, route.len()));
    let title = width::truncate(&title, cells.saturating_sub(place.len())).into_owned();
    let mut lines =
        vec![Line::from(vec![Span::styled(title, theme.title()), Span::styled(place, theme.dim())])];
    if let Stop::FollowUp(id) = stop
        && let Some(asked) = session.follow_ups.iter().find(|f| f.id == *id)
    {
        let ask = wrap::wrap_text(&asked.ask, cells).into_iter();
        lines.extend(ask.map(|line| Line::styled(line.into_owned(), theme.dim())));
    }
    lines.push(Line::default());
    lines
}

/// A line of the answer in as many as it takes, and whether each was just changed.
fn wrapped(line: &Shown, cells: usize, theme: Theme) -> Vec<(bool, Line<'static>)> {
    let indent = line.text.len() - line.text.trim_start_matches(' ').len();
    // What goes on under a bullet stands under its words.
    let hang = if line.text[indent..].starts_with("• ") { indent + 2 } else { indent };
    let hang = hang.min(cells / 3);
    let room = cells.saturating_sub(MARGIN + hang).max(8);
    let mut rows = Vec::new();
    for part in wrap::wrap(&line.text[indent..], room) {
        let part = part.start + indent..part.end + indent;
        let first = part.start == indent;
        // Where something went, its line is marked and no letter.
        let fresh = line.fresh.clone().filter(|fresh| touches(fresh, &part, &line.text));
        let lead = if first { indent.min(cells / 3) } else { hang };
        let mark = if fresh.is_some() { Span::styled(CHANGED, theme.accent()) } else { Span::raw("  ") };
        let mut spans = vec![mark, Span::raw(" ".repeat(lead))];
        spans.extend(parts(&line.text, &part, fresh.as_ref(), theme));
        rows.push((fresh.is_some(), Line::from(spans)));
    }
    rows
}

/// Whether what is fresh lies in a part of a text: an empty place does where it stands.
fn touches(fresh: &Range<usize>, part: &Range<usize>, text: &str) -> bool {
    if fresh.is_empty() {
        part.contains(&fresh.start) || fresh.start == part.end && part.end == text.len()
    } else {
        fresh.start < part.end && part.start < fresh.end
    }
}

/// A part of a text, with what of it is fresh set off.
fn parts(text: &str, part: &Range<usize>, fresh: Option<&Range<usize>>, theme: Theme) -> Vec<Span<'static>> {
    let fresh = fresh.map_or(part.end..part.end, |fresh| {
        fresh.start.clamp(part.start, part.end)..fresh.end.clamp(part.start, part.end)
    });
    let span = |range: Range<usize>, style| Span::styled(shown(&text[range]).into_owned(), style);
    vec![
        span(part.start..fresh.start, theme.text()),
        span(fresh.clone(), theme.hit(theme.accent())),
        span(fresh.end..part.end, theme.text()),
    ]
}
