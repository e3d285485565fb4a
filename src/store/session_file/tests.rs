//! Session files by example, and by properties that hold for any session.

use std::{collections::BTreeMap, sync::LazyLock};

use jiff::Timestamp;
use proptest::{collection::vec, option, prelude::*};

use super::*;
use crate::model::{
    Answer, Field, FieldType, Framework, Guide, ItemId, Kind, Metric, Mode, Question, Role, Row, Rubric,
    State, Step, StepId, Stop, Value,
    plan::Card,
    review::Score,
    session::{
        Ask, Cause, Dismissed, FollowUp, FollowUpKind, Mapping, Opened, OutOfScope, Pause, Person, SelfScore,
    },
    size::Size,
    start::{Options, begin},
};

fn path() -> &'static Path {
    Path::new("sessions/s.yaml")
}

fn framework() -> Framework {
    let yaml = "
id: success-metrics
title: Success metrics
opening: true
rubric: r
steps:
- {id: goal, title: Goal, minutes: 1}
- id: risks
  title: Risks
  kind: rows
  minutes: 1.5
  fields:
  - {id: risk, title: Risk}
  - {id: detects, title: Detects, type: metric}
  - {id: of, title: Of, type: row, rows_of: flow}
  - {id: chosen, title: Chosen, type: yes/no}
  - {id: id, title: Number}
- {id: flow, title: Flow, kind: flow, minutes: 1}
- {id: metrics, title: Metrics, kind: metrics, minutes: 7, stages: flow}
";
    serde_yaml::from_str(yaml).unwrap()
}

