//! A coach at the desk: triage, comments, scores, what goes back; and what is never changed by it.

use casebook::{
    insight::inbox::Desk,
    model::{
        DimensionId, Session,
        reply::Addressed,
        review::{CommentKind, Score, Verdict},
        session::SelfScore,
    },
    tui::effect::Event,
};
use insta::assert_snapshot;

use crate::harness::Journey;

/// Three people have answered; a fourth answer is still being written.
pub fn class() -> Journey {
    let mut ada = Journey::practising("alipay-success-metrics");
    for (name, focus) in [("Ada", ""), ("Ben", "limits"), ("Chloe", "")] {
        ada.goes_to("context").types("Mature market<tab>being chosen counts");
        ada.goes_to("goal").types("Trust comes first. Then speed, then reach.");
        ada.goes_to("stakeholders").types("Consumers<enter>Merchants");
        ada.goes_to("metrics").types("Payers = people who pay twice / people, weekly @Consumers<enter>");
        ada.types("<enter><enter><enter>").goes_to("decide").types("Cashback<wait 60s>");
        ada.goes_to("close").types("So trust decides.").goes_to("wrap_up").types("<ctrl-n><esc>l");
        ada.has(|session| {
            session.person.name = Some(name.to_owned());
            session.person.id = name.to_lowercase().repeat(5);
            session.origin.focus = Some(focus.to_owned()).filter(|focus| !focus.is_empty());
            scores_itself(session, "rationale", Score::Three);
        });
        ada.sleeps(1).types("/alipay<enter><enter>");
    }
    ada.types("<esc>l");
    ada
}

fn scores_itself(session: &mut Session, dimension: &str, score: Score) {
    let own = SelfScore { score: Some(score), predicted: Some(Score::Two), ..SelfScore::default() };
    session.self_scores.insert(DimensionId::from(dimension), own);
}

#[test]
fn a_coach_goes_through_the_inbox_and_gives_one_thing_back() {
    let mut ann = class();
    let before = ann.session_files();
    ann.coaches()
        .sees("3 new")
        .sees("1 not finished")
        .types("/chloe")
        .sees("1 of 3")
        .types("<ctrl-a><delete><delete><delete>");
    ann.types("<delete><delete><tab>");
    assert_snapshot!("inbox at 80x24", ann.picture());
    ann.resizes(120, 40);
    assert_snapshot!("inbox at 120x40", ann.picture());
    ann.resizes(60, 20);
    assert_snapshot!("inbox at 60x20", ann.picture());
    ann.resizes(80, 24).types("<home><enter>").sees("Ada ·").sees("North Star").sees("So trust decides.");
    assert_snapshot!("a review begins at 80x24", ann.picture());

    // Three comments are better than ten.
    ann.types("sTwice in which week?").sees("Tab").types("<tab><enter>").sees("start: Twice in which week?");
    ann.types("<tab><tab><tab><tab>").sees("Trust comes first.").types("<down>k<alt-1><enter>");
    ann.sees("keep: Of what?").types("<up><shift-down>q<enter>").sees_no("question:");
    assert_snapshot!("comments at 80x24", ann.picture());
    ann.resizes(60, 20);
    assert_snapshot!("comments at 60x20", ann.picture());
    ann.resizes(120, 40);
    assert_snapshot!("comments at 120x40", ann.picture());

    // What the candidate thinks of it is told when it cannot sway any more.
    ann.resizes(80, 24).types("o").sees_no("candidate 3");
    ann.types("1").sees("which passage shows it?").types("a").sees("absent: nothing").sees("candidate 3");
    ann.types("3");
    assert_snapshot!("scores at 80x24", ann.picture());
    ann.types("4").types("<down><enter>").types("g<enter>A limit on every guardrail<enter>");
    ann.types("<right><right><right><down><right><right><down><right>");
    assert_snapshot!("what goes back", ann.picture());
    ann.types("<esc>l").sees("1 returned");

    let review = ann.review_of("Ada");
    let said: Vec<_> = review.comments.iter().map(|c| (c.kind, c.quote.as_str(), c.text.as_str())).collect();
    let (start, keep) = (Some(CommentKind::Start), Some(CommentKind::Keep));
    assert_eq!(said, [(start, "", "Twice in which week?"), (keep, "Then speed, then reach.", "Of what?")]);
    assert_eq!(review.scores.len(), 3);
    assert_eq!(review.scores[&DimensionId::from("rationale")].evidence, "absent");
    assert_eq!(review.verdict, Some(Verdict::StrongNoHire));
    assert_eq!(review.next.unwrap().constraint, "A limit on every guardrail");
    assert_eq!(ann.session_files(), before, "a coach changes no session");
}

