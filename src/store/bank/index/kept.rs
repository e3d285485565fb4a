//! The two files of an index: one with what lists need of every question and what was seen of every file, which is read at
//! every start; and one with the wholes, of which only that is read that somebody looks at. Takes nothing from them that is
//! not as it was written.

use std::{
    collections::{BTreeMap, HashMap},
    fs,
    path::{Path, PathBuf},
    sync::{Arc, Mutex},
};

use serde::{Deserialize, Serialize};

use super::{Joined, Seen, question_of};
use crate::{
    error::Problem,
    model::{
        Bank, Catalogue, Framework, Question, Rubric, Track,
        catalogue::{Head, Rows},
        later::Later,
        story::Principles,
    },
    store::{
        bank::{
            built_in,
            ready::{Ready, Whole},
        },
        index::{
            Stamp,
            file::{self, Parts, Stretch},
        },
        json, read,
    },
};

/// How an index is written: its bytes alone do not tell what they are, so the number is another whenever the shape of
/// [`File`] or [`Rows`] is, or where something stands in a row. What was made of another built-in bank is made anew.
const FORM: &str = concat!(
    "casebook ",
    env!("CARGO_PKG_VERSION"),
    " bank 2 ",
    include_str!(concat!(env!("OUT_DIR"), "/bank.id"))
);

/// The parts of an index, in their order: the rows, where the wholes are, what else a bank has, and what no start reads.
const TEXT: usize = 0;
const LABELS: usize = 1;
const MARKS: usize = 2;
const ROWS: usize = 3;
const PLACES: usize = 4;
const REST: usize = 5;
const FILES: usize = 6;
const FOLDED: usize = 7;

/// An index that was read.
pub struct Kept {
    rows: Rows,
    /// Where the whole of each question is, by the place that the rows know: three numbers each, [`Place`].
    places: Vec<u8>,
    rest: Rest,
    /// All of it, the files too: a start has no need of these.
    parts: Arc<Parts>,
    wholes: Mutex<fs::File>,
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Place {
    /// In the program itself.
    BuiltIn(u32),
    Kept(Stretch),
}

/// What is not built in beside the questions.
#[derive(Serialize, Deserialize)]
struct Rest {
    frameworks: Vec<Framework>,
    rubrics: Vec<Rubric>,
    tracks: Vec<Track>,
    principles: Vec<Principles>,
    problems: Vec<String>,
    missing: usize,
}

/// A file of the banks, as it was seen.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct File {
    /// Which.
    pub path: PathBuf,
    /// Its size and time when it was read; none where that does not tell whether it has changed.
    pub stamp: Option<Stamp>,
    /// Whether its questions stand for themselves, and nothing was said of it.
    pub is_settled: bool,
    /// Its questions: the place of each in the rows, and the line and the column of its id.
    pub questions: Vec<(u32, u32, u32)>,
}

/// The bytes of a place. What is built in has no length.
const PLACE: usize = 12;

impl Place {
    fn read(places: &[u8], at: u32) -> Option<Self> {
        let at = at as usize * PLACE;
        let bytes: &[u8; PLACE] = places.get(at..at + PLACE)?.first_chunk()?;
        let [from, len, crc] =
            [0, 4, 8].map(|at| u32::from_le_bytes([0, 1, 2, 3].map(|byte| bytes[at + byte])));
        Some(if len == 0 { Self::BuiltIn(from) } else { Self::Kept(Stretch { from, len, crc }) })
    }

    fn bytes(self) -> impl Iterator<Item = u8> {
        let numbers = match self {
            Self::BuiltIn(from) => [from, 0, 0],
            Self::Kept(Stretch { from, len, crc }) => [from, len, crc],
        };
        numbers.into_iter().flat_map(u32::to_le_bytes)
    }
}

impl Kept {
    /// What was kept; none where there is nothing, or where it is not as it was written.
    pub fn load(path: &Path) -> Option<Self> {
        let parts = Arc::new(Parts::open(&index_at(path), FORM)?);
        let searched = Arc::clone(&parts);
        let rows = Rows {
            text: String::from_utf8(parts.read(TEXT)?).ok()?.into(),
            // Where that is damaged nothing is found until the files were looked at.
            folded: Later::new(move || folded_in(&searched).unwrap_or_default().into()),
            labels: parts.read(LABELS)?.into(),
            marks: parts.read(MARKS)?.into(),
            rows: parts.read(ROWS)?.into(),
        };
        let (places, rest) = (parts.read(PLACES)?, json::read(&parts.read(REST)?)?);
        let wholes = Mutex::new(read::open(&wholes_at(path)).ok()?);
        Some(Self { rows, places, rest, parts, wholes })
    }

