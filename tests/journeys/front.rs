//! The front of the house: where a start leads, what the home screen does with letters, and what is said above the
//! keys.

use casebook::{
    model::Mode,
    tui::{app::Start, effect::Event},
};
use insta::assert_snapshot;

use crate::harness::{Journey, begin};

#[test]
fn what_was_asked_for_stands_in_the_brief_before_the_clock_runs() {
    let mut one = begin("alipay-success-metrics");
    one.only = Some("metrics".into());
    let mut ada = Journey::starting(Start::Question(Box::new(one)), 80, 24);
    assert!(!ada.is_in_session());
    ada.sees("One step alone: Metrics").sees("The clock runs then.");
    // An interview is whole: one step alone offers none.
    ada.sees_no("Mode").types("<enter>");
    assert_eq!(ada.route(), ["metrics", "wrap_up"]);

    let mut interview = begin("alipay-success-metrics");
    interview.mode = Mode::Interview;
    interview.minutes = Some(30.0);
    let mut ada = Journey::starting(Start::Question(Box::new(interview)), 80, 24);
    ada.sees("interview").sees("30").types("<wait 20s><enter>");
    assert_eq!((ada.session().mode, ada.session().minutes), (Mode::Interview, 30.0));
    assert_eq!(ada.session().answer_seconds(), 0);
}

/// The last three lines of the screen.
fn foot(ada: &Journey) -> Vec<String> {
    let lines: Vec<String> = ada.screen().lines().map(str::to_owned).collect();
    lines[lines.len() - 3..].to_vec()
}

#[test]
fn what_is_said_does_not_hide_the_keys() {
    let mut ada = Journey::practising("alipay-success-metrics");
    ada.goes_to("wrap_up").types("<ctrl-n>");
    let said = foot(&ada);
    assert!(said[1].contains("Finished and saved.") && said[2].contains("Esc menu"), "{said:#?}");
    // It goes by itself, and so does nothing else.
    ada.types("<wait 6s>").sees_no("Finished and saved.").sees("Esc menu");
    ada.types("<esc>l").types("<ctrl-c>");
    let said = foot(&ada);
    assert!(said[1].contains("Ctrl-Q leaves") && said[2].contains("/ search"), "{said:#?}");
}

#[test]
fn a_failure_is_read_to_its_end_and_stays_until_a_key() {
    let why = "cannot read /home/ada/Documents/interviews/2026/casebook/sessions/2026-03-02-alipay-success-\
               metrics-bcdf.yaml: 12:5: this version does not know the kind of step: correct that place in an editor";
    for (width, height) in [(80, 24), (60, 20)] {
        let mut ada = Journey::sized(width, height);
        ada.happens(Event::Failed(why.to_owned()));
        let together = ada.screen().split_whitespace().collect::<String>();
        assert!(together.contains(&why.split_whitespace().collect::<String>()), "{}", ada.screen());
        ada.sees("Esc menu").types("<wait 30s>").sees("place in an editor");
        assert_snapshot!(format!("a failure at {width}x{height}"), ada.picture());
        ada.types("<down>").sees_no("place in an editor");
    }
}

#[test]
fn whoever_types_a_word_at_home_finds_it_whatever_its_first_letter() {
    for (word, found) in
        [("alipay", "Alipay"), ("bank", "hold"), ("stockholm", "Bolt"), ("trade", "hold"), ("bolt", "Bolt")]
    {
        let mut ada = Journey::practising("alipay-success-metrics");
        ada.types("<esc>l").types(word).sees("1 of 5").sees(found);
        // Also where there is nothing behind a letter yet.
        let mut bob = Journey::new();
        bob.types(word).sees("1 of 5").sees(found);
    }
    // A letter that is waited for, and one that follows much later, are no word.
    let mut ada = Journey::practising("alipay-success-metrics");
    ada.types("<esc>l").types("s").sees("in progress").types("<wait 3s>x").sees("in progress");
    ada.types("<esc>l").types("s").types("<down>x").sees("in progress");
}

#[test]
fn the_search_line_stands_on_top_of_home() {
    for (width, height) in [(80, 24), (60, 20), (120, 40)] {
        let mut ada = Journey::practising("alipay-success-metrics");
        ada.resizes(width, height).goes_to("wrap_up").types("<ctrl-n><esc>l");
        ada.types("/bolt<enter><enter>Which rides?<esc>l");
        assert_snapshot!(format!("home at {width}x{height}"), ada.picture());
        ada.types("/").sees("5 of 5");
    }
}
