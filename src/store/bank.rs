//! Banks: the built-in one, and those that `--bank` adds. What is wrong with them is collected and never stops anything.
//!
//! Nothing here says how a question is shown, searched or practised.

use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
    sync::Arc,
};

use serde::de::DeserializeOwned;

use super::travelling::Travelling;
use crate::{
    error::Problem,
    model::{Bank, Question, QuestionId, Vocabulary, later::Later},
};

mod assignment;
mod beside;
pub mod index;
mod join;
mod lenient;
mod load;
mod ready;
mod reply;
mod review;
mod settled;
mod usable;
mod walk;

use beside::{Beside, beside_questions};
use join::{Join, Joined};
use load::Loaded;

/// The bank in the program itself; what its frameworks, rubrics and tracks say is read when it is looked at.
pub fn built_in() -> Bank {
    let mut bank = Bank { questions: ready::built_in(), ..Bank::default() };
    for Beside { kind, id, json, .. } in beside_questions() {
        match kind {
            "frameworks" => drop(bank.frameworks.insert(id.into(), sound(json))),
            "rubrics" => drop(bank.rubrics.insert(id.into(), sound(json))),
            "tracks" => drop(bank.tracks.insert(id.into(), sound(json))),
            _ => {
                let words: Vocabulary = serde_json::from_str(json).unwrap_or_default();
                bank.principles = words.principles;
            }
        }
    }
    bank
}

/// What is built in, once it is looked at.
fn sound<T: DeserializeOwned>(json: &'static str) -> Later<T> {
    #[expect(clippy::expect_used, reason = "tests look at all that is built in")]
    Later::new(|| serde_json::from_str(json).expect("what is built in is sound"))
}

/// The files of the built-in sample sessions and of the reviews beside them, in the order of their names.
pub fn samples() -> Vec<(PathBuf, Vec<u8>)> {
    walk::samples()
}

/// The built-in bank, joined by those at `paths`: files, or folders with everything below them; and what is wrong with
/// them, by file and line. An id that is already there is not replaced: that is a problem of the bank that comes later.
pub fn load(paths: &[PathBuf]) -> (Bank, Vec<Problem>) {
    let mut loaded = Loaded::default();
    walk::built_in(&mut loaded);
    for path in paths {
        walk::bank(path, &mut loaded);
    }
    let Joined { bank, problems, .. } = joined(loaded);
    (bank, problems)
}

/// All of it together.
fn joined(loaded: Loaded) -> Joined {
    let own = loaded.items.len();
    let mut join = Join::new(loaded, own, Bank::default());
    join.put_together();
    join.finish()
}

/// The questions that the bytes of one file hold, as [`load`] would read them from a file, or [`check`] `for_author`; and
/// what is wrong with them. The folders of `path` say what the file is; frameworks and rubrics that it names are `lent`.
pub fn of_file(
    path: &Path,
    bytes: Vec<u8>,
    for_author: bool,
    lent: &Bank,
) -> (BTreeMap<QuestionId, Question>, Vec<Problem>) {
    let mut loaded = Loaded { for_author, ..Loaded::default() };
    loaded.file(path, path, bytes);
    let own = loaded.items.len();
    let (frameworks, rubrics) = (lent.frameworks.clone(), lent.rubrics.clone());
    let mut join = Join::new(loaded, own, Bank { frameworks, rubrics, ..Bank::default() });
    join.put_together();
    if for_author {
        join.look_at_labels();
    }
    let Joined { bank, problems, .. } = join.finish();
    let questions =
        bank.questions.wholes().map(|question| (question.id.clone(), Arc::unwrap_or_clone(question)));
    (questions.collect(), problems)
}

/// What an author's files hold, and what is wrong with them.
pub struct Checked {
    /// How many files were looked at.
    pub files: usize,
    /// How many questions, frameworks, rubrics, tracks, sessions, reviews, replies and assignments they hold, in words,
    /// whatever is wrong with them.
    pub holds: Vec<(usize, &'static str)>,
    /// By file, line and column.
    pub problems: Vec<Problem>,
}

/// What is at `paths` and what is wrong with it, for an author. The built-in bank lends the frameworks, rubrics and
/// questions that are not there, says nothing of itself, and may be what is looked at. Sessions, reviews, replies and
/// assignments are read too.
pub fn check(paths: &[PathBuf]) -> Checked {
    let mut loaded = Loaded { for_author: true, ..Loaded::default() };
    for path in paths {
        walk::bank(path, &mut loaded);
    }
    let (own, problems, holds_labels) =
        (loaded.items.len(), loaded.problems.len(), loaded.vocabularies.iter().any(Vocabulary::holds_labels));
    let files = loaded.files;
    let own_items = &loaded.items;
    let count = |what| (own_items.iter().filter(|item| item.content.name().0 == what).count(), what);
    let mut holds = ["question", "framework", "rubric", "track"].map(count).to_vec();
    let travelling = |what: Travelling| (loaded.travelling.get(&what).copied().unwrap_or(0), what.word());
    holds.extend(Travelling::YAML.map(travelling));
    walk::built_in(&mut loaded);
    loaded.problems.truncate(problems);
    let mut join = Join::new(loaded, own, Bank::default());
    join.put_together();
    join.look_at_labels();
    if holds_labels {
        join.look_outside();
    }
    Checked { files, holds, problems: join.finish().problems }
}
