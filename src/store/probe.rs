//! Whether a folder can be written, asked before anything is to be. Leaves nothing behind and makes no folder.

use std::{io, path::Path};

use super::{
    atomic::TEMPORARY,
    disk::{self, Disk},
    failure::{Failure, Result},
};

/// Tries to write in a folder; where that is not there yet, in the one in which it would be made.
pub fn writable(disk: &dyn Disk, folder: &Path) -> Result<()> {
    let tried = there(disk, folder).and_then(|there| {
        let letters: String = std::iter::repeat_with(fastrand::alphanumeric).take(8).collect();
        let path = there.join(format!("{TEMPORARY}{letters}.tmp"));
        let written = disk.create(&path).and_then(|mut file| disk::write_all(&mut *file, b"casebook\n"));
        // It may not even be there.
        let _ = disk.remove(&path);
        written
    });
    tried.map_err(|error| Failure::io("write", folder, &error))
}

/// The folder, or the nearest one above it that is there.
fn there<'a>(disk: &dyn Disk, mut folder: &'a Path) -> io::Result<&'a Path> {
    loop {
        match (disk.list(folder), folder.parent()) {
            (Err(error), Some(parent)) if error.kind() == io::ErrorKind::NotFound => folder = parent,
            // One may write in some folders that one may not list.
            (Err(error), _) if error.kind() != io::ErrorKind::PermissionDenied => return Err(error),
            _ => return Ok(folder),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::disk::RealDisk;

    #[test]
    fn a_folder_that_takes_files_or_could_be_made_is_left_as_it_was() {
        let home = tempfile::tempdir().unwrap();
        writable(&RealDisk, home.path()).unwrap();
        writable(&RealDisk, &home.path().join("not/there/yet")).unwrap();
        assert_eq!(std::fs::read_dir(home.path()).unwrap().count(), 0);
    }

    #[test]
    fn a_file_in_the_way_is_told() {
        let home = tempfile::tempdir().unwrap();
        std::fs::write(home.path().join("file"), "in the way").unwrap();
        for folder in ["file", "file/below"] {
            let failure = writable(&RealDisk, &home.path().join(folder)).unwrap_err();
            assert!(failure.what.contains("cannot write") && failure.what.contains("file"), "{failure}");
        }
    }
}
