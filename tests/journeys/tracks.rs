//! Somebody who wants to be led: a way through the questions, stop by stop, and how far they are on it.

use casebook::{model::Mode, tui::app::Start};
use insta::assert_snapshot;

use crate::harness::Journey;

const FIRST_WEEK: &str = "
id: first-week
title: The first week
about: >-
  For somebody who has never said an answer aloud. At its end a whole one fits twenty minutes, and the number that decides
  comes first.
items:
  - question: alipay-success-metrics
    title: One good North Star
    note: Say what a bad day looks like before you name a metric.
    step: metrics
    minutes: 7
  - question: bolt-stockholm-rides
  - question: of-another-bank
  - question: alipay-success-metrics
    mode: interview
";
const SHORT: &str = "
id: short
title: One evening
about: For somebody with an interview tomorrow.
items: [{question: monzo-first-payment-hold}]
";

const WEEKEND: &str = "
id: weekend
title: Two days
about: For somebody who has practised alone.
items: [{question: alipay-success-metrics, mode: interview}, {question: bolt-stockholm-rides, mode: interview}]
";

/// At home, with three tracks.
pub fn led(width: u16, height: u16) -> Journey {
    let files = [("first-week", FIRST_WEEK), ("short", SHORT), ("weekend", WEEKEND)];
    let files = files.map(|(id, text)| (format!("tracks/{id}.yaml"), text));
    let files: Vec<(&str, &str)> = files.iter().map(|(name, text)| (name.as_str(), *text)).collect();
    Journey::with_broken_bank(&files, Start::Home, width, height)
}

#[test]
fn a_track_is_gone_stop_by_stop_and_home_says_how_far_one_is() {
    let mut ada = led(80, 24);
    ada.sees("3 ways through the questions (t)").types("t").sees("One evening").sees("3 stops");
    ada.types("<down>");
    assert_snapshot!("tracks at 80x24", ada.picture());
    ada.types("<enter>").sees("Say what a bad day looks like");
    assert_snapshot!("a track at 80x24", ada.picture());
    ada.types("<down><down>").types("<enter>").sees("No bank has this question");
    // One step in seven minutes, as the track has it; back leads to the track, and its note stands in the brief.
    ada.types("<home><enter>")
        .sees("This time: Say what a bad day")
        .types("<esc>l")
        .sees("One good North Star");
    ada.types("<enter>").sees("7").types("<enter>");
    assert_eq!(ada.session().origin.focus, None, "a coach is asked for nothing by it");
    assert_eq!(ada.session().only.as_ref().map(|step| step.as_str().to_owned()).as_deref(), Some("metrics"));
    assert!((ada.session().minutes - 7.0).abs() < 0.1);
    ada.types("Payers<ctrl-n>").sees("Wrap-up").types("<ctrl-n>").sees("Debrief").types("<esc>l");
    ada.sees("The first week: 1 of 3 done (t)").types("t<enter>").sees("1 of 3 done");
    assert_snapshot!("a track with a stop done", ada.picture());
    // A brief that one came to by another way leads home.
    ada.types("<esc>l<esc>l").types("/alipay<enter>").types("<esc>l").sees("Browse").types("t<enter>");
    // The next stop is selected; what was begun there is gone on with.
    ada.types("<enter>").sees("Completed rides").types("<enter>").types("<ctrl-n>").types("<esc>x");
    ada.again().types("t<enter>").sees("begun").types("<enter>").sees("Plan");
    ada.types("<esc>l").types("t<enter><end><enter><enter>");
    assert_eq!(ada.session().mode, Mode::Interview);
}

#[test]
fn tracks_are_read_in_a_wide_and_in_a_narrow_terminal() {
    for (width, height) in [(120, 40), (60, 20)] {
        let mut ada = led(width, height);
        ada.types("t<enter>");
        assert_snapshot!(format!("a track at {width}x{height}"), ada.picture());
        ada.types("<esc>l").sees("Tracks").sees("One evening").types("<esc>l").sees("casebook");
    }
}

#[test]
fn a_word_that_begins_like_tracks_is_searched_all_the_same() {
    let mut ada = led(80, 24);
    ada.types("tr").sees("/ tr");
}
