//! Makes foreign text safe to draw: what would steer a terminal, hide, or turn text around is shown instead.
//!
//! Changes only what is drawn. Nothing that is stored, compared or searched passes through here.

use std::borrow::Cow;

use unicode_normalization::char::is_combining_mark;
use unicode_segmentation::UnicodeSegmentation;

use super::width;

/// How many combining marks are drawn on one base character; further ones are left out.
pub const MARKS: usize = 8;

/// How many times emoji are joined into one picture; a further joiner is shown.
const JOINS: usize = 8;

/// What a tab is drawn as. Fixed, so that the width of a grapheme never depends on where it stands.
const TAB: &str = "    ";

/// A text of several lines made safe: only `\n` stays (`\r\n` becomes `\n`).
pub fn shown(text: &str) -> Cow<'_, str> {
    show(text, "\n")
}

/// A text made safe for one line: a newline becomes a blank.
pub fn shown_line(text: &str) -> Cow<'_, str> {
    show(text, " ")
}

/// The cells that one grapheme takes once it is made safe for a line. Always at least one, but for the empty text.
pub fn cells(grapheme: &str) -> usize {
    match grapheme.as_bytes() {
        [b' '..=b'~'] => 1,
        _ => width::cells(&shown_line(grapheme)),
    }
}

/// Whether a character steers a terminal or turns text around. No text that people write for each other needs it.
pub fn steers(c: char) -> bool {
    c.is_control() && !matches!(c, '\n' | '\r' | '\t')
        || matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

fn show<'a>(text: &'a str, newline: &str) -> Cow<'a, str> {
    if text.bytes().all(|b| matches!(b, b' '..=b'~')) {
        return Cow::Borrowed(text);
    }
    let mut out = String::new();
    let mut copied = 0;
    for (at, grapheme) in text.grapheme_indices(true) {
        let Some(safe) = replacement(grapheme, newline) else {
            continue;
        };
        out.push_str(&text[copied..at]);
        out.push_str(&safe);
        copied = at + grapheme.len();
    }
    if copied == 0 {
        return Cow::Borrowed(text);
    }
    out.push_str(&text[copied..]);
    Cow::Owned(out)
}

/// What is drawn instead of a grapheme; `None` where it is drawn as it is.
fn replacement(grapheme: &str, newline: &str) -> Option<Cow<'static, str>> {
    match grapheme {
        "\n" if newline == "\n" => return None,
        "\n" | "\r\n" => return Some(Cow::Owned(newline.to_owned())),
        "\t" => return Some(Cow::Borrowed(TAB)),
        _ => {}
    }
    let mut out = String::new();
    let (mut base, mut marks, mut joins) = (None, 0, 0);
    for (at, c) in grapheme.char_indices() {
        let next = grapheme[at + c.len_utf8()..].chars().next();
        match part(c, base, next) {
            Part::Base => {
                base = base.filter(|_| is_extending(c)).or(Some(c));
                marks = 0;
                out.push(c);
            }
            Part::Join if joins < JOINS => {
                joins += 1;
                out.push(c);
            }
            Part::Mark => {
                if base.is_none() && width::char_cells(c) == 0 {
                    // On its own it would be drawn on whatever stands to its left.
                    out.push(BARE);
                }
                base = base.or(Some(BARE));
                marks += 1;
                if marks <= MARKS {
                    out.push(c);
                }
            }
            Part::Join | Part::Hidden => {
                (base, marks, joins) = (None, 0, 0);
                push_visible(&mut out, c);
            }
        }
    }
    (out != grapheme).then_some(Cow::Owned(out))
}

/// What a character is in its grapheme.
enum Part {
    /// Takes cells of its own.
    Base,
    /// Drawn onto the base.
    Mark,
    /// Joins two bases into one picture.
    Join,
    /// Would steer the terminal, or not be seen.
    Hidden,
}

/// Carries a mark that has no base; joins with nothing.
const BARE: char = '◌';

/// Starts the flags of England, Scotland and Wales, which are spelt with invisible tag characters.
const BLACK_FLAG: char = '\u{1F3F4}';

fn part(c: char, base: Option<char>, next: Option<char>) -> Part {
    match c {
        ' '..='~' => Part::Base,
        '\u{200D}' if base.is_some_and(can_join) && next.is_some_and(is_base) => Part::Join,
        '\u{E0020}'..='\u{E007F}' if base == Some(BLACK_FLAG) => Part::Mark,
        _ if c.is_control() || is_invisible(c) => Part::Hidden,
        _ if is_combining_mark(c) && (base.is_some() || stands(c)) => Part::Mark,
        _ if width::char_cells(c) > 0 => Part::Base,
        _ if base.is_some() => Part::Mark,
        _ => Part::Hidden,
    }
}

fn is_base(c: char) -> bool {
    !c.is_control() && !is_invisible(c) && !is_combining_mark(c) && width::char_cells(c) > 0
}

/// Whether a mark that has no base can be drawn: it has a cell of its own, or goes onto a bare circle.
fn stands(mark: char) -> bool {
    width::char_cells(mark) > 0 || format!("{BARE}{mark}").graphemes(true).count() == 1
}

fn can_join(base: char) -> bool {
    base != BARE && !is_extending(base)
}

/// Characters that take cells but belong to the grapheme before them: skin tones, half-width sound marks.
fn is_extending(c: char) -> bool {
    matches!(c, '\u{1F3FB}'..='\u{1F3FF}' | '\u{FF9E}' | '\u{FF9F}')
}

