//! `casebook check` as an author uses it: everything that is wrong, each in its line, in one run.

#![expect(clippy::disallowed_methods, reason = "a test reads and writes files of its own")]
#![expect(clippy::unwrap_used, reason = "a test that cannot write its own files has failed")]

use std::{
    fs,
    path::Path,
    process::{Command, Output},
};

use serde_json::Value;

fn check(folder: &Path, args: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_casebook"));
    command.env_clear().env("CASEBOOK_HOME", folder.join("home")).current_dir(folder);
    command.arg("check").args(args).output().unwrap()
}

fn folder(files: &[(&str, &[u8])]) -> tempfile::TempDir {
    let dir = tempfile::tempdir().unwrap();
    for (name, bytes) in files {
        let path = dir.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
    dir
}

fn told(files: &[(&str, &[u8])], args: &[&str]) -> (i32, String) {
    let output = check(folder(files).path(), args);
    let messages = String::from_utf8(output.stderr).unwrap();
    assert_eq!(messages, "", "results go to stdout");
    (output.status.code().unwrap(), String::from_utf8(output.stdout).unwrap())
}

/// Every slip that an author makes on the first evening.
const SLIPS: &str = "id: Tram
type: success-metrics
tittle: How would you know that a tram line works?
title: Why #1 matters
difficulty: esy
company: Alibabba
topics: [fintec, \"a\\e[2Jb\", \"pro\u{202E}duct\"]
industries: ~
skills: growth
brief:
  say: How would you know that a tram line works?
  facts:
    - {about: Riders}
    - {about: Rivals, answer: you decide}
steps:
  metrcs: {say: x}
  goal:
    answer:
      - {name: x}
  risks: {answer: Fraud}
  metrics:
    answer:
      - {role: drivr, line: Rides}
follow_ups:
  - ask: {north_star} up
  - ask: \"{north_strar}?\"
    when: {stage: Pay}
  - ask: Why?
    when: {has: guardrial}
weak:
";

#[test]
fn all_that_is_wrong_with_a_question_is_told_in_one_run() {
    let (status, text) = told(&[("tram.yaml", SLIPS.as_bytes())], &["tram.yaml"]);
    assert_eq!(status, 1);
    insta::assert_snapshot!(text);
}

#[test]
fn files_that_are_no_text_and_ids_of_two_files_are_told() {
    let question = |id: &str| {
        format!("id: {id}\ntype: success-metrics\ntitle: T\ndifficulty: easy\nbrief: {{say: S}}\n")
            .into_bytes()
    };
    let files: &[(&str, &[u8])] = &[
        ("bank/a.yaml", &question("tram")),
        ("bank/b.yaml", &question("tram")),
        ("bank/binary.yaml", b"\xff\xfe\0"),
        ("bank/bytes.yaml", b"id: a\nti\xfftle: b\n"),
        ("bank/escape.yaml", b"id: \x1b[2J\n"),
        ("bank/empty.yaml", b""),
        ("bank/frameworks/f.yaml", b"id: f\ntitle: F\nsteps: []\n"),
        ("bank/rubrics/r.yaml", b"id: r\ntitle: R\ndimensions: [{id: a, title: A, anchors: [a, b, c]}]\n"),
        ("bank/ends.yaml", b"id: a\ntitle: \"b\n"),
        ("bank/tabs.yaml", b"id: a\nbrief:\n\tsay: b\n"),
    ];
    let (status, text) = told(files, &["bank", "nowhere.yaml"]);
    assert_eq!(status, 1);
    insta::assert_snapshot!(text);
}

#[test]
fn a_good_bank_and_a_bank_with_doubts_end_with_status_0() {
    let good = "id: tram\ntype: success-metrics\ntitle: T\ndifficulty: easy\nbrief: {say: S}\n";
    assert_eq!(
        told(&[("q.yaml", good.as_bytes())], &["."]),
        (0, "1 file (1 question): nothing is wrong\n".into())
    );
    let doubtful = format!("{good}topics: [fintec]\n");
    let (status, text) = told(&[("q.yaml", doubtful.as_bytes())], &["q.yaml"]);
    assert_eq!(status, 0);
    assert!(text.starts_with("warning: ") && text.ends_with("1 file (1 question): 1 warning\n"), "{text}");
}

#[test]
fn programs_get_a_list() {
    let (status, text) = told(&[("tram.yaml", SLIPS.as_bytes())], &["tram.yaml", "--json"]);
    let list: Value = serde_json::from_str(&text).unwrap();
    assert_eq!((status, &list["format"]), (1, &Value::from(1)));
    assert_eq!(
        list["items"][1],
        serde_json::json!({
            "level": "error", "path": "tram.yaml", "line": 3, "col": 1,
            "message": "unknown key \"tittle\"", "help": "did you mean \"title\"?"
        })
    );
}

#[test]
fn sessions_are_checked_too_and_are_no_questions() {
    let session = b"format: 1\nstarted: 2025-03-04T05:06:07Z\nquestion: {id: a}\nframework: {}\nrubric: {}\n";
    let (status, text) = told(&[("s.yaml", session)], &["s.yaml"]);
    assert_eq!(status, 1);
    assert!(
        text.contains("in `question`: missing field `type`") && text.ends_with("(1 session): 1 error\n"),
        "{text}"
    );
    let newer = b"format: 9\nquestion: 1\nframework: 2\n";
    assert!(told(&[("s.yaml", newer)], &["s.yaml"]).1.contains("newer casebook"));
}

/// A session, and a review of it that is as it should be; the place of its SHA-256 is taken by its own.
fn reviewed(session: &str, review: &str) -> String {
    review.replace("SHA256", &casebook::model::hash::sha256(session.as_bytes()))
}

const SESSION: &str = include_str!("fixtures/check/reviews/tram.yaml");
const REVIEW: &str = "format: 1
session: {id: tram, sha256: SHA256}
coach: {id: p9, name: Ann}
written: 2025-03-06T18:20:00Z
comments:
  - {id: c1, on: {step: risks, id: r1, field: risk}, quote: cars, text: Which cars?}
  - {id: c2, on: {step: wrap_up, field: learnt}, text: Nothing?}
  - {id: c3, text: Well begun.}
scores: {goals: {score: n/a}}
verdict: hire
next: {question: bus, step: anything, minutes: 7, constraint: Aloud.}
";

#[test]
fn a_review_is_checked_against_the_session_beside_it() {
    let review = reviewed(SESSION, REVIEW);
    let files: &[(&str, &[u8])] =
        &[("tram.yaml", SESSION.as_bytes()), ("tram.review-ann.yaml", review.as_bytes())];
    let sound = (0, "2 files (1 session, 1 review): nothing is wrong\n".to_owned());
    assert_eq!(told(files, &["."]), sound);
    let alone = (0, "1 file (1 review): nothing is wrong\n".to_owned());
    assert_eq!(told(&files[1..], &["tram.review-ann.yaml"]), alone, "without its session");
    assert_eq!(told(&[("ann.yaml", review.as_bytes())], &["ann.yaml"]), alone, "under another name");
    let edited = SESSION.replace("Riders get home.", "Riders get home late.");
    let (status, text) = told(&[("tram.yaml", edited.as_bytes()), files[1]], &["tram.review-ann.yaml"]);
    assert_eq!(status, 0);
    assert!(text.contains("tram.yaml beside it was edited since"), "{text}");
}

#[test]
fn no_name_in_a_review_leads_to_a_file() {
    let review = REVIEW.replace("id: tram", "id: ../tram").replace("goals", "no-such-dimension");
    let review = reviewed(SESSION, &review);
    let files: &[(&str, &[u8])] = &[
        ("tram.yaml", SESSION.as_bytes()),
        ("in/tram.yaml.review-ann.yaml", review.as_bytes()),
        ("in/ann.yaml", review.as_bytes()),
    ];
    assert_eq!(told(files, &["in"]), (0, "2 files (2 reviews): nothing is wrong\n".into()));
}

#[test]
fn a_review_in_a_bank_is_no_question() {
    let folder = folder(&[("bank/tram.review-ann.yaml", reviewed(SESSION, REVIEW).as_bytes())]);
    let mut command = Command::new(env!("CARGO_BIN_EXE_casebook"));
    command.env_clear().env("CASEBOOK_HOME", folder.path().join("home")).current_dir(folder.path());
    let output = command.args(["--bank", "bank", "questions"]).output().unwrap();
    let messages = String::from_utf8(output.stderr).unwrap();
    assert!(messages.contains("this is a coach's review, not a question"), "{messages}");
}

#[test]
fn a_review_larger_than_any_is_refused() {
    let review = format!("{REVIEW}later: {}\n", "x".repeat(4 << 20));
    let (status, text) = told(&[("tram.review-ann.yaml", review.as_bytes())], &["."]);
    assert_eq!(status, 1);
    assert!(text.contains("larger than 4 MiB") && text.contains("whoever sent it"), "{text}");
}

#[test]
fn a_reply_is_checked_against_the_review_beside_it() {
    let review = reviewed(SESSION, REVIEW);
    let reply = format!(
        "format: 1
session: tram
review: {{coach: p9, sha256: {}}}
candidate: {{id: p7, name: Mei}}
written: 2025-03-07T18:20:00Z
answers:
  - {{comment: c1, state: addressed}}
  - {{comment: c3, state: disagree, because: It was not.}}
",
        casebook::model::hash::sha256(review.as_bytes())
    );
    let name = "tram.reply-ann.yaml";
    let files: &[(&str, &[u8])] = &[("tram.review-ann.yaml", review.as_bytes()), (name, reply.as_bytes())];
    assert_eq!(told(files, &["."]), (0, "2 files (1 review, 1 reply): nothing is wrong\n".to_owned()));
    let alone = (0, "1 file (1 reply): nothing is wrong\n".to_owned());
    assert_eq!(told(&files[1..], &[name]), alone, "without its review");
    assert_eq!(told(&[("mine.yaml", reply.as_bytes())], &["mine.yaml"]), alone, "under another name");
    let other = reply.replace("comment: c3", "comment: c4");
    let (status, text) = told(&[files[0], (name, other.as_bytes())], &[name]);
    assert_eq!(status, 1);
    assert!(text.contains("unknown comment \"c4\"") && text.contains("tram.reply-ann.yaml:8:15"), "{text}");
    let changed = review.replace("Well begun.", "Well begun!");
    let (status, text) =
        told(&[("tram.review-ann.yaml", changed.as_bytes()), (name, other.as_bytes())], &[name]);
    assert!(status == 0 && text.contains("beside it was changed since"), "{text}");
}

#[test]
fn two_replies_are_counted_in_words() {
    let reply = "format: 1\nsession: a\nreview: {sha256: b}\nwritten: 2025-03-07T18:20:00Z\n";
    let files: &[(&str, &[u8])] =
        &[("a.reply-x.yaml", reply.as_bytes()), ("a.reply-y.yaml", reply.as_bytes())];
    assert!(told(files, &["."]).1.ends_with("2 files (2 replies): 2 errors\n"));
}

#[test]
fn hostile_files_reach_the_terminal_as_plain_text() {
    let name = "a\u{1b}]0;x\u{7}.yaml";
    let text = "id: \"\\e[31m\"\n\u{9b}2J: \u{202e}\n";
    let (_, told) = told(&[(name, text.as_bytes())], &["."]);
    assert!(told.chars().all(|c| c == '\n' || !c.is_control() && c != '\u{202e}'), "{told:?}");
}

#[test]
fn a_track_may_name_own_and_built_in_questions_and_their_steps() {
    let own = "id: tram\ntype: trade-off\ntitle: T\ndifficulty: easy\nbrief: {say: S}\n";
    let track = "id: first-week
title: The first week
about: For somebody who has never said an answer aloud.
items:
  - {question: alipay-success-metrics, step: metrics, mode: practice, minutes: 7}
  - {question: tram, title: A tram line, note: Say who loses.}
  - {question: tram, mode: interview}
";
    let files: &[(&str, &[u8])] =
        &[("tram.yaml", own.as_bytes()), ("tracks/week.yaml", track.as_bytes()), ("w.yml", b"items: []\n")];
    let (status, text) = told(&files[..2], &["."]);
    assert_eq!((status, text.as_str()), (0, "2 files (1 question, 1 track): nothing is wrong\n"));
    let (_, text) = told(files, &["w.yml"]);
    assert!(text.contains("\"about\" is missing") && text.contains("a track needs an item"), "{text}");
}

#[test]
fn all_that_is_wrong_with_a_track_is_told_in_one_run() {
    let track = "id: First week
title: ''
about:
items:
  - {question: alipay-succes-metrics}
  - {question: alipay-success-metrics, step: metrcs, mode: practise, minutes: 0}
  - {question: alipay-success-metrics, step: goal, mode: interview, minutes: many}
  - {note: ''}
  - {question: alipay-success-metrics, guide: full}
";
    let (status, text) = told(&[("tracks/week.yaml", track.as_bytes())], &["."]);
    assert_eq!(status, 1);
    insta::assert_snapshot!(text);
}

#[test]
fn a_bank_that_has_a_vocabulary_is_held_to_it_and_may_use_the_built_in_words() {
    let question = "id: tram\ntype: trade-off\ntitle: T\ndifficulty: easy\nbrief: {say: S}
skills: [estimation, tram lore]
industries: [public transprt]
topics: [rails]
";
    let labels = "skills: [tram lore, tram drills, Tram lore]\ntopics: ['']\n";
    let files: &[(&str, &[u8])] = &[("tram.yaml", question.as_bytes()), ("labels.yaml", labels.as_bytes())];
    let (status, text) = told(files, &["."]);
    assert_eq!(status, 1, "an empty word is a mistake");
    insta::assert_snapshot!(text);
    let (status, text) = told(&files[..1], &["."]);
    assert_eq!(status, 0);
    assert!(!text.contains("labels.yaml"), "labels are free where no vocabulary is: {text}");
    let (status, text) = told(
        &[
            files[0],
            ("labels.yaml", b"topics: [rails]\nindustries: [public transprt]\nskills: [tram lore]\n"),
        ],
        &["."],
    );
    assert_eq!((status, text.contains("among")), (0, false), "{text}");
    let principles: &[u8] = b"principles: [{of: Tramway, names: [Punctual]}]\n";
    let (_, text) = told(&[files[0], ("labels.yaml", principles)], &["."]);
    assert!(!text.contains("among"), "principles alone are no list of labels: {text}");
    let question = question.replace("id: tram", "id: labels");
    let (status, text) = told(&[("labels.yaml", question.as_bytes())], &["."]);
    assert_eq!((status, text.contains("1 file (1 question)")), (0, true), "{text}");
    let (status, text) = told(&[("labels.yaml", b"skils: [x]\n")], &["."]);
    assert!(status == 1 && text.contains("skils") && text.contains("skills"), "{text}");
}

/// The folder of fixtures: a file for each kind of mistake.
const FIXTURES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/check");

/// The fixtures by their paths from the folder on, those in folders included.
fn fixtures() -> Vec<String> {
    let mut names = Vec::new();
    for folder in ["", "frameworks/", "rubrics/", "tracks/", "reviews/", "replies/", "assignments/"] {
        for entry in fs::read_dir(Path::new(FIXTURES).join(folder)).unwrap() {
            let entry = entry.unwrap();
            if entry.file_type().unwrap().is_file() {
                names.push(format!("{folder}{}", entry.file_name().to_str().unwrap()));
            }
        }
    }
    // The session that the reviews are of is as it should be, and so is the review that replies answer.
    names.retain(|name| name != "reviews/tram.yaml" && !name.starts_with("replies/tram.review-"));
    names.sort();
    names
}

#[test]
fn each_kind_of_mistake_is_told_as_its_fixture_shows() {
    for name in fixtures() {
        // An id that stands in two files needs both.
        let files = if name == "twice-a.yaml" { continue } else { name.replace("twice-b", "twice-a") };
        let files: &[&str] = if files == name { &[&name] } else { &[&files, &name] };
        let mut command = Command::new(env!("CARGO_BIN_EXE_casebook"));
        command.env_clear().env("CASEBOOK_HOME", "/nonexistent").current_dir(FIXTURES);
        let output = command.arg("check").args(files).output().unwrap();
        let told = String::from_utf8(output.stdout).unwrap();
        assert_eq!(String::from_utf8(output.stderr).unwrap(), "", "{name}");
        let is_doubt = name.contains("warning-") || name == "session-of-a-newer-format.yaml";
        let expected = i32::from(!is_doubt || told.contains("error: "));
        assert_eq!(output.status.code(), Some(expected), "{name}:\n{told}");
        assert!(told.contains("error: ") || told.contains("warning: "), "{name} is told nothing:\n{told}");
        insta::assert_snapshot!(name.replace(['/', '.'], "-"), told);
    }
}
