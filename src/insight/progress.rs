//! What came of finished attempts: scores by dimension, time by step, findings that come back, and next steps. Counts and
//! shows what was; nothing is averaged, and nothing is foretold.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;

use super::findings::{self, Earlier, SAME_METRICS};
use crate::{
    model::{
        DimensionId, FrameworkId, QuestionId, Session, SessionId, State, StepId, Stop, plan, review::Score,
        session::NextStep,
    },
    sort::{IntoTree as _, Sort as _},
};

pub mod report;
#[cfg(test)]
mod tests;

/// How many attempts the last ones are. Of fewer nothing in the middle is told.
pub const LAST: usize = 5;

/// What is told of all finished attempts.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Progress {
    /// By type of question, what was practised last first.
    pub types: Vec<OfType>,
    /// The next steps that wrap-ups name, newest first.
    pub next_steps: Vec<Outcome>,
}

/// What is told of one type of question.
#[derive(Clone, Debug, PartialEq)]
pub struct OfType {
    /// The type.
    pub kind: FrameworkId,
    /// As shown.
    pub title: String,
    /// Attempts at whole questions.
    pub attempts: usize,
    /// Attempts at one step alone.
    pub alone: usize,
    /// When the last of them was finished.
    pub last: Timestamp,
    /// Attempts with a score, oldest first: the columns of the dimensions.
    pub scored: Vec<(SessionId, Timestamp)>,
    /// In the rubric's order.
    pub dimensions: Vec<Dimension>,
    /// In the framework's order.
    pub steps: Vec<StepTimes>,
    /// Findings of at least two of the last attempts at whole questions, the most frequent first.
    pub findings: Vec<Recurring>,
}

/// A dimension's scores.
#[derive(Clone, Debug, PartialEq)]
pub struct Dimension {
    /// Which.
    pub id: DimensionId,
    /// As shown.
    pub title: String,
    /// The candidate's own, one for each scored attempt; none where this dimension was passed over.
    pub scores: Vec<Option<Score>>,
}

/// A step's time in every attempt that had it, oldest first.
#[derive(Clone, Debug, PartialEq)]
pub struct StepTimes {
    /// The framework's step, or a part of the opening.
    pub id: StepId,
    /// As shown.
    pub title: String,
    /// Each attempt's.
    pub times: Vec<Time>,
}

/// The time of a step in one attempt, in seconds.
#[derive(Clone, Debug, PartialEq)]
pub struct Time {
    /// The attempt.
    pub session: SessionId,
    /// What it took.
    pub used: u32,
    /// What the candidate's plan gave it.
    pub planned: u32,
}

/// A finding that came back.
#[derive(Clone, Debug, PartialEq)]
pub struct Recurring {
    /// The id of its rule.
    pub rule: String,
    /// What the rule finds, in a few words.
    pub title: String,
    /// How many of them had it.
    pub times: usize,
    /// How many were looked at: the last few attempts.
    pub of: usize,
}

/// A next step, and what came of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Outcome {
    /// The session whose wrap-up names it.
    pub session: SessionId,
    /// The title of its question.
    pub title: String,
    /// When that was finished.
    pub finished: Timestamp,
    /// The next step.
    pub next: NextStep,
    /// The lowest dimension then: as the wrap-up says, or else as it was scored. With its score, where it has one.
    pub lowest: Option<(DimensionId, String, Option<Score>)>,
    /// The attempt that ran it, once one was finished.
    pub run: Option<Run>,
}

/// The attempt that ran a next step.
#[derive(Clone, Debug, PartialEq)]
pub struct Run {
    /// Which.
    pub session: SessionId,
    /// When it was finished.
    pub finished: Timestamp,
    /// What its candidate scored the dimension that had been lowest.
    pub score: Option<Score>,
}

impl StepTimes {
    /// One time for all: the middle one of the last five, from the least of its plan to the most; of fewer the last.
    pub fn typical(&self) -> Option<&Time> {
        let mut last: Vec<&Time> = self.times.iter().rev().take(LAST).collect();
        if last.len() == LAST {
            last.arrange_by(|a, b| {
                let share = |time: &Time, other: &Time| u64::from(time.used) * u64::from(other.planned);
                share(a, b).cmp(&share(b, a))
            });
        }
        let place = if last.len() == LAST { LAST / 2 } else { 0 };
        last.get(place).copied()
    }
}

