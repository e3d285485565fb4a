//! From the first start to the debrief, and away in the middle and back.

use casebook::model::{Guide, Mode, Role, State, Stop};

use crate::{
    harness::{Modes, Screen, Terminal},
    home::{Home, rows},
};

#[test]
fn a_whole_rep_from_the_first_start_to_the_debrief() {
    let home = Home::new();
    let mut t = Terminal::open(&home);
    t.wait_for("casebook");
    t.keys("/alipay").wait_for("Alipay payment service?");
    t.keys("<enter>").wait_for("Enter begins");
    t.keys("<enter>").wait_for_caret_on("A question, as you would ask it");

    // The opening: a question, the fact that answers it, the plan as it is.
    t.keys("Shop payments only?<enter>").wait_for("Shop payments only?");
    t.keys("<enter><enter>").wait_for("Paying merchants, online and in shops.");
    t.keys("<ctrl-n>").wait_for("Enter takes the plan");
    t.keys("<enter>").wait_for("So what");

    t.keys("Two wallets each<tab>Count people, not accounts<enter>Shops are free<tab>Measure acceptance");
    t.wait_for_caret_behind("Measure acceptance");
    t.keys("<ctrl-n>").wait_for("One outcome for users");
    t.keys("Paying without thinking comes first.").wait_for_caret_behind("comes first.");
    t.keys("<ctrl-n>").wait_for("Loses");
    t.keys("Consumers<tab>Speed<tab>Privacy<enter>Merchants<tab>Sales<tab>Fees<ctrl-n>");
    t.wait_for("Who acts");
    t.keys("Link a card<tab>Consumers<enter>Pay<tab>Consumers<enter>Settle<tab>Alipay<ctrl-n>");

    t.wait_for("North Star");
    t.keys("Active payers = count of payers with two settled payments, weekly @Consumers #Pay<enter>");
    t.keys("Payment value because transfers swamp it<enter>");
    t.keys("First payment = first settled payments / cards linked, 7 days<enter>");
    // Enter in an empty slot goes on to the next section; the diagnostics have one for each stage that was written.
    t.keys("<enter>Link ok = cards linked / tries, daily<enter><enter>");
    t.keys("Refunds <lt>= last quarter<enter><enter>");
    t.keys("Chargebacks = chargebacks / payments <lt>= 0.1 %").wait_for_caret_behind("<= 0.1 %");

    t.keys("<ctrl-n>").wait_for("Detected by");
    t.keys("Wash trading<tab>charg").wait_for("▸ Chargebacks");
    t.keys("<tab><enter>")
        .wait_until("the next risk", |s| s.count("Chargebacks") == 1 && s.count("Wash trading") == 1);
    t.keys("<ctrl-n>").wait_for("Moves");
    t.keys(
        "Campaign for small shops<tab>Active p<tab><tab>Chargeb<tab><tab>Keep if payers rise a tenth<ctrl-n>",
    );
    t.wait_for("Close");
    t.keys("In short: payers, held by chargebacks.").wait_for_caret_behind("by chargebacks.");

    t.keys("<ctrl-n>").wait_for("Follow-up 1 of 3");
    for number in 1..=3 {
        t.wait_for(&format!("Follow-up {number} of 3"));
        t.keys(&format!("Reply {number}")).wait_for_caret_behind(&format!("Reply {number}"));
        t.keys("<ctrl-n>");
    }
    t.wait_for("90 seconds");
    t.keys("<enter>").wait_for("Where was I lowest?");
    t.keys("<right><tab>Limits first.<tab>A limit on every guardrail")
        .wait_for_caret_behind("every guardrail");
    t.keys("<ctrl-n>").wait_for("Finished and saved");

    // The debrief puts the worked notes beside the answer.
    let mut seen = t.wait_for("Debrief");
    for _ in 0..6 {
        if seen.has("Taobao takes WeChat Pay") {
            break;
        }
        let before = seen.header().to_owned();
        t.keys("n");
        seen = t.wait_until("the next part", |s| s.header() != before);
        seen = t.wait_until("its words", |s| s.header() == seen.header() && !s.footer().contains("Finished"));
    }
    t.wait_for("Taobao takes WeChat Pay");
    assert!(t.screen().has("Two wallets each"), "{}", t.screen());

    t.keys("<ctrl-q>");
    assert_eq!(t.end().exit_code(), 0);
    assert_eq!(t.modes(), Modes::OF_A_SHELL);

    assert_eq!(home.files().len(), 1, "{:?}", home.files());
    let session = home.session();
    assert_eq!(session.state, State::Finished);
    assert_eq!((session.mode, session.guide), (Mode::Practice, Guide::Full));
    assert_eq!(session.opening.asks[0].ask, "Shop payments only?");
    assert_eq!(session.opening.opened.len(), 1);
    assert!(session.opening.opened[0].asked);
    assert_eq!(
        rows(&session, "context"),
        [["Two wallets each", "Count people, not accounts"], ["Shops are free", "Measure acceptance"]]
    );
    assert_eq!(home.prose("goal"), "Paying without thinking comes first.");
    assert_eq!(
        rows(&session, "stakeholders"),
        [["Consumers", "Speed", "Privacy"], ["Merchants", "Sales", "Fees"]]
    );
    assert_eq!(
        rows(&session, "flow"),
        [["Link a card", "Consumers"], ["Pay", "Consumers"], ["Settle", "Alipay"]]
    );
    let metrics: Vec<(Role, &str)> =
        session.metrics().map(|(_, m)| (m.role.unwrap(), m.line.as_str())).collect();
    assert_eq!(
        metrics,
        [
            (
                Role::NorthStar,
                "Active payers = count of payers with two settled payments, weekly @Consumers #Pay"
            ),
            (Role::Rejected, "Payment value because transfers swamp it"),
            (Role::Driver, "First payment = first settled payments / cards linked, 7 days"),
            (Role::Diagnostic, "Link ok = cards linked / tries, daily"),
            (Role::Counter, "Refunds <= last quarter"),
            (Role::Guardrail, "Chargebacks = chargebacks / payments <= 0.1 %"),
        ]
    );
    assert_eq!(rows(&session, "risks"), [["Wash trading", "Chargebacks"]]);
    assert_eq!(
        rows(&session, "decide"),
        [["Campaign for small shops", "Active payers", "Chargebacks", "Keep if payers rise a tenth"]]
    );
    assert_eq!(home.prose("close"), "In short: payers, held by chargebacks.");
    let replies: Vec<&str> = session.follow_ups.iter().map(|f| f.answer.as_str()).collect();
    assert_eq!(replies, ["Reply 1", "Reply 2", "Reply 3"]);
    assert!(session.retell.said);
    assert!(session.wrap_up.lowest.is_some());
    assert_eq!(session.wrap_up.learnt, "Limits first.");
    assert_eq!(session.wrap_up.next.constraint, "A limit on every guardrail");
}

