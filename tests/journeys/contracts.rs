//! Completing two metrics in the debrief, and one's own answer beside the worked one.

use casebook::model::{Guide, State};
use insta::assert_snapshot;

use crate::harness::{Journey, begin};

/// A finished answer to the Alipay question: some rows are the worked answer's too, and two guardrails, one with a limit.
pub fn finished() -> Journey {
    let mut ada = Journey::practising("alipay-success-metrics");
    ada.goes_to("context").types("Mature<tab>Count habits<enter>Two wallets each<tab>Acceptance decides");
    ada.goes_to("goal").types("Pay without thinking. Growth comes second.");
    ada.goes_to("stakeholders")
        .types("SHOPPERS<tab>Speed<tab>Privacy<enter>Couriers<tab>Tips<enter>Banks<tab>Fees");
    ada.goes_to("metrics").types("Weekly payers = count of payers, weekly<enter>");
    ada.types("Payment value because big transfers swamp it<enter>First payment<enter><enter>");
    ada.types(
        "Link ok<enter><enter>Disputed value<enter><enter>Speed of checkout<enter>Chargebacks <= 0.1 %",
    );
    ada.goes_to("close").types("Payers, held by chargebacks.").goes_to("wrap_up").types("<ctrl-n>");
    assert_eq!(ada.session().state, State::Finished);
    ada
}

/// On, page by page, until these words are on the screen.
fn turns_to<'a>(ada: &'a mut Journey, words: &str) -> &'a mut Journey {
    for _ in 0..20 {
        if ada.screen().contains(words) {
            return ada;
        }
        ada.types("<tab>");
    }
    panic!("no page has {words}:\n{}", ada.screen());
}

#[test]
fn a_north_star_and_a_guardrail_are_completed_without_a_clock_and_read_another_day() {
    let mut ada = finished();
    ada.types("t");
    assert_snapshot!("questions that two metrics leave open", ada.picture());
    // Letters are typed where somebody began to write, and nowhere else.
    ada.types("x").sees("Enter writes here");
    assert_eq!(ada.saved_part("debrief"), "");
    ada.types("<enter>A person with a kard<left><left><left><backspace>c<enter>")
        .sees("A person with a card");
    assert_snapshot!("an answer that is written", ada.picture());
    ada.types("<enter>One payment settled in the last seven days by the ledger's own clock, refunds of it taken out again");
    assert_snapshot!("an answer that wraps", ada.picture());
    let all = ada.saved_part("debrief");
    // Word by word back, and again; a session that was written in long ago takes the same keys.
    ada.types("<ctrl-z><ctrl-z>").sees_no("again").types("<ctrl-y><ctrl-y>").sees("again");
    assert_eq!(ada.saved_part("debrief"), all);
    ada.types("<esc>d").types("<end><enter>Selling the same coupon twice<enter>");
    assert_snapshot!("completed metrics saved", ada.saved_part("debrief"));
    assert!(!ada.saved_part("steps").contains("A person"), "steps are frozen");

    ada.types("<esc>l").again().types("s<enter>t").sees("A person with a card").types("<end>");
    ada.sees("Selling the same coupon twice").sees("Chargebacks <= 0.1 %");
    // The other guardrail; its page asks for the limit that it has not got.
    ada.types("g")
        .sees("Speed of checkout")
        .sees("which value stops a launch?")
        .types("g")
        .sees("Chargebacks");
}

#[test]
fn undo_leads_back_to_the_answer_it_takes_back() {
    let mut ada = finished();
    ada.types("t<enter>People<ctrl-n>").sees("Which of these is your answer?");
    ada.types("<ctrl-z>").sees("what is counted once");
}

#[test]
fn who_names_no_north_star_is_told_what_would_come() {
    let mut ada = Journey::practising("alipay-success-metrics");
    ada.goes_to("wrap_up").types("<ctrl-n>t").sees("names neither a North Star nor a guardrail");
    ada.types("<enter>").sees("There is nothing to complete here.").types("x").sees("names neither");
    assert_snapshot!("nothing to complete", ada.picture());

    let mut blank = begin("alipay-success-metrics");
    blank.guide = Guide::Blank;
    let mut ada = Journey::beginning(blank);
    ada.types("<ctrl-n>Numbers<tab><tab>metrics<enter><enter>Payers<ctrl-n>").goes_to("wrap_up");
    ada.types("<ctrl-n><enter><enter>t").sees("once they have their roles");
}

#[test]
fn the_questions_fit_small_and_large_terminals() {
    for (width, height) in [(60, 20), (120, 40)] {
        let mut ada = finished();
        ada.resizes(width, height).types("t<down><down><enter>Paid and settled");
        assert_snapshot!(format!("completing at {width}x{height}"), ada.picture());
    }
}

#[test]
fn a_sealed_answer_keeps_what_was_completed_and_asks_nothing() {
    let mut ada = finished();
    ada.types("t<enter>People<esc>d").types("<esc>l");
    ada.rewrites(|text| text.replacen("state: finished", "state: sealed", 1));
    ada.again().types("s<enter>t").sees("People").types("<enter>x").sees_no("Peoplex");
    ada.types("<ctrl-z>").sees("The session is sealed.");
}

#[test]
fn a_click_selects_a_question_and_another_one_writes() {
    let mut ada = finished();
    ada.types("t").clicks("Source").types("").clicks("Source").types("The ledger").sees("The ledger");
    assert!(ada.saved_part("debrief").contains("field: source"), "{}", ada.saved_part("debrief"));
    ada.clicks("Latency").types("A day");
    assert!(ada.saved_part("debrief").contains("field: latency"), "{}", ada.saved_part("debrief"));
    ada.clicks("Self-score").sees("Which of these is your answer?");
}

#[test]
fn rows_stand_beside_the_worked_ones_of_the_same_name_and_metrics_beside_those_of_their_role() {
    let mut ada = finished();
    ada.types("t<enter>A person with a card<esc>d").types("<esc>l").again().types("s<enter>");
    ada.resizes(120, 60);
    turns_to(&mut ada, "Count habits");
    assert_snapshot!("aligned context", ada.picture());
    turns_to(&mut ada, "Pay without thinking.").sees("Worked notes");
    turns_to(&mut ada, "SHOPPERS");
    assert_snapshot!("aligned stakeholders", ada.picture());
    turns_to(&mut ada, "★ Weekly payers");
    assert_snapshot!("aligned metrics", ada.picture());

    // In a narrow terminal one comes after the other.
    ada.resizes(60, 40).types("p");
    turns_to(&mut ada, "★ Weekly payers");
    assert_snapshot!("aligned metrics, narrow", ada.picture());
}

#[test]
fn a_worked_answer_that_was_opened_before_is_said_to_have_been() {
    let mut ada = Journey::practising("alipay-success-metrics");
    ada.goes_to("goal").types("<esc>w").sees("Shopper: pays without thinking.").types("<esc>Pay.");
    assert!(ada.session().step(&"goal".into()).unwrap().answer_opened);
    ada.goes_to("wrap_up").types("<ctrl-n>");
    turns_to(&mut ada, "Pay.").sees("worked answer opened before");
}
