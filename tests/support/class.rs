//! A class: as many sessions as one likes, of made-up candidates at the built-in questions, with a coach's reviews of some.
//! The same seed gives the same files. Reads nothing.

use std::{
    fs,
    path::Path,
    time::{Duration, SystemTime},
};

use casebook::{
    model::{
        Answer, Kind, Metric, Mode, Review, Role, Row, Session, SessionId, State, Value,
        hash::sha256,
        review::{Comment, CommentKind, Reviewed, Score, Scored, Verdict},
        session::{NextStep, Person},
        start::{Options, begin},
    },
    store::{
        bank::built_in,
        review_file::{self, Foreign},
        session_file,
    },
};
use fastrand::Rng;
use jiff::{SignedDuration, Timestamp};

/// Answers that are told apart; more differ in candidate, name and time alone.
const ANSWERS: usize = 40;
const CANDIDATES: usize = 500;
/// One session of so many is reviewed.
const REVIEWED: usize = 4;

const WORDS: &[&str] = &[
    "payers",
    "trust",
    "settled",
    "the",
    "of",
    "first",
    "weekly",
    "merchants",
    "checkout",
    "refund",
    "because",
    "a",
    "who",
    "come",
    "back",
    "within",
    "seven",
    "days",
    "limit",
    "share",
    "habit",
    "market",
    "fee",
    "payout",
    "card",
    "linked",
    "declined",
    "retry",
    "queue",
    "support",
    "cost",
    "rises",
    "falls",
    "when",
    "we",
    "launch",
    "older",
    "people",
    "rural",
    "drivers",
    "wait",
    "longer",
    "than",
    "before",
    "支付",
    "习惯",
    "商家",
];

/// The coach who has reviewed some of them.
pub fn coach() -> Person {
    Person { id: "vwtrnqxzkdlsmhpf".to_owned(), name: Some("Ann".to_owned()) }
}

/// Writes that many finished sessions into a folder, as if it had been an hour ago: of a whole class, or all of them of
/// one person, and then nobody has reviewed them.
pub fn write(folder: &Path, count: usize, seed: u64, person: Option<&Person>) {
    fs::create_dir_all(folder).unwrap();
    let mut rng = Rng::with_seed(seed);
    let answers: Vec<Session> = (0..ANSWERS.min(count)).map(|_| answer(&mut rng)).collect();
    let texts: Vec<String> = answers
        .iter()
        .map(|answer| session_file::write(answer, &session_file::Foreign::default()).unwrap())
        .collect();
    for number in 0..count {
        let (answer, text) = (&answers[number % answers.len()], &texts[number % answers.len()]);
        let candidate = rng.usize(..CANDIDATES);
        let (whose, called) = match person {
            Some(person) => (person.id.clone(), person.name.clone().unwrap_or_default()),
            None => (format!("candidate{candidate:07}"), format!("Candidate {candidate}")),
        };
        let started = answer.started + SignedDuration::from_mins(7 * number as i64);
        let id = id(answer, number, started);
        let text = text
            .replace(answer.id.as_str(), id.as_str())
            .replace("nobody-yet", &whose)
            .replace("Nobody Yet", &called)
            .replace(&answer.started.to_string(), &started.to_string());
        put(&folder.join(format!("{id}.yaml")), &text);
        if person.is_none() && number % REVIEWED == 0 {
            let review = review(answer, id.clone(), sha256(text.as_bytes()), started, &mut rng);
            let text = review_file::write(&review, &Foreign::default()).unwrap();
            put(&folder.join(format!("{id}.review-ann.yaml")), &text);
        }
    }
}

fn put(path: &Path, text: &str) {
    fs::write(path, text).unwrap();
    let an_hour_ago = SystemTime::now() - Duration::from_secs(3_600);
    fs::File::options().write(true).open(path).unwrap().set_modified(an_hour_ago).unwrap();
}

