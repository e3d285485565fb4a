//! The replay in a real terminal, from a real journal: it moves by itself, to its end, and then nothing wakes.

use portable_pty::CommandBuilder;

use crate::{
    harness::{Screen, Terminal},
    home::{ALIPAY, Home},
};

#[test]
fn what_was_typed_is_played_to_its_end() {
    let home = Home::new();
    let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_casebook"));
    command.args(["practice", ALIPAY, "--step", "goal"]);
    let mut t = Terminal::running(command, &home, 80, 24);
    t.wait_for("Enter begins");
    t.keys("<enter>").wait_for("One outcome for users");
    t.keys("Trust comes").wait_for_caret_behind("Trust comes");
    t.keys(" first.").wait_for_caret_behind(" first.");
    // One step alone has follow-ups, and then the wrap-up.
    while !t.screen().has("Debrief ·") {
        let before = still(&t.screen());
        t.keys("<ctrl-n>");
        t.wait_until("what comes next", |s| still(s) != before);
    }
    // It plays without a key, and what was typed last stands there at the end.
    t.keys("r").wait_for("Replay");
    t.wait_for("at the end");
    t.keys("<home>").wait_until("the beginning", |s| s.has("0:00 of") && !s.has("Trust"));
    t.keys("++ ").wait_for("at the end");
    t.keys("<esc>l").wait_for("Debrief");
    t.keys("<ctrl-q>");
    t.end();
    assert_eq!(home.prose("goal"), "Trust comes first.");
}

/// What stands between header and footer without its figures: a clock that ticks is not what comes next.
fn still(screen: &Screen) -> String {
    let text = screen.to_string();
    let lines: Vec<&str> = text.lines().skip(2).collect();
    let body = lines.split_last().map_or(&lines[..], |(_, body)| body).join("\n");
    body.chars().filter(|c| !c.is_ascii_digit()).collect()
}
