//! `casebook progress`: what came of finished attempts, and what is due.

use jiff::{Timestamp, civil::Date};
use serde::{Serialize, Serializer};

use super::{
    args::ProgressArgs,
    context::{self, Context},
    error::Done,
    out,
};
use crate::{
    insight::{
        days::day_of,
        progress::{
            OfType, Outcome, Practised, Progress, progress,
            report::{self, Page, Section},
        },
        schedule::{Due, Schedule},
    },
    model::{
        Attempt, DimensionId, FrameworkId, QuestionId, Session, SessionId, StepId, review::Score,
        session::NextStep,
    },
    store::zone,
};

/// How wide a line is.
const CELLS: usize = 80;

/// The report as text, or all that it is made of as JSON. Files that could not be read are told on stderr.
pub fn run(args: &ProgressArgs, context: &Context) -> Done {
    let mut practised = Vec::new();
    let sessions = context.sessions()?;
    let look = |_: &Attempt, session: &Session| Practised::of(session);
    let listing = sessions.list_by(look, |_, one| {
        practised.extend(one);
        true
    })?;
    context::tell_broken(&listing.broken);
    let told = progress(practised);
    let zone = zone::local();
    if args.json {
        let schedule = Schedule::of(&listing.attempts, &zone);
        return out::json(&whole(&told, &schedule));
    }
    let page = Page { zone: &zone, today: day_of(Timestamp::now(), &zone), cells: CELLS };
    let sections = report::sections(&told, page);
    if sections.is_empty() {
        out::note("nothing is finished yet; `casebook practice` begins an attempt");
    }
    let texts: Vec<String> = sections.iter().map(text).collect();
    out::print(&texts.join("\n\n"))
}

fn text(section: &Section) -> String {
    let mut text = String::new();
    for line in section {
        let words: String = line.iter().map(|(_, words)| words.as_str()).collect();
        text.push_str(words.trim_end());
        text.push('\n');
    }
    text
}

#[derive(Serialize)]
struct Whole<'a> {
    format: u32,
    types: Vec<Type<'a>>,
    next_steps: Vec<Step<'a>>,
    due: Vec<Again<'a>>,
}

#[derive(Serialize)]
struct Type<'a> {
    #[serde(rename = "type")]
    kind: &'a FrameworkId,
    title: &'a str,
    attempts: usize,
    alone: usize,
    last: Timestamp,
    dimensions: Vec<Dimension<'a>>,
    steps: Vec<Times<'a>>,
    findings: Vec<Finding<'a>>,
}

#[derive(Serialize)]
struct Dimension<'a> {
    id: &'a DimensionId,
    title: &'a str,
    scores: Vec<Scored<'a>>,
}

#[derive(Serialize)]
struct Scored<'a> {
    session: &'a SessionId,
    finished: Timestamp,
    #[serde(serialize_with = "number")]
    score: Option<Score>,
}

#[derive(Serialize)]
struct Times<'a> {
    id: &'a StepId,
    title: &'a str,
    times: Vec<Time<'a>>,
}

#[derive(Serialize)]
struct Time<'a> {
    session: &'a SessionId,
    seconds: u32,
    planned_seconds: u32,
}

#[derive(Serialize)]
struct Finding<'a> {
    rule: &'a str,
    title: &'a str,
    attempts: usize,
    of_last: usize,
}

#[derive(Serialize)]
struct Step<'a> {
    session: &'a SessionId,
    finished: Timestamp,
    next: Next<'a>,
    lowest: Option<&'a DimensionId>,
    #[serde(serialize_with = "number")]
    score: Option<Score>,
    run: Option<Scored<'a>>,
}

#[derive(Serialize)]
struct Next<'a> {
    question: Option<&'a QuestionId>,
    step: Option<&'a StepId>,
    minutes: Option<f64>,
    constraint: &'a str,
}

#[derive(Serialize)]
struct Again<'a> {
    question: &'a QuestionId,
    due: Date,
    lowest: &'a DimensionId,
    #[serde(serialize_with = "number")]
    score: Option<Score>,
}

fn whole<'a>(told: &'a Progress, schedule: &'a Schedule) -> Whole<'a> {
    let again = |(question, due): (&'a QuestionId, &'a Due)| Again {
        question,
        due: due.on,
        lowest: &due.rated.dimension,
        score: Some(due.rated.score),
    };
    Whole {
        format: 1,
        types: told.types.iter().map(of_type).collect(),
        next_steps: told.next_steps.iter().map(next_step).collect(),
        due: schedule.iter().map(again).collect(),
    }
}

fn of_type(of: &OfType) -> Type<'_> {
    let dimensions = of.dimensions.iter().map(|dimension| Dimension {
        id: &dimension.id,
        title: &dimension.title,
        scores: of
            .scored
            .iter()
            .zip(&dimension.scores)
            .map(|((session, finished), score)| Scored { session, finished: *finished, score: *score })
            .collect(),
    });
    let steps = of.steps.iter().map(|step| Times {
        id: &step.id,
        title: &step.title,
        times: step
            .times
            .iter()
            .map(|time| Time { session: &time.session, seconds: time.used, planned_seconds: time.planned })
            .collect(),
    });
    let findings = of.findings.iter().map(|finding| Finding {
        rule: &finding.rule,
        title: &finding.title,
        attempts: finding.times,
        of_last: finding.of,
    });
    Type {
        kind: &of.kind,
        title: &of.title,
        attempts: of.attempts,
        alone: of.alone,
        last: of.last,
        dimensions: dimensions.collect(),
        steps: steps.collect(),
        findings: findings.collect(),
    }
}

fn next_step(outcome: &Outcome) -> Step<'_> {
    let NextStep { question, step, minutes, constraint } = &outcome.next;
    let next = Next { question: question.as_ref(), step: step.as_ref(), minutes: *minutes, constraint };
    let run = outcome.run.as_ref();
    Step {
        session: &outcome.session,
        finished: outcome.finished,
        next,
        lowest: outcome.lowest.as_ref().map(|(id, ..)| id),
        score: outcome.lowest.as_ref().and_then(|(.., score)| *score),
        run: run.map(|run| Scored { session: &run.session, finished: run.finished, score: run.score }),
    }
}

/// A score as sessions have it: a number, or `n/a`.
fn number<S: Serializer>(score: &Option<Score>, serializer: S) -> Result<S::Ok, S::Error> {
    match score.map(|score| (score, score.number())) {
        None => serializer.serialize_none(),
        Some((_, Some(number))) => serializer.serialize_u8(number),
        Some((score, None)) => serializer.serialize_str(score.word()),
    }
}
