//! The budget for aliases and for depth. A file of 150 kB can ask for gigabytes or for minutes, so it is measured
//! before anything follows an alias or a bracket.

use std::{collections::HashMap, path::Path};

use memchr::{memchr, memchr2_iter};
use saphyr_parser::{Event, Parser};

use super::{explain, tree::DEPTH};
use crate::error::Problem;

/// How much aliases may add in all, counted as one a value and one a byte of text.
const BUDGET: usize = 1 << 20;

/// How many brackets a text may open, or dashes may stand at the beginning of a line, before their depth is measured.
const BRACKETS: usize = 64;

/// How many bytes a text may have before its values are counted.
const LARGE: usize = 1 << 20;

/// How many values a text may hold. Each costs a hundred bytes and more, however short it is.
const VALUES: usize = 400_000;

/// Refuses a text whose aliases would grow beyond the budget when they are followed, or that is nested too deeply.
pub(super) fn measure(path: &Path, text: &str) -> Result<(), Problem> {
    let anchors = may_have_anchors(text);
    let is_deep =
        memchr2_iter(b'[', b'{', text.as_bytes()).nth(BRACKETS).is_some() || text.lines().any(nests);
    if !anchors && !is_deep && text.len() <= LARGE {
        return Ok(());
    }
    // The library that reads the values ends lines here too, and writes texts so; this one follows a newer YAML.
    let text = text.replace(['\u{85}', '\u{2028}', '\u{2029}'], "\n");
    let mut open: Vec<(usize, usize)> = Vec::new();
    let mut sizes: HashMap<usize, usize> = HashMap::new();
    let (mut total, mut added, mut values) = (0_usize, 0_usize, 0_usize);
    for event in Parser::new_from_str(&text) {
        let (event, span) = match event {
            Ok(read) => read,
            Err(error) => {
                let at = (error.marker().line(), error.marker().col() + 1);
                // The scanner gives up on depth before it can tell of the first bracket.
                if error.info().contains("recursion") {
                    return Err(explain::nested(path, at));
                }
                // The typed parse explains mistakes of form better, where it may be let at the text unmeasured.
                if !anchors && open_brackets(&text) < DEPTH && !text.lines().any(nests) && text.len() <= LARGE
                {
                    return Ok(());
                }
                return Err(explain::form(path, at, error.info()));
            }
        };
        let at = (span.start.line(), span.start.col() + 1);
        if open.len() > DEPTH {
            return Err(explain::nested(path, at));
        }
        values += 1;
        if values > VALUES {
            return Err(Problem::at(path, at, "the file holds too many values")
                .with_help("split it into several files, or ask whoever sent it for another"));
        }
        match event {
            Event::Scalar(value, _, anchor, _) => {
                total = total.saturating_add(1 + value.len());
                if anchor > 0 {
                    sizes.insert(anchor, 1 + value.len());
                }
            }
            Event::SequenceStart(anchor, _) | Event::MappingStart(anchor, _) => {
                open.push((anchor, total));
                total = total.saturating_add(1);
            }
            Event::SequenceEnd | Event::MappingEnd => {
                if let Some((anchor, before)) = open.pop()
                    && anchor > 0
                {
                    sizes.insert(anchor, total - before);
                }
            }
            Event::Alias(anchor) => {
                let Some(size) = sizes.get(&anchor) else {
                    return Err(Problem::at(path, at, "this alias stands inside of what it refers to"));
                };
                total = total.saturating_add(*size);
                added = added.saturating_add(*size);
                if added > BUDGET {
                    return Err(Problem::at(
                        path,
                        at,
                        "the aliases in this file grow too large when they are followed",
                    )
                    .with_help("write the values out"));
                }
            }
            _ => {}
        }
    }
    Ok(())
}

/// Whether a line begins with so many dashes or marks of keys, each within the one before, that they ask for a look.
fn nests(line: &str) -> bool {
    // Most begin with a key or with text, which is seen at their first byte.
    let begins = line.bytes().find(|byte| !matches!(byte, b' ' | b'\t'));
    let marks = line.split([' ', '\t']).filter(|part| !part.is_empty());
    matches!(begins, Some(b'-' | b'?' | b':'))
        && marks.take_while(|part| matches!(*part, "-" | "?" | ":")).nth(BRACKETS).is_some()
}

/// The most brackets that are open at once, those in texts and comments included.
fn open_brackets(text: &str) -> usize {
    let (mut open, mut most) = (0_usize, 0);
    for byte in text.bytes() {
        match byte {
            b'[' | b'{' => open += 1,
            b']' | b'}' => open = open.saturating_sub(1),
            _ => {}
        }
        most = most.max(open);
    }
    most
}

/// Whether anything in the text looks like an anchor. Without one, an alias is an error and costs nothing.
fn may_have_anchors(text: &str) -> bool {
    memchr(b'&', text.as_bytes()).is_some()
        && text.match_indices('&').any(|(at, _)| {
            let opens =
                text[..at].chars().next_back().is_none_or(|c| c.is_whitespace() || "[]{},:-?!".contains(c));
            opens && text[at + 1..].chars().next().is_some_and(|c| !c.is_whitespace())
        })
}
