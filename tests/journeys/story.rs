//! The whole way: from a first start to the debrief and back to the list of sessions.

use casebook::model::State;
use insta::assert_snapshot;

use crate::harness::Journey;

/// Up to the metrics, with answers in the steps before.
const BEFORE_METRICS: &str = "Rivals at every till<tab>being chosen is what counts<enter>\
    Half of all payments are below 5 euros<tab>count payments, not value<ctrl-n>\
    <wait 40s>Pay in one breath at any shop.<enter>Money comes second.<ctrl-n>\
    Consumers<tab>speed<tab>choice of wallet<enter>Small shops<tab>sales<tab>fees<enter>Regulator<ctrl-n>\
    Link card<tab>consumer<enter>Open code<tab>consumer<enter>Pay<enter>Settle<tab>Alipay<ctrl-n>";

const METRICS: &str = "Consumers with 2+ shop payments = payers / linked, weekly @con<tab> #pa<enter>\
    Payment value because transfers swamp it<enter>\
    First payment within 7 days of linking<enter>Accepting shops @\"sm<tab><enter><enter>\
    link errors<enter>code opens in 2 s<enter>declines<enter>payout delay<enter><enter>\
    payments of 1 cent<enter><enter>\
    Refunds <= 1%<enter>Fraud loss <= 1 bp";

#[test]
fn a_first_session_from_home_to_the_debrief() {
    let mut ada = Journey::new();
    assert_snapshot!("01 home of a first start", ada.picture());
    ada.types("alipay pay");
    assert_snapshot!("02 searching", ada.picture());
    ada.types("<enter>");
    assert_snapshot!("03 brief", ada.picture());

    ada.types("<enter>Do you mean the whole app?<enter>Which countries?<enter><enter><wait 20s>");
    ada.types("<enter><down><enter><down><enter>");
    ada.sees("Opened without having asked; that is recorded.");
    assert_snapshot!("04 clarify", ada.picture());
    assert_snapshot!("05 clarify saved", ada.saved_part("opening"));
    assert_eq!(ada.session().opening.opened.iter().map(|o| o.asked).collect::<Vec<_>>(), [true, true, false]);

    ada.types("<ctrl-n>");
    // The plan: a heading renamed, with minutes and a reason; one merged, one skipped, one moved.
    ada.types("<down><end> first<tab>2<tab><tab>users before money<enter>");
    ada.types("<ctrl-end><down><down><down><tab><tab>sk<tab><tab>nothing is new here<enter>");
    ada.types("<tab><tab>into met<tab><enter>");
    assert_snapshot!("06 plan", ada.picture());
    ada.types("<alt-up>").types("<wait 15s>");
    assert_snapshot!("07 plan saved", ada.saved_part("opening"));
    assert_eq!(
        ada.route(),
        [
            "clarify",
            "plan",
            "context",
            "goal",
            "stakeholders",
            "flow",
            "metrics",
            "close",
            "retell",
            "wrap_up"
        ]
    );
}

#[test]
fn the_first_minute_teaches_how_a_metric_is_written() {
    let mut ada = Journey::new();
    ada.opens("One minute: a metric in one line");
    assert_snapshot!("the first minute", ada.picture());
    ada.types("Weekly readers = readers / cards, weekly <= 3");
    assert_snapshot!("the first minute, done", ada.picture());
    ada.types("<enter>").sees("5 of 5");
    // Nothing of it is an attempt, and nobody is asked to do it again and again.
    assert!(ada.attempts().is_empty());
}

#[test]
fn enter_takes_the_plan_as_it_is() {
    let mut ada = Journey::practising("alipay-success-metrics");
    ada.types("<ctrl-n><enter>");
    assert_eq!(ada.stop(), "context");
    assert!(ada.saved_part("opening").contains("change: keep"));
    assert!(!ada.saved_part("opening").contains("typed"));
}

