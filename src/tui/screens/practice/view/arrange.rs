//! Where each field of a sheet goes: pieces in a column as long as it needs to be. Draws nothing.

use std::borrow::Cow;

use ratatui::{
    style::Style,
    text::{Line, Span},
};

use super::super::{
    Practice,
    sheet::{Field, FieldKind, Form, Target},
};
use crate::{
    model::{Mode, Role, Stop, metric_line},
    text::{display::shown_line, width, wrap},
    tui::theme::Theme,
};

/// Something at a place of the column.
#[derive(Clone, Debug)]
pub struct Piece {
    /// Cells from the left.
    pub x: u16,
    /// Lines from the top of the column.
    pub y: usize,
    /// Cells wide.
    pub w: u16,
    /// Lines high.
    pub h: usize,
    /// What it is.
    pub what: What,
}

/// What a piece is.
#[derive(Clone, Debug)]
pub enum What {
    /// The field of that index.
    Field(usize),
    /// A line that is only read.
    Line(Line<'static>),
}

/// A column of pieces.
#[derive(Clone, Debug, Default)]
pub struct Column {
    /// From top to bottom.
    pub pieces: Vec<Piece>,
    /// Lines high.
    pub height: usize,
    /// Whether the fields of a row stand one below the other.
    pub stacked: bool,
}

impl Column {
    pub(super) fn line(&mut self, x: u16, line: Line<'static>) {
        let w = u16::try_from(line.width()).unwrap_or(u16::MAX);
        self.pieces.push(Piece { x, y: self.height, w, h: 1, what: What::Line(line) });
        self.height += 1;
    }

    pub(super) fn beside(&mut self, x: u16, line: Line<'static>) {
        self.line(x, line);
        self.height -= 1;
    }

    fn blank(&mut self) {
        self.height += 1;
    }
}

/// A column of text needs this many cells at the least to stand beside others.
const NARROWEST: u16 = 16;

impl Practice {
    /// The fields of this stop for a pane of a width.
    pub(super) fn arrange(&self, width: u16, theme: Theme, lead: Vec<Line<'static>>) -> Column {
        let mut column = Column::default();
        let gap = usize::from(!lead.is_empty());
        for line in lead {
            column.line(0, line);
        }
        column.height += gap;
        match &self.sheet.form {
            Form::Rows { columns, numbered } => self.rows(&mut column, columns, *numbered, width, theme),
            Form::Metrics(_) => self.slots(&mut column, width, theme),
            Form::Labelled => self.labelled(&mut column, width, theme),
            Form::Prose | Form::Cue => {}
        }
        column
    }

    /// Lines that the text of a field takes.
    fn lines_of(&self, index: usize, width: u16) -> usize {
        let text = self.shown_text(index);
        let wrapped = |paragraph| wrap::wrap(paragraph, usize::from(width.saturating_sub(1).max(1))).len();
        text.split('\n').map(wrapped).sum()
    }

    /// What a field shows: all of it where the caret is; elsewhere, of a metric that was understood, its name alone,
    /// because the line below says the rest.
    pub(super) fn shown_text(&self, index: usize) -> Cow<'_, str> {
        let Some(field) = self.sheet.fields.get(index) else { return Cow::Borrowed("") };
        let text = self.text_of(&field.target);
        if field.kind != FieldKind::Metric || index == self.focus {
            return text;
        }
        let role = Role::ALL.get(field.row).copied();
        if role == Some(Role::Rejected) {
            return text;
        }
        let name = metric_line::parse(&text, role, &self.names()).name;
        if name.is_empty() { text } else { Cow::Owned(name) }
    }

    pub(super) fn place(&self, column: &mut Column, index: usize, x: u16, w: u16) -> usize {
        let h = self.lines_of(index, w);
        column.pieces.push(Piece { x, y: column.height, w, h, what: What::Field(index) });
        h
    }