#[test]
fn the_next_one_that_is_new_is_one_key_away_and_letters_do_no_harm() {
    let mut ann = class();
    ann.coaches().types("n").sees("Ada ·").types("n").sees("Ben ·").sees("Asks you to look at: limits");
    ann.types("y").sees("k, s, t or q says something");
    ann.types("kGood.<enter>").types("<enter> Very.<enter>").sees("keep: Good. Very.");
    ann.types("x").sees_no("Good.").types("x").sees("You have said nothing of this passage.");
    ann.types("v").sees("Debrief ·").sees("Mon 02 Mar");
    ann.types("v").sees("Esc, l goes back to your review first.").types("d").types("<esc>l").sees("Ben ·");
    ann.types("<esc>l").sees("search: candidate").types("t").sees("new").types("o").sees("by candidate");
}

#[test]
fn passages_are_selected_with_the_mouse() {
    let mut ann = class();
    ann.coaches().types("<enter><tab><tab><tab><tab>").sees("Trust comes first.");
    ann.drags("Then speed", "reach.").types("kGood order.<enter>");
    assert_eq!(ann.review_of("Ada").comments[0].quote, "Then speed, then reach.");
    ann.drags("Trust comes", "Then speed").types("qWhich?<enter>");
    assert_eq!(ann.review_of("Ada").comments[1].quote, "Trust comes first. Then speed, then reach.");
}

#[test]
fn a_question_that_was_changed_after_it_was_asked_is_told_before_one_reads() {
    let mut ann = class();
    ann.coaches().types("<enter>").sees_no("hash");
    let path = ann.inbox().items[0].id.to_string();
    let text = std::fs::read_to_string(&path).unwrap();
    std::fs::write(&path, text.replace("difficulty: medium", "difficulty: easy")).unwrap();
    ann.coaches().types("<enter>");
    ann.sees("was changed after it").sees("the hash does not fit.");
}

#[test]
fn how_an_answer_came_to_be_is_played_where_it_was_shared() {
    let mut ann = class();
    ann.coaches().types("<enter>r").sees("No timeline lies beside this session").sees("Ada ·");
    ann.shares = true;
    ann.types("r").sees("Replay").sees("playing").types("<esc>l").sees("Ada ·").sees("North Star");
}

#[test]
fn while_many_files_are_read_the_inbox_is_used_and_what_is_selected_stays_so() {
    let mut ann = class();
    ann.coaches();
    let whole = ann.inbox();
    let mut part = Desk { reading: Some((1_200, 10_000)), ..whole.clone() };
    part.items.retain(|item| item.called() != "Ada");
    ann.happens(Event::Desk(Box::new(part)));
    ann.sees("reading 1,200 of 10,000").sees("2 new").types("<home>").sees("▸ Ben");
    ann.happens(Event::Desk(Box::new(whole.clone())));
    ann.sees("3 new").sees_no("reading").sees("▸ Ben").types("<enter>kGood.<enter>");
    // What was read before it was said takes nothing back.
    ann.happens(Event::Desk(Box::new(whole)));
    ann.types("<esc>l").sees("1 in review");
}

#[test]
fn of_hundreds_some_are_selected_before_they_are_read_side_by_side() {
    let mut ann = class();
    ann.coaches();
    let mut many = ann.inbox();
    many.items = many.items.iter().cycle().take(201).cloned().collect();
    for (number, item) in many.items.iter_mut().enumerate().skip(3) {
        item.id = format!("{}-{number}", item.id).into();
    }
    ann.happens(Event::Desk(Box::new(many.clone())));
    ann.types("v").sees("More than 200 at once").types("<home><space><space>").sees("2 selected");
    // Of what is read meanwhile only a part may be there: what is selected stays so.
    let part = Desk { reading: Some((1, 201)), items: many.items[..1].to_vec(), ..many.clone() };
    ann.happens(Event::Desk(Box::new(part)));
    ann.sees("2 selected").sees("reading 1 of 201");
    ann.happens(Event::Desk(Box::new(many)));
    ann.sees("2 selected");
}

#[test]
fn what_scores_say_together_is_the_next_class() {
    let mut ann = class();
    ann.coaches();
    for scores in ["<down>32<down><down>2", "<down>22<down><down>3", "<down>3<down>3"] {
        ann.types("n").types("o").types(scores).types("<esc>l");
    }
    ann.types("g").sees("Cohort").sees("3 sessions");
    assert_snapshot!("the cohort at 80x24", ann.picture());
    ann.resizes(120, 40);
    assert_snapshot!("the cohort at 120x40", ann.picture());
    ann.resizes(60, 20);
    assert_snapshot!("the cohort at 60x20", ann.picture());
    ann.types("<esc>l").sees("search: candidate");
}

