//! What a terminal, a paste or another program hands over, made into text that can be kept.
//!
//! Only line ends and control characters change: what a person wrote is never trimmed, folded or corrected.

/// The text with `\n` for every kind of line end, and without control characters other than tab and newline.
pub fn normalise(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\r' => {
                chars.next_if_eq(&'\n');
                out.push('\n');
            }
            '\u{2028}' | '\u{2029}' | '\u{85}' => out.push('\n'),
            '\n' | '\t' => out.push(c),
            _ if c.is_control() => {}
            _ => out.push(c),
        }
    }
    out
}

/// The text for a field of one line: newlines and tabs, however many in a row, become one blank; at the ends, none.
pub fn single_line(text: &str) -> String {
    let text = normalise(text);
    let lines: Vec<&str> = text.split(['\n', '\t']).filter(|line| !line.is_empty()).collect();
    lines.join(" ")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn every_line_end_is_a_newline() {
        assert_eq!(normalise("a\r\nb\rc\u{2028}d\u{2029}e\u{85}f\n\rg"), "a\nb\nc\nd\ne\nf\n\ng");
    }

    #[test]
    fn controls_go_and_tabs_stay() {
        assert_eq!(normalise("\x1B[200~a\tb\0\u{9B}\x7F"), "[200~a\tb");
    }

    #[test]
    fn one_line_stays_one_line() {
        assert_eq!(single_line("rate\r\n\n\tof users\n"), "rate of users");
        assert_eq!(single_line(" "), " ");
        assert_eq!(single_line("\n"), "");
    }

    proptest! {
        #[test]
        fn what_is_normal_stays(text in any::<String>()) {
            let once = normalise(&text);
            prop_assert_eq!(normalise(&once), once.clone());
            prop_assert!(!once.chars().any(|c| c.is_control() && c != '\n' && c != '\t'));
            prop_assert!(!single_line(&text).contains(char::is_control));
        }
    }
}
