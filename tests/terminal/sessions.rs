//! The list of sessions: found by what was written, into the trash, and back.

use std::fs;

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
