//! Reads tables (CSV) and lists (Markdown) that were not made for this program. Knows no keys of a question.

use std::path::Path;

use super::{read, yaml};
use crate::{error::Problem, model::List, text::input::normalise};

mod markdown;
mod table;

/// What a file holds. Its ending says what it is.
pub fn read(path: &Path) -> Result<List, Problem> {
    let form = Form::of(path)?;
    parse(form, path, read::bytes(path, yaml::BANK_LIMIT)?)
}

/// What a file may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// Cells between commas, semicolons or tabs.
    Table,
    /// A text with lists in it.
    Markdown,
}

impl Form {
    fn of(path: &Path) -> Result<Self, Problem> {
        let ending = path.extension().map(|ending| ending.to_string_lossy().to_ascii_lowercase());
        match ending.as_deref() {
            Some("csv" | "tsv") => Ok(Self::Table),
            Some("md" | "markdown") => Ok(Self::Markdown),
            _ => {
                let problem =
                    Problem::of_file(path, "this is neither a table (.csv, .tsv) nor Markdown (.md)");
                Err(problem.with_help("save it as one of these: spreadsheets offer \"CSV UTF-8\""))
            }
        }
    }
}

/// What the bytes of a file hold. `path` is for the problem alone.
pub fn parse(form: Form, path: &Path, bytes: Vec<u8>) -> Result<List, Problem> {
    let text = normalise(&yaml::text(path, bytes, yaml::BANK_LIMIT)?);
    match form {
        Form::Markdown => Ok(markdown::list(&text)),
        Form::Table => match table::unclosed(&text) {
            None => Ok(table::list(&text)),
            Some(line) => {
                let problem = Problem::at(path, (line, 0), "a quote opens here and is never closed");
                Err(problem.with_help("close it; a quote inside of a cell in quotes is written twice"))
            }
        },
    }
}

/// The line of a place in a text, from 1.
fn line_of(text: &str, at: usize) -> usize {
    text.bytes().take(at).filter(|byte| *byte == b'\n').count() + 1
}
