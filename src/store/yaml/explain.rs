//! What the YAML library says, in the words of this program, with what to do next.

use std::path::Path;

use crate::{
    error::Problem,
    model::check::{EMPTY, Key},
    text::nearest,
};

/// An error in plain words, and how reading may go on behind it.
pub(super) struct Explained {
    pub problem: Problem,
    /// The way to the value from the top, where the library says it.
    pub keys: Vec<Key>,
    pub repair: Repair,
}

/// How reading may go on, to find what else is wrong.
pub(super) enum Repair {
    /// Without the key at the problem's place.
    DropKey,
    /// With something of the right form in place of the value there.
    Replace(String),
    /// With a key at the top that is missing.
    Add(String),
    /// Without the item of a list that it is in.
    None,
}

/// Where the library's own words begin, behind the path of the value.
const KINDS: [&str; 7] = [
    "unknown field `",
    "unknown variant `",
    "invalid type: ",
    "invalid value: ",
    "invalid length ",
    "missing field `",
    "duplicate field `",
];

pub(super) fn explain(path: &Path, error: &serde_yaml::Error) -> Explained {
    let place = error.location().map_or((1, 1), |l| (l.line().max(1), l.column().max(1)));
    let full = error.to_string();
    let message = match full.find(" at line ") {
        Some(at) => &full[..at],
        None => &full,
    };
    let start = KINDS.iter().filter_map(|kind| message.find(kind)).min();
    let (at, what) = start.map_or(("", message), |start| message.split_at(start));
    let at = at.trim_end_matches(": ");
    let problem = |message: String| Problem::at(path, place, message);

    let keys = keys(at);
    // The number of an item means little to somebody who sees its line, and nothing once items before it were dropped.
    let at = if at.starts_with("questions[") {
        at.split_once(']').map_or(at, |(_, rest)| rest.trim_start_matches('.'))
    } else {
        at
    };
    let is_top = keys.is_empty();
    let explained = |problem, repair| Explained { problem, keys, repair };

    if let Some((name, known)) = named(what, "unknown field `") {
        let inside = if at.is_empty() { String::new() } else { format!(" in \"{at}\"") };
        let problem = problem(format!("unknown key \"{name}\"{inside}"));
        let problem = with_names(problem, name, &known, "free keys start with x-");
        return explained(problem, Repair::DropKey);
    }
    if let Some((name, known)) = named(what, "unknown variant `") {
        let message = match name {
            "" => EMPTY.to_owned(),
            _ => format!("\"{name}\" is not known in \"{at}\""),
        };
        let problem = with_names(problem(message), name, &known, "");
        let repair = known.first().map_or(Repair::None, |first| Repair::Replace((*first).to_owned()));
        return explained(problem, repair);
    }
    if let Some((name, _)) = named(what, "missing field `") {
        let repair = if is_top { Repair::Add(name.to_owned()) } else { Repair::None };
        let problem = problem(format!("\"{name}\" is missing")).with_help(format!("add \"{name}:\""));
        return explained(problem, repair);
    }
    if let Some(rest) = what.strip_prefix("invalid type: ") {
        let (found, wanted) = rest.rsplit_once(", expected ").unwrap_or((rest, "something else"));
        let of = if at.is_empty() { String::new() } else { format!("\"{at}\": ") };
        let problem = problem(format!("{of}expected {}, found {}", plain(wanted), plain(found)));
        let quote = found == "map" && (wanted == "a string" || wanted.starts_with("text"));
        let problem = match found {
            _ if quote => problem.with_help(QUOTE),
            "unit value" | "null" => problem.with_help("write one, or leave the key out"),
            _ => problem,
        };
        return explained(
            problem,
            instead(wanted).map_or(Repair::None, |value| Repair::Replace(value.to_owned())),
        );
    }
    if let Some((found, wanted)) =
        what.strip_prefix("invalid length ").and_then(|rest| rest.split_once(", expected "))
    {
        let message = format!("\"{at}\": expected {}, found {found}", plain(wanted));
        return explained(problem(message), Repair::None);
    }
    if message.contains("recursion limit") {
        return explained(nested(path, place), Repair::None);
    }
    explained(in_context(form(path, place, message), &full), Repair::None)
}

/// The same with where the value begins in which the library was: that is often where the slip is.
fn in_context(problem: Problem, full: &str) -> Problem {
    let Some((what, (line, col))) = full.split_once(", while ").and_then(|(_, rest)| {
        let (what, place) = rest.split_once(" at line ")?;
        let (line, col) = place.split_once(" column ")?;
        Some((what, (line.parse::<usize>().ok()?, col.trim().parse::<usize>().ok()?)))
    }) else {
        return problem;
    };
    if what.ends_with("quoted scalar") {
        let problem = Problem { line, col, ..problem };
        return Problem { message: "this quote is never closed".to_owned(), ..problem }
            .with_help("close it; inside of it, double quotes are written \\\" and single ones ''");
    }
    if line == problem.line {
        return problem;
    }
    let help = problem.help.clone().map(|help| format!("{help}; ")).unwrap_or_default();
    problem.with_help(format!("{help}it began in line {line}, column {col}"))
}

