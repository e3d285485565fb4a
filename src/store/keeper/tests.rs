//! What comes back after crashes, of two machines and of two windows.

use std::path::Path;

use jiff::Timestamp;

use super::*;
use crate::{
    model::{
        Edit, Part, Place, Stop,
        session::{At, Person},
        start::{self, Options, begin},
    },
    store::{
        bank,
        disk::memory::{Fault, Kind, MemoryDisk},
        journal::{Record, tell},
        session_file,
    },
};

const FILE: &str = "/sessions/s.yaml";
const JOURNAL: &str = "/state/journals/s.journal";

fn new(id: &str) -> Session {
    let bank = bank::built_in();
    let (question, framework, rubric) = bank.whole(&"alipay-success-metrics".into()).unwrap();
    let options = Options::new(id.into(), Person::default(), Timestamp::UNIX_EPOCH, 1);
    let mut session = begin((*question).clone(), framework.clone(), rubric.clone(), options);
    session.at = At { stop: Stop::Step("goal".into()), id: None, field: None, offset: 0 };
    session
}

/// A keeper on a disk.
fn keeper(disk: &MemoryDisk) -> Keeper {
    let sessions = Sessions::in_folder(Path::new("/sessions"));
    Keeper::new(Arc::new(disk.clone()), sessions, Path::new("/state"), || "desk".to_owned())
}

/// A keeper with the session `s`, in its file.
fn begun() -> (MemoryDisk, Keeper, Session) {
    let disk = MemoryDisk::new();
    let mut keeper = keeper(&disk);
    keeper.begin(new("s"), Foreign::default()).unwrap();
    keeper.snapshot_all().unwrap();
    (disk, keeper, new("s"))
}

/// Types into the goal, as a person would.
fn types(keeper: &mut Keeper, session: &mut Session, words: &str) {
    let at = Place::of(Part::Step("goal".into()));
    let offset = session.text(&at).unwrap().len();
    let edit = Edit::Splice { at, offset, removed: String::new(), inserted: words.to_owned() };
    session.apply(&edit).unwrap();
    session.at.offset = offset + words.len();
    keeper.keep(session.clone(), Foreign::default()).unwrap();
}

fn goal(session: &Session) -> &str {
    session.answer(&"goal".into()).unwrap().text()
}

fn open(keeper: &mut Keeper) -> (Session, bool, Option<Conflict>) {
    match keeper.open(&"s".into()).unwrap() {
        Opened::ToWrite { loaded, recovered, conflict, .. } => (loaded.session, recovered, conflict),
        to_read @ Opened::ToRead(..) => panic!("{to_read:?}"),
    }
}

fn in_file(disk: &MemoryDisk, path: &str) -> Session {
    session_file::read(disk.files()[Path::new(path)].clone(), Path::new(path)).unwrap().session
}

#[test]
fn a_kill_costs_nothing_and_the_caret_is_where_it_was() {
    let (disk, mut first, mut session) = begun();
    for letter in ["T", "r", "u", "s", "t"] {
        types(&mut first, &mut session, letter);
    }
    assert_eq!(goal(&in_file(&disk, FILE)), "");
    drop(first);
    let mut second = keeper(&disk);
    let (back, recovered, conflict) = open(&mut second);
    assert_eq!((goal(&back), back.at.offset, recovered, conflict), ("Trust", 5, true, None));
    second.close(&"s".into()).unwrap();
    assert_eq!(goal(&in_file(&disk, FILE)), "Trust");
    // Nothing comes back twice.
    let (back, recovered, _) = open(&mut keeper(&disk));
    assert_eq!((goal(&back), recovered), ("Trust", false));
}

#[test]
fn a_letter_is_one_record_and_the_file_says_what_it_holds() {
    let (disk, mut keeper, mut session) = begun();
    let records = |disk: &MemoryDisk| {
        let bytes = disk.files()[Path::new(JOURNAL)].clone();
        let (mut read, mut records) = (0, Vec::new());
        while let Some((record, length)) = Record::read(&bytes[read..]).unwrap() {
            records.push(record);
            read += length;
        }
        records
    };
    let before = records(&disk).len();
    types(&mut keeper, &mut session, "a");
    types(&mut keeper, &mut session, "b");
    assert_eq!(records(&disk).len(), before + 2);
    keeper.snapshot_all().unwrap();
    let saved = in_file(&disk, FILE).saved;
    let saving = records(&disk).into_iter().rfind(|record| matches!(record.entry, Entry::Saving(_))).unwrap();
    assert_eq!((saved.device.as_str(), saved.epoch, saved.seq + 1), ("desk", saving.epoch, saving.seq));
}

