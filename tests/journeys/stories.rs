//! Somebody with an interview about themselves: keeps what they told, tells it again, and puts it into the next answer.

use casebook::{
    model::{Mode, Story, story::Done},
    tui::effect::Begin,
};
use insta::assert_snapshot;

use crate::harness::{Journey, begin};

/// A question that is answered with a story.
pub const TELLING: &str = "changed-a-decision-above-you";

/// Writes an answer and keeps it.
fn keeps(ada: &mut Journey, headline: &str, number: &str) {
    ada.goes_to("headline").types(headline).goes_to("situation").types("A boat, and a buyer.");
    ada.goes_to("actions")
        .types("Asked the buyer for three weeks<tab>a no would be final<tab>yes<enter>Told her");
    ada.goes_to("result").types(&format!("It stayed<tab>{number}"));
    ada.types("<esc>q").sees("Kept as the story");
}

/// Three stories, seen in their list.
pub fn keeps_three(ada: &mut Journey) {
    keeps(ada, "I asked for one summer", "one summer, before none");
    for title in ["I gave the piano back", "I said no to the mayor"] {
        let story = Story { title: title.to_owned(), ..Story::default() };
        ada.stories().add(&story, std::iter::once(title.replace(' ', "-").to_lowercase())).unwrap();
    }
    ada.types("<esc>ly").sees("3 stories");
}

#[test]
fn an_answer_is_kept_told_and_put_into_the_next_one() {
    let mut ada = Journey::practising(TELLING);
    ada.types("<esc>q").sees("there is no situation and no action in it");
    keeps(&mut ada, "I asked for one summer", "one summer, before none");
    assert_snapshot!("stories.yaml as it was kept", std::fs::read_to_string(ada.stories().file()).unwrap());

    // At home, and read.
    ada.types("<esc>l").sees("Stories").types("y").sees("I asked for one summer").sees("not told yet");
    assert_snapshot!("stories at 80x24", ada.picture());
    ada.types("<enter>").sees("Missing: an action without a reason, no learning, no principle");
    assert_snapshot!("a story at 80x24", ada.picture());

    // Told aloud: no sentence of it is on the screen, and one that is left does not count.
    ada.types("<enter><wait 30s>").sees("0:30 of 2:00");
    assert!(!ada.screen().contains("A boat, and a buyer"), "{}", ada.screen());
    assert_snapshot!("a story told at 80x24", ada.picture());
    ada.types("<esc>l")
        .sees("not told yet")
        .types("<enter><wait 125s>")
        .sees("2:05 · 0:05 over")
        .types("<enter>");
    ada.sees("told today in 2:05");
    assert_eq!(ada.stories().read().told.iter().map(|told| told.seconds).collect::<Vec<_>>(), [125]);

    // Tagged in an editor, it shows a principle.
    ada.editor = |text| text + "    principles: [ownership]\n";
    ada.types("e<esc>l").sees("ownership").sees("15 of 16");

    // In the next answer it stands behind what is written, and undo takes it out.
    ada.types("<esc>l/changed a decision<enter><right><enter>");
    ada.goes_to("situation").types("At home.").types("<esc>t").sees("Which story?");
    assert_snapshot!("which story", ada.picture());
    let before = ada.session().clone();
    ada.types("<enter>").sees("Ctrl-Z takes it out again");
    let session = ada.session();
    assert_eq!(session.answer(&"situation".into()).unwrap().text(), "At home.\nA boat, and a buyer.");
    assert_eq!(session.answer(&"actions".into()).unwrap().rows().len(), 2);
    ada.types("<ctrl-z>");
    for step in ["situation", "actions", "headline"] {
        let answer = |session: &casebook::model::Session| session.answer(&step.into()).cloned();
        let blank = |answer: Option<casebook::model::Answer>| answer.is_none_or(|answer| answer.is_blank());
        let (was, now) = (answer(&before), answer(ada.session()));
        assert!(was == now || blank(was) && blank(now), "{step}");
    }
}

#[test]
fn no_stories_and_stories_that_cannot_be_read_are_said() {
    let mut ada = Journey::new();
    ada.types("y").sees("No stories yet.").types("<enter>").sees("No stories yet");
    for (width, height) in [(80, 24), (60, 20)] {
        ada.resizes(width, height);
        assert_snapshot!(format!("no stories at {width}x{height}"), ada.picture());
    }
    ada.resizes(80, 24);
    ada.editor = |text| text + "stories:\n  - {id: a, title: T}\n  - {id: b, titel: U}\n";
    ada.types("e").sees("unknown key \"titel\"").sees("1 story");
    assert_snapshot!("stories with a mistake", ada.picture());
    let mut ada = Journey::practising(TELLING);
    ada.types("<esc>t").sees("No stories yet: keep this answer as one");
}

