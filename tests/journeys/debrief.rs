//! The debrief after own headings: which steps they cover, what each metric is for, what would have been asked.

use casebook::model::{Guide, Role, State};
use insta::assert_snapshot;

use crate::harness::{Journey, begin};

fn blank(question: &str) -> Journey {
    let mut begin = begin(question);
    begin.guide = Guide::Blank;
    Journey::beginning(begin)
}

/// A finished answer under five headings, the third with metrics.
fn finished() -> Journey {
    let mut ada = blank("alipay-success-metrics");
    ada.types("<ctrl-n>Why now<enter>Who<tab><tab>rows<enter>Goal and risks<enter>");
    ada.types("Numbers<tab><tab>metrics<enter>End<enter><enter>");
    ada.types(
        "Rivals are everywhere.<ctrl-n>Consumers<enter>Shops<ctrl-n>Trust first; fraud second.<ctrl-n>",
    );
    ada.types("Weekly payers = count of payers, weekly @Cons<tab><enter>");
    ada.types("Payment value because big transfers swamp it<enter>");
    ada.types("Chargebacks <= 0.1 %<enter>Link rate<ctrl-n>That is all.<wait 20s>");
    ada.goes_to("wrap_up").types("<ctrl-n>");
    assert_eq!(ada.session().state, State::Finished);
    ada
}

/// On, page by page, until these words are on the screen.
fn turns_to(ada: &mut Journey, words: &str) {
    for _ in 0..20 {
        if ada.types("<tab>").screen().contains(words) {
            return;
        }
    }
    panic!("no page has {words}:\n{}", ada.screen());
}

#[test]
fn headings_are_mapped_metrics_get_roles_and_the_follow_ups_that_waited_come() {
    let mut ada = finished();
    // In the session nobody said a role: none is in the file, and nothing that depends on one was asked.
    assert!(!ada.saved_part("steps").contains("role"), "{}", ada.saved_part("steps"));
    assert!(ada.session().metrics().all(|(_, m)| m.role.is_none()));
    let asked: Vec<&str> = ada.session().follow_ups.iter().map(|f| f.ask.as_str()).collect();
    assert!(asked.len() == 2 && asked.iter().all(|ask| !ask.contains('“')), "{asked:?}");

    // The first page proposes; until something is said, nothing of it is in the file.
    assert_snapshot!("headings as proposed", ada.picture());
    assert_eq!(ada.saved_part("debrief"), "");
    // "Why now" is context too: one heading and one step more; the last heading loses nothing.
    ada.types("<right>");
    assert_snapshot!("among the steps", ada.picture());
    ada.types("<space><left>").sees("Not in your answer: User flow, Decide, Close");
    ada.types("<down><down><down><down><right><end><space>").sees("Not in your answer: User flow, Decide\n");
    ada.types("<space>").sees("Decide, Close").types("<ctrl-z>").sees("flow, Decide\n");
    ada.types("<left><enter>");

    assert_snapshot!("roles not said yet", ada.picture());
    ada.types("<right><down>2<down>66<down><right><right><right><right>");
    assert_snapshot!("roles said", ada.picture());
    let role = |ada: &Journey, words: &str| {
        let session = ada.session();
        let (_, metric) = session.metrics().find(|(_, m)| m.line.contains(words)).unwrap();
        (metric.role, session.role_of(metric))
    };
    assert_eq!(role(&ada, "Chargebacks"), (None, Some(Role::Guardrail)));
    ada.types("<ctrl-z><ctrl-z>");
    assert_eq!(role(&ada, "Link rate"), (None, Some(Role::Rejected)));
    ada.types("<ctrl-y><ctrl-y>");
    assert_eq!(role(&ada, "Link rate"), (None, Some(Role::Diagnostic)));
    assert_snapshot!("debrief saved", ada.saved_part("debrief"));
    assert!(!ada.saved_part("steps").contains("role"), "steps are frozen");

    // Time stays by own headings; the pages go by the framework's steps.
    ada.types("<enter>").sees("Overview").sees("Numbers").sees("0:20");
    ada.types("<tab><tab><tab><tab><tab>");
    assert_snapshot!("a step that a heading covers", ada.picture());
    ada.types("<tab>").sees("Goal and risks").sees("Trust first; fraud second.");
    ada.types("<tab>").sees("Consumers");
    ada.types("<tab>").sees("Not in your answer.");
    ada.types("<tab>").sees("★ Weekly payers").resizes(80, 90).sees("▣ Chargebacks").resizes(80, 24);
    ada.types("<tab>").sees("Goal and risks").sees("Trust first; fraud second.");
    ada.types("<tab><tab><tab>").sees("Follow-ups");
    ada.resizes(100, 90).sees("Would have been asked");
    assert_snapshot!("what would have been asked", ada.picture());

    // Another day all of it is there; m leads back to it.
    ada.resizes(80, 24).types("<esc>l").again().types("s<enter>").sees("Overview");
    ada.types("m").sees("Context").sees("Your headings");
    ada.types("<enter>").sees("1 ★ North Star").sees("guardrail");
}

#[test]
fn a_proposal_is_taken_with_one_key() {
    let mut ada = finished();
    ada.types("<enter>");
    let debrief =
        "debrief:\n  mapping:\n  - heading: h2\n    step: stakeholders\n  - heading: h3\n    step: goal\n";
    assert!(ada.saved_part("debrief").starts_with(debrief), "{}", ada.saved_part("debrief"));
    // Taken back, it is a proposal again.
    ada.types("<ctrl-z>").sees("Proposed from your words");
    assert_eq!(ada.saved_part("debrief"), "");
}

