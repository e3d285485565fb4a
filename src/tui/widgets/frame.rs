//! The thin frame around whatever opens over a screen. Knows nothing of what stands in it.

use ratatui::{
    buffer::Buffer,
    layout::{Position, Rect},
    widgets::{Block, Clear, Padding, Widget},
};

use crate::{
    text::{display::shown_line, width},
    tui::theme::Theme,
};

/// Clears a place, draws a frame around it, and says where there is room inside.
pub fn open(buf: &mut Buffer, area: Rect, title: &str, theme: Theme) -> Rect {
    let area = area.intersection(buf.area);
    Clear.render(area, buf);
    // A wide character that begins beside the frame would cover its side.
    for y in area.top()..area.bottom() {
        if let Some(x) = area.x.checked_sub(1)
            && let Some(cell) = buf.cell_mut(Position::new(x, y))
            && width::cells(cell.symbol()) > 1
        {
            cell.reset();
        }
    }
    let block = Block::bordered()
        .border_style(theme.rule())
        .padding(Padding::horizontal(1))
        .title(shown_line(title).into_owned());
    let inner = block.inner(area);
    block.render(area, buf);
    inner
}

#[cfg(test)]
mod tests {
    use super::*;
    use ratatui::{style::Style, text::Line, widgets::Paragraph};

    #[test]
    fn a_wide_character_beside_it_does_not_cover_its_side() {
        let area = Rect::new(0, 0, 12, 3);
        let mut buf = Buffer::empty(area);
        Paragraph::new(vec![Line::styled("支付宝支付宝", Style::new()); 3]).render(area, &mut buf);
        let inner = open(&mut buf, Rect::new(3, 0, 6, 3), "", Theme::new(true));
        assert_eq!(inner, Rect::new(5, 1, 2, 1));
        let symbols: Vec<&str> = (0..12).map(|x| buf[(x, 1)].symbol()).collect();
        assert_eq!(symbols[2..5], [" ", "│", " "]);
        assert_eq!(symbols[8], "│");
    }
}
