//! When questions are due, for a few histories and for ten thousand.

use jiff::Timestamp;
use proptest::prelude::*;

use super::*;
use crate::model::{Mode, SessionId, State, attempt::Titles};

const MONDAY: Date = Date::constant(2026, 3, 2);

/// A finished attempt at a question on a day, and how it was rated.
fn attempt(question: &str, on: Date, score: Option<Score>) -> Attempt {
    let at: Timestamp = on.at(7, 30, 0, 0).to_zoned(TimeZone::UTC).unwrap().timestamp();
    let rated = score.map(|score| Rated { dimension: "goals".into(), title: "Goals".to_owned(), score });
    Attempt {
        id: SessionId::from(format!("{on}-{question}")),
        question: question.into(),
        title: question.to_owned(),
        kind: "success-metrics".into(),
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
        rated,
    }
}

fn score(number: u8) -> Score {
    Score::ALL[usize::from(number) - 1].0
}

fn days_after(ratings: &[u8]) -> u32 {
    let ratings: Vec<(Date, Score)> = ratings.iter().map(|n| (MONDAY, score(*n))).collect();
    between(MONDAY, due_on(&ratings).unwrap())
}

#[test]
fn a_better_rating_waits_longer() {
    assert_eq!([1, 2, 3, 4].map(|n| days_after(&[n])), [1, 1, 2, 8]);
    assert_eq!(due_on(&[]), None);
    assert_eq!(due_on(&[(MONDAY, Score::NotApplicable)]), None);
}

#[test]
fn each_question_has_a_day_of_its_own_and_what_is_unrated_has_none() {
    let wednesday = Date::constant(2026, 3, 4);
    let alone = Attempt { only: Some("goal".into()), ..attempt("step", MONDAY, Some(Score::One)) };
    let open = Attempt { state: State::InProgress, ..attempt("open", MONDAY, Some(Score::One)) };
    let attempts = [
        attempt("good", MONDAY, Some(Score::Three)),
        attempt("weak", MONDAY, Some(Score::One)),
        attempt("unrated", MONDAY, None),
        alone,
        open,
    ];
    let schedule = Schedule::of(&attempts, &TimeZone::UTC);
    let due = |today| schedule.due(today).iter().map(|(id, _)| id.to_string()).collect::<Vec<_>>();
    assert!(due(MONDAY).is_empty());
    assert_eq!(due(Date::constant(2026, 3, 3)), ["weak"]);
    assert_eq!(due(wednesday), ["weak", "good"], "what waits longest comes first");
    assert!(schedule.is_due(&"good".into(), wednesday) && !schedule.is_due(&"unrated".into(), wednesday));
    assert_eq!(schedule.iter().count(), 2);
}

#[test]
fn a_day_is_the_persons_own() {
    let mut late = attempt("late", MONDAY, Some(Score::One));
    late.finished = Some("2026-03-02T23:30:00Z".parse().unwrap());
    let on = |zone: &TimeZone| {
        Schedule::of(std::slice::from_ref(&late), zone).get(&"late".into()).map(|due| due.on)
    };
    assert_eq!(on(&TimeZone::UTC), Some(Date::constant(2026, 3, 3)));
    assert_eq!(on(&TimeZone::fixed(jiff::tz::offset(8))), Some(Date::constant(2026, 3, 4)));
}

/// Ratings with the days between them, in the order in which they were given.
fn histories() -> impl Strategy<Value = Vec<(Date, Score)>> {
    prop::collection::vec((0..400_i64, 1..=4_u8), 1..30).prop_map(|steps| {
        let mut on = MONDAY;
        let rated = steps.into_iter().map(|(days, number)| {
            on = on.saturating_add(days.days());
            (on, score(number))
        });
        rated.collect()
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(10_000))]

    #[test]
    fn the_schedule_holds(history in histories(), later in 0..400_i64) {
        let (last, _) = *history.last().unwrap();
        let due = due_on(&history).unwrap();
        prop_assert!(due > last, "never in the past: {due} after {last}");

        let rated = |number| {
            let mut other = history.clone();
            other.last_mut().unwrap().1 = score(number);
            due_on(&other).unwrap()
        };
        let days = [1, 2, 3, 4].map(rated);
        prop_assert!(days.is_sorted(), "never shorter after a better rating: {days:?}");

        let mut attempts: Vec<Attempt> =
            history.iter().map(|(on, score)| attempt("q", *on, Some(*score))).collect();
        let before = Schedule::of(&attempts, &TimeZone::UTC);
        prop_assert_eq!(before.get(&"q".into()).unwrap().on, due);
        let unrated = last.saturating_add(later.days());
        attempts.push(attempt("q", unrated, None));
        attempts.push(Attempt { only: Some("goal".into()), ..attempt("q", unrated, Some(Score::One)) });
        attempts.push(Attempt { state: State::Abandoned, ..attempt("q", unrated, Some(Score::One)) });
        prop_assert_eq!(Schedule::of(&attempts, &TimeZone::UTC), before, "unchanged when nothing new was rated");
    }
}
