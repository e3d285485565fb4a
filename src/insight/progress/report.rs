//! Progress as lines to read, on a screen or in a file: rows of scores, time against the plan, what comes back. Draws
//! nothing, and knows no colour.

use jiff::{Timestamp, civil::Date, tz::TimeZone};

use super::{Dimension, LAST, OfType, Outcome, Progress, Run, StepTimes, Time};
use crate::{
    insight::days::{day_of, on, said},
    model::review::Score,
    text::{clock::minutes, display::shown_line, width, wrap},
};

/// A part with its lines; the first is its title.
pub type Section = Vec<Line>;

/// A line: its pieces, and how loud each is.
pub type Line = Vec<(Tone, String)>;

/// How loud a piece is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// What a part is called.
    Title,
    /// What is read.
    Text,
    /// What is secondary.
    Dim,
    /// Where the eye should rest.
    Accent,
}

/// When it is read, and how wide a line may be.
#[derive(Clone, Copy, Debug)]
pub struct Page<'a> {
    /// Where the person is.
    pub zone: &'a TimeZone,
    /// The day that it is.
    pub today: Date,
    /// In cells.
    pub cells: usize,
}

/// How far names reach, and how far what stands under a title is indented.
const NAME: usize = 16;
const INDENT: usize = 2;
/// What stands behind the lowest dimension, and how much room it takes.
const LOWEST: &str = "  ◂ lowest last time";
/// What stands behind a finding: "  4 of the last 5".
const TIMES: usize = 17;
/// "10:40 of 12:00", and the gap behind.
const CLOCKS: usize = 16;

/// A part for each type, and one for the next steps.
pub fn sections(progress: &Progress, page: Page<'_>) -> Vec<Section> {
    let mut sections: Vec<Section> = progress.types.iter().map(|of| of_type(of, page)).collect();
    if !progress.next_steps.is_empty() {
        let mut lines = vec![vec![(Tone::Title, "Next steps".to_owned())]];
        for outcome in &progress.next_steps {
            lines.push(Line::new());
            lines.extend(next_step(outcome, page));
        }
        sections.push(lines);
    }
    sections
}

fn of_type(of: &OfType, page: Page<'_>) -> Section {
    let mut counts = Vec::new();
    match of.attempts {
        0 => {}
        1 => counts.push("1 attempt".to_owned()),
        n => counts.push(format!("{n} attempts")),
    }
    match of.alone {
        0 => {}
        1 => counts.push("1 step alone".to_owned()),
        n => counts.push(format!("{n} steps alone")),
    }
    counts.push(format!("the last {}", day_on(of.last, page)));
    let title = shown_line(&of.title).into_owned();
    let mut lines = vec![vec![(Tone::Title, title), (Tone::Dim, format!("  {}", counts.join(" · ")))]];
    lines.push(Line::new());
    lines.extend(scores(of, page));
    if !of.steps.is_empty() {
        lines.push(Line::new());
        lines.extend(times(&of.steps, page));
    }
    if !of.findings.is_empty() {
        lines.push(Line::new());
        lines.push(head("Found again"));
        let longest = of.findings.iter().map(|f| width::cells(&f.title)).max().unwrap_or(0);
        let name = longest.min(page.cells.saturating_sub(INDENT + TIMES));
        for finding in &of.findings {
            let title = width::pad(&width::truncate(&finding.title, name), name);
            let times = format!("  {} of the last {}", finding.times, finding.of);
            lines.push(vec![(Tone::Text, indented(&title)), (Tone::Accent, times)]);
        }
    }
    lines
}

/// A row of scores for each dimension, an attempt a column.
fn scores(of: &OfType, page: Page<'_>) -> Vec<Line> {
    let (Some((_, first)), Some((_, last))) = (of.scored.first(), of.scored.last()) else {
        let words = "Not scored yet: the debrief of an attempt takes your own scores.";
        return wrapped(words, Tone::Dim, page);
    };
    let [first, last] = [first, last].map(|at| said(day_of(*at, page.zone), page.today));
    let span = if of.scored.len() == 1 { last } else { format!("oldest first, {first} to {last}") };
    let mut lines = vec![head(&format!("Your scores, {span}"))];
    let room = page.cells.saturating_sub(INDENT + NAME + width::cells(LOWEST)).max(2);
    let lowest = lowest_last_time(&of.dimensions);
    for (index, dimension) in of.dimensions.iter().enumerate() {
        let marks: Vec<&str> = dimension.scores.iter().map(|score| mark(*score)).collect();
        // A mark and a blank each; what does not fit is the oldest.
        let fit = room.div_ceil(2);
        let shown = if marks.len() > fit {
            format!("…{}", marks[marks.len() + 1 - fit..].join(" "))
        } else {
            marks.join(" ")
        };
        let mut line = vec![(Tone::Text, name(&dimension.title)), (Tone::Text, shown)];
        if lowest == Some(index) {
            line.push((Tone::Accent, LOWEST.to_owned()));
        }
        lines.push(line);
    }
    let all = || of.dimensions.iter().flat_map(|d| &d.scores);
    let legend = [
        all().any(Option::is_none).then_some("· not scored"),
        all().any(|score| *score == Some(Score::NotApplicable)).then_some("– not applicable"),
    ];
    let legend: Vec<&str> = legend.into_iter().flatten().collect();
    if !legend.is_empty() {
        lines.push(vec![(Tone::Dim, format!("{}{}", " ".repeat(INDENT + NAME), legend.join("   ")))]);
    }
    lines
}

