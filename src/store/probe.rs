//! Whether a folder can be written, asked before anything is to be. Leaves nothing behind and makes no folder.

use std::{io, path::Path};

use super::{
    atomic::TEMPORARY,
    disk::{self, Disk},
    failure::{Failure, Result},
};

/// Tries to write in a folder; where that is not there yet, in the one in which it would be made.
pub fn writable(disk: &dyn Disk, folder: &Path) -> Result<()> {
    let letters: String = std::iter::repeat_with(fastrand::alphanumeric).take(8).collect();
    let name = format!("{TEMPORARY}{letters}.tmp");
    let mut there = folder;
    loop {
        let path = there.join(&name);
        let made = disk.create(&path);
        match (&made, there.parent()) {
            (Err(error), Some(above)) if error.kind() == io::ErrorKind::NotFound => there = above,
            _ => {
                let written = made.and_then(|mut file| disk::write_all(&mut *file, b"casebook\n"));
                // It may not even be there.
                let _ = disk.remove(&path);
                return written.map_err(|error| Failure::io("write", folder, &error));
            }
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
