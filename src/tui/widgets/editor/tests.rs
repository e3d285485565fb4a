//! The editor by (before, deeds, after), and by properties that hold for any text and any deeds.
//!
//! In a marked text `|` is the caret, and `[` or `]` the other end of the selection.

use proptest::prelude::*;
use ratatui::{
    buffer::{Buffer, CellWidth},
    layout::{Position, Rect},
    style::{Color, Modifier, Style},
};
use unicode_segmentation::UnicodeSegmentation;

use super::{Deed, Editor, Layout, Motion, Motion::*, Outcome, Shape, Splice, Styles, layout::Change};
use crate::text::{display, width, wrap};

const FAMILY: &str = "👨\u{200D}👩\u{200D}👧";

fn go(motion: Motion) -> Deed {
    Deed::Move { motion, select: false }
}

fn select(motion: Motion) -> Deed {
    Deed::Move { motion, select: true }
}

fn type_(text: &str) -> Deed {
    Deed::Type(text.to_owned())
}

/// An editor of a shape, drawn once in `cells` × 5, with the caret and the selection that the text is marked with.
fn at(shape: Shape, cells: u16, marked: &str) -> (Editor, String) {
    let text = marked.replace(['|', '[', ']'], "");
    let place = |mark: &[char]| marked.find(mark).map(|at| marked[..at].replace(['|', '[', ']'], "").len());
    let mut editor = Editor::new(shape);
    let caret = place(&['|']).unwrap_or(0);
    match place(&['[', ']']) {
        Some(anchor) => {
            editor.place(anchor);
            let select = |motion| select(motion);
            let motion = if anchor < caret { Right } else { Left };
            while editor.caret() != caret {
                assert_ne!(editor.apply(&text, select(motion)), Outcome::Edge(motion), "{marked}");
            }
        }
        None => editor.place(caret),
    }
    draw(&mut editor, &text, cells, 5);
    (editor, text)
}

fn marked(editor: &Editor, text: &str) -> String {
    let mut out = text.to_owned();
    match editor.selection() {
        Some(range) if range.end == editor.caret() => {
            out.insert(range.end, '|');
            out.insert(range.start, '[');
        }
        Some(range) => {
            out.insert(range.end, ']');
            out.insert(range.start, '|');
        }
        None => out.insert(editor.caret(), '|'),
    }
    out
}

fn perform(text: &mut String, splice: &Splice) {
    let end = splice.offset + splice.removed.len();
    assert_eq!(text[splice.offset..end], splice.removed);
    text.replace_range(splice.offset..end, &splice.inserted);
}

fn draw(editor: &mut Editor, text: &str, cells: u16, rows: u16) -> (Vec<String>, Option<Position>) {
    let area = Rect::new(0, 0, cells, rows);
    let mut buf = Buffer::empty(area);
    let cursor = editor.draw(text, area, &mut buf, &Styles::default(), true, "");
    (lines(&buf), cursor)
}

/// The rows of a buffer as they read, without the cells that a wide grapheme covers.
fn lines(buf: &Buffer) -> Vec<String> {
    let rows = (buf.area.top()..buf.area.bottom()).map(|y| {
        let (mut line, mut x) = (String::new(), buf.area.x);
        while x < buf.area.right() {
            line.push_str(buf[(x, y)].symbol());
            x += buf[(x, y)].cell_width().max(1);
        }
        line.trim_end().to_owned()
    });
    rows.collect()
}

#[track_caller]
fn check_shape(shape: Shape, cells: u16, before: &str, deeds: &[Deed], after: &str) {
    let (mut editor, mut text) = at(shape, cells, before);
    for deed in deeds {
        if let Outcome::Change(splice) = editor.apply(&text, deed.clone()) {
            perform(&mut text, &splice);
        }
    }
    assert_eq!(marked(&editor, &text), after, "from {before:?} by {deeds:?}");
}

/// Prose on eleven cells: lines of ten, and one for the caret.
#[track_caller]
fn check(before: &str, deeds: &[Deed], after: &str) {
    check_shape(Shape::Prose, 11, before, deeds, after);
}

