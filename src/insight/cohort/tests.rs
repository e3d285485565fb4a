//! An evening after twenty sessions: what to teach next week.

use super::*;
use crate::{
    insight::example,
    model::{
        review::{Reviewed, Scored as Given},
        session::Person,
    },
    text::width,
};

const DIMENSIONS: [&str; 3] = ["goals", "definition", "system"];

/// A session of a candidate with the coach's scores in the order of the dimensions; a dot is none.
fn marked(name: &str, number: i64, scores: &str, answer: &[&str]) -> Marked {
    let (session, review) = pair(name, number, scores, answer);
    Marked::of(&session, Some(&review))
}

fn pair(name: &str, number: i64, scores: &str, answer: &[&str]) -> (Session, Review) {
    let mut session = example::session(answer);
    session.id = format!("s-{name}-{number}").into();
    session.person = Person { id: name.to_lowercase(), name: Some(name.to_owned()) };
    session.started = Timestamp::from_second(number).unwrap();
    let dimension = |id: &&str| serde_json::json!({"id": id, "title": id.to_uppercase(), "anchors": ["a", "b", "c", "d"]});
    session.rubric.dimensions =
        DIMENSIONS.iter().map(|id| serde_json::from_value(dimension(id)).unwrap()).collect();
    let given = DIMENSIONS.iter().zip(scores.split(' ')).filter_map(|(id, word)| {
        Some(((*id).into(), Given { score: Score::from_word(word)?, evidence: String::new() }))
    });
    let review = Review {
        of: Reviewed::Session { id: session.id.clone(), sha256: String::new() },
        coach: Person { id: "ann".to_owned(), name: None },
        written: Timestamp::from_second(1000).unwrap(),
        comments: Vec::new(),
        scores: given.collect(),
        verdict: None,
        next: None,
    };
    (session, review)
}

fn lines(cohort: &Cohort, cells: usize) -> Vec<String> {
    let line = |line: &Vec<(_, String)>| line.iter().map(|(_, text)| text.as_str()).collect::<String>();
    sections(cohort, cells).iter().flatten().map(|l| line(l).trim_end().to_owned()).collect()
}

const NO_LIMIT: &[&str] = &["goal Trust.", "guardrail Refunds"];
const CALM: &[&str] = &["goal Trust.", "guardrail Refunds <= 1 %"];

fn evening() -> Vec<Marked> {
    vec![
        marked("Ada", 1, "2 1 n/a", NO_LIMIT),
        marked("Ada", 9, "3 2 2", NO_LIMIT),
        marked("Bo", 2, "3 2 3", NO_LIMIT),
        marked("Cai", 3, "4 1 3", CALM),
        marked("Dee", 4, ". 3 2", NO_LIMIT),
        marked("Eli", 5, "3 . n/a", CALM),
        Marked::of(&pair("Fay", 6, ". . .", NO_LIMIT).0, None),
    ]
}

#[test]
fn the_weakest_dimension_is_named_and_only_the_last_attempt_of_each_counts() {
    let told = cohort(evening());
    insta::assert_snapshot!(lines(&told, 80).join("\n"));
    let of = &told.types[0];
    assert_eq!((of.sessions, of.scored.len()), (6, 5));
    assert_eq!(of.weakest, ["definition"]);
    assert_eq!(of.dimensions[1].counts, Counts { one: 1, two: 2, three: 1, ..Counts::default() });
    assert_eq!(of.dimensions[2].counts, Counts { two: 2, three: 2, not_applicable: 1, ..Counts::default() });
    let mut shuffled = evening();
    shuffled.reverse();
    shuffled.extend(evening());
    assert_eq!(cohort(shuffled), told, "neither the order nor a file that lies there twice matters");
}

