//! What was typed is on disk soon and by itself; where it cannot be, the screen says so and keeps it.

use std::{fs, os::unix::fs::PermissionsExt};

use portable_pty::CommandBuilder;

use crate::{
    harness::{Modes, Terminal},
    home::{Home, write},
};

#[test]
fn what_was_typed_is_saved_without_another_key() {
    let home = Home::left_at("goal", |_| {});
    let mut t = Terminal::resumed(&home);
    t.keys("on its own").wait_for_caret_behind("on its own");
    home.wait_for_prose("goal", "on its own");
    t.wait_for_saved();
    // And again: the next change says that it is on its way, and then that it is there.
    t.keys(", twice");
    home.wait_for_prose("goal", "on its own, twice");
    t.wait_for_saved();
    assert_eq!(home.files().len(), 1, "{:?}", home.files());
}

#[test]
fn steady_typing_is_saved_too() {
    let home = Home::left_at("goal", |_| {});
    let mut t = Terminal::resumed(&home);
    // Never idle for long: what is on disk grows nevertheless.
    let mut typed = 0;
    while home.prose("goal").is_empty() {
        t.keys("x");
        typed += 1;
        t.wait_until("the key", |s| s.count("x") >= typed.min(20));
    }
    assert!(home.prose("goal").starts_with('x'));
}

#[test]
fn a_file_in_the_way_is_said_and_what_was_typed_stays() {
    let home = Home::left_at("goal", |s| write(s, "goal", "before "));
    let mut t = Terminal::resumed(&home);
    t.wait_for_caret_behind("before ");
    let aside = home.path().join("aside");
    fs::rename(home.sessions(), &aside).unwrap();
    fs::write(home.sessions(), "in the way").unwrap();
    t.keys("<end>not lost").wait_for("NOT SAVED");
    t.wait_for_caret_behind("before not lost");
    t.keys(" at all").wait_until("both", |s| s.has("before not lost at all") && s.has("NOT SAVED"));
    // As soon as it can be written it is, without a key.
    fs::remove_file(home.sessions()).unwrap();
    fs::rename(&aside, home.sessions()).unwrap();
    home.wait_for_prose("goal", "before not lost at all");
    t.wait_until("saved", |s| s.footer().contains("saved ") && !s.has("NOT SAVED"));
}

#[test]
fn leaving_with_something_unsaved_says_so_and_does_not_drop_it() {
    let home = Home::left_at("goal", |_| {});
    let mut t = Terminal::resumed(&home);
    let aside = home.path().join("aside");
    fs::rename(home.sessions(), &aside).unwrap();
    fs::write(home.sessions(), "in the way").unwrap();
    t.keys("precious").wait_for("NOT SAVED");
    // Leaving is always safe: it stays, and what was typed is still there once it can be written.
    t.keys("<ctrl-q>");
    t.keys(" still").wait_until("it stays", |s| s.has("precious still") && s.has("NOT SAVED"));
    fs::remove_file(home.sessions()).unwrap();
    fs::rename(&aside, home.sessions()).unwrap();
    home.wait_for_prose("goal", "precious still");
    t.wait_for_saved();
    t.keys("<ctrl-q>");
    assert_eq!(t.end().exit_code(), 0);
}

#[test]
fn leaving_without_what_cannot_be_saved_takes_a_second_wish() {
    let home = Home::left_at("goal", |_| {});
    let mut t = Terminal::resumed(&home);
    let aside = home.path().join("aside");
    fs::rename(home.sessions(), &aside).unwrap();
    fs::write(home.sessions(), "in the way").unwrap();
    t.keys("lost").wait_for("NOT SAVED");
    t.keys("<ctrl-q>").wait_for("Ctrl-Q again");
    t.keys("<ctrl-q>");
    assert_eq!(t.end().exit_code(), 1);
    assert_eq!(t.modes(), Modes::OF_A_SHELL);
    assert!(t.screen().has("cannot write"), "{}", t.screen());
    // Out of the way, but not gone.
    let kept = fs::read_dir(home.path().join("state/unsaved")).unwrap().next().unwrap().unwrap().path();
    assert!(fs::read_to_string(kept).unwrap().contains("lost"));
}

/// A program that runs as nobody, where the tests run as somebody whom permissions do not bind.
fn bound_by_permissions(home: &Home) -> Option<CommandBuilder> {
    const NOBODY: u32 = 65_534;
    let program = env!("CARGO_BIN_EXE_casebook");
    let probe = home.path().join("probe");
    fs::create_dir(&probe).unwrap();
    fs::set_permissions(&probe, fs::Permissions::from_mode(0o555)).unwrap();
    if fs::write(probe.join("file"), "").is_err() {
        return Some(CommandBuilder::new(program));
    }
    for path in [home.path().to_owned(), home.path().join("data"), home.sessions()] {
        std::os::unix::fs::chown(path, Some(NOBODY), Some(NOBODY)).ok()?;
    }
    let nobody = ["--reuid=65534", "--regid=65534", "--clear-groups"];
    let runs = std::process::Command::new("setpriv").args(nobody).args(["test", "-x", program]).status();
    if !runs.is_ok_and(|status| status.success()) {
        return None;
    }
    let mut command = CommandBuilder::new("setpriv");
    command.args(nobody);
    command.arg(program);
    Some(command)
}

#[test]
fn a_folder_that_cannot_be_written_is_said_and_what_was_typed_stays() {
    let home = Home::left_at("goal", |_| {});
    for entry in fs::read_dir(home.sessions()).unwrap() {
        fs::set_permissions(entry.unwrap().path(), fs::Permissions::from_mode(0o444)).unwrap();
    }
    let Some(command) = bound_by_permissions(&home) else {
        // Nothing here stops this user from writing; a file in the way is tried above.
        return;
    };
    fs::set_permissions(home.sessions(), fs::Permissions::from_mode(0o555)).unwrap();
    let mut t = Terminal::running(command, &home, 80, 24);
    t.resume();
    t.keys("not lost").wait_for("NOT SAVED");
    t.wait_for_caret_behind("not lost");
    // Out to the home screen and in again: what could not be written is newer than what is on disk.
    t.keys("<esc>l").wait_for("Resume");
    let out = t.wait_until("the truth", |s| s.has("NOT SAVED"));
    assert!(!out.has("All is saved"), "{out}");
    t.keys("<enter>").wait_for_caret_behind("not lost");
    fs::set_permissions(home.sessions(), fs::Permissions::from_mode(0o755)).unwrap();
    home.wait_for_prose("goal", "not lost");
    t.keys("<ctrl-q>");
    assert_eq!(t.end().exit_code(), 0);
}