#[test]
fn leaving_in_the_middle_comes_back_to_the_same_caret_and_the_clock_goes_on() {
    let home = Home::left_at("goal", |_| {});
    let mut t = Terminal::resumed(&home);
    t.keys("one two three<ctrl-left>").wait_for_caret_behind("one two ");
    // The clock counts; then away with Ctrl-Q.
    let left = t.wait_until("two seconds", |s| s.seconds() >= Some(2));
    t.keys("<ctrl-q>");
    assert_eq!(t.end().exit_code(), 0);
    assert_eq!(home.session().at.offset, "one two ".len());

    let mut t = Terminal::open(&home);
    t.wait_for("Resume");
    t.keys("<enter>");
    let back = t.wait_for_caret_behind("one two ");
    assert!(back.seconds() >= left.seconds(), "{left}\n{back}");
    t.wait_until("the clock going on", |s| s.seconds() > left.seconds());
    t.keys("and ").wait_for_caret_behind("one two and ");
    home.wait_for_prose("goal", "one two and three");
}

#[test]
fn a_row_is_come_back_to_where_it_was_left() {
    let home = Home::left_at("stakeholders", |_| {});
    let mut t = Terminal::resumed(&home);
    t.keys("Consumers<tab>Speed<tab>Privacy<enter>Merchants<tab>Sales<left><left>")
        .wait_for_caret_behind("Sal");
    t.keys("<ctrl-q>");
    assert_eq!(t.end().exit_code(), 0);

    let mut t = Terminal::resumed(&home);
    t.wait_for_caret_behind("Sal");
    t.keys("<backspace><backspace>Scal").wait_for_caret_behind("SScal");
    home.wait_until("the row", |s| rows(s, "stakeholders").get(1).is_some_and(|r| r[1] == "SScales"));
}

