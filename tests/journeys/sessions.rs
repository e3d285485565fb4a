//! One's own attempts: found again by what was written, put out of the way, thrown away, and brought back.

use casebook::tui::effect::Event;
use insta::assert_snapshot;

use crate::harness::{Journey, begin};

/// A person with three attempts: Alipay finished, its metrics alone, and Bolt left in the middle.
fn practised(width: u16, height: u16) -> Journey {
    let mut ada = Journey::practising("alipay-success-metrics");
    ada.resizes(width, height).goes_to("goal").types("Escrow builds trust.<wait 75s>").goes_to("wrap_up");
    ada.types("<right><right><ctrl-n><esc>l").sleeps(26);
    ada.types("/bolt<enter><enter>Which rides?<esc>l").sleeps(30);
    ada
}

/// In the list of sessions; what is typed next is no word that began on Home.
fn in_sessions(width: u16, height: u16) -> Journey {
    let mut ada = practised(width, height);
    ada.types("s<wait 2s>");
    ada
}

#[test]
fn each_attempt_says_how_it_went() {
    for (width, height) in [(80, 24), (60, 20), (120, 40)] {
        let mut ada = in_sessions(width, height);
        ada.sees("2 of 2").sees("✓ finished").sees("▸ in progress");
        assert_snapshot!(format!("sessions at {width}x{height}"), ada.picture());
    }
    let mut one = begin("alipay-success-metrics");
    one.only = Some("metrics".into());
    let mut ada = Journey::beginning(one);
    ada.types("<esc>l").types("s").sees("Metrics alone");
}

#[test]
fn an_attempt_is_found_by_its_title_its_day_and_the_words_in_it() {
    let mut ada = in_sessions(80, 24);
    for (words, title) in [
        ("alipay", "Alipay payment"),
        ("BOLT", "Bolt"),
        ("root cause analysis", "Bolt"),
        ("tue", "Bolt"),
        ("trust escrow", "Alipay payment"),
        ("which rid", "Bolt"),
    ] {
        ada.types(words).sees("1 of 2").sees(title);
        ada.types("<ctrl-w><ctrl-w><ctrl-w>").sees("2 of 2");
    }
    ada.types("zebra").sees("Nothing matches. Fewer words find more.").types("<tab>x").sees("selected.");
    // What was written meanwhile is found as soon as one is back.
    ada.types("/<ctrl-w>").types("bolt<enter>").goes_to("define").types("A zebra crossing.<esc>l");
    ada.types("s<wait 2s>").types("zebra").sees("1 of 2").sees("Bolt");
}

#[test]
fn one_state_is_shown_alone() {
    let mut ada = in_sessions(80, 24);
    ada.types("<tab><space>").sees("only in progress").sees("1 of 2").sees_no("Alipay");
    ada.types("<space>").sees("only finished").sees_no("Bolt");
    ada.types("<space>").sees("only abandoned").sees("Fewer words or filters find more.");
    ada.types("<space>").sees("only archived").sees("0 of 0").sees("The archive is empty.");
    ada.types("<space>").sees("2 of 2").types("t").sees("1 of 2").types("c").sees("2 of 2").sees_no("only");
    // The menu leads there from the search field.
    ada.types("/<esc>t").sees("only in progress");
}

#[test]
fn an_attempt_is_sealed_by_hand_once_that_was_asked() {
    let mut ada = in_sessions(80, 24);
    ada.types("<tab><esc>g").sees("only what is finished is sealed.");
    ada.types("<down><esc>g").sees("Seal this session?");
    assert_snapshot!("before it is sealed", ada.picture());
    // What is chosen first changes nothing.
    ada.types("<enter>")
        .sees("✓ finished")
        .types("<esc>g<down><enter>")
        .sees("✓ sealed")
        .sees("Sealed: nothing");
    ada.types("<esc>g").sees("it is sealed already.");
    ada.types("<enter>").sees("Debrief · sealed · What metrics");
    ada.types("<esc>q").sees("the session is sealed.").types("o").sees_no("Enter its number");
    let before = ada.session_files();
    ada.types("3<enter>1<ctrl-z>").sees("sealed");
    assert_eq!(ada.session_files(), before);
}

#[test]
fn what_was_said_last_is_sealed_with_the_debrief() {
    let mut ada = in_sessions(80, 24);
    ada.types("<tab><down><enter>").sees("Debrief · What metrics").types("o1").sees("Rationale");
    let scored = ada.app_session().unwrap().self_scores.clone();
    assert_eq!(scored.len(), 1);
    ada.types("<ctrl-k>seal it<enter>").sees("Seal this session?").types("<down><enter>");
    ada.sees("Debrief · sealed ·").sees("Sealed: nothing");
    let sealed = ada.app_session().unwrap();
    assert_eq!((sealed.state.to_string(), &sealed.self_scores), ("sealed".to_owned(), &scored));
}

