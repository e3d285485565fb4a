//! Leaving is always safe: what was typed, where the caret stood and what the clock said are there again.

use casebook::{
    model::State,
    tui::effect::{Begin, Event},
};
use insta::assert_snapshot;

use crate::harness::{Journey, begin, not_saved};

#[test]
fn leaving_in_the_middle_comes_back_to_the_same_letter() {
    let mut ada = Journey::practising("alipay-success-metrics");
    ada.types("<wait 10s><ctrl-n><wait 5s><enter><wait 7s>Rivals<tab>choice matters<left><left><left>");
    let (at, cursor) = (ada.session().at.clone(), ada.cursor());
    ada.types("<esc>l").sees("Left. All is saved");
    assert_snapshot!("left", ada.picture());
    ada.again().sleeps(20).types("<enter>");
    assert_eq!(ada.session().at, at);
    assert_eq!(ada.cursor(), cursor);
    assert_snapshot!("resumed", ada.picture());
    let session = ada.session();
    assert_eq!((session.opening.clarify_seconds, session.opening.plan_seconds), (10, 5));
    assert_eq!(session.step(&"context".into()).unwrap().seconds, 7);
    assert_eq!(session.pauses.iter().map(|p| p.seconds).collect::<Vec<_>>(), [20 * 3600]);
    // And typing goes on in the middle of the word.
    ada.types("X");
    assert_eq!(ada.rows("context"), ["Rivals | choice mattXers"]);
}

#[test]
fn a_suspended_session_is_paused() {
    let mut ada = Journey::practising("alipay-success-metrics");
    ada.goes_to("goal").types("<wait 5s>Pay fast.<ctrl-k>suspend<enter>");
    let seconds = |ada: &Journey| ada.session().step(&"goal".into()).unwrap().seconds;
    assert_eq!(seconds(&ada), 5);
    assert_eq!(
        ada.saved_part("pauses"),
        "pauses:\n- at: 2026-03-02T07:30:05Z\n  seconds: 10\n  cause: suspended\n"
    );
    ada.types("<wait 3s>");
    assert_eq!(seconds(&ada), 8);
    // A machine that slept is the same, and so is one that slept while the person was away anyhow.
    ada.happens_after(45, Event::Tick);
    assert_eq!((seconds(&ada), ada.session().pauses.len()), (8, 2));
    ada.types("<esc>a");
    ada.happens_after(45, Event::Tick);
    ada.types("<ctrl-k>suspend<enter><esc>a");
    let paused: Vec<_> = ada.session().pauses.iter().map(|p| (p.cause.word(), p.seconds)).collect();
    assert_eq!(paused, [("suspended", 10), ("suspended", 45), ("paused", 55)]);
    assert_eq!(seconds(&ada), 8);
    // What somebody else asks for is the same as what the person asks for.
    ada.happens(Event::Suspend);
    assert_eq!((ada.session().pauses.len(), ada.slept), (4, 3));
}

#[test]
fn a_clock_on_the_wall_that_jumps_changes_no_answer_and_no_time_of_work() {
    let mut ada = Journey::practising("alipay-success-metrics");
    ada.goes_to("goal").types("<wait 5s>Pay");
    for hours in [7, -15, 24 * 365 * 40, -24 * 365 * 80, 24 * 365 * 40] {
        ada.sets_the_clock(hours).types("<wait 2s> on");
    }
    assert_eq!(ada.session().step(&"goal".into()).unwrap().seconds, 15);
    assert_eq!(ada.session().pauses, []);
    assert_eq!(ada.prose("goal"), "Pay on on on on on");
    // It jumps back during a pause and during a sleep: these took as long as they took.
    ada.types("<esc>a<wait 9s>").sets_the_clock(-9).types("<esc>a");
    ada.happens(Event::Suspend);
    let paused: Vec<_> = ada.session().pauses.iter().map(|p| (p.cause.word(), p.seconds)).collect();
    assert_eq!(paused, [("paused", 9), ("suspended", 10)]);
    // Away while it was set back is at least not away for less than nothing, and the file can be read.
    ada.types("<esc>l").again().sets_the_clock(-48).types("<enter>");
    assert_eq!(ada.prose("goal"), "Pay on on on on on");
    assert!(ada.session().pauses.iter().all(|pause| pause.seconds < 60), "{:?}", ada.session().pauses);
    ada.types(" still<wait 2s>").goes_to("wrap_up");
}

#[test]
fn a_clock_that_is_set_forward_makes_no_pause_longer_and_no_sleep_longer_than_machines_sleep() {
    const YEARS: i64 = 24 * 365 * 40;
    let mut ada = Journey::practising("alipay-success-metrics");
    ada.goes_to("goal").types("<esc>a<wait 9s>").sets_the_clock(7).types("<esc>a");
    ada.types("<esc>a<wait 3s>").sets_the_clock(YEARS).types("<esc>a");
    ada.sleeps_under_the_lid(30).sleeps_under_the_lid(YEARS);
    let paused: Vec<_> = ada.session().pauses.iter().map(|p| (p.cause.word(), p.seconds)).collect();
    let night = 30 * 3600 + 10;
    assert_eq!(paused, [("paused", 9), ("paused", 3), ("suspended", night), ("suspended", 10)]);
    // Of who left and comes back nothing is known but by the wall.
    ada.types("<esc>l").again().sleeps(YEARS).types("<enter><wait 2s>x");
    assert!(ada.session().pauses.iter().all(|pause| pause.seconds <= night), "{:?}", ada.session().pauses);
}

