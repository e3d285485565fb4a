//! What lies in the folder of sessions and in its archive: as the index has it where a file has not changed, else read anew.
//! Changes no session.

use std::{fs, path::Path, time::SystemTime};

use super::{
    Broken, Sessions,
    index::{self, Holds, Kept, Known, Row},
};
use crate::{
    model::{Attempt, QuestionId, Session, SessionId, attempt::newest_first},
    store::{
        failure::Result,
        index::{
            Stamp,
            work::{self, Heard},
        },
        session_file::Loaded,
    },
};

/// After so many files the index is written while others are still read: who leaves, or is killed, need not wait for them
/// again.
const OFTEN: usize = 1_000;
/// So many sessions are held at once by whoever sees them whole.
const AT_ONCE: usize = 32;
/// The same of what is made of them.
const MANY_AT_ONCE: usize = 256;

/// What the folder holds, newest first.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Listing {
    /// What could be read.
    pub attempts: Vec<Attempt>,
    /// What could not.
    pub broken: Vec<Broken>,
}

/// How far a folder was read.
pub struct Part<'a> {
    /// So many files.
    pub done: usize,
    /// Of so many that have to be.
    pub of: usize,
    /// What is known of all: of a file that is to be read again, what it held before.
    pub so_far: &'a dyn Fn() -> Listing,
}

impl Listing {
    /// The same with those of `others` that have no file here.
    #[must_use]
    pub fn with(mut self, others: Vec<Attempt>) -> Self {
        let is_here = |other: &Attempt| {
            self.attempts
                .iter()
                .map(|here| &here.id)
                .chain(self.broken.iter().map(|here| &here.id))
                .any(|id| *id == other.id)
        };
        let others: Vec<Attempt> = others.into_iter().filter(|other| !is_here(other)).collect();
        if !others.is_empty() {
            self.attempts.extend(others);
            newest_first(&mut self.attempts);
        }
        self
    }
}

/// A file that may be a session's.
struct File<'a> {
    /// The folder that it lies in.
    folder: &'a Sessions,
    archived: bool,
    id: SessionId,
    size: u64,
    stamp: Option<Stamp>,
    /// Its place among the rows.
    place: usize,
}

impl Sessions {
    /// The same with an index in a folder of caches: for a list, a file that has not changed is not opened again.
    #[must_use]
    pub fn indexed_in(self, cache: &Path) -> Self {
        let index = Some(index::path(cache, &self.folder));
        Self { index, ..self }
    }

    /// Whether nothing lies there, as far as can be seen.
    pub fn is_empty(&self) -> bool {
        let lies_in = |folder: &Self| folder.ids().is_ok_and(|ids| !ids.is_empty());
        !lies_in(self) && !lies_in(&self.archive())
    }

    /// The index as it is now; none where there is none that can be trusted.
    pub fn kept(&self) -> Option<Kept> {
        Kept::load(self.index.as_ref()?)
    }

    /// What lay there the last time, without a look at the disk; none where that is not known.
    pub fn known(&self) -> Option<Listing> {
        self.known_by(&self.kept()?)
    }

    /// The same by an index that was read.
    pub fn known_by(&self, kept: &Kept) -> Option<Listing> {
        let rows = kept.rows()?;
        (!rows.is_empty()).then(|| self.listing(rows))
    }

    /// Every session with what a list shows of it, newest first, and every file that could not be read. The archive is
    /// in it, the trash is not.
    pub fn list(&self) -> Result<Listing> {
        self.list_while(|_| true)
    }

