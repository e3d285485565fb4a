//! What came of attempts, and what follows from it: the progress screen, and what Home suggests next.

use casebook::model::{DimensionId, Session, StepId, review::Score, session::SelfScore};
use insta::assert_snapshot;

use crate::harness::Journey;

fn score(session: &mut Session, dimension: &str, score: Score) {
    let own = SelfScore { score: Some(score), ..SelfScore::default() };
    session.self_scores.insert(DimensionId::from(dimension), own);
}

/// Goes through a question that is open, with so many seconds on a step, and back to Home.
fn practises(ada: &mut Journey, step: &str, seconds: u32) {
    ada.goes_to(step).types(&format!("<wait {seconds}s>")).goes_to("wrap_up").types("<ctrl-n><esc>l");
}

/// Alipay on Monday and on Wednesday, and Bolt on Thursday: scored, with a next step that was run.
fn practised(width: u16, height: u16) -> Journey {
    let mut ada = Journey::practising("alipay-success-metrics");
    ada.resizes(width, height).goes_to("metrics").types("<wait 450s>").goes_to("decide");
    ada.types("<wait 40s>").goes_to("wrap_up").types("<right><tab><tab>A limit on every guardrail");
    ada.types("<ctrl-n><esc>l").has(|session| {
        score(session, "rationale", Score::Three);
        score(session, "definition", Score::One);
        session.wrap_up.lowest = Some("definition".into());
    });
    ada.sleeps(48).opens("This time: A limit").types("<enter>");
    practises(&mut ada, "decide", 150);
    ada.has(|session| {
        score(session, "rationale", Score::Three);
        score(session, "definition", Score::Two);
        score(session, "goals", Score::NotApplicable);
    });
    ada.sleeps(24).types("/bolt<enter><enter>");
    practises(&mut ada, "define", 100);
    ada
}

#[test]
fn progress_shows_what_was_and_what_came_of_it() {
    for (width, height) in [(80, 24), (60, 20), (120, 40)] {
        let mut ada = practised(width, height);
        ada.types("p").sees("Root-cause analysis  1 attempt").sees("Not scored yet");
        assert_snapshot!(format!("progress at {width}x{height}"), ada.picture());
        ada.types("<enter>").sees("Your scores, oldest first, Monday to yesterday").sees("lowest last time");
        assert_snapshot!(format!("progress of success metrics at {width}x{height}"), ada.picture());
        ada.types("<end>").sees("A limit on every guardrail").sees("run yesterday: definition 1, then 2");
        ada.types("<esc>l").sees("Browse");
    }
}

#[test]
fn who_has_finished_nothing_reads_what_to_do_first() {
    let mut ada = Journey::new();
    ada.types("p").sees("Nothing is finished yet.");
    assert_snapshot!("progress before anything is finished", ada.picture());
    ada.types("<right>").sees("This is the last part").types("<esc>l").sees("Browse");
    // A word that begins with that letter is searched for.
    ada.types("payment").sees("2 of 5");
}

#[test]
fn parts_are_gone_through_and_what_is_below_is_told() {
    let mut ada = practised(80, 24);
    ada.types("p").sees("↓ more").types("<down><down>").sees_no("Root-cause analysis");
    ada.types("<home>").sees("Root-cause").types("<right>").sees("Success metrics");
    ada.types("<end>").sees_no("↓ more").types("<right>").sees("This is the last part; Esc, l goes back.");
    ada.types("<left><left><left><left>").sees("Root-cause").types("<left>").sees("This is the top.");
}

#[test]
fn home_says_why_for_each_thing_that_it_suggests() {
    let mut ada = Journey::new();
    ada.sees("a good one to begin with");
    let mut ada = practised(80, 24);
    // Definition was 2 on Wednesday: that is not for the day after.
    ada.sees_no("due").sees("What came of them (p)").sees_no("Next step");
    ada.sleeps(96).again().sees("due since Friday: lowest was definition 2");
    ada.sees("Or ").sees("not practised yet");
    assert_snapshot!("home with something due", ada.picture());
    ada.resizes(60, 20);
    assert_snapshot!("home with something due at 60x20", ada.picture());
    // Begun anew it is gone on with, and not suggested beside that.
    ada.opens("Ant Group").types("<enter>").types("<esc>l").sees("Resume").sees_no("due since");
}

#[test]
fn a_next_step_is_run_with_enter_and_then_no_longer_open() {
    let mut ada = Journey::practising("bolt-stockholm-rides");
    practises(&mut ada, "define", 10);
    ada.has(|session| {
        let next = &mut session.wrap_up.next;
        next.question = Some("alipay-success-metrics".into());
        next.step = Some("metrics".into());
        next.minutes = Some(10.0);
        next.constraint = "Guardrails with a limit".to_owned();
    });
    ada.sleeps(24).again().sees("Next step   Guardrails with a limit");
    ada.sees("Metrics alone · 10 minutes · from your wrap-up yesterday");
    assert_snapshot!("home with a next step", ada.picture());
    ada.opens("This time: Guardrails").sees("One step alone: Metrics").sees("10           then the wrap-up");
    ada.types("<enter>");
    let session = ada.session();
    assert_eq!(session.question.id, *"alipay-success-metrics");
    assert_eq!(session.only.as_ref().map(StepId::as_str), Some("metrics"));
    assert_eq!(session.minutes, 10.0);
    assert_eq!(session.origin.focus.as_deref(), Some("Guardrails with a limit"));
    let of = session.origin.next_of.clone().unwrap();
    assert!(of.as_str().contains("bolt"), "{of}");
    assert!(ada.saved().contains(&format!("next_of: {of}")), "{}", ada.saved());
    // While it is open Resume goes on with it; once it is finished progress tells what came of it.
    ada.types("<esc>l").sees("Resume").sees_no("Next step").types("<enter>");
    ada.goes_to("wrap_up").types("<ctrl-n><esc>l").sees_no("Next step");
    ada.types("p<wait 2s>").types("<end>").sees("Guardrails with a limit").sees("run today");
}

#[test]
fn what_is_due_is_found_by_its_filter() {
    let mut ada = practised(120, 40);
    ada.types("/<wait 2s>")
        .sees_no("due")
        .sleeps(96)
        .again()
        .types("/<wait 2s>")
        .sees("✓ due again")
        .sees("○ due");
    ada.clicks("○ due").sees("only due").sees("1 of 5").sees("Alipay");
    // What is due is done as well.
    ada.clicks("● due").clicks("○ done").sees("2 of 5");
}
