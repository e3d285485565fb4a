//! The bank that the figures are measured on: nothing is wrong with it, a seed gives the same bytes twice, and its quick
//! search finds first what a slow one would.

#![expect(clippy::disallowed_methods, reason = "a test reads and writes files of its own")]
#![expect(clippy::unwrap_used, reason = "a test that cannot write its own files has failed")]

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::Path,
};

use casebook::{
    insight::search::{Filters, Hit, Statuses, entries, search, search_ranking},
    model::Catalogue,
    store::bank,
};

#[path = "support/big_bank.rs"]
mod big_bank;

const QUESTIONS: usize = 300;

#[test]
fn nothing_is_wrong_with_a_big_bank() {
    let folder = tempfile::tempdir().unwrap();
    big_bank::write(folder.path(), QUESTIONS, 1);
    let (bank, problems) = bank::load(&[folder.path().to_owned()]);
    assert_eq!(problems.iter().map(ToString::to_string).collect::<Vec<_>>(), Vec::<String>::new());
    assert_eq!(bank.questions.len(), QUESTIONS + bank::built_in().questions.len());
    // What an author would be told, doubts included.
    let checked = bank::check(&[folder.path().to_owned()]);
    assert_eq!(checked.problems.iter().map(ToString::to_string).collect::<Vec<_>>(), Vec::<String>::new());

    // It is as the figures say: of every type, in files of one and in lists, two to three thousand bytes each.
    let files = files(folder.path());
    let bytes: usize = files.values().map(String::len).sum();
    assert!((2_300..2_700).contains(&(bytes / QUESTIONS)), "{} bytes each", bytes / QUESTIONS);
    assert!(files.keys().any(|path| path.starts_with("lists/")), "{:?}", files.keys());
    assert_eq!(files.keys().filter_map(|path| path.split('/').next()).collect::<BTreeSet<_>>().len(), 11);
    for question in big_bank::questions(QUESTIONS, 1) {
        assert!(question.title.chars().count() <= 120, "{}", question.title);
        assert_eq!(bank.questions.whole(question.id.as_str()).as_deref(), Some(&question));
    }
}

#[test]
fn a_seed_gives_the_same_bytes_twice() {
    let written = |seed| {
        let folder = tempfile::tempdir().unwrap();
        big_bank::write(folder.path(), QUESTIONS / 4, seed);
        files(folder.path())
    };
    assert_eq!(written(1), written(1));
    assert_ne!(written(1), written(2));
}

/// What the files hold, by path in the folder.
fn files(folder: &Path) -> BTreeMap<String, String> {
    let mut files = BTreeMap::new();
    for of_type in fs::read_dir(folder).unwrap().map(|entry| entry.unwrap()) {
        for file in fs::read_dir(of_type.path()).unwrap().map(|entry| entry.unwrap()) {
            let name =
                format!("{}/{}", of_type.file_name().to_string_lossy(), file.file_name().to_string_lossy());
            files.insert(name, fs::read_to_string(file.path()).unwrap());
        }
    }
    files
}

/// What people type, letter by letter.
const TYPED: &[&str] = &[
    "metrics for payments",
    "growth metric",
    "retention",
    "why did orders fall",
    "north star",
    "delivery",
    "improve onboarding",
    "hard trade-off",
    "cafe",
    "支付",
    "chekout",
    "rdmp",
    "success metrics ride",
    "estimate",
    "launch in japan",
];

/// As many as two screens show.
const SEEN: usize = 40;

#[test]
fn the_first_that_are_found_are_those_of_a_ranking_of_all() {
    let bank = bank::built_in();
    let catalogue =
        Catalogue::of(big_bank::questions(8_000, 1), |kind| bank.type_title(kind.as_str()).to_owned());
    let all = entries(&catalogue, &Statuses::default());
    let (mut asked, mut others) = (0, Vec::new());
    for typed in TYPED {
        for (end, c) in typed.char_indices() {
            let query = &typed[..end + c.len_utf8()];
            let first = |hits: Vec<Hit>| hits.into_iter().take(SEEN).map(|hit| hit.index).collect::<Vec<_>>();
            let quick = first(search(&all, query, &Filters::default()));
            let slow = first(search_ranking(usize::MAX, &all, query, |_| true));
            asked += 1;
            if quick != slow {
                others.push(query);
            }
        }
    }
    // Three letters that begin no word stand inside of more words than are ranked.
    let is_long = |query: &&&str| query.split(' ').any(|word| word.chars().count() > 3);
    let wrong: Vec<_> = others.iter().filter(is_long).collect();
    assert!(wrong.is_empty() && others.len() * 50 < asked, "{wrong:?}, and of {asked} {others:?}");
}
