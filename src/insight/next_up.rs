//! What to practise next, and why. Suggests; decides nothing.

use std::collections::{BTreeMap, BTreeSet};

use jiff::{civil::Date, tz::TimeZone};

use super::{days, schedule::Schedule};
use crate::{
    model::{Attempt, Bank, QuestionId, SessionId, State, StepId, catalogue::Listed},
    sort::IntoTree as _,
};

#[cfg(test)]
mod tests;

/// A question that is suggested.
#[derive(Clone, Debug, PartialEq)]
pub struct NextUp {
    /// Which question.
    pub question: QuestionId,
    /// Its title.
    pub title: String,
    /// Why this one, in a few words.
    pub why: String,
}

/// A next step that a wrap-up names and that was not run yet.
#[derive(Clone, Debug, PartialEq)]
pub struct OpenStep {
    /// The session whose wrap-up names it.
    pub of: SessionId,
    /// At which question it is run.
    pub question: QuestionId,
    /// The one step that is practised; all of them where none is named.
    pub only: Option<StepId>,
    /// How long.
    pub minutes: Option<f64>,
    /// What to do differently, in the candidate's words.
    pub constraint: String,
    /// Where it is from, and what it takes, in a few words.
    pub why: String,
}

/// The question that has been due longest, none that is begun.
pub fn due(bank: &Bank, attempts: &[Attempt], schedule: &Schedule, today: Date) -> Option<NextUp> {
    let begun = begun(attempts);
    let mut waiting = schedule.due(today);
    waiting.retain(|(id, _)| bank.questions.contains(id.as_str()) && !begun.contains(id.as_str()));
    let (id, due) = waiting.first()?;
    let since = if due.on == today { String::new() } else { "since ".to_owned() };
    let day = days::said(due.on, today);
    let lowest = due.rated.title.to_lowercase();
    let mut why = format!("due {since}{day}: lowest was {lowest} {}", due.rated.score);
    match waiting.len() {
        1 => {}
        2 => why.push_str(" · 1 more is due"),
        n => why.push_str(&format!(" · {} more are due", n - 1)),
    }
    Some(NextUp { question: (*id).clone(), title: bank.questions.get(id.as_str())?.title().to_owned(), why })
}

/// A question of the type that was practised least, new ones first, none that is begun and not `except`; for a newcomer
/// a good one to begin with.
pub fn least_practised(bank: &Bank, attempts: &[Attempt], except: Option<&QuestionId>) -> Option<NextUp> {
    let begun = begun(attempts);
    let mut by_type: BTreeMap<&str, usize> = BTreeMap::new();
    let mut by_question: BTreeMap<&str, usize> = BTreeMap::new();
    for attempt in attempts.iter().filter(|a| a.is_done()) {
        *by_type.entry(attempt.kind.as_str()).or_default() += 1;
        *by_question.entry(attempt.question.as_str()).or_default() += 1;
    }
    let is_new_here = by_question.is_empty() && begun.is_empty();
    let times = |kind: &str| by_type.get(kind).copied().unwrap_or(0);
    let is_free = |q: &Listed<'_>| !begun.contains(q.id()) && except.is_none_or(|except| *except != q.id());
    let first = bank.questions.get(FIRST).filter(|_| is_new_here).filter(is_free);
    let least = || {
        bank.questions.iter().filter(is_free).min_by_key(|q| {
            let again = by_question.get(q.id()).copied().unwrap_or(0);
            (times(q.kind()), again, q.difficulty(), q.id())
        })
    };
    let best = first.or_else(least)?;
    let kind = best.type_title().to_lowercase();
    let why = match times(best.kind()) {
        0 if is_new_here => "a good one to begin with".to_owned(),
        0 => format!("{kind}: not practised yet"),
        1 => format!("{kind}: practised once"),
        n => format!("{kind}: least practised, {n} times"),
    };
    Some(NextUp { question: best.id().into(), title: best.title().to_owned(), why })
}

/// The next step of the newest wrap-up whose next step was not run. An attempt at it that was given up does not count.
pub fn open_step(bank: &Bank, attempts: &[Attempt], zone: &TimeZone, today: Date) -> Option<OpenStep> {
    let ran: BTreeSet<&SessionId> = attempts
        .iter()
        .filter(|a| a.state != State::Abandoned)
        .filter_map(|a| a.next_of.as_ref())
        .into_tree();
    let open = attempts.iter().filter(|a| a.is_finished() && !a.archived && !ran.contains(&a.id));
    let named = open.filter_map(|a| {
        let next = a.next.as_ref()?;
        let question = next.question.as_ref().unwrap_or(&a.question);
        let (_, framework, _) = bank.framed(question.as_str())?;
        Some((a, next, question, framework))
    });
    let (attempt, next, question, framework) = named.max_by_key(|(a, ..)| (a.finished, a.started))?;
    let step = next.step.as_ref().and_then(|step| framework.step(step));
    let mut why: Vec<String> = step.map(|step| format!("{} alone", step.title)).into_iter().collect();
    why.extend(next.minutes.map(|minutes| format!("{minutes} minutes")));
    let from = days::day_of(attempt.finished.unwrap_or(attempt.started), zone);
    why.push(format!("from your wrap-up {}", days::on(from, today)));
    Some(OpenStep {
        of: attempt.id.clone(),
        question: question.clone(),
        only: step.map(|step| step.id.clone()),
        minutes: next.minutes,
        constraint: next.constraint.clone(),
        why: why.join(" · "),
    })
}

/// The questions with an attempt at the whole that can be gone on with.
fn begun(attempts: &[Attempt]) -> BTreeSet<&str> {
    attempts.iter().filter(|a| a.is_open() && a.only.is_none()).map(|a| a.question.as_str()).into_tree()
}

/// Where a newcomer begins.
const FIRST: &str = "alipay-success-metrics";
