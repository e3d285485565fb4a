//! What was read of banks the last time, so that a start reads none of their files, and a look at the disk only those that
//! have changed. It is never trusted: what cannot be read as it was written is made anew, and deleting it costs nothing but
//! time. Judges no question itself.

mod kept;
#[cfg(test)]
mod tests;

use std::{
    collections::HashSet,
    fs::{self, Metadata},
    path::{Path, PathBuf},
    time::SystemTime,
};

use self::kept::{File, Kept};
use super::{
    built_in,
    join::{Joined, catalogue},
    joined,
    load::{Content, Loaded},
    ready::Ready,
    walk::{self, Found},
};
use crate::{
    model::{Bank, Question},
    store::index::{
        self, Stamp,
        work::{self, Heard},
    },
};

/// The built-in bank, joined by others, with an index of all of them.
#[derive(Clone, Debug)]
pub struct Banks {
    paths: Vec<PathBuf>,
    /// Where the index is, without its ending.
    index: PathBuf,
}

/// A bank as it is now.
pub struct Now {
    /// The bank.
    pub bank: Bank,
    /// Whether it is another than was known.
    pub is_news: bool,
    unkept: Option<Unkept>,
}

/// What is to be known of it the next time.
struct Unkept {
    index: PathBuf,
    files: Vec<File>,
    joined: Joined,
}

impl Now {
    fn known(bank: Bank) -> Self {
        Self { bank, is_news: false, unkept: None }
    }

    /// Writes what was read for the next time. The same bank from there, which holds no wholes in memory; none where there was
    /// nothing to write, or it could not be.
    pub fn keep(self) -> Option<Bank> {
        let Unkept { index, files, joined } = self.unkept?;
        Kept::save(&index, files, &joined).map(Kept::bank)
    }
}

/// How far banks were read.
pub struct Progress<'a> {
    /// So many files.
    pub done: usize,
    /// Of so many.
    pub of: usize,
    /// What can be practised, as far as is known.
    pub so_far: &'a dyn Fn() -> Bank,
}

/// A file, and what is known of it before it is opened.
struct Seen {
    found: Found,
    metadata: Option<Metadata>,
}

impl Seen {
    fn stamp(&self) -> Option<Stamp> {
        Stamp::of(self.metadata.as_ref()?)
    }
}

impl Banks {
    /// The banks at `paths`, files or folders with everything below them, with their index in a folder of caches.
    pub fn new(paths: Vec<PathBuf>, cache: &Path) -> Self {
        let index = cache.join("banks").join(index::name(&paths));
        Self { paths, index }
    }

    /// Whether there is none but the built-in one.
    pub fn are_built_in(&self) -> bool {
        self.paths.is_empty()
    }

    /// The bank as it was the last time, without a look at its files; none where that is not known.
    pub fn known(&self) -> Option<Bank> {
        if self.are_built_in() {
            return Some(built_in());
        }
        Kept::load(&self.index).map(Kept::bank)
    }

