//! What a hostile file costs: the real program's memory while it refuses bombs, and while it reads what is just small
//! enough.

#![cfg(target_os = "linux")]
#![expect(clippy::unwrap_used, reason = "a program that cannot be run has failed")]
#![expect(clippy::disallowed_methods, reason = "a test reads and writes files of its own")]

use std::{
    fs,
    path::Path,
    process::{Command, Stdio},
};

/// A bomb is refused within this.
const BOMB: u64 = 64 << 20;

/// What the program says where the system gives it so much memory and no more, and its status.
fn within(limit: u64, home: &Path, args: &[&str]) -> (String, Option<i32>) {
    let output = Command::new("sh")
        .args(["-c", r#"ulimit -d "$0" && exec "$@""#, &(limit >> 10).to_string()])
        .arg(env!("CARGO_BIN_EXE_casebook"))
        .args(args)
        .env("CASEBOOK_HOME", home)
        .stdin(Stdio::null())
        .output()
        .unwrap();
    let said =
        [output.stdout, output.stderr].map(|bytes| String::from_utf8_lossy(&bytes).into_owned()).concat();
    (said, output.status.code())
}

/// Each line names the one before ten times.
fn aliases(levels: usize) -> String {
    let mut text = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n".to_owned();
    for level in 1..levels {
        let below = format!("*a{}", level - 1);
        text += &format!("a{level}: &a{level} [{}]\n", vec![below; 10].join(", "));
    }
    text
}

/// One value that is named very often, in a file of 150 kB.
fn wide() -> String {
    format!("a: &a {}\nb: [{}]\n", "x".repeat(50_000), vec!["*a"; 25_000].join(", "))
}

fn bombs() -> Vec<(&'static str, String)> {
    vec![
        ("aliases", aliases(12)),
        ("wide", wide()),
        ("brackets", format!("a: {}{}\n", "[".repeat(100_000), "]".repeat(100_000))),
        ("braces", format!("a: {}\n", "{a: ".repeat(100_000))),
        ("dashes", format!("a:\n{}x\n", "- ".repeat(100_000))),
        ("keys", format!("? {}\n", "? ".repeat(100_000))),
    ]
}

/// No aliases, and not too large: only too many.
fn crowds() -> Vec<(&'static str, String)> {
    vec![
        ("many", format!("a: [{}]\n", "x,".repeat(600_000))),
        ("items", format!("a:\n{}", "- x\n".repeat(450_000))),
        ("deep", format!("a:\n{}x\n", "- ".repeat(600_000))),
        ("empty", format!("a: [{}]\n", "[],".repeat(450_000))),
    ]
}

#[test]
fn a_bomb_in_a_bank_is_refused_in_little_memory() {
    let home = tempfile::tempdir().unwrap();
    for (name, text) in bombs() {
        let path = home.path().join(format!("{name}.yaml"));
        fs::write(&path, text).unwrap();
        let path = path.to_str().unwrap();
        for args in [&["check", path][..], &["--bank", path, "questions", "--json"]] {
            let (said, status) = within(BOMB, home.path(), args);
            assert!(status.is_some() && said.contains(&format!("{name}.yaml:")), "{name} {args:?}: {said}");
        }
    }
}

#[test]
fn a_crowd_of_values_is_refused_before_anything_is_built_from_it() {
    let home = tempfile::tempdir().unwrap();
    let folder = home.path().join("data/sessions");
    fs::create_dir_all(&folder).unwrap();
    for (name, text) in crowds() {
        let path = home.path().join(format!("{name}.yaml"));
        fs::write(&path, &text).unwrap();
        let session = folder.join(format!("2026-01-01-{name}-bcdf.yaml"));
        fs::write(session, format!("format: 1\nquestion: {{}}\n{text}")).unwrap();
        let args = ["check", path.to_str().unwrap()];
        let (said, status) = within(2 * BOMB, home.path(), &args);
        let refused = said.contains("too many values") || said.contains("too deeply");
        assert!(status.is_some() && refused, "{name}: {said}");
    }
    let (said, status) = within(2 * BOMB, home.path(), &["sessions"]);
    assert!(status.is_some() && said.contains("2026-01-01-many-bcdf"), "{said}");
}

#[test]
fn a_bomb_among_the_sessions_is_refused_in_little_memory() {
    for (name, text) in bombs() {
        let home = tempfile::tempdir().unwrap();
        let folder = home.path().join("data/sessions");
        fs::create_dir_all(&folder).unwrap();
        let id = format!("2026-01-01-{name}-bcdf");
        let path = folder.join(format!("{id}.yaml"));
        fs::write(&path, format!("format: 1\nquestion: {{}}\nframework: {{}}\n{text}")).unwrap();
        for args in [&["check", path.to_str().unwrap()][..], &["sessions"], &["session", &id, "--json"]] {
            let (said, status) = within(BOMB, home.path(), args);
            assert!(status.is_some() && said.contains(&id), "{name} {args:?}: {said}");
        }
    }
}

#[test]
fn what_is_larger_than_agreed_is_not_read_to_its_end() {
    let home = tempfile::tempdir().unwrap();
    let path = home.path().join("large.yaml");
    // As large as a disk, and takes no room on one.
    fs::File::create(&path).unwrap().set_len(1 << 40).unwrap();
    let (said, _) = within(BOMB, home.path(), &["check", path.to_str().unwrap()]);
    assert!(said.contains("larger than 16 MiB"), "{said}");
}
