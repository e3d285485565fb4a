//! Where the slots of the metric tree go, each with what was understood of its line. Draws nothing.

use ratatui::text::Line;

use super::{
    super::{
        Practice,
        sheet::{Field, ONE_MORE, Target},
    },
    arrange::{Column, Piece, What},
};
use crate::{
    insight::metric_words,
    model::{ItemId, Role, metric_line},
    text::{width, wrap},
    tui::theme::Theme,
};

impl Practice {
    /// The sections of the tree, a line for each slot.
    pub(super) fn slots(&self, column: &mut Column, width: u16, theme: Theme) {
        let fields = &self.sheet.fields;
        let focus_row = self.field().map(|f| f.row);
        let stage_names = fields.iter().map(|f| width::cells(&f.label));
        let stage_width = u16::try_from(stage_names.max().unwrap_or(0).min(14)).unwrap_or(14);
        let mut section = None;
        for (index, field) in fields.iter().enumerate() {
            let role = Role::ALL.get(field.row).copied();
            if let Some(role) = role.filter(|_| section != role) {
                section = Some(role);
                let style = if focus_row == Some(field.row) { theme.accent() } else { theme.title() };
                let title = format!("{} {}", role.glyph(), role.title());
                column.line(0, Line::styled(title, style));
            }
            let staged = !field.label.is_empty();
            let mut x = 2 + 2 * self.depth(field);
            if staged && stage_width > 0 {
                let name = width::truncate(&field.label, usize::from(stage_width)).into_owned();
                column.beside(x, Line::styled(name, theme.dim()));
                x += stage_width + 2;
            }
            // An extra slot that is not used takes no line of its own while the caret is elsewhere.
            if matches!(field.target, Target::New(_))
                && field.placeholder == ONE_MORE
                && focus_row != Some(field.row)
            {
                column.pieces.push(Piece { x, y: column.height, w: 0, h: 0, what: What::Field(index) });
                continue;
            }
            column.height += self.place(column, index, x, width.saturating_sub(x));
            let words = self.understood(field, role, index == self.focus);
            for line in wrap::wrap_text(&words, usize::from(width.saturating_sub(x + 2)).max(1)) {
                if !words.is_empty() {
                    column.line(x + 2, Line::styled(line.into_owned(), theme.dim()));
                }
            }
        }
    }

    /// How deep a metric hangs under others of its own role.
    fn depth(&self, field: &Field) -> u16 {
        let Target::At(place) = &field.target else { return 0 };
        let find = |id: &ItemId| self.session.metrics().find(|(_, m)| m.id == *id).map(|(_, m)| m);
        let Some(mut metric) = place.id.as_ref().and_then(find) else { return 0 };
        let role = metric.role;
        let mut depth = 0;
        while let Some(parent) = metric.under.as_ref().and_then(find)
            && parent.role == role
            && depth < 4
        {
            (metric, depth) = (parent, depth + 1);
        }
        depth
    }

    /// What was understood of a metric, and for one that hangs elsewhere than usual, under which.
    fn understood(&self, field: &Field, role: Option<Role>, focused: bool) -> String {
        let text = self.text_of(&field.target);
        if text.trim().is_empty() {
            return String::new();
        }
        let parsed = metric_line::parse(&text, role, &self.names());
        let words = metric_words::words(&self.session, &parsed, role);
        // What the line says already is not said twice.
        if words == parsed.name || (role == Some(Role::Rejected) && !focused && parsed.because.is_some()) {
            return String::new();
        }
        words
    }
}
