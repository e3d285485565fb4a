//! What each rule finds and what it leaves alone. The examples of the documentation are the first of these tests.

use super::*;
use crate::insight::example::{blank, earlier, session, write};
use crate::model::{
    Answer, Guide, ItemId, Place, State, Value, rule as bound,
    session::{Mapping, OutOfScope, Stop},
};

/// What one rule says of an answer.
fn says(id: &str, lines: &[&str]) -> Vec<String> {
    let own = session(lines);
    let others: Vec<Earlier> = earlier(lines)
        .into_iter()
        .map(|(title, industries, metrics)| Earlier {
            candidate: own.person.id.clone(),
            started: own.started,
            title,
            industries: industries.into_iter().collect(),
            metrics: metrics.into_iter().collect(),
            ..Earlier::default()
        })
        .collect();
    let found = of(&own, &others);
    found.into_iter().filter(|finding| finding.rule == id).map(|finding| finding.words).collect()
}

/// The rules that find something, in their order.
fn rules(session: &Session) -> Vec<&'static str> {
    of(session, &[]).iter().map(|finding| finding.rule).collect()
}

#[test]
fn every_rule_finds_what_its_example_says_and_leaves_the_other_alone() {
    for rule in RULES {
        assert_eq!(says(rule.id, rule.triggers), [rule.says], "{}", rule.id);
        assert_eq!(says(rule.id, rule.calm), [""; 0], "{}", rule.id);
    }
}

#[test]
fn rules_have_ids_of_their_own_and_stand_in_the_order_of_their_levels() {
    let mut ids: Vec<&str> = RULES.iter().map(|rule| rule.id).collect();
    assert!(RULES.is_sorted_by_key(|rule| rule.level));
    assert!(ids.iter().all(|id| crate::model::id::is_bank_id(id)), "{ids:?}");
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), RULES.len());
    for id in bound::BOUND {
        assert!(rule(id).is_some(), "a framework may bind {id}");
    }
}

#[test]
fn a_north_star_is_asked_for_what_is_open_and_for_no_more() {
    let asked = |line: &str| says("open-measure", &[&format!("north_star {line}")]);
    assert_eq!(
        asked("Active payers"),
        [
            "Active payers: out of what, and over what time? Name the denominator, or call it a count; add a window."
        ]
    );
    assert_eq!(
        asked("Active share = payers / accounts"),
        ["Active share: over what time? Add a window behind a comma."]
    );
    assert_eq!(asked("Wait = p95 of minutes"), ["Wait: over what time? Add a window behind a comma."]);
    for whole in ["count of payers, weekly", "Wait = p95 of minutes, daily", "Share = a / b, trailing 7 days"]
    {
        assert!(asked(whole).is_empty(), "{whole}");
    }
    let total = "Registrations = count of people";
    assert!(asked(total).is_empty(), "it is asked about as a running total");
    assert_eq!(says("cumulative", &[&format!("north_star {total}")]).len(), 1);
}

#[test]
fn drivers_and_diagnostics_may_be_names() {
    let lines = [
        "north_star count of payers, weekly",
        "driver Active acceptance",
        "diagnostic Card success",
        "counter Disputes",
    ];
    for rule in ["open-measure", "cumulative"] {
        assert!(says(rule, &lines).is_empty());
    }
    let begun = "Active acceptance: out of what? The denominator behind the slash is open.";
    assert_eq!(says("open-measure", &["driver Active acceptance = merchants with a sale /"]), [begun]);
    assert!(says("open-measure", &["driver A/B sign-ups", "driver Sign-ups by A/"]).is_empty());
    let running = "driver Merchants = count of merchants signed";
    assert!(
        says("cumulative", &["north_star Payers", running]).is_empty(),
        "the North Star lends its window"
    );
    assert_eq!(says("cumulative", &[running]).len(), 1);
}

