//! What must hold in a question, given the framework that its type names.

use std::collections::BTreeMap;

use super::{EMPTY, Mistake, Mistakes, Spot, template};
use crate::{
    model::{
        Field, FieldType, Framework, FrameworkId, Kind, Question, Role, Step, StepId,
        later::Later,
        metric_line::parse,
        question::{When, Worked, WorkedAnswer, WorkedRow},
        worked::{self, CONTRACT, WorkedAnswers},
    },
    text::{fold::fold, nearest::did_you_mean},
};

/// What is wrong in a question. `frameworks` are those that there are.
pub fn question(question: &Question, frameworks: &BTreeMap<FrameworkId, Later<Framework>>) -> Vec<Mistake> {
    let mut mistakes = Mistakes::default();
    let root = Spot::default();
    mistakes.id(&root.at("id"), question.id.as_str());
    mistakes.text(&root.at("title"), &question.title);
    mistakes.text(&root.at("brief").at("say"), &question.brief.say);
    for (index, fact) in question.brief.facts.iter().enumerate() {
        let spot = root.at("brief").at("facts").at(index);
        mistakes.text(&spot.at("about"), &fact.about);
        mistakes.text(&spot.at("answer"), &fact.answer);
    }
    mistakes.ids(&root.at("variants"), "variant", question.variants.iter().map(|v| v.id.as_str()));

    let Some(framework) = frameworks.get(&question.kind) else {
        let known = frameworks.keys().map(FrameworkId::as_str);
        mistakes.unknown(&root.at("type"), "type", question.kind.as_str(), known);
        return mistakes.0;
    };
    let worked = worked::answers(question, framework);
    for (id, of) in &question.steps {
        let spot = root.at("steps");
        match kind_of(framework, id) {
            Some(kind) => answer(kind, framework, id, of, &worked, &spot.at(id.as_str()), &mut mistakes),
            None if matches!(id.as_str(), "clarify" | "plan") => {
                let message = format!("the framework \"{}\" has no opening, so no \"{id}\"", framework.id);
                mistakes.add(&spot.key(id.as_str()), message, None);
            }
            None => mistakes.unknown(&spot.key(id.as_str()), "step", id.as_str(), step_ids(framework)),
        }
    }
    for (index, follow_up) in question.follow_ups.iter().enumerate() {
        let spot = root.at("follow_ups").at(index).at("ask");
        mistakes.text(&spot, &follow_up.ask);
        template::check(&follow_up.ask, framework, &spot, &mut mistakes);
        if let Some(when) = &follow_up.when {
            let spot = root.at("follow_ups").at(index).at("when");
            condition(when, framework, &worked, &spot, &mut mistakes);
        }
    }
    for (index, variant) in question.variants.iter().enumerate() {
        let spot = root.at("variants").at(index);
        mistakes.text(&spot.at("flip"), &variant.flip);
        for (index, name) in variant.expect.iter().enumerate() {
            let known: Vec<&str> =
                step_ids(framework).chain(Role::ALL.iter().map(|role| role.id())).collect();
            if !known.contains(&name.as_str()) {
                mistakes.unknown(&spot.at("expect").at(index), "step or role", name, known);
            }
        }
    }
    mistakes.0
}

/// A condition that can never hold, or that names a stage which no worked answer has.
fn condition(
    when: &When,
    framework: &Framework,
    worked: &WorkedAnswers,
    spot: &Spot,
    mistakes: &mut Mistakes,
) {
    let has_metrics = framework.steps.iter().any(|step| step.kind == Kind::Metrics);
    for (key, role) in [("has", when.has), ("missing", when.missing)] {
        if role.is_some() && !has_metrics {
            let message = format!("\"{}\" has no metrics step, so no metric has a role", framework.id);
            mistakes.add(&spot.at(key), message, Some("take the condition away".to_owned()));
        }
    }
    let Some(name) = &when.stage else { return };
    let spot = spot.at("stage");
    let Some(stages) = framework.steps.iter().find_map(|step| step.stages.as_ref()) else {
        let message = format!("\"{}\" has no stages, so this is never asked", framework.id);
        return mistakes.add(&spot, message, Some("take the condition away".to_owned()));
    };
    let rows = worked.row_names(framework, stages);
    if !rows.is_empty() && !rows.iter().any(|(_, row)| fold(row.trim()) == fold(name.trim())) {
        let help = did_you_mean(name, rows.iter().map(|(_, row)| row.as_str()));
        mistakes.warn(&spot, format!("no stage of the worked answer is called \"{name}\""), help);
    }
}

/// The steps that a question may speak of, the opening's parts included.
fn step_ids(framework: &Framework) -> impl Iterator<Item = &str> {
    let opening: &[&str] = if framework.opening { &["clarify", "plan"] } else { &[] };
    framework.steps.iter().map(|step| step.id.as_str()).chain(opening.iter().copied())
}

fn kind_of(framework: &Framework, id: &StepId) -> Option<Kind> {
    let opening = framework.opening && matches!(id.as_str(), "clarify" | "plan");
    if opening { Some(Kind::Prose) } else { framework.step(id).map(|step| step.kind) }
}

