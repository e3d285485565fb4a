//! Drawing what completes two metrics: what each says already, and question by question what it leaves open. Changes no
//! answer.

use ratatui::{
    Frame,
    layout::{Position, Rect},
    text::{Line, Span},
    widgets::{Paragraph, Widget},
};

use super::{Debrief, lines::text};
use crate::{
    insight::{contract, headings},
    model::{ItemId, Role},
    text::{display::shown_line, width, wrap},
    tui::{theme::Theme, widgets::editor::Styles},
};

/// The width of the questions' labels.
const LABEL: u16 = 14;

impl Debrief {
    pub(super) fn draw_completing(&mut self, frame: &mut Frame<'_>, pane: Rect, theme: Theme) {
        let mut head = text(&self.what_for(), usize::from(pane.width), theme.dim());
        head.push(Line::default());
        let taken = u16::try_from(head.len()).unwrap_or(u16::MAX);
        Paragraph::new(head).render(pane, frame.buffer_mut());
        let area =
            Rect { y: pane.y + taken, height: pane.height.saturating_sub(taken), ..pane }.intersection(pane);
        let entries = self.entries(pane.width, theme);
        self.completing.questions.draw(&entries, area, frame.buffer_mut());
        if self.completing.questions.goes_on() {
            // On the rule above the pane, so that it covers nothing.
            let above =
                Rect { x: pane.right().saturating_sub(8), y: pane.y.saturating_sub(1), width: 8, height: 1 };
            Paragraph::new(Line::styled(" ↓ more ", theme.dim())).render(above, frame.buffer_mut());
        }
        if self.completing.writing {
            self.draw_answer(frame, area, theme, &entries);
        }
    }

    /// Selects the question at a place of the screen; says whether it was selected before.
    pub(super) fn point_at_question(&mut self, at: Position) -> Option<bool> {
        let before = self.completing.questions.point(at)?;
        if self.completing.writing {
            if !before {
                self.place_caret();
            }
            return None;
        }
        Some(before)
    }

    /// What this page is for, and what it misses.
    fn what_for(&self) -> String {
        let contracts = self.contracts();
        let has = |role| contracts.iter().any(|c| c.role == role);
        let both = "what an analyst would ask next of your North Star and of one guardrail";
        match (has(Role::NorthStar), has(Role::Guardrail)) {
            _ if headings::roles_wait(&self.session) => {
                format!("Here comes {both}, once they have their roles: m, then Roles, says them.")
            }
            (false, false) => {
                format!("Your answer names neither a North Star nor a guardrail; here would come {both}.")
            }
            (false, true) => {
                "Your answer names no North Star; here would come what an analyst would ask next of it. No clock runs."
                    .to_owned()
            }
            _ if self.frozen().is_some() => "What was added to these metrics after the answer.".to_owned(),
            (true, has_guardrail) => {
                let of = if has_guardrail { both } else { "what an analyst would ask next of your North Star" };
                format!("About three minutes, no clock: {of}. It is kept beside your answer, which stays as it was.")
            }
        }
    }

    /// A question and its answer; before the first of a metric, the metric as it was written.
    fn entries(&self, width: u16, theme: Theme) -> Vec<Vec<Line<'static>>> {
        let cells = usize::from(width);
        let mut entries: Vec<Vec<Line<'static>>> = Vec::new();
        for contract in self.contracts() {
            let mut lines = Vec::new();
            if !entries.is_empty() {
                lines.push(Line::default());
            }
            let title = format!("{} {}", contract.role.glyph(), capital(contract.role.word()));
            lines.push(Line::styled(title, theme.title()));
            lines.extend(text(&shown_line(&contract.line), cells, theme.dim()));
            for question in &contract.questions {
                let here = entries.len() == self.completing.questions.index;
                let said = contract::said(&self.session, &contract.metric, question.field);
                lines.extend(self.entry(here, question.label, said, question.ask, cells, theme));
                entries.push(std::mem::take(&mut lines));
            }
        }
        entries
    }

    fn entry(
        &self,
        here: bool,
        label: &str,
        said: &str,
        ask: &str,
        cells: usize,
        theme: Theme,
    ) -> Vec<Line<'static>> {
        let room = cells.saturating_sub(usize::from(LABEL) + 1).max(1);
        let (words, style) = if said.is_empty() { (ask, theme.dim()) } else { (said, theme.text()) };
        let label_style = if here { theme.selected() } else { theme.text() };
        let mut lines = Vec::new();
        // One cell is left for the caret, as where it is typed.
        for (n, line) in wrap::wrap_text(&shown_line(words), room).into_iter().enumerate() {
            let mark = if here && n == 0 { "▸ " } else { "  " };
            let label = width::pad(&format!("{mark}{}", if n == 0 { label } else { "" }), usize::from(LABEL));
            lines.push(Line::from(vec![
                Span::styled(label, label_style),
                Span::styled(line.into_owned(), style),
            ]));
        }
        lines
    }

    /// The answer that is written, over its place in the list.
    fn draw_answer(
        &mut self,
        frame: &mut Frame<'_>,
        area: Rect,
        theme: Theme,
        entries: &[Vec<Line<'static>>],
    ) {
        let index = self.completing.questions.index;
        let (Some((metric, question)), Some(entry)) = (self.asked(), entries.get(index)) else { return };
        let Some(end) = self.completing.questions.end_of(index) else { return };
        let lead = self.lead(&metric, question.field, area.width);
        let height = u16::try_from(entry.len().saturating_sub(lead)).unwrap_or(1);
        let field = Rect {
            x: area.x + LABEL,
            y: end.saturating_sub(height),
            width: area.width.saturating_sub(LABEL),
            height,
        };
        let field = field.intersection(area);
        frame.render_widget(ratatui::widgets::Clear, field);
        let styles = Styles::of(theme);
        let said = contract::said(&self.session, &metric, question.field).to_owned();
        let cursor =
            self.completing.editor.draw(&said, field, frame.buffer_mut(), &styles, true, question.ask);
        if let Some(cursor) = cursor {
            frame.set_cursor_position(cursor);
        }
    }

    /// How many lines of an entry stand above its question.
    fn lead(&self, metric: &ItemId, field: &str, width: u16) -> usize {
        let contracts = self.contracts();
        let first = |c: &&contract::Contract| c.questions.first().is_some_and(|q| q.field == field);
        let Some(at) = contracts.iter().position(|c| c.metric == *metric) else { return 0 };
        let Some(contract) = contracts.get(at).filter(first) else { return 0 };
        let line = wrap::wrap_text(&shown_line(&contract.line), usize::from(width)).len();
        usize::from(at > 0) + 1 + line
    }
}

fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
