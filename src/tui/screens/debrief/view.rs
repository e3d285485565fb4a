//! Drawing the debrief: its sections on the left, and the section that is read.

use jiff::tz::TimeZone;
use ratatui::{
    Frame,
    layout::Rect,
    text::Line,
    widgets::{Paragraph, Widget},
};

use super::{Debrief, Section};
use crate::{
    model::State,
    text::{display::shown_line, width},
    tui::theme::Theme,
};

impl Debrief {
    /// Draws the screen.
    pub fn draw(&mut self, frame: &mut Frame<'_>, area: Rect, theme: Theme, zone: &TimeZone) {
        let inner = Rect { x: area.x + 1, width: area.width.saturating_sub(2), ..area };
        let cells = usize::from(inner.width);
        let sections = self.sections();
        self.section = self.section.min(sections.len().saturating_sub(1));
        let rail = match area.width {
            ..76 => 0,
            76..112 => 20,
            _ => 30,
        };
        // Without the list of sections beside it, a section says its name.
        let name = if rail == 0 { self.title(&sections[self.section]) + " · " } else { String::new() };
        let place = format!("{}{} of {}", shown_line(&name), self.section + 1, sections.len());
        let sealed = if self.session.state == State::Sealed { "sealed · " } else { "" };
        let title = format!("Debrief · {sealed}{}", shown_line(&self.session.question.title));
        let title = width::truncate(&title, cells.saturating_sub(place.len() + 2)).into_owned();
        Paragraph::new(Line::styled(title, theme.title())).render(inner, frame.buffer_mut());
        Paragraph::new(Line::styled(place, theme.dim())).right_aligned().render(inner, frame.buffer_mut());
        let rule = Line::styled("─".repeat(usize::from(area.width)), theme.rule());
        Paragraph::new(rule).render(Rect { y: area.y + 1, height: 1, ..area }, frame.buffer_mut());
        let below = Rect { y: area.y + 2, height: area.height.saturating_sub(2), ..inner };
        // A line is left for what is said above the keys, which would hide what is decided here.
        let page = Rect { height: below.height.saturating_sub(1), ..below };
        self.rail = (Rect::default(), Vec::new());
        match sections[self.section] {
            Section::Headings => return self.draw_headings(frame, page, theme),
            Section::Roles => return self.draw_roles(frame, page, theme),
            _ => {}
        }
        if rail > 0 {
            self.draw_rail(&sections, frame, Rect { width: rail - 2, ..below }, theme);
        }
        let pane = Rect { x: below.x + rail, width: below.width - rail, ..below };
        let asking = Rect { height: page.height, ..pane };
        if let Some(page) = &mut self.page {
            return page.draw(&self.session, frame, asking, theme);
        }
        match sections[self.section] {
            Section::Completing => return self.draw_completing(frame, asking, theme),
            Section::SelfScore => return self.draw_scoring(frame, asking, theme),
            _ => {}
        }
        let lines = self.body(&sections[self.section], pane.width, theme, zone);
        self.height = usize::from(pane.height);
        self.longest = lines.len();
        self.top = self.top.min(self.longest.saturating_sub(self.height));
        let more = self.longest > self.top + self.height;
        Paragraph::new(lines.into_iter().skip(self.top).take(self.height).collect::<Vec<_>>())
            .render(pane, frame.buffer_mut());
        if more {
            // On the rule above the pane, so that it covers nothing.
            let rect = Rect { x: pane.right().saturating_sub(8), y: area.y + 1, width: 8, height: 1 };
            Paragraph::new(Line::styled(" ↓ more ", theme.dim())).render(rect, frame.buffer_mut());
        }
    }

    fn draw_rail(&mut self, sections: &[Section], frame: &mut Frame<'_>, pane: Rect, theme: Theme) {
        let mut lines: Vec<Line<'static>> = Vec::new();
        let mut selected = 0;
        let mut of_line = Vec::new();
        let alone = |s: &Section| matches!(s, Section::Step { worked: None, .. });
        for (index, section) in sections.iter().enumerate() {
            if alone(section) && !index.checked_sub(1).is_some_and(|i| alone(&sections[i])) {
                lines.push(Line::styled("Yours alone", theme.title()));
                of_line.push(index);
            }
            let here = index == self.section;
            if here {
                selected = lines.len();
            }
            let style = if here { theme.selected() } else { theme.dim() };
            let title = width::truncate(&shown_line(&self.title(section)), 15).into_owned();
            lines.push(Line::styled(format!("{} {title}", if here { "▸" } else { " " }), style));
            of_line.push(index);
        }
        // What comes next is in sight, and so is what was before.
        let height = usize::from(pane.height);
        let top = (selected + height / 2).saturating_sub(height - 1).min(lines.len().saturating_sub(height));
        self.rail = (pane, of_line.into_iter().skip(top).collect());
        let shown: Vec<Line<'static>> = lines.into_iter().skip(top).collect();
        Paragraph::new(shown).render(pane, frame.buffer_mut());
        let line = vec![Line::styled("│", theme.rule()); usize::from(pane.height)];
        Paragraph::new(line).render(Rect { x: pane.right(), width: 1, ..pane }, frame.buffer_mut());
    }

    fn body(&self, section: &Section, width: u16, theme: Theme, zone: &TimeZone) -> Vec<Line<'static>> {
        let cells = usize::from(width.max(12));
        match section {
            // These are drawn in panes of their own.
            Section::Headings
            | Section::Roles
            | Section::Findings
            | Section::Coverage
            | Section::Completing
            | Section::SelfScore => Vec::new(),
            Section::WhatIf => self.what_if(cells, theme),
            Section::Overview => self.overview(cells, theme, zone),
            Section::Step { worked, own } => self.step(worked.as_ref(), own, width, theme),
            Section::FollowUps => self.follow_ups(cells, theme),
            Section::Weak => self.weak(cells, theme),
        }
    }
}
