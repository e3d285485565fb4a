//! A file of a bank: its text, the place of every value, and a strict parse that goes on behind a mistake, so that
//! all mistakes are told at once. Knows nothing of what is in a bank.

use std::{
    collections::BTreeSet,
    path::{Path, PathBuf},
};

use serde::de::DeserializeOwned;

use super::{
    erase::{Erasure, after_brace, closed, entries, erase},
    explain::{Explained, QUOTE, Repair, explain, misaligned, nested},
    guard,
    slips::slips,
    tree::{Kind, NoTree, Node, Tree},
};
use crate::{
    error::{Level, Problem},
    model::check::{Key, Mistake, Spot},
};

/// How many mistakes of form are told of one file.
const MOST: usize = 50;

/// A text and where everything in it stands.
pub struct Document {
    path: PathBuf,
    text: String,
    tree: Option<Tree>,
    /// How many lines the file has, where some were added to read on.
    lines: Option<usize>,
    /// Where something else was written to read on.
    made_up: BTreeSet<(usize, usize)>,
}

impl Document {
    /// Reads the places in a text. Entries under keys that start with `x-` are overwritten with blanks: they are free,
    /// and so they are not there for the strict parse, while every line and column stays.
    pub fn read(path: &Path, text: String) -> Result<Self, Problem> {
        guard::measure(path, &text)?;
        let mut document =
            Self { path: path.to_owned(), text, tree: None, lines: None, made_up: BTreeSet::new() };
        match Tree::read(&document.text) {
            Ok(tree) => document.tree = Some(tree),
            // The two libraries differ in what they forgive. Where the parse succeeds, only places are lost.
            Err(NoTree::Syntax) => return Ok(document),
            Err(NoTree::TooDeep(at)) => return Err(nested(path, at)),
            Err(NoTree::TooMany) => {
                return Err(Problem::of_file(path, "the file holds too many values")
                    .with_help("split it into several files, or ask whoever sent it for another"));
            }
        }
        document.blank_free_keys();
        Ok(document)
    }

    /// Whether there is nothing but blanks and comments in it.
    pub fn is_empty(&self) -> bool {
        self.tree.as_ref().is_some_and(|tree| tree.root.is_none())
    }

    /// The text, without what is free.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// How many items the list `key` at the top has, where there is one.
    pub fn count(&self, key: &str) -> Option<usize> {
        let entries = self.root().map_or(&[][..], Node::entries);
        entries.iter().find(|entry| entry.name == key).map(|entry| entry.value.items().len())
    }

    /// The keys at the top, where it is a mapping.
    pub fn top_keys(&self) -> Vec<&str> {
        self.root().map_or(&[][..], Node::entries).iter().map(|entry| entry.name.as_str()).collect()
    }

    /// The value as a type that refuses what it does not know, and everything that is wrong with it. An unknown or
    /// repeated key is told and left out; an item of the top list `list` that cannot be read is told and left out.
    pub fn parse<T: DeserializeOwned>(&mut self, list: Option<&str>) -> (Option<T>, Vec<Problem>) {
        self.read_on(Vec::new(), |document, explained| match explained.repair {
            Repair::DropKey => document.drop_key((explained.problem.line, explained.problem.col)),
            _ => match explained.keys.as_slice() {
                way @ [Key::Name(name), Key::Index(_), ..] if list == Some(name.as_str()) => {
                    document.drop_item(&way[..2])
                }
                _ => false,
            },
        })
    }

    /// The same, to find all that is wrong: what cannot be read has something else in its place, so the value is of
    /// no other use.
    pub fn parse_on<T: DeserializeOwned>(&mut self) -> (Option<T>, Vec<Problem>) {
        let mut problems = self.unquoted();
        // What has no form cannot be read on behind the place.
        if self.tree.is_none()
            && let Err(error) = serde_yaml::from_str::<serde_yaml::Value>(&self.text)
        {
            problems.push(misaligned(explain(&self.path, &error).problem, &self.text));
            return (None, problems);
        }
        self.read_on(problems, |document, explained| {
            let at = (explained.problem.line, explained.problem.col);
            let repaired = match explained.repair {
                Repair::DropKey => document.drop_key(at),
                Repair::Replace(value) if document.is_blank(&explained.keys) => {
                    document.fill(&explained.keys, &value)
                }
                Repair::Replace(value) => document.replace(at, value),
                Repair::Add(key) => document.add(&key),
                Repair::None => false,
            };
            let item = explained.keys.iter().rposition(|key| matches!(key, Key::Index(_)));
            repaired || item.is_some_and(|last| document.drop_item(&explained.keys[..=last]))
        })
    }