#[test]
fn what_the_debrief_completes_is_no_longer_open() {
    let mut session = session(&[
        "north_star Active payers",
        "guardrail Refunds",
        "rejected Value",
        "driver Reach = shops /",
    ]);
    let essential = |session: &Session| {
        let found = of(session, &[]).into_iter().filter(|f| f.level == Level::Essential);
        found.map(|f| f.rule).collect::<Vec<_>>()
    };
    assert_eq!(essential(&session), ["open-measure", "open-measure", "no-limit", "no-because"]);
    for (id, field) in
        [("m1", "denominator"), ("m1", "window"), ("m2", "limit"), ("m3", "because"), ("m4", "denominator")]
    {
        session.completed.insert((id.into(), field.into()), "said later".to_owned());
    }
    assert!(essential(&session).is_empty());
    session.completed.insert(("m2".into(), "limit".into()), "  ".to_owned());
    assert_eq!(essential(&session), ["no-limit"]);
}

#[test]
fn no_metric_no_question_about_roles() {
    assert!(rules(&session(&["goal Shoppers pay without thinking"])).is_empty());
    let without = ["no-north-star", "no-guardrail", "no-counter"];
    assert_eq!(rules(&session(&["diagnostic Card success"])), without);
    let mut asked = session(&["diagnostic Card success"]);
    let metrics = asked.framework.steps.iter_mut().find(|step| step.id == "metrics").unwrap();
    metrics.slots.extend([(crate::model::Role::Counter, 0), (crate::model::Role::Guardrail, 0)]);
    assert_eq!(rules(&asked), ["no-north-star"], "the framework draws no slot for the others");
}

#[test]
fn without_a_north_star_a_sentence_names_none() {
    let driver = ["driver Card success"];
    assert_eq!(
        says("no-guardrail", &driver),
        ["Add a guardrail with a limit: what must hold, whatever else rises?"]
    );
    let counter = "Add a counter: what would move the wrong way if your main number were gamed?";
    assert_eq!(says("no-counter", &driver), [counter]);
}

#[test]
fn who_links_nothing_reads_how() {
    let says =
        |line: &str| says("untouched-stakeholder", &["stakeholder Shoppers", "stakeholder Banks", line]);
    let how =
        "No metric says whom it touches: name Shoppers and Banks with @, or set them aside with a reason.";
    assert_eq!(says("driver Card success"), [how]);
    let which = "No metric touches Banks. Cover it or set it aside with a reason.";
    assert_eq!(says("driver Card success @Shoppers"), [which]);
}

#[test]
fn what_a_ratio_counts_is_quoted_where_it_is_more_than_a_word() {
    let asks = |line: &str| says("ratio-north-star", &[line]);
    let words = "Safe: could it rise while the number of “handovers with 4 photos” falls?";
    assert_eq!(asks("north_star Safe = handovers with 4 photos / handovers, weekly"), [words]);
}

#[test]
fn links_are_picked_or_named_in_full() {
    let names =
        |cell: &str| says("unlinked-risk", &["driver Card success", &format!("risk Faked sales{cell}")]);
    assert_eq!(names(""), ["Faked sales: which metric would show it?"]);
    assert!(names(" · CARD SUCCESS").is_empty());
    assert_eq!(names(" · card").len(), 1, "a part of a name is no name");
    let mut session = session(&["driver Card success", "risk Faked sales"]);
    let Answer::Rows(rows) = &mut session.step_mut(&"risks".into()).unwrap().answer else { panic!() };
    rows[0].fields.insert("detects".into(), Value::Ref("m1".into()));
    assert!(!rules(&session).contains(&"unlinked-risk"));
    let Answer::Metrics(metrics) = &mut session.step_mut(&"metrics".into()).unwrap().answer else { panic!() };
    metrics.clear();
    assert_eq!(rules(&session), ["deleted-reference"]);
    assert!(
        says("unlinked-risk", &["risk Faked sales · the fraud chart"]).is_empty(),
        "there is none to pick"
    );
}

#[test]
fn a_list_in_which_nothing_is_cut_is_told_and_one_wish_alone_is_no_list() {
    let say = |lines: &[&str]| says("nothing-cut", lines);
    let told = ["Nothing is cut in Compare: which of them will you not do at all?"];
    assert_eq!(say(&["item Live map · now", "item New look · later", "item Alerts"]), told);
    assert_eq!(
        say(&["item Live map", "item New look · never"]),
        told,
        "what is none of the choices cuts nothing"
    );
    assert!(say(&["item Live map · now", "item New look · no", "item Alerts · later"]).is_empty());
    assert!(say(&["item Live map · now"]).is_empty());
    assert!(say(&["item Live map · now", "item  · later"]).is_empty(), "a row without a name is no item");
    let found = of(&session(&["item Live map · now", "item New look · later"]), &[]);
    assert_eq!((found[0].about.as_str(), found[0].at.id.clone()), ("compare", Some("r1".into())));
}

