//! What was found in an answer while it is written, and what its metrics cover: seen, gone to, mended, set aside.

use casebook::model::{Guide, Mode};
use insta::assert_snapshot;

use crate::harness::{Journey, begin};

/// An answer with a few things that its structure lacks, up to the end of the decision.
fn lacking() -> Journey {
    let mut ada = Journey::practising("alipay-success-metrics");
    ada.goes_to("context").types("Mature market<tab>being chosen counts<enter>Rivals at every till");
    ada.goes_to("stakeholders").types("Consumers<enter>Merchants<enter>Regulators");
    ada.goes_to("flow").types("Link card<enter>Pay<enter>Settle");
    ada.goes_to("metrics").types("Regular payers = people who pay twice @Consumers #Pay<enter>");
    ada.types("Payment value because transfers swamp it<enter>Active acceptance @Merchants<enter><enter>");
    ada.types("Card linking works<enter>Payment success<enter>Payout in a day<wait 240s>");
    ada.goes_to("decide").types("Cashback<wait 40s>");
    ada
}

/// Down to the finding with these words, from the first.
fn finds(ada: &mut Journey, words: &str) {
    ada.types("<esc>m");
    for _ in 0..20 {
        if ada.screen().lines().any(|line| line.contains(&format!("▸ {words}"))) {
            return;
        }
        ada.types("<down>");
    }
    panic!("nothing found like \"{words}\":\n{}", ada.screen());
}

fn is_found(ada: &Journey, words: &str) -> bool {
    let found = casebook::insight::findings::of(ada.session(), &[]);
    found.iter().any(|finding| finding.words.contains(words))
}

#[test]
fn what_is_missing_is_told_gone_to_and_mended() {
    let mut ada = lacking();
    ada.goes_to("wrap_up").types("<esc>m");
    assert_snapshot!("findings at 80x24", ada.picture());
    ada.resizes(120, 40);
    assert_snapshot!("findings at 120x40", ada.picture());
    ada.resizes(60, 20);
    assert_snapshot!("findings at 60x20", ada.picture());
    ada.resizes(80, 24).types("<tab>");

    // Of whom? Enter goes to the metric; said, it is found no more.
    finds(&mut ada, "Regular payers");
    ada.types("<enter>");
    assert_eq!(ada.stop(), "metrics");
    ada.types("<ctrl-home>").types(&"<right>".repeat("Regular payers = ".len())).types("count of <ctrl-end>");
    ada.types(&"<left>".repeat(" @Consumers #Pay".len())).types(", weekly");
    assert!(!is_found(&ada, "Regular payers: "), "{:?}", ada.metrics());

    // Nothing that must hold.
    finds(&mut ada, "Add a guardrail");
    ada.types("<enter>").goes_to_slot("Settle").types("<down><down><down><down>");
    ada.types("Refunds <= last quarter");
    assert!(!is_found(&ada, "guardrail"), "{:?}", ada.metrics());

    // One stakeholder that no metric touches is set aside, for a reason.
    finds(&mut ada, "No metric touches Regulators");
    ada.types("<enter>");
    assert_eq!(ada.stop(), "metrics");
    ada.types("<f3>");
    assert_snapshot!("coverage at 80x24", ada.picture());
    ada.resizes(120, 40);
    assert_snapshot!("coverage at 120x40", ada.picture());
    ada.resizes(60, 20);
    assert_snapshot!("coverage at 60x20", ada.picture());
    ada.resizes(80, 24).types("<down><down>x").types("they watch, and use nothing");
    assert_snapshot!("why nobody covers regulators", ada.picture());
    ada.types("<enter>").sees("set aside: they watch");
    assert!(!is_found(&ada, "Regulators"));

    // More time where it was short.
    finds(&mut ada, "Decide: 0:40 of 3:00.");
    ada.types("<enter>");
    assert_eq!(ada.stop(), "decide");
    ada.types("<wait 60s>").goes_to("wrap_up");
    assert!(!is_found(&ada, "Decide:"));
    assert_snapshot!("findings mended, as saved", ada.saved_part("debrief"));
}

