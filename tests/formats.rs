//! Holds the examples of `docs/formats.md` to the types that read such files.

#![expect(clippy::disallowed_methods, reason = "a test reads and writes files of its own")]

use std::{fs, path::Path};

use casebook::{
    model::{
        Framework, Mode, Question, Rubric, State, Stop, Track, Vocabulary, check,
        reply::Addressed,
        review::{Reviewed, Score, Verdict},
    },
    store::{assignment_file, reply_file, review_file, session_file, sessions::Sessions},
};
use serde_yaml::Value;

/// The YAML behind `<!-- name -->`.
fn example(name: &str) -> String {
    let page =
        fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/formats.md")).unwrap_or_default();
    let (_, behind) = page.split_once(&format!("<!-- {name} -->\n```yaml\n")).unwrap_or_default();
    behind.split_once("\n```").unwrap_or_default().0.to_owned()
}

/// The example of a session, with what it leaves out: the other examples of the page.
fn whole_session() -> String {
    whole("session", "  ")
}

/// An example with the parts of a bank in it, which stand behind `indent`.
fn whole(name: &str, indent: &str) -> String {
    let mut text = example(name);
    for name in ["question", "framework", "rubric"] {
        let whole: Vec<String> =
            example(name).lines().skip(1).map(|line| format!("{indent}{line}")).collect();
        text = text.replace(&format!("{indent}# … the whole {name}"), &whole.join("\n"));
    }
    text
}

#[test]
fn the_examples_of_a_bank_are_read() {
    let question: Question = serde_yaml::from_str(&example("question")).unwrap();
    let framework: Framework = serde_yaml::from_str(&example("framework")).unwrap();
    let rubric: Rubric = serde_yaml::from_str(&example("rubric")).unwrap();
    let track: Track = serde_yaml::from_str(&example("track")).unwrap();
    let labels: Vocabulary = serde_yaml::from_str(&example("labels")).unwrap();
    assert!(check::vocabulary(&labels).is_empty());
    assert_eq!(labels.principles[0].names.len(), 2);
    assert_eq!(question.kind, framework.id);
    assert!(track.items.iter().all(|item| item.question == question.id));
    assert_eq!(framework.rubric, rubric.id);
}

#[test]
fn the_example_of_a_session_is_yaml_with_every_reference_in_place() {
    let text = example("session");
    let session: Value = serde_yaml::from_str(&text).unwrap();
    assert_eq!(session["format"], Value::from(1));
    for id in ["r4", "m7", "m8", "r9"] {
        assert!(text.contains(&format!("id: {id}")), "{id} is named and not there");
    }
}

#[test]
fn the_example_of_a_session_is_loaded_as_it_is_described() {
    let folder = tempfile::tempdir().unwrap();
    let id = "2025-03-04-alipay-success-metrics-kqzt";
    fs::write(folder.path().join(format!("{id}.yaml")), whole_session()).unwrap();
    let sessions = Sessions::in_folder(folder.path());
    let loaded = sessions.load(&id.into()).unwrap();
    assert_eq!(loaded.read_only(), None);
    let session = loaded.session;
    assert_eq!(session.id, id);
    assert_eq!((session.mode, session.state, session.minutes), (Mode::Practice, State::InProgress, 20.0));
    assert_eq!(session.at.stop, Stop::Step("risks".into()));
    assert_eq!(session.person.name.as_deref(), Some("Mei"));
    assert_eq!(session.answer_seconds(), 61 + 44 + 118 + 80 + 402 + 12);
    assert_eq!(session.opening.plan.len(), 2);
    let metrics: Vec<&str> = session.metrics().map(|(_, metric)| metric.line.as_str()).collect();
    assert_eq!(metrics, ["Habitual payers = count of shoppers, weekly @Shoppers", "Fraud loss <= 1 bp"]);
    assert_eq!(session.name_of(&"m8".into()), "Fraud loss");
    assert!(sessions.list().unwrap().broken.is_empty());
}

#[test]
fn the_example_of_a_review_is_read_and_fits_the_example_of_a_session() {
    let path = Path::new("2025-03-04-alipay-success-metrics-kqzt.yaml");
    let session = session_file::read(whole_session().into_bytes(), path).unwrap().session;
    let loaded = review_file::read(example("review").into_bytes(), path).unwrap();
    let review = &loaded.review;
    assert!(matches!(&review.of, Reviewed::Session { id, .. } if *id == session.id));
    assert_eq!(check::review(review, Some(&session)), []);
    assert_eq!((review.comments.len(), review.verdict), (3, Some(Verdict::Hire)));
    assert_eq!(review.scores["goals"].score, Score::Three);
    for comment in review.comments.iter().filter(|comment| !comment.quote.is_empty()) {
        let text = session.text(comment.on.as_ref().unwrap()).unwrap();
        assert!(text.contains(&format!("{}{}", comment.prefix, comment.quote)), "{text}");
    }
    let written = review_file::write(review, &loaded.foreign).unwrap();
    let value = |text: &str| serde_yaml::from_str::<Value>(text).unwrap();
    assert_eq!(value(&written), value(&example("review")));
}

#[test]
fn the_example_of_a_reply_is_read_and_fits_the_example_of_a_review() {
    let path = Path::new("2025-03-04-alipay-success-metrics-kqzt.reply-vwtrnqxzkdlsmhpf.yaml");
    let review = review_file::read(example("review").into_bytes(), path).unwrap().review;
    let loaded = reply_file::read(example("reply").into_bytes(), path).unwrap();
    let reply = &loaded.reply;
    assert!(matches!(&review.of, Reviewed::Session { id, .. } if *id == reply.session));
    assert_eq!(review.coach.id, reply.review.coach);
    assert_eq!(check::reply(reply, Some(&review)), []);
    assert_eq!(reply.to(&"c3".into()).unwrap().state, Addressed::Disagree);
    let written = reply_file::write(reply, &loaded.foreign).unwrap();
    let value = |text: &str| serde_yaml::from_str::<Value>(text).unwrap();
    assert_eq!(value(&written), value(&example("reply")));
}

#[test]
fn the_example_of_an_assignment_is_read_with_the_questions_of_the_page() {
    let path = Path::new("week-3.assignment.yaml");
    let assignment =
        assignment_file::read(whole("assignment", "      ").into_bytes(), path).unwrap().assignment;
    assert_eq!((assignment.id.as_str(), assignment.mode), ("week-3", Some(Mode::Practice)));
    assert_eq!(assignment.due.unwrap().to_string(), "2025-03-14");
    assert_eq!(assignment.candidates, ["Mei", "吴"]);
    let question: Question = serde_yaml::from_str(&example("question")).unwrap();
    assert_eq!(assignment.asked(&question.id).unwrap().question, question);
}

#[test]
fn every_key_of_a_bank_and_of_what_travels_is_described() {
    let page = fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/formats.md")).unwrap();
    for name in
        ["question", "framework", "rubric", "track", "labels", "stories", "review", "reply", "assignment"]
    {
        let Value::Mapping(map) = serde_yaml::from_str(&example(name)).unwrap() else {
            panic!("the example of a {name} is no map");
        };
        for key in map.keys().filter_map(Value::as_str) {
            assert!(page.contains(&format!("`{key}")), "docs/formats.md does not describe `{key}`");
        }
    }
}
