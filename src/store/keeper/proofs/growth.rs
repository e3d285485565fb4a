//! How large journals grow, and what becomes of one that grew too large.

use super::{
    world::{Act, There, change},
    *,
};
use crate::store::journal::{ROLLED, Record};

const JOURNAL: &str = "/state/journals/s.journal";

#[test]
fn half_an_hour_of_typing_is_a_small_journal() {
    let disk = MemoryDisk::new();
    let (mut keeper, mut session) = (keeper(&disk), tiny());
    keeper.begin(tiny(), Foreign::default()).unwrap();
    for key in 0..6_000 {
        // Somewhere in the middle of two steps in turn.
        change(&mut session, &Act::Type(key / 500, key % 500, "x"));
        if key % 10 < 3 {
            change(&mut session, &Act::Tick(1));
        }
        keeper.keep(session.clone(), Foreign::default()).unwrap();
    }
    let bytes = disk.files()[Path::new(JOURNAL)].len();
    println!("6000 keys in half an hour: {bytes} bytes");
    assert!(bytes < 2 << 20, "{bytes}");
    assert!(There::of(&disk.after_kill()).has(&words(&session)));
}

#[test]
fn a_journal_that_grew_too_large_is_put_aside_and_nothing_is_lost() {
    let disk = MemoryDisk::new();
    let (mut first, mut session) = (keeper(&disk), tiny());
    first.begin(tiny(), Foreign::default()).unwrap();
    change(&mut session, &Act::Type(0, 0, "Trust"));
    first.keep(session.clone(), Foreign::default()).unwrap();
    first.close(&"s".into()).unwrap();
    drop(first);
    let mut bytes = disk.files()[Path::new(JOURNAL)].clone();
    let file = crate::model::hash::sha256(&disk.files()[Path::new("/sessions/s.yaml")]);
    for (seq, entry) in [(1, Entry::Saving("x".repeat(ROLLED))), (2, Entry::Saved(file))] {
        let record = Record { epoch: 9, seq, ms: 0, wall: Timestamp::UNIX_EPOCH, more: false, entry };
        bytes.extend(record.line().unwrap());
    }
    disk.put(Path::new(JOURNAL), &bytes);
    let mut second = keeper(&disk);
    second.open(&"s".into()).unwrap();
    assert!(disk.files()[Path::new(JOURNAL)].len() < 10_000);
    let aside = disk.files().into_iter().find(|(path, _)| path.to_string_lossy().contains("until-"));
    assert!(aside.unwrap().1 == bytes);
    change(&mut session, &Act::Type(0, 5, " in payments"));
    second.keep(session.clone(), Foreign::default()).unwrap();
    assert!(second.open["s"].journal.position().0 > 9);
    assert!(There::of(&disk.after_kill()).has(&words(&session)));
}
