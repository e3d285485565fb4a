//! Puts together what the files of banks hold: each id once, each question with its framework, tracks last. Reads no file.

use std::{collections::HashMap, mem};

use super::{
    load::{Content, Loaded},
    ready::{Ready, reading},
    usable::{holds, is_usable},
};
use crate::{
    error::{Level, Problem},
    model::{
        self, Bank, Question, Vocabulary,
        catalogue::{Catalogue, Making},
        check::{Asked, Labels, Mistake},
    },
    sort::{IntoTree as _, Sort as _},
};

/// Puts together what was loaded.
pub struct Join {
    loaded: Loaded,
    /// Items from here on only fill gaps, and nothing is said of them.
    own: usize,
    /// Items whose id was not there before.
    kept: Vec<usize>,
    bank: Bank,
    /// The questions, and where the whole of each is.
    ready: Vec<Ready>,
    problems: Vec<Problem>,
}

/// What came of it.
pub struct Joined {
    /// The bank.
    pub bank: Bank,
    /// Its questions, in the places that its catalogue knows.
    pub ready: Vec<Ready>,
    /// What is wrong, by file and line.
    pub problems: Vec<Problem>,
}

impl Join {
    /// Of what was loaded, for a bank that lends what it has. Items from `own` on only fill gaps.
    pub fn new(mut loaded: Loaded, own: usize, bank: Bank) -> Self {
        let problems = mem::take(&mut loaded.problems);
        Self { loaded, own, kept: Vec::new(), bank, ready: Vec::new(), problems }
    }

    /// Each kind stands on the one before it.
    pub fn put_together(&mut self) {
        self.drop_doubles();
        for index in self.kept.clone() {
            if let Content::Rubric(rubric) = &self.loaded.items[index].content {
                let mistakes = self.unless_built_in(index, || model::check::rubric(rubric));
                if holds(&mistakes, &["id", "dimensions"]) {
                    self.bank.rubrics.insert(rubric.id.clone(), rubric.clone().into());
                }
                self.tell(index, mistakes);
            }
        }
        for index in self.kept.clone() {
            if let Content::Framework(framework) = &self.loaded.items[index].content {
                let mistakes = self
                    .unless_built_in(index, || model::check::framework(framework, self.bank.rubrics.keys()));
                if holds(&mistakes, &["id", "rubric", "steps", "minutes"]) {
                    self.bank.frameworks.insert(framework.id.clone(), framework.as_ref().clone().into());
                }
                self.tell(index, mistakes);
            }
        }
        for index in self.kept.clone() {
            match &self.loaded.items[index].content {
                Content::Ready(ready) => self.ready.push(ready.as_ref().clone()),
                Content::Question(question) => {
                    let mistakes = self
                        .unless_built_in(index, || model::check::question(question, &self.bank.frameworks));
                    if is_usable(&mistakes) {
                        let place = self.loaded.place(&self.loaded.items[index]);
                        self.ready.extend(Ready::of(question, place));
                    }
                    self.tell(index, mistakes);
                }
                _ => {}
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
        let asked = self.loaded.items.iter().filter_map(|item| item.content.asked());
        let asked: Asked<'_> = asked.map(|(id, kind)| (id, frameworks.get(kind).map(|of| &**of))).into_tree();
        let mut told = Vec::new();
        for index in self.kept.iter().copied() {
            if let Content::Track(track) = &self.loaded.items[index].content {
                let mistakes = self.unless_built_in(index, || model::check::track(track, &asked));
                if holds(&mistakes, &["id", "items"]) {
                    self.bank.tracks.insert(track.id.clone(), track.clone().into());
                }
                told.push((index, mistakes));
            }
        }
        for (index, mistakes) in told {
            self.tell(index, mistakes);
        }
    }

    /// Labels that are nearly those of other questions, the lent ones included.
    pub fn look_at_labels(&mut self) {
        let questions = self.loaded.items.iter().filter_map(|item| item.content.question());
        let labels = Labels::of(questions);
        self.tell_of_questions(self.of_questions(|question| labels.mistakes(question)));
    }

    /// A bank with words of its own may use the built-in ones too.
    pub fn look_outside(&mut self) {
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

    /// The bank with all its questions.
    pub fn finish(mut self) -> Joined {
        let place = |p: &Problem| (p.path.clone(), p.line, p.col);
        self.problems
            .arrange_by(|a, b| (&a.path, a.line, a.col, a.level).cmp(&(&b.path, b.line, b.col, b.level)));
        // Where something is wrong, a warning of the same place only repeats it.
        self.problems.dedup_by(|later, first| later.level == Level::Warning && place(later) == place(first));
        // Doubts are for authors, who ask with `check`.
        let wrong = self.problems.iter().filter(|problem| problem.level == Level::Error);
        self.bank.problems = wrong.map(ToString::to_string).collect();
        self.bank.principles = self.words().principles;
        self.bank.questions = catalogue(&self.ready, &self.bank);
        let bank = &mut self.bank;
        let there = bank.questions.len() + bank.frameworks.len() + bank.rubrics.len() + bank.tracks.len();
        bank.missing = (self.loaded.lost + self.loaded.items.len()).saturating_sub(there);
        Joined { bank: self.bank, ready: self.ready, problems: self.problems }
    }

    fn drop_doubles(&mut self) {
        let mut first: HashMap<(&str, &str), String> = HashMap::new();
        for (index, item) in self.loaded.items.iter().enumerate() {
            let place = self.loaded.place(item);
            let name @ (what, id) = item.content.name();
            if let Some(there) = first.get(&name) {
                if let Some(place) = place.filter(|_| index < self.own) {
                    let message = format!("{what} \"{id}\" is there twice");
                    let help = format!("the first is {there}; give this one another id");
                    self.problems.push(Problem { message, ..place }.with_help(help));
                }
            } else if index < self.own || item.content.asked().is_none() {
                // Lent questions are of no use to another question; tracks find them all the same.
                let there = place.map(|place| format!("at {}:{}", place.path.display(), place.line));
                first.insert(name, there.unwrap_or_else(|| "built in".to_owned()));
                self.kept.push(index);
            }
        }
    }

    fn tell(&mut self, index: usize, mistakes: Vec<Mistake>) {
        if index < self.own {
            self.problems.extend(self.loaded.told(&self.loaded.items[index], mistakes));
        }
    }
}

/// The catalogue of these questions.
pub fn catalogue(ready: &[Ready], bank: &Bank) -> Catalogue {
    let mut making = Making::default();
    for (place, Ready { head, .. }) in (0..).zip(ready) {
        making.add(&head.words(bank.type_title(head.kind.as_str())), place);
    }
    let wholes = ready.iter().map(|ready| ready.whole.clone()).collect();
    Catalogue::kept(making.into(), reading(wholes))
}
