//! Every binding of the table, pressed once on its screen.

use casebook::{
    model::Guide,
    tui::{
        action::Action,
        effect::Event,
        keymap::{self, Binding, Scope},
    },
};
use crossterm::event::KeyEvent;

use crate::{
    answering::reviewed,
    harness::{Journey, begin},
    keys::key,
    screens::SCREENS,
    stories::{TELLING, keeps_three},
    tracks::led,
};

/// A person in the middle of a screen: something is above, below, left and right of them, to undo and to redo.
fn on(screen: &str) -> Journey {
    let mut ada = match screen {
        "home" | "tracks" => led(80, 24),
        "library" | "questions" | "filters" | "first minute" | "brief" => Journey::new(),
        "debrief" | "headings" | "steps" | "roles" | "contracts" | "contract" | "scoring" | "passages"
        | "replay" => {
            let mut blank = begin("alipay-success-metrics");
            blank.guide = Guide::Blank;
            Journey::beginning(blank)
        }
        "answering" | "why not" => reviewed(),
        "stories" | "a story" | "telling" | "tale" | "tale read" => Journey::practising(TELLING),
        _ => Journey::practising("alipay-success-metrics"),
    };
    match screen {
        "home" => ada.types("<down>"),
        "tracks" => ada.types("t<down>"),
        "inbox" | "inbox search" | "assignments" | "cohort" | "calibration" | "column" | "review"
        | "comment" | "scores" | "grounds" | "giving back" => {
            desk(&mut ada);
            match screen {
                "assignments" => ada.types("w").resizes(60, 12).types("<down>"),
                "inbox" => ada.types("ttttt<down>"),
                "column" => ada.types("v2<down>sOne thing<enter>"),
                "inbox search" => ada.types("/a b<left><down>"),
                "cohort" => ada.types("<enter>o<down>2<down>3<down>2<esc>lg").resizes(60, 15).types("<down>"),
                "calibration" => ada.types("a").resizes(60, 12).types("<down>"),
                "review" => ada.types("<enter><tab><tab><tab><tab><down><down>sOne thing<enter>"),
                "comment" => ada.types("<enter><tab><tab><tab><tab><down>sOne two three<left><left>"),
                "scores" => ada.types("<enter>o<down>2<up>3<down>"),
                "grounds" => ada.types("<enter>o<down>4<down><down>"),
                _ => ada.types("<enter>g<down><right><right><down><right>"),
            }
        }
        "mock begins" => ada.interviews("alipay-success-metrics").types("one two three<left><left><left>"),
        "mock" => {
            ada.interviews("alipay-success-metrics").types("<enter><down><down><down><enter>");
            ada.types("one<enter>one two three").types(&"<left>".repeat(5))
        }
        "mock notes" => {
            ada.interviews("alipay-success-metrics")
                .types("<enter>one<enter>two<enter>three<enter>four<enter>");
            ada.types("<f3><delete><up>")
        }
        "mock scores" => {
            ada.interviews("alipay-success-metrics").types("<enter>one<enter><f4><down>2<up>3<down>")
        }
        "mock grounds" => {
            ada.interviews("alipay-success-metrics").types("<enter>one<enter>two<enter>three<enter>");
            ada.types("<f4><down>4<down>")
        }
        "mock gives back" => {
            ada.interviews("alipay-success-metrics").types("<enter><f5><down><right><right><down><right>")
        }
        "library" => ada.types("e w t<left><left><down><down>"),
        "questions" => ada.types("/<tab><space><space><tab><tab><down><down>"),
        "filters" => ada.types("/<tab><space><down><space><down>"),
        "first minute" => {
            ada.types("<up><up><up>").opens("One minute").types("payers a week<left><left><left><left><left>")
        }
        "brief" => ada.types("alipay<enter><down><right>"),
        "sessions" | "attempts" => {
            ada.types("<esc>l");
            for _ in 0..4 {
                ada.types("alipay<enter><right><enter>").types("<esc>l");
            }
            ada.types("s<wait 2s>").types("2026 alipay<left><left><down><down>");
            // One is out of the way, so that there is something to be taken back.
            ada.types("<esc>a").types("<up>");
            if screen == "attempts" { ada.types("<tab><space><space><space><down>") } else { &mut ada }
        }
        "debrief" => {
            own_headings(&mut ada);
            ada.types("<enter>12<ctrl-z><enter><tab><tab><tab><tab><down>")
        }
        "headings" => {
            own_headings(&mut ada);
            ada.types("<right><down><space><down><space><ctrl-z><left><down>")
        }
        "steps" => {
            own_headings(&mut ada);
            ada.types("<right><down><space><down><space><ctrl-z><left><down><right><down>")
        }
        "attempts at a question" => {
            attempts(&mut ada);
            ada.types("v<down><space><up>")
        }
        "compared" => {
            attempts(&mut ada);
            ada.types("v<enter><down><down>")
        }
        "roles" => {
            own_headings(&mut ada);
            ada.types("<enter><right><down><right><right><ctrl-z><down>")
        }
        "contracts" => {
            two_contracts(&mut ada);
            ada.types("<enter>one<enter>").types("<esc>d<ctrl-z>").types("<down><down>")
        }
        "contract" => {
            two_contracts(&mut ada);
            ada.types("<enter><enter>one two three<enter>four five six seven<ctrl-z>")
                .types(&"<left>".repeat(6))
        }
        "scoring" => {
            own_headings(&mut ada);
            ada.types("<enter>1<enter>o3<right>3<ctrl-z><down>")
        }
        "passages" => {
            own_headings(&mut ada);
            ada.types("<enter>1<enter>o3<right>3<ctrl-z>e<down><down>")
        }
        "replay" => {
            ada.types("<wait 2s><ctrl-n>Goal<enter>Numbers<tab><tab>metrics<enter><enter>");
            let goal: String = (0..120).map(|n| format!("Goal {n}. ")).collect();
            ada.pastes(&goal).types("<wait 30s><ctrl-n>Payers<wait 5s>").goes_to("wrap_up");
            ada.types("<ctrl-n><enter>1<enter>");
            // In the middle of the pause behind the goal, which is longer than its pane.
            ada.types("r<wait 1s> <right><right><up><up>-")
        }
        "prose" => {
            let text = "one two three\n".repeat(40);
            ada.goes_to("goal").pastes(&text).types("x<ctrl-z>");
            ada.types(&"<up>".repeat(20)).types("<right><right><right><right><right>")
        }
        "rows" => {
            ada.goes_to("stakeholders").types("a<enter>b<tab>one two three<enter>c<ctrl-z><up><tab>");
            ada.types("<end>").types(&"<left>".repeat(5))
        }
        "metrics" => {
            ada.goes_to("metrics")
                .types("a<enter>b<enter>c d<enter>one two three<tab><enter>e f<ctrl-z><up>");
            ada.types("<end>").types(&"<left>".repeat(5))
        }
        "stories" | "a story" | "telling" => {
            keeps_three(&mut ada);
            match screen {
                "stories" => ada.types("<down>"),
                "a story" => ada.types("<enter>").resizes(60, 12).types("<down>"),
                _ => ada.types("<enter><enter>").resizes(60, 12).types("<down>"),
            }
        }
        "tale" => {
            keeps_three(&mut ada);
            ada.types("<esc>l/changed a decision<enter><right><enter>").goes_to("actions");
            ada.types("a<enter>b<tab>one two three<enter>c<ctrl-z><up><tab><end>").types(&"<left>".repeat(5))
        }
        "tale read" => {
            keeps_three(&mut ada);
            ada.types("<esc>l/changed a decision<enter><right><enter>").goes_to("situation");
            ada.pastes(&"It was late. ".repeat(80)).goes_to("wrap_up");
            ada.types("<ctrl-n>o3<right>2<ctrl-z>pppppp<down>")
        }
        "answering" | "why not" => {
            ada.opens("What they say").types("n");
            if screen == "why not" { ada.types("done two three<left><left>") } else { ada.types("a<down>") }
        }
        "progress" => {
            // Far enough down that there is something above and below.
            ada.goes_to("wrap_up").types("<ctrl-n><esc>l").types("/bolt<enter><enter>");
            ada.goes_to("wrap_up").types("<ctrl-n><esc>l").resizes(80, 12).types("p<wait 2s>");
            ada.types("<enter><down>")
        }
        "findings" | "reason" => {
            lacking(&mut ada);
            ada.types("<esc>m<down><down>");
            if screen == "reason" {
                ada.types("xone two three<left><left><left><left><left>")
            } else {
                &mut ada
            }
        }
        "coverage" => {
            lacking(&mut ada);
            ada.types("<f3><down><right>")
        }
        "findings read" => {
            lacking(&mut ada);
            ada.goes_to("wrap_up").types("<ctrl-n>f<down><down>x<enter><up>x<enter><ctrl-z>")
        }
        "coverage read" => {
            lacking(&mut ada);
            ada.goes_to("wrap_up").types("<ctrl-n>c<down>x<enter><down>x<enter><ctrl-z><up><right>")
        }
        "retell" => ada.goes_to("goal").types("x y<ctrl-z>").goes_to("retell"),
        _ => panic!("no screen {screen}"),
    };
    ada
}