fn id(session: &Session, number: usize, started: Timestamp) -> SessionId {
    let letter = |place: u32| char::from(b'b' + u8::try_from(number / 20_usize.pow(place) % 20).unwrap());
    let letters: String = (0..4).rev().map(letter).collect();
    format!("{}-{}-{letters}", started.strftime("%Y-%m-%d"), session.question.id).into()
}

/// A finished answer, of ten to forty kilobytes with the question in it.
fn answer(rng: &mut Rng) -> Session {
    let bank = built_in();
    let questions: Vec<_> = bank.questions.ids().collect();
    let (question, framework, rubric) = bank.whole(&questions[rng.usize(..questions.len())].into()).unwrap();
    let person = Person { id: "nobody-yet".to_owned(), name: Some("Nobody Yet".to_owned()) };
    let started: Timestamp = "2026-03-02T08:00:00Z".parse().unwrap();
    let mut options = Options::new("2026-03-02-nothing-yet-bbbb".into(), person, started, rng.u64(..));
    options.mode = if rng.bool() { Mode::Practice } else { Mode::Interview };
    options.origin.focus = (rng.usize(..3) == 0).then(|| sentence(rng));
    let mut session = begin((*question).clone(), framework.clone(), rubric.clone(), options);
    for step in session.framework.steps.clone() {
        let written = match step.kind {
            // Some leave something out.
            _ if rng.usize(..9) == 0 => Answer::empty(step.kind),
            Kind::Prose => Answer::Prose((0..rng.usize(2..6)).map(|_| sentence(rng) + " ").collect()),
            Kind::Rows | Kind::Flow => {
                let row = |session: &mut Session, rng: &mut Rng| {
                    let mut row = Row::new(session.next_id('r'));
                    for field in step.columns() {
                        row.fields.insert(field.id.clone(), Value::Text(sentence(rng)));
                    }
                    row
                };
                Answer::Rows((0..rng.usize(2..7)).map(|_| row(&mut session, rng)).collect())
            }
            Kind::Metrics => {
                let metric = |session: &mut Session, rng: &mut Rng| {
                    let line = format!("{} = {} / {}, weekly", words(rng, 3), words(rng, 4), words(rng, 3));
                    let role = Some(Role::ALL[rng.usize(..Role::ALL.len())]);
                    Metric { id: session.next_id('m'), role, under: None, stage: None, line }
                };
                Answer::Metrics((0..rng.usize(4..14)).map(|_| metric(&mut session, rng)).collect())
            }
        };
        if let Some(answer) = session.step_mut(&step.id) {
            (answer.answer, answer.seconds) = (written, rng.u32(20..400));
        }
    }
    session.wrap_up.learnt = sentence(rng);
    (session.state, session.finished) = (State::Finished, Some(started));
    session
}

fn review(of: &Session, id: SessionId, sha256: String, started: Timestamp, rng: &mut Rng) -> Review {
    let mut review = Review {
        of: Reviewed::Session { id, sha256 },
        coach: coach(),
        written: started + SignedDuration::from_hours(24),
        comments: Vec::new(),
        scores: std::collections::BTreeMap::new(),
        verdict: rng.bool().then_some(Verdict::Hire),
        next: Some(NextStep { constraint: sentence(rng), ..NextStep::default() }),
    };
    for _ in 0..3 {
        let text = sentence(rng);
        review.comments.push(Comment { kind: Some(CommentKind::Start), text, ..Comment::default() });
    }
    review.number_comments();
    for dimension in &of.rubric.dimensions {
        let scored = Scored { score: Score::Three, evidence: sentence(rng) };
        review.scores.insert(dimension.id.clone(), scored);
    }
    review
}

fn words(rng: &mut Rng, count: usize) -> String {
    (0..count).map(|_| WORDS[rng.usize(..WORDS.len())]).collect::<Vec<_>>().join(" ")
}

fn sentence(rng: &mut Rng) -> String {
    let count = rng.usize(6..16);
    format!("{}.", words(rng, count))
}
