//! Where the person's folders are not what they should be: it says what, where and what to do, on 80 columns of 24 rows.

use std::{fs, os::unix::fs::PermissionsExt, path::Path};

use portable_pty::CommandBuilder;

use crate::{
    harness::{Modes, Screen, Terminal},
    home::Home,
};

/// The program with this home folder and no other place.
fn at_home(home: &Home, folder: Option<&Path>, before: &[&str]) -> Terminal {
    let mut command = CommandBuilder::new("env");
    command.args(["-u", "CASEBOOK_HOME", "-u", "HOME"]);
    for name in ["DATA", "STATE", "CACHE", "CONFIG"] {
        command.args(["-u", &format!("XDG_{name}_HOME")]);
    }
    if let Some(folder) = folder {
        command.arg(format!("HOME={}", folder.display()));
    }
    command.args(before);
    command.arg(env!("CARGO_BIN_EXE_casebook"));
    Terminal::running(command, home, 80, 24)
}

/// It ended before it took the terminal, and said these words.
fn ended_saying(mut t: Terminal, words: &[&str]) {
    assert_eq!(t.end().exit_code(), 1);
    assert_eq!(t.modes(), Modes::OF_A_SHELL);
    says(&t.screen(), words);
}

fn says(screen: &Screen, words: &[&str]) {
    // A sentence may go on in the next row, in the shell even within a word.
    let text = screen.to_string().replace("|\n|", "");
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    for word in words {
        assert!(text.contains(word), "{word}:\n{screen}");
    }
}

#[test]
fn no_home_and_half_a_home_are_said() {
    let home = Home::new();
    let way_out = "set HOME to your home folder, or name a folder with --home DIR";
    ended_saying(at_home(&home, None, &[]), &["HOME is not set", way_out]);
    ended_saying(at_home(&home, Some(Path::new("here")), &[]), &["HOME is `here`", way_out]);
}

#[test]
fn a_home_that_is_a_file_is_said() {
    let home = Home::new();
    let file = home.path().join("file");
    fs::write(&file, "").unwrap();
    let mut t = at_home(&home, Some(&file), &[]);
    let screen = t.wait_for("could be held");
    says(&screen, &["nothing that you write", "/file/", "a file stands where a folder should be"]);
}

/// From the home screen to the first letters of an answer.
fn begins(t: &mut Terminal) -> Screen {
    t.wait_for("casebook");
    t.keys("/alipay").wait_for_caret_behind("alipay");
    t.keys("<enter>").wait_for("Enter begins");
    t.keys("<enter>")
        .wait_until("the session or why not", |s| s.has("cannot ") || s.has("as you would ask it"))
}

#[test]
fn a_home_that_is_not_there_is_made_when_something_is_to_be_kept() {
    let home = Home::new();
    let missing = home.path().join("not/there");
    let mut t = at_home(&home, Some(&missing), &[]);
    t.wait_for("casebook");
    assert!(!missing.exists(), "looking makes nothing");
    begins(&mut t);
    t.keys("Shops only?").wait_for_caret_behind("Shops only?");
    t.wait_for_saved();
    t.keys("<ctrl-q>");
    assert_eq!(t.end().exit_code(), 0);
    assert!(missing.exists());
}

#[test]
fn a_home_that_cannot_be_written_is_said_before_anything_is_typed() {
    let home = Home::new();
    let Some(nobody) = nobody(&home) else { return };
    let locked = home.path().join("locked");
    fs::create_dir(&locked).unwrap();
    fs::set_permissions(&locked, fs::Permissions::from_mode(0o555)).unwrap();
    let mut t = at_home(&home, Some(&locked), &nobody);
    let screen = begins(&mut t);
    says(&screen, &["nothing that you write could be held", "cannot write", "locked", "denied", "ls -ld"]);
    // Nothing is in the way of looking around, and of leaving.
    t.keys("<ctrl-q>");
    assert_eq!(t.end().exit_code(), 0);
    assert_eq!(t.modes(), Modes::OF_A_SHELL);
}

#[test]
fn a_state_folder_that_cannot_be_made_stops_nobody() {
    let home = Home::left_at("goal", |_| {});
    fs::write(home.path().join("state"), "in the way").unwrap();
    let editor = home.script("exit 0\n");
    let mut t = Terminal::with(&home, 80, 24, &[("EDITOR", &editor)]);
    t.resume();
    t.keys("words").wait_for_caret_behind("words");
    home.wait_for_prose("goal", "words");
    let screen = t.keys("<ctrl-g>").wait_for("cannot make");
    says(&screen, &["state", "a file stands where a folder should be"]);
    t.keys(" and more").wait_for_caret_behind("words and more");
    home.wait_for_prose("goal", "words and more");
}

/// What makes somebody of the program whom permissions bind. Nothing where that cannot be.
fn nobody(home: &Home) -> Option<Vec<&'static str>> {
    let probe = home.path().join("probe");
    fs::create_dir(&probe).unwrap();
    fs::set_permissions(&probe, fs::Permissions::from_mode(0o555)).unwrap();
    if fs::write(probe.join("file"), "").is_err() {
        return Some(Vec::new());
    }
    fs::set_permissions(home.path(), fs::Permissions::from_mode(0o755)).unwrap();
    let words = vec!["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"];
    let program = env!("CARGO_BIN_EXE_casebook");
    let runs = std::process::Command::new(words[0]).args(&words[1..]).args(["test", "-x", program]).status();
    runs.is_ok_and(|status| status.success()).then_some(words)
}
