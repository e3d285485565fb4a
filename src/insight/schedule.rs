//! When a question is worth practising again: after how its candidate scored it, by a model of forgetting. Scores nothing.
//!
//! The lowest scored dimension of an attempt is its rating: 1 to 4 are again, hard, good and easy.

use std::collections::BTreeMap;

use fsrs::{FSRS, MemoryState};
use jiff::{ToSpan as _, civil::Date, tz::TimeZone};

use super::days::{between, day_of};
use crate::{
    model::{Attempt, QuestionId, attempt::Rated, review::Score},
    sort::{IntoTree as _, Sort as _},
};

#[cfg(test)]
mod tests;

/// How likely it shall be that what was learnt is still there when a question comes again: the model's own figure.
const REMEMBERED: f32 = 0.9;

/// When each rated question is due again.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Schedule(BTreeMap<QuestionId, Due>);

/// When a question is due again, and what its last rating was.
#[derive(Clone, Debug, PartialEq)]
pub struct Due {
    /// From this day on.
    pub on: Date,
    /// The lowest scored dimension of the last rated attempt.
    pub rated: Rated,
}

impl Schedule {
    /// From whole attempts that are finished and rated, in any order; a day is one of this zone. What is unrated, and one
    /// step alone, change nothing.
    pub fn of(attempts: &[Attempt], zone: &TimeZone) -> Self {
        let mut rated: Vec<(&Attempt, Date, &Rated)> = attempts
            .iter()
            .filter(|a| a.is_done())
            .filter_map(|a| Some((a, day_of(a.finished?, zone), a.rated.as_ref()?)))
            .collect();
        rated.arrange_by_key(|(a, ..)| (a.finished, a.started));
        let mut histories: BTreeMap<&QuestionId, Vec<(Date, &Rated)>> = BTreeMap::new();
        for (attempt, on, rated) in rated {
            histories.entry(&attempt.question).or_default().push((on, rated));
        }
        let due = |(question, history): (&QuestionId, Vec<(Date, &Rated)>)| {
            let ratings: Vec<(Date, Score)> = history.iter().map(|(on, rated)| (*on, rated.score)).collect();
            let (_, rated) = history.last()?;
            Some((question.clone(), Due { on: due_on(&ratings)?, rated: (*rated).clone() }))
        };
        Self(histories.into_iter().filter_map(due).into_tree())
    }

    /// When a question is due, once an attempt at it was rated.
    pub fn get(&self, question: &QuestionId) -> Option<&Due> {
        self.0.get(question)
    }

    /// Whether a question is due today, or was before.
    pub fn is_due(&self, question: &QuestionId, today: Date) -> bool {
        self.get(question).is_some_and(|due| due.on <= today)
    }

    /// Every question that was ever rated.
    pub fn iter(&self) -> impl Iterator<Item = (&QuestionId, &Due)> {
        self.0.iter()
    }

    /// What is due today or was before, what waits longest first.
    pub fn due(&self, today: Date) -> Vec<(&QuestionId, &Due)> {
        let mut due: Vec<(&QuestionId, &Due)> = self.iter().filter(|(_, due)| due.on <= today).collect();
        due.arrange_by_key(|(_, due)| (due.on, due.rated.score.number()));
        due
    }
}

/// The day after such ratings on which a question is due again: the next one at the earliest. `n/a` does not count.
pub fn due_on(ratings: &[(Date, Score)]) -> Option<Date> {
    let model = FSRS::new(&[]).ok()?;
    let mut last: Option<(Date, MemoryState, f32)> = None;
    for (on, score) in ratings {
        let Some(rating) = score.number() else { continue };
        let since = last.map_or(0, |(before, ..)| between(before, *on));
        let states = model.next_states(last.map(|(_, memory, _)| memory), REMEMBERED, since).ok()?;
        let state = match rating {
            1 => states.again,
            2 => states.hard,
            3 => states.good,
            _ => states.easy,
        };
        last = Some((*on, state.memory, state.interval));
    }
    let (on, _, days) = last?;
    // The model's longest is a hundred years.
    Some(on.saturating_add((days.round().max(1.0) as i64).days()))
}
