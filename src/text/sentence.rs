//! Where the sentences of a text begin and end, by byte offset. Counts no cells and judges no sentence.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

/// The sentences of a text in their order, without the blanks around them. A new line begins a new one; what is blank is
/// none.
pub fn sentences(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    for (at, line) in text.split_inclusive('\n').scan(0, |end, line| {
        let at = *end;
        *end += line.len();
        Some((at, line))
    }) {
        for (start, sentence) in line.split_sentence_bound_indices() {
            let lead = sentence.len() - sentence.trim_start().len();
            let trimmed = sentence.trim();
            if !trimmed.is_empty() {
                let start = at + start + lead;
                found.push(start..start + trimmed.len());
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn read(text: &str) -> Vec<&str> {
        sentences(text).into_iter().map(|range| &text[range]).collect()
    }

    #[test]
    fn sentences_end_at_their_marks_and_at_new_lines() {
        assert_eq!(
            read("Trust first.  Fraud second!\n\n and a third"),
            ["Trust first.", "Fraud second!", "and a third"]
        );
        assert_eq!(read("支付优先。风险其次。"), ["支付优先。", "风险其次。"]);
        assert_eq!(read(" \n "), [""; 0]);
    }

    proptest! {
        #[test]
        fn nothing_but_blanks_is_left_out(text in "(?s).{0,60}") {
            let ranges = sentences(&text);
            let mut end = 0;
            for range in &ranges {
                prop_assert!(text[end..range.start].trim().is_empty());
                end = range.end;
            }
            prop_assert!(text[end..].trim().is_empty());
        }
    }
}
