//! The coach's desk: sessions wherever they lie, each with its other versions and the reviews beside it. Never writes a
//! session, and of reviews only the coach's own.

mod files;
pub mod live;
mod own;
mod replies;
#[cfg(test)]
mod tests;

use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
};

use files::Files;

use super::{
    failure::{Failure, Result},
    read,
    review_file::{self, Loaded},
    session_file,
    sessions::is_session_name,
    timeline,
    travelling::{TIMELINE, Travelling},
    yaml::{REVIEW_LIMIT, SESSION_LIMIT},
};
use crate::model::{
    CaseId, Reply, Review, Session, SessionId, Timeline, hash::sha256, review::Reviewed, session::Person,
};

/// Files and folders with what a coach reviews.
#[derive(Clone, Debug)]
pub struct Desk {
    paths: Vec<PathBuf>,
    coach: Person,
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
    pub reviews: Vec<Review>,
    /// Whether it was edited since the coach's own review was written.
    pub edited: bool,
    /// What its candidate answered last to the coach's own review.
    pub reply: Option<Reply>,
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
    /// What could not be read.
    pub broken: Vec<Broken>,
}

/// A session that is taken from the desk to be reviewed.
#[derive(Clone, Debug, PartialEq)]
pub struct Taken {
    /// As its file has it.
    pub session: Session,
    /// Of that file.
    pub sha256: String,
    /// The coach's own review: as it was left, or begun.
    pub own: Loaded,
    /// What others say of it.
    pub others: Vec<Review>,
    /// What its candidate answered last to the coach's own review. One that cannot be read was told with the list.
    pub reply: Option<Reply>,
}

/// One version of a session.
struct Version<T> {
    path: PathBuf,
    sha256: String,
    /// The name that all versions begin with.
    id: String,
    of: T,
}

impl Desk {
    /// What lies in these files and folders, and in the folders below them, for this coach.
    pub fn new(paths: Vec<PathBuf>, coach: Person) -> Self {
        Self { paths, coach }
    }

    /// An error where there is nothing at a path.
    pub fn look(path: &Path) -> Result<()> {
        files::find(std::slice::from_ref(&path.to_owned())).map(|_| ())
    }

    /// Every session, with what `look` keeps of it. A path that is not there is an error.
    pub fn list<T>(&self, mut look: impl FnMut(&Session) -> T) -> Result<Listing<T>> {
        let Files { sessions, reviews, replies } = files::find(&self.paths)?;
        let (mut versions, mut broken) = (BTreeMap::<_, Vec<Version<T>>>::new(), Vec::new());
        for file in sessions {
            match session(&file.path) {
                Ok((session, sha256)) => {
                    let folder = files::of_all_versions(&file.path);
                    let of = look(&session);
                    let id = files::original(&file.path);
                    let version = Version { path: file.path, sha256, id: id.clone(), of };
                    versions.entry((folder, id, session.person.id)).or_default().push(version);
                }
                // What only lies in a folder may be another program's.
                Err(failure) if file.is_surely => broken.push(Broken { path: file.path, failure }),
                Err(_) => {}
            }
        }
        let mut reviews = self.reviews(reviews, &mut broken);
        let mut replies = replies::newest(replies, &self.coach, &mut broken);
        let case = |(of, versions)| self.case(versions, &mut reviews, replies.remove(&of));
        let cases = versions.into_iter().filter_map(case).collect();
        Ok(Listing { cases, broken })
    }

    /// The reviews that can be read, by the file of the session that they lie beside.
    fn reviews(&self, paths: Vec<PathBuf>, broken: &mut Vec<Broken>) -> BTreeMap<PathBuf, Vec<Review>> {
        let mut reviews = BTreeMap::<PathBuf, Vec<Review>>::new();
        for path in paths {
            match review(&path) {
                Ok(loaded) => reviews.entry(files::reviewed(&path)).or_default().push(loaded.review),
                Err(failure) => broken.push(Broken { path, failure }),
            }
        }
        for reviews in reviews.values_mut() {
            reviews.sort_by_key(|review| (review.coach.id != self.coach.id, review.written));
        }
        reviews
    }

    /// The session of these versions: the one that bears its own name, or else the first. Reviews of any of them are its.
    fn case<T>(
        &self,
        mut versions: Vec<Version<T>>,
        reviews: &mut BTreeMap<PathBuf, Vec<Review>>,
        reply: Option<Reply>,
    ) -> Option<Case<T>> {
        let bears_its_name = |v: &Version<T>| v.path.file_stem().is_some_and(|stem| *stem == *v.id);
        let main = versions.iter().position(bears_its_name).unwrap_or(0);
        versions.swap(0, main);
        let mut found = Vec::new();
        for version in &versions {
            found.extend(reviews.remove(&version.path).unwrap_or_default());
        }
        let copies = versions.iter().skip(1).map(|version| version.path.clone()).collect();
        let version = versions.into_iter().next()?;
        let own = found.iter().find(|review| review.coach.id == self.coach.id);
        let edited = own.is_some_and(|own| is_of_another_version(own, &version.sha256));
        Some(Case { id: case_id(&version.path), of: version.of, copies, reviews: found, edited, reply })
    }

    /// Takes a session from the desk.
    pub fn take(&self, case: &CaseId) -> Result<Taken> {
        let path = PathBuf::from(case.as_str());
        let (session, sha256) = session(&path)?;
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
        let of = (files::of_all_versions(&path), files::original(&path), session.person.id.clone());
        let reply = replies::newest(files::replies(&path), &self.coach, &mut Vec::new()).remove(&of);
        Ok(Taken { session, sha256, own, others, reply })
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
    matches!(&review.of, Reviewed::Session { sha256: then, .. } if !then.eq_ignore_ascii_case(sha256))
}

fn case_id(path: &Path) -> CaseId {
    CaseId::from(path.to_string_lossy().into_owned())
}

fn session(path: &Path) -> Result<(Session, String)> {
    let bytes = read::bytes(path, SESSION_LIMIT)?;
    let sha256 = sha256(&bytes);
    Ok((session_file::read_foreign(bytes, path)?.session, sha256))
}

fn review(path: &Path) -> Result<Loaded> {
    Ok(review_file::read(read::bytes(path, REVIEW_LIMIT)?, path)?)
}
