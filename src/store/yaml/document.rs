//! A file of a bank: its text, the place of every value, and a strict parse that goes on behind a mistake, so that
//! all mistakes are told at once. Knows nothing of what is in a bank.

use std::path::{Path, PathBuf};

use serde::de::DeserializeOwned;

use super::{
    explain::{Repair, explain},
    guard,
    tree::{Entry, Kind, NoTree, Node, Tree},
};
use crate::{
    error::Problem,
    model::check::{Key, Spot},
};

/// How many mistakes are told of one file.
const MOST: usize = 50;

/// A text and where everything in it stands.
pub struct Document {
    path: PathBuf,
    text: String,
    tree: Option<Tree>,
}

impl Document {
    /// Reads the places in a text. Entries under keys that start with `x-` are overwritten with blanks: they are free,
    /// and so they are not there for the strict parse, while every line and column stays.
    pub fn read(path: &Path, text: String) -> Result<Self, Problem> {
        guard::measure(path, &text)?;
        let mut document = Self { path: path.to_owned(), text, tree: None };
        match Tree::read(&document.text) {
            Ok(tree) => document.tree = Some(tree),
            // The two libraries differ in what they forgive. Where the parse succeeds, only places are lost.
            Err(NoTree::Syntax) => return Ok(document),
            Err(NoTree::TooDeep(at)) => return Err(guard::nested(path, at)),
            Err(NoTree::TooMany) => {
                return Err(Problem::of_file(path, "the file holds too many values")
                    .with_help("split it into several files"));
            }
        }
        document.blank_free_keys();
        Ok(document)
    }

    /// Whether there is nothing but blanks and comments in it.
    pub fn is_empty(&self) -> bool {
        self.tree.as_ref().is_some_and(|tree| tree.root.is_none())
    }

    /// The keys at the top, where it is a mapping.
    pub fn top_keys(&self) -> Vec<&str> {
        self.root().map_or(&[][..], Node::entries).iter().map(|entry| entry.name.as_str()).collect()
    }

    /// The value as a type that refuses what it does not know, and everything that is wrong with it. An unknown or
    /// repeated key is told and left out; an item of the top list `list` that cannot be read is told and left out.
    pub fn parse<T: DeserializeOwned>(&mut self, list: Option<&str>) -> (Option<T>, Vec<Problem>) {
        let mut problems = self.slips();
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
            let explained = explain(&self.path, &error);
            let at = (explained.problem.line, explained.problem.col);
            problems.push(explained.problem);
            let repaired = match explained.repair {
                Repair::DropKey => self.drop_key(at),
                Repair::DropItem { of, index } if list == Some(of.as_str()) => self.drop_item(&of, index),
                _ => false,
            };
            if !repaired {
                break;
            }
        }
        (None, problems)
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

    fn root(&self) -> Option<&Node> {
        self.tree.as_ref()?.root.as_ref()
    }

