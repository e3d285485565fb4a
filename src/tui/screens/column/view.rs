//! Draws the column: the parts on the left, the answers one below the other, and the anchors in view. Shows no name.

use ratatui::{
    Frame,
    layout::Rect,
    text::{Line, Span},
    widgets::{Paragraph, Widget},
};

use super::{Column, Paper, Spot};
use crate::{
    insight::{calibration::gaps, passages::grounds, sheet::Section},
    model::Dimension,
    text::{clock::minutes, display::shown_line},
    tui::{
        screens::{
            judging::{Kept, kind, wants_evidence},
            reviewing::view::{said, written},
        },
        theme::Theme,
        widgets::{
            parts::{Head, Parts},
            wrapped::wrapped,
        },
    },
};

/// The width of the anchors on the right.
const ANCHORS: u16 = 34;
/// Below this width the anchors stand below the answers, and the parts are turned one by one.
const NARROW: u16 = 100;
/// The most lines that anchors take below the answers.
const BELOW: usize = 9;

impl Column {
    /// Draws the screen.
    pub fn draw(&mut self, frame: &mut Frame<'_>, area: Rect, theme: Theme) {
        let below = self.draw_head(frame, area, theme);
        if self.spots.is_empty() {
            let words = match &self.papers {
                None => "Reading the sessions …",
                Some(_) => "None of these sessions can be read any more. Esc, l goes back to the inbox.",
            };
            Paragraph::new(Line::styled(words, theme.dim())).render(below, frame.buffer_mut());
            return;
        }
        let parts: Vec<(String, String)> =
            self.parts.iter().map(|part| (part.title.clone(), String::new())).collect();
        let mut pane = self.rail.draw(frame, below, NARROW, &parts, self.part, theme);
        if area.width < NARROW {
            let lines = self.anchors(usize::from(below.width), theme);
            let height = u16::try_from(lines.len().min(BELOW) + 1).unwrap_or(0).min(below.height / 2);
            pane.height -= height;
            let rule = Line::styled("─".repeat(usize::from(below.width)), theme.rule());
            let strip = Rect { y: pane.bottom(), height, ..below };
            Paragraph::new(std::iter::once(rule).chain(lines).collect::<Vec<_>>())
                .render(strip, frame.buffer_mut());
        } else {
            let right = Rect { x: below.right() - ANCHORS, width: ANCHORS, ..below };
            Paragraph::new(self.anchors(usize::from(ANCHORS), theme)).render(right, frame.buffer_mut());
            let rule = Rect { x: right.x - 2, width: 1, ..right };
            let lines = vec![Line::styled("│", theme.rule()); usize::from(rule.height)];
            Paragraph::new(lines).render(rule, frame.buffer_mut());
            pane.width -= ANCHORS + 3;
        }
        let line = Rect { y: pane.bottom().saturating_sub(1), height: 1, ..pane };
        if self.is_typing() {
            pane.height = pane.height.saturating_sub(2);
        }
        self.draw_answers(frame, pane, theme);
        self.draw_line(frame, line, theme);
    }

    /// What is read of how many, and whether what was said is on disk; what is left below.
    fn draw_head(&self, frame: &mut Frame<'_>, area: Rect, theme: Theme) -> Rect {
        let kept: Vec<&Kept> = self.papers.iter().flatten().map(|paper| &paper.kept).collect();
        // What went wrong with one counts more than that another is saved.
        let worst = kept.iter().max_by_key(|kept| match kept {
            Kept::Untouched => 0,
            Kept::Saved(_) => 1,
            Kept::Pending => 2,
            Kept::Failed(_) => 3,
        });
        let (words, style) = worst.map_or(("", theme.dim()), |kept| (kept.words(), kept.style(theme)));
        let Some(part) = self.parts.get(self.part) else {
            let head = Head { title: "Column", behind: "", right: ("", style) };
            return Parts::head(frame, area, &head, theme);
        };
        let place = format!("{words}   {} of {}", self.part + 1, self.parts.len());
        let answers = part.answers.len();
        let count = if answers == 1 { "1 answer".to_owned() } else { format!("{answers} answers") };
        let behind = format!(" · {count}, names hidden");
        let head = Head { title: &part.title, behind: &behind, right: (place.trim_start(), style) };
        Parts::head(frame, area, &head, theme)
    }

