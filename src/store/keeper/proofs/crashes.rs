//! A model of crashes: whatever is done, and whenever the program or the power ends, what was promised is there.

use proptest::{prelude::*, test_runner::TestRunner};

use super::{
    world::{Act, World},
    *,
};
use crate::store::disk::memory::Fault;

/// What is done, and how it ends.
#[derive(Clone, Debug)]
struct Life {
    acts: Vec<Act>,
    /// After how many more operations of the disk everything stops.
    operations: u64,
    /// Whether the last write is cut in two.
    short: bool,
    /// What the crash leaves of what was not certain.
    seed: u64,
    end: End,
}

#[derive(Clone, Copy, Debug)]
enum End {
    /// Nothing; the next life goes on with the program.
    None,
    Kill,
    PowerCut,
    /// A kill, and then something else writes behind the journal's end.
    Garbage,
}

fn act() -> impl Strategy<Value = Act> {
    let text = || prop::sample::select(vec!["a", "Trust ", "支付宝", "two\nlines\n", " ", "- x: \"y\" # z"]);
    prop_oneof![
        8 => (0..2_usize, 0..40_usize, text()).prop_map(|(step, at, text)| Act::Type(step, at, text)),
        2 => (0..2_usize, 0..40_usize).prop_map(|(step, at)| Act::Delete(step, at)),
        2 => Just(Act::AddRow),
        3 => (0..4_usize, text()).prop_map(|(row, text)| Act::InRow(row, text)),
        1 => (0..4_usize, 0..4_usize).prop_map(|(from, to)| Act::MoveRow(from, to)),
        1 => (0..4_usize).prop_map(Act::RemoveRow),
        1 => text().prop_map(Act::Ask),
        1 => text().prop_map(Act::Learn),
        1 => text().prop_map(Act::Rename),
        1 => (0..2_usize).prop_map(Act::Caret),
        1 => (1..9_u32).prop_map(Act::Tick),
        3 => Just(Act::Sync),
        2 => Just(Act::Snapshot),
        1 => Just(Act::Close),
        2 => Just(Act::Open),
        1 => Just(Act::Theirs),
    ]
}

fn life() -> impl Strategy<Value = Life> {
    let end = prop_oneof![Just(End::None), Just(End::Kill), Just(End::PowerCut), Just(End::Garbage)];
    (prop::collection::vec(act(), 1..10), 0..60_u64, any::<bool>(), any::<u64>(), end)
        .prop_map(|(acts, operations, short, seed, end)| Life { acts, operations, short, seed, end })
}

/// Lives of one session, one after the other.
fn live(lives: &[Life]) {
    let mut world = World::new(MemoryDisk::new());
    world.begin();
    for life in lives {
        let Life { operations, short, .. } = *life;
        world.forgets |= short;
        if !matches!(life.end, End::None) {
            // From then on the disk hears nothing any more; what the program thinks of it counts.
            world.disk.fail(move |number, _, _| match number {
                number if number == operations && short => Some(Fault::Short),
                number if number >= operations => Some(Fault::Broken),
                _ => None,
            });
        }
        for act in &life.acts {
            world.act(act);
        }
        world.check_kill();
        world.check_cut(life.seed);
        let left = match life.end {
            End::None => continue,
            End::Kill => world.disk.after_kill(),
            End::PowerCut => world.check_cut(life.seed),
            End::Garbage => {
                let disk = world.disk.after_kill();
                let journal = Path::new("/state/journals/s.journal");
                if let Some(mut bytes) = disk.files().remove(journal) {
                    bytes.extend_from_slice(&b"\0\0\n00000000 {}\n"[..(life.seed % 14) as usize]);
                    disk.put(journal, &bytes);
                }
                disk
            }
        };
        world.go_on_with(left);
    }
}

fn prove(cases: u32) {
    let mut runner =
        TestRunner::new(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(cases) });
    let lives = prop::collection::vec(life(), 1..3);
    runner
        .run(&lives, |lives| {
            live(&lives);
            Ok(())
        })
        .unwrap_or_else(|error| panic!("{error}"));
}

#[test]
fn what_was_promised_survives_every_crash() {
    prove(1_000);
}

#[test]
#[ignore = "takes minutes"]
fn what_was_promised_survives_ten_thousand_lives() {
    prove(10_000);
}
