//! A live mock in a real terminal: what was noted survives a kill, and is gone on with.

use std::fs;

use casebook::{
    model::{
        Review,
        review::{Reviewed, Score},
    },
    store::review_file,
};
use portable_pty::CommandBuilder;

use crate::{harness::Terminal, home::Home};

fn mock(coach: &Home) -> Terminal {
    let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_casebook"));
    command.args(["review", "--live", "alipay-success"]);
    Terminal::running(command, coach, 80, 24)
}

/// The reviews of live mocks, in the order of their files.
fn mocks(coach: &Home) -> Vec<Review> {
    let folder = coach.path().join("data/live");
    let mut paths: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    // What was being written when the program was killed is no review.
    paths.retain(|path| !path.file_name().unwrap().to_string_lossy().starts_with('.'));
    paths.sort();
    paths.iter().map(|path| review_file::read(fs::read(path).unwrap(), path).unwrap().review).collect()
}

fn saved(t: &mut Terminal) {
    t.wait_until("saved", |s| s.header().contains("review saved"));
}

#[test]
fn a_mock_that_is_killed_in_the_middle_is_gone_on_with_and_nothing_noted_is_lost() {
    let coach = Home::new();
    let mut t = mock(&coach);
    t.wait_for("Enter begins");
    t.keys("Ada<enter>").wait_for("with Ada");
    // The clock moves by itself.
    t.wait_for("0:02 of 24:00");
    t.keys("<down><down><down><enter>").wait_for("fact given: Which countries");
    t.keys("Names three 支付").wait_for("Names three 支付");
    saved(&mut t);
    t.signal("KILL");
    t.end();
    let texts: Vec<String> = mocks(&coach)[0].comments.iter().map(|note| note.text.clone()).collect();
    assert_eq!(texts, ["with Ada", "fact given: Which countries", "Names three 支付"]);

    let mut t = mock(&coach);
    t.wait_for("Gone on with at 0:0");
    t.wait_for("Names three 支付");
    t.keys("<enter>").wait_until("the clock", |s| !s.header().contains("paused"));
    t.keys("<f4>").wait_for("Rationale");
    t.keys("2<up>e").wait_for("which note shows it?");
    t.keys("<up><end><enter>").wait_for("Names three");
    t.keys("<f5><enter>A limit on every guardrail<enter>").wait_for("… practising");
    t.keys("<down><down><right><right><right>").wait_for("◂ hire ▸");
    saved(&mut t);
    t.keys("<ctrl-q>");
    assert_eq!(t.end().exit_code(), 0);
    let mut all = mocks(&coach);
    assert_eq!(all.len(), 1, "it was gone on with in its own file");
    let review = all.remove(0);
    assert_eq!(review.of, Reviewed::Question("alipay-success-metrics".into()));
    assert_eq!(review.scores.values().map(|scored| scored.score).collect::<Vec<_>>(), [Score::Two]);
    assert_eq!(review.next.unwrap().constraint, "A limit on every guardrail");

    // What has a verdict is over.
    let mut t = mock(&coach);
    t.wait_for("Enter begins");
    t.keys("<ctrl-q>");
    assert_eq!(t.end().exit_code(), 0);
}

#[test]
fn where_a_mock_cannot_be_written_that_is_said_and_it_is_tried_again() {
    let coach = Home::new();
    let mut t = mock(&coach);
    t.wait_for("Enter begins");
    let (here, away) = (coach.path().join("data/live"), coach.path().join("unplugged"));
    fs::rename(&here, &away).unwrap();
    t.keys("<enter>Good").wait_for("NOT SAVED");
    t.wait_for("is gone");
    fs::rename(&away, &here).unwrap();
    saved(&mut t);
    assert_eq!(mocks(&coach)[0].comments[0].text, "Good");
}
