//! What may go to a terminal: printable text, and the few sequences that the program itself writes. Judges bytes alone.

/// Which sequences are allowed beside text.
#[derive(Clone, Copy)]
pub enum Ours {
    /// On the screens: the cursor is moved, shown and hidden, and styles are set.
    Screen,
    /// Of a command: nothing but the ends of lines.
    Plain,
    /// Of a command in a terminal: styles too.
    Styled,
}

/// The printable text in bytes that a terminal would get; or what in them is not ours, with what stands around it.
pub fn printable(bytes: &[u8], ours: Ours) -> Result<String, String> {
    let text = std::str::from_utf8(bytes).map_err(|error| format!("no UTF-8: {error}"))?;
    let mut rest = text;
    let mut printed = String::with_capacity(text.len());
    while let Some(c) = rest.chars().next() {
        let taken = match c {
            '\x1B' => sequence(rest, ours),
            '\n' if !matches!(ours, Ours::Screen) => Some(1),
            // A terminal makes a line's end of both.
            '\r' if matches!(ours, Ours::Styled) && rest.starts_with("\r\n") => Some(1),
            _ if c.is_control() => None,
            _ => Some(c.len_utf8()),
        };
        let Some(taken) = taken else { return Err(near(text, text.len() - rest.len())) };
        if c != '\x1B' {
            printed.push(c);
        }
        rest = &rest[taken..];
    }
    match unseen(&printed) {
        Some(at) => Err(near(&printed, at)),
        None => Ok(printed),
    }
}

/// How long the sequence is that begins here, where it is one of ours.
fn sequence(text: &str, ours: Ours) -> Option<usize> {
    let body = text.strip_prefix("\x1B[")?;
    let end = body.find(|c: char| !(c.is_ascii_digit() || matches!(c, ';' | ':' | '?')))?;
    let (parameters, last) = (&body[..end], body[end..].chars().next()?);
    let is_ours = match (last, ours) {
        (_, Ours::Plain) => false,
        ('m', _) => !parameters.contains('?'),
        ('H', Ours::Screen) => !parameters.contains('?'),
        ('h' | 'l', Ours::Screen) => parameters == "?25",
        _ => false,
    };
    is_ours.then_some("\x1B[".len() + end + 1)
}

/// The most marks that stand on one character.
const MARKS: usize = 8;

/// The place of the first character that is not seen where it stands.
fn unseen(text: &str) -> Option<usize> {
    let mut before = ' ';
    let mut marks = 0;
    let mut flag = false;
    for (at, c) in text.char_indices() {
        let is_tag = matches!(c, '\u{E0020}'..='\u{E007F}');
        flag = c == '\u{1F3F4}' || flag && is_tag;
        marks = if is_mark(c) { marks + 1 } else { 0 };
        let next = text[at + c.len_utf8()..].chars().next();
        let is_wrong = match c {
            '\u{200D}' => before.is_ascii() || next.is_none_or(|next| next.is_ascii() || is_mark(next)),
            _ if is_tag => !flag,
            _ => is_hidden(c) || marks > MARKS,
        };
        if is_wrong {
            return Some(at);
        }
        before = c;
    }
    None
}

fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36F}' | '\u{20D0}'..='\u{20FF}' | '\u{FE00}'..='\u{FE0F}' | '\u{E0100}'..='\u{E01EF}')
}

/// A list of its own, so that a gap in the program's is noticed.
fn is_hidden(c: char) -> bool {
    matches!(
        c,
        '\u{AD}' | '\u{61C}' | '\u{115F}' | '\u{1160}' | '\u{180E}' | '\u{3164}' | '\u{FEFF}' | '\u{FFA0}'
    ) || matches!(c, '\u{200B}' | '\u{200C}' | '\u{200E}' | '\u{200F}' | '\u{2028}'..='\u{202E}')
        || matches!(c, '\u{2060}'..='\u{206F}' | '\u{FFF9}'..='\u{FFFB}' | '\u{1D173}'..='\u{1D17A}')
        || matches!(c, '\u{E0000}'..='\u{E001F}' | '\u{E0080}'..='\u{E00FF}' | '\u{E01F0}'..='\u{E0FFF}')
}

fn near(text: &str, at: usize) -> String {
    let from = text[..at].char_indices().rev().nth(50).map_or(0, |(from, _)| from);
    let behind: String = text[at..].chars().take(20).collect();
    format!("{:?} and then {behind:?}", &text[from..at])
}

#[test]
fn what_is_not_ours_is_told_from_what_is() {
    for good in ["plain 支付\u{301}", "\x1B[2;3H\x1B[38;5;7ma\x1B[0m\x1B[?25l", "👩\u{200D}👧"] {
        assert!(printable(good.as_bytes(), Ours::Screen).is_ok(), "{good:?}");
    }
    let steers =
        ["\x1B]0;t\x07", "\x1B[2J", "\x1B[?1049h", "\x1Bc", "\u{9B}2J", "\x07", "\r", "\n", "\x1B", "\x1B["];
    let hides = ["\u{202E}", "a\u{200D}b", "\u{200B}", "a\u{E0041}", "\u{FEFF}", "\u{2028}", "\x7F", "\0"];
    for bad in steers
        .into_iter()
        .chain(hides)
        .chain(["e\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}"])
    {
        assert!(printable(bad.as_bytes(), Ours::Screen).is_err(), "{bad:?}");
    }
    assert!(printable(b"\x1B[1ma\x1B[0m\r\n", Ours::Styled).is_ok());
    assert!(printable(b"a\n", Ours::Plain).is_ok());
    assert!(printable(b"\x1B[1m", Ours::Plain).is_err());
    assert!(printable(b"\xFF", Ours::Plain).is_err());
}