/// What progress keeps of one finished session.
#[derive(Clone, Debug, PartialEq)]
pub struct Practised {
    session: SessionId,
    question: QuestionId,
    title: String,
    kind: FrameworkId,
    type_title: String,
    finished: Timestamp,
    alone: bool,
    scores: Vec<(DimensionId, String, Option<Score>)>,
    times: Vec<(StepId, String, Time)>,
    found: BTreeSet<(&'static str, &'static str)>,
    next: Option<NextStep>,
    lowest: Option<DimensionId>,
    next_of: Option<SessionId>,
    /// What others are compared with.
    attempt: Earlier,
    /// Whether its candidate set aside that it is like another one.
    may_be_like: bool,
}

impl Practised {
    /// What is kept of a session; nothing of one that is not finished.
    pub fn of(session: &Session) -> Option<Self> {
        if !matches!(session.state, State::Finished | State::Sealed) {
            return None;
        }
        let own = |id: &DimensionId| session.self_scores.get(id).and_then(|own| own.score);
        let dimensions = session.rubric.dimensions.iter();
        let next = &session.wrap_up.next;
        let scored_lowest = || session.lowest_scored().map(|(id, _)| id.clone());
        let alone = session.only.is_some();
        Some(Self {
            session: session.id.clone(),
            question: session.question.id.clone(),
            title: session.question.title.clone(),
            kind: session.framework.id.clone(),
            type_title: session.framework.title.clone(),
            finished: session.finished.unwrap_or(session.started),
            alone,
            scores: dimensions.map(|d| (d.id.clone(), d.title.clone(), own(&d.id))).collect(),
            times: times(session),
            // One step alone lacks the rest on purpose.
            found: if alone { BTreeSet::new() } else { found(session) },
            next: (!next.constraint.trim().is_empty()).then(|| next.clone()),
            lowest: session.wrap_up.lowest.clone().or_else(scored_lowest),
            next_of: session.origin.next_of.clone(),
            attempt: Earlier::of(session),
            may_be_like: session.dismissed.iter().any(|dismissed| dismissed.rule == SAME_METRICS.id),
        })
    }

    fn score(&self, dimension: &DimensionId) -> Option<Score> {
        self.scores.iter().find(|(id, ..)| id == dimension).and_then(|(.., score)| *score)
    }

    fn is_scored(&self) -> bool {
        self.scores.iter().any(|(.., score)| score.is_some())
    }
}

/// What is told of these attempts, in any order.
pub fn progress(mut practised: Vec<Practised>) -> Progress {
    practised.arrange_by(|a, b| (a.finished, &a.session).cmp(&(b.finished, &b.session)));
    let mut by_type: BTreeMap<&FrameworkId, Vec<&Practised>> = BTreeMap::new();
    for one in &practised {
        by_type.entry(&one.kind).or_default().push(one);
    }
    let mut types: Vec<OfType> = by_type.into_values().filter_map(|of| of_type(&of, &practised)).collect();
    types.arrange_by(|a, b| b.last.cmp(&a.last).then_with(|| a.kind.cmp(&b.kind)));
    let next_steps = practised.iter().rev().filter_map(|one| outcome(one, &practised)).collect();
    Progress { types, next_steps }
}

/// Attempts of one type, oldest first.
fn of_type(practised: &[&Practised], all: &[Practised]) -> Option<OfType> {
    let newest = practised.last()?;
    let scored: Vec<&&Practised> = practised.iter().filter(|one| one.is_scored()).collect();
    let dimensions = in_order(scored.iter().rev().map(|one| &one.scores[..]));
    let dimension = |(id, title): (&DimensionId, &String)| {
        let scores: Vec<Option<Score>> = scored.iter().map(|one| one.score(id)).collect();
        // What nobody scored has nothing to show.
        let any = scores.iter().any(Option::is_some);
        any.then(|| Dimension { id: id.clone(), title: title.clone(), scores })
    };
    let step = |(id, title): (&StepId, &String)| {
        let of = |one: &&Practised| one.times.iter().find(|(step, ..)| step == id).map(|(.., t)| t.clone());
        StepTimes { id: id.clone(), title: title.clone(), times: practised.iter().filter_map(of).collect() }
    };
    Some(OfType {
        kind: newest.kind.clone(),
        title: newest.type_title.clone(),
        attempts: practised.iter().filter(|one| !one.alone).count(),
        alone: practised.iter().filter(|one| one.alone).count(),
        last: newest.finished,
        scored: scored.iter().map(|one| (one.session.clone(), one.finished)).collect(),
        dimensions: dimensions.into_iter().filter_map(dimension).collect(),
        steps: in_order(practised.iter().rev().map(|one| &one.times[..])).into_iter().map(step).collect(),
        findings: recurring(practised, all),
    })
}

