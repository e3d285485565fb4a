//! How much of the framework is shown: guides, the interview, one step alone, every type of question.

use casebook::{
    model::{Guide, Mode, State, session::FollowUpKind},
    store::bank,
    tui::{app::Start, effect::Begin},
};
use insta::assert_snapshot;

use crate::harness::{Journey, begin};

fn with(guide: Guide) -> Journey {
    let mut begin = begin("alipay-success-metrics");
    begin.guide = guide;
    Journey::beginning(begin)
}

fn interview(question: &str) -> Journey {
    let mut begin = begin(question);
    begin.mode = Mode::Interview;
    Journey::beginning(begin)
}

#[test]
fn the_full_guide_opens_hints_one_by_one() {
    let mut ada = with(Guide::Full);
    ada.goes_to("goal").types("<f2><f2>");
    assert_snapshot!("full guide with two hints", ada.picture());
    ada.sees_no("Common mistakes");
    let mut wide = ada.twin();
    for ada in [&mut ada, wide.resizes(120, 40)] {
        ada.types("<f2>").sees("Hint 3").sees("Common mistakes").sees("· Three goals of equal rank.");
    }
    assert_snapshot!("all hints and the common mistakes", ada.picture());
    assert_snapshot!("all hints and the common mistakes, wide", wide.picture());
    // They fold away with the hints.
    wide.types("<f2>").sees_no("Common mistakes");
    ada.types("<f2>").sees_no("Common mistakes").types("<f2>").sees("Common mistakes");
    ada.types("<f2>").sees("Hints folded away");
    assert_eq!(ada.session().step(&"goal".into()).unwrap().hints_opened, 3);
    ada.types("<esc>w");
    assert!(ada.session().step(&"goal".into()).unwrap().answer_opened);
}

#[test]
fn the_headings_guide_shows_headings_alone() {
    let mut ada = with(Guide::Headings);
    ada.goes_to("goal");
    assert_snapshot!("headings guide", ada.picture());
    ada.sees("Stakeholders").sees_no("Say it").sees_no("One outcome for users");
    ada.types("<f2>").sees("Hints belong to the full guide.");
}

#[test]
fn the_blank_guide_has_own_headings() {
    let mut ada = with(Guide::Blank);
    ada.types("<ctrl-n>");
    ada.sees_no("Stakeholders").sees_no("Risks");
    ada.types("<ctrl-n>").sees("Write at least one heading");
    ada.types("Why now<tab>3<enter>Who<tab>4<tab>rows<enter>Numbers<tab><tab>met<tab><enter>End<enter>");
    assert_snapshot!("own headings", ada.picture());
    ada.types("<enter>");
    assert_eq!(ada.route(), ["clarify", "plan", "h1", "h2", "h3", "h4", "retell", "wrap_up"]);
    ada.types("Because rivals are everywhere.<ctrl-n>Consumers<enter>Shops<ctrl-n>");
    assert_snapshot!("own metrics without drawn slots", ada.picture());
}

#[test]
fn rows_and_flow_under_own_headings_are_one_column_and_move() {
    let mut ada = with(Guide::Blank);
    ada.types("<ctrl-n>Way<tab><tab>flow<tab>Who<tab><tab>rows<tab><ctrl-n>");
    ada.types("Link<enter>Settle<enter>Pay<alt-up>");
    assert_eq!(ada.rows("h1"), ["Link", "Pay", "Settle"]);
    ada.sees("1  Link").sees("2  Pay").sees("3  Settle").sees("4  next");
    ada.types("<alt-up><alt-up>").sees("1  Pay").types("<alt-down><alt-down><alt-down>").sees("3  Pay");
    ada.types("<ctrl-z><ctrl-z>");
    assert_eq!(ada.rows("h1"), ["Pay", "Link", "Settle"]);
    // Rows are not in an order that counts, and move all the same.
    ada.types("<ctrl-n>Shops<enter>Consumers<alt-up>").sees("│ ▸ Consumers").sees("│ · Shops");
    assert_eq!(ada.rows("h2"), ["Consumers", "Shops"]);
}