    /// The same, while `tell` hears how far it is, and says whether anybody still waits: if not, what was read until then is
    /// kept for the next time. Where nothing has to be read it hears nothing.
    pub fn list_while(&self, mut tell: impl FnMut(Part<'_>) -> bool) -> Result<Listing> {
        let mut known = Known::new(self.index.as_deref().map(index::load).unwrap_or_default());
        let archive = self.archive();
        let (mut rows, mut to_read) = (Vec::new(), Vec::new());
        for (folder, archived) in [(self, false), (&archive, true)] {
            for id in folder.ids()? {
                let metadata = fs::metadata(folder.path(&id)).ok();
                let (row, is_same) = known.take(&id, archived, metadata.as_ref()).unzip();
                if is_same != Some(true) {
                    let now = SystemTime::now();
                    let stamp = metadata.as_ref().and_then(|metadata| Stamp::before(metadata, now));
                    let size = metadata.map_or(0, |metadata| metadata.len());
                    to_read.push(File { folder, archived, id, size, stamp, place: rows.len() });
                }
                rows.push(row);
            }
        }
        let (mut done, mut kept, of, mut is_news) = (0, 0, to_read.len(), known.are_left());
        let told = |done: usize, rows: &[Option<Row>], tell: &mut dyn FnMut(Part<'_>) -> bool| {
            let so_far = || self.listing(rows.iter().flatten().cloned().collect());
            tell(Part { done, of, so_far: &so_far })
        };
        if of > 0 && !told(0, &rows, &mut tell) {
            return Ok(self.listing(rows.into_iter().flatten().collect()));
        }
        work::each(
            &to_read,
            |file| file.size,
            File::read,
            |heard| match heard {
                Heard::Done(number, row) => {
                    let before = &mut rows[to_read[number].place];
                    is_news |= (before.is_some() || row.is_kept()) && before.as_ref() != Some(&row);
                    *before = Some(row);
                    done += 1;
                    true
                }
                Heard::Moment => {
                    if let Some(index) = self.index.as_ref().filter(|_| done >= kept + OFTEN) {
                        kept = done;
                        index::save(index, rows.iter().flatten());
                    }
                    told(done, &rows, &mut tell)
                }
            },
        );
        let rows: Vec<Row> = rows.into_iter().flatten().collect();
        if let Some(index) = self.index.as_ref().filter(|_| is_news) {
            index::save(index, rows.iter());
        }
        Ok(self.listing(rows))
    }

    /// What there is of these sessions now: each is read, and one that is not there is left out.
    pub fn look(&self, ids: &[SessionId]) -> Listing {
        let archive = self.archive();
        let mut rows = Vec::new();
        for (folder, archived) in [(self, false), (&archive, true)] {
            for id in ids.iter().filter(|id| fs::symlink_metadata(folder.path(id)).is_ok()) {
                rows.push(File::of(folder, archived, id.clone()).read());
            }
        }
        self.listing(rows)
    }

    /// The attempts at a question, without a look at what is another's by all that is known of it, or by its name.
    pub fn list_of(&self, question: &QuestionId) -> Result<Listing> {
        let mut known = Known::new(self.index.as_deref().map(index::load).unwrap_or_default());
        let archive = self.archive();
        let mut rows = Vec::new();
        for (folder, archived) in [(self, false), (&archive, true)] {
            for id in folder.ids()? {
                let is_known_as_one = known.get(&id, archived).is_some_and(
                    |row| matches!(&row.holds, Holds::Attempt(attempt) if attempt.question == *question),
                );
                if !is_known_as_one && is_named_as_another(&id, question) {
                    continue;
                }
                let file = File::of(folder, archived, id);
                let metadata = fs::metadata(folder.path(&file.id)).ok();
                let row = known.take(&file.id, archived, metadata.as_ref());
                rows.push(
                    row.and_then(|(row, is_same)| is_same.then_some(row)).unwrap_or_else(|| file.read()),
                );
            }
        }
        rows.retain(|row| match &row.holds {
            Holds::Attempt(attempt) => attempt.question == *question,
            Holds::Broken { .. } => true,
        });
        Ok(self.listing(rows))
    }

    /// Every session that `keep` wants; it sees them whole, so that words inside answers can be searched. All are read.
    pub fn list_with(&self, mut keep: impl FnMut(&Attempt, &Session) -> bool) -> Result<Listing> {
        self.gather(AT_ONCE, |_, session| session, |attempt, session| keep(attempt, &session))
    }

    /// The same by what `look` makes of each session, which it does on all cores and for many at once.
    pub fn list_by<T: Send>(
        &self,
        look: impl Fn(&Attempt, &Session) -> T + Sync,
        keep: impl FnMut(&Attempt, T) -> bool,
    ) -> Result<Listing> {
        self.gather(MANY_AT_ONCE, |attempt, session| look(attempt, &session), keep)
    }

    fn gather<T: Send>(
        &self,
        at_once: usize,
        look: impl Fn(&Attempt, Session) -> T + Sync,
        mut keep: impl FnMut(&Attempt, T) -> bool,
    ) -> Result<Listing> {
        let mut listing = Listing::default();
        self.walk(at_once, look, |file, looked| {
            match looked {
                Ok((attempt, looked)) => {
                    if keep(&attempt, looked) {
                        listing.attempts.push(attempt);
                    }
                }
                Err(failure) => {
                    let (id, path) = (file.id.clone(), file.folder.path(&file.id));
                    listing.broken.push(Broken { id, path, failure, archived: file.archived });
                }
            }
            true
        })?;
        newest_first(&mut listing.attempts);
        Ok(listing)
    }

    /// Shows what `look` makes of every session that can be read, as long as `see` wants to see more.
    pub fn each<T: Send>(
        &self,
        look: impl Fn(&Attempt, &Session) -> T + Sync,
        mut see: impl FnMut(&Attempt, T) -> bool,
    ) -> Result<()> {
        let look = |attempt: &Attempt, session: Session| look(attempt, &session);
        self.walk(MANY_AT_ONCE, look, |_, looked| looked.map_or(true, |(attempt, of)| see(&attempt, of)))
    }

    fn walk<T: Send>(
        &self,
        at_once: usize,
        look: impl Fn(&Attempt, Session) -> T + Sync,
        mut see: impl FnMut(&File<'_>, Result<(Attempt, T)>) -> bool,
    ) -> Result<()> {
        let look = |file: &File<'_>| {
            let Loaded { session, .. } = file.folder.load(&file.id)?;
            let attempt = Attempt { archived: file.archived, ..Attempt::of(&session) };
            let looked = look(&attempt, session);
            Ok((attempt, looked))
        };
        let archive = self.archive();
        for (folder, archived) in [(self, false), (&archive, true)] {
            let files: Vec<File<'_>> =
                folder.ids()?.into_iter().map(|id| File::of(folder, archived, id)).collect();
            for files in files.chunks(at_once) {
                for (file, looked) in files.iter().zip(all(files, look)) {
                    if looked.is_some_and(|looked| !see(file, looked)) {
                        return Ok(());
                    }
                }
            }
        }
        Ok(())
    }

    fn listing(&self, rows: Vec<Row>) -> Listing {
        let archive = self.archive();
        let mut listing = Listing::default();
        for row in rows {
            match row.holds {
                Holds::Attempt(attempt) => listing.attempts.push(*attempt),
                Holds::Broken { id, archived, failure } => {
                    let path = if archived { archive.path(&id) } else { self.path(&id) };
                    listing.broken.push(Broken { id, path, failure, archived });
                }
            }
        }
        newest_first(&mut listing.attempts);
        listing
    }
}

impl<'a> File<'a> {
    /// A file that is about to be read, and of which nothing is asked before.
    fn of(folder: &'a Sessions, archived: bool, id: SessionId) -> Self {
        Self { folder, archived, id, size: 0, stamp: None, place: 0 }
    }