#[test]
fn what_could_not_be_saved_stays_said_in_the_next_session() {
    let mut ada = Journey::beginning(Begin { only: Some("goal".into()), ..begin("alipay-success-metrics") });
    ada.types("Pay fast.").goes_to("wrap_up").types("<ctrl-n><esc>l");
    ada.happens(not_saved("cannot write another.yaml: no space left", false));
    ada.types("s<enter>").sees("Debrief").sees("NOT SAVED: cannot write another.yaml");
    ada.happens(Event::Saved("2026-03-02T07:31:00Z".parse().unwrap()));
    ada.sees_no("NOT SAVED");
}

#[test]
fn quitting_at_every_stop_comes_back_to_it() {
    let mut ada = Journey::practising("alipay-success-metrics");
    let mut seen = Vec::new();
    while ada.stop() != "wrap_up" {
        ada.types("ab<left><wait 2s>");
        let (at, cursor) = (ada.session().at.clone(), ada.cursor());
        let session = ada.session().clone();
        ada.types("<ctrl-q>");
        assert!(ada.gone);
        ada.again().types("<enter>");
        assert_eq!(ada.session().at, at);
        assert_eq!(ada.cursor(), cursor, "{}", ada.screen());
        assert_eq!(ada.session().steps, session.steps);
        assert_eq!(ada.session().opening, session.opening);
        seen.push(ada.stop());
        ada.types("<ctrl-n>");
    }
    assert_eq!(seen.len(), ada.route().len() - 1);
}

#[test]
fn hints_of_the_opening_are_counted_for_each_page_and_come_back() {
    let mut ada = Journey::practising("alipay-success-metrics");
    let hints = |ada: &Journey, part: &str| ada.session().question.steps[part].hints.clone();
    let (clarify, plan) = (hints(&ada, "clarify"), hints(&ada, "plan"));
    assert!(clarify.len() > 1 && plan.len() > 1);
    let first = |hints: &[String]| format!("Hint 1: {}", hints[0].split(' ').next().unwrap());
    ada.types("<f2><f2><ctrl-n>").sees_no("Hint 1").types("<f2>").sees(&first(&plan)).sees_no("Hint 2");
    ada.types("<esc>l").again().types("<enter>").sees(&first(&plan)).sees_no("Hint 2");
    assert!(ada.saved_part("opening").contains("hints_opened:\n    clarify: 2\n    plan: 1\n"));
    ada.types("<ctrl-p>").sees(&first(&clarify)).sees("Hint 2");
}

#[test]
fn an_empty_row_is_come_back_to_as_well() {
    let mut ada = Journey::practising("alipay-success-metrics");
    ada.goes_to("context").types("One<enter>");
    let cursor = ada.cursor();
    ada.types("<ctrl-q>").again().types("<enter>");
    assert_eq!(ada.cursor(), cursor);
}

#[test]
fn a_new_attempt_keeps_the_unfinished_one_as_abandoned() {
    let mut ada = Journey::practising("alipay-success-metrics");
    ada.goes_to("goal").types("Half an answer<esc>l");
    ada.types("alipay<enter>").sees("go on").types("<right>").sees("a new one").types("<enter>");
    assert_eq!(ada.stop(), "clarify");
    ada.types("Something new");
    assert_eq!(
        ada.attempts(),
        [("bbbb".to_owned(), State::InProgress), ("aaaa".to_owned(), State::Abandoned)]
    );
    ada.types("<esc>l").types("s").sees("abandoned").sees("in progress");
}

#[test]
fn the_same_question_goes_on_where_it_was_left() {
    let mut ada = Journey::practising("alipay-success-metrics");
    ada.goes_to("goal").types("Half an answer<esc>l");
    ada.types("alipay<enter><enter>");
    assert_eq!((ada.stop().as_str(), ada.prose("goal")), ("goal", "Half an answer"));
    // One step of it alone is another attempt.
    let mut only = begin("alipay-success-metrics");
    only.only = Some("metrics".into());
    let mut bob = Journey::beginning(only);
    bob.types("<esc>l").types("alipay<enter><enter>");
    assert_eq!(bob.attempts().len(), 2);
}

#[test]
fn a_pause_stops_the_clock_and_is_recorded() {
    let mut ada = Journey::practising("alipay-success-metrics");
    ada.types("<wait 3s><esc>a").sees("The clock stands still").types("<wait 25s><esc>a<wait 4s>");
    assert_eq!(ada.session().opening.clarify_seconds, 7);
    assert_eq!(ada.session().pauses.iter().map(|p| p.seconds).collect::<Vec<_>>(), [25]);
}

#[test]
fn overtime_is_shown_and_never_cuts_off() {
    let mut ada = Journey::practising("alipay-success-metrics");
    ada.types("<wait 25m>still typing");
    assert_snapshot!("overtime", ada.picture());
    assert_eq!(ada.session().opening.asks[0].ask, "still typing");
}