#[test]
fn a_step_merged_into_a_skipped_one_stands_on_its_own() {
    let mut ada = with(Guide::Full);
    // Goal goes into Context.
    ada.types("<ctrl-n><down><tab><tab>into con<tab>");
    assert_eq!(ada.session().opening.plan[1].change, "into Context");
    assert!(!ada.route().contains(&"goal".to_owned()));
    // Now Context is skipped.
    ada.types("<up>sk<tab>").types("<down>").sees("Context is skipped, so Goal stands on its own.");
    let route = ada.route();
    assert!(!route.contains(&"context".to_owned()) && route.contains(&"goal".to_owned()), "{route:?}");
    assert!(ada.saved_part("opening").contains("typed:"), "{}", ada.saved_part("opening"));
    // Saved and read, it is the same plan; kept after all, Context takes Goal in again.
    ada.types("<ctrl-q>").again().types("<enter>");
    assert_eq!(ada.route(), route);
    ada.types("<up><ctrl-a><ctrl-shift-end><backspace><down>").sees_no("stands on its own");
    assert!(!ada.route().contains(&"goal".to_owned()));
    // Who goes into what is skipped already hears it as well.
    let mut ada = with(Guide::Full);
    ada.types("<ctrl-n><tab><tab>sk<tab><down>into con<tab><down>").sees("so Goal stands on its own");
}

#[test]
fn what_was_deleted_comes_back_in_its_own_form_though_the_plan_now_says_another() {
    let mut ada = with(Guide::Blank);
    ada.types("<ctrl-n>Numbers<tab><tab>metrics<enter>End<enter><enter>")
        .goes_to("h1")
        .types("Payers a week");
    // The plan takes another kind while something is written there; then it is deleted.
    ada.types("<ctrl-p><up><up><up><tab><tab><ctrl-a><ctrl-shift-end><backspace>prose<tab>");
    assert_eq!(ada.session().opening.plan[0].change, "prose", "{}", ada.screen());
    ada.types("<ctrl-n>")
        .goes_to("h1")
        .types("<up><end>")
        .types(&"<backspace>".repeat(14))
        .types("<ctrl-n><ctrl-p>");
    assert!(ada.session().answer(&"h1".into()).unwrap().is_blank());
    for _ in 0..20 {
        ada.types("<ctrl-z>");
        if ada.session().answer(&"h1".into()).unwrap().metrics().iter().any(|m| m.line == "Payers a week") {
            return;
        }
    }
    panic!("it did not come back:\n{}", ada.screen());
}

#[test]
fn the_interview_shows_the_question_and_nothing_that_helps() {
    let mut ada = Journey::new();
    ada.types("alipay<enter>").sees("success metrics · medium");
    ada.types("<right>").sees("interview").sees_no("medium").sees_no("success metrics").sees_no("Guide");
    assert_snapshot!("brief of an interview", ada.picture());
    ada.types("<enter>");
    assert_eq!(ada.session().guide, Guide::Blank);
    let hidden =
        ["Context", "Stakeholders", "User flow", "Risks", "Decide", "medium", "Success metrics", "hint"];
    for words in hidden {
        ada.sees_no(words);
    }
    ada.types("<f2>").sees("Not in interview mode.");
    ada.types("<esc>w").sees("not in interview mode");
    ada.types("<ctrl-n>").types("One<enter>Two<enter>Three<enter>Four<enter>Five<enter><enter>");
    assert_snapshot!("interview", ada.picture());
    for words in hidden {
        ada.sees_no(words);
    }
}

