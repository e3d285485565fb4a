//! The folder of sessions: listing, shortened ids, what is refused.

use jiff::{Timestamp, civil::date};

use super::*;
use crate::{
    model::{
        Stop,
        session::Person,
        start::{Options, begin},
    },
    store::bank,
};

pub fn session(id: &str, started: &str) -> Session {
    let bank = bank::built_in();
    let id_of_question = &bank.questions.ids().next().unwrap().into();
    let (question, framework, rubric) = bank.whole(id_of_question).unwrap();
    let now: Timestamp = started.parse().unwrap();
    begin(
        (*question).clone(),
        framework.clone(),
        rubric.clone(),
        Options::new(id.into(), Person::default(), now, 1),
    )
}

/// Writes a session into its file.
pub fn write(sessions: &Sessions, session: &Session) {
    sessions.save(session, &Foreign::default()).unwrap();
}

fn folder() -> (tempfile::TempDir, Sessions) {
    let home = tempfile::tempdir().unwrap();
    let sessions = Sessions::in_folder(&home.path().join("sessions"));
    (home, sessions)
}

#[test]
fn lists_newest_first_and_names_what_is_broken() {
    let (_home, sessions) = folder();
    assert_eq!(sessions.list().unwrap(), Listing::default());
    for (id, day) in [("a", "02"), ("b", "04"), ("c", "03")] {
        sessions.save(&session(id, &format!("2025-03-{day}T00:00:00Z")), &Foreign::default()).unwrap();
    }
    fs::write(sessions.folder.join("z.yaml"), "format: 1\nid: [\n").unwrap();
    fs::write(sessions.folder.join("a.review-ann.yaml"), "not a session").unwrap();
    fs::write(sessions.folder.join(".hidden.yaml"), "not a session").unwrap();
    fs::create_dir(sessions.folder.join("y.yaml")).unwrap();
    let listing = sessions.list().unwrap();
    let ids: Vec<_> = listing.attempts.iter().map(|a| a.id.as_str()).collect();
    assert_eq!(ids, ["b", "c", "a"]);
    assert_eq!(listing.broken.len(), 2);
    assert!(listing.broken[0].failure.what.contains("z.yaml:"), "{}", listing.broken[0].failure);
}

#[test]
fn saved_is_loaded() {
    let (_home, sessions) = folder();
    let session = session("s", "2025-03-04T05:06:07Z");
    sessions.save(&session, &Foreign::default()).unwrap();
    let loaded = sessions.load(&"s".into()).unwrap();
    assert_eq!(loaded.session, session);
    assert_eq!(loaded.session.at.stop, Stop::Clarify);
    let mut elsewhere = session;
    elsewhere.id = "../s".into();
    assert!(sessions.save(&elsewhere, &Foreign::default()).is_err());
}

#[cfg(unix)]
#[test]
fn what_is_no_file_is_not_opened() {
    let (_home, sessions) = folder();
    fs::create_dir_all(&sessions.folder).unwrap();
    std::os::unix::fs::symlink("/dev/zero", sessions.folder.join("zero.yaml")).unwrap();
    assert!(sessions.load(&"zero".into()).unwrap_err().what.contains("no regular file"));
}

#[test]
fn what_leads_elsewhere_or_is_a_device_is_told_and_neither_opened_nor_written() {
    let (home, sessions) = folder();
    fs::create_dir_all(&sessions.folder).unwrap();
    fs::write(home.path().join("out.yaml"), "words").unwrap();
    for id in ["../out", "nul", "COM1.x", "a:b", "end.", ".hidden", "a\\b"] {
        let id = SessionId::from(id);
        let named = session(id.as_str(), "2025-03-04T00:00:00Z");
        for failure in [
            sessions.load(&id).unwrap_err(),
            sessions.save(&named, &Foreign::default()).unwrap_err(),
            sessions.purge(&id).unwrap_err(),
            sessions.move_to(&sessions.trash(), &id).unwrap_err(),
        ] {
            assert!(failure.what.contains("cannot be the name of a session"), "{failure}");
        }
    }
    assert_eq!(fs::read_to_string(home.path().join("out.yaml")).unwrap(), "words");
    // On a system that lets a file be called so, it is no secret that it is there.
    fs::write(sessions.folder.join("nul.yaml"), "words").unwrap();
    assert_eq!(sessions.list().unwrap().broken.len(), 1);
}

