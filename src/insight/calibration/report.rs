//! Calibration as lines to read: the samples, what was scored of them beside the reference, and candidates' own scores over
//! time. Draws nothing, and knows no colour.

use super::{Blind, OfCandidate, Over, Sample, Standing, lay};
use crate::{
    insight::{
        passages::grounds,
        progress::report::{Line, Section, Tone},
    },
    model::review::{Comment, Score, Verdict},
    text::{display::shown_line, width, wrap},
};

/// Sample sessions, and candidates who score themselves as their coach scores them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Calibration {
    /// In the order in which they are to be scored.
    pub samples: Vec<Sample>,
    /// By name.
    pub candidates: Vec<OfCandidate>,
}

/// How far names of dimensions reach, and what stands under a title is indented.
const NAME: usize = 16;
const INDENT: usize = 2;

const WHAT_FOR: &str = "Sessions of made-up people, each with a reference review. Review one as you would anybody's and \
                        score every dimension: then both stand beside each other here, and not before.";
const NOBODY: &str = "Nobody whose session you scored has scored themselves yet.";

/// The parts of the page. A line has at most so many cells, from 60 on.
pub fn sections(calibration: &Calibration, cells: usize) -> Vec<Section> {
    let mut parts = vec![samples(&calibration.samples, cells)];
    parts.extend(calibration.samples.iter().filter_map(|sample| compared(sample, cells)));
    if calibration.candidates.is_empty() {
        let title = vec![(Tone::Title, "Own scores against yours".to_owned())];
        parts.push([vec![title], said(NOBODY, Tone::Dim, INDENT, cells)].concat());
    }
    parts.extend(calibration.candidates.iter().map(|candidate| over_time(candidate, cells)));
    parts
}

fn samples(samples: &[Sample], cells: usize) -> Section {
    let scored = samples.iter().filter(|sample| sample.standing() == Standing::Scored).count();
    let counts = format!("  {scored} of {} scored", samples.len());
    let mut lines = vec![vec![(Tone::Title, "Sample sessions".to_owned()), (Tone::Dim, counts)]];
    lines.extend(said(WHAT_FOR, Tone::Dim, INDENT, cells));
    lines.push(Line::new());
    for sample in samples {
        let (mark, tone, standing) = match sample.standing() {
            Standing::New => ("○", Tone::Accent, "not scored yet".to_owned()),
            Standing::Begun { scored, of } => {
                ("◐", Tone::Accent, format!("{scored} of {of} dimensions scored"))
            }
            Standing::Scored => ("✓", Tone::Dim, "scored: see below".to_owned()),
        };
        let name = indented(&format!("{mark} {}  ", shown_line(sample.name())));
        let room = cells.saturating_sub(width::cells(&name) + width::cells(&standing) + 2);
        let title = format!("{}: {}", sample.kind(), sample.title());
        let title = width::pad(&width::truncate(&shown_line(&title), room), room);
        lines.push(vec![(Tone::Text, name), (Tone::Dim, title), (tone, format!("  {standing}"))]);
    }
    lines
}

/// A sample that is scored, beside its reference.
fn compared(sample: &Sample, cells: usize) -> Option<Section> {
    let told = sample.told();
    let (own, reference) = sample.verdicts()?;
    let name = shown_line(sample.name()).into_owned();
    let lay = format!("  your scores: {}", lay(&told).sentence());
    let mut lines = vec![vec![(Tone::Title, name), (Tone::Dim, lay)]];
    for one in &told {
        lines.extend(dimension(one, sample.anchor(one), cells));
    }
    let word = |verdict: Option<Verdict>| verdict.map_or("none".to_owned(), Verdict::words);
    let own = if own.is_none() { "yours is open".to_owned() } else { format!("you {}", word(own)) };
    let verdicts = format!("{own} · reference {}", word(reference));
    lines.push(vec![(Tone::Text, named("Verdict")), (Tone::Text, verdicts)]);
    lines.push(Line::new());
    lines.push(vec![(Tone::Dim, indented("What the reference says"))]);
    for comment in sample.comments() {
        lines.extend(remark(comment, cells));
    }
    if let Some(next) = sample.next() {
        lines.extend(said(&format!("Next rep: {next}"), Tone::Text, INDENT, cells));
    }
    Some(lines)
}

/// Both scores and what the reference's rests on; where they differ, also what such a score means.
fn dimension(one: &Blind, anchor: Option<&str>, cells: usize) -> Vec<Line> {
    let is_same = one.coach == one.written_for;
    let tone = if is_same { Tone::Text } else { Tone::Accent };
    let mut lines = vec![vec![(Tone::Text, named(&one.title)), (tone, one.scores())]];
    let because = grounds(&one.because);
    lines.extend(because.iter().flat_map(|because| said(because, Tone::Dim, 2 * INDENT, cells)));
    if let Some(anchor) = anchor.filter(|_| !is_same) {
        let means = format!("A {}: {anchor}", one.written_for);
        lines.extend(said(&means, Tone::Dim, 2 * INDENT, cells));
    }
    lines
}

/// "keep: “40 yuan …”" and what is said of it.
fn remark(comment: &Comment, cells: usize) -> Vec<Line> {
    let kind = comment.kind.map_or("note", |kind| kind.word());
    let quote = format!("{kind}: “{}”", comment.quote);
    let mut lines = said(&quote, Tone::Dim, INDENT, cells);
    lines.extend(said(&comment.text, Tone::Text, 2 * INDENT, cells));
    lines
}

fn over_time(of: &OfCandidate, cells: usize) -> Section {
    let name = of.candidate.name.as_deref().filter(|name| !name.trim().is_empty()).unwrap_or("Somebody");
    let what = "  own score/yours, oldest first";
    let name = shown_line(name);
    let name = width::truncate(&name, cells.saturating_sub(width::cells(what))).into_owned();
    let mut lines = vec![vec![(Tone::Title, name), (Tone::Dim, what.to_owned())]];
    lines.extend(of.dimensions.iter().map(|over| row(over, cells)));
    lines
}

/// "Definition      4/2  3/3   1 the same, 1 higher". The newest are shown where not all have room.
fn row(over: &Over, cells: usize) -> Line {
    let lay = over.lay.sentence();
    let pair = |own: Score, coach: Score| format!("{}/{}  ", mark(own), mark(coach));
    let pairs = over.sessions.iter().filter_map(|at| Some(pair(at.gap.own?, at.gap.coach)));
    let pairs: Vec<String> = pairs.collect();
    let room = cells.saturating_sub(INDENT + NAME + 2 + width::cells(&lay)) / 5;
    let left = pairs.len().saturating_sub(room);
    let cut = if left > 0 { "… " } else { "" };
    let scores = format!("{cut}{}", pairs[left..].concat());
    vec![(Tone::Text, named(&over.title)), (Tone::Text, scores), (Tone::Dim, lay)]
}

fn mark(score: Score) -> &'static str {
    if score == Score::NotApplicable { "–" } else { score.word() }
}

fn named(title: &str) -> String {
    indented(&width::pad(&width::truncate(&shown_line(title), NAME - 1), NAME))
}

/// A sentence, wrapped and indented.
fn said(words: &str, tone: Tone, indent: usize, cells: usize) -> Vec<Line> {
    let lines = wrap::wrap_text(words, cells.saturating_sub(indent).max(1));
    let line = |line: std::borrow::Cow<'_, str>| vec![(tone, format!("{}{line}", " ".repeat(indent)))];
    lines.into_iter().map(line).collect()
}

fn indented(text: &str) -> String {
    format!("{}{text}", " ".repeat(INDENT))
}
