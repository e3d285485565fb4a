//! Sessions that are opened, moved and kept: which of several states of one counts.

use crossterm::event::KeyCode;
use jiff::tz::TimeZone;

use super::*;
use crate::{
    model::{State, plan::Card, session::Person},
    store::{disk::RealDisk, keeper::Keeper, saver::Pace},
    tui::{
        app::Start,
        effect::{Move, Now, Shelf},
        theme::Theme,
    },
};

fn finished(id: &str) -> Session {
    let bank = crate::store::bank::built_in();
    let (question, framework, rubric) = bank.whole(&"alipay-success-metrics".into()).unwrap();
    let options = start::Options::new(id.into(), Person::default(), Timestamp::UNIX_EPOCH, 1);
    let mut session = start::begin((*question).clone(), framework.clone(), rubric.clone(), options);
    session.state = State::Finished;
    session
}

/// An outside with a finished session.
fn outside(home: &std::path::Path) -> Outside {
    let places = Places::under(home);
    let sessions = Sessions::in_folder(&places.sessions);
    sessions.save(&finished("s"), &Foreign::default()).unwrap();
    let keeper = Keeper::new(Arc::new(RealDisk), sessions.clone(), &places.state, || "desk".to_owned());
    let (saver, _) = Saver::start(keeper, Pace::default(), Vec::new()).unwrap();
    Outside::new(Bank::default(), places, sessions, saver, None)
}

/// Something newer than what is on disk, that cannot be written there.
fn unsaved(outside: &mut Outside) {
    outside.open(&"s".into()).unwrap();
    let folder = outside.places.sessions.clone();
    std::fs::rename(&folder, folder.with_file_name("aside")).unwrap();
    let mut newer = finished("s");
    newer.wrap_up.learnt = "words".to_owned();
    outside.saver.keep(newer, Foreign::default());
}

#[test]
fn what_could_not_be_saved_is_gone_on_with_and_not_the_older_file() {
    let home = tempfile::tempdir().unwrap();
    let mut outside = outside(home.path());
    unsaved(&mut outside);
    let events = outside.open(&"s".into()).unwrap();
    let Some(Event::Opened(session)) = events.first() else { panic!("{events:?}") };
    assert_eq!(session.wrap_up.learnt, "words");
}

#[test]
fn what_could_not_be_saved_stays_where_it_is() {
    let home = tempfile::tempdir().unwrap();
    let mut outside = outside(home.path());
    unsaved(&mut outside);
    let moved = Move { id: "s".into(), from: Shelf::Sessions, to: Shelf::Trash };
    assert!(outside.move_attempt(moved).unwrap_err().what.contains("s is not saved yet"));
    assert!(home.path().join("data/aside/s.yaml").is_file());
}

#[test]
fn what_is_in_the_archive_is_opened_to_be_read() {
    let home = tempfile::tempdir().unwrap();
    let mut outside = outside(home.path());
    let moved = Move { id: "s".into(), from: Shelf::Sessions, to: Shelf::Archive };
    let events = outside.move_attempt(moved.clone()).unwrap();
    let [Event::Moved(told), Event::Renewed(renewed)] = &events[..] else { panic!("{events:?}") };
    assert!(*told == moved && renewed.attempts[0].archived);
    let events = outside.open(&"s".into()).unwrap();
    assert!(
        matches!(&events[..], [Event::OpenedToRead(_, ReadOnly::Frozen(why))] if why.contains("in the archive"))
    );
}

