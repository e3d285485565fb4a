//! Assignment files by example, and by properties that hold for any assignment.

use jiff::civil::{Date, date};
use proptest::{collection::vec, option, prelude::*};

use super::*;
use crate::{
    model::{Bank, Mode, QuestionId, assignment::Asked, session::Person},
    store::{bank, session_file::tests::text},
};

/// A question of the built-in bank with what belongs to it.
fn asked(bank: &Bank, id: &QuestionId) -> Asked {
    let (question, framework, rubric) = bank.whole(id).unwrap();
    Asked { question: (*question).clone(), framework: framework.clone(), rubric: rubric.clone() }
}

/// What a coach might send, as this version writes it.
pub fn week() -> Assignment {
    let bank = bank::built_in();
    Assignment {
        id: "week-3".into(),
        by: Person { id: "p9".to_owned(), name: Some("Ann".to_owned()) },
        questions: vec![asked(&bank, &"alipay-success-metrics".into())],
        mode: Some(Mode::Practice),
        minutes: Some(20.0),
        step: None,
        focus: Some("A limit on every guardrail.".to_owned()),
        due: Some(date(2025, 3, 14)),
        candidates: vec!["Mei".to_owned(), "吴".to_owned()],
    }
}

fn path() -> &'static Path {
    Path::new("received/week-3.assignment.yaml")
}

fn loaded(text: &str) -> Loaded {
    read(text.as_bytes().to_vec(), path()).unwrap_or_else(|problem| panic!("{problem}\n{text}"))
}

/// What is said of a text that cannot be read.
fn told(text: &str) -> String {
    match read(text.as_bytes().to_vec(), path()) {
        Ok(loaded) => panic!("this was read: {loaded:?}"),
        Err(problem) => problem.to_string(),
    }
}

fn written(assignment: &Assignment) -> String {
    write(assignment, &Foreign::default()).unwrap()
}

fn assignment() -> impl Strategy<Value = Assignment> {
    let bank = bank::built_in();
    let ids: Vec<QuestionId> = bank.questions.ids().map(Into::into).collect();
    let questions = vec(prop::sample::select(ids), 0..3);
    let how = (
        option::of(prop::sample::select(Mode::ALL)),
        option::of(1.0..600.0_f64),
        option::of(text()),
        option::of(text()),
        option::of(0..40_000_i32),
    );
    let people = (text(), text(), option::of(text()), vec(text(), 0..3));
    (questions, how, people).prop_map(
        move |(questions, (mode, minutes, step, focus, due), (id, by, name, candidates))| Assignment {
            id: id.into(),
            by: Person { id: by, name },
            questions: questions.iter().map(|id| asked(&bank, id)).collect(),
            mode: mode.map(|(mode, _)| mode),
            minutes,
            step: step.map(Into::into),
            focus,
            due: due.map(|days| Date::ZERO.saturating_add(jiff::Span::new().days(days))),
            candidates,
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_saved_is_what_is_loaded(assignment in assignment()) {
        let loaded = loaded(&written(&assignment));
        prop_assert_eq!(&loaded.assignment, &assignment);
        prop_assert_eq!(loaded.foreign, Foreign::default());
    }
}

#[test]
fn every_question_of_the_bank_comes_back_with_the_hash_that_it_left_with() {
    let bank = bank::built_in();
    let questions = bank.questions.ids().map(|id| asked(&bank, &id.into())).collect();
    let sent = Assignment { questions, ..week() };
    let text = written(&sent);
    let back = loaded(&text).assignment;
    assert_eq!(back, sent);
    assert!(sent.questions.iter().all(|asked| text.contains(&format!("hash: {}", asked.hash()))));
    assert!(back.asked(&"alipay-success-metrics".into()).is_some() && back.asked(&"none".into()).is_none());
}

#[test]
fn unknown_fields_survive_at_every_place() {
    let text = written(&week())
        .replacen("format: 1\n", "format: 1\nlater: {a: [1.0, {b: no}]}\n", 1)
        .replacen("  name: Ann\n", "  name: Ann\n  school: North\n", 1)
        .replacen("- question:\n", "- weight: 2\n  question:\n    mood: ~\n", 1)
        .replacen("  framework:\n", "  framework:\n    colour: red\n", 1)
        .replacen("  rubric:\n", "  rubric:\n    paper: [thick]\n", 1);
    let first = loaded(&text);
    assert_eq!(first.assignment, week());
    let again = write(&first.assignment, &first.foreign).unwrap();
    let value = |text: &str| serde_yaml::from_str::<serde_yaml::Value>(text).unwrap();
    assert_eq!(value(&again), value(&text));
    for kept in ["later:", "school: North", "weight: 2", "mood:", "colour: red", "paper:"] {
        assert!(again.contains(kept), "{kept}\n{again}");
    }
}

#[test]
fn a_file_is_readable_and_in_order() {
    let text = written(&week());
    let shown: Vec<&str> =
        text.lines().filter(|line| !line.starts_with("    ") || line.starts_with("    hash")).collect();
    insta::assert_snapshot!(shown.join("\n"));
}

#[test]
fn a_newer_format_opens_to_be_read_and_is_never_written() {
    let loaded = loaded(&written(&week()).replacen("format: 1", "format: 3", 1));
    assert!(loaded.read_only().unwrap().contains("assignment format 3"));
    assert!(write(&loaded.assignment, &loaded.foreign).is_err());
    assert!(told("format: 2\nquestions: 7\n").contains("assignment format 2"));
}

#[test]
fn strange_files_are_told_with_what_to_do() {
    for (there, instead, expected) in [
        ("mode: practice", "mode: dream", "\"dream\" is not known in \"mode\"\nhelp: there is \"practice\""),
        ("due: 2025-03-14", "due: Friday", "a day as 2025-03-31"),
        ("id: week-3\n", "", "\"id\" is missing\nhelp: add \"id:\""),
        ("    difficulty: medium\n", "", "in `questions[0].question`: missing field `difficulty`"),
    ] {
        let text = written(&week());
        assert!(text.contains(there), "{there}\n{text}");
        let told = told(&text.replacen(there, instead, 1));
        assert!(told.contains(expected), "{instead}: {told}\n{expected}");
    }
}

#[test]
fn bombs_are_refused_before_they_go_off() {
    let wide =
        format!("format: 1\na: &a \"{}\"\nb: [{}]\n", "x".repeat(60_000), vec!["*a"; 30_000].join(", "));
    assert!(told(&wide).contains("grow too large"));
    let large = told(&format!("format: 1\nlater: {}\n", "x".repeat(4 << 20)));
    assert!(large.contains("larger than 4 MiB") && large.contains("no assignment is that large"), "{large}");
}
