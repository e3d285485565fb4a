//! A line in which somebody says something: why it is set aside, or what a coach thinks of it. Below the page that it
//! belongs to, saved with every key. Changes nothing itself.

use ratatui::{
    Frame,
    layout::{Position, Rect},
    text::Line,
    widgets::{Paragraph, Widget},
};

use crate::tui::{
    action::Action,
    theme::Theme,
    widgets::{
        editor::{Deed, Editor, Outcome, Shape, Styles},
        search,
    },
};

/// What stands before a reason, and what is asked for.
pub const WHY: (&str, &str) = ("Set aside because", "why? Enter when it is said");

/// The line, while it is typed in.
#[derive(Clone, Debug)]
pub struct Remark {
    editor: Editor,
    /// What undo counted when it began: all that is typed here is taken back at once.
    pub mark: usize,
}

impl Remark {
    /// A line that holds `text`, the caret behind it.
    pub fn new(text: &str, mark: usize) -> Self {
        let mut editor = Editor::new(Shape::Line);
        editor.place(text.len());
        Self { editor, mark }
    }

    /// What an action makes of `text`, where it changes it. What is cut and copied is the caller's.
    pub fn act(&mut self, text: &str, action: Action) -> Option<String> {
        self.deed(text, search::deed(action)?)
    }

    /// What is selected in it.
    pub fn selected<'a>(&self, text: &'a str) -> &'a str {
        self.editor.selected(text)
    }

    /// What is typed or pasted makes of `text`, where it changes it.
    pub fn deed(&mut self, text: &str, deed: Deed) -> Option<String> {
        let Outcome::Change(splice) = self.editor.apply(text, deed) else { return None };
        let mut new = text.to_owned();
        new.replace_range(splice.offset..splice.offset + splice.removed.len(), &splice.inserted);
        Some(new)
    }

    /// Draws it behind its label, or `asks` what is to be said; tells where the caret is.
    pub fn draw(
        &mut self,
        frame: &mut Frame<'_>,
        area: Rect,
        (label, asks): (&str, &str),
        text: &str,
        theme: Theme,
    ) -> Option<Position> {
        let line = Line::styled(label.to_owned(), theme.accent());
        let cells = u16::try_from(line.width() + 1).unwrap_or(u16::MAX).min(area.width);
        Paragraph::new(line).render(area, frame.buffer_mut());
        let field = Rect { x: area.x + cells, width: area.width - cells, ..area };
        let styles = Styles::of(theme);
        self.editor.draw(text, field, frame.buffer_mut(), &styles, true, asks)
    }
}
