//! The coach's desk: sessions wherever they lie, each with its other versions and the reviews beside it. Never writes a
//! session, and of reviews only the coach's own.

mod files;
mod grouping;
mod index;
pub mod live;
mod own;
mod reading;
mod replies;
#[cfg(test)]
mod tests;

use std::{
    mem,
    path::{Path, PathBuf},
};

use jiff::Timestamp;
use serde::{Serialize, de::DeserializeOwned};

use self::{
    index::{Index, Row},
    reading::{Read, session_in},
};
use super::{
    failure::{Failure, Result},
    index::name,
    read,
    review_file::{self, Loaded},
    session_file,
    sessions::is_session_name,
    timeline,
    travelling::{TIMELINE, Travelling},
    yaml::{REVIEW_LIMIT, SESSION_LIMIT},
};
use crate::model::{
    CaseId, Reply, Review, Session, SessionId, Timeline,
    review::{Outline, Reviewed},
    session::Person,
};

/// After so many files the index is written while others are still read: who leaves, or is killed, need not wait for them
/// again.
const OFTEN: usize = 1_000;

/// Files and folders with what a coach reviews.
#[derive(Clone, Debug)]
pub struct Desk {
    paths: Vec<PathBuf>,
    coach: Person,
    /// What was read the last time, where that is kept.
    index: Option<Index>,
}

/// A session that lies on the desk.
#[derive(Clone, Debug, PartialEq)]
pub struct Case<T> {
    /// Where it lies.
    pub id: CaseId,
    /// What was asked for of it.
    pub of: T,
    /// Its other versions: copies that a sync program made, or that were received later.
    pub copies: Vec<PathBuf>,
    /// The reviews beside it, the coach's own first.
    pub reviews: Vec<Outline>,
    /// Whether it was edited since the coach's own review was written.
    pub edited: bool,
    /// When its candidate last answered the coach's own review.
    pub replied: Option<Timestamp>,
}

/// A file that should be a session or a review and cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Broken {
    /// Which.
    pub path: PathBuf,
    /// Why, and what to do.
    pub failure: Failure,
}

/// All that lies on the desk.
#[derive(Clone, Debug, PartialEq)]
pub struct Listing<T> {
    /// The sessions, in the order of their paths.
    pub cases: Vec<Case<T>>,
    /// Files that are called as assignments are; they are not read here, and known once all else is read.
    pub assignments: Vec<PathBuf>,
    /// What could not be read.
    pub broken: Vec<Broken>,
}

/// How far a desk was read.
pub struct Progress<'a, T> {
    /// So many files.
    pub done: usize,
    /// Of so many that have to be.
    pub of: usize,
    /// What lies on it, as far as is known.
    pub so_far: &'a dyn Fn() -> Listing<T>,
}

/// A session that is taken from the desk to be reviewed.
#[derive(Clone, Debug, PartialEq)]
pub struct Taken {
    /// As its file has it.
    pub session: Session,
    /// Of that file.
    pub sha256: String,
    /// Why it may not be what was asked, where that is so.
    pub doubt: Option<&'static str>,
    /// The coach's own review: as it was left, or begun.
    pub own: Loaded,
    /// What others say of it.
    pub others: Vec<Review>,
    /// What its candidate answered last to the coach's own review. One that cannot be read was told with the list.
    pub reply: Option<Reply>,
}

impl Desk {
    /// What lies in these files and folders, and in the folders below them, for this coach.
    pub fn new(paths: Vec<PathBuf>, coach: Person) -> Self {
        Self { paths, coach, index: None }
    }

    /// The same with an index in a folder of caches: a file that has not changed is not opened again.
    pub fn indexed_in(self, cache: &Path) -> Self {
        let index = Some(Index::of(&cache.join("desk"), &name(&self.paths)));
        Self { index, ..self }
    }

    /// An error where there is nothing at a path.
    pub fn look(path: &Path) -> Result<()> {
        files::find(std::slice::from_ref(&path.to_owned())).map(|_| ())
    }

    /// Every session, with what `look` keeps of it; each is read. A path that is not there is an error.
    pub fn list<T: Send>(&self, look: impl Fn(&Session) -> T + Sync) -> Result<Listing<T>> {
        let mut files = files::find(&self.paths)?;
        let assignments = mem::take(&mut files.assignments);
        let listing = self.group(reading::read(files, Vec::new(), look, |_| true).rows);
        Ok(Listing { assignments, ..listing })
    }