#[test]
fn equal_weakest_dimensions_are_all_named_and_without_low_scores_none_is() {
    let told = cohort(vec![marked("Ada", 1, "2 2 3", CALM), marked("Bo", 2, "1 2 4", CALM)]);
    assert_eq!(told.types[0].weakest, ["goals", "definition"]);
    assert!(
        lines(&told, 80)
            .contains(&"  Weakest, equally: GOALS and DEFINITION, 2 scores of 1 or 2 each".to_owned())
    );
    let told = cohort(vec![marked("Ada", 1, "3 4 n/a", CALM)]);
    assert!(told.types[0].weakest.is_empty());
    assert!(!lines(&told, 80).join("").contains("Weakest"));
    let told = cohort(vec![marked("Ada", 1, ". . .", CALM)]);
    assert_eq!(lines(&told, 80)[1], "Not scored yet.");
    assert_eq!(cohort(Vec::new()), Cohort::default());
}

#[test]
fn no_share_is_told_of_fewer_than_five_sessions() {
    let of = |names: &[&str]| {
        let marked = names.iter().map(|name| marked(name, 1, "3 3 3", NO_LIMIT)).collect();
        let told = cohort(marked);
        told.types[0].findings.iter().find(|finding| finding.rule == "no-limit").cloned()
    };
    assert_eq!(of(&["Ada"]), None, "once is not again");
    assert_eq!(of(&["Ada", "Bo", "Cai", "Dee"]).map(|f| (f.sessions, f.of)), Some((4, None)));
    assert_eq!(of(&["Ada", "Bo", "Cai", "Dee", "Eli"]).map(|f| (f.sessions, f.of)), Some((5, Some(5))));
}

#[test]
fn movement_is_told_of_one_person_at_one_question_and_never_of_people_without_an_id() {
    let told = cohort(evening());
    let [ada] = &told.types[0].movement[..] else { panic!("{:?}", told.types[0].movement) };
    assert_eq!(ada.sessions, ["s-Ada-1", "s-Ada-9"]);
    let moved: Vec<_> = ada.dimensions.iter().map(|d| (d.id.as_str(), d.scores.clone())).collect();
    assert_eq!(moved[0], ("goals", vec![Some(Score::Two), Some(Score::Three)]));
    let nobody = |number| {
        let (mut session, review) = pair("Ada", number, "1 2 3", CALM);
        session.person.id = String::new();
        Marked::of(&session, Some(&review))
    };
    let told = cohort(vec![nobody(1), nobody(2)]);
    assert_eq!((told.types[0].movement.len(), told.types[0].scored.len()), (0, 2));
}

#[test]
fn a_review_of_another_session_scores_nothing_here() {
    let (session, mut review) = pair("Ada", 1, "3 3 3", CALM);
    review.of = Reviewed::Session { id: "another".into(), sha256: String::new() };
    assert!(cohort(vec![Marked::of(&session, Some(&review))]).types[0].scored.is_empty());
}

#[test]
fn other_programs_get_the_same_tree_with_scores_as_numbers() {
    let tree = serde_json::to_value(cohort(vec![marked("Ada", 1, "2 . n/a", CALM)])).unwrap();
    let of = &tree["types"][0];
    assert_eq!(of["type"], "f");
    assert_eq!(of["dimensions"][0]["scores"], serde_json::json!([2]));
    assert_eq!(of["dimensions"][1]["scores"], serde_json::json!(["n/a"]), "what nobody scored is not there");
    assert_eq!(of["dimensions"][0]["counts"], serde_json::json!({"1": 0, "2": 1, "3": 0, "4": 0, "n/a": 0}));
    assert_eq!(of["weakest"], serde_json::json!(["goals"]));
}

#[test]
fn a_hundred_candidates_fit_a_narrow_screen_and_a_foreign_name_cannot_steer_it() {
    let many: Vec<Marked> = (0..100)
        .flat_map(|n| [1, 2].map(|at| marked(&format!("Can\u{1b}[2J{n}"), at * 10 + 1, "1 2 3", NO_LIMIT)))
        .collect();
    for cells in [60, 80, 120] {
        for line in lines(&cohort(many.clone()), cells) {
            assert!(width::cells(&line) <= cells && !line.contains('\u{1b}'), "{cells}: {line:?}");
        }
    }
}