    fn draw_answers(&mut self, frame: &mut Frame<'_>, pane: Rect, theme: Theme) {
        let cells = usize::from(pane.width).max(12);
        let (first, last) = self.taken();
        let (papers, part) = (self.papers.as_deref().unwrap_or_default(), &self.parts[self.part]);
        let dimension = self.scored_by();
        let entries: Vec<Vec<Line<'static>>> = self
            .spots
            .iter()
            .enumerate()
            .map(|(place, Spot { answer, passage })| {
                let (number, section) = &part.answers[*answer];
                let paper = &papers[*number];
                let mut lines = Vec::new();
                if passage.unwrap_or(0) == 0 {
                    lines.extend((*answer > 0).then(Line::default));
                    lines.extend(heading(answer + 1, section, paper, dimension, cells, theme));
                }
                let here = (first..=last).contains(&place);
                let Some(passage) = passage.and_then(|passage| section.passages.get(passage)) else {
                    let (mark, style) = if here { ("▸ ", theme.selected()) } else { ("  ", theme.dim()) };
                    lines.push(Line::styled(format!("{mark}Nothing written."), style));
                    return lines;
                };
                if !passage.head.is_empty() {
                    lines.extend(wrapped(&passage.head, cells, 2, theme.dim()));
                }
                lines.extend(written(passage, here, cells, theme));
                for comment in paper.placed.on(&paper.own, passage) {
                    lines.extend(said(comment, "", cells, theme));
                }
                lines
            })
            .collect();
        self.list.draw(&entries, pane, frame.buffer_mut());
    }

    /// The dimension that is scored, with its anchors; the one that was chosen stands out.
    fn anchors(&self, cells: usize, theme: Theme) -> Vec<Line<'static>> {
        let Some(dimension) = self.scored_by() else {
            return vec![Line::styled("No rubric to score it by.", theme.dim())];
        };
        let scored = self.scored_here();
        let title = Span::styled(shown_line(&dimension.title).into_owned(), theme.title());
        let how = Span::styled("1–4 scores it · d: another", theme.dim());
        // Beside the answers there is room for one of them in a line.
        let together = title.width() + how.width() + 3 <= cells;
        let mut lines = if together {
            vec![Line::from(vec![title, Span::raw("   "), how])]
        } else {
            vec![Line::from(title), Line::from(how)]
        };
        for (number, anchor) in dimension.anchors.iter().enumerate() {
            let is_it = scored.is_some_and(|s| s.score.word() == (number + 1).to_string());
            let style = if is_it { theme.title() } else { theme.dim() };
            let mut words = wrapped(anchor, cells, 5, style);
            if let Some(first) = words.first_mut() {
                first.spans[0].content = format!("{} {}  ", if is_it { "▸" } else { " " }, number + 1).into();
            }
            lines.extend(words);
        }
        if scored.is_some_and(wants_evidence) {
            let words = "e: what is selected shows it · a: nothing does";
            lines.extend(wrapped(words, cells, 0, theme.accent()));
        }
        lines
    }

    /// The line in which a comment is typed.
    fn draw_line(&mut self, frame: &mut Frame<'_>, area: Rect, theme: Theme) {
        let Some(mut typing) = self.typing.take() else { return };
        let comment = self.paper().and_then(|p| p.own.comments.iter().find(|c| c.id == typing.id));
        let (kind, text) = comment.map_or(("", String::new()), |c| (kind(c), c.text.clone()));
        let at = typing.line.draw(frame, area, (kind, "what do you say? Tab: another kind"), &text, theme);
        self.typing = Some(typing);
        if let Some(at) = at {
            frame.set_cursor_position(at);
        }
    }
}

/// Which answer it is, how long it took, and what the coach has said of it; what its candidate said of it only then.
fn heading(
    number: usize,
    section: &Section,
    paper: &Paper,
    dimension: Option<&Dimension>,
    cells: usize,
    theme: Theme,
) -> Vec<Line<'static>> {
    let mut spans = vec![Span::styled(format!("Answer {number}"), theme.title())];
    if let Some((used, planned)) = section.time {
        spans.push(Span::styled(format!("   {} of {}", minutes(used), minutes(planned)), theme.dim()));
    }
    let scored = dimension.and_then(|dimension| paper.own.scores.get(&dimension.id));
    if let (Some(dimension), Some(scored)) = (dimension, scored) {
        let title = shown_line(&dimension.title).into_owned();
        spans.push(Span::styled(format!("   {title} {}", scored.score), theme.accent()));
        let gap = gaps(&paper.session, &paper.own).into_iter().find(|gap| gap.dimension == dimension.id);
        if let Some(own) = gap.and_then(|gap| gap.own) {
            spans.push(Span::styled(format!("   candidate {own}"), theme.dim()));
        }
    }
    let mut lines = vec![Line::from(spans)];
    if let Some(words) = scored.and_then(|scored| grounds(&scored.evidence)) {
        lines.extend(wrapped(&words, cells, 4, theme.dim()));
    }
    lines
}
