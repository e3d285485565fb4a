//! The list of sessions: found by what was written, into the trash, and back.

use std::{
    fs,
    time::{Duration, SystemTime},
};

use crate::{
    harness::Terminal,
    home::{ALIPAY, Home, write},
};

#[test]
fn an_attempt_is_found_by_an_answer_deleted_and_brought_back() {
    let home = Home::left_at("goal", |session| write(session, "goal", "Escrow builds trust."));
    let mut t = Terminal::open(&home);
    t.wait_for("Your attempt (s)");
    t.keys("s").wait_for("1 of 1");
    // By Tab and back: what is typed right behind a letter on Home would go on with that.
    t.keys("<tab>").wait_for("x delete");
    t.keys("/zebra").wait_for("Nothing matches.");
    t.keys("<ctrl-w>escrow").wait_until("what was written", |s| s.has("1 of 1") && s.has("▸ What metrics"));

    let (kept, gone) = (home.sessions().join(file()), home.sessions().join("trash").join(file()));
    t.keys("<tab>x").wait_for("In the trash");
    assert!(gone.is_file() && !kept.exists());
    t.keys("u").wait_for("Undone");
    // What is written in it is read anew, and only then it is found by that again.
    t.wait_for("1 of 1");
    assert!(kept.is_file() && !gone.exists());
    let text = fs::read_to_string(&kept).unwrap();
    assert!(text.contains("Escrow builds trust."), "{text}");

    // What the disk refuses is said, and the list still shows where it is.
    fs::create_dir_all(home.sessions().join("archive").join(file())).unwrap();
    t.keys("a").wait_for("is there already");
    t.keys("<enter>").wait_for(" of 20:00");
}

fn file() -> String {
    format!("2026-03-02-{ALIPAY}-bcdf.yaml")
}

/// A home with so many more attempts, as if written an hour ago: copies of the one that is there, begun a minute apart.
fn with_copies(home: Home, count: usize) -> Home {
    let text = fs::read_to_string(home.sessions().join(file())).unwrap();
    for number in 0..count {
        let started =
            format!("2026-02-{:02}T{:02}:{:02}:00Z", 1 + number / 600, number / 60 % 10, number % 60);
        let text = text.replace("2026-03-02T06:30:00Z", &started);
        let name = format!("{}-{ALIPAY}-b{number:04}.yaml", &started[..10]);
        fs::write(home.sessions().join(name), text).unwrap();
    }
    for name in home.files() {
        let an_hour_ago = SystemTime::now() - Duration::from_secs(3_600);
        let file = fs::File::options().write(true).open(home.sessions().join(name)).unwrap();
        file.set_modified(an_hour_ago).unwrap();
    }
    home
}

#[test]
fn who_has_hundreds_and_no_index_acts_while_they_are_read_and_the_next_time_they_are_there() {
    let home = with_copies(Home::left_at("goal", |session| write(session, "goal", "Escrow.")), 599);
    let mut t = Terminal::open(&home);
    let first = t.wait_for("reading");
    assert!(!first.has("Write one metric") && !first.has("a good one to begin with"), "no newcomer: {first}");
    // The newest are read first, and can be opened before the rest is.
    t.keys("s").wait_for("▸ in progress");
    t.keys("<tab><enter>").wait_for(" of 20:00");
    t.keys("<esc>l").wait_for("Your 600 attempts (s)");
    t.keys("<ctrl-q>");
    t.end();
    let mut t = Terminal::open(&home);
    let again = t.wait_for("Your 600 attempts (s)");
    assert!(again.has("Resume") && !again.has("reading"), "{again}");
}

#[test]
fn what_happened_behind_its_back_is_told_and_what_is_gone_is_not_opened() {
    let home = with_copies(Home::left_at("goal", |session| write(session, "goal", "Escrow.")), 2);
    let mut t = Terminal::open(&home);
    t.wait_for("Your 3 attempts (s)");
    // Another program takes one away while the list shows it.
    fs::remove_file(home.sessions().join(file())).unwrap();
    t.keys("s").wait_for("3 of 3");
    t.keys("<tab><enter>").wait_for("there is no session");
    t.wait_for("2 of 2");

    // What was damaged and then mended is there again.
    let other = home.sessions().join(home.files().into_iter().find(|name| name.ends_with(".yaml")).unwrap());
    let text = fs::read_to_string(&other).unwrap();
    fs::write(&other, "format: [").unwrap();
    t.keys("<esc>l").wait_for("one cannot be read");
    t.keys("<ctrl-q>");
    t.end();
    let mut t = Terminal::open(&home);
    t.wait_for("one cannot be read");
    fs::write(&other, text).unwrap();
    t.keys("<ctrl-q>");
    t.end();
    let mut t = Terminal::open(&home);
    let mended = t.wait_for("Your 2 attempts (s)");
    assert!(!mended.has("cannot be read"), "{mended}");
}

#[test]
fn two_windows_have_the_same_list_once_either_comes_back_to_it() {
    let home = with_copies(Home::left_at("goal", |session| write(session, "goal", "Escrow.")), 2);
    let (mut one, mut other) = (Terminal::open(&home), Terminal::open(&home));
    one.wait_for("Your 3 attempts (s)");
    other.wait_for("Your 3 attempts (s)");
    other.keys("s").wait_for("3 of 3");
    other.keys("<tab>x").wait_for("In the trash");
    other.wait_for("2 of 2");
    one.keys("b").wait_for("of ");
    one.keys("<tab><esc>l").wait_for("Your 2 attempts (s)");
    // Whoever asks first writes the index, and nobody is told what only the other knows.
    for window in [&mut one, &mut other] {
        window.keys("<ctrl-q>");
        window.end();
    }
    Terminal::open(&home).wait_for("Your 2 attempts (s)");
}
