//! Draws the review: the parts on the left, what was written with what is said of it, the scores, what goes back.

use ratatui::{
    Frame,
    layout::Rect,
    text::{Line, Span},
    widgets::{Paragraph, Widget},
};

use super::{
    Kept, Page, Reviewing,
    comment::comments_on,
    give_back::{ROWS, constraint},
    scores::{ABSENT, wants_evidence},
};
use crate::{
    insight::{
        calibration::{Gap, gaps},
        facts::Facts,
        passages,
        sheet::Passage,
    },
    model::{
        Dimension, Review,
        review::{Comment, CommentKind, Score},
    },
    text::{clock::minutes, display::shown_line, width},
    tui::{theme::Theme, widgets::wrapped::wrapped},
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
            Page::Scores if self.scoring.is_picking() => self.draw_evidence(frame, pane, theme),
            Page::Scores => self.draw_scores(frame, pane, theme),
            Page::GiveBack => self.draw_give_back(frame, pane, theme),
        }
        let line = Rect { y: below.bottom().saturating_sub(1), height: 1, x: pane.x, width: pane.width };
        self.draw_line(frame, line, theme);
    }

    /// Whose answer to which question, and whether what was said is on disk.
    fn draw_head(&self, frame: &mut Frame<'_>, area: Rect, theme: Theme) {
        let (kept, style) = match &self.kept {
            Kept::Untouched => (String::new(), theme.dim()),
            Kept::Pending => ("saving …".to_owned(), theme.dim()),
            Kept::Saved(_) => ("review saved".to_owned(), theme.dim()),
            Kept::Failed(_) => ("NOT SAVED".to_owned(), theme.warning()),
        };
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

    /// What there is to know before one reads.
    fn notes(&self, cells: usize, theme: Theme) -> Vec<Line<'static>> {
        let facts = self.facts.clone();
        let mut lines: Vec<Line<'static>> = Vec::new();
        if let Some(focus) = &facts.focus {
            lines.extend(wrapped(&format!("Asks you to look at: {focus}"), cells, 0, theme.accent()));
        }
        let facts = Facts { focus: None, ..facts };
        lines.extend(facts.sentences(cells).into_iter().map(|fact| Line::styled(fact, theme.dim())));
        let mut notes: Vec<String> = Vec::new();
        notes.extend(self.edited.then(|| {
            "Edited since you reviewed it: comments stand where their passage still does.".to_owned()
        }));
        notes.extend(self.read_only.clone());
        let lost = self.own.comments.iter().filter(|comment| self.is_lost(comment));
        notes.extend(
            lost.map(|comment| {
                format!("The passage “{}” is gone; you said: {}", comment.quote, comment.text)
            }),
        );
        lines.extend(notes.iter().flat_map(|note| wrapped(note, cells, 0, theme.accent())));
        lines.push(Line::default());
        lines
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

    fn draw_scores(&mut self, frame: &mut Frame<'_>, pane: Rect, theme: Theme) {
        let cells = usize::from(pane.width).max(12);
        let here = self.scoring.dimensions.index;
        let dimensions = self.session.rubric.dimensions.iter().enumerate();
        let entries: Vec<Vec<Line<'static>>> = dimensions
            .map(|(n, dimension)| self.dimension_lines(dimension, n == here, cells, theme))
            .collect();
        if entries.is_empty() {
            let words = "This question has no rubric to score it by.";
            Paragraph::new(Line::styled(words, theme.dim())).render(pane, frame.buffer_mut());
            return;
        }
        self.scoring.dimensions.draw(&entries, pane, frame.buffer_mut());
    }

    /// A dimension with its score; the selected one with its anchors.
    fn dimension_lines(
        &self,
        dimension: &Dimension,
        here: bool,
        cells: usize,
        theme: Theme,
    ) -> Vec<Line<'static>> {
        let scored = self.own.scores.get(&dimension.id);
        let score = scored.map_or("–", |scored| scored.score.word());
        let style = if here { theme.selected() } else { theme.text() };
        let mark = if here { "▸ " } else { "  " };
        let title = width::truncate(&shown_line(&dimension.title), 18).into_owned();
        let mut head = vec![
            Span::styled(format!("{mark}{}", width::pad(&title, 20)), style),
            Span::styled(width::pad(score, 5), theme.title()),
        ];
        // The candidate's own is told only to whom it cannot sway any more.
        let gap = gaps(&self.session, &self.own).into_iter().find(|gap| gap.dimension == dimension.id);
        if let Some(Gap { own, predicted, .. }) = gap {
            let word = |label: &str, score: Option<Score>| score.map(|s| format!("{label} {}", s.word()));
            let told = [word("candidate", own), word("expected of you", predicted)];
            let told: Vec<String> = told.into_iter().flatten().collect();
            head.push(Span::styled(told.join(", "), theme.dim()));
        }
        let mut lines = vec![Line::from(head)];
        if let Some(scored) = scored.filter(|scored| !scored.evidence.trim().is_empty()) {
            let words = match scored.evidence.as_str() {
                ABSENT => "absent: nothing in the answer shows it".to_owned(),
                evidence => format!("“{}”", evidence.replace('\n', " ")),
            };
            lines.extend(wrapped(&words, cells, 4, theme.dim()));
        }
        if here {
            if scored.is_some_and(wants_evidence) {
                let words = "e picks the passage that shows it; a says that nothing does.";
                lines.extend(wrapped(words, cells, 4, theme.accent()));
            }
            for (number, anchor) in dimension.anchors.iter().enumerate() {
                let is_it = scored.is_some_and(|s| s.score.word() == (number + 1).to_string());
                let style = if is_it { theme.title() } else { theme.dim() };
                lines.extend(wrapped(&format!("{}  {anchor}", number + 1), cells, 4, style));
            }
            lines.push(Line::default());
        }
        lines
    }

    /// The passages to choose from.
    fn draw_evidence(&mut self, frame: &mut Frame<'_>, pane: Rect, theme: Theme) {
        let cells = usize::from(pane.width).max(12);
        let title = self.dimension().map(|dimension| dimension.title.clone()).unwrap_or_default();
        let head = format!("{title}: which passage shows it? a: nothing does");
        let mut lines = wrapped(&head, cells, 0, theme.accent());
        lines.push(Line::default());
        let above = u16::try_from(lines.len()).unwrap_or(u16::MAX).min(pane.height);
        Paragraph::new(lines).render(Rect { height: above, ..pane }, frame.buffer_mut());
        let rest = Rect { y: pane.y + above, height: pane.height - above, ..pane };
        let passages = passages::passages(&self.session);
        let Some(picking) = &mut self.scoring.picking else { return };
        let (first, last) = picking.taken();
        let mut under = "";
        let mut entries: Vec<Vec<Line<'static>>> = Vec::new();
        for (number, passage) in passages.iter().enumerate() {
            let mut lines = Vec::new();
            if passage.under != under {
                under = &passage.under;
                lines.push(Line::styled(shown_line(under).into_owned(), theme.title()));
            }
            let here = (first..=last).contains(&number);
            let style = if here { theme.selected() } else { theme.text() };
            let mut words = wrapped(&passage.text, cells, 2, style);
            if let (true, Some(line)) = (here, words.first_mut()) {
                line.spans[0].content = "▸ ".into();
            }
            lines.extend(words);
            entries.push(lines);
        }
        picking.list.draw(&entries, rest, frame.buffer_mut());
    }

    fn draw_give_back(&self, frame: &mut Frame<'_>, pane: Rect, theme: Theme) {
        let cells = usize::from(pane.width).max(12);
        let next = self.own.next.as_ref();
        let step = next.and_then(|next| next.step.as_ref()).map(|step| self.session.spec(step).title);
        let in_minutes = next.and_then(|next| next.minutes).map(|minutes| minutes.to_string());
        let verdict = self.own.verdict.map(|verdict| verdict.word().replace('_', " "));
        let values = [
            constraint(&self.own).to_owned(),
            step.unwrap_or("the whole answer".to_owned()),
            in_minutes.unwrap_or("no limit".to_owned()),
            verdict.unwrap_or("none".to_owned()),
        ];
        let mut lines = wrapped(
            "One thing to do differently, that can be run at once; three comments are better than ten.",
            cells,
            0,
            theme.dim(),
        );
        lines.push(Line::default());
        for (row, (label, value)) in ROWS.iter().zip(values).enumerate() {
            let here = row == self.giving.row;
            let style = if here { theme.selected() } else { theme.text() };
            let value = match (row, value.is_empty()) {
                (0, true) => "Enter writes it: a limit on every guardrail, …".to_owned(),
                (0, false) => value,
                _ if here => format!("◂ {value} ▸"),
                _ => value,
            };
            let mark = if here { "▸ " } else { "  " };
            let mut words = wrapped(&value, cells, 16, style);
            if let Some(first) = words.first_mut() {
                first.spans[0].content = format!("{mark}{}", width::pad(label, 14)).into();
            }
            lines.extend(words);
            lines.extend((row == 2).then(Line::default));
        }
        lines.push(Line::default());
        let count = |n: usize, what: &str| format!("{n} {what}{}", if n == 1 { "" } else { "s" });
        let said =
            [count(self.own.comments.len(), "comment"), count(self.own.scores.len(), "score")].join(" · ");
        lines.push(Line::styled(said, theme.dim()));
        if let Kept::Failed(why) = &self.kept {
            lines.extend(wrapped(why, cells, 0, theme.warning()));
        }
        Paragraph::new(lines).render(pane, frame.buffer_mut());
    }

    /// The line in which something is typed.
    fn draw_line(&mut self, frame: &mut Frame<'_>, area: Rect, theme: Theme) {
        let at = if let Some(typing) = &mut self.typing {
            let comment = self.own.comments.iter().find(|comment| comment.id == typing.id);
            let (kind, text) = comment.map_or(("", ""), |comment| (kind(comment), comment.text.as_str()));
            typing.line.draw(frame, area, (kind, "what do you say? Tab: another kind"), text, theme)
        } else {
            let text = constraint(&self.own).to_owned();
            let line = self.giving.typing.as_mut();
            line.and_then(|line| line.draw(frame, area, ("Next rep", "what to do differently"), &text, theme))
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

/// What a comment asks for, in a word.
pub fn kind(comment: &Comment) -> &'static str {
    comment.kind.map_or("note", CommentKind::word)
}
