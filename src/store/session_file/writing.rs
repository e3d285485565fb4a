//! From a session to the tree of its file.

use serde::Serialize;

use super::{FORMAT, disk::*, foreign::Foreign, words};
use crate::{
    model::{Answer, FieldType, Row, Session, metric_line, session::StepAnswer},
    sort::Sort as _,
    store::{
        failure::{Failure, Result},
        yaml::{self, Mapping, Value as Yaml, is_nothing, quieten, whole_numbers},
    },
};

/// Everything in the file's order, nulls present: what `--json` prints.
pub fn tree(session: &Session, foreign: &Foreign) -> Result<Yaml> {
    let mut tree = own_tree(session, foreign)?;
    foreign.graft(&mut tree);
    Ok(tree)
}

/// The same without what is empty: what the file holds.
pub fn quiet_tree(session: &Session, foreign: &Foreign) -> Result<Yaml> {
    let mut tree = own_tree(session, foreign)?;
    if let Yaml::Mapping(map) = &mut tree {
        for (key, value) in map.iter_mut() {
            // These three are a snapshot of a bank, to be given back as they were.
            if !matches!(key.as_str(), Some("question" | "framework" | "rubric")) {
                quieten(value);
            }
        }
        map.retain(|_, value| !is_nothing(value));
    }
    foreign.graft(&mut tree);
    Ok(tree)
}

fn own_tree(session: &Session, foreign: &Foreign) -> Result<Yaml> {
    let mut tree = to_yaml(&disk(session, foreign)?)?;
    whole_numbers(&mut tree);
    Ok(tree)
}

fn disk(session: &Session, foreign: &Foreign) -> Result<DiskSession> {
    let opening = &session.opening;
    let wrap_up = &session.wrap_up;
    let mut question = map_of(&session.question)?;
    question.insert("hash".into(), session.hash.as_str().into());
    // The hash stands beside the id that it completes.
    let first: Vec<Yaml> = vec!["id".into(), "hash".into()];
    let (head, tail): (Mapping, Mapping) = question.into_iter().partition(|(key, _)| first.contains(key));
    Ok(DiskSession {
        format: foreign.newer.unwrap_or(FORMAT),
        id: session.id.to_string(),
        person: DiskPerson { id: session.person.id.clone(), name: session.person.name.clone() },
        level: session.level.clone(),
        mode: session.mode,
        guide: session.guide,
        minutes: Some(session.minutes),
        state: session.state,
        started: session.started,
        finished: session.finished,
        from: session.origin.from.clone(),
        variant: session.origin.variant.clone(),
        seed: session.seed,
        only: session.only.clone(),
        focus: session.origin.focus.clone(),
        assignment: session.origin.assignment.clone(),
        next_of: session.origin.next_of.clone(),
        at: Some(DiskAt {
            step: words::stop_word(&session.at.stop),
            id: session.at.id.clone(),
            field: session.at.field.clone(),
            offset: session.at.offset,
        }),
        saved: DiskSaved {
            device: session.saved.device.clone(),
            epoch: session.saved.epoch,
            seq: session.saved.seq,
        },
        ids: session.ids,
        question: head.into_iter().chain(tail).collect(),
        framework: map_of(&session.framework)?,
        rubric: map_of(&session.rubric)?,
        opening: DiskOpening {
            seconds: OpeningParts { clarify: opening.clarify_seconds, plan: opening.plan_seconds },
            hints_opened: (opening.clarify_hints > 0 || opening.plan_hints > 0)
                .then_some(OpeningParts { clarify: opening.clarify_hints, plan: opening.plan_hints }),
            asks: opening.asks.iter().map(|a| DiskAsk { id: a.id.clone(), ask: a.ask.clone() }).collect(),
            opened: opening
                .opened
                .iter()
                .map(|o| DiskOpened { about: o.about.clone(), asked: o.asked, at: o.at })
                .collect(),
            plan: words::disk_cards(session),
        },
        steps: session.steps.iter().map(|step| disk_step(session, step)).collect(),
        follow_ups: session
            .follow_ups
            .iter()
            .map(|f| DiskFollowUp {
                id: f.id.clone(),
                kind: f.kind,
                after: f.after.clone(),
                ask: f.ask.clone(),
                answer: f.answer.clone(),
                seconds: f.seconds,
            })
            .collect(),
        retell: DiskRetell { seconds: session.retell.seconds, said: session.retell.said },
        pauses: session
            .pauses
            .iter()
            .map(|p| DiskPause { at: p.at, seconds: p.seconds, cause: p.cause })
            .collect(),
        wrap_up: DiskWrapUp {
            seconds: wrap_up.seconds,
            lowest: wrap_up.lowest.clone(),
            learnt: wrap_up.learnt.clone(),
            next: words::disk_next(&wrap_up.next),
        },
        own: words::disk_self(session),
        debrief: DiskDebrief {
            mapping: session
                .mapping
                .iter()
                .map(|m| DiskMapping { heading: m.heading.clone(), step: m.step.clone() })
                .collect(),
            completed: disk_completed(session),
            out_of_scope: session
                .out_of_scope
                .iter()
                .map(|o| DiskOutOfScope {
                    stakeholder: o.stakeholder.clone(),
                    stage: o.stage.clone(),
                    reason: o.reason.clone(),
                })
                .collect(),
            dismissed: session
                .dismissed
                .iter()
                .map(|d| DiskDismissed {
                    rule: d.rule.clone(),
                    about: d.about.clone(),
                    reason: d.reason.clone(),
                })
                .collect(),
            rest: Mapping::new(),
        },
        rest: Mapping::new(),
    })
}

