//! A disk in memory that fails when it is told to, and can lose its power. For tests alone.
//!
//! What was written and not synced may be there after a crash, in part or not at all; so may names whose folder was
//! not synced: that is all that POSIX promises.

use std::{
    collections::{BTreeMap, BTreeSet},
    io,
    path::{Path, PathBuf},
    sync::{Arc, Mutex, MutexGuard},
};

use super::{Disk, Writing};
use crate::store::lock::{Lock, Taken};

/// What a disk is asked to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    Read,
    List,
    Folder,
    Create,
    Append,
    Write,
    Sync,
    Rename,
    Remove,
    SyncFolder,
    Lock,
}

/// What goes wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// The system says no.
    Error(io::ErrorKind),
    /// Half of it is written, and then the system says no.
    Short,
    /// The disk itself is broken.
    Broken,
    /// The program itself is wrong.
    Panic,
}

type Faults = Box<dyn FnMut(u64, Kind, &Path) -> Option<Fault> + Send>;

/// The disk. Clones are the same disk.
#[derive(Clone)]
pub struct MemoryDisk {
    state: Arc<Mutex<State>>,
    /// Locks are held on a real one.
    locks: Arc<tempfile::TempDir>,
}

#[derive(Default)]
struct State {
    files: Vec<File>,
    folders: BTreeSet<PathBuf>,
    names: BTreeMap<PathBuf, usize>,
    /// The names that are on disk for certain.
    durable: BTreeMap<PathBuf, usize>,
    /// What happened to names since, in order. What belongs together never happens from its middle on.
    pending: Vec<Vec<(PathBuf, Option<usize>)>>,
    operations: u64,
    faults: Option<Faults>,
}

#[derive(Clone, Default)]
struct File {
    bytes: Vec<u8>,
    /// How many of them are on disk for certain.
    durable: usize,
}

#[derive(Debug)]
struct Handle {
    disk: MemoryDisk,
    path: PathBuf,
    file: usize,
}

impl std::fmt::Debug for MemoryDisk {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("a disk in memory")
    }
}

impl MemoryDisk {
    pub fn new() -> Self {
        Self { state: Arc::default(), locks: Arc::new(tempfile::tempdir().unwrap()) }
    }

    /// From now on, `faults` is asked before each operation, which it is given with its number.
    pub fn fail(&self, faults: impl FnMut(u64, Kind, &Path) -> Option<Fault> + Send + 'static) {
        let mut state = self.state();
        state.faults = Some(Box::new(faults));
        state.operations = 0;
    }

    /// From now on, nothing fails.
    pub fn work(&self) {
        self.state().faults = None;
    }

    /// How many operations there were since the last [`Self::fail`].
    pub fn operations(&self) -> u64 {
        self.state().operations
    }

    /// Every file with its bytes.
    pub fn files(&self) -> BTreeMap<PathBuf, Vec<u8>> {
        let state = self.state();
        state.names.iter().map(|(path, file)| (path.clone(), state.files[*file].bytes.clone())).collect()
    }

    /// Puts bytes into a file as another program would: at once, and to stay.
    pub fn put(&self, path: &Path, bytes: &[u8]) {
        let mut state = self.state();
        let file = state.files.len();
        state.files.push(File { bytes: bytes.to_vec(), durable: bytes.len() });
        state.names.insert(path.to_owned(), file);
        state.durable.insert(path.to_owned(), file);
        state.pending.retain(|together| together.iter().all(|(name, _)| name != path));
    }

    /// The disk after its power went and came back, nobody holding a lock. `choose(n)` says which of `n` possible
    /// states it is, for each thing that was not certain.
    pub fn after_power_cut(&self, mut choose: impl FnMut(usize) -> usize) -> Self {
        let state = self.state();
        let mut names = state.durable.clone();
        for together in &state.pending {
            for (path, file) in together {
                if choose(2) == 0 {
                    break;
                }
                match file {
                    Some(file) => names.insert(path.clone(), *file),
                    None => names.remove(path),
                };
            }
        }
        let files: Vec<File> = state
            .files
            .iter()
            .map(|file| {
                let uncertain = file.bytes.len() - file.durable;
                let length = file.durable + if uncertain == 0 { 0 } else { choose(uncertain + 1) };
                let mut bytes = file.bytes[..length].to_vec();
                // A file may have grown before what it holds arrived.
                if length > file.durable && choose(4) == 0 {
                    let start = file.durable + choose(length - file.durable);
                    bytes[start..].fill(0);
                }
                File { durable: bytes.len(), bytes }
            })
            .collect();
        let folders = state.folders.clone();
        let after = State { files, folders, names: names.clone(), durable: names, ..State::default() };
        Self { state: Arc::new(Mutex::new(after)), locks: Arc::new(tempfile::tempdir().unwrap()) }
    }

    /// The disk as it is, nobody holding a lock: what a killed program leaves.
    pub fn after_kill(&self) -> Self {
        let state = self.state();
        let after = State {
            files: state.files.clone(),
            folders: state.folders.clone(),
            names: state.names.clone(),
            durable: state.durable.clone(),
            pending: state.pending.clone(),
            ..State::default()
        };
        Self { state: Arc::new(Mutex::new(after)), locks: Arc::new(tempfile::tempdir().unwrap()) }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
    }