#[test]
fn one_step_is_read_across_all_without_names_and_scored_in_place() {
    let mut ann = class();
    let before = ann.session_files();
    ann.coaches().sees("Ada").types("<space><space>").sees("2 selected").sees("✓");
    assert_snapshot!("two are selected at 80x24", ann.picture());
    ann.types("<ctrl-a>").sees("3 selected").types("<ctrl-a>").sees_no("selected").types("v");
    // It begins at what the answers rest on, and nobody can tell whose they are.
    ann.sees("Metrics · 3 answers, names hidden").sees("Answer 1").sees("Answer 3");
    for name in ["Ada", "Ben", "Chloe"] {
        ann.sees_no(name);
    }
    assert_snapshot!("a column at 80x24", ann.picture());
    ann.types("sOf which people?<enter>").sees("stop: Of which people?").sees("review saved");
    // What the candidate thinks of it is told when it cannot sway any more.
    ann.sees_no("candidate 3").types("4").sees("candidate 3").sees("e: what is selected shows it");
    ann.types("e").sees("“Payers = people who pay twice / people, weekly").sees_no("e: what is selected");
    ann.types("n").types("1").types("a").sees("absent: nothing in the answer shows it").types("n").types("3");
    ann.types("n").sees("Every answer here is scored in this dimension.");
    ann.types("d").sees("Goals").types("2");
    assert_snapshot!("a column is scored at 80x24", ann.picture());
    ann.resizes(120, 40);
    assert_snapshot!("a column at 120x40", ann.picture());
    ann.resizes(60, 20);
    assert_snapshot!("a column at 60x20", ann.picture());
    ann.resizes(80, 24).types("<tab><tab><tab>").sees("Close").sees("So trust decides.");
    ann.types("<esc>l").sees("3 in review");

    let reviews = ["Ada", "Ben", "Chloe"].map(|name| ann.review_of(name));
    let rationale = DimensionId::from("rationale");
    let mut scores: Vec<&str> = reviews.iter().map(|review| review.scores[&rationale].score.word()).collect();
    scores.sort_unstable();
    assert_eq!(scores, ["1", "3", "4"]);
    let four = reviews.iter().find(|review| review.scores[&rationale].score == Score::Four).unwrap();
    let said: Vec<&str> = four.comments.iter().map(|comment| comment.text.as_str()).collect();
    assert_eq!(said, ["Of which people?"]);
    assert!(four.scores[&rationale].evidence.starts_with("Payers = people"));
    assert_eq!(reviews.iter().map(|review| review.scores.len()).sum::<usize>(), 4);
    assert_eq!(ann.session_files(), before, "a coach changes no session");
}

#[test]
fn what_was_answered_stands_below_each_comment_and_before_the_next_attempt() {
    let mut ann = class();
    ann.coaches().types("n").sees("Ada ·").types("tTwice in which week?<enter>");
    ann.types("<tab><tab><tab><tab>").sees("Trust comes first.").types("kGood order.<enter>");
    ann.types("<down>q<alt-1><enter>").types("g<enter>A limit on every guardrail<enter><right>");
    ann.types("<esc>l").sees("1 in review").sees_no("replied");

    let answers =
        [("c1", Addressed::Addressed, ""), ("c3", Addressed::Disagree, "speed is what payers named first")];
    ann.replies("Ada", &answers).coaches().sees("replied · ");
    assert_snapshot!("the inbox says who replied at 80x24", ann.picture());
    ann.types("<down><down><enter>").sees("Ada ·");
    ann.sees("Ada replied: 2 of 3 comments answered, 1 disagreed.").sees("Ada: addressed");
    assert_snapshot!("what was answered at 80x24", ann.picture());
    ann.types("<tab><tab><tab><tab>").sees("keep: Good order.").sees_no("Ada: addressed");
    ann.resizes(120, 40).sees("Ada disagrees: speed is what payers named first");
    assert_snapshot!("what was answered at 120x40", ann.picture());
    // Who goes on with the review has not read an answer to that.
    ann.resizes(80, 24).types("<wait 5s>kQuite.<enter><shift-tab><shift-tab><shift-tab><shift-tab>");
    ann.sees("2 of 4 comments answered, 1 disagreed;").sees("you changed your review since.");
    ann.types("<esc>l").sees_no("replied");

    // Ada tries again.
    ann.again().types("/alipay<enter><enter>").goes_to("goal").types("Trust, within a week.");
    ann.goes_to("metrics").types("Payers = people who pay twice / people, weekly<enter>");
    ann.goes_to("wrap_up").types("<ctrl-n><esc>l");
    ann.has(|session| {
        session.person.name = Some("Ada".to_owned());
        session.person.id = "ada".repeat(5);
    });
    ann.coaches().types("<down><down><enter>").sees("Ada ·").sees("In the attempt before you asked for:");
    ann.sees("start: Twice in which week? · Ada: addressed").sees("next rep: A limit on every guardrail");
    assert_snapshot!("what was asked for before at 80x24", ann.picture());
    ann.resizes(120, 40);
    assert_snapshot!("what was asked for before at 120x40", ann.picture());
    ann.resizes(60, 20);
    assert_snapshot!("what was asked for before at 60x20", ann.picture());
}
