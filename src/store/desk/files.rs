//! Which files on the desk may be sessions and which are reviews, by their names alone. Reads none of them.

use std::{
    collections::HashSet,
    fs,
    path::{Path, PathBuf},
};

use crate::{
    sort::Sort as _,
    store::{
        failure::{Failure, Result},
        read,
        travelling::{ASSIGNMENT, REPLY, REVIEW},
    },
};

/// What was found.
#[derive(Debug, Default)]
pub struct Files {
    /// Files that may be sessions.
    pub sessions: Vec<File>,
    /// Files that are called as reviews are.
    pub reviews: Vec<PathBuf>,
    /// Files that are called as replies are.
    pub replies: Vec<PathBuf>,
    /// Files that are called as assignments are.
    pub assignments: Vec<PathBuf>,
}

/// A file that may be a session.
#[derive(Debug)]
pub struct File {
    /// Which.
    pub path: PathBuf,
    /// Whether it was named, or is called as sessions are: then that it cannot be read is worth a word.
    pub is_surely: bool,
}

/// In the names of timelines, of copies too that a sync program made.
const TIMELINE: &str = ".timeline.";

/// How the folders begin in which later versions are filed: see [`crate::store::received`].
const VERSION: &str = "version-";

/// Deeper than anybody files.
const DEPTH: usize = 16;

/// The files at these paths, and in the folders below them, each once.
pub fn find(paths: &[PathBuf]) -> Result<Files> {
    let mut walk = Walk::default();
    for path in paths {
        let metadata = fs::metadata(path).map_err(|error| Failure::from(read::unreadable(path, &error)))?;
        if metadata.is_dir() { walk.folder(path, 0)? } else { walk.named(path) }
    }
    Ok(walk.files)
}

/// The reviews that lie beside a session's file.
pub fn beside(session: &Path) -> Vec<PathBuf> {
    let (Some(folder), Some(stem)) = (session.parent(), session.file_stem().and_then(|stem| stem.to_str()))
    else {
        return Vec::new();
    };
    let start = format!("{stem}{REVIEW}");
    let mut paths = all(folder);
    paths.retain(|path| is_yaml(path) && name(path).starts_with(&start));
    paths
}

/// What is in a folder; nothing where it cannot be listed.
pub fn all(folder: &Path) -> Vec<PathBuf> {
    entries(folder).unwrap_or_default().into_iter().map(|(path, _)| path).collect()
}

/// Whether a file is called as reviews are.
pub fn is_review(path: &Path) -> bool {
    is_yaml(path) && name(path).contains(REVIEW) && !name(path).starts_with('.')
}

/// The replies that lie beside a session's file, or beside another version of it.
pub fn replies(session: &Path) -> Vec<PathBuf> {
    let folder = of_all_versions(session);
    let start = format!("{}{REPLY}", original(session));
    let is_reply = |path: &PathBuf| is_yaml(path) && name(path).starts_with(&start);
    let (mut replies, mut later) = (Vec::new(), Vec::new());
    for path in all(&folder) {
        if is_reply(&path) {
            replies.push(path);
        } else if is_of_later(&path) && path.is_dir() {
            later.push(path);
        }
    }
    let later = later.iter().flat_map(|folder| all(folder));
    replies.extend(later.filter(is_reply));
    replies
}

/// The file of the session that a review lies beside.
pub fn reviewed(review: &Path) -> PathBuf {
    let name = name(review);
    let stem = name.split_once(REVIEW).map_or(name.as_str(), |(stem, _)| stem);
    review.with_file_name(format!("{stem}.yaml"))
}

/// The name of the session that a file is a version of: programs that sync put their words behind a dot or a bracket, and
/// so do we; no id holds either.
pub fn original(session: &Path) -> String {
    let stem = session.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
    let ends = [".", " ("].into_iter().filter_map(|mark| stem.find(mark));
    stem[..ends.min().unwrap_or(stem.len())].to_owned()
}

