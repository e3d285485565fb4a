//! Two windows that want one session at once, on the disk of this machine.

use std::{
    fs,
    process::Command,
    sync::Barrier,
    thread,
    time::{Duration, Instant},
};

use super::*;
use crate::{
    model::{Edit, Part, Place},
    store::disk::RealDisk,
};

/// Tells another process of this test where to race.
const HOME: &str = "CASEBOOK_TEST_RACE";

fn window(home: &Path) -> Keeper {
    let sessions = Sessions::in_folder(&home.join("sessions"));
    Keeper::new(Arc::new(RealDisk), sessions, &home.join("state"), || "desk".to_owned())
}

/// A home with the session `s` in its file.
fn home() -> tempfile::TempDir {
    let home = tempfile::tempdir().unwrap();
    let mut keeper = window(home.path());
    keeper.begin(tiny(), Foreign::default()).unwrap();
    types(&mut keeper, tiny(), ".");
    keeper.close(&"s".into()).unwrap();
    home
}

fn types(keeper: &mut Keeper, mut session: Session, inserted: &str) {
    let at = Place::of(Part::Step("goal".into()));
    let inserted = inserted.to_owned();
    session.apply(&Edit::Splice { at, offset: 0, removed: String::new(), inserted }).unwrap();
    keeper.keep(session, Foreign::default()).unwrap();
}

fn goal(session: &Session) -> String {
    session.answer(&"goal".into()).unwrap().text().to_owned()
}

fn nothing_is_left(home: &Path) {
    assert_eq!(fs::read_dir(home.join("state/open")).unwrap().count(), 0);
    assert_eq!(fs::read_dir(home.join("sessions")).unwrap().count(), 1);
}

/// Both open at once; whether this one writes.
fn race(home: &Path, round: usize, both: &Barrier) -> bool {
    let mut keeper = window(home);
    let mark = format!("[{round}]");
    both.wait();
    let opened = keeper.open(&"s".into()).unwrap();
    both.wait();
    let writes = match opened {
        Opened::ToWrite { loaded, .. } => {
            types(&mut keeper, loaded.session, &mark);
            keeper.close(&"s".into()).unwrap();
            true
        }
        Opened::ToRead(_, Closed::Elsewhere(holder)) => {
            assert_eq!(holder.process, Some(std::process::id()));
            false
        }
        Opened::ToRead(..) => panic!("it is not newer"),
    };
    both.wait();
    if !writes {
        let Opened::ToWrite { loaded, .. } = keeper.open(&"s".into()).unwrap() else {
            panic!("it was closed")
        };
        assert!(goal(&loaded.session).starts_with(&mark));
        keeper.close(&"s".into()).unwrap();
    }
    both.wait();
    writes
}

fn races(rounds: usize) {
    let home = home();
    let both = Barrier::new(2);
    let wins: Vec<Vec<bool>> = thread::scope(|scope| {
        let run = || (0..rounds).map(|round| race(home.path(), round, &both)).collect();
        let windows = [scope.spawn(run), scope.spawn(run)];
        windows.map(|window| window.join().unwrap()).into()
    });
    assert!(wins[0].iter().zip(&wins[1]).all(|(one, other)| one != other), "two writers, or none");
    println!("{rounds} races, {} won by the first", wins[0].iter().filter(|won| **won).count());
    nothing_is_left(home.path());
}

/// Writes so many marks as soon as it may each time.
fn write_whenever_free(home: &Path, name: &str, rounds: usize) {
    let mut keeper = window(home);
    let end = Instant::now() + Duration::from_secs(300);
    for round in 0..rounds {
        loop {
            assert!(Instant::now() < end, "it is never free");
            if let Opened::ToWrite { loaded, .. } = keeper.open(&"s".into()).unwrap() {
                types(&mut keeper, loaded.session, &format!("[{name}{round}]"));
                keeper.close(&"s".into()).unwrap();
                break;
            }
            thread::yield_now();
        }
    }
}

fn all_marks_are_there(home: &Path, rounds: usize) {
    let text = goal(&Sessions::in_folder(&home.join("sessions")).load(&"s".into()).unwrap().session);
    for round in 0..rounds {
        assert!(["a", "b"].iter().all(|name| text.contains(&format!("[{name}{round}]"))), "{round}: {text}");
    }
    nothing_is_left(home);
}

#[test]
fn of_two_windows_one_writes_and_the_other_is_told_who() {
    races(100);
}

#[test]
#[ignore = "takes a minute"]
fn of_two_windows_one_writes_a_thousand_times() {
    races(1_000);
}

#[test]
fn two_windows_in_turn_lose_nothing() {
    let home = home();
    thread::scope(|scope| {
        for name in ["a", "b"] {
            let home = home.path();
            scope.spawn(move || write_whenever_free(home, name, 30));
        }
    });
    all_marks_are_there(home.path(), 30);
}

#[test]
#[ignore = "starts processes"]
fn two_processes_in_turn_lose_nothing() {
    if let Ok(told) = std::env::var(HOME) {
        let (name, home) = told.split_once('=').unwrap();
        return write_whenever_free(Path::new(home), name, 200);
    }
    let home = home();
    let start = |name: &str| {
        let test = "store::keeper::proofs::windows::two_processes_in_turn_lose_nothing";
        let mut command = Command::new(std::env::current_exe().unwrap());
        command.args([test, "--exact", "--ignored"]).env(HOME, format!("{name}={}", home.path().display()));
        command.spawn().unwrap()
    };
    for mut window in ["a", "b"].map(start) {
        assert!(window.wait().unwrap().success());
    }
    all_marks_are_there(home.path(), 200);
}