    fn asked(&self, kind: Kind, path: &Path) -> io::Result<bool> {
        let mut state = self.state();
        let number = state.operations;
        state.operations += 1;
        let fault = state.faults.as_mut().and_then(|faults| faults(number, kind, path));
        drop(state);
        match fault {
            None => Ok(false),
            Some(Fault::Error(kind)) => Err(kind.into()),
            Some(Fault::Short) => Ok(true),
            Some(Fault::Broken) => Err(io::Error::from_raw_os_error(5)),
            Some(Fault::Panic) => panic!("a {kind:?} panics"),
        }
    }
}

impl State {
    fn name(&mut self, path: &Path, file: Option<usize>) {
        match file {
            Some(file) => self.names.insert(path.to_owned(), file),
            None => self.names.remove(path),
        };
        self.pending.push(vec![(path.to_owned(), file)]);
    }

    fn find(&self, path: &Path) -> io::Result<usize> {
        self.names.get(path).copied().ok_or_else(|| io::ErrorKind::NotFound.into())
    }
}

impl Disk for MemoryDisk {
    fn read(&self, path: &Path, limit: u64) -> io::Result<Vec<u8>> {
        self.asked(Kind::Read, path)?;
        let state = self.state();
        let bytes = state.files[state.find(path)?].bytes.clone();
        if bytes.len() as u64 > limit { Err(io::Error::other("too large")) } else { Ok(bytes) }
    }

    fn list(&self, folder: &Path) -> io::Result<Vec<String>> {
        self.asked(Kind::List, folder)?;
        // Locks are nobody's names here: what a crash left is told by the test.
        let state = self.state();
        let inside = state.names.keys().filter_map(|path| path.strip_prefix(folder).ok());
        let names: Vec<String> = inside.map(|name| name.to_string_lossy().into_owned()).collect();
        let is_there = !names.is_empty() || state.folders.contains(folder);
        if is_there { Ok(names) } else { Err(io::ErrorKind::NotFound.into()) }
    }

    fn folder(&self, path: &Path) -> io::Result<()> {
        self.asked(Kind::Folder, path)?;
        self.state().folders.insert(path.to_owned());
        Ok(())
    }

    fn create(&self, path: &Path) -> io::Result<Box<dyn Writing>> {
        self.asked(Kind::Create, path)?;
        let mut state = self.state();
        if state.names.contains_key(path) {
            return Err(io::ErrorKind::AlreadyExists.into());
        }
        let file = state.files.len();
        state.files.push(File::default());
        state.name(path, Some(file));
        Ok(Box::new(Handle { disk: self.clone(), path: path.to_owned(), file }))
    }

    fn append(&self, path: &Path) -> io::Result<Box<dyn Writing>> {
        self.asked(Kind::Append, path)?;
        let file = self.state().find(path)?;
        Ok(Box::new(Handle { disk: self.clone(), path: path.to_owned(), file }))
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.asked(Kind::Rename, to)?;
        let mut state = self.state();
        let file = state.find(from)?;
        state.names.remove(from);
        state.names.insert(to.to_owned(), file);
        // One step: after a crash it is under one of its names, or under both.
        state.pending.push(vec![(to.to_owned(), Some(file)), (from.to_owned(), None)]);
        Ok(())
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        self.asked(Kind::Remove, path)?;
        let mut state = self.state();
        state.find(path)?;
        state.name(path, None);
        Ok(())
    }

    fn sync_folder(&self, path: &Path) -> io::Result<()> {
        self.asked(Kind::SyncFolder, path)?;
        let mut state = self.state();
        let (now, later): (Vec<_>, Vec<_>) = std::mem::take(&mut state.pending)
            .into_iter()
            .partition(|names| names[0].0.parent() == Some(path));
        state.pending = later;
        for (name, file) in now.into_iter().flatten() {
            match file {
                Some(file) => state.durable.insert(name, file),
                None => state.durable.remove(&name),
            };
        }
        Ok(())
    }

    fn follow(&self, path: &Path) -> io::Result<PathBuf> {
        Ok(path.to_owned())
    }

    fn lock(&self, path: &Path) -> io::Result<Taken> {
        self.asked(Kind::Lock, path)?;
        let name = path.file_name().unwrap_or_default();
        Lock::take(&self.locks.path().join(name))
    }

    fn permit_like(&self, _: &Path, _: &Path) {}
}

impl Writing for Handle {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let short = self.disk.asked(Kind::Write, &self.path)?;
        let mut state = self.disk.state();
        let file = &mut state.files[self.file];
        if short {
            file.bytes.extend_from_slice(&bytes[..bytes.len() / 2]);
            return Err(io::ErrorKind::StorageFull.into());
        }
        file.bytes.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn sync(&mut self) -> io::Result<()> {
        let short = self.disk.asked(Kind::Sync, &self.path)?;
        let mut state = self.disk.state();
        let file = &mut state.files[self.file];
        if short {
            // What could not be synced is forgotten, as some systems do: to sync again says that all is well.
            let durable = file.durable;
            file.bytes.truncate(durable);
            return Err(io::Error::other("the disk failed"));
        }
        file.durable = file.bytes.len();
        Ok(())
    }
}
