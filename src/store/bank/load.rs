//! One file of a bank: what it is, and what is in it. Walks no folders.

use std::{
    collections::BTreeMap,
    fmt,
    path::{Component, Path},
};

use serde::Deserialize;

use super::{
    assignment,
    beside::Beside,
    ready::{Ready, each_built_in},
    reply, review,
};
use crate::{
    error::Problem,
    model::{
        Framework, FrameworkId, Question, QuestionId, Rubric, Track, Vocabulary,
        check::{self, Spot},
    },
    store::{
        assignment_file, reply_file, review_file, session_file,
        travelling::Travelling,
        yaml::{self, Document},
    },
};

/// The folder in which sessions and reviews may lie beside a bank: samples that coaches score. They are no questions, and
/// are passed over.
pub(super) const SAMPLES: &str = "samples";

/// The file whose words a bank labels its questions with, without its ending.
const LABELS: &str = "labels";

/// What the files of all banks hold, not yet looked at together.
#[derive(Default)]
pub(super) struct Loaded {
    pub documents: Vec<Document>,
    pub items: Vec<Item>,
    pub problems: Vec<Problem>,
    /// The words that the banks label with.
    pub vocabularies: Vec<Vocabulary>,
    /// How many files were looked at.
    pub files: usize,
    /// How many questions, frameworks, rubrics, tracks and whole files could not be read.
    pub lost: usize,
    /// How many of them hold a session, and the like.
    pub travelling: BTreeMap<Travelling, usize>,
    /// Whether all that is wrong is looked for, in sessions, reviews, replies and assignments too; what is read is then
    /// of no other use.
    pub for_author: bool,
}

/// One question, framework, rubric or track, and where it stands.
pub(super) struct Item {
    pub content: Content,
    /// Which of the documents; none of what is built in, which has no place to tell of.
    pub document: Option<usize>,
    /// Where in it.
    pub spot: Spot,
}

pub(super) enum Content {
    Question(Box<Question>),
    /// A question that was looked at.
    Ready(Box<Ready>),
    Framework(Box<Framework>),
    Rubric(Rubric),
    Track(Track),
}

impl Content {
    /// Where it is one.
    pub fn question(&self) -> Option<&Question> {
        if let Self::Question(question) = self { Some(question) } else { None }
    }

    /// The id and the type of a question.
    pub fn asked(&self) -> Option<(&QuestionId, &FrameworkId)> {
        match self {
            Self::Question(question) => Some((&question.id, &question.kind)),
            Self::Ready(ready) => Some((&ready.head.id, &ready.head.kind)),
            _ => None,
        }
    }

    /// In words, and its id.
    pub fn name(&self) -> (&'static str, &str) {
        match self {
            Self::Question(question) => ("question", question.id.as_str()),
            Self::Ready(ready) => ("question", ready.head.id.as_str()),
            Self::Framework(framework) => ("framework", framework.id.as_str()),
            Self::Rubric(rubric) => ("rubric", rubric.id.as_str()),
            Self::Track(track) => ("track", track.id.as_str()),
        }
    }
}

/// What a file is for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Form {
    Framework,
    Rubric,
    Track,
    Labels,
    Question,
    Questions,
    Travelling(Travelling),
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
        self.files += 1;
        let size = bytes.len() as u64;
        if self.for_author
            && let Some(named) = Travelling::of_name(within).filter(|named| size > named.limit())
        {
            return self.unread(too_large(named, path));
        }
        let text = yaml::text(path, bytes, self.limit());
        let mut document = match text.and_then(|text| Document::read(path, text)) {
            Ok(document) => document,
            Err(problem) => return self.unread(problem),
        };
        if document.is_empty() {
            let problem = Problem::of_file(path, "there is nothing in this file");
            return self.unread(problem.with_help("write a question into it, or delete it"));
        }
        let root = Spot::default();
        let thorough = self.for_author;
        let listed = document.count("questions");
        let (found, problems) = match form(within, &document.top_keys()) {
            Form::Travelling(what) => return self.travelling(what, path, within, document),
            _ if size > yaml::BANK_LIMIT => {
                return self.unread(yaml::too_large(path, yaml::BANK_LIMIT));
            }
            Form::Labels => return self.labels(document),
            Form::Framework => {
                one(&mut document, thorough, |framework| Content::Framework(Box::new(framework)))
            }
            Form::Rubric => one(&mut document, thorough, Content::Rubric),
            Form::Track => one(&mut document, thorough, Content::Track),
            Form::Question => one(&mut document, thorough, |question| Content::Question(Box::new(question))),
            Form::Questions => {
                let (list, problems) = if thorough {
                    document.parse_on::<List>()
                } else {
                    document.parse::<List>(Some("questions"))
                };
                let questions = list.map(|list| list.questions).unwrap_or_default().into_iter().enumerate();
                let questions = questions.map(|(index, question)| {
                    (Content::Question(Box::new(question)), root.at("questions").at(index))
                });
                (questions.collect(), problems)
            }
        };
        self.lost += listed.unwrap_or(1).saturating_sub(found.len());
        self.problems.extend(problems);
        let document_index = self.documents.len();
        self.documents.push(document);
        let items =
            found.into_iter().map(|(content, spot)| Item { content, document: Some(document_index), spot });
        self.items.extend(items);
    }
}

impl Loaded {
    /// Takes in the built-in questions, which are known to be sound: tests hold them to the checks of authors.
    pub fn ready(&mut self) {
        for ready in each_built_in() {
            let content = if self.for_author {
                ready.whole.read().map(|question| Content::Question(Box::new(question)))
            } else {
                Some(Content::Ready(Box::new(ready)))
            };
            let item = content.map(|content| Item { content, document: None, spot: Spot::default() });
            self.items.extend(item);
        }
    }

