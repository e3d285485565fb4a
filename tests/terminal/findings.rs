//! What an answer lacks, in a real terminal: named in its own words, gone to with Enter, and gone once it is mended.

use crate::{harness::Terminal, home::Home};

/// Opens what was found, and goes down to the sentence with these words.
fn finds(t: &mut Terminal, words: &str) {
    t.keys("<esc>").wait_for("What is missing");
    t.keys("m").wait_for("go there");
    for _ in 0..20 {
        if t.screen().has(&format!("▸ {words}")) {
            return;
        }
        let before = t.screen().to_string();
        t.keys("<down>").wait_until("the next one", |s| s.to_string() != before);
    }
    panic!("nothing was found like \"{words}\":\n{}", t.screen());
}

#[test]
fn each_finding_is_named_gone_to_and_vanishes_when_it_is_mended() {
    // Forty seconds of three minutes went to the decision.
    let home = Home::left_at("stakeholders", |session| {
        session.step_mut(&"decide".into()).unwrap().seconds = 40;
    });
    let mut t = Terminal::resumed(&home);
    t.keys("Consumers<enter>Merchants<enter>Regulators<ctrl-n>").wait_for("Who acts");
    t.keys("Link card<enter>Pay<enter>Settle<ctrl-n>").wait_for("North Star");
    t.keys("Regular payers = people who pay twice @Consumers #Pay<enter>");
    t.keys("Payment value because transfers swamp it<enter>Active acceptance @Merchants<enter><enter>");
    t.keys("Card linking works<enter>Payment success<enter>Payout in a day")
        .wait_for_caret_behind("Payout in a day");
    t.keys("<ctrl-n>").wait_for("Detected by");
    t.keys("<ctrl-n>").wait_for("Moves");
    t.keys("Cashback").wait_for_caret_behind("Cashback");
    t.keys("<ctrl-n>").wait_until("the close", |s| s.has("▸ Close"));

    // Four things that a coach would name, in the candidate's words.
    for words in [
        "Regular payers: ",
        "Add a guardrail with a limit: what must hold while Regular payers rises?",
        "No metric touches Regulators. Cover it or set it aside with a reason.",
        "Cashback names no metric that it moves.",
        "Decide: 0:4",
    ] {
        finds(&mut t, words);
        t.keys("<tab>").wait_until("the answer", |s| !s.has("go there"));
    }

    // Neither of whom, nor that it is a count: Enter goes there, and two words and a window mend it.
    finds(&mut t, "Regular payers: ");
    t.keys("<enter>").wait_for_caret_behind("#Pay");
    let back = "<left>".repeat("people who pay twice @Consumers #Pay".len());
    t.keys(&back).keys("count of ");
    t.keys(&"<right>".repeat("people who pay twice".len())).keys(", weekly");
    t.wait_for("pay twice · weekly");
    t.keys("<esc>").wait_for("What is missing");
    t.keys("m").wait_until("it gone", |s| s.has("go there") && !s.has("Regular payers: "));

    // A guardrail with a limit.
    t.keys("<tab>").wait_until("the answer", |s| !s.has("go there"));
    finds(&mut t, "Add a guardrail");
    t.keys("<enter>").wait_until("the metrics", |s| s.has("▸ Metrics"));
    for _ in 0..30 {
        let screen = t.at_rest();
        if screen.caret.is_some() && screen.caret == screen.at("must hold") {
            break;
        }
        t.keys("<down>");
    }
    t.keys("Refunds <lt>= last quarter").wait_for_caret_behind("last quarter");
    t.keys("<esc>").wait_for("What is missing");
    t.keys("m").wait_until("it gone", |s| s.has("go there") && !s.has("guardrail with a limit"));

    // Nobody measures the regulator: set aside, with a reason that is in the file.
    t.keys("<tab>").wait_until("the answer", |s| !s.has("go there"));
    finds(&mut t, "No metric touches Regulators");
    t.keys("x").wait_for("Set aside because");
    t.keys("they use nothing").wait_for("set aside because they use nothing");
    t.keys("<enter>").wait_for("go there");
    assert!(t.keys("<ctrl-q>").status().success());
    let session = home.session();
    assert_eq!(session.dismissed.len(), 1);
    assert_eq!(session.dismissed[0].reason, "they use nothing");
}
