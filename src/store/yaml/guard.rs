//! The budget for aliases. A file of 150 kB can ask for gigabytes, so it is measured before anything follows one.

use std::{collections::HashMap, path::Path};

use saphyr_parser::{Event, Parser};

use crate::error::Problem;

/// How much aliases may add in all, counted as one a value and one a byte of text.
const BUDGET: usize = 1 << 20;

/// Refuses a text whose aliases would grow beyond the budget when they are followed.
pub(super) fn aliases(path: &Path, text: &str) -> Result<(), Problem> {
    if !may_have_anchors(text) {
        return Ok(());
    }
    // The library that reads the values ends lines here too, and writes texts so; this one follows a newer YAML.
    let text = text.replace(['\u{85}', '\u{2028}', '\u{2029}'], "\n");
    let mut open: Vec<(usize, usize)> = Vec::new();
    let mut sizes: HashMap<usize, usize> = HashMap::new();
    let (mut total, mut added) = (0_usize, 0_usize);
    for event in Parser::new_from_str(&text) {
        let (event, span) = event.map_err(|error| {
            let at = (error.marker().line(), error.marker().col() + 1);
            Problem::at(path, at, error.info().to_owned())
        })?;
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
                let at = (span.start.line(), span.start.col() + 1);
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

/// Whether anything in the text looks like an anchor. Without one, an alias is an error and costs nothing.
fn may_have_anchors(text: &str) -> bool {
    text.match_indices('&').any(|(at, _)| {
        let opens =
            text[..at].chars().next_back().is_none_or(|c| c.is_whitespace() || "[]{},:-?!".contains(c));
        opens && text[at + 1..].chars().next().is_some_and(|c| !c.is_whitespace())
    })
}
