//! Each suggestion by its reason, and none twice.

use jiff::Timestamp;

use super::*;
use crate::{
    insight::days::day_of,
    model::{
        Brief, Difficulty, Framework, Mode, Question, Rubric, Step, attempt::Rated, attempt::Titles,
        review::Score, session::NextStep,
    },
};

/// Thursday, the fifth of March.
const TODAY: Date = Date::constant(2026, 3, 5);

fn step(id: &str) -> Step {
    serde_json::from_value(serde_json::json!({"id": id, "title": "Metrics", "minutes": 7})).unwrap()
}

/// Two questions of each of two types.
fn bank() -> Bank {
    let mut bank = Bank::default();
    for (kind, title) in [("root-cause", "Root cause"), ("trade-off", "Trade-off")] {
        let framework = Framework {
            id: kind.into(),
            title: title.to_owned(),
            opening: false,
            rubric: kind.into(),
            steps: vec![step("metrics")],
        };
        bank.frameworks.insert(kind.into(), framework.into());
        let rubric =
            Rubric { id: kind.into(), title: title.to_owned(), dimensions: Vec::new(), bar: BTreeMap::new() };
        bank.rubrics.insert(kind.into(), rubric.into());
        for number in [1, 2] {
            let id = format!("{kind}-{number}");
            let question = Question {
                id: id.as_str().into(),
                kind: kind.into(),
                title: id.clone(),
                difficulty: Difficulty::Medium,
                company: None,
                product: None,
                skills: Vec::new(),
                industries: Vec::new(),
                topics: Vec::new(),
                source: None,
                brief: Brief { say: String::new(), facts: Vec::new() },
                steps: BTreeMap::new(),
                follow_ups: Vec::new(),
                variants: Vec::new(),
                weak: None,
            };
            bank.insert(question);
        }
    }
    bank
}

/// An attempt at a whole question, finished on a day of March 2026.
fn attempt(question: &str, day: i8) -> Attempt {
    let at: Timestamp =
        Date::constant(2026, 3, day).at(7, 30, 0, 0).to_zoned(TimeZone::UTC).unwrap().timestamp();
    Attempt {
        id: SessionId::from(format!("{question}-on-{day}")),
        question: question.into(),
        title: question.to_owned(),
        kind: question[..question.len() - 2].into(),
        state: State::Finished,
        archived: false,
        mode: Mode::Practice,
        only: None,
        started: at,
        finished: Some(at),
        seconds: 0,
        minutes: 20.0,
        at: String::new(),
        lowest: None,
        titles: Titles::default(),
        next: None,
        from: None,
        variant: None,
        next_of: None,
        assignment: None,
        rated: None,
    }
}

fn rated(question: &str, day: i8, score: Score) -> Attempt {
    let rated = Rated { dimension: "definition".into(), title: "Definition".to_owned(), score };
    Attempt { rated: Some(rated), ..attempt(question, day) }
}

fn suggested(attempts: &[Attempt]) -> (Option<String>, Option<String>) {
    let schedule = Schedule::of(attempts, &TimeZone::UTC);
    let due = due(&bank(), attempts, &schedule, TODAY);
    let other = least_practised(&bank(), attempts, due.as_ref().map(|due| &due.question));
    let words = |next: NextUp| format!("{}: {}", next.question, next.why);
    (due.map(words), other.map(words))
}

fn open(attempts: &[Attempt]) -> Option<String> {
    open_step(&bank(), attempts, &TimeZone::UTC, TODAY)
        .map(|step| format!("{} at {}: {}", step.constraint, step.question, step.why))
}

#[test]
fn what_is_due_says_since_when_and_what_was_lowest() {
    let words = |attempts: &[Attempt]| suggested(attempts).0.unwrap_or_default();
    assert_eq!(
        words(&[rated("root-cause-1", 4, Score::Two)]),
        "root-cause-1: due today: lowest was definition 2"
    );
    assert_eq!(
        words(&[rated("root-cause-1", 3, Score::One), rated("trade-off-1", 1, Score::Two)]),
        "trade-off-1: due since Monday: lowest was definition 2 · 1 more is due"
    );
    assert_eq!(words(&[rated("root-cause-1", 4, Score::Three), attempt("trade-off-1", 1)]), "", "not yet");
    let begun = Attempt { state: State::InProgress, finished: None, ..attempt("root-cause-1", 5) };
    assert_eq!(words(&[begun, rated("root-cause-1", 1, Score::One)]), "", "Resume goes on with it");
}

#[test]
fn beside_it_stands_a_question_of_the_type_that_was_practised_least() {
    let words = |attempts: &[Attempt]| suggested(attempts).1.unwrap_or_default();
    assert_eq!(words(&[]), "root-cause-1: a good one to begin with");
    let once = attempt("root-cause-1", 1);
    assert_eq!(words(std::slice::from_ref(&once)), "trade-off-1: trade-off: not practised yet");
    let both = [once, attempt("trade-off-1", 2)];
    assert_eq!(words(&both), "root-cause-2: root cause: practised once", "a new question of it first");
    let due = [rated("root-cause-1", 1, Score::One), attempt("trade-off-1", 2), attempt("trade-off-2", 2)];
    let (first, other) = suggested(&due);
    assert!(first.unwrap().starts_with("root-cause-1"));
    assert_eq!(other.unwrap(), "root-cause-2: root cause: practised once", "never the same twice");
}

#[test]
fn a_next_step_is_open_until_an_attempt_ran_it() {
    let next = |constraint: &str, step: Option<&str>, minutes| NextStep {
        question: None,
        step: step.map(Into::into),
        minutes,
        constraint: constraint.to_owned(),
    };
    let one = Attempt { next: Some(next("Be brief", None, None)), ..attempt("root-cause-1", 1) };
    let two =
        Attempt { next: Some(next("Limits", Some("metrics"), Some(10.0))), ..attempt("trade-off-1", 4) };
    let mut attempts = vec![two.clone(), one.clone()];
    let newest = "Limits at trade-off-1: Metrics alone · 10 minutes · from your wrap-up yesterday";
    assert_eq!(open(&attempts).as_deref(), Some(newest));
    let run = Attempt { next_of: Some(two.id.clone()), ..attempt("trade-off-1", 5) };
    attempts.insert(0, Attempt { state: State::Abandoned, ..run.clone() });
    assert_eq!(open(&attempts).as_deref(), Some(newest), "what was given up was not run");
    attempts.insert(0, run);
    assert_eq!(open(&attempts).as_deref(), Some("Be brief at root-cause-1: from your wrap-up on Sunday"));
    let archived = Attempt { archived: true, ..one };
    assert_eq!(open(&[archived]), None);
    // A step that the framework has no more is not practised alone.
    let gone = Attempt { next: Some(next("Sum up", Some("close"), None)), ..attempt("trade-off-1", 4) };
    assert_eq!(open(&[gone]).as_deref(), Some("Sum up at trade-off-1: from your wrap-up yesterday"));
    assert_eq!(day_of(attempts[0].started, &TimeZone::UTC), TODAY);
}
