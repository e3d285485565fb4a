//! What saving asks of a disk: a seam, so that tests can have one that fails and one that loses its power.
//!
//! Nothing here knows what it writes.

use std::{
    fmt,
    fs::{self, File, OpenOptions},
    io::{self, Read as _, Write as _},
    path::{Path, PathBuf},
};

use super::{
    lock::{Lock, Taken},
    read,
};

#[cfg(test)]
pub(crate) mod memory;

/// A disk that files are written to so that they last.
pub trait Disk: Send + Sync + fmt::Debug {
    /// The bytes of a regular file; an error where it has more than `limit`.
    fn read(&self, path: &Path, limit: u64) -> io::Result<Vec<u8>>;
    /// The names of what is in a folder.
    fn list(&self, folder: &Path) -> io::Result<Vec<String>>;
    /// Makes a folder that is the person's alone, and those above it.
    fn folder(&self, path: &Path) -> io::Result<()>;
    /// Makes a file that is not there yet, for the person alone.
    fn create(&self, path: &Path) -> io::Result<Box<dyn Writing>>;
    /// Opens a file that is there, to write behind its end.
    fn append(&self, path: &Path) -> io::Result<Box<dyn Writing>>;
    /// Gives a file another name, and takes that name from the file that bears it.
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()>;
    /// Takes a file away.
    fn remove(&self, path: &Path) -> io::Result<()>;
    /// Makes the names in a folder last.
    fn sync_folder(&self, path: &Path) -> io::Result<()>;
    /// Where a path leads when its symlinks are followed, even where the last one names a file that is not there yet.
    fn follow(&self, path: &Path) -> io::Result<PathBuf>;
    /// Takes the lock at a path, in a folder that is there.
    fn lock(&self, path: &Path) -> io::Result<Taken>;
    /// Lets a new file be read by whom the old one could be read by, where both can tell.
    fn permit_like(&self, new: &Path, old: &Path);
}

/// A file that is open to be written.
pub trait Writing: Send + fmt::Debug {
    /// Writes some of the bytes; how many.
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize>;
    /// Makes what was written last through a power cut.
    fn sync(&mut self) -> io::Result<()>;
}

/// Writes all of the bytes, or fails.
pub fn write_all(file: &mut dyn Writing, mut bytes: &[u8]) -> io::Result<()> {
    while !bytes.is_empty() {
        match file.write(bytes) {
            Ok(0) => return Err(io::ErrorKind::WriteZero.into()),
            Ok(written) => bytes = &bytes[written..],
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    Ok(())
}

/// The disk of this machine.
#[derive(Clone, Copy, Debug)]
pub struct RealDisk;

impl Disk for RealDisk {
    fn read(&self, path: &Path, limit: u64) -> io::Result<Vec<u8>> {
        let file = read::open(path)?;
        if !file.metadata()?.is_file() {
            return Err(io::Error::other("this is no regular file"));
        }
        let mut bytes = Vec::new();
        // One more than allowed: a file may grow while it is read.
        file.take(limit + 1).read_to_end(&mut bytes)?;
        if bytes.len() as u64 > limit {
            return Err(io::Error::other(format!("this is larger than {} MiB", limit >> 20)));
        }
        Ok(bytes)
    }

    fn list(&self, folder: &Path) -> io::Result<Vec<String>> {
        let names = fs::read_dir(folder)?.map(|entry| Ok(entry?.file_name().to_string_lossy().into_owned()));
        names.collect()
    }

    fn folder(&self, path: &Path) -> io::Result<()> {
        if path.is_dir() {
            return Ok(());
        }
        // The name of a new folder lasts when the folder above it does.
        let above = path.parent().filter(|above| !above.as_os_str().is_empty());
        above.map_or(Ok(()), |above| self.folder(above))?;
        let mut builder = fs::DirBuilder::new();
        // Another program may have made it meanwhile.
        builder.recursive(true);
        #[cfg(unix)]
        {
            use std::os::unix::fs::DirBuilderExt as _;
            builder.mode(0o700);
        }
        builder.create(path)?;
        self.sync_folder(above.unwrap_or(Path::new(".")))
    }

    #[expect(
        clippy::disallowed_methods,
        reason = "one of the two places where files are opened to be written"
    )]
    fn create(&self, path: &Path) -> io::Result<Box<dyn Writing>> {
        let mut options = OpenOptions::new();
        options.write(true).create_new(true);
        #[cfg(unix)]
        {
            use std::os::unix::fs::OpenOptionsExt as _;
            options.mode(0o600);
        }
        Ok(Box::new(options.open(path)?))
    }

    #[expect(clippy::disallowed_methods, reason = "the other one")]
    fn append(&self, path: &Path) -> io::Result<Box<dyn Writing>> {
        Ok(Box::new(OpenOptions::new().append(true).open(path)?))
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        fs::rename(from, to)
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        fs::remove_file(path)
    }

    fn sync_folder(&self, path: &Path) -> io::Result<()> {
        if !cfg!(unix) {
            return Ok(());
        }
        match read::open(path).and_then(|folder| folder.sync_all()) {
            // Some network and FUSE file systems refuse it, and so do folders that may be written but not read.
            Err(error)
                if matches!(
                    error.kind(),
                    io::ErrorKind::InvalidInput
                        | io::ErrorKind::Unsupported
                        | io::ErrorKind::PermissionDenied
                ) =>
            {
                Ok(())
            }
            other => other,
        }
    }

    fn follow(&self, path: &Path) -> io::Result<PathBuf> {
        let mut path = path.to_owned();
        for _ in 0..MOST_SYMLINKS {
            match fs::read_link(&path) {
                Ok(target) => path = path.parent().unwrap_or(Path::new(".")).join(target),
                // Not a symlink, or not there.
                Err(_) => return Ok(path),
            }
        }
        Err(io::Error::other("too many symbolic links"))
    }

    fn lock(&self, path: &Path) -> io::Result<Taken> {
        Lock::take(path)
    }

    fn permit_like(&self, new: &Path, old: &Path) {
        if let Ok(old) = fs::metadata(old) {
            // Some disks know no modes. The words count more.
            let _ = fs::set_permissions(new, old.permissions());
        }
    }
}

const MOST_SYMLINKS: usize = 40;

impl Writing for File {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        io::Write::write(self, bytes)
    }

    fn sync(&mut self) -> io::Result<()> {
        self.flush()?;
        self.sync_data()
    }
}
