//! An index is as good as looking, and nothing in it is believed that was not written so.

use std::{
    fs,
    time::{Duration, SystemTime},
};

use jiff::Timestamp;
use proptest::prelude::*;

use super::*;
use crate::{
    model::{
        Mode, State,
        attempt::{Rated, Titles},
        score::Score,
        session::NextStep,
    },
    store::sessions::{
        Listing, Sessions,
        tests::{session, write},
    },
};

/// Two attempts, one that is out of the way, and a file that cannot be read; all written long ago.
fn home() -> tempfile::TempDir {
    let home = tempfile::tempdir().unwrap();
    let sessions = indexed(home.path());
    for (id, day) in [("2025-03-02-q-bcdf", "02"), ("2025-03-04-q-bcdf", "04"), ("2025-03-03-q-bcdf", "03")] {
        write(&sessions, &session(id, &format!("2025-03-{day}T00:00:00Z")));
    }
    sessions.move_to(&sessions.archive(), &"2025-03-03-q-bcdf".into()).unwrap();
    fs::write(sessions.path(&"2025-03-05-q-gone".into()), "format: 1\nid: [\n").unwrap();
    ages(&sessions);
    home
}

fn indexed(home: &Path) -> Sessions {
    Sessions::in_folder(&home.join("sessions")).indexed_in(&home.join("cache"))
}

fn looked(home: &Path) -> Listing {
    Sessions::in_folder(&home.join("sessions")).list().unwrap()
}

fn ages(sessions: &Sessions) {
    for folder in [sessions.folder().to_owned(), sessions.archive().folder().to_owned()] {
        for entry in fs::read_dir(folder).unwrap() {
            set_time(&entry.unwrap().path(), SystemTime::now() - Duration::from_secs(60));
        }
    }
}

fn set_time(path: &Path, time: SystemTime) {
    if path.is_file() {
        fs::File::options().write(true).open(path).unwrap().set_modified(time).unwrap();
    }
}

/// What is listed with the index, and how many files were read for it.
fn list(home: &Path) -> (Listing, usize) {
    let mut read = 0;
    let listing = indexed(home).list_while(|part| {
        read = part.of;
        true
    });
    (listing.unwrap(), read)
}

fn kept(home: &Path) -> PathBuf {
    path(&home.join("cache"), &home.join("sessions"))
}

#[test]
fn what_has_not_changed_is_not_opened_again() {
    let home = home();
    let looked = looked(home.path());
    assert_eq!((looked.attempts.len(), looked.broken.len()), (3, 1));
    assert_eq!(indexed(home.path()).known(), None);
    assert_eq!(list(home.path()), (looked.clone(), 4));
    assert_eq!(list(home.path()), (looked.clone(), 0));
    assert_eq!(indexed(home.path()).known(), Some(looked.clone()));
    // Whoever opened them now would find nothing that is of use.
    let sessions = indexed(home.path());
    for folder in [sessions.folder().to_owned(), sessions.archive().folder().to_owned()] {
        for path in fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).filter(|p| p.is_file()) {
            let metadata = path.metadata().unwrap();
            fs::write(&path, vec![b'?'; usize::try_from(metadata.len()).unwrap()]).unwrap();
            set_time(&path, metadata.modified().unwrap());
        }
    }
    assert_eq!(list(home.path()), (looked, 0));
}

#[test]
fn what_was_changed_is_read_again_and_what_is_gone_is_gone() {
    let home = home();
    list(home.path());
    let sessions = indexed(home.path());
    let mut changed = session("2025-03-02-q-bcdf", "2025-03-02T00:00:00Z");
    changed.state = State::Abandoned;
    write(&sessions, &changed);
    // A file that could not be read was mended, one is gone, one is new, and one came out of the archive.
    write(&sessions, &session("2025-03-05-q-gone", "2025-03-05T00:00:00Z"));
    fs::remove_file(sessions.path(&"2025-03-04-q-bcdf".into())).unwrap();
    write(&sessions, &session("2025-03-06-q-bcdf", "2025-03-06T00:00:00Z"));
    sessions.archive().move_to(&sessions, &"2025-03-03-q-bcdf".into()).unwrap();
    let (listing, read) = list(home.path());
    assert_eq!((&listing, read), (&looked(home.path()), 4));
    assert_eq!((listing.attempts.len(), listing.broken.len()), (4, 0));
    ages(&sessions);
    list(home.path());
    assert_eq!(list(home.path()), (listing, 0));
}

#[test]
fn a_file_that_was_just_written_is_not_taken_as_known() {
    let home = home();
    let path = indexed(home.path()).path(&"2025-03-02-q-bcdf".into());
    let now = SystemTime::now();
    set_time(&path, now);
    list(home.path());
    // As large, and within the same tick of a slow clock.
    let text = fs::read_to_string(&path).unwrap();
    let other = text.replacen("2025-03-02T00:00:00Z", "2025-03-02T11:11:11Z", 1);
    assert_ne!(text, other);
    fs::write(&path, other).unwrap();
    set_time(&path, now);
    assert_eq!(list(home.path()), (looked(home.path()), 1));
}

