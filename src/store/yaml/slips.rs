//! What YAML takes without a word although nobody means it: a `#` that cuts, `~` and nothing as text, text that steers.

use std::path::Path;

use super::tree::{Kind, Tree};
use crate::{error::Problem, sort::Sort as _, text::display::steers};

/// How many characters that steer are told of one file.
const MOST: usize = 50;

/// What the parse takes without a word although nobody means it.
pub(super) fn slips(path: &Path, text: &str, tree: &Tree) -> Vec<Problem> {
    let Some(root) = &tree.root else { return Vec::new() };
    let lines: Vec<&str> = text.lines().collect();
    let mut problems = steering(path, &lines, tree);
    root.walk(&mut |node| {
        for empty in node.entries().iter().filter(|entry| entry.value.is_empty()) {
            let message = format!("\"{}\" has no value", empty.name);
            let problem = Problem::at(path, empty.key.at, message).warning();
            problems.push(problem.with_help("write one, or leave the key out"));
        }
        let Kind::Scalar { plain: true, end: (line, col) } = node.kind else { return };
        let Some(text) = lines.get(line - 1).filter(|text| text.contains(['#', '~'])) else { return };
        let rest: String = text.chars().skip(col - 1).take(80).collect();
        let comment = rest.trim_start();
        if !node.is_empty() && comment.strip_prefix('#').is_some_and(|c| c.starts_with(char::is_alphanumeric))
        {
            let at = (line, col + rest.chars().count() - comment.chars().count());
            let problem = Problem::at(path, at, format!("\"{comment}\" is read as a comment"));
            let help = "put the whole value between quotes; a comment needs a blank after #";
            problems.push(problem.warning().with_help(help));
        }
        if node.at.0 == line && text.chars().skip(node.at.1 - 1).take(col - node.at.1).eq(['~']) {
            let problem = Problem::at(path, node.at, "\"~\" means nothing here");
            let help = "leave the key out, or put the ~ between quotes";
            problems.push(problem.warning().with_help(help));
        }
    });
    problems
}

/// Characters that steer a terminal or turn text around, written as they are or as an escape.
fn steering(path: &Path, lines: &[&str], tree: &Tree) -> Vec<Problem> {
    let of_line = |(line, text): (usize, &&str)| {
        let steering = text.chars().enumerate().filter(|(_, c)| steers(*c));
        steering.map(|(col, c)| ((line + 1, col + 1), c)).collect::<Vec<_>>()
    };
    let mut found: Vec<((usize, usize), char)> =
        lines.iter().enumerate().flat_map(of_line).take(MOST).collect();
    let as_it_is = found.clone();
    let is_escaped = |(at, end, c): &&((usize, usize), usize, char)| {
        !as_it_is.iter().any(|((line, _), found)| found == c && (at.0..=*end).contains(line))
    };
    found.extend(tree.steering.iter().take(MOST).filter(is_escaped).map(|(at, _, c)| (*at, *c)));
    found.arrange();
    let problem = |(at, c): ((usize, usize), char)| {
        let what = if c.is_control() { "a control character" } else { "a character that turns text around" };
        Problem::at(path, at, format!("{what} (U+{:04X}) stands here", u32::from(c)))
            .with_help("delete it; it cannot be seen")
    };
    found.into_iter().take(MOST).map(problem).collect()
}
