//! Writes a file wholly or not at all. Every file of this program that is not append-only is written here.

use std::{
    fs::{self, DirBuilder, File},
    io::{self, Write as _},
    path::{Path, PathBuf},
};

use super::failure::{Failure, Result};

/// Replaces the file at `path`, or the file that a symlink there names. A crash at any moment leaves the old file or
/// the new one whole. A new file is the person's alone (mode 0600), and so are the folders that are made for it; one that
/// is replaced keeps its mode.
pub fn write(path: &Path, bytes: &[u8]) -> Result<()> {
    replace(path, bytes).map_err(|error| Failure::io("write", path, &error))
}

/// Writes a new file that its author may share: with the permissions that the system gives to new files, in a folder
/// that is made where it is missing. A file that is there already stays as it is; that is a failure.
pub fn create(path: &Path, bytes: &[u8]) -> Result<()> {
    let parent = path.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let create = || -> io::Result<()> {
        everybodys_folder(parent)?;
        let mut builder = tempfile::Builder::new();
        builder.prefix(".casebook-").suffix(".tmp");
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt as _;
            builder.permissions(fs::Permissions::from_mode(0o666));
        }
        let mut temp = builder.tempfile_in(parent)?;
        temp.write_all(bytes)?;
        temp.as_file().sync_all()?;
        temp.persist_noclobber(path).map_err(|error| error.error)?;
        sync_folder(parent)
    };
    create().map_err(|error| match error.kind() {
        io::ErrorKind::AlreadyExists => Failure::new(
            format!("{} is already there", path.display()),
            "nothing was written; choose another id, or another place with -o",
        ),
        _ => Failure::io("write", path, &error),
    })
}

fn replace(path: &Path, bytes: &[u8]) -> io::Result<()> {
    // A rename would replace a symlink by a file and leave what it names old.
    let path = resolve(path)?;
    let parent = path.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
    folder(parent)?;
    // Exclusive, in the same folder and so on the same disk; tempfile gives mode 0600 and removes it on an error.
    let mut temp = tempfile::Builder::new().prefix(".casebook-").suffix(".tmp").tempfile_in(parent)?;
    temp.write_all(bytes)?;
    if let Ok(old) = fs::metadata(&path) {
        // Some disks know no modes. The words count more.
        let _ = temp.as_file().set_permissions(old.permissions());
    }
    temp.as_file().sync_all()?;
    // Rename last, so that a crash leaves the old file whole.
    temp.persist(&path).map_err(|error| error.error)?;
    sync_folder(parent)
}

/// Where a path leads when its symlinks are followed, even where the last one names a file that is not there yet.
fn resolve(path: &Path) -> io::Result<PathBuf> {
    let mut path = path.to_owned();
    for _ in 0..MAX_SYMLINKS {
        match fs::read_link(&path) {
            Ok(target) => path = path.parent().unwrap_or(Path::new(".")).join(target),
            // Not a symlink, or not there.
            Err(_) => return Ok(path),
        }
    }
    Err(io::Error::other("too many symbolic links"))
}

const MAX_SYMLINKS: usize = 40;

/// Makes a folder with the permissions that the system gives, for what its author may share.
#[expect(clippy::disallowed_methods, reason = "a bank is no private thing")]
fn everybodys_folder(path: &Path) -> io::Result<()> {
    fs::create_dir_all(path)
}

/// Makes a folder that is the person's alone, and those above it.
pub fn folder(path: &Path) -> io::Result<()> {
    let mut builder = DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::DirBuilderExt as _;
        builder.mode(0o700);
    }
    builder.create(path)
}

/// Makes a folder with a name of its own that is the person's alone, and goes when it is dropped.
pub fn temporary_folder(prefix: &str, within: &Path) -> io::Result<tempfile::TempDir> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(prefix);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        builder.permissions(fs::Permissions::from_mode(0o700));
    }
    builder.tempdir_in(within)
}

/// Makes the rename itself last through a power cut. Where folders cannot be synced, the rename still happened.
pub(super) fn sync_folder(path: &Path) -> io::Result<()> {
    if cfg!(unix) {
        #[expect(clippy::disallowed_methods, reason = "a folder is synced, and nothing is read")]
        let folder = File::open(path);
        match folder.and_then(|folder| folder.sync_all()) {
            // Some network and FUSE file systems refuse it.
            Err(e) if matches!(e.kind(), io::ErrorKind::InvalidInput | io::ErrorKind::Unsupported) => Ok(()),
            Err(e) if e.kind() == io::ErrorKind::PermissionDenied => Ok(()),
            other => other,
        }
    } else {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn writes_replace_and_leave_nothing_behind() {
        let home = tempfile::tempdir().unwrap();
        let path = home.path().join("a/b/file.yaml");
        write(&path, b"one").unwrap();
        write(&path, b"two").unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"two");
        assert_eq!(fs::read_dir(path.parent().unwrap()).unwrap().count(), 1);
    }

    #[cfg(unix)]
    #[test]
    fn files_and_new_folders_are_the_persons_alone() {
        use std::os::unix::fs::PermissionsExt as _;
        let home = tempfile::tempdir().unwrap();
        let path = home.path().join("new/file.yaml");
        write(&path, b"one").unwrap();
        let mode = |p: &Path| fs::metadata(p).unwrap().permissions().mode() & 0o777;
        assert_eq!(mode(&path), 0o600);
        assert_eq!(mode(path.parent().unwrap()), 0o700);
    }

    #[cfg(unix)]
    #[test]
    fn a_replaced_file_keeps_who_may_read_it() {
        use std::os::unix::fs::PermissionsExt as _;
        let home = tempfile::tempdir().unwrap();
        let path = home.path().join("file.yaml");
        for mode in [0o640, 0o444, 0o600] {
            write(&path, b"one").unwrap();
            fs::set_permissions(&path, fs::Permissions::from_mode(mode)).unwrap();
            write(&path, b"two").unwrap();
            assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, mode);
            assert_eq!(fs::read(&path).unwrap(), b"two");
        }
    }

    #[cfg(unix)]
    #[test]
    fn a_symlink_stays_and_what_it_names_changes() {
        use std::os::unix::fs::symlink;
        let home = tempfile::tempdir().unwrap();
        let link = home.path().join("link.yaml");
        fs::create_dir(home.path().join("synced")).unwrap();
        symlink("synced/real.yaml", &link).unwrap();
        write(&link, b"first, before the target is there").unwrap();
        write(&link, b"words").unwrap();
        assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
        assert_eq!(fs::read(home.path().join("synced/real.yaml")).unwrap(), b"words");
        symlink("loop", home.path().join("loop")).unwrap();
        assert!(write(&home.path().join("loop"), b"").is_err());
    }

    #[test]
    fn a_failure_says_what_where_and_what_to_do() {
        let home = tempfile::tempdir().unwrap();
        fs::write(home.path().join("file"), b"").unwrap();
        let path = home.path().join("file/below.yaml");
        let failure = write(&path, b"words").unwrap_err();
        assert!(failure.what.contains("cannot write") && failure.what.contains("below.yaml"), "{failure}");
        assert!(!failure.hint.is_empty());
    }
}
