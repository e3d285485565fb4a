//! A bank of one's own across starts: read beside the screen the first time, known from then on, and what was changed
//! meanwhile comes while somebody looks.

use std::{
    fs,
    path::PathBuf,
    time::{Duration, SystemTime},
};

use casebook::store::bank::built_in;
use portable_pty::CommandBuilder;

use crate::{
    harness::{Terminal, run},
    home::Home,
};

/// A folder of questions about ferries, each in a file that was written an hour ago.
fn ferries(home: &Home, count: usize) -> PathBuf {
    let bank = home.path().join("bank");
    fs::create_dir_all(&bank).unwrap();
    for n in 0..count {
        ferry(home, n, &format!("Is ferry {n:04} worth it?"));
    }
    bank
}

fn ferry(home: &Home, n: usize, title: &str) {
    let path = home.path().join(format!("bank/ferry-{n:04}.yaml"));
    let text = format!(
        "id: ferry-{n:04}\ntype: trade-off\ntitle: {title}\ndifficulty: easy\nbrief: {{say: It crosses ten times a day.}}\n"
    );
    fs::write(&path, text).unwrap();
    let an_hour_ago = SystemTime::now() - Duration::from_secs(3_600);
    fs::File::options().write(true).open(path).unwrap().set_modified(an_hour_ago).unwrap();
}

fn open(home: &Home, bank: &str) -> Terminal {
    let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_casebook"));
    command.args(["--bank", bank]);
    Terminal::running(command, home, 80, 24)
}

#[test]
fn a_bank_is_known_at_the_next_start_and_what_was_changed_meanwhile_comes_by_itself() {
    let home = Home::new();
    let bank = ferries(&home, 30).display().to_string();
    let all = format!("{} questions", built_in().questions.len() + 30);
    let mut t = open(&home, &bank);
    t.wait_for(&all);
    t.keys("/ferry 0007").wait_for("Is ferry 0007 worth it?");
    t.keys("<enter>").wait_for("It crosses ten times a day.");
    t.keys("<ctrl-q>");
    assert!(t.end().success());

    // Another title of the same length, with the time of an hour before; one goes, and one comes.
    ferry(&home, 7, "Is barge 0007 worth it?");
    fs::remove_file(home.path().join("bank/ferry-0003.yaml")).unwrap();
    ferry(&home, 90, "Is ferry 0090 worth it?");
    let mut t = open(&home, &bank);
    t.wait_for(&all);
    t.keys("/ferry worth").wait_for(" 30 of ");
    t.keys("<esc>l").wait_for(&all);
    t.keys("/barge").wait_for("Is barge 0007 worth it?");
    t.keys("<ctrl-q>");
    assert!(t.end().success());
    assert!(
        String::from_utf8_lossy(&run(&home, &["--bank", &bank, "show", "ferry-0090"]).stdout)
            .contains("0090")
    );
    assert!(!run(&home, &["--bank", &bank, "show", "ferry-0003"]).status.success());
}

#[test]
fn the_first_time_keys_act_while_a_bank_is_read() {
    let home = Home::new();
    let bank = ferries(&home, 3_000).display().to_string();
    let all = built_in().questions.len() + 3_000;
    let mut t = open(&home, &bank);
    // Before all of it is there, a built-in one is found and opened.
    t.keys("/alipay").wait_for("What metrics would you use");
    t.keys("<enter>").wait_for("Enter begins");
    t.keys("<esc>l").wait_for(&format!("{all} questions"));
    t.keys("/2999").wait_for("Is ferry 2999 worth it?");
    t.keys("<ctrl-q>");
    assert!(t.end().success());
}
