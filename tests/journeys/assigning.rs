//! A coach sees who has answered what was assigned, and who has not.

use casebook::{insight::inbox::Desk, model::Session, tui::effect::Event};
use insta::assert_snapshot;

use crate::harness::Journey;

const ALIPAY: &str = "alipay-success-metrics";
const BOLT: &str = "bolt-stockholm-rides";

/// Ada has answered both questions of week 3, one of them late; Ben one of the two; Cleo none; Dan was never asked.
fn week() -> Journey {
    let mut ann = Journey::practising(ALIPAY);
    let next = [("Ben", "alipay"), ("Ada", "alipay"), ("Dan", "bolt"), ("Ada", "alipay")];
    for (name, then) in next {
        let whose = |session: &mut Session| {
            session.person.name = Some(name.to_owned());
            session.person.id = name.to_lowercase().repeat(5);
            session.origin.assignment = Some("week-3".to_owned());
        };
        ann.goes_to("wrap_up").types("<ctrl-n><esc>l").has(whose);
        ann.sleeps(20).types(&format!("/{then}<enter><enter>"));
    }
    ann.types("<esc>l").assigns("week-3", "2026-03-03", &[ALIPAY, BOLT], &["Ada", "Ben", "Cleo"]);
    ann
}

#[test]
fn a_coach_sees_in_the_inbox_who_has_not_answered_and_reads_more_on_a_page() {
    let mut ann = week();
    ann.coaches().sees("4 new").sees("2 have not answered week-3 (due 2 days ago): Ben (1 of 2), Cleo");
    assert_snapshot!("who has not answered at 80x24", ann.picture());
    ann.resizes(120, 40);
    assert_snapshot!("who has not answered at 120x40", ann.picture());
    ann.resizes(60, 20);
    assert_snapshot!("who has not answered at 60x20", ann.picture());

    ann.resizes(80, 24).types("w").sees("Assignments").sees("1 of 3 has answered").sees("this time: A limit");
    assert_snapshot!("assignments at 80x24", ann.picture());
    ann.resizes(120, 40);
    assert_snapshot!("assignments at 120x40", ann.picture());
    ann.resizes(30, 8).types("<down><down><end>").resizes(60, 20).types("<home>");
    assert_snapshot!("assignments at 60x20", ann.picture());
    ann.resizes(80, 24).types("<esc>l").sees("4 new").sees("2 have not answered");
}

#[test]
fn while_sessions_are_read_anew_who_has_not_answered_stays_as_it_was_told() {
    let mut ann = week();
    ann.coaches().sees("2 have not answered");
    let part = Desk { reading: Some((1, 5)), items: Vec::new(), assigned: Vec::new(), ..ann.inbox() };
    ann.happens(Event::Desk(Box::new(part)));
    ann.sees("reading 1 of 5").sees("2 have not answered week-3");
}

#[test]
fn once_all_have_answered_or_nothing_is_assigned_the_inbox_says_no_word() {
    let mut ann = week();
    ann.assigns("week-1", "2026-03-01", &[ALIPAY], &[]);
    ann.coaches().types("w").sees("week-1").sees("so nobody is missing");
    let mut nobody = Journey::practising(ALIPAY);
    nobody.goes_to("wrap_up").types("<ctrl-n><esc>l").coaches().sees("1 new").sees_no("answered");
    nobody.types("w").sees("Nothing is assigned; `casebook assign QUESTION` does.").sees("1 new");
    nobody.assigns("week-1", "2026-03-01", &[ALIPAY], &[]).coaches().sees_no("answered");
    nobody.types("w").sees("Nobody has answered yet.");
}

#[test]
fn many_assignments_scroll_one_by_one() {
    let mut ann = week();
    for n in 4..9 {
        ann.assigns(&format!("week-{n}"), &format!("2026-03-1{n}"), &[ALIPAY], &["Ada", "Ben", "Cleo"]);
    }
    ann.coaches().sees("Ben (1 of 2), Cleo").sees_no("more assignments");
    ann.resizes(120, 40)
        .sees("Cleo · 5 more assignments")
        .resizes(80, 24)
        .types("w")
        .sees("week-3")
        .sees("more");
    ann.types("<enter>").sees_no("week-3").sees("week-4").types("<end>").sees("week-8").sees_no("more");
    ann.types("<enter>").sees("This is the last part");
}
