//! What to practise next, and why. Suggests; decides nothing.

use crate::model::{Attempt, Bank, QuestionId};

/// A suggestion for the home screen.
#[derive(Clone, Debug, PartialEq)]
pub struct NextUp {
    /// Which question.
    pub question: QuestionId,
    /// Its title.
    pub title: String,
    /// Why this one, in a few words.
    pub why: String,
}

/// A question of the type that was practised least, new ones first, none that is begun; for a newcomer a good one to
/// begin with.
pub fn next_up(bank: &Bank, attempts: &[Attempt]) -> Option<NextUp> {
    let begun = attempts.iter().filter(|a| a.is_open() && a.only.is_none());
    let begun: Vec<&QuestionId> = begun.map(|a| &a.question).collect();
    let attempts: Vec<&Attempt> = attempts.iter().filter(|a| a.is_done()).collect();
    let by_type = |kind| attempts.iter().filter(|a| a.kind == kind).count();
    let by_question = |id: &QuestionId| attempts.iter().filter(|a| a.question == *id).count();
    let playable = bank.questions.values().filter(|q| bank.whole(&q.id).is_some() && !begun.contains(&&q.id));
    let best = playable.min_by_key(|q| {
        let first = attempts.is_empty() && begun.is_empty() && q.id != *FIRST;
        (first, by_type(q.kind.clone()), by_question(&q.id), q.difficulty, q.id.clone())
    })?;
    let kind = bank.type_title(&best.kind).to_lowercase();
    let why = match (attempts.len(), by_type(best.kind.clone())) {
        (0, _) if begun.is_empty() => "a good one to begin with".to_owned(),
        (_, 0) => format!("{kind}: not practised yet"),
        (_, 1) => format!("{kind}: practised once"),
        (_, n) => format!("{kind}: least practised, {n} times"),
    };
    Some(NextUp { question: best.id.clone(), title: best.title.clone(), why })
}

/// Where a newcomer begins.
const FIRST: &str = "alipay-success-metrics";
