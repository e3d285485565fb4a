//! Killed with no chance to say anything, at any moment: what the footer called saved is on disk, and all can be read.

use std::{
    path::Path,
    sync::{
        Mutex,
        atomic::{AtomicU64, Ordering},
    },
    thread,
    time::{Duration, Instant},
};

use casebook::{model::Session, store::session_file};
use portable_pty::CommandBuilder;
use serde_json::Value;

use crate::{
    harness::{Terminal, run},
    home::{ALIPAY, Home},
    typist::{Typist, Written, written},
};

/// How often one session is killed before the next one begins.
const LIVES: u64 = 5;

/// What came of many kills.
#[derive(Debug, Default)]
struct Figures {
    kills: u64,
    /// Keys that were typed, and of these those that the screen called saved.
    typed: usize,
    shown_as_saved: usize,
    /// Keys that were called saved and are not on disk.
    lost: usize,
    /// Sessions that could not be read afterwards.
    unreadable: u64,
}

#[test]
fn nothing_that_was_called_saved_is_lost_in_50_kills() {
    let figures = kills(50, 3);
    assert_eq!((figures.kills, figures.lost, figures.unreadable), (50, 0, 0), "{figures:?}");
    assert!(figures.shown_as_saved > 0, "{figures:?}");
}

/// `cargo test --release --test terminal 2000_kills -- --ignored --nocapture`
#[test]
#[ignore = "takes minutes"]
fn nothing_that_was_called_saved_is_lost_in_2000_kills() {
    let began = Instant::now();
    let figures = kills(2000, 8);
    println!("{figures:?} in {:.0} s", began.elapsed().as_secs_f64());
    assert_eq!((figures.kills, figures.lost, figures.unreadable), (2000, 0, 0));
}

/// Kills so often, in so many sessions at the same time.
fn kills(count: u64, at_once: usize) -> Figures {
    let (next, figures) = (AtomicU64::new(0), Mutex::new(Figures::default()));
    thread::scope(|scope| {
        for _ in 0..at_once {
            scope.spawn(|| {
                loop {
                    let session = next.fetch_add(1, Ordering::SeqCst);
                    if session * LIVES >= count {
                        break;
                    }
                    one_session(session, &figures);
                }
            });
        }
    });
    figures.into_inner().unwrap()
}

/// A session that is killed again and again while somebody types in it. `number` decides what they do and when.
fn one_session(number: u64, figures: &Mutex<Figures>) {
    let steps = ["context", "goal", "stakeholders", "metrics", "risks", "decide"];
    let home = Home::left_at(steps[usize::try_from(number).unwrap() % steps.len()], |_| {});
    let mut unique = 0;
    for life in 0..LIVES {
        let seed = number * LIVES + life;
        let Some(session) = read(&home) else { break };
        let mut typist = Typist::at(session, seed, unique);
        let mut terminal = open(&home);
        let shown = types(&mut typist, &mut terminal);
        terminal.signal("KILL").end();
        unique = typist.unique();
        let after = read(&home);
        let mut figures = figures.lock().unwrap();
        figures.kills += 1;
        figures.typed += typist.keys;
        figures.shown_as_saved += shown;
        let Some(after) = after else {
            figures.unreadable += 1;
            break;
        };
        if let Some(lost) = lost(&typist, shown, &written(&after)) {
            eprintln!("seed {seed}: {shown} keys shown as saved, of which {lost} are lost");
            typist.tell(shown, &written(&after));
            figures.lost += lost;
        }
    }
    comes_back(&home, unique + 1);
}

/// Types for a while. Gives how many keys the screen has called saved.
fn types(typist: &mut Typist, terminal: &mut Terminal) -> usize {
    let mut shown = 0;
    for _ in 0..typist.rng.usize(1..5) {
        let Some(word) = typist.burst(terminal) else { continue };
        let wait = typist.rng.u8(0..4);
        if wait < 2 {
            terminal.wait_for(&word);
        }
        if wait == 0 {
            terminal.wait_for_saved();
        }
        if wait == 3 {
            continue;
        }
        if typist.rng.bool() {
            let wait = typist.rng.u64(0..300);
            thread::sleep(Duration::from_millis(wait));
        }
        // Keys are taken in turn: with the last word all that was typed before it was taken too.
        let screen = terminal.at_rest();
        if screen.has(&word) && screen.footer().contains("saved ") {
            shown = typist.keys;
        }
    }
    let wait = typist.rng.u64(0..60);
    thread::sleep(Duration::from_millis(wait));
    shown
}

/// How many of the keys that were shown as saved are not on disk.
fn lost(typist: &Typist, shown: usize, on_disk: &Written) -> Option<usize> {
    if typist.found(shown, on_disk).is_some() {
        return None;
    }
    Some(shown - typist.found(0, on_disk).unwrap_or(0))
}

/// Killed once more, the program goes on behind the last word.
fn comes_back(home: &Home, number: usize) {
    let mut terminal = open(home);
    let word = format!("k{number:05}");
    terminal.keys(&format!("<ctrl-e> {word}")).wait_for_caret_behind(&word);
    terminal.wait_for_saved();
    let screen = terminal.at_rest();
    assert!(screen.footer().contains("saved "), "{screen}");
    terminal.signal("KILL").end();
    open(home).wait_for_caret_behind(&word);
}

/// The program in the session, wherever that was left.
fn open(home: &Home) -> Terminal {
    let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_casebook"));
    command.args(["practice", ALIPAY]);
    let mut terminal = Terminal::running(command, home, 120, 40);
    terminal.wait_until("the session", |s| s.seconds().is_some() && s.caret.is_some());
    terminal
}

/// The session as the program itself tells it to others, and finds it among others. None where it cannot be read.
fn read(home: &Home) -> Option<Session> {
    let list = run(home, &["sessions", "--json"]);
    let whole = run(home, &["session", ALIPAY, "--json"]);
    let said = [&list.stderr, &whole.stderr].map(|bytes| String::from_utf8_lossy(bytes).into_owned());
    let items: Option<Value> = serde_json::from_slice(&list.stdout).ok();
    let listed = items.is_some_and(|list| list["items"].as_array().is_some_and(|items| items.len() == 1));
    let session = session_file::read(whole.stdout, Path::new("session.json"));
    match session {
        Ok(loaded) if listed && said.iter().all(String::is_empty) => Some(loaded.session),
        other => {
            eprintln!("not readable, listed: {listed}, said: {said:?}, {:?}", other.err());
            None
        }
    }
}
