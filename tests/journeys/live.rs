//! A coach on a call, or two students who take turns: the sheet, the clock, notes and scores, and what is on disk of it.

use casebook::{
    model::{
        DimensionId,
        review::{CommentKind, Reviewed, Score, Verdict},
    },
    tui::app::Start,
};
use insta::assert_snapshot;

use crate::harness::Journey;

const ALIPAY: &str = "alipay-success-metrics";

fn interviewing() -> Journey {
    Journey::starting(Start::Live(ALIPAY.into()), 80, 24)
}

/// What was noted: when, of which kind, and what.
fn notes(ann: &Journey) -> Vec<(u32, Option<CommentKind>, String)> {
    let review = ann.mocks().pop().unwrap();
    review.comments.into_iter().map(|note| (note.at.unwrap(), note.kind, note.text)).collect()
}

#[test]
fn a_coach_gives_a_fact_notes_what_is_said_scores_it_and_gives_one_thing_back() {
    let mut ann = interviewing();
    ann.types("<wait 40s>").sees("Enter begins").sees("24:00 planned").sees("Imagine that you have joined");
    assert_snapshot!("a mock before it begins at 80x24", ann.picture());
    ann.types("Ada<enter>").sees("Live mock with Ada").sees("0:00 of 24:00");
    ann.types("<enter>").sees("✓").sees("question read out");

    // The fact that was asked for, a minute later.
    ann.types("<wait 65s><down><down><down><enter>").sees("1:05  fact given: Which countries");
    ann.sees("Mainland China.").sees("Now Opening · 0:55 left · then Context");
    assert_snapshot!("a fact is given at 80x24", ann.picture());
    ann.resizes(60, 20);
    assert_snapshot!("a fact is given at 60x20", ann.picture());
    ann.resizes(120, 40);
    assert_snapshot!("a fact is given at 120x40", ann.picture());

    // What is heard is typed; it has the time of its first letter.
    ann.resizes(80, 24).types("<wait 60s><tab><tab><tab>n<wait 5s>o limit on refunds<enter>");
    ann.sees("2:05  start: no limit on refunds").sees("Now Context");
    // Who turns to a part sees what there is to ask in it.
    ann.types("<ctrl-n>").sees("Suppose this had launched").sees("You mentioned a rival.");
    ann.types("<down><enter>").sees("probe asked: Suppose");
    assert_snapshot!("a probe is asked at 80x24", ann.picture());

    ann.types("<f4>").sees("Rationale").types("<down>2").types("<up>e").sees("which note shows it?");
    ann.types("<down><down><down>").resizes(120, 40);
    assert_snapshot!("a note is evidence at 120x40", ann.picture());
    ann.resizes(80, 24).types("<enter>").sees("“2:05 no limit on refunds”").types("<up><up>0");
    assert_snapshot!("scores of a mock at 80x24", ann.picture());
    ann.types(
        "<f5><enter>A limit on every guardrail<enter><right><right><right><down><right><down><right><right>",
    );
    ann.sees("no hire");

    let review = ann.mocks().pop().unwrap();
    assert_eq!(review.of, Reviewed::Question(ALIPAY.into()));
    let probe = "probe asked: Suppose this had launched last month. Which of these facts falls away?";
    assert_eq!(
        notes(&ann),
        [
            (0, None, "with Ada".to_owned()),
            (0, None, "question read out".to_owned()),
            (65, None, "fact given: Which countries".to_owned()),
            (125, Some(CommentKind::Start), "no limit on refunds".to_owned()),
            (130, None, probe.to_owned()),
        ]
    );
    let goals = &review.scores[&DimensionId::from("goals")];
    assert_eq!((goals.score, goals.evidence.as_str()), (Score::Two, "2:05 no limit on refunds"));
    assert_eq!(review.scores[&DimensionId::from("rationale")].score, Score::NotApplicable);
    assert_eq!(review.verdict, Some(Verdict::NoHire));
    let next = review.next.unwrap();
    assert_eq!((next.constraint.as_str(), next.minutes), ("A limit on every guardrail", Some(3.0)));
    assert_eq!(next.step, Some("stakeholders".into()));
}