/// A framework that asks for no plan, and a question for it.
const BEHAVIORAL: &[(&str, &str)] = &[
    (
        "frameworks/story.yaml",
        "id: story
title: Story
opening: no
rubric: trade-off
steps:
  - {id: headline, title: Headline, minutes: 0.5, prompt: The story in one line., probes: [Why this one?]}
  - {id: situation, title: Situation, minutes: 1.5, probes: [What was at stake?, Who else was there?]}
  - {id: actions, title: Actions, kind: rows, minutes: 8, fields: [{id: action, title: Action}]}
",
    ),
    (
        "story/disagreed.yaml",
        "id: disagreed
type: story
title: Tell me about a time when you disagreed with an engineer.
difficulty: easy
brief: {say: \"Take your time. I would like to hear what you did yourself.\"}
follow_ups:
  - {ask: What would you do differently?}
",
    ),
];

fn disagreed(mode: Mode, guide: Guide, width: u16) -> Journey {
    let start = Start::Question(Box::new(Begin { mode, guide, ..begin("disagreed") }));
    let mut journey = Journey::with_bank(BEHAVIORAL, start, width, 24);
    journey.types("<enter>");
    journey
}

#[test]
fn an_interview_without_an_opening_is_one_open_answer_and_then_probes() {
    for width in [60, 80, 120] {
        let mut ada = disagreed(Mode::Interview, Guide::Full, width);
        assert_eq!(ada.route(), ["h1", "retell", "wrap_up"]);
        ada.sees("Notes").sees("10:00").sees("Take your time.").types("We disagreed.<wait 30s>");
        if width == 80 {
            assert_snapshot!("an interview without an opening", ada.picture());
        }
        let mut probes = 0;
        loop {
            for hidden in ["Headline", "Situation", "Actions", "in one line"] {
                ada.sees_no(hidden);
            }
            ada.types("<ctrl-n>");
            if ada.screen().contains("The interviewer interrupts") {
                probes += 1;
                // The next one is not announced.
                let shown = if width < 76 { 0 } else { probes };
                assert_eq!(ada.screen().matches("Probe").count(), shown, "{}", ada.screen());
            } else {
                break;
            }
        }
        assert!((1..=2).contains(&probes), "{probes}");
        ada.sees("What would you do differently?").goes_to("retell").sees("Notes");
        // Back and forth again, nothing is asked twice.
        let route = ada.route();
        ada.goes_back_to("h1").goes_to("wrap_up");
        // What stands here would have helped in the answer.
        ada.types("<ctrl-p>").sees("The interview is over.");
        assert_eq!(ada.stop(), "wrap_up");
        assert_eq!(ada.route(), route);
        ada.types("<ctrl-q>").again().types("<enter>");
        assert_eq!(ada.route(), route);
        ada.types("<ctrl-n>")
            .sees("Finished and saved.")
            .sees("Which steps does each of your headings cover?");
    }
}

#[test]
fn the_blank_guide_without_an_opening_is_the_same_without_probes() {
    let mut ada = disagreed(Mode::Practice, Guide::Blank, 80);
    ada.sees_no("Headline").types("We disagreed.<ctrl-n>").sees("What would you do differently?");
    assert_eq!(ada.route(), ["h1", "q2", "retell", "wrap_up"]);
    // The other guides have the framework's steps.
    let mut ada = disagreed(Mode::Practice, Guide::Headings, 80);
    ada.sees("Headline").sees("Situation");
    assert_eq!(ada.route(), ["headline", "situation", "actions", "retell", "wrap_up"]);
}

#[test]
fn the_rail_has_what_was_asked_once_it_was() {
    let mut ada = interview("alipay-success-metrics");
    ada.types("<ctrl-n>One<enter>Two<enter><enter>").sees_no("Probe").sees("Follow-ups").sees("Retell");
    ada.types("<ctrl-n>").sees("▸ Probe").goes_to("retell").sees("Probe").sees("Follow-ups").sees("▸ Retell");
}

#[test]
fn probes_interrupt_an_interview_and_come_once() {
    let mut ada = interview("alipay-success-metrics");
    ada.types("<ctrl-n>One<enter>Two<enter>Three<enter>Four<enter><enter>");
    let mut probes = 0;
    while ada.stop() != "retell" {
        let stop = ada.stop();
        let follow_up = ada.session().follow_ups.iter().find(|f| f.id.as_str() == stop).cloned();
        if follow_up.is_some_and(|f| f.kind == FollowUpKind::Probe) {
            probes += 1;
            if probes == 1 {
                assert_snapshot!("a probe interrupts", ada.picture());
            }
        }
        ada.types("words<wait 5s><ctrl-n>");
    }
    assert!((1..=2).contains(&probes), "{probes}");
    let count = ada.session().follow_ups.len();
    // Back and forth again, nothing is asked twice.
    let route = ada.route();
    ada.types(&"<ctrl-p>".repeat(route.len())).goes_to("retell");
    assert_eq!(ada.session().follow_ups.len(), count);
    assert_eq!(ada.route(), route);
}

#[test]
fn one_step_alone_has_no_opening_and_no_retell() {
    let mut one = begin("alipay-success-metrics");
    one.only = Some("metrics".into());
    let mut ada = Journey::beginning(one);
    assert_eq!(ada.route(), ["metrics", "wrap_up"]);
    assert_eq!(ada.session().minutes, 7.0);
    ada.types("Payers<enter><enter><wait 3s>");
    assert_snapshot!("one step alone", ada.picture());
    ada.types("<ctrl-n><ctrl-n>").sees("Finished and saved.");
    ada.types("<tab>").sees("Metrics");
    assert_eq!(ada.attempts(), [("aaaa".to_owned(), State::Finished)]);
}

#[test]
fn every_type_of_question_can_be_walked_through_under_every_guide() {
    let bank = bank::built_in();
    for kind in bank.frameworks.keys() {
        let question = bank.questions.iter().find(|question| *kind == question.kind());
        let question = question.unwrap().id();
        for guide in [Guide::Full, Guide::Headings, Guide::Blank] {
            let mut begin = begin(question);
            begin.guide = guide;
            walk(Journey::beginning(begin));
        }
        walk(interview(question));
    }
}

/// Types something in every field of every stop, to the debrief and through it.
fn walk(mut ada: Journey) {
    while ada.session().state == State::InProgress {
        let stop = ada.stop();
        ada.types("one<tab>two<enter>three<wait 1s>");
        if stop == "plan" && ada.session().guide == Guide::Blank {
            ada.types("<enter>four<tab><tab>flow<tab><enter>");
        }
        if ada.session().state == State::InProgress && ada.stop() == stop {
            ada.types("<ctrl-n>");
        }
    }
    let written = ada.session().steps.iter().filter(|s| !s.answer.is_blank()).count();
    assert!(written >= casebook::model::plan::steps(ada.session()).len().min(2), "{}", ada.saved());
    while !ada.types("<tab>").screen().contains("This is the last part") {}
    ada.types("<ctrl-q>");
    assert!(ada.gone);
    ada.again().types("s<enter>").sees("Debrief");
}

#[test]
fn other_sizes() {
    for (width, height) in [(120, 40), (60, 20)] {
        let mut ada = Journey::sized(width, height);
        ada.types("alipay<enter><enter>What for?<ctrl-n><enter>Rivals<tab>choice<ctrl-n>Pay in one breath.");
        ada.types("<ctrl-n>Consumers<tab>speed<enter>Shops<ctrl-n>Link<enter>Pay");
        assert_snapshot!(format!("flow at {width}x{height}"), ada.picture());
        ada.types("<ctrl-n>Payers = payers / linked, weekly @Consumers<enter>");
        assert_snapshot!(format!("metrics at {width}x{height}"), ada.picture());
        ada.goes_to("wrap_up").types("<ctrl-n><tab><tab><tab>");
        assert_snapshot!(format!("debrief at {width}x{height}"), ada.picture());
    }
}
