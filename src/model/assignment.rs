//! What a coach asks candidates to practise: whole questions, how, and until when. Holds no attempt at it.

use jiff::civil::Date;

use super::{
    AssignmentId, Framework, Mode, Question, QuestionId, Rubric, StepId, hash::hash, session::Person,
};

/// Questions to practise. It stands alone: who gets it needs no bank.
#[derive(Clone, Debug, PartialEq)]
pub struct Assignment {
    /// The file's name without its ending; sessions name it.
    pub id: AssignmentId,
    /// The coach.
    pub by: Person,
    /// In the coach's order.
    pub questions: Vec<Asked>,
    /// Practice or interview. None: as the candidate likes.
    pub mode: Option<Mode>,
    /// Minutes for each answer. None: the framework's own.
    pub minutes: Option<f64>,
    /// The one step that is practised alone.
    pub step: Option<StepId>,
    /// What to look out for this time.
    pub focus: Option<String>,
    /// The last day, in the candidate's own calendar.
    pub due: Option<Date>,
    /// For whom it is, by name. None: for everybody who gets it.
    pub candidates: Vec<String>,
}

/// A question as it is to be asked, with what a session needs beside it.
#[derive(Clone, Debug, PartialEq)]
pub struct Asked {
    /// The question.
    pub question: Question,
    /// The framework that its type names.
    pub framework: Framework,
    /// The rubric that this one names.
    pub rubric: Rubric,
}

impl Asked {
    /// The fingerprint that a session at it has.
    pub fn hash(&self) -> String {
        hash(&self.question, &self.framework, &self.rubric)
    }
}

impl Assignment {
    /// What it asks of that id.
    pub fn asked(&self, question: &QuestionId) -> Option<&Asked> {
        self.questions.iter().find(|asked| asked.question.id == *question)
    }
}
