//! Questions that a coach assigned, for `casebook practice`: as the coach sent them, and how they are to be practised.
//! Begins nothing.

use super::{context::Context, error::Error, out};
use crate::{
    model::{Assignment, Attempt, Bank, Mode, QuestionId, StepId, assignment::Asked, session::Person},
    store::received::Received,
    tui::effect::Assigned,
};

/// The assignments that were received.
pub struct Assignments(Vec<Assignment>);

impl Assignments {
    /// All that can be read; the others are told on stderr and stop nothing.
    pub fn received(context: &Context) -> Result<Self, Error> {
        let (assignments, unreadable) = Received::in_folder(&context.places()?.received()).assignments();
        for failure in unreadable {
            out::note(format!("warning: {}\nhelp: {}", failure.what, failure.hint));
        }
        Ok(Self(assignments))
    }

    /// Adds the questions that the bank has not got, so that they are found.
    pub fn join(&self, bank: &mut Bank) {
        for Asked { question, framework, rubric } in
            self.0.iter().flat_map(|assignment| &assignment.questions)
        {
            bank.frameworks.entry(framework.id.clone()).or_insert_with(|| framework.clone().into());
            bank.rubrics.entry(rubric.id.clone()).or_insert_with(|| rubric.clone().into());
            if !bank.questions.contains(question.id.as_str()) {
                bank.insert(question.clone());
            }
        }
    }

    /// The assignment that asks for a question and has no finished attempt at it yet; of several the one that is due
    /// first.
    pub fn open(&self, question: &QuestionId, attempts: &[Attempt]) -> Option<&Assignment> {
        let is_answered = |assignment: &Assignment| {
            let answers = |a: &&Attempt| a.question == *question && is_for(a, assignment) && a.is_finished();
            attempts.iter().any(|attempt| answers(&attempt))
        };
        let asks =
            |assignment: &&Assignment| assignment.asked(question).is_some() && !is_answered(assignment);
        // Without a day it can wait.
        self.0.iter().filter(asks).min_by_key(|assignment| (assignment.due.is_none(), assignment.due))
    }
}

/// Puts a question into the bank as it was assigned, for this run alone. Where the bank has the very same, nothing changes.
pub fn as_sent(asked: &Asked, bank: &mut Bank) {
    let Asked { question, framework, rubric } = asked;
    let there = bank.whole(&question.id);
    if there.is_some_and(|(q, f, r)| (&*q, f, r) == (question, framework, rubric)) {
        return;
    }
    bank.frameworks.insert(framework.id.clone(), framework.clone().into());
    bank.rubrics.insert(rubric.id.clone(), rubric.clone().into());
    bank.insert(question.clone());
}

/// The attempts at an assignment: whoever does what was assigned goes on with these alone.
pub fn attempts_for(assignment: &Assignment, attempts: &[Attempt]) -> Vec<Attempt> {
    attempts.iter().filter(|attempt| is_for(attempt, assignment)).cloned().collect()
}

fn is_for(attempt: &Attempt, assignment: &Assignment) -> bool {
    attempt.assignment.as_deref() == Some(assignment.id.as_str())
}

/// The step that is practised alone. An interview is whole, whatever was assigned.
pub fn step(assignment: &Assignment, mode: Mode) -> Option<StepId> {
    assignment.step.clone().filter(|_| mode == Mode::Practice)
}

/// What the session and its brief are to say of it.
pub fn said(assignment: &Assignment) -> Assigned {
    let Person { id, name } = &assignment.by;
    let by = name.as_ref().unwrap_or(id);
    let due = assignment.due.map(|due| format!(", due {due}")).unwrap_or_default();
    Assigned {
        id: assignment.id.clone(),
        words: format!("Assigned by {by}{due}"),
        focus: assignment.focus.clone(),
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::{
        model::{State, start},
        store::bank,
    };

    fn assignment(id: &str, due: Option<i8>) -> Assignment {
        let bank = bank::built_in();
        let (question, framework, rubric) = bank.whole(&"alipay-success-metrics".into()).unwrap();
        let asked =
            Asked { question: (*question).clone(), framework: framework.clone(), rubric: rubric.clone() };
        Assignment {
            id: id.into(),
            by: Person::default(),
            questions: vec![asked],
            mode: None,
            minutes: None,
            step: Some("metrics".into()),
            focus: None,
            due: due.map(|day| date(2025, 3, day)),
            candidates: Vec::new(),
        }
    }

    fn attempt(assignment: &Assignment, state: State) -> Attempt {
        let Asked { question, framework, rubric } = assignment.questions[0].clone();
        let options = start::Options::new("s".into(), Person::default(), jiff::Timestamp::UNIX_EPOCH, 1);
        let mut session = start::begin(question, framework, rubric, options);
        session.origin.assignment = Some(assignment.id.to_string());
        session.state = state;
        Attempt::of(&session)
    }

    #[test]
    fn the_one_that_is_due_first_counts_until_it_is_answered() {
        let all =
            [assignment("whenever", None), assignment("later", Some(21)), assignment("first", Some(14))];
        let (first, later) = (all[2].clone(), all[1].clone());
        let assignments = Assignments(all.to_vec());
        let open = |attempts: &[Attempt]| {
            let open = assignments.open(&"alipay-success-metrics".into(), attempts);
            open.map(|assignment| assignment.id.to_string())
        };
        assert_eq!(open(&[]).as_deref(), Some("first"));
        assert_eq!(open(&[attempt(&first, State::InProgress)]).as_deref(), Some("first"));
        let mut done = vec![attempt(&first, State::Sealed)];
        assert_eq!(open(&done).as_deref(), Some("later"));
        done.push(attempt(&later, State::Finished));
        assert_eq!(open(&done).as_deref(), Some("whenever"));
        done.push(attempt(&all[0], State::Finished));
        assert_eq!(open(&done), None);
        assert!(assignments.open(&"another".into(), &[]).is_none());
    }

    #[test]
    fn what_the_bank_has_as_it_is_stays_and_another_takes_its_place() {
        let mut bank = bank::built_in();
        let built_in = bank.clone();
        let mut sent = assignment("week", None).questions.remove(0);
        as_sent(&sent, &mut bank);
        assert_eq!(bank, built_in);
        sent.framework.steps.truncate(2);
        as_sent(&sent, &mut bank);
        assert_eq!(bank.whole(&sent.question.id).unwrap().1.steps.len(), 2);
    }

    #[test]
    fn an_interview_is_whole_whatever_was_assigned() {
        let week = assignment("week", None);
        assert_eq!(step(&week, Mode::Practice), Some("metrics".into()));
        assert_eq!(step(&week, Mode::Interview), None);
    }
}