/// Characters that take no ink: bidi controls, zero-width and format characters, fillers, separators, tags.
///
/// Variation selectors are not among them: they are marks, and capped as such.
fn is_invisible(c: char) -> bool {
    matches!(c,
        '\u{AD}' | '\u{61C}' | '\u{115F}' | '\u{1160}' | '\u{17B4}' | '\u{17B5}' | '\u{180E}'
        | '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{206F}'
        | '\u{3164}' | '\u{FEFF}' | '\u{FFA0}' | '\u{FFF0}'..='\u{FFFB}'
        | '\u{1BCA0}'..='\u{1BCA3}' | '\u{1D173}'..='\u{1D17A}'
        | '\u{E0000}'..='\u{E00FF}' | '\u{E01F0}'..='\u{E0FFF}')
}

fn push_visible(out: &mut String, c: char) {
    let picture = match c {
        '\0'..='\x1F' => char::from_u32(0x2400 + u32::from(c)),
        '\x7F' => Some('\u{2421}'),
        _ => None,
    };
    match picture {
        Some(picture) => out.push(picture),
        None => out.push_str(&format!("⟨U+{:04X}⟩", u32::from(c))),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn controls_are_shown() {
        assert_eq!(shown("\x1B[31mred\x07"), "␛[31mred␇");
        assert_eq!(shown("\u{9B}2J\x7F\0"), "⟨U+009B⟩2J␡␀");
        assert_eq!(shown("a\tb"), "a    b");
        assert_eq!(shown("one\r\ntwo\nthree\rfour"), "one\ntwo\nthree␍four");
        assert_eq!(shown_line("one\r\ntwo\nthree"), "one two three");
    }

    #[test]
    fn what_turns_or_hides_text_is_shown() {
        assert_eq!(shown("safe\u{202E}txt.exe"), "safe⟨U+202E⟩txt.exe");
        assert_eq!(shown("a\u{2066}b\u{200B}c\u{2028}d\u{FEFF}"), "a⟨U+2066⟩b⟨U+200B⟩c⟨U+2028⟩d⟨U+FEFF⟩");
        assert_eq!(shown("a\u{200D}b\u{200C}\u{301}"), "a⟨U+200D⟩b⟨U+200C⟩◌\u{301}");
        assert_eq!(shown("hi\u{E0041}"), "hi⟨U+E0041⟩");
    }

    #[test]
    fn marks_are_capped_and_never_stand_alone() {
        let zalgo = format!("e{}x", "\u{301}".repeat(40));
        assert_eq!(shown(&zalgo), format!("e{}x", "\u{301}".repeat(MARKS)));
        assert_eq!(shown("\u{301}a"), "◌\u{301}a");
        assert_eq!(shown("\u{102B}"), "\u{102B}", "a mark with a cell of its own");
    }

    #[test]
    fn honest_text_is_borrowed() {
        let honest = [
            "plain, with marks: cafe\u{301}",
            "支付宝的核心指标，是什么？",
            "👨\u{200D}👩\u{200D}👧\u{200D}👦 ❤\u{FE0F}\u{200D}🔥 👍🏽 🇨🇳",
            "🏴\u{E0067}\u{E0062}\u{E0065}\u{E006E}\u{E0067}\u{E007F}",
            "two\nlines",
            "한국어 हिन्दी ภาษาไทย עברית العربية ｶﾞ",
        ];
        for text in honest {
            assert!(matches!(shown(text), Cow::Borrowed(_)), "{text} became {}", shown(text));
        }
    }

    /// Text that is likely to hold what display is there for.
    fn foreign() -> impl Strategy<Value = String> {
        let nasty = prop_oneof![
            Just('\u{301}'),
            Just('\u{200D}'),
            Just('\u{200C}'),
            Just('\u{202E}'),
            Just('\u{FE0F}'),
            Just('👩'),
            Just('🏴'),
            Just('\u{E0067}'),
            Just('\u{E007F}'),
            Just('🇨'),
            Just('क'),
            Just('\u{94D}'),
            Just('\u{93F}'),
            Just('ᄀ'),
            Just('ᅡ'),
            Just('\u{605}'),
            Just('\r'),
            Just('\n'),
            Just('\t'),
            Just('\x1B'),
            Just('\u{85}'),
            Just('\u{FF9E}'),
            Just('\u{1F3FD}'),
            Just('a'),
            Just('支'),
            any::<char>(),
        ];
        prop::collection::vec(nasty, 0..40).prop_map(String::from_iter)
    }

    proptest! {
        #[test]
        fn nothing_reaches_the_terminal_that_steers_it(text in foreign()) {
            prop_assert!(!shown(&text).chars().any(|c| c.is_control() && c != '\n'));
            let line = shown_line(&text);
            prop_assert!(!line.chars().any(char::is_control));
            let hides = |c| is_invisible(c) && !matches!(c, '\u{200D}' | '\u{E0020}'..='\u{E007F}');
            prop_assert!(!line.chars().any(hides), "{}", line);
        }

        #[test]
        fn showing_twice_changes_nothing(text in foreign()) {
            let (lines, line) = (shown(&text), shown_line(&text));
            prop_assert_eq!(shown(&lines), lines.clone());
            prop_assert_eq!(shown_line(&line), line.clone());
        }

        #[test]
        fn the_cap_holds(text in foreign()) {
            for grapheme in shown(&text).graphemes(true) {
                let mut run = 0;
                for c in grapheme.chars() {
                    run = if is_combining_mark(c) { run + 1 } else { 0 };
                    prop_assert!(run <= MARKS);
                }
            }
        }

        #[test]
        fn every_grapheme_is_seen(text in foreign()) {
            for grapheme in text.graphemes(true) {
                prop_assert!(cells(grapheme) >= 1, "{:?}", grapheme);
            }
        }

        #[test]
        fn plain_text_is_borrowed(text in "[ -~\n支付宝é]{0,40}") {
            prop_assert!(matches!(shown(&text), Cow::Borrowed(_)));
        }
    }
}