#[test]
fn every_kind_of_editor_then_follow_ups_retell_wrap_up_and_debrief() {
    let mut ada = Journey::practising("alipay-success-metrics");
    ada.types("<wait 20s><ctrl-n><enter>").types(BEFORE_METRICS);
    assert_eq!(ada.stop(), "metrics");
    ada.types("<ctrl-p>");
    assert_snapshot!("10 flow", ada.picture());
    ada.types("<ctrl-n>Consumers with 2+ shop payments = payers / linked, weekly @");
    assert_snapshot!("11 completing a stakeholder", ada.picture());
    ada.types("<ctrl-w><ctrl-w><ctrl-a><ctrl-shift-end><backspace>").types(METRICS);
    assert_snapshot!("12 metrics", ada.picture());
    assert_eq!(
        ada.metrics(),
        [
            "north_star: Consumers with 2+ shop payments = payers / linked, weekly @Consumers #Pay",
            "rejected: Payment value because transfers swamp it",
            "driver: First payment within 7 days of linking",
            "driver: Accepting shops @\"Small shops\"",
            "diagnostic: link errors",
            "diagnostic: code opens in 2 s",
            "diagnostic: declines",
            "diagnostic: payout delay",
            "counter: payments of 1 cent",
            "guardrail: Refunds <= 1%",
            "guardrail: Fraud loss <= 1 bp",
        ]
    );
    // Re-parenting: the second driver under the first, and out again.
    ada.types("<ctrl-home>").goes_up_to("Accepting shops").types("<tab>");
    ada.sees("Under First payment within 7 days of linking.");
    ada.types("<esc>v");
    assert_snapshot!("13 the tree", ada.picture());
    ada.types("<esc><shift-tab>");
    let north_star = ada.session().metrics().next().unwrap().1.id.clone();
    let driver = ada.session().metrics().find(|(_, m)| m.line.starts_with("Accepting")).unwrap().1;
    assert_eq!(driver.under.as_ref(), Some(&north_star));
    ada.types("<wait 5m>");
    assert_snapshot!("14 metrics saved", ada.saved_part("steps"));

    // Risks and decisions refer to metrics by typing a part of their names.
    ada.types("<ctrl-n>Subsidies fake habit<tab>1 cent<tab><ctrl-n>");
    ada.types(
        "Sound box for stalls<tab>accep<tab><tab>fraud<tab><tab>Ship if acceptance is up by a tenth<ctrl-n>",
    );
    assert_eq!(ada.rows("risks"), ["Subsidies fake habit | payments of 1 cent"]);
    assert_eq!(
        ada.rows("decide"),
        ["Sound box for stalls | Accepting shops | Fraud loss | Ship if acceptance is up by a tenth"]
    );
    ada.types("People pay anywhere.<esc>s<ctrl-n>");

    // Follow-ups are built from what was written.
    assert_snapshot!("15 follow-up", ada.picture());
    ada.types("<wait 30s>She does, for one breakfast.<ctrl-n>No exception.<ctrl-n>It is still worth watching.<ctrl-n>");
    assert_eq!(ada.stop(), "retell");
    assert_snapshot!("16 retell", ada.picture());
    ada.types("<wait 90s><enter>");
    assert_eq!(ada.stop(), "wrap_up");
    ada.types(
        "<right><right><down>Name the window.<down>Put a limit on every guardrail.<down><right><right>",
    );
    assert_snapshot!("17 wrap-up", ada.picture());
    assert_snapshot!("18 follow-ups and wrap-up saved", {
        ada.saved_part("follow_ups") + &ada.saved_part("retell") + &ada.saved_part("wrap_up")
    });

    ada.types("<ctrl-n>");
    assert_eq!(ada.session().state, State::Finished);
    assert_snapshot!("20 debrief overview", ada.picture());
    let mut parts = vec![ada.screen()];
    for _ in 0..30 {
        ada.types("<tab>");
        if ada.screen().contains("This is the last part") {
            break;
        }
        parts.push(ada.screen());
    }
    // Overview, findings, coverage, clarify, plan, eight steps, follow-ups, the weak answer, two metrics, own scores.
    assert_eq!(parts.len(), 17);
    for (index, words) in [
        "Clarify",
        "Plan",
        "Context",
        "Goal",
        "Stakeholders",
        "User flow",
        "Metrics",
        "Risks",
        "Decide",
        "Close",
    ]
    .iter()
    .enumerate()
    {
        let part = &parts[index + 3];
        assert!(part.contains(words), "{words}:\n{part}");
        let mine = part.contains("You") || part.contains("Only yours");
        assert!(mine, "{words}:\n{part}");
    }
    assert_snapshot!("21 debrief of the context", parts[5]);
    assert_snapshot!("22 debrief of the follow-ups", parts[13]);
    assert_snapshot!("23 the weak answer", parts[14]);
    ada.types("<shift-tab><shift-tab><shift-tab><shift-tab>s<end>").sees("To say");
    ada.types("s").sees_no("To say");
    ada.types("w").sees("An answer that would not pass");

    ada.types("<esc>l");
    assert!(!ada.is_in_session());
    assert_snapshot!("24 home after a session", ada.picture());
    ada.types("s");
    assert_snapshot!("25 sessions", ada.picture());
    ada.types("<enter>").sees("Put a limit on every guardrail.");
    assert_eq!(ada.attempts(), [("aaaa".to_owned(), State::Finished)]);
}
