//! How many terminal cells a text takes, and cutting and padding it to a number of cells.
//!
//! Measures what is drawn and nothing else: foreign text passes [`display`](super::display) first.

use std::borrow::Cow;

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// The cells that one grapheme takes.
///
/// Half-width katakana sound marks count one cell more, because the screen library adds one: a width of our own here
/// would leave the cells after them undrawn.
pub fn grapheme_cells(grapheme: &str) -> usize {
    if grapheme.len() <= 1 {
        return grapheme.len();
    }
    grapheme.width() + grapheme.chars().filter(|&c| is_sound_mark(c)).count()
}

/// The cells that a character takes when it stands alone; controls take none.
pub fn char_cells(c: char) -> usize {
    if is_sound_mark(c) { 1 } else { c.width().unwrap_or(0) }
}

/// The cells that a text takes, grapheme by grapheme.
pub fn cells(text: &str) -> usize {
    if is_printable_ascii(text) { text.len() } else { text.graphemes(true).map(grapheme_cells).sum() }
}

/// The text cut to at most `limit` cells, with `…` for what was cut. Never splits a grapheme.
pub fn truncate(text: &str, limit: usize) -> Cow<'_, str> {
    // A text of n cells can't be shorter than n / 4 bytes, but it can be longer: only short ones are surely whole.
    if is_printable_ascii(text) && text.len() <= limit {
        return Cow::Borrowed(text);
    }
    let mut used = 0;
    let mut cut = 0;
    for (at, grapheme) in text.grapheme_indices(true) {
        if used < limit {
            cut = at;
        }
        used += grapheme_cells(grapheme);
        if used > limit {
            // `cut` is the last boundary that leaves a cell for the ellipsis.
            return if limit == 0 { Cow::Borrowed("") } else { Cow::Owned(format!("{}…", &text[..cut])) };
        }
    }
    Cow::Borrowed(text)
}

/// The text in at most `limit` cells, with `…` for what was cut out of its middle.
pub fn shorten(text: &str, limit: usize) -> Cow<'_, str> {
    if cells(text) <= limit {
        return Cow::Borrowed(text);
    }
    let beginning = truncate(text, limit.div_ceil(2));
    let mut room = limit.saturating_sub(cells(&beginning));
    let mut end = text.len();
    for (at, grapheme) in text.grapheme_indices(true).rev() {
        let Some(left) = room.checked_sub(grapheme_cells(grapheme)) else { break };
        (room, end) = (left, at);
    }
    Cow::Owned(format!("{beginning}{}", &text[end..]))
}

/// The text in exactly `wanted` cells: cut with `…`, or filled with blanks on the right.
pub fn pad(text: &str, wanted: usize) -> String {
    let cut = truncate(text, wanted);
    let blanks = wanted.saturating_sub(cells(&cut));
    format!("{cut}{:blanks$}", "")
}

fn is_printable_ascii(text: &str) -> bool {
    text.bytes().all(|b| matches!(b, b' '..=b'~'))
}

fn is_sound_mark(c: char) -> bool {
    matches!(c, '\u{FF9E}' | '\u{FF9F}')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn counts_cells() {
        assert_eq!(cells("metrics"), 7);
        assert_eq!(cells("支付宝"), 6);
        assert_eq!(cells("cafe\u{301}"), 4);
        assert_eq!(cells("👨\u{200D}👩\u{200D}👧"), 2);
    }

    #[test]
    fn truncates_with_an_ellipsis() {
        assert_eq!(truncate("retention", 9), "retention");
        assert_eq!(truncate("retention", 5), "rete…");
        assert_eq!(truncate("支付宝", 6), "支付宝");
        assert_eq!(truncate("支付宝", 5), "支付…");
        assert_eq!(truncate("支付宝", 4), "支…");
        assert_eq!(truncate("支付宝", 1), "…");
        assert_eq!(truncate("支付宝", 0), "");
    }

    #[test]
    fn shortens_in_the_middle() {
        assert_eq!(shorten("/home/ada/file", 14), "/home/ada/file");
        assert_eq!(shorten("/home/ada/file", 10), "/hom…/file");
        assert_eq!(shorten("支付宝支付宝", 7), "支…付宝");
        assert_eq!(shorten("/home", 0), "");
    }

    #[test]
    fn pads_to_cells() {
        assert_eq!(pad("支付", 6), "支付  ");
        assert_eq!(pad("支付宝", 4), "支… ");
        assert_eq!(pad("goal", 4), "goal");
    }

    proptest! {
        #[test]
        fn padded_text_has_the_cells_asked_for(text in "\\PC{0,20}", wanted in 0usize..24) {
            let text = super::super::display::shown_line(&text);
            prop_assert!(cells(&truncate(&text, wanted)) <= wanted);
            prop_assert_eq!(cells(&pad(&text, wanted)), wanted);
        }
    }
}