#[test]
fn what_was_mapped_just_before_going_back_to_the_list_is_kept() {
    let home = tempfile::tempdir().unwrap();
    let mut outside = outside(home.path());
    let mut own = finished("s");
    own.opening.plan = vec![Card { step: "h1".into(), title: "Why now".to_owned(), ..Card::default() }];
    own.open_step(&"h1".into());
    outside.sessions.save(&own, &Foreign::default()).unwrap();
    let attempts = outside.sessions.list().unwrap().attempts;
    let (mut app, _) = App::new(Bank::default(), attempts, Theme::new(false), TimeZone::UTC, Start::Home);
    let now = Now { wall: Timestamp::UNIX_EPOCH, mono: Duration::ZERO };
    let press = |app: &mut App, code: KeyCode| app.update(Event::Key(code.into()), now);
    press(&mut app, KeyCode::Char('s'));
    assert_eq!(press(&mut app, KeyCode::Enter), [Effect::Open("s".into())]);
    for event in outside.open(&"s".into()).unwrap() {
        app.update(event, now);
    }
    // All at once: the list is on the screen before anything is kept.
    for code in [KeyCode::Right, KeyCode::Char(' '), KeyCode::Esc, KeyCode::Char('l')] {
        press(&mut app, code);
    }
    outside.keep(&app);
    outside.saver.flush().unwrap();
    let saved = outside.sessions.load(&"s".into()).unwrap().session;
    assert_eq!(saved.mapping.len(), 1);
}

#[test]
fn what_a_newer_casebook_wrote_is_opened_to_be_read_and_never_kept() {
    let home = tempfile::tempdir().unwrap();
    let mut outside = outside(home.path());
    let path = outside.sessions.path(&"s".into());
    let text = std::fs::read_to_string(&path).unwrap().replacen("format: 1", "format: 2", 1);
    let text = text.replacen("state: finished", "state: in_progress", 1);
    std::fs::write(&path, &text).unwrap();
    let (mut app, _) = App::new(Bank::default(), Vec::new(), Theme::new(false), TimeZone::UTC, Start::Home);
    let now = Now { wall: Timestamp::UNIX_EPOCH, mono: Duration::ZERO };
    let events = outside.open(&"s".into()).unwrap();
    assert!(
        matches!(&events[..], [Event::OpenedToRead(_, ReadOnly::Frozen(why))] if why.contains("session format 2"))
    );
    for event in events {
        app.update(event, now);
    }
    outside.close(&app).unwrap();
    outside.saver.abandon(&"s".into()).unwrap();
    assert_eq!(std::fs::read_to_string(&path).unwrap(), text);
}

#[test]
fn what_was_only_read_is_not_written() {
    let home = tempfile::tempdir().unwrap();
    let mut outside = outside(home.path());
    let zone = TimeZone::UTC;
    let (mut app, _) = App::new(Bank::default(), Vec::new(), Theme::new(false), zone, Start::Home);
    let now = Now { wall: Timestamp::UNIX_EPOCH, mono: Duration::ZERO };
    for event in outside.open(&"s".into()).unwrap() {
        app.update(event, now);
    }
    outside.keep(&app);
    assert!(!outside.is_waiting());
    outside.close(&app).unwrap();
}

/// The application with the session open in it.
fn reading(outside: &mut Outside) -> App {
    let zone = TimeZone::UTC;
    let (mut app, _) = App::new(Bank::default(), Vec::new(), Theme::new(false), zone, Start::Home);
    let events = outside.open(&"s".into()).unwrap();
    happens(&mut app, events);
    app
}

fn happens(app: &mut App, events: Vec<Event>) {
    let now = Now { wall: Timestamp::UNIX_EPOCH, mono: Duration::ZERO };
    for event in events {
        app.update(event, now);
    }
}

/// A score for the first dimension, as one gives it in the debrief.
fn scores(app: &mut App) {
    let keys = [KeyCode::Char('o'), KeyCode::Char('2')];
    happens(app, keys.map(|key| Event::Key(key.into())).to_vec());
}

