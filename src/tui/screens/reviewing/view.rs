//! Draws the review: the parts on the left, what was written with what is said of it, the scores, what goes back.

use ratatui::{
    Frame,
    layout::Rect,
    text::Line,
    widgets::{Paragraph, Widget},
};

use super::{Page, Reviewing, comment::comments_on};
use crate::{
    insight::sheet::Passage,
    model::{Review, review::Comment},
    text::{clock::minutes, display::shown_line, width},
    tui::{screens::judging::kind, theme::Theme, widgets::wrapped::wrapped},
};

/// The width of the rail with the times in it.
const RAIL: u16 = 24;
/// Below this width there is no rail.
const NARROW: u16 = 76;

impl Reviewing {
    /// Draws the screen.
    pub fn draw(&mut self, frame: &mut Frame<'_>, area: Rect, theme: Theme) {
        let inner = Rect { x: area.x + 1, width: area.width.saturating_sub(2), ..area };
        self.draw_head(frame, inner, theme);
        let rule = Line::styled("─".repeat(usize::from(area.width)), theme.rule());
        Paragraph::new(rule).render(Rect { y: area.y + 1, height: 1, ..area }, frame.buffer_mut());
        let below = Rect { y: area.y + 2, height: area.height.saturating_sub(2), ..inner };
        let rail = if area.width < NARROW { 0 } else { RAIL };
        self.rail = Rect::default();
        if rail > 0 {
            self.draw_rail(frame, Rect { width: rail - 2, ..below }, theme);
        }
        let mut pane = Rect { x: below.x + rail, width: below.width - rail, ..below };
        if self.is_typing() {
            pane.height = pane.height.saturating_sub(2);
        }
        match self.page() {
            Page::Read(_) => self.draw_passages(frame, pane, theme),
            Page::Scores => self.scoring.draw(frame, pane, &self.session, &self.own, theme),
            Page::GiveBack => self.giving.draw(frame, pane, &self.session, (&self.own, &self.kept), theme),
        }
        let line = Rect { y: below.bottom().saturating_sub(1), height: 1, x: pane.x, width: pane.width };
        self.draw_line(frame, line, theme);
    }

    /// Whose answer to which question, and whether what was said is on disk.
    fn draw_head(&self, frame: &mut Frame<'_>, area: Rect, theme: Theme) {
        let (kept, style) = (self.kept.words(), self.kept.style(theme));
        let place = format!("{} of {}", self.section + 1, self.pages());
        let right = if kept.is_empty() { place } else { format!("{kept}   {place}") };
        let session = &self.session;
        let name = session.person.name.as_deref().unwrap_or("nameless");
        let used = minutes(session.answer_seconds());
        let head =
            format!("{name} · {} · {used} of {} · {}", session.question.title, session.minutes, session.mode);
        let room = usize::from(area.width).saturating_sub(width::cells(&right) + 2);
        let head = width::truncate(&shown_line(&head), room).into_owned();
        Paragraph::new(Line::styled(head, theme.title())).render(area, frame.buffer_mut());
        Paragraph::new(Line::styled(right, style)).right_aligned().render(area, frame.buffer_mut());
    }

    fn draw_rail(&mut self, frame: &mut Frame<'_>, pane: Rect, theme: Theme) {
        let mut lines: Vec<Line<'static>> = Vec::new();
        for (index, section) in self.read.iter().enumerate() {
            let time = section.time.map(|(used, _)| minutes(used)).unwrap_or_default();
            lines.push(self.rail_line(index, &section.title, &time, theme));
        }
        let scored = self.own.scores.len();
        let of = self.session.rubric.dimensions.len();
        lines.push(self.rail_line(self.read.len(), "Scores", &format!("{scored} of {of}"), theme));
        let done = self.own.verdict.is_some() || self.own.next.is_some();
        lines.push(self.rail_line(self.read.len() + 1, "Give back", if done { "✓" } else { "" }, theme));
        self.rail = Rect { height: pane.height.min(u16::try_from(lines.len()).unwrap_or(u16::MAX)), ..pane };
        Paragraph::new(lines).render(pane, frame.buffer_mut());
        let line = vec![Line::styled("│", theme.rule()); usize::from(pane.height)];
        Paragraph::new(line).render(Rect { x: pane.right(), width: 1, ..pane }, frame.buffer_mut());
    }