#[test]
fn ids_may_be_shortened_while_they_mean_one() {
    let (_home, sessions) = folder();
    fs::create_dir_all(&sessions.folder).unwrap();
    for id in ["2025-03-04-alipay-bcdf", "2025-03-04-alipay-ghjk", "2025-03-05-bolt-mnpq"] {
        fs::write(sessions.folder.join(format!("{id}.yaml")), "").unwrap();
    }
    let meant = |short: &str| -> Vec<String> {
        sessions.meant(short).unwrap().iter().map(ToString::to_string).collect()
    };
    for (short, id) in [
        ("2025-03-05", "2025-03-05-bolt-mnpq"),
        ("ghjk", "2025-03-04-alipay-ghjk"),
        ("GHJK", "2025-03-04-alipay-ghjk"),
        ("Bolt", "2025-03-05-bolt-mnpq"),
        ("2025-03-05-bolt-mnpq.yaml", "2025-03-05-bolt-mnpq"),
    ] {
        assert_eq!(meant(short), [id]);
    }
    assert_eq!(meant("2025-03-04"), ["2025-03-04-alipay-ghjk", "2025-03-04-alipay-bcdf"]);
    assert!(sessions.meant("").is_err() && sessions.meant("../x").is_err());
}

#[test]
fn new_ids_have_date_question_and_letters() {
    let (_home, sessions) = folder();
    let id = sessions.new_id(date(2025, 3, 4), &"alipay".into());
    assert!(id.as_str().starts_with("2025-03-04-alipay-") && id.as_str().len() == 22, "{id}");
}

#[test]
fn the_archive_is_listed_as_such_and_the_trash_is_not() {
    let (_home, sessions) = folder();
    for id in ["a", "b", "c"] {
        sessions.save(&session(id, "2025-03-04T00:00:00Z"), &Foreign::default()).unwrap();
    }
    sessions.move_to(&sessions.archive(), &"a".into()).unwrap();
    sessions.move_to(&sessions.trash(), &"b".into()).unwrap();
    let listed = sessions.list().unwrap().attempts;
    let listed: Vec<_> = listed.iter().map(|a| (a.id.as_str(), a.archived, a.is_open())).collect();
    assert_eq!(listed, [("c", false, true), ("a", true, false)]);
    assert!(sessions.is_archived(&"a".into()) && !sessions.is_archived(&"c".into()));
}

#[test]
fn an_attempt_moves_with_all_that_belongs_to_it_and_back() {
    let (_home, sessions) = folder();
    for id in ["2025-03-04-q-bcdf", "2025-03-04-q-bcdg"] {
        sessions.save(&session(id, "2025-03-04T00:00:00Z"), &Foreign::default()).unwrap();
    }
    let (id, other) = (SessionId::from("2025-03-04-q-bcdf"), SessionId::from("2025-03-04-q-bcdg"));
    let beside = ["review-ann.yaml", "reply-ann.yaml", "timeline.ndjson"].map(|end| format!("{id}.{end}"));
    for name in &beside {
        fs::write(sessions.folder.join(name), name).unwrap();
    }
    let trash = sessions.trash();
    sessions.move_to(&trash, &id).unwrap();
    assert!(sessions.load(&id).is_err() && sessions.load(&other).is_ok());
    assert!(trash.load(&id).is_ok());
    // What is in the trash is not listed among the sessions, and not lost to one that takes its name.
    assert_eq!(sessions.list().unwrap().attempts.len(), 1);
    sessions.save(&session(id.as_str(), "2025-03-04T00:00:00Z"), &Foreign::default()).unwrap();
    assert!(trash.move_to(&sessions, &id).unwrap_err().what.contains("is there already"));
    sessions.purge(&id).unwrap();
    trash.move_to(&sessions, &id).unwrap();
    for name in &beside {
        assert_eq!(fs::read_to_string(sessions.folder.join(name)).unwrap(), *name);
    }
    sessions.purge(&id).unwrap();
    assert_eq!(fs::read_dir(&sessions.folder).unwrap().count(), 2, "the other one, and the trash");
}
