//! Draws the review: the parts on the left, what was written with what is said of it, the scores, what goes back.

use ratatui::{
    Frame,
    layout::Rect,
    text::Line,
    widgets::{Paragraph, Widget},
};

use super::{Page, Reviewing};
use crate::{
    insight::{
        placed::Placed,
        sheet::{Passage, Section},
    },
    model::{Review, review::Comment},
    text::clock::minutes,
    tui::{
        screens::judging::kind,
        theme::Theme,
        widgets::{
            parts::{Head, Parts},
            wrapped::wrapped,
        },
    },
};

/// Below this width the parts are turned one by one.
const NARROW: u16 = 76;

impl Reviewing {
    /// Draws the screen.
    pub fn draw(&mut self, frame: &mut Frame<'_>, area: Rect, theme: Theme) {
        let head = self.head();
        let right = [self.kept.words(), &format!("{} of {}", self.section + 1, self.pages())].join("   ");
        let right = (right.trim_start(), self.kept.style(theme));
        let below = Parts::head(frame, area, &Head { title: &head, behind: "", right }, theme);
        let parts = self.parts();
        let mut pane = self.rail.draw(frame, below, NARROW, &parts, self.section, theme);
        let line = Rect { y: pane.bottom().saturating_sub(1), height: 1, ..pane };
        if self.is_typing() {
            pane.height = pane.height.saturating_sub(2);
        }
        match self.page() {
            Page::Read(_) => self.draw_passages(frame, pane, theme),
            Page::Scores => self.scoring.draw(frame, pane, &self.session, &self.own, theme),
            Page::GiveBack => self.giving.draw(frame, pane, &self.session, (&self.own, &self.kept), theme),
        }
        self.draw_line(frame, line, theme);
    }

    /// Whose answer to which question.
    fn head(&self) -> String {
        let session = &self.session;
        let name = session.person.name.as_deref().unwrap_or("nameless");
        let used = minutes(session.answer_seconds());
        format!("{name} · {} · {used} of {} · {}", session.question.title, session.minutes, session.mode)
    }

    /// The pages, each with its time or how far it is.
    fn parts(&self) -> Vec<(String, String)> {
        let time = |section: &Section| section.time.map(|(used, _)| minutes(used)).unwrap_or_default();
        let mut parts: Vec<(String, String)> =
            self.read.iter().map(|section| (section.title.clone(), time(section))).collect();
        let (scored, of) = (self.own.scores.len(), self.session.rubric.dimensions.len());
        parts.push(("Scores".to_owned(), format!("{scored} of {of}")));
        let done = self.own.verdict.is_some() || self.own.next.is_some();
        parts.push(("Give back".to_owned(), if done { "✓" } else { "" }.to_owned()));
        parts
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
        let of = |(review, placed): (&'a Review, &'a Placed)| {
            let name = if review.coach.id == self.own.coach.id {
                ""
            } else {
                review.coach.name.as_deref().unwrap_or("another coach")
            };
            placed.on(review, passage).map(move |comment| (name, comment))
        };
        let others = self.others.iter().map(|(review, placed)| (review, placed));
        [(&self.own, &self.placed)].into_iter().chain(others).flat_map(of)
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