    fn rail_line(&self, index: usize, title: &str, right: &str, theme: Theme) -> Line<'static> {
        let here = index == self.section;
        let style = if here { theme.selected() } else { theme.dim() };
        let title = width::truncate(&shown_line(title), 12).into_owned();
        let mark = if here { "▸" } else { " " };
        Line::styled(format!("{mark} {}{right:>7}", width::pad(&title, 12)), style)
    }

    /// What was written, and below each passage what is said of it.
    fn draw_passages(&mut self, frame: &mut Frame<'_>, pane: Rect, theme: Theme) {
        let cells = usize::from(pane.width).max(12);
        let mut above: Vec<Line<'static>> = Vec::new();
        if self.section == 0 {
            above.extend(self.notes(cells, theme));
        }
        if let Some((used, planned)) = self.read.get(self.section).and_then(|section| section.time) {
            above.push(Line::styled(format!("{} of {}", minutes(used), minutes(planned)), theme.dim()));
            above.push(Line::default());
        }
        let passages = self.passages().to_vec();
        if passages.is_empty() {
            above.push(Line::styled("Nothing written.", theme.dim()));
        }
        let (first, last) = self.taken();
        let mut entries: Vec<Vec<Line<'static>>> = Vec::new();
        for (number, passage) in passages.iter().enumerate() {
            let mut lines = if number == 0 { std::mem::take(&mut above) } else { Vec::new() };
            if !passage.head.is_empty() {
                lines.extend((number > 0).then(Line::default));
                lines.extend(wrapped(&passage.head, cells, 0, theme.title()));
            }
            let here = (first..=last).contains(&number);
            lines.extend(written(passage, here, cells, theme));
            for (name, comment) in self.said_of(passage) {
                lines.extend(said(comment, name, cells, theme));
                if name.is_empty() {
                    lines.extend(self.answered(comment, cells, 8, theme));
                }
            }
            entries.push(lines);
        }
        if entries.is_empty() {
            self.list.hide();
            Paragraph::new(above).render(pane, frame.buffer_mut());
        } else {
            self.list.draw(&entries, pane, frame.buffer_mut());
        }
    }

    /// The comments on a passage with whose they are; one's own are nobody's.
    fn said_of<'a>(&'a self, passage: &'a Passage) -> impl Iterator<Item = (&'a str, &'a Comment)> {
        let of = |review: &'a Review| {
            let name = if review.coach.id == self.own.coach.id {
                ""
            } else {
                review.coach.name.as_deref().unwrap_or("another coach")
            };
            comments_on(&self.session, review, passage).map(move |comment| (name, comment))
        };
        [&self.own].into_iter().chain(&self.others).flat_map(of)
    }

    /// The line in which something is typed.
    fn draw_line(&mut self, frame: &mut Frame<'_>, area: Rect, theme: Theme) {
        let at = if let Some(typing) = &mut self.typing {
            let comment = self.own.comments.iter().find(|comment| comment.id == typing.id);
            let (kind, text) = comment.map_or(("", ""), |comment| (kind(comment), comment.text.as_str()));
            typing.line.draw(frame, area, (kind, "what do you say? Tab: another kind"), text, theme)
        } else {
            self.giving.draw_line(frame, area, &self.own, theme)
        };
        if let Some(at) = at {
            frame.set_cursor_position(at);
        }
    }
}

/// A passage as it was written.
pub fn written(passage: &Passage, here: bool, cells: usize, theme: Theme) -> Vec<Line<'static>> {
    let style = if here { theme.selected() } else { theme.text() };
    let mut lines: Vec<Line<'static>> = Vec::new();
    for line in &passage.lines {
        lines.extend(wrapped(line, cells, 2, style));
    }
    if let (true, Some(line)) = (here, lines.first_mut()) {
        line.spans[0].content = "▸ ".into();
    }
    lines
}

/// What is said of it; by whom, where it was somebody else.
pub fn said(comment: &Comment, name: &str, cells: usize, theme: Theme) -> Vec<Line<'static>> {
    let by = if name.is_empty() { String::new() } else { format!("{name}, ") };
    let words = format!("{by}{}: {}", kind(comment), comment.text);
    wrapped(&words, cells, 6, theme.accent())
}
