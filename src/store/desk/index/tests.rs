//! An index is as good as looking, and nothing in it is believed that was not written so.

use std::{
    fs,
    sync::atomic::{AtomicUsize, Ordering},
    time::{Duration, SystemTime},
};

use jiff::Timestamp;
use proptest::prelude::*;

use super::*;
use crate::{
    model::{Session, review::Reviewed, session::Person},
    store::desk::{
        Desk, Listing, OFTEN,
        tests::{ada, ann, put},
    },
};

/// A folder with two sessions, one of which is reviewed, and a file that cannot be read; all written long ago.
fn class() -> tempfile::TempDir {
    let home = tempfile::tempdir().unwrap();
    for id in ["2026-03-02-alipay-kqzt", "2026-03-03-alipay-bcdf"] {
        put(&home.path().join(format!("class/{id}.yaml")), &ada(id));
    }
    fs::write(home.path().join("class/2026-03-04-alipay-gone.yaml"), "format: [").unwrap();
    let desk = Desk::new(vec![home.path().join("class")], ann());
    let case = desk.list(|_| ()).unwrap().cases.remove(0).id;
    let taken = desk.take(&case).unwrap();
    desk.keep(&case, &taken.own).unwrap();
    ages(home.path());
    home
}

fn ages(home: &Path) {
    for entry in fs::read_dir(home.join("class")).unwrap() {
        set_time(&entry.unwrap().path(), SystemTime::now() - Duration::from_secs(60));
    }
}

fn set_time(path: &Path, time: SystemTime) {
    fs::File::options().write(true).open(path).unwrap().set_modified(time).unwrap();
}

fn desk(home: &Path) -> Desk {
    Desk::new(vec![home.join("class")], ann()).indexed_in(&home.join("cache"))
}

/// What is listed with the index, and how many sessions were read for it.
fn list(home: &Path) -> (Listing<String>, usize) {
    let read = AtomicUsize::new(0);
    let look = |session: &Session| {
        read.fetch_add(1, Ordering::Relaxed);
        session.id.to_string()
    };
    (desk(home).list_indexed(look, |_| true).unwrap(), read.into_inner())
}

fn without(home: &Path) -> Listing<String> {
    Desk::new(vec![home.join("class")], ann()).list(|session| session.id.to_string()).unwrap()
}

#[test]
fn what_has_not_changed_is_not_opened_again() {
    let home = class();
    let looked = without(home.path());
    assert_eq!((looked.cases.len(), looked.broken.len(), looked.cases[0].reviews.len()), (2, 1, 1));
    assert_eq!(desk(home.path()).known::<String>(), None);
    assert_eq!(list(home.path()), (looked.clone(), 2));
    assert_eq!(list(home.path()), (looked.clone(), 0));
    assert_eq!(desk(home.path()).known::<String>(), Some(looked.clone()));
    // Nor are reviews and what is broken: whoever opened them now would find nothing that is of use.
    for entry in fs::read_dir(home.path().join("class")).unwrap() {
        let path = entry.unwrap().path();
        let metadata = path.metadata().unwrap();
        fs::write(&path, vec![b'?'; usize::try_from(metadata.len()).unwrap()]).unwrap();
        set_time(&path, metadata.modified().unwrap());
    }
    assert_eq!(list(home.path()), (looked, 0));
}

#[test]
fn what_was_changed_is_read_again_and_what_is_gone_is_gone() {
    let home = class();
    list(home.path());
    let at = |id: &str| home.path().join(format!("class/{id}.yaml"));
    let mut session = ada("2026-03-02-alipay-kqzt");
    session.origin.focus = Some("limits".to_owned());
    put(&at("2026-03-02-alipay-kqzt"), &session);
    let (listing, read) = list(home.path());
    assert_eq!((read, listing.cases[0].edited), (1, true));
    fs::remove_file(at("2026-03-03-alipay-bcdf")).unwrap();
    put(&at("2026-03-05-alipay-dfgh"), &ada("2026-03-05-alipay-dfgh"));
    ages(home.path());
    assert_eq!(list(home.path()), (without(home.path()), 2));
    assert_eq!(list(home.path()), (without(home.path()), 0));
}

#[test]
fn a_file_that_was_just_written_is_not_taken_as_known() {
    let home = class();
    let path = home.path().join("class/2026-03-02-alipay-kqzt.yaml");
    let now = SystemTime::now();
    set_time(&path, now);
    list(home.path());
    // As large, and within the same tick of a slow clock.
    let mut text = fs::read_to_string(&path).unwrap();
    text = text.replacen("name: Ada", "name: Eva", 1);
    fs::write(&path, text).unwrap();
    set_time(&path, now);
    assert_eq!(list(home.path()).1, 1);
}

#[test]
fn another_desk_and_another_version_have_an_index_of_their_own() {
    let home = class();
    let (listing, _) = list(home.path());
    let both = Desk::new(vec![home.path().join("class"), home.path().join("class")], ann());
    assert_eq!(both.indexed_in(&home.path().join("cache")).known::<String>(), None);
    let file = fs::read_dir(home.path().join("cache/desk")).unwrap().next().unwrap().unwrap().path();
    let bytes = fs::read(&file).unwrap();
    let end = bytes.iter().position(|byte| *byte == b'\n').unwrap();
    let head = String::from_utf8(bytes[..end].to_vec()).unwrap();
    for other in [head.replace(env!("CARGO_PKG_VERSION"), "99.0.0"), head.replace("desk 3", "desk 4")] {
        assert_ne!(other, head);
        fs::write(&file, [other.as_bytes(), &bytes[end..]].concat()).unwrap();
        assert_eq!(list(home.path()), (listing.clone(), 2));
    }
    fs::remove_dir_all(home.path().join("cache")).unwrap();
    assert_eq!(list(home.path()), (listing, 2));
}

