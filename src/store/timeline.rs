//! The timeline of a session, read from its journal. Reads only: an open journal is somebody's who writes it now.
//!
//! A journal is of one machine, and lives as long as its session: finishing and archiving leave it where it is. It is gone
//! when the session is deleted for good; one that grew too long is put aside, and the timeline begins later then.

use std::{
    io, iter,
    path::{Path, PathBuf},
};

use super::{
    disk::{Disk as _, RealDisk},
    failure::{Failure, Result},
    journal::{Entry, Record, Stop},
    json,
    keeper::journal_path,
    session_file,
    sessions::check_name,
};
use crate::{
    error::Problem,
    model::{
        Session, SessionId, Timeline,
        timeline::{Happened, Moment},
    },
};

/// The largest journal that is read for it. Longer ones are put aside when their session is opened.
const LIMIT: u64 = 256 << 20;

/// The timeline of a session, where this machine has a journal of it; of a damaged one, the part before the damage.
/// `state` is the state folder.
pub fn timeline(state: &Path, id: &SessionId) -> Result<Option<Timeline>> {
    Ok(journal(state, id)?.and_then(|bytes| read(&bytes, id)))
}

/// The bytes of a session's journal, where this machine has one.
pub fn journal(state: &Path, id: &SessionId) -> Result<Option<Vec<u8>>> {
    check_name(id)?;
    let path = journal_path(state, id);
    match RealDisk.read(&path, LIMIT) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(error) if matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) => {
            Ok(None)
        }
        Err(error) => Err(Failure::io("read", &path, &error)),
    }
}

/// The timeline that the bytes of a journal tell, up to the first line that is not good; nothing where not even the
/// session's beginning is.
pub fn read(bytes: &[u8], id: &SessionId) -> Option<Timeline> {
    play(records(bytes), id)
}

/// What of a journal travels with its session, a JSON object a line; nothing where it tells nothing. Deleted text is in it.
pub fn to_share(journal: &[u8]) -> Result<Option<Vec<u8>>> {
    let mut lines = Vec::new();
    for record in records(journal).map_while(std::result::Result::ok) {
        // Where the file was saved says nothing of the answer.
        if matches!(record.entry, Entry::Saving(_) | Entry::Saved(_) | Entry::Apart(_)) {
            continue;
        }
        let json = serde_json::to_vec(&record).map_err(|error| {
            Failure::new(format!("the timeline cannot be written: {error}"), "please report this")
        })?;
        lines.extend_from_slice(&json);
        lines.push(b'\n');
    }
    Ok(Some(lines).filter(|lines| !lines.is_empty()))
}

/// The timeline that a shared file tells, up to the first line that is not good.
pub fn read_shared(bytes: &[u8], id: &SessionId) -> Option<Timeline> {
    play(shared(bytes), id)
}

/// Whether a file that somebody sent is a timeline of that session. It is not played: a stranger's may take long.
pub fn check_shared(bytes: &[u8], id: &SessionId, path: &Path) -> std::result::Result<(), Problem> {
    let problem = |line: usize, what: &str| {
        Problem::at(path, (line, 1), what).with_help("ask whoever sent it for the file as casebook wrote it")
    };
    let mut records = shared(bytes).zip(1..);
    match records.next() {
        Some((Ok(Record { entry: Entry::Session(text), .. }), line)) => {
            if !is_of(&text, id) {
                return Err(problem(line, "this is the timeline of another session"));
            }
            session(text, id)
                .map_err(|_| problem(line, "the session cannot be read with which this begins"))?;
        }
        _ => return Err(problem(1, "this is no timeline: it does not begin with a session")),
    }
    match records.find(|(record, _)| record.is_err()) {
        Some((_, line)) => Err(problem(line, "this line is no part of a timeline")),
        None => Ok(()),
    }
}

/// Whether a session's file as it began is of that session, or of the one beside which that one goes on.
fn is_of(text: &str, id: &SessionId) -> bool {
    let began = text.lines().find_map(|line| line.strip_prefix("id: ")).unwrap_or_default();
    let rest = id.as_str().strip_prefix(began.trim_matches(['"', '\'']));
    !began.is_empty() && rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
}

/// The records of a journal, and why there are no more. What is being written at this moment has no end yet.
fn records(mut bytes: &[u8]) -> impl Iterator<Item = std::result::Result<Record, Stop>> {
    iter::from_fn(move || match Record::read(bytes) {
        Ok(None) | Err(Stop::Torn) => None,
        Ok(Some((record, length))) => {
            bytes = bytes.get(length..).unwrap_or_default();
            Some(Ok(record))
        }
        Err(stop) => {
            bytes = &[];
            Some(Err(stop))
        }
    })
}

/// The records of a file that was shared.
fn shared(bytes: &[u8]) -> impl Iterator<Item = std::result::Result<Record, Stop>> {
    let lines = bytes.split(|byte| *byte == b'\n').filter(|line| !line.is_empty());
    lines.map(|line| json::read(line).ok_or(Stop::Damaged))
}

fn play(
    records: impl Iterator<Item = std::result::Result<Record, Stop>>,
    id: &SessionId,
) -> Option<Timeline> {
    let (mut timeline, mut cut, mut group) = (None, false, Vec::new());
    for record in records {
        let taken = record.and_then(|record| {
            let more = record.more;
            group.push(record);
            if more { Ok(()) } else { take(&mut timeline, std::mem::take(&mut group), id) }
        });
        if taken.is_err() {
            cut = true;
            break;
        }
    }
    timeline.map(|mut timeline: Timeline| {
        timeline.cut = cut;
        timeline
    })
}

/// Takes records that belong together.
fn take(
    timeline: &mut Option<Timeline>,
    records: Vec<Record>,
    id: &SessionId,
) -> std::result::Result<(), Stop> {
    let Some((ms, wall)) = records.last().map(|record| (record.ms, record.wall)) else { return Ok(()) };
    let mut happened = Vec::new();
    for record in records {
        match record.entry {
            Entry::Session(text) => {
                let whole = session(text, id)?;
                if timeline.is_none() {
                    *timeline = Some(Timeline::new(whole, record.ms));
                } else {
                    happened.push(Happened::Whole(Box::new(whole)));
                }
            }
            Entry::Edit(edit) => happened.push(Happened::Edit(edit)),
            Entry::At(at) => happened.push(Happened::At(at)),
            Entry::Course(course) => happened.push(Happened::Course(course)),
            // Of its file, not of the session.
            Entry::Saving(_) | Entry::Saved(_) | Entry::Apart(_) => {}
        }
    }
    match timeline {
        _ if happened.is_empty() => Ok(()),
        Some(timeline) => timeline.push(Moment { ms, wall, happened }).map_err(|_| Stop::Damaged),
        None => Err(Stop::Damaged),
    }
}

fn session(text: String, id: &SessionId) -> std::result::Result<Session, Stop> {
    let path = PathBuf::from(format!("{id}.yaml"));
    session_file::read(text.into_bytes(), &path).map(|loaded| loaded.session).map_err(|_| Stop::Newer)
}

#[cfg(test)]
mod tests;
