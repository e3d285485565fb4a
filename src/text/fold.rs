//! Folding for search and for comparing names: "Café" and "cafe" are one, and so are "ＧＭＶ" and "gmv".
//!
//! What is folded is compared, never shown and never stored.

use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// The text without case, accents and width: decomposed (also full-width letters and ligatures), marks left out.
pub fn fold(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    // Lower case on both sides: `İ` gains a mark by it, and `℡` gains capitals by being decomposed.
    text.chars()
        .flat_map(char::to_lowercase)
        .nfkd()
        .filter(|c| !is_combining_mark(*c))
        .flat_map(char::to_lowercase)
        .map(|c| if c == 'ς' { 'σ' } else { c })
        .collect()
}

/// The folded words of a text: runs of letters and digits. Apostrophes are dropped, so that "don't" is one word.
///
/// A run of ideographs stays one word, as it is typed and searched for.
pub fn words(text: &str) -> Vec<String> {
    fold(text)
        .replace(['\'', '’'], "")
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn case_accents_and_width_are_folded() {
        assert_eq!(fold("Café"), "cafe");
        assert_eq!(fold("CAFE\u{301}"), "cafe");
        assert_eq!(fold("İstanbul"), "istanbul");
        assert_eq!(fold("ＧＭＶ ﬁrst"), "gmv first");
        assert_eq!(fold("支付宝"), "支付宝");
        assert_eq!(fold("ΛΟΓΟΣ"), fold("λόγος"));
    }

    #[test]
    fn words_are_letters_and_digits() {
        assert_eq!(words("Don’t grow A/B-tests, 2×"), ["dont", "grow", "a", "b", "tests", "2"]);
        assert_eq!(words("支付宝：日活"), ["支付宝", "日活"]);
        assert!(words(" — ").is_empty());
    }

    proptest! {
        #[test]
        fn folding_twice_changes_nothing(text in "\\PC{0,20}") {
            prop_assert_eq!(fold(&fold(&text)), fold(&text));
        }
    }
}
