//! What the files of a desk hold: as the index has it where a file has not changed, else read anew, on as many threads as
//! the machine has cores. Each file is dropped once it was looked at; none is changed.

use std::{
    fs,
    path::{Path, PathBuf},
    time::SystemTime,
};

use super::{
    files::{File, Files},
    index::{Holds, Known, Row},
    replies::reply_in,
    review_in,
};
use crate::{
    model::{Session, hash::sha256},
    sort::Sort as _,
    store::{
        failure::Result,
        index::{
            Stamp,
            work::{self, Heard},
        },
        read, session_file,
        yaml::{REVIEW_LIMIT, SESSION_LIMIT},
    },
};

/// What was read.
pub struct Read<T> {
    /// In the order in which the files were found. Not all, where whoever waited has left.
    pub rows: Vec<Row<T>>,
    /// Whether it differs from what was known.
    pub is_news: bool,
}

/// How far reading is.
pub struct Progress<'a, T> {
    /// So many files were read.
    pub done: usize,
    /// Of so many that are to be read.
    pub of: usize,
    /// What is known of all.
    pub rows: &'a [Option<Row<T>>],
}

/// Reads the files that are not known as they are. `tell` hears how far it is, and says whether anybody still waits.
pub fn read<T: Send>(
    files: Files,
    known: Vec<Row<T>>,
    look: impl Fn(&Session) -> T + Sync,
    mut tell: impl FnMut(Progress<'_, T>) -> bool,
) -> Read<T> {
    let mut known = Known::new(known);
    let (mut rows, mut to_read) = (Vec::new(), Vec::new());
    for (path, kind) in all(files) {
        let metadata = fs::metadata(&path).ok();
        let row = metadata.as_ref().and_then(|metadata| known.take(&path, metadata));
        if row.is_none() {
            let stamp = metadata.as_ref().and_then(|metadata| Stamp::before(metadata, SystemTime::now()));
            let size = metadata.map_or(0, |metadata| metadata.len());
            to_read.push(ToRead { place: rows.len(), path, kind, stamp, size });
        }
        rows.push(row);
    }
    // Sessions last: what is reviewed is not to look new while they are read.
    to_read.arrange_by_key(|file: &ToRead| matches!(file.kind, Kind::Session { .. }));
    let mut done = 0;
    let of = to_read.len();
    work::each(
        &to_read,
        |file| file.size,
        |file| file.read(&look),
        |heard| match heard {
            Heard::Done(place, row) => {
                rows[to_read[place].place] = Some(row);
                done += 1;
                true
            }
            Heard::Moment => tell(Progress { done, of, rows: &rows }),
        },
    );
    let is_new = |file: &ToRead| rows[file.place].as_ref().is_some_and(Row::is_kept);
    let is_news = known.left() > 0 || to_read.iter().any(is_new);
    Read { rows: rows.into_iter().flatten().collect(), is_news }
}

/// What a file may be, by its name.
#[derive(Clone, Copy)]
enum Kind {
    Session { is_surely: bool },
    Review,
    Reply,
}

fn all(files: Files) -> impl Iterator<Item = (PathBuf, Kind)> {
    let session = |File { path, is_surely }| (path, Kind::Session { is_surely });
    let reviews = files.reviews.into_iter().map(|path| (path, Kind::Review));
    let replies = files.replies.into_iter().map(|path| (path, Kind::Reply));
    files.sessions.into_iter().map(session).chain(reviews).chain(replies)
}

/// A file that is not known as it is.
struct ToRead {
    place: usize,
    path: PathBuf,
    kind: Kind,
    stamp: Option<Stamp>,
    size: u64,
}

impl ToRead {
    fn read<T>(&self, look: impl Fn(&Session) -> T) -> Row<T> {
        let bytes = self.bytes();
        // What could not be read may be readable the next time, and its time tells nothing of that; what has another size was
        // written between the look at it and the reading.
        let is_as_seen = bytes.as_ref().is_ok_and(|bytes| bytes.len() as u64 == self.size);
        let stamp = self.stamp.filter(|_| is_as_seen);
        let holds = bytes.and_then(|bytes| match self.kind {
            Kind::Session { .. } => session_in(bytes, &self.path).map(|(loaded, sha256)| {
                let of = look(&loaded.session);
                Holds::Session { sha256, person: loaded.session.person.id, of }
            }),
            Kind::Review => review_in(bytes, &self.path).map(|read| Holds::Review(read.review.outline())),
            Kind::Reply => reply_in(bytes, &self.path).map(|reply| Holds::Reply(reply.outline())),
        });
        let holds = holds.unwrap_or_else(|failure| match self.kind {
            // What only lies in a folder may be another program's.
            Kind::Session { is_surely: false } => Holds::Foreign,
            _ => Holds::Broken(failure),
        });
        Row { path: self.path.clone(), stamp, holds }
    }

    fn bytes(&self) -> Result<Vec<u8>> {
        let limit = match self.kind {
            Kind::Session { .. } => SESSION_LIMIT,
            Kind::Review | Kind::Reply => REVIEW_LIMIT,
        };
        Ok(read::bytes(&self.path, limit)?)
    }
}

/// What these bytes of a session's file hold, and what identifies them.
pub fn session_in(bytes: Vec<u8>, path: &Path) -> Result<(session_file::Loaded, String)> {
    let sha256 = sha256(&bytes);
    Ok((session_file::read_foreign(bytes, path)?, sha256))
}
