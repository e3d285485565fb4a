//! The worked answers of a question, in the form that a candidate's answers take: names become references.

use std::collections::BTreeMap;

use super::{
    Answer, FieldType, Framework, ItemId, Kind, Metric, Question, Role, Row, Step, StepId, Value,
    metric_line::{Names, named, parse},
    question::{WorkedAnswer, WorkedRow},
};
use crate::sort::IntoTree as _;

/// What a metric's full contract adds to its line; in the debrief, and in banks.
pub const CONTRACT: [&str; 13] = [
    "because",
    "stage",
    "entity",
    "numerator",
    "denominator",
    "aggregation",
    "window",
    "segments",
    "source",
    "latency",
    "direction",
    "limit",
    "gamed",
];

/// The worked answers of one question.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct WorkedAnswers {
    /// By step; `clarify` and `plan` are prose.
    pub answers: BTreeMap<StepId, Answer>,
    /// What `@` and `#` name, by metrics step.
    names: BTreeMap<StepId, Names>,
    /// Every metric, by the name that its line gives it.
    metrics: Vec<(ItemId, String)>,
}

/// The worked answers of a question. An answer that is not in its step's kind is left out, and so is a metric without a
/// line or with an unknown role, and a row without a word.
pub fn answers(question: &Question, framework: &Framework) -> WorkedAnswers {
    let mut worked = WorkedAnswers::default();
    let mut ids = Ids::default();
    let worked_rows = |step: &Step| match question.steps.get(&step.id)?.answer.as_ref()? {
        WorkedAnswer::Rows(rows) => Some(rows),
        WorkedAnswer::Prose(_) => None,
    };
    for (id, of) in &question.steps {
        let is_prose = framework.step(id).is_none_or(|step| step.kind == Kind::Prose);
        if let (true, Some(WorkedAnswer::Prose(text))) = (is_prose, &of.answer) {
            worked.answers.insert(id.clone(), Answer::Prose(text.trim_end().to_owned()));
        }
    }
    // Rows come first: metrics name them; and metrics come before the references to metrics.
    for step in framework.steps.iter().filter(|step| matches!(step.kind, Kind::Rows | Kind::Flow)) {
        if let Some(rows) = worked_rows(step) {
            let rows: Vec<Row> =
                rows.iter().filter(is_filled).map(|row| plain_row(ids.next('r'), step, row)).collect();
            if !rows.is_empty() {
                worked.answers.insert(step.id.clone(), Answer::Rows(rows));
            }
        }
    }
    for step in framework.steps.iter().filter(|step| step.kind == Kind::Metrics) {
        let rows_of =
            |of: &Option<StepId>| of.as_ref().map(|of| worked.row_names(framework, of)).unwrap_or_default();
        let names = Names { stakeholders: rows_of(&step.stakeholders), stages: rows_of(&step.stages) };
        if let Some(rows) = worked_rows(step) {
            let metrics = metrics(rows, &names, &mut ids);
            let read = |m: &Metric| (m.id.clone(), parse(&m.line, m.role, &names).name);
            worked.metrics.extend(metrics.iter().map(read));
            if !metrics.is_empty() {
                worked.answers.insert(step.id.clone(), Answer::Metrics(metrics));
            }
        }
        worked.names.insert(step.id.clone(), names);
    }
    worked.refer(framework);
    worked
}

impl WorkedAnswers {
    /// The answer to a step, where there is one.
    pub fn answer(&self, step: &StepId) -> Option<&Answer> {
        self.answers.get(step)
    }

    /// What `@` and `#` name in a metrics step.
    pub fn names(&self, step: &StepId) -> Names {
        self.names.get(step).cloned().unwrap_or_default()
    }

    /// The rows of a step with what stands in their first column.
    pub fn row_names(&self, framework: &Framework, step: &StepId) -> Vec<(ItemId, String)> {
        let Some(first) = framework.step(step).and_then(|step| step.columns().into_iter().next()) else {
            return Vec::new();
        };
        let rows = self.answer(step).map_or(&[][..], Answer::rows);
        rows.iter()
            .filter_map(|row| Some((row.id.clone(), row.value(&first.id).text()?.to_owned())))
            .filter(|(_, name)| !name.trim().is_empty())
            .collect()
    }

    /// The metric of that name.
    pub fn metric_named(&self, name: &str) -> Option<&ItemId> {
        named(&self.metrics, name)
    }

