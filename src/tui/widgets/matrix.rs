//! A grid with names at two of its sides: one cell is selected, what does not fit scrolls and is abbreviated. Knows
//! nothing of what stands in it.

use ratatui::{
    buffer::Buffer,
    layout::{Position, Rect},
    style::Style,
    text::{Line, Span},
    widgets::{Paragraph, Widget},
};

use crate::{
    text::{display::shown_line, width},
    tui::{action::Action, theme::Theme},
};

/// A row of the grid.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// What stands before it.
    pub name: String,
    /// Its cells, one for each column: a few words each; empty where nothing stands.
    pub cells: Vec<String>,
    /// What is said across the row instead of its cells.
    pub note: Option<String>,
}

/// What is drawn: the names above the columns, and the rows.
#[derive(Clone, Debug, PartialEq)]
pub struct Grid {
    /// Above the columns.
    pub columns: Vec<String>,
    /// From top to bottom.
    pub rows: Vec<Row>,
}

/// The selected cell, and the part of the grid that is in sight.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Matrix {
    /// The selected row.
    pub row: usize,
    /// The selected column.
    pub column: usize,
    top: usize,
    left: usize,
    height: usize,
    /// Where each cell was drawn, for the mouse.
    hits: Vec<(Rect, usize, usize)>,
}

/// The most cells that the names of rows take.
const NAMES: usize = 18;
/// The least and the most cells that a column takes, with the blank behind it.
const COLUMN: (usize, usize) = (11, 22);
/// What stands where nothing does.
const NOTHING: &str = "·";

impl Matrix {
    /// Moves the selection in a grid of that size; says whether `action` is one that does.
    pub fn act(&mut self, action: Action, rows: usize, columns: usize) -> bool {
        let page = self.height.saturating_sub(1).max(1);
        let (last_row, last_column) = (rows.saturating_sub(1), columns.saturating_sub(1));
        match action {
            Action::Up => self.row = self.row.saturating_sub(1),
            Action::Down => self.row += 1,
            Action::PageUp => self.row = self.row.saturating_sub(page),
            Action::PageDown => self.row += page,
            Action::First => (self.row, self.column) = (0, 0),
            Action::Last => (self.row, self.column) = (last_row, last_column),
            Action::Left => self.column = self.column.saturating_sub(1),
            Action::Right => self.column += 1,
            _ => return false,
        }
        (self.row, self.column) = (self.row.min(last_row), self.column.min(last_column));
        true
    }

    /// Selects the cell at a place of the screen; says whether there is one, and whether it was selected before.
    pub fn point(&mut self, at: Position) -> Option<bool> {
        let (_, row, column) = self.hits.iter().find(|(rect, _, _)| rect.contains(at))?;
        let before = (self.row, self.column) == (*row, *column);
        (self.row, self.column) = (*row, *column);
        Some(before)
    }

    /// Draws the part of the grid around the selected cell.
    pub fn draw(&mut self, grid: &Grid, area: Rect, buf: &mut Buffer, theme: Theme) {
        self.hits.clear();
        let names = grid.rows.iter().map(|row| width::cells(&shown_line(&row.name))).max().unwrap_or(0);
        let names = names.min(NAMES).min(usize::from(area.width / 3)) + 4;
        let room = usize::from(area.width).saturating_sub(names).max(1);
        let wanted = grid.columns.len().max(1);
        let each = (room / wanted).clamp(COLUMN.0.min(room), COLUMN.1);
        let shown = (room / each).clamp(1, wanted);
        self.height = usize::from(area.height.saturating_sub(1));
        self.row = self.row.min(grid.rows.len().saturating_sub(1));
        self.column = self.column.min(grid.columns.len().saturating_sub(1));
        self.left = self.left.min(self.column).max((self.column + 1).saturating_sub(shown));
        self.left = self.left.min(grid.columns.len().saturating_sub(shown));
        self.top = self.top.min(self.row).max((self.row + 1).saturating_sub(self.height));

        let in_sight = || (self.left..grid.columns.len()).take(shown);
        let mut head = vec![Span::raw(" ".repeat(names))];
        head.extend(in_sight().map(|column| {
            let style = if column == self.column { theme.accent() } else { theme.dim() };
            Span::styled(cell(&grid.columns[column], each), style)
        }));
        let beyond = |before: bool, after: bool| match (before, after) {
            (true, true) => "‹ ›",
            (true, false) => "‹",
            (false, true) => "›",
            (false, false) => "",
        };
        let sides = beyond(self.left > 0, self.left + shown < grid.columns.len());
        head[0] = Span::styled(width::pad(sides, names), theme.dim());
        let mut lines = vec![Line::from(head)];
        let mut hits = Vec::new();
        for (number, row) in grid.rows.iter().enumerate().skip(self.top).take(self.height) {
            let here = number == self.row;
            let y = area.y + u16::try_from(lines.len()).unwrap_or(u16::MAX);
            let style = if here { theme.accent() } else { theme.text() };
            let mark = if here { "▸ " } else { "  " };
            let mut spans = vec![Span::styled(format!("{mark}{}", cell(&row.name, names - 2)), style)];
            if let Some(note) = &row.note {
                let note = width::truncate(&shown_line(note), room).into_owned();
                let style = if here { theme.selection() } else { theme.dim() };
                spans.push(Span::styled(note, style));
            }
            for (place, column) in in_sight().enumerate() {
                if row.note.is_none() {
                    let words = row.cells.get(column).filter(|words| !words.is_empty());
                    let style = style_of(here && column == self.column, words.is_some(), theme);
                    spans.push(Span::styled(cell(words.map_or(NOTHING, String::as_str), each - 1), style));
                    spans.push(Span::raw(" "));
                }
                let offset = |cells: usize| u16::try_from(cells).unwrap_or(u16::MAX);
                let x = area.x.saturating_add(offset(names + place * each));
                hits.push((Rect { x, y, width: offset(each), height: 1 }, number, column));
            }
            lines.push(Line::from(spans));
        }
        self.hits = hits;
        Paragraph::new(lines).render(area, buf);
    }

