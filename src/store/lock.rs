//! One writer a session: a lock on a file beside its journal. The system lets go of it when its holder ends, however.
//!
//! The file is there as long as the session is open: what stands there unlocked was left by a crash.

use std::{
    fs::{self, File, OpenOptions, TryLockError},
    io::{self, Read as _, Write as _},
    path::{Path, PathBuf},
    thread,
    time::Duration,
};

use jiff::Timestamp;

use super::zone;

/// A session that is open to be written, by this program and no other.
#[derive(Debug)]
pub struct Lock {
    /// None where the disk takes none: then what is in the file says whether somebody else wrote.
    file: Option<File>,
    path: PathBuf,
    /// Whether a crash had left it.
    pub left: bool,
    /// Whether its name lasts through a power cut, as far as its holder knows.
    pub lasts: bool,
}

/// Who has a session open.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Holder {
    /// Its process.
    pub process: Option<u32>,
    /// Since when.
    pub since: Option<Timestamp>,
}

/// What came of the wish to write.
#[derive(Debug)]
pub enum Taken {
    /// It is ours.
    Ours(Lock),
    /// Somebody else has it.
    Theirs(Holder),
}

impl Lock {
    /// Takes the lock at `path`, in a folder that is there; does not wait for it.
    #[expect(
        clippy::disallowed_methods,
        reason = "a lock is opened by whoever comes, and holds no words of theirs"
    )]
    pub fn take(path: &Path) -> io::Result<Taken> {
        let mut patience = PATIENCE;
        loop {
            let mut options = OpenOptions::new();
            options.read(true).write(true).create(true).truncate(false);
            #[cfg(unix)]
            {
                use std::os::unix::fs::OpenOptionsExt as _;
                options.mode(0o600);
            }
            let mut file = options.open(path)?;
            match file.try_lock() {
                Ok(()) => {}
                Err(TryLockError::WouldBlock) => {
                    let holder = holder(&mut file);
                    if holder.process.is_some() || patience == 0 {
                        return Ok(Taken::Theirs(holder));
                    }
                    // They have it only just, and say in a moment who they are.
                    patience -= 1;
                    thread::sleep(Duration::from_millis(1));
                    continue;
                }
                Err(TryLockError::Error(error)) => return Err(error),
            }
            // Its last holder may have taken the file away between opening and locking: then nobody else sees this lock.
            if !is_at(&file, path) {
                continue;
            }
            let left = file.metadata()?.len() > 0;
            file.set_len(0)?;
            // Only told to others: a lock without words is a lock.
            let _ = write!(file, "{} {}", std::process::id(), Timestamp::now());
            return Ok(Taken::Ours(Self { file: Some(file), path: path.to_owned(), left, lasts: false }));
        }
    }

    /// Lets go of what was not touched: what a crash left stays to be found.
    pub fn give_back(self) {
        if !self.left {
            self.release();
        }
    }

    /// What there is instead of a lock where none can be had.
    pub fn without(path: &Path) -> Self {
        Self { file: None, path: path.to_owned(), left: false, lasts: false }
    }

    /// Whether it keeps others out.
    pub fn is_held(&self) -> bool {
        self.file.is_some()
    }

    /// Lets go: the session was closed, and is whole in its file.
    pub fn release(self) {
        let Some(file) = self.file else { return };
        // While it is still locked, so that nobody can have taken it meanwhile.
        let _ = fs::remove_file(&self.path);
        let _ = file.unlock();
    }
}

impl Holder {
    /// Who it is, in words: "process 71, since 09:30".
    pub fn words(&self) -> String {
        let process = self.process.map_or("another process".to_owned(), |id| format!("process {id}"));
        match &self.since {
            Some(since) => {
                let since = since.to_zoned(zone::local());
                format!("{process}, since {}", since.strftime("%H:%M"))
            }
            None => process,
        }
    }
}

/// For so many milliseconds a holder may be nameless.
const PATIENCE: u32 = 20;

fn holder(file: &mut File) -> Holder {
    let mut words = String::new();
    // Another program's file, and not longer than one line of ours.
    let _ = file.take(100).read_to_string(&mut words);
    let (process, since) = words.trim().split_once(' ').unwrap_or((words.trim(), ""));
    Holder { process: process.parse().ok(), since: since.parse().ok() }
}

#[cfg(unix)]
fn is_at(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt as _;
    let key = |metadata: &fs::Metadata| (metadata.dev(), metadata.ino());
    matches!((file.metadata(), fs::metadata(path)), (Ok(here), Ok(there)) if key(&here) == key(&there))
}

/// Elsewhere a file that is open cannot be taken away.
#[cfg(not(unix))]
fn is_at(_: &File, _: &Path) -> bool {
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_has_it_and_others_are_told_who() {
        let home = tempfile::tempdir().unwrap();
        let path = home.path().join("s.lock");
        let Taken::Ours(lock) = Lock::take(&path).unwrap() else { panic!("nobody has it") };
        let Taken::Theirs(holder) = Lock::take(&path).unwrap() else { panic!("it is taken") };
        assert_eq!(holder.process, Some(std::process::id()));
        assert!(holder.words().starts_with("process ") && holder.since.is_some());
        lock.release();
        assert!(!path.exists());
        assert!(matches!(Lock::take(&path).unwrap(), Taken::Ours(_)));
    }

    #[test]
    fn what_a_crash_left_can_be_taken_and_strange_words_are_no_holder() {
        let home = tempfile::tempdir().unwrap();
        let path = home.path().join("s.lock");
        fs::write(&path, "\u{1b}[31m nobody").unwrap();
        let Taken::Ours(_lock) = Lock::take(&path).unwrap() else { panic!("nobody has it") };
        fs::write(&path, "\u{1b}[31m nobody").unwrap();
        let Taken::Theirs(holder) = Lock::take(&path).unwrap() else { panic!("it is taken") };
        assert_eq!((holder.words().as_str(), holder), ("another process", Holder::default()));
    }
}
