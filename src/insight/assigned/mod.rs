//! Who has answered an assignment, and who has not: what a coach assigned, laid beside the finished sessions on the desk.
//! Reads no file, and blames nobody: who practised without naming the assignment is not found here.

mod report;
#[cfg(test)]
mod tests;

use std::{
    cmp::Reverse,
    collections::{BTreeMap, BTreeSet},
};

use jiff::{Timestamp, civil::Date};

pub use report::{line, sections};

use super::facts::Facts;
use crate::{
    model::{Assignment, AssignmentId, QuestionId, SessionId},
    sort::Sort as _,
    text::fold::fold,
};

/// An assignment, with who has answered it.
#[derive(Clone, Debug, PartialEq)]
pub struct Assigned {
    /// Which.
    pub id: AssignmentId,
    /// The last day.
    pub due: Option<Date>,
    /// What is to be looked out for.
    pub focus: Option<String>,
    /// Its questions with their titles, in the coach's order.
    pub questions: Vec<(QuestionId, String)>,
    /// Whom the coach named. Where that is nobody it is for everybody who gets it, and who is missing cannot be told.
    pub candidates: Vec<Candidate>,
    /// Who answered without being named, whoever was first first.
    pub others: Vec<Candidate>,
}

/// Somebody who was to answer, or did.
#[derive(Clone, Debug, PartialEq)]
pub struct Candidate {
    /// As the coach typed it; of others, as they call themselves.
    pub name: String,
    /// The first answer to each question of the assignment.
    pub answers: Vec<Option<Answer>>,
}

/// A finished session that answers a question of the assignment.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Answer {
    /// When it was finished.
    pub at: Timestamp,
    /// Which.
    pub session: SessionId,
}

impl Assigned {
    /// The named candidates with an open question.
    pub fn missing(&self) -> impl Iterator<Item = &Candidate> {
        self.candidates.iter().filter(|candidate| !candidate.is_done())
    }

    /// Whether somebody has not answered on a day after the last.
    pub fn is_overdue(&self, today: Date) -> bool {
        self.due.is_some_and(|due| due < today) && self.missing().next().is_some()
    }
}

impl Candidate {
    /// How many questions are answered.
    pub fn answered(&self) -> usize {
        self.answers.iter().flatten().count()
    }

    /// Whether no question is open.
    pub fn is_done(&self) -> bool {
        self.answers.iter().all(Option::is_some)
    }
}

/// Lays assignments beside finished sessions. What somebody has not answered is first, what is due first first of all; then
/// what all have answered, the last first.
pub fn follow_up<'a>(
    assignments: &[Assignment],
    sessions: impl IntoIterator<Item = &'a Facts>,
) -> Vec<Assigned> {
    if assignments.is_empty() {
        return Vec::new();
    }
    let people = People::of(sessions);
    let mut all: Vec<Assigned> = assignments.iter().map(|assignment| people.answers_to(assignment)).collect();
    all.arrange_by_key(|one| {
        let waits = one.missing().next().is_some();
        // Without a day it can wait longest.
        let due = one.due.unwrap_or(Date::MAX);
        let order = if waits { (Some(due), None) } else { (None, Some(Reverse(due))) };
        (!waits, order, one.id.clone())
    });
    all
}

/// A finished session, and how its person is called there, folded.
type Sent<'a> = (&'a Facts, String);

/// The finished sessions, by the assignment that they name, and who is called what in any of them.
struct People<'a> {
    by_assignment: BTreeMap<&'a str, Vec<Sent<'a>>>,
    /// By folded name the ids of those who bear it. They may be several: nobody can tell which of them was meant.
    ids: BTreeMap<String, BTreeSet<&'a str>>,
}

