//! However it ends, what was typed is on disk and the terminal is as it was.

use std::{
    thread,
    time::{Duration, Instant},
};

use casebook::model::{
    Answer,
    session::{Cause, Pause},
};

use crate::{
    harness::{DEADLINE, Modes, Terminal},
    home::Home,
};

/// A session at the goal, with something typed that nothing but the end can have saved.
fn just_typed(home: &Home, text: &str) -> Terminal {
    let mut t = Terminal::resumed(home);
    t.keys(text).wait_for_caret_behind(text);
    t
}

#[test]
fn a_silent_terminal_gets_its_first_frame_and_its_modes_back() {
    let home = Home::new();
    let mut t = Terminal::open(&home);
    t.wait_for("casebook");
    let modes = t.modes();
    assert!(modes.alternate_screen && modes.bracketed_paste && modes.mouse && modes.raw, "{modes:?}");
    t.keys("<ctrl-q>");
    let status = t.end();
    assert_eq!((status.exit_code(), status.signal()), (0, None));
    assert_eq!(t.modes(), Modes::OF_A_SHELL);
    // Looking around is no attempt.
    assert_eq!(home.files(), Vec::<String>::new());
}

/// What the program is ended by from outside, and its status then.
const ENDS: [(&str, u32); 4] = [("close", 129), ("HUP", 129), ("TERM", 143), ("INT", 130)];

#[test]
fn every_end_saves_and_gives_the_terminal_back() {
    for (end, status) in ENDS {
        for number in 0..5 {
            ends(end, status, number);
        }
    }
}

/// `cargo test --test terminal every_end_100_times -- --ignored --nocapture`
#[test]
#[ignore = "takes a minute, and measures time"]
fn every_end_100_times() {
    for (end, status) in ENDS {
        let took: Vec<Duration> = (0..100).map(|number| ends(end, status, number)).collect();
        let longest = took.iter().max().unwrap();
        println!("{end}: 100 ends, status {status}, 0 lost, the longest took {longest:.0?}");
        assert!(*longest < Duration::from_secs(1));
    }
}

/// Ends the program while somebody types; gives how long it took.
fn ends(end: &str, status: u32, number: u32) -> Duration {
    let home = Home::left_at("goal", |_| {});
    let text = format!("typed just before {number}");
    let mut t = just_typed(&home, &text);
    // These may arrive or not; the screen is drawn anew for them in either case.
    t.keys(" and").keys(" on");
    let began = Instant::now();
    if end == "close" {
        t.close();
    } else {
        t.signal(end);
    }
    let ended = t.end();
    let took = began.elapsed();
    assert_eq!((ended.exit_code(), ended.signal()), (status, None), "{end}, {number}");
    let prose = home.prose("goal");
    assert!(prose.starts_with(&text), "{end}, {number}: {prose:?}");
    assert_eq!(home.files().len(), 1, "{end}, {number}: {:?}", home.files());
    if end != "close" {
        assert_eq!(t.modes(), Modes::OF_A_SHELL, "{end}, {number}");
        let screen = t.screen();
        assert!(!screen.has("Esc menu"), "drawn over the shell's screen after {end}, {number}:\n{screen}");
    }
    took
}

#[test]
fn a_window_that_takes_nothing_any_more_keeps_nobody() {
    let home = Home::left_at("goal", |_| {});
    let mut t = just_typed(&home, "typed just before");
    t.stall(true);
    // Drawn anew until the program stands still, because nobody takes what it draws: then nothing more is saved.
    let mut saved = None;
    while saved != Some(home.prose("goal")) {
        saved = Some(home.prose("goal"));
        for columns in 100..200 {
            t.resize(columns, 24).keys("x");
            thread::sleep(Duration::from_millis(10));
        }
    }
    let status = t.signal("TERM").end();
    assert_eq!((status.exit_code(), status.signal()), (143, None));
    assert!(home.prose("goal").starts_with("typed just before"));
}

#[test]
fn a_signal_on_the_home_screen_ends_it_too() {
    let home = Home::new();
    let mut t = Terminal::open(&home);
    t.wait_for("casebook");
    assert_eq!(t.signal("TERM").end().exit_code(), 143);
    assert_eq!(t.modes(), Modes::OF_A_SHELL);
}

#[test]
fn it_sleeps_when_asked_to_and_comes_back() {
    let home = Home::left_at("goal", |_| {});
    let mut t = just_typed(&home, "before sleep");
    t.keys("<ctrl-k>suspend").wait_for("Suspend to the shell");
    t.keys("<enter>");
    sleeps_and_wakes(&home, &mut t);
    t.wait_for_caret_behind("before sleep");
    t.keys(" and behind").wait_for_caret_behind("before sleep and behind");
    home.wait_for_prose("goal", "before sleep and behind");
}

#[test]
fn it_sleeps_when_the_shell_asks_for_it() {
    let home = Home::left_at("goal", |_| {});
    let mut t = just_typed(&home, "before sleep");
    t.signal("TSTP");
    sleeps_and_wakes(&home, &mut t);
    t.wait_for_caret_behind("before sleep");
}

