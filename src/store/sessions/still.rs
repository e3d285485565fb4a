//! Whether every file of sessions is as it was when an index was written, by a look at each and without reading one.

use std::fs;

use super::{Sessions, index::Kept, session_name};
use crate::store::index::Stamp;

impl Sessions {
    /// Whether these are the files that there were, and none of them was written since. Where that cannot be told, it is not
    /// so.
    pub fn are_still(&self, kept: &Kept) -> bool {
        let Some(known) = kept.stamps() else { return false };
        let folders = [(self.clone(), &known[0]), (self.archive(), &known[1])];
        folders.into_iter().all(|(folder, known)| {
            let Ok(entries) = fs::read_dir(&folder.folder) else { return known.is_empty() };
            let mut met = 0;
            for entry in entries {
                let Ok(entry) = entry else { return false };
                let name = entry.file_name();
                let Some(id) = name.to_str().and_then(session_name) else { continue };
                // By its name in the folder that is open, which is quicker than by its path.
                let metadata = match entry.file_type() {
                    Ok(kind) if kind.is_symlink() => fs::metadata(entry.path()),
                    _ => entry.metadata(),
                };
                let now = metadata.ok().as_ref().and_then(Stamp::of);
                if now.is_none() || known.get(id) != Some(&now) {
                    return false;
                }
                met += 1;
            }
            met == known.len()
        })
    }
}
