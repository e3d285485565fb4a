//! One step as a text for an external editor, and back: prose as it is, rows and metrics as YAML with their ids.

use std::{collections::BTreeSet, path::Path};

use super::{
    disk::{DiskMetric, DiskStep},
    foreign::Foreign,
    reading, writing,
};
use crate::{
    model::{Answer, Kind, Session, StepId},
    store::{
        failure::{Failure, Result},
        yaml::{self, Mapping, Value as Yaml},
    },
};

/// The step as text. Every declared column is there, so that an empty one can be filled in.
pub fn step_text(session: &Session, step: &StepId) -> Result<String> {
    let Some(answered) = session.step(step) else { return Ok(String::new()) };
    let columns = session.spec(step).columns();
    let items: Vec<Yaml> = match &answered.answer {
        Answer::Prose(text) => return Ok(text.clone()),
        Answer::Rows(rows) => rows
            .iter()
            .map(|row| {
                let mut map = writing::disk_row(session, answered, row);
                for column in &columns {
                    let key = super::key_of(&column.id);
                    if !map.contains_key(key) {
                        map.insert(key.into(), "".into());
                    }
                }
                Yaml::Mapping(map)
            })
            .collect(),
        Answer::Metrics(metrics) => metrics.iter().map(plain_metric).collect(),
    };
    let fields: Vec<&str> = match answered.kind {
        // An own heading asks for no role: its name would give the framework away.
        Kind::Metrics if session.is_own(step) => vec!["line", "under"],
        Kind::Metrics => vec!["role", "line", "under", "stage"],
        _ => columns.iter().map(|c| c.id.as_str()).collect(),
    };
    let body = if items.is_empty() { String::new() } else { text_of(&items)? };
    Ok(format!(
        "# {}. One entry each, in order: {}. Keep the id of what stays; leave it out for something new.\n{body}",
        session.spec(step).title.replace('\n', " "),
        fields.join(", ")
    ))
}

fn plain_metric(metric: &crate::model::Metric) -> Yaml {
    let mut map = Mapping::new();
    map.insert("id".into(), metric.id.as_str().into());
    if let Some(role) = metric.role {
        map.insert("role".into(), role.id().into());
    }
    map.insert("line".into(), metric.line.as_str().into());
    for (key, id) in [("under", &metric.under), ("stage", &metric.stage)] {
        if let Some(id) = id {
            map.insert(key.into(), id.as_str().into());
        }
    }
    Yaml::Mapping(map)
}

fn text_of(items: &[Yaml]) -> Result<String> {
    yaml::to_string(&items).map_err(|error| {
        Failure::new(format!("the step cannot be written as YAML: {error}"), "edit it in casebook")
    })
}

/// The answer that such a text holds. `path` is for messages; a field that the step does not have is an error.
pub fn read_step(session: &Session, step: &StepId, text: &str, path: &Path) -> Result<Answer> {
    let Some(answered) = session.step(step) else {
        return Err(Failure::new(format!("{step} is not open"), "open the step first"));
    };
    if answered.kind == Kind::Prose {
        return Ok(Answer::Prose(text.to_owned()));
    }
    let empty = text.lines().all(|line| line.trim().is_empty() || line.trim_start().starts_with('#'));
    let mut disk = DiskStep {
        id: step.clone(),
        kind: answered.kind,
        seconds: 0,
        said: false,
        hints_opened: 0,
        answer_opened: false,
        text: None,
        rows: None,
        metrics: None,
        rest: Mapping::new(),
    };
    if answered.kind == Kind::Metrics {
        disk.metrics = Some(if empty { Vec::new() } else { parse::<Vec<DiskMetric>>(text, path)? });
    } else {
        disk.rows = Some(if empty { Vec::new() } else { parse::<Vec<Mapping>>(text, path)? });
    }
    if let Some(id) = unknown_id(&answered.answer, &disk) {
        return Err(Failure::new(
            format!("{}: this step has no `{id}`", path.display()),
            "leave the id out for something new: ids are given once and never again",
        ));
    }
    let mut foreign = Foreign::default();
    let mut answer =
        reading::step_answer(&mut session.clone(), disk, &mut BTreeSet::new(), &mut foreign).answer;
    if let Some(unknown) = foreign.items.values().find_map(|map| map.keys().next()) {
        let key = unknown.as_str().unwrap_or("?");
        let columns: Vec<String> = session.spec(step).columns().iter().map(|c| c.id.to_string()).collect();
        let known = if answered.kind == Kind::Metrics {
            "role, line, under, stage".to_owned()
        } else {
            columns.join(", ")
        };
        return Err(Failure::new(
            format!("{}: there is no field `{key}`", path.display()),
            format!("the fields are: {known}"),
        ));
    }
    if let Answer::Rows(rows) = &mut answer {
        // Columns that were offered and left empty are no fields.
        rows.iter_mut().for_each(|row| row.fields.retain(|_, value| value.text() != Some("")));
    }
    Ok(answer)
}

/// An id that the step did not have when it was written out.
fn unknown_id(answer: &Answer, disk: &DiskStep) -> Option<String> {
    let rows = disk.rows.iter().flatten().filter_map(|row| row.get("id").and_then(Yaml::as_str));
    let metrics = disk.metrics.iter().flatten().map(|metric| metric.id.as_str());
    let known = |id: &str| {
        answer.rows().iter().any(|row| row.id == *id) || answer.metrics().iter().any(|m| m.id == *id)
    };
    rows.chain(metrics).find(|id| !id.is_empty() && !known(id)).map(str::to_owned)
}

fn parse<T: serde::de::DeserializeOwned>(text: &str, path: &Path) -> Result<T> {
    yaml::parse(path, text)
        .map_err(|problem| Failure::new(problem.to_string(), "mend that line and save again"))
}