#[test]
fn typing_and_deleting() {
    check("|", &[type_("goal")], "goal|");
    check("go|l", &[type_("a")], "goa|l");
    check("a [metric|] b", &[type_("x")], "a x| b");
    check("ab|", &[Deed::Newline, type_("c")], "ab\nc|");
    check("ab|", &[Deed::DeleteBack, Deed::DeleteBack, Deed::DeleteBack], "|");
    check("|ab", &[Deed::DeleteForward], "|b");
    check("a[bc|]d", &[Deed::DeleteBack], "a|d");
    check("a|bc]d", &[Deed::DeleteForward], "a|d");
    check("a|", &[Deed::Paste("1\r\n2\r3\x1B".into())], "a1\n2\n3|");
    check("a|b", &[type_("\x07")], "a|b");
}

#[test]
fn graphemes_are_moved_over_and_deleted_whole() {
    check(&format!("a{FAMILY}|b"), &[go(Left)], &format!("a|{FAMILY}b"));
    check(&format!("a|{FAMILY}b"), &[go(Right)], &format!("a{FAMILY}|b"));
    check(&format!("a{FAMILY}|b"), &[Deed::DeleteBack], "a|b");
    check("支付|宝", &[go(Left), Deed::DeleteForward], "支|宝");
    check("cafe\u{301}|", &[Deed::DeleteBack], "caf|");
    check("e|", &[type_("\u{301}"), go(Left)], "|e\u{301}");
    check("🇨🇳|🇯🇵", &[Deed::DeleteBack], "|🇯🇵");
    check("one\r\n|two", &[go(Left)], "one|\r\ntwo");
    check("one\r\n|two", &[Deed::DeleteBack], "one|two");
}

#[test]
fn the_caret_stands_behind_what_joins_it() {
    check("a\n|\u{301}", &[type_("e")], "a\ne\u{301}|");
    check("e|\n\u{301}x", &[Deed::DeleteForward], "e\u{301}|x");
}

#[test]
fn words() {
    check("grow the base|", &[go(WordLeft), go(WordLeft)], "grow |the base");
    check("|grow, the base", &[go(WordRight)], "grow, |the base");
    check("grow the base|", &[Deed::DeleteWordBack], "grow the |");
    check("grow |the base", &[Deed::DeleteWordForward], "grow |base");
    check("one\n  |two", &[Deed::DeleteWordBack], "one\n|two");
    check("one\n|two", &[Deed::DeleteWordBack], "one|two");
    check("one|\ntwo", &[Deed::DeleteWordForward], "one|two");
    check("on|e \ntwo", &[Deed::DeleteWordForward], "on|\ntwo");
    check("one|\r\ntwo", &[Deed::DeleteWordForward], "one|two");
    check("支付宝|", &[Deed::DeleteWordBack], "支付|");
    check("on|e two", &[select(WordRight)], "on[e |two");
}

#[test]
fn selecting() {
    check("a|bcd", &[select(Right), select(Right)], "a[bc|d");
    check("abc|d", &[select(Left), select(Left)], "a|bc]d");
    check("a|bcd", &[select(Right), select(Left)], "a|bcd");
    check("a[bc|]d", &[go(Left)], "a|bcd");
    check("a|bc]d", &[go(Right)], "abc|d");
    check("a[bc|]d", &[go(LineEnd)], "abcd|");
    check("ab|cd", &[Deed::SelectAll], "[abcd|");
    check("ab|cd", &[Deed::SelectAll, type_("x")], "x|");
    check("ab|cd", &[select(Up)], "|ab]cd");
    check("ab|cd", &[select(Down)], "ab[cd|");
    check("ab[c|]d", &[go(Up)], "abc|d");
    check("ab|cd", &[Deed::Replace { range: 1..3, with: "支".into() }], "a支|d");
}

#[test]
fn up_and_down_keep_their_column() {
    check("abcd|ef\n\nabcdef", &[go(Down), go(Down)], "abcdef\n\nabcd|ef");
    check("abcd|ef\n\nabcdef", &[go(Down), go(Left), go(Down)], "abcdef\n|\nabcdef");
    check("abcd|ef\n支付宝", &[go(Down)], "abcdef\n支付|宝");
    check("abc|def\n支付宝\nabcdef", &[go(Down), go(Down)], "abcdef\n支付宝\nabc|def");
    check("abcd|ef\n\tx", &[go(Down)], "abcdef\n\t|x");
    check("ab|c\ne\u{301}e\u{301}e\u{301}", &[go(Down)], "abc\ne\u{301}e\u{301}|e\u{301}");
    check("a\nb\nc\nd\ne\nf|", &[go(PageUp)], "a\nb|\nc\nd\ne\nf");
    check("|a\nb\nc\nd\ne\nf", &[go(PageDown), go(PageDown)], "a\nb\nc\nd\ne\n|f");
}

