//! Bad days: another window, a file that cannot be read, a disk that takes nothing. Calm, exact, and with a way on.

use casebook::model::State;
use insta::assert_snapshot;

use crate::harness::{Journey, begin};

#[test]
fn what_another_window_has_open_is_read_and_a_copy_is_worked_on() {
    let mut ada = Journey::practising("alipay-success-metrics");
    ada.goes_to("goal").types("Escrow builds trust.<left><left><left><left><left><left>");
    let (at, cursor) = (ada.session().at.clone(), ada.cursor());
    ada.types("<esc>l").opens_elsewhere().types("<enter>");
    assert_snapshot!("open in another window", ada.picture());
    // The first thing offered changes nothing.
    ada.types("<enter>").sees("read only").types("more").sees("This session can only be read.");
    assert_eq!(ada.attempts().len(), 1);
    ada.types("<esc>").sees("g  Work on a copy").types("g").sees("This is a copy");
    assert_eq!((&ada.session().at, ada.cursor()), (&at, cursor));
    ada.types("more ");
    assert_eq!(ada.prose("goal"), "Escrow builds more trust.");
    assert_eq!(
        ada.session().origin.from.as_ref().unwrap().as_str(),
        "2026-03-02-alipay-success-metrics-aaaa"
    );
    let states = [("bbbb".to_owned(), State::InProgress), ("aaaa".to_owned(), State::InProgress)];
    assert_eq!(ada.attempts(), states);
    // It is a session like any other: nothing is offered any more.
    ada.types("<esc>").sees_no("Work on a copy");
}

#[test]
fn a_copy_is_offered_at_once_and_begins_where_one_reads() {
    let mut ada = Journey::practising("alipay-success-metrics");
    ada.goes_to("goal").types("Trust.<esc>l").opens_elsewhere().types("<enter>");
    let mut bob = ada.twin();
    bob.types("<down><enter>").sees("This is a copy");
    assert_eq!(bob.stop(), "goal");
    ada.types("<enter>").goes_to("stakeholders").types("<ctrl-k>work on<enter>").sees("This is a copy");
    assert_eq!((ada.stop().as_str(), ada.prose("goal")), ("stakeholders", "Trust."));
}

#[test]
fn the_copy_of_a_finished_answer_is_a_new_attempt_to_change_it() {
    let mut one = begin("alipay-success-metrics");
    one.only = Some("goal".into());
    let mut ada = Journey::beginning(one);
    ada.types("Trust.").goes_to("wrap_up").types("<ctrl-n><esc>l").opens_elsewhere().types("s<enter>");
    ada.sees("Work on a copy").types("<enter><esc>g").sees("This is a copy");
    assert_eq!((ada.session().state, ada.stop().as_str()), (State::InProgress, "goal"));
    ada.types("More. ");
    assert_eq!((ada.prose("goal"), ada.session().finished), ("More. Trust.", None));
}

#[test]
fn what_can_only_be_read_for_other_reasons_offers_no_copy() {
    let mut ada = Journey::practising("alipay-success-metrics");
    ada.types("Which?<esc>l").updates_elsewhere().types("<enter>").sees("To be read only");
    ada.sees_no("copy").types("<esc><esc>").sees_no("copy");
}