#[test]
fn a_finding_is_set_aside_with_a_reason_and_taken_up_again() {
    let mut ada = lacking();
    ada.goes_to("wrap_up");
    finds(&mut ada, "Rivals at every till");
    ada.types("x").types("it speaks for itself<enter>").sees("set aside because it speaks for itself");
    assert!(!is_found(&ada, "Rivals at every till"));
    assert!(ada.saved_part("debrief").contains("reason: it speaks for itself"));
    // One step back takes all of the reason along.
    ada.types("<ctrl-z>").sees_no("set aside because");
    assert!(is_found(&ada, "Rivals at every till"));
    ada.types("<ctrl-y>")
        .sees("set aside because it speaks for itself")
        .types("x")
        .sees_no("set aside because");
    assert!(is_found(&ada, "Rivals at every till"));
    // What is typed belongs to the answer.
    ada.types("<tab>").types("<esc>m").types("ok").sees_no("go there");
}

#[test]
fn a_blank_cell_becomes_a_metric_with_both_names() {
    let mut ada = lacking();
    ada.types("<f3><down><right>").sees("Merchants × Pay").types("<enter>Checkout works");
    assert_eq!(ada.stop(), "metrics");
    assert!(
        ada.metrics().contains(&"diagnostic: Checkout works @Merchants #Pay".to_owned()),
        "{:?}",
        ada.metrics()
    );
    // And from a cell to the metric that stands in it.
    ada.types("<f3><home><right>").sees("Consumers × Pay").types("<enter>");
    let at = ada.session().at.id.clone().unwrap();
    assert_eq!(ada.session().metric(&at).unwrap().name, "Regular payers");
}

#[test]
fn the_aside_tells_quietly_while_one_writes() {
    let mut ada = lacking();
    ada.resizes(120, 40);
    assert_snapshot!("worth a look at 120x40", ada.picture());
    ada.resizes(80, 24).sees("3 worth a look: Esc m");
    // Nothing is said of what nobody has come to yet, nor of the row that is being written.
    let mut bo = Journey::practising("alipay-success-metrics");
    bo.goes_to("context").types("Rivals at every till").sees_no("worth a look");
    bo.goes_to("goal").sees("1 worth a look: Esc m");
}

#[test]
fn an_interview_finds_nothing_until_it_is_over() {
    let mut begin = begin("alipay-success-metrics");
    begin.mode = Mode::Interview;
    let mut ada = Journey::beginning(begin);
    ada.types("<ctrl-n>Numbers<tab><tab>metrics<enter><enter>").types("Payers = people who pay<ctrl-n>");
    ada.sees_no("worth a look").types("<f3>").sees("Not in interview mode").types("<esc>m");
    ada.sees("not in interview mode");
}

#[test]
fn under_own_headings_coverage_waits_for_the_debrief() {
    let mut begin = begin("alipay-success-metrics");
    begin.guide = Guide::Blank;
    let mut ada = Journey::beginning(begin);
    ada.types("<ctrl-n>Numbers<tab><tab>metrics<enter><enter>").types("<f3>").sees("waits for the debrief");
}

#[test]
fn a_finished_answer_is_gone_through_finding_by_finding() {
    let mut ada = lacking();
    ada.goes_to("wrap_up").types("<ctrl-n>").types("f");
    assert_snapshot!("findings in the debrief", ada.picture());
    // The answer is frozen: Enter goes to where it is read.
    ada.types("<enter>").sees("▸ Metrics");
    ada.types("c");
    assert_snapshot!("coverage in the debrief", ada.picture());
    ada.types("<down><right><enter>").sees("A new attempt can start from it");
    ada.types("<down>x").types("a regulator is no user");
    assert_snapshot!("why a row is set aside in the debrief", ada.picture());
    ada.types("<enter>");
    assert!(ada.saved_part("debrief").contains("a regulator is no user"));
}

#[test]
fn the_metrics_of_another_product_are_told_in_the_debrief() {
    let seven = "Searches<enter>Ratings<enter>Activation<enter>Retention<enter>Orders<enter>Complaints<enter>Refunds<enter>";
    let mut ada = Journey::practising("alipay-success-metrics");
    ada.goes_to("metrics").types(seven).goes_to("wrap_up").types("<ctrl-n>").sees("Finished and saved");
    ada.types("f").sees_no("names match").types("<esc>l").has(|session| {
        session.question.product = None;
        session.question.company = Some("Flitz".to_owned());
        session.question.industries = vec!["mobility".to_owned()];
    });
    ada.sleeps(24).types("/alipay<enter><enter>").goes_to("metrics").types(seven).goes_to("wrap_up");
    ada.types("<esc>m").sees_no("names match").types("<esc>").types("<ctrl-n>f");
    let told = "6 of 6 names match the Flitz attempt.";
    for _ in 0..30 {
        ada.types("<down>");
    }
    ada.sees(told).types("x").types("both are marketplaces<enter>").sees("set aside because both");
}
