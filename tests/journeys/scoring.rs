//! Scoring one's own answer in the debrief: anchors, evidence, a guess, and what came of it.

use insta::assert_snapshot;

use crate::{contracts::finished, harness::Journey};

#[test]
fn a_score_takes_a_passage_and_a_guess_and_is_undone_and_redone() {
    let mut ada = finished();
    ada.types("o");
    assert_snapshot!("a dimension with its anchors", ada.picture());
    // A 4 asks for a passage; Shift takes the next one with it.
    ada.types("4").sees("which passage shows it?");
    ada.types("<down><down>");
    assert_snapshot!("passages", ada.picture());
    ada.types("<shift-down><enter>").sees("What would a coach give?");
    ada.sees("“Pay without thinking. Growth comes second.”");
    ada.types("3").sees("Goals").sees("2 of 6");
    // A 2 asks for none, and a guess may be left out.
    ada.types("<down><enter>").sees("What would a coach give?").types("<right>").sees("3 of 6");
    let saved = ada.saved_part("self");
    assert_snapshot!("self-scores saved", saved);
    ada.types("<ctrl-z>").sees("2 of 6").types("<ctrl-z><ctrl-z>").sees("1 of 6").sees_no("“Pay");
    ada.types("<ctrl-z>").sees_no("4    you");
    assert_eq!(ada.saved_part("self"), "");
    ada.types("<ctrl-y><ctrl-y><ctrl-y><ctrl-y>").sees("2 of 6");
    assert_eq!(ada.saved_part("self"), saved);
    // Taken away it leaves nothing behind.
    ada.types("<delete><left><delete>");
    assert_eq!(ada.saved_part("self"), "");
}

#[test]
fn the_lowest_is_named_with_what_would_be_one_higher_and_nothing_is_averaged() {
    let mut ada = finished();
    ada.types("o").types("3332").types("<right>").types("22").types("33").types("00").types("3");
    assert_snapshot!("what came of all dimensions", ada.picture());
    ada.types("<esc>l").again().types("s<enter>");
    assert_snapshot!("overview with own scores", ada.picture());
    // What was passed over comes first.
    ada.types("o").sees("3 of 6").types("<right><right><right><right>").sees("Lowest: System, 2");
    // Enter goes back to a dimension.
    ada.types("<down><enter>").sees("2 of 6");
}

#[test]
fn scoring_is_left_and_gone_on_with() {
    let mut ada = finished();
    ada.types("o2").types("<right>n").types("p").again();
    ada.types("s<enter>o").sees("2 of 6").types("p").types("n").sees("2 of 6");
}

#[test]
fn nothing_written_is_nothing_to_quote() {
    let mut ada = Journey::practising("alipay-success-metrics");
    ada.goes_to("wrap_up").types("<ctrl-n>o1").sees("Nothing was written that could be quoted.");
    ada.sees("What would a coach give?");
}

#[test]
fn the_page_fits_small_and_large_terminals() {
    for (width, height) in [(60, 20), (120, 40)] {
        let mut ada = finished();
        ada.resizes(width, height).types("o1");
        assert_snapshot!(format!("passages at {width}x{height}"), ada.picture());
        ada.types("<enter>2<left>");
        assert_snapshot!(format!("scoring at {width}x{height}"), ada.picture());
    }
}

#[test]
fn a_sealed_answer_keeps_its_scores_and_takes_no_more() {
    let mut ada = finished();
    ada.types("o2").types("<esc>l").rewrites(|text| text.replacen("state: finished", "state: sealed", 1));
    ada.again().types("s<enter>o").sees("Lowest: Rationale, 2").types("<enter>").sees("Lowest: ");
    ada.types("3").sees("The session is sealed.");
}