#[test]
fn a_file_changed_by_another_machine_is_opened_and_ours_is_beside_it() {
    let (disk, mut first, mut session) = begun();
    types(&mut first, &mut session, "ours");
    drop(first);
    let mut theirs = new("s");
    theirs.wrap_up.learnt = "theirs".to_owned();
    theirs.saved.device = "laptop".to_owned();
    disk.put(Path::new(FILE), session_file::write(&theirs, &Foreign::default()).unwrap().as_bytes());
    let (opened, recovered, conflict) = open(&mut keeper(&disk));
    assert_eq!((opened.wrap_up.learnt.as_str(), goal(&opened), recovered), ("theirs", "", false));
    let apart = conflict.unwrap().apart;
    assert!(apart.as_str().starts_with("s.conflict-desk-"), "{apart}");
    assert_eq!(goal(&in_file(&disk, &format!("/sessions/{apart}.yaml"))), "ours");
    // Once.
    let files = disk.files().len();
    let (_, _, conflict) = open(&mut keeper(&disk));
    assert_eq!((conflict, disk.files().len()), (None, files));
}

#[test]
fn a_file_changed_while_it_is_open_is_left_and_ours_goes_on_beside_it() {
    let (disk, mut first, mut session) = begun();
    types(&mut first, &mut session, "ours");
    let theirs = b"not even a session".to_vec();
    disk.put(Path::new(FILE), &theirs);
    first.snapshot_all().unwrap();
    let conflicts = first.conflicts();
    let apart = format!("/sessions/{}.yaml", conflicts[0].apart);
    types(&mut first, &mut session, " and more");
    first.snapshot_all().unwrap();
    assert_eq!(first.conflicts(), []);
    assert_eq!(goal(&in_file(&disk, &apart)), "ours and more");
    assert_eq!(disk.files()[Path::new(FILE)], theirs);
    // Its journal went with it.
    types(&mut first, &mut session, " still");
    assert!(!disk.files().contains_key(Path::new(JOURNAL)));
    drop(first);
    let Opened::ToWrite { loaded, .. } = keeper(&disk).open(&conflicts[0].apart).unwrap() else {
        panic!("nobody has it open")
    };
    assert_eq!(goal(&loaded.session), "ours and more still");
}

#[test]
fn a_file_that_was_put_back_is_what_its_person_wants() {
    let (disk, mut first, mut session) = begun();
    let before = disk.files()[Path::new(FILE)].clone();
    types(&mut first, &mut session, "regretted");
    first.close(&"s".into()).unwrap();
    disk.put(Path::new(FILE), &before);
    let (back, recovered, conflict) = open(&mut keeper(&disk));
    assert_eq!((goal(&back), recovered, conflict), ("", false, None));
}

#[test]
fn a_second_window_only_reads_and_is_told_who_writes() {
    let (disk, mut first, mut session) = begun();
    types(&mut first, &mut session, "mine");
    let mut second = keeper(&disk);
    // The folder of sessions is a real one where it is read.
    let home = tempfile::tempdir().unwrap();
    second.sessions = Sessions::in_folder(home.path());
    second.sessions.save(&new("s"), &Foreign::default()).unwrap();
    let Opened::ToRead(_, Closed::Elsewhere(holder)) = second.open(&"s".into()).unwrap() else {
        panic!("two writers")
    };
    assert_eq!(holder.process, Some(std::process::id()));
    first.close(&"s".into()).unwrap();
    assert!(matches!(keeper(&disk).open(&"s".into()).unwrap(), Opened::ToWrite { .. }));
}

