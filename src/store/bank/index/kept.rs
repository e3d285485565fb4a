//! The two files of an index: one with what lists need of every question and what was seen of every file, which is read at
//! every start; and one with the wholes, of which only that is read that somebody looks at. Takes nothing from them that is
//! not as it was written.

use std::{
    collections::HashMap,
    fs,
    io::{self, Read as _, Seek as _, SeekFrom},
    path::{Path, PathBuf},
    sync::{Arc, Mutex, PoisonError},
};

use serde::{Deserialize, Serialize};

use super::{Joined, Seen, question_of};
use crate::{
    error::Problem,
    model::{
        Bank, Catalogue, Framework, Question, Rubric, Track,
        catalogue::{Head, Rows},
        story::Principles,
    },
    sort::IntoTree as _,
    store::{
        bank::ready::{Ready, Whole},
        index::{Stamp, file},
        json, read,
    },
};

/// How an index is written: its bytes alone do not tell what they are, so the number is another whenever the shape of
/// [`Head`], [`File`] or [`Rows`] is. What was made of another built-in bank is made anew.
const FORM: &str = concat!(
    "casebook ",
    env!("CARGO_PKG_VERSION"),
    " bank 1 ",
    include_str!(concat!(env!("OUT_DIR"), "/bank.id"))
);

/// An index that was read.
pub struct Kept {
    rows: Rows,
    places: Vec<Place>,
    rest: String,
    files: Vec<u8>,
    wholes: fs::File,
}

#[derive(Serialize, Deserialize)]
struct Index<'a> {
    rows: Rows,
    /// Where the whole of each question is, by the place that the rows know.
    places: Vec<Place>,
    /// The rest of the bank as JSON.
    rest: &'a str,
    /// The files as postcard: a start has no need of them. Borrowed, because bytes that are not are read one by one.
    files: &'a [u8],
}

#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
enum Place {
    /// In the program itself.
    BuiltIn(usize, usize),
    Kept(Stretch),
}

/// A stretch of the wholes.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
struct Stretch {
    from: u64,
    len: u32,
    crc: u32,
}

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

impl Kept {
    /// What was kept; none where there is nothing, or where it is not as it was written.
    pub fn load(path: &Path) -> Option<Self> {
        let bytes = file::load(&index_at(path))?;
        let Index { rows, places, rest, files } = postcard::from_bytes(file::unwrap(FORM, &bytes)?).ok()?;
        let wholes = read::open(&wholes_at(path)).ok()?;
        Some(Self { rows, places, rest: rest.to_owned(), files: files.to_owned(), wholes })
    }

    /// Keeps a bank; what is kept of it, if it can be read again.
    pub fn save(path: &Path, mut files: Vec<File>, joined: &Joined) -> Option<Self> {
        let by_path: HashMap<PathBuf, usize> =
            files.iter().enumerate().map(|(at, file)| (file.path.clone(), at)).collect();
        let (mut wholes, mut places) = (Vec::new(), Vec::new());
        for (place, ready) in (0..).zip(&joined.ready) {
            places.push(match &ready.whole {
                Whole::BuiltIn(from, len) => Place::BuiltIn(*from, *len),
                Whole::Text(json) => {
                    let (from, len) = (wholes.len() as u64, u32::try_from(json.len()).ok()?);
                    wholes.extend_from_slice(json.as_bytes());
                    Place::Kept(Stretch { from, len, crc: crc32fast::hash(json.as_bytes()) })
                }
            });
            if let Some(at) = &ready.at
                && let Some(file) = by_path.get(&at.path)
            {
                let (line, col) = (u32::try_from(at.line).ok()?, u32::try_from(at.col).ok()?);
                files[*file].questions.push((place, line, col));
            }
        }
        let bank = &joined.bank;
        let rest = Rest {
            frameworks: bank.frameworks.values().cloned().collect(),
            rubrics: bank.rubrics.values().cloned().collect(),
            tracks: bank.tracks.values().cloned().collect(),
            principles: bank.principles.clone(),
            problems: bank.problems.clone(),
            missing: bank.missing,
        };
        let index = Index {
            rows: bank.questions.rows().clone(),
            places,
            rest: &serde_json::to_string(&rest).ok()?,
            files: &postcard::to_stdvec(&files).ok()?,
        };
        // The wholes first: what the index says of others is told by what they add up to.
        file::save(&wholes_at(path), &wholes);
        file::save(&index_at(path), &file::wrap(FORM, &postcard::to_stdvec(&index).ok()?));
        Self::load(path)
    }