    /// The bank as it is now: of files that have not changed what is known. `tell` hears how far it is, and says whether
    /// anybody still waits: if not, there is no answer. Who has used it has it kept for the next time.
    pub fn read(&self, mut tell: impl FnMut(Progress<'_>) -> bool) -> Option<Now> {
        if self.are_built_in() {
            return Some(Now::known(built_in()));
        }
        let mut loaded = Loaded::default();
        walk::built_in(&mut loaded);
        let mut seen = Vec::new();
        let mut is_whole = true;
        for path in &self.paths {
            let (files, problems) = walk::find(path);
            is_whole &= problems.is_empty();
            loaded.problems.extend(problems);
            let look = |found: Found| Seen { metadata: fs::metadata(&found.path).ok(), found };
            seen.extend(files.into_iter().map(look));
        }
        let known = Kept::load(&self.index);
        let known = match known {
            Some(known) if is_whole && known.is_of(&seen) => {
                return Some(Now::known(known.bank()));
            }
            known => known,
        };
        let parts = self.parts(&seen, known, &mut tell)?;
        let mut files: Vec<File> = Vec::new();
        for (Seen { found, .. }, Part { loaded: part, stamp }) in seen.into_iter().zip(parts) {
            let (path, is_settled) = (found.path, is_settled(&part));
            files.push(File { path, stamp, is_settled, questions: Vec::new() });
            loaded.append(part);
        }
        let joined = joined(loaded);
        let told: HashSet<&Path> = joined.problems.iter().map(|problem| problem.path.as_path()).collect();
        for file in &mut files {
            file.is_settled &= !told.contains(file.path.as_path());
        }
        let bank = joined.bank.clone();
        let unkept = is_whole.then(|| Unkept { index: self.index.clone(), files, joined });
        Some(Now { bank, is_news: true, unkept })
    }

    /// What each file holds.
    fn parts(
        &self,
        seen: &[Seen],
        known: Option<Kept>,
        tell: &mut impl FnMut(Progress<'_>) -> bool,
    ) -> Option<Vec<Part>> {
        let lent = built_in();
        let now = SystemTime::now();
        let mut known = known.map(Kept::by_file).unwrap_or_default();
        let mut parts: Vec<Option<Part>> = Vec::new();
        for seen in seen {
            let part = known.remove(&seen.found.path).filter(|(then, _)| Some(*then) == seen.stamp());
            parts.push(part.map(|(stamp, ready)| Part::of(stamp, ready)));
        }
        let anew: Vec<(usize, &Seen)> =
            seen.iter().enumerate().filter(|(at, _)| parts[*at].is_none()).collect();
        let (mut done, mut is_waited_for) = (0, true);
        let size = |(_, seen): &(usize, &Seen)| seen.metadata.as_ref().map_or(0, Metadata::len);
        let read = |(_, seen): &(usize, &Seen)| Part::read(seen, &lent, now);
        work::each(&anew, size, read, |heard| {
            match heard {
                Heard::Done(place, part) => {
                    parts[anew[place].0] = Some(part);
                    done += 1;
                }
                Heard::Moment => {
                    let so_far = || so_far(parts.iter().flatten(), &lent);
                    is_waited_for &= tell(Progress { done, of: anew.len(), so_far: &so_far });
                }
            }
            is_waited_for
        });
        // Where somebody gave up, some are not there.
        parts.into_iter().collect()
    }
}

/// What one file holds.
struct Part {
    loaded: Loaded,
    /// Its size and time when it was read; none where that does not tell whether it has changed.
    stamp: Option<Stamp>,
}

impl Part {
    fn of(stamp: Stamp, ready: Vec<Ready>) -> Self {
        Self { loaded: Loaded::of_ready(ready), stamp: Some(stamp) }
    }

    fn read(seen: &Seen, lent: &Bank, now: SystemTime) -> Self {
        let stamp = seen.metadata.as_ref().and_then(|metadata| Stamp::before(metadata, now));
        let mut loaded = Loaded::default();
        walk::file(&seen.found, &mut loaded);
        loaded.settle(&lent.frameworks);
        Self { loaded, stamp }
    }
}

/// Whether a file holds nothing but questions that can be used as they are, whatever else there is.
fn is_settled(part: &Loaded) -> bool {
    let is_ready = part.items.iter().all(|item| matches!(item.content, Content::Ready(_)));
    is_ready && part.lost == 0 && part.problems.is_empty() && part.vocabularies.is_empty()
}

/// The built-in bank with the questions that were read until now.
fn so_far<'a>(parts: impl Iterator<Item = &'a Part>, lent: &Bank) -> Bank {
    let mut loaded = Loaded::default();
    walk::built_in(&mut loaded);
    let mut ready: Vec<Ready> = Vec::new();
    let mut ids = HashSet::new();
    for item in loaded.items.iter().chain(parts.flat_map(|part| &part.loaded.items)) {
        if let Content::Ready(of) = &item.content
            && ids.insert(&of.head.id)
        {
            ready.push(of.as_ref().clone());
        }
    }
    Bank { questions: catalogue(&ready, lent), ..lent.clone() }
}

/// A question as its file has it now.
fn question_of(path: &Path, id: &str) -> Option<Question> {
    let mut loaded = Loaded::default();
    for found in walk::find(path).0 {
        walk::file(&found, &mut loaded);
    }
    loaded.items.into_iter().find_map(|item| match item.content {
        Content::Question(question) if question.id == *id => Some(*question),
        _ => None,
    })
}
