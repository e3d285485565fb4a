//! Bad days on a real disk: two windows, a file that cannot be read, a folder that takes nothing.

use std::fs;

use casebook::model::Answer;

use crate::{
    harness::Terminal,
    home::{ALIPAY, Home, write},
};

#[test]
fn a_second_window_works_on_a_copy_with_what_the_first_one_has_just_typed() {
    let home = Home::left_at("goal", |s| write(s, "goal", "Trust "));
    let mut first = Terminal::resumed(&home);
    first.keys("grows.").wait_for_caret_behind("grows.");
    let mut second = Terminal::open(&home);
    second.wait_for("Resume");
    second.keys("<enter>").wait_for("Work on a copy");
    second.keys("<down><enter>").wait_for("This is a copy");
    second.keys("<end> Here.").wait_for_caret_behind("Trust grows. Here.");
    first.keys(" There.").wait_for_caret_behind("Trust grows. There.");
    for window in [&mut second, &mut first] {
        window.keys("<ctrl-q>");
        assert!(window.end().success());
    }
    let listing = home.store().list().unwrap();
    let goals = listing.attempts.iter().map(|attempt| {
        let session = home.store().load(&attempt.id).unwrap().session;
        session.answer(&"goal".into()).map_or("", Answer::text).to_owned()
    });
    assert_eq!(goals.collect::<Vec<_>>(), ["Trust grows. Here.", "Trust grows. There."]);
    assert!(fs::metadata(home.sessions().join(format!("2026-03-02-{ALIPAY}-bcdf.yaml"))).is_ok());
}

#[test]
fn a_file_that_cannot_be_read_stays_and_its_words_come_back_beside_it() {
    let home = Home::left_at("goal", |s| write(s, "goal", "Trust "));
    let mut t = Terminal::resumed(&home);
    t.keys("grows.").wait_for_caret_behind("grows.");
    t.keys("<ctrl-q>");
    assert!(t.end().success());
    let path = home.sessions().join(format!("2026-03-02-{ALIPAY}-bcdf.yaml"));
    fs::write(&path, "format: 1\nid: [\n").unwrap();
    let mut t = Terminal::open(&home);
    t.wait_for("one cannot be read");
    t.keys("s").wait_for("cannot be read  ");
    t.keys("<tab><enter>").wait_for("Raw text");
    t.keys("<enter>").wait_for("Brought back.");
    t.keys("<end> More.").wait_for_caret_behind("Trust grows. More.");
    t.keys("<ctrl-q>");
    assert!(t.end().success());
    assert_eq!(fs::read_to_string(&path).unwrap(), "format: 1\nid: [\n");
    let attempts = home.store().list().unwrap().attempts;
    let restored = home.store().load(&attempts[0].id).unwrap().session;
    assert!(restored.id.as_str().contains("-bcdf.restored-"), "{}", restored.id);
    assert_eq!(restored.answer(&"goal".into()).map(Answer::text), Some("Trust grows. More."));
}

#[test]
fn a_folder_that_is_a_file_is_said_at_home_and_the_journal_holds_the_answer() {
    let home = Home::new();
    fs::create_dir_all(home.path().join("data")).unwrap();
    fs::write(home.sessions(), "in the way").unwrap();
    let mut t = Terminal::open(&home);
    t.wait_for("Sessions cannot be saved");
    t.keys("/alipay<enter>").wait_for("Enter begins");
    t.keys("<enter>").wait_for("A question, as you would ask it");
    t.keys("Which users?").wait_for("kept in the journal");
    t.keys("<esc>j").wait_for("A copy as it is now");
    t.keys("<ctrl-q>").wait_for("safe in the journal");
    fs::remove_file(home.sessions()).unwrap();
    t.wait_until("saved", |s| s.footer().contains("saved ") && !s.has("NOT SAVED"));
    t.keys("<ctrl-q>");
    assert!(t.end().success());
    assert_eq!(home.session().opening.asks[0].ask, "Which users?");
}

