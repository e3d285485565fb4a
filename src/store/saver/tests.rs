//! Saving behind the back: delays, failures, panics and leaving.

use std::sync::atomic::{AtomicBool, Ordering};

use super::*;
use crate::{
    model::{
        session::Person,
        start::{Options, begin},
    },
    store::bank,
};

const SHORT: Duration = Duration::from_millis(40);
const LONG: Duration = Duration::from_secs(20);

fn session(id: &str, words: &str) -> Session {
    let (bank, _) = bank::built_in();
    let (question, framework, rubric) = bank.whole(bank.questions.keys().next().unwrap()).unwrap();
    let options = Options::new(id.into(), Person::default(), Timestamp::UNIX_EPOCH, 1);
    let mut session = begin(question.clone(), framework.clone(), rubric.clone(), options);
    session.wrap_up.learnt = words.to_owned();
    session
}

type Written = Arc<Mutex<Vec<(String, String)>>>;

/// A saver into memory; while the flag is set, writing fails.
fn saver(delay: Duration) -> (Saver, Receiver<Report>, Written, Arc<AtomicBool>) {
    let written = Written::default();
    let full = Arc::new(AtomicBool::new(false));
    let (to, fails) = (written.clone(), full.clone());
    let write = move |session: &Session, _: &Foreign| {
        if fails.load(Ordering::SeqCst) {
            return Err(Failure::new("the disk is full", "free some space"));
        }
        to.lock().unwrap().push((session.id.to_string(), session.wrap_up.learnt.clone()));
        Ok(())
    };
    let (saver, reports) = Saver::with(Box::new(write), delay, SHORT, Vec::new());
    (saver, reports, written, full)
}

fn keep(saver: &Saver, id: &str, words: &str) {
    saver.keep(session(id, words), Foreign::default());
}

fn pair(id: &str, words: &str) -> (String, String) {
    (id.to_owned(), words.to_owned())
}

#[test]
fn only_the_newest_is_saved_and_without_being_asked() {
    // Made first, so that a slow machine does not let the delay run out between them.
    let sessions = ["a", "ab", "abc"].map(|words| session("s", words));
    let (saver, reports, written, _) = saver(Duration::from_secs(1));
    for session in sessions {
        saver.keep(session, Foreign::default());
    }
    assert!(matches!(reports.recv_timeout(LONG).unwrap(), Report::Saved(_)));
    assert_eq!(*written.lock().unwrap(), [pair("s", "abc")]);
    assert!(!saver.handle().is_waiting());
}

#[test]
fn a_failure_is_told_and_tried_again_until_it_works() {
    let (saver, reports, written, full) = saver(SHORT);
    full.store(true, Ordering::SeqCst);
    keep(&saver, "s", "words");
    for _ in 0..2 {
        let Report::Failed(why) = reports.recv_timeout(LONG).unwrap() else { panic!("saved on a full disk") };
        assert!(why.contains("disk is full") && why.contains("free some space"));
    }
    assert!(saver.handle().is_waiting());
    full.store(false, Ordering::SeqCst);
    while let Report::Failed(_) = reports.recv_timeout(LONG).unwrap() {}
    assert_eq!(*written.lock().unwrap(), [pair("s", "words")]);
}

#[test]
fn flushing_saves_at_once_and_a_failed_flush_is_tried_again() {
    let (saver, reports, written, full) = saver(LONG);
    keep(&saver, "s", "one");
    keep(&saver, "t", "two");
    full.store(true, Ordering::SeqCst);
    assert!(saver.handle().flush().is_err());
    full.store(false, Ordering::SeqCst);
    while let Report::Failed(_) = reports.recv_timeout(LONG).unwrap() {}
    assert_eq!(*written.lock().unwrap(), [pair("s", "one"), pair("t", "two")]);
    keep(&saver, "s", "three");
    saver.flush().unwrap();
    assert_eq!(written.lock().unwrap().len(), 3);
}

#[test]
fn leaving_saves_what_is_left() {
    let (saver, _reports, written, _) = saver(LONG);
    keep(&saver, "s", "last words");
    drop(saver);
    assert_eq!(*written.lock().unwrap(), [pair("s", "last words")]);
}

/// A saver into memory whose first write panics.
fn stumbling(delay: Duration) -> (Saver, Receiver<Report>, Written) {
    let written = Written::default();
    let to = written.clone();
    let mut first = true;
    let write = move |session: &Session, _: &Foreign| {
        assert!(!std::mem::take(&mut first), "the first write panics");
        to.lock().unwrap().push((session.id.to_string(), session.wrap_up.learnt.clone()));
        Ok(())
    };
    let (saver, reports) = Saver::with(Box::new(write), delay, SHORT, Vec::new());
    (saver, reports, written)
}

#[test]
fn a_panic_while_writing_is_told_and_saving_goes_on() {
    let (saver, reports, written) = stumbling(SHORT);
    keep(&saver, "s", "words");
    let Report::Failed(why) = reports.recv_timeout(LONG).unwrap() else {
        panic!("saved by a write that panicked")
    };
    assert!(why.contains("the first write panics"), "{why}");
    assert!(matches!(reports.recv_timeout(LONG).unwrap(), Report::Saved(_)));
    assert_eq!(*written.lock().unwrap(), [pair("s", "words")]);
}

#[test]
fn a_panic_while_flushing_ends_nothing_but_that_write() {
    let (saver, _reports, written) = stumbling(LONG);
    keep(&saver, "s", "words");
    assert!(saver.flush().unwrap_err().what.contains("the first write panics"));
    saver.flush().unwrap();
    assert_eq!(*written.lock().unwrap(), [pair("s", "words")]);
}

#[test]
fn it_saves_into_the_folder() {
    let home = tempfile::tempdir().unwrap();
    let sessions = Sessions::in_folder(home.path());
    let (saver, _reports) = Saver::start(sessions.clone(), Vec::new());
    keep(&saver, "s", "words");
    saver.flush().unwrap();
    assert_eq!(sessions.load(&"s".into()).unwrap().session.wrap_up.learnt, "words");
}

#[test]
fn what_cannot_be_saved_when_the_program_ends_is_sheltered() {
    let home = tempfile::tempdir().unwrap();
    std::fs::write(home.path().join("file"), b"").unwrap();
    let (nowhere, shelter) = (home.path().join("file/below"), home.path().join("shelter"));
    let sessions = Sessions::in_folder(&nowhere);
    let (saver, _reports) = Saver::start(sessions, vec![nowhere.join("either"), shelter.clone()]);
    keep(&saver, "s", "words");
    assert_eq!(saver.unsaved(&"s".into()).unwrap().0.wrap_up.learnt, "words");
    let failure = saver.handle().close().unwrap_err();
    assert!(failure.hint.contains("shelter"), "{failure}: {}", failure.hint);
    let saved = Sessions::in_folder(&shelter).load(&"s".into()).unwrap();
    assert_eq!(saved.session.wrap_up.learnt, "words");
    assert!(!saver.handle().is_waiting());
}
