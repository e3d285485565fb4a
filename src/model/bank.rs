//! A bank: the questions that one can practise, with the frameworks and rubrics that they name, and tracks through them.

use std::{collections::BTreeMap, sync::Arc};

use super::{
    Framework, FrameworkId, Question, QuestionId, Rubric, RubricId, Track, TrackId,
    catalogue::{Catalogue, Listed},
    later::Later,
    story::Principles,
};

/// The questions of the built-in bank and of every `--bank`, joined.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Bank {
    /// What lists need of each, and the whole of one when it is asked for. The framework of each is there, and its rubric.
    pub questions: Catalogue,
    /// By id.
    pub frameworks: BTreeMap<FrameworkId, Later<Framework>>,
    /// By id.
    pub rubrics: BTreeMap<RubricId, Later<Rubric>>,
    /// By id. Their items may name questions that are not there.
    pub tracks: BTreeMap<TrackId, Later<Track>>,
    /// What employers look for in stories.
    pub principles: Vec<Principles>,
    /// What is wrong with it, a sentence each, with file, line and column.
    pub problems: Vec<String>,
    /// How many questions, frameworks, rubrics, tracks and whole files did not load because of that.
    pub missing: usize,
    /// How many files were read, of how many, while it is read for the first time.
    pub reading: Option<(usize, usize)>,
}

impl Bank {
    /// What a session needs: the question with its framework and rubric.
    pub fn whole(&self, id: &QuestionId) -> Option<(Arc<Question>, &Framework, &Rubric)> {
        let (_, framework, rubric) = self.framed(id.as_str())?;
        Some((self.questions.whole(id.as_str())?, framework, rubric))
    }

    /// The same with no more of the question than a list shows.
    pub fn framed(&self, id: &str) -> Option<(Listed<'_>, &Framework, &Rubric)> {
        let listed = self.questions.get(id)?;
        let framework = self.frameworks.get(listed.kind())?;
        Some((listed, framework, self.rubrics.get(&framework.rubric)?))
    }

    /// Puts a question in, in the place of one of that id if there is one.
    pub fn insert(&mut self, question: Question) {
        let title = self.type_title(question.kind.as_str()).to_owned();
        self.questions.insert(question, &title);
    }

    /// What a question's type is called on the screen.
    pub fn type_title<'a>(&'a self, kind: &'a str) -> &'a str {
        self.frameworks.get(kind).map_or(kind, |f| f.title.as_str())
    }
}