    /// Parses until it succeeds or `repair` finds nothing more to do.
    fn read_on<T: DeserializeOwned>(
        &mut self,
        mut problems: Vec<Problem>,
        repair: impl Fn(&mut Self, Explained) -> bool,
    ) -> (Option<T>, Vec<Problem>) {
        problems.extend(self.tree.iter().flat_map(|tree| slips(&self.path, &self.text, tree)));
        self.drop_repeated(&mut problems);
        if let Some(at) = self.tree.as_ref().and_then(|tree| tree.second) {
            let problem =
                Problem::at(&self.path, at, "a second document begins here, and it would not be read");
            problems.push(problem.with_help("put it into a file of its own, or delete the line \"---\""));
            return (None, problems);
        }
        for _ in 0..MOST {
            let error = match serde_yaml::from_str(&self.text) {
                Ok(value) => return (Some(value), problems),
                Err(error) => error,
            };
            let mut explained = explain(&self.path, &error);
            if self.is_blank(&explained.keys) {
                // What stands nowhere is shown by its key, as all that is wrong with it.
                let spot = Spot { keys: explained.keys.clone(), is_key: true };
                (explained.problem.line, explained.problem.col) = self.place(&spot);
            }
            if !self.is_made_up((explained.problem.line, explained.problem.col)) {
                problems.push(misaligned(explained.problem.clone(), &self.text));
            }
            if !repair(self, explained) {
                break;
            }
        }
        (None, problems)
    }

    /// Whether what stands there was put there to read on, and so is nobody's mistake.
    pub fn is_made_up(&self, at: (usize, usize)) -> bool {
        self.lines.is_some_and(|lines| at.0 > lines) || self.made_up.contains(&at)
    }

    /// Line and column of what a spot names, or of the nearest thing above it that there is.
    pub fn place(&self, spot: &Spot) -> (usize, usize) {
        let Some(mut node) = self.root() else { return (1, 1) };
        let mut at = node.at;
        for (depth, key) in spot.keys.iter().enumerate() {
            let is_last = depth + 1 == spot.keys.len();
            let next = match key {
                Key::Name(name) => node.entries().iter().find(|entry| entry.name == *name).map(|entry| {
                    // An empty value stands nowhere, so its key is shown.
                    let shown = if spot.is_key && is_last || entry.value.is_empty() {
                        &entry.key
                    } else {
                        &entry.value
                    };
                    (&entry.value, shown.at)
                }),
                Key::Index(index) => node.items().get(*index).map(|item| (item, item.at)),
            };
            let Some((value, place)) = next else { break };
            (node, at) = (value, place);
        }
        at
    }

    /// A problem of what stands at a spot.
    pub fn problem(&self, spot: &Spot, message: impl Into<String>) -> Problem {
        Problem::at(&self.path, self.place(spot), message)
    }

    /// A mistake with the place where it stands.
    pub fn mistake(&self, mistake: Mistake) -> Problem {
        let level = if mistake.is_warning { Level::Warning } else { Level::Error };
        Problem { help: mistake.help, level, ..self.problem(&mistake.spot, mistake.message) }
    }

    fn root(&self) -> Option<&Node> {
        self.tree.as_ref()?.root.as_ref()
    }

    fn drop_repeated(&mut self, problems: &mut Vec<Problem>) {
        let mut repeated = Vec::new();
        if let Some(root) = self.root() {
            root.walk(&mut |node| {
                let mut seen = std::collections::HashMap::new();
                for (index, entry) in node.entries().iter().enumerate() {
                    if let Some(first) = seen.insert(&entry.name, entry.key.at.0) {
                        let message = format!("\"{}\" stands here a second time", entry.name);
                        let problem = Problem::at(&self.path, entry.key.at, message);
                        problems.push(problem.with_help(format!("the first is in line {first}")));
                        repeated.extend(entries(node, &|i, _| i == index));
                    }
                }
            });
        }
        self.erase(repeated);
    }

    fn blank_free_keys(&mut self) {
        let mut free = Vec::new();
        if let Some(root) = self.root() {
            root.walk(&mut |node| free.extend(entries(node, &|_, entry| entry.name.starts_with("x-"))));
        }
        self.erase(free);
    }

    fn drop_key(&mut self, at: (usize, usize)) -> bool {
        let mut found = Vec::new();
        if let Some(root) = self.root() {
            root.walk(&mut |node| found.extend(entries(node, &|_, entry| entry.key.at == at)));
        }
        self.erase(found)
    }

