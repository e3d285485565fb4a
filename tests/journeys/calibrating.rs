//! A new coach calibrates: samples are scored blind, and own scores of candidates stand beside the coach's.

use insta::assert_snapshot;

use crate::{harness::Journey, reviewing::class};

#[test]
fn a_new_coach_scores_a_sample_blind_and_then_sees_how_it_was_meant() {
    // The only session here is not finished.
    let mut ann = Journey::practising("alipay-success-metrics");
    ann.types("<esc>l").coaches().sees("Nothing is finished yet").sees("a calibrates");
    ann.types("a").sees("Calibration").sees("0 of 10 scored").sees("not scored yet").sees_no("reference 4");
    assert_eq!(ann.samples_files(), [""; 0], "looking copies nothing");
    assert_snapshot!("calibration begins at 80x24", ann.picture());
    ann.types("n").sees("Sample A ·").sees("North Star").sees_no("Reference");
    let [first] = &ann.samples_files()[..] else { panic!("one copy") };
    assert!(first.ends_with(".yaml") && !first.contains("review"), "{first}");

    // Half of it is not enough to be told anything.
    ann.types("o333").types("<esc>l").sees("3 of 6 dimensions scored").sees_no("· reference");
    assert_snapshot!("half a sample is scored", ann.picture());
    ann.types("<enter>").sees("Which sample?").sees("begun · Success metrics");
    assert_snapshot!("which sample at 80x24", ann.picture());
    ann.types("<enter>").sees("Sample A ·").types("o<down><down><down>220").types("<esc>l");
    ann.sees("1 of 10 scored").sees("you 3 · reference 4 · one lower").sees("Value follows a few big shops");
    assert_snapshot!("a sample is compared at 80x24", ann.picture());
    ann.types("<right>").sees("your scores: 5 lower").types("<end>").sees("yours is open");
    assert_snapshot!("the end of calibration at 80x24", ann.picture());
    ann.resizes(120, 40).types("<home>");
    assert_snapshot!("a sample is compared at 120x40", ann.picture());

    // The next is one key away, from the first as from the page.
    ann.resizes(80, 24).types("n").sees("Sample B ·").types("n").sees("Sample C ·").types("<esc>l");
    // One of another type, chosen.
    ann.types("<enter><end><enter>")
        .sees("Sample J ·")
        .types("o33333333")
        .types("<esc>l")
        .sees("2 of 10 scored");
    for _ in 0..8 {
        ann.types("n").types("o33333333").types("<esc>l");
    }
    ann.sees("10 of 10 scored").types("n").sees("You have scored every sample.");
    assert_eq!(ann.samples_files().iter().filter(|name| name.contains(".review-ann")).count(), 10);
    ann.types("<esc>l").sees("1 not finished").sees_no("Sample A");
}

#[test]
fn own_scores_stand_beside_the_coachs_over_time() {
    let mut ann = class();
    ann.coaches();
    ann.types("a").sees("Nobody whose session you scored").types("<esc>l");
    for scores in ["23", "32", "3"] {
        ann.types("n").types("o").types(scores).types("<esc>l");
    }
    ann.types("a").types("<end>").sees("Ada  own score/yours").sees("3/2").sees("1 higher");
    assert_snapshot!("own scores over time", ann.picture());
    // Samples are nobody's session: they count nowhere else.
    ann.types("n").types("o333333<esc>l").types("<esc>l").types("g").sees("3 sessions").types("<esc>l");
    ann.sees("3 in review");
}