    /// Whether there is more below what is in sight.
    pub fn goes_on(&self, rows: usize) -> bool {
        self.top + self.height < rows
    }
}

fn style_of(selected: bool, written: bool, theme: Theme) -> Style {
    match (selected, written) {
        (true, _) => theme.selection(),
        (false, true) => theme.text(),
        (false, false) => theme.dim(),
    }
}

/// Words in so many cells, with a mark where they were cut.
fn cell(words: &str, cells: usize) -> String {
    let room = cells.saturating_sub(1).max(1);
    width::pad(&width::truncate(&shown_line(words), room), cells)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn grid(rows: usize, columns: usize) -> Grid {
        let cells = |row| (0..columns).map(|column| format!("{row}.{column}")).collect();
        let row = |number| Row { name: format!("row {number}"), cells: cells(number), note: None };
        Grid {
            columns: (0..columns).map(|n| format!("column {n}")).collect(),
            rows: (0..rows).map(row).collect(),
        }
    }

    fn drawn(matrix: &mut Matrix, grid: &Grid, width: u16, height: u16) -> Vec<String> {
        let area = Rect::new(0, 0, width, height);
        let mut buf = Buffer::empty(area);
        matrix.draw(grid, area, &mut buf, Theme::new(true));
        let line = |y| (0..width).map(|x| buf[(x, y)].symbol().to_owned()).collect::<String>();
        (0..height).map(|y| line(y).trim_end().to_owned()).collect()
    }

    #[test]
    fn the_selected_cell_is_in_sight_wherever_it_is() {
        let grid = grid(30, 9);
        let mut matrix = Matrix::default();
        for (action, times) in [
            (Action::Right, 12),
            (Action::Down, 40),
            (Action::Left, 3),
            (Action::PageUp, 2),
            (Action::First, 1),
        ] {
            for _ in 0..times {
                assert!(matrix.act(action, 30, 9));
                let lines = drawn(&mut matrix, &grid, 40, 6).join("\n");
                let selected = format!("{}.{}", matrix.row, matrix.column);
                assert!(lines.contains(&selected), "{selected} is not in\n{lines}");
            }
        }
        assert_eq!((matrix.row, matrix.column), (0, 0));
    }

    #[test]
    fn a_click_selects_the_cell_under_it() {
        let mut matrix = Matrix::default();
        drawn(&mut matrix, &grid(3, 2), 40, 5);
        let at = matrix.hits.iter().find(|(_, row, column)| (*row, *column) == (2, 1)).unwrap().0;
        assert_eq!(matrix.point(Position::new(at.x, at.y)), Some(false));
        assert_eq!((matrix.row, matrix.column), (2, 1));
        assert_eq!(matrix.point(Position::new(at.x + 1, at.y)), Some(true));
        assert_eq!(matrix.point(Position::new(0, 0)), None);
    }

    #[test]
    fn what_is_long_is_cut_and_what_is_empty_has_a_dot() {
        let mut grid = grid(2, 2);
        grid.rows[0].cells = vec!["◇ payment success of all".to_owned(), String::new()];
        grid.rows[1].note = Some("nothing touches this row".to_owned());
        let lines = drawn(&mut Matrix::default(), &grid, 36, 3);
        assert_eq!(lines[1].trim_end(), "▸ row 0  ◇ payment …  ·");
        assert_eq!(lines[2].trim_end(), "  row 1  nothing touches this row");
    }
}
