//! Banks: the built-in one, and those that `--bank` adds. What is wrong with them is collected and never stops anything.
//!
//! Nothing here says how a question is shown, searched or practised.

use std::{
    collections::{BTreeMap, HashMap},
    mem,
    path::{Path, PathBuf},
};

use super::travelling::Travelling;
use crate::{
    error::{Level, Problem},
    model::{
        self, Bank, Question, QuestionId, Vocabulary,
        check::{Asked, Key, Labels, Mistake},
    },
};

mod assignment;
mod lenient;
mod load;
mod reply;
mod review;
mod walk;

use load::{Content, Loaded};

/// The bank in the program itself.
pub fn built_in() -> (Bank, Vec<Problem>) {
    load(&[])
}

/// The files of the built-in sample sessions and of the reviews beside them, in the order of their names.
pub fn samples() -> Vec<(PathBuf, &'static [u8])> {
    walk::samples()
}

/// The built-in bank, joined by those at `paths`: files, or folders with everything below them; and what is wrong with
/// them, by file and line. An id that is already there is not replaced: that is a problem of the bank that comes later.
pub fn load(paths: &[PathBuf]) -> (Bank, Vec<Problem>) {
    let mut loaded = Loaded::default();
    walk::built_in(&mut loaded);
    for path in paths {
        walk::bank(path, &mut loaded);
    }
    let own = loaded.items.len();
    let mut join = Join::new(loaded, own, Bank::default());
    join.put_together();
    join.finish()
}

/// The questions that the bytes of one file hold, as [`load`] would read them from a file, or [`check`] `for_author`; and
/// what is wrong with them. The folders of `path` say what the file is; frameworks and rubrics that it names are `lent`.
pub fn of_file(
    path: &Path,
    bytes: Vec<u8>,
    for_author: bool,
    lent: &Bank,
) -> (BTreeMap<QuestionId, Question>, Vec<Problem>) {
    let mut loaded = Loaded { for_author, ..Loaded::default() };
    loaded.file(path, path, bytes);
    let own = loaded.items.len();
    let (frameworks, rubrics) = (lent.frameworks.clone(), lent.rubrics.clone());
    let mut join = Join::new(loaded, own, Bank { frameworks, rubrics, ..Bank::default() });
    join.put_together();
    if for_author {
        join.look_at_labels();
    }
    let (bank, problems) = join.finish();
    (bank.questions, problems)
}

/// What an author's files hold, and what is wrong with them.
pub struct Checked {
    /// How many files were looked at.
    pub files: usize,
    /// How many questions, frameworks, rubrics, tracks, sessions, reviews, replies and assignments they hold, in words,
    /// whatever is wrong with them.
    pub holds: Vec<(usize, &'static str)>,
    /// By file, line and column.
    pub problems: Vec<Problem>,
}

/// What is at `paths` and what is wrong with it, for an author. The built-in bank lends the frameworks, rubrics and
/// questions that are not there, says nothing of itself, and may be what is looked at. Sessions, reviews, replies and
/// assignments are read too.
pub fn check(paths: &[PathBuf]) -> Checked {
    let mut loaded = Loaded { for_author: true, ..Loaded::default() };
    for path in paths {
        walk::bank(path, &mut loaded);
    }
    let (own, problems, holds_labels) =
        (loaded.items.len(), loaded.problems.len(), loaded.vocabularies.iter().any(Vocabulary::holds_labels));
    let files = loaded.files;
    let own_items = &loaded.items;
    let count = |what| (own_items.iter().filter(|item| item.content.name().0 == what).count(), what);
    let mut holds = ["question", "framework", "rubric", "track"].map(count).to_vec();
    let travelling = |what: Travelling| (loaded.travelling.get(&what).copied().unwrap_or(0), what.word());
    holds.extend(Travelling::YAML.map(travelling));
    walk::built_in(&mut loaded);
    loaded.problems.truncate(problems);
    let mut join = Join::new(loaded, own, Bank::default());
    join.put_together();
    join.look_at_labels();
    if holds_labels {
        join.look_outside();
    }
    Checked { files, holds, problems: join.finish().1 }
}

/// Puts together what was loaded.
struct Join {
    loaded: Loaded,
    /// Items from here on only fill gaps, and nothing is said of them.
    own: usize,
    /// Items whose id was not there before.
    kept: Vec<usize>,
    bank: Bank,
    problems: Vec<Problem>,
}

impl Join {
    fn new(mut loaded: Loaded, own: usize, bank: Bank) -> Self {
        let problems = mem::take(&mut loaded.problems);
        Self { loaded, own, kept: Vec::new(), bank, problems }
    }

    /// Each kind stands on the one before it.
    fn put_together(&mut self) {
        self.drop_doubles();
        for index in self.kept.clone() {
            if let Content::Rubric(rubric) = &self.loaded.items[index].content {
                let mistakes = self.unless_built_in(index, || model::check::rubric(rubric));
                if holds(&mistakes, &["id", "dimensions"]) {
                    self.bank.rubrics.insert(rubric.id.clone(), rubric.clone());
                }
                self.tell(index, mistakes);
            }
        }
        for index in self.kept.clone() {
            if let Content::Framework(framework) = &self.loaded.items[index].content {
                let mistakes = self
                    .unless_built_in(index, || model::check::framework(framework, self.bank.rubrics.keys()));
                if holds(&mistakes, &["id", "rubric", "steps", "minutes"]) {
                    self.bank.frameworks.insert(framework.id.clone(), framework.as_ref().clone());
                }
                self.tell(index, mistakes);
            }
        }
        for index in self.kept.clone() {
            if let Content::Question(question) = &self.loaded.items[index].content {
                let mistakes =
                    self.unless_built_in(index, || model::check::question(question, &self.bank.frameworks));
                let mut top = mistakes.clone();
                top.retain(|mistake| mistake.spot.keys.len() == 1);
                if holds(&top, &["id", "type"]) {
                    self.bank.questions.insert(question.id.clone(), question.as_ref().clone());
                }
                self.tell(index, mistakes);
            }
        }
        self.tracks();
    }