    fn read(&self) -> Row {
        let (size, loaded) = self.folder.load_sized(&self.id);
        // What could not be opened may be the next time, and its time tells nothing of that; what has another size was written
        // between the look at it and the reading.
        let stamp = self.stamp.filter(|stamp| size.is_some_and(|size| stamp.is_of_size(size)));
        let (id, archived) = (self.id.clone(), self.archived);
        let holds = match loaded {
            Ok(Loaded { session, .. }) => {
                Holds::Attempt(Box::new(Attempt { archived, ..Attempt::of(&session) }))
            }
            Err(failure) => Holds::Broken { id, archived, failure },
        };
        Row { stamp, holds }
    }
}

/// What is made of these files, each in its place.
fn all<T: Send>(files: &[File<'_>], look: impl Fn(&File<'_>) -> T + Sync) -> Vec<Option<T>> {
    let mut all: Vec<Option<T>> = files.iter().map(|_| None).collect();
    work::each(
        files,
        |file| file.size,
        look,
        |heard| {
            if let Heard::Done(place, one) = heard {
                all[place] = Some(one);
            }
            true
        },
    );
    all
}

/// Whether a file has the name that is given to attempts, at another question: `<date>-<question>-<4 letters>`.
fn is_named_as_another(id: &SessionId, question: &QuestionId) -> bool {
    let form = "0000-00-00-".bytes();
    let begins_with_a_date = id.as_str().len() > form.len()
        && id
            .as_str()
            .bytes()
            .zip(form)
            .all(|(c, form)| if form == b'0' { c.is_ascii_digit() } else { c == form });
    begins_with_a_date && !id.as_str().contains(question.as_str())
}
