//! Folding for search and for comparing names: "Café" and "cafe" are one, and so are "ＧＭＶ" and "gmv".
//!
//! What is folded is compared, never shown and never stored.

use memchr::memchr;
use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// The text without case, accents and width: decomposed (also full-width letters and ligatures), accents left out,
/// and composed again. Marks of other scripts (Japanese voicing, Indic vowel signs) make other words and stay.
pub fn fold(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    // Lower case on both sides: `İ` gains a mark by it, and `℡` gains capitals by being decomposed.
    text.chars()
        .flat_map(char::to_lowercase)
        .nfkd()
        .filter(|c| !('\u{300}'..='\u{36f}').contains(c))
        .flat_map(char::to_lowercase)
        .map(|c| if c == 'ς' { 'σ' } else { c })
        .nfc()
        .collect()
}

/// The folded words of a text: runs of letters and digits. Apostrophes are dropped, so that "don't" is one word.
///
/// A run of ideographs stays one word, as it is typed and searched for.
pub fn words(text: &str) -> Vec<String> {
    runs(&without_apostrophes(fold(text))).map(str::to_owned).collect()
}

/// A text without apostrophes: most have none, which is seen by their bytes.
pub fn without_apostrophes(text: String) -> String {
    if memchr(b'\'', text.as_bytes()).is_none() && !text.contains('’') {
        return text;
    }
    text.replace(['\'', '’'], "")
}

/// The words of a text that is folded and has no apostrophes.
pub fn runs(folded: &str) -> impl Iterator<Item = &str> {
    folded
        .split(|c: char| !c.is_alphanumeric() && !is_combining_mark(c))
        .filter(|word| word.contains(char::is_alphanumeric))
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
    fn marks_that_make_another_word_stay() {
        assert_ne!(fold("ガス"), fold("カス"));
        assert_ne!(fold("ペン"), fold("ベン"));
        assert_eq!(fold("ｶﾞｽ"), fold("ガス"));
        assert_eq!(fold("カ\u{3099}ス"), fold("ガス"));
        assert_ne!(fold("कि"), fold("का"));
        assert_ne!(fold("กิน"), fold("กัน"));
        assert_eq!(words("हिन्दी भाषा"), ["हिन्दी", "भाषा"]);
        assert_eq!(words("ガス料金、電気"), ["ガス料金", "電気"]);
        assert!(!fold("ガス").starts_with(&fold("カ")));
    }

    #[test]
    fn words_are_letters_and_digits() {
        assert_eq!(words("Don’t grow A/B-tests, 2×"), ["dont", "grow", "a", "b", "tests", "2"]);
        assert_eq!(words("支付宝：日活"), ["支付宝", "日活"]);
        assert!(words(" — ").is_empty());
        assert!(words("❤\u{fe0f}").is_empty());
    }

    proptest! {
        #[test]
        fn folding_twice_changes_nothing(text in "\\PC{0,20}") {
            prop_assert_eq!(fold(&fold(&text)), fold(&text));
        }
    }
}