#[test]
fn a_damaged_journal_gives_what_is_good_of_it_and_is_put_aside() {
    let (disk, mut first, mut session) = begun();
    types(&mut first, &mut session, "good");
    let good = disk.files()[Path::new(JOURNAL)].len();
    types(&mut first, &mut session, " lost");
    drop(first);
    let mut bytes = disk.files()[Path::new(JOURNAL)].clone();
    bytes[good + 20] ^= 1;
    disk.put(Path::new(JOURNAL), &bytes);
    let opened = keeper(&disk).open(&"s".into()).unwrap();
    let Opened::ToWrite { loaded, recovered, damaged: Some(damaged), .. } = &opened else {
        panic!("{opened:?}")
    };
    assert_eq!((goal(&loaded.session), *recovered), ("good", true));
    assert_eq!(disk.files()[&damaged.aside], bytes);
    assert_eq!(damaged.until, tell(&bytes[..good], &"s".into()).until);
    let words = opened.damage().unwrap();
    assert!(words.contains("what was written by then came back") && words.contains(".damaged-"), "{words}");
    let aside: Vec<_> =
        disk.files().into_iter().filter(|(path, _)| path.to_string_lossy().contains("damaged")).collect();
    assert_eq!(aside.len(), 1);
    assert_eq!(aside[0].1, bytes);
    assert_eq!(tell(&disk.files()[Path::new(JOURNAL)], &"s".into()).stop, None);
    // That is said once.
    let again = keeper(&disk).open(&"s".into()).unwrap();
    assert_eq!(again.damage(), None);
}

#[test]
fn where_the_damage_is_older_than_the_file_it_is_said_all_the_same() {
    let (disk, mut first, mut session) = begun();
    types(&mut first, &mut session, "saved");
    first.snapshot_all().unwrap();
    types(&mut first, &mut session, " lost");
    drop(first);
    let mut bytes = disk.files()[Path::new(JOURNAL)].clone();
    bytes[20] ^= 1;
    disk.put(Path::new(JOURNAL), &bytes);
    let opened = keeper(&disk).open(&"s".into()).unwrap();
    let Opened::ToWrite { loaded, recovered, .. } = &opened else { panic!("{opened:?}") };
    assert_eq!((goal(&loaded.session), *recovered), ("saved", false));
    let words = opened.damage().unwrap();
    assert!(words.contains("from its beginning on: the session is as its file has it"), "{words}");
}

#[test]
fn what_edits_cannot_tell_is_told_whole() {
    let (disk, mut first, mut session) = begun();
    session.person.name = Some("Ada".to_owned());
    types(&mut first, &mut session, "words");
    drop(first);
    let (back, ..) = open(&mut keeper(&disk));
    assert_eq!((back.person.name.as_deref(), goal(&back)), (Some("Ada"), "words"));
}

#[test]
fn the_clock_goes_on_after_a_kill() {
    let (disk, mut first, mut session) = begun();
    for seconds in 1..=12 {
        session.steps.iter_mut().for_each(|step| step.seconds = seconds);
        first.keep(session.clone(), Foreign::default()).unwrap();
    }
    drop(first);
    let (back, ..) = open(&mut keeper(&disk));
    assert!(
        back.steps.iter().all(|step| (12 - 5..=12).contains(&step.seconds)),
        "{:?}",
        back.steps[0].seconds
    );
}

#[test]
fn ours_is_kept_when_another_machine_wrote_the_file_before_and_after() {
    let disk = MemoryDisk::new();
    let laptop = |words: &str, epoch| {
        let mut theirs = new("s");
        theirs.wrap_up.learnt = words.to_owned();
        theirs.saved = crate::model::session::Saved { device: "laptop".to_owned(), epoch, seq: 99 };
        disk.put(Path::new(FILE), session_file::write(&theirs, &Foreign::default()).unwrap().as_bytes());
    };
    laptop("before", 1);
    let mut first = keeper(&disk);
    let (mut session, ..) = open(&mut first);
    types(&mut first, &mut session, "ours");
    drop(first);
    laptop("after", 9);
    let (theirs, _, conflict) = open(&mut keeper(&disk));
    assert_eq!(theirs.wrap_up.learnt, "after");
    let apart = conflict.unwrap().apart;
    assert_eq!(goal(&in_file(&disk, &format!("/sessions/{apart}.yaml"))), "ours");
}

#[test]
fn a_finished_attempt_is_finished_in_its_file_after_a_kill() {
    let (disk, mut first, mut session) = begun();
    session.state = State::Finished;
    first.keep(session, Foreign::default()).unwrap();
    drop(first);
    let mut second = keeper(&disk);
    open(&mut second);
    second.close(&"s".into()).unwrap();
    assert_eq!(in_file(&disk, FILE).state, State::Finished);
}

