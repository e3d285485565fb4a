//! Reading a file that somebody else chose: regular files alone, and never more than was agreed.

use std::{
    fs::{self, File},
    io::{self, Read},
    path::Path,
};

use super::yaml;
use crate::error::Problem;

/// The bytes of a regular file that has `limit` of them at most. A pipe or a device is refused without being opened; one
/// that takes the file's place in that moment is neither waited for nor read. Symlinks are followed: folders are synced so.
pub fn bytes(path: &Path, limit: u64) -> Result<Vec<u8>, Problem> {
    let failed = |error: &io::Error| unreadable(path, error);
    regular(path, &fs::metadata(path).map_err(|e| failed(&e))?)?;
    read(path, limit)
}

/// The same without the look at the name.
fn read(path: &Path, limit: u64) -> Result<Vec<u8>, Problem> {
    let failed = |error: &io::Error| unreadable(path, error);
    let file = open(path).map_err(|e| failed(&e))?;
    // Once more: what was looked at by name need not be what was opened.
    let metadata = file.metadata().map_err(|e| failed(&e))?;
    regular(path, &metadata)?;
    // Room for all of it, and for one more byte, by which the end is told.
    let room = usize::try_from(metadata.len().min(limit)).unwrap_or(0) + 1;
    let mut bytes = Vec::with_capacity(room);
    // One more than allowed, because a file may grow while it is read, or claim to be smaller than it is.
    file.take(limit + 1).read_to_end(&mut bytes).map_err(|e| failed(&e))?;
    if bytes.len() as u64 > limit {
        return Err(yaml::too_large(path, limit));
    }
    Ok(bytes)
}

/// Opens without waiting for whoever writes into a pipe, and without taking a terminal for our own.
#[expect(clippy::disallowed_methods, reason = "this is the one place where files are opened to be read")]
pub(super) fn open(path: &Path) -> io::Result<File> {
    let mut options = File::options();
    options.read(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt as _;
        options.custom_flags(libc::O_NONBLOCK | libc::O_NOCTTY);
    }
    options.open(path)
}

/// A file or folder that the system did not let us read.
pub fn unreadable(path: &Path, error: &io::Error) -> Problem {
    let (message, help) = match error.kind() {
        io::ErrorKind::NotFound => ("there is no such file or folder".to_owned(), "look at the path"),
        io::ErrorKind::PermissionDenied => {
            ("this may not be read".to_owned(), "allow it with chmod, or leave it out")
        }
        _ => (format!("this could not be read: {error}"), "look at the path and at the disk"),
    };
    Problem::of_file(path, message).with_help(help)
}

fn regular(path: &Path, metadata: &fs::Metadata) -> Result<(), Problem> {
    if metadata.is_file() {
        return Ok(());
    }
    let what = if metadata.is_dir() { "this is a folder, not a file" } else { "this is no regular file" };
    Err(Problem::of_file(path, what).with_help("give a YAML file, or a folder with YAML files"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_more_is_read_than_was_agreed() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("file");
        fs::write(&path, [b'x'; 10]).unwrap();
        assert_eq!(bytes(&path, 10).unwrap().len(), 10);
        assert!(bytes(&path, 9).unwrap_err().message.contains("larger than"));
        assert!(bytes(folder.path(), 9).unwrap_err().message.contains("this is a folder"));
        assert!(bytes(&folder.path().join("none"), 9).unwrap_err().message.contains("no such file"));
    }

    /// As if it had come into the file's place after that was looked at.
    #[cfg(unix)]
    #[test]
    fn what_is_no_file_is_neither_waited_for_nor_read() {
        let folder = tempfile::tempdir().unwrap();
        let pipe = folder.path().join("pipe.yaml");
        assert!(std::process::Command::new("mkfifo").arg(&pipe).status().unwrap().success());
        for path in [pipe.as_path(), Path::new("/dev/zero")] {
            for problem in [bytes(path, 9).unwrap_err(), read(path, 9).unwrap_err()] {
                assert!(problem.message.contains("no regular file"), "{problem}");
            }
        }
        let link = folder.path().join("link.yaml");
        std::os::unix::fs::symlink(&pipe, &link).unwrap();
        assert!(read(&link, 9).unwrap_err().message.contains("no regular file"));
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn a_file_that_grows_while_it_is_read_ends_at_the_limit() {
        // It says that it has no bytes, and has thousands.
        let path = Path::new("/proc/self/maps");
        assert!(bytes(path, 1 << 20).is_ok_and(|bytes| !bytes.is_empty()));
        assert!(bytes(path, 9).unwrap_err().message.contains("larger than"));
    }
}
