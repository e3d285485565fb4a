//! The archive and the trash: folders beside the sessions, into which an attempt moves with all that belongs to it.
//!
//! Moving renames and never overwrites; only [`Sessions::purge`] destroys anything.

use std::{fs, io, path::PathBuf};

use super::{ENDING, Sessions};
use crate::{
    model::SessionId,
    sort::Sort as _,
    store::{
        disk::{Disk as _, RealDisk},
        failure::{Failure, Result},
        travelling::{REPLY, REVIEW, TIMELINE},
    },
};

impl Sessions {
    /// What is out of the way.
    #[must_use]
    pub fn archive(&self) -> Self {
        Self::in_folder(&self.folder.join("archive"))
    }

    /// What is to be gone, and can still be brought back.
    #[must_use]
    pub fn trash(&self) -> Self {
        Self::in_folder(&self.folder.join("trash"))
    }

    /// Whether an attempt is out of the way.
    #[must_use]
    pub fn is_archived(&self, id: &SessionId) -> bool {
        let is_in = |folder: &Self| fs::symlink_metadata(folder.path(id)).is_ok();
        !is_in(self) && is_in(&self.archive())
    }

    /// Moves an attempt to another folder, with its reviews, replies and timeline. Nothing moves where a file of the
    /// same name is there already.
    pub fn move_to(&self, other: &Self, id: &SessionId) -> Result<()> {
        let files = self.files(id)?;
        for name in &files {
            let there = other.folder.join(name);
            if fs::symlink_metadata(&there).is_ok() {
                let what = format!("{} is there already", there.display());
                return Err(Failure::new(what, "look at both files, and delete or rename one of them"));
            }
        }
        RealDisk.folder(&other.folder).map_err(|error| Failure::io("make", &other.folder, &error))?;
        for name in &files {
            let (here, there) = (self.folder.join(name), other.folder.join(name));
            fs::rename(&here, &there).map_err(|error| Failure::io("move", &here, &error))?;
        }
        for folder in [&other.folder, &self.folder] {
            RealDisk.sync_folder(folder).map_err(|error| Failure::io("write", folder, &error))?;
        }
        Ok(())
    }

    /// Deletes an attempt and all that belongs to it, for good.
    pub fn purge(&self, id: &SessionId) -> Result<()> {
        for name in self.files(id)? {
            let path = self.folder.join(name);
            fs::remove_file(&path).map_err(|error| Failure::io("delete", &path, &error))?;
        }
        RealDisk.sync_folder(&self.folder).map_err(|error| Failure::io("write", &self.folder, &error))
    }

    /// The names of an attempt's files: first what belongs to it, last its own, so that a move that was cut short is
    /// made good by doing it again.
    fn files(&self, id: &SessionId) -> Result<Vec<PathBuf>> {
        let failed = |error: &io::Error| Failure::io("list", &self.folder, error);
        self.named(id)?;
        let own = format!("{id}{ENDING}");
        let mut names = Vec::new();
        for entry in fs::read_dir(&self.folder).map_err(|error| failed(&error))? {
            let name = entry.map_err(|error| failed(&error))?.file_name();
            let belongs = name
                .to_str()
                .and_then(|name| name.strip_prefix(id.as_str()))
                .is_some_and(|rest| rest.starts_with(REVIEW) || rest.starts_with(REPLY) || rest == TIMELINE);
            if belongs {
                names.push(PathBuf::from(name));
            }
        }
        names.arrange();
        names.push(PathBuf::from(own));
        Ok(names)
    }
}