/// The sleep is on disk before it begins, and the terminal is the shell's as long as it lasts.
fn sleeps_and_wakes(home: &Home, t: &mut Terminal) {
    t.wait_until("the shell's screen", |s| !s.alternate);
    let session = home.session();
    assert_eq!(session.answer(&"goal".into()).map(Answer::text), Some("before sleep"));
    assert_eq!(session.pauses.last().map(|pause| pause.cause), Some(Cause::Suspended));
    assert_eq!(t.modes(), Modes::OF_A_SHELL);
    wakes(t);
}

fn wakes(t: &mut Terminal) {
    // It may not be asleep yet when it is first woken.
    let deadline = Instant::now() + DEADLINE;
    while !t.signal("CONT").screen().alternate && Instant::now() < deadline {
        thread::yield_now();
    }
}

/// A program that the shell has put to sleep.
fn asleep(home: &Home) -> Terminal {
    let mut t = just_typed(home, "before sleep");
    t.signal("TSTP").wait_until("the shell's screen", |s| !s.alternate);
    t
}

#[test]
fn who_is_ended_in_their_sleep_has_saved_and_leaves_the_terminal_alone() {
    for (end, status) in [("HUP", 129), ("TERM", 143), ("HUP", 129), ("TERM", 143)] {
        let home = Home::left_at("goal", |_| {});
        let mut t = asleep(&home);
        // As the system wakes those whose shell has gone, so that they can end.
        t.signal(end).signal("CONT");
        assert_eq!(t.end().exit_code(), status);
        assert_eq!(home.prose("goal"), "before sleep");
        assert_eq!(t.modes(), Modes::OF_A_SHELL, "{end}");
    }
}

#[test]
fn asked_to_sleep_twice_it_wakes_all_the_same() {
    let home = Home::left_at("goal", |_| {});
    let mut t = just_typed(&home, "before sleep");
    t.signal("TSTP").signal("TSTP");
    sleeps_and_wakes(&home, &mut t);
    t.signal("TSTP");
    sleeps_and_wakes(&home, &mut t);
    t.wait_for_caret_behind("before sleep");
}

#[test]
fn who_is_woken_without_having_slept_goes_on() {
    let home = Home::left_at("goal", |_| {});
    let mut t = just_typed(&home, "wide awake");
    t.signal("CONT").signal("CONT").keys(" and at work").wait_for_caret_behind("wide awake and at work");
    home.wait_for_prose("goal", "wide awake and at work");
    assert_eq!(home.session().pauses.iter().filter(|pause| pause.cause == Cause::Suspended).count(), 0);
}

#[test]
fn a_window_that_changed_during_the_sleep_is_drawn_right() {
    let home = Home::left_at("goal", |_| {});
    let mut t = asleep(&home);
    for (columns, rows) in [(120, 40), (60, 20)] {
        t.resize(columns, rows);
        wakes(&mut t);
        let screen = t.wait_until("the whole screen", |s| s.footer().contains("Esc menu"));
        assert!(screen.header().contains(" of 20:00"), "{screen}");
        t.wait_for_caret_behind("before sleep");
        t.signal("TSTP").wait_until("the shell's screen", |s| !s.alternate);
    }
}

#[test]
fn who_is_killed_in_their_sleep_was_away_until_they_came_back() {
    let home = Home::left_at("goal", |session| {
        session.pauses.push(Pause { at: session.started, seconds: 0, cause: Cause::Suspended });
    });
    let mut t = just_typed(&home, "awake");
    t.keys("<ctrl-q>");
    assert_eq!(t.end().exit_code(), 0);
    let pauses = home.session().pauses;
    assert!(pauses[0].cause == Cause::Suspended && pauses[0].seconds > 0, "{pauses:?}");
}

#[cfg(target_os = "linux")]
mod idle {
    use super::*;

    /// `cargo test --test terminal little_is_done -- --ignored --nocapture`
    #[test]
    #[ignore = "measures time"]
    fn little_is_done_when_nothing_happens() {
        let home = Home::new();
        let mut t = Terminal::open(&home);
        t.wait_for("casebook");
        at_leisure("the home screen", &t);
        let home = Home::left_at("goal", |_| {});
        let mut t = just_typed(&home, "words");
        t.wait_for_saved();
        at_leisure("practice", &t);
        let aside = home.path().join("aside");
        std::fs::rename(home.sessions(), &aside).unwrap();
        std::fs::write(home.sessions(), "in the way").unwrap();
        t.keys("more").wait_for("NOT SAVED");
        at_leisure("practice that cannot be saved", &t);
    }

    /// How busy the program is while its person does nothing.
    fn at_leisure(place: &str, t: &Terminal) {
        let before = t.busy();
        thread::sleep(Duration::from_secs(3));
        let busy = t.busy() - before;
        println!("{place}: {busy:.2} s of 3 s");
        assert!(busy < 0.3, "{place}: {busy:.2} s of 3 s");
    }
}
