//! Who has answered, told of sessions that a person could have sent.

use jiff::tz::TimeZone;
use proptest::prelude::*;

use super::*;
use crate::{
    insight::{example, progress::report::Page},
    model::{assignment::Asked, session::Person},
    text::width,
};

const TODAY: Date = Date::constant(2026, 3, 12);

/// An assignment of so many questions, due on a day of March.
fn assignment(id: &str, due: Option<i8>, questions: usize, candidates: &[&str]) -> Assignment {
    let session = example::session(&[]);
    let asked = |n: usize| {
        let mut question = session.question.clone();
        question.id = format!("q{n}").into();
        question.title = format!("Question {n}?");
        Asked { question, framework: session.framework.clone(), rubric: session.rubric.clone() }
    };
    Assignment {
        id: id.into(),
        by: Person { id: "ann".to_owned(), name: None },
        questions: (1..=questions).map(asked).collect(),
        mode: None,
        minutes: None,
        step: None,
        focus: None,
        due: due.map(|day| Date::constant(2026, 3, day)),
        candidates: candidates.iter().map(|name| (*name).to_owned()).collect(),
    }
}

/// A finished session: of which assignment and question, whose, and on which day of March.
fn answer_of(assignment: &str, question: usize, (id, name): (&str, &str), day: i8) -> Facts {
    let mut facts = Facts::of(&example::session(&[]));
    facts.session = format!("{day}-{question}-{id}{name}").into();
    facts.question = format!("q{question}").into();
    facts.candidate =
        Person { id: id.to_owned(), name: Some(name.to_owned()).filter(|name| !name.is_empty()) };
    facts.assignment = Some(assignment.to_owned());
    facts.finished = Some(format!("2026-03-{day:02}T09:00:00Z").parse().unwrap());
    facts
}

/// Who is told of, with how many questions each has answered.
fn told(candidates: &[Candidate]) -> Vec<(&str, usize)> {
    candidates.iter().map(|candidate| (candidate.name.as_str(), candidate.answered())).collect()
}

fn page(cells: usize) -> Page<'static> {
    static ZONE: TimeZone = TimeZone::UTC;
    Page { zone: &ZONE, today: TODAY, cells }
}

fn words(section: &[crate::insight::progress::report::Line]) -> Vec<String> {
    section
        .iter()
        .map(|line| line.iter().map(|(_, words)| words.as_str()).collect::<String>().trim_end().to_owned())
        .collect()
}

#[test]
fn a_coach_sees_who_answered_in_part_and_who_never_did() {
    let week = assignment("week-3", Some(10), 2, &["Ada", " ben ", "Cleo", "BEN"]);
    let sessions = [
        answer_of("week-3", 1, ("a1", "Ada"), 9),
        answer_of("week-3", 2, ("a1", "Ada"), 11),
        answer_of("week-3", 2, ("b1", "Bén"), 8),
        answer_of("week-3", 9, ("c1", "Cleo"), 8),
        answer_of("week-2", 1, ("c1", "Cleo"), 8),
        answer_of("week-3", 1, ("d1", "Dan"), 7),
    ];
    let followed = follow_up(&[week], &sessions);
    let [one] = &followed[..] else { panic!("one assignment") };
    assert_eq!(told(&one.candidates), [("Ada", 2), ("ben", 1), ("Cleo", 0)], "who is named twice is one");
    assert_eq!(told(&one.others), [("Dan", 1)]);
    assert!(one.candidates[0].is_done() && one.is_overdue(TODAY) && !one.is_overdue(one.due.unwrap()));
    let said = line(&followed, TODAY, 80);
    assert_eq!(said.as_deref(), Some("2 have not answered week-3 (due 2 days ago): ben (1 of 2), Cleo"));
    assert_eq!(
        words(&sections(&followed, page(78))[0]),
        [
            "week-3  due 10 March, 2 days ago · 1 of 3 has answered",
            "  1 Question 1?",
            "  2 Question 2?",
            "",
            "  Ada             1 ✓ 9 Mar         2 ✓ 11 Mar, late",
            "  ben             1 ○ open          2 ✓ 8 Mar",
            "  Cleo            1 ○ open          2 ○ open",
            "  also answered, without being named:",
            "  Dan             1 ✓ 7 Mar         2 –",
        ]
    );
}

#[test]
fn the_same_person_is_found_by_id_where_the_name_changed_and_the_first_answer_is_the_one_that_counts() {
    let week = assignment("w", None, 1, &["Ada", "b1"]);
    let sessions = [
        answer_of("w", 1, ("a1", "otter"), 9),
        answer_of("w", 1, ("a1", ""), 7),
        answer_of("elsewhere", 1, ("a1", "ＡＤＡ "), 3),
        answer_of("w", 1, ("b1", ""), 5),
        answer_of("w", 1, ("", ""), 6),
        answer_of("w", 1, ("", ""), 4),
    ];
    let followed = follow_up(&[week], &sessions);
    assert_eq!(told(&followed[0].candidates), [("Ada", 1), ("b1", 1)]);
    assert_eq!(followed[0].candidates[0].answers[0].as_ref().unwrap().session.as_str(), "7-1-a1");
    assert_eq!(told(&followed[0].others).len(), 2, "who has neither id nor name is nobody's same person");
    assert_eq!(line(&followed, TODAY, 80), None, "all have answered");
}

