//! Where graphemes and words begin and end, by byte offset.
//!
//! Any offset is taken, also one past the end or inside a character: nothing here panics or counts cells.

use std::ops::Range;

use unicode_segmentation::{GraphemeCursor, UnicodeSegmentation};

/// How far around an offset a word is looked at. Longer runs without a blank are cut here.
const REACH: usize = 1024;

/// The grapheme that a text starts with; empty for the empty text.
pub fn first(text: &str) -> &str {
    match text.as_bytes() {
        // Two printable ASCII bytes: nothing can join them, and most text is this.
        [b' '..=b'~', b' '..=b'~' | b'\n', ..] => &text[..1],
        _ => text.graphemes(true).next().unwrap_or(""),
    }
}

/// The grapheme boundary at or before an offset.
pub fn floor(text: &str, offset: usize) -> usize {
    let at = char_floor(text, offset);
    if is_boundary(text, at) { at } else { previous(text, at).unwrap_or(0) }
}

/// The grapheme boundary at or after an offset.
pub fn ceil(text: &str, offset: usize) -> usize {
    let at = floor(text, offset);
    if at >= offset { at } else { next(text, at).unwrap_or(text.len()) }
}

/// The grapheme boundary before an offset; `None` at the start.
pub fn previous(text: &str, offset: usize) -> Option<usize> {
    let at = char_floor(text, offset);
    GraphemeCursor::new(at, text.len(), true).prev_boundary(text, 0).ok().flatten()
}

/// The grapheme boundary after an offset; `None` at the end.
pub fn next(text: &str, offset: usize) -> Option<usize> {
    let at = char_floor(text, offset);
    GraphemeCursor::new(at, text.len(), true).next_boundary(text, 0).ok().flatten()
}

/// The start of the word before an offset; 0 where there is none.
///
/// A word holds a letter or a digit. Ideographs are words of their own, as Unicode has it: without a dictionary, moving
/// by one is dull but never jumps over, or deletes, more than was meant.
pub fn previous_word(text: &str, offset: usize) -> usize {
    let offset = char_floor(text, offset);
    let end = run(text, offset).end.max(offset);
    text[..end]
        .split_word_bound_indices()
        .rev()
        .find(|(at, segment)| *at < offset && is_word(segment))
        .map_or(0, |(at, _)| at)
}

/// The start of the word after an offset; the end of the text where there is none.
pub fn next_word(text: &str, offset: usize) -> usize {
    let offset = char_floor(text, offset);
    let start = run(text, offset).start;
    text[start..]
        .split_word_bound_indices()
        .map(|(at, segment)| (start + at, segment))
        .find(|(at, segment)| *at > offset && is_word(segment))
        .map_or(text.len(), |(at, _)| at)
}

/// The word, the blanks or the sign at an offset, for a double click. At the end of the text: what stands before it.
pub fn word_at(text: &str, offset: usize) -> Range<usize> {
    let mut offset = floor(text, offset);
    if offset == text.len() {
        offset = previous(text, offset).unwrap_or(0);
    }
    let run = run(text, offset);
    let found = text[run.clone()]
        .split_word_bound_indices()
        .map(|(at, segment)| run.start + at..run.start + at + segment.len())
        .find(|segment| segment.end > offset);
    // Words may end inside a grapheme, where a mark or a sign of another kind follows.
    found.map_or(offset..offset, |word| floor(text, word.start)..ceil(text, word.end))
}

/// The stretch around an offset that is all blank or all not blank, at most `REACH` to each side.
fn run(text: &str, offset: usize) -> Range<usize> {
    let (before, after) = text.split_at(offset);
    let blank = after.chars().next().is_some_and(char::is_whitespace);
    let back: usize =
        before.chars().rev().take(REACH).take_while(|c| c.is_whitespace() == blank).map(char::len_utf8).sum();
    let ahead: usize =
        after.chars().take(REACH).take_while(|c| c.is_whitespace() == blank).map(char::len_utf8).sum();
    offset - back..offset + ahead
}

