//! Review files by example, and by properties that hold for any review.

use std::collections::BTreeMap;

use jiff::Timestamp;
use proptest::{collection::vec, option, prelude::*};

use super::*;
use crate::{
    model::{
        Part, Place,
        review::{Comment, CommentKind, Reviewed, Score, Scored, Verdict},
        session::{NextStep, Person},
    },
    store::session_file::tests::text,
};

/// Two comments and a score, as a newer program of the same format might have left them.
pub const REVIEW: &str = "format: 1
session:
  id: 2025-03-04-alipay-kqzt
  sha256: 5d0c
  seen: twice
coach: {id: p9, name: Ann, school: North}
written: 2025-03-06T18:20:00Z
comments:
- id: c1
  on: {step: metrics, id: m8, field: line, letter: 3}
  quote: Refunds
  text: What limit stops a launch?
  tone: [kind, null]
- id: c2
  text: Well begun.
scores:
  goals: {score: 3, evidence: shopper first, sure: ~}
  probes: {score: n/a}
verdict: no_hire
next: {step: metrics, minutes: 7, constraint: a limit on each, rep: {of: 3}}
later: {a: [1.0, {b: no}]}
";

fn path() -> &'static Path {
    Path::new("received/s.review-ann.yaml")
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

fn place() -> impl Strategy<Value = Place> {
    let word = prop::sample::select(vec![
        "metrics",
        "h2",
        "clarify",
        "plan",
        "follow_ups",
        "wrap_up",
        "debrief",
        "",
        "null",
        "1",
    ]);
    (word, option::of(text()), option::of(text())).prop_map(|(word, id, field)| Place {
        part: Part::from_word(word),
        id: id.map(Into::into),
        field: field.map(Into::into),
    })
}

fn comment() -> impl Strategy<Value = Comment> {
    let passage = (text(), text(), text());
    let kind = option::of(prop::sample::select(CommentKind::ALL).prop_map(|(kind, _)| kind));
    (option::of(place()), passage, text(), option::of(any::<u32>()), kind).prop_map(
        |(on, (quote, prefix, suffix), text, at, kind)| Comment {
            kind,
            on,
            quote,
            prefix,
            suffix,
            text,
            at,
            ..Comment::default()
        },
    )
}

fn scored() -> impl Strategy<Value = Scored> {
    (prop::sample::select(Score::ALL), text()).prop_map(|((score, _), evidence)| Scored { score, evidence })
}

fn next() -> impl Strategy<Value = NextStep> {
    (option::of(text()), option::of(text()), option::of(0.1..90.0_f64), text()).prop_map(
        |(question, step, minutes, constraint)| NextStep {
            question: question.map(Into::into),
            step: step.map(Into::into),
            minutes,
            constraint,
        },
    )
}

fn of() -> impl Strategy<Value = Reviewed> {
    prop_oneof![
        (text(), text()).prop_map(|(id, sha256)| Reviewed::Session { id: id.into(), sha256 }),
        text().prop_map(|id| Reviewed::Question(id.into())),
    ]
}

