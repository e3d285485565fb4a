//! The library: search as you type, a list, and a preview that never shows an answer. Reads no file.

use ratatui::{
    Frame,
    layout::{Position, Rect},
    text::{Line, Span},
    widgets::{Paragraph, Widget},
};

use crate::{
    insight::search::{Entry, Filters, Status, entries, search, status},
    model::{Attempt, Bank, Question, QuestionId, State},
    text::{display::shown_line, width, wrap},
    tui::{
        action::Action,
        theme::Theme,
        widgets::{
            editor::{Deed, Editor, Outcome, Shape, Styles},
            list::List,
        },
    },
};

/// What stands in an empty search field.
pub const PLACEHOLDER: &str = "search: words in any order";

/// From this width on there is a preview.
const PREVIEW_FROM: u16 = 96;

/// The library.
#[derive(Clone, Debug)]
pub struct Library {
    query: String,
    editor: Editor,
    entries: Vec<Entry>,
    found: Vec<QuestionId>,
    list: List,
}

impl Library {
    /// The library with a query in its search field.
    pub fn new(query: &str, bank: &Bank, attempts: &[Attempt]) -> Self {
        let entries = entries(bank, |id| status(id, attempts));
        let mut library = Self {
            query: query.to_owned(),
            editor: Editor::new(Shape::Line),
            entries,
            found: Vec::new(),
            list: List::default(),
        };
        library.editor.place(query.len());
        library.find();
        library
    }

    fn find(&mut self) {
        let hits = search(&self.entries, &self.query, &Filters::default());
        self.found =
            hits.into_iter().filter_map(|hit| Some(self.entries.get(hit.index)?.id.clone())).collect();
        self.list = List::default();
    }

    /// Moves the selection, or says which question to open.
    pub fn act(&mut self, action: Action, seed: u64) -> Option<QuestionId> {
        match action {
            Action::Choose => return self.found.get(self.list.index).cloned(),
            Action::Random => return fastrand::Rng::with_seed(seed).choice(&self.found).cloned(),
            _ => self.list.act(action, self.found.len()),
        };
        None
    }

    /// A deed in the search field.
    pub fn deed(&mut self, deed: Deed) {
        if let Outcome::Change(splice) = self.editor.apply(&self.query, deed) {
            self.query.replace_range(splice.offset..splice.offset + splice.removed.len(), &splice.inserted);
            self.find();
        }
    }

    /// What was selected in the search field.
    pub fn selected(&self) -> &str {
        self.editor.selected(&self.query)
    }

    /// Selects the entry under the mouse; says whether it was selected before.
    pub fn point(&mut self, at: Position) -> Option<bool> {
        self.list.point(at)
    }

    /// Draws the screen.
    pub fn draw(
        &mut self,
        frame: &mut Frame<'_>,
        area: Rect,
        theme: Theme,
        bank: &Bank,
        attempts: &[Attempt],
    ) {
        let inner = Rect { x: area.x + 1, width: area.width.saturating_sub(2), ..area };
        let count = format!("{} of {}", self.found.len(), bank.questions.len());
        let count_cells = u16::try_from(width::cells(&count)).unwrap_or(0);
        Paragraph::new(Line::styled("/", theme.accent()))
            .render(Rect { height: 1, ..inner }, frame.buffer_mut());
        let right =
            Rect { x: inner.right().saturating_sub(count_cells), width: count_cells, height: 1, ..inner };
        Paragraph::new(Line::styled(count, theme.dim())).render(right, frame.buffer_mut());
        let field =
            Rect { x: inner.x + 2, width: inner.width.saturating_sub(count_cells + 4), height: 1, ..inner };
        let styles = Styles { text: theme.text(), selection: theme.selection(), placeholder: theme.dim() };
        let cursor = self.editor.draw(&self.query, field, frame.buffer_mut(), &styles, true, PLACEHOLDER);
        let preview = if area.width >= PREVIEW_FROM { area.width * 2 / 5 } else { 0 };
        let body = Rect {
            y: inner.y + 2,
            height: inner.height.saturating_sub(2),
            width: inner.width - preview,
            ..inner
        };
        self.list(frame, body, theme, bank, attempts);
        if preview > 0
            && let Some(question) = self.found.get(self.list.index).and_then(|id| bank.questions.get(id))
        {
            let rule = vec![Line::styled("│", theme.rule()); usize::from(body.height)];
            Paragraph::new(rule).render(Rect { x: body.right() + 1, width: 1, ..body }, frame.buffer_mut());
            let pane = Rect { x: body.right() + 3, width: preview.saturating_sub(3), ..body };
            Paragraph::new(preview_lines(question, bank, usize::from(pane.width), theme))
                .render(pane, frame.buffer_mut());
        }
        if let Some(cursor) = cursor {
            frame.set_cursor_position(cursor);
        }
    }