fn is_word(segment: &str) -> bool {
    segment.chars().any(char::is_alphanumeric)
}

fn is_boundary(text: &str, at: usize) -> bool {
    GraphemeCursor::new(at, text.len(), true).is_boundary(text, 0).unwrap_or(true)
}

fn char_floor(text: &str, offset: usize) -> usize {
    let mut at = offset.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const FAMILY: &str = "👨\u{200D}👩\u{200D}👧";

    #[test]
    fn graphemes_are_whole() {
        let text = format!("e\u{301}{FAMILY}支");
        let after_family = 3 + FAMILY.len();
        assert_eq!(next(&text, 0), Some(3));
        assert_eq!(next(&text, 3), Some(after_family));
        assert_eq!(previous(&text, after_family), Some(3));
        assert_eq!(floor(&text, 10), 3);
        assert_eq!(ceil(&text, 10), after_family);
        assert_eq!((previous(&text, 0), next(&text, text.len())), (None, None));
        assert_eq!((floor(&text, 999), ceil(&text, 999)), (text.len(), text.len()));
    }

    #[test]
    fn words_start_where_readers_say() {
        let text = "How don't we, then, grow?";
        assert_eq!(next_word(text, 0), 4);
        assert_eq!(next_word(text, 6), 10, "an apostrophe is inside its word");
        assert_eq!(next_word(text, 10), 14);
        assert_eq!(next_word(text, 20), text.len());
        assert_eq!(previous_word(text, text.len()), 20);
        assert_eq!(previous_word(text, 22), 20);
        assert_eq!(previous_word(text, 10), 4);
        assert_eq!(previous_word(text, 0), 0);
    }

    #[test]
    fn ideographs_are_words_and_their_signs_are_not() {
        let text = "支付，GMV增长";
        assert_eq!(next_word(text, 0), 3);
        assert_eq!(next_word(text, 3), 9, "over the comma");
        assert_eq!(next_word(text, 9), 12);
        assert_eq!(previous_word(text, 9), 3);
        assert_eq!(&text[word_at(text, 10)], "GMV");
        assert_eq!(&text[word_at(text, 0)], "支");
    }

    #[test]
    fn a_double_click_takes_what_is_there() {
        let text = "new   users'";
        assert_eq!(&text[word_at(text, 1)], "new");
        assert_eq!(&text[word_at(text, 4)], "   ");
        assert_eq!(&text[word_at(text, 12)], "'");
        assert_eq!(word_at("", 3), 0..0);
    }

    #[test]
    fn a_long_text_without_blanks_is_walked_quickly() {
        let text = "字".repeat(300_000);
        assert_eq!(previous_word(&text, text.len()), text.len() - 3);
        assert_eq!(next_word(&text, text.len() / 2), text.len() / 2 + 3);
    }

    proptest! {
        #[test]
        fn any_offset_is_taken(text in "(\\PC|\n|\r\n|\u{301}|\u{200D}|👩|🇨){0,20}", offset in 0usize..80) {
            let boundaries: Vec<usize> = text.grapheme_indices(true).map(|(at, _)| at).chain([text.len()]).collect();
            for at in [floor(&text, offset), ceil(&text, offset)] {
                prop_assert!(boundaries.contains(&at));
            }
            prop_assert!(floor(&text, offset) <= offset);
            prop_assert!(ceil(&text, offset) >= offset.min(text.len()));
            prop_assert!(previous_word(&text, offset) <= offset);
            prop_assert!(next_word(&text, offset) >= offset.min(text.len()));
            let word = word_at(&text, offset);
            prop_assert!(boundaries.contains(&word.start) && boundaries.contains(&word.end));
        }

        #[test]
        fn the_first_grapheme_is_the_first(text in "([a-c]|\n|\r|\u{301}|👩){0,6}") {
            prop_assert_eq!(first(&text), text.graphemes(true).next().unwrap_or(""));
        }
    }
}
