//! Bad days: another window, a file that cannot be read, a disk that takes nothing. Calm, exact, and with a way on.

use casebook::{model::State, tui::effect::Event};
use insta::assert_snapshot;

use crate::harness::{Journey, begin, not_saved};

#[test]
fn what_another_window_has_open_is_read_and_a_copy_is_worked_on() {
    let mut ada = Journey::practising("alipay-success-metrics");
    ada.goes_to("goal").types("Escrow builds trust.<left><left><left><left><left><left>");
    let (at, cursor) = (ada.session().at.clone(), ada.cursor());
    ada.types("<esc>l").opens_elsewhere().types("<enter>");
    assert_snapshot!("open in another window", ada.picture());
    // The first thing offered changes nothing.
    ada.types("<enter>").sees("read only").types("more").sees("This session can only be read.");
    assert_eq!(ada.attempts().len(), 1);
    ada.types("<esc>").sees("g  Work on a copy").types("g").sees("This is a copy");
    assert_eq!((&ada.session().at, ada.cursor()), (&at, cursor));
    ada.types("more ");
    assert_eq!(ada.prose("goal"), "Escrow builds more trust.");
    assert_eq!(
        ada.session().origin.from.as_ref().unwrap().as_str(),
        "2026-03-02-alipay-success-metrics-aaaa"
    );
    let states = [("bbbb".to_owned(), State::InProgress), ("aaaa".to_owned(), State::InProgress)];
    assert_eq!(ada.attempts(), states);
    // It is a session like any other: nothing is offered any more.
    ada.types("<esc>").sees_no("Work on a copy");
}

#[test]
fn a_copy_is_offered_at_once_and_begins_where_one_reads() {
    let mut ada = Journey::practising("alipay-success-metrics");
    ada.goes_to("goal").types("Trust.<esc>l").opens_elsewhere().types("<enter>");
    let mut bob = ada.twin();
    bob.types("<down><enter>").sees("This is a copy");
    assert_eq!(bob.stop(), "goal");
    ada.types("<enter>").goes_to("stakeholders").types("<ctrl-k>work on<enter>").sees("This is a copy");
    assert_eq!((ada.stop().as_str(), ada.prose("goal")), ("stakeholders", "Trust."));
}

#[test]
fn the_copy_of_a_finished_answer_is_a_new_attempt_to_change_it() {
    let mut one = begin("alipay-success-metrics");
    one.only = Some("goal".into());
    let mut ada = Journey::beginning(one);
    ada.types("Trust.").goes_to("wrap_up").types("<ctrl-n><esc>l").opens_elsewhere().types("s<enter>");
    ada.sees("Work on a copy").types("<enter><esc>g").sees("This is a copy");
    assert_eq!((ada.session().state, ada.stop().as_str()), (State::InProgress, "goal"));
    ada.types("More. ");
    assert_eq!((ada.prose("goal"), ada.session().finished), ("More. Trust.", None));
}

#[test]
fn what_can_only_be_read_for_other_reasons_offers_no_copy() {
    let mut ada = Journey::practising("alipay-success-metrics");
    ada.types("Which?<esc>l").updates_elsewhere().types("<enter>").sees("To be read only");
    ada.sees_no("copy").types("<esc><esc>").sees_no("copy");
}

/// A person whose newest session was damaged behind their back: its journal and a backup are there.
fn damaged(width: u16, height: u16) -> Journey {
    let mut ada = Journey::practising("bolt-stockholm-rides");
    ada.resizes(width, height).types("Which rides?<esc>l").sleeps(2);
    ada.types("/alipay<enter><enter>").goes_to("goal").types("Escrow builds trust.<esc>l").keeps_beside();
    ada.damages("format: 1\nid: [\nstate: \u{1b}[31m in_progress\u{202e}\n").sleeps(1);
    ada
}

#[test]
fn a_file_that_cannot_be_read_is_listed_and_offers_what_there_is() {
    for (width, height) in [(80, 24), (120, 40), (60, 20)] {
        let mut ada = damaged(width, height);
        assert_snapshot!(format!("home with an unreadable session at {width}x{height}"), ada.picture());
        ada.types("s<wait 2s>").sees("2 of 2").sees("cannot be read");
        assert_snapshot!(format!("an unreadable session at {width}x{height}"), ada.picture());
        ada.types("<tab><enter>").sees("This session cannot be read").sees("Journal");
        assert_snapshot!(format!("what is kept of it at {width}x{height}"), ada.picture());
    }
}