/// The folder that a session's versions lie in: what was received later lies in one below it.
pub fn of_all_versions(session: &Path) -> PathBuf {
    let folder = session.parent().unwrap_or(Path::new(""));
    if is_of_later(folder) { folder.parent().unwrap_or(folder).to_owned() } else { folder.to_owned() }
}

/// Whether later versions are filed in a folder that is called so.
fn is_of_later(folder: &Path) -> bool {
    name(folder).strip_prefix(VERSION).is_some_and(|number| number.parse::<u32>().is_ok())
}

#[derive(Default)]
struct Walk {
    files: Files,
    /// What was entered and taken, so that links in a circle end and nothing is there twice.
    seen: HashSet<PathBuf>,
}

impl Walk {
    fn folder(&mut self, path: &Path, depth: usize) -> Result<()> {
        let Ok(full) = path.canonicalize() else { return Ok(()) };
        if depth > DEPTH || !self.seen.insert(full.clone()) {
            return Ok(());
        }
        for (path, kind) in entries(path)? {
            // What begins with a dot belongs to other programs, or is being written.
            if name(&path).starts_with('.') {
                continue;
            }
            if kind.is_dir() || kind.is_symlink() && path.is_dir() {
                // A folder below that may not be read hides what is in it from nobody else.
                let _ = self.folder(&path, depth + 1);
            } else if is_yaml(&path) {
                // Only a link leads elsewhere: of thousands of files none else is asked where it lies.
                let full = if kind.is_symlink() { full_path(&path) } else { full.join(name_of(&path)) };
                let is_surely = begins_with_a_date(&name(&path));
                self.file(path, full, is_surely);
            }
        }
        Ok(())
    }

    /// A file that was named; with a session come the reviews and replies beside it.
    fn named(&mut self, path: &Path) {
        for path in [vec![path.to_owned()], beside(path), replies(path)].concat() {
            let full = full_path(&path);
            self.file(path, full, true);
        }
    }

    fn file(&mut self, path: PathBuf, full: PathBuf, is_surely: bool) {
        if !self.seen.insert(full) {
            return;
        }
        let name = name(&path);
        if name.contains(REVIEW) {
            self.files.reviews.push(path);
        } else if name.contains(REPLY) {
            self.files.replies.push(path);
        } else if name.contains(ASSIGNMENT) {
            self.files.assignments.push(path);
        } else if !name.contains(TIMELINE) {
            self.files.sessions.push(File { path, is_surely });
        }
    }
}

/// What is in a folder and of which kind, in the order of the names.
fn entries(folder: &Path) -> Result<Vec<(PathBuf, fs::FileType)>> {
    // A file that is named without a folder lies in the one that the program runs in.
    let place = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    let found = |entry: fs::DirEntry| Ok((folder.join(entry.file_name()), entry.file_type()?));
    let entries =
        fs::read_dir(place).and_then(|entries| entries.map(|entry| entry.and_then(found)).collect());
    let mut entries: Vec<(PathBuf, fs::FileType)> =
        entries.map_err(|error| Failure::from(read::unreadable(place, &error)))?;
    entries.arrange_by(|(a, _), (b, _)| a.cmp(b));
    Ok(entries)
}

fn full_path(path: &Path) -> PathBuf {
    path.canonicalize().unwrap_or_else(|_| path.to_owned())
}

fn name_of(path: &Path) -> &std::ffi::OsStr {
    path.file_name().unwrap_or_default()
}

fn name(path: &Path) -> String {
    path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}

fn is_yaml(path: &Path) -> bool {
    path.extension().is_some_and(|end| end.eq_ignore_ascii_case("yaml"))
}

/// As the names of sessions do.
fn begins_with_a_date(name: &str) -> bool {
    let form = "0000-00-00-".bytes();
    name.len() > form.len()
        && name.bytes().zip(form).all(|(c, form)| if form == b'0' { c.is_ascii_digit() } else { c == form })
}
