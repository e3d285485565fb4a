//! What is told of a few attempts, and how it reads.

use jiff::{civil::Date, tz::TimeZone};

use super::{
    report::{Page, sections},
    *,
};
use crate::{
    model::{
        Answer, Metric, Role,
        session::{Dismissed, Origin, Person, SelfScore},
        start::{Options, begin, finish},
    },
    store::bank,
};

/// Thursday, the fifth of March.
const TODAY: Date = Date::constant(2026, 3, 5);

/// A finished attempt at Alipay, on a day of March 2026.
fn attempt(day: u8, scores: &[(&str, Score)], change: impl FnOnce(&mut Session)) -> Session {
    let bank = bank::built_in();
    let (question, framework, rubric) = bank.whole(&"alipay-success-metrics".into()).unwrap();
    let now: Timestamp = format!("2026-03-{day:02}T07:30:00Z").parse().unwrap();
    let options = Options::new(format!("s{day}").into(), Person::default(), now, 1);
    let mut session = begin((*question).clone(), framework.clone(), rubric.clone(), options);
    for (dimension, score) in scores {
        let own = SelfScore { score: Some(*score), ..SelfScore::default() };
        session.self_scores.insert((*dimension).into(), own);
    }
    change(&mut session);
    finish(&mut session, now);
    session
}

fn told(sessions: &[Session]) -> Progress {
    progress(sessions.iter().filter_map(Practised::of).collect())
}

fn read(told: &Progress, cells: usize) -> String {
    let page = Page { zone: &TimeZone::UTC, today: TODAY, cells };
    let lines = sections(told, page).into_iter().flatten();
    let words = lines.map(|line| line.into_iter().map(|(_, words)| words).collect::<String>());
    words.map(|words| words.trim_end().to_owned() + "\n").collect()
}

fn seconds(session: &mut Session, step: &str, seconds: u32) {
    session.step_mut(&step.into()).unwrap().seconds = seconds;
}

#[test]
fn scores_stand_in_columns_by_attempt_and_what_was_passed_over_stays_blank() {
    let sessions = [
        attempt(4, &[("definition", Score::Three), ("rationale", Score::Four)], |_| ()),
        attempt(1, &[("definition", Score::One)], |_| ()),
        attempt(2, &[], |_| ()),
        attempt(3, &[("definition", Score::NotApplicable), ("goals", Score::Two)], |_| ()),
    ];
    let told = told(&sessions);
    let of = &told.types[0];
    assert_eq!((of.attempts, of.alone, told.types.len()), (4, 0, 1));
    let columns: Vec<&str> = of.scored.iter().map(|(id, _)| id.as_str()).collect();
    assert_eq!(columns, ["s1", "s3", "s4"], "oldest first, and none without a score");
    let rows: Vec<(&str, Vec<Option<Score>>)> =
        of.dimensions.iter().map(|d| (d.id.as_str(), d.scores.clone())).collect();
    let expected = [
        ("rationale", vec![None, None, Some(Score::Four)]),
        ("goals", vec![None, Some(Score::Two), None]),
        ("definition", vec![Some(Score::One), Some(Score::NotApplicable), Some(Score::Three)]),
    ];
    assert_eq!(rows, expected, "in the rubric's order");
    let text = "\
Success metrics  4 attempts · the last yesterday

  Your scores, oldest first, Sunday to yesterday
  Rationale       · · 4
  Goals           · 2 ·
  Definition      1 – 3  ◂ lowest last time
                  · not scored   – not applicable
";
    assert!(read(&told, 60).starts_with(text), "{}", read(&told, 60));
}

#[test]
fn the_time_in_the_middle_is_one_that_an_attempt_really_took() {
    let used = [170, 30, 40, 60, 500, 90];
    let sessions: Vec<Session> =
        (1..).zip(used).map(|(day, used)| attempt(day, &[], |s| seconds(s, "decide", used))).collect();
    let progress = told(&sessions);
    let decide = progress.types[0].steps.iter().find(|step| step.id == *"decide").unwrap();
    let time = decide.typical().unwrap();
    // The first was longer ago than the last five.
    assert_eq!((time.used, time.planned, time.session.as_str()), (60, 180, "s4"));
    assert!(read(&progress, 80).contains("  Time used of planned: the middle of the last 5\n"));
    let four = told(&sessions[..4]);
    let decide = four.types[0].steps.iter().find(|step| step.id == *"decide").unwrap();
    assert_eq!(decide.typical().map(|time| time.used), Some(60), "of fewer than five the last");
    assert!(read(&four, 80).contains("  Time used of planned: the last time\n"));
    let ids: Vec<&str> = progress.types[0].steps.iter().map(|step| step.id.as_str()).collect();
    assert_eq!(ids[..4], ["clarify", "plan", "context", "goal"]);
}