/// Each id once with its title: in the order of the longest list, then what only others have; lists stand newest first.
fn in_order<'a, I: Ord, T: 'a>(
    lists: impl Iterator<Item = &'a [(I, String, T)]>,
) -> Vec<(&'a I, &'a String)> {
    let mut lists: Vec<&[(I, String, T)]> = lists.collect();
    lists.arrange_by_key(|list| std::cmp::Reverse(list.len()));
    let mut seen = BTreeSet::new();
    let all = lists.into_iter().flatten();
    all.filter(|(id, ..)| seen.insert(id)).map(|(id, title, _)| (id, title)).collect()
}

/// What the last attempts at whole questions have in common; `all` are those of every type.
fn recurring(practised: &[&Practised], all: &[Practised]) -> Vec<Recurring> {
    let last: Vec<&&Practised> = practised.iter().rev().filter(|one| !one.alone).take(LAST).collect();
    let mut counts: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    for found in last.iter().flat_map(|one| &one.found) {
        *counts.entry(*found).or_default() += 1;
    }
    let like = |one: &&&&Practised| {
        !one.may_be_like && findings::is_like(&one.attempt, all.iter().map(|other| &other.attempt))
    };
    let like = last.iter().filter(like).count();
    counts.insert((SAME_METRICS.id, SAME_METRICS.title), like);
    let again = counts.into_iter().filter(|(_, times)| *times > 1);
    let mut recurring: Vec<Recurring> = again
        .map(|((rule, title), times)| Recurring {
            rule: rule.to_owned(),
            title: title.to_owned(),
            times,
            of: last.len(),
        })
        .collect();
    recurring.arrange_by_key(|recurring| std::cmp::Reverse(recurring.times));
    recurring
}

/// The next step that a wrap-up names, and the first attempt that ran it.
fn outcome(one: &Practised, all: &[Practised]) -> Option<Outcome> {
    let next = one.next.clone()?;
    let ran = all.iter().find(|other| other.next_of.as_ref() == Some(&one.session));
    let lowest = one.lowest.as_ref().map(|id| {
        let title = one.scores.iter().find(|(known, ..)| known == id).map(|(_, title, _)| title.clone());
        (id.clone(), title.unwrap_or_else(|| id.to_string()), one.score(id))
    });
    let run = ran.map(|ran| Run {
        session: ran.session.clone(),
        finished: ran.finished,
        score: one.lowest.as_ref().and_then(|id| ran.score(id)),
    });
    Some(Outcome {
        session: one.session.clone(),
        title: one.title.clone(),
        finished: one.finished,
        next,
        lowest,
        run,
    })
}

/// The time of the opening and of the framework's steps; own headings are everybody's own.
fn times(session: &Session) -> Vec<(StepId, String, Time)> {
    let time = |stop: Stop| {
        let id = match &stop {
            Stop::Clarify => StepId::from("clarify"),
            Stop::Plan => StepId::from("plan"),
            Stop::Step(id) if !session.is_own(id) => id.clone(),
            _ => return None,
        };
        let planned = plan::planned_seconds(session, &stop);
        let time = Time { session: session.id.clone(), used: plan::used_seconds(session, &stop), planned };
        let title = session.framework.step(&id).map(|step| step.title.clone());
        (planned > 0).then(|| (id, title.unwrap_or_else(|| plan::title(session, &stop)), time))
    };
    let mut times: Vec<(StepId, String, Time)> = plan::route(session).into_iter().filter_map(time).collect();
    // Who moves a card moves no row here.
    let place = |id: &StepId| session.framework.steps.iter().position(|step| step.id == *id);
    times.arrange_by_key(|(id, ..)| place(id));
    times
}

/// The rules that found something in a session which its candidate did not dismiss: their ids, and what they find.
fn found(session: &Session) -> BTreeSet<(&'static str, &'static str)> {
    let found: BTreeSet<&str> =
        findings::of(session, &[]).into_iter().map(|finding| finding.rule).into_tree();
    findings::RULES
        .iter()
        .filter(|rule| found.contains(rule.id))
        .map(|rule| (rule.id, rule.title))
        .into_tree()
}