fn answer(
    kind: Kind,
    framework: &Framework,
    id: &StepId,
    of: &Worked,
    worked: &WorkedAnswers,
    spot: &Spot,
    mistakes: &mut Mistakes,
) {
    let spot = spot.at("answer");
    match (kind, &of.answer) {
        (_, None) | (Kind::Prose, Some(WorkedAnswer::Prose(_))) => {}
        (Kind::Prose, Some(WorkedAnswer::Rows(_))) => {
            mistakes.add(&spot, format!("the step \"{id}\" is prose"), Some("write one text".to_owned()));
        }
        (_, Some(WorkedAnswer::Prose(_))) => {
            let what = if kind == Kind::Metrics { "metrics" } else { "rows" };
            let help = format!("write a list of {what}, each beginning with -");
            mistakes.add(&spot, format!("the step \"{id}\" is {what}"), Some(help));
        }
        (Kind::Metrics, Some(WorkedAnswer::Rows(rows))) => {
            metrics(id, rows, worked, &spot, mistakes);
            let wants_star =
                framework.step(id).is_some_and(|step| step.slots.get(&Role::NorthStar) != Some(&0));
            let has_star =
                rows.iter().any(|row| row.get("role").is_some_and(|role| role == Role::NorthStar.id()));
            if wants_star && !has_star && !rows.is_empty() {
                let help = "give one metric the role north_star";
                mistakes.add(&spot, "there is no North Star", Some(help.to_owned()));
            }
        }
        (_, Some(WorkedAnswer::Rows(rows))) => {
            let columns = framework.step(id).map(Step::columns).unwrap_or_default();
            for (index, row) in rows.iter().enumerate() {
                cells(&columns, framework, row, worked, &spot.at(index), mistakes);
            }
        }
    }
}

fn cells(
    columns: &[Field],
    framework: &Framework,
    row: &WorkedRow,
    worked: &WorkedAnswers,
    spot: &Spot,
    mistakes: &mut Mistakes,
) {
    for (id, value) in row {
        let Some(field) = columns.iter().find(|field| field.id == *id) else {
            let known = columns.iter().map(|field| field.id.as_str());
            mistakes.unknown(&spot.key(id.as_str()), "field", id.as_str(), known);
            continue;
        };
        let spot = spot.at(id.as_str());
        match field.kind {
            _ if value.trim().is_empty() => {}
            FieldType::Choice if !field.choices.contains(value) => {
                mistakes.unknown(&spot, "choice", value, field.choices.iter().map(String::as_str));
            }
            FieldType::YesNo if worked::flag(value).is_none() => {
                mistakes.add(&spot, format!("\"{value}\" is neither yes nor no"), None);
            }
            FieldType::Metric if worked.metric_named(value).is_none() && worked.has_metrics() => {
                mistakes.unknown(&spot, "metric", value, worked.metric_names());
            }
            FieldType::Row => {
                let rows =
                    field.rows_of.as_ref().map(|step| worked.row_names(framework, step)).unwrap_or_default();
                if !rows.is_empty() && crate::model::metric_line::named(&rows, value).is_none() {
                    mistakes.unknown(&spot, "row", value, rows.iter().map(|(_, name)| name.as_str()));
                }
            }
            _ => {}
        }
    }
}

fn metrics(id: &StepId, rows: &[WorkedRow], worked: &WorkedAnswers, spot: &Spot, mistakes: &mut Mistakes) {
    let known = || ["role", "line", "under"].into_iter().chain(CONTRACT);
    for (index, row) in rows.iter().enumerate() {
        let spot = spot.at(index);
        for key in row.keys().filter(|key| !known().any(|known| **key == known)) {
            mistakes.unknown(&spot.key(key.as_str()), "key", key.as_str(), known());
        }
        let role = row.get("role").map(|role| (role, role.parse::<Role>()));
        match &role {
            None => mistakes.add(&spot, "a metric has a role", Some("add role: north_star, say".to_owned())),
            Some((name, Err(()))) => {
                mistakes.unknown(&spot.at("role"), "role", name, Role::ALL.iter().map(|role| role.id()));
            }
            Some((_, Ok(_))) => {}
        }
        if let Some(under) = row.get("under").filter(|under| worked.metric_named(under).is_none()) {
            mistakes.unknown(&spot.at("under"), "metric", under, worked.metric_names());
        }
        match row.get("line") {
            None => mistakes.add(
                &spot,
                "a metric has a line",
                Some("add line: and the metric as it is typed".to_owned()),
            ),
            Some(line) => {
                // A worked answer may come later; a blank line of it is not shown.
                if line.trim().is_empty() {
                    mistakes.warn(&spot.at("line"), EMPTY, Some("write a text".to_owned()));
                }
                let role = role.and_then(|(_, role)| role.ok()).unwrap_or(Role::Driver);
                dangling(line, role, id, worked, &spot.at("line"), mistakes);
            }
        }
    }
}

/// References that name no row stay in the name, where a reader would stumble over them.
fn dangling(
    line: &str,
    role: Role,
    id: &StepId,
    worked: &WorkedAnswers,
    spot: &Spot,
    mistakes: &mut Mistakes,
) {
    let names = worked.names(id);
    let read = parse(line, role, &names);
    let parts = [
        Some(read.name.as_str()),
        read.denominator.as_deref(),
        read.numerator.as_deref(),
        read.window.as_deref(),
    ];
    let limit = read.limit.as_ref().map(|limit| limit.text.as_str());
    for part in parts.into_iter().chain([limit]).flatten() {
        for (at, sigil) in part.match_indices(['@', '＠', '#', '＃']) {
            let (before, name) = (&part[..at], &part[at + sigil.len()..]);
            let opens = !sigil.is_ascii() || before.ends_with(char::is_whitespace);
            let (rows, what) = if matches!(sigil, "@" | "＠") {
                (&names.stakeholders, "stakeholder")
            } else {
                (&names.stages, "stage")
            };
            if opens && name.starts_with(|c: char| c.is_alphabetic() || matches!(c, '"' | '“')) {
                let name = name.trim_matches(['"', '“', '”']);
                return mistakes.unknown(spot, what, name, rows.iter().map(|(_, name)| name.as_str()));
            }
        }
    }
}