#[test]
fn a_step_that_the_plan_leaves_out_took_no_time() {
    let sessions = [
        attempt(1, &[], |s| s.opening.plan[6].change = "skip".to_owned()),
        attempt(2, &[], |s| s.only = Some("decide".into())),
    ];
    let told = told(&sessions);
    let of = &told.types[0];
    assert_eq!((of.attempts, of.alone), (1, 1));
    let times = |id: &str| of.steps.iter().find(|step| step.id == *id).map_or(0, |step| step.times.len());
    assert_eq!((times("decide"), times("context")), (1, 1), "alone the one, and planned the other");
}

/// What is kept of an attempt in which these rules found something.
fn with_findings(day: u8, rules: &[&'static str]) -> Practised {
    let mut practised = Practised::of(&attempt(day, &[], |_| ())).unwrap();
    practised.found = rules.iter().map(|rule| (*rule, *rule)).collect();
    practised
}

#[test]
fn a_finding_recurs_when_two_of_the_last_five_have_it() {
    let told = progress(vec![
        with_findings(1, &["old", "limit"]),
        with_findings(2, &["limit", "old"]),
        with_findings(3, &["limit"]),
        with_findings(4, &["limit", "window"]),
        with_findings(5, &["window"]),
        with_findings(6, &["limit"]),
    ]);
    let found: Vec<(&str, usize, usize)> =
        told.types[0].findings.iter().map(|f| (f.rule.as_str(), f.times, f.of)).collect();
    assert_eq!(found, [("limit", 4, 5), ("window", 2, 5)]);
    let few = progress(vec![with_findings(1, &["limit"]), with_findings(2, &["limit"])]);
    assert_eq!((few.types[0].findings[0].times, few.types[0].findings[0].of), (2, 2));
    assert!(read(&few, 80).contains("  Found again\n  limit  2 of the last 2\n"), "{}", read(&few, 80));
}

/// An attempt with a guardrail that has no limit.
fn without_limit(day: u8, change: impl FnOnce(&mut Session)) -> Session {
    attempt(day, &[], |s| {
        let guardrail = Metric {
            id: "m1".into(),
            role: Some(Role::Guardrail),
            under: None,
            stage: None,
            line: "Refund rate".to_owned(),
        };
        s.step_mut(&"metrics".into()).unwrap().answer = Answer::Metrics(vec![guardrail]);
        change(s);
    })
}

#[test]
fn what_was_dismissed_or_is_of_one_step_alone_does_not_recur() {
    let recurs = |sessions: &[Session]| {
        let told = told(sessions);
        told.types[0].findings.iter().any(|f| f.title == "a guardrail without a limit" && f.of == 2)
    };
    let one = without_limit(1, |_| ());
    assert!(recurs(&[one.clone(), without_limit(2, |_| ())]));
    let rule = findings::of(&one, &[]).iter().find(|f| f.words.contains("limit")).unwrap().rule;
    let reason = "Refunds are rare here".to_owned();
    let dismissed = Dismissed { rule: rule.to_owned(), about: "m1".to_owned(), reason };
    assert!(!recurs(&[one.clone(), without_limit(2, |s| s.dismissed.push(dismissed))]));
    let alone = without_limit(2, |s| s.only = Some("metrics".into()));
    assert!(!recurs(&[one, alone]));
}

#[test]
fn the_metrics_of_another_product_recur_when_they_come_back() {
    let like = |day: u8, industry: &str| {
        attempt(day, &[], |s| {
            s.question.industries = vec![industry.to_owned()];
            let metric = |(n, name): (usize, &str)| Metric {
                id: format!("m{n}").into(),
                role: Some(Role::Driver),
                under: None,
                stage: None,
                line: name.to_owned(),
            };
            let names = ["Activation", "Retention", "Orders", "Complaints", "Refunds"];
            let metrics = names.into_iter().enumerate().map(metric).collect();
            s.step_mut(&"metrics".into()).unwrap().answer = Answer::Metrics(metrics);
        })
    };
    let recurs = |sessions: &[Session]| {
        let told = told(sessions);
        let again = told.types[0].findings.iter().find(|f| f.rule == "same-metrics");
        again.map(|again| (again.times, again.of))
    };
    let (one, two, three) = (like(1, "mobility"), like(2, "payments"), like(3, "food"));
    assert_eq!(recurs(&[one.clone(), two.clone(), three.clone()]), Some((2, 3)));
    assert_eq!(recurs(&[one.clone(), two.clone(), like(3, "payments")]), Some((2, 3)), "of mobility both");
    assert_eq!(recurs(&[one.clone(), like(2, "mobility"), like(3, "mobility")]), None);
    let mut aside = three;
    let rule = "same-metrics".to_owned();
    aside.dismissed.push(Dismissed { rule, about: "metrics".to_owned(), reason: String::new() });
    assert_eq!(recurs(&[one, two, aside]), None);
}

/// An attempt whose wrap-up names a next step.
fn with_next(day: u8, score: Option<Score>) -> Session {
    let scores: Vec<(&str, Score)> = score.into_iter().map(|score| ("definition", score)).collect();
    attempt(day, &scores, |s| {
        s.wrap_up.lowest = Some("definition".into());
        s.wrap_up.next.constraint = "A limit on every guardrail".to_owned();
    })
}

/// An attempt that runs the next step of another.
fn run(day: u8, of: &Session, score: Option<Score>) -> Session {
    let scores: Vec<(&str, Score)> = score.into_iter().map(|score| ("definition", score)).collect();
    attempt(day, &scores, |s| s.origin = Origin { next_of: Some(of.id.clone()), ..Origin::default() })
}

#[test]
fn a_next_step_tells_what_came_of_the_lowest_dimension() {
    let came = |sessions: &[Session]| {
        let text = read(&told(sessions), 80);
        text.lines().last().map(str::trim).unwrap_or_default().to_owned()
    };
    let one = with_next(1, Some(Score::Two));
    assert_eq!(came(std::slice::from_ref(&one)), "not run yet");
    assert_eq!(came(&[run(4, &one, Some(Score::Three)), one.clone()]), "run yesterday: definition 2, then 3");
    assert_eq!(came(&[run(4, &one, None), one.clone()]), "run yesterday: definition not scored");
    let unscored = with_next(1, None);
    assert_eq!(came(&[run(3, &unscored, Some(Score::Three)), unscored]), "run on Tuesday: definition 3");
    let mut open = run(4, &one, None);
    open.state = State::InProgress;
    assert_eq!(came(&[open, one.clone()]), "not run yet");
    // The first run counts, whatever came later.
    let runs = [run(4, &one, Some(Score::Four)), run(3, &one, Some(Score::Two)), one];
    assert_eq!(came(&runs), "run on Tuesday: definition 2, then 2");
}

#[test]
fn what_is_not_finished_is_not_told() {
    let mut open = attempt(1, &[], |_| ());
    open.state = State::InProgress;
    let mut given_up = attempt(2, &[], |_| ());
    given_up.state = State::Abandoned;
    assert_eq!(told(&[open, given_up]), Progress::default());
    assert!(
        sections(&Progress::default(), Page { zone: &TimeZone::UTC, today: TODAY, cells: 80 }).is_empty()
    );
}

#[test]
fn no_line_is_wider_than_the_page() {
    let many: Vec<Session> = (1..29)
        .map(|day| {
            attempt(day, &[("definition", Score::Two), ("trade-offs", Score::Three)], |s| {
                seconds(s, "decide", 40_000);
                seconds(s, "metrics", u32::from(day) * 20);
                s.wrap_up.next.constraint = "Say the limit of every guardrail aloud. ".repeat(8);
            })
        })
        .collect();
    for cells in [58, 78, 100] {
        for line in read(&told(&many), cells).lines() {
            assert!(crate::text::width::cells(line) <= cells, "{cells}: {line}");
        }
    }
}