#[test]
fn an_attempt_goes_into_the_archive_counts_there_and_comes_back() {
    let mut ada = in_sessions(80, 24);
    ada.types("<tab><down>a").sees("In the archive: What metrics").sees("u brings it back").sees("1 of 1");
    assert_snapshot!("archived, and how to undo", ada.picture());
    // Not offered any more, and still done.
    ada.types("<esc>l").sees_no("Last: What metrics").types("/alipay").sees("✓ done 1×").types("<esc>l");
    ada.types("s<wait 2s>").types("<tab><space><space><space><space>").sees("only archived").sees("1 of 1");
    ada.types("<enter>").sees("is in the archive").types("<esc>").sees("read only");
    ada.types("<esc>l").sees("only archived").types("a").sees("Out of the archive: What metrics");
    ada.sees("The archive is empty.").types("u").sees("Undone: What metrics").sees("1 of 1");
    ada.types("a").types("c").sees("2 of 2");
}

#[test]
fn an_unfinished_attempt_in_the_archive_is_not_gone_on_with() {
    let mut ada = in_sessions(80, 24);
    ada.types("<tab>a").sees("In the archive").types("<esc>l").sees_no("Resume");
    let mut bob = ada.twin();
    bob.types("s<wait 2s>").types("<tab><space><space><space><space><enter>");
    bob.sees("a brings it back").types("<esc>").types("more").sees("This session can only be read.");
    ada.types("/bolt").sees_no("in progress").types("<enter>").sees("Enter begins.");
    ada.types("<esc>l").types("s<wait 2s>").types("<tab>a").types("<esc>l").sees("Your archive (s)");
    ada.types("s").sees("All of them are in the archive. Tab, then Space");
}

#[test]
fn an_attempt_goes_into_the_trash_and_comes_back() {
    let mut ada = in_sessions(80, 24);
    ada.types("<tab>x").sees("In the trash").sees("casebook delete bbbb --undo").sees("1 of 1");
    ada.types("<ctrl-z>")
        .sees("Undone")
        .sees("2 of 2")
        .types("u")
        .sees("Nothing was archived or deleted here.");
    // From the search field the menu does it, and tells the way that works there.
    ada.types("/bolt").types("<esc>d").sees("Esc, z brings it back").types("<esc>z").sees("1 of 2");
    ada.types("<ctrl-w>").types("<tab><delete><delete>").sees("No attempts yet.");
    assert!(ada.attempts().is_empty());
    ada.types("u").sees("1 of 1");
    assert_eq!(ada.attempts().len(), 1);
}

#[test]
fn a_click_selects_and_a_second_one_opens() {
    let mut ada = in_sessions(80, 24);
    ada.clicks("What metrics").sees("▸ What metrics").clicks("What metrics").sees("20 minutes");
    ada.types("<esc>l").sees("▸ What metrics");
}

#[test]
fn letters_act_in_the_list_and_are_typed_in_the_field() {
    let mut ada = in_sessions(80, 24);
    ada.types("xau").sees("0 of 2").types("<ctrl-w>").sees("2 of 2");
    ada.types("<tab>q").sees("/ goes back to the search").types("/").pastes("escrow\n").sees("1 of 2");
}

#[test]
fn while_the_sessions_are_read_for_the_first_time_nobody_is_taken_for_a_newcomer() {
    let mut ada = practised(80, 24);
    let attempts = ada.list();
    ada.happens(Event::Attempts(Vec::new()));
    ada.sees("a good one to begin with");
    ada.happens(Event::Reading(Some((0, 0))));
    ada.sees("reading …").sees_no("a good one").sees_no("Write one metric");
    ada.happens(Event::Reading(Some((1_200, 10_000))));
    ada.happens(Event::Attempts(attempts.clone()));
    ada.sees("reading 1,200 of 10,000").sees("Resume").sees_no("Next up").sees_no("Or ");
    // What is chosen stays so, whatever comes above it.
    ada.types("<end>").sees("▸ Stories");
    ada.happens(Event::Reading(None));
    ada.sees_no("reading").sees("Next up").sees("▸ Stories");

    ada.happens(Event::Attempts(Vec::new()));
    ada.happens(Event::Reading(Some((1, 10_000))));
    ada.types("s").sees("Reading your sessions …").sees("reading 1 of 10,000");
    ada.happens(Event::Attempts(attempts[..1].to_vec()));
    ada.sees("1 of 1");
    ada.types("<tab><space>").sees("only in progress   reading 1 of 10,000");
    ada.happens(Event::Attempts(attempts));
    ada.happens(Event::Reading(None));
    ada.types("<space><space><space><space>").sees("2 of 2").sees_no("reading");
}
