//! Stands beside every journey and keeps a journal of it: what the journal tells must be what the screen wrote, and all
//! of it edits. A crash at any moment could be asked for more, but never for less.

use std::{path::PathBuf, sync::Arc};

use casebook::{
    model::{Course, Session},
    store::{
        disk::RealDisk,
        journal::{Entry, Record, tell},
        keeper::Keeper,
        session_file::Foreign,
        sessions::Sessions,
    },
};
use tempfile::TempDir;

/// A journal of the open session.
pub struct Witness {
    keeper: Keeper,
    foreign: Foreign,
    journal: PathBuf,
    _home: TempDir,
}

impl Witness {
    /// From the moment when it is opened.
    pub fn of(session: &Session, foreign: &Foreign) -> Self {
        let home = tempfile::tempdir().unwrap();
        let state = home.path().join("state");
        let sessions = Sessions::in_folder(&home.path().join("sessions"));
        let mut keeper = Keeper::new(Arc::new(RealDisk), sessions, &state, || "witness".to_owned());
        keeper.begin(session.clone(), foreign.clone()).unwrap();
        let journal = state.join(format!("journals/{}.journal", session.id));
        Self { keeper, foreign: foreign.clone(), journal, _home: home }
    }

    /// The session changed.
    pub fn keeps(&mut self, session: &Session) {
        self.keeper.keep(session.clone(), self.foreign.clone()).unwrap();
    }

    /// What the journal tells is the session, clocks aside.
    pub fn tells(&self, session: &Session) {
        let bytes = std::fs::read(&self.journal).unwrap();
        let told = tell(&bytes, &session.id);
        assert_eq!(told.stop, None);
        let mut told = told.loaded.unwrap().session;
        told.follow(&Course::of(session));
        told.saved = session.saved.clone();
        assert!(told == *session, "the journal tells another session:\n{told:#?}\nand not\n{session:#?}");
        let mut read = 0;
        let mut whole = 0;
        while let Some((Record { entry, .. }, length)) = Record::read(&bytes[read..]).unwrap() {
            whole += usize::from(matches!(entry, Entry::Session(_)));
            read += length;
        }
        assert_eq!(whole, 1, "something changed that edits cannot tell");
    }
}