/// The dimension with the lowest score of the last attempt; none where nothing is lower than the rest.
fn lowest_last_time(dimensions: &[Dimension]) -> Option<usize> {
    let last = |d: &Dimension| d.scores.last().copied().flatten().and_then(Score::number);
    let scored: Vec<(usize, u8)> =
        dimensions.iter().enumerate().filter_map(|(index, d)| Some((index, last(d)?))).collect();
    let (index, lowest) = scored.iter().copied().min_by_key(|(_, score)| *score)?;
    scored.iter().any(|(_, score)| *score > lowest).then_some(index)
}

fn mark(score: Option<Score>) -> &'static str {
    match score {
        None => "·",
        Some(Score::NotApplicable) => "–",
        Some(score) => score.word(),
    }
}

/// Used time upon planned time, on one scale for all steps.
fn times(steps: &[StepTimes], page: Page<'_>) -> Vec<Line> {
    let enough = |step: &StepTimes| step.times.len() >= LAST;
    let of = match (steps.iter().any(enough), steps.iter().all(enough)) {
        (false, _) => "the last time".to_owned(),
        (_, true) => format!("the middle of the last {LAST}"),
        _ => format!("middle of the last {LAST}, or the last"),
    };
    let mut lines = vec![head(&format!("Time used of planned: {of}"))];
    // What is longer than twice its plan is drawn no longer.
    let drawn = |time: &Time| time.used.min(time.planned.saturating_mul(2)).max(time.planned);
    let longest = steps.iter().filter_map(StepTimes::typical).map(drawn).max().unwrap_or(1);
    let room = page.cells.saturating_sub(INDENT + NAME + CLOCKS + 1).clamp(1, 48);
    for step in steps {
        let Some(time) = step.typical() else { continue };
        let clocks = format!("{:>5} of {:<7}", minutes(time.used), minutes(time.planned));
        let mut line = vec![(Tone::Text, name(&step.title)), (Tone::Text, clocks)];
        line.extend(bar(time.used, time.planned, longest, room));
        lines.push(line);
    }
    lines
}

/// What was used, upon what was planned: `▪▪▪···`, and past the plan `▪▪▪▏▪▪`.
fn bar(used: u32, planned: u32, longest: u32, room: usize) -> Line {
    let cells = |seconds: u32| {
        let cells = (u64::from(seconds) * room as u64).div_ceil(u64::from(longest.max(1)));
        usize::try_from(cells).unwrap_or(room)
    };
    let plan = cells(planned).min(room);
    let full = cells(used.min(planned)).min(plan);
    let mut bar = vec![(Tone::Accent, "▪".repeat(full)), (Tone::Dim, "·".repeat(plan - full))];
    if used > planned {
        let over = cells(used.min(planned.saturating_mul(2))).saturating_sub(plan).max(1);
        bar.push((Tone::Accent, format!("▏{}", "▪".repeat(over))));
    }
    bar
}

/// A next step, and under it what came of it.
fn next_step(outcome: &Outcome, page: Page<'_>) -> Vec<Line> {
    let mut lines = wrapped(&outcome.next.constraint, Tone::Text, page);
    let came = match (&outcome.run, &outcome.lowest) {
        (None, _) => "not run yet".to_owned(),
        (Some(run), lowest) => {
            let lowest = lowest.as_ref().map(|(_, title, before)| (title.to_lowercase(), *before));
            format!("run {}{}", day_on(run.finished, page), then(run, lowest))
        }
    };
    let from = said(day_of(outcome.finished, page.zone), page.today);
    let room = page.cells.saturating_sub(2 * INDENT + width::cells(&from) + 3).max(8);
    let title = width::truncate(&shown_line(&outcome.title), room).into_owned();
    lines.push(vec![(Tone::Dim, indented(&format!("  {from} · {title}")))]);
    lines.push(vec![(Tone::Accent, indented(&format!("  {}", shown_line(&came))))]);
    lines
}

/// What became of the dimension that was lowest.
fn then(run: &Run, lowest: Option<(String, Option<Score>)>) -> String {
    match (lowest, run.score) {
        (Some((title, Some(before))), Some(after)) => format!(": {title} {before}, then {after}"),
        (Some((title, None)), Some(after)) => format!(": {title} {after}"),
        (Some((title, _)), None) => format!(": {title} not scored"),
        (None, _) => String::new(),
    }
}

fn day_on(at: Timestamp, page: Page<'_>) -> String {
    on(day_of(at, page.zone), page.today)
}

fn head(words: &str) -> Line {
    vec![(Tone::Dim, indented(words))]
}

fn name(title: &str) -> String {
    indented(&width::pad(&width::truncate(&shown_line(title), NAME - 1), NAME))
}

fn indented(words: &str) -> String {
    format!("{}{words}", " ".repeat(INDENT))
}

/// Words in as many lines as they take.
fn wrapped(words: &str, tone: Tone, page: Page<'_>) -> Vec<Line> {
    let cells = page.cells.saturating_sub(INDENT).max(8);
    let lines = wrap::wrap_text(words.trim(), cells);
    lines.iter().map(|line| vec![(tone, indented(line))]).collect()
}
