//! Reads the small answers that rules give as examples, for tests: a session of a framework that has every kind of step
//! and every bound field.

use jiff::Timestamp;

use crate::model::{
    Answer, Field, FieldType, Framework, Guide, Metric, Role, Row, Session, State, Value,
    session::Person,
    start::{Options, begin},
};

/// An answer in the form of [`super::findings::Example`], finished.
pub fn session(lines: &[&str]) -> Session {
    let mut session = blank(Guide::Full);
    for line in lines.iter().filter(|line| !line.starts_with("earlier ")) {
        write(&mut session, line);
    }
    session.state = State::Finished;
    session
}

/// Nothing written, in progress.
pub fn blank(guide: Guide) -> Session {
    let fields = |fields: &[(&str, &str, &str, &str)]| -> Vec<_> {
        let field = |(id, title, kind, rule): &(&str, &str, &str, &str)| {
            let rule = (!rule.is_empty()).then_some(*rule);
            serde_json::json!({"id": id, "title": title, "type": kind, "rule": rule})
        };
        fields.iter().map(field).collect()
    };
    let options = [
        ("option", "Option", "text", ""),
        ("chosen", "Chosen", "yes/no", ""),
        ("rejected_because", "Rejected because", "text", "nothing-rejected"),
    ];
    let framework: Framework = serde_json::from_value(serde_json::json!({
        "id": "f", "title": "F", "opening": true, "rubric": "r", "steps": [
            {"id": "context", "title": "Context", "kind": "rows", "minutes": 2,
                "fields": fields(&[("fact", "Fact", "text", ""), ("so_what", "So what", "text", "so-what")])},
            {"id": "goal", "title": "Goal", "kind": "prose", "minutes": 1},
            {"id": "stakeholders", "title": "Stakeholders", "kind": "rows", "minutes": 1.5,
                "fields": fields(&[("stakeholder", "Who", "text", "")])},
            {"id": "flow", "title": "User flow", "kind": "flow", "minutes": 1.5,
                "fields": fields(&[("stage", "Stage", "text", "")])},
            {"id": "metrics", "title": "Metrics", "kind": "metrics", "minutes": 7,
                "stakeholders": "stakeholders", "stages": "flow"},
            {"id": "risks", "title": "Risks", "kind": "rows", "minutes": 1,
                "fields": fields(&[("risk", "Risk", "text", ""), ("detects", "Detected by", "metric", "unlinked-risk")])},
            {"id": "decide", "title": "Decide", "kind": "rows", "minutes": 3, "decision": true,
                "fields": fields(&[
                    ("initiative", "Initiative", "text", ""),
                    ("moves", "Moves", "metric", "unlinked-initiative"),
                    ("threatens", "Threatens", "metric", ""),
                ])},
            {"id": "options", "title": "Options", "kind": "rows", "minutes": 1, "fields": fields(&options)},
            {"id": "hypotheses", "title": "Hypotheses", "kind": "rows", "minutes": 1,
                "fields": fields(&[("cause", "Cause", "text", ""), ("refutes", "Refuted by", "text", "no-refutation")])},
            {"id": "assumptions", "title": "Assumptions", "kind": "rows", "minutes": 1,
                "fields": fields(&[
                    ("input", "Input", "text", ""),
                    ("low", "Low", "text", ""),
                    ("high", "High", "text", ""),
                    ("because", "Because", "text", "no-reason"),
                ])},
            {"id": "compare", "title": "Compare", "kind": "rows", "minutes": 1, "fields": [
                {"id": "item", "title": "Item"},
                {"id": "verdict", "title": "Verdict", "type": "choice", "choices": ["now", "later", "no"], "rule": "nothing-cut"},
            ]},
            {"id": "actions", "title": "Actions", "kind": "rows", "minutes": 1,
                "fields": fields(&[("action", "Action", "text", ""), ("mine", "Mine", "yes/no", "nothing-own")])},
            {"id": "outcome", "title": "Result", "kind": "rows", "minutes": 1,
                "fields": fields(&[("result", "Result", "text", ""), ("number", "Number", "text", "no-number")])},
            {"id": "threats", "title": "Threats", "kind": "rows", "minutes": 1,
                "fields": fields(&[("threat", "Threat", "text", ""), ("reversal", "Turn back when", "text", "no-reversal")])},
            {"id": "readiness", "title": "Readiness", "kind": "flow", "minutes": 1,
                "fields": fields(&[("readiness", "Stage", "text", ""), ("owner", "Owner", "text", "no-owner")])},
        ]
    }))
    .unwrap();
    let question = serde_json::json!({
        "id": "q", "type": "f", "title": "Q", "difficulty": "easy", "brief": {"say": "Q"}
    });
    let rubric = serde_json::json!({"id": "r", "title": "R", "dimensions": []});
    let mut asked = Options::new("s".into(), Person::default(), Timestamp::UNIX_EPOCH, 1);
    asked.guide = guide;
    begin(
        serde_json::from_value(question).unwrap(),
        framework,
        serde_json::from_value(rubric).unwrap(),
        asked,
    )
}

