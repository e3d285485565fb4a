//! The first start with a big bank, of which nothing is known yet, beside the plainest way to read the same files.

use std::{
    env, fs,
    path::{Path, PathBuf},
    process::Command,
    time::{Duration, Instant},
};

use casebook::{model::Question, store::bank};
use serde::Deserialize;

use crate::{
    Args,
    figures::{HEADS, Times, print},
    fixtures::{self, QUESTIONS},
    open,
};

/// What tells this binary to read a bank in one way, to print how many milliseconds that took, and to end: in this process
/// it would take memory, which makes every later start slower.
pub const READ: &str = "--read-bank";
const PLAIN: &str = "plain";
const LOAD: &str = "load";

/// A file that lists questions.
#[derive(Deserialize)]
struct List {
    questions: Vec<Question>,
}

/// What a first start took.
pub struct FirstRun {
    pub frame: Duration,
    pub all: Duration,
}

/// Starts casebook with a bank of so many questions and an empty cache.
pub fn start(args: &Args, home: &Path, questions: usize) -> FirstRun {
    let _ = fs::remove_dir_all(home.join("cache"));
    let mut pty = open::home(args, home, Some(&fixtures::big(questions)), None);
    let frame = pty.until(open::HOME);
    let all = pty.until(&open::all_there(fixtures::in_all(questions)));
    open::until_kept(home);
    pty.rests(open::REST);
    FirstRun { frame, all }
}

pub fn measure(args: &Args) {
    let home = fixtures::home();
    let folder = fixtures::big(QUESTIONS);
    let (mut frame, mut all, mut plain, mut load) =
        (Times::default(), Times::default(), Times::default(), Times::default());
    for _ in 0..args.slow_runs.max(5) {
        let first = start(args, home.path(), QUESTIONS);
        frame.add(first.frame);
        all.add(first.all);
        plain.add(in_a_process(PLAIN, &folder));
        load.add(in_a_process(LOAD, &folder));
    }
    let rows = [
        ("casebook: first frame", frame),
        ("casebook: all questions can be used", all),
        ("in one thread: store::bank::load", load),
        ("in one thread: every file read and parsed, nothing checked", plain.clone()),
    ];
    let row = |(name, times): &(&str, Times)| [vec![(*name).to_owned()], times.cells(Some(&plain))].concat();
    let title = format!("first-run: {QUESTIONS} questions, an empty cache, {} runs", plain.count());
    print(&title, &[&["what"][..], &HEADS].concat(), &rows.iter().map(row).collect::<Vec<_>>());
}

fn in_a_process(way: &str, folder: &Path) -> Duration {
    let output = Command::new(env::current_exe().unwrap()).args([READ, way]).arg(folder).output().unwrap();
    let seconds = String::from_utf8(output.stdout).unwrap();
    Duration::from_secs_f64(seconds.trim().parse().unwrap())
}

/// Reads the bank that the arguments name.
pub fn read(mut arguments: impl Iterator<Item = String>) {
    let (way, folder) = (arguments.next().unwrap(), PathBuf::from(arguments.next().unwrap()));
    let began = Instant::now();
    if way == LOAD {
        assert_eq!(bank::load(&[folder]).0.questions.len(), fixtures::in_all(QUESTIONS));
    } else {
        let mut files = Vec::new();
        yaml_files(&folder, &mut files);
        let questions: Vec<Question> = files.iter().flat_map(|file| parsed(file)).collect();
        assert_eq!(questions.len(), QUESTIONS);
    }
    println!("{}", began.elapsed().as_secs_f64());
}

fn yaml_files(folder: &Path, files: &mut Vec<PathBuf>) {
    for path in fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
        if path.is_dir() { yaml_files(&path, files) } else { files.push(path) }
    }
}

/// The questions in a file.
fn parsed(file: &Path) -> Vec<Question> {
    let text = fs::read_to_string(file).unwrap();
    if text.starts_with("questions:") {
        serde_yaml::from_str::<List>(&text).unwrap().questions
    } else {
        vec![serde_yaml::from_str(&text).unwrap()]
    }
}
