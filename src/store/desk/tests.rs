//! A coach's folder: what is found in it, and what of it is ever written.

use std::{collections::BTreeMap, fs, time::SystemTime};

use jiff::Timestamp;

use super::*;
use crate::{
    model::{
        reply::ReadReview,
        review::{Comment, Verdict},
        start::{Options, begin},
    },
    store::{bank, reply_file, session_file::Foreign, sessions::file_text},
};

fn person(id: &str, name: &str) -> Person {
    Person { id: id.to_owned(), name: Some(name.to_owned()) }
}

pub(super) fn ann() -> Person {
    person("vwtrnqxzkdlsmhpf", "Ann")
}

/// A session of Ada's.
pub(super) fn ada(id: &str) -> Session {
    let bank = bank::built_in();
    let (question, framework, rubric) = bank.whole(&"alipay-success-metrics".into()).unwrap();
    let ada = person("kqztkqztkqztkqzt", "Ada");
    let options = Options::new(id.into(), ada, Timestamp::UNIX_EPOCH, 1);
    begin((*question).clone(), framework.clone(), rubric.clone(), options)
}

pub(super) fn put(path: &Path, session: &Session) {
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, file_text(session, &Foreign::default()).unwrap()).unwrap();
}

/// Every file of a folder with its bytes and when it was changed.
fn all(folder: &Path) -> BTreeMap<PathBuf, (Vec<u8>, SystemTime)> {
    let file = |entry: std::io::Result<fs::DirEntry>| {
        let path = entry.unwrap().path();
        let changed = path.metadata().unwrap().modified().unwrap();
        (path.clone(), (fs::read(&path).unwrap(), changed))
    };
    fs::read_dir(folder).unwrap().map(file).collect()
}

fn names(desk: &Desk) -> Vec<(String, usize)> {
    let listing = desk.list(|session| session.id.to_string()).unwrap();
    listing.cases.into_iter().map(|case| (case.of, case.copies.len())).collect()
}

#[test]
fn sessions_are_found_wherever_they_lie_each_once_with_its_copies() {
    let home = tempfile::tempdir().unwrap();
    let at = |name: &str| home.path().join(name);
    put(&at("ada/2026-03-02-alipay-kqzt.yaml"), &ada("2026-03-02-alipay-kqzt"));
    put(
        &at("ada/2026-03-02-alipay-kqzt.sync-conflict-20260303-101112-ABCDEFG.yaml"),
        &ada("2026-03-02-alipay-kqzt"),
    );
    put(
        &at("ada/2026-03-02-alipay-kqzt.conflict-desk-20260303T101112Z.yaml"),
        &ada("2026-03-02-alipay-kqzt.conflict-desk-20260303T101112Z"),
    );
    put(&at("ada/2026-03-02-alipay-kqzt (Ada's conflicted copy).yaml"), &ada("2026-03-02-alipay-kqzt"));
    put(&at("ada/later/2026-03-09-alipay-bcdf.yaml"), &ada("2026-03-09-alipay-bcdf"));
    put(&at("2026-03-02-alipay-kqzt.yaml"), &ada("2026-03-02-alipay-kqzt"));
    put(&at("ada/later/version-2/2026-03-09-alipay-bcdf.yaml"), &ada("2026-03-09-alipay-bcdf"));
    put(&at(".stversions/2026-03-02-alipay-kqzt.yaml"), &ada("2026-03-02-alipay-kqzt"));
    fs::write(at("notes.yaml"), "shopping: [milk]").unwrap();
    fs::write(at("ada/2026-03-02-alipay-kqzt.timeline.ndjson"), "{}").unwrap();
    let desk = Desk::new(vec![home.path().to_owned(), at("ada")], ann());
    let (first, later) = ("2026-03-02-alipay-kqzt".to_owned(), "2026-03-09-alipay-bcdf".to_owned());
    assert_eq!(names(&desk), [(first.clone(), 0), (first, 3), (later, 1)]);
    assert!(desk.list(|_| ()).unwrap().broken.is_empty());
}

