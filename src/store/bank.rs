//! Banks: the built-in one, and those that `--bank` adds. What is wrong with them is collected and never stops anything.
//!
//! Nothing here says how a question is shown, searched or practised.

use std::{collections::HashMap, path::PathBuf};

use crate::{
    error::Problem,
    model::{
        Framework, FrameworkId, Question, QuestionId, Rubric, RubricId,
        check::{self, Key, Mistake, Spot},
    },
};

mod load;
mod walk;

use load::{Content, Item, Loaded};

/// Everything that can be practised, and what is wrong with the rest.
#[derive(Clone, Debug, Default)]
pub struct Bank {
    /// In the order of their banks, files and lines. Each has its framework and its rubric here.
    pub questions: Vec<Question>,
    /// In the same order. Each has its rubric here.
    pub frameworks: Vec<Framework>,
    /// In the same order.
    pub rubrics: Vec<Rubric>,
    /// By file and line.
    pub problems: Vec<Problem>,
}

impl Bank {
    /// The bank in the program itself.
    pub fn built_in() -> Self {
        Self::load(&[])
    }

    /// The built-in bank, joined by those at `paths`: files, or folders with everything below them.
    /// An id that is already there is not replaced; that is a problem of the bank that comes later.
    pub fn load(paths: &[PathBuf]) -> Self {
        let mut loaded = Loaded::default();
        walk::built_in(&mut loaded);
        for path in paths {
            walk::bank(path, &mut loaded);
        }
        Self::join(loaded, None)
    }

    /// What is at `paths` and its problems, for an author. The built-in bank lends what is not there, and may be
    /// what is looked at.
    pub fn check(paths: &[PathBuf]) -> Self {
        let mut loaded = Loaded::default();
        for path in paths {
            walk::bank(path, &mut loaded);
        }
        let own = loaded.items.len();
        let problems = loaded.problems.len();
        walk::built_in(&mut loaded);
        loaded.problems.truncate(problems);
        Self::join(loaded, Some(own))
    }

    /// The question of that id.
    pub fn question(&self, id: &QuestionId) -> Option<&Question> {
        self.questions.iter().find(|question| question.id == *id)
    }

    /// The framework of that id.
    pub fn framework(&self, id: &FrameworkId) -> Option<&Framework> {
        self.frameworks.iter().find(|framework| framework.id == *id)
    }

    /// The rubric of that id.
    pub fn rubric(&self, id: &RubricId) -> Option<&Rubric> {
        self.rubrics.iter().find(|rubric| rubric.id == *id)
    }

    /// A question with its framework and its rubric.
    pub fn set(&self, id: &QuestionId) -> Option<(&Question, &Framework, &Rubric)> {
        let question = self.question(id)?;
        let framework = self.framework(&question.kind)?;
        Some((question, framework, self.rubric(&framework.rubric)?))
    }

    /// Puts what was loaded together. Items from `lent` on only fill gaps, and nothing is said of them.
    fn join(loaded: Loaded, lent: Option<usize>) -> Self {
        let Loaded { documents, items, problems } = loaded;
        let mut bank = Self { problems, ..Self::default() };
        let lent = lent.unwrap_or(items.len());
        let mut first: HashMap<(&str, String), String> = HashMap::new();
        let mut kept: Vec<(&Item, bool)> = Vec::new();
        for (index, item) in items.iter().enumerate() {
            let is_lent = index >= lent;
            let document = &documents[item.document];
            let place = document.problem(&item.spot.at("id"), String::new());
            let (what, id) = item.content.name();
            let here = format!("{}:{}", place.path.display(), place.line);
            match first.get(&(what, id.to_owned())) {
                None => {
                    first.insert((what, id.to_owned()), here);
                    kept.push((item, is_lent));
                }
                Some(_) if is_lent => {}
                Some(there) => bank.problems.push(
                    Problem { message: format!("{what} \"{id}\" is there twice"), ..place }
                        .with_help(format!("the first is at {there}; give this one another id")),
                ),
            }
        }
        let mut tell = |item: &Item, is_lent: bool, mistakes: Vec<Mistake>| {
            let told = mistakes.into_iter().filter(|_| !is_lent).map(|mistake| {
                let keys = item.spot.keys.iter().cloned().chain(mistake.spot.keys).collect();
                let spot = Spot { keys, is_key: mistake.spot.is_key };
                let problem = documents[item.document].problem(&spot, mistake.message);
                Problem { help: mistake.help, ..problem }
            });
            bank.problems.extend(told);
        };
        for (item, is_lent) in &kept {
            if let Content::Rubric(rubric) = &item.content {
                let mistakes = check::rubric(rubric);
                if holds(&mistakes, &["id", "dimensions"]) {
                    bank.rubrics.push(rubric.clone());
                }
                tell(item, *is_lent, mistakes);
            }
        }
        for (item, is_lent) in &kept {
            if let Content::Framework(framework) = &item.content {
                let mistakes = check::framework(framework, bank.rubrics.iter().map(|rubric| &rubric.id));
                if holds(&mistakes, &["id", "rubric", "steps", "minutes"]) {
                    bank.frameworks.push(framework.as_ref().clone());
                }
                tell(item, *is_lent, mistakes);
            }
        }
        let frameworks: Vec<&Framework> = bank.frameworks.iter().collect();
        for (item, is_lent) in &kept {
            if let Content::Question(question) = &item.content {
                let mistakes = check::question(question, &frameworks);
                let top = mistakes
                    .iter()
                    .filter(|mistake| mistake.spot.keys.len() == 1)
                    .cloned()
                    .collect::<Vec<_>>();
                if holds(&top, &["id", "type"]) {
                    bank.questions.push(question.as_ref().clone());
                }
                tell(item, *is_lent, mistakes);
            }
        }
        bank.problems.sort_by(|a, b| (&a.path, a.line, a.col).cmp(&(&b.path, b.line, b.col)));
        bank
    }
}

/// Whether something can be used in spite of its mistakes: none is at a key that everything else stands on.
fn holds(mistakes: &[Mistake], keys: &[&str]) -> bool {
    !mistakes.iter().any(
        |mistake| matches!(mistake.spot.keys.last(), Some(Key::Name(name)) if keys.contains(&name.as_str())),
    )
}
