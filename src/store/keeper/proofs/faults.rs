//! Every operation of the disk fails once, and from then on, in every way: nothing is lost without a word.

use super::{
    world::{Act, World},
    *,
};
use crate::store::disk::memory::{Fault, Kind};

const FAULTS: [Fault; 5] = [
    Fault::Error(std::io::ErrorKind::StorageFull),
    Fault::Broken,
    Fault::Error(std::io::ErrorKind::ReadOnlyFilesystem),
    Fault::Error(std::io::ErrorKind::PermissionDenied),
    Fault::Short,
];

/// A session from its beginning to its end, with another machine in between.
fn script() -> Vec<Act> {
    use Act::*;
    vec![
        Type(0, 0, "Trust"),
        Sync,
        Type(1, 0, "close"),
        AddRow,
        InRow(0, "buyers"),
        Tick(9),
        Snapshot,
        Caret(1),
        Type(0, 5, " in payments"),
        Delete(0, 3),
        Rename("Ada"),
        Sync,
        Close,
        Open,
        Type(1, 1, "again"),
        Snapshot,
        Theirs,
        Learn("to ask first"),
        Snapshot,
        Type(0, 0, "after the conflict "),
        Sync,
        Close,
        Open,
        Ask("Whose goal?"),
        Sync,
        Close,
    ]
}

/// How many operations the script takes of a disk that works.
fn operations() -> u64 {
    let world = run(|_, _| None);
    assert_eq!(world.failures, [""; 0]);
    world.disk.operations()
}

fn run(faults: impl Fn(u64, Kind) -> Option<Fault> + Send + 'static) -> World {
    let mut world = World::new(MemoryDisk::new());
    world.forgets = true;
    world.disk.fail(move |number, kind, _| faults(number, kind));
    world.begin();
    let failed_at = |world: &World| world.failures.len();
    for act in script() {
        let before = failed_at(&world);
        world.act(&act);
        if failed_at(&world) > before {
            // After what was told nothing is lost, and the files are whole.
            world.check_kill();
            world.check_cut(before as u64);
        }
    }
    world.check_kill();
    world.check_cut(7);
    world
}

fn prove(lasting: bool) {
    let operations = operations();
    let (mut cases, mut told) = (0, 0);
    for fault in FAULTS {
        for n in 0..operations {
            let fails = move |number: u64, _| (number == n || lasting && number > n).then_some(fault);
            let mut world = run(fails);
            cases += 1;
            told += usize::from(!world.failures.is_empty());
            // When the disk works again, all is saved.
            world.disk.work();
            world.act(&Act::Open);
            world.act(&Act::Type(1, 0, "at last "));
            let failures = world.failures.len();
            world.act(&Act::Sync);
            world.check_cut(n);
            world.act(&Act::Snapshot);
            world.check_cut(n);
            world.act(&Act::Close);
            world.check_kill();
            assert_eq!(world.failures[failures..], [""; 0], "{fault:?} at {n}, lasting: {lasting}");
        }
    }
    println!("{operations} operations, {cases} cases, {told} of them told of a failure");
}

#[test]
fn no_operation_of_the_disk_that_fails_once_loses_a_word() {
    prove(false);
}

#[test]
fn no_disk_that_fails_for_good_loses_a_word() {
    prove(true);
}
