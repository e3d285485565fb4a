//! A class on a coach's desk: what is listed with an index and without one, and in how much memory.

#![expect(clippy::disallowed_methods, reason = "a test reads and writes files of its own")]
#![expect(clippy::unwrap_used, reason = "a test that cannot write its own files has failed")]

#[path = "support/class.rs"]
mod class;
mod support;

use std::fs;

use serde_json::Value;
use support::{casebook, err, home, out, run};

#[test]
fn programs_are_told_the_same_with_an_index_and_without_one() {
    let home = home();
    let folder = home.path().join("class");
    class::write(&folder, 60, 1, None);
    fs::write(folder.join("2026-03-02-broken-bcdf.yaml"), "format: [").unwrap();
    let review = || run(home.path(), &["review", folder.to_str().unwrap(), "--json"]);
    let (first, again) = (review(), review());
    let index = home.path().join("cache/desk");
    assert_eq!(fs::read_dir(&index).unwrap().count(), 1);
    fs::remove_dir_all(&index).unwrap();
    let without = review();
    assert!(err(&first).contains("2026-03-02-broken-bcdf.yaml:1:"), "{}", err(&first));
    for other in [again, without] {
        assert_eq!((out(&other), err(&other)), (out(&first), err(&first)));
    }
    let listed: Value = serde_json::from_str(&out(&first)).unwrap();
    assert_eq!(listed["items"].as_array().unwrap().len(), 60);
}

/// `cargo test --release --test desk -- --ignored`
#[test]
#[cfg(target_os = "linux")]
#[ignore = "writes 300 MB, and takes a minute"]
fn ten_thousand_sessions_are_listed_in_a_hundred_megabytes() {
    let home = home();
    let folder = home.path().join("class");
    class::write(&folder, 10_000, 1, None);
    let program = casebook(home.path()).get_program().to_owned();
    for _ in 0..2 {
        let output = std::process::Command::new("sh")
            .args(["-c", r#"ulimit -d 100000 && exec "$0" "$@""#])
            .arg(&program)
            .args(["review", folder.to_str().unwrap(), "--json"])
            .env("CASEBOOK_HOME", home.path())
            .output()
            .unwrap();
        assert_eq!((output.status.code(), err(&output)), (Some(0), String::new()));
        let listed: Value = serde_json::from_str(&out(&output)).unwrap();
        assert_eq!(listed["items"].as_array().unwrap().len(), 10_000);
    }
}