#[test]
fn what_is_brought_back_is_opened_and_listed_beside_the_file() {
    let mut ada = damaged(80, 24);
    ada.types("s<wait 2s>").types("<tab><enter><enter>").sees("Brought back.");
    assert_eq!((ada.stop().as_str(), ada.prose("goal")), ("goal", "Escrow builds trust."));
    ada.types(" And more.<esc>l").types("s<wait 2s>").sees("3 of 3").sees("restored · ");
    // Right behind the file that stays as it is.
    let screen = ada.screen();
    let line = |words: &str| screen.lines().position(|line| line.contains(words)).unwrap();
    assert_eq!(line("restored"), line("cannot be read") + 2, "{screen}");
    ada.types("<tab><up><up><up><enter>").sees("Journal");
}

#[test]
fn the_file_is_read_as_it_is_and_steers_nothing() {
    let mut ada = damaged(80, 24);
    ada.types("s<wait 2s>").types("<tab><enter><end><enter>").sees("id: [").sees("␛[31m").sees("⟨U+202E⟩");
    ada.types("<esc>x").sees("In the trash").types("u").sees("Undone").sees("2 of 2");
}

#[test]
fn of_a_file_of_which_nothing_else_is_kept_that_is_said() {
    let mut ada = Journey::practising("alipay-success-metrics");
    ada.types("Which?<esc>l").damages("%").sees("Sessions").types("s<wait 2s>").sees("1 of 1");
    ada.types("<tab><enter>").sees("Nothing else is kept of it").types("<esc>").sees("1 of 1");
}

const FULL: &str = "cannot write /mnt/share/interviews/ada/casebook/sessions/2026-03-02-alipay-success-metrics-aaaa.yaml: \
                    No space left on device (os error 28)";

#[test]
fn what_is_not_saved_says_where_and_why_and_what_happens_next_until_it_is() {
    for (width, height) in [(80, 24), (60, 20), (120, 40)] {
        let mut ada = Journey::practising("alipay-success-metrics");
        ada.resizes(width, height).goes_to("goal").cannot_save(not_saved(FULL, true)).types("Trust.");
        let said = ada.screen().split_whitespace().collect::<Vec<_>>().join(" ");
        for words in ["NOT SAVED: cannot write", "kept in the journal", "every 2 s", "Trust.", "Esc menu"] {
            assert!(said.contains(words), "{words}: {}", ada.screen());
        }
        assert_snapshot!(format!("not saved at {width}x{height}"), ada.picture());
        // It stays whatever is said besides, and goes by itself.
        ada.types("<ctrl-c>").sees("Ctrl-Q twice leaves; what you typed is in the journal").sees("every 2 s");
        ada.can_save()
            .sees_no("Ctrl-Q twice")
            .sees_no("NOT SAVED")
            .sees_no("every 2 s")
            .sees("saved 07:30:00");
    }
}

#[test]
fn the_metrics_are_written_on_while_nothing_is_saved() {
    let mut ada = Journey::practising("alipay-success-metrics");
    ada.resizes(60, 20).goes_to("metrics").cannot_save(not_saved(FULL, false));
    ada.types("Payers = payers / linked<enter>").sees("Payers").sees("in memory alone");
    assert_snapshot!("metrics not saved at 60x20", ada.picture());
}

#[test]
fn another_place_is_offered_only_while_something_is_not_saved() {
    let mut ada = Journey::practising("alipay-success-metrics");
    ada.types("<esc>").sees_no("elsewhere").types("<esc>").cannot_save(not_saved(FULL, true));
    ada.types("<esc>").sees("j  Keep a copy elsewhere").types("j").sees("A copy as it is now: /home/ada");
    ada.sees("NOT SAVED").types("<ctrl-k>elsewhere<enter>").sees("A copy as it is now: /home/ada");
    // At home too.
    ada.types("<esc>l")
        .sees("Left. What you wrote is in the journal")
        .types("<esc>j")
        .sees("A copy as it is now");
    assert_snapshot!("home while something is not saved", ada.picture());
}

#[test]
fn a_place_that_takes_nothing_is_said_at_home_before_anything_is_typed() {
    let words = "Sessions cannot be saved: cannot write /mnt/share/sessions: Not a directory (os error 20). What you write \
                 is kept in the journal until they can; check the path and the disk; `casebook paths` shows where files live.";
    for (width, height) in [(80, 24), (60, 20)] {
        let mut ada = Journey::sized(width, height);
        ada.happens(Event::Places(Some(words.to_owned())));
        assert_snapshot!(format!("home with a place that takes nothing at {width}x{height}"), ada.picture());
        ada.happens(Event::Places(None));
        ada.sees_no("cannot be saved");
    }
}