#[test]
fn one_action_of_their_own_is_enough() {
    let say = |lines: &[&str]| says("nothing-own", lines);
    let told = ["Nothing in Actions is marked as yours: what did you decide yourself?"];
    assert_eq!(say(&["action We aligned", "action They shipped · no"]), told);
    assert!(say(&["action We aligned", "action I stopped it · yes"]).is_empty());
    assert!(say(&["fact Mature market · Habit counts"]).is_empty(), "nothing is said of a step left blank");
}

#[test]
fn one_rejected_option_with_a_reason_is_enough() {
    let say = |lines: &[&str]| says("nothing-rejected", lines);
    assert_eq!(
        say(&["option Before nine · yes"]),
        ["Nothing is rejected in Options: name another way, and what speaks against it."]
    );
    assert_eq!(
        say(&["option Before nine · yes", "option All day · yes"]),
        ["Nothing is rejected in Options: all of them are chosen."]
    );
    assert_eq!(
        say(&["option Before nine · yes", "option All day", "option Never · no"]),
        ["Nothing is rejected in Options: what speaks against All day and Never?"]
    );
    assert!(
        say(&["option Before nine · yes", "option All day", "option Never · no · Nobody would obey"])
            .is_empty()
    );
}

#[test]
fn what_is_set_aside_is_not_asked_for() {
    let mut session = session(&[
        "stakeholder Shoppers",
        "stakeholder Banks",
        "stage Pay",
        "stage Settle",
        "driver Paid @Shoppers #Pay",
    ]);
    let untouched = |session: &Session| {
        rules(session).into_iter().filter(|rule| rule.starts_with("untouched")).collect::<Vec<_>>()
    };
    assert_eq!(untouched(&session), ["untouched-stakeholder", "untouched-stage"]);
    let out = |stakeholder: Option<&str>, stage: Option<&str>| OutOfScope {
        stakeholder: stakeholder.map(Into::into),
        stage: stage.map(Into::into),
        reason: "Another team's".to_owned(),
    };
    session.out_of_scope.push(out(None, Some("r4")));
    assert_eq!(untouched(&session), ["untouched-stakeholder"]);
    session.out_of_scope.push(out(Some("r2"), Some("r3")));
    assert_eq!(untouched(&session), ["untouched-stakeholder"], "a cell of it is still open");
    session.out_of_scope.push(out(Some("r2"), Some("r4")));
    assert!(untouched(&session).is_empty(), "cell by cell");
}

#[test]
fn a_rejected_metric_touches_nothing() {
    let lines =
        ["stakeholder Banks", "driver Card success", "rejected Fees @Banks because shoppers never see them"];
    assert_eq!(says("untouched-stakeholder", &lines).len(), 1);
    assert!(says("untouched-stakeholder", &["stakeholder Banks", "rejected Fees because unseen"]).is_empty());
}

#[test]
fn time_speaks_of_metrics_and_of_the_decision_alone() {
    let lines = [
        "driver Card success",
        "time metrics 3:29 of 7:00",
        "time decide 1:29 of 3:00",
        "time goal 0:01 of 1:00",
    ];
    assert_eq!(says("under-half", &lines), ["Metrics: 3:29 of 7:00.", "Decide: 1:29 of 3:00."]);
    let half = ["driver Card success", "time metrics 3:30 of 7:00", "time decide 1:30 of 3:00"];
    assert!(says("under-half", &half).is_empty());
    assert!(says("under-half", &["driver Card success"]).is_empty(), "no clock ran");
    let mut skipped = session(&["driver Card success", "time metrics 5:00 of 7:00"]);
    assert_eq!(rules(&skipped).last(), Some(&"under-half"), "a finished answer has not come to the decision");
    skipped.opening.plan.iter_mut().find(|card| card.step == "decide").unwrap().change = "skip".to_owned();
    assert!(!rules(&skipped).contains(&"under-half"));
}