#[test]
fn without_a_state_folder_the_file_is_saved_and_without_either_nothing_begins() {
    let home = Home::new();
    let state = home.path().join("state");
    fs::write(&state, "in the way").unwrap();
    let mut t = Terminal::open(&home);
    t.wait_for("No journal can be kept");
    t.keys("/alipay<enter>").wait_for("Enter begins");
    t.keys("<enter>").wait_for("A question, as you would ask it");
    t.keys("Which users?").wait_for_caret_behind("Which users?");
    home.wait_until("the question", |s| s.opening.asks.first().is_some_and(|ask| ask.ask == "Which users?"));
    assert!(!t.screen().has("NOT SAVED"), "{}", t.screen());
    t.keys("<ctrl-q>");
    assert!(t.end().success());

    fs::remove_dir_all(home.path().join("data")).unwrap();
    fs::write(home.path().join("data"), "in the way").unwrap();
    let mut t = Terminal::open(&home);
    t.wait_for("could be held");
    t.keys("/alipay<enter>").wait_for("Enter begins");
    t.keys("<enter>").wait_for("could be held");
    assert!(t.screen().has("Enter begins"), "{}", t.screen());
    t.keys("<ctrl-q>");
    t.end();
}

#[test]
fn after_a_crash_one_line_says_what_came_back() {
    let home = Home::left_at("goal", |s| write(s, "goal", "Trust "));
    let mut t = Terminal::resumed(&home);
    t.keys("grows.").wait_for_caret_behind("grows.");
    t.signal("KILL");
    t.end();
    let mut t = Terminal::open(&home);
    let screen = t.wait_for("all that was typed");
    assert!(screen.has("casebook ended without saving “What metrics"), "{screen}");
    t.resume();
    t.wait_for_caret_behind("Trust grows.");
    t.keys("<ctrl-q>");
    assert!(t.end().success());
    assert!(!Terminal::open(&home).wait_for("Resume").has("came back"));
}

#[test]
fn what_was_begun_while_the_folder_took_nothing_is_gone_on_with_before_it_is_back() {
    let home = Home::new();
    fs::create_dir_all(home.path().join("data")).unwrap();
    fs::write(home.sessions(), "in the way").unwrap();
    let mut t = Terminal::open(&home);
    t.wait_for("Sessions cannot be saved");
    t.keys("/alipay<enter>").wait_for("Enter begins");
    t.keys("<enter>").wait_for("A question, as you would ask it");
    t.keys("Which users?").wait_for_caret_behind("Which users?");
    // In the same window, and in the next one.
    t.keys("<esc>l").wait_for("Resume");
    t.keys("<enter>").wait_for_caret_behind("Which users?");
    t.keys(" And where?").wait_for_caret_behind("And where?");
    t.signal("KILL");
    t.end();
    let mut t = Terminal::open(&home);
    t.wait_for("Resume");
    t.keys("<enter>").wait_for_caret_behind("Which users? And where?");
    fs::remove_file(home.sessions()).unwrap();
    t.wait_until("saved", |s| s.footer().contains("saved ") && !s.has("NOT SAVED"));
    t.keys("<ctrl-q>");
    assert!(t.end().success());
    assert_eq!(home.session().opening.asks[0].ask, "Which users? And where?");
}

#[test]
fn of_a_damaged_journal_it_is_said_what_came_back_and_where_the_rest_is() {
    let home = Home::left_at("goal", |s| write(s, "goal", "Trust "));
    let mut t = Terminal::resumed(&home);
    t.keys("grows.").wait_for_caret_behind("grows.");
    t.signal("KILL");
    t.end();
    let path = home.path().join(format!("state/journals/2026-03-02-{ALIPAY}-bcdf.journal"));
    let mut bytes = fs::read(&path).unwrap();
    let in_the_last_line = bytes.len() - 20;
    bytes[in_the_last_line] ^= 1;
    fs::write(&path, &bytes).unwrap();
    let mut t = Terminal::open(&home);
    // What is said comes last on the screen: half of a frame is not all of it.
    t.wait_for("is damaged");
    let screen = t.at_rest();
    let said = screen.to_string().replace('|', " ").split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(!said.contains("all that was typed"), "{screen}");
    for words in ["The journal of “What metrics", "may be missing", "kept in"] {
        assert!(said.contains(words), "{words}: {screen}");
    }
    t.keys("<ctrl-q>");
    t.end();
}
