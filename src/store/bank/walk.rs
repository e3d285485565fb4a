//! Finds the files of a bank, embedded or on disk. Reads no YAML.

use std::{
    collections::HashSet,
    fs,
    path::{Path, PathBuf},
};

use include_dir::{Dir, include_dir};

use super::load::Loaded;
use crate::{error::Problem, store::read};

/// The built-in bank as build.rs makes it ready: a path and what that file holds in each line.
const BUILT_IN: &str = include_str!(concat!(env!("OUT_DIR"), "/bank.jsonl"));

/// Samples that coaches score, as their files are.
static SAMPLE_FILES: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/questions/samples");

/// Deeper than any bank is nested.
const DEPTH: usize = 16;

pub(super) fn built_in(loaded: &mut Loaded) {
    for (path, json) in BUILT_IN.lines().filter_map(|line| line.split_once('\t')) {
        loaded.ready(Path::new(path), json);
    }
}

/// The files of the samples that are in the program.
pub(super) fn samples() -> Vec<(PathBuf, &'static [u8])> {
    let mut files: Vec<_> =
        SAMPLE_FILES.files().map(|file| (file.path().to_owned(), file.contents())).collect();
    files.sort();
    files
}

/// A bank on disk: a file, or a folder and everything below it.
pub(super) fn bank(path: &Path, loaded: &mut Loaded) {
    match fs::metadata(path) {
        Err(error) => loaded.problems.push(read::unreadable(path, &error)),
        Ok(metadata) if metadata.is_dir() => {
            let mut walk = Walk { loaded, seen: HashSet::new(), files: 0 };
            let name = path.canonicalize().ok().and_then(|full| full.file_name().map(PathBuf::from));
            walk.folder(path, &name.unwrap_or_default(), 0);
            if walk.files == 0 {
                let problem = Problem::of_file(path, "there is no .yaml file in this folder");
                loaded
                    .problems
                    .push(problem.with_help("copy a question of docs/formats.md into it to begin with"));
            }
        }
        Ok(metadata) if metadata.is_file() && !is_yaml(path) => {
            let problem = Problem::of_file(path, "this is no .yaml or .yml file");
            loaded.problems.push(problem.with_help("rename it if it holds YAML"));
        }
        Ok(_) => {
            let parent = path.parent().and_then(Path::file_name).map(PathBuf::from).unwrap_or_default();
            file(path, &parent.join(path.file_name().unwrap_or_default()), loaded);
        }
    }
}

struct Walk<'a> {
    loaded: &'a mut Loaded,
    /// Folders that were entered, so that links in a circle end.
    seen: HashSet<PathBuf>,
    files: usize,
}

impl Walk<'_> {
    fn folder(&mut self, path: &Path, within: &Path, depth: usize) {
        let entries = match fs::read_dir(path).and_then(Iterator::collect::<Result<Vec<_>, _>>) {
            Ok(entries) => entries,
            Err(error) => return self.loaded.problems.push(read::unreadable(path, &error)),
        };
        let is_new = path.canonicalize().is_ok_and(|full| self.seen.insert(full));
        if !is_new || depth > DEPTH {
            return;
        }
        let mut paths: Vec<PathBuf> = entries.into_iter().map(|entry| entry.path()).collect();
        paths.sort();
        for path in paths {
            let Some(name) = path.file_name().map(ToOwned::to_owned) else { continue };
            let within = within.join(&name);
            // What begins with a dot belongs to other programs.
            if name.to_string_lossy().starts_with('.') {
                continue;
            }
            if path.is_dir() {
                self.folder(&path, &within, depth + 1);
            } else if is_yaml(&path) {
                self.files += 1;
                file(&path, &within, self.loaded);
            }
        }
    }
}

fn file(path: &Path, within: &Path, loaded: &mut Loaded) {
    match read::bytes(path, loaded.limit()) {
        Ok(bytes) => loaded.file(path, within, bytes),
        Err(problem) => loaded.unread(problem),
    }
}

fn is_yaml(path: &Path) -> bool {
    path.extension().is_some_and(|end| end.eq_ignore_ascii_case("yaml") || end.eq_ignore_ascii_case("yml"))
}