fn review() -> impl Strategy<Value = Review> {
    let judged = (
        prop::collection::btree_map("[a-z0-9][a-z0-9_-]{0,9}", scored(), 0..4),
        option::of(prop::sample::select(Verdict::ALL)),
        option::of(next()),
    );
    let coach = (text(), option::of(text()));
    (of(), coach, 0..4_000_000_000_i64, vec(comment(), 0..4), judged).prop_map(
        |(of, (id, name), second, comments, (scores, verdict, next))| {
            let mut review = Review {
                of,
                coach: Person { id, name },
                written: Timestamp::from_second(second).unwrap(),
                comments,
                scores: scores.into_iter().map(|(id, scored)| (id.into(), scored)).collect(),
                verdict: verdict.map(|(verdict, _)| verdict),
                next,
            };
            review.number_comments();
            review
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 700, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_saved_is_what_is_loaded(review in review()) {
        let loaded = loaded(&write(&review, &Foreign::default()).unwrap());
        prop_assert_eq!(&loaded.review, &review);
        prop_assert_eq!(loaded.foreign, Foreign::default());
    }
}

#[test]
fn unknown_fields_survive_at_every_place() {
    let first = loaded(REVIEW);
    let written = write(&first.review, &first.foreign).unwrap();
    let value = |text: &str| serde_yaml::from_str::<serde_yaml::Value>(text).unwrap();
    assert_eq!(value(&written), value(REVIEW));
    assert_eq!(loaded(&written), first);
}

#[test]
fn what_was_unknown_in_a_comment_goes_with_it_and_what_changed_stays_changed() {
    let mut loaded = loaded(REVIEW);
    loaded.review.comments.remove(0);
    loaded.review.scores.remove("goals");
    loaded.review.verdict = Some(Verdict::Hire);
    let written = write(&loaded.review, &loaded.foreign).unwrap();
    assert!(
        !written.contains("tone") && !written.contains("sure") && !written.contains("goals"),
        "{written}"
    );
    assert!(written.contains("verdict: hire") && written.contains("later:"), "{written}");
}

#[test]
fn a_file_is_readable_and_in_order() {
    let loaded = loaded(REVIEW);
    insta::assert_snapshot!(write(&loaded.review, &Foreign::default()).unwrap());
}

#[test]
fn a_live_mock_has_a_question_and_no_session() {
    let text =
        "format: 1\nquestion: alipay\nwritten: 2025-03-06T18:20:00Z\ncomments: [{text: Froze., at: 312}]\n";
    let review = loaded(text).review;
    assert_eq!(review.of, Reviewed::Question("alipay".into()));
    assert_eq!((review.comments[0].at, review.comments[0].id.as_str()), (Some(312), "c1"));
    assert!(told("format: 1\nwritten: 2025-03-06T18:20:00Z\n").contains("review-ann.yaml:1:1: "));
}

#[test]
fn a_question_beside_a_session_is_kept() {
    let text = REVIEW.replace("coach:", "question: alipay\ncoach:");
    let loaded = loaded(&text);
    assert!(matches!(loaded.review.of, Reviewed::Session { .. }));
    assert!(write(&loaded.review, &loaded.foreign).unwrap().contains("question: alipay\n"));
}

#[test]
fn comments_written_by_hand_get_ids_of_their_own() {
    let comments = "[{id: c7}, {id: c7}, {}, {id: c18446744073709551615}]";
    let text = format!("format: 1\nquestion: q\nwritten: 2025-03-06T18:20:00Z\ncomments: {comments}\n");
    let review = loaded(&text).review;
    let ids: Vec<_> = review.comments.iter().map(|comment| comment.id.as_str()).collect();
    assert_eq!(ids, ["c7", "c8", "c9", "c18446744073709551615"]);
    assert_eq!(review.next_id(), "c10");
}

#[test]
fn a_newer_format_opens_to_be_read_and_is_never_written() {
    let loaded = loaded(&REVIEW.replacen("format: 1", "format: 3", 1));
    assert!(loaded.read_only().unwrap().contains("review format 3"));
    assert!(write(&loaded.review, &loaded.foreign).is_err());
    assert!(told("format: 2\nscores: [1, 2]\n").contains("review format 2"));
}

#[test]
fn strange_files_are_told_with_line_and_column_and_what_to_do() {
    for (there, instead, expected) in [
        (
            "score: 3",
            "score: 5",
            "17:18: \"5\" is not known in \"scores.goals.score\"\nhelp: there is \"1\", \"2\"",
        ),
        ("score: 3", "score: 2.5", "17:18: \"2.5\" is not known"),
        ("score: n/a", "", "18:11: \"score\" is missing\nhelp: add \"score:\""),
        (
            "no_hire",
            "dream",
            "19:10: \"dream\" is not known in \"verdict\"\nhelp: there is \"strong_no_hire\"",
        ),
        ("  sha256: 5d0c\n", "", "3:3: \"sha256\" is missing\nhelp: "),
        ("2025-03-06T18:20:00Z", "Thursday", "7:10: "),
        (
            "text: Well begun.",
            "text: {a: b}",
            "15:9: \"comments[1].text\": expected text, found a map\nhelp: quote it",
        ),
        ("text: Well begun.", "at: -1", "15:7: "),
        ("name: Ann", "name: [", "6:23: \"coach.name\": expected text, found a list"),
        ("name: Ann", "name: \u{7}", "6:23: a control character (U+0007) stands here\nhelp: delete it"),
    ] {
        let told = told(&REVIEW.replacen(there, instead, 1));
        let expected = format!("received/s.review-ann.yaml:{expected}");
        assert!(told.starts_with(&expected), "{instead}: {told}\n{expected}");
    }
}

#[test]
fn a_score_that_is_given_twice_is_told() {
    let told = told(&REVIEW.replace("  probes:", "  goals:"));
    assert!(told.contains("goals") && told.contains("review-ann.yaml:1"), "{told}");
}

#[test]
fn bombs_are_refused_before_they_go_off() {
    let wide =
        format!("format: 1\na: &a \"{}\"\nb: [{}]\n", "x".repeat(60_000), vec!["*a"; 30_000].join(", "));
    assert!(told(&wide).contains("grow too large"));
    for unit in ["[", "{a: ", "- ", "[a, "] {
        let told = told(&format!("{REVIEW}more:\n  {}", unit.repeat(100_000)));
        assert!(told.contains("nested too deeply"), "{told}");
    }
    let large = told(&format!("format: 1\nlater: {}\n", "x".repeat(4 << 20)));
    assert!(large.contains("larger than 4 MiB") && large.contains("whoever sent it"), "{large}");
}

#[test]
fn many_comments_without_ids_are_numbered_at_once() {
    let text = format!(
        "format: 1\nquestion: q\nwritten: 2025-03-06T18:20:00Z\ncomments:\n{}",
        "- {}\n".repeat(20_000)
    );
    assert_eq!(loaded(&text).review.comments.len(), 20_000);
}

#[test]
fn what_is_empty_is_left_out() {
    let review = Review {
        of: Reviewed::Question("q".into()),
        coach: Person::default(),
        written: Timestamp::UNIX_EPOCH,
        comments: Vec::new(),
        scores: BTreeMap::new(),
        verdict: None,
        next: None,
    };
    let written = write(&review, &Foreign::default()).unwrap();
    assert_eq!(written, "format: 1\nquestion: q\ncoach:\n  id: ''\nwritten: 1970-01-01T00:00:00Z\n");
}
