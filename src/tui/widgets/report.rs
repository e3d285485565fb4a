//! Parts of a report, one below the other: scrolled by lines, by pages, or to the next part. Knows nothing of what they tell.

use std::borrow::Cow;

use ratatui::{
    Frame,
    layout::Rect,
    style::Style,
    text::{Line, Span},
    widgets::{Paragraph, Widget},
};

use crate::{
    insight::progress::report::{Section, Tone},
    text::wrap,
    tui::{action::Action, theme::Theme},
};

/// How far a report is scrolled.
#[derive(Clone, Debug, Default)]
pub struct Report {
    top: usize,
    height: usize,
    longest: usize,
    /// At which line each part begins.
    starts: Vec<usize>,
}

/// Lines are read up to this width.
const WIDEST: u16 = 100;

impl Report {
    /// Why an action cannot be done now.
    pub fn why_not(&self, action: Action) -> Option<&'static str> {
        match action {
            Action::NextSection if self.next().is_none() => Some("this is the last part; Esc, l goes back"),
            Action::PreviousSection if self.top == 0 => Some("this is the top"),
            _ => None,
        }
    }

    /// Scrolls, by lines or to another part.
    pub fn act(&mut self, action: Action) {
        let page = self.height.saturating_sub(2).max(1);
        let last = self.last();
        self.top = match action {
            Action::Up => self.top.saturating_sub(1),
            Action::Down => self.top + 1,
            Action::PageUp => self.top.saturating_sub(page),
            Action::PageDown => self.top + page,
            Action::First => 0,
            Action::Last => last,
            Action::NextSection => self.next().unwrap_or(last),
            Action::PreviousSection => {
                self.starts.iter().rev().copied().find(|start| *start < self.top).unwrap_or(0)
            }
            _ => self.top,
        }
        .min(last);
    }

    /// Where the part below begins, where it can be scrolled to.
    fn next(&self) -> Option<usize> {
        let below = self.starts.iter().copied().find(|start| *start > self.top);
        below.filter(|_| self.top < self.last())
    }

    fn last(&self) -> usize {
        self.longest.saturating_sub(self.height)
    }

    /// Draws it below its title. `parts` are told how wide a line may be; where there are none they say why. Only lines in
    /// sight are made, because there may be thousands.
    pub fn draw<'a>(
        &mut self,
        title: &str,
        parts: impl FnOnce(usize) -> Result<Cow<'a, [Section]>, &'static str>,
        frame: &mut Frame<'_>,
        area: Rect,
        theme: Theme,
    ) {
        let inner = Rect { x: area.x + 1, width: area.width.saturating_sub(2), ..area };
        Paragraph::new(Line::styled(title.to_owned(), theme.title())).render(inner, frame.buffer_mut());
        let rule = Line::styled("─".repeat(usize::from(area.width)), theme.rule());
        Paragraph::new(rule).render(Rect { y: area.y + 1, height: 1, ..area }, frame.buffer_mut());
        let pane = Rect {
            y: area.y + 2,
            height: area.height.saturating_sub(2),
            width: inner.width.min(WIDEST),
            ..inner
        };
        let cells = usize::from(pane.width);
        self.height = usize::from(pane.height);
        let shown: Vec<Line<'static>> = match parts(cells) {
            Ok(parts) => {
                let lines = self.lines(&parts);
                self.reaches(lines.len());
                let in_sight = lines.iter().skip(self.top).take(self.height);
                in_sight.map(|line| line.map_or_else(Line::default, |line| styled(line, theme))).collect()
            }
            Err(why) => {
                let lines = said(why, cells, theme);
                self.reaches(lines.len());
                lines.into_iter().skip(self.top).take(self.height).collect()
            }
        };
        let more = self.top < self.last();
        Paragraph::new(shown).render(pane, frame.buffer_mut());
        if more {
            // On the rule above, so that it covers nothing.
            let rect = Rect { x: area.right().saturating_sub(9), y: area.y + 1, width: 8, height: 1 };
            Paragraph::new(Line::styled(" ↓ more ", theme.dim())).render(rect, frame.buffer_mut());
        }
    }

    /// There are so many lines.
    fn reaches(&mut self, lines: usize) {
        self.longest = lines;
        self.top = self.top.min(self.last());
    }

    /// The lines of all parts; none between two of them.
    fn lines<'a>(&mut self, parts: &'a [Section]) -> Vec<Option<&'a [(Tone, String)]>> {
        self.starts.clear();
        let mut lines = Vec::new();
        for part in parts {
            if !lines.is_empty() {
                lines.extend([None, None]);
            }
            self.starts.push(lines.len());
            lines.extend(part.iter().map(|line| Some(&line[..])));
        }
        lines
    }
}

fn styled(line: &[(Tone, String)], theme: Theme) -> Line<'static> {
    line.iter().map(|(tone, words)| Span::styled(words.clone(), style(*tone, theme))).collect()
}

fn said(words: &str, cells: usize, theme: Theme) -> Vec<Line<'static>> {
    let lines = wrap::wrap_text(words, cells.max(1));
    lines.into_iter().map(|line| Line::styled(line.into_owned(), theme.dim())).collect()
}

fn style(tone: Tone, theme: Theme) -> Style {
    match tone {
        Tone::Title => theme.title(),
        Tone::Text => theme.text(),
        Tone::Dim => theme.dim(),
        Tone::Accent => theme.accent(),
    }
}
