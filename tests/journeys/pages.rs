//! What was found in an answer while it is written, and what its metrics cover: seen, gone to, mended, set aside.

use insta::assert_snapshot;

use crate::harness::Journey;

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

#[test]
fn what_is_missing_is_told_gone_to_and_mended() {
    let mut ada = lacking();
    ada.goes_to("wrap_up").types("<esc>m");
    assert_snapshot!("findings at 80x24", ada.picture());
    ada.resizes(120, 40);
    assert_snapshot!("findings at 120x40", ada.picture());
    ada.resizes(60, 20);
    assert_snapshot!("findings at 60x20", ada.picture());
}