#[test]
fn what_cannot_be_read_is_named_with_the_reason_and_hides_nothing_else() {
    let home = tempfile::tempdir().unwrap();
    let at = |name: &str| home.path().join(name);
    put(&at("2026-03-02-alipay-kqzt.yaml"), &ada("2026-03-02-alipay-kqzt"));
    fs::write(at("2026-03-03-alipay-bcdf.yaml"), "format: 1\nid: [").unwrap();
    fs::write(at("2026-03-02-alipay-kqzt.review-ben.yaml"), b"\xff\xfe").unwrap();
    let listing = Desk::new(vec![home.path().to_owned()], ann()).list(|session| session.id.clone()).unwrap();
    assert_eq!(listing.cases.len(), 1);
    let told: Vec<String> = listing.broken.iter().map(|broken| broken.failure.what.clone()).collect();
    assert!(told[0].contains("2026-03-03-alipay-bcdf.yaml:2:"), "{told:?}");
    assert!(told[1].contains("review-ben.yaml"), "{told:?}");
    let gone = Desk::new(vec![at("nowhere")], ann()).list(|_| ()).unwrap_err();
    assert!(gone.what.contains("nowhere"), "{gone}");
}

#[test]
fn a_review_is_written_beside_the_session_which_stays_as_it_is() {
    let home = tempfile::tempdir().unwrap();
    let path = home.path().join("2026-03-02-alipay-kqzt.yaml");
    put(&path, &ada("2026-03-02-alipay-kqzt"));
    let before = all(home.path());
    let desk = Desk::new(vec![path.clone()], ann());
    let case = desk.list(|_| ()).unwrap().cases.remove(0).id;
    let mut taken = desk.take(&case).unwrap();
    assert_eq!(all(home.path()), before, "looking writes nothing");
    taken.own.review.verdict = Some(Verdict::Hire);
    let text = "Of what?".to_owned();
    taken.own.review.comments.push(Comment { id: "c1".into(), text, ..Comment::default() });
    let there = desk.keep(&case, &taken.own).unwrap();
    assert_eq!(there, home.path().join("2026-03-02-alipay-kqzt.review-ann.yaml"));
    assert_eq!(desk.take(&case).unwrap().own, taken.own);
    let mut after = all(home.path());
    after.remove(&there).unwrap();
    assert_eq!(after, before);
    let listed = desk.list(|_| ()).unwrap().cases.remove(0);
    assert_eq!((listed.reviews.len(), listed.edited), (1, false));

    // The candidate goes on with it.
    let mut session = ada("2026-03-02-alipay-kqzt");
    session.origin.focus = Some("limits".to_owned());
    put(&path, &session);
    assert!(desk.list(|_| ()).unwrap().cases[0].edited);
}

#[test]
fn two_coaches_of_one_name_write_a_file_each_and_nobody_elses() {
    let home = tempfile::tempdir().unwrap();
    let path = home.path().join("2026-03-02-alipay-kqzt.yaml");
    put(&path, &ada("2026-03-02-alipay-kqzt"));
    let written = |coach: Person, text: &str| {
        let desk = Desk::new(vec![path.clone()], coach);
        let case = desk.list(|_| ()).unwrap().cases.remove(0).id;
        let mut taken = desk.take(&case).unwrap();
        taken.own.review.comments.push(Comment {
            id: "c1".into(),
            text: text.to_owned(),
            ..Comment::default()
        });
        (desk.keep(&case, &taken.own).unwrap(), desk.take(&case).unwrap())
    };
    let (first, _) = written(ann(), "one");
    let (second, taken) = written(person("zzzzyyyyxxxxwwww", "Ann"), "two");
    assert!(first.ends_with("2026-03-02-alipay-kqzt.review-ann.yaml"), "{first:?}");
    assert!(second.ends_with("2026-03-02-alipay-kqzt.review-ann-zzzzyy.yaml"), "{second:?}");
    assert_eq!((taken.own.review.comments[0].text.as_str(), taken.others.len()), ("two", 1));
    // Whoever has a file keeps it, however it is called.
    let mailed = home.path().join("2026-03-02-alipay-kqzt.review-by-mail.yaml");
    fs::rename(&first, &mailed).unwrap();
    assert_eq!(written(ann(), "three").0, mailed);
    let nameless = written(Person { id: "q1".to_owned(), name: None }, "four").0;
    assert!(nameless.ends_with("2026-03-02-alipay-kqzt.review-q1.yaml"), "{nameless:?}");
}

