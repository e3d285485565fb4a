//! Rust source as far as the house rules need it: which paths a file names, and which of its lines are tests.
//!
//! Reads text alone; it knows neither folders nor rules.

use std::collections::BTreeSet;

/// A path that a file names: `crate::model::Session`, `super::plan::Card`, `Timestamp::now`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    /// Its parts, as written; a group is one path for each of its members.
    pub parts: Vec<String>,
    /// From 1.
    pub line: usize,
    /// For a `use`: the name that it brings in (none for `*` and `_`) and whether it gives it on.
    pub import: Option<Import>,
}

/// What a `use` does with its path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Import {
    /// The last part, or what stands behind `as`.
    pub name: Option<String>,
    /// `pub use`, `pub(crate) use`.
    pub again: bool,
}

/// One file, read.
#[derive(Clone, Debug, Default)]
pub struct Source {
    /// Every path outside tests.
    pub paths: Vec<Named>,
    /// Child modules that are compiled for tests alone, and lie in files of their own.
    pub test_modules: BTreeSet<String>,
    /// Whether the whole file is compiled for tests alone.
    pub is_test: bool,
    /// Lines that are no tests.
    pub lines: usize,
}

/// Reads a file.
pub fn read(text: &str) -> Source {
    let code = blank_out(text);
    let mut tokens = tokens(&code);
    let (test_lines, test_modules) = take_tests(&mut tokens);
    Source {
        paths: paths(&tokens),
        test_modules,
        is_test: starts(&tokens, 0, &["#", "!", "[", "cfg", "(", "test", ")", "]"]),
        lines: text.lines().count() - test_lines.len(),
    }
}

/// The text with blanks for comments, strings and characters, so that braces and paths in them count for nothing.
fn blank_out(text: &str) -> String {
    let chars: Vec<char> = text.chars().collect();
    let mut out = String::with_capacity(text.len());
    let mut i = 0;
    while i < chars.len() {
        let end = skipped(&chars, i);
        if end == i {
            out.push(chars[i]);
            i += 1;
        } else {
            out.extend(chars[i..end].iter().map(|c| if *c == '\n' { '\n' } else { ' ' }));
            i = end;
        }
    }
    out
}

