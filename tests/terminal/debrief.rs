//! After the answer: own scores and a metric completed, away in the middle and back.

use casebook::model::{review::Score, start};

use crate::{
    harness::{Screen, Terminal},
    home::{Home, north_star, write},
};

/// A finished answer with a goal and a North Star.
fn finished() -> Home {
    Home::left_at("close", |session| {
        write(session, "goal", "Paying without thinking comes first. Growth waits.");
        north_star(session, "Weekly payers = count of payers, weekly");
        start::finish(session, "2026-03-02T06:55:00Z".parse().unwrap());
    })
}

fn debrief(home: &Home) -> Terminal {
    let mut t = Terminal::open(home);
    t.wait_for("casebook");
    t.keys("s").wait_for("finished");
    t.keys("<tab><enter>").wait_for("Debrief");
    t
}

#[test]
fn two_dimensions_are_scored_with_evidence_and_the_rest_another_day() {
    let home = finished();
    let mut t = debrief(&home);
    t.keys("o").wait_for("Which of these is your answer?");
    t.keys("1").wait_for("which passage shows it?");
    t.keys("<enter>").wait_for("What would a coach give?");
    t.keys("2").wait_for("2 of 6");
    t.keys("3").wait_for("What would a coach give?");
    t.keys("<right>").wait_for("3 of 6");
    t.keys("<ctrl-q>");
    assert_eq!(t.end().exit_code(), 0);

    let scores = home.session().self_scores;
    let of = |dimension: &str| scores[dimension].clone();
    assert_eq!((of("rationale").score, of("rationale").predicted), (Some(Score::One), Some(Score::Two)));
    assert_eq!(of("rationale").evidence, "Paying without thinking comes first.");
    assert_eq!((of("goals").score, of("goals").predicted), (Some(Score::Three), None));

    let mut t = debrief(&home);
    t.wait_for("Rationale 1");
    t.keys("o").wait_for("3 of 6");
    for _ in 0..4 {
        t.keys("<right>");
    }
    t.wait_for("Lowest: Rationale, 1");
    t.keys("<ctrl-q>");
    assert_eq!(t.end().exit_code(), 0);
}

#[test]
fn what_completes_a_metric_is_in_the_journal_with_each_key() {
    let home = finished();
    let mut t = debrief(&home);
    t.keys("t").wait_for("what is counted once");
    t.keys("<enter>A person with a card").wait_for_caret_behind("A person with a card");
    // The program dies in the middle of the answer.
    t.wait_until("it is saved", |screen: &Screen| screen.footer().contains("saved"));
    t.signal("KILL").end();

    let mut t = debrief(&home);
    t.keys("t").wait_for("A person with a card");
    t.keys("<ctrl-q>");
    assert_eq!(t.end().exit_code(), 0);
    assert_eq!(home.session().completed.values().collect::<Vec<_>>(), ["A person with a card"]);
}
