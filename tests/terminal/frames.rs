//! How much is drawn, and how often: counted in bytes and in sleeps, never in seconds that something took.

use crate::{
    harness::Terminal,
    home::{Home, write},
};

/// The most bytes for a key that changes one cell.
const A_KEY: usize = 80;
/// A screen of 80 × 24 with its colours; two of them are more.
const A_SCREEN: usize = 5_000;

fn long_answer() -> String {
    (0..1500)
        .map(|n| format!("line {n:04} of an answer that is longer than anybody writes it by hand\n"))
        .collect()
}

#[test]
fn a_key_that_changes_one_cell_writes_few_bytes() {
    for text in [String::new(), long_answer()] {
        let home = Home::left_at("goal", |session| write(session, "goal", &text));
        let mut t = Terminal::sized(&home, 100, 40);
        t.resume();
        t.keys("<ctrl-end>typed: ").wait_for_caret_behind("typed: ");
        let mut typed = "typed: ".to_owned();
        let mut counts: Vec<usize> = "abcdefghijk"
            .chars()
            .map(|letter| {
                t.at_rest();
                let before = t.written();
                typed.push(letter);
                t.keys(&letter.to_string()).wait_for_caret_behind(&typed);
                t.at_rest();
                t.written() - before
            })
            .collect();
        // A second passes, or it is saved: then more is written with one or the other.
        counts.sort_unstable();
        println!("bytes a key: {counts:?}");
        assert!(counts[counts.len() / 2] <= A_KEY, "{counts:?}");
    }
}

#[test]
fn a_large_paste_is_one_frame() {
    let home = Home::left_at("goal", |_| {});
    let mut t = Terminal::resumed(&home);
    let text = long_answer();
    assert!(text.len() > 100_000);
    t.at_rest();
    let before = t.written();
    t.paste(&text).wait_for("line 1499");
    let written = t.written() - before;
    println!("a paste of {} bytes: {written} bytes", text.len());
    assert!(written < A_SCREEN, "{written}");
}

#[cfg(target_os = "linux")]
#[test]
fn nothing_wakes_but_the_clock() {
    use std::{thread, time::Duration};

    let home = Home::left_at("goal", |_| {});
    let mut t = Terminal::open(&home);
    t.wait_for("Resume");
    // What is read for the home screen, and what is written after typing, has come to its end by then.
    let settle = Duration::from_secs(4);
    let idles = |place: &str, t: &Terminal| {
        thread::sleep(settle);
        let (sleeps, written) = (t.sleeps(), t.written());
        thread::sleep(Duration::from_secs(5));
        let (sleeps, written) = (t.sleeps() - sleeps, t.written() - written);
        println!("{place}: {sleeps} sleeps and {written} bytes in 5 s");
        (sleeps, written)
    };
    // A second may end on either side of the five.
    let (sleeps, written) = idles("home", &t);
    assert!(sleeps <= 7, "{sleeps} sleeps in 5 s");
    assert_eq!(written, 0, "nothing changes there");
    t.resume();
    t.keys("words").wait_for_caret_behind("words");
    t.wait_for_saved();
    // Every fifteen seconds the clock is saved, and a third of a second later it is seen that it was.
    let (sleeps, written) = idles("practice", &t);
    assert!(sleeps <= 7 + 5, "{sleeps} sleeps in 5 s");
    assert!(written <= 7 * 2 * A_KEY, "{written}");
}
