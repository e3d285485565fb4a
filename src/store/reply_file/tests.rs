//! Reply files by example, and by properties that hold for any reply.

use jiff::Timestamp;
use proptest::{collection::vec, option, prelude::*};

use super::*;
use crate::{
    model::{
        reply::{Addressed, Answered, ReadReview},
        session::Person,
    },
    store::session_file::tests::text,
};

/// Two answers, as a newer program of the same format might have left them.
pub const REPLY: &str = "format: 1
session: 2025-03-04-alipay-kqzt
review: {coach: p9, sha256: 5d0c, seen: twice}
candidate: {id: p7, name: Mei, school: North}
written: 2025-03-07T07:10:00Z
answers:
- {comment: c1, state: addressed, tone: [kind, null]}
- comment: c2
  state: disagree
  because: The close had no time left.
later: {a: [1.0, {b: no}]}
";

fn path() -> &'static Path {
    Path::new("received/s.reply-p9.yaml")
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

fn reply() -> impl Strategy<Value = Reply> {
    let answer = (text(), prop::sample::select(Addressed::ALL), text())
        .prop_map(|(comment, (state, _), because)| Answered { comment: comment.into(), state, because });
    let people = (text(), text(), text(), option::of(text()));
    (text(), people, 0..4_000_000_000_i64, vec(answer, 0..4)).prop_map(
        |(session, (coach, sha256, id, name), second, answers)| Reply {
            session: session.into(),
            review: ReadReview { coach, sha256 },
            candidate: Person { id, name },
            written: Timestamp::from_second(second).unwrap(),
            answers,
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_saved_is_what_is_loaded(reply in reply()) {
        let loaded = loaded(&write(&reply, &Foreign::default()).unwrap());
        prop_assert_eq!(&loaded.reply, &reply);
        prop_assert_eq!(loaded.foreign, Foreign::default());
    }
}

#[test]
fn unknown_fields_survive_at_every_place() {
    let first = loaded(REPLY);
    let written = write(&first.reply, &first.foreign).unwrap();
    let value = |text: &str| serde_yaml::from_str::<serde_yaml::Value>(text).unwrap();
    assert_eq!(value(&written), value(REPLY));
    assert_eq!(loaded(&written), first);
}

#[test]
fn what_was_unknown_in_an_answer_goes_with_it() {
    let mut loaded = loaded(REPLY);
    loaded.reply.answers.remove(0);
    let written = write(&loaded.reply, &loaded.foreign).unwrap();
    assert!(!written.contains("tone") && written.contains("later:"), "{written}");
}

#[test]
fn a_file_is_readable_and_in_order() {
    insta::assert_snapshot!(write(&loaded(REPLY).reply, &Foreign::default()).unwrap());
}

#[test]
fn the_answer_to_a_comment_is_found_by_its_id() {
    let reply = loaded(REPLY).reply;
    let answer = reply.to(&"c2".into()).unwrap();
    assert_eq!((answer.state, answer.because.as_str()), (Addressed::Disagree, "The close had no time left."));
    assert_eq!(reply.to(&"c3".into()), None);
}

#[test]
fn a_newer_format_opens_to_be_read_and_is_never_written() {
    let loaded = loaded(&REPLY.replacen("format: 1", "format: 3", 1));
    assert!(loaded.read_only().unwrap().contains("reply format 3"));
    assert!(write(&loaded.reply, &loaded.foreign).unwrap_err().what.contains("newer casebook"));
    assert!(told("format: 2\nanswers: [1, 2]\n").contains("reply format 2"));
}

#[test]
fn strange_files_are_told_with_line_and_column_and_what_to_do() {
    for (there, instead, expected) in [
        (
            "state: disagree",
            "state: maybe",
            "9:10: \"maybe\" is not known in \"answers[1].state\"\nhelp: there is \"addressed\"",
        ),
        ("  state: disagree\n", "", "8:3: \"state\" is missing\nhelp: add \"state:\""),
        ("coach: p9, sha256: 5d0c, seen: twice", "coach: p9", "3:9: \"sha256\" is missing\nhelp: "),
        ("2025-03-07T07:10:00Z", "Friday", "5:10: "),
        ("name: Mei", "name: \u{7}", "4:27: a control character (U+0007) stands here\nhelp: delete it"),
    ] {
        let told = told(&REPLY.replacen(there, instead, 1));
        let expected = format!("received/s.reply-p9.yaml:{expected}");
        assert!(told.starts_with(&expected), "{instead}: {told}\n{expected}");
    }
}

#[test]
fn bombs_are_refused_before_they_go_off() {
    let wide =
        format!("format: 1\na: &a \"{}\"\nb: [{}]\n", "x".repeat(60_000), vec!["*a"; 30_000].join(", "));
    assert!(told(&wide).contains("grow too large"));
    let deep = told(&format!("{REPLY}more:\n  {}", "[".repeat(100_000)));
    assert!(deep.contains("nested too deeply"), "{deep}");
    let large = told(&format!("format: 1\nlater: {}\n", "x".repeat(4 << 20)));
    assert!(large.contains("larger than 4 MiB") && large.contains("no reply is that large"), "{large}");
}

#[test]
fn what_is_empty_is_left_out() {
    let reply = Reply {
        session: "s".into(),
        review: ReadReview::default(),
        candidate: Person::default(),
        written: Timestamp::UNIX_EPOCH,
        answers: Vec::new(),
    };
    let written = write(&reply, &Foreign::default()).unwrap();
    assert!(written.ends_with("written: 1970-01-01T00:00:00Z\n"), "{written}");
}
