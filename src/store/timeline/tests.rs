//! What a real journal tells of a session that was written, left, finished and damaged.

use std::{fs, sync::Arc};

use super::*;
use crate::{
    model::{
        Edit, Part, Place, Stop,
        session::{At, Person},
        start,
    },
    store::{bank, journal::tell, keeper::Keeper, session_file::Foreign, sessions::Sessions},
};

fn session() -> Session {
    let bank = bank::built_in();
    let (question, framework, rubric) = bank.whole(&"alipay-success-metrics".into()).unwrap();
    let options = start::Options::new("s".into(), Person::default(), jiff::Timestamp::UNIX_EPOCH, 1);
    let mut session = start::begin((*question).clone(), framework.clone(), rubric.clone(), options);
    session.at = At { stop: Stop::Step("goal".into()), id: None, field: None, offset: 0 };
    session.open_step(&"goal".into());
    session
}

fn keeper(home: &Path) -> Keeper {
    let sessions = Sessions::in_folder(&home.join("sessions"));
    Keeper::new(Arc::new(RealDisk), sessions, &home.join("state"), || "desk".to_owned())
}

fn types(keeper: &mut Keeper, session: &mut Session, words: &str) {
    let at = Place::of(Part::Step("goal".into()));
    let offset = session.text(&at).unwrap().len();
    let edit = Edit::Splice { at, offset, removed: String::new(), inserted: words.to_owned() };
    session.apply(&edit).unwrap();
    keeper.keep(session.clone(), Foreign::default()).unwrap();
}

fn goal(session: &Session) -> &str {
    session.answer(&"goal".into()).unwrap().text()
}

#[test]
fn a_journal_tells_it_while_it_is_open_after_leaving_and_after_finishing() {
    let home = tempfile::tempdir().unwrap();
    let told = || timeline(&home.path().join("state"), &"s".into()).unwrap();
    assert_eq!(told(), None, "nothing was written yet");
    let mut keeper = keeper(home.path());
    let mut session = session();
    keeper.begin(session.clone(), Foreign::default()).unwrap();
    types(&mut keeper, &mut session, "Trust");
    types(&mut keeper, &mut session, " first");
    // Open, and locked by us.
    let open = told().unwrap();
    assert_eq!((goal(open.beginning()), goal(open.now()), open.cut), ("", "Trust first", false));
    keeper.close(&"s".into()).unwrap();
    keeper.open(&"s".into()).unwrap();
    types(&mut keeper, &mut session, ", then habit  \n");
    start::finish(&mut session, jiff::Timestamp::UNIX_EPOCH);
    keeper.keep(session.clone(), Foreign::default()).unwrap();
    keeper.close(&"s".into()).unwrap();
    let whole = told().unwrap();
    let goals: Vec<String> =
        (0..=whole.moments().len()).map(|n| goal(&whole.replayed(n)).to_owned()).collect();
    assert_eq!(goals, ["", "Trust", "Trust first", "Trust first, then habit  \n", goal(&session)]);
    assert!(!whole.now().is_open());
    let times: Vec<u64> = whole.moments().iter().map(|moment| moment.ms).collect();
    assert!(times.is_sorted(), "{times:?}");
}

#[test]
fn what_stands_before_the_damage_is_told_and_that_there_was_more() {
    let home = tempfile::tempdir().unwrap();
    let (mut keeper, mut session) = (keeper(home.path()), session());
    keeper.begin(session.clone(), Foreign::default()).unwrap();
    for words in ["one ", "two ", "three"] {
        types(&mut keeper, &mut session, words);
    }
    let bytes = fs::read(home.path().join("state/journals/s.journal")).unwrap();
    let ends: Vec<usize> =
        bytes.iter().enumerate().filter(|(_, byte)| **byte == b'\n').map(|(at, _)| at + 1).collect();
    for (cut, _) in bytes.iter().enumerate().step_by(61) {
        // A line that has no end yet is one that is written now.
        let (told, same) = (read(&bytes[..cut], &"s".into()), tell(&bytes[..cut], &"s".into()));
        assert_eq!(told.as_ref().map(Timeline::now), same.loaded.as_ref().map(|loaded| &loaded.session));
        assert!(told.is_none_or(|told| !told.cut));
    }
    let mut damaged = bytes.clone();
    damaged[ends[ends.len() - 2] + 20] ^= 1;
    let told = read(&damaged, &"s".into()).unwrap();
    assert_eq!((goal(told.now()), told.cut), ("one two ", true));
}

#[test]
fn a_name_that_leads_elsewhere_is_refused() {
    assert!(timeline(Path::new("/nowhere"), &"../s".into()).is_err());
}
