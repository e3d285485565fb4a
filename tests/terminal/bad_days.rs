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