    /// The names of all metrics.
    pub fn metric_names(&self) -> impl Iterator<Item = &str> {
        self.metrics.iter().map(|(_, name)| name.as_str())
    }

    /// Whether there is a metric that a name could mean.
    pub fn has_metrics(&self) -> bool {
        !self.metrics.is_empty()
    }

    /// The name that a reference shows: a metric's, or a row's first column.
    pub fn name_of(&self, framework: &Framework, id: &ItemId) -> Option<String> {
        let metric = self.metrics.iter().find(|(of, _)| of == id).map(|(_, name)| name.clone());
        let row = || {
            let steps = framework.steps.iter().flat_map(|step| self.row_names(framework, &step.id));
            steps.into_iter().find(|(of, _)| of == id).map(|(_, name)| name)
        };
        metric.or_else(row)
    }

    /// Turns names in reference fields into references, where they name something.
    fn refer(&mut self, framework: &Framework) {
        let found: Vec<_> =
            framework.steps.iter().flat_map(|step| self.references(framework, step)).collect();
        for (step, index, field, id) in found {
            if let Some(Answer::Rows(rows)) = self.answers.get_mut(step)
                && let Some(row) = rows.get_mut(index)
            {
                row.fields.insert(field, Value::Ref(id));
            }
        }
    }

    fn references<'a>(
        &self,
        framework: &Framework,
        step: &'a Step,
    ) -> Vec<(&'a StepId, usize, super::FieldId, ItemId)> {
        let mut found = Vec::new();
        for field in &step.fields {
            let names = match (field.kind, &field.rows_of) {
                (FieldType::Metric, _) => self.metrics.clone(),
                (FieldType::Row, Some(of)) => self.row_names(framework, of),
                _ => continue,
            };
            for (index, row) in self.answer(&step.id).map_or(&[][..], Answer::rows).iter().enumerate() {
                let id = row.value(&field.id).text().and_then(|name| named(&names, name));
                found.extend(id.map(|id| (&step.id, index, field.id.clone(), id.clone())));
            }
        }
        found
    }
}

/// Numbers for rows and metrics, as a session gives them.
#[derive(Default)]
struct Ids(u32);

impl Ids {
    fn next(&mut self, prefix: char) -> ItemId {
        self.0 += 1;
        format!("{prefix}{}", self.0).into()
    }
}

/// Whether there is anything in a row: an author may not have come to it yet.
fn is_filled(row: &&WorkedRow) -> bool {
    row.values().any(|text| !text.trim().is_empty())
}

fn plain_row(id: ItemId, step: &Step, row: &WorkedRow) -> Row {
    let columns = step.columns();
    let value = |text: &str, kind| match (kind, flag(text)) {
        (FieldType::YesNo, Some(yes)) => Value::Flag(yes),
        _ => Value::Text(text.trim_end().to_owned()),
    };
    let cells = columns.iter().filter_map(|field| {
        let text = row.get(&field.id)?;
        Some((field.id.clone(), value(text, field.kind)))
    });
    Row { fields: cells.into_tree(), ..Row::new(id) }
}

fn metrics(rows: &[WorkedRow], names: &Names, ids: &mut Ids) -> Vec<Metric> {
    let typed = rows.iter().filter_map(|row| {
        let role = row.get("role")?.parse::<Role>().ok()?;
        let line = row.get("line").map(|line| line.trim()).filter(|line| !line.is_empty())?;
        let parsed = parse(line, role, names);
        let stage = row.get("stage").and_then(|stage| named(&names.stages, stage));
        let drawn = || (role == Role::Diagnostic).then(|| parsed.stages.first()).flatten();
        let stage = stage.or_else(drawn).cloned();
        Some((
            Metric { id: ids.next('m'), role: Some(role), under: None, stage, line: line.to_owned() },
            parsed.name,
            row.get("under"),
        ))
    });
    let typed: Vec<_> = typed.collect();
    let named_metrics: Vec<_> =
        typed.iter().map(|(metric, name, _)| (metric.id.clone(), name.clone())).collect();
    typed
        .into_iter()
        .map(|(metric, _, under)| Metric {
            under: under.and_then(|name| named(&named_metrics, name)).cloned(),
            ..metric
        })
        .collect()
}

/// Yes or no, as people write it in YAML.
pub(super) fn flag(text: &str) -> Option<bool> {
    match text.trim().to_lowercase().as_str() {
        "yes" | "true" => Some(true),
        "no" | "false" => Some(false),
        _ => None,
    }
}
