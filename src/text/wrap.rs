//! Soft wrapping of text for a width in cells, by the Unicode rules of where a line may break.
//!
//! Only finds offsets: it never changes, trims or copies the text that an editor holds.

use std::{borrow::Cow, ops::Range};

use unicode_linebreak::linebreaks;

use super::{display, grapheme};

/// How many bytes of a paragraph's rest go on a line of `width` cells. Blanks at the end hang over the edge.
///
/// Depends on nothing before `rest`, so that an editor may wrap on from any line start. A word that is too long is
/// broken between graphemes; a grapheme that is wider than the line stands alone. More than 0 unless `rest` is empty.
pub fn line_end(rest: &str, width: usize) -> usize {
    plain_line_end(rest.as_bytes(), width).unwrap_or_else(|| any_line_end(rest, width))
}

/// The same for a line of plain words, as most are: a byte is a cell, and between letters no line may break. Nothing where
/// it takes the rules of Unicode to tell.
fn plain_line_end(rest: &[u8], width: usize) -> Option<usize> {
    let is_plain = |byte: &u8| matches!(byte, b' '..=b'~');
    let full = (width.max(1)..rest.len()).find(|at| rest[*at] != b' ').unwrap_or(rest.len());
    if !rest[..rest.len().min(full + 2)].iter().all(is_plain) {
        return None;
    }
    if full == rest.len() {
        return Some(full);
    }
    let word = rest[..=full].iter().rposition(|byte| !byte.is_ascii_alphanumeric())?;
    let opens = |byte: &u8| matches!(byte, b'(' | b'[' | b'{');
    let before = rest[..word].iter().rfind(|byte| **byte != b' ');
    (rest[word] == b' ' && word < full && !before.is_some_and(opens)).then_some(word + 1)
}

fn any_line_end(rest: &str, width: usize) -> usize {
    let Some(full) = overflow(rest, width) else { return rest.len() };
    // Whether a line may break before a character hangs on nothing behind it; a word without end must not be read to its
    // end for every line.
    let seen = &rest[..full + grapheme::first(&rest[full..]).len()];
    let mut allowed = linebreaks(seen).map(|(at, _)| at).peekable();
    let (mut at, mut last_break) = (0, 0);
    while at <= full {
        // Places that may break but lie inside a grapheme are passed over.
        while allowed.next_if(|&place| place < at).is_some() {}
        if allowed.peek() == Some(&at) {
            last_break = at;
        }
        at += grapheme::first(&rest[at..]).len();
    }
    if last_break > 0 { last_break } else { full }
}

/// Where the first grapheme begins that does not fit on a line; there is none where all of it does.
fn overflow(rest: &str, width: usize) -> Option<usize> {
    let (mut at, mut used) = (0, 0);
    while at < rest.len() {
        let grapheme = grapheme::first(&rest[at..]);
        let cells = display::cells(grapheme);
        if used + cells > width && at > 0 && !is_blank(grapheme) {
            return Some(at);
        }
        used += cells;
        at += grapheme.len();
    }
    None
}

/// The lines of one paragraph, which cover it without a gap. An empty paragraph is one empty line.
pub fn wrap(paragraph: &str, width: usize) -> Vec<Range<usize>> {
    let mut lines = Vec::new();
    let mut start = 0;
    loop {
        let end = start + line_end(&paragraph[start..], width);
        lines.push(start..end);
        if end >= paragraph.len() {
            return lines;
        }
        start = end;
    }
}

/// Text for reading only: every line of every paragraph, made safe to draw, without the blanks that hang.
pub fn wrap_text(text: &str, width: usize) -> Vec<Cow<'_, str>> {
    let mut lines = Vec::new();
    let mut rest = Some(text);
    while let Some(text) = rest {
        let (paragraph, next) = match text.split_once('\n') {
            Some((paragraph, next)) => (paragraph.strip_suffix('\r').unwrap_or(paragraph), Some(next)),
            None => (text, None),
        };
        for line in wrap(paragraph, width) {
            lines.push(display::shown_line(paragraph[line].trim_end_matches(is_blank_char)));
        }
        rest = next;
    }
    lines
}

