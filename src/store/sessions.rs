//! The folder of sessions: what is in it, and one session in and out of it.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use jiff::civil::Date;

use super::{
    atomic,
    failure::{Failure, Result},
    names::is_file_name,
    read,
    session_file::{self, Foreign, Loaded},
    travelling::{ASSIGNMENT, REPLY, REVIEW},
    yaml::SESSION_LIMIT,
};
use crate::{
    model::{QuestionId, Session, SessionId, unreadable::Unreadable},
    sort::Sort as _,
    text::nearest::nearest,
};

mod index;
mod listing;
mod shelves;
mod still;

pub use index::Kept;
pub use listing::{Listing, Part};

/// The person's sessions, one file each.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sessions {
    folder: PathBuf,
    /// Where it is kept what was read for a list, if anywhere.
    index: Option<PathBuf>,
}

/// A file among the sessions that could not be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Broken {
    /// Which session it would be.
    pub id: SessionId,
    /// Which file.
    pub path: PathBuf,
    /// Why.
    pub failure: Failure,
    /// Whether it is in the archive.
    pub archived: bool,
}

impl Broken {
    /// What a list shows of it: why it cannot be read, without the folder.
    pub fn unreadable(self) -> Unreadable {
        let folder = self.path.parent().map_or_else(String::new, |folder| format!("{}/", folder.display()));
        Unreadable { id: self.id, why: self.failure.what.replace(&folder, ""), archived: self.archived }
    }
}

impl Sessions {
    /// The sessions in a folder, which need not be there yet.
    pub fn in_folder(folder: &Path) -> Self {
        Self { folder: folder.to_owned(), index: None }
    }

    /// The folder itself.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// The file of a session.
    pub fn path(&self, id: &SessionId) -> PathBuf {
        self.folder.join(format!("{id}{ENDING}"))
    }

    /// An id for a new session: `<date>-<question>-<4 letters>`, not yet taken. The date is the person's own.
    pub fn new_id(&self, date: Date, question: &QuestionId) -> SessionId {
        loop {
            let id = SessionId::from(format!("{date}-{question}-{}", letters()));
            if fs::symlink_metadata(self.path(&id)).is_err() {
                return id;
            }
        }
    }

    /// One session.
    pub fn load(&self, id: &SessionId) -> Result<Loaded> {
        self.load_sized(id).1
    }

    /// The same, with how many bytes its file had, where it has some.
    fn load_sized(&self, id: &SessionId) -> (Option<usize>, Result<Loaded>) {
        let path = match self.named(id) {
            Ok(path) => path,
            Err(failure) => return (None, Err(failure)),
        };
        let bytes = read::bytes(&path, SESSION_LIMIT);
        let size = bytes.as_ref().ok().map(Vec::len);
        let read = || Ok(session_file::read(bytes?, &path)?);
        let loaded = read().map_err(|failure: Failure| match path.try_exists() {
            Ok(false) => failure,
            _ => Failure { hint: format!("{}; {RESCUE}", failure.hint), ..failure },
        });
        (size, loaded)
    }

    /// Writes one session, wholly or not at all.
    pub fn save(&self, session: &Session, foreign: &Foreign) -> Result<()> {
        let text = file_text(session, foreign)?;
        atomic::write(&self.path(&session.id), text.as_bytes())
    }

    /// The file of a session, where its id can name one: it may come from a folder that others write into.
    fn named(&self, id: &SessionId) -> Result<PathBuf> {
        check_name(id).map(|()| self.path(id))
    }

    /// The sessions that a shortened id may mean, at least one: those that begin so, else those that end so, else
    /// those that have it anywhere. An id itself means one alone.
    pub fn meant(&self, short: &str) -> Result<Vec<SessionId>> {
        let ids = self.ids()?;
        let typed = short.strip_suffix(ENDING).unwrap_or(short);
        let short = typed.to_lowercase();
        let ways: [&dyn Fn(&str) -> bool; 5] = [
            &|id| id == typed,
            &|id| id.to_lowercase() == short,
            &|id| id.to_lowercase().starts_with(&short),
            &|id| id.to_lowercase().ends_with(&short),
            &|id| id.to_lowercase().contains(&short),
        ];
        for fits in ways.iter().filter(|_| !short.is_empty()) {
            let meant: Vec<SessionId> = ids.iter().filter(|id| fits(id.as_str())).cloned().collect();
            if !meant.is_empty() {
                return Ok(meant);
            }
        }
        let near = nearest(&short, ids.iter().map(SessionId::as_str));
        let hint = match near.first() {
            Some(near) => format!("did you mean `{near}`? `casebook sessions` lists them all"),
            None => "`casebook sessions` lists them".to_owned(),
        };
        Err(Failure::new(format!("there is no session `{typed}` in {}", self.folder.display()), hint))
    }

    /// The ids of everything that looks like a session's file.
    fn ids(&self) -> Result<Vec<SessionId>> {
        let failed = |error: &io::Error| Failure::io("list", &self.folder, error);
        let entries = match fs::read_dir(&self.folder) {
            Ok(entries) => entries,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
            Err(error) => return Err(failed(&error)),
        };
        let mut ids = Vec::new();
        for entry in entries {
            let name = entry.map_err(|error| failed(&error))?.file_name();
            if let Some(id) = name.to_str().and_then(session_name) {
                ids.push(SessionId::from(id));
            }
        }
        ids.arrange_by(|a, b| b.cmp(a));
        Ok(ids)
    }
}

/// An error where an id cannot name a file: it may come from a folder that others write into.
pub(super) fn check_name(id: &SessionId) -> Result<()> {
    if is_file_name(id.as_str()) {
        return Ok(());
    }
    let what = format!("\"{id}\" cannot be the name of a session");
    Err(Failure::new(what, "rename its file: letters, digits and - are safe on every system"))
}

/// What a session's file is to hold; an error where that could not be opened again, or its id cannot name a file.
pub(super) fn file_text(session: &Session, foreign: &Foreign) -> Result<String> {
    check_name(&session.id)?;
    let text = session_file::write(session, foreign)?;
    if text.len() as u64 > SESSION_LIMIT {
        let what = format!(
            "{} is larger than {} MiB and could not be opened again",
            session.id,
            SESSION_LIMIT >> 20
        );
        return Err(Failure::new(what, "make its longest answer shorter"));
    }
    Ok(text)
}

/// Four letters by chance: what tells two names of the same day apart.
pub fn letters() -> String {
    (0..4).filter_map(|_| fastrand::choice(LETTERS)).collect()
}

/// What there is for a file that cannot be read.
const RESCUE: &str = "`casebook`, then Sessions, offers what can be brought back";

const ENDING: &str = ".yaml";

/// No vowels and no look-alikes: an id is read aloud, and it should not be a word.
const LETTERS: &[char] =
    &['b', 'c', 'd', 'f', 'g', 'h', 'j', 'k', 'm', 'n', 'p', 'q', 'r', 's', 't', 'v', 'w', 'x', 'z'];

/// Whether a session of that id would have a file of its own that is taken for a session's.
pub(super) fn is_session_name(id: &str) -> bool {
    is_file_name(id) && session_name(&format!("{id}{ENDING}")) == Some(id)
}

/// The session's id in a file's name. Hidden files, reviews, replies and assignments are something else.
fn session_name(name: &str) -> Option<&str> {
    let id = name.strip_suffix(ENDING)?;
    let other = id.contains(REVIEW) || id.contains(REPLY) || id.ends_with(ASSIGNMENT);
    (!id.is_empty() && !id.starts_with('.') && !other).then_some(id)
}

#[cfg(test)]
mod tests;
