//! The bank that the figures are measured on: nothing is wrong with it, and a seed gives the same bytes twice.

#![expect(clippy::disallowed_methods, reason = "a test reads and writes files of its own")]
#![expect(clippy::unwrap_used, reason = "a test that cannot write its own files has failed")]

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::Path,
};

use casebook::store::bank;

#[path = "support/big_bank.rs"]
mod big_bank;

const QUESTIONS: usize = 300;

#[test]
fn nothing_is_wrong_with_a_big_bank() {
    let folder = tempfile::tempdir().unwrap();
    big_bank::write(folder.path(), QUESTIONS, 1);
    let (bank, problems) = bank::load(&[folder.path().to_owned()]);
    assert_eq!(problems.iter().map(ToString::to_string).collect::<Vec<_>>(), Vec::<String>::new());
    assert_eq!(bank.questions.len(), QUESTIONS + bank::built_in().0.questions.len());
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