    /// Drops the item of a list that a way ends in.
    fn drop_item(&mut self, way: &[Key]) -> bool {
        let Some((Key::Index(index), way)) = way.split_last() else { return false };
        let Some(list) = self.node(way) else { return false };
        let (items, at) = (list.items(), list.at);
        let Some(item) = items.get(*index) else { return false };
        let before: Vec<char> = self.text.chars().take(item.span.0).collect();
        let Some(mark) = before.iter().rposition(|c| !c.is_whitespace()) else { return false };
        let (from, comma) = match before[mark] {
            '-' => (mark, false),
            '[' | ',' => (item.span.0, true),
            _ => return false,
        };
        let instead = if items.len() == 1 && !comma { "[]" } else { "" };
        let to = closed(&self.text, item.span);
        let erasure = Erasure { from, to, comma, instead: instead.to_owned() };
        if items.len() == 1 {
            self.made_up.insert(at);
        }
        self.erase(vec![erasure])
    }

    /// Writes `value` in the place of the value that begins there.
    fn replace(&mut self, at: (usize, usize), value: String) -> bool {
        let mut found = None;
        if let Some(root) = self.root() {
            root.walk(&mut |node| {
                // A map begins where its first key does; the outermost is meant.
                if node.at == at && found.is_none() {
                    found = Some(node.span);
                }
            });
        }
        let Some((from, to)) = found else { return false };
        self.made_up.insert(at);
        self.erase(vec![Erasure { from, to, comma: false, instead: value }])
    }

    /// Whether a way leads to a key without a value.
    fn is_blank(&self, way: &[Key]) -> bool {
        matches!(way.last(), Some(Key::Name(_))) && self.node(way).is_some_and(Node::is_empty)
    }

    /// Writes a value behind a key that has none.
    fn fill(&mut self, way: &[Key], value: &str) -> bool {
        let Some((Key::Name(name), above)) = way.split_last() else { return false };
        let entries = self.node(above).map_or(&[][..], Node::entries);
        let Some(entry) = entries.iter().find(|entry| entry.name == *name) else { return false };
        let (place, colon) = (entry.key.at, entry.key.span.1 + 1);
        self.made_up.insert(place);
        self.erase(vec![Erasure { from: colon, to: colon, comma: false, instead: format!(" {value}") }])
    }

    /// Adds a key at the end of a map at the top.
    fn add(&mut self, key: &str) -> bool {
        let Some(Kind::Map { flow: false, .. }) = self.root().map(|root| &root.kind) else { return false };
        let lines = self.text.lines().count();
        self.lines.get_or_insert(lines);
        self.text.push_str(&format!("\n{key}: ''\n"));
        self.tree = Tree::read(&self.text).ok();
        true
    }

    fn node(&self, way: &[Key]) -> Option<&Node> {
        way.iter().try_fold(self.root()?, |node, key| match key {
            Key::Name(name) => {
                node.entries().iter().find(|entry| entry.name == *name).map(|entry| &entry.value)
            }
            Key::Index(index) => node.items().get(*index),
        })
    }

    /// Text after a closing brace, `ask: {north_star} up`: it is told, and quotes are put there to read on.
    fn unquoted(&mut self) -> Vec<Problem> {
        let mut problems = Vec::new();
        while self.tree.is_none() && problems.len() < MOST {
            let Err(error) = serde_yaml::from_str::<serde_yaml::Value>(&self.text) else { break };
            let near = error.location().map_or(1, |place| place.line());
            let lines: Vec<&str> = self.text.lines().collect();
            let found = [near, near.saturating_sub(1)].into_iter().find_map(|line| {
                let text = lines.get(line.checked_sub(1)?)?;
                after_brace(text).map(|(from, to)| (line, from, to))
            });
            let Some((line, from, to)) = found else { break };
            self.made_up.insert((line, from + 1));
            problems.push(
                Problem::at(&self.path, (line, from + 1), "text goes on behind a bracket").with_help(QUOTE),
            );
            let start: usize = lines[..line - 1].iter().map(|l| l.chars().count() + 1).sum();
            let erasure =
                Erasure { from: start + from, to: start + to, comma: false, instead: "''".to_owned() };
            self.erase(vec![erasure]);
        }
        problems
    }

    /// Overwrites parts of the text and reads the places anew. Says whether there was anything to do.
    fn erase(&mut self, parts: Vec<Erasure>) -> bool {
        if parts.is_empty() {
            return false;
        }
        self.text = erase(&self.text, parts);
        self.tree = Tree::read(&self.text).ok();
        true
    }
}
