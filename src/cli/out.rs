//! The two ways out: results on stdout, messages on stderr. Text from files passes through here to be made safe.

use std::{
    fmt::Display,
    io::{self, Write as _},
};

use serde::Serialize;

use super::error::Done;
use crate::text::{display, width};

/// A text of several lines from a file, as it may be shown.
pub fn shown(text: &str) -> String {
    display::shown(text).into_owned()
}

/// The same for one line.
pub fn line(text: &str) -> String {
    display::shown_line(text).into_owned()
}

/// Prints a result. It must have passed [`shown`] or [`line`], or be a program's.
pub fn print(text: &str) -> Done {
    let mut out = io::stdout().lock();
    out.write_all(text.as_bytes())?;
    out.flush()?;
    Ok(())
}

/// Prints a list as JSON: `{"format": 1, "items": […]}`.
pub fn json_list<T: Serialize>(items: &[T]) -> Done {
    #[derive(Serialize)]
    struct List<'a, T> {
        format: u32,
        items: &'a [T],
    }
    json(&List { format: 1, items })
}

/// Prints one thing as a JSON object.
pub fn json<T: Serialize>(value: &T) -> Done {
    print(&(serde_json::to_string_pretty(value)? + "\n"))
}

/// Says something beside the result. A closed stderr is no reason to fail.
pub fn note(message: impl Display) {
    let _ = writeln!(io::stderr().lock(), "{}", display::shown(&message.to_string()));
}

/// Rows in columns, two blanks apart; the last column is as long as it is.
pub fn table(rows: &[Vec<String>]) -> String {
    let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
    let widest = |column: usize| {
        rows.iter().filter_map(|row| row.get(column)).map(|cell| width::cells(cell)).max().unwrap_or(0)
    };
    let widths: Vec<usize> = (0..columns).map(widest).collect();
    let mut text = String::new();
    for row in rows {
        let cells: Vec<String> =
            row.iter().zip(&widths).map(|(cell, width)| width::pad(cell, *width)).collect();
        text.push_str(cells.join("  ").trim_end());
        text.push('\n');
    }
    text
}