#[test]
fn interview_mode_gives_nothing_away() {
    let home = Home::new();
    let mut t = Terminal::sized(&home, 120, 40);
    t.wait_for("casebook");
    t.keys("/alipay").wait_for("1 of ");
    t.keys("<enter>").wait_for("practice");
    t.keys("<right>").wait_for("interview");
    let hidden = |screen: &Screen| {
        for word in [
            "success metrics",
            "medium",
            "metric analysis",
            "North Star",
            "Stakeholders",
            "So what",
            "guardrail",
            "Say it",
        ] {
            assert!(!screen.has_in_any_case(word), "{word}\n{screen}");
        }
    };
    hidden(&t.wait_until("nothing of the type", |s| {
        s.has("interview") && !s.has("full") && s.has("Enter begins")
    }));
    t.keys("<enter>").wait_for("20:00");
    t.keys("Who pays?").wait_for_caret_behind("Who pays?");
    hidden(&t.screen());
    t.keys("<f2>").wait_for("Not in interview mode");
    t.keys("<ctrl-n>").wait_for("Your headings");
    t.keys("What it is for<enter>How I would know<enter>").wait_for_caret_on("next heading");
    hidden(&t.screen());
    t.keys("<ctrl-n>")
        .wait_until("the first heading", |s| s.count("What it is for") >= 1 && !s.has("next heading"));
    t.keys("Paying.").wait_for_caret_behind("Paying.");
    hidden(&t.screen());
    // With two headings there is one boundary between them, and an interviewer interrupts there.
    t.keys("<ctrl-n>").wait_for("The interviewer interrupts");
    t.keys("Because.").wait_for_caret_behind("Because.");
    t.keys("<ctrl-n>Payers.").wait_for_caret_behind("Payers.");
    hidden(&t.screen());
    // The clock counts down.
    assert!(t.screen().header().contains(" left"), "{}", t.screen());
    t.keys("<ctrl-q>");
    assert_eq!(t.end().exit_code(), 0);
    let session = home.session();
    assert_eq!((session.mode, session.guide), (Mode::Interview, Guide::Blank));
    assert_eq!(session.follow_ups.iter().map(|f| f.answer.as_str()).collect::<Vec<_>>(), ["Because."]);
    assert!(matches!(session.at.stop, Stop::Step(_)));
}

#[test]
fn an_interview_ends_with_its_headings_beside_the_framework() {
    let home = Home::new();
    let mut t = Terminal::open(&home);
    t.wait_for("casebook");
    t.keys("/alipay").wait_for("1 of ");
    t.keys("<enter>").wait_for("practice");
    t.keys("<right>").wait_for("interview");
    t.keys("<enter>").wait_for("20:00");
    t.keys("<ctrl-n>").wait_for("Your headings");
    t.keys("Goal<enter>Numbers<tab><tab>metrics<enter>").wait_for_caret_on("next heading");
    t.keys("<ctrl-n>").wait_until("the first heading", |s| !s.has("next heading"));
    t.keys("Trust.").wait_for_caret_behind("Trust.");
    t.keys("<ctrl-n>").wait_for("The interviewer interrupts");
    t.keys("<ctrl-n>").wait_for("a metric a line");
    t.keys("Payers, weekly<enter>Loss <lt>= 1 bp").wait_for_caret_behind("<= 1 bp");
    // What needs no role is asked; what does waits.
    t.keys("<ctrl-n>").wait_for("Follow-up 1 of 2");
    t.keys("<ctrl-n>").wait_for("Follow-up 2 of 2");
    t.keys("<ctrl-n>").wait_for("90 seconds");
    t.keys("<enter>").wait_for("Where was I lowest?");

    // The first page after the wrap-up: the headings, the steps, and what is not there.
    t.keys("<ctrl-n>").wait_for("Which steps does each of your headings cover?");
    t.wait_for("Proposed from your words");
    t.keys("<down><right><end> ").wait_for("Not in your answer: Context, Stakeholders, User flow, Risks");
    t.keys("<left><enter>").wait_for("What is each of your metrics for?");
    t.keys("1<down>").wait_until("the role", |s| s.count("★ North Star") == 2);
    t.keys("<left>").wait_until("no role before none", |s| s.has("▸ Loss"));
    t.keys("6").wait_until("the other role", |s| s.count("▣ guardrail") == 3);
    t.keys("<enter>").wait_for("planned");
    for part in ["Findings", "Clarify", "Plan", "Context", "Goal", "Stakeholders", "User flow", "Metrics"] {
        t.keys("n").wait_for(&format!("▸ {part}"));
    }
    for _ in 0..8 {
        if t.at_rest().has("▣ Loss <= 1 bp") {
            break;
        }
        t.keys("<pagedown>");
    }
    t.wait_for("▣ Loss <= 1 bp");
    t.keys("nnnn").wait_for("▸ Follow-ups");
    t.keys(" ").wait_for("Would have been asked");
    t.keys("<ctrl-q>");
    assert_eq!(t.end().exit_code(), 0);

    let session = home.session();
    let pairs: Vec<_> = session.mapping.iter().map(|m| (m.heading.as_str(), m.step.as_str())).collect();
    assert_eq!(pairs, [("h1", "goal"), ("h2", "metrics"), ("h2", "close")]);
    let roles: Vec<_> = session.metrics().map(|(_, m)| (m.role, session.role_of(m))).collect();
    assert_eq!(roles, [(None, Some(Role::NorthStar)), (None, Some(Role::Guardrail))]);
}