fn is_blank(grapheme: &str) -> bool {
    grapheme.chars().all(is_blank_char)
}

/// Blanks after which a line may break: not the no-break ones.
fn is_blank_char(c: char) -> bool {
    c == '\t'
        || c.is_whitespace()
            && !c.is_control()
            && !matches!(c, '\u{A0}' | '\u{2007}' | '\u{202F}' | '\u{2028}' | '\u{2029}')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use unicode_segmentation::UnicodeSegmentation;

    use super::*;

    #[track_caller]
    fn check(text: &str, width: usize, lines: &[&str]) {
        let got: Vec<&str> = wrap(text, width).into_iter().map(|line| &text[line]).collect();
        assert_eq!(got, lines);
    }

    #[test]
    fn words_stay_whole_and_blanks_hang() {
        check("", 5, &[""]);
        check("one two three", 7, &["one two ", "three"]);
        check("hello    world", 5, &["hello    ", "world"]);
        check("well-known fact", 6, &["well-", "known ", "fact"]);
    }

    #[test]
    fn long_words_break_between_graphemes() {
        check("abcdefgh ij", 3, &["abc", "def", "gh ", "ij"]);
        check("e\u{301}e\u{301}e\u{301}", 2, &["e\u{301}e\u{301}", "e\u{301}"]);
    }

    #[test]
    fn ideographs_break_but_never_before_their_comma() {
        check("支付宝的指标，好", 6, &["支付宝", "的指", "标，好"]);
    }

    #[test]
    fn what_is_wider_than_the_line_stands_alone() {
        check("支付a", 1, &["支", "付", "a"]);
        check("a\x1B\u{9B}b", 3, &["a\x1B", "\u{9B}", "b"]);
    }

    #[test]
    fn read_only_text_is_safe_and_trimmed() {
        assert_eq!(wrap_text("one two\r\n\nx\u{202E}", 5), ["one", "two", "", "x", "⟨U+202E⟩"]);
    }

    #[test]
    fn a_word_without_end_is_wrapped_at_once() {
        // Read to its end for every line, this takes minutes.
        assert_eq!(wrap(&"x".repeat(800_000), 80).len(), 10_000);
    }

    /// The same, with every place that may break looked at.
    fn line_end_by_the_book(rest: &str, width: usize) -> usize {
        let Some(full) = overflow(rest, width) else { return rest.len() };
        let starts: Vec<usize> = rest.grapheme_indices(true).map(|(at, _)| at).collect();
        let places = linebreaks(rest).map(|(at, _)| at).filter(|at| *at <= full && starts.contains(at));
        places.last().unwrap_or(full)
    }

    proptest! {
        #[test]
        fn a_line_may_break_where_it_may_in_the_whole(text in "(\\PC|[a-c ]{3}|\t|\u{301}|\u{200D}|👩|🇨|支|，|-|1){0,30}", width in 1usize..12) {
            prop_assert_eq!(line_end(&text, width), line_end_by_the_book(&text, width));
        }

        #[test]
        fn plain_words_break_by_the_same_rules(text in "([a-z0-9]{1,6}|[ -~]{1,3}| |\t|é|\u{301}){0,20}", width in 1usize..20) {
            prop_assert_eq!(line_end(&text, width), line_end_by_the_book(&text, width));
        }

        #[test]
        fn lines_cover_the_text_and_fit(text in "(\\PC|[a-c ]{3}|\t|\u{301}|\u{200D}|👩|🇨|支|，){0,30}", width in 1usize..12) {
            let boundaries: Vec<usize> = text.grapheme_indices(true).map(|(at, _)| at).chain([text.len()]).collect();
            let mut reached = 0;
            for line in wrap(&text, width) {
                prop_assert_eq!(line.start, reached);
                prop_assert!(line.end > line.start || text.is_empty());
                prop_assert!(boundaries.contains(&line.end));
                reached = line.end;
                let inked = text[line].trim_end_matches(is_blank_char);
                let cells: usize = inked.graphemes(true).map(display::cells).sum();
                prop_assert!(cells <= width || inked.graphemes(true).count() == 1);
            }
            prop_assert_eq!(reached, text.len());
        }
    }
}