impl<'a> People<'a> {
    fn of(sessions: impl IntoIterator<Item = &'a Facts>) -> Self {
        let (mut by_assignment, mut ids) = (BTreeMap::<_, Vec<_>>::new(), BTreeMap::<_, BTreeSet<_>>::new());
        for facts in sessions {
            let person = &facts.candidate;
            let name = person.name.as_deref().map_or_else(String::new, folded);
            if !person.id.is_empty() {
                // A coach who was told the id may have typed that.
                for called in [name.clone(), folded(&person.id)] {
                    ids.entry(called).or_default().insert(person.id.as_str());
                }
            }
            if let Some(assignment) = facts.assignment.as_deref() {
                by_assignment.entry(assignment).or_default().push((facts, name));
            }
        }
        Self { by_assignment, ids }
    }

    fn answers_to(&self, assignment: &Assignment) -> Assigned {
        let of_it = self.by_assignment.get(assignment.id.as_str()).map_or(&[][..], Vec::as_slice);
        let questions: Vec<(QuestionId, String)> = assignment
            .questions
            .iter()
            .map(|asked| (asked.question.id.clone(), asked.question.title.clone()))
            .collect();
        let asks = |(facts, _): &&Sent<'_>| questions.iter().any(|(question, _)| *question == facts.question);
        let (mut left, mut seen) = (of_it.iter().filter(asks).collect::<Vec<_>>(), BTreeSet::new());
        let mut candidates = Vec::new();
        for name in assignment.candidates.iter().map(|name| name.trim()) {
            let key = folded(name);
            // One who was named twice is one.
            if name.is_empty() || !seen.insert(key.clone()) {
                continue;
            }
            let answers = left.iter().filter(|sent| self.is_of(sent, &key)).map(|(facts, _)| *facts);
            candidates.push(Candidate::of(name.to_owned(), &questions, answers));
        }
        left.retain(|sent| !seen.iter().any(|key| self.is_of(sent, key)));
        let mut others: BTreeMap<(&str, &str, &str), Vec<&Facts>> = BTreeMap::new();
        for sent in left {
            others.entry(identity(sent)).or_default().push(sent.0);
        }
        let other = |sessions: Vec<&Facts>| {
            let first = sessions.iter().min_by_key(|facts| answer(facts))?;
            Some(Candidate::of(first.called(), &questions, sessions.iter().copied()))
        };
        let mut others: Vec<Candidate> = others.into_values().filter_map(other).collect();
        others.arrange_by_key(|other| other.answers.iter().flatten().min().cloned());
        Assigned {
            id: assignment.id.clone(),
            due: assignment.due,
            focus: assignment.focus.clone(),
            questions,
            candidates,
            others,
        }
    }

    /// Whether a session is of the person with that folded name, also where they call themselves otherwise in it.
    fn is_of(&self, (facts, name): &Sent<'_>, key: &str) -> bool {
        name == key || self.ids.get(key).is_some_and(|ids| ids.contains(facts.candidate.id.as_str()))
    }
}

impl Candidate {
    fn of<'a>(
        name: String,
        questions: &[(QuestionId, String)],
        sessions: impl Iterator<Item = &'a Facts>,
    ) -> Self {
        let sessions: Vec<&Facts> = sessions.collect();
        let first = |(question, _): &(QuestionId, String)| {
            sessions.iter().filter(|facts| facts.question == *question).map(|facts| answer(facts)).min()
        };
        Self { name, answers: questions.iter().map(first).collect() }
    }
}

fn answer(facts: &Facts) -> Answer {
    Answer { at: facts.finished.unwrap_or(facts.started), session: facts.session.clone() }
}

/// What the same person has in all their sessions: an id, or else a name; who has neither is nobody's same person.
fn identity<'a>((facts, name): &'a Sent<'_>) -> (&'a str, &'a str, &'a str) {
    match (facts.candidate.id.as_str(), name.as_str()) {
        ("", "") => ("", "", facts.session.as_str()),
        ("", name) => ("", name, ""),
        (id, _) => (id, "", ""),
    }
}

fn folded(name: &str) -> String {
    fold(name.trim())
}