    /// Takes in another file of the built-in bank, as JSON.
    pub fn built_in(&mut self, &Beside { path, kind, json, .. }: &Beside) {
        let content = match kind {
            "frameworks" => serde_json::from_str(json).map(|of| Content::Framework(Box::new(of))),
            "rubrics" => serde_json::from_str(json).map(Content::Rubric),
            "tracks" => serde_json::from_str(json).map(Content::Track),
            _ => {
                let read = serde_json::from_str(json).map(|labels| self.vocabularies.push(labels));
                return read.unwrap_or_else(|error| self.unsound(path, error));
            }
        };
        match content {
            Ok(content) => self.items.push(Item { content, document: None, spot: Spot::default() }),
            Err(error) => self.unsound(path, error),
        }
    }

    fn unsound(&mut self, path: &str, error: impl fmt::Display) {
        let problem = Problem::of_file(
            Path::new(path),
            format!("this file of the built-in bank cannot be read: {error}"),
        );
        self.unread(problem.with_help("`casebook check questions` says where, in the sources of casebook"));
    }

    /// A file of which nothing can be used, and why.
    pub fn unread(&mut self, problem: Problem) {
        self.lost += 1;
        self.problems.push(problem);
    }

    /// The most bytes that a file may have before anything is known of it.
    pub fn limit(&self) -> u64 {
        if self.for_author { yaml::SESSION_LIMIT } else { yaml::BANK_LIMIT }
    }

    fn labels(&mut self, mut document: Document) {
        let (vocabulary, problems) = if self.for_author { document.parse_on() } else { document.parse(None) };
        self.problems.extend(problems);
        let Some(vocabulary) = vocabulary else {
            self.lost += 1;
            return;
        };
        self.problems.extend(check::vocabulary(&vocabulary).into_iter().map(|m| document.mistake(m)));
        self.vocabularies.push(vocabulary);
    }

    fn travelling(&mut self, what: Travelling, path: &Path, within: &Path, mut document: Document) {
        if !self.for_author && folders(within).any(|folder| folder == SAMPLES) {
            return;
        }
        if !self.for_author {
            let said = match what {
                Travelling::Session | Travelling::Timeline => "this is a saved session, not a question",
                Travelling::Review => "this is a coach's review, not a question",
                Travelling::Reply => "this is a candidate's reply, not a question",
                Travelling::Assignment => "this is an assignment, not a question",
            };
            return self.stray(path, said);
        }
        *self.travelling.entry(what).or_default() += 1;
        self.problems.extend(match what {
            Travelling::Session | Travelling::Timeline => session(path, &document).into_iter().collect(),
            Travelling::Review => review::problems(path, &mut document),
            Travelling::Reply => reply::problems(path, &mut document),
            Travelling::Assignment => assignment::problems(path, &mut document),
        });
    }

    fn stray(&mut self, path: &Path, what: &str) {
        self.problems.push(Problem::of_file(path, what).with_help("take it out of the bank"));
    }
}

/// What is wrong with a session.
fn session(path: &Path, document: &Document) -> Option<Problem> {
    match session_file::read_foreign(document.text().as_bytes().to_vec(), path) {
        Ok(loaded) => {
            let newer =
                loaded.read_only().map(|why| Problem::of_file(path, why).with_help("update casebook"));
            let doubt = loaded.doubt().map(|why| {
                Problem::of_file(path, why).with_help("ask whose it is for the file as casebook wrote it")
            });
            newer.or(doubt).map(Problem::warning)
        }
        Err(problem) => Some(problem),
    }
}

fn too_large(what: Travelling, path: &Path) -> Problem {
    match what {
        Travelling::Review => review_file::too_large(path),
        Travelling::Reply => reply_file::FORM.too_large(path),
        Travelling::Assignment => assignment_file::FORM.too_large(path),
        Travelling::Session | Travelling::Timeline => yaml::too_large(path, what.limit()),
    }
}

/// A file that holds one thing.
fn one<T: serde::de::DeserializeOwned>(
    document: &mut Document,
    thorough: bool,
    content: impl Fn(T) -> Content,
) -> (Vec<(Content, Spot)>, Vec<Problem>) {
    let (value, problems) = if thorough { document.parse_on() } else { document.parse(None) };
    (value.map(|value| (content(value), Spot::default())).into_iter().collect(), problems)
}

/// The folders that a file stands in, within its bank.
fn folders(within: &Path) -> impl Iterator<Item = &str> {
    let folders = within.parent().into_iter().flat_map(Path::components);
    folders.filter_map(|c| if let Component::Normal(name) = c { name.to_str() } else { None })
}

/// The name of a file that travels says it, and a folder's; else the keys.
fn form(within: &Path, keys: &[&str]) -> Form {
    let has = |key: &str| keys.contains(&key);
    if let Some(what) = Travelling::of_name(within).or_else(|| Travelling::of_keys(has)) {
        return Form::Travelling(what);
    }
    for folder in folders(within) {
        match folder {
            "frameworks" => return Form::Framework,
            "rubrics" => return Form::Rubric,
            "tracks" => return Form::Track,
            _ => {}
        }
    }
    if within.file_stem().is_some_and(|stem| stem == LABELS) && !has("id") {
        return Form::Labels;
    }
    if has("questions") {
        Form::Questions
    } else if has("dimensions") {
        Form::Rubric
    } else if has("steps") && has("rubric") {
        Form::Framework
    } else if has("items") && !has("type") {
        Form::Track
    } else {
        Form::Question
    }
}
