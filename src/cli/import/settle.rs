//! Types and difficulties that a list does not say: settled by an option, by asking once for each word, or not at all.

use std::{collections::BTreeMap, io};

use super::ask::{Answer, ask};
use crate::{
    cli::{error::Error, out},
    insight::intake::{Found, Word},
    model::{Bank, Difficulty, FrameworkId},
    text::nearest::nearest,
};

/// What the words of a list stand for. Nothing: their questions are left out.
#[derive(Default)]
pub struct Settled {
    kinds: BTreeMap<Word<FrameworkId>, Option<FrameworkId>>,
    difficulties: BTreeMap<Word<Difficulty>, Option<Difficulty>>,
}

impl Settled {
    /// A question's type.
    pub fn kind(&self, found: &Found) -> Option<FrameworkId> {
        settled(&found.kind, &self.kinds)
    }

    /// A question's difficulty.
    pub fn difficulty(&self, found: &Found) -> Option<Difficulty> {
        settled(&found.difficulty, &self.difficulties)
    }

    /// Words of a question that something else was put in place of, each with a key to keep it.
    pub fn replaced(&self, found: &Found) -> Vec<(&'static str, String)> {
        let kind = if let Word::Unknown(word) = &found.kind { Some(("x-type", word.clone())) } else { None };
        let difficulty = match &found.difficulty {
            Word::Unknown(word) => Some(("x-difficulty", word.clone())),
            _ => None,
        };
        kind.into_iter().chain(difficulty).collect()
    }
}

fn settled<T: Ord + Clone>(word: &Word<T>, all: &BTreeMap<Word<T>, Option<T>>) -> Option<T> {
    match word {
        Word::Known(value) => Some(value.clone()),
        _ => all.get(word).cloned().flatten(),
    }
}

/// A label that every question needs, and what may stand there.
struct Needed {
    what: &'static str,
    option: &'static str,
    /// As it is written in files, and as it is shown.
    choices: Vec<(String, String)>,
}

/// Settles what is open: by the options, or by asking. Otherwise it says what is open, and that is wrong usage.
pub fn settle(
    questions: &[Found],
    bank: &Bank,
    (kind, difficulty): (Option<FrameworkId>, Option<Difficulty>),
    asks: bool,
    file: &str,
) -> Result<Settled, Error> {
    let kinds = Needed {
        what: "type",
        option: "--type T",
        choices: bank.frameworks.values().map(|f| (f.id.to_string(), out::line(&f.title))).collect(),
    };
    let all = [Difficulty::Easy, Difficulty::Medium, Difficulty::Hard];
    let difficulties = Needed {
        what: "difficulty",
        option: "--difficulty D",
        choices: all.iter().map(|d| (d.to_string(), d.to_string())).collect(),
    };
    let open_kinds = open(questions, |found| &found.kind);
    if !asks {
        let mut told = Told::default();
        if kind.is_none() {
            told.add(&kinds, &open_kinds, file);
        }
        if difficulty.is_none() {
            told.add(&difficulties, &open(questions, |found| &found.difficulty), file);
        }
        told.end()?;
    }
    let by_index = |index| bank.frameworks.keys().nth(index).cloned();
    let mut settled =
        Settled { kinds: choose(open_kinds, kind.as_ref(), &kinds, by_index)?, ..Settled::default() };
    // What is left out for its type is not asked about once more.
    let kept = questions.iter().filter(|found| settled.kind(found).is_some());
    let open_difficulties = open(kept, |found| &found.difficulty);
    settled.difficulties =
        choose(open_difficulties, difficulty.as_ref(), &difficulties, |index| all.get(index).copied())?;
    Ok(settled)
}

type Open<T> = BTreeMap<Word<T>, Vec<usize>>;

/// The words that are not known, with the lines in which they stand.
fn open<'a, T: Ord + Clone>(
    questions: impl IntoIterator<Item = &'a Found>,
    word: impl Fn(&Found) -> &Word<T>,
) -> Open<T> {
    let mut open: Open<T> = BTreeMap::new();
    for found in questions.into_iter().filter(|found| !matches!(word(found), Word::Known(_))) {
        open.entry(word(found).clone()).or_default().push(found.line);
    }
    open
}

fn choose<T: Ord + Clone>(
    open: Open<T>,
    given: Option<&T>,
    needed: &Needed,
    value: impl Fn(usize) -> Option<T>,
) -> Result<BTreeMap<Word<T>, Option<T>>, Error> {
    let mut chosen = BTreeMap::new();
    for (word, lines) in open {
        let choice = match given {
            Some(given) => Some(given.clone()),
            None => put(&sentence(needed, &word, &lines), needed)?.and_then(&value),
        };
        chosen.insert(word, choice);
    }
    Ok(chosen)
}

/// Asks the person at the terminal.
fn put(question: &str, needed: &Needed) -> Result<Option<usize>, Error> {
    let answer = ask(&mut io::stdin().lock(), &mut out::say, question, &needed.choices);
    match answer.map_err(|error| Error::failed(format!("cannot ask: {error}"), needed.option))? {
        Answer::Choice(index) => Ok(Some(index)),
        Answer::Skip => Ok(None),
        Answer::End => {
            out::note("");
            Err(Error::failed(
                "nothing was chosen, and nothing was written",
                format!("{} chooses too", needed.option),
            ))
        }
    }
}

/// "2 questions have no type (lines 3, 7)".
fn sentence<T>(needed: &Needed, word: &Word<T>, lines: &[usize]) -> String {
    let questions =
        if lines.len() == 1 { "1 question has" } else { &format!("{} questions have", lines.len()) };
    let what = match word {
        Word::Unknown(word) => format!("the unknown {} \"{}\"", needed.what, out::line(word)),
        _ => format!("no {}", needed.what),
    };
    let shown: Vec<String> = lines.iter().take(SHOWN).map(ToString::to_string).collect();
    let more = if lines.len() > SHOWN { ", …" } else { "" };
    let noun = if lines.len() == 1 { "line" } else { "lines" };
    format!("{questions} {what} ({noun} {}{more})", shown.join(", "))
}

/// How many lines are named.
const SHOWN: usize = 20;

/// What is open where nobody can be asked.
#[derive(Default)]
struct Told {
    what: Vec<String>,
    hints: Vec<String>,
}

impl Told {
    fn add<T>(&mut self, needed: &Needed, open: &Open<T>, file: &str) {
        for (word, lines) in open {
            self.what.push(format!("{file}: {}", sentence(needed, word, lines)));
            let ids = || needed.choices.iter().map(|(id, _)| id.as_str());
            if let Word::Unknown(word) = word
                && let [near, ..] = nearest(word, ids())[..]
            {
                self.hints.push(format!("for \"{}\", did you mean \"{near}\"?", out::line(word)));
            }
        }
        if !open.is_empty() {
            let ids: Vec<&str> = needed.choices.iter().map(|(id, _)| id.as_str()).collect();
            self.hints.push(format!("{} settles it for them all: {}", needed.option, ids.join(", ")));
        }
    }

    fn end(self) -> Result<(), Error> {
        if self.what.is_empty() {
            return Ok(());
        }
        Err(Error::usage(
            self.what.join("\n"),
            format!("nothing was written; {}; in a terminal you are asked", self.hints.join("; ")),
        ))
    }
}
