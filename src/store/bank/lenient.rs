//! A file that is read leniently, for `casebook check`: all that is wrong with it. Knows none of them.

use std::path::Path;

use serde::de::DeserializeOwned;

use crate::{
    error::{Level, Problem},
    model::check::Mistake,
    store::yaml::Document,
};

/// More bytes than a person writes: of such a file the first mistake of form is told alone.
const LARGE: usize = 256 << 10;

/// What is wrong with a file that was `read`: its form is a `D`, and `mistakes` looks into what it holds.
pub(super) fn problems<D: DeserializeOwned, L>(
    path: &Path,
    document: &mut Document,
    read: Result<L, Problem>,
    read_only: impl FnOnce(&L) -> Option<String>,
    mistakes: impl FnOnce(&L, &Document, &mut Vec<Problem>) -> Vec<Mistake>,
) -> Vec<Problem> {
    // Each mistake behind the first takes another pass over the file.
    let (_, mut problems) =
        if document.text().len() > LARGE { document.parse::<D>(None) } else { document.parse_on::<D>() };
    let is_sound = !problems.iter().any(|problem| problem.level == Level::Error);
    match read {
        Err(problem) if is_sound || problem.line == 0 => vec![problem],
        Err(_) => problems,
        Ok(loaded) => {
            // Of a newer format, other things than these may be right.
            if let Some(why) = read_only(&loaded) {
                problems.push(Problem::of_file(path, why).warning().with_help("update casebook"));
                return problems;
            }
            let mistakes = mistakes(&loaded, document, &mut problems);
            problems.extend(mistakes.into_iter().map(|mistake| document.mistake(mistake)));
            problems
        }
    }
}