    /// The bank. What cannot be read from the wholes as it was written is read from its own file.
    pub fn bank(self) -> Option<Bank> {
        let Self { rows, places, rest, files, wholes } = self;
        let rest: Rest = serde_json::from_str(&rest).ok()?;
        let wholes = Mutex::new(wholes);
        let read = move |place: u32, id: &str| {
            let stretch = match *places.get(place as usize)? {
                Place::BuiltIn(from, len) => return Whole::BuiltIn(from, len).read(),
                Place::Kept(stretch) => stretch,
            };
            let kept = stretch.read(&wholes).and_then(|bytes| json::read::<Question>(&bytes));
            kept.filter(|question| question.id == *id).or_else(|| from_source(&files, place, id))
        };
        Some(Bank {
            questions: Catalogue::kept(rows, Arc::new(read)),
            frameworks: rest.frameworks.into_iter().map(|of| (of.id.clone(), of)).into_tree(),
            rubrics: rest.rubrics.into_iter().map(|of| (of.id.clone(), of)).into_tree(),
            tracks: rest.tracks.into_iter().map(|of| (of.id.clone(), of)).into_tree(),
            principles: rest.principles,
            problems: rest.problems,
            missing: rest.missing,
            reading: None,
        })
    }

    /// Whether the files are still those that were seen, and none was written since.
    pub fn is_of(&self, seen: &[Seen]) -> bool {
        let Some(files) = files_in(&self.files) else { return false };
        let is_same = |(file, seen): (&File, &Seen)| {
            file.path == seen.found.path && file.stamp.is_some() && file.stamp == seen.stamp()
        };
        files.len() == seen.len() && files.iter().zip(seen).all(is_same)
    }

    /// The questions of the files that need not be looked at again unless they have changed.
    pub fn by_file(self) -> HashMap<PathBuf, (Stamp, Vec<Ready>)> {
        let Self { rows, places, files, wholes, .. } = self;
        let wholes = Mutex::new(wholes);
        let heads: HashMap<u32, Head> = rows.heads().collect();
        let ready = |path: &Path, (place, line, col): (u32, u32, u32)| {
            let Place::Kept(stretch) = places.get(place as usize)? else { return None };
            let json = String::from_utf8(stretch.read(&wholes)?).ok()?;
            let at = Problem::at(path, (line as usize, col as usize), String::new());
            Some(Ready { head: heads.get(&place)?.clone(), whole: Whole::Text(json.into()), at: Some(at) })
        };
        let files = files_in(&files).unwrap_or_default().into_iter().filter(|file| file.is_settled);
        let known = files.filter_map(|File { path, stamp, questions, .. }| {
            let all: Option<Vec<Ready>> = questions.into_iter().map(|of| ready(&path, of)).collect();
            Some((path, (stamp?, all?)))
        });
        known.collect()
    }
}

impl Stretch {
    /// What stands there; none where that is not what was written.
    fn read(&self, wholes: &Mutex<fs::File>) -> Option<Vec<u8>> {
        let mut file = wholes.lock().unwrap_or_else(PoisonError::into_inner);
        let mut read = || -> io::Result<Vec<u8>> {
            file.seek(SeekFrom::Start(self.from))?;
            let mut bytes = vec![0; self.len as usize];
            file.read_exact(&mut bytes)?;
            Ok(bytes)
        };
        read().ok().filter(|bytes| crc32fast::hash(bytes) == self.crc)
    }
}

/// A question as its own file has it now.
fn from_source(files: &[u8], place: u32, id: &str) -> Option<Question> {
    let files = files_in(files)?;
    let file = files.iter().find(|file| file.questions.iter().any(|(at, ..)| *at == place))?;
    question_of(&file.path, id)
}

fn files_in(bytes: &[u8]) -> Option<Vec<File>> {
    postcard::from_bytes(bytes).ok()
}

fn index_at(path: &Path) -> PathBuf {
    path.with_extension("index")
}

fn wholes_at(path: &Path) -> PathBuf {
    path.with_extension("wholes")
}
