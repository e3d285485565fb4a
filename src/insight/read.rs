//! A session read once: every metric with what its line says, rows and metrics by their id. What looks at all of an answer
//! takes this, because a session reads its lines anew each time it is asked. Judges nothing.

use std::collections::BTreeMap;

use super::headings;
use crate::{
    model::{ItemId, Metric, Place, Role, Session, StepId, Value, edit::Part, metric_line},
    sort::IntoTree as _,
};

/// A session, read.
pub struct Read<'a> {
    /// What was read.
    pub session: &'a Session,
    /// Every metric that has a line, in the session's order.
    pub metrics: Vec<Written<'a>>,
    /// Whether it is known what metrics are for: under own headings somebody has to say so first.
    pub roles_known: bool,
    names: BTreeMap<&'a ItemId, String>,
}

/// A metric that was written.
pub struct Written<'a> {
    /// The step that it stands in.
    pub step: &'a StepId,
    /// As it was written.
    pub metric: &'a Metric,
    /// What it is for, as the debrief says or as it was written.
    pub role: Option<Role>,
    /// What its line says.
    pub parsed: metric_line::Parsed,
}

impl<'a> Read<'a> {
    /// Reads a session.
    pub fn of(session: &'a Session) -> Self {
        let mut metrics = Vec::new();
        for step in session.steps.iter().filter(|step| !step.answer.metrics().is_empty()) {
            let names = session.names(&step.id);
            for metric in step.answer.metrics().iter().filter(|metric| !metric.line.trim().is_empty()) {
                let role = session.role_of(metric);
                let parsed = metric_line::parse(&metric.line, role, &names);
                metrics.push(Written { step: &step.id, metric, role, parsed });
            }
        }
        let roles_known = !headings::roles_wait(session);
        Self { session, names: names(session, &metrics), metrics, roles_known }
    }

    /// The metrics of a role; none while roles are not known.
    pub fn of_role(&self, role: Role) -> impl Iterator<Item = &Written<'a>> {
        self.metrics.iter().filter(move |metric| self.roles_known && metric.role == Some(role))
    }

    /// Whether there is a row or a metric of that id, written or empty.
    pub fn has(&self, id: &ItemId) -> bool {
        self.names.contains_key(id)
    }

    /// What a row or a metric is called; nothing where it is empty or was deleted.
    pub fn name(&self, id: &ItemId) -> &str {
        self.names.get(id).map_or("", String::as_str)
    }

    /// What a value says: text as it is, yes or no, the name of what it refers to. Nothing where that was deleted.
    pub fn shown(&self, value: &'a Value) -> &str {
        match value {
            Value::Text(text) => text,
            Value::Flag(true) => "yes",
            Value::Flag(false) => "no",
            Value::Ref(id) => self.name(id),
        }
    }

    /// What the debrief adds to a metric in one field of its contract, where it says something.
    pub fn completed(&self, metric: &ItemId, field: &str) -> Option<&'a str> {
        let text = self.session.completed.get(&(metric.clone(), field.into()))?;
        (!text.trim().is_empty()).then_some(text)
    }
}

impl Written<'_> {
    /// Where it stands.
    pub fn place(&self) -> Place {
        Place::item(Part::Step(self.step.clone()), &self.metric.id)
    }
}

/// What everything is called: metrics by their lines, rows by their first column.
fn names<'a>(session: &'a Session, metrics: &[Written<'a>]) -> BTreeMap<&'a ItemId, String> {
    let empty = session.metrics().map(|(_, metric)| (&metric.id, String::new()));
    let mut names: BTreeMap<_, _> = empty.into_tree();
    names.extend(metrics.iter().map(|m| (&m.metric.id, m.parsed.name.clone())));
    let mut called_by = Vec::new();
    for step in session.steps.iter().filter(|step| !step.answer.rows().is_empty()) {
        let Some(first) = session.spec(&step.id).columns().into_iter().next() else { continue };
        for row in step.answer.rows() {
            match row.value(&first.id) {
                Value::Text(text) => {
                    names.entry(&row.id).or_insert_with(|| text.clone());
                }
                Value::Ref(id) => called_by.push((&row.id, id)),
                Value::Flag(_) => {
                    names.entry(&row.id).or_default();
                }
            }
        }
    }
    // A row that is called by another thing bears its name; what that one is called by is not followed.
    for (row, id) in called_by {
        let name = names.get(id).cloned().unwrap_or_default();
        names.entry(row).or_insert(name);
    }
    names
}
