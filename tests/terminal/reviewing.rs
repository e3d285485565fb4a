//! A coach at the desk, in a real terminal: what is said is on disk at once, and no session is ever written to.

use std::{collections::BTreeMap, fs, path::Path, process::Command, time::SystemTime};

use casebook::{
    model::{review::Score, start},
    store::review_file,
};
use portable_pty::CommandBuilder;

use crate::{
    harness::Terminal,
    home::{Home, north_star, write},
};

/// A candidate's folder with a finished answer in it.
fn candidate() -> Home {
    Home::left_at("close", |session| {
        session.person.name = Some("Ada".to_owned());
        write(session, "goal", "Trust comes first. Then speed.");
        north_star(session, "Weekly payers = count of payers, weekly");
        start::finish(session, "2026-03-02T06:55:00Z".parse().unwrap());
    })
}

/// The coach's own program, at a desk with the sessions of the candidate.
fn desk(coach: &Home, candidate: &Home) -> Terminal {
    let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_casebook"));
    command.args(["review", candidate.sessions().to_str().unwrap()]);
    let mut t = Terminal::running(command, coach, 80, 24);
    t.wait_for("1 of 1");
    t
}

/// Every file of a folder that is no review: its bytes, and when it was changed.
fn sessions(folder: &Path) -> BTreeMap<String, (Vec<u8>, SystemTime)> {
    let files = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let files = files.filter(|path| path.is_file() && !path.to_string_lossy().contains(".review-"));
    let file = |path: std::path::PathBuf| {
        let changed = path.metadata().unwrap().modified().unwrap();
        (path.file_name().unwrap().to_string_lossy().into_owned(), (fs::read(&path).unwrap(), changed))
    };
    files.map(file).collect()
}

fn review(folder: &Path) -> casebook::model::Review {
    let files = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let path = files.into_iter().find(|path| path.to_string_lossy().contains(".review-")).unwrap();
    review_file::read(fs::read(&path).unwrap(), &path).unwrap().review
}

#[test]
fn what_a_coach_said_survives_a_kill_and_the_session_stays_as_it_is() {
    let (coach, candidate) = (Home::new(), candidate());
    let before = sessions(&candidate.sessions());
    let mut t = desk(&coach, &candidate);
    t.keys("n").wait_for("North Star");
    t.keys("sOf whom? 支付").wait_for("Of whom? 支付");
    t.wait_until("saved", |s| s.header().contains("review saved"));
    t.signal("KILL");
    t.end();
    assert_eq!(review(&candidate.sessions()).comments[0].text, "Of whom? 支付");

    let mut t = desk(&coach, &candidate);
    t.wait_for("in review");
    t.keys("<enter>").wait_for("stop: Of whom?");
    t.keys("o").wait_for("Rationale");
    t.keys("3").wait_for("1 of 6");
    t.keys("g<enter>A limit on every guardrail<enter>").wait_for("… practising");
    t.keys("<down><down><right><right><right>").wait_for("◂ hire ▸");
    t.keys("<esc>l").wait_for("1 returned");
    t.keys("<ctrl-q>");
    assert_eq!(t.end().exit_code(), 0);
    let review = review(&candidate.sessions());
    assert_eq!(review.next.unwrap().constraint, "A limit on every guardrail");
    assert_eq!(review.scores.values().map(|scored| scored.score).collect::<Vec<_>>(), [Score::Three]);
    assert_eq!(sessions(&candidate.sessions()), before);
}

#[test]
fn where_a_review_cannot_be_written_that_is_said_and_it_is_tried_again() {
    let (coach, candidate) = (Home::new(), candidate());
    let (here, away) = (candidate.sessions(), candidate.path().join("unplugged"));
    let mut t = desk(&coach, &candidate);
    t.keys("n").wait_for("North Star");
    fs::rename(&here, &away).unwrap();
    t.keys("kGood.").wait_for("NOT SAVED");
    t.wait_for("is gone");
    fs::rename(&away, &here).unwrap();
    t.wait_until("saved", |s| s.header().contains("review saved"));
    assert_eq!(review(&here).comments[0].text, "Good.");
}