/// Other attempts that an example names: `earlier Uber, mobility: names, …`.
pub fn earlier(lines: &[&str]) -> Vec<(String, Vec<String>, Vec<String>)> {
    let list = |text: &str| text.split(", ").map(str::to_owned).collect::<Vec<_>>();
    let read = |line: &&str| {
        let (head, names) = line.strip_prefix("earlier ")?.split_once(": ")?;
        let (title, industries) = head.split_once(", ")?;
        Some((title.to_owned(), list(industries), list(names)))
    };
    lines.iter().filter_map(read).collect()
}

/// One line of an example.
pub fn write(session: &mut Session, line: &str) {
    let (word, rest) = line.split_once(' ').unwrap();
    if let Ok(role) = word.parse::<Role>() {
        let id = session.next_id('m');
        let metric = Metric { id, role: Some(role), under: None, stage: None, line: rest.to_owned() };
        if let Answer::Metrics(metrics) = &mut session.step_mut(&"metrics".into()).unwrap().answer {
            metrics.push(metric);
        }
        return;
    }
    match word {
        "time" => time(session, rest),
        "industries" => session.question.industries = rest.split(", ").map(str::to_owned).collect(),
        "goal" => session.step_mut(&"goal".into()).unwrap().answer = Answer::Prose(rest.to_owned()),
        word => {
            let first =
                |step: &&crate::model::Step| step.fields.first().is_some_and(|field| field.id == *word);
            let step = session.framework.steps.iter().find(first).unwrap().clone();
            let mut row = Row::new(session.next_id('r'));
            for (field, cell) in step.fields.iter().zip(rest.split(" · ")) {
                row.fields.insert(field.id.clone(), value(field, cell));
            }
            if let Answer::Rows(rows) = &mut session.step_mut(&step.id).unwrap().answer {
                rows.push(row);
            }
        }
    }
}

fn value(field: &Field, cell: &str) -> Value {
    match (field.kind, cell) {
        (FieldType::YesNo, cell) => Value::Flag(cell == "yes"),
        (_, "⟨deleted⟩") => Value::Ref("m999".into()),
        (_, cell) => Value::Text(cell.to_owned()),
    }
}

/// `decide 0:40 of 3:00`
fn time(session: &mut Session, text: &str) {
    let (step, times) = text.split_once(' ').unwrap();
    let seconds = |clock: &str| {
        let (minutes, seconds) = clock.split_once(':').unwrap();
        minutes.parse::<u32>().unwrap() * 60 + seconds.parse::<u32>().unwrap()
    };
    let (used, planned) = times.split_once(" of ").unwrap();
    session.step_mut(&step.into()).unwrap().seconds = seconds(used);
    let card = session.opening.plan.iter_mut().find(|card| card.step == *step).unwrap();
    card.minutes = (f64::from(seconds(planned)) / 60.0).to_string();
}
