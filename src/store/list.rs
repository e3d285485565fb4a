//! Reads tables (CSV) and lists (Markdown) that were not made for this program. Knows no keys of a question.

use std::path::Path;

use super::{read, yaml};
use crate::{error::Problem, model::List, text::input::normalise};

mod markdown;
mod table;

/// What a file holds. Its ending says what it is.
pub fn read(path: &Path) -> Result<List, Problem> {
    let ending = path.extension().map(|ending| ending.to_string_lossy().to_ascii_lowercase());
    let parse: fn(&str) -> List = match ending.as_deref() {
        Some("csv" | "tsv") => table::list,
        Some("md" | "markdown") => markdown::list,
        _ => {
            let problem = Problem::of_file(path, "this is neither a table (.csv, .tsv) nor Markdown (.md)");
            return Err(problem.with_help("save it as one of these: spreadsheets offer \"CSV UTF-8\""));
        }
    };
    let bytes = read::bytes(path, yaml::BANK_LIMIT)?;
    let text = normalise(&yaml::text(path, bytes, yaml::BANK_LIMIT)?);
    let is_table = !matches!(ending.as_deref(), Some("md" | "markdown"));
    if let Some(line) = table::unclosed(&text).filter(|_| is_table) {
        let problem = Problem::at(path, (line, 0), "a quote opens here and is never closed");
        return Err(problem.with_help("close it; a quote inside of a cell in quotes is written twice"));
    }
    Ok(parse(&text))
}

/// The line of a place in a text, from 1.
fn line_of(text: &str, at: usize) -> usize {
    text.bytes().take(at).filter(|byte| *byte == b'\n').count() + 1
}