    fn rows(&self, column: &mut Column, titles: &[String], numbered: bool, width: u16, theme: Theme) {
        let lead: u16 = if numbered { 3 } else { 2 };
        let widths = self.column_widths(titles.len(), width.saturating_sub(lead));
        column.stacked = widths.is_none();
        if let Some(widths) = &widths
            && titles.iter().any(|t| !t.is_empty())
        {
            let mut x = lead;
            for (title, w) in titles.iter().zip(widths) {
                let title = width::truncate(title, usize::from(w.saturating_sub(1))).into_owned();
                column.beside(x, Line::styled(title, theme.dim()));
                x += w;
            }
            column.height += 1;
        }
        let sheet = &self.sheet.fields;
        let written: Vec<usize> =
            (0..sheet.len()).filter(|i| !matches!(sheet[*i].target, Target::Fact(_))).collect();
        for fields in written.chunk_by(|a, b| sheet[*a].row == sheet[*b].row) {
            let here = fields.contains(&self.focus);
            let style = if here { theme.accent() } else { theme.dim() };
            let mark = if numbered {
                format!("{}", sheet[fields[0]].row + 1)
            } else if here {
                "▸".to_owned()
            } else {
                "·".to_owned()
            };
            column.beside(0, Line::styled(mark, style));
            match &widths {
                Some(widths) => {
                    let mut x = lead;
                    let mut tallest = 1;
                    for (index, w) in fields.iter().zip(widths) {
                        tallest = tallest.max(self.place(column, *index, x, *w - 1));
                        x += w;
                    }
                    column.height += tallest;
                }
                None => self.stacked_row(column, fields, lead, width, theme),
            }
        }
        self.facts(column, width, theme);
    }

    /// A row whose fields stand one below the other, each behind its label; empty ones only where the caret is.
    fn stacked_row(&self, column: &mut Column, fields: &[usize], lead: u16, width: u16, theme: Theme) {
        let labels =
            fields.iter().skip(1).map(|i| width::cells(&self.sheet.fields[*i].label)).max().unwrap_or(0);
        let indent = u16::try_from(labels.min(16)).unwrap_or(16) + 2;
        let new = fields.iter().all(|i| matches!(self.sheet.fields[*i].target, Target::New(_)));
        for (n, index) in fields.iter().enumerate() {
            if n == 0 {
                column.height += self.place(column, *index, lead, width.saturating_sub(lead));
                if new && !fields.contains(&self.focus) {
                    return;
                }
                continue;
            }
            let label = width::truncate(&self.sheet.fields[*index].label, 16).into_owned();
            column.beside(lead, Line::styled(label, theme.dim()));
            column.height += self.place(column, *index, lead + indent, width.saturating_sub(lead + indent));
        }
    }

    /// Widths for columns side by side, or none where they would be too narrow. Columns of choices take less.
    fn column_widths(&self, count: usize, width: u16) -> Option<Vec<u16>> {
        let first_row: Vec<&Field> = self.sheet.fields.iter().filter(|f| f.row == 0).take(count).collect();
        let narrow = |field: &Field| -> Option<u16> {
            let longest = |options: &mut dyn Iterator<Item = usize>| options.max().unwrap_or(0);
            let cells = match &field.kind {
                FieldKind::YesNo => 3,
                FieldKind::Choice(choices) if *self.stop() != Stop::Plan => {
                    longest(&mut choices.iter().map(|c| width::cells(&shown_line(c))))
                }
                FieldKind::Line if *self.stop() == Stop::Plan && field.column == 1 => 3,
                _ => return None,
            };
            Some(u16::try_from(cells.max(width::cells(&field.label)) + 2).unwrap_or(u16::MAX))
        };
        let fixed: Vec<Option<u16>> = first_row.iter().map(|f| narrow(f)).collect();
        let taken: u16 = fixed.iter().flatten().fold(0, |sum, w| sum.saturating_add(*w));
        let open = u16::try_from(fixed.iter().filter(|w| w.is_none()).count()).unwrap_or(u16::MAX);
        let share = width.checked_sub(taken)?.checked_div(open).unwrap_or(0);
        // The plan's cells hold a word or two.
        let narrowest = if *self.stop() == Stop::Plan { NARROWEST / 2 } else { NARROWEST };
        if open > 0 && share < narrowest && count > 1 {
            return None;
        }
        Some(fixed.into_iter().map(|w| w.unwrap_or(share)).collect())
    }