#[test]
fn what_was_said_last_is_sealed_and_nothing_more_is_said() {
    let home = tempfile::tempdir().unwrap();
    let mut outside = outside(home.path());
    std::fs::create_dir_all(outside.places.config.clone()).unwrap();
    let config = "person: {id: kqztkqztkqztkqzt, name: Mei}\ndevice: desk\n";
    std::fs::write(outside.places.config.join("config.yaml"), config).unwrap();
    let mut app = reading(&mut outside);
    scores(&mut app);
    let events = outside.seal(&"s".into(), &app).unwrap();
    assert!(
        matches!(&events[..], [Event::Opened(_), Event::Said(said)] if said.contains("Sealed")),
        "{events:?}"
    );
    happens(&mut app, events);
    let sealed = outside.sessions.load(&"s".into()).unwrap().session;
    assert_eq!((sealed.state, sealed.self_scores.len()), (State::Sealed, 1));
    assert_eq!(sealed.person.name.as_deref(), Some("Mei"));
    let path = outside.sessions.path(&"s".into());
    let before = std::fs::read(&path).unwrap();
    scores(&mut app);
    outside.close(&app).unwrap();
    assert_eq!(std::fs::read(&path).unwrap(), before);
}

#[test]
fn from_the_list_a_session_is_sealed_and_listed_anew() {
    let home = tempfile::tempdir().unwrap();
    let mut outside = outside(home.path());
    let (app, _) = App::new(Bank::default(), Vec::new(), Theme::new(false), TimeZone::UTC, Start::Home);
    let events = outside.seal(&"s".into(), &app).unwrap();
    let [Event::Said(_), Event::Renewed(renewed)] = &events[..] else { panic!("{events:?}") };
    assert_eq!(renewed.attempts[0].state, State::Sealed);
    let failure = outside.seal(&"none".into(), &app).unwrap_err();
    assert!(!failure.hint.is_empty(), "{failure}");
}

#[test]
fn what_cannot_be_sealed_on_disk_is_told_and_nothing_of_it_is_lost() {
    let home = tempfile::tempdir().unwrap();
    let mut outside = outside(home.path());
    let mut app = reading(&mut outside);
    scores(&mut app);
    let folder = outside.places.sessions.clone();
    let aside = folder.with_file_name("aside");
    std::fs::rename(&folder, &aside).unwrap();
    let events = outside.seal(&"s".into(), &app).unwrap();
    let [Event::Opened(session), Event::Failed(_)] = &events[..] else { panic!("{events:?}") };
    assert_eq!(session.self_scores.len(), 1);
    happens(&mut app, events);
    std::fs::rename(&aside, &folder).unwrap();
    outside.close(&app).unwrap();
    let saved = outside.sessions.load(&"s".into()).unwrap().session;
    assert_eq!((saved.state, saved.self_scores.len()), (State::Sealed, 1));
}

/// The list as the application has it, once all of it was read.
fn until_whole(outside: &mut Outside, app: &mut App, first: Vec<Event>) {
    let mut events = first;
    while outside.is_waiting() {
        events.extend(outside.heard());
    }
    happens(app, events);
}

fn home_of(outside: &mut Outside) -> App {
    let zone = TimeZone::UTC;
    let (mut app, _) = App::new(Bank::default(), Vec::new(), Theme::new(false), zone, Start::Home);
    let events = outside.first_list([]).unwrap();
    until_whole(outside, &mut app, events);
    app
}

fn ids(app: &App) -> Vec<(&str, State, bool)> {
    app.attempts().iter().map(|a| (a.id.as_str(), a.state, a.archived)).collect()
}

#[test]
fn what_was_saved_moved_or_sealed_is_in_the_list_before_any_other_file_is_looked_at() {
    let home = tempfile::tempdir().unwrap();
    let mut outside = outside(home.path());
    outside.sessions.save(&finished("t"), &Foreign::default()).unwrap();
    let mut app = home_of(&mut outside);
    assert_eq!(ids(&app), [("t", State::Finished, false), ("s", State::Finished, false)]);
    // Behind the back of the program: known once the files were looked at.
    std::fs::remove_file(outside.sessions.path(&"t".into())).unwrap();
    let events = outside.seal(&"s".into(), &app).unwrap();
    happens(&mut app, events);
    assert_eq!(ids(&app), [("t", State::Finished, false), ("s", State::Sealed, false)]);
    let moved = Move { id: "s".into(), from: Shelf::Sessions, to: Shelf::Archive };
    let events = outside.move_attempt(moved.clone()).unwrap();
    happens(&mut app, events);
    assert_eq!(ids(&app), [("t", State::Finished, false), ("s", State::Sealed, true)]);
    let trashed = Move { to: Shelf::Trash, from: Shelf::Archive, ..moved };
    let events = outside.move_attempt(trashed).unwrap();
    happens(&mut app, events);
    assert_eq!(ids(&app), [("t", State::Finished, false)]);
    until_whole(&mut outside, &mut app, Vec::new());
    assert_eq!(ids(&app), []);
}

