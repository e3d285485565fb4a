//! Drawing the self-score: a dimension with its four anchors read in full, the passages to choose from, and at the end what
//! came of it. Changes nothing.

use ratatui::{
    Frame,
    layout::Rect,
    text::{Line, Span},
    widgets::{Paragraph, Widget},
};

use super::{
    Debrief,
    lines::text,
    score::{Asks, SCORES},
};
use crate::{
    insight::own_scores,
    model::{review::Score, rubric::Dimension},
    text::{display::shown_line, width, wrap},
    tui::theme::Theme,
};

/// The width of a score with its mark, and of who gives it.
const LEAD: usize = 13;

impl Debrief {
    pub(super) fn draw_scoring(&mut self, frame: &mut Frame<'_>, pane: Rect, theme: Theme) {
        let cells = usize::from(pane.width);
        let (head, entries, below) = match (self.dimension().cloned(), self.scoring.asks) {
            (None, _) => (self.lowest(cells, theme), self.dimensions(cells, theme), Vec::new()),
            (Some(dimension), Asks::Passage) => {
                (self.passage_head(&dimension, cells, theme), self.passage_entries(cells, theme), Vec::new())
            }
            (Some(dimension), _) => (
                self.dimension_head(&dimension, cells, theme),
                self.anchors(&dimension, cells, theme),
                self.said_so_far(cells, theme),
            ),
        };
        let taken = |lines: &[Line<'_>]| u16::try_from(lines.len()).unwrap_or(u16::MAX);
        let top = taken(&head) + 1;
        let longest = u16::try_from(entries.iter().map(Vec::len).sum::<usize>()).unwrap_or(u16::MAX);
        let room = pane.height.saturating_sub(top + taken(&below) + u16::from(!below.is_empty()));
        let list = Rect { y: pane.y + top, height: room.min(longest), ..pane }.intersection(pane);
        Paragraph::new(head).render(pane, frame.buffer_mut());
        let choices = if self.scoring.asks == Asks::Passage {
            &mut self.scoring.passages
        } else {
            &mut self.scoring.choices
        };
        choices.draw(&entries, list, frame.buffer_mut());
        if choices.goes_on() {
            // On the rule above the pane, so that it covers nothing.
            let above =
                Rect { x: pane.right().saturating_sub(8), y: pane.y.saturating_sub(1), width: 8, height: 1 };
            Paragraph::new(Line::styled(" ↓ more ", theme.dim())).render(above, frame.buffer_mut());
        }
        let after = Rect { y: list.bottom() + 1, height: taken(&below), ..pane };
        Paragraph::new(below).render(after.intersection(pane), frame.buffer_mut());
    }

    fn dimension_head(&self, dimension: &Dimension, cells: usize, theme: Theme) -> Vec<Line<'static>> {
        let place = format!("{} of {}", self.scoring.dimension + 1, self.session.rubric.dimensions.len());
        let title = width::truncate(&shown_line(&dimension.title), cells.saturating_sub(place.len() + 2))
            .into_owned();
        let gap = cells.saturating_sub(width::cells(&title) + place.len());
        let asks = match self.scoring.asks {
            Asks::Guess => "What would a coach give? 1 to 4, or 0; → goes on without a guess.",
            _ => "Which of these is your answer? 1 to 4, or 0. All of it is optional, about a minute each.",
        };
        let mut lines = vec![Line::from(vec![
            Span::styled(title, theme.title()),
            Span::styled(format!("{}{place}", " ".repeat(gap)), theme.dim()),
        ])];
        lines.extend(text(asks, cells, theme.dim()));
        lines
    }

