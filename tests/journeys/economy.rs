//! Metrics under the clock: what they cost in keys.

use crate::harness::Journey;

/// Keys for the metrics of a whole answer. Seven minutes are 420 seconds, and most of them go into thinking.
const MOST: usize = 500;

#[test]
#[expect(clippy::disallowed_macros, reason = "a figure for who asks for it")]
fn the_metrics_of_an_answer_take_few_keys() {
    let mut ada = Journey::practising("alipay-success-metrics");
    ada.goes_to("stakeholders").types("Consumers<enter>Merchants<enter>Regulator<ctrl-n>");
    ada.types("Link card<enter>Verify<enter>Open code<enter>Pay<enter>Settle<enter>Refund<ctrl-n>");
    assert_eq!(ada.stop(), "metrics");
    ada.keys = 0;
    ada.types("Weekly payers = people paying twice / linked, weekly<enter>");
    ada.types("Payment value because transfers swamp it<enter>");
    ada.types("First payment in 7 days<enter>Accepting shops @m<tab><enter>Checkouts won from rivals<enter>");
    goes_past_one_more(&mut ada);
    ada.types("Link errors<enter>Checks passed<enter>Code opens in 2 s<enter>Payments declined<enter>");
    ada.types("Payout delay<enter>Refund time<enter>");
    goes_past_one_more(&mut ada);
    ada.types("Split payments<enter>Subsidy per payment<enter>");
    goes_past_one_more(&mut ada);
    ada.types("Fraud loss <= 1 bp<enter>Disputes <= 0.1% @c<tab>");
    let keys = ada.keys;
    let count = |role: &str| ada.metrics().iter().filter(|m| m.starts_with(role)).count();
    assert_eq!(
        ["north_star", "rejected", "driver", "diagnostic", "counter", "guardrail"].map(count),
        [1, 1, 3, 6, 2, 2],
        "{:#?}",
        ada.metrics()
    );
    // Role, parent and stage cost nothing.
    let staged = ada.session().metrics().filter(|(_, m)| m.stage.is_some()).count();
    let under = ada.session().metrics().filter(|(_, m)| m.under.is_some()).count();
    assert_eq!((staged, under), (6, 5));
    println!("{keys} keys");
    assert!(keys < MOST, "{keys} keys");
    // Besides the words themselves there is one key a metric, and one more where a section offers another slot.
    let words: usize = ada.metrics().iter().map(|m| m.split_once(": ").unwrap().1.chars().count()).sum();
    assert!(keys < words + 15 + 6, "{keys} keys for {words} characters");
}

/// Enter, where the section is full and offers another slot.
fn goes_past_one_more(ada: &mut Journey) {
    if ada.screen().contains("one more") {
        ada.types("<enter>");
    }
}
