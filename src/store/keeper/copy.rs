//! A copy of a session that another casebook has open. What that one holds is read and never changed.

use jiff::Timestamp;

use super::{Keeper, journal_path};
use crate::{
    model::{SessionId, hash::sha256, session::At, start},
    store::{
        failure::{Failure, Result},
        journal::tell,
        session_file::{self, Loaded},
        yaml::SESSION_LIMIT,
    },
};

/// How often file and journal are read until they belong together: who writes them does not stop for us.
const TRIES: usize = 4;

impl Keeper {
    /// Begins the copy `name` of a session, with what is written in it up to now. The caret stands where it is told to,
    /// else where it stood.
    pub fn copy(&mut self, id: &SessionId, name: SessionId, at: Option<At>) -> Result<Loaded> {
        let Loaded { session, foreign } = self.written_elsewhere(id)?;
        let mut copy = start::copy(session, name, Timestamp::now());
        if let Some(at) = at {
            copy.at = at;
        }
        self.begin(copy.clone(), foreign.clone())?;
        Ok(Loaded { session: copy, foreign })
    }

    /// What the journal tells of a session that somebody writes; what its file holds, where the journal does not
    /// belong to that.
    fn written_elsewhere(&self, id: &SessionId) -> Result<Loaded> {
        let path = self.sessions.path(id);
        for _ in 0..TRIES {
            let told = self.disk.read(&journal_path(&self.state, id), super::opening::JOURNAL_LIMIT);
            let told = told.map(|bytes| tell(&bytes, id)).unwrap_or_default();
            let Ok(bytes) = self.disk.read(&path, SESSION_LIMIT) else { break };
            if told.knows(&sha256(&bytes))
                && let Some(loaded) = told.loaded
            {
                return Ok(loaded);
            }
        }
        let bytes = self.disk.read(&path, SESSION_LIMIT);
        let bytes = bytes.map_err(|error| Failure::io("read", &path, &error))?;
        Ok(session_file::read(bytes, &path)?)
    }
}

#[cfg(test)]
mod tests {
    use std::{path::Path, sync::Arc};

    use super::*;
    use crate::{
        model::{
            Edit, Part, Place, Session, State,
            session::Person,
            start::{Options, begin},
        },
        store::{
            bank,
            disk::{self, Disk, memory::MemoryDisk},
            session_file::Foreign,
            sessions::Sessions,
        },
    };

    fn window(disk: &MemoryDisk) -> Keeper {
        let sessions = Sessions::in_folder(Path::new("/sessions"));
        Keeper::new(Arc::new(disk.clone()), sessions, Path::new("/state"), || "desk".to_owned())
    }

    /// A window that has the session `s` open, with words that are only in its journal.
    fn other(disk: &MemoryDisk, words: &str) -> (Keeper, Session) {
        let bank = bank::built_in();
        let (question, framework, rubric) = bank.whole(&"alipay-success-metrics".into()).unwrap();
        let options = Options::new("s".into(), Person::default(), Timestamp::UNIX_EPOCH, 1);
        let mut session = begin((*question).clone(), framework.clone(), rubric.clone(), options);
        let mut other = window(disk);
        other.begin(session.clone(), Foreign::default()).unwrap();
        other.snapshot_all().unwrap();
        let at = Place::of(Part::Step("goal".into()));
        let inserted = words.to_owned();
        session.apply(&Edit::Splice { at, offset: 0, removed: String::new(), inserted }).unwrap();
        other.keep(session.clone(), Foreign::default()).unwrap();
        (other, session)
    }

    fn goal(session: &Session) -> &str {
        session.answer(&"goal".into()).unwrap().text()
    }

    #[test]
    fn a_copy_has_what_the_other_window_has_not_saved_yet_and_both_go_on() {
        let disk = MemoryDisk::new();
        let (mut other, mut theirs) = other(&disk, "Trust");
        let mut here = window(&disk);
        let copy = here.copy(&"s".into(), "t".into(), None).unwrap().session;
        assert_eq!((goal(&copy), copy.origin.from.as_ref()), ("Trust", Some(&"s".into())));
        assert_eq!((copy.state, &copy.steps), (State::InProgress, &theirs.steps));
        here.close(&"t".into()).unwrap();
        theirs.wrap_up.learnt = "theirs".to_owned();
        other.keep(theirs, Foreign::default()).unwrap();
        other.close(&"s".into()).unwrap();
        assert_eq!(other.conflicts(), [], "nobody else changed it");
        let files = disk.files();
        let read = |name: &str| session_file::read(files[Path::new(name)].clone(), Path::new(name)).unwrap();
        assert_eq!(read("/sessions/s.yaml").session.wrap_up.learnt, "theirs");
        assert_eq!((goal(&read("/sessions/t.yaml").session)), "Trust");
    }

    #[test]
    fn a_line_that_is_being_written_is_left_out_and_without_a_journal_there_is_the_file() {
        let disk = MemoryDisk::new();
        let (_other, _) = other(&disk, "Trust");
        let journal = Path::new("/state/journals/s.journal");
        disk::write_all(&mut *disk.append(journal).unwrap(), b"0123abcd {\"epo").unwrap();
        let mut here = window(&disk);
        assert_eq!(goal(&here.copy(&"s".into(), "t".into(), None).unwrap().session), "Trust");
        disk.remove(journal).unwrap();
        assert_eq!(goal(&here.copy(&"s".into(), "u".into(), None).unwrap().session), "");
    }
}