/// For text that YAML takes for a map.
pub(super) const QUOTE: &str =
    "quote it: text that begins with { or holds a colon and a blank is read as a map";

/// The way that the library writes as `follow_ups[0].ask`.
fn keys(way: &str) -> Vec<Key> {
    let parts = way.split(['.', '[', ']']).filter(|part| !part.is_empty());
    parts.map(|part| part.parse().map_or_else(|_| Key::from(part), Key::Index)).collect()
}

/// Something of the form that is wanted.
fn instead(wanted: &str) -> Option<&'static str> {
    match wanted {
        "a string" => Some("''"),
        "sequence" | "a sequence" => Some("[]"),
        "a map" | "map" => Some("{}"),
        "yes or no" | "a boolean" => Some("no"),
        _ if wanted.starts_with("text") => Some("''"),
        _ if wanted.starts_with(['f', 'u', 'i']) && wanted[1..].parse::<u8>().is_ok() => Some("0"),
        _ => None,
    }
}

/// A text that no person writes.
pub(super) fn nested(path: &Path, at: (usize, usize)) -> Problem {
    Problem::at(path, at, "values are nested too deeply").with_help("use less than 128 levels")
}

/// A mistake of form, in the library's words, with what usually lies behind it.
pub(super) fn form(path: &Path, place: (usize, usize), message: &str) -> Problem {
    let problem = Problem::at(path, place, message);
    match HELP.iter().find(|(words, _)| message.contains(words)) {
        Some((_, help)) => problem.with_help(*help),
        None => problem,
    }
}

/// For a key that is indented otherwise than its block: where that begins. `text` is what was read.
pub(super) fn misaligned(problem: Problem, text: &str) -> Problem {
    if problem.message != "did not find expected key" {
        return problem;
    }
    let lines: Vec<&str> = text.lines().collect();
    let indent = |line: &str| line.len() - line.trim_start_matches(' ').len();
    let is_blank = |line: &str| line.trim().is_empty();
    let above =
        || lines.iter().enumerate().take(problem.line.saturating_sub(1)).filter(|(_, line)| !is_blank(line));
    // The block begins below the nearest line that is indented less.
    let parent = above().rfind(|(_, line)| indent(line) + 1 < problem.col).map(|(n, _)| n);
    let first = above().find(|(n, _)| parent.is_none_or(|parent| *n > parent));
    match first {
        Some((n, line)) if indent(line) + 1 != problem.col => {
            let help = format!(
                "this line begins in column {}, and the block from line {} on in column {}: give them one indentation",
                problem.col,
                n + 1,
                indent(line) + 1
            );
            problem.with_help(help)
        }
        _ => problem,
    }
}

/// What usually lies behind a mistake of form.
const HELP: [(&str, &str); 6] = [
    ("mapping values are not allowed", "quote the value: it holds a colon and a blank"),
    ("did not find expected key", "look at the indentation, and for a quote that ends too early"),
    ("cannot start any token", "indent with blanks, not tabs; quote a value that begins with @ or `"),
    (
        "unknown anchor",
        "quote the value if the * is text; an anchor under an x- key cannot be used elsewhere",
    ),
    ("found unexpected end of stream", "look for a quote that is never closed"),
    ("expected ',' or", "look for a bracket that is never closed"),
];

/// The name after `kind`, and the known names that the message lists.
fn named<'a>(what: &'a str, kind: &str) -> Option<(&'a str, Vec<&'a str>)> {
    let (name, rest) = what.strip_prefix(kind)?.split_once('`')?;
    let known = rest.split('`').skip(1).step_by(2).collect();
    Some((name, known))
}

fn with_names(problem: Problem, name: &str, known: &[&str], otherwise: &str) -> Problem {
    let near = nearest::did_you_mean(name, known.iter().copied());
    match near {
        Some(help) => problem.with_help(help),
        None if otherwise.is_empty() => problem,
        None => problem.with_help(otherwise),
    }
}

/// Types in words that authors of banks know.
fn plain(kind: &str) -> &str {
    match kind {
        "a string" => "text",
        "map" => "a map",
        "a map" => "a map",
        "sequence" | "a sequence" => "a list",
        "unit value" | "null" => "nothing",
        "f64" | "u8" | "u32" | "u64" | "usize" => "a number",
        _ if kind.starts_with("struct ") => "a map",
        _ if kind.starts_with("an array of length 4") => "a list of four",
        _ => kind,
    }
}
