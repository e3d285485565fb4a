//! Progress: what came of finished attempts, a part for each type of question, and what came of next steps. Counts
//! nothing itself: what is shown was read outside.

use jiff::{civil::Date, tz::TimeZone};
use ratatui::{
    Frame,
    layout::Rect,
    style::Style,
    text::{Line, Span},
    widgets::{Paragraph, Widget},
};

use crate::{
    insight::progress::{
        self,
        report::{Page, Tone, sections},
    },
    text::wrap,
    tui::{action::Action, keymap::Scope, theme::Theme},
};

/// The screen.
#[derive(Clone, Debug, Default)]
pub struct Progress {
    /// What is told, once it was read.
    told: Option<Box<progress::Progress>>,
    top: usize,
    height: usize,
    longest: usize,
    /// At which line each part begins.
    starts: Vec<usize>,
}

/// Lines are read up to this width.
const WIDEST: u16 = 100;

const READING: &str = "Reading your sessions …";

/// What stands there until something can be told, and what to do first.
const NOTHING: &str = "Nothing is finished yet.\n\nEsc, l goes back; Next up on Home begins an attempt. Once one is \
                       finished, this page shows your scores, the time by step, findings that come back, and what \
                       came of next steps.";

impl Progress {
    /// What was read outside.
    pub fn learn(&mut self, told: Box<progress::Progress>) {
        self.told = Some(told);
    }

    /// The scopes of the binding table that hold.
    pub fn scopes(&self) -> Vec<Scope> {
        vec![Scope::Everywhere, Scope::Away, Scope::Progress]
    }

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

    /// Draws the screen.
    pub fn draw(&mut self, frame: &mut Frame<'_>, area: Rect, theme: Theme, zone: &TimeZone, today: Date) {
        let inner = Rect { x: area.x + 1, width: area.width.saturating_sub(2), ..area };
        Paragraph::new(Line::styled("Progress", theme.title())).render(inner, frame.buffer_mut());
        let rule = Line::styled("─".repeat(usize::from(area.width)), theme.rule());
        Paragraph::new(rule).render(Rect { y: area.y + 1, height: 1, ..area }, frame.buffer_mut());
        let pane = Rect {
            y: area.y + 2,
            height: area.height.saturating_sub(2),
            width: inner.width.min(WIDEST),
            ..inner
        };
        let lines = self.lines(Page { zone, today, cells: usize::from(pane.width) }, theme);
        self.height = usize::from(pane.height);
        self.longest = lines.len();
        self.top = self.top.min(self.last());
        let more = self.top < self.last();
        let shown: Vec<Line<'static>> = lines.into_iter().skip(self.top).take(self.height).collect();
        Paragraph::new(shown).render(pane, frame.buffer_mut());
        if more {
            // On the rule above, so that it covers nothing.
            let rect = Rect { x: area.right().saturating_sub(9), y: area.y + 1, width: 8, height: 1 };
            Paragraph::new(Line::styled(" ↓ more ", theme.dim())).render(rect, frame.buffer_mut());
        }
    }

    fn lines(&mut self, page: Page<'_>, theme: Theme) -> Vec<Line<'static>> {
        self.starts.clear();
        let Some(told) = &self.told else { return said(READING, page, theme) };
        let sections = sections(told, page);
        if sections.is_empty() {
            return said(NOTHING, page, theme);
        }
        let mut lines: Vec<Line<'static>> = Vec::new();
        for section in sections {
            if !lines.is_empty() {
                lines.extend([Line::default(), Line::default()]);
            }
            self.starts.push(lines.len());
            let span = |(tone, words): (Tone, String)| Span::styled(words, style(tone, theme));
            lines.extend(section.into_iter().map(|line| Line::from_iter(line.into_iter().map(span))));
        }
        lines
    }
}

fn said(words: &str, page: Page<'_>, theme: Theme) -> Vec<Line<'static>> {
    let lines = wrap::wrap_text(words, page.cells.max(1));
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