#[test]
fn under_own_headings_and_in_other_questions_stories_stay_where_they_are() {
    let mut ada = Journey::practising("alipay-success-metrics");
    ada.types("<esc>");
    assert!(!ada.screen().contains("story"), "{}", ada.screen());
    // In an interview one tells it oneself, be it under one step of the framework.
    let begin = Begin { mode: Mode::Interview, only: Some("actions".into()), ..begin(TELLING) };
    let mut ada = Journey::beginning(begin);
    ada.types("<esc>t").sees("not in interview mode");
}

#[test]
fn stories_are_read_in_a_wide_and_in_a_narrow_terminal() {
    let mut ada = Journey::practising(TELLING);
    keeps_three(&mut ada);
    for (width, height) in [(120, 40), (60, 20)] {
        ada.resizes(width, height);
        assert_snapshot!(format!("stories at {width}x{height}"), ada.picture());
    }
}

#[test]
fn a_row_that_is_half_filled_is_kept_so_that_it_can_be_read_again() {
    let mut ada = Journey::practising(TELLING);
    ada.goes_to("situation").types("A boat.").goes_to("actions").types("<tab>because it was late");
    ada.goes_to("result").types("<tab>three weeks<esc>q").sees("Kept as the story");
    ada.types("<esc>ly").sees("1 story").sees("an action without a reason");
    assert_eq!(ada.stories().read().problems, []);
    ada.types("<enter>").sees("because it was late").sees("three weeks");
}

#[test]
fn what_an_editor_wrote_into_a_cell_goes_into_an_answer_as_one_line() {
    let mut ada = Journey::practising(TELLING);
    ada.stories().begin().unwrap();
    let text = "stories:
  - id: boat
    title: T
    situation: \"one\\r\\ntwo\"
    actions: [{action: \"asked\\n\\n her\\n\", why: |
      late
    }]
"
    .replace("why: |\n      late\n    ", "why: \"late\\n\"");
    std::fs::write(ada.stories().file(), text).unwrap();
    ada.types("<esc>t<enter>").sees("Ctrl-Z takes it out again");
    let session = ada.session();
    let row = &session.answer(&"actions".into()).unwrap().rows()[0];
    let cell = |field: &str| row.value(&field.into()).text().unwrap().to_owned();
    assert_eq!((cell("action"), cell("why")), ("asked  her".to_owned(), "late".to_owned()));
    assert_eq!(session.answer(&"situation".into()).unwrap().text(), "one\ntwo");
}

#[test]
fn the_caret_stands_on_a_row_that_is_there_after_a_story_that_fits_nowhere() {
    let begin = Begin { only: Some("result".into()), ..begin(TELLING) };
    let mut ada = Journey::beginning(begin);
    ada.stories()
        .add(&Story { title: "T".to_owned(), ..Story::default() }, std::iter::once("t".to_owned()))
        .unwrap();
    ada.types("x<left><delete>")
        .types("<esc>t<enter>")
        .sees("Nothing of this story fits here")
        .types("It stayed");
    assert_eq!(ada.session().answer(&"result".into()).unwrap().rows().len(), 1);
}

#[test]
fn a_long_story_is_told_and_read_whole_in_a_small_terminal() {
    let mut ada = Journey::practising(TELLING);
    let action = |n: usize| Done {
        action: format!("Action {n} that is long enough to need a second line here"),
        ..Done::default()
    };
    let title = "A sentence of a title that goes on beyond what has room at the top of a screen, up to here";
    let story = Story { title: title.to_owned(), actions: (1..=8).map(action).collect(), ..Story::default() };
    ada.stories().add(&story, std::iter::once("long".to_owned())).unwrap();
    ada.types("<esc>ly").resizes(60, 20).types("<enter>").sees("up to here");
    ada.types("<enter>")
        .sees_no("I have told it.")
        .types("<end>")
        .sees("I have told it.")
        .sees("0:00 of 2:00");
    ada.types("<home>").sees("up to here").types("<end><down><pagedown><enter>").sees("told today");
}

#[test]
fn the_story_that_is_open_stays_the_same_one_when_others_come_before_it() {
    let mut ada = Journey::practising(TELLING);
    keeps_three(&mut ada);
    ada.types("<down><enter>").sees("I gave the piano back");
    ada.editor = |text| text.replace("\nstories:\n", "\nstories:\n  - {id: first, title: Another}\n");
    ada.types("e").sees("I gave the piano back").types("<enter><wait 3s><enter>");
    assert_eq!(ada.stories().read().told[0].story, "i-gave-the-piano-back");
    ada.editor = |text| text.replace("- id: i-gave-the-piano-back", "- id: renamed");
    ada.types("e").sees("4 stories");
}

#[test]
fn after_an_interview_under_own_headings_an_answer_says_why_it_is_no_story() {
    let mut ada = Journey::beginning(Begin { mode: Mode::Interview, ..begin(TELLING) });
    ada.types("A boat, and what I did.").types("<esc>q").sees("it stands under your own headings");
}
