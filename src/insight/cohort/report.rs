//! The cohort as lines to read, on a screen or in a file: the grid, its weakest dimension, what moved, what is found again.
//! Draws nothing, and knows no colour.

use super::{Candidate, Cohort, Counts, Dimension, Movement, OfType, Recurring};
use crate::{
    insight::progress::report::{Line, Section, Tone},
    model::review::Score,
    text::{display::shown_line, width},
};

/// How far names of dimensions reach, and what stands under a title is indented.
const NAME: usize = 16;
const INDENT: usize = 2;
/// What is counted behind a row.
const COUNTS: [(&str, Count); 5] = [
    ("1", |counts| counts.one),
    ("2", |counts| counts.two),
    ("3", |counts| counts.three),
    ("4", |counts| counts.four),
    ("n/a", |counts| counts.not_applicable),
];
/// Reads one of them.
type Count = fn(&Counts) -> usize;
/// The room for a count.
const COUNT: usize = 5;

/// A part for each type of question. A line has at most so many cells, from 60 on.
pub fn sections(cohort: &Cohort, cells: usize) -> Vec<Section> {
    cohort.types.iter().map(|of| of_type(of, cells)).collect()
}

fn of_type(of: &OfType, cells: usize) -> Section {
    let counts = format!("  {} · {} scored", counted(of.sessions, "session"), of.scored.len());
    let title = shown_line(&of.title);
    let title = width::truncate(&title, cells.saturating_sub(width::cells(&counts))).into_owned();
    let mut lines = vec![vec![(Tone::Title, title), (Tone::Dim, counts)]];
    if of.dimensions.is_empty() {
        lines.push(vec![(Tone::Dim, "Not scored yet.".to_owned())]);
    } else {
        lines.push(Line::new());
        lines.extend(grid(of, cells));
        lines.extend(weakest(of, cells));
    }
    if !of.movement.is_empty() {
        lines.push(Line::new());
        lines.push(head("Between attempts"));
        lines.extend(of.movement.iter().map(|movement| moved(movement, cells)));
    }
    if !of.findings.is_empty() {
        lines.push(Line::new());
        lines.push(head("Found again"));
        lines.extend(of.findings.iter().map(|finding| found(finding, cells)));
    }
    lines
}

/// A row for each dimension: a mark for each session, and behind them how often each score was given.
fn grid(of: &OfType, cells: usize) -> Vec<Line> {
    let columns: String = COUNTS.iter().map(|(word, _)| format!("{word:>COUNT$}")).collect();
    let room = cells.saturating_sub(INDENT + NAME + width::cells(&columns) + 1).max(2) / 2;
    // What does not fit is not drawn; the counts have it.
    let fit = of.scored.len().min(room);
    let cut = if fit < of.scored.len() { "…" } else { " " };
    let over = width::pad("", NAME + 2 * fit + 1);
    let names: Vec<&str> = of.scored.iter().map(|one| called(&one.candidate)).collect();
    let names = indented(&format!("From left to right: {}", shown_line(&names.join(", "))));
    let mut lines = vec![vec![(Tone::Dim, width::truncate(&names, cells).into_owned())]];
    lines.push(vec![(Tone::Dim, indented(&format!("{over}{columns}")))]);
    for dimension in &of.dimensions {
        let marks: String =
            dimension.scores.iter().take(fit).map(|score| format!("{} ", mark(*score))).collect();
        let counts: String = COUNTS.iter().map(|(_, count)| of_count(count(&dimension.counts))).collect();
        let weak = of.weakest.contains(&dimension.id);
        let tone = if weak { Tone::Accent } else { Tone::Text };
        lines.push(vec![
            (tone, indented(&name(dimension))),
            (Tone::Text, format!("{marks}{cut}")),
            (Tone::Dim, counts),
        ]);
    }
    lines
}

fn of_count(count: usize) -> String {
    if count == 0 { format!("{:>COUNT$}", "·") } else { format!("{count:>COUNT$}") }
}

fn weakest(of: &OfType, cells: usize) -> Option<Line> {
    let weak: Vec<&Dimension> = of.dimensions.iter().filter(|d| of.weakest.contains(&d.id)).collect();
    let low = weak.first()?.counts.low();
    let names: Vec<String> = weak.iter().map(|d| shown_line(&d.title).into_owned()).collect();
    let scores = counted(low, "score");
    let words = match &names[..] {
        [one] => format!("Weakest: {one}, {scores} of 1 or 2"),
        several => format!("Weakest, equally: {}, {scores} of 1 or 2 each", several.join(" and ")),
    };
    Some(vec![(Tone::Accent, width::truncate(&indented(&words), cells).into_owned())])
}

/// "Ada · Alipay: which metrics?   Definition 2 → 3, System 1 → 1"
fn moved(movement: &Movement, cells: usize) -> Line {
    let who = shown_line(&format!("{} · {}", called(&movement.candidate), movement.title)).into_owned();
    let scores = movement.dimensions.iter().map(|dimension| {
        let marks: Vec<&str> = dimension.scores.iter().map(|score| mark(*score)).collect();
        format!("{} {}", shown_line(&dimension.title), marks.join(" → "))
    });
    let scores = scores.collect::<Vec<_>>().join(", ");
    let who = width::truncate(&who, cells / 3).into_owned();
    let room = cells.saturating_sub(INDENT + width::cells(&who) + 2);
    vec![(Tone::Text, indented(&who)), (Tone::Accent, format!("  {}", width::truncate(&scores, room)))]
}

/// "guardrail without a limit: 7 of 20"; of few sessions "in 3 sessions".
fn found(finding: &Recurring, cells: usize) -> Line {
    let times = match finding.of {
        Some(of) => format!(": {} of {of}", finding.sessions),
        None => format!(": in {}", counted(finding.sessions, "session")),
    };
    let room = cells.saturating_sub(INDENT + width::cells(&times));
    let title = width::truncate(&finding.title, room).into_owned();
    vec![(Tone::Text, indented(&title)), (Tone::Accent, times)]
}

fn called(candidate: &Candidate) -> &str {
    candidate.name.as_deref().filter(|name| !name.trim().is_empty()).unwrap_or("somebody")
}

fn name(dimension: &Dimension) -> String {
    width::pad(&width::truncate(&shown_line(&dimension.title), NAME - 1), NAME)
}

fn mark(score: Option<Score>) -> &'static str {
    match score {
        None => "·",
        Some(Score::NotApplicable) => "–",
        Some(score) => score.word(),
    }
}

fn counted(count: usize, one: &str) -> String {
    if count == 1 { format!("1 {one}") } else { format!("{count} {one}s") }
}

fn head(text: &str) -> Line {
    vec![(Tone::Dim, text.to_owned())]
}

fn indented(text: &str) -> String {
    format!("{}{text}", " ".repeat(INDENT))
}
