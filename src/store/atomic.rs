//! Writes a file wholly or not at all. Every file of this program that is not append-only is written here.

use std::{
    fs,
    io::{self, Write as _},
    path::Path,
    time::Duration,
};

use super::{
    disk::{self, Disk, RealDisk},
    failure::{Failure, Result},
};

/// Replaces the file at `path`, or the file that a symlink there names. A crash at any moment leaves the old file or
/// the new one whole. A new file is the person's alone (mode 0600), and so are the folders that are made for it; one that
/// is replaced keeps its mode.
pub fn write(path: &Path, bytes: &[u8]) -> Result<()> {
    replace(&RealDisk, path, bytes, |_| Ok(())).map_err(|error| Failure::io("write", path, &error))
}

/// Writes a new file that its author may share: with the permissions that the system gives to new files, in a folder
/// that is made where it is missing. A file that is there already stays as it is; that is a failure.
pub fn create(path: &Path, bytes: &[u8]) -> Result<()> {
    create_with(path, bytes, 0o666, everybodys_folder)
}

/// The same for a file that is the person's alone, as are the folders that are made for it.
pub fn create_private(path: &Path, bytes: &[u8]) -> Result<()> {
    create_with(path, bytes, 0o600, folder)
}

fn create_with(
    path: &Path,
    bytes: &[u8],
    #[cfg_attr(not(unix), expect(unused_variables, reason = "only Unix knows modes"))] mode: u32,
    folder: impl FnOnce(&Path) -> io::Result<()>,
) -> Result<()> {
    let parent = path.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let create = || -> io::Result<()> {
        folder(parent)?;
        let mut builder = tempfile::Builder::new();
        builder.prefix(TEMPORARY).suffix(".tmp");
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt as _;
            builder.permissions(fs::Permissions::from_mode(mode));
        }
        let mut temp = builder.tempfile_in(parent)?;
        temp.write_all(bytes)?;
        temp.as_file().sync_all()?;
        temp.persist_noclobber(path).map_err(|error| error.error)?;
        RealDisk.sync_folder(parent)
    };
    create().map_err(|error| match error.kind() {
        io::ErrorKind::AlreadyExists => Failure::new(
            format!("{} is already there", path.display()),
            "nothing was written; choose another id, or another place with -o",
        ),
        _ => Failure::io("write", path, &error),
    })
}

/// Replaces the file at `path` on a disk. Before the new file takes its name, `check` is given the bytes that the disk
/// gives back of it, and may refuse.
pub fn replace(
    disk: &dyn Disk,
    path: &Path,
    bytes: &[u8],
    check: impl FnOnce(&[u8]) -> io::Result<()>,
) -> io::Result<()> {
    // A rename would replace a symlink by a file and leave what it names old.
    let path = disk.follow(path)?;
    let parent = path.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
    disk.folder(parent)?;
    // In the same folder and so on the same disk.
    let letters: String = std::iter::repeat_with(fastrand::alphanumeric).take(8).collect();
    let temporary = parent.join(format!("{TEMPORARY}{letters}.tmp"));
    let written = (|| {
        let mut file = disk.create(&temporary)?;
        disk::write_all(&mut *file, bytes)?;
        disk.permit_like(&temporary, &path);
        file.sync()?;
        drop(file);
        check(&disk.read(&temporary, bytes.len() as u64)?)?;
        // Rename last, so that a crash leaves the old file whole.
        disk.rename(&temporary, &path)
    })();
    if let Err(error) = written {
        // It may not even be there.
        let _ = disk.remove(&temporary);
        return Err(error);
    }
    disk.sync_folder(parent)
}

/// Takes away what a program that was killed left of files that it was writing, a day ago or longer.
pub fn sweep(folder: &Path) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let name = entry.file_name();
        let is_temporary =
            name.to_str().is_some_and(|name| name.starts_with(TEMPORARY) && name.ends_with(".tmp"));
        // There may be thousands of others, which are not looked at.
        let modified = || entry.metadata().and_then(|metadata| metadata.modified());
        // Not sooner: another machine may be writing into the same folder.
        if is_temporary && modified().is_ok_and(|time| time.elapsed().is_ok_and(|age| age > DAY)) {
            // What stays lies in nobody's way.
            let _ = fs::remove_file(entry.path());
        }
    }
}

const DAY: Duration = Duration::from_secs(24 * 60 * 60);

/// How the names of files begin that are being written.
pub const TEMPORARY: &str = ".casebook-";

/// Makes a folder with the permissions that the system gives, for what its author may share.
#[expect(clippy::disallowed_methods, reason = "a bank is no private thing")]
fn everybodys_folder(path: &Path) -> io::Result<()> {
    fs::create_dir_all(path)
}

/// Makes a folder that is the person's alone, and those above it.
pub fn folder(path: &Path) -> io::Result<()> {
    RealDisk.folder(path)
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

    #[test]
    fn only_what_was_left_a_day_ago_is_swept_away() {
        let home = tempfile::tempdir().unwrap();
        let make = |name: &str, age: Duration| {
            let file = fs::File::create(home.path().join(name)).unwrap();
            file.set_modified(std::time::SystemTime::now() - age).unwrap();
        };
        make(".casebook-old.tmp", 2 * DAY);
        make(".casebook-new.tmp", Duration::ZERO);
        make("session.yaml", 2 * DAY);
        make("notes.tmp", 2 * DAY);
        sweep(home.path());
        let mut left: Vec<_> = fs::read_dir(home.path()).unwrap().map(|e| e.unwrap().file_name()).collect();
        left.sort();
        assert_eq!(left, [".casebook-new.tmp", "notes.tmp", "session.yaml"]);
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
