//! Worked answers of a bank, in the form that a candidate's answers take.

use std::path::Path;

use casebook::{
    model::{Answer, Framework, Question, Value, metric_line::parse, worked},
    store::yaml,
};

const FRAMEWORK: &str = "
id: t
title: T
opening: yes
rubric: r
steps:
  - {id: risks, title: R, minutes: 1, kind: rows, fields: [{id: risk, title: R}, {id: seen, title: S, type: metric}]}
  - {id: goal, title: G, minutes: 1}
  - {id: who, title: W, minutes: 1, kind: rows, fields: [{id: name, title: N}, {id: mine, title: M, type: yes/no}]}
  - {id: flow, title: F, minutes: 1, kind: flow}
  - {id: metrics, title: M, minutes: 1, kind: metrics, stakeholders: who, stages: flow}
";
const QUESTION: &str = "
id: q
type: t
title: Q
difficulty: easy
brief: {say: S}
steps:
  plan: {answer: Goal first.}
  goal: {answer: [{a: b}]}
  who: {answer: [{name: Riders, mine: yes}, {name: Café owners}]}
  flow: {answer: [{text: Board}, {text: Pay}]}
  risks: {answer: [{risk: Fraud, seen: paid rides}, {risk: Rain, seen: umbrellas}]}
  metrics:
    answer:
      - {role: driver, under: Rides, line: 'Paid rides = paid / all #pay @cafe owners'}
      - {role: north_star, line: Rides}
      - {role: diagnostic, under: paid rides, line: 'Failures #board'}
      - {role: nonsense, line: X}
";

#[test]
fn names_become_references() {
    let framework: Framework = yaml::parse(Path::new("f.yaml"), FRAMEWORK).unwrap();
    let question: Question = yaml::parse(Path::new("q.yaml"), QUESTION).unwrap();
    let worked = worked::answers(&question, &framework);
    let answer = |id: &str| worked.answer(&id.into());
    assert_eq!(answer("plan"), Some(&Answer::Prose("Goal first.".to_owned())));
    assert_eq!(answer("goal"), None);
    assert_eq!(answer("who").unwrap().rows()[0].value(&"mine".into()), &Value::Flag(true));

    let metrics = answer("metrics").unwrap().metrics();
    assert_eq!(metrics.len(), 3);
    assert_eq!(metrics[0].under.as_ref(), Some(&metrics[1].id));
    assert_eq!(metrics[2].under.as_ref(), Some(&metrics[0].id));
    assert_eq!(metrics[2].stage.as_ref(), Some(&answer("flow").unwrap().rows()[0].id));
    let parsed = parse(&metrics[0].line, metrics[0].role, &worked.names(&"metrics".into()));
    assert_eq!(parsed.stages, [answer("flow").unwrap().rows()[1].id.clone()]);
    assert_eq!(parsed.stakeholders, [answer("who").unwrap().rows()[1].id.clone()]);

    let risks = answer("risks").unwrap().rows();
    let seen = |row: usize| risks[row].value(&"seen".into()).clone();
    assert_eq!(seen(0), Value::Ref(metrics[0].id.clone()));
    assert_eq!(seen(1), Value::Text("umbrellas".to_owned()));
    assert_eq!(worked.name_of(&framework, &metrics[0].id).as_deref(), Some("Paid rides"));
}
