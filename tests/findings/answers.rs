//! Answers that candidates could have typed, as sessions. The files stand in `tests/answers`.

use std::{collections::BTreeMap, path::Path};

use casebook::{
    model::{
        Answer, Bank, Brief, Difficulty, Framework, FrameworkId, Question, QuestionId, Rubric, Session,
        StepId, Stop, check, plan,
        question::{Worked, WorkedAnswer},
        session::{OutOfScope, Person},
        start::{self, Options},
        worked,
    },
    store::yaml,
};
use jiff::Timestamp;
use serde::Deserialize;

/// One file: an answer, and what a coach would say of it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Written {
    /// The file's name without its ending.
    #[serde(skip)]
    pub name: String,
    /// A question of the built-in bank …
    question: Option<QuestionId>,
    /// … or a framework, for a product that the bank has not.
    of: Option<FrameworkId>,
    title: Option<String>,
    company: Option<String>,
    #[serde(default)]
    industries: Vec<String>,
    /// Whether a coach would call it strong, blanks and all.
    #[serde(default)]
    pub strong: bool,
    /// Of a weak one: the rule of what a coach would name first.
    pub first: Option<String>,
    /// Why.
    pub why: String,
    /// By step; the others took what was planned for them.
    #[serde(default)]
    seconds: BTreeMap<StepId, u32>,
    /// What no metric has to touch.
    #[serde(default)]
    set_aside: Vec<SetAside>,
    steps: BTreeMap<StepId, WorkedAnswer>,
}

/// A stakeholder or a stage that was set aside, by its name.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct SetAside {
    stakeholder: Option<String>,
    stage: Option<String>,
    reason: String,
}

impl Written {
    /// The framework that it answers.
    pub fn kind(&self, bank: &Bank) -> FrameworkId {
        self.asked(bank).kind
    }

    /// What was asked.
    fn asked(&self, bank: &Bank) -> Question {
        if let Some(id) = &self.question {
            let question = bank.questions.whole(id.as_str());
            let question = question.unwrap_or_else(|| panic!("{}: no question {id}", self.name));
            return (*question).clone();
        }
        let title = self.title.clone().unwrap();
        let mut question = empty(self.of.clone().unwrap(), title);
        question.company.clone_from(&self.company);
        question.industries.clone_from(&self.industries);
        question
    }

    /// The finished session in which that was typed.
    pub fn session(&self, bank: &Bank) -> Session {
        let asked = self.asked(bank);
        let mut typed = asked.clone();
        let given = |answer: &WorkedAnswer| Worked { answer: Some(answer.clone()), ..Worked::default() };
        typed.steps = self.steps.iter().map(|(id, answer)| (id.clone(), given(answer))).collect();
        // A name that nothing bears would show as a finding that the answer has not earned.
        let mistakes = check::question(&typed, &bank.frameworks);
        let mistakes: Vec<&str> =
            mistakes.iter().map(|m| m.message.as_str()).filter(|m| *m != "there is no North Star").collect();
        assert_eq!(mistakes, [""; 0], "{}", self.name);

        let mut session = begin(bank, asked);
        let mut answers = worked::answers(&typed, &session.framework).answers;
        for id in session.steps.iter().map(|step| step.id.clone()).collect::<Vec<_>>() {
            let planned = plan::planned_seconds(&session, &Stop::Step(id.clone()));
            let Some(step) = session.step_mut(&id) else { continue };
            let answer = answers.remove(&id);
            let blank = if answer.is_some() { planned } else { 0 };
            step.seconds = self.seconds.get(&id).copied().unwrap_or(blank);
            step.answer = answer.unwrap_or_else(|| Answer::empty(step.kind));
        }
        assert!(answers.is_empty(), "{}: {:?} is no step", self.name, answers.keys());
        let row = |name: &str| {
            let mut rows = session.steps.iter().flat_map(|step| session.row_names(&step.id));
            rows.find(|(_, of)| of == name).unwrap_or_else(|| panic!("{}: no row {name}", self.name)).0
        };
        let set_aside = self.set_aside.iter().map(|aside| OutOfScope {
            stakeholder: aside.stakeholder.as_deref().map(row),
            stage: aside.stage.as_deref().map(row),
            reason: aside.reason.clone(),
        });
        session.out_of_scope = set_aside.collect();
        session.ids = 1_000;
        start::finish(&mut session, Timestamp::UNIX_EPOCH);
        session
    }
}

/// Every file, by name.
pub fn all() -> Vec<Written> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/answers");
    let mut paths: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    let read = |path: &std::path::PathBuf| {
        let text = std::fs::read_to_string(path).unwrap();
        let written: Written = yaml::parse(path, &text).unwrap_or_else(|problem| panic!("{problem}"));
        Written { name: path.file_stem().unwrap().to_string_lossy().into_owned(), ..written }
    };
    paths.iter().map(read).collect()
}

/// An attempt at a question with nothing in it yet.
pub fn begin(bank: &Bank, question: Question) -> Session {
    begin_as(bank, question, |_| {})
}

/// An attempt with nothing in it yet, of a kind of its own.
pub fn begin_as(bank: &Bank, question: Question, how: impl FnOnce(&mut Options)) -> Session {
    let framework = Framework::clone(&bank.frameworks[&question.kind]);
    let rubric = Rubric::clone(&bank.rubrics[&framework.rubric]);
    let mut options = Options::new("s".into(), Person::default(), Timestamp::UNIX_EPOCH, 1);
    how(&mut options);
    start::begin(question, framework, rubric, options)
}

/// A question that says nothing but its title.
pub fn empty(kind: FrameworkId, title: String) -> Question {
    Question {
        id: "of-its-own".into(),
        kind,
        difficulty: Difficulty::Medium,
        company: None,
        product: None,
        skills: Vec::new(),
        industries: Vec::new(),
        topics: Vec::new(),
        source: None,
        brief: Brief { say: title.clone(), facts: Vec::new() },
        title,
        steps: BTreeMap::new(),
        follow_ups: Vec::new(),
        variants: Vec::new(),
        weak: None,
    }
}