#[test]
fn wrapped_lines_are_lines() {
    // Drawn as "one two " and "three four" and "five".
    check("on|e two three four five", &[go(Down)], "one two th|ree four five");
    check("one two th|ree four five", &[go(LineStart)], "one two |three four five");
    check("one two th|ree four five", &[go(LineEnd)], "one two three four| five");
    check("on|e two three four five", &[go(LineEnd), go(LineEnd)], "one two| three four five");
    check("one two three four fi|ve", &[go(LineEnd)], "one two three four five|");
    check("one two three four| five", &[go(Down), go(Up)], "one two three four| five");
    check("abcdefghijkl|", &[go(Up)], "ab|cdefghijkl");
    check("|abcdefghijkl", &[go(LineEnd)], "abcdefghi|jkl");
    check("|a\nb", &[go(End)], "a\nb|");
    check("a\nb|", &[go(Start)], "|a\nb");
}

#[test]
fn motions_that_run_into_an_end_say_so() {
    let edges = [
        ("|ab", Left),
        ("ab|", Right),
        ("|ab", WordLeft),
        ("ab|", WordRight),
        ("a|b", Up),
        ("a|b", Down),
        ("a|b", PageUp),
        ("a|b", PageDown),
    ];
    for (text, motion) in edges {
        let (mut editor, text) = at(Shape::Prose, 11, text);
        assert_eq!(editor.apply(&text, go(motion)), Outcome::Edge(motion));
    }
    let (mut editor, text) = at(Shape::Prose, 11, "ab|");
    assert_eq!(editor.apply(&text, go(End)), Outcome::Nothing);
    assert_eq!(editor.apply(&text, Deed::DeleteForward), Outcome::Nothing);
    assert_eq!(editor.apply(&text, go(LineStart)), Outcome::Moved);
}

#[test]
fn a_line_takes_no_newline() {
    check_shape(Shape::Line, 8, "a|", &[Deed::Newline, Deed::Paste("b\r\n\tc\n".into())], "ab c|");
    check_shape(Shape::Wrapped, 8, "a|", &[Deed::Newline, Deed::Paste("\nb\nc".into())], "ab c|");
    check_shape(Shape::Wrapped, 6, "one tw|o", &[go(Up)], "on|e two");
}

#[test]
fn the_mouse_points_drags_and_scrolls() {
    let point = |row, col, select| Deed::Point { row, col, select };
    check("|one two three four", &[point(1, 3, false)], "one two thr|ee four");
    check("|one two three four", &[point(0, 99, false)], "one two| three four");
    check("|one two three four", &[point(9, 99, false)], "one two three four|");
    check("|支付宝", &[point(0, 3, false)], "支|付宝");
    check("|one two", &[point(0, 1, false), point(0, 5, true)], "o[ne t|wo");
    check("|one two", &[Deed::PointWord { row: 0, col: 5 }], "one [two|");
    check("|a\none two three four\nb", &[Deed::PointLine { row: 2, col: 1 }], "a\n[one two three four|\nb");
    check("|a\n\nb", &[Deed::PointLine { row: 1, col: 0 }], "a\n|\nb");
    check("|a\nb\nc\nd\ne\nf\ng", &[Deed::Scroll { rows: 2 }, point(0, 0, false)], "a\nb\n|c\nd\ne\nf\ng");

    let (mut editor, text) = at(Shape::Prose, 11, "|a\nb\nc\nd\ne\nf\ng");
    assert_eq!(editor.apply(&text, Deed::Scroll { rows: 9 }), Outcome::Moved);
    let (rows, cursor) = draw(&mut editor, &text, 11, 5);
    assert_eq!((rows, cursor), (["c", "d", "e", "f", "g"].map(String::from).to_vec(), None));
    assert_eq!(editor.apply(&text, Deed::Scroll { rows: 1 }), Outcome::Nothing);
    editor.apply(&text, go(Right));
    assert_eq!(draw(&mut editor, &text, 11, 5).1, Some(Position::new(1, 0)));
}

