//! Prints what the built-in bank holds: its questions by type, company, difficulty and label. `cargo run --example bank`

#![expect(clippy::disallowed_methods, reason = "it prints words of ours")]

use std::{
    collections::BTreeMap,
    io::{self, Write},
};

use casebook::{
    model::{Bank, Question},
    store::bank,
};

/// What a question counts under.
type Labels = fn(&Bank, &Question) -> Vec<String>;

const BY: [(&str, Labels); 6] = [
    ("type", |bank, question| vec![bank.type_title(question.kind.as_str()).to_owned()]),
    ("difficulty", |_, question| vec![question.difficulty.to_string()]),
    ("company", |_, question| question.company.clone().into_iter().collect()),
    ("skill", |_, question| question.skills.clone()),
    ("industry", |_, question| question.industries.clone()),
    ("topic", |_, question| question.topics.clone()),
];

fn main() -> io::Result<()> {
    let bank = bank::built_in();
    let mut out = io::stdout().lock();
    writeln!(out, "{} questions, {} tracks", bank.questions.len(), bank.tracks.len())?;
    for (by, labels) in BY {
        let mut counts = BTreeMap::<String, usize>::new();
        for label in bank.questions.wholes().flat_map(|question| labels(&bank, &question)) {
            *counts.entry(label).or_default() += 1;
        }
        let mut counts: Vec<(String, usize)> = counts.into_iter().collect();
        // The most first; within that, by name.
        counts.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
        writeln!(out, "\nby {by}: {}", counts.len())?;
        for (label, count) in counts {
            writeln!(out, "{count:>4}  {label}")?;
        }
    }
    Ok(())
}
