//! Finds the files of a bank, embedded or on disk. Reads no YAML.

use std::{
    collections::HashSet,
    fs::{self, DirEntry},
    path::{Path, PathBuf},
};

use super::{beside::beside_questions, load::Loaded};
use crate::{
    error::Problem,
    sort::Sort as _,
    store::{packed, read},
};

/// The samples that coaches score, as build.rs packs them.
const SAMPLES: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/samples"));

/// Deeper than any bank is nested.
const DEPTH: usize = 16;

/// The built-in bank.
pub(super) fn built_in(loaded: &mut Loaded) {
    beside_questions().for_each(|beside| loaded.built_in(&beside));
    loaded.ready();
}

/// The files of the samples that are in the program, in the order of their names.
pub(super) fn samples() -> Vec<(PathBuf, Vec<u8>)> {
    packed::files(SAMPLES).into_iter().map(|(name, text)| (name.into(), text.into_bytes())).collect()
}

/// A file of a bank.
#[derive(Clone, Debug, PartialEq)]
pub struct Found {
    /// Where it is.
    pub path: PathBuf,
    /// Its path from the bank's own folder on: folder names in it say what the file is.
    pub within: PathBuf,
}

/// The files of a bank on disk, a file or a folder and everything below it; and what cannot be looked into.
pub(super) fn find(path: &Path) -> (Vec<Found>, Vec<Problem>) {
    match fs::metadata(path) {
        Err(error) => (Vec::new(), vec![read::unreadable(path, &error)]),
        Ok(metadata) if metadata.is_dir() => {
            let mut walk = Walk::default();
            let name = path.canonicalize().ok().and_then(|full| full.file_name().map(PathBuf::from));
            walk.folder(path, &name.unwrap_or_default(), 0);
            if walk.files.is_empty() {
                let problem = Problem::of_file(path, "there is no .yaml file in this folder");
                walk.problems
                    .push(problem.with_help("copy a question of docs/formats.md into it to begin with"));
            }
            (walk.files, walk.problems)
        }
        Ok(metadata) if metadata.is_file() && !is_yaml(path) => {
            let problem = Problem::of_file(path, "this is no .yaml or .yml file");
            (Vec::new(), vec![problem.with_help("rename it if it holds YAML")])
        }
        Ok(_) => {
            let parent = path.parent().and_then(Path::file_name).map(PathBuf::from).unwrap_or_default();
            let within = parent.join(path.file_name().unwrap_or_default());
            (vec![Found { path: path.to_owned(), within }], Vec::new())
        }
    }
}

/// A bank on disk, file by file.
pub(super) fn bank(path: &Path, loaded: &mut Loaded) {
    let (files, problems) = find(path);
    loaded.problems.extend(problems);
    for found in files {
        file(&found, loaded);
    }
}

/// Takes in a file.
pub(super) fn file(found: &Found, loaded: &mut Loaded) {
    match read::bytes(&found.path, loaded.limit()) {
        Ok(bytes) => loaded.file(&found.path, &found.within, bytes),
        Err(problem) => loaded.unread(problem),
    }
}

#[derive(Default)]
struct Walk {
    files: Vec<Found>,
    problems: Vec<Problem>,
    /// Folders that were entered, so that links in a circle end.
    seen: HashSet<PathBuf>,
}

impl Walk {
    fn folder(&mut self, path: &Path, within: &Path, depth: usize) {
        let entries = match fs::read_dir(path).and_then(Iterator::collect::<Result<Vec<_>, _>>) {
            Ok(entries) => entries,
            Err(error) => return self.problems.push(read::unreadable(path, &error)),
        };
        let is_new = path.canonicalize().is_ok_and(|full| self.seen.insert(full));
        if !is_new || depth > DEPTH {
            return;
        }
        let mut entries = entries;
        entries.arrange_by_key(DirEntry::path);
        for entry in entries {
            let (path, name) = (entry.path(), entry.file_name());
            let within = within.join(&name);
            // What begins with a dot belongs to other programs.
            if name.to_string_lossy().starts_with('.') {
                continue;
            }
            if is_folder(&entry) {
                self.folder(&path, &within, depth + 1);
            } else if is_yaml(&path) {
                self.files.push(Found { path, within });
            }
        }
    }
}

/// Whether it is one, or a link to one. Most systems say that with the name, without another look at the disk.
fn is_folder(entry: &DirEntry) -> bool {
    match entry.file_type() {
        Ok(kind) if !kind.is_symlink() => kind.is_dir(),
        _ => entry.path().is_dir(),
    }
}

fn is_yaml(path: &Path) -> bool {
    path.extension().is_some_and(|end| end.eq_ignore_ascii_case("yaml") || end.eq_ignore_ascii_case("yml"))
}
