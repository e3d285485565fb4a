//! What others sent: read as strictly as everything else, and filed as it came. Nothing here overwrites a file.
//!
//! Under which name a file is filed follows from the ids in it, each looked at before; no name in it is a way to a place.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use super::{
    assignment_file, atomic,
    failure::{Failure, Result},
    names::is_file_name,
    read, reply_file, review_file, session_file,
    sessions::is_session_name,
    timeline,
    travelling::{ASSIGNMENT, REPLY, REVIEW, TIMELINE, Travelling},
    yaml::{self, Mapping, Value},
};
use crate::{
    error::Problem,
    model::{
        Assignment, Reply, Review, Session, SessionId, State,
        check::{self, Mistake},
        id::is_bank_id,
        review::Reviewed,
    },
    sort::Sort as _,
};

/// More versions of one file than anybody sends.
const MOST_VERSIONS: usize = 1_000;

/// The folder of what others sent, which need not be there yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Received {
    folder: PathBuf,
}

/// What a file holds that was sent.
#[derive(Debug)]
pub enum Sent {
    /// An attempt; and what there is to say of it, where it may not be what was asked.
    Session(Box<Session>, Option<&'static str>),
    /// What a coach says of one.
    Review(Box<Review>),
    /// What the candidate answers.
    Reply(Box<Reply>),
    /// What a coach asks for.
    Assignment(Box<Assignment>),
    /// How the answer of a session came to be.
    Timeline(SessionId),
}

/// What became of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Filed {
    /// It is there now.
    New(PathBuf),
    /// It is there now, beside so many other versions.
    Version(PathBuf, usize),
    /// It was there already, byte for byte.
    Known(PathBuf),
}

impl Received {
    /// What others sent, in a folder.
    pub fn in_folder(folder: &Path) -> Self {
        Self { folder: folder.to_owned() }
    }

    /// Reads a file and files it. What is refused stays where it is.
    pub fn take(&self, path: &Path) -> Result<(Sent, Filed)> {
        let (sent, name, bytes) = look(path)?;
        Ok((sent, self.file(&name, &bytes)?))
    }

    /// Every assignment that can be practised, by the name of its file; with those that cannot be read.
    pub fn assignments(&self) -> (Vec<Assignment>, Vec<Failure>) {
        let (mut good, mut bad) = (Vec::new(), Vec::new());
        for folder in self.folders() {
            let entries = fs::read_dir(&folder).into_iter().flatten().flatten();
            let mut paths: Vec<PathBuf> = entries.map(|entry| entry.path()).collect();
            paths.retain(|path| Travelling::of_name(path) == Some(Travelling::Assignment));
            paths.arrange();
            for path in paths {
                match look(&path) {
                    Ok((Sent::Assignment(assignment), ..)) => good.push(*assignment),
                    Ok(_) => {}
                    Err(failure) => bad.push(failure),
                }
            }
        }
        (good, bad)
    }

    /// The folders that there are: the first versions, then those of others.
    pub fn folders(&self) -> Vec<PathBuf> {
        (1..=MOST_VERSIONS)
            .map(|version| self.version(version))
            .take_while(|folder| folder.is_dir())
            .collect()
    }

    fn file(&self, name: &str, bytes: &[u8]) -> Result<Filed> {
        for version in 1..=MOST_VERSIONS {
            let path = self.version(version).join(name);
            match fs::symlink_metadata(&path) {
                Err(error) if is_nothing(&error) => {
                    atomic::create_private(&path, bytes)?;
                    let others = version - 1;
                    return Ok(if others == 0 { Filed::New(path) } else { Filed::Version(path, others) });
                }
                Err(error) => return Err(Failure::io("read", &path, &error)),
                // What cannot be read is another version.
                Ok(_) if read::bytes(&path, bytes.len() as u64).is_ok_and(|there| there == bytes) => {
                    return Ok(Filed::Known(path));
                }
                Ok(_) => {}
            }
        }
        let what = format!("there are {MOST_VERSIONS} versions of {name} in {}", self.folder.display());
        Err(Failure::new(what, "delete those that nobody needs"))
    }

    /// The first version of each file is in the folder itself; the others are in folders beside it, so that every file
    /// bears its own name.
    fn version(&self, version: usize) -> PathBuf {
        if version == 1 { self.folder.clone() } else { self.folder.join(format!("version-{version}")) }
    }
}

fn is_nothing(error: &io::Error) -> bool {
    error.kind() == io::ErrorKind::NotFound
}