#[test]
fn another_folder_and_another_version_have_an_index_of_their_own() {
    let home = home();
    let (listing, _) = list(home.path());
    let other = Sessions::in_folder(&home.path().join("other")).indexed_in(&home.path().join("cache"));
    assert_eq!(other.known(), None);
    let bytes = fs::read(kept(home.path())).unwrap();
    let end = bytes.iter().position(|byte| *byte == b'\n').unwrap();
    let head = String::from_utf8(bytes[..end].to_vec()).unwrap();
    for other in [head.replace(env!("CARGO_PKG_VERSION"), "99.0.0"), head.replace("sessions 2", "sessions 1")]
    {
        assert_ne!(other, head);
        fs::write(kept(home.path()), [other.as_bytes(), &bytes[end..]].concat()).unwrap();
        assert_eq!(list(home.path()), (listing.clone(), 4));
    }
    fs::remove_dir_all(home.path().join("cache")).unwrap();
    assert_eq!(list(home.path()), (listing, 4));
}

#[test]
fn where_no_index_can_be_kept_all_is_read_each_time() {
    let home = home();
    fs::write(home.path().join("cache"), "in the way").unwrap();
    for _ in 0..2 {
        assert_eq!(list(home.path()), (looked(home.path()), 4));
    }
}

#[test]
fn what_was_read_is_known_as_it_was_until_it_is_read_again() {
    let home = home();
    list(home.path());
    let mut changed = session("2025-03-04-q-bcdf", "2025-03-04T00:00:00Z");
    changed.state = State::Abandoned;
    write(&indexed(home.path()), &changed);
    let mut first = None;
    let listing = indexed(home.path()).list_while(|part| {
        first.get_or_insert((part.done, part.of, (part.so_far)()));
        true
    });
    let state = |listing: &Listing| listing.attempts[0].state;
    let (done, of, before) = first.unwrap();
    assert_eq!((done, of, before.attempts.len(), state(&before)), (0, 1, 3, State::InProgress));
    assert_eq!(state(&listing.unwrap()), State::Abandoned);
}

#[test]
fn the_attempts_at_a_question_are_found_without_a_look_at_those_of_others() {
    let home = home();
    let sessions = indexed(home.path());
    let question = looked(home.path()).attempts[0].question.clone();
    let other = format!("2025-03-09-{question}-bcdf");
    write(&sessions, &session(&other, "2025-03-09T00:00:00Z"));
    // By their names those of the home are another's; known is known.
    let found = |sessions: &Sessions| sessions.list_of(&question).unwrap().attempts.len();
    assert_eq!(found(&sessions), 1);
    write(&sessions, &session("renamed", "2025-03-10T00:00:00Z"));
    assert_eq!(found(&sessions), 2);
    list(home.path());
    assert_eq!(found(&sessions), 5);
    fs::remove_file(sessions.path(&"2025-03-02-q-bcdf".into())).unwrap();
    assert_eq!(found(&sessions), 4);
    assert_eq!(sessions.list_of(&"nobody-asks".into()).unwrap().attempts, []);
}

#[test]
fn one_session_is_looked_at_wherever_it_is() {
    let home = home();
    let sessions = indexed(home.path());
    let ids = ["2025-03-02-q-bcdf", "2025-03-03-q-bcdf", "2025-03-05-q-gone", "nowhere"].map(SessionId::from);
    let listing = sessions.look(&ids);
    let found: Vec<_> = listing.attempts.iter().map(|a| (a.id.as_str(), a.archived)).collect();
    assert_eq!(found, [("2025-03-03-q-bcdf", true), ("2025-03-02-q-bcdf", false)]);
    assert_eq!(listing.broken, looked(home.path()).broken);
}

#[test]
fn two_programs_that_write_the_index_at_once_leave_one_that_is_whole() {
    let home = home();
    let listed = looked(home.path());
    std::thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| {
                for _ in 0..10 {
                    let _ = fs::remove_file(kept(home.path()));
                    assert_eq!(list(home.path()).0, listed);
                }
            });
        }
    });
    list(home.path());
    assert_eq!(list(home.path()), (listed, 0));
}

#[test]
fn who_leaves_meanwhile_finds_what_was_read_until_then() {
    let home = home();
    let mut calls = 0;
    indexed(home.path())
        .list_while(|_| {
            calls += 1;
            calls < 2
        })
        .unwrap();
    assert_eq!(list(home.path()).0, looked(home.path()));
}

