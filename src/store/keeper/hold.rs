//! A session for oneself for a moment: to move its file, or to delete it with all that is kept of it.

use std::path::{Path, PathBuf};

use super::{
    DAMAGED, OLD, ROLLED_AT, backups_path, is_aside, journal_path, journals, lock_path, open_folder,
};
use crate::{
    model::SessionId,
    store::{
        disk::{Disk as _, RealDisk},
        failure::{Failure, Result},
        lock::{Lock, Taken},
    },
};

/// A session that one has for oneself.
#[derive(Debug)]
pub struct Held(Option<Lock>);

impl Drop for Held {
    fn drop(&mut self) {
        if let Some(lock) = self.0.take() {
            lock.give_back();
        }
    }
}

/// Has a session for oneself as long as what is given lives. An error where somebody has it open.
pub fn hold(state: &Path, session: &SessionId) -> Result<Held> {
    let path = lock_path(state, session);
    let folder = path.parent().unwrap_or(state);
    let taken = RealDisk.folder(folder).and_then(|()| Lock::take(&path));
    match taken.map_err(|error| Failure::io("lock", &path, &error))? {
        Taken::Ours(lock) => Ok(Held(Some(lock))),
        Taken::Theirs(holder) if holder.process == Some(std::process::id()) => {
            Err(Failure::new(format!("{session} is not saved yet"), "it stays where it is"))
        }
        Taken::Theirs(holder) => {
            let what = format!("{session} is open in another casebook ({})", holder.words());
            Err(Failure::new(what, "close it there first; it stays where it is"))
        }
    }
}

/// Whether sessions are open, or a crash left some.
pub fn was_left(state: &Path) -> bool {
    RealDisk.list(&open_folder(state)).is_ok_and(|names| !names.is_empty())
}

/// Deletes what is kept of a session beside its file: its journals and backups.
pub fn forget(state: &Path, session: &SessionId) -> Result<()> {
    let mut paths: Vec<PathBuf> = Vec::new();
    let (journals, backups) = (journals(state), backups_path(state, session));
    for (folder, all) in [(&journals, false), (&backups, true)] {
        let names = RealDisk.list(folder).unwrap_or_default();
        let belongs = |name: &&String| {
            let is_its_journal = journals.join(name) == journal_path(state, session);
            all || is_its_journal || is_aside(name, session, &[OLD, DAMAGED, ROLLED_AT])
        };
        paths.extend(names.iter().filter(belongs).map(|name| folder.join(name)));
    }
    for path in paths {
        RealDisk.remove(&path).map_err(|error| Failure::io("delete", &path, &error))?;
    }
    // An empty folder tells nothing but the name.
    let _ = std::fs::remove_dir(&backups);
    Ok(())
}
