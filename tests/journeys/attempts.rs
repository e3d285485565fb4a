//! Attempts at one question: two of them compared, and a fact flipped in one.

use casebook::model::State;
use insta::assert_snapshot;

use crate::harness::Journey;

/// A finished answer, read a moment later: a goal, two stakeholders, a North Star and a guardrail.
fn once(width: u16, height: u16) -> Journey {
    let mut ada = Journey::practising("alipay-success-metrics");
    ada.resizes(width, height).goes_to("goal").types("Trust first, for all.<wait 40s>");
    ada.goes_to("stakeholders").types("Consumers<tab>time<enter>Shops<ctrl-n>");
    ada.goes_to("metrics").types("Weekly payers = payers / linked<enter><enter><enter>Link rate<enter>");
    ada.goes_up_to("Weekly").types("<ctrl-n>").goes_to("wrap_up");
    ada.types("<right><right><ctrl-n>");
    assert_eq!(ada.session().state, State::Finished);
    ada
}

/// The same person on the next day, with another answer.
fn twice(width: u16, height: u16) -> Journey {
    let mut ada = once(width, height);
    ada.types("<esc>l").sleeps(26);
    ada.types("/alipay<enter><enter>").goes_to("goal").types("Trust first, for shoppers.<wait 25s>");
    ada.goes_to("stakeholders").types("consumers<tab>time<enter>Banks<tab>fees<ctrl-n>");
    ada.goes_to("metrics").types("Weekly payers = settled payers / linked, 7 days<enter>");
    ada.types("<enter><enter>Card rate<enter>").goes_to("wrap_up").types("<right><ctrl-n>");
    ada
}

#[test]
fn an_only_attempt_says_what_would_make_a_second_one() {
    let mut ada = once(80, 24);
    ada.types("v");
    assert_snapshot!("an only attempt", ada.picture());
    ada.types("<enter>").sees("There is one attempt alone.").types("<esc>l").sees("Debrief ·");
}

#[test]
fn two_attempts_are_compared_from_the_debrief_and_from_the_list() {
    for (width, height) in [(80, 24), (120, 40), (60, 20)] {
        let mut ada = twice(width, height);
        ada.types("v");
        assert_snapshot!(format!("attempts at {width}x{height}"), ada.picture());
        ada.types("<enter>");
        assert_snapshot!(format!("two attempts at {width}x{height}"), ada.picture());
        ada.types("<end>");
        assert_snapshot!(format!("two attempts to the end at {width}x{height}"), ada.picture());
    }
    let mut ada = twice(80, 24);
    ada.types("v<down><space>").types("<enter>").sees("Two have to be marked: Space marks.");
    ada.types("<space><enter>").sees("Earlier").types("<left>").sees("2 attempts").types("<esc>l");
    ada.sees("Debrief ·")
        .types("<esc>ls<wait 2s><tab>v")
        .sees("2 attempts")
        .types("<esc>l")
        .sees("✓ finished");
    // From the search field it is in the menu.
    ada.types("<tab>").types("<esc>v").sees("2 attempts");
}

#[test]
fn a_fact_is_flipped_and_what_did_not_change_is_named() {
    let mut ada = once(80, 24);
    let first = ada.session().id.clone();
    ada.types("d");
    assert_snapshot!("a flipped fact in the brief", ada.picture());
    ada.resizes(60, 20).sees("The wallet opened").sees("1 of 2").sees("The clock").resizes(80, 24);
    ada.types("<right>").sees("coupons, no red packets").types("<left>").sees("last month");
    ada.types("<enter>");
    let session = ada.session();
    assert_eq!((session.origin.from.as_ref(), session.minutes), (Some(&first), 10.0));
    assert_eq!(session.origin.variant.as_deref(), Some("first-month-abroad"));
    assert_eq!((ada.stop().as_str(), ada.prose("goal")), ("context", "Trust first, for all."));
    ada.sees("What if: The wallet opened last month").sees("0:00 of 10:00");
    ada.types("<esc>r").sees("no shop of Alibaba's is behind it.").types("<esc>");
    ada.goes_to("metrics").goes_up_to("Weekly").types("<end>, 7 days<wait 30s>");
    assert_snapshot!("a drill", ada.picture());
    // Left and resumed, it is still the same drill; the question as it is begins anew beside it.
    ada.types("<esc>l").types("/alipay<enter>").sees("Enter begins. The clock runs then.");
    ada.types("<right>")
        .sees("interview")
        .types("<left><end><right>")
        .sees("go on")
        .sees("Enter goes on where you were.");
    ada.types("<enter>").sees("What if: The wallet opened");
    assert_eq!(ada.attempts().len(), 2);
    ada.goes_to("wrap_up").types("<ctrl-n>");
    assert_snapshot!("after a drill", ada.picture());
    ada.types("<end>");
    assert_snapshot!("after a drill, to the end", ada.picture());
    assert!(ada.saved().contains("variant: first-month-abroad"), "{}", ada.saved());
    // From here one goes on with the answer of before, and another fact.
    ada.types("d<enter>");
    assert_eq!(ada.session().origin.from.as_ref(), Some(&first));
    assert_eq!(ada.session().origin.variant.as_deref(), Some("no-subsidies"));
}

#[test]
fn the_brief_offers_it_to_whoever_has_finished_an_attempt() {
    let mut ada = Journey::new();
    ada.types("/alipay<enter>").sees_no("What if");
    let mut ada = once(80, 24);
    ada.types("<esc>l").types("/alipay<enter>").sees("or one fact flipped, from your earlier answer");
    ada.types("<end><right>").sees("The wallet opened last month").sees("1 of 2").types("<left>");
    ada.sees("as it is").types("<right><right>").sees("2 of 2").types("<enter>");
    assert_eq!(ada.session().origin.variant.as_deref(), Some("no-subsidies"));
}