/// Behind the comment, string or character that begins at `i`; `i` itself where none does.
fn skipped(chars: &[char], i: usize) -> usize {
    let at = |n: usize| chars.get(n).copied().unwrap_or('\0');
    let find = |from: usize, wanted: &str| {
        let wanted: Vec<char> = wanted.chars().collect();
        (from..chars.len())
            .find(|&n| chars[n..].starts_with(&wanted))
            .map_or(chars.len(), |n| n + wanted.len())
    };
    match (at(i), at(i + 1)) {
        ('/', '/') => find(i, "\n") - 1,
        ('/', '*') => {
            let (mut n, mut depth) = (i + 2, 1);
            while n < chars.len() && depth > 0 {
                match (at(n), at(n + 1)) {
                    ('/', '*') => (n, depth) = (n + 2, depth + 1),
                    ('*', '/') => (n, depth) = (n + 2, depth - 1),
                    _ => n += 1,
                }
            }
            n.min(chars.len())
        }
        ('r', '"' | '#')
            if i == 0 || !is_word(at(i - 1)) || (at(i - 1) == 'b' && !is_word(at(i.wrapping_sub(2)))) =>
        {
            let hashes = chars[i + 1..].iter().take_while(|c| **c == '#').count();
            if at(i + 1 + hashes) != '"' {
                return i;
            }
            find(i + 2 + hashes, &format!("\"{}", "#".repeat(hashes)))
        }
        ('"', _) => {
            let mut n = i + 1;
            while n < chars.len() && at(n) != '"' {
                n += if at(n) == '\\' { 2 } else { 1 };
            }
            (n + 1).min(chars.len())
        }
        ('\'', '\\') => find(i + 3, "'"),
        // A lifetime has no closing quote.
        ('\'', _) if at(i + 2) == '\'' => i + 3,
        _ => i,
    }
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

/// A word, `::`, or one other character, with its line.
type Token = (String, usize);

fn tokens(code: &str) -> Vec<Token> {
    let chars: Vec<char> = code.chars().collect();
    let (mut i, mut line, mut found) = (0, 1, Vec::new());
    while i < chars.len() {
        let length = match chars[i] {
            c if is_word(c) => chars[i..].iter().take_while(|c| is_word(**c)).count(),
            ':' if chars.get(i + 1) == Some(&':') => 2,
            _ => 1,
        };
        let token: String = chars[i..i + length].iter().collect();
        if token == "\n" {
            line += 1;
        } else if !token.trim().is_empty() {
            found.push((token, line));
        }
        i += length;
    }
    found
}

fn starts(tokens: &[Token], at: usize, wanted: &[&str]) -> bool {
    wanted.iter().enumerate().all(|(n, w)| tokens.get(at + n).is_some_and(|(t, _)| t == w))
}

/// Takes every item behind `#[cfg(test)]` out; gives its lines, and the modules that lie in other files.
fn take_tests(tokens: &mut Vec<Token>) -> (BTreeSet<usize>, BTreeSet<String>) {
    let (mut lines, mut modules) = (BTreeSet::new(), BTreeSet::new());
    let mut at = 0;
    while at < tokens.len() {
        if !starts(tokens, at, &["#", "[", "cfg", "(", "test", ")", "]"]) {
            at += 1;
            continue;
        }
        let end = item_end(tokens, at);
        let item = &tokens[at..end];
        if let Some(m) = item.iter().position(|(t, _)| t == "mod")
            && let (Some((name, _)), Some((";", _))) =
                (item.get(m + 1), item.get(m + 2).map(|(t, l)| (t.as_str(), l)))
        {
            modules.insert(name.clone());
        }
        if let (Some((_, first)), Some((_, last))) = (item.first(), item.last()) {
            lines.extend(*first..=*last);
        }
        tokens.drain(at..end);
    }
    (lines, modules)
}

/// Behind the item that begins at `at`, its attributes included: its `;`, its closing brace, or the comma of a field.
fn item_end(tokens: &[Token], at: usize) -> usize {
    let (mut depth, mut braces) = (0_i32, false);
    for (n, (token, _)) in tokens.iter().enumerate().skip(at) {
        match token.as_str() {
            "{" | "(" | "[" => {
                braces |= token == "{" && depth == 0;
                depth += 1;
            }
            "}" | ")" | "]" => {
                depth -= 1;
                if depth < 0 {
                    return n;
                }
                if token == "}" && depth == 0 && braces {
                    // `use a::{b};` goes on to its semicolon.
                    return if starts(tokens, n + 1, &[";"]) { n + 2 } else { n + 1 };
                }
            }
            ";" | "," if depth == 0 => return n + 1,
            _ => {}
        }
    }
    tokens.len()
}

/// Every path of two parts or more, and every `use`.
fn paths(tokens: &[Token]) -> Vec<Named> {
    let (mut found, mut at) = (Vec::new(), 0);
    while at < tokens.len() {
        let (token, line) = &tokens[at];
        if token == "use" && !starts(tokens, at + 1, &["<"]) {
            let again = at > 0 && matches!(tokens[at - 1].0.as_str(), "pub" | ")");
            let from = found.len();
            at = tree(tokens, at + 1, &[], &mut found);
            for named in &mut found[from..] {
                if let Some(import) = &mut named.import {
                    import.again = again;
                }
            }
        } else if token.chars().all(is_word) && starts(tokens, at + 1, &["::"]) {
            let mut parts = vec![token.clone()];
            while starts(tokens, at + 1, &["::"])
                && tokens.get(at + 2).is_some_and(|(t, _)| t.chars().all(is_word))
            {
                at += 2;
                parts.push(tokens[at].0.clone());
            }
            found.push(Named { parts, line: *line, import: None });
            at += 1;
        } else {
            at += 1;
        }
    }
    found
}

/// Reads one branch of a `use` behind `before`; gives the index of what stands behind it.
fn tree(tokens: &[Token], mut at: usize, before: &[String], found: &mut Vec<Named>) -> usize {
    let mut parts = before.to_vec();
    while let Some((token, line)) = tokens.get(at) {
        match token.as_str() {
            "::" => at += 1,
            "{" => {
                at += 1;
                while !starts(tokens, at, &["}"]) && at < tokens.len() {
                    at = tree(tokens, at, &parts, found);
                    if starts(tokens, at, &[","]) {
                        at += 1;
                    }
                }
                return at + 1;
            }
            "*" => {
                found.push(Named { parts, line: *line, import: Some(Import { name: None, again: false }) });
                return at + 1;
            }
            word if word.chars().all(is_word) => {
                parts.push(word.to_owned());
                at += 1;
                if starts(tokens, at, &["::"]) {
                    continue;
                }
                // `a::{self}` brings in `a`.
                if word == "self" && parts.len() > 1 {
                    parts.pop();
                }
                let mut name = parts.last().cloned();
                if starts(tokens, at, &["as"]) {
                    name = tokens.get(at + 1).map(|(t, _)| t.clone()).filter(|t| t != "_");
                    at += 2;
                }
                found.push(Named { parts, line: *line, import: Some(Import { name, again: false }) });
                return at;
            }
            _ => return at + usize::from(token == ";"),
        }
    }
    at
}

#[cfg(test)]
mod tests {
    use super::read;

    fn paths(text: &str) -> Vec<String> {
        read(text).paths.iter().map(|named| named.parts.join("::")).collect()
    }

    #[test]
    fn a_group_is_one_path_a_member() {
        let text = "use std::{env, fmt::{self, Write as _}};\npub use a::*;\nuse b as c;\nfn f() {}";
        assert_eq!(paths(text), ["std::env", "std::fmt", "std::fmt::Write", "a", "b"]);
        let source = read(text);
        let again: Vec<bool> = source.paths.iter().filter_map(|p| Some(p.import.as_ref()?.again)).collect();
        assert_eq!(again, [false, false, false, true, false]);
    }

    #[test]
    fn paths_in_code_count_and_those_in_comments_and_strings_do_not() {
        let text = r##"
            // crate::store::a
            /* crate::store::b /* nested */ crate::store::c */
            fn f<'a>(x: &'a str) -> char { g("crate::store::d", r#"crate::"e""#, '"', '\''); crate::store::h() }
        "##;
        assert_eq!(paths(text), ["crate::store::h"]);
    }

    #[test]
    fn tests_are_left_out() {
        let text =
            "fn a() {}\n#[cfg(test)]\nmod tests {\n    use std::fs;\n}\n#[cfg(test)]\nmod more;\nuse b::c;\n";
        let source = read(text);
        assert_eq!(paths(text), ["b::c"]);
        assert_eq!(source.lines, 2);
        assert!(source.test_modules.contains("more") && !source.test_modules.contains("tests"));
        assert!(read("//! Doc.\n#![cfg(test)]\nuse std::fs;").is_test);
    }
}
