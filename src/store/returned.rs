//! Reviews of own sessions, wherever they came to lie, and the candidate's own replies to them. Never writes a review or a
//! session: a reply has one writer, and that is this program.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

use jiff::Timestamp;

use super::{
    atomic,
    failure::{Failure, Result},
    read,
    received::Received,
    reply_file::{self, Foreign, Loaded},
    review_file,
    sessions::{Sessions, is_session_name},
    travelling::{REPLY, Travelling},
    yaml::{REVIEW_LIMIT, SESSION_LIMIT},
};
use crate::{
    model::{
        Reply, Review, SessionId,
        hash::sha256,
        id::is_bank_id,
        reply::ReadReview,
        returned::{Heard, Returned},
        review::Reviewed,
        session::Person,
    },
    sort::Sort as _,
};

/// Where they lie.
#[derive(Clone, Debug)]
pub struct Reviews {
    sessions: Sessions,
    received: Received,
    candidate: Person,
}

/// Whether there is a review anywhere that may be of an own session.
pub fn are_there(sessions: &Sessions, received: &Path) -> bool {
    !files(sessions, &Received::in_folder(received)).is_empty()
}

impl Reviews {
    /// Of the sessions in a folder, by what lies beside them and what was received.
    pub fn new(sessions: Sessions, received: &Path, candidate: Person) -> Self {
        Self { sessions, received: Received::in_folder(received), candidate }
    }

    /// Every review of an own session: the newest of each coach, in the order in which they were written. Second, what
    /// cannot be read.
    pub fn all(&self) -> (Returned, Vec<Failure>) {
        let mut newest: BTreeMap<SessionId, BTreeMap<String, (Review, String)>> = BTreeMap::new();
        let mut broken = Vec::new();
        for path in files(&self.sessions, &self.received) {
            match review(&path) {
                Ok((review, sha256)) => {
                    let Reviewed::Session { id, .. } = &review.of else { continue };
                    if review.coach.id == self.candidate.id || !self.is_own(id) {
                        continue;
                    }
                    let of = newest.entry(id.clone()).or_default();
                    let there = of.get(&review.coach.id).map(|(there, _)| there.written);
                    if there.is_none_or(|written| written < review.written) {
                        of.insert(review.coach.id.clone(), (review, sha256));
                    }
                }
                Err(failure) => broken.push(failure),
            }
        }
        let mut returned = Returned::new();
        for (id, reviews) in newest {
            let own = self.sha256(&id);
            let mut heard = Vec::new();
            for (review, sha256) in reviews.into_values() {
                let reply = self.reply(&id, &review, &sha256);
                let edited = matches!(&review.of, Reviewed::Session { sha256: then, .. }
                    if own.as_ref().is_some_and(|own| !own.eq_ignore_ascii_case(then)));
                match reply {
                    Ok(loaded) => {
                        let read_only = loaded.read_only().map(|why| format!("Your reply was {why}."));
                        let file = self.file_name(&id, &review.coach.id);
                        heard.push(Heard { file, review, sha256, edited, reply: loaded.reply, read_only });
                    }
                    Err(failure) => broken.push(failure),
                }
            }
            heard.arrange_by(|a, b| {
                (a.review.written, &a.review.coach.id).cmp(&(b.review.written, &b.review.coach.id))
            });
            if !heard.is_empty() {
                returned.insert(id, heard);
            }
        }
        (returned, broken)
    }

    /// Writes a reply into its file; where that is.
    pub fn keep(&self, reply: &Reply) -> Result<PathBuf> {
        let path = self.path(&reply.session, &reply.review.coach);
        let text = self.text(reply)?;
        atomic::write(&path, text.as_bytes())?;
        Ok(path)
    }

    /// The text of a reply's file. What the file holds that this version does not know stays in it.
    pub fn text(&self, reply: &Reply) -> Result<String> {
        let path = self.path(&reply.session, &reply.review.coach);
        let foreign = match path.symlink_metadata() {
            Ok(_) => of_coach(&path, &reply.review.coach)?.foreign,
            Err(_) => Foreign::default(),
        };
        reply_file::write(reply, &foreign)
    }

    /// Where the reply to a coach's review lies: beside the session.
    pub fn path(&self, session: &SessionId, coach: &str) -> PathBuf {
        self.sessions.folder().join(self.file_name(session, coach))
    }

    /// What its file is called.
    pub fn file_name(&self, session: &SessionId, coach: &str) -> String {
        // Whatever a stranger calls themselves, it is a part of a file's name and nothing else.
        let coach = if is_bank_id(coach) {
            coach.to_owned()
        } else {
            format!("x{}", &sha256(coach.as_bytes())[..15])
        };
        format!("{session}{REPLY}{coach}.yaml")
    }

    fn is_own(&self, id: &SessionId) -> bool {
        is_session_name(id.as_str()) && self.file(id).is_some()
    }

    fn file(&self, id: &SessionId) -> Option<PathBuf> {
        let folders = [self.sessions.clone(), self.sessions.archive()];
        folders.into_iter().map(|folder| folder.path(id)).find(|path| path.is_file())
    }

    fn sha256(&self, id: &SessionId) -> Option<String> {
        Some(sha256(&read::bytes(&self.file(id)?, SESSION_LIMIT).ok()?))
    }

    /// The own reply to a review: as it was left, or begun. An error where it is there and cannot be read: it is not
    /// written over.
    fn reply(&self, session: &SessionId, review: &Review, sha256: &str) -> Result<Loaded> {
        let path = self.path(session, &review.coach.id);
        if path.symlink_metadata().is_ok() {
            return of_coach(&path, &review.coach.id);
        }
        let reply = Reply {
            session: session.clone(),
            review: ReadReview { coach: review.coach.id.clone(), sha256: sha256.to_owned() },
            candidate: self.candidate.clone(),
            written: Timestamp::UNIX_EPOCH,
            answers: Vec::new(),
        };
        Ok(Loaded { reply, foreign: Foreign::default() })
    }
}

/// The files that are called as reviews are: beside the sessions, in the archive, and among what was received.
fn files(sessions: &Sessions, received: &Received) -> Vec<PathBuf> {
    let mut folders = vec![sessions.folder().to_owned(), sessions.archive().folder().to_owned()];
    folders.extend(received.folders());
    let is_review = |path: &PathBuf| {
        let is_hidden = path.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.'));
        !is_hidden && Travelling::of_name(path) == Some(Travelling::Review)
    };
    let entries = folders.into_iter().filter_map(|folder| fs::read_dir(folder).ok()).flatten().flatten();
    let mut files: Vec<PathBuf> = entries.map(|entry| entry.path()).filter(is_review).collect();
    files.arrange();
    files
}

fn review(path: &Path) -> Result<(Review, String)> {
    let bytes = read::bytes(path, REVIEW_LIMIT)?;
    let sha256 = sha256(&bytes);
    Ok((review_file::read(bytes, path)?.review, sha256))
}

/// A reply's file, which must be to that coach.
fn of_coach(path: &Path, coach: &str) -> Result<Loaded> {
    let loaded = reply_file::read(read::bytes(path, REVIEW_LIMIT)?, path)?;
    if loaded.reply.review.coach == coach {
        return Ok(loaded);
    }
    let what = format!("{} is a reply to another coach", path.display());
    Err(Failure::new(what, "move it away: your answers go where it is"))
}

#[cfg(test)]
mod tests;