/// An answer that lacks a few things, in the decision; something is undone.
fn lacking(ada: &mut Journey) {
    ada.goes_to("context").types("a<enter>b<enter>c");
    ada.goes_to("stakeholders").types("a<enter>b<enter>c").goes_to("flow").types("d<enter>e<enter>f");
    ada.goes_to("metrics").types("Payers = people @a #d<enter>");
    ada.goes_to("decide").types("x y<ctrl-z>");
}

/// Three attempts at the question, of which the newest is read.
fn attempts(ada: &mut Journey) {
    for time in 1..4 {
        ada.goes_to("goal").pastes(&"Trust first. ".repeat(90)).types("<wait 2s>");
        ada.goes_to("stakeholders");
        for name in 1..8 {
            ada.types(&format!("Group {name} of {time}<enter>"));
        }
        ada.goes_to("wrap_up").types("<ctrl-n>").types("<esc>l/alipay<enter><enter>");
    }
    ada.types("<esc>ls<tab><down><enter>");
}

/// A finished answer under own headings, with metrics.
fn own_headings(ada: &mut Journey) {
    ada.types("<ctrl-n>Goal<enter>Numbers<tab><tab>metrics<enter>Risks<enter>End<enter><enter>");
    ada.pastes(&"A long goal. ".repeat(80)).types("<ctrl-n>Payers<enter>Refunds<enter>Speed<enter>Loss");
    ada.goes_to("wrap_up").types("<ctrl-n>");
}

