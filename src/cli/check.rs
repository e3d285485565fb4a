//! `casebook check PATH…`: everything that is wrong with files, each with its line and a caret. Changes nothing.

use std::{collections::HashMap, ops::Range, path::Path};

use annotate_snippets::{AnnotationKind, Element, Group, Level as Mark, Origin, Renderer, Snippet};
use serde::Serialize;
use unicode_segmentation::UnicodeSegmentation as _;

use super::{
    args::CheckArgs,
    error::{Done, Error},
    out,
};
use crate::{
    error::{Level, Problem},
    store::{
        bank::{self, Checked},
        read, yaml,
    },
    text::display,
};

/// Looks at the files, tells what is wrong, and ends with status 1 where there is an error.
pub fn run(args: &CheckArgs) -> Done {
    let checked = bank::check(&args.paths);
    if args.json {
        let items: Vec<Item> = checked.problems.iter().map(Item::of).collect();
        out::json_list(&items)?;
    } else {
        out::coloured(&report(&checked))?;
    }
    if checked.problems.iter().any(|problem| problem.level == Level::Error) {
        Err(Error::Found)
    } else {
        Ok(())
    }
}

/// A problem for programs.
#[derive(Serialize)]
struct Item<'a> {
    level: &'static str,
    path: String,
    line: Option<usize>,
    col: Option<usize>,
    message: &'a str,
    help: Option<&'a str>,
}

impl<'a> Item<'a> {
    fn of(problem: &'a Problem) -> Self {
        let place = |n: usize| (n > 0).then_some(n);
        Self {
            level: if problem.level == Level::Error { "error" } else { "warning" },
            path: problem.path.display().to_string(),
            line: place(problem.line),
            col: place(problem.col),
            message: &problem.message,
            help: problem.help.as_deref(),
        }
    }
}

fn report(checked: &Checked) -> String {
    let has_colours = out::is_terminal() && out::is_colour_wanted();
    let renderer = if has_colours { Renderer::styled() } else { Renderer::plain() };
    let mut texts: HashMap<&Path, Vec<String>> = HashMap::new();
    let mut report = String::new();
    for problem in &checked.problems {
        let lines = texts.entry(&problem.path).or_insert_with(|| lines(&problem.path));
        let line = problem.line.checked_sub(1).and_then(|index| lines.get(index));
        report.push_str(&renderer.render(&[group(problem, line.map(String::as_str))]));
        report.push_str("\n\n");
    }
    report.push_str(&sum(checked));
    report
}

/// A file's lines, safe to show: one character for each of the file, so that columns stay.
fn lines(path: &Path) -> Vec<String> {
    let bytes = read::bytes(path, yaml::SESSION_LIMIT).unwrap_or_default();
    let text = String::from_utf8_lossy(&bytes);
    text.trim_start_matches('\u{feff}').lines().map(safe).collect()
}

/// A line in which every character that would not be drawn as it is has another in its place.
fn safe(line: &str) -> String {
    let safe = |grapheme: &str| {
        let is_safe = grapheme == "\t" || display::shown_line(grapheme) == grapheme;
        let other = |c: char| if is_safe || is_plain(c) { c } else { char::REPLACEMENT_CHARACTER };
        grapheme.chars().map(other).collect::<String>()
    };
    line.graphemes(true).map(safe).collect()
}

/// Whether a character is drawn as it is wherever it stands.
fn is_plain(c: char) -> bool {
    display::shown_line(c.encode_utf8(&mut [0; 4])).chars().eq([c])
}

/// One problem as it is drawn.
fn group<'a>(problem: &Problem, line: Option<&'a str>) -> Group<'a> {
    let mark = match problem.level {
        Level::Error => Mark::ERROR,
        Level::Warning => Mark::WARNING,
    };
    let path = out::line(&problem.path.display().to_string());
    let place: Element<'a> = match line {
        Some(line) => Snippet::source(line)
            .path(path)
            .line_start(problem.line)
            .annotation(AnnotationKind::Primary.span(word(line, problem.col)))
            .into(),
        None if problem.line > 0 => Origin::path(path).line(problem.line).char_column(problem.col).into(),
        None => Origin::path(path).into(),
    };
    let group = mark.primary_title(out::line(&problem.message)).element(place);
    match &problem.help {
        Some(help) => group.element(Mark::HELP.message(out::line(help))),
        None => group,
    }
}

/// The bytes of the value that begins at a column: a quoted text, or what stands before the next mark of YAML.
fn word(line: &str, col: usize) -> Range<usize> {
    let start = line.char_indices().nth(col.saturating_sub(1)).map_or(line.len(), |(at, _)| at);
    let rest = &line[start..];
    let length = match rest.chars().next() {
        None => 0,
        Some(quote @ ('"' | '\'')) => rest[1..].find(quote).map_or(rest.trim_end().len(), |at| at + 2),
        Some(c) => {
            let ends = |(at, c): &(usize, char)| {
                matches!(c, ',' | ']' | '}')
                    || *c == ':' && rest[at + 1..].starts_with([' ', '\t'])
                    || *c == '#'
            };
            let end = rest.char_indices().skip(1).find(ends).map_or(rest.len(), |(at, _)| at);
            rest[..end].trim_end_matches([' ', ':', '\t']).len().max(c.len_utf8())
        }
    };
    start..start + length
}

/// What was looked at, and how much was found.
fn sum(checked: &Checked) -> String {
    let of = |level| checked.problems.iter().filter(|problem| problem.level == level).count();
    let number = |n: usize, what: &str| match what.strip_suffix('y') {
        _ if n == 1 => format!("1 {what}"),
        Some(stem) => format!("{n} {stem}ies"),
        None => format!("{n} {what}s"),
    };
    let found: Vec<String> = [(of(Level::Error), "error"), (of(Level::Warning), "warning")]
        .into_iter()
        .filter(|(n, _)| *n > 0)
        .map(|(n, what)| number(n, what))
        .collect();
    let found = if found.is_empty() { "nothing is wrong".to_owned() } else { found.join(", ") };
    let holds: Vec<String> =
        checked.holds.iter().filter(|(n, _)| *n > 0).map(|(n, what)| number(*n, what)).collect();
    let holds = if holds.is_empty() { String::new() } else { format!(" ({})", holds.join(", ")) };
    format!("{}{holds}: {found}\n", number(checked.files, "file"))
}
