//! The gap of own scores and of samples, and that nothing of it is told too early.

use super::*;
use crate::{
    insight::example,
    model::session::{Person, SelfScore},
};

fn session(id: &str, started: i64, own: &[(&str, &str, &str)]) -> Session {
    let mut session = example::session(&["goal Trust first."]);
    session.id = id.into();
    session.person.id = "ada".to_owned();
    session.started = Timestamp::from_second(started).unwrap();
    let dimension =
        |id: &str| serde_json::json!({"id": id, "title": id.to_uppercase(), "anchors": ["a", "b", "c", "d"]});
    let dimensions = ["system", "goals", "close"].map(dimension);
    session.rubric.dimensions = dimensions.into_iter().map(|d| serde_json::from_value(d).unwrap()).collect();
    for (id, score, predicted) in own {
        let own = SelfScore {
            score: Score::from_word(score),
            predicted: Score::from_word(predicted),
            evidence: String::new(),
        };
        session.self_scores.insert((*id).into(), own);
    }
    session
}

fn review(of: &Session, scores: &[(&str, &str, &str)]) -> Review {
    let scored = |(id, word, evidence): &(&str, &str, &str)| {
        let score = Score::from_word(word).unwrap();
        ((*id).into(), Scored { score, evidence: (*evidence).to_owned() })
    };
    Review {
        of: Reviewed::Session { id: of.id.clone(), sha256: String::new() },
        coach: Person { id: "ann".to_owned(), name: None },
        written: Timestamp::UNIX_EPOCH,
        comments: Vec::new(),
        scores: scores.iter().map(scored).collect(),
        verdict: None,
        next: None,
    }
}

fn sentences(gaps: &[Gap]) -> Vec<String> {
    gaps.iter().map(|gap| gap.sentence(60)).collect()
}

#[test]
fn an_own_score_stays_hidden_until_the_coach_has_scored_that_dimension() {
    let session = session("s", 1, &[("goals", "3", "4"), ("system", "4", "2"), ("close", "2", "2")]);
    let mut mine = review(&session, &[]);
    assert!(gaps(&session, &mine).is_empty());
    mine = review(&session, &[("goals", "2", "")]);
    assert_eq!(sentences(&gaps(&session, &mine)), ["GOALS  own 3 · predicted 4 · coach 2"]);
    mine = review(&session, &[("goals", "2", ""), ("system", "n/a", ""), ("unknown", "1", "")]);
    assert_eq!(
        sentences(&gaps(&session, &mine)),
        ["SYSTEM  own 4 · predicted 2 · coach n/a", "GOALS  own 3 · predicted 4 · coach 2"],
        "in the rubric's order, and nothing that the rubric does not have"
    );
    assert_eq!(gaps(&session, &mine).iter().map(Gap::steps).collect::<Vec<_>>(), [None, Some(1)]);
    let another = self::session("other", 1, &[]);
    assert!(gaps(&session, &review(&another, &[("goals", "2", "")])).is_empty());
}

#[test]
fn who_did_not_score_themselves_still_sees_what_the_coach_gave() {
    let session = session("s", 1, &[]);
    let gaps = gaps(&session, &review(&session, &[("goals", "2", "")]));
    assert_eq!(sentences(&gaps), ["GOALS  coach 2"]);
    assert_eq!(gaps[0].steps(), None);
    assert_eq!(gaps[0].sentence(12), "GO…  coach 2");
}

#[test]
fn over_time_a_candidate_sees_whether_they_score_themselves_as_their_coach_does() {
    let first = session("a", 1, &[("goals", "4", "4"), ("system", "3", "3")]);
    let second = session("b", 2, &[("goals", "3", "3")]);
    let third = session("c", 3, &[("goals", "2", "2"), ("system", "n/a", "2")]);
    let mut bo = session("d", 4, &[("goals", "1", "1")]);
    bo.person.id = "bo".to_owned();
    let reviews = [
        review(&first, &[("goals", "2", ""), ("system", "3", "")]),
        review(&second, &[("goals", "3", "")]),
        review(&third, &[("goals", "3", ""), ("system", "2", "")]),
        review(&bo, &[("goals", "4", "")]),
    ];
    let pairs = [(&third, 2), (&bo, 3), (&first, 0), (&second, 1)]
        .map(|(session, review)| SessionGaps::of(session, &reviews[review]));
    let told = over_time("ada", &pairs);
    let [system, goals] = &told[..] else { panic!("{told:?}") };
    let sessions: Vec<&str> = goals.sessions.iter().map(|at| at.session.as_str()).collect();
    assert_eq!(sessions, ["a", "b", "c"]);
    assert_eq!(goals.lay, Lay { above: 1, below: 1, same: 1 });
    assert_eq!(goals.lay.sentence(), "1 the same, 1 higher, 1 lower");
    assert_eq!((system.title.as_str(), system.lay.sentence().as_str()), ("SYSTEM", "1 the same"));
    assert!(over_time("", &pairs).is_empty());
    let told = by_candidate(&pairs);
    let names: Vec<&str> = told.iter().map(|of| of.candidate.id.as_str()).collect();
    assert_eq!(names, ["ada", "bo"]);
    let both: Vec<usize> = told[0].dimensions.iter().map(|over| over.sessions.len()).collect();
    assert_eq!(both, [2, 3]);
}

