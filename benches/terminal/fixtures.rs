//! What is measured on: big banks, many sessions, long texts, and homes. Made once and kept.

use std::{
    env, fs,
    path::{Path, PathBuf},
    process::Command,
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

/// Kinds of folders, and the names of files in them.
const BANK: &str = "bank";
const OWN: &str = "own";
const TITLES: &str = "titles";
const LINES: &str = "titles.txt";
const TEXT: &str = "text";
const PAGE: &str = "text.txt";

/// Where the middle paragraph of a long text begins, and its last words.
pub const MIDDLE: &str = "Here in the middle ";
pub const END: &str = "And here it ends";

/// What tells this binary to make one of these folders and end: what it takes would make every later start slower.
pub const MAKE: &str = "--make-folder";

/// A folder that is made once.
fn kept(kind: &str, count: usize) -> PathBuf {
    let all = Path::new(env!("CARGO_TARGET_TMPDIR")).join("terminal");
    let name = format!("{kind}-{count}");
    let (folder, making) = (all.join(&name), all.join(format!("making-{name}")));
    if !folder.exists() {
        println!("making {name} …");
        let _ = fs::remove_dir_all(&making);
        fs::create_dir_all(&making).unwrap();
        let mut this = Command::new(env::current_exe().unwrap());
        assert!(this.args([MAKE, kind, &count.to_string()]).arg(&making).status().unwrap().success());
        fs::rename(making, &folder).unwrap();
    }
    folder
}

/// Makes the folder that the arguments name.
pub fn make(mut arguments: impl Iterator<Item = String>) {
    let mut argument = || arguments.next().unwrap();
    let (kind, count, folder) = (argument(), argument().parse().unwrap(), PathBuf::from(argument()));
    match kind.as_str() {
        BANK => big_bank::write(&folder, count, 1),
        OWN if count == SESSIONS => class::write(&folder, count, 1, Some(&candidate())),
        OWN => link_some(&own(SESSIONS), &folder, count),
        TITLES => {
            let titles: Vec<String> =
                big_bank::questions(count, 1).into_iter().map(|question| question.title).collect();
            fs::write(folder.join(LINES), titles.join("\n") + "\n").unwrap();
        }
        TEXT => fs::write(folder.join(PAGE), text(count)).unwrap(),
        other => panic!("nobody knows how to make {other}"),
    }
}

/// The first sessions of a folder that has more of them.
fn link_some(from: &Path, to: &Path, count: usize) {
    let mut names: Vec<_> = fs::read_dir(from).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    names.sort();
    for name in names.into_iter().filter(|name| name.to_string_lossy().ends_with(".yaml")).take(count) {
        fs::hard_link(from.join(&name), to.join(&name)).unwrap();
    }
}

/// A bank of so many questions.
pub fn big(questions: usize) -> PathBuf {
    kept(BANK, questions)
}

/// How many questions there are with such a bank.
pub fn in_all(questions: usize) -> usize {
    questions + bank::built_in().questions.len()
}

/// The titles of the big bank, one a line.
pub fn titles() -> PathBuf {
    kept(TITLES, QUESTIONS).join(LINES)
}

/// Whose sessions these are.
pub fn candidate() -> Person {
    Person { id: "bqxzvwtrnkmdlshp".to_owned(), name: Some("Candidate One".to_owned()) }
}

/// So many of the candidate's own sessions.
pub fn own(sessions: usize) -> PathBuf {
    kept(OWN, sessions)
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
    kept(TEXT, bytes).join(PAGE)
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
    let bank = bank::built_in();
    let (question, framework, rubric) = bank.whole(&QUESTION.into()).unwrap();
    let now = "2026-03-02T06:30:00Z".parse().unwrap();
    let id = SessionId::from(format!("2026-03-02-{QUESTION}-bcdf"));
    let options = start::Options::new(id, candidate(), now, 7);
    let mut session = start::begin((*question).clone(), framework.clone(), rubric.clone(), options);
    session.open_step(&STEP.into());
    session.step_mut(&STEP.into()).unwrap().answer = Answer::Prose(text.to_owned());
    session.at = At { stop: Stop::Step(STEP.into()), id: None, field: None, offset };
    Sessions::in_folder(&home.path().join("data/sessions")).save(&session, &Foreign::default()).unwrap();
    home
}
