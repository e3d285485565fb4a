//! One file of a bank: what it is, and what is in it. Walks no folders.

use std::path::{Component, Path};

use serde::Deserialize;

use crate::{
    error::Problem,
    model::{Framework, Question, Rubric, check::Spot},
    store::yaml::{self, Document},
};

/// What the files of all banks hold, not yet looked at together.
#[derive(Default)]
pub(super) struct Loaded {
    pub documents: Vec<Document>,
    pub items: Vec<Item>,
    pub problems: Vec<Problem>,
}

/// One question, framework or rubric, and where it stands.
pub(super) struct Item {
    pub content: Content,
    /// Which of the documents.
    pub document: usize,
    /// Where in it.
    pub spot: Spot,
}

pub(super) enum Content {
    Question(Box<Question>),
    Framework(Box<Framework>),
    Rubric(Rubric),
}

impl Content {
    /// In words, and its id.
    pub fn name(&self) -> (&'static str, &str) {
        match self {
            Self::Question(question) => ("question", question.id.as_str()),
            Self::Framework(framework) => ("framework", framework.id.as_str()),
            Self::Rubric(rubric) => ("rubric", rubric.id.as_str()),
        }
    }
}

/// What a file is for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Form {
    Framework,
    Rubric,
    Question,
    Questions,
}

/// A list of questions in one file.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct List {
    questions: Vec<Question>,
}

impl Loaded {
    /// Takes in a file. `within` is its path from the bank's own folder on: folder names in it say what the file is.
    pub fn file(&mut self, path: &Path, within: &Path, bytes: Vec<u8>) {
        let text = yaml::text(path, bytes, yaml::BANK_LIMIT);
        let mut document = match text.and_then(|text| Document::read(path, text)) {
            Ok(document) => document,
            Err(problem) => return self.problems.push(problem),
        };
        if document.is_empty() {
            let problem = Problem::of_file(path, "there is nothing in this file");
            return self.problems.push(problem.with_help("write a question into it, or delete it"));
        }
        let root = Spot::default();
        let (found, problems) = match form(within, &document.top_keys()) {
            Form::Framework => one(&mut document, |framework| Content::Framework(Box::new(framework))),
            Form::Rubric => one(&mut document, Content::Rubric),
            Form::Question => one(&mut document, |question| Content::Question(Box::new(question))),
            Form::Questions => {
                let (list, problems) = document.parse::<List>(Some("questions"));
                let questions = list.map(|list| list.questions).unwrap_or_default().into_iter().enumerate();
                let questions = questions.map(|(index, question)| {
                    (Content::Question(Box::new(question)), root.at("questions").at(index))
                });
                (questions.collect(), problems)
            }
        };
        self.problems.extend(problems);
        let document_index = self.documents.len();
        self.documents.push(document);
        let items = found.into_iter().map(|(content, spot)| Item { content, document: document_index, spot });
        self.items.extend(items);
    }
}

/// A file that holds one thing.
fn one<T: serde::de::DeserializeOwned>(
    document: &mut Document,
    content: impl Fn(T) -> Content,
) -> (Vec<(Content, Spot)>, Vec<Problem>) {
    let (value, problems) = document.parse(None);
    (value.map(|value| (content(value), Spot::default())).into_iter().collect(), problems)
}

/// The folder says it, and else the keys.
fn form(within: &Path, keys: &[&str]) -> Form {
    let has = |key: &str| keys.contains(&key);
    let folders = within.parent().into_iter().flat_map(Path::components);
    for folder in folders.filter_map(|c| if let Component::Normal(name) = c { name.to_str() } else { None }) {
        match folder {
            "frameworks" => return Form::Framework,
            "rubrics" => return Form::Rubric,
            _ => {}
        }
    }
    if has("questions") {
        Form::Questions
    } else if has("dimensions") {
        Form::Rubric
    } else if has("steps") && has("rubric") {
        Form::Framework
    } else {
        Form::Question
    }
}