/// At the questions that a North Star and one of two guardrails leave open.
fn two_contracts(ada: &mut Journey) {
    own_headings(ada);
    ada.types("<enter>1<down>6<down>6<enter>t");
}

/// Three finished answers on a coach's desk, and a file that cannot be read.
fn desk(ada: &mut Journey) {
    for _ in 0..3 {
        ada.goes_to("goal").pastes("Trust comes first. Then speed. Then reach. Then all else.");
        ada.goes_to("stakeholders").types("Consumers<enter>Merchants<enter>Banks");
        ada.goes_to("metrics").types("Payers = people<enter>Value<enter>Speed");
        ada.goes_to("wrap_up").types("<ctrl-n>").types("<esc>l/alipay<enter><enter>");
    }
    ada.types("<esc>l").damages("format: [");
    for week in ["week-3", "week-4", "week-5"] {
        ada.assigns(week, "2026-03-01", &["alipay-success-metrics"], &["Ada", "Ben", "Cleo"]);
    }
    ada.coaches();
}

impl Journey {
    fn presses(&mut self, key: KeyEvent) {
        self.happens(Event::Key(key));
        self.types("");
    }
}

#[test]
fn help_names_the_scopes_of_each_screen_and_no_others() {
    for (screen, scopes) in SCREENS {
        let mut ada = on(screen);
        ada.resizes(120, 200).types("<f1>");
        let help = ada.screen();
        let (left, right) = edges(&help);
        let inside = |line: &str| line.chars().take(right).skip(left + 1).collect::<String>();
        let titles: Vec<String> = help.lines().map(|line| inside(line).trim().to_owned()).collect();
        for scope in Scope::ALL {
            let named = titles.iter().any(|title| title == scope.title());
            assert_eq!(named, scopes.contains(&scope), "{screen}: {scope:?}\n{help}");
        }
    }
}

/// The columns of the box that is open over the screen.
fn edges(screen: &str) -> (usize, usize) {
    let top = screen.lines().find(|line| line.contains('┌')).unwrap();
    let column = |corner| top.chars().position(|c| c == corner).unwrap();
    (column('┌'), column('┐'))
}

#[test]
fn every_binding_does_something_on_its_screen() {
    let mut still = Vec::new();
    for (screen, scopes) in SCREENS {
        let ada = on(screen);
        for binding in keymap::all().filter(|b| scopes.contains(&b.scope)) {
            for word in binding.keys {
                let mut twin = ada.twin();
                twin.presses(key(word).unwrap());
                if is_still(&ada, &twin) {
                    still.push(format!("{screen}: {word}"));
                } else {
                    does_what_it_says(&ada, twin, binding, screen, word);
                }
            }
            if binding.keys.is_empty() {
                let mut twin = ada.twin();
                twin.types("<ctrl-k>").types(binding.label).types("<enter>");
                if is_still(&ada, &twin) {
                    still.push(format!("{screen}: {}", binding.label));
                } else {
                    does_what_it_says(&ada, twin, binding, screen, binding.label);
                }
            }
        }
    }
    insta::assert_snapshot!("what has nothing to do where the test stands", still.join("\n"));
}

