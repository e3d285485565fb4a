//! Which letters of a title a query found. Ranks nothing: see [`super::search`].

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

use crate::{
    sort::Sort as _,
    text::fold::{fold, words},
};

/// The bytes of `title` that the query's words stand for, in order and apart. A word that begins a word of the title is
/// shown there, else where it stands inside of one; letters that lie apart are not shown.
pub fn highlight(title: &str, query: &str) -> Vec<Range<usize>> {
    // The folded title, and for each byte of it the grapheme that it comes from.
    let mut folded = String::new();
    let mut origin: Vec<Range<usize>> = Vec::new();
    for (at, grapheme) in title.grapheme_indices(true) {
        let part = fold(grapheme);
        origin.extend(std::iter::repeat_n(at..at + grapheme.len(), part.len()));
        folded.push_str(&part);
    }
    let mut found: Vec<Range<usize>> = words(query)
        .iter()
        .filter_map(|word| {
            let begins = |at: &usize| !folded[..*at].ends_with(char::is_alphanumeric);
            let places = || folded.match_indices(word.as_str()).map(|(at, _)| at);
            let at = places().find(begins).or_else(|| places().next())?;
            Some(origin.get(at)?.start..origin.get(at + word.len() - 1)?.end)
        })
        .collect();
    found.arrange_by_key(|range| (range.start, range.end));
    found.dedup_by(|later, first| {
        let overlap = later.start < first.end;
        if overlap {
            first.end = first.end.max(later.end);
        }
        overlap
    });
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(title: &str, query: &str) -> Vec<String> {
        highlight(title, query).into_iter().map(|range| title[range].to_owned()).collect()
    }

    #[test]
    fn the_words_of_a_query_are_found_where_they_stand() {
        for (title, query, expected) in [
            ("Growth metrics for a café", "cafe metr", vec!["metr", "café"]),
            ("Cafe\u{301} loyalty", "café", vec!["Cafe\u{301}"]),
            ("支付宝的成功指标", "成功", vec!["成功"]),
            ("Repay a payment", "pay", vec!["pay"]),
            ("Repay", "pay", vec!["pay"]),
            ("ＧＭＶ growth", "gmv", vec!["ＧＭＶ"]),
            ("Alipay", "apy", vec![]),
            ("Payment payments", "payment pay", vec!["Payment"]),
            ("Anything", "", vec![]),
        ] {
            assert_eq!(shown(title, query), expected, "{title} / {query}");
        }
    }

    proptest::proptest! {
        #[test]
        fn what_is_found_can_be_cut_out(title in "\\PC{0,20}", query in "\\PC{0,6}") {
            let mut end = 0;
            for range in highlight(&title, &query) {
                proptest::prop_assert!(range.start >= end && title.get(range.clone()).is_some_and(|t| !t.is_empty()));
                end = range.end;
            }
        }
    }
}