    /// The anchors in full, and that it may not apply.
    fn anchors(&self, dimension: &Dimension, cells: usize, theme: Theme) -> Vec<Vec<Line<'static>>> {
        let own = self.own_score();
        let anchors = dimension.anchors.iter().map(String::as_str).chain(["It has no place in this answer."]);
        let room = cells.saturating_sub(LEAD).max(8);
        let entry = |(index, (anchor, score)): (usize, (&str, Score))| {
            let who = match (own.score == Some(score), own.predicted == Some(score)) {
                (true, true) => "both",
                (true, false) => "you",
                (false, true) => "coach",
                (false, false) => "",
            };
            let here = index == self.scoring.choices.index;
            let style = if here { theme.selected() } else { theme.text() };
            let lead = format!("{} {:<4} {who:<5} ", if here { "▸" } else { " " }, score.word());
            let anchor = shown_line(anchor);
            wrap::wrap_text(&anchor, room)
                .into_iter()
                .enumerate()
                .map(|(n, line)| {
                    let lead = if n == 0 { lead.clone() } else { " ".repeat(LEAD) };
                    Line::styled(format!("{lead}{line}"), style)
                })
                .collect()
        };
        anchors.zip(SCORES).enumerate().map(entry).collect()
    }

    /// The evidence and the guess.
    fn said_so_far(&self, cells: usize, theme: Theme) -> Vec<Line<'static>> {
        let own = self.own_score();
        let mut lines = Vec::new();
        if own.evidence.is_empty() {
            let wanted = matches!(own.score, Some(Score::One | Score::Four));
            let words = if wanted {
                "A 1 or a 4 wants a passage: e picks one."
            } else {
                "e picks a passage that shows it."
            };
            lines.extend(text(words, cells, theme.dim()));
        } else {
            let quote = format!("“{}”", own.evidence.replace('\n', " / "));
            lines.extend(text(&quote, cells, theme.text()).into_iter().take(3));
        }
        lines
    }

    fn passage_head(&self, dimension: &Dimension, cells: usize, theme: Theme) -> Vec<Line<'static>> {
        let score = self.own_score().score;
        let anchor = score.and_then(|s| SCORES.iter().position(|one| *one == s));
        let anchor = anchor.and_then(|index| dimension.anchors.get(index));
        let mut lines = text(&format!("{}: which passage shows it?", dimension.title), cells, theme.title());
        if let (Some(score), Some(anchor)) = (score, anchor) {
            lines.extend(text(&format!("{} {anchor}", score.word()), cells, theme.dim()));
        }
        lines
    }

    /// The passages under the steps that they stand in.
    fn passage_entries(&self, cells: usize, theme: Theme) -> Vec<Vec<Line<'static>>> {
        let (first, last) = self.taken();
        let mut under = String::new();
        let mut entries = Vec::new();
        for (index, passage) in self.passages().into_iter().enumerate() {
            let mut lines = Vec::new();
            if passage.under != under {
                lines.push(Line::styled(shown_line(&passage.under).into_owned(), theme.dim()));
                under.clone_from(&passage.under);
            }
            let here = (first..=last).contains(&index);
            let style = if here { theme.selected() } else { theme.text() };
            let words = wrap::wrap_text(&shown_line(&passage.text), cells.saturating_sub(2).max(8))
                .into_iter()
                .map(std::borrow::Cow::into_owned)
                .collect::<Vec<_>>();
            lines.extend(
                words
                    .into_iter()
                    .map(|line| Line::styled(format!("{} {line}", if here { "▸" } else { " " }), style)),
            );
            entries.push(lines);
        }
        entries
    }

    /// The lowest of the scores, and what would be one more.
    fn lowest(&self, cells: usize, theme: Theme) -> Vec<Line<'static>> {
        let mut lines = Vec::new();
        let lowest = own_scores::lowest(&self.session);
        if lowest.is_empty() {
            lines.extend(text("Nothing is scored yet. Enter goes to a dimension.", cells, theme.text()));
        }
        for low in lowest {
            lines.extend(text(
                &format!("Lowest: {}, {}", low.dimension.title, low.score),
                cells,
                theme.title(),
            ));
            if let Some(higher) = low.higher {
                lines.extend(text(
                    &format!("What {} would be: {higher}", low.score + 1),
                    cells,
                    theme.text(),
                ));
            }
        }
        lines
    }

    /// Every dimension with its scores.
    fn dimensions(&self, cells: usize, theme: Theme) -> Vec<Vec<Line<'static>>> {
        let word = |score: Option<Score>| score.map_or("·", Score::word);
        let entry = |(index, dimension): (usize, &Dimension)| {
            let own = self.session.self_scores.get(&dimension.id).cloned().unwrap_or_default();
            let here = index == self.scoring.choices.index;
            let coach = own.predicted.map(|guess| format!("a coach: {}", guess.word()));
            let title = width::pad(&width::truncate(&shown_line(&dimension.title), 16), 17);
            let words = format!("{} {title}{:<5}", if here { "▸" } else { " " }, word(own.score));
            let style = if here { theme.selected() } else { theme.text() };
            let mut lines = vec![Line::from(vec![
                Span::styled(words, style),
                Span::styled(coach.unwrap_or_default(), theme.dim()),
            ])];
            if !own.evidence.is_empty() {
                let quote = format!("    “{}”", shown_line(&own.evidence.replace('\n', " / ")));
                lines.push(Line::styled(width::truncate(&quote, cells).into_owned(), theme.dim()));
            }
            lines
        };
        self.session.rubric.dimensions.iter().enumerate().map(entry).collect()
    }
}
