//! Saving behind the back: delays, failures, panics and leaving.

#![expect(clippy::disallowed_macros, reason = "figures are for whoever runs them by hand")]

use std::path::Path;

use super::*;
use crate::{
    model::{
        session::Person,
        start::{Options, begin},
    },
    store::{
        bank,
        disk::memory::{Fault, Kind, MemoryDisk},
        journal::tell,
        sessions::Sessions,
    },
};

const SHORT: Duration = Duration::from_millis(40);
const LONG: Duration = Duration::from_secs(20);

/// The journal is on disk soon, the file only when somebody asks.
const JOURNAL: Pace = Pace { sync: SHORT, idle: LONG, longest: LONG, retry: SHORT };
/// The file is written soon.
const FILE: Pace = Pace { sync: LONG, idle: SHORT, longest: LONG, retry: SHORT };

fn session(id: &str, words: &str) -> Session {
    let bank = bank::built_in();
    let (question, framework, rubric) = bank.whole(&bank.questions.ids().next().unwrap().into()).unwrap();
    let options = Options::new(id.into(), Person::default(), Timestamp::UNIX_EPOCH, 1);
    let mut session = begin((*question).clone(), framework.clone(), rubric.clone(), options);
    session.wrap_up.learnt = words.to_owned();
    session
}

/// A saver on a disk in memory, with the session `s` begun in it.
struct Desk {
    saver: Saver,
    reports: Receiver<Report>,
    disk: MemoryDisk,
}

impl Desk {
    fn new(pace: Pace) -> Self {
        let disk = MemoryDisk::new();
        let sessions = Sessions::in_folder(Path::new("/sessions"));
        let keeper = Keeper::new(Arc::new(disk.clone()), sessions, Path::new("/state"), || "desk".to_owned());
        let (saver, reports) = Saver::start(keeper, pace, vec!["/dev/null/nowhere".into()]).unwrap();
        saver.begin(session("s", ""), Foreign::default()).unwrap();
        saver.flush().unwrap();
        while reports.try_recv().is_ok() {}
        Self { saver, reports, disk }
    }

    fn keep(&self, words: &str) {
        self.saver.keep(session("s", words), Foreign::default());
    }

    fn hear(&self) -> Report {
        self.reports.recv_timeout(LONG).unwrap()
    }

    /// What the session's file says.
    fn file(&self) -> String {
        let bytes = self.disk.files()[Path::new("/sessions/s.yaml")].clone();
        let loaded = crate::store::session_file::read(bytes, Path::new("/sessions/s.yaml")).unwrap();
        loaded.session.wrap_up.learnt
    }

    /// What its journal says.
    fn journal(&self) -> String {
        let bytes = self.disk.files()[Path::new("/state/journals/s.journal")].clone();
        tell(&bytes, &"s".into()).loaded.unwrap().session.wrap_up.learnt
    }
}

fn full(kind: Kind) -> bool {
    matches!(kind, Kind::Create | Kind::Append | Kind::Write | Kind::Sync | Kind::Rename)
}

#[test]
fn what_was_typed_is_in_the_journal_at_once_and_in_the_file_later() {
    let desk = Desk::new(JOURNAL);
    for words in ["a", "ab", "abc"] {
        desk.keep(words);
    }
    desk.saver.wait_until_written(LONG);
    assert_eq!(desk.journal(), "abc");
    while desk.saver.is_waiting() {
        assert!(matches!(desk.hear(), Report::Saved(_)));
    }
    assert_eq!(desk.file(), "");
    desk.saver.flush().unwrap();
    assert_eq!(desk.file(), "abc");
}

#[test]
fn the_file_is_written_without_being_asked() {
    let desk = Desk::new(FILE);
    desk.keep("words");
    assert!(matches!(desk.hear(), Report::Saved(_)));
    assert_eq!(desk.file(), "words");
    assert!(!desk.saver.is_waiting());
}

#[test]
fn a_failure_is_told_and_tried_again_until_it_works() {
    let desk = Desk::new(JOURNAL);
    desk.disk.fail(|_, kind, _| full(kind).then_some(Fault::Error(std::io::ErrorKind::StorageFull)));
    desk.keep("words");
    for _ in 0..2 {
        let Report::Failed(Unsaved { failure, in_journal, .. }) = desk.hear() else {
            panic!("saved on a full disk")
        };
        assert!(failure.what.contains("/sessions/s.yaml") && !in_journal, "{failure}");
        assert!(failure.hint.contains("free some space"), "{failure:?}");
    }
    assert!(desk.saver.is_waiting());
    desk.disk.work();
    while let Report::Failed(_) = desk.hear() {}
    assert_eq!(desk.file(), "words");
}

#[test]
fn while_the_journal_cannot_be_written_the_file_is_saved_instead() {
    let desk = Desk::new(JOURNAL);
    desk.disk.fail(|_, kind, path| {
        let journal = path.starts_with("/state/journals") && full(kind);
        journal.then_some(Fault::Error(std::io::ErrorKind::PermissionDenied))
    });
    desk.keep("words");
    while !matches!(desk.hear(), Report::Saved(_)) {}
    assert_eq!(desk.file(), "words");
    desk.disk.work();
    desk.keep("more words");
    while desk.saver.is_waiting() {
        desk.hear();
    }
    assert_eq!(desk.journal(), "more words");
}