#[test]
fn drawing_shows_what_is_there_and_where_the_caret_is() {
    let (mut editor, text) = at(Shape::Prose, 11, "one two three\tx\x1B\u{202E}支|付");
    let (rows, cursor) = draw(&mut editor, &text, 11, 5);
    assert_eq!(rows, ["one two", "three", "x␛⟨U+202E⟩", "支付", ""]);
    assert_eq!(cursor, Some(Position::new(2, 3)));
}

#[test]
fn drawing_scrolls_to_the_caret() {
    let (mut editor, text) = at(Shape::Prose, 11, "a\nb\nc\nd|");
    assert_eq!(draw(&mut editor, &text, 11, 2), (vec!["c".into(), "d".into()], Some(Position::new(1, 1))));
    editor.place(0);
    assert_eq!(draw(&mut editor, &text, 11, 2), (vec!["a".into(), "b".into()], Some(Position::new(0, 0))));
}

#[test]
fn a_full_line_has_a_cell_for_the_caret() {
    let (mut editor, text) = at(Shape::Prose, 4, "abc|");
    assert_eq!(draw(&mut editor, &text, 4, 1).1, Some(Position::new(3, 0)));
    let (mut editor, text) = at(Shape::Prose, 4, "abc   |");
    assert_eq!(draw(&mut editor, &text, 4, 1).1, Some(Position::new(3, 0)));
}

#[test]
fn a_line_scrolls_sideways() {
    let (mut editor, text) = at(Shape::Line, 8, "weekly active payers|");
    assert_eq!(draw(&mut editor, &text, 8, 1), (vec!["…payers".into()], Some(Position::new(7, 0))));
    editor.place(0);
    assert_eq!(draw(&mut editor, &text, 8, 1), (vec!["weekly …".into()], Some(Position::new(0, 0))));
    editor.place(10);
    let (rows, cursor) = draw(&mut editor, &text, 8, 1);
    assert_eq!((rows, cursor), (vec!["…y acti…".into()], Some(Position::new(6, 0))));
    let (mut editor, text) = at(Shape::Line, 8, "a\nb|");
    assert_eq!(draw(&mut editor, &text, 8, 1).0, ["a b"]);
}

#[test]
fn a_line_that_is_left_shows_its_beginning() {
    let (mut editor, text) = at(Shape::Line, 8, "weekly active payers|");
    let area = Rect::new(0, 0, 8, 1);
    let mut buf = Buffer::empty(area);
    assert_eq!(editor.draw(&text, area, &mut buf, &Styles::default(), false, ""), None);
    assert_eq!(lines(&buf), ["weekly …"]);
    editor.apply(&text, Deed::Point { row: 0, col: 2, select: false });
    assert_eq!(editor.caret(), 2);
}

#[test]
fn the_selection_and_the_placeholder_have_their_styles() {
    let styles = Styles {
        text: Style::new().fg(Color::Blue),
        selection: Style::new().add_modifier(Modifier::REVERSED),
        placeholder: Style::new().add_modifier(Modifier::DIM),
    };
    let area = Rect::new(1, 1, 6, 2);
    let mut buf = Buffer::empty(Rect::new(0, 0, 8, 4));
    let (mut editor, text) = at(Shape::Prose, 6, "a[b\n|]c");
    let cursor = editor.draw(&text, area, &mut buf, &styles, true, "hint");
    assert_eq!(cursor, Some(Position::new(1, 2)));
    let reversed: Vec<_> = area
        .positions()
        .filter(|&at| buf[at].modifier.contains(Modifier::REVERSED))
        .map(|at| (at.x, at.y))
        .collect();
    assert_eq!(reversed, [(2, 1), (3, 1)], "the letter, and its newline as a blank");

    let mut buf = Buffer::empty(Rect::new(0, 0, 8, 4));
    let cursor = Editor::default().draw("", area, &mut buf, &styles, true, "one short\x1B hint");
    assert_eq!(lines(&buf), ["", " one", " short␛", ""]);
    assert_eq!(cursor, Some(Position::new(1, 1)));
    assert!(buf[(1, 1)].modifier.contains(Modifier::DIM));
}

