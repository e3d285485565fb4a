//! Draws scores with their anchors, the passages to choose evidence from, and what goes back. Changes nothing.

use ratatui::{
    Frame,
    layout::{Position, Rect},
    text::{Line, Span},
    widgets::{Paragraph, Widget},
};

use super::{
    GivingBack, Judged, Kept, Scoring,
    give_back::{ROWS, constraint},
    scores::wants_evidence,
};
use crate::{
    insight::passages::grounds,
    model::{Dimension, Review, review::Verdict},
    text::{display::shown_line, width},
    tui::{theme::Theme, widgets::wrapped::wrapped},
};

impl Scoring {
    /// Draws the dimensions; while evidence is picked, what there is to pick from.
    pub fn draw(&mut self, frame: &mut Frame<'_>, pane: Rect, of: &impl Judged, own: &Review, theme: Theme) {
        if self.is_picking() {
            return self.draw_evidence(frame, pane, of, own, theme);
        }
        let cells = usize::from(pane.width).max(12);
        let here = self.dimensions.index;
        let dimensions = of.dimensions().iter().enumerate();
        let entries: Vec<Vec<Line<'static>>> =
            dimensions.map(|(n, dimension)| lines(dimension, n == here, of, own, (cells, theme))).collect();
        if entries.is_empty() {
            let words = "This question has no rubric to score it by.";
            Paragraph::new(Line::styled(words, theme.dim())).render(pane, frame.buffer_mut());
            return;
        }
        self.dimensions.draw(&entries, pane, frame.buffer_mut());
    }

    fn draw_evidence<J: Judged>(
        &mut self,
        frame: &mut Frame<'_>,
        pane: Rect,
        of: &J,
        own: &Review,
        theme: Theme,
    ) {
        let cells = usize::from(pane.width).max(12);
        let title = self.dimension(of).map(|dimension| dimension.title.clone()).unwrap_or_default();
        let head = format!("{title}: which {} shows it? a: nothing does", J::PASSAGE);
        let mut lines = wrapped(&head, cells, 0, theme.accent());
        lines.push(Line::default());
        let above = u16::try_from(lines.len()).unwrap_or(u16::MAX).min(pane.height);
        Paragraph::new(lines).render(Rect { height: above, ..pane }, frame.buffer_mut());
        let rest = Rect { y: pane.y + above, height: pane.height - above, ..pane };
        let passages = of.passages(own);
        let Some(picking) = &mut self.picking else { return };
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
}

/// A dimension with its score; the selected one with its anchors.
fn lines<J: Judged>(
    dimension: &Dimension,
    here: bool,
    of: &J,
    own: &Review,
    (cells, theme): (usize, Theme),
) -> Vec<Line<'static>> {
    let scored = own.scores.get(&dimension.id);
    let score = scored.map_or("–", |scored| scored.score.word());
    let style = if here { theme.selected() } else { theme.text() };
    let mark = if here { "▸ " } else { "  " };
    let title = width::truncate(&shown_line(&dimension.title), 18).into_owned();
    let mut lines = vec![Line::from(vec![
        Span::styled(format!("{mark}{}", width::pad(&title, 20)), style),
        Span::styled(width::pad(score, 5), theme.title()),
        Span::styled(of.beside(&dimension.id, own), theme.dim()),
    ])];
    if let Some(words) = scored.and_then(|scored| grounds(&scored.evidence)) {
        lines.extend(wrapped(&words, cells, 4, theme.dim()));
    }
    if here {
        if scored.is_some_and(wants_evidence) {
            let words = format!("e picks the {} that shows it; a says that nothing does.", J::PASSAGE);
            lines.extend(wrapped(&words, cells, 4, theme.accent()));
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

impl GivingBack {
    /// Draws the page.
    pub fn draw(
        &self,
        frame: &mut Frame<'_>,
        pane: Rect,
        of: &impl Judged,
        (own, kept): (&Review, &Kept),
        theme: Theme,
    ) {
        let cells = usize::from(pane.width).max(12);
        let next = own.next.as_ref();
        let title = |id| of.steps().iter().find(|step| step.id == id).map(|step| step.title.clone());
        let step =
            next.and_then(|next| next.step.clone()).map(|id| title(id.clone()).unwrap_or(id.to_string()));
        let in_minutes = next.and_then(|next| next.minutes).map(|minutes| minutes.to_string());
        let verdict = own.verdict.map(Verdict::words);
        let values = [
            constraint(own).to_owned(),
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
            let here = row == self.row;
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
        let said = [count(own.comments.len(), "comment"), count(own.scores.len(), "score")].join(" · ");
        lines.push(Line::styled(said, theme.dim()));
        if let Kept::Failed(why) = kept {
            lines.extend(wrapped(why, cells, 0, theme.warning()));
        }
        Paragraph::new(lines).render(pane, frame.buffer_mut());
    }

    /// The line in which the next rep is typed; where the caret is in it.
    pub fn draw_line(
        &mut self,
        frame: &mut Frame<'_>,
        area: Rect,
        own: &Review,
        theme: Theme,
    ) -> Option<Position> {
        let line = self.typing.as_mut()?;
        line.draw(frame, area, ("Next rep", "what to do differently"), constraint(own), theme)
    }
}