    fn list(&mut self, frame: &mut Frame<'_>, area: Rect, theme: Theme, bank: &Bank, attempts: &[Attempt]) {
        if self.found.is_empty() {
            let words = if self.query.is_empty() {
                "No questions in this bank."
            } else {
                "Nothing matches. Fewer words find more."
            };
            Paragraph::new(Line::styled(words, theme.dim())).render(area, frame.buffer_mut());
            return;
        }
        let cells = usize::from(area.width);
        let entries: Vec<Vec<Line<'static>>> = self
            .found
            .iter()
            .filter_map(|id| bank.questions.get(id))
            .enumerate()
            .map(|(index, question)| {
                let here = index == self.list.index;
                let style = if here { theme.selected() } else { theme.text() };
                let title = wrap::wrap_text(&question.title, cells.saturating_sub(2).max(1));
                let mut lines: Vec<Line<'static>> = Vec::new();
                for (n, line) in title.into_iter().enumerate() {
                    let mark = if n == 0 && here { "▸ " } else { "  " };
                    lines.push(Line::styled(format!("{mark}{line}"), style));
                }
                let facts = [bank.type_title(&question.kind).to_lowercase(), question.difficulty.to_string()];
                let mut facts: Vec<String> = facts.to_vec();
                facts.extend(question.company.clone());
                let status = status_words(&question.id, attempts);
                lines.push(Line::from(vec![
                    Span::styled(format!("  {}", shown_line(&facts.join(" · "))), theme.dim()),
                    Span::styled(
                        if status.is_empty() { String::new() } else { format!("   {status}") },
                        theme.accent(),
                    ),
                ]));
                lines
            })
            .collect();
        self.list.draw(&entries, area, frame.buffer_mut());
    }
}

/// How far one's own attempts at a question got, in words.
fn status_words(id: &QuestionId, attempts: &[Attempt]) -> String {
    let done = |a: &&Attempt| a.question == *id && matches!(a.state, State::Finished | State::Sealed);
    match status(id, attempts) {
        Status::Started => "▸ in progress".to_owned(),
        Status::Done => format!("✓ done {}×", attempts.iter().filter(done).count()),
        _ => String::new(),
    }
}

fn preview_lines(question: &Question, bank: &Bank, cells: usize, theme: Theme) -> Vec<Line<'static>> {
    let mut lines = Vec::new();
    let wrapped = |text: &str, style| -> Vec<Line<'static>> {
        wrap::wrap_text(text.trim_end(), cells.max(1))
            .into_iter()
            .map(|l| Line::styled(l.into_owned(), style))
            .collect()
    };
    lines.extend(wrapped(&question.brief.say, theme.text()));
    lines.push(Line::default());
    if !question.skills.is_empty() {
        lines.extend(wrapped(&format!("Trains: {}", question.skills.join(", ")), theme.dim()));
    }
    if let Some((_, framework, _)) = bank.whole(&question.id) {
        let steps = framework.steps.len() + if framework.opening { 2 } else { 0 };
        let facts = format!(
            "{steps} steps · {} minutes · {} follow-ups",
            framework.minutes(),
            question.follow_ups.len().min(3)
        );
        lines.extend(wrapped(&facts, theme.dim()));
    }
    lines
}
