//! `@` and `#`: references to rows at the end of a metric line. Rows are found by name here, and never changed.

use std::ops::Range;

use super::{Names, sign};
use crate::{model::ItemId, sort::Sort as _, text::fold::fold};

/// What a reference names: `@` a stakeholder, `#` a stage.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sigil {
    /// `@` or `＠`
    Stakeholder,
    /// `#` or `＃`
    Stage,
}

impl Sigil {
    fn of(c: &str) -> Self {
        if matches!(c, "@" | "＠") { Self::Stakeholder } else { Self::Stage }
    }
}

/// A reference that a line makes.
#[derive(Clone, Debug, PartialEq)]
pub struct Reference {
    /// `@` or `#`.
    pub sigil: Sigil,
    /// The row that it names.
    pub row: ItemId,
    /// The bytes of the name in the line, quotes included and the sigil not.
    pub range: Range<usize>,
}

impl Names {
    /// The rows that `sigil` may name.
    pub fn rows(&self, sigil: Sigil) -> &[(ItemId, String)] {
        match sigil {
            Sigil::Stakeholder => &self.stakeholders,
            Sigil::Stage => &self.stages,
        }
    }

    /// The row of that name.
    pub fn row(&self, sigil: Sigil, name: &str) -> Option<&ItemId> {
        named(self.rows(sigil), name)
    }

    fn longest(&self) -> usize {
        self.stakeholders.iter().chain(&self.stages).map(|(_, name)| name.len()).max().unwrap_or(0)
    }
}

/// What bears that name: exactly so if anything does, else without regard to case, accents and width.
pub fn named<'a>(rows: &'a [(ItemId, String)], name: &str) -> Option<&'a ItemId> {
    let name = name.trim();
    if name.is_empty() {
        return None;
    }
    let exact = rows.iter().find(|(_, of)| of.trim() == name);
    let folded = || {
        let name = loose(name);
        rows.iter().find(|(_, of)| !of.trim().is_empty() && loose(of) == name)
    };
    exact.or_else(folded).map(|(id, _)| id)
}

/// The references at the end of a line, in its order. In a rejected metric they stand before the reason.
pub fn references(line: &str, names: &Names, rejected: bool) -> Vec<Reference> {
    let start = line.len() - line.trim_start().len();
    let head = if rejected { sign::because(line.trim()).map(|(head, _)| head) } else { None };
    let (mut found, _) = at_end(head.unwrap_or(line.trim()), names);
    for reference in &mut found {
        reference.range = reference.range.start + start..reference.range.end + start;
    }
    found
}

/// The references at the end of a trimmed text, and the trimmed text before them.
pub(super) fn at_end<'a>(text: &'a str, names: &Names) -> (Vec<Reference>, &'a str) {
    // A name may be typed with loose accents and blanks, so it can take more bytes than the row's; but not without end:
    // a long pasted line must stay quick to read.
    let longest = names.longest() * 4 + 16;
    let mut found = Vec::new();
    let mut rest = text;
    'next: loop {
        for (at, sigil) in rest.rmatch_indices(['@', '＠', '#', '＃']) {
            let (before, start) = (&rest[..at], at + sigil.len());
            let typed = &rest[start..];
            if typed.len() > longest {
                break;
            }
            if before.trim().is_empty() || !opens(before, sigil) || typed.starts_with(char::is_whitespace) {
                continue;
            }
            let sigil = Sigil::of(sigil);
            if let Some(row) = names.row(sigil, unquoted(typed)) {
                found.push(Reference { sigil, row: row.clone(), range: start..rest.len() });
                rest = before.trim_end();
                continue 'next;
            }
        }
        break;
    }
    found.reverse();
    (found, rest)
}

/// The line with every reference to a row under its new name, the rest byte for byte; `None` where it names it nowhere,
/// or where `new` is blank: then the old name stays, to be seen. `names` are those from before the renaming. Another row
/// of the same name behind the other sigil keeps its references.
///
/// Looks at the line's end and before a reason, so that it need not know in which slot the line stands.
pub fn rename_row(line: &str, row: &ItemId, new: &str, names: &Names) -> Option<String> {
    if new.trim().is_empty() {
        return None;
    }
    let mut found = references(line, names, false);
    for reference in references(line, names, true) {
        if found.iter().all(|later| reference.range.end <= later.range.start) {
            found.push(reference);
        }
    }
    found.retain(|reference| reference.row == *row);
    if found.is_empty() {
        return None;
    }
    // From the back, so that the places of those before stay true.
    found.arrange_by_key(|reference| std::cmp::Reverse(reference.range.start));
    let mut renamed = line.to_owned();
    for reference in found {
        renamed.replace_range(reference.range, &quoted(new));
    }
    Some(renamed)
}

/// The reference being typed at the caret: what it may name, and the bytes between its sigil and the caret (an opening
/// quote included), which a completion replaces with the [`quoted`] name.
pub fn reference_at(line: &str, offset: usize) -> Option<(Sigil, Range<usize>)> {
    let typed = line.get(..offset)?;
    let mut nearest = None;
    for (at, sigil) in typed.rmatch_indices(['@', '＠', '#', '＃']).take(8) {
        let (before, name) = (&typed[..at], &typed[at + sigil.len()..]);
        if before.trim().is_empty() || !opens(before, sigil) || name.starts_with(char::is_whitespace) {
            continue;
        }
        let quotes = name.chars().filter(|c| is_quote(*c)).count();
        let found = (Sigil::of(sigil), at + sigil.len()..offset);
        // An open quote takes in whatever follows it, sigils too.
        if name.starts_with(is_quote) && quotes == 1 {
            return Some(found);
        }
        nearest = nearest.or(Some((quotes == 0).then_some(found)));
    }
    nearest?
}

/// A name as it is written behind a sigil: quoted unless it is one plain word.
pub fn quoted(name: &str) -> String {
    let name = name.trim();
    let plain = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '\'' | '’' | '·' | '&' | '+');
    if name.chars().all(plain) { name.to_owned() } else { format!("\"{name}\"") }
}

/// Whether a sigil may open a reference there: an ASCII one needs a blank before it.
fn opens(before: &str, sigil: &str) -> bool {
    !sigil.is_ascii() || sign::ends_apart(before)
}

/// The name without the quotes around it.
fn unquoted(name: &str) -> &str {
    name.strip_prefix(is_quote).and_then(|inner| inner.strip_suffix(is_quote)).unwrap_or(name)
}

fn is_quote(c: char) -> bool {
    matches!(c, '"' | '“' | '”' | '＂')
}

/// Names compare without regard to case, accents, width and how many blanks stand between words.
fn loose(name: &str) -> String {
    fold(&name.split_whitespace().collect::<Vec<_>>().join(" "))
}