/// What was completed, in the order of the metrics.
fn disk_completed(session: &Session) -> Vec<DiskCompleted> {
    let mut completed: Vec<DiskCompleted> = session
        .completed
        .iter()
        .map(|((metric, field), text)| DiskCompleted {
            metric: metric.clone(),
            field: field.clone(),
            text: text.clone(),
        })
        .collect();
    completed.arrange_by_key(|c| session.metrics().position(|(_, m)| m.id == c.metric).unwrap_or(usize::MAX));
    completed
}

fn disk_step(session: &Session, step: &StepAnswer) -> DiskStep {
    let names = session.names(&step.id);
    let metric = |metric: &crate::model::Metric| DiskMetric {
        id: metric.id.clone(),
        role: metric.role,
        under: metric.under.clone(),
        stage: metric.stage.clone(),
        line: metric.line.clone(),
        parsed: words::disk_parsed(metric_line::parse(&metric.line, metric.role, &names)),
        rest: Mapping::new(),
    };
    let mut disk = DiskStep {
        id: step.id.clone(),
        kind: step.kind,
        seconds: step.seconds,
        said: step.said,
        hints_opened: step.hints_opened,
        answer_opened: step.answer_opened,
        text: None,
        rows: None,
        metrics: None,
        rest: Mapping::new(),
    };
    match &step.answer {
        Answer::Prose(text) => disk.text = Some(text.clone()),
        Answer::Rows(rows) => disk.rows = Some(rows.iter().map(|row| disk_row(session, step, row)).collect()),
        Answer::Metrics(metrics) => disk.metrics = Some(metrics.iter().map(metric).collect()),
    }
    disk
}

/// `id`, the declared columns in their order, then whatever else the row holds.
pub fn disk_row(session: &Session, step: &StepAnswer, row: &Row) -> Mapping {
    let mut map = Mapping::new();
    map.insert("id".into(), row.id.as_str().into());
    for column in session.spec(&step.id).columns() {
        if let Some(value) = row.fields.get(&column.id) {
            let value = words::disk_value(value, column.kind, &session.framework);
            map.insert(super::key_of(&column.id).into(), value);
        }
    }
    for (field, value) in &row.fields {
        let key = super::key_of(field);
        if !map.contains_key(key) {
            map.insert(key.into(), words::disk_value(value, FieldType::Text, &session.framework));
        }
    }
    map
}

fn to_yaml<T: Serialize>(value: &T) -> Result<Yaml> {
    yaml::to_value(value).map_err(|error| {
        Failure::new(format!("cannot write the session as YAML: {error}"), "please report this")
    })
}

fn map_of<T: Serialize>(value: &T) -> Result<Mapping> {
    if let Yaml::Mapping(map) = to_yaml(value)? { Ok(map) } else { Ok(Mapping::new()) }
}