#[test]
fn while_the_file_cannot_be_written_that_is_told_and_the_journal_has_it() {
    let desk = Desk::new(JOURNAL);
    desk.disk.fail(|_, kind, path| {
        let file = path.starts_with("/sessions") && full(kind);
        file.then_some(Fault::Error(std::io::ErrorKind::ReadOnlyFilesystem))
    });
    desk.keep("words");
    let failure = desk.saver.flush().unwrap_err();
    assert!(failure.what.contains("/sessions/s.yaml"), "{failure}");
    let Report::Failed(unsaved) = desk.hear() else { panic!("saved where nothing can be") };
    assert!(unsaved.in_journal, "{unsaved:?}");
    assert_eq!((desk.journal().as_str(), desk.file().as_str()), ("words", ""));
    // Who leaves now finds it again.
    let failure = desk.saver.close().unwrap_err();
    assert!(failure.hint.contains("comes back when you open the session"), "{}", failure.hint);
}

#[test]
fn leaving_saves_what_is_left() {
    let desk = Desk::new(Pace { sync: LONG, ..JOURNAL });
    desk.keep("last words");
    let Desk { saver, disk, reports } = desk;
    drop(saver);
    let left = Desk { saver: Desk::new(JOURNAL).saver, disk, reports };
    assert_eq!(left.file(), "last words");
}

#[test]
fn a_panic_while_writing_is_told_and_saving_goes_on() {
    let desk = Desk::new(FILE);
    let mut first = true;
    desk.disk.fail(move |_, kind, path| {
        let stumbles = kind == Kind::Rename && path.starts_with("/sessions") && std::mem::take(&mut first);
        stumbles.then_some(Fault::Panic)
    });
    desk.keep("words");
    let Report::Failed(unsaved) = desk.hear() else { panic!("saved by a write that panicked") };
    assert!(unsaved.failure.what.contains("a Rename panics"), "{unsaved:?}");
    while !matches!(desk.hear(), Report::Saved(_)) {}
    assert_eq!(desk.file(), "words");
}

#[test]
fn what_cannot_be_saved_when_the_program_ends_is_sheltered() {
    let home = tempfile::tempdir().unwrap();
    let (nowhere, shelter) = (home.path().join("file/below"), home.path().join("shelter"));
    std::fs::write(home.path().join("file"), b"").unwrap();
    std::fs::write(home.path().join("journals"), b"").unwrap();
    let sessions = Sessions::in_folder(&nowhere);
    let disk = Arc::new(crate::store::disk::RealDisk);
    let keeper = Keeper::new(disk, sessions, home.path(), || "desk".to_owned());
    let shelters = vec![nowhere.join("either"), shelter.clone()];
    let (saver, _reports) = Saver::start(keeper, Pace::default(), shelters).unwrap();
    saver.begin(session("s", ""), Foreign::default()).unwrap();
    saver.keep(session("s", "words"), Foreign::default());
    let failure = saver.close().unwrap_err();
    assert!(failure.hint.contains("shelter"), "{failure}: {}", failure.hint);
    let saved = Sessions::in_folder(&shelter).load(&"s".into()).unwrap();
    assert_eq!(saved.session.wrap_up.learnt, "words");
}

/// Whatever the disk refuses, from whichever operation on: it is called saved only when it is, and it is saved as soon
/// as the disk works.
#[test]
fn nothing_is_called_saved_that_is_not() {
    const QUICK: Duration = Duration::from_millis(4);
    let pace = Pace { sync: QUICK, idle: QUICK * 2, longest: LONG, retry: QUICK };
    let comes_back = |disk: &MemoryDisk, words: &str| {
        let sessions = Sessions::in_folder(Path::new("/sessions"));
        let disk = Arc::new(disk.after_kill());
        match Keeper::new(disk, sessions, Path::new("/state"), || "desk".to_owned()).open(&"s".into()) {
            Ok(Opened::ToWrite { loaded, .. }) => loaded.session.wrap_up.learnt == words,
            other => panic!("{other:?}"),
        }
    };
    let (mut cases, mut failed) = (0, 0);
    for fault in [Fault::Error(std::io::ErrorKind::StorageFull), Fault::Broken, Fault::Short] {
        for n in (0..16).step_by(2) {
            let desk = Desk::new(pace);
            desk.disk.fail(move |number, kind, _| (number >= n && full(kind)).then_some(fault));
            desk.keep("words");
            match desk.hear() {
                Report::Saved(_) => assert!(comes_back(&desk.disk, "words"), "{fault:?} at {n}"),
                Report::Failed(_) => failed += 1,
                conflict @ Report::Conflict(_) => panic!("{conflict:?}"),
            }
            let left = desk.saver.leave(&"s".into());
            if left.is_err() {
                while !matches!(desk.hear(), Report::Failed(_)) {}
            }
            desk.disk.work();
            while desk.saver.is_waiting() || desk.file() != "words" {
                desk.hear();
            }
            cases += 1;
        }
    }
    println!("{cases} cases, {failed} of them told of a failure at once");
}

#[test]
fn what_is_kept_of_a_session_that_is_not_open_is_not_called_saved() {
    let desk = Desk::new(JOURNAL);
    desk.saver.leave(&"s".into()).unwrap();
    while desk.reports.try_recv().is_ok() {}
    desk.keep("astray");
    let Report::Failed(why) = desk.hear() else { panic!("saved nowhere") };
    assert!(why.failure.what.contains("s is not open"), "{}", why.failure);
    assert!(desk.saver.is_waiting());
}
