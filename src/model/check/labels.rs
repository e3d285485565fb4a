//! Labels that were probably meant to be those of other questions. Labels are free: this only warns.

use std::collections::{BTreeMap, BTreeSet};

use super::{Mistake, Mistakes, Spot};
use crate::{
    model::Question,
    text::{fold::fold, nearest::slip},
};

/// The labels of many questions.
#[derive(Default)]
pub struct Labels<'a> {
    /// By what they label and how they are written, with the questions that bear them.
    bearers: BTreeMap<&'static str, BTreeMap<&'a str, BTreeSet<&'a str>>>,
}

impl<'a> Labels<'a> {
    /// Those of `questions`.
    pub fn of(questions: impl IntoIterator<Item = &'a Question>) -> Self {
        let mut bearers = BTreeMap::<_, BTreeMap<_, BTreeSet<_>>>::new();
        for question in questions {
            for (key, _, label) in labels(question) {
                bearers.entry(key).or_default().entry(label).or_default().insert(question.id.as_str());
            }
        }
        Self { bearers }
    }

    /// The labels of a question that it alone bears, and that differ from another by a slip.
    pub fn mistakes(&self, question: &Question) -> Vec<Mistake> {
        let mut mistakes = Mistakes::default();
        for (key, index, label) in labels(question) {
            let Some(all) = self.bearers.get(key) else { continue };
            if all.get(label).is_some_and(|bearers| bearers.iter().any(|id| question.id != *id)) {
                continue;
            }
            let others = all
                .iter()
                .filter(|(other, bearers)| **other != label && bearers.iter().any(|id| question.id != *id));
            let others: Vec<&str> = others.map(|(other, _)| *other).collect();
            let same = others.iter().copied().find(|other| fold(other) == fold(label));
            if let Some(meant) = same.or_else(|| slip(label, others.iter().copied())) {
                let root = Spot::default().at(key);
                let spot = index.map_or(root.clone(), |index| root.at(index));
                let message = format!("\"{label}\" stands in no other question, and \"{meant}\" does");
                let help = "labels are found by how they are written; leave it if it is another";
                mistakes.warn(&spot, message, Some(help.to_owned()));
            }
        }
        mistakes.0
    }
}

/// Every label: its key, its place in a list, and its text.
fn labels(question: &Question) -> impl Iterator<Item = (&'static str, Option<usize>, &str)> {
    let lists = question.labels().into_iter().flat_map(|(key, list)| {
        list.iter().enumerate().map(move |(index, label)| (key, Some(index), label.as_str()))
    });
    let names = [("company", &question.company), ("product", &question.product)];
    let names = names.into_iter().filter_map(|(key, name)| name.as_deref().map(|name| (key, None, name)));
    lists.chain(names)
}