#[test]
fn names_of_a_like_industry_may_match() {
    let own = ["driver A", "driver B", "driver C", "driver D", "driver E"];
    let say = |more: &[&str]| says("same-metrics", &[&own[..], more].concat());
    let theirs = "earlier Uber, mobility: a, b, c, d, e";
    assert_eq!(say(&["industries payments", theirs]), ["5 of 5 names match the Uber attempt."]);
    assert!(say(&[theirs]).is_empty(), "nobody knows the industry");
    assert!(say(&["industries payments, Mobility", theirs]).is_empty());
    assert!(
        say(&["industries payments", "earlier Uber, mobility: a, b, c, d"]).is_empty(),
        "four are chance"
    );
    let more = ["industries payments", theirs, "driver F", "driver G", "driver H", "driver I", "driver J"];
    assert!(say(&more).is_empty(), "half are not most");
}

#[test]
fn an_empty_answer_gets_one_calm_sentence() {
    let mut empty = blank(Guide::Full);
    for state in [State::InProgress, State::Finished] {
        empty.state = state;
        empty.step_mut(&"goal".into()).unwrap().seconds = 60;
        assert_eq!(rules(&empty), ["nothing-written"]);
        assert!(live(&empty).is_empty());
    }
}

#[test]
fn a_dismissed_finding_is_not_shown_and_is_not_forgotten() {
    let mut session = session(&["fact Mature market", "fact Two wallets"]);
    session.dismissed.push(Dismissed {
        rule: "so-what".to_owned(),
        about: "r1".to_owned(),
        reason: "Said aloud".to_owned(),
    });
    let shown = of(&session, &[]);
    assert_eq!(shown.iter().map(|f| f.about.as_str()).collect::<Vec<_>>(), ["r2"]);
    let all = all(&session, &[]);
    assert_eq!(all.len(), 2);
    assert_eq!(dismissed(&session, &all[0]).map(|d| d.reason.as_str()), Some("Said aloud"));
}

#[test]
fn own_headings_are_silent_until_they_are_mapped_and_roles_are_said() {
    let mut session = blank(Guide::Blank);
    let answers = [
        ("h1", "rows", "Who"),
        ("h2", "flow", "How it goes"),
        ("h3", "metrics", "How I would know"),
        ("h4", "prose", "What I would do"),
    ];
    for (id, kind, title) in answers {
        let card = crate::model::plan::Card {
            step: id.into(),
            title: title.to_owned(),
            change: kind.to_owned(),
            ..Default::default()
        };
        session.opening.plan.push(card);
        session.open_step(&id.into());
    }
    let row = |id: &str, text: &str| crate::model::Row {
        id: id.into(),
        fields: [("text".into(), Value::Text(text.to_owned()))].into(),
    };
    session.step_mut(&"h1".into()).unwrap().answer =
        Answer::Rows(vec![row("r1", "Riders"), row("r2", "Cities")]);
    session.step_mut(&"h2".into()).unwrap().answer = Answer::Rows(vec![row("r3", "Board")]);
    let metric = |id: &str, line: &str| crate::model::Metric {
        id: id.into(),
        role: None,
        under: None,
        stage: None,
        line: line.to_owned(),
    };
    session.step_mut(&"h3".into()).unwrap().answer =
        Answer::Metrics(vec![metric("m1", "Full trams @Riders #Board"), metric("m2", "Wait")]);
    session.step_mut(&"h4".into()).unwrap().seconds = 20;
    session.opening.plan[3].minutes = "3".to_owned();
    session.step_mut(&"h3".into()).unwrap().seconds = 300;
    session.opening.plan[2].minutes = "5".to_owned();
    session.state = State::Finished;
    assert!(rules(&session).is_empty());

    let pair = |heading: &str, step: &str| Mapping { heading: heading.into(), step: step.into() };
    session.mapping =
        vec![pair("h1", "stakeholders"), pair("h2", "flow"), pair("h3", "metrics"), pair("h4", "decide")];
    let found = of(&session, &[]);
    assert_eq!(
        found.iter().map(|f| f.words.as_str()).collect::<Vec<_>>(),
        ["What I would do: 0:20 of 3:00."]
    );

    session.completed.insert(("m1".into(), "role".into()), "north_star".to_owned());
    let found = of(&session, &[]);
    let words: Vec<&str> = found.iter().map(|f| f.words.as_str()).collect();
    assert_eq!(
        words[1..],
        [
            "Add a guardrail with a limit: what must hold while Full trams rises?",
            "Add a counter: what would move the wrong way if Full trams were gamed?",
            "No metric touches Cities. Cover it or set it aside with a reason.",
            "What I would do: 0:20 of 3:00.",
        ]
    );
    assert_eq!(found[3].at, Place::of(Part::Step("h3".into())));
}

