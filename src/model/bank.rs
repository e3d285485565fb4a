//! A bank: the questions that one can practise, with the frameworks and rubrics that they name, and tracks through them.

use std::collections::BTreeMap;

use super::{
    Framework, FrameworkId, Question, QuestionId, Rubric, RubricId, Track, TrackId, story::Principles,
};

/// The questions of the built-in bank and of every `--bank`, joined.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Bank {
    /// By id.
    pub questions: BTreeMap<QuestionId, Question>,
    /// By id.
    pub frameworks: BTreeMap<FrameworkId, Framework>,
    /// By id.
    pub rubrics: BTreeMap<RubricId, Rubric>,
    /// By id. Their items may name questions that are not there.
    pub tracks: BTreeMap<TrackId, Track>,
    /// What employers look for in stories.
    pub principles: Vec<Principles>,
    /// What is wrong with it, a sentence each, with file, line and column.
    pub problems: Vec<String>,
    /// How many questions, frameworks, rubrics, tracks and whole files did not load because of that.
    pub missing: usize,
}

impl Bank {
    /// What a session needs: the question with its framework and rubric.
    pub fn whole(&self, id: &QuestionId) -> Option<(&Question, &Framework, &Rubric)> {
        let question = self.questions.get(id)?;
        let framework = self.frameworks.get(&question.kind)?;
        Some((question, framework, self.rubrics.get(&framework.rubric)?))
    }

    /// What a question's type is called on the screen.
    pub fn type_title<'a>(&'a self, kind: &'a FrameworkId) -> &'a str {
        self.frameworks.get(kind).map_or(kind.as_str(), |f| f.title.as_str())
    }
}