#[test]
fn a_text_that_has_become_another_is_taken_as_it_is() {
    let (mut editor, _) = at(Shape::Prose, 11, "a long text with [a selec|]tion");
    assert_eq!(editor.selected("支付"), "");
    assert_eq!(
        editor.apply("支付", type_("x")),
        Outcome::Change(Splice { offset: 6, removed: String::new(), inserted: "x".into() })
    );
    editor.place(4);
    editor.apply("支付", go(Left));
    assert_eq!(editor.caret(), 0);
}

#[test]
fn keys_in_a_long_text_arrive() {
    let paragraph = "What would you measure for 支付宝, and why would that be the first thing? ".repeat(5);
    let mut text = format!("{paragraph}\n\n").repeat(2800);
    assert!(text.len() > 1_000_000);
    let mut editor = Editor::default();
    editor.place(text.len() / 2);
    draw(&mut editor, &text, 100, 40);
    let (before, middle) = (text.len(), editor.caret());
    for _ in 0..20 {
        if let Outcome::Change(splice) = editor.apply(&text, type_("x")) {
            perform(&mut text, &splice);
        }
        draw(&mut editor, &text, 100, 40);
    }
    assert_eq!((text.len(), editor.caret()), (before + 20, middle + 20));
    assert_eq!(&text[middle..middle + 20], "x".repeat(20));
}