/// Rows in which everything that an attempt may have is there, and rows in which it is not.
fn all_shapes() -> Vec<Row> {
    let at = |second| Timestamp::from_second(second).unwrap();
    let whole = Attempt {
        id: "2025-03-02-q-bcdf".into(),
        question: "q".into(),
        title: "支付 \u{1b}[31m".to_owned(),
        kind: "k".into(),
        state: State::Sealed,
        archived: true,
        mode: Mode::Interview,
        only: Some("s".into()),
        from: Some("f".into()),
        variant: Some("v".to_owned()),
        started: at(1),
        finished: Some(at(2)),
        seconds: 3,
        minutes: 4.5,
        at: "Goal".to_owned(),
        lowest: Some("l".into()),
        titles: Titles { only: Some("S".to_owned()), lowest: Some("L".to_owned()) },
        next: Some(NextStep {
            question: Some("q".into()),
            step: Some("s".into()),
            minutes: Some(6.0),
            constraint: "c".to_owned(),
        }),
        next_of: Some("n".into()),
        assignment: Some("a".to_owned()),
        rated: Some(Rated { dimension: "d".into(), title: "D".to_owned(), score: Score::Two }),
    };
    let bare = Attempt {
        id: "b".into(),
        state: State::InProgress,
        archived: false,
        mode: Mode::Practice,
        only: None,
        from: None,
        variant: None,
        finished: None,
        lowest: None,
        titles: Titles::default(),
        next: None,
        next_of: None,
        assignment: None,
        rated: None,
        ..whole.clone()
    };
    let stamp = Some(Stamp { size: 12, seconds: 1_700_000_000, nanoseconds: 5 });
    let failure = Failure::new("c.yaml:2: \u{1b}[31m", "mend it");
    let row = |holds| Row { stamp, holds };
    vec![
        row(Holds::Attempt(Box::new(whole))),
        Row { stamp: None, holds: Holds::Attempt(Box::new(bare)) },
        row(Holds::Broken { id: "c".into(), archived: true, failure }),
    ]
}

#[test]
fn rows_come_back_as_they_were_kept() {
    assert_eq!(rows(&bytes(all_shapes().iter()).unwrap()), Some(all_shapes()));
    assert_eq!(rows(b""), None);
    assert_eq!(rows(b"casebook"), None);
    // What could not even be opened is not kept.
    let unopened = Row { stamp: None, ..all_shapes().remove(2) };
    assert_eq!(rows(&bytes([unopened].iter()).unwrap()), Some(Vec::new()));
}

/// Who made this fail has changed the shape of what is kept: raise the number of the form, and take over the sum.
#[test]
fn another_shape_has_another_number() {
    let bytes = bytes(all_shapes().iter()).unwrap();
    let body = file::unwrap(FORM, &bytes).unwrap();
    assert!(FORM.ends_with("sessions 2"));
    assert_eq!((body.len(), crc32fast::hash(body)), (337, 347_551_700));
}

fn rows(bytes: &[u8]) -> Option<Vec<Row>> {
    Kept::of(bytes.to_vec())?.rows()
}

#[test]
fn it_is_told_without_reading_a_file_whether_all_are_as_they_were() {
    let home = home();
    let sessions = indexed(home.path());
    assert!(sessions.kept().is_none());
    list(home.path());
    let kept = sessions.kept().unwrap();
    let other = "2025-03-06-q-bcdf";
    let path = |id: &str| sessions.path(&id.into());
    let changes: [&dyn Fn(); 5] = [
        &|| set_time(&path("2025-03-02-q-bcdf"), SystemTime::now()),
        &|| fs::remove_file(path("2025-03-04-q-bcdf")).unwrap(),
        &|| fs::write(path(other), "new").unwrap(),
        &|| sessions.archive().move_to(&sessions, &"2025-03-03-q-bcdf".into()).unwrap(),
        &|| sessions.move_to(&sessions.archive(), &"2025-03-03-q-bcdf".into()).unwrap(),
    ];
    for change in changes {
        fs::write(sessions.folder().join("2025-03-02-q-bcdf.review-x.yaml"), "something else").unwrap();
        list(home.path());
        ages(&sessions);
        list(home.path());
        let kept = sessions.kept().unwrap();
        assert!(sessions.are_still(&kept));
        change();
        assert!(!sessions.are_still(&kept));
    }
    assert!(!sessions.are_still(&kept), "what was kept first is long past");
}

#[test]
fn rows_are_kept_in_the_order_of_the_list() {
    let home = home();
    let listed = list(home.path()).0;
    let kept = indexed(home.path()).kept().unwrap().rows().unwrap();
    let ids = |attempts: &[Attempt]| attempts.iter().map(|attempt| attempt.id.clone()).collect::<Vec<_>>();
    let attempts: Vec<Attempt> = kept
        .into_iter()
        .filter_map(|row| if let Holds::Attempt(attempt) = row.holds { Some(*attempt) } else { None })
        .collect();
    assert_eq!(ids(&attempts), ids(&listed.attempts));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2_000, ..ProptestConfig::default() })]

    #[test]
    fn a_byte_flipped_or_an_end_cut_off_is_never_believed(
        at in any::<prop::sample::Index>(),
        bits in 1u8..,
        is_cut in any::<bool>(),
    ) {
        let mut bytes = bytes(all_shapes().iter()).unwrap();
        let at = at.index(bytes.len());
        if is_cut { bytes.truncate(at) } else { bytes[at] ^= bits }
        prop_assert_eq!(rows(&bytes), None);
    }
}
