//! What was pasted and had no room in its session: a file of its own, that nothing here reads or deletes.

use std::{
    io::{self, Write as _},
    path::{Path, PathBuf},
};

use jiff::Timestamp;

use super::{
    atomic,
    disk::{Disk as _, RealDisk},
    failure::{Failure, Result},
    zone,
};

/// Keeps a text below the state folder, in a file that bears the time, and says where.
pub fn keep(state: &Path, text: &str) -> Result<PathBuf> {
    let now = Timestamp::now().to_zoned(zone::local()).strftime("%Y-%m-%d-%H%M%S").to_string();
    keep_as(&state.join("pasted"), &now, text)
}

fn keep_as(folder: &Path, time: &str, text: &str) -> Result<PathBuf> {
    let failed = |error: &io::Error| Failure::io("write into", folder, error);
    let write = || -> io::Result<tempfile::NamedTempFile> {
        atomic::folder(folder)?;
        let mut temp =
            tempfile::Builder::new().prefix(atomic::TEMPORARY).suffix(".tmp").tempfile_in(folder)?;
        temp.write_all(text.as_bytes())?;
        temp.as_file().sync_all()?;
        Ok(temp)
    };
    let mut temp = write().map_err(|error| failed(&error))?;
    // Two pastes in one second are two files.
    let mut number = 1;
    loop {
        let name = if number == 1 { format!("{time}.txt") } else { format!("{time}-{number}.txt") };
        let path = folder.join(name);
        match temp.persist_noclobber(&path) {
            Ok(_) => {
                RealDisk.sync_folder(folder).map_err(|error| failed(&error))?;
                return Ok(path);
            }
            Err(error) if error.error.kind() == io::ErrorKind::AlreadyExists => {
                (temp, number) = (error.file, number + 1);
            }
            Err(error) => return Err(failed(&error.error)),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn each_text_has_a_file_of_its_own() {
        let state = tempfile::tempdir().unwrap();
        let folder = state.path().join("deep/pasted");
        let paths = ["one", "two", "three"].map(|text| keep_as(&folder, "2026-01-02-030405", text).unwrap());
        assert_eq!(paths[2], folder.join("2026-01-02-030405-3.txt"));
        assert_eq!(paths.map(|path| fs::read_to_string(path).unwrap()), ["one", "two", "three"]);
        assert_eq!(fs::read_dir(&folder).unwrap().count(), 3);
    }

    #[cfg(unix)]
    #[test]
    fn they_are_the_persons_alone() {
        use std::os::unix::fs::PermissionsExt as _;
        let state = tempfile::tempdir().unwrap();
        let path = keep(state.path(), "words").unwrap();
        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!((mode(&path), mode(path.parent().unwrap())), (0o600, 0o700));
    }
}