#[test]
fn what_has_no_file_yet_is_listed_and_what_gets_one_is_not_listed_twice() {
    let home = tempfile::tempdir().unwrap();
    let mut outside = outside(home.path());
    let mut app = home_of(&mut outside);
    unsaved(&mut outside);
    let events = outside.renewed();
    until_whole(&mut outside, &mut app, events);
    assert_eq!(ids(&app), [("s", State::Finished, false)]);
    let folder = outside.places.sessions.clone();
    std::fs::rename(folder.with_file_name("aside"), &folder).unwrap();
    outside.saver.flush().unwrap();
    let events = outside.renewed();
    until_whole(&mut outside, &mut app, events);
    assert_eq!(ids(&app), [("s", State::Finished, false)]);
}

#[test]
fn what_is_known_of_the_last_time_is_there_though_the_folder_is_gone_and_opening_it_says_so() {
    let home = tempfile::tempdir().unwrap();
    let mut outside = outside(home.path());
    outside.sessions = outside.sessions.clone().indexed_in(&outside.places.cache);
    home_of(&mut outside);
    assert_eq!(outside.sessions.known().map(|known| known.attempts.len()), Some(1));
    std::fs::remove_file(outside.sessions.path(&"s".into())).unwrap();
    let failure = outside.open(&"s".into()).unwrap_err();
    assert!(failure.what.contains("there is no session `s`"), "{failure}");
    let events = outside.without(&failure);
    assert!(
        matches!(&events[..], [Event::Renewed(renewed), Event::Failed(_)] if renewed.attempts.is_empty())
    );
    assert_eq!(ids(&home_of(&mut outside)), []);
}

#[test]
fn where_nothing_changed_since_the_last_time_the_list_is_told_once() {
    let home = tempfile::tempdir().unwrap();
    let mut outside = outside(home.path());
    outside.sessions = outside.sessions.clone().indexed_in(&outside.places.cache);
    let path = outside.sessions.path(&"s".into());
    let long_ago = std::time::SystemTime::now() - Duration::from_secs(60);
    std::fs::File::options().write(true).open(&path).unwrap().set_modified(long_ago).unwrap();
    home_of(&mut outside);
    let told = |outside: &mut Outside| {
        let mut events = outside.first_list([]).unwrap();
        while outside.is_waiting() {
            events.extend(outside.heard());
        }
        assert!(!events.iter().any(|event| matches!(event, Event::Reading(Some(_)) | Event::Failed(_))));
        events.iter().filter(|event| matches!(event, Event::Attempts(all) if all.len() == 1)).count()
    };
    assert_eq!(told(&mut outside), 1);
    outside.sessions.save(&finished("s"), &Foreign::default()).unwrap();
    // Known as it was, and then as it is; or at once as it is.
    assert!((1..=2).contains(&told(&mut outside)));
}

#[test]
fn nothing_is_read_before_there_is_a_frame_that_says_so() {
    let home = tempfile::tempdir().unwrap();
    let mut outside = outside(home.path());
    let mut reading = Reading::progress(outside.sessions.clone());
    assert!(reading.hear(Duration::from_millis(20)).is_none() && !reading.is_over());
    reading.begin();
    assert!(reading.hear(Duration::from_secs(60)).is_some());
    // And if nobody says that there is one, with what is heard next.
    outside.read_returned();
    assert!(outside.is_waiting());
    let mut events = Vec::new();
    while outside.is_waiting() {
        events.extend(outside.heard());
    }
    assert!(matches!(&events[..], [Event::Returned(none, why)] if none.is_empty() && why.is_empty()));
}
