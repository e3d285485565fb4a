//! A candidate who looks at how an answer came to be.

use insta::assert_snapshot;

use crate::harness::Journey;

/// Ada writes a goal, thinks for 42 seconds, takes a sentence back, and finishes after a metric.
fn finished() -> Journey {
    let mut ada = Journey::practising("alipay-success-metrics");
    ada.types("Which country?<enter><wait 10s>").goes_to("goal");
    for words in ["Trust first. ", "More payments for the sake of payments, whoever makes them. "] {
        for letter in words.chars() {
            ada.hesitates(180).types(&letter.to_string());
        }
    }
    ada.types("<wait 42s>").types("<ctrl-w>").hesitates(300);
    for _ in 0..9 {
        ada.hesitates(300).types("<ctrl-w>");
    }
    ada.hesitates(400).types("Then habit.<wait 12s>").goes_to("stakeholders");
    ada.types("Consumers<tab>speed<tab>privacy<enter>Merchants<wait 3s>").goes_to("metrics");
    ada.types("Weekly payers = people with 2 payments / people with a card, 7 days<wait 15s>");
    ada.goes_to("wrap_up").types("<ctrl-n>").sees("Debrief");
    ada
}

#[test]
fn an_answer_grows_again_as_it_was_written() {
    let mut ada = finished();
    ada.types("r").sees("Replay").sees("×4 · playing").sees("Clarify").sees("Nothing written here yet.");
    // It moves by itself, and a thought of 42 seconds takes one.
    ada.types("<wait 3s>").sees("Goal");
    assert_snapshot!("while it plays", ada.picture());
    ada.types(" ").sees("paused");
    let still = ada.screen();
    ada.types("<wait 5s>");
    assert_eq!(ada.screen(), still, "it stands still");
    ada.types("<wait 1s> ").types("<wait 60s>").sees("at the end").sees("│ Wrap-up");
    // At the end it can be played again.
    ada.types("<right>")
        .sees("This is the end; Space plays it again.")
        .types(" ")
        .sees("0:00 of")
        .sees("playing");
    ada.types("<esc>l").sees("Debrief");
}

#[test]
fn marks_lead_to_pauses_deletions_and_the_first_metric() {
    let mut ada = finished();
    ada.types("r <home>").sees("This is the beginning.");
    let mut words = Vec::new();
    while !ada.screen().contains("no mark behind") {
        ada.types("]");
        words.push(ada.screen().lines().rev().find(|line| line.contains(" of ")).unwrap().trim().to_owned());
    }
    words.pop();
    assert_snapshot!("from mark to mark", words.join("\n"));
    ada.types("[[").sees("◆");
    // Before the deletion it is all there, and behind it gone.
    while !ada.screen().contains("long pause, ") {
        ada.types("[");
    }
    ada.sees("whoever makes them.").types("]").sees("characters deleted");
    ada.types("<right>").sees("Then habit.").sees_no("whoever");
}

#[test]
fn steps_and_minutes_are_jumped_and_the_speed_is_chosen() {
    let mut ada = finished();
    ada.types("r ")
        .sees("│ Clarify")
        .types("n")
        .sees("│ Goal")
        .types("nn")
        .sees("│ Metrics")
        .types("pp")
        .sees("│ Goal");
    ada.types("<pagedown>").sees("1:10 of").types("<pageup>").sees("0:10 of");
    ada.types("+").sees("×8").types("+").sees("×16").types("+").sees("It is not played faster.");
    ada.types("<esc>").types("----").sees("×1 ").types("<end>").sees("at the end");
    ada.types("<home>").sees("0:00 of");
}

#[test]
fn a_click_on_the_bar_goes_there() {
    let mut ada = finished();
    ada.types("r <end>").sees("at the end").clicks("━━━").sees("0:00 of").sees("paused");
}

#[test]
fn nothing_that_is_pressed_in_a_replay_changes_the_session() {
    let mut ada = finished();
    let before = ada.saved();
    ada.types("r").types("abc]]]n+- <right><left><end> <wait 3s><ctrl-z><esc>l").sees("Debrief");
    assert_eq!(ada.saved(), before);
}

#[test]
fn what_is_open_over_it_stops_it() {
    let mut ada = finished();
    ada.types("r<wait 1s><f1>");
    ada.types("<wait 20s><esc>").sees("playing").sees("Clarify");
}

#[test]
fn it_opens_from_the_list_of_sessions_too_and_leads_back_there() {
    let mut ada = finished();
    ada.types("<esc>l").types("s<tab>r").sees("Replay").sees("playing").types("<esc>l").sees("1 of 1");
    // Before it is finished as well.
    let mut ada = Journey::practising("alipay-success-metrics");
    ada.goes_to("goal")
        .types("Tr<wait 1s>ust<wait 5s><esc>l")
        .types("s<tab>r<end>")
        .sees("Trust")
        .sees("at the end");
}

#[test]
fn on_another_machine_there_is_none() {
    let mut ada = finished();
    ada.moves_house().types("r").sees("No timeline on this machine").sees("Debrief");
    // Opened there, it has one that tells nothing of the answer.
    ada.types("<esc>l").again().types("s<enter>r").sees("does not tell how it was written");
}

#[test]
fn it_fits_small_and_large_terminals() {
    for (width, height) in [(60, 20), (80, 24), (120, 40)] {
        let mut ada = finished();
        ada.resizes(width, height).types("r ").types("]]]");
        assert_snapshot!(format!("a deletion at {width}x{height}"), ada.picture());
        ada.types("<end>");
        assert_snapshot!(format!("the end at {width}x{height}"), ada.picture());
    }
}
