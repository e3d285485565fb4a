//! A person's folder: empty, or with a session begun in it; and what the program wrote there, read by the library.

use std::{
    fs,
    path::{Path, PathBuf},
    thread,
    time::{Duration, Instant},
};

use casebook::{
    model::{
        Answer, Guide, Metric, Mode, Place, Role, Session, SessionId, StepId, Stop,
        session::{At, Person},
        start::{self, Options},
    },
    store::{bank, session_file::Foreign, sessions::Sessions},
};
use tempfile::TempDir;

use crate::harness::DEADLINE;

pub const ALIPAY: &str = "alipay-success-metrics";

/// A folder for `CASEBOOK_HOME`.
pub struct Home {
    folder: TempDir,
}

impl Home {
    /// Nobody was here before.
    pub fn new() -> Self {
        Self { folder: tempfile::tempdir().unwrap() }
    }

    /// The same on another disk.
    pub fn on(disk: &Path) -> Self {
        Self { folder: tempfile::tempdir_in(disk).unwrap() }
    }

    /// Somebody left in the middle of the Alipay question, at this step and after `before` was done to the session.
    pub fn left_at(step: &str, before: impl FnOnce(&mut Session)) -> Self {
        Self::new().with_session(step, before)
    }

    /// The same for this folder.
    pub fn with_session(self, step: &str, before: impl FnOnce(&mut Session)) -> Self {
        let home = self;
        let bank = bank::built_in();
        let (question, framework, rubric) = bank.whole(&ALIPAY.into()).unwrap();
        let person = Person { id: "p1".to_owned(), name: None };
        let now = "2026-03-02T06:30:00Z".parse().unwrap();
        let options = Options::new(SessionId::from("2026-03-02-alipay-success-metrics-bcdf"), person, now, 7);
        assert_eq!((options.mode, options.guide), (Mode::Practice, Guide::Full));
        let mut session = start::begin((*question).clone(), framework.clone(), rubric.clone(), options);
        let stop = match step {
            "clarify" => Stop::Clarify,
            "plan" => Stop::Plan,
            step => Stop::Step(step.into()),
        };
        session.at = At { stop, id: None, field: None, offset: 0 };
        before(&mut session);
        home.store().save(&session, &Foreign::default()).unwrap();
        home
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        self.folder.path()
    }

    /// Where the program keeps sessions.
    pub fn sessions(&self) -> PathBuf {
        self.path().join("data/sessions")
    }

    /// The same, to be read and written.
    pub fn store(&self) -> Sessions {
        Sessions::in_folder(&self.sessions())
    }

    /// The names of the files among the sessions.
    pub fn files(&self) -> Vec<String> {
        let entries = fs::read_dir(self.sessions()).map(Iterator::collect).unwrap_or_else(|_| Vec::new());
        entries.into_iter().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect()
    }

    /// The one session in the folder.
    pub fn session(&self) -> Session {
        let listing = self.store().list().unwrap();
        assert!(listing.broken.is_empty(), "{:?}", listing.broken);
        assert_eq!(listing.attempts.len(), 1, "{:?}", self.files());
        self.store().load(&listing.attempts[0].id).unwrap().session
    }

    /// The text of a prose step, on disk.
    pub fn prose(&self, step: &str) -> String {
        self.session().answer(&step.into()).map_or("", Answer::text).to_owned()
    }

    /// Waits until the one session on disk is as wanted; `what` names that for the failure.
    pub fn wait_until(&self, what: &str, wanted: impl Fn(&Session) -> bool) -> Session {
        let deadline = Instant::now() + DEADLINE;
        loop {
            // A file that is being written has no name of its own yet.
            let whole = self.files().iter().filter(|name| !name.starts_with('.')).count();
            let session = (whole == 1).then(|| self.session());
            match session.filter(|session| wanted(session)) {
                Some(session) => return session,
                None if Instant::now() > deadline => {
                    panic!("waited for {what} on disk: {:#?}", self.session().steps)
                }
                None => thread::sleep(Duration::from_millis(10)),
            }
        }
    }

    /// Waits until a prose step on disk is exactly this text.
    pub fn wait_for_prose(&self, step: &str, text: &str) -> Session {
        self.wait_until(&format!("`{text}`"), |session| {
            session.answer(&step.into()).is_some_and(|answer| answer.text() == text)
        })
    }

    /// Writes a small script and gives the words for `EDITOR` that run it.
    pub fn script(&self, text: &str) -> String {
        let path = self.path().join("editor.sh");
        fs::write(&path, text).unwrap();
        // Read by the shell, never executed: a test that starts a process meanwhile may still hold it open.
        format!("/bin/sh {}", path.display())
    }
}

/// What stands in the fields of a step's rows, in the order of the columns, as the screen would show it.
pub fn rows(session: &Session, step: &str) -> Vec<Vec<String>> {
    let step: StepId = step.into();
    let columns = session.spec(&step).columns();
    let rows = session.answer(&step).map_or(&[][..], Answer::rows);
    rows.iter()
        .map(|row| columns.iter().map(|column| session.shown(row.value(&column.id))).collect())
        .collect()
}

/// Writes into a prose step of a session that is being prepared, and leaves the caret behind it.
pub fn write(session: &mut Session, step: &str, text: &str) {
    let at = Place::of(casebook::model::Part::Step(step.into()));
    let edit =
        casebook::model::Edit::Splice { at, offset: 0, removed: String::new(), inserted: text.to_owned() };
    session.apply(&edit).unwrap();
    session.at.offset = text.len();
}

/// Writes a North Star into a session that is being prepared.
pub fn north_star(session: &mut Session, line: &str) {
    session.open_step(&"metrics".into());
    let (id, role) = (session.next_id('m'), Some(Role::NorthStar));
    let metric = Metric { id, role, under: None, stage: None, line: line.to_owned() };
    session.step_mut(&"metrics".into()).unwrap().answer = Answer::Metrics(vec![metric]);
}