#[test]
fn a_heading_that_covers_no_step_has_a_page_of_its_own() {
    let mut ada = finished();
    ada.types("<enter><enter>").sees("Yours alone");
    for _ in 0..13 {
        ada.types("<tab>");
    }
    assert_snapshot!("yours alone", ada.picture());
    ada.sees("Rivals are everywhere.").sees_no("Worked notes");
}

#[test]
fn several_headings_of_one_step_are_read_together() {
    let mut ada = finished();
    ada.types("<right><down><space><left><enter><enter><tab><tab><tab><tab><tab><tab>");
    ada.sees("Why now")
        .sees("Rivals are everywhere.")
        .sees("Goal and risks")
        .sees("Trust first; fraud second.");
}

#[test]
fn follow_ups_wait_until_somebody_says_a_role() {
    let mut ada = finished();
    ada.types("<enter><enter>").sees_no("Would have been asked");
    turns_to(&mut ada, "More would have been asked");
    ada.sees("m, then Roles, says it");
}

#[test]
fn a_sealed_session_and_one_of_a_newer_casebook_are_only_read() {
    for (from, to, why) in [
        ("state: finished", "state: sealed", "The session is sealed."),
        ("format: 1\n", "format: 2\n", "This session can only be read."),
    ] {
        let mut ada = finished();
        ada.types("<enter>1<esc>l").rewrites(|text| text.replacen(from, to, 1));
        ada.again().types("s<enter>");
        if ada.screen().contains("To be read only") {
            ada.types("<esc>");
        }
        ada.sees("minutes").types("m").sees(why);
        ada.types("<ctrl-z>").sees(why);
        ada.types("p").sees("This is the first part");
        // What was said is read all the same.
        turns_to(&mut ada, "★ Weekly payers");
    }
}

#[test]
fn without_metrics_there_is_no_page_of_roles_and_without_own_headings_none_at_all() {
    let mut ada = blank("alipay-success-metrics");
    ada.types("<ctrl-n>Goal<enter><enter>Pay.").goes_to("wrap_up").types("<ctrl-n>").sees("Your headings");
    ada.types("<enter>").sees("used").types("p").sees("Your headings");

    let mut ada = Journey::practising("alipay-success-metrics");
    ada.goes_to("wrap_up").types("<ctrl-n>").sees("used");
    ada.types("m").sees("Only for your own headings.").types("p").sees("This is the first part");
}

#[test]
fn the_pages_that_ask_fit_small_and_large_terminals() {
    for (width, height) in [(60, 20), (120, 40)] {
        let mut ada = finished();
        ada.resizes(width, height).types("<right>");
        assert_snapshot!(format!("headings at {width}x{height}"), ada.picture());
        ada.types("<left><enter>1");
        assert_snapshot!(format!("roles at {width}x{height}"), ada.picture());
    }
}

#[test]
fn rows_under_own_headings_are_what_at_and_hash_name() {
    let mut ada = blank("alipay-success-metrics");
    ada.types("<ctrl-n>Who<tab><tab>rows<enter>Way<tab><tab>flow<enter>");
    ada.types("Numbers<tab><tab>metrics<enter><enter>");
    ada.types("Consumers<enter>Shop owners<ctrl-n>Link a card<enter>Pay<ctrl-n>");
    ada.types("Payers @").sees("Shop owners").sees_no("Link a card");
    ada.types("shop<tab> #").sees("Link a card").types("li<tab>");
    assert_eq!(ada.metrics(), ["no role: Payers @\"Shop owners\" #\"Link a card\""]);
    let (_, metric) = ada.session().metrics().next().unwrap();
    let parsed = ada.session().metric(&metric.id).unwrap();
    assert_eq!((parsed.name.as_str(), parsed.stakeholders.len(), parsed.stages.len()), ("Payers", 1, 1));
    // A row that is renamed takes the line along, and undo both.
    ada.types("<ctrl-p><ctrl-p><up><ctrl-w><ctrl-w>Merchants<ctrl-n>");
    assert_eq!(ada.metrics(), ["no role: Payers @Merchants #\"Link a card\""]);
}

#[test]
fn a_click_selects_a_step_and_another_one_covers_it() {
    let mut ada = finished();
    ada.clicks("Context").types("");
    assert_eq!(ada.saved_part("debrief"), "");
    ada.clicks("Context").types("").sees("Not in your answer: User flow, Decide, Close");
    ada.types("<left><enter>").clicks("guardrail").types("");
    assert!(ada.saved_part("debrief").contains("text: guardrail"), "{}", ada.saved_part("debrief"));
}

#[test]
fn a_metric_that_was_once_saved_as_a_driver_can_be_said_to_be_something_else() {
    let mut ada = finished();
    ada.types("<enter><esc>l")
        .rewrites(|text| text.replacen("- id: m8\n", "- id: m8\n    role: driver\n", 1));
    ada.again().types("s<enter>m<enter>").sees("driver: what builds the North Star");
    ada.types("1").sees("North Star: rises only").types("0").sees("driver: what builds");
    assert!(ada.saved_part("steps").contains("role: driver"));
}
