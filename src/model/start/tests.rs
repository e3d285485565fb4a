//! How attempts begin and end, by example.

use super::*;
use crate::model::{Brief, Difficulty, Dimension, Kind, Row, Step, Stop};

fn step(id: &str, kind: Kind, minutes: f64) -> Step {
    Step {
        id: id.into(),
        title: id.to_uppercase(),
        kind,
        minutes,
        decision: false,
        prompt: String::new(),
        say: String::new(),
        say_seconds: 0,
        hints: Vec::new(),
        mistakes: Vec::new(),
        probes: Vec::new(),
        fields: Vec::new(),
        stakeholders: None,
        stages: None,
        slots: BTreeMap::new(),
    }
}

fn asked(opening: bool) -> (Question, Framework, Rubric) {
    let question = Question {
        id: "alipay".into(),
        kind: "success-metrics".into(),
        title: "Evaluate Alipay".to_owned(),
        difficulty: Difficulty::Medium,
        company: None,
        product: None,
        skills: Vec::new(),
        industries: Vec::new(),
        topics: Vec::new(),
        source: None,
        brief: Brief { say: "Evaluate it.".to_owned(), facts: Vec::new() },
        steps: BTreeMap::new(),
        follow_ups: Vec::new(),
        variants: Vec::new(),
        weak: None,
    };
    let framework = Framework {
        id: "success-metrics".into(),
        title: "Success metrics".to_owned(),
        opening,
        rubric: "r".into(),
        steps: vec![step("goal", Kind::Prose, 1.0), step("metrics", Kind::Metrics, 7.0)],
    };
    let anchors = ["1", "2", "3", "4"].map(str::to_owned);
    let rubric = Rubric {
        id: "r".into(),
        title: "R".to_owned(),
        dimensions: vec![Dimension { id: "d".into(), title: "D".to_owned(), anchors }],
        bar: BTreeMap::new(),
    };
    (question, framework, rubric)
}

fn now() -> Timestamp {
    "2025-03-04T05:06:07.6Z".parse().unwrap()
}

fn begun(opening: bool, change: impl FnOnce(&mut Options)) -> Session {
    let (question, framework, rubric) = asked(opening);
    let mut options = Options::new("s".into(), Person::default(), now(), 1);
    change(&mut options);
    begin(question, framework, rubric, options)
}

fn steps(session: &Session) -> Vec<&str> {
    session.steps.iter().map(|s| s.id.as_str()).collect()
}

#[test]
fn a_practice_attempt_has_cards_places_for_answers_and_stands_at_the_opening() {
    let session = begun(true, |_| ());
    assert_eq!(session.opening.plan.len(), 2);
    assert_eq!(steps(&session), ["goal", "metrics"]);
    assert_eq!(session.at.stop, Stop::Clarify);
    assert_eq!(session.minutes, 10.0);
    assert_eq!(session.started.to_string(), "2025-03-04T05:06:08Z");
    assert_eq!(session.hash.len(), 64);
}

#[test]
fn an_interview_is_blank() {
    let session = begun(true, |o| o.mode = Mode::Interview);
    assert_eq!(session.guide, Guide::Blank);
    assert!(session.opening.plan.is_empty() && session.steps.is_empty());
}

#[test]
fn without_an_opening_the_first_step_comes_first() {
    let session = begun(false, |o| o.guide = Guide::Headings);
    assert_eq!(steps(&session), ["goal", "metrics"]);
    assert_eq!(session.at.stop, Stop::Step("goal".into()));
}

#[test]
fn without_an_opening_a_blank_attempt_is_one_own_heading() {
    let mut session = begun(false, |o| o.mode = Mode::Interview);
    assert_eq!(steps(&session), ["h1"]);
    assert_eq!(session.at.stop, Stop::Step("h1".into()));
    assert_eq!(plan::title(&session, &session.at.stop), "Notes");
    assert_eq!(f64::from(plan::planned_seconds(&session, &session.at.stop)), session.minutes * 60.0);
    assert_eq!(session.next_id('r').as_str(), "r2", "an id is given once");
}

#[test]
fn one_step_alone_takes_its_own_minutes_and_no_opening() {
    let session = begun(true, |o| o.only = Some("metrics".into()));
    assert_eq!((session.minutes, session.scale()), (7.0, 1.0));
    assert_eq!(steps(&session), ["metrics"]);
    assert!(session.opening.plan.is_empty());
    assert_eq!(session.at.stop, Stop::Step("metrics".into()));
}

#[test]
fn the_hash_follows_the_question_and_nothing_else() {
    let session = begun(true, |_| ());
    assert_eq!(session.hash, begun(true, |o| o.seed = 9).hash);
    let (mut question, framework, rubric) = asked(true);
    question.title.push('!');
    assert_ne!(session.hash, hash(&question, &framework, &rubric));
}

#[test]
fn finishing_trims_the_ends_of_lines_once_and_says_how_many() {
    let mut session = begun(true, |_| ());
    session.steps[0].answer = Answer::Prose("one  \n  two\t\nthree\u{3000}".to_owned());
    let mut row = Row::new("r1".into());
    row.fields.insert("text".into(), Value::Text("  ".to_owned()));
    session.steps[1].answer = Answer::Rows(vec![row]);
    assert_eq!(finish(&mut session, now()), 4);
    assert_eq!(session.steps[0].answer.text(), "one\n  two\nthree");
    assert!(session.steps[1].answer.rows()[0].fields.is_empty());
    assert_eq!(session.state, State::Finished);
    let before = session.clone();
    assert_eq!(finish(&mut session, Timestamp::UNIX_EPOCH), 0);
    assert_eq!(session, before);
}
