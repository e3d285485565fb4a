//! The completion, open below the line that is being typed, or above it. Chooses nothing.

use ratatui::{
    Frame,
    layout::{Position, Rect},
    text::Line,
    widgets::{Paragraph, Widget},
};

use super::Practice;
use crate::{
    text::{display::shown_line, width},
    tui::{
        theme::Theme,
        widgets::{frame, list},
    },
};

/// The most that is offered at a time.
const MOST: u16 = 6;
/// Cells of the longest option that is shown whole.
const WIDEST: usize = 40;
/// Cells that the frame takes with its air, and the mark before an option.
const AROUND: usize = 6;
/// Lines that the frame takes.
const RULES: u16 = 2;

impl Practice {
    /// Draws the completion beside the cursor `at`, within the pane.
    pub(super) fn popup(&self, drawing: &mut Frame<'_>, at: Position, pane: Rect, theme: Theme) {
        let Some(completion) = &self.completion else { return };
        let options: Vec<String> = completion.options.iter().map(|o| shown_line(o).into_owned()).collect();
        let widest = options.iter().map(|option| width::cells(option)).max().unwrap_or(0).min(WIDEST);
        let count = u16::try_from(options.len()).unwrap_or(u16::MAX).min(MOST);
        let w = u16::try_from(widest + AROUND).unwrap_or(u16::MAX).min(pane.width);
        let (y, h) = beside(at.y, count + RULES, pane);
        let x = at.x.min(pane.right().saturating_sub(w)).max(pane.x);
        let inner = frame::open(drawing.buffer_mut(), Rect { x, y, width: w, height: h }, "", theme);
        let shown = usize::from(inner.height);
        let first = completion.selected.map_or(0, |index| (index + 1).saturating_sub(shown));
        let cells = usize::from(inner.width).saturating_sub(2);
        let lines = options.iter().enumerate().skip(first).take(shown).map(|(index, option)| {
            list::entry(Some(index) == completion.selected, &width::truncate(option, cells), theme)
        });
        Paragraph::new(lines.collect::<Vec<Line<'_>>>()).render(inner, drawing.buffer_mut());
        let rest = options.len().saturating_sub(first + shown);
        if rest > 0 && h > 1 {
            let words = format!(" ↓ {rest} more ");
            let cells = u16::try_from(width::cells(&words)).unwrap_or(0).min(w.saturating_sub(2));
            let at = Rect { x: x + w - 1 - cells, y: y + h - 1, width: cells, height: 1 };
            Paragraph::new(Line::styled(words, theme.dim())).render(at, drawing.buffer_mut());
        }
    }
}

/// Where something of a height stands that must not hide the line `y`: below it, above it, or where there is more room.
fn beside(y: u16, height: u16, pane: Rect) -> (u16, u16) {
    let (above, below) = (y.saturating_sub(pane.y), pane.bottom().saturating_sub(y + 1));
    if below >= height.min(above) {
        (y + 1, height.min(below))
    } else {
        let height = height.min(above);
        (y - height, height)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_line_that_is_typed_is_never_hidden() {
        for top in [0, 3] {
            for height in 1..12 {
                let pane = Rect::new(0, top, 20, height);
                for y in pane.top()..pane.bottom() {
                    for wanted in 3..9 {
                        let (from, h) = beside(y, wanted, pane);
                        assert!(from + h <= y || from > y, "{y} {wanted} {pane}: {from} {h}");
                        assert!(from >= pane.y && from + h <= pane.bottom());
                    }
                }
            }
        }
    }
}