fn is_still(before: &Journey, after: &Journey) -> bool {
    !after.gone
        && before.picture() == after.picture()
        && before.slept == after.slept
        && before.clipboard == after.clipboard
        && before.app_session() == after.app_session()
}

/// What is cheap to say about an action.
fn does_what_it_says(before: &Journey, mut after: Journey, binding: &Binding, screen: &str, way: &str) {
    let told = format!("{screen}: {way} ({}):\n{}", binding.label, after.screen());
    let answers = |journey: &Journey| journey.app_session().map(|s| (s.steps.clone(), s.opening.clone()));
    let same = answers(before) == answers(&after);
    let said = |journey: &Journey| {
        let aside = |s: &casebook::model::Session| (s.dismissed.clone(), s.out_of_scope.clone());
        let of = |s: &casebook::model::Session| {
            (s.mapping.clone(), s.completed.clone(), s.self_scores.clone(), aside(s))
        };
        journey.app_session().map(of)
    };
    match binding.action {
        Action::Quit => assert!(after.gone, "{told}"),
        Action::Suspend => assert_eq!(after.slept, before.slept + 1, "{told}"),
        Action::Menu | Action::Commands | Action::Help => {
            assert!(after.screen().contains('┌') && same, "{told}");
            // What is open closes again without a trace.
            after.types("<esc>");
            assert_eq!(after.screen(), before.screen(), "{told}");
        }
        Action::Back if ["attempts at a question", "compared"].contains(&screen) => {
            assert!(after.screen().contains("Debrief ·"), "{told}");
        }
        Action::Back
            if [
                "assignments",
                "cohort",
                "calibration",
                "column",
                "review",
                "comment",
                "scores",
                "grounds",
                "giving back",
            ]
            .contains(&screen) =>
        {
            assert!(after.screen().contains("search: candidate"), "{told}");
        }
        Action::Back if screen == "a story" => assert!(after.screen().contains("3 stories"), "{told}"),
        Action::Back if screen == "telling" => assert!(after.screen().contains("not told yet"), "{told}"),
        Action::Back if screen == "replay" => assert!(after.screen().contains("Debrief"), "{told}"),
        Action::Back | Action::Leave => assert!(after.screen().contains("Browse"), "{told}"),
        Action::Next | Action::Previous => assert_ne!(after.stop(), before.stop(), "{told}"),
        Action::Undo | Action::Redo if before.is_in_session() => {
            assert!(!same || said(before) != said(&after), "{told}");
        }
        // A reason is one step for undo, with all that was typed of it.
        Action::Newline
        | Action::DeleteBack
        | Action::DeleteForward
        | Action::DeleteWordBack
        | Action::DeleteWordForward
        | Action::RowUp
        | Action::RowDown
        | Action::Indent
        | Action::Outdent
            if before.is_in_session() && screen != "reason" =>
        {
            assert!(!same || said(before) != said(&after), "{told}");
            after.types("<ctrl-z>");
            assert_eq!(answers(&after), answers(before), "undo does not take it back: {told}");
            assert_eq!(said(&after), said(before), "undo does not take it back: {told}");
        }
        Action::Move(_) => assert!(same, "{told}"),
        Action::Select(_) | Action::SelectAll => {
            assert!(same, "{told}");
            // Passages are not text to be copied.
            if before.is_in_session() && screen != "passages" {
                after.types("<ctrl-c>");
                assert!(!after.clipboard.last().unwrap().is_empty(), "{told}");
            }
        }
        Action::Search => assert!(after.screen().contains(" of ") && after.cursor().is_some(), "{told}"),
        Action::Browse => assert!(after.screen().contains("5 of 5"), "{told}"),
        Action::Progress => assert!(after.screen().contains("Progress"), "{told}"),
        Action::Stories => assert!(after.screen().contains("Without a story"), "{told}"),
        Action::Tracks => assert!(after.screen().contains("Tracks"), "{told}"),
        Action::Sessions => assert!(!after.screen().is_empty(), "{told}"),
        Action::Copy | Action::Cut => assert!(same, "{told}"),
        _ => {}
    }
}
