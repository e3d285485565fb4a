//! The two ways out: results on stdout, messages on stderr. Nothing else writes to them, and whatever people read is made
//! safe here, so that no command has to think of it.

use std::{
    backtrace::{Backtrace, BacktraceStatus},
    env,
    fmt::Display,
    io::{self, IsTerminal as _, Stderr, Stdout, Write as _},
    panic,
};

use serde::Serialize;

use super::error::{Done, Error};
use crate::text::{display, width};

/// A text from outside as a part of a line: of several lines it becomes one.
pub fn line(text: &str) -> String {
    display::shown_line(text).into_owned()
}

/// Prints a result for people.
pub fn print(text: &str) -> Done {
    program(&display::shown(text))
}

/// The same with colours in it. Nothing but colours passes as it is.
pub fn coloured(text: &str) -> Done {
    let mut parts = text.split(ESCAPE);
    let mut shown = display::shown(parts.next().unwrap_or_default()).into_owned();
    for part in parts {
        let end = part.find(|c: char| !(c.is_ascii_digit() || c == ';')).unwrap_or(part.len());
        let is_colour = part[end..].starts_with('m');
        shown.push_str(&if is_colour { ESCAPE.into() } else { display::shown(ESCAPE) });
        shown.push_str(&display::shown(part));
    }
    program(&shown)
}

/// Begins a colour, and much else.
const ESCAPE: &str = "\x1B[";

/// Prints what another program reads, byte for byte.
pub fn program(text: &str) -> Done {
    let mut out = stdout().lock();
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
    json_text(&serde_json::to_string_pretty(value)?)
}

/// Prints JSON. What steers a terminal stands in it as an escape, which means the same.
pub fn json_text(json: &str) -> Done {
    let mut text = String::with_capacity(json.len() + 1);
    for c in json.chars() {
        match display::steers(c) {
            true => text.push_str(&format!("\\u{:04x}", u32::from(c))),
            false => text.push(c),
        }
    }
    program(&(text + "\n"))
}

/// Says something beside the result.
pub fn note(message: impl Display) {
    say(&format!("{message}\n"));
}

/// The same without a new line behind it. A closed stderr is no reason to fail.
pub fn say(words: &str) {
    let _ = stderr().lock().write_all(display::shown(words).as_bytes());
}

/// Says what went wrong and what to do next.
pub fn tell(error: &Error) {
    match error {
        Error::Failed(failure) | Error::Usage(failure) => {
            note(format!("error: {}\nhelp: {}", failure.what, failure.hint));
        }
        // What stands in an argument is repeated as it was given.
        Error::Arguments(error) if error.use_stderr() => note(error.render().ansi().to_string().trim_end()),
        Error::Arguments(error) => {
            let _ = error.print();
        }
        Error::Found | Error::ClosedPipe => {}
    }
}

/// Has a panic told like everything else: its words may repeat what somebody wrote.
pub fn tell_panics() {
    panic::set_hook(Box::new(|info| {
        note(format!("error: casebook {info}\nhelp: this is a fault of casebook: please report it"));
        let trace = Backtrace::capture();
        if trace.status() == BacktraceStatus::Captured {
            note(trace);
        }
    }));
}

/// Whether results go to a terminal.
pub fn is_terminal() -> bool {
    stdout().is_terminal()
}

/// Whether messages do.
pub fn is_heard() -> bool {
    stderr().is_terminal()
}

/// Whether colours are wanted.
pub fn is_colour_wanted() -> bool {
    env::var_os("NO_COLOR").is_none_or(|set| set.is_empty())
}

#[expect(clippy::disallowed_methods, reason = "what is written here was made safe, or is for a program")]
fn stdout() -> Stdout {
    io::stdout()
}

#[expect(clippy::disallowed_methods, reason = "what is written here was made safe")]
fn stderr() -> Stderr {
    io::stderr()
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