/// Text with everything that is hard to lay out.
fn text() -> impl Strategy<Value = String> {
    let pieces = vec![
        "a",
        "a",
        "a",
        "a",
        " ",
        " ",
        " ",
        "\n",
        "\n",
        "\r\n",
        "\r",
        "\t",
        "支",
        "支",
        "，",
        "\u{301}",
        "\u{301}",
        "\u{200D}",
        FAMILY,
        "👩",
        "🇨",
        "\u{202E}",
        "\x1B",
        "\u{2028}",
        "longer-word",
        "ｶﾞ",
        "\"(",
        "\u{94D}",
        "क",
    ];
    let piece = prop_oneof![9 => prop::sample::select(pieces).prop_map(str::to_owned), 1 => "\\PC{1,3}"];
    prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

fn deed() -> impl Strategy<Value = Deed> {
    let motions =
        vec![Left, Right, Up, Down, WordLeft, WordRight, LineStart, LineEnd, PageUp, PageDown, Start, End];
    let motion = prop::sample::select(motions);
    prop_oneof![
        8 => (motion, any::<bool>()).prop_map(|(motion, select)| Deed::Move { motion, select }),
        4 => text().prop_map(Deed::Type),
        1 => text().prop_map(Deed::Paste),
        2 => Just(Deed::Newline),
        2 => Just(Deed::DeleteBack),
        1 => Just(Deed::DeleteForward),
        1 => Just(Deed::DeleteWordBack),
        1 => Just(Deed::DeleteWordForward),
        1 => Just(Deed::SelectAll),
        1 => (0usize..60, 0usize..60, text())
            .prop_map(|(a, b, with)| Deed::Replace { range: a..b, with }),
        1 => (-3i32..9, -3i32..30, any::<bool>()).prop_map(|(row, col, select)| Deed::Point { row, col, select }),
        1 => (-3i32..9, -3i32..30).prop_map(|(row, col)| Deed::PointWord { row, col }),
        1 => (-3i32..9, -3i32..30).prop_map(|(row, col)| Deed::PointLine { row, col }),
        1 => (-5i32..5).prop_map(|rows| Deed::Scroll { rows }),
    ]
}

fn shape() -> impl Strategy<Value = Shape> {
    prop::sample::select(vec![Shape::Prose, Shape::Wrapped, Shape::Line])
}

fn boundaries(text: &str) -> Vec<usize> {
    text.grapheme_indices(true).map(|(at, _)| at).chain([text.len()]).collect()
}

proptest! {
    #[test]
    fn any_deeds_on_any_text(
        shape in shape(),
        mut text in text(),
        start in 0usize..99,
        deeds in prop::collection::vec(deed(), 0..20),
        cells in 1u16..20,
    ) {
        let mut editor = Editor::new(shape);
        editor.place(start);
        for deed in deeds {
            if let Outcome::Change(splice) = editor.apply(&text, deed) {
                prop_assert_ne!(&splice.removed, &splice.inserted);
                perform(&mut text, &splice);
            }
            let boundaries = boundaries(&text);
            prop_assert!(boundaries.contains(&editor.caret()));
            if let Some(range) = editor.selection() {
                prop_assert!(boundaries.contains(&range.start) && boundaries.contains(&range.end));
                prop_assert_eq!(editor.selected(&text), &text[range]);
            }
            let followed = editor.follow;
            let (_, cursor) = draw(&mut editor, &text, cells, 3);
            prop_assert!(cursor.is_some() || !followed, "the caret is in sight");
        }
    }

    #[test]
    fn offsets_have_a_place_and_places_an_offset(text in text(), cells in 1u16..20, wraps in any::<bool>()) {
        let mut layout = Layout::new(wraps);
        layout.refresh(&text, cells);
        for offset in boundaries(&text) {
            let (row, col) = layout.position(offset);
            prop_assert_eq!(layout.offset_at(row, col), offset);
        }
        for row in 0..layout.rows() {
            prop_assert_eq!(layout.position(layout.line_end(row)).0, row);
        }
    }

    #[test]
    fn a_layout_kept_up_to_date_is_the_same_as_a_new_one(
        mut text in text(),
        cells in 1u16..20,
        changes in prop::collection::vec((0usize..150, 0usize..20, text()), 1..12),
    ) {
        let mut kept = Layout::new(true);
        kept.refresh(&text, cells);
        let mut told = kept.clone();
        for (at, length, with) in changes {
            let boundary = |at: usize| (0..=at).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0);
            let range = boundary(at)..boundary(at + length);
            let change = Change { offset: range.start, removed: range.len(), inserted: with.len() };
            text.replace_range(range, &with);
            kept.refresh(&text, cells);
            told.follow(&text, cells, &change);
            let mut fresh = Layout::new(true);
            fresh.refresh(&text, cells);
            prop_assert_eq!(format!("{kept:?}"), format!("{fresh:?}"));
            prop_assert_eq!(format!("{told:?}"), format!("{fresh:?}"));
        }
    }

    #[test]
    fn a_layout_wraps_as_text_does(text in text(), cells in 1u16..20) {
        let mut layout = Layout::new(true);
        layout.refresh(&text, cells);
        prop_assert_eq!(layout.rows(), wrap::wrap_text(&text, cells.into()).len());
    }

    #[test]
    fn any_text_is_drawn_in_any_area(
        shape in shape(),
        text in text(),
        caret in 0usize..99,
        (x, y, w, h) in (0u16..9, 0u16..9, 0u16..12, 0u16..6),
        focused in any::<bool>(),
    ) {
        let mut buf = Buffer::empty(Rect::new(2, 1, 10, 6));
        let area = Rect::new(x, y, w, h);
        let mut editor = Editor::new(shape);
        editor.place(caret);
        let cursor = editor.draw(&text, area, &mut buf, &Styles::default(), focused, &text);
        let seen = area.intersection(buf.area);
        prop_assert_eq!(cursor.is_some(), focused && !seen.is_empty());
        prop_assert!(cursor.is_none_or(|at| seen.contains(at)));
        for at in buf.area.positions() {
            prop_assert!(seen.contains(at) || buf[at].symbol() == " ");
            prop_assert!(!buf[at].symbol().contains(char::is_control));
        }
    }

    /// The layout counts cells as the buffer does; otherwise the caret would stand beside its letter.
    #[test]
    fn cells_are_counted_as_they_are_drawn(text in text()) {
        for grapheme in text.graphemes(true) {
            let shown = display::shown_line(grapheme);
            let mut buf = Buffer::empty(Rect::new(0, 0, 200, 1));
            #[expect(clippy::disallowed_methods, reason = "what is counted here is what it draws")]
            let (x, _) = buf.set_stringn(0, 0, &shown, 200, Style::default());
            prop_assert_eq!(usize::from(x), display::cells(grapheme));
            prop_assert_eq!(usize::from(x), width::cells(&shown));
        }
    }
}