#[test]
fn what_went_apart_comes_back_though_a_crash_came_before_its_file() {
    let (disk, mut first, mut session) = begun();
    types(&mut first, &mut session, "ours");
    disk.put(Path::new(FILE), b"format: 1\n");
    disk.fail(|_, kind, path| {
        let file = path.to_string_lossy().contains("/sessions/s.conflict") && kind == Kind::Rename;
        file.then_some(Fault::Broken)
    });
    first.snapshot_all().unwrap_err();
    let apart = first.conflicts().remove(0).apart;
    drop(first);
    disk.work();
    let Opened::ToWrite { loaded, .. } = keeper(&disk).open(&apart).unwrap() else { panic!("nobody has it") };
    assert_eq!(goal(&loaded.session), "ours");
}

#[test]
fn a_file_that_fails_in_its_last_moment_is_still_ours() {
    let (disk, mut first, mut session) = begun();
    types(&mut first, &mut session, "ours");
    disk.fail(|_, kind, path| {
        (kind == Kind::SyncFolder && path == Path::new("/sessions")).then_some(Fault::Broken)
    });
    first.snapshot_all().unwrap_err();
    disk.work();
    first.snapshot_all().unwrap();
    assert_eq!((first.conflicts(), goal(&in_file(&disk, FILE))), (Vec::new(), "ours"));
}

#[test]
fn a_file_that_does_not_open_leaves_no_lock() {
    let home = tempfile::tempdir().unwrap();
    let sessions = Sessions::in_folder(home.path());
    std::fs::write(sessions.path(&"s".into()), "not a session").unwrap();
    let disk = Arc::new(crate::store::disk::RealDisk);
    let mut keeper = Keeper::new(disk, sessions, home.path(), || "desk".to_owned());
    keeper.open(&"s".into()).unwrap_err();
    assert!(!was_left(home.path()));
    assert!(!home.path().join("backups").exists());
}

#[test]
fn a_session_is_shown_before_anything_is_written_but_its_lock_and_settled_as_if_it_had_been_opened() {
    let (disk, mut first, _) = begun();
    first.close(&"s".into()).unwrap();
    disk.remove(Path::new(JOURNAL)).unwrap();
    let (other, before) = (disk.after_kill(), disk.files().len());
    let waited_for = |kind: Kind| !matches!(kind, Kind::Read | Kind::List | Kind::Folder | Kind::Lock);
    disk.fail(move |_, kind, path| {
        assert!(!waited_for(kind), "{kind:?} of {}", path.display());
        None
    });
    let mut shown = keeper(&disk);
    assert!(matches!(shown.show(&"s".into()).unwrap(), Opened::ToWrite { .. }));
    disk.work();
    assert_eq!(disk.files().len(), before);
    shown.settle(&"s".into());
    assert!(shown.open.values().all(|kept| kept.lock.lasts && !kept.untold) && shown.is_synced());
    let mut opened = keeper(&other);
    opened.open(&"s".into()).unwrap();
    let names =
        |disk: &MemoryDisk| disk.files().into_keys().filter(|path| !path.starts_with("/state/backups"));
    assert_eq!(names(&disk).collect::<Vec<_>>(), names(&other).collect::<Vec<_>>());
    assert_eq!(disk.files().len(), other.files().len(), "each has its backups");
    let told = |disk: &MemoryDisk| tell(&disk.files()[Path::new(JOURNAL)], &"s".into());
    assert_eq!(told(&disk).loaded, told(&other).loaded);
}

#[test]
fn what_is_written_in_a_session_that_was_only_shown_comes_back() {
    let (disk, mut first, mut session) = begun();
    first.close(&"s".into()).unwrap();
    disk.remove(Path::new(JOURNAL)).unwrap();
    let mut shown = keeper(&disk);
    shown.show(&"s".into()).unwrap();
    let at = Place::of(Part::Step("goal".into()));
    let inserted = "Trust".to_owned();
    session.apply(&Edit::Splice { at, offset: 0, removed: String::new(), inserted }).unwrap();
    // There is no journal yet that could be written.
    shown.keep(session, Foreign::default()).unwrap_err();
    shown.sync().unwrap();
    drop(shown);
    let (back, recovered, _) = open(&mut keeper(&disk));
    assert_eq!((goal(&back), recovered), ("Trust", true));
}