#[test]
fn where_no_index_can_be_kept_all_is_read_each_time() {
    let home = class();
    fs::write(home.path().join("cache"), "in the way").unwrap();
    for _ in 0..2 {
        assert_eq!(list(home.path()), (without(home.path()), 2));
    }
}

#[test]
fn while_sessions_are_read_it_is_known_what_is_reviewed() {
    let home = class();
    let mut first = None;
    let look = |session: &Session| {
        std::thread::sleep(Duration::from_millis(250));
        session.id.to_string()
    };
    let desk = desk(home.path());
    let listed = desk.list_indexed(look, |progress| {
        first.get_or_insert((progress.done > 0, progress.of));
        true
    });
    assert_eq!(listed.unwrap().cases[0].reviews.len(), 1);
    assert_eq!(first, Some((true, 4)), "the review is read before the first session is");
}

#[test]
fn who_leaves_meanwhile_finds_what_was_read_until_then() {
    let home = class();
    let (rows, _) = reading_until(home.path(), 1);
    assert!(rows < 3, "{rows} rows");
    assert_eq!(list(home.path()).0, without(home.path()));
}

#[test]
fn what_is_read_of_a_large_desk_is_kept_now_and_then() {
    let home = class();
    for number in 0..OFTEN {
        let path = home.path().join(format!("class/2026-01-01-broken-{number}.yaml"));
        fs::write(&path, "format: [").unwrap();
        set_time(&path, SystemTime::now() - Duration::from_secs(60));
    }
    let look = |session: &Session| {
        std::thread::sleep(Duration::from_millis(250));
        session.id.to_string()
    };
    let (desk, mut kept) = (desk(home.path()), 0);
    desk.list_indexed(look, |_| {
        // Whoever kills it now finds this the next time.
        kept = kept.max(desk.known::<String>().map_or(0, |known| known.broken.len()));
        true
    })
    .unwrap();
    assert!(kept >= OFTEN, "{kept}");
}

/// How many rows an index has, once somebody left after so many sessions, and who read how much.
fn reading_until(home: &Path, most: usize) -> (usize, usize) {
    let read = AtomicUsize::new(0);
    let look = |session: &Session| {
        if read.fetch_add(1, Ordering::Relaxed) + 1 >= most {
            std::thread::sleep(Duration::from_millis(250));
        }
        session.id.to_string()
    };
    desk(home).list_indexed(look, |_| false).unwrap();
    let known = desk(home).known::<String>();
    (known.map_or(0, |known| known.cases.len() + known.broken.len()), read.into_inner())
}

fn rows() -> Vec<Row<Option<u32>>> {
    let stamp = Some(Stamp { size: 12, seconds: 1_700_000_000, nanoseconds: 5 });
    let outline = review::Outline {
        of: Reviewed::Session { id: "s".into(), sha256: "00ff".to_owned() },
        coach: Person { id: "ann".to_owned(), name: Some("Ann".to_owned()) },
        written: Timestamp::UNIX_EPOCH,
        comments: 3,
        scores: 2,
        has_verdict: true,
        has_next: true,
    };
    let reply = reply::Outline {
        session: "s".into(),
        coach: "ann".to_owned(),
        candidate: "p".to_owned(),
        written: Timestamp::MAX,
    };
    let row = |name: &str, holds| Row { path: PathBuf::from(name), stamp, holds };
    vec![
        row("a.yaml", Holds::Session { sha256: "ff00".to_owned(), person: "p".to_owned(), of: Some(7) }),
        row("b.yaml", Holds::Session { sha256: "0f0f".to_owned(), person: "q".to_owned(), of: None }),
        row("a.review-ann.yaml", Holds::Review(outline)),
        row("a.reply-ann.yaml", Holds::Reply(reply)),
        row("c.yaml", Holds::Broken(Failure::new("c.yaml:2: \u{1b}[31m", "mend it"))),
        row("notes.yaml", Holds::Foreign),
    ]
}

#[test]
fn rows_come_back_as_they_were_kept() {
    assert_eq!(file::rows(&file::bytes(rows().iter()).unwrap()), Some(rows()));
    assert_eq!(file::rows::<Option<u32>>(b""), None);
    assert_eq!(file::rows::<Option<u32>>(b"casebook"), None);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2_000, ..ProptestConfig::default() })]

    #[test]
    fn a_byte_flipped_or_an_end_cut_off_is_never_believed(
        at in any::<prop::sample::Index>(),
        bits in 1u8..,
        is_cut in any::<bool>(),
    ) {
        let mut bytes = file::bytes(rows().iter()).unwrap();
        let at = at.index(bytes.len());
        if is_cut { bytes.truncate(at) } else { bytes[at] ^= bits }
        prop_assert_eq!(file::rows::<Option<u32>>(&bytes), None);
    }
}