#[test]
fn the_clock_stands_when_told_to_goes_on_and_never_cuts_off() {
    let mut ann = interviewing();
    ann.types("<enter><wait 30s>").types("<esc>u").sees("paused · 0:30 of 24:00").sees("The clock stands");
    ann.types("<wait 90s>still here<enter>").sees("0:30  still here");
    ann.types("<enter>").sees_no("paused").sees("0:30 of 24:00");
    ann.types("<wait 1500s>").sees("25:30 of 24:00 · 1:30 over").sees("Over the time.");
    ann.types("late<enter>").sees("25:30  late");
    assert_snapshot!("over the time at 80x24", ann.picture());
}

#[test]
fn what_was_left_is_gone_on_with_at_its_last_time_and_another_can_be_begun() {
    let mut ann = interviewing();
    ann.types("Ada<enter><wait 70s>Names three pay");
    // The machine dies in the middle of a word.
    ann.sleeps(2).interviews(ALIPAY).sees("Gone on with at 1:10").sees("with Ada").sees("Names three pay");
    ann.types("x<enter><enter><wait 10s>y<enter>").sees("1:10  x").sees("1:20  y").sees("1:20 of 24:00");
    ann.types("<esc>w").sees("Enter begins").sees_no("Names three pay");
    ann.types("<enter>z<enter>");
    assert_eq!(ann.mocks().len(), 2);
    ann.sleeps(30).interviews(ALIPAY).sees("Enter begins");
}

#[test]
fn a_note_is_changed_taken_back_and_brought_again() {
    let mut ann = interviewing();
    ann.types("<enter>one<enter>two<enter>three<enter><f3><up><enter> and a half<enter>")
        .sees("two and a half");
    ann.types("<f3><home><delete>").sees_no("one").types("<ctrl-z>").sees("one");
    ann.types("<delete><delete><delete>").sees("What you type is noted here");
    ann.types("<delete>").sees("Nothing was noted yet.").types("<ctrl-z>").sees("three");
    assert_eq!(notes(&ann), [(0, None, "three".to_owned())]);
    // A letter begins a note, wherever the notes are looked at; one that says nothing is none.
    ann.types("four<enter>").types("f<backspace>").types(" <enter>");
    assert_eq!(notes(&ann).len(), 2);
    ann.types("<f4>z").sees("Letters act here");
    // What is marked by a slip of the key is marked no more.
    ann.types("<f2><enter>").sees("question read out").types("<enter>").sees_no("question read out");
}

#[test]
fn in_a_terminal_of_any_size_a_note_is_taken() {
    let mut ann = interviewing();
    ann.types("<enter>");
    for (width, height) in [(1, 1), (4, 2), (20, 3), (30, 5), (60, 8), (99, 7), (100, 4), (200, 6), (300, 90)]
    {
        for page in ["<f2>", "<f3>", "<f4>4", "<esc>v<f5><enter>x<enter>", "<f2>"] {
            ann.resizes(width, height).types(page);
        }
        ann.types("heard<enter>");
    }
    let heard = notes(&ann).into_iter().filter(|(.., text)| text == "heard");
    assert_eq!(heard.count(), 9);
}

#[test]
fn evidence_without_a_note_is_absent_and_that_is_said() {
    let mut ann = interviewing();
    ann.types("<enter><f4>e").sees("Score it first").types("1e").sees("Nothing was noted that shows it");
    ann.types("a").sees("absent: nothing in the answer shows it");
    ann.types("<tab>").sees("Next rep").types("<esc>l").sees("Browse");
    assert_eq!(ann.mocks()[0].scores.len(), 1);
}
