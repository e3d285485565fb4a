//! Questions from a list that somebody has collected: what its columns mean, and which of its words this bank knows.
//! Loses nothing: what no key is for goes into a free key.

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    model::{Bank, Difficulty, Draft, FrameworkId, catalogue::Listed, list::Entry},
    sort::IntoTree as _,
    text::{
        fold::{fold, words},
        input::single_line,
        nearest::slip,
    },
};

mod columns;
mod ids;

pub use columns::{Columns, Key};
pub use ids::{Ids, slug};

/// A word that must be one of a few.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Word<T> {
    /// It is.
    Known(T),
    /// It is another.
    Unknown(String),
    /// There is none.
    Missing,
}

/// A question that was found in a list.
#[derive(Clone, Debug, PartialEq)]
pub struct Found {
    /// Where it begins in the file.
    pub line: usize,
    /// All that is known of it; its id, type and difficulty are empty.
    pub draft: Draft,
    /// What its id should be, where the list says so.
    pub id: Option<String>,
    /// Its type.
    pub kind: Word<FrameworkId>,
    /// How hard it is.
    pub difficulty: Word<Difficulty>,
    /// Labels that are nearly those of other questions, each with what was probably meant.
    pub doubts: Vec<(String, String)>,
}

/// What a bank knows: its types and its labels.
pub struct Known<'a> {
    /// Every word that names a type, folded.
    types: BTreeMap<String, &'a FrameworkId>,
    /// By what they label: how they are written.
    labels: BTreeMap<Key, BTreeSet<&'a str>>,
}

impl<'a> Known<'a> {
    /// That of `bank`.
    pub fn of(bank: &'a Bank) -> Self {
        let names =
            bank.frameworks.values().flat_map(|f| [(f.id.as_str(), &f.id), (f.title.as_str(), &f.id)]);
        let mut labels = BTreeMap::<Key, BTreeSet<&str>>::new();
        for question in bank.questions.iter() {
            for (key, label) in labels_of(question) {
                labels.entry(key).or_default().insert(label);
            }
        }
        Self { types: names.map(|(name, id)| (plain(name), id)).into_tree(), labels }
    }

    /// The type that a word names.
    pub fn kind(&self, word: &str) -> Word<FrameworkId> {
        match self.types.get(&plain(word)) {
            Some(id) => Word::Known((*id).clone()),
            None => Word::Unknown(word.to_owned()),
        }
    }

    /// The label as other questions write it, and what was probably meant where it is a slip away from one.
    fn label(&self, key: &Key, word: &str) -> (String, Option<String>) {
        let Some(known) = self.labels.get(key).filter(|known| !known.contains(word)) else {
            return (word.to_owned(), None);
        };
        match known.iter().find(|label| fold(label) == fold(word)) {
            Some(label) => ((*label).to_owned(), None),
            None => (word.to_owned(), slip(word, known.iter().copied()).map(str::to_owned)),
        }
    }
}

fn labels_of(question: Listed<'_>) -> impl Iterator<Item = (Key, &str)> {
    let labels = question.skills().map(|label| (Key::Skills, label));
    let labels = labels.chain(question.industries().map(|label| (Key::Industries, label)));
    let labels = labels.chain(question.topics().map(|label| (Key::Topics, label)));
    let names = [(Key::Company, question.company()), (Key::Product, question.product())];
    labels.chain(names.into_iter().filter_map(|(key, name)| Some((key, name?))))
}

/// A word as names are compared: "Root-cause" and "root cause" are one.
fn plain(word: &str) -> String {
    words(word).join(" ")
}

/// How hard a word says that something is.
pub fn difficulty(word: &str) -> Word<Difficulty> {
    match fold(word.trim()).as_str() {
        "easy" | "简单" | "容易" => Word::Known(Difficulty::Easy),
        "medium" | "中等" | "中" => Word::Known(Difficulty::Medium),
        "hard" | "困难" | "难" => Word::Known(Difficulty::Hard),
        _ => Word::Unknown(word.to_owned()),
    }
}

/// The question of an entry, or nothing where it has no title.
pub fn found(entry: &Entry, columns: &Columns, known: &Known<'_>) -> Option<Found> {
    let mut found = Found {
        line: entry.line,
        draft: Draft::default(),
        id: None,
        kind: Word::Missing,
        difficulty: Word::Missing,
        doubts: Vec::new(),
    };
    for (column, text) in &entry.cells {
        found.take(columns.key(column), column, text, known);
    }
    (!found.draft.title.is_empty()).then_some(found)
}

impl Found {
    fn take(&mut self, key: Key, column: &str, text: &str, known: &Known<'_>) {
        let free = |found: &mut Self| found.keep(&columns::free(column), text);
        match key {
            Key::Title if self.draft.title.is_empty() => self.draft.title = single_line(text),
            Key::Say if self.draft.say.is_empty() => text.clone_into(&mut self.draft.say),
            Key::Id if self.id.is_none() => self.id = Some(text.to_owned()),
            Key::Type if self.kind == Word::Missing => self.kind = known.kind(text),
            Key::Difficulty if self.difficulty == Word::Missing => self.difficulty = difficulty(text),
            Key::Heading => self.heading(text, known),
            Key::Company if self.draft.company.is_empty() => {
                self.draft.company = self.label(&key, &single_line(text), known);
            }
            Key::Product if self.draft.product.is_empty() => {
                self.draft.product = self.label(&key, &single_line(text), known);
            }
            Key::Skills | Key::Industries | Key::Topics => self.labels(&key, text, known),
            Key::Free(name) => self.keep(&name, text),
            _ => free(self),
        }
    }

    /// A heading names the type or the difficulty of what stands below it, or else a topic.
    fn heading(&mut self, text: &str, known: &Known<'_>) {
        match (known.kind(text), difficulty(text)) {
            // The heading that is nearest counts.
            (kind @ Word::Known(_), _) => self.kind = kind,
            (_, hard @ Word::Known(_)) => self.difficulty = hard,
            _ => {
                let topic = self.label(&Key::Topics, text, known);
                self.draft.topics.push(topic);
            }
        }
    }

    fn labels(&mut self, key: &Key, text: &str, known: &Known<'_>) {
        for word in
            text.split([',', ';', '|', '\n', '，', '；', '、']).map(str::trim).filter(|word| !word.is_empty())
        {
            let label = self.label(key, word, known);
            let list = match key {
                Key::Skills => &mut self.draft.skills,
                Key::Industries => &mut self.draft.industries,
                _ => &mut self.draft.topics,
            };
            if !list.contains(&label) {
                list.push(label);
            }
        }
    }

    fn label(&mut self, key: &Key, word: &str, known: &Known<'_>) -> String {
        let (label, meant) = known.label(key, word);
        self.doubts.extend(meant.map(|meant| (label.clone(), meant)));
        label
    }

    /// Keeps a text under a free key; under the next one where that is taken.
    pub fn keep(&mut self, name: &str, text: &str) {
        let names = std::iter::once(name.to_owned()).chain((2..).map(|n| format!("{name}-{n}")));
        let is_free = |name: &String| !self.draft.free.iter().any(|(taken, _)| taken == name);
        if let Some(name) = names.into_iter().find(is_free) {
            self.draft.free.push((name, text.to_owned()));
        }
    }
}
