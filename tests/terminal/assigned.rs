//! A question that a coach assigned is practised as it was sent, and the session says whose wish it was.

use std::fs;

use casebook::model::{Mode, Session};
use portable_pty::CommandBuilder;
use serde_json::Value;

use crate::{
    harness::{Terminal, run},
    home::{ALIPAY, Home},
};

/// A question that no bank of the candidate's has.
const TRAM: &str = "id: tram\ntype: success-metrics\ntitle: Does the tram line work?\ndifficulty: easy\nbrief: {say: Does it?}\n";

/// A candidate who received an assignment, and what was changed in it before it was sent.
fn received(options: &[&str], change: impl Fn(String) -> String) -> Home {
    let home = Home::new();
    let path = |name: &str| home.path().join(name).to_str().unwrap().to_owned();
    fs::write(path("tram.yaml"), TRAM).unwrap();
    let (bank, file) = (path("tram.yaml"), path("week-3.assignment.yaml"));
    let done = run(&home, &[&["--bank", &bank, "assign", "tram", ALIPAY, "-o", &file], options].concat());
    assert!(done.status.success(), "{done:?}");
    fs::write(&file, change(fs::read_to_string(&file).unwrap())).unwrap();
    let done = run(&home, &["receive", &file]);
    assert!(done.status.success(), "{done:?}");
    home
}

fn practising(home: &Home, arguments: &[&str]) -> Terminal {
    let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_casebook"));
    command.arg("practice");
    command.args(arguments);
    Terminal::running(command, home, 80, 24)
}

fn only_session(home: &Home) -> Session {
    let ids: Vec<_> = home.store().list().unwrap().attempts.into_iter().map(|attempt| attempt.id).collect();
    assert_eq!(ids.len(), 1, "{ids:?}");
    home.store().load(&ids[0]).unwrap().session
}

#[test]
fn what_was_assigned_is_found_and_practised_as_the_coach_wished() {
    let home = received(&["--minutes", "12", "--focus", "A limit.", "--due", "2026-03-14"], |text| text);
    let mut t = practising(&home, &["tram"]);
    let brief = t.wait_for("Enter begins");
    for words in ["Does the tram line work?", "Assigned by", "due 2026-03-14", "This time: A limit.", "12"] {
        assert!(brief.has(words), "{words}: {brief}");
    }
    t.keys("<enter>").wait_for(" of 12:00");
    t.keys("<ctrl-q>");
    t.end();
    let session = only_session(&home);
    assert_eq!((session.mode, session.minutes), (Mode::Practice, 12.0));
    assert_eq!(session.origin.assignment.as_deref(), Some("week-3"));
    assert_eq!(session.origin.focus.as_deref(), Some("A limit."));
    let list: Value = serde_json::from_slice(&run(&home, &["sessions", "--json"]).stdout).unwrap();
    assert_eq!(list["items"][0]["assignment"], "week-3");

    // Begun is not answered: the next time it is gone on with.
    let mut t = practising(&home, &["tram"]);
    t.wait_for(" of 12:00");
    t.keys("<ctrl-q>");
    t.end();
    only_session(&home);
}

#[test]
fn a_question_that_the_coach_changed_is_asked_as_it_was_sent() {
    let title = "What metrics would you use to evaluate Alibaba's Alipay payment service?";
    let home = received(&["--mode", "interview"], |text| text.replace(title, "How is Alipay doing?"));
    let mut t = practising(&home, &[ALIPAY]);
    let brief = t.wait_for("Enter begins");
    assert!(brief.has("How is Alipay doing?") && brief.has("interview"), "{brief}");
    t.keys("<enter>").wait_for(" left");
    t.keys("<ctrl-q>");
    t.end();
    let session = only_session(&home);
    assert_eq!((session.mode, session.question.title.as_str()), (Mode::Interview, "How is Alipay doing?"));
    assert_eq!(session.origin.assignment.as_deref(), Some("week-3"));
}

#[test]
fn an_assigned_interview_is_practised_whole() {
    let home = received(&["--mode", "interview"], |text| text);
    let done = run(&home, &["practice", "tram", "--guide", "full"]);
    let said = String::from_utf8(done.stderr).unwrap();
    assert_eq!(done.status.code(), Some(2));
    assert!(said.contains("--guide cannot be combined with the interview that is assigned"), "{said}");
    // Who says practice means it.
    let done = run(&home, &["practice", "tram", "--guide", "full", "--mode", "practice"]);
    assert!(String::from_utf8(done.stderr).unwrap().contains("needs a terminal"));
}