#[test]
fn while_somebody_writes_little_is_said() {
    let mut session = blank(Guide::Full);
    let stand = |session: &mut Session, step: &str, id: &str| {
        session.at.stop = Stop::Step(step.into());
        session.at.id = Some(ItemId::from(id));
    };
    let about = |session: &Session| live(session).into_iter().map(|f| f.about).collect::<Vec<_>>();
    stand(&mut session, "context", "r1");
    write(&mut session, "fact Mature market");
    assert!(about(&session).is_empty(), "the caret is in it");
    write(&mut session, "fact Two wallets");
    stand(&mut session, "context", "r2");
    assert_eq!(about(&session), ["r1"]);
    stand(&mut session, "metrics", "m3");
    assert_eq!(about(&session), ["r1", "r2"]);
    write(&mut session, "north_star Payers");
    assert_eq!(about(&session), ["r1", "r2"], "neither the line that is typed nor what the step lacks");
    stand(&mut session, "risks", "");
    assert_eq!(about(&session), ["m3", "metrics", "metrics"], "three at most, the weightiest first");
    session.mode = Mode::Interview;
    assert!(live(&session).is_empty());
    session.mode = Mode::Practice;
    session.state = State::Finished;
    assert!(live(&session).is_empty());
}

/// A framework of somebody's may call its stakeholders by metrics, and metrics call stakeholders.
#[test]
fn rows_that_are_called_by_metrics_lead_round_in_no_circle() {
    let mut session = session(&["stakeholder Banks", "driver Card success @Banks"]);
    let steps = &mut session.framework.steps;
    steps.iter_mut().find(|s| s.id == "stakeholders").unwrap().fields[0].kind =
        crate::model::FieldType::Metric;
    let Answer::Rows(rows) = &mut session.step_mut(&"stakeholders".into()).unwrap().answer else { panic!() };
    rows[0].fields.insert("stakeholder".into(), Value::Ref("m2".into()));
    let untouched = of(&session, &[]).into_iter().find(|finding| finding.rule == "untouched-stakeholder");
    assert!(untouched.is_some_and(|finding| finding.words.contains("Card success")));
}

/// A candidate's answer under the clock, with the blanks that a strong one leaves.
#[test]
fn a_strong_answer_is_left_in_peace() {
    let strong = [
        "fact Taobao takes a rival's wallet · Being chosen counts",
        "fact Mature market · Not accounts, habit",
        "goal Shoppers pay without thinking; bought choice does not last",
        "stakeholder Consumers",
        "stakeholder Merchants",
        "stakeholder Regulators",
        "stage Link card",
        "stage Top up",
        "stage Pay",
        "stage Settle",
        "north_star Habit = count of consumers with 2+ settled merchant payments, weekly @Consumers",
        "rejected Payment value because one phone outweighs a month of breakfasts",
        "rejected DAU because a balance check is no payment",
        "driver First-payment activation",
        "driver Regular-payer retention",
        "driver Active acceptance = merchants with a sale / merchants signed @Merchants",
        "diagnostic Card-link success #\"Link card\"",
        "diagnostic Top-up success #\"Top up\"",
        "diagnostic Payment success = settled / confirmed #Pay",
        "diagnostic p95 of confirm time #Pay",
        "diagnostic Checkout share",
        "diagnostic Reconciliation errors #Settle",
        "counter Disputed value",
        "counter Subsidised share",
        "guardrail Fraud <= last quarter + 1 bp",
        "guardrail T+1 payout >= 99.5 % @Merchants",
        "risk Coupon rings · Subsidised share",
        "initiative Offline coupons · Habit",
        "time metrics 6:30 of 7:00",
        "time decide 2:10 of 3:00",
        "time context 1:50 of 2:00",
    ];
    let found = of(&session(&strong), &[]);
    let words: Vec<&str> = found.iter().map(|finding| finding.words.as_str()).collect();
    assert_eq!(words, ["No metric touches Regulators. Cover it or set it aside with a reason."]);
}
