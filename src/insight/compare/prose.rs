//! Two texts, word by word. Knows nothing of steps.

use similar::{Algorithm, DiffOp, capture_diff_slices};
use unicode_segmentation::UnicodeSegmentation;

use super::change::Words;

/// From so many words on, both texts are told whole: nobody reads such a difference, and it would take seconds.
const LONGEST: usize = 8_000;

/// What was kept, taken away and added, in the order of reading; nothing where the texts are the same.
pub fn words(older: &str, newer: &str) -> Vec<Words> {
    if older.trim() == newer.trim() {
        return Vec::new();
    }
    let (old, new) = (split(older.trim()), split(newer.trim()));
    if old.len() + new.len() > LONGEST {
        let whole = [Words::Removed(older.trim().to_owned()), Words::Added(newer.trim().to_owned())];
        return whole.into_iter().filter(|words| !words.text().is_empty()).collect();
    }
    // Blanks behind a word do not make it another one.
    let bare = |words: &[String]| words.iter().map(|word| word.trim_end().to_owned()).collect::<Vec<_>>();
    let mut told = Vec::new();
    for op in capture_diff_slices(Algorithm::Myers, &bare(&old), &bare(&new)) {
        let removed = |from: usize, len: usize| Words::Removed(old[from..from + len].concat());
        let added = |from: usize, len: usize| Words::Added(new[from..from + len].concat());
        match op {
            DiffOp::Equal { new_index, len, .. } => {
                told.push(Words::Same(new[new_index..new_index + len].concat()));
            }
            DiffOp::Delete { old_index, old_len, .. } => told.push(removed(old_index, old_len)),
            DiffOp::Insert { new_index, new_len, .. } => told.push(added(new_index, new_len)),
            DiffOp::Replace { old_index, old_len, new_index, new_len } => {
                told.extend([removed(old_index, old_len), added(new_index, new_len)]);
            }
        }
    }
    // What differs in blanks alone was not written anew.
    if told.iter().all(|words| matches!(words, Words::Same(_))) { Vec::new() } else { told }
}

/// So many words of what stayed are told before and behind what did not.
const AROUND: usize = 6;

/// The same in one line: `[− what was] [+ what is]` among the words that stand beside it.
pub fn excerpt(told: &[Words]) -> String {
    let mut line = String::new();
    for (place, words) in told.iter().enumerate() {
        let bare = words.text().split_whitespace().collect::<Vec<_>>().join(" ");
        let piece = match words {
            Words::Same(text) => beside(text, place > 0, place + 1 < told.len()),
            Words::Added(_) => format!("[+ {bare}]"),
            Words::Removed(_) => format!("[− {bare}]"),
        };
        // Blanks stay where they were; between what was and what is there are none.
        let blank = line.ends_with(']') && !matches!(words, Words::Same(_));
        line.push_str(if blank { " " } else { "" });
        line.push_str(&piece);
        if words.text().ends_with(char::is_whitespace) && !piece.ends_with(' ') {
            line.push(' ');
        }
    }
    line.trim().to_owned()
}

/// The words that stayed next to what did not, on one side or on both.
fn beside(text: &str, behind: bool, before: bool) -> String {
    let words = split(text);
    let kept = |words: &[String]| words.concat().split('\n').collect::<Vec<_>>().join(" ");
    let most = AROUND * (usize::from(behind) + usize::from(before));
    if words.len() <= most + 1 {
        return kept(&words);
    }
    let first = if behind { kept(&words[..AROUND]) } else { String::new() };
    let last = if before { kept(&words[words.len() - AROUND..]) } else { String::new() };
    format!("{}…{}{last}", first, if before && behind { " " } else { "" })
}

impl Words {
    /// The words themselves.
    pub fn text(&self) -> &str {
        match self {
            Self::Same(text) | Self::Added(text) | Self::Removed(text) => text,
        }
    }
}

/// The words of a text, each with the blanks behind it.
fn split(text: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    for piece in text.split_word_bounds() {
        match words.last_mut() {
            Some(last) if piece.trim().is_empty() => last.push_str(piece),
            _ => words.push(piece.to_owned()),
        }
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    fn same(words: &str) -> Words {
        Words::Same(words.to_owned())
    }
    fn added(words: &str) -> Words {
        Words::Added(words.to_owned())
    }
    fn removed(words: &str) -> Words {
        Words::Removed(words.to_owned())
    }

    #[test]
    fn a_word_that_changed_stands_beside_what_it_was() {
        let told = words("Trust first, for all.", "Trust first, for shoppers.");
        assert_eq!(told, [same("Trust first, for "), removed("all"), added("shoppers"), same(".")]);
        assert_eq!(words("One", "One two"), [same("One "), added("two")]);
        assert_eq!(words("One two", "One"), [same("One"), removed("two")]);
        assert_eq!(words("", "One"), [added("One")]);
        assert_eq!(words("信任第一", "信任第二"), [same("信任第"), removed("一"), added("二")]);
    }

    #[test]
    fn a_line_shows_what_changed_and_a_few_words_around_it() {
        let line = |older: &str, newer: &str| excerpt(&words(older, newer));
        assert_eq!(
            line("Trust first, for all.", "Trust first, for shoppers."),
            "Trust first, for [− all] [+ shoppers]."
        );
        assert_eq!(line("One", "One two"), "One [+ two]");
        assert_eq!(line("One two three", "One three"), "One [− two] three");
        let long = "a b c d e f g h i j k l m n o p q r s t u v";
        let (old, new) = (format!("{long} old {long}"), format!("{long} new {long}"));
        assert_eq!(line(&old, &new), "…q r s t u v [− old] [+ new] a b c d e f …");
    }

    #[test]
    fn blanks_alone_are_no_difference() {
        assert_eq!(words("One  two\n", "One two"), []);
        assert_eq!(words("", " "), []);
    }

    #[test]
    fn what_nobody_would_read_word_by_word_is_told_whole() {
        let (older, newer) = ("a ".repeat(5_000), "b ".repeat(5_000));
        assert_eq!(words(&older, &newer), [removed(older.trim()), added(newer.trim())]);
    }
}
