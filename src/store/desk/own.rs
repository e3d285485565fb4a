//! The coach's own review of a session: the file beside it that they alone write.

use std::path::{Path, PathBuf};

use jiff::Timestamp;

use super::{files, review};
use crate::{
    model::{Review, review::Reviewed, session::Person},
    store::{
        atomic,
        failure::{Failure, Result},
        review_file::{self, Loaded},
        travelling::REVIEW,
    },
    text::fold,
};

/// The own review of a session, where there is one. An error where it is there and cannot be read: it is not written over.
pub fn read(session: &Path, coach: &Person) -> Result<Option<Loaded>> {
    for path in files::beside(session) {
        match review(&path) {
            Ok(loaded) if loaded.review.coach.id == coach.id => return Ok(Some(loaded)),
            Err(failure) if path == at(session, coach, false) => return Err(failure),
            _ => {}
        }
    }
    Ok(None)
}

/// A review in which nothing is said yet.
pub fn begun(of: Reviewed, coach: &Person) -> Loaded {
    let review = Review {
        of,
        coach: coach.clone(),
        written: Timestamp::UNIX_EPOCH,
        comments: Vec::new(),
        scores: std::collections::BTreeMap::new(),
        verdict: None,
        next: None,
    };
    Loaded { review, foreign: review_file::Foreign::default() }
}

/// Writes it into its file: the one that it was read from, or a new one.
pub fn write(session: &Path, own: &Loaded) -> Result<PathBuf> {
    let coach = &own.review.coach;
    // A folder that was there and is gone may come back with what is in it: none is made in its place.
    if let Some(folder) = session.parent().filter(|folder| !folder.as_os_str().is_empty() && !folder.is_dir())
    {
        let what = format!("the folder {} is gone", folder.display());
        return Err(Failure::new(what, "bring it back, or connect the disk that it is on"));
    }
    let is_ours = |path: &PathBuf| review(path).is_ok_and(|there| there.review.coach.id == coach.id);
    let there = files::beside(session).into_iter().find(is_ours);
    let path = match there {
        Some(path) => path,
        None => free(session, coach)?,
    };
    atomic::write(&path, own.text()?.as_bytes())?;
    Ok(path)
}

/// What the file is called in which a review is begun.
pub fn file_name(session: &Path, coach: &Person) -> String {
    let path = at(session, coach, false);
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

/// A name that is not taken: two coaches may be called the same.
fn free(session: &Path, coach: &Person) -> Result<PathBuf> {
    let paths = [at(session, coach, false), at(session, coach, true)];
    let free = paths.iter().find(|path| path.symlink_metadata().is_err());
    free.cloned().ok_or_else(|| {
        let what = format!("{} is there already and is not yours", paths[1].display());
        Failure::new(what, "move it away, or give yourself another name in config.yaml")
    })
}

/// Where a coach's review lies, by their name, or with the beginning of their id.
fn at(session: &Path, coach: &Person, with_id: bool) -> PathBuf {
    let letters = |text: &str, most: usize| -> String {
        fold::fold(text).chars().filter(char::is_ascii_alphanumeric).take(most).collect()
    };
    let id = letters(&coach.id, 6);
    let called = match letters(coach.name.as_deref().unwrap_or_default(), 24) {
        name if name.is_empty() => id,
        name if with_id => format!("{name}-{id}"),
        name => name,
    };
    let stem = session.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
    session.with_file_name(format!("{stem}{REVIEW}{called}.yaml"))
}
