//! Findings are fair: strong answers with sensible blanks get two at most, weak ones begin with what a coach would say
//! first, words alone earn nothing, and who wrote nothing gets one calm sentence.

#![expect(clippy::disallowed_methods, reason = "a test reads files of its own")]
#![expect(clippy::unwrap_used, clippy::panic, reason = "a helper of a test fails with the test")]

use std::{collections::BTreeMap, fmt::Write};

use casebook::{
    insight::findings::{self, Earlier, Finding, Level},
    model::{
        Answer, Bank, FieldType, Guide, Kind, Metric, Mode, Role, Row, Session, Step, Stop, Value, plan,
        start,
    },
    store::bank,
};
use jiff::Timestamp;

#[path = "findings/answers.rs"]
mod answers;

use answers::Written;

fn bank() -> Bank {
    bank::built_in()
}

/// How many of a type there are to be at least: success metrics have the most rules.
fn at_least(kind: &str) -> usize {
    if kind == "success-metrics" { 4 } else { 2 }
}

fn sentences(found: &[Finding]) -> String {
    let mut lines = String::new();
    for finding in found {
        writeln!(lines, "  {}: {}", finding.rule, finding.words).unwrap();
    }
    if found.is_empty() { "  nothing\n".to_owned() } else { lines }
}

#[test]
fn there_are_twelve_strong_answers_and_twelve_weak_ones_of_every_type() {
    let (bank, written) = (bank(), answers::all());
    for strong in [true, false] {
        let of: Vec<&Written> = written.iter().filter(|w| w.strong == strong).collect();
        assert!(of.len() >= 12, "{} of strong: {strong}", of.len());
        for kind in bank.frameworks.keys() {
            let count = of.iter().filter(|w| w.kind(&bank) == *kind).count();
            assert!(count >= at_least(kind.as_str()), "{count} of {kind}, strong: {strong}");
        }
    }
    for one in &written {
        assert_eq!(one.strong, one.first.is_none(), "{}: strong, or what a coach says first", one.name);
        assert!(!one.why.trim().is_empty(), "{} says no why", one.name);
    }
}

#[test]
fn strong_answers_with_sensible_blanks_get_two_findings_at_most() {
    let bank = bank();
    let mut too_many = String::new();
    for one in answers::all().iter().filter(|one| one.strong) {
        let found = findings::of(&one.session(&bank), &[]);
        if found.len() > 2 {
            write!(too_many, "{}: {}\n{}", one.name, one.why, sentences(&found)).unwrap();
        }
    }
    assert!(too_many.is_empty(), "{too_many}");
}

#[test]
fn nothing_essential_lacks_in_strong_answers() {
    let bank = bank();
    for one in answers::all().iter().filter(|one| one.strong) {
        let found = findings::of(&one.session(&bank), &[]);
        let lacks: Vec<&str> =
            found.iter().filter(|f| f.level == Level::Essential).map(|f| f.words.as_str()).collect();
        assert_eq!(lacks, [""; 0], "{}", one.name);
    }
}

#[test]
fn strong_answers_are_not_taken_for_each_other() {
    let bank = bank();
    let sessions: Vec<Session> =
        answers::all().iter().filter(|one| one.strong).map(|one| one.session(&bank)).collect();
    for session in &sessions {
        let earlier: Vec<Earlier> = sessions.iter().map(Earlier::of).collect();
        assert_eq!(findings::of(session, &earlier), findings::of(session, &[]), "{}", session.question.title);
    }
}

#[test]
fn ten_figures_that_were_given_for_another_product_are_told() {
    let bank = bank();
    let ten =
        answers::all().into_iter().find(|one| one.name == "helpdesk-ten-kpis-weak").unwrap().session(&bank);
    let mut rides = ten.clone();
    rides.id = "rides".into();
    rides.question.company = Some("Flitz".to_owned());
    rides.question.industries = vec!["mobility".to_owned()];
    let found = findings::of(&ten, &[Earlier::of(&rides)]);
    let told: Vec<&str> =
        found.iter().map(|f| f.words.as_str()).filter(|words| words.contains("Flitz")).collect();
    assert_eq!(told, ["10 of 10 names match the Flitz attempt."]);
}

