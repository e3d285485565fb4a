//! Every size that is promised, and what happens when the window changes under a person's hands.

use crate::{
    harness::Terminal,
    home::{Home, rows, write},
};

/// The way to a first typed row, at one size.
fn reaches_the_answer(columns: u16, rows_of_screen: u16) {
    let home = Home::new();
    let mut t = Terminal::sized(&home, columns, rows_of_screen);
    t.wait_for("casebook");
    t.keys("/alipay").wait_for_caret_behind("alipay");
    t.keys("<enter>").wait_for("Enter begins");
    t.keys("<enter>").wait_for_caret_on("A question, as you would ask it");
    t.keys("Shop payments only?<ctrl-n>").wait_for("Enter takes the plan");
    t.keys("<enter>").wait_for_caret_on("fact   ");
    let screen = t.keys("Two wallets each<tab>Count people").wait_for_caret_behind("Count people");
    assert!(screen.has("Two wallets each") && screen.has("Context"), "{screen}");
    assert!(screen.footer().contains("Esc menu"), "{screen}");
    t.keys("<esc>").wait_for("Next step");
    t.keys("n").wait_for("Goal");
    t.keys("Paying without thinking").wait_for_caret_behind("Paying without thinking");
    t.keys("<ctrl-n><ctrl-n><ctrl-n>").wait_for("North Star");
    let line = "Active payers = payers with two payments, weekly";
    t.keys(line).wait_until("the whole line", |s| {
        // It may be wrapped: the caret is behind its last word.
        s.has("Active payers") && s.caret.is_some() && s.caret == s.behind("weekly")
    });
    t.keys("<ctrl-q>");
    assert_eq!(t.end().exit_code(), 0);
    let session = home.session();
    assert_eq!(rows(&session, "context"), [["Two wallets each", "Count people"]]);
    assert_eq!(session.metrics().next().unwrap().1.line, line);
}

#[test]
fn at_80_by_24() {
    reaches_the_answer(80, 24);
}

#[test]
fn at_120_by_40() {
    reaches_the_answer(120, 40);
}

#[test]
fn at_60_by_20() {
    reaches_the_answer(60, 20);
}

#[test]
fn a_window_that_changes_while_one_types_loses_nothing() {
    let home = Home::left_at("goal", |_| {});
    let mut t = Terminal::resumed(&home);
    let mut typed = String::new();
    for (number, (columns, rows)) in
        [(120, 40), (60, 20), (30, 8), (80, 24), (61, 21), (200, 60), (30, 8), (60, 20)]
            .into_iter()
            .enumerate()
    {
        let word = format!("word{number} ");
        // Half before the window changes, half behind, without waiting in between.
        let (first, second) = word.split_at(3);
        t.keys(first).resize(columns, rows).keys(second);
        typed.push_str(&word);
        let screen = t.wait_until("the word, and the caret behind it", |s| {
            let behind = s.behind(word.trim_end());
            s.caret.is_some() && s.caret == behind.map(|(x, y)| (x + 1, y))
        });
        assert_eq!(screen.has("Too small"), columns < 60, "{screen}");
    }
    home.wait_for_prose("goal", &typed);
}

/// A key and a new size that arrive together: neither waits for the next key.
#[test]
fn a_key_pressed_while_the_window_changes_is_there_at_once() {
    let home = Home::left_at("goal", |_| {});
    let mut t = Terminal::resumed(&home);
    let mut typed = "typed ".to_owned();
    t.keys(&typed);
    for number in 0..40_u16 {
        typed.push(char::from(b'a' + u8::try_from(number % 26).unwrap()));
        t.resize(80 + number % 2, 24).keys(&typed[typed.len() - 1..]);
        t.wait_for_caret_behind(&typed);
    }
}

#[test]
fn a_window_too_small_says_so_and_typing_reaches_the_answer() {
    let home = Home::left_at("context", |_| {});
    let mut t = Terminal::sized(&home, 30, 8);
    // Even the way there is open: Enter resumes.
    t.wait_until("a first frame", |s| s.alternate && s.has("casebook"));
    t.keys("<enter>").wait_for("Too small");
    t.keys("Two wallets<tab>").wait_until("an empty field", |s| s.has("Too small") && !s.has("Two wallets"));
    t.keys("Count people").wait_for_caret_behind("Count people");
    home.wait_until("the row", |s| rows(s, "context") == [["Two wallets", "Count people"]]);
    t.resize(80, 24).wait_until("the whole row", |s| s.has("Two wallets") && !s.has("Too small"));
    t.wait_for_caret_behind("Count people");
}

#[test]
fn a_long_text_keeps_the_caret_in_sight_when_the_window_shrinks() {
    let text: String = (0..40).map(|n| format!("line {n:02}\n")).collect();
    let home = Home::left_at("goal", |s| write(s, "goal", &text));
    let mut t = Terminal::sized(&home, 120, 40);
    t.wait_for("Resume");
    t.keys("<enter>").wait_for("line 20");
    t.keys("<ctrl-end>end").wait_for_caret_behind("end");
    t.resize(60, 20).wait_for_caret_behind("end");
    t.resize(30, 8).wait_for_caret_behind("end");
    t.resize(120, 40).wait_for_caret_behind("end");
}