    /// What the interviewer can tell: hidden until it is opened.
    fn facts(&self, column: &mut Column, width: u16, theme: Theme) {
        let facts: Vec<(usize, usize)> = (0..self.sheet.fields.len())
            .filter_map(|i| match self.sheet.fields[i].target {
                Target::Fact(number) => Some((i, number)),
                _ => None,
            })
            .collect();
        if facts.is_empty() {
            return;
        }
        column.blank();
        // In an interview nobody shows what could be asked while one is still asking.
        let still_asks = self.session.mode == Mode::Interview
            && self.session.opening.opened.is_empty()
            && !facts.iter().any(|(index, _)| *index == self.focus);
        if still_asks {
            let words = "When you have asked all you want: Enter on the empty line, for what you would hear.";
            for line in wrap::wrap_text(words, usize::from(width).max(1)) {
                column.line(0, Line::styled(line.into_owned(), theme.dim()));
            }
            return;
        }
        column.line(0, Line::styled("When you have asked, Enter opens what you would hear:", theme.dim()));
        for (index, number) in facts {
            let fact = &self.session.question.brief.facts[number];
            let open = self.session.opening.opened.iter().any(|o| o.about == fact.about);
            let here = index == self.focus;
            let mark = if here {
                "▸ "
            } else if open {
                "✓ "
            } else {
                "· "
            };
            let style = if here { theme.selected() } else { Style::new() };
            let about =
                width::truncate(&shown_line(&fact.about), usize::from(width.saturating_sub(2))).into_owned();
            column.pieces.push(Piece { x: 0, y: column.height, w: width, h: 1, what: What::Field(index) });
            column.line(0, Line::from(vec![Span::styled(mark, style), Span::styled(about, style)]));
            if open {
                for line in wrap::wrap_text(&fact.answer, usize::from(width.saturating_sub(4)).max(1)) {
                    column.line(4, Line::raw(line.into_owned()));
                }
            }
        }
    }

    fn labelled(&self, column: &mut Column, width: u16, theme: Theme) {
        for (index, field) in self.sheet.fields.iter().enumerate() {
            let here = index == self.focus;
            let style = if here { theme.accent() } else { theme.title() };
            if index > 0 && !field.label.starts_with('…') {
                column.blank();
            }
            if let FieldKind::Pick(options) = &field.kind {
                let picked = match &field.target {
                    Target::At(place) => self.session.value(place).and_then(|v| v.text().map(str::to_owned)),
                    _ => None,
                };
                let title = options.iter().find(|(id, _)| Some(id.as_str()) == picked.as_deref());
                let chosen = match title {
                    Some((_, title)) => Span::raw(shown_line(title).into_owned()),
                    None => Span::styled(field.placeholder.clone(), theme.dim()),
                };
                let arrows = if here {
                    [Span::styled("◂ ", style), Span::styled(" ▸", style)]
                } else {
                    ["  ", "  "].map(Span::raw)
                };
                let [left, right] = arrows;
                let label = Span::styled(format!("{}  ", field.label), style);
                column.pieces.push(Piece {
                    x: 0,
                    y: column.height,
                    w: width,
                    h: 1,
                    what: What::Field(index),
                });
                column.line(0, Line::from(vec![label, left, chosen, right]));
                if here {
                    self.anchors(column, picked.as_deref(), width, theme);
                }
            } else {
                column.line(0, Line::styled(field.label.clone(), style));
                column.height += self.place(column, index, 2, width.saturating_sub(2));
            }
        }
    }

    /// What a picked dimension looks like at 1 to 4, for who decides where they were lowest.
    fn anchors(&self, column: &mut Column, picked: Option<&str>, width: u16, theme: Theme) {
        let dimension = self.session.rubric.dimensions.iter().find(|d| Some(d.id.as_str()) == picked);
        for (number, anchor) in dimension.iter().flat_map(|d| d.anchors.iter().enumerate()) {
            let words = format!("{}  {anchor}", number + 1);
            for line in wrap::wrap_text(&words, usize::from(width.saturating_sub(4)).max(1)) {
                column.line(2, Line::styled(line.into_owned(), theme.dim()));
            }
        }
    }
}