#[test]
fn a_new_coach_scores_a_sample_blind_and_sees_of_each_dimension_what_it_was_written_for() {
    let sample = session("sample", 1, &[]);
    let meant = review(
        &sample,
        &[
            ("goals", "2", "Three goals, none of them first."),
            ("system", "2", "No guardrail."),
            ("close", "n/a", "There was no time."),
        ],
    );
    let mine = review(&sample, &[("goals", "3", ""), ("close", "1", "")]);
    let told = blind(&sample, &mine, &meant);
    let said: Vec<String> = told.iter().map(Blind::scores).collect();
    assert_eq!(said, ["you 3 · reference 2 · one higher", "you 1 · reference n/a · n/a to one of you"]);
    assert_eq!(told[0].because, "Three goals, none of them first.");
    assert_eq!((told[0].steps(), told[1].steps()), (Some(1), None));
    assert_eq!(lay(&told), Lay { above: 1, ..Lay::default() });
    assert!(blind(&sample, &review(&sample, &[]), &meant).is_empty(), "nothing is told before");
}

#[test]
fn of_a_sample_nothing_is_told_until_its_last_dimension_is_scored() {
    let session = session("sample", 1, &[]);
    let meant = review(&session, &[("system", "2", ""), ("goals", "3", "absent"), ("close", "1", "")]);
    let mut sample = Sample::new("samples/sample.yaml".into(), session.clone(), meant, None);
    assert_eq!((sample.standing(), sample.told().len()), (Standing::New, 0));
    sample.hear(&review(&session, &[("system", "3", ""), ("goals", "3", "")]));
    assert_eq!((sample.standing(), sample.told().len()), (Standing::Begun { scored: 2, of: 3 }, 0));
    let told = |sample: &Sample| {
        let page = Calibration { samples: vec![sample.clone()], candidates: Vec::new() };
        let lines = sections(&page, 60).concat();
        lines
            .iter()
            .map(|line| line.iter().map(|(_, words)| words.as_str()).collect::<String>() + "\n")
            .collect::<String>()
    };
    assert!(!told(&sample).contains("· reference"), "{}", told(&sample));
    sample.hear(&review(&session, &[("system", "3", ""), ("goals", "3", ""), ("close", "n/a", "")]));
    assert_eq!((sample.standing(), sample.told().len()), (Standing::Scored, 3));
    assert!(told(&sample).contains("you 3 · reference 2 · one higher"), "{}", told(&sample));
    assert!(told(&sample).contains("absent: nothing in the answer shows it"), "{}", told(&sample));
    sample.hear(&review(&session, &[("system", "3", ""), ("goals", "3", "")]));
    assert_eq!(sample.told().len(), 0, "who takes a score away does not see the rest either");
}

#[test]
fn of_many_sessions_the_newest_are_shown_and_no_line_is_too_long() {
    let sessions: Vec<Session> = (0..40)
        .map(|n| session(&format!("s{n}"), n, &[("goals", "4", "4"), ("system", "n/a", "2")]))
        .collect();
    let gaps = sessions.iter().enumerate().map(|(n, session)| {
        let word = if n == 39 { "1" } else { "2" };
        SessionGaps::of(session, &review(session, &[("goals", word, ""), ("system", "2", "")]))
    });
    let page = Calibration { samples: Vec::new(), candidates: by_candidate(&gaps.collect::<Vec<_>>()) };
    for cells in [60, 100] {
        let lines = sections(&page, cells).concat();
        let line = |line: &Vec<(_, String)>| line.iter().map(|(_, words)| words.as_str()).collect::<String>();
        let lines: Vec<String> = lines.iter().map(line).collect();
        assert!(lines.iter().all(|line| width::cells(line) <= cells), "{lines:#?}");
        let goals = lines.iter().find(|line| line.contains("GOALS")).unwrap();
        assert!(goals.contains("… 4/2") && goals.contains("4/2  4/1  40 higher"), "{goals}");
    }
}
