//! Own sessions for programs: the same is told with an index and without one, whatever happened to it, and in how much memory.

#![expect(clippy::disallowed_methods, reason = "a test reads and writes files of its own")]
#![expect(clippy::unwrap_used, reason = "a test that cannot write its own files has failed")]

#[path = "support/class.rs"]
mod class;
#[path = "support/own.rs"]
mod own;
mod support;

use std::{
    fs,
    path::{Path, PathBuf},
    time::{Duration, SystemTime},
};

use serde_json::Value;
use support::{casebook, err, home, out, run};

const COMMANDS: [&[&str]; 6] = [
    &["sessions", "--json"],
    &["sessions", "--archived"],
    &["sessions", "--state", "abandoned", "limit"],
    &["progress", "--json"],
    &["questions", "--status", "done", "--json"],
    &["tracks"],
];

/// What each command prints, and what it says beside.
fn told(home: &Path) -> Vec<(String, String)> {
    let told = |args: &&[&str]| {
        let output = run(home, args);
        (out(&output), err(&output))
    };
    COMMANDS.iter().map(told).collect()
}

fn index(home: &Path) -> PathBuf {
    fs::read_dir(home.join("cache/sessions")).unwrap().next().unwrap().unwrap().path()
}

#[test]
fn programs_are_told_the_same_with_an_index_without_one_and_with_one_that_is_damaged() {
    let home = home();
    let folder = home.path().join("data/sessions");
    fs::create_dir_all(home.path().join("data")).unwrap();
    own::write(&folder, 40, 1);
    let broken = folder.join("2026-03-02-broken-bcdf.yaml");
    fs::write(&broken, "format: [").unwrap();
    let an_hour_ago = SystemTime::now() - Duration::from_secs(3_600);
    fs::File::options().write(true).open(broken).unwrap().set_modified(an_hour_ago).unwrap();
    let first = told(home.path());
    let listed: Value = serde_json::from_str(&first[0].0).unwrap();
    assert_eq!(listed["items"].as_array().unwrap().len(), 37, "three are out of the way");
    assert!(first[0].1.contains("2026-03-02-broken-bcdf.yaml:1:"), "{}", first[0].1);
    assert_eq!(told(home.path()), first);

    let whole = fs::read(index(home.path())).unwrap();
    let mut flipped = whole.clone();
    flipped[whole.len() / 2] ^= 1;
    for damaged in [&flipped[..], &whole[..whole.len() / 2], b"", b"casebook"] {
        fs::write(index(home.path()), damaged).unwrap();
        assert_eq!(told(home.path()), first);
        assert_eq!(fs::read(index(home.path())).unwrap().len(), whole.len(), "it is made anew");
    }
    fs::remove_dir_all(home.path().join("cache")).unwrap();
    assert_eq!(told(home.path()), first);

    // A file is mended, one is gone: behind the back of the program.
    fs::remove_file(folder.join("2026-03-02-broken-bcdf.yaml")).unwrap();
    let id = listed["items"][0]["id"].as_str().unwrap();
    fs::remove_file(folder.join(format!("{id}.yaml"))).unwrap();
    let after = told(home.path());
    assert_eq!(after[0].1, "");
    assert!(!after[0].0.contains(id));
    fs::remove_dir_all(home.path().join("cache")).unwrap();
    assert_eq!(told(home.path()), after);
}

/// `cargo test --release --test sessions -- --ignored`
#[test]
#[cfg(target_os = "linux")]
#[ignore = "writes 300 MB, and takes a minute"]
fn ten_thousand_sessions_are_listed_in_a_hundred_megabytes() {
    let home = home();
    fs::create_dir_all(home.path().join("data")).unwrap();
    own::write(&home.path().join("data/sessions"), 10_000, 1);
    let program = casebook(home.path()).get_program().to_owned();
    for command in ["sessions --json", "sessions --json", "sessions limit", "progress", "tracks"] {
        let output = std::process::Command::new("sh")
            .args(["-c", &format!(r#"ulimit -d 100000 && exec "$0" {command}"#)])
            .arg(&program)
            .env("CASEBOOK_HOME", home.path())
            .output()
            .unwrap();
        assert_eq!((output.status.code(), err(&output)), (Some(0), String::new()), "{command}");
    }
}
