//! What is measured on: big banks, many sessions, long texts, and homes. Made once and kept.

use std::{
    fs,
    path::{Path, PathBuf},
};

use casebook::{
    model::{
        Answer, SessionId, Stop,
        session::{At, Person},
        start,
    },
    store::{bank, session_file::Foreign, sessions::Sessions},
};
use tempfile::TempDir;

use crate::{big_bank, class};

/// Questions of the big bank.
pub const QUESTIONS: usize = 8_000;
/// Sessions of somebody who has practised for years.
pub const SESSIONS: usize = 10_000;
/// The question that long answers are written to, and its step.
pub const QUESTION: &str = "alipay-success-metrics";
const STEP: &str = "goal";

/// Where the middle paragraph of a long text begins, and its last words.
pub const MIDDLE: &str = "Here in the middle ";
pub const END: &str = "And here it ends";

/// A folder that is made once.
fn kept(name: &str, make: impl FnOnce(&Path)) -> PathBuf {
    let all = Path::new(env!("CARGO_TARGET_TMPDIR")).join("terminal");
    let folder = all.join(name);
    if !folder.exists() {
        println!("making {name} …");
        let making = all.join("making");
        let _ = fs::remove_dir_all(&making);
        fs::create_dir_all(&making).unwrap();
        make(&making);
        fs::rename(making, &folder).unwrap();
    }
    folder
}

/// A bank of so many questions.
pub fn big(questions: usize) -> PathBuf {
    kept(&format!("bank-{questions}"), |folder| big_bank::write(folder, questions, 1))
}

/// How many questions there are with such a bank.
pub fn in_all(questions: usize) -> usize {
    questions + bank::built_in().0.questions.len()
}

/// The titles of the big bank, one a line.
pub fn titles() -> PathBuf {
    let folder = kept(&format!("titles-{QUESTIONS}"), |folder| {
        let questions = big_bank::questions(QUESTIONS, 1);
        let titles: Vec<String> = questions.into_iter().map(|question| question.title).collect();
        fs::write(folder.join("titles.txt"), titles.join("\n") + "\n").unwrap();
    });
    folder.join("titles.txt")
}

/// Whose sessions these are.
pub fn candidate() -> Person {
    Person { id: "bqxzvwtrnkmdlshp".to_owned(), name: Some("Candidate One".to_owned()) }
}

/// So many of the candidate's own sessions.
pub fn own(sessions: usize) -> PathBuf {
    let all =
        kept(&format!("own-{SESSIONS}"), |folder| class::write(folder, SESSIONS, 1, Some(&candidate())));
    if sessions == SESSIONS {
        return all;
    }
    kept(&format!("own-{sessions}"), |folder| {
        let mut names: Vec<_> = fs::read_dir(&all).unwrap().map(|entry| entry.unwrap().file_name()).collect();
        names.retain(|name| name.to_string_lossy().ends_with(".yaml"));
        names.sort();
        for name in names.into_iter().take(sessions) {
            fs::hard_link(all.join(&name), folder.join(&name)).unwrap();
        }
    })
}

/// A text of so many bytes, in paragraphs of some three hundred.
pub fn text(bytes: usize) -> String {
    let paragraph = "people who come back within seven days pay twice as often as those who wait for a month, and the \
                     shops that close early see fewer of them; what matters is whether the first order arrived in time \
                     and whether somebody answered when it did not, because trust is lost faster than it is won\n\n";
    let half = paragraph.repeat((bytes / 2).saturating_sub(100).div_ceil(paragraph.len()).max(1));
    format!("{half}{MIDDLE}{paragraph}{half}{END}")
}

/// The same as a file.
pub fn text_file(bytes: usize) -> PathBuf {
    kept(&format!("text-{bytes}"), |folder| fs::write(folder.join("text.txt"), text(bytes)).unwrap())
        .join("text.txt")
}

/// A home in which somebody has settings and nothing else.
pub fn home() -> TempDir {
    let home = tempfile::tempdir().unwrap();
    fs::create_dir(home.path().join("config")).unwrap();
    let Person { id, name } = candidate();
    let settings = format!("person: {{id: {id}, name: {}}}\ndevice: measured\n", name.unwrap_or_default());
    fs::write(home.path().join("config/config.yaml"), settings).unwrap();
    home
}

/// A home in which somebody was called away from a long answer, with the caret at that offset.
pub fn home_with_answer(text: &str, offset: usize) -> TempDir {
    let home = home();
    let (bank, _) = bank::built_in();
    let (question, framework, rubric) = bank.whole(&QUESTION.into()).unwrap();
    let now = "2026-03-02T06:30:00Z".parse().unwrap();
    let id = SessionId::from(format!("2026-03-02-{QUESTION}-bcdf"));
    let options = start::Options::new(id, candidate(), now, 7);
    let mut session = start::begin(question.clone(), framework.clone(), rubric.clone(), options);
    session.open_step(&STEP.into());
    session.step_mut(&STEP.into()).unwrap().answer = Answer::Prose(text.to_owned());
    session.at = At { stop: Stop::Step(STEP.into()), id: None, field: None, offset };
    Sessions::in_folder(&home.path().join("data/sessions")).save(&session, &Foreign::default()).unwrap();
    home
}