#[test]
fn a_sample_is_copied_when_it_is_opened_and_what_is_said_of_it_lies_beside_the_copy() {
    let (coach, candidate) = (Home::new(), candidate());
    let samples = coach.path().join("data/samples");
    let mut t = desk(&coach, &candidate);
    t.keys("a").wait_for("0 of 10 scored");
    assert!(!samples.exists(), "nobody has opened one");
    t.keys("n").wait_for("Sample A ·");
    let before = sessions(&samples);
    assert_eq!(
        (before.len(), fs::read_dir(&samples).unwrap().count()),
        (1, 1),
        "and nothing that gives it away"
    );
    t.keys("o33333").wait_for("5 of 6");
    t.keys("<esc>l").wait_for("5 of 6 dimensions scored");
    t.keys("n").wait_for("Sample A ·");
    t.keys("o<end>3").wait_for("6 of 6");
    t.keys("<esc>l").wait_for("you 3 · reference 4 · one lower");
    t.keys("<esc>l").wait_for("1 of 1");
    t.keys("<ctrl-q>");
    assert_eq!(t.end().exit_code(), 0);
    assert_eq!(review(&samples).scores.len(), 6);
    assert_eq!(sessions(&samples), before, "the copy is read, and never written again");
}

#[test]
fn who_leaves_while_a_review_cannot_be_written_is_told_and_finds_it_in_another_place() {
    let (coach, candidate) = (Home::new(), candidate());
    let mut t = desk(&coach, &candidate);
    t.keys("n").wait_for("North Star");
    fs::rename(candidate.sessions(), candidate.path().join("unplugged")).unwrap();
    t.keys("kGood. 支付").wait_for("NOT SAVED");
    t.keys("<ctrl-q>").wait_for("Ctrl-Q again leaves and keeps a copy in another place.");
    t.keys("<ctrl-q>");
    let said = t.wait_for("it is in");
    assert_eq!(t.end().exit_code(), 1, "{said}");
    let mut kept = Vec::new();
    for folder in fs::read_dir(coach.path().join("state/unsaved")).unwrap() {
        kept.extend(fs::read_dir(folder.unwrap().path()).unwrap().map(|file| file.unwrap().path()));
    }
    let [kept] = &kept[..] else { panic!("{kept:?}") };
    let review = review_file::read(fs::read(kept).unwrap(), kept).unwrap().review;
    assert_eq!(review.comments[0].text, "Good. 支付");
}

/// `cargo test --test terminal reviewing -- --ignored --nocapture`
#[test]
#[ignore = "needs strace"]
fn no_session_is_opened_to_be_written_while_it_is_reviewed() {
    let (coach, candidate) = (Home::new(), candidate());
    let trace = coach.path().join("trace");
    let mut command = CommandBuilder::new("strace");
    command.args(["-f", "-qq", "-o", trace.to_str().unwrap(), "-e", "trace=open,openat,creat,rename,unlink"]);
    command.args([env!("CARGO_BIN_EXE_casebook"), "review", candidate.sessions().to_str().unwrap()]);
    if !Command::new("strace").args(["-qq", "true"]).output().is_ok_and(|output| output.status.success()) {
        println!("NOT RUN: needs strace, and the right to trace");
        return;
    }
    let mut t = Terminal::running(command, &coach, 80, 24);
    t.wait_for("1 of 1");
    t.keys("n").wait_for("North Star");
    t.keys("kGood.<enter>").wait_for("keep: Good.");
    t.keys("g<enter>A limit on every guardrail<enter>").wait_for("… practising");
    t.keys("<down><down><right><right><right>").wait_for("◂ hire ▸");
    t.wait_until("saved", |s| s.header().contains("review saved"));
    t.keys("<esc>l").wait_for("1 returned");
    t.keys("v").wait_for("1 answer, names hidden");
    t.keys("sOf whom?<enter>").wait_for("stop: Of whom?");
    t.wait_until("saved", |s| s.header().contains("review saved"));
    t.keys("<esc>l").wait_for("1 returned");
    t.keys("g").wait_for("Cohort");
    t.keys("<esc>l").wait_for("1 returned");
    t.keys("<ctrl-q>");
    t.end();
    let session = candidate.session().id;
    let trace = fs::read_to_string(trace).unwrap();
    let of_session = |line: &&str| line.contains(&format!("{session}.yaml\""));
    let touched: Vec<&str> = trace.lines().filter(of_session).collect();
    assert!(!touched.is_empty(), "it was read");
    let harmless = |line: &&&str| line.contains("O_RDONLY");
    let written: Vec<&&str> = touched.iter().filter(|line| !harmless(line)).collect();
    assert!(written.is_empty(), "{written:#?}");
    println!("{} opens of the session, all of them to read", touched.len());
}
