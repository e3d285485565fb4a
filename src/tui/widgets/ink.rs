//! Lines and rules, put straight into the cells: what stands in every frame is drawn at every key. Draws the same as a
//! `Paragraph` that neither wraps nor scrolls, and like it nothing that has not passed `text::display`.

use ratatui::{
    buffer::Buffer,
    layout::Rect,
    style::Style,
    text::Line,
    widgets::{Paragraph, Widget},
};

/// Lines from the top of a place, as many as it has room for.
pub fn lines(lines: &[Line<'_>], area: Rect, buf: &mut Buffer) {
    for (line, y) in lines.iter().zip(area.top()..area.bottom()) {
        self::line(line, Rect { y, height: 1, ..area }, buf);
    }
}

/// One line on the left of a place.
pub fn line(line: &Line<'_>, area: Rect, buf: &mut Buffer) {
    let area = area.intersection(buf.area);
    if area.is_empty() {
        return;
    }
    let bytes: usize = line.iter().map(|span| span.content.len()).sum();
    if bytes > usize::from(area.width) && line.width() > usize::from(area.width) {
        // What is left of it hangs on how wide its characters are.
        return Paragraph::new(line.clone()).render(area, buf);
    }
    let mut x = area.x;
    for span in line {
        if x >= area.right() {
            return;
        }
        x = put(buf, (x, area.y), &span.content, area.right() - x, line.style.patch(span.style));
    }
}

/// One line on the right of a place.
pub fn right(line: &Line<'_>, area: Rect, buf: &mut Buffer) {
    let area = area.intersection(buf.area);
    match u16::try_from(line.width()) {
        Ok(width) if width <= area.width => {
            self::line(line, Rect { x: area.right() - width, width, ..area }, buf);
        }
        // The same.
        _ => Paragraph::new(line.clone()).right_aligned().render(area, buf),
    }
}

/// A thin rule across the top of a place.
pub fn across(area: Rect, buf: &mut Buffer, style: Style) {
    fill(Rect { height: area.height.min(1), ..area }, buf, '─', style);
}

/// A thin rule down the left of a place.
pub fn down(area: Rect, buf: &mut Buffer, style: Style) {
    fill(Rect { width: area.width.min(1), ..area }, buf, '│', style);
}

/// A text in a line, from a cell on, in so many cells at most; the cell behind it. The text was made safe before.
#[expect(clippy::disallowed_methods, reason = "what calls this has made the text safe")]
pub fn put(buf: &mut Buffer, (x, y): (u16, u16), text: &str, room: u16, style: Style) -> u16 {
    let room = room.min(buf.area.right().saturating_sub(x));
    if room == 0 {
        return x;
    }
    if !text.bytes().all(|byte| matches!(byte, b' '..=b'~')) {
        return buf.set_stringn(x, y, text, usize::from(room), style).0;
    }
    // Each of these is a grapheme of one cell: nothing has to be measured.
    let from = buf.index_of(x, y);
    let cells = buf.content[from..].iter_mut().take(usize::from(room)).zip(text.bytes());
    let mut end = x;
    for (cell, byte) in cells {
        cell.set_char(char::from(byte)).set_style(style);
        end += 1;
    }
    end
}

#[expect(clippy::disallowed_methods, reason = "the signs are ours")]
fn fill(area: Rect, buf: &mut Buffer, sign: char, style: Style) {
    let area = area.intersection(buf.area);
    for y in area.top()..area.bottom() {
        for x in area.left()..area.right() {
            buf[(x, y)].set_char(sign).set_style(style);
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use ratatui::{
        layout::Alignment,
        style::{Color, Modifier},
        text::Span,
    };

    use super::*;

    fn styles() -> impl Strategy<Value = Style> {
        prop_oneof![
            Just(Style::new()),
            Just(Style::new().fg(Color::Red)),
            Just(Style::new().add_modifier(Modifier::BOLD | Modifier::REVERSED)),
        ]
    }

    fn some_lines() -> impl Strategy<Value = Vec<Line<'static>>> {
        let span =
            ("([a-c ]|支|é|\u{301}|👩){0,9}", styles()).prop_map(|(text, style)| Span::styled(text, style));
        let line = (prop::collection::vec(span, 0..4), styles())
            .prop_map(|(spans, style)| Line::from(spans).style(style));
        prop::collection::vec(line, 0..5)
    }

    proptest! {
        #[test]
        fn lines_are_drawn_as_a_paragraph_draws_them(
            lines in some_lines(), x in 0u16..4, y in 0u16..4, width in 0u16..12, height in 0u16..5, on_the_right: bool,
        ) {
            let area = Rect { x, y, width, height };
            let (mut ours, mut theirs) = (Buffer::empty(Rect::new(0, 0, 12, 6)), Buffer::empty(Rect::new(0, 0, 12, 6)));
            if on_the_right {
                for (line, y) in lines.iter().zip(area.top()..area.bottom()) {
                    right(line, Rect { y, height: 1, ..area }, &mut ours);
                }
            } else {
                super::lines(&lines, area, &mut ours);
            }
            let alignment = if on_the_right { Alignment::Right } else { Alignment::Left };
            Paragraph::new(lines).alignment(alignment).render(area, &mut theirs);
            prop_assert_eq!(ours, theirs);
        }
    }

    #[test]
    fn rules_are_as_long_as_their_place() {
        let mut buf = Buffer::empty(Rect::new(0, 0, 3, 2));
        across(Rect::new(0, 0, 9, 1), &mut buf, Style::new());
        down(Rect::new(1, 1, 1, 9), &mut buf, Style::new());
        assert_eq!(buf, Buffer::with_lines(["───", " │ "]));
    }
}
