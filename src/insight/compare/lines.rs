//! A difference in lines to read, each with a glyph and a word that say the same. Finds nothing itself.

use super::{
    change::{
        CellChange, Diff, Happened, How, MetricChange, PartChange, RowChange, Seconds, StepDiff, Touched,
    },
    prose::excerpt,
};
use crate::{model::Role, text::clock::minutes};

/// What is different in one step, or in what the metrics touch.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// The step, as it is called.
    pub title: String,
    /// How long it took, then and now.
    pub time: String,
    /// What is different; no line where nothing is.
    pub lines: Vec<Told>,
}

/// A line of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    /// What happened; none where the line says more of the one above.
    pub mark: Option<Mark>,
    /// The line, without its mark.
    pub words: String,
}

/// What happened, in one cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// Only the newer attempt has it.
    Added,
    /// Only the older one has it.
    Removed,
    /// Both have it, differently.
    Changed,
}

impl Mark {
    /// One cell wide, and beside a word that says the same.
    pub fn glyph(self) -> &'static str {
        match self {
            Self::Added => "+",
            Self::Removed => "−",
            Self::Changed => "~",
        }
    }
}

impl Told {
    /// The line with its mark before it.
    pub fn marked(&self) -> String {
        format!("{} {}", self.mark.map_or(" ", Mark::glyph), self.words)
    }
}

/// The whole difference: what the metrics touch comes behind the steps.
pub fn tell(diff: &Diff) -> Vec<Part> {
    let mut parts: Vec<Part> = diff.steps.iter().map(step).collect();
    let lines = [touched("stakeholder", &diff.stakeholders), touched("stage", &diff.stages)].concat();
    if !lines.is_empty() {
        parts.push(Part { title: "Coverage".to_owned(), time: String::new(), lines });
    }
    parts
}

fn step(step: &StepDiff) -> Part {
    let mut lines = Vec::new();
    if !step.prose.is_empty() {
        lines.push(told(Mark::Changed, format!("changed: {}", excerpt(&step.prose))));
    }
    lines.extend(step.rows.iter().flat_map(row));
    if step.reordered {
        lines.push(told(Mark::Changed, "in another order".to_owned()));
    }
    lines.extend(step.metrics.iter().flat_map(metric));
    Part { title: step.title.clone(), time: time(step.seconds), lines }
}

fn time(seconds: Seconds) -> String {
    match (seconds.older, seconds.newer) {
        (Some(older), Some(newer)) => format!("{} → {}", minutes(older), minutes(newer)),
        (Some(older), None) => format!("{}, only in the earlier", minutes(older)),
        (None, Some(newer)) => format!("{}, only in the later", minutes(newer)),
        (None, None) => String::new(),
    }
}

fn told(mark: Mark, words: String) -> Told {
    Told { mark: Some(mark), words }
}

fn detail(words: &str) -> Told {
    Told { mark: None, words: format!("  {words}") }
}

fn row(row: &RowChange) -> Vec<Told> {
    let name = flat(&row.name);
    match row.change {
        Happened::Added => {
            let more = row.cells.iter().skip(1).filter_map(|cell| {
                Some(format!(" · {}: {}", cell.title.to_lowercase(), flat(cell.newer.as_deref()?)))
            });
            vec![told(Mark::Added, format!("added: {name}{}", more.collect::<String>()))]
        }
        Happened::Removed => vec![told(Mark::Removed, format!("left out: {name}"))],
        Happened::Changed => {
            let cells = row.cells.iter().map(|cell: &CellChange| {
                detail(&from_to(&cell.title.to_lowercase(), cell.older.as_deref(), cell.newer.as_deref()))
            });
            [vec![told(Mark::Changed, format!("changed: {name}"))], cells.collect()].concat()
        }
    }
}

fn metric(metric: &MetricChange) -> Vec<Told> {
    let role = metric.role.map_or("metric", Role::word);
    match metric.change {
        Happened::Added => vec![told(Mark::Added, format!("{role} added: {}", flat(&metric.line)))],
        Happened::Removed => vec![told(Mark::Removed, format!("{role} left out: {}", flat(&metric.line)))],
        Happened::Changed => {
            let parts = metric.parts.iter().map(|part| detail(&part_words(part)));
            [vec![told(Mark::Changed, format!("{role} changed: {}", flat(&metric.name)))], parts.collect()]
                .concat()
        }
    }
}

fn part_words(part: &PartChange) -> String {
    let title = field_title(part.field.as_str());
    let (older, newer) = (part.older.as_deref(), part.newer.as_deref());
    match (part.how, older, newer) {
        (How::Completed, _, Some(newer)) => format!("{title} completed: {}", flat(newer)),
        (How::Opened, Some(older), _) => format!("{title} left open; it was: {}", flat(older)),
        (How::Moved, ..) => format!("moved, {}", from_to(title, older, newer)),
        _ => from_to(title, older, newer),
    }
}

/// What a field of a metric is called in a sentence.
fn field_title(field: &str) -> &str {
    match field {
        "numerator" => "what counts",
        "denominator" => "of whom",
        "gamed" => "how it is gamed",
        field => field,
    }
}

fn from_to(title: &str, older: Option<&str>, newer: Option<&str>) -> String {
    let or_nothing = |text: Option<&str>| text.map_or_else(|| "nothing".to_owned(), flat);
    format!("{title}: {} → {}", or_nothing(older), or_nothing(newer))
}

fn touched(what: &str, touched: &Touched) -> Vec<Told> {
    let gained = touched.gained.iter();
    let gained =
        gained.map(|name| told(Mark::Added, format!("{what} that a metric touches now: {}", flat(name))));
    let lost = touched.lost.iter();
    let lost = lost
        .map(|name| told(Mark::Removed, format!("{what} that no metric touches any more: {}", flat(name))));
    gained.chain(lost).collect()
}

/// In one line.
fn flat(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
