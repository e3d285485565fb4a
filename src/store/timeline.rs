//! The timeline of a session, read from its journal. Reads only: an open journal is somebody's who writes it now.
//!
//! A journal is of one machine, and lives as long as its session: finishing and archiving leave it where it is. It is gone
//! when the session is deleted for good; one that grew too long is put aside, and the timeline begins later then.

use std::{
    io,
    path::{Path, PathBuf},
};

use super::{
    disk::{Disk as _, RealDisk},
    failure::{Failure, Result},
    journal::{Entry, Record, Stop},
    keeper::journal_path,
    session_file,
    sessions::check_name,
};
use crate::model::{
    Session, SessionId, Timeline,
    timeline::{Happened, Moment},
};

/// The largest journal that is read for it. Longer ones are put aside when their session is opened.
const LIMIT: u64 = 256 << 20;

/// The timeline of a session, where this machine has a journal of it; of a damaged one, the part before the damage.
/// `state` is the state folder.
pub fn timeline(state: &Path, id: &SessionId) -> Result<Option<Timeline>> {
    check_name(id)?;
    let path = journal_path(state, id);
    match RealDisk.read(&path, LIMIT) {
        Ok(bytes) => Ok(read(&bytes, id)),
        Err(error) if matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) => {
            Ok(None)
        }
        Err(error) => Err(Failure::io("read", &path, &error)),
    }
}

/// The timeline that the bytes of a journal tell, up to the first line that is not good; nothing where not even the
/// session's beginning is.
pub fn read(bytes: &[u8], id: &SessionId) -> Option<Timeline> {
    let (mut timeline, mut at, mut group) = (None, 0, Vec::new());
    let stop = loop {
        match Record::read(&bytes[at..]) {
            // What is being written at this moment has no end yet.
            Ok(None) | Err(Stop::Torn) => break None,
            Ok(Some((record, length))) => {
                at += length;
                let more = record.more;
                group.push(record);
                if !more && let Err(stop) = take(&mut timeline, std::mem::take(&mut group), id) {
                    break Some(stop);
                }
            }
            Err(stop) => break Some(stop),
        }
    };
    timeline.map(|mut timeline: Timeline| {
        timeline.cut = stop.is_some();
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