    /// The same with the index, and what is kept is always of one kind. `tell` hears how far it is while files are read, and
    /// says whether anybody still waits: if not, what was read until then is kept for the next time.
    pub fn list_indexed<T: Clone + Send + Serialize + DeserializeOwned>(
        &self,
        look: impl Fn(&Session) -> T + Sync,
        mut tell: impl FnMut(Progress<'_, T>) -> bool,
    ) -> Result<Listing<T>> {
        let known = self.index.as_ref().map(Index::load).unwrap_or_default();
        let mut files = files::find(&self.paths)?;
        let assignments = mem::take(&mut files.assignments);
        let mut kept = 0;
        let Read { rows, is_news } = reading::read(files, known, look, |progress| {
            if let Some(index) = self.index.as_ref().filter(|_| progress.done >= kept + OFTEN) {
                kept = progress.done;
                index.save(progress.rows.iter().flatten());
            }
            let so_far = || self.group(progress.rows.iter().flatten().cloned().collect());
            tell(Progress { done: progress.done, of: progress.of, so_far: &so_far })
        });
        if let Some(index) = self.index.as_ref().filter(|_| is_news) {
            index.save(rows.iter());
        }
        Ok(Listing { assignments, ..self.group(rows) })
    }

    /// What lay there the last time, without a look at the disk; none where that is not known.
    pub fn known<T: DeserializeOwned>(&self) -> Option<Listing<T>> {
        let rows: Vec<Row<T>> = self.index.as_ref()?.load();
        (!rows.is_empty()).then(|| self.group(rows))
    }

    /// Takes a session from the desk.
    pub fn take(&self, case: &CaseId) -> Result<Taken> {
        let path = PathBuf::from(case.as_str());
        let (loaded, sha256) = session(&path)?;
        let (doubt, session) = (loaded.doubt(), loaded.session);
        let own = own::read(&path, &self.coach)?;
        let mut others = Vec::new();
        for path in files::beside(&path) {
            // A review that cannot be read was told with the list.
            others.extend(review(&path).ok().map(|loaded| loaded.review));
        }
        others.retain(|review| review.coach.id != self.coach.id);
        let own = own.unwrap_or_else(|| {
            let (id, sha256) = (session.id.clone(), sha256.clone());
            own::begun(Reviewed::Session { id, sha256 }, &self.coach)
        });
        let reply = replies::newest(&path, &session.person, &self.coach);
        Ok(Taken { session, sha256, doubt, own, others, reply })
    }

    /// How the answer of a session came to be, where its candidate shared that: a file beside it.
    pub fn timeline(&self, case: &CaseId, session: &SessionId) -> Result<Option<Timeline>> {
        if !is_session_name(session.as_str()) {
            return Ok(None);
        }
        let path = Path::new(case.as_str()).with_file_name(format!("{session}{TIMELINE}"));
        match path.symlink_metadata() {
            Ok(_) => {
                let bytes = read::bytes(&path, Travelling::Timeline.limit())?;
                timeline::check_shared(&bytes, session, &path)?;
                Ok(timeline::read_shared(&bytes, session))
            }
            Err(_) => Ok(None),
        }
    }

    /// What the file is called in which a coach's review of a session is begun.
    pub fn file_name(case: &CaseId, coach: &Person) -> String {
        own::file_name(Path::new(case.as_str()), coach)
    }

    /// Writes the coach's own review of a session, beside it; where it is.
    pub fn keep(&self, case: &CaseId, own: &Loaded) -> Result<PathBuf> {
        own::write(Path::new(case.as_str()), own)
    }
}

/// Whether a review was written of a session's file with other bytes.
pub fn is_of_another_version(review: &Review, sha256: &str) -> bool {
    is_another(&review.of, sha256)
}

fn is_another(of: &Reviewed, sha256: &str) -> bool {
    matches!(of, Reviewed::Session { sha256: then, .. } if !then.eq_ignore_ascii_case(sha256))
}

fn case_id(path: &Path) -> CaseId {
    CaseId::from(path.to_string_lossy().into_owned())
}

fn session(path: &Path) -> Result<(session_file::Loaded, String)> {
    session_in(read::bytes(path, SESSION_LIMIT)?, path)
}

fn review(path: &Path) -> Result<Loaded> {
    review_in(read::bytes(path, REVIEW_LIMIT)?, path)
}

fn review_in(bytes: Vec<u8>, path: &Path) -> Result<Loaded> {
    Ok(review_file::read(bytes, path)?)
}
