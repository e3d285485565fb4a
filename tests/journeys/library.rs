//! Finding a question: words, filters with their counts, sorting, chance, and a bank with mistakes.

use casebook::tui::app::Start;
use insta::assert_snapshot;

use crate::harness::{Journey, begin};

/// A bank of a coach who likes trams.
const TRAMS: &[(&str, &str)] = &[
    (
        "a.yaml",
        "{id: tram-a, type: trade-off, title: Run the night tram?, difficulty: hard, company: Tramway, \
                topics: [night, growth strategy], brief: {say: Would you?}}",
    ),
    (
        "b.yaml",
        "{id: tram-b, type: root-cause, title: Café trams lost riders. Why?, difficulty: easy, \
                company: Tramway, topics: [night], brief: {say: Riders fell.}}",
    ),
    (
        "c.yaml",
        "{id: tram-c, type: root-cause, title: 夜间电车的乘客为什么减少？, difficulty: medium, \
                topics: [growth strategy], skills: [estimation], brief: {say: Riders fell.}}",
    ),
];

fn trams(width: u16, height: u16) -> Journey {
    Journey::with_bank(TRAMS, Start::Library(String::new()), width, height)
}

#[test]
fn filters_combine_and_say_how_many_they_leave() {
    let mut ada = trams(120, 34);
    ada.types("<tab><tab>").sees("8 of 8").sees("Root-cause analysis   3");
    // The first of the types is the most frequent one.
    ada.types("<space>").sees("3 of 8").sees("only Root-cause analysis").sees("● Root-cause analysis   3");
    ada.sees("○ easy                  1").sees("○ Tramway               1");
    assert_snapshot!("a filter at 120x34", ada.picture());
    ada.types("/tram").sees("2 of 8").types("<tab><tab>").types("c").sees("4 of 8").sees_no("only");
}

#[test]
fn the_filters_stand_in_the_place_of_the_list_where_there_is_no_room() {
    let mut ada = trams(80, 24);
    ada.sees("Run the night tram?").types("<tab><space>").sees_no("Run the night tram?").sees("Difficulty");
    ada.types("<down><space>").sees("only").types("<backtab>").sees("trade-off ·");
    assert_snapshot!("the list with its preview below", ada.picture());
    for (width, height) in [(60, 20), (96, 24), (111, 30), (112, 12)] {
        ada.resizes(width, height).types("<tab><tab><tab>");
    }
}

#[test]
fn letters_act_in_the_list_and_slash_goes_back() {
    let mut ada = trams(80, 24);
    ada.types("café").sees("1 of 8").types("<tab>x").sees("/ goes back to the search");
    ada.types("/<ctrl-w><tab>s")
        .sees("easiest first")
        .types("s")
        .sees("by company")
        .types("s")
        .sees("new ones first");
    ada.types("s").sees_no("new ones first");
    ada.types("r").sees("Enter begins.");
    let mut ada = trams(80, 24);
    ada.types("乘客").sees("1 of 8").types("<tab><enter>").sees("Riders fell.");
}

#[test]
fn what_matches_nothing_says_what_would_find_more() {
    let mut ada = trams(80, 24);
    ada.types("tram<tab><tab><space>/zzz").sees("Nothing matches. Fewer words or filters find more.");
    ada.types("<tab>r").sees("Nothing matches.").types("<enter>").sees("of 8");
}

#[test]
fn a_bank_with_mistakes_still_has_its_good_questions_and_one_key_shows_why() {
    let broken = [TRAMS[0], ("broken.yaml", "id: tram-d\ntitel: A slip\n")];
    let mut ada = Journey::with_broken_bank(&broken, Start::Library(String::new()), 80, 24);
    ada.sees("6 of 6")
        .sees("2 mistakes in your banks, 1 did not load")
        .types("<tab>e")
        .sees("unknown key \"titel\"");
    ada.sees("did you mean \"title\"?").types("<esc>").sees("6 of 6");
    let mut whole = trams(80, 24);
    whole.sees_no("mistakes in").types("<tab>e").sees("Nothing is wrong with the banks.");
}

#[test]
fn one_step_alone_leaves_its_question_new() {
    let mut one = begin("alipay-success-metrics");
    one.only = Some("metrics".into());
    let mut ada = Journey::beginning(one);
    ada.types("<esc>l").sees("Resume").sees("Next up").sees("a good one to begin with");
    ada.types("/alipay").sees("Alipay payment").sees_no("in progress").types("<esc>l<enter>");
    ada.goes_to("wrap_up").types("<ctrl-n><esc>l").sees("a good one to begin with");
    ada.types("/alipay").sees("1 of 5").sees_no("done");
}
