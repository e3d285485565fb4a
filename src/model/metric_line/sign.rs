//! Where the signs of a metric line stand. Knows neither rows nor roles.
//!
//! An ASCII sign counts only with blanks around it, so that "A/B sign-ups" is a name; a full-width one always counts.
//! A sign with nothing before or after it is none. Every text that comes in is trimmed, and so is every part that
//! goes out.

use super::Sign;

/// The first ` because ` or `因为`.
pub(super) fn because(text: &str) -> Option<(&str, &str)> {
    text.match_indices(['b', '因']).find_map(|(at, _)| {
        let rest = &text[at..];
        let after = rest.strip_prefix("because").unwrap_or_default();
        let is_word = ends_apart(&text[..at]) && (starts_apart(after) || after.starts_with("因为"));
        let len = if is_word {
            "because".len()
        } else if rest.starts_with("因为") {
            "因为".len()
        } else {
            return None;
        };
        split(text, at, len)
    })
}

/// The first ` = ` or `＝`.
pub(super) fn equals(text: &str) -> Option<(&str, &str)> {
    text.match_indices(['=', '＝']).find_map(|(at, sign)| {
        // The second half of `＜＝` is part of a limit.
        let of_limit = text[..at].ends_with(['<', '＜', '>', '＞']);
        let counts = !of_limit && (sign != "=" || is_alone(text, at, sign.len()));
        if counts { split(text, at, sign.len()) } else { None }
    })
}

/// The first ` / `, `／` or `÷`.
pub(super) fn division(text: &str) -> Option<(&str, &str)> {
    text.match_indices(['/', '／', '÷']).find_map(|(at, sign)| {
        let counts = sign != "/" || is_alone(text, at, sign.len());
        if counts { split(text, at, sign.len()) } else { None }
    })
}

/// The last `, ` or `，`.
pub(super) fn last_comma(text: &str) -> Option<(&str, &str)> {
    text.rmatch_indices([',', '，']).find_map(|(at, sign)| {
        let counts = sign != "," || text[at + sign.len()..].starts_with(parts);
        if counts { split(text, at, sign.len()) } else { None }
    })
}

/// The last limit sign, unless a division comes after it: then it belongs to what is counted.
pub(super) fn limit(text: &str) -> Option<(&str, Sign, &str)> {
    let mut last = None;
    // Where a full-width sign ended: it stands for a blank to the sign right behind it.
    let mut parted = 0;
    for (at, first) in text.match_indices(['<', '＜', '>', '＞', '≤', '≥']) {
        let rest = &text[at + first.len()..];
        let second = match rest.chars().next() {
            Some('=') if !matches!(first, "≤" | "≥") => "=",
            Some('＝') if !matches!(first, "≤" | "≥") => "＝",
            _ => "",
        };
        let end = at + first.len() + second.len();
        let is_wide = !first.is_ascii() || !second.is_ascii();
        let before = at == parted || ends_apart(&text[..at]);
        let stands_apart = before && starts_apart(&text[end..]);
        if !(is_wide || stands_apart) {
            continue;
        }
        parted = if is_wide { end } else { parted };
        let sign = match (first, second) {
            ("≤", _) => Sign::AtMost,
            ("≥", _) => Sign::AtLeast,
            ("<" | "＜", "") => Sign::Less,
            ("<" | "＜", _) => Sign::AtMost,
            (_, "") => Sign::More,
            _ => Sign::AtLeast,
        };
        if let Some((before, after)) = split(text, at, end - at) {
            last = Some((before, sign, after));
        }
    }
    last.filter(|(_, _, after)| division(after).is_none())
}

/// Whether the sign at that place has a blank, or a sign that needs none, on either side.
fn is_alone(text: &str, at: usize, len: usize) -> bool {
    ends_apart(&text[..at]) && starts_apart(&text[at + len..])
}

/// Whether a sign right behind `before` stands apart from it.
pub(super) fn ends_apart(before: &str) -> bool {
    before.ends_with(parts) || before.strip_suffix('=').is_some_and(|limit| limit.ends_with(['＜', '＞']))
}

/// Whether a sign right before `after` stands apart from it. A comma does not cling to a sign.
fn starts_apart(after: &str) -> bool {
    after.starts_with(parts) || [",", "<＝", ">＝"].iter().any(|sign| after.starts_with(sign))
}

/// Whether `c` stands between words: a blank, or a sign that needs none around it.
fn parts(c: char) -> bool {
    c.is_whitespace() || matches!(c, '＝' | '／' | '÷' | '，' | '＜' | '＞' | '≤' | '≥')
}

/// What stands before and after the sign at that place, where something does.
fn split(text: &str, at: usize, len: usize) -> Option<(&str, &str)> {
    let (before, after) = (text[..at].trim(), text[at + len..].trim());
    (!before.is_empty() && !after.is_empty()).then_some((before, after))
}