#[test]
fn where_nobody_is_named_nobody_is_called_missing() {
    let followed = follow_up(&[assignment("w", Some(1), 1, &["  "])], []);
    assert_eq!((line(&followed, TODAY, 80), followed[0].is_overdue(TODAY)), (None, false));
    let said = words(&sections(&followed, page(78))[0]).join("\n");
    assert!(said.contains("so nobody is missing") && said.contains("Nobody has answered"), "{said}");
    let sessions = [answer_of("w", 1, ("a1", "Ada"), 9)];
    let followed = follow_up(&[assignment("w", Some(1), 1, &[])], &sessions);
    let said = words(&sections(&followed, page(78))[0]).join("\n");
    assert!(said.ends_with("Ada             ✓ 9 Mar, late") && !said.contains("Nobody"), "{said}");
}

#[test]
fn what_is_overdue_longest_is_said_first_and_the_names_stay_where_an_id_is_long() {
    let long = "2026-03-01-alipay-success-metrics-bcdf";
    let all = [
        assignment("undated", None, 1, &["Ada"]),
        assignment("week-4", Some(14), 1, &["Ada"]),
        assignment(long, Some(11), 1, &["Ada", "Ben"]),
        assignment("done", Some(2), 1, &["Dan"]),
    ];
    let sessions = [answer_of("done", 1, ("d1", "Dan"), 1)];
    let followed = follow_up(&all, &sessions);
    let ids: Vec<_> = followed.iter().map(|one| one.id.as_str()).collect();
    assert_eq!(ids, [long, "week-4", "undated", "done"]);
    let said = |from: usize| line(&followed[from..], TODAY, 78).unwrap();
    assert_eq!(said(0), "2 have not answered (due yesterday): Ada, Ben · 2 more assignments");
    assert_eq!(said(1), "1 has not answered week-4 (due in 2 days): Ada · 1 more assignment");
    assert_eq!(said(2), "1 has not answered undated: Ada");
    let alone = |due| line(&follow_up(&[assignment(long, due, 1, &["Ada", "Ben"])], []), TODAY, 60).unwrap();
    assert_eq!(alone(Some(11)), "2 have not answered (due yesterday): Ada, Ben");
    assert_eq!(alone(None), "2 have not answered 2026-03-01-alipay-success-met…: Ada, Ben");
    let narrow = line(&followed, TODAY, 50).unwrap();
    assert_eq!(narrow, "2 have not answered (due yesterday): Ada, Ben", "names before what else there is");
    let class: Vec<String> = (1..=20).map(|n| format!("Student {n}")).collect();
    let class: Vec<&str> = class.iter().map(String::as_str).collect();
    let said = line(&follow_up(&[assignment("week-3", Some(11), 1, &class)], []), TODAY, 78);
    assert_eq!(said.unwrap(), "20 have not answered week-3 (due yesterday): Student 1, Student 2, …");
    let due = |day: i8| line(&follow_up(&[assignment("w", Some(day), 1, &["Ada"])], []), TODAY, 78).unwrap();
    assert!(due(12).contains("(due today)") && due(13).contains("(due tomorrow)"));
}

proptest! {
    #[test]
    fn every_answer_is_somebodys_and_no_order_of_the_sessions_changes_who_has_answered(
        sessions in prop::collection::vec((0..3usize, 1..4usize, 0..4usize, 0..4usize, 1..28i8), 0..24),
        rotate in 0..24usize,
        named in prop::sample::subsequence(vec!["Ada", "ben", "i3", "Zoe"], 0..=4),
    ) {
        let ids = ["", "i1", "i2", "i3"];
        let names = ["", "Ada", "ADA", "Ben"];
        let facts = |(n, (of, question, id, name, day)): (usize, &(usize, usize, usize, usize, i8))| {
            let mut facts = answer_of(["w", "v", "other"][*of], *question, (ids[*id], names[*name]), *day);
            facts.session = format!("s{n}").into();
            facts
        };
        let sessions: Vec<Facts> = sessions.iter().enumerate().map(facts).collect();
        let assignments = [assignment("w", Some(9), 2, &named), assignment("v", None, 3, &[])];
        let followed = follow_up(&assignments, &sessions);
        let mut turned = sessions.clone();
        turned.rotate_left(rotate.min(sessions.len()));
        prop_assert_eq!(&follow_up(&assignments, &turned), &followed);

        for one in &followed {
            let asks = |facts: &&Facts| {
                let asked = one.questions.iter().any(|(question, _)| *question == facts.question);
                facts.assignment.as_deref() == Some(one.id.as_str()) && asked
            };
            let people = one.candidates.iter().chain(&one.others);
            let answers: Vec<&Answer> = people.flat_map(|person| person.answers.iter().flatten()).collect();
            for facts in sessions.iter().filter(asks) {
                let before = answers.iter().any(|answer| answer.at <= facts.finished.unwrap());
                prop_assert!(before, "somebody has answered by then");
            }
            prop_assert!(answers.iter().all(|answer| sessions.iter().filter(asks).any(|f| f.session == answer.session)));
            prop_assert!(one.others.iter().all(|other| other.answered() > 0));
        }
        let waits = followed.iter().any(|one| one.missing().next().is_some());
        for cells in [0, 20, 60, 78] {
            let said = line(&followed, TODAY, cells);
            prop_assert_eq!(said.is_some(), waits);
            prop_assert!(said.is_none_or(|said| width::cells(&said) <= cells));
        }
        for line in sections(&followed, page(60)).iter().flatten() {
            prop_assert!(line.iter().map(|(_, words)| width::cells(words.trim_end())).sum::<usize>() <= 60);
        }
    }
}
