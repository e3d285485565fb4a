//! A candidate who reads what coaches said of an answer, answers them, and tries again.

use casebook::model::{
    DimensionId,
    reply::Addressed,
    review::{Score, Verdict},
    session::SelfScore,
};
use insta::assert_snapshot;

use crate::harness::Journey;

/// Ada has answered, and two coaches have said what they think of it.
pub fn reviewed() -> Journey {
    let mut ada = Journey::practising("alipay-success-metrics");
    ada.goes_to("context").types("Mature market<tab>being chosen counts");
    ada.goes_to("goal").types("Trust comes first. Then speed, then reach.");
    ada.goes_to("metrics").types("Payers = people who pay twice / people, weekly<enter>");
    ada.goes_to("close").types("So trust decides.").goes_to("wrap_up").types("<ctrl-n><esc>l");
    ada.has(|session| {
        let own = SelfScore { score: Some(Score::Three), ..SelfScore::default() };
        session.self_scores.insert(DimensionId::from("rationale"), own);
    });
    ada.coaches().types("<enter><tab><tab><tab><tab>").sees("Trust comes first.");
    ada.types("<down>kGood order.<enter>").types("<tab><tab><tab>").sees("Payers =");
    ada.types("sA share can rise while payers leave.<enter>");
    ada.types("o<down>2<down><down>3").types("g<enter>A limit on every guardrail<enter>");
    ada.types("<right><right><right><down><right><right><down><right><right><right>").types("<esc>l");
    ada.also_says("Ben", |review| {
        for comment in &mut review.comments {
            comment.text = format!("Ben: {}", comment.text.to_lowercase());
        }
        review.scores.remove(&DimensionId::from("rationale"));
        review.verdict = Some(Verdict::NoHire);
        review.next = None;
    });
    ada.again();
    ada
}

#[test]
fn what_coaches_say_stands_in_the_margin_and_is_answered_one_by_one() {
    let mut ada = reviewed();
    ada.sees("Reviewed").sees("reviewed by Ann, Ben: 2 comments to answer");
    ada.opens("What they say").types("<esc>l");
    let before = ada.session_files();
    ada.types("<enter>")
        .sees("What they say")
        .sees("Ann · hire · 2 comments · 1 to answer")
        .sees("Ben · no hire");
    ada.sees("Next rep, from Ann: A limit on every guardrail");
    assert_snapshot!("what they say at 80x24", ada.picture());
    ada.types("n").sees("Ann, stop: A share can rise while payers leave.").sees("a: addressed");
    assert_snapshot!("a comment below its passage at 80x24", ada.picture());
    ada.resizes(120, 40);
    assert_snapshot!("a comment in the margin at 120x40", ada.picture());
    ada.resizes(60, 20);
    assert_snapshot!("a comment below its passage at 60x20", ada.picture());
    ada.resizes(80, 24).types("a").sees("✓ addressed").sees("reply saved");
    ada.types("n").types("dThe share <enter>").sees("✗ you disagree: The share");
    ada.types("<enter>is asked for.<enter>").sees("✗ you disagree: The share is asked for.");
    ada.types("n").sees("No other comment wants an answer.");
    // Praise wants no answer, and can have one.
    ada.types("<left><left><left>")
        .sees("keep: Good order.")
        .types("a")
        .types("x")
        .types("x")
        .sees("You have not answered it.");
    ada.types("o").sees("you 3").sees("Ann 2").sees("Lowest: ");
    assert_snapshot!("scores side by side", ada.picture());
    assert_eq!(ada.session_files(), before, "no session is changed by it");

    let told = ada.reviews().all().0;
    let answers: Vec<_> = told.values().flatten().map(|heard| heard.reply.answers.clone()).collect();
    assert_eq!(answers[0].len(), 1);
    assert_eq!(answers[0][0].state, Addressed::Addressed);
    assert_eq!(answers[1][0].state, Addressed::Disagree);
    assert_eq!(answers[1][0].because, "The share is asked for.");
    ada.types("<esc>l").sees_no("comments to answer").again().sees_no("Reviewed");
}

#[test]
fn a_coachs_debrief_leads_nowhere_from_which_the_review_could_not_be_found_again() {
    let mut ann = reviewed();
    ann.coaches().types("<enter>").sees("North Star").types("v").sees("Debrief ·");
    ann.types("k").sees("Esc, l goes back to your review first.").sees("Debrief ·");
    ann.types("<ctrl-k>seal<enter>")
        .sees("Seal it, so that nothing in it is changed: Esc, l goes back to your review");
    ann.types("<esc>l").sees("North Star").sees("stop: A share can rise");
}

#[test]
fn the_next_attempt_begins_with_what_was_asked_and_ends_with_what_became_of_it() {
    let mut ada = reviewed();
    ada.opens("What they say").types("<end>").sees("Enter begins it.").types("<enter>");
    ada.sees("This time: A limit on every guardrail").sees("Asked last time: stop: A share can rise");
    assert_snapshot!("the brief of the next attempt", ada.picture());
    ada.types("<esc>l").opens("What they say").types("nana").types("<esc>l");
    ada.sleeps(24).types("/alipay<enter>").sees("Asked last time").types("<enter>");
    ada.goes_to("goal").types("Trust.").goes_to("wrap_up").types("<ctrl-n>").sees("Debrief");
    ada.sees("Asked before: Ann, stop:");
    // The earlier attempt is read from the list, and from its debrief.
    ada.types("<esc>l")
        .types("s")
        .sees("reviewed by Ann, Ben")
        .types("<tab><down>w")
        .sees("What they say")
        .types("<esc>l")
        .sees("reviews");
    ada.types("<up>w").sees("No coach has reviewed it yet.").types("<down><enter>").sees("Debrief");
    ada.types("k").sees("Ann · hire").types("<esc>l").sees("Debrief");
}
