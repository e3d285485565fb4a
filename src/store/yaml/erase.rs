//! Takes parts out of a YAML text so that the rest stays where it is. Decides nothing about what goes.

use super::tree::{Entry, Kind, Node};
use crate::sort::Sort as _;

/// A part of a text that blanks take the place of.
pub(super) struct Erasure {
    /// In characters.
    pub from: usize,
    pub to: usize,
    /// Whether a comma behind it goes too.
    pub comma: bool,
    /// What is written at its beginning: an empty map, say, where nothing would be left of one.
    pub instead: String,
}

/// The text without these parts, which do not overlap. Lines stay, and columns too where nothing longer is written
/// instead.
pub(super) fn erase(text: &str, mut parts: Vec<Erasure>) -> String {
    let mut chars: Vec<char> = text.chars().collect();
    parts.arrange_by_key(|part| part.from);
    for part in parts.iter().rev() {
        let mut to = part.to.min(chars.len());
        if part.comma {
            let next = (to..chars.len()).find(|at| !chars[*at].is_whitespace());
            to = next.filter(|at| chars[*at] == ',').map_or(to, |at| at + 1);
        }
        let from = part.from.min(to);
        let blank = |c: &char| if matches!(c, '\n' | '\r') { *c } else { ' ' };
        let mut instead: Vec<char> = part.instead.chars().collect();
        let here = instead.len().min(to - from);
        instead.extend(chars[from + here..to].iter().map(blank));
        chars.splice(from..to, instead);
    }
    chars.into_iter().collect()
}

/// The entries of a map that `which` picks, as parts to erase.
pub(super) fn entries(node: &Node, which: &dyn Fn(usize, &Entry) -> bool) -> Vec<Erasure> {
    let Kind::Map { flow, entries } = &node.kind else { return Vec::new() };
    let picked: Vec<&Entry> = entries
        .iter()
        .enumerate()
        .filter(|(index, entry)| which(*index, entry))
        .map(|(_, entry)| entry)
        .collect();
    let is_all = picked.len() == entries.len() && !flow;
    picked
        .iter()
        .enumerate()
        .map(|(index, entry)| Erasure {
            from: entry.key.span.0,
            // The colon goes too where no value follows it.
            to: entry.value.span.1.max(entry.key.span.1 + 1),
            comma: *flow,
            instead: if is_all && index == 0 { "{}" } else { "" }.to_owned(),
        })
        .collect()
}

/// Where a value ends whose parts may have been erased: behind a comma that nothing follows, its brace or bracket stands
/// outside of what the parser takes for its end.
pub(super) fn closed(text: &str, (from, to): (usize, usize)) -> usize {
    let mut chars = text.chars().skip(from);
    let close = match chars.next() {
        Some('{') => '}',
        Some('[') => ']',
        _ => return to,
    };
    let last = text.chars().skip(from).take(to - from).last();
    let behind = text.chars().skip(to).position(|c| !c.is_whitespace());
    match behind.map(|at| to + at).filter(|at| text.chars().nth(*at) == Some(close)) {
        Some(at) if last != Some(close) => at + 1,
        _ => to,
    }
}

/// The characters from where to where of a line's value that begins with a brace or bracket and goes on behind it.
pub(super) fn after_brace(line: &str) -> Option<(usize, usize)> {
    let chars: Vec<char> = line.chars().collect();
    let value = line.find(": ").map(|at| at + 2).or_else(|| line.find("- ").map(|at| at + 2))?;
    let from = line[..value].chars().count() + line[value..].chars().take_while(|c| *c == ' ').count();
    let close = match chars.get(from)? {
        '{' => '}',
        '[' => ']',
        _ => return None,
    };
    let end = from + chars[from..].iter().position(|c| *c == close)?;
    let goes_on = chars[end + 1..].iter().find(|c| !c.is_whitespace()).is_some_and(|c| !"#,]}".contains(*c));
    goes_on.then_some((from, chars.len()))
}