    /// What the parse takes without a word although nobody means it.
    fn slips(&self) -> Vec<Problem> {
        let Some(root) = self.root() else { return Vec::new() };
        let lines: Vec<&str> = self.text.lines().collect();
        let mut problems = Vec::new();
        root.walk(&mut |node| {
            let Kind::Scalar { plain: true, end: (line, col) } = node.kind else { return };
            let Some(text) = lines.get(line - 1).filter(|text| text.contains(['#', '~'])) else { return };
            let rest: String = text.chars().skip(col - 1).take(80).collect();
            let comment = rest.trim_start();
            if !node.is_empty()
                && comment.strip_prefix('#').is_some_and(|c| c.starts_with(char::is_alphanumeric))
            {
                let at = (line, col + rest.chars().count() - comment.chars().count());
                let problem = Problem::at(&self.path, at, format!("\"{comment}\" is read as a comment"));
                problems.push(
                    problem.with_help("put the whole value between quotes; a comment needs a blank after #"),
                );
            }
            if node.at.0 == line && text.chars().skip(node.at.1 - 1).take(col - node.at.1).eq(['~']) {
                let problem = Problem::at(&self.path, node.at, "\"~\" means nothing here");
                problems.push(problem.with_help("leave the key out, or put the ~ between quotes"));
            }
        });
        problems
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
                        repeated.extend(erase_entries(node, &|i, _| i == index));
                    }
                }
            });
        }
        self.erase(&repeated);
    }

    fn blank_free_keys(&mut self) {
        let mut free = Vec::new();
        if let Some(root) = self.root() {
            root.walk(&mut |node| free.extend(erase_entries(node, &|_, entry| entry.name.starts_with("x-"))));
        }
        self.erase(&free);
    }

    fn drop_key(&mut self, at: (usize, usize)) -> bool {
        let mut found = Vec::new();
        if let Some(root) = self.root() {
            root.walk(&mut |node| found.extend(erase_entries(node, &|_, entry| entry.key.at == at)));
        }
        self.erase(&found)
    }

    fn drop_item(&mut self, list: &str, index: usize) -> bool {
        let items = self.root().map_or(&[][..], Node::entries).iter().find(|entry| entry.name == list);
        let items = items.map_or(&[][..], |entry| entry.value.items());
        let Some(item) = items.get(index) else { return false };
        let before: Vec<char> = self.text.chars().take(item.span.0).collect();
        let Some(dash) = before.iter().rposition(|c| !c.is_whitespace()).filter(|at| before[*at] == '-')
        else {
            return false;
        };
        let instead = if items.len() == 1 { "[]" } else { "" };
        let erasure = Erasure { from: dash, to: item.span.1, comma: false, instead };
        self.erase(&[erasure])
    }

    /// Overwrites parts of the text and reads the places anew. Says whether there was anything to do.
    fn erase(&mut self, parts: &[Erasure]) -> bool {
        if parts.is_empty() {
            return false;
        }
        let mut chars: Vec<char> = self.text.chars().collect();
        for part in parts {
            let mut to = part.to.min(chars.len());
            if part.comma {
                let next = (to..chars.len()).find(|at| !chars[*at].is_whitespace());
                to = next.filter(|at| chars[*at] == ',').map_or(to, |at| at + 1);
            }
            for c in chars.iter_mut().take(to).skip(part.from).filter(|c| !matches!(c, '\n' | '\r')) {
                *c = ' ';
            }
            for (offset, c) in part.instead.chars().enumerate() {
                if let Some(place) = chars.get_mut(part.from + offset) {
                    *place = c;
                }
            }
        }
        self.text = chars.into_iter().collect();
        self.tree = Tree::read(&self.text).ok();
        true
    }
}

impl Node {
    fn is_empty(&self) -> bool {
        self.span.0 >= self.span.1 && matches!(self.kind, Kind::Scalar { .. })
    }
}

/// A part of a text that blanks take the place of.
struct Erasure {
    /// In characters.
    from: usize,
    to: usize,
    /// Whether a comma behind it goes too.
    comma: bool,
    /// What is written at its beginning: an empty map, say, where nothing would be left of one.
    instead: &'static str,
}

/// The entries of a map that `which` picks, as parts to erase.
fn erase_entries(node: &Node, which: &dyn Fn(usize, &Entry) -> bool) -> Vec<Erasure> {
    let Kind::Map { flow, entries } = &node.kind else { return Vec::new() };
    let picked: Vec<&Entry> = entries
        .iter()
        .enumerate()
        .filter(|(index, entry)| which(*index, entry))
        .map(|(_, entry)| entry)
        .collect();
    let is_all = picked.len() == entries.len() && !flow;
    picked
        .iter()
        .enumerate()
        .map(|(index, entry)| Erasure {
            from: entry.key.span.0,
            // The colon goes too where no value follows it.
            to: entry.value.span.1.max(entry.key.span.1 + 1),
            comma: *flow,
            instead: if is_all && index == 0 { "{}" } else { "" },
        })
        .collect()
}
