//! The worked answer and one's own, as lines to read side by side. Judges nothing.

use crate::{
    model::{
        Answer, Field, Metric, Role, Row, Session, StepId,
        question::{WorkedAnswer, WorkedRow},
    },
    sort::Sort as _,
};

/// The worked notes of a step, line by line; `clarify` and `plan` name the opening's parts.
pub fn lines(session: &Session, step: &StepId) -> Vec<String> {
    let Some(answer) = session.question.steps.get(step).and_then(|w| w.answer.as_ref()) else {
        return Vec::new();
    };
    match answer {
        WorkedAnswer::Prose(text) => text.trim_end().lines().map(str::to_owned).collect(),
        WorkedAnswer::Rows(rows) if rows.iter().any(|r| r.contains_key("line")) => metrics(rows),
        WorkedAnswer::Rows(rows) => {
            let columns = session.framework.step(step).map(crate::model::Step::columns).unwrap_or_default();
            rows.iter().flat_map(|row| worked_row(row, &columns)).collect()
        }
    }
}

/// One's own answer to a step, line by line.
pub fn own_lines(session: &Session, step: &StepId) -> Vec<String> {
    match (step.as_str(), session.answer(step)) {
        ("clarify", _) => session.opening.asks.iter().map(|a| a.ask.clone()).collect(),
        ("plan", _) => own_plan(session),
        (_, None) => Vec::new(),
        (_, Some(Answer::Prose(text))) => text.lines().map(str::to_owned).collect(),
        (_, Some(Answer::Rows(rows))) => {
            let columns = session.spec(step).columns();
            rows.iter().flat_map(|row| own_row(session, row, &columns)).collect()
        }
        (_, Some(Answer::Metrics(metrics))) => {
            let place = |m: &&Metric| {
                Role::ALL.iter().position(|r| Some(*r) == session.role_of(m)).unwrap_or(usize::MAX)
            };
            let mut written: Vec<&Metric> = metrics.iter().filter(|m| !m.line.trim().is_empty()).collect();
            written.arrange_by_key(place);
            written.iter().map(|m| format!("{} {}", glyph(session, m), m.line)).collect()
        }
    }
}

/// A metric's role in one cell; a dot where nobody has said what it is for.
fn glyph(session: &Session, metric: &Metric) -> &'static str {
    session.role_of(metric).map_or("•", Role::glyph)
}

fn own_plan(session: &Session) -> Vec<String> {
    let plan = &session.opening.plan;
    let line = |card: &crate::model::plan::Card| {
        let parts = [card.title.trim(), card.minutes.trim(), card.change.trim(), card.reason.trim()];
        parts.iter().filter(|p| !p.is_empty()).copied().collect::<Vec<_>>().join(" · ")
    };
    plan.iter().map(line).collect()
}

/// A worked row, line by line.
pub(super) fn worked_row(row: &WorkedRow, columns: &[Field]) -> Vec<String> {
    let cells = columns.iter().filter_map(|column| Some((column.id.as_str(), row.get(&column.id)?.clone())));
    row_lines(cells, columns)
}

/// A row of one's own, line by line.
pub(super) fn own_row(session: &Session, row: &Row, columns: &[Field]) -> Vec<String> {
    row_lines(columns.iter().map(|c| (c.id.as_str(), session.shown(row.value(&c.id)))), columns)
}

/// A row as a first line and its other fields below it; empty ones are left out.
fn row_lines<'a>(cells: impl Iterator<Item = (&'a str, String)>, columns: &[Field]) -> Vec<String> {
    let mut lines = Vec::new();
    for (number, (id, text)) in cells.filter(|(_, text)| !text.trim().is_empty()).enumerate() {
        let text = text.trim_end().replace('\n', " ");
        if number == 0 {
            lines.push(format!("• {text}"));
        } else {
            let title = columns.iter().find(|c| c.id == id).map_or(id, |c| c.title.as_str());
            lines.push(format!("    {}: {text}", title.to_lowercase()));
        }
    }
    lines
}