#[test]
fn what_only_a_journal_holds_is_found_though_its_lock_stumbled() {
    for stumbles in [Kind::Folder, Kind::Lock, Kind::SyncFolder] {
        let disk = MemoryDisk::new();
        disk.fail(move |number, kind, _| {
            (kind == stumbles && number < 3).then_some(Fault::Error(std::io::ErrorKind::StorageFull))
        });
        let (mut first, mut session) = (keeper(&disk), new("s"));
        first.begin(session.clone(), Foreign::default()).unwrap();
        types(&mut first, &mut session, "saved");
        first.sync().unwrap();
        let lock = disk.lock(Path::new("/state/open/s.lock")).unwrap();
        assert!(matches!(lock, crate::store::lock::Taken::Theirs(_)), "{stumbles:?}: {lock:?}");
        assert!(first.open.values().all(|kept| kept.lock.lasts), "{stumbles:?}");
    }
}

#[test]
fn sealing_freezes_what_is_finished_and_gives_it_a_name_once() {
    let (disk, mut keeper, mut session) = begun();
    types(&mut keeper, &mut session, "Trust");
    let why = keeper.seal(&"s".into(), Some("Mei")).unwrap_err();
    assert!(why.what.contains("not finished") && !why.hint.is_empty(), "{why:?}");
    let unfinished = in_file(&disk, FILE);
    assert_eq!((unfinished.state, unfinished.person.name), (State::InProgress, None));

    open(&mut keeper);
    start::finish(&mut session, Timestamp::UNIX_EPOCH);
    keeper.keep(session, Foreign::default()).unwrap();
    keeper.close(&"s".into()).unwrap();
    keeper.seal(&"s".into(), Some("Mei")).unwrap();
    keeper.seal(&"s".into(), Some("Another")).unwrap();
    let sealed = in_file(&disk, FILE);
    assert_eq!((sealed.state, sealed.person.name.as_deref()), (State::Sealed, Some("Mei")));
    assert_eq!(goal(&sealed), "Trust");
    assert!(!keeper.is_open(&"s".into()));
}

#[test]
fn edits_alone_are_told_like_the_state_that_they_lead_to() {
    let typed = |session: &Session, words: &str| {
        let at = Place::of(Part::Step("goal".into()));
        let offset = session.text(&at).unwrap().len();
        Edit::Splice { at, offset, removed: String::new(), inserted: words.to_owned() }
    };
    let (whole, mut by_states, mut session) = begun();
    let (alone, mut by_edits, _) = begun();
    types(&mut by_states, &mut session, "Trust");
    by_edits.keep(session.clone(), Foreign::default()).unwrap();
    for word in [" grows", " slowly"] {
        let edit = typed(&session, word);
        types(&mut by_states, &mut session, word);
        by_edits.keep_edits(&"s".into(), vec![edit], &Course::of(&session)).unwrap();
    }
    let entries =
        |disk: &MemoryDisk| tell(&disk.files()[Path::new(JOURNAL)], &"s".into()).loaded.unwrap().session;
    assert_eq!(entries(&alone), entries(&whole));
    assert_eq!((goal(&entries(&alone)), entries(&alone).at.offset), ("Trust grows slowly", 18));
    drop(by_edits);
    assert_eq!(goal(&open(&mut keeper(&alone)).0), "Trust grows slowly");
}

#[test]
fn an_edit_that_does_not_fit_is_said_and_the_next_state_mends_it() {
    let (disk, mut keeper, mut session) = begun();
    types(&mut keeper, &mut session, "Trust");
    let at = Place::of(Part::Step("goal".into()));
    let edit = Edit::Splice { at, offset: 0, removed: "Doubt".to_owned(), inserted: String::new() };
    assert!(keeper.keep_edits(&"s".into(), vec![edit], &Course::of(&session)).is_err());
    types(&mut keeper, &mut session, " grows");
    keeper.close(&"s".into()).unwrap();
    assert_eq!(goal(&in_file(&disk, FILE)), "Trust grows");
}