#[test]
fn an_own_review_that_cannot_be_read_is_not_written_over() {
    let home = tempfile::tempdir().unwrap();
    let path = home.path().join("2026-03-02-alipay-kqzt.yaml");
    put(&path, &ada("2026-03-02-alipay-kqzt"));
    let desk = Desk::new(vec![path.clone()], ann());
    let case = desk.list(|_| ()).unwrap().cases.remove(0).id;
    fs::write(home.path().join("2026-03-02-alipay-kqzt.review-ann.yaml"), "format: [").unwrap();
    let failure = desk.take(&case).unwrap_err();
    assert!(failure.what.contains("review-ann.yaml:1:"), "{failure}");
}

/// What somebody answers to the review of a coach.
fn reply(by: Person, coach: &Person, written: i64) -> Reply {
    Reply {
        session: "2026-03-02-alipay-kqzt".into(),
        review: ReadReview { coach: coach.id.clone(), sha256: String::new() },
        candidate: by,
        written: Timestamp::from_second(written).unwrap(),
        answers: Vec::new(),
    }
}

#[test]
fn the_newest_reply_of_the_candidate_to_the_own_review_is_found_and_no_other() {
    let home = tempfile::tempdir().unwrap();
    let at = |name: &str| home.path().join(name);
    let put_reply = |name: &str, reply: &Reply| {
        fs::create_dir_all(at(name).parent().unwrap()).unwrap();
        fs::write(at(name), reply_file::write(reply, &reply_file::Foreign::default()).unwrap()).unwrap();
    };
    let session = ada("2026-03-02-alipay-kqzt");
    put(&at("2026-03-02-alipay-kqzt.yaml"), &session);
    let (ada, bo) = (session.person, person("bobobobobobobobo", "Bo"));
    let found = |paths: Vec<PathBuf>| {
        let desk = Desk::new(paths, ann());
        let listing = desk.list(|_| ()).unwrap();
        let case = listing.cases.into_iter().find(|case| case.id.as_str().ends_with("-kqzt.yaml")).unwrap();
        let taken = desk.take(&case.id).unwrap();
        let replied = taken.reply.as_ref().map(|reply| reply.written);
        assert_eq!(case.replied, replied, "the list and the session say the same");
        (taken.reply.map(|reply| reply.written.as_second()), listing.broken.len())
    };
    let folder = || vec![home.path().to_owned()];
    assert_eq!(found(folder()), (None, 0));
    put_reply("2026-03-02-alipay-kqzt.reply-ben.yaml", &reply(ada.clone(), &bo, 90));
    put_reply("2026-03-02-alipay-kqzt.reply-bo.yaml", &reply(bo, &ann(), 91));
    put_reply("2026-03-09-alipay-bcdf.reply-ann.yaml", &reply(ada.clone(), &ann(), 92));
    assert_eq!(found(folder()), (None, 0), "of others, to others, of another session");
    put_reply("version-2/2026-03-02-alipay-kqzt.reply-ann.yaml", &reply(ada.clone(), &ann(), 20));
    put_reply("2026-03-02-alipay-kqzt.reply-ann.yaml", &reply(ada, &ann(), 10));
    assert_eq!(found(folder()), (Some(20), 0), "another version may have arrived first");
    assert_eq!(found(vec![at("2026-03-02-alipay-kqzt.yaml")]), (Some(20), 0), "of a session that is named");
    fs::write(at("version-2/2026-03-02-alipay-kqzt.reply-ann.yaml"), "format: [").unwrap();
    assert_eq!(found(folder()), (Some(10), 1), "one that cannot be read is told and hides nothing");
}