    /// What is built in was checked when it was written: a test holds it to that.
    fn unless_built_in(&self, index: usize, check: impl FnOnce() -> Vec<Mistake>) -> Vec<Mistake> {
        if self.loaded.items[index].document.is_none() { Vec::new() } else { check() }
    }

    fn tracks(&mut self) {
        let frameworks = &self.bank.frameworks;
        let questions = self.loaded.items.iter().filter_map(|item| item.content.question());
        let asked: Asked<'_> = questions.map(|q| (&q.id, frameworks.get(&q.kind))).collect();
        let mut told = Vec::new();
        for index in self.kept.iter().copied() {
            if let Content::Track(track) = &self.loaded.items[index].content {
                let mistakes = self.unless_built_in(index, || model::check::track(track, &asked));
                if holds(&mistakes, &["id", "items"]) {
                    self.bank.tracks.insert(track.id.clone(), track.clone());
                }
                told.push((index, mistakes));
            }
        }
        for (index, mistakes) in told {
            self.tell(index, mistakes);
        }
    }

    /// Labels that are nearly those of other questions, the lent ones included.
    fn look_at_labels(&mut self) {
        let questions = self.loaded.items.iter().filter_map(|item| item.content.question());
        let labels = Labels::of(questions);
        self.tell_of_questions(self.of_questions(|question| labels.mistakes(question)));
    }

    /// A bank with words of its own may use the built-in ones too.
    fn look_outside(&mut self) {
        let words = self.words();
        self.tell_of_questions(self.of_questions(|question| model::check::outside(question, &words)));
    }

    fn words(&self) -> Vocabulary {
        let mut words = Vocabulary::default();
        self.loaded.vocabularies.iter().for_each(|more| words.join(more.clone()));
        words
    }

    fn of_questions(&self, mistakes: impl Fn(&Question) -> Vec<Mistake>) -> Vec<(usize, Vec<Mistake>)> {
        let question = |index: &usize| Some((*index, self.loaded.items[*index].content.question()?));
        let kept = self.kept.iter().filter_map(question);
        kept.map(|(index, question)| (index, mistakes(question))).collect()
    }

    fn tell_of_questions(&mut self, told: Vec<(usize, Vec<Mistake>)>) {
        for (index, mistakes) in told {
            self.tell(index, mistakes);
        }
    }

    fn finish(mut self) -> (Bank, Vec<Problem>) {
        let place = |p: &Problem| (p.path.clone(), p.line, p.col);
        self.problems
            .sort_by(|a, b| (&a.path, a.line, a.col, a.level).cmp(&(&b.path, b.line, b.col, b.level)));
        // Where something is wrong, a warning of the same place only repeats it.
        self.problems.dedup_by(|later, first| later.level == Level::Warning && place(later) == place(first));
        // Doubts are for authors, who ask with `check`.
        let wrong = self.problems.iter().filter(|problem| problem.level == Level::Error);
        self.bank.problems = wrong.map(ToString::to_string).collect();
        self.bank.principles = self.words().principles;
        let bank = &mut self.bank;
        let there = bank.questions.len() + bank.frameworks.len() + bank.rubrics.len() + bank.tracks.len();
        bank.missing = (self.loaded.lost + self.loaded.items.len()).saturating_sub(there);
        (self.bank, self.problems)
    }

    fn drop_doubles(&mut self) {
        let mut first: HashMap<(&str, &str), String> = HashMap::new();
        for (index, item) in self.loaded.items.iter().enumerate() {
            let document = item.document.map(|document| &self.loaded.documents[document]);
            let place = document.map(|document| document.problem(&item.spot.at("id"), String::new()));
            let name @ (what, id) = item.content.name();
            if let Some(there) = first.get(&name) {
                if let Some(place) = place.filter(|_| index < self.own) {
                    let message = format!("{what} \"{id}\" is there twice");
                    let help = format!("the first is {there}; give this one another id");
                    self.problems.push(Problem { message, ..place }.with_help(help));
                }
            } else if index < self.own || item.content.question().is_none() {
                // Lent questions are of no use to another question; tracks find them all the same.
                let there = place.map(|place| format!("at {}:{}", place.path.display(), place.line));
                first.insert(name, there.unwrap_or_else(|| "built in".to_owned()));
                self.kept.push(index);
            }
        }
    }

    fn tell(&mut self, index: usize, mistakes: Vec<Mistake>) {
        let item = &self.loaded.items[index];
        for mistake in mistakes.into_iter().filter(|_| index < self.own) {
            let spot = item.spot.then(mistake.spot);
            let Some(document) = item.document.map(|document| &self.loaded.documents[document]) else {
                continue;
            };
            let problem = document.mistake(Mistake { spot, ..mistake });
            if !document.is_made_up((problem.line, problem.col)) {
                self.problems.push(problem);
            }
        }
    }
}

/// Whether something can be used in spite of its mistakes: none is at a key that everything else stands on.
fn holds(mistakes: &[Mistake], keys: &[&str]) -> bool {
    !mistakes.iter().any(
        |mistake| matches!(mistake.spot.keys.last(), Some(Key::Name(name)) if keys.contains(&name.as_str())),
    )
}