/// What a file holds, under which name it is filed, and its bytes.
fn look(path: &Path) -> Result<(Sent, String, Vec<u8>)> {
    let named = Travelling::of_name(path);
    let bytes = read::bytes(path, named.unwrap_or(Travelling::Session).limit())?;
    if named == Some(Travelling::Timeline) {
        let (id, name) = of_timeline(path, &bytes)?;
        return Ok((Sent::Timeline(id), name, bytes));
    }
    let text = yaml::text(path, bytes.clone(), Travelling::Session.limit())?;
    let keys = yaml::parse::<Mapping>(path, &text)?;
    let by_keys = || Travelling::of_keys(|key| keys.contains_key(key));
    let Some(what) = named.or_else(by_keys) else {
        let problem = Problem::of_file(path, "this is no session, review, reply, assignment or timeline");
        return Err(problem.with_help("look whether it is the file that was meant").into());
    };
    let (sent, name) = match what {
        Travelling::Session | Travelling::Timeline => session(path, bytes.clone(), &keys)?,
        Travelling::Review => review(path, bytes.clone())?,
        Travelling::Reply => reply(path, bytes.clone())?,
        Travelling::Assignment => assignment(path, bytes.clone())?,
    };
    Ok((sent, name, bytes))
}

fn session(path: &Path, bytes: Vec<u8>, keys: &Mapping) -> Result<(Sent, String)> {
    let loaded = session_file::read_foreign(bytes, path)?;
    let doubt = loaded.doubt();
    let mut session = loaded.session;
    // A file may have been renamed on its way; by hand its id may have been left out.
    let written = keys.get("id").and_then(Value::as_str).filter(|id| !id.is_empty());
    session.id = written.map_or(session.id, SessionId::from);
    if !matches!(session.state, State::Finished | State::Sealed) {
        let problem = Problem::of_file(path, format!("this session is not finished ({})", session.state));
        let help = "ask whose it is to finish it and to send what `casebook share` writes";
        return Err(problem.with_help(help).into());
    }
    let name = format!("{}.yaml", of_session(path, &session.id)?);
    Ok((Sent::Session(Box::new(session), doubt), name))
}

fn review(path: &Path, bytes: Vec<u8>) -> Result<(Sent, String)> {
    let review = review_file::read(bytes, path)?.review;
    let stem = match &review.of {
        Reviewed::Session { id, .. } => of_session(path, id)?,
        Reviewed::Question(id) => of_bank(path, "a question", id.as_str())?,
    };
    let name = format!("{stem}{REVIEW}{}.yaml", of_coach(path, &review.coach.id, REVIEW)?);
    Ok((Sent::Review(Box::new(review)), name))
}

fn reply(path: &Path, bytes: Vec<u8>) -> Result<(Sent, String)> {
    let reply = reply_file::read(bytes, path)?.reply;
    let session = of_session(path, &reply.session)?;
    let name = format!("{session}{REPLY}{}.yaml", of_coach(path, &reply.review.coach, REPLY)?);
    Ok((Sent::Reply(Box::new(reply)), name))
}

fn assignment(path: &Path, bytes: Vec<u8>) -> Result<(Sent, String)> {
    let assignment = assignment_file::read(bytes, path)?.assignment;
    let name = format!("{}{ASSIGNMENT}.yaml", of_bank(path, "an assignment", assignment.id.as_str())?);
    let wrong = |mistake: &Mistake| !mistake.is_warning;
    if let Some(mistake) = check::assignment(&assignment).into_iter().find(wrong) {
        let problem = Problem::of_file(path, format!("this cannot be practised: {}", mistake.message));
        return Err(problem
            .with_help("`casebook check` shows where; ask whoever sent it for another")
            .into());
    }
    Ok((Sent::Assignment(Box::new(assignment)), name))
}

fn of_timeline(path: &Path, bytes: &[u8]) -> Result<(SessionId, String)> {
    let file = path.file_name().unwrap_or_default().to_string_lossy();
    let id = SessionId::from(file.strip_suffix(TIMELINE).unwrap_or_default());
    let name = format!("{}{TIMELINE}", of_session(path, &id)?);
    timeline::check_shared(bytes, &id, path)?;
    Ok((id, name))
}

/// A session's id, where it can be a part of a file's name.
fn of_session<'a>(path: &Path, id: &'a SessionId) -> Result<&'a str> {
    if is_session_name(id.as_str()) { Ok(id.as_str()) } else { Err(no_name(path, "a session", id.as_str())) }
}

/// An id of the form that banks have, where it can be a part of a file's name.
fn of_bank<'a>(path: &Path, what: &str, id: &'a str) -> Result<&'a str> {
    if is_bank_id(id) && is_file_name(id) { Ok(id) } else { Err(no_name(path, what, id)) }
}

/// What stands for the coach in a file's name: the id in the file; where somebody wrote it by hand without one, what
/// stands for the coach in the name that it came with.
fn of_coach(path: &Path, id: &str, mark: &str) -> Result<String> {
    let file = path.file_stem().unwrap_or_default().to_string_lossy();
    let named = file.split_once(mark).map(|(_, coach)| coach);
    let good = [Some(id), named].into_iter().flatten().find(|coach| is_bank_id(coach));
    good.map(str::to_owned).ok_or_else(|| no_name(path, "a coach", id))
}

fn no_name(path: &Path, what: &str, id: &str) -> Failure {
    let message = match id {
        "" => format!("the id of {what} is missing here, and a file is named by it"),
        id => format!("\"{id}\" cannot be the id of {what}: a file is named by it"),
    };
    Problem::of_file(path, message).with_help("ask whoever sent it for the file as casebook wrote it").into()
}
