//! A table as spreadsheets save it: a line of names, then the rows.

use csv::{ReaderBuilder, StringRecord};

use super::line_of;
use crate::model::{List, list::Entry};

/// The rows of a table. Its first line names the columns and shows what parts them.
pub fn list(text: &str) -> List {
    // Some spreadsheets say in a line of its own what parts the cells.
    let told = text.lines().next().and_then(|line| line.strip_prefix("sep=")).map(str::as_bytes);
    let (separator, body) = match told {
        Some([separator]) => (*separator, text.split_once('\n').map_or("", |(_, rest)| rest)),
        _ => (separator(text), text),
    };
    let skipped = text.len() - body.len();
    let mut reader = ReaderBuilder::new()
        .delimiter(separator)
        .has_headers(false)
        .flexible(true)
        .from_reader(body.as_bytes());
    // The text is UTF-8, and rows may have any length: nothing is left that could fail.
    let mut records = reader.records().filter_map(Result::ok).filter(|record| !is_empty(record));
    let names = records.next().unwrap_or_default();
    let columns: Vec<String> = (0..names.len()).map(|index| name(&names, index)).collect();
    let entry = |record: StringRecord| {
        let at = record.position().map_or(0, |place| usize::try_from(place.byte()).unwrap_or(0));
        // An empty line before a row counts as its beginning.
        let blank = body[at..].len() - body[at..].trim_start_matches('\n').len();
        let cells = record.iter().map(str::trim).enumerate().filter(|(_, cell)| !cell.is_empty());
        Entry {
            line: line_of(text, skipped + at + blank),
            cells: cells.map(|(index, cell)| (name(&names, index), cell.to_owned())).collect(),
        }
    };
    let entries = records.map(entry).collect();
    List { columns, entries, left_out: Vec::new() }
}

/// The line in which a quote opens that nothing closes: all that follows would be one cell.
pub fn unclosed(text: &str) -> Option<usize> {
    let separator = char::from(separator(text));
    let mut opened = None;
    let mut begins = true;
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        match (opened, c) {
            (Some(_), '"') if chars.peek().is_some_and(|(_, next)| *next == '"') => {
                chars.next();
            }
            (Some(_), '"') => opened = None,
            (Some(_), _) => {}
            (None, '"') if begins => opened = Some(at),
            (None, _) => begins = c == separator || c == '\n',
        }
    }
    opened.map(|at| line_of(text, at))
}

/// What no text has.
const NONE: u8 = 0;

fn is_empty(record: &StringRecord) -> bool {
    record.iter().all(|cell| cell.trim().is_empty())
}

/// What a column is called; those without a name by their number.
fn name(names: &StringRecord, index: usize) -> String {
    match names.get(index).map(str::trim) {
        Some(name) if !name.is_empty() => name.to_owned(),
        _ => format!("column {}", index + 1),
    }
}

/// What stands most often between the names of the first line, outside of quotes. Where nothing does, there is one
/// column, and commas in its cells are text.
fn separator(text: &str) -> u8 {
    let line = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    let bare: String = line.split('"').step_by(2).collect();
    let count = |separator: char| bare.matches(separator).count();
    match (count(','), count(';'), count('\t')) {
        (comma, semicolon, tab) if tab > comma.max(semicolon) => b'\t',
        (comma, semicolon, _) if semicolon > comma => b';',
        (0, ..) => NONE,
        _ => b',',
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cells(text: &str) -> Vec<(usize, Vec<String>)> {
        let of = |entry: Entry| {
            (entry.line, entry.cells.into_iter().map(|(name, cell)| format!("{name}={cell}")).collect())
        };
        list(text).entries.into_iter().map(of).collect()
    }

    #[test]
    fn quotes_newlines_and_short_rows_are_understood() {
        let text =
            "Question,Notes\n\"Rise, or fall?\",\"two\nlines \"\"quoted\"\"\"\n\n\nShort\nLong,b,c\n,,\n";
        let expected = [
            (2, vec!["Question=Rise, or fall?".to_owned(), "Notes=two\nlines \"quoted\"".to_owned()]),
            (6, vec!["Question=Short".to_owned()]),
            (7, vec!["Question=Long".to_owned(), "Notes=b".to_owned(), "column 3=c".to_owned()]),
        ];
        assert_eq!(cells(text), expected);
    }

    #[test]
    fn the_line_of_names_shows_what_parts_the_cells() {
        for text in [
            "a;\"b,c,d,e\"\n1;2\n",
            "a\t\"b,c,d,e\"\n1\t2\n",
            "a,\"b,c,d,e\"\n1,2\n",
            "sep=|\na|\"b,c,d,e\"\n1|2\n",
        ] {
            let row = &cells(text)[0];
            assert_eq!(row.1, ["a=1", "b,c,d,e=2"], "{text}");
            assert_eq!(row.0, text.lines().count(), "{text}");
        }
        assert_eq!(cells("Question\nRise, or fall?\n")[0].1, ["Question=Rise, or fall?"]);
        assert_eq!(list(""), List::default());
        assert_eq!(list("a,,c\n1,2,3\n").columns, ["a", "column 2", "c"]);
    }
}
