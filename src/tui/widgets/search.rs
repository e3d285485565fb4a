//! A search field over a list, how much of all it leaves, and what it found in a line. Finds nothing itself.

use ratatui::{
    Frame,
    layout::{Position, Rect},
    style::Style,
    text::{Line, Span},
    widgets::{Paragraph, Widget},
};

use super::editor::{Deed, Editor, Outcome, Shape, Styles};
use crate::{
    insight::highlight::highlight,
    text::width,
    tui::{action::Action, theme::Theme},
};

/// The field.
#[derive(Clone, Debug)]
pub struct Search {
    query: String,
    editor: Editor,
}

impl Search {
    /// A field with these words in it.
    pub fn new(query: &str) -> Self {
        let mut editor = Editor::new(Shape::Line);
        editor.place(query.len());
        Self { query: query.to_owned(), editor }
    }

    /// What is searched for.
    pub fn query(&self) -> &str {
        &self.query
    }

    /// What is selected.
    pub fn selected(&self) -> &str {
        self.editor.selected(&self.query)
    }

    /// Does what a key does; says whether the words are others now.
    pub fn deed(&mut self, deed: Deed) -> bool {
        let Outcome::Change(splice) = self.editor.apply(&self.query, deed) else { return false };
        self.query.replace_range(splice.offset..splice.offset + splice.removed.len(), &splice.inserted);
        true
    }

    /// Draws the field and, on its right, the count; says where the caret is, if it is typed in.
    pub fn draw(
        &mut self,
        frame: &mut Frame<'_>,
        line: Rect,
        theme: Theme,
        typing: bool,
        placeholder: &str,
        count: &str,
    ) -> Option<Position> {
        let cells = u16::try_from(width::cells(count)).unwrap_or(0);
        Paragraph::new(Line::styled("/", theme.accent())).render(line, frame.buffer_mut());
        let right = Rect { x: line.right().saturating_sub(cells), width: cells, ..line };
        Paragraph::new(Line::styled(count, theme.dim())).render(right, frame.buffer_mut());
        let field = Rect { x: line.x + 2, width: line.width.saturating_sub(cells + 4), ..line };
        let styles = Styles::of(theme);
        let cursor = self.editor.draw(&self.query, field, frame.buffer_mut(), &styles, typing, placeholder);
        cursor.filter(|_| typing)
    }

    /// A line with what was found in it.
    pub fn marked(&self, line: &str, style: Style, theme: Theme) -> Vec<Span<'static>> {
        let mut spans = Vec::new();
        let mut end = 0;
        for hit in highlight(line, &self.query) {
            spans.push(Span::styled(line[end..hit.start].to_owned(), style));
            spans.push(Span::styled(line[hit.clone()].to_owned(), theme.hit(style)));
            end = hit.end;
        }
        spans.push(Span::styled(line[end..].to_owned(), style));
        spans
    }
}

/// What an action does in such a field. What is cut and copied is the caller's.
pub fn deed(action: Action) -> Option<Deed> {
    Some(match action {
        Action::Move(motion) => Deed::Move { motion, select: false },
        Action::Select(motion) => Deed::Move { motion, select: true },
        Action::SelectAll => Deed::SelectAll,
        Action::DeleteBack => Deed::DeleteBack,
        Action::DeleteForward => Deed::DeleteForward,
        Action::DeleteWordBack => Deed::DeleteWordBack,
        Action::DeleteWordForward => Deed::DeleteWordForward,
        _ => return None,
    })
}
