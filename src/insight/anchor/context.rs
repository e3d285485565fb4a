//! A passage in one text: the words around it, and where it stands with them. Knows no session.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

use crate::text::grapheme;

/// How much of what stands around a passage is kept, in graphemes.
const AROUND: usize = 32;
/// From so many graphemes and words on a passage is taken for itself wherever it stands alone.
const LONG: (usize, usize) = (24, 4);
/// How often a passage is looked for in one text. What stands there more often can't be told apart.
const MOST: usize = 1000;
/// How many bytes of such places are looked at: a stranger's file may quote a megabyte that repeats itself.
const WORK: usize = 8 << 20;

/// A passage with what stood around it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Around<'a> {
    pub(super) quote: &'a str,
    pub(super) prefix: &'a str,
    pub(super) suffix: &'a str,
}

/// Whether a passage was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Fit<T> {
    /// There, and nowhere else.
    Here(T),
    /// It stands there, and nobody can tell which one it is.
    Unclear,
    /// It does not stand there.
    Nowhere,
}

/// A few words before a passage, from the beginning of a word on.
pub(super) fn before(text: &str, at: usize) -> &str {
    let start = text[..at].grapheme_indices(true).rev().take(AROUND).last().map_or(at, |(start, _)| start);
    let all = &text[start..at];
    let cut = all.find(char::is_whitespace).map(|blank| &all[blank..]).map(str::trim_start);
    match cut {
        // A text that begins here is not cut, and no passage may seem to begin its text that does not.
        Some(words) if start > 0 && says(words) => words,
        _ => all,
    }
}

/// A few words behind a passage, up to the end of a word.
pub(super) fn behind(text: &str, at: usize) -> &str {
    let rest = &text[at..];
    let end = rest.grapheme_indices(true).nth(AROUND).map_or(rest.len(), |(end, _)| end);
    let all = &rest[..end];
    let cut = all.rfind(char::is_whitespace).map(|blank| &all[..blank]).map(str::trim_end);
    match cut {
        Some(words) if end < rest.len() && says(words) => words,
        _ => all,
    }
}

/// Where a passage stands in the text that it was made on.
pub(super) fn only(text: &str, around: Around<'_>) -> Fit<Range<usize>> {
    let Some(places) = places(text, around.quote) else { return Fit::Unclear };
    if places.is_empty() {
        return Fit::Nowhere;
    }
    let sides = |range: &&Range<usize>| around.sides(text, range);
    let cuts = |range: &&Range<usize>| cuts(text, range);
    let same = |range: &&Range<usize>| !cuts(range) && sides(range) == [true, true];
    let whole: Vec<&Range<usize>> = places.iter().filter(same).collect();
    match (&whole[..], &places[..]) {
        ([one], _) => Fit::Here((*one).clone()),
        // It was all of its text, or nobody said what stood around it: the place is all there is to go by.
        ([], [one])
            if !cuts(&one) && (around.is_bare() || sides(&one).contains(&true) || around.is_long()) =>
        {
            Fit::Here(one.clone())
        }
        _ => Fit::Unclear,
    }
}

/// Where it stands in another text: there it must bring its surroundings with it, or be long.
pub(super) fn moved(text: &str, around: Around<'_>) -> Fit<Range<usize>> {
    // Most texts don't hold it, and there may be many.
    if !text.contains(around.quote) {
        return Fit::Nowhere;
    }
    let long = around.is_long();
    if !long && !says(around.prefix) && !says(around.suffix) {
        return Fit::Nowhere;
    }
    let Some(mut places) = places(text, around.quote) else { return Fit::Unclear };
    places.retain(|range| !cuts(text, range) && (long || around.sides(text, range) == [true, true]));
    match &places[..] {
        [] => Fit::Nowhere,
        [one] => Fit::Here(one.clone()),
        _ => Fit::Unclear,
    }
}

impl Around<'_> {
    /// Whether what stands before and behind a passage is what stood there. Where nothing did, nothing may.
    fn sides(&self, text: &str, range: &Range<usize>) -> [bool; 2] {
        let (before, behind) = (&text[..range.start], &text[range.end..]);
        let prefix = if self.prefix.is_empty() { before.is_empty() } else { before.ends_with(self.prefix) };
        let suffix = if self.suffix.is_empty() { behind.is_empty() } else { behind.starts_with(self.suffix) };
        [prefix, suffix]
    }

    fn is_bare(&self) -> bool {
        self.prefix.is_empty() && self.suffix.is_empty()
    }

    fn is_long(&self) -> bool {
        self.quote.graphemes(true).nth(LONG.0 - 1).is_some()
            && self.quote.unicode_words().nth(LONG.1 - 1).is_some()
    }
}

/// Whether a letter or sign lies only partly within.
fn cuts(text: &str, range: &Range<usize>) -> bool {
    grapheme::floor(text, range.start) != range.start || grapheme::floor(text, range.end) != range.end
}

/// Every place of a passage, overlapping ones too; none where there are too many.
fn places(text: &str, quote: &str) -> Option<Vec<Range<usize>>> {
    let most = (WORK / quote.len().max(1)).clamp(1, MOST);
    let step = quote.chars().next().map_or(1, char::len_utf8);
    let mut places = Vec::new();
    let mut from = 0;
    while let Some(at) = text.get(from..).and_then(|rest| rest.find(quote)) {
        if places.len() == most {
            return None;
        }
        places.push(from + at..from + at + quote.len());
        from += at + step;
    }
    Some(places)
}

/// Whether there is anything to go by in a text: a letter, a digit, a sign.
fn says(text: &str) -> bool {
    text.chars().any(|c| !c.is_whitespace())
}