#[test]
fn weak_answers_get_first_what_a_coach_would_name_first() {
    let bank = bank();
    let mut wrong = String::new();
    for one in answers::all() {
        let Some(first) = &one.first else { continue };
        let found = findings::of(&one.session(&bank), &[]);
        if found.first().map(|finding| finding.rule) != Some(first.as_str()) {
            write!(wrong, "{}: {first}, because: {}\n{}", one.name, one.why, sentences(&found)).unwrap();
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn all_that_is_said_of_them() {
    let bank = bank();
    let mut said = String::new();
    for one in answers::all() {
        let found = findings::of(&one.session(&bank), &[]);
        let wanted = one.first.as_deref().unwrap_or("strong");
        writeln!(said, "{} · {} · {wanted}\n{}", one.name, one.kind(&bank), sentences(&found)).unwrap();
    }
    insta::assert_snapshot!(said);
}

/// Words that praise, or that judge a person; none of them may stand in what the program says of an answer.
const PRAISE: &[&str] = &[
    "good",
    "great",
    "well",
    "nice",
    "nicely",
    "excellent",
    "strong",
    "solid",
    "impressive",
    "perfect",
    "best",
    "better",
    "right",
    "correct",
    "correctly",
    "clear",
    "clearly",
    "bravo",
    "congratulations",
    "amazing",
    "awesome",
    "smart",
    "ready",
    "score",
    "passed",
    "thorough",
    "rich",
    "covers",
    "covered",
    "comprehensive",
    "thoughtful",
    "convincing",
    "weak",
    "poor",
    "bad",
];

/// What of a sentence praises or judges: words of that list, exclamation marks, percentages.
fn praise(words: &str) -> Vec<String> {
    let lower = words.to_lowercase();
    let said = lower.split(|c: char| !c.is_alphanumeric()).filter(|word| PRAISE.contains(word));
    let marks = ["!", "%"].into_iter().filter(|mark| lower.contains(mark));
    said.chain(marks).map(str::to_owned).collect()
}

const SALAD: &str = "North Star retention engagement guardrail trade-off hypothesis MECE segment user-centric data-driven \
                     counter metric ship rule reversal trigger so what North Star";

/// Every field of every step filled with words that sound like the trade.
fn salad(bank: &Bank, kind: &str, refers: bool) -> Session {
    let mut session = answers::begin(bank, answers::empty(kind.into(), SALAD.to_owned()));
    let steps: Vec<Step> = session.framework.steps.clone();
    let mut number = 0;
    let mut id = |prefix: char| {
        number += 1;
        format!("{prefix}{number}").into()
    };
    // Metrics first, so that there is something to pick.
    for step in steps.iter().filter(|step| step.kind == Kind::Metrics) {
        let metric = |role| {
            let line = match role {
                Role::Rejected => format!("{SALAD} because {SALAD}"),
                _ => format!("{SALAD} = count of {SALAD} / {SALAD}, {SALAD} <= {SALAD}"),
            };
            Metric { id: id('m'), role: Some(role), under: None, stage: None, line }
        };
        session.step_mut(&step.id).unwrap().answer =
            Answer::Metrics(Role::ALL.into_iter().map(metric).collect());
    }
    let metric = session.metrics().next().map(|(_, metric)| metric.id.clone());
    for step in steps.iter().filter(|step| step.kind != Kind::Metrics) {
        let value = |field: &casebook::model::Field| match (field.kind, &metric) {
            (FieldType::YesNo, _) => Value::Flag(true),
            (FieldType::Metric, Some(metric)) if refers => Value::Ref(metric.clone()),
            _ => Value::Text(field.choices.first().cloned().unwrap_or_else(|| SALAD.to_owned())),
        };
        let row = |_| Row {
            fields: step.columns().iter().map(|field| (field.id.clone(), value(field))).collect(),
            ..Row::new(id('r'))
        };
        let answer = match step.kind {
            Kind::Prose => Answer::Prose(SALAD.to_owned()),
            _ => Answer::Rows((0..3).map(row).collect()),
        };
        session.step_mut(&step.id).unwrap().answer = answer;
    }
    for id in steps.iter().map(|step| step.id.clone()) {
        let planned = plan::planned_seconds(&session, &Stop::Step(id.clone()));
        session.step_mut(&id).unwrap().seconds = planned;
    }
    session.ids = 1_000;
    start::finish(&mut session, Timestamp::UNIX_EPOCH);
    session
}

#[test]
fn salad_earns_no_praise_anywhere() {
    let bank = bank();
    assert_eq!(praise(SALAD), [""; 0], "what a candidate wrote comes back in sentences");
    for kind in bank.frameworks.keys() {
        for refers in [true, false] {
            for finding in findings::of(&salad(&bank, kind.as_str(), refers), &[]) {
                assert_eq!(praise(&finding.words), [""; 0], "{kind}: {}: {}", finding.rule, finding.words);
            }
        }
    }
}

#[test]
fn who_wrote_nothing_gets_one_calm_sentence() {
    let bank = bank();
    let mut said = BTreeMap::new();
    for kind in bank.frameworks.keys() {
        let of = |how: &dyn Fn(&mut start::Options)| {
            let question = answers::empty(kind.clone(), "What would it be?".to_owned());
            answers::begin_as(&bank, question, how)
        };
        let first = bank.frameworks[kind].steps[0].id.clone();
        let mut sat_it_out = of(&|_| {});
        for step in &mut sat_it_out.steps {
            step.seconds = 120;
            // Rows and slots that were opened and never typed in.
            match &mut step.answer {
                Answer::Prose(text) => text.push_str(" \n"),
                Answer::Rows(rows) => rows.push(Row::new(format!("r-{}", step.id.as_str()).into())),
                Answer::Metrics(metrics) => metrics.push(Metric {
                    id: "m1".into(),
                    role: Some(Role::NorthStar),
                    under: None,
                    stage: None,
                    line: String::new(),
                }),
            }
        }
        let empty = [
            ("at once", of(&|_| {})),
            ("after its time", sat_it_out),
            ("one step", of(&|options| options.only = Some(first.clone()))),
            ("an interview", of(&|options| options.mode = Mode::Interview)),
            ("own headings", of(&|options| options.guide = Guide::Blank)),
        ];
        for (how, mut session) in empty {
            start::finish(&mut session, Timestamp::UNIX_EPOCH);
            let found = findings::of(&session, &[]);
            assert_eq!(found.len(), 1, "{kind}, {how}:\n{}", sentences(&found));
            assert_eq!(praise(&found[0].words), [""; 0], "{kind}, {how}: {}", found[0].words);
            said.insert(found[0].words.clone(), found[0].rule);
        }
    }
    insta::assert_debug_snapshot!(said);
}

#[test]
fn who_wrote_one_line_is_not_told_of_everything_else() {
    let bank = bank();
    let mut said = String::new();
    for (kind, framework) in &bank.frameworks {
        for step in &framework.steps {
            let mut session =
                answers::begin(&bank, answers::empty(kind.clone(), "What would it be?".to_owned()));
            let columns = step.columns();
            let first = columns.first().map(|column| column.id.clone());
            let of = session.step_mut(&step.id).unwrap();
            of.seconds = (step.minutes * 60.0) as u32;
            of.answer = match step.kind {
                Kind::Prose => Answer::Prose("Habit first.".to_owned()),
                Kind::Metrics => Answer::Metrics(vec![Metric {
                    id: "m1".into(),
                    role: Some(Role::NorthStar),
                    under: None,
                    stage: None,
                    line: "Habitual payers = count of shoppers paying twice, weekly".to_owned(),
                }]),
                _ => Answer::Rows(vec![Row {
                    fields: first.map(|id| (id, Value::Text("Shoppers".to_owned()))).into_iter().collect(),
                    ..Row::new("r1".into())
                }]),
            };
            start::finish(&mut session, Timestamp::UNIX_EPOCH);
            let found = findings::of(&session, &[]);
            assert!(found.len() <= 3, "{kind}, {}:\n{}", step.id.as_str(), sentences(&found));
            writeln!(said, "{kind} · {}\n{}", step.id.as_str(), sentences(&found)).unwrap();
        }
    }
    insta::assert_snapshot!(said);
}