    /// Keeps a bank; what is kept of it, if it can be read again.
    pub fn save(path: &Path, mut files: Vec<File>, joined: &Joined) -> Option<Self> {
        let by_path: HashMap<PathBuf, usize> =
            files.iter().enumerate().map(|(at, file)| (file.path.clone(), at)).collect();
        let (mut wholes, mut places) = (Vec::new(), Vec::new());
        for (place, ready) in (0..).zip(&joined.ready) {
            let at = match &ready.whole {
                Whole::BuiltIn(from) => Place::BuiltIn(*from),
                Whole::Text(json) => {
                    let (from, len) = (u32::try_from(wholes.len()).ok()?, u32::try_from(json.len()).ok()?);
                    wholes.extend_from_slice(json.as_bytes());
                    Place::Kept(Stretch { from, len, crc: crc32fast::hash(json.as_bytes()) })
                }
            };
            places.extend(at.bytes());
            if let Some(at) = &ready.at
                && let Some(file) = by_path.get(&at.path)
            {
                let (line, col) = (u32::try_from(at.line).ok()?, u32::try_from(at.col).ok()?);
                files[*file].questions.push((place, line, col));
            }
        }
        let bank = &joined.bank;
        let there = built_in();
        let rest = Rest {
            frameworks: own(&bank.frameworks, &there.frameworks),
            rubrics: own(&bank.rubrics, &there.rubrics),
            tracks: own(&bank.tracks, &there.tracks),
            principles: bank.principles.clone(),
            problems: bank.problems.clone(),
            missing: bank.missing,
        };
        let (rest, files) = (serde_json::to_vec(&rest).ok()?, postcard::to_stdvec(&files).ok()?);
        let Rows { text, folded, labels, marks, rows } = bank.questions.rows();
        let parts = [text.as_bytes(), labels, marks, rows, &places, &rest, &files, folded.as_bytes()];
        // The wholes first: what the index says of others is told by what they add up to.
        file::save(&wholes_at(path), &wholes);
        file::save(&index_at(path), &file::wrap_parts(FORM, &parts));
        Self::load(path)
    }

    /// The bank. What cannot be read from the wholes as it was written is read from its own file.
    pub fn bank(self) -> Bank {
        let Self { rows, places, rest, parts, wholes } = self;
        let read = move |place: u32, id: &str| {
            let stretch = match Place::read(&places, place)? {
                Place::BuiltIn(from) => return Whole::BuiltIn(from).read(),
                Place::Kept(stretch) => stretch,
            };
            let kept = stretch.read(&wholes);
            let kept = kept.and_then(|bytes| json::read::<Question>(&bytes));
            kept.filter(|question| question.id == *id).or_else(|| from_source(&parts, place, id))
        };
        let mut bank = built_in();
        bank.questions = Catalogue::kept(rows, Arc::new(read));
        bank.frameworks.extend(rest.frameworks.into_iter().map(|of| (of.id.clone(), of.into())));
        bank.rubrics.extend(rest.rubrics.into_iter().map(|of| (of.id.clone(), of.into())));
        bank.tracks.extend(rest.tracks.into_iter().map(|of| (of.id.clone(), of.into())));
        bank.principles = rest.principles;
        bank.problems = rest.problems;
        bank.missing = rest.missing;
        bank
    }

    /// Whether the files are still those that were seen, and none was written since, and all is as it was written.
    pub fn is_of(&self, seen: &[Seen]) -> bool {
        let Some(files) = files_in(&self.parts).filter(|_| folded_in(&self.parts).is_some()) else {
            return false;
        };
        let is_same = |(file, seen): (&File, &Seen)| {
            file.path == seen.found.path && file.stamp.is_some() && file.stamp == seen.stamp()
        };
        files.len() == seen.len() && files.iter().zip(seen).all(is_same)
    }

    /// The questions of the files that need not be looked at again unless they have changed.
    pub fn by_file(self) -> HashMap<PathBuf, (Stamp, Vec<Ready>)> {
        let Self { rows, places, parts, wholes, .. } = self;
        let heads: HashMap<u32, Head> = rows.heads().collect();
        let ready = |path: &Path, (place, line, col): (u32, u32, u32)| {
            let Place::Kept(stretch) = Place::read(&places, place)? else { return None };
            let json = String::from_utf8(stretch.read(&wholes)?).ok()?;
            let at = Problem::at(path, (line as usize, col as usize), String::new());
            Some(Ready { head: heads.get(&place)?.clone(), whole: Whole::Text(json.into()), at: Some(at) })
        };
        let files = files_in(&parts).unwrap_or_default().into_iter().filter(|file| file.is_settled);
        let known = files.filter_map(|File { path, stamp, questions, .. }| {
            let all: Option<Vec<Ready>> = questions.into_iter().map(|of| ready(&path, of)).collect();
            Some((path, (stamp?, all?)))
        });
        known.collect()
    }
}

/// What is not built in.
fn own<K: Ord, T: Clone>(all: &BTreeMap<K, Later<T>>, there: &BTreeMap<K, Later<T>>) -> Vec<T> {
    all.iter().filter(|(id, _)| !there.contains_key(id)).map(|(_, of)| T::clone(of)).collect()
}

/// A question as its own file has it now.
fn from_source(parts: &Parts, place: u32, id: &str) -> Option<Question> {
    let files = files_in(parts)?;
    let file = files.iter().find(|file| file.questions.iter().any(|(at, ..)| *at == place))?;
    question_of(&file.path, id)
}

fn files_in(parts: &Parts) -> Option<Vec<File>> {
    postcard::from_bytes(&parts.read(FILES)?).ok()
}

fn folded_in(parts: &Parts) -> Option<String> {
    String::from_utf8(parts.read(FOLDED)?).ok()
}

fn index_at(path: &Path) -> PathBuf {
    path.with_extension("index")
}

fn wholes_at(path: &Path) -> PathBuf {
    path.with_extension("wholes")
}