fn question() -> Question {
    let yaml = "
id: alipay
type: success-metrics
title: 'Why #1 matters'
difficulty: medium
brief: {say: \"Two lines \\nof it\", facts: [{about: goal, answer: you decide}]}
steps: {risks: {answer: []}, goal: {answer: 'words'}}
";
    serde_yaml::from_str(yaml).unwrap()
}

fn rubric() -> Rubric {
    serde_yaml::from_str("{id: r, title: R, dimensions: [{id: d, title: D, anchors: [a, b, c, d]}]}").unwrap()
}

fn fresh() -> Session {
    let now: Timestamp = "2025-03-04T05:06:07Z".parse().unwrap();
    begin(question(), framework(), rubric(), Options::new("s".into(), Person::default(), now, 7))
}

fn round(session: &Session, foreign: &Foreign) -> Loaded {
    let text = write(session, foreign).unwrap();
    read(text.clone().into_bytes(), path()).unwrap_or_else(|failure| panic!("{failure}\n{text}"))
}

/// What people paste, and what YAML finds hard.
pub fn text() -> impl Strategy<Value = String> {
    let hard = prop::sample::select(vec![
        " ",
        "  \n",
        "words \t \n",
        "\n",
        "\n\n",
        "\t",
        "\r",
        "\r\n",
        "\u{7}",
        "\u{0}",
        "\u{1b}[31m",
        "\u{85}",
        "\u{2028}",
        "\u{2029}",
        " &b",
        " *b* ",
        "\u{feff}",
        "支付宝",
        "😀",
        "👩‍👩‍👧",
        "e\u{301}",
        "- ",
        "# ",
        ": ",
        "'",
        "\"",
        "\\",
        "null",
        "~",
        "true",
        "no",
        "1e3",
        "0x1F",
        "|",
        ">",
        "&a",
        "*a",
        "!t",
        "%",
        "@",
        "`",
        "---",
        "...",
        "{",
        "}",
        "[",
        "]",
        ",",
        "?",
        "=",
        "<<",
        "words",
        "\u{7f}",
        "\u{9b}",
        "\u{202e}",
        "\u{10ffff}",
        "\u{fffe}",
    ]);
    prop_oneof![Just(String::new()), any::<String>(), vec(hard, 0..8).prop_map(|parts| parts.concat()),]
}

fn change() -> impl Strategy<Value = String> {
    prop_oneof![
        prop::sample::select(vec![
            "",
            "skip",
            "SKIP ",
            "into Goal",
            "into goal",
            "into nowhere",
            "rows",
            "flow",
            "Metrics"
        ])
        .prop_map(str::to_owned),
        text(),
    ]
}

fn minutes() -> impl Strategy<Value = String> {
    prop_oneof![
        prop::sample::select(vec!["", "2", "2.0", "1,5", "1e2", "0", "-1", "inf"]).prop_map(str::to_owned),
        (0.0..700.0_f64).prop_map(|n| n.to_string()),
        text(),
    ]
}

fn value() -> impl Strategy<Value = Value> {
    prop_oneof![
        4 => text().prop_map(Value::Text),
        1 => any::<bool>().prop_map(Value::Flag),
        1 => (1..40_u32).prop_map(|n| Value::Ref(format!("r{n}").into())),
    ]
}

type Cells = Vec<Option<Value>>;
type MetricParts = (usize, Option<u32>, Option<u32>, String);

#[derive(Clone, Debug)]
struct Written {
    prose: String,
    rows: Vec<Cells>,
    flow: Vec<String>,
    metrics: Vec<MetricParts>,
    cards: Vec<(String, String, String, String)>,
    asks: Vec<String>,
    opened: Vec<(String, bool)>,
    pauses: Vec<(u32, usize)>,
    mapped: Vec<(u32, usize)>,
    completed: BTreeMap<(u32, String), String>,
    judged: Vec<(usize, usize, String)>,
    replies: Vec<(bool, String)>,
    learnt: String,
    constraint: String,
    numbers: [u32; 4],
    name: Option<String>,
    minutes: Option<f64>,
}

fn written() -> impl Strategy<Value = Written> {
    let answers = (
        text(),
        vec(vec(option::of(value()), 5), 0..4),
        vec(text(), 0..4),
        vec((0..7_usize, option::of(1..9_u32), option::of(1..9_u32), text()), 0..5),
    );
    let debrief = (
        vec((text(), any::<bool>()), 0..3),
        vec((0..9_999_u32, 0..3_usize), 0..4),
        vec((1..9_u32, 0..4_usize), 0..3),
        prop::collection::btree_map((1..9_u32, "[a-z_]{1,9}"), text(), 0..4),
        vec((0..6_usize, 0..6_usize, text()), 0..4),
    );
    let around = (
        vec((text(), minutes(), change(), text()), 4..7),
        vec(text(), 0..3),
        vec((any::<bool>(), text()), 0..3),
        (text(), text()),
        any::<[u32; 4]>().prop_map(|numbers| numbers.map(|n| n % 10_000)),
        option::of(text()),
        option::of(0.1..90.0_f64),
    );
    (answers, debrief, around).prop_map(|((prose, rows, flow, metrics), debrief, around)| {
        let (opened, pauses, mapped, completed, judged) = debrief;
        let (cards, asks, replies, (learnt, constraint), numbers, name, minutes) = around;
        Written {
            prose,
            rows,
            flow,
            metrics,
            cards,
            asks,
            opened,
            pauses,
            mapped,
            completed,
            judged,
            replies,
            learnt,
            constraint,
            numbers,
            name,
            minutes,
        }
    })
}

fn session(w: Written) -> Session {
    let mut s = fresh();
    let pick = |n: u32, of: usize| n as usize % of;
    s.person = Person { id: "p1".to_owned(), name: w.name };
    s.level = w.numbers[0].is_multiple_of(2).then(|| "apm".to_owned());
    s.mode = Mode::ALL[pick(w.numbers[0], 2)].0;
    s.guide = Guide::ALL[pick(w.numbers[1], 3)].0;
    s.state = State::ALL[pick(w.numbers[2], 4)].0;
    s.finished = (s.state == State::Finished).then(|| "2025-03-04T05:30:00.25Z".parse().unwrap());
    s.minutes = w.minutes.unwrap_or(s.minutes);
    s.origin.focus = w.asks.first().cloned();
    s.origin.from = w.minutes.map(|_| "other".into());
    s.seed = u64::MAX - u64::from(w.numbers[3]);
    s.saved = crate::model::session::Saved { device: "d".to_owned(), epoch: 2, seq: 99 };
    s.opening.clarify_seconds = w.numbers[0];
    s.opening.plan_seconds = w.numbers[1];
    let steps = s.framework.steps.clone();
    s.opening.plan = Vec::new();
    for (index, (title, minutes, change, reason)) in w.cards.into_iter().enumerate() {
        // Half of the headings as they were, and a few of one's own.
        let step =
            steps.get(index).map_or_else(|| StepId::from(s.next_id('h').as_str()), |step| step.id.clone());
        let kept = steps.get(index).filter(|_| title.len().is_multiple_of(2)).map(|step| step.title.clone());
        s.opening.plan.push(Card { step, title: kept.unwrap_or(title), minutes, change, reason });
    }
    if w.numbers[2].is_multiple_of(3) {
        s.opening.plan.reverse();
    }
    for ask in w.asks {
        let id = s.next_id('a');
        s.opening.asks.push(Ask { id, ask });
    }
    let opened = w.opened.into_iter();
    s.opening.opened = opened.map(|(about, asked)| Opened { about, asked, at: w.numbers[3] }).collect();
    let rows: Vec<Row> = w.rows.into_iter().map(|cells| row(&mut s, &steps[1], cells)).collect();
    let flow = w.flow.into_iter().map(|text| {
        let fields = BTreeMap::from([("text".into(), Value::Text(text))]);
        Row { id: s.next_id('r'), fields }
    });
    let flow: Vec<Row> = flow.collect();
    let metrics = w.metrics.into_iter().map(|(role, under, stage, line)| Metric {
        id: s.next_id('m'),
        role: Some(Role::ALL[role]),
        under: under.map(|n| format!("m{n}").into()),
        stage: stage.map(|n| format!("r{n}").into()),
        line,
    });
    let metrics: Vec<Metric> = metrics.collect();
    let answers = [Answer::Prose(w.prose), Answer::Rows(rows), Answer::Rows(flow), Answer::Metrics(metrics)];
    for (step, answer) in s.steps.iter_mut().zip(answers) {
        step.answer = answer;
        step.seconds = w.numbers[3];
        step.said = w.numbers[3].is_multiple_of(2);
        step.hints_opened = pick(w.numbers[3], 4);
    }
    let seconds = w.numbers[1];
    for (probe, answer) in w.replies {
        let kind = if probe { FollowUpKind::Probe } else { FollowUpKind::FollowUp };
        let after = probe.then(|| "metrics".into());
        let id = s.next_id('q');
        s.follow_ups.push(FollowUp { id, kind, after, ask: answer.clone(), answer, seconds });
    }
    s.retell.said = w.numbers[0] % 2 == 1;
    let pause = |(seconds, cause): (u32, usize)| Pause { at: s.started, seconds, cause: Cause::ALL[cause].0 };
    s.pauses = w.pauses.into_iter().map(pause).collect();
    s.wrap_up.learnt = w.learnt;
    s.wrap_up.lowest = seconds.is_multiple_of(2).then(|| "d".into());
    s.wrap_up.next.constraint = w.constraint;
    s.wrap_up.next.minutes = w.minutes;
    let mapped = w.mapped.into_iter();
    let mapping = |(heading, step): (u32, usize)| Mapping {
        heading: format!("h{heading}").into(),
        step: steps[step].id.clone(),
    };
    s.mapping = mapped.map(mapping).collect();
    let completed = w.completed.into_iter();
    let completed =
        completed.map(|((m, field), text)| ((format!("m{m}").into(), field.as_str().into()), text));
    s.completed = completed.collect();
    for (one, other, text) in w.judged {
        let grade = |n: usize| Score::ALL.get(n).map(|(score, _)| *score);
        let own = SelfScore { score: grade(one), evidence: text.clone(), predicted: grade(other) };
        if own != SelfScore::default() {
            s.self_scores.insert(format!("d{one}").into(), own);
        }
        let id = |n: usize| (n > 2).then(|| ItemId::from(format!("r{n}")));
        s.out_of_scope.push(OutOfScope { stakeholder: id(one), stage: id(other), reason: text.clone() });
        s.dismissed.push(Dismissed { rule: "no-limit".to_owned(), about: text.clone(), reason: text });
    }
    let stops = crate::model::plan::route(&s);
    s.at.stop = stops[pick(w.numbers[0], stops.len())].clone();
    s.at.id = seconds.is_multiple_of(3).then(|| ItemId::from("r1"));
    s.at.offset = pick(seconds, 50);
    s
}

fn row(s: &mut Session, step: &Step, cells: Cells) -> Row {
    let mut row = Row::new(s.next_id('r'));
    for (field, value) in step.fields.iter().zip(cells) {
        row.fields.extend(value.map(|value| (field.id.clone(), value)));
    }
    row
}

fn whatever(cases: u32) -> ProptestConfig {
    ProptestConfig { cases, failure_persistence: None, ..ProptestConfig::default() }
}

/// Byte for byte: a session is equal where every text in it is.
fn comes_back(w: Written) -> std::result::Result<(), TestCaseError> {
    let session = session(w);
    let text = write(&session, &Foreign::default()).unwrap();
    let loaded = read(text.clone().into_bytes(), path()).unwrap_or_else(|e| panic!("{e}\n{text}"));
    prop_assert_eq!(&loaded.session, &session);
    prop_assert_eq!(loaded.foreign, Foreign::default());
    prop_assert!(text.len() <= most_in_file(&session), "{}", text);
    Ok(())
}

/// What the file of a session may take by the count that limits what is typed: beside that stands what was asked, and what
/// comes from elsewhere.
fn most_in_file(session: &Session) -> usize {
    let own = session
        .opening
        .opened
        .iter()
        .map(|o| &o.about)
        .chain(&session.person.name)
        .chain(&session.origin.focus);
    let own = own.chain(session.dismissed.iter().map(|dismissed| &dismissed.about));
    let own: usize = own.map(|text| 100 + Size::of_text(text).in_file()).sum();
    let others = 200 * (session.pauses.len() + session.mapping.len());
    Size::of_session(session).in_file() + own + others + *ASKED
}

/// The file of a session in which nothing is written yet.
static ASKED: LazyLock<usize> = LazyLock::new(|| write(&fresh(), &Foreign::default()).unwrap().len());

proptest! {
    #![proptest_config(whatever(5_000))]

    #[test]
    fn what_is_saved_is_what_is_loaded(w in written()) {
        comes_back(w)?;
    }
}

proptest! {
    #![proptest_config(whatever(100_000))]

    /// `cargo test --release --lib a_hundred_thousand -- --ignored`
    #[test]
    #[ignore = "takes minutes"]
    fn a_hundred_thousand_answers_come_back(w in written()) {
        comes_back(w)?;
    }
}

proptest! {
    #![proptest_config(whatever(300))]

    #[test]
    fn every_session_has_a_form_for_other_programs(w in written()) {
        prop_assert!(json(&session(w), &Foreign::default()).is_ok());
    }
}

#[test]
fn a_file_is_readable_and_in_the_contracts_order() {
    let mut s = fresh();
    s.opening.plan[1].change = "into  goal".to_owned();
    s.opening.plan[2].change = "skip".to_owned();
    s.opening.plan[3].minutes = "6,5".to_owned();
    s.steps[0].answer = Answer::Prose("Two lines\n\nof 支付宝\n".to_owned());
    let mut row = Row::new("r1".into());
    row.fields.insert("chosen".into(), Value::Flag(true));
    row.fields.insert("risk".into(), Value::Text("Fraud".to_owned()));
    row.fields.insert("detects".into(), Value::Text("loss rate".to_owned()));
    row.fields.insert("of".into(), Value::Ref("r2".into()));
    s.steps[1].answer = Answer::Rows(vec![row]);
    let line = "Payers".to_owned();
    s.steps[3].answer = Answer::Metrics(vec![Metric {
        id: "m3".into(),
        role: Some(Role::NorthStar),
        under: None,
        stage: None,
        line,
    }]);
    insta::assert_snapshot!(write(&s, &Foreign::default()).unwrap());
}

#[test]
fn unknown_fields_survive_at_every_place_that_the_contract_names() {
    let mut s = fresh();
    s.steps[1].answer = Answer::Rows(vec![Row::new("r1".into())]);
    s.steps[3].answer = Answer::Metrics(vec![Metric {
        id: "m2".into(),
        role: Some(Role::Driver),
        under: None,
        stage: None,
        line: String::new(),
    }]);
    s.ids = 2;
    let text = write(&s, &Foreign::default()).unwrap();
    let text = text
        .replacen("question:\n", "question:\n  x-mine: {a: [1, null]}\n", 1)
        .replacen("- id: r1\n", "- id: r1\n    colour: red\n", 1)
        .replacen("- id: m2\n", "- id: m2\n    gamed: ~\n", 1)
        .replacen(
            "  id: goal\n  kind: prose\n  seconds",
            "  id: goal\n  mood: 3\n  kind: prose\n  seconds",
            1,
        )
        .replacen(
            "- id: goal\n  kind: prose\n  seconds",
            "- id: goal\n  mood: 3\n  kind: prose\n  seconds",
            1,
        )
        + "later: [1.0, {b: no}]\nself: {mood: 3}\ndebrief: {weather: [{sun: x}]}\n";
    let loaded = read(text.clone().into_bytes(), path()).unwrap();
    assert_eq!(loaded.session, s);
    let foreign = &loaded.foreign;
    assert!(foreign.root.contains_key("later") && !foreign.own.is_empty() && !foreign.debrief.is_empty());
    assert!(foreign.question.contains_key("x-mine") && foreign.steps.len() == 1 && foreign.items.len() == 2);
    assert_eq!(round(&loaded.session, foreign), loaded);
}

#[test]
fn a_newer_format_opens_to_be_read_and_is_never_written() {
    let text = write(&fresh(), &Foreign::default()).unwrap().replacen("format: 1", "format: 3", 1);
    let loaded = read(text.clone().into_bytes(), path()).unwrap();
    assert!(loaded.read_only().unwrap().contains("session format 3"));
    assert!(write(&loaded.session, &loaded.foreign).is_err());
    let unreadable = read(b"format: 2\nstarted: [at, nine]\n".to_vec(), path()).unwrap_err();
    assert!(unreadable.message.contains("session format 2"), "{unreadable}");
}

#[test]
fn broken_files_name_line_and_column() {
    let place = |bytes: &[u8]| read(bytes.to_vec(), path()).unwrap_err().to_string();
    assert!(
        place(b"format: 1\nid: [").starts_with("sessions/s.yaml:2:5: "),
        "{}",
        place(b"format: 1\nid: [")
    );
    assert!(place(b"format: 1\nid: \xff").starts_with("sessions/s.yaml:2:5: "));
    let text = write(&fresh(), &Foreign::default()).unwrap();
    let wrong = text.replacen("mode: practice", "mode: dream", 1);
    let what = place(wrong.as_bytes());
    assert!(what.starts_with("sessions/s.yaml:5:7: ") && what.contains("dream"), "{what}");
    let wrong = text.replacen("  seconds: 0\n  said: false", "  seconds: long\n  said: false", 1);
    let what = place(wrong.as_bytes());
    assert!(what.contains("s.yaml:") && what.contains("seconds"), "{what}");
}

#[test]
fn rows_written_by_hand_get_ids_of_their_own() {
    let mut s = fresh();
    s.steps[1].answer = Answer::Rows(vec![Row::new("r7".into()), Row::new("r7".into()), Row::new("".into())]);
    let loaded = round(&s, &Foreign::default()).session;
    let ids: Vec<_> = loaded.steps[1].answer.rows().iter().map(|r| r.id.as_str()).collect();
    assert_eq!(ids, ["r7", "r8", "r9"]);
    assert_eq!(loaded.ids, 9);
}

#[test]
fn json_has_the_files_names_and_nulls() {
    let value: serde_json::Value =
        serde_json::from_str(&json(&fresh(), &Foreign::default()).unwrap()).unwrap();
    assert!(value["finished"].is_null() && value.get("finished").is_some());
    assert_eq!(value["question"]["hash"].as_str().unwrap().len(), 64);
    assert_eq!(value["steps"][0]["id"], "goal");
    assert_eq!(value["at"]["step"], "clarify");
}

#[test]
fn where_a_framework_has_no_metrics_a_metric_field_is_text() {
    let mut s = fresh();
    s.framework.steps.pop();
    s.steps.pop();
    s.opening.plan.pop();
    let fields = BTreeMap::from([("detects".into(), Value::Text("loss".to_owned()))]);
    s.steps[1].answer = Answer::Rows(vec![Row { id: "r1".into(), fields }]);
    assert!(write(&s, &Foreign::default()).unwrap().contains("detects: loss\n"));
    assert_eq!(Field::text("a", "A").kind, FieldType::Text);
    assert_eq!(s.at.stop, Stop::Clarify);
    assert_eq!(s.steps[0].kind, Kind::Prose);
}