/// What says how a metric is counted and why: read with it.
const BESIDE: [(&str, &str); 2] = [("aggregation", "counted"), ("because", "because")];
/// The rest of a metric's contract, read after all of them, where it is complete.
const IN_FULL: [(&str, &str); 6] = [
    ("entity", "entity"),
    ("segments", "segments"),
    ("source", "source"),
    ("latency", "latency"),
    ("direction", "direction"),
    ("gamed", "how it is gamed"),
];

fn metrics(rows: &[WorkedRow]) -> Vec<String> {
    let mut lines = Vec::new();
    let mut in_full = Vec::new();
    for role in Role::ALL {
        for row in rows.iter().filter(|r| r.get("role").is_some_and(|r| *r == role.id())) {
            let Some(line) = row.get("line").filter(|line| !line.trim().is_empty()) else { continue };
            let said = |(field, title): &(&str, &str)| {
                row.get(*field).map(|text| format!("    {title}: {}", text.trim_end().replace('\n', " ")))
            };
            lines.push(format!("{} {line}", role.glyph()));
            lines.extend(BESIDE.iter().filter_map(said));
            let contract: Vec<String> = IN_FULL.iter().filter_map(said).collect();
            if !contract.is_empty() {
                let name = line.split(" = ").next().unwrap_or(line);
                in_full.push(String::new());
                in_full.push(format!("In full: {name}"));
                in_full.extend(contract);
            }
        }
    }
    lines.extend(in_full);
    lines
}

/// The first line of what was written in a step: a prompt to speak from.
pub fn first_line(session: &Session, step: &StepId) -> String {
    own_lines(session, step).into_iter().find(|l| !l.trim().is_empty()).unwrap_or_default()
}

/// The metric tree, one metric a line, drawn with its branches. Rejected ones and those that hang nowhere stand alone.
pub fn tree(session: &Session) -> Vec<String> {
    let mut metrics: Vec<(Metric, String)> = session
        .metrics()
        .filter(|(_, m)| !m.line.trim().is_empty())
        .map(|(_, m)| (m.clone(), session.name_of(&m.id)))
        .collect();
    // What hangs under nothing that is drawn, or in a file written by hand under itself, stands at the root.
    let roots: Vec<bool> = metrics
        .iter()
        .map(|(metric, _)| {
            let above =
                |m: &Metric| metrics.iter().map(|(other, _)| other).find(|o| m.under.as_ref() == Some(&o.id));
            let mut chain = std::iter::successors(above(metric), |m| above(m)).take(metrics.len());
            above(metric).is_none() || chain.any(|m| m.id == metric.id)
        })
        .collect();
    for ((metric, _), root) in metrics.iter_mut().zip(roots) {
        metric.under = metric.under.take().filter(|_| !root);
    }
    let mut lines = Vec::new();
    for (metric, _) in metrics.iter().filter(|(m, _)| m.under.is_none()) {
        branch(session, &metrics, metric, "", "", &mut lines);
    }
    if lines.is_empty() {
        lines.push("No metric yet.".to_owned());
    }
    lines
}

fn branch(
    session: &Session,
    metrics: &[(Metric, String)],
    metric: &Metric,
    lead: &str,
    below: &str,
    lines: &mut Vec<String>,
) {
    let name = metrics.iter().find(|(m, _)| m.id == metric.id).map_or("", |(_, name)| name.as_str());
    lines.push(format!("{lead}{} {name}", glyph(session, metric)));
    let children: Vec<&Metric> =
        metrics.iter().map(|(m, _)| m).filter(|m| m.under.as_ref() == Some(&metric.id)).collect();
    for (number, child) in children.iter().enumerate() {
        let last = number + 1 == children.len();
        let (joint, under) = if last { ("└ ", "  ") } else { ("├ ", "│ ") };
        branch(session, metrics, child, &format!("{below}{joint}"), &format!("{below}{under}"), lines);
    }
}
