//! The first minute: a toy metric that teaches how one is written in a line. Nothing of it is saved.

use ratatui::{
    Frame,
    layout::Rect,
    text::{Line, Span},
    widgets::{Paragraph, Widget},
};

use crate::{
    model::{
        Role,
        metric_line::{Names, Parsed, parse},
    },
    text::{display::shown_line, wrap},
    tui::{
        theme::Theme,
        widgets::editor::{Deed, Editor, Outcome, Shape, Styles},
    },
};

/// The lesson: one line, and what was understood of it.
#[derive(Clone, Debug)]
pub struct Lesson {
    line: String,
    editor: Editor,
}

impl Default for Lesson {
    fn default() -> Self {
        Self { line: String::new(), editor: Editor::new(Shape::Wrapped) }
    }
}

/// A part of the line: what it is, how it is typed, and what stands for it by now.
struct Part {
    name: &'static str,
    how: &'static str,
    found: Option<String>,
}

impl Lesson {
    /// A deed in the line.
    pub fn deed(&mut self, deed: Deed) {
        if let Outcome::Change(splice) = self.editor.apply(&self.line, deed) {
            self.line.replace_range(splice.offset..splice.offset + splice.removed.len(), &splice.inserted);
        }
    }

    /// What was selected in the line.
    pub fn selected(&self) -> &str {
        self.editor.selected(&self.line)
    }

    /// Draws the screen.
    pub fn draw(&mut self, frame: &mut Frame<'_>, area: Rect, theme: Theme) {
        let width = area.width.saturating_sub(6).min(76);
        let inner = Rect { x: area.x + 3, y: area.y + 1, width, height: area.height.saturating_sub(1) };
        let cells = usize::from(width.max(10));
        let mut lines =
            vec![Line::styled("One minute: a metric in one line", theme.title()), Line::default()];
        let text = |words: &str, style| -> Vec<Line<'static>> {
            wrap::wrap_text(words, cells).into_iter().map(|l| Line::styled(l.into_owned(), style)).collect()
        };
        lines.extend(text(CASE, theme.text()));
        lines.push(Line::default());
        lines.extend(text("Type it here, one part after the other, in your own words:", theme.dim()));
        lines.push(Line::default());
        let y = u16::try_from(lines.len()).unwrap_or(0).min(inner.height);
        Paragraph::new(lines).render(inner, frame.buffer_mut());
        let field = Rect { y: inner.y + y, height: inner.height.saturating_sub(y).min(2), ..inner };
        let styles = Styles::of(theme);
        let cursor = self.editor.draw(&self.line, field, frame.buffer_mut(), &styles, true, EXAMPLE);
        let below = Rect {
            y: field.bottom() + 1,
            height: inner.bottom().saturating_sub(field.bottom() + 1),
            ..inner
        };
        Paragraph::new(self.checks(cells, theme)).render(below, frame.buffer_mut());
        if let Some(cursor) = cursor {
            frame.set_cursor_position(cursor);
        }
    }

    fn checks(&self, cells: usize, theme: Theme) -> Vec<Line<'static>> {
        let parts = parts(&parse(&self.line, Role::Driver, &Names::default()));
        let next = parts.iter().position(|part| part.found.is_none());
        let mut lines: Vec<Line<'static>> = parts
            .iter()
            .enumerate()
            .map(|(index, part)| {
                let mark = if part.found.is_some() {
                    "✓"
                } else if next == Some(index) {
                    "▸"
                } else {
                    " "
                };
                let style = if next == Some(index) { theme.accent() } else { theme.text() };
                let words = part.found.as_deref().map_or(part.how.to_owned(), |f| shown_line(f).into_owned());
                let rest = if part.found.is_some() { theme.text() } else { theme.dim() };
                Line::from(vec![
                    Span::styled(format!("{mark} {:<16}", part.name), style),
                    Span::styled(words, rest),
                ])
            })
            .collect();
        lines.push(Line::default());
        let close = if next.is_none() { DONE } else { "Enter skips this and goes to the questions." };
        let style = if next.is_none() { theme.accent() } else { theme.dim() };
        lines.extend(wrap::wrap_text(close, cells).into_iter().map(|l| Line::styled(l.into_owned(), style)));
        lines
    }
}

/// The toy: small enough that nobody thinks about the product.
const CASE: &str = "A bakery has handed out stamp cards: ten coffees, one free. The owner asks whether the \
    cards bring people back. What would you look at?";
const EXAMPLE: &str = "Regulars = card holders with 2+ visits / card holders, 7 days";
const DONE: &str = "That is all there is to it. A limit such as \"<= 5 %\" makes it a guardrail; in a session, @ names \
    a stakeholder and # a stage. Enter goes to the questions.";

fn parts(parsed: &Parsed) -> Vec<Part> {
    let name = Some(parsed.name.clone()).filter(|name| !name.trim().is_empty());
    vec![
        Part { name: "a name", how: "what you call it: Regulars", found: name },
        Part {
            name: "what counts",
            how: "then  =  card holders with 2+ visits",
            found: parsed.numerator.clone(),
        },
        Part { name: "of whom", how: "then  /  card holders", found: parsed.denominator.clone() },
        Part { name: "over what time", how: "then a comma, and  7 days", found: parsed.window.clone() },
    ]
}
