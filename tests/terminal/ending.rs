//! However it ends, what was typed is on disk and the terminal is as it was.

use std::time::Instant;

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

#[test]
fn sigterm_saves_and_gives_the_terminal_back() {
    let home = Home::left_at("goal", |_| {});
    let mut t = just_typed(&home, "typed just before");
    let status = t.signal("TERM").end();
    assert_eq!((status.exit_code(), status.signal()), (143, None));
    assert_eq!(home.prose("goal"), "typed just before");
    assert_eq!(t.modes(), Modes::OF_A_SHELL);
}

#[test]
fn sighup_saves() {
    let home = Home::left_at("goal", |_| {});
    let mut t = just_typed(&home, "typed just before");
    let status = t.signal("HUP").end();
    assert_eq!((status.exit_code(), status.signal()), (129, None));
    assert_eq!(home.prose("goal"), "typed just before");
    assert_eq!(t.modes(), Modes::OF_A_SHELL);
}

#[test]
fn a_closed_window_saves() {
    let home = Home::left_at("goal", |_| {});
    let mut t = just_typed(&home, "typed just before");
    t.close();
    let status = t.end();
    assert_eq!((status.exit_code(), status.signal()), (129, None));
    // The pseudo-terminal's own farewell to the program is a line end.
    assert_eq!(home.prose("goal").trim_end(), "typed just before");
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
    // It may not be asleep yet when it is first woken.
    let deadline = Instant::now() + DEADLINE;
    while !t.signal("CONT").screen().alternate && Instant::now() < deadline {
        std::thread::yield_now();
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
