//! The real program on a disk that says no: strace lets the system calls fail. What the screen called saved must be there.
//!
//! Needs strace, and says so where there is none:
//! `cargo test --test terminal faults -- --ignored --nocapture`

use std::process::Command;

use casebook::model::Answer;
use portable_pty::CommandBuilder;

use crate::{harness::Terminal, home::Home};

/// System calls of saving, and how each is let fail. The second is where: in the journal, among the sessions, anywhere.
const FAULTS: &[(&str, &str, &[&str])] = &[
    ("write", "journal", &["error=ENOSPC", "error=EIO", "error=EROFS", "error=EACCES"]),
    ("fdatasync", "", &["error=ENOSPC", "error=EIO", "error=EROFS", "error=EACCES"]),
    ("fsync", "", &["error=ENOSPC", "error=EIO", "error=EROFS", "error=EACCES"]),
    ("rename", "", &["error=ENOSPC", "error=EIO", "error=EROFS", "error=EACCES"]),
    ("openat", "journal", &["error=ENOSPC", "error=EIO", "error=EROFS", "error=EACCES"]),
    ("openat", "session", &["error=ENOSPC", "error=EIO", "error=EROFS", "error=EACCES"]),
];
/// Once, now and then, and from some moment on for good.
const WHEN: &[&str] = &["when=1", "when=3", "when=1+3", "when=2+", "when=5+"];

#[test]
#[ignore = "needs strace, and takes minutes"]
fn whatever_the_disk_refuses_nothing_that_was_called_saved_is_lost() {
    if !Command::new("strace").args(["-qq", "true"]).output().is_ok_and(|output| output.status.success()) {
        println!("NOT RUN: needs strace, and the right to trace");
        return;
    }
    let (mut cases, mut said) = (0, 0);
    for (call, place, faults) in FAULTS {
        for fault in *faults {
            for when in WHEN {
                let told = refused(call, place, &format!("{fault}:{when}"));
                println!(
                    "{call} {place} {fault} {when}: {}",
                    if told { "NOT SAVED was said" } else { "saved" }
                );
                cases += 1;
                said += usize::from(told);
            }
        }
    }
    println!("{cases} cases, {said} of them said NOT SAVED at the end, 0 lost, 0 panics");
}

#[test]
#[ignore = "needs root"]
fn on_a_full_disk_it_says_so_and_goes_on_when_there_is_room() {
    let work = tempfile::tempdir().unwrap();
    let folder = work.path().to_str().unwrap();
    let mount = ["-t", "tmpfs", "-o", "size=1M", "casebook", folder];
    if !Command::new("mount").args(mount).output().is_ok_and(|output| output.status.success()) {
        println!("NOT RUN: needs root, to mount a small disk");
        return;
    }
    let home = Home::on(work.path()).with_session("goal", |_| {});
    let mut t = Terminal::resumed(&home);
    t.keys("before ").wait_for_caret_behind("before ");
    t.wait_for_saved();
    let filler = work.path().join("filler");
    // All that is left, to the last byte.
    let mut file = std::fs::File::create(&filler).unwrap();
    while std::io::Write::write(&mut file, &[0; 512]).is_ok_and(|written| written > 0) {}
    drop(file);
    let mut typed = "before ".to_owned();
    while !t.screen().has("NOT SAVED") {
        let word = format!("k{:04} ", typed.len());
        typed.push_str(&word);
        t.keys(&word).wait_for(word.trim());
        assert!(typed.len() < 100_000, "a full disk takes all");
    }
    t.keys("still here").wait_for("here");
    typed.push_str("still here");
    std::fs::remove_file(filler).unwrap();
    t.wait_until("saved", |s| s.footer().contains("saved ") && !s.has("NOT SAVED"));
    t.signal("KILL");
    t.end();
    let listed = Command::new(env!("CARGO_BIN_EXE_casebook"))
        .args(["sessions", "--json"])
        .env("CASEBOOK_HOME", home.path())
        .output();
    assert!(listed.unwrap().status.success());
    assert_eq!(home.prose("goal"), typed);
    drop(home);
    assert!(Command::new("umount").arg(folder).status().unwrap().success());
    println!(
        "a full disk: NOT SAVED after {} characters, all of them there when there was room",
        typed.len()
    );
}

/// Types while the disk refuses; whether the program says at the end that it is not saved.
fn refused(call: &str, place: &str, fault: &str) -> bool {
    let home = Home::left_at("goal", |_| {});
    let before = home.session();
    let mut command = CommandBuilder::new("strace");
    command.args(["-f", "-qq", "-o", "/dev/null", "-e", &format!("trace={call}")]);
    command.args(["-e", &format!("inject={call}:{fault}")]);
    let id = before.id.to_string();
    match place {
        "journal" => {
            let path = home.path().join(format!("state/journals/{id}.journal"));
            command.args(["-P", path.to_str().unwrap()]);
        }
        "session" => command.args(["-P", home.store().path(&before.id).to_str().unwrap()]),
        _ => {}
    }
    command.arg(env!("CARGO_BIN_EXE_casebook"));
    command.args(["practice", "alipay-success-metrics"]);
    let mut t = Terminal::running(command, &home, 80, 24);
    let in_session = |s: &crate::harness::Screen| s.header().contains(" of 20:00") && s.caret.is_some();
    let first = t.wait_until("a screen", |s| {
        in_session(s) || ["cannot", "could not", "go on"].iter().any(|word| s.has(word))
    });
    if !in_session(&first) {
        t.keys("<enter>");
        let second =
            t.wait_until("the session, or why not", |s| in_session(s) || s.has("cannot") || s.has("not"));
        if !in_session(&second) {
            // It could not even be opened, and that was said; nothing was typed.
            assert_eq!(home.session().steps, before.steps);
            return true;
        }
    }
    let mut saved = String::new();
    let mut typed = String::new();
    let mut last = t.screen();
    for number in 0..12 {
        let word = format!("k{number:04} ");
        typed.push_str(&word);
        t.keys(&word);
        last = t.wait_until("the word", |s| s.has(word.trim()));
        if number % 4 == 3 {
            last = t.wait_until("word of saving", |s| s.footer().contains("saved ") || s.has("NOT SAVED"));
        }
        if last.footer().contains("saved ") && !last.has("NOT SAVED") {
            saved.clone_from(&typed);
        }
    }
    assert!(!last.has("panicked"), "{last}");
    let told = last.has("NOT SAVED");
    // strace ends with what it traces.
    let of_strace = t.process().to_string();
    assert!(Command::new("pkill").args(["-KILL", "-P", &of_strace]).status().unwrap().success());
    t.end();
    let listed = Command::new(env!("CARGO_BIN_EXE_casebook"))
        .args(["sessions", "--json"])
        .env("CASEBOOK_HOME", home.path())
        .output()
        .unwrap();
    assert!(listed.status.success(), "{}", String::from_utf8_lossy(&listed.stderr));
    let session = home.session();
    let there = session.answer(&"goal".into()).map_or("", Answer::text);
    assert!(typed.starts_with(there), "{call} {place} {fault}: never typed: {there}");
    assert!(
        there.starts_with(saved.trim_end()),
        "{call} {place} {fault}: `{saved}` was called saved, there is `{there}`"
    );
    told
}
