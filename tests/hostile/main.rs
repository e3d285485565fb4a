//! Text that others wrote never reaches the terminal raw: hostile strings in every place that a file has for text, on
//! every screen and out of every command, judged by the bytes that come out.

#![expect(clippy::disallowed_methods, reason = "a test writes files of its own")]
#![expect(clippy::unwrap_used, clippy::panic, reason = "a promise that is not kept has failed")]

use std::{collections::BTreeSet, time::Instant};

use casebook::{
    model::{Attempt, Bank, Guide, Mode, State},
    store::bank,
};

mod bytes;
#[cfg(unix)]
mod commands;
mod desk;
#[cfg(unix)]
mod folder;
#[path = "../journeys/keys.rs"]
mod keys;
#[cfg(unix)]
mod mailbox;
#[cfg(unix)]
mod opened;
mod screens;
mod sessions;
mod words;

use bytes::Ours;
use words::Hostile;

#[test]
fn ten_thousand_hostile_strings_reach_every_screen_as_plain_text() {
    assert!(told(10_000) >= 10_000);
}

/// The same with a million, which says how many screens and seconds that took:
/// `cargo test --release --test hostile -- --ignored --nocapture`
#[test]
#[ignore = "takes minutes"]
fn a_million_hostile_strings_reach_every_screen_as_plain_text() {
    assert!(told(1_000_000) >= 1_000_000);
}

/// Each place for words on the screens of bad days is one where they are read.
#[test]
fn what_is_said_on_bad_days_is_seen() {
    let built_in = bank::built_in();
    let question = &sessions::questions(&built_in)[0];
    let session = sessions::filled(&built_in, question, Mode::Practice, Guide::Full, 3);
    let (mut hostile, mut seen) = (Hostile::new(2), BTreeSet::new());
    for _ in 0..8 {
        let mut judge = |what: &str, bytes: &[u8]| match bytes::printable(bytes, Ours::Screen) {
            Ok(text) => words::named(&text, &mut seen),
            Err(near) => panic!("…{}: {near}", last(what)),
        };
        screens::bad_days(&session, &mut hostile, &mut judge);
    }
    // The names of backups are not shown, and a long word may hide the name behind it.
    assert!(seen.len() * 5 > hostile.made as usize * 4, "{} of {}", seen.len(), hostile.made);
}

/// Draws until so many strings stood in files, and says how many that were.
#[expect(clippy::disallowed_macros, reason = "a figure for who asks for it")]
fn told(wanted: u32) -> u32 {
    let begun = Instant::now();
    let built_in = bank::built_in();
    let questions = sessions::questions(&built_in);
    let (mut hostile, mut seen, mut screens) = (Hostile::new(1), BTreeSet::new(), 0);
    let mut leaks = BTreeSet::new();
    let mut judge = |what: &str, bytes: &[u8]| {
        screens += 1;
        match bytes::printable(bytes, Ours::Screen) {
            Ok(text) => words::named(&text, &mut seen),
            Err(near) if leaks.len() < 40 => drop(leaks.insert(format!("…{}: {near}", last(what)))),
            Err(_) => {}
        }
    };
    let guides = [Guide::Full, Guide::Blank, Guide::Headings, Guide::Full];
    let modes = [Mode::Practice, Mode::Practice, Mode::Practice, Mode::Interview];
    let mut round = 0;
    while hostile.made < wanted {
        let mut bank = Bank::default();
        let mut attempts = Vec::new();
        for (guide, mode) in guides.into_iter().zip(modes) {
            let question = &questions[(round + round / 8) % questions.len()];
            // In every other file the ids are hostile too. Banks are strict with theirs.
            let with_ids = (round + round / 4) % 2 == 1;
            round += 1;
            let session = sessions::filled(&built_in, question, mode, guide, 27);
            let session = sessions::hostile(&session, with_ids, &mut hostile);
            screens::session(&session, &mut hostile, &mut judge);
            screens::bad_days(&session, &mut hostile, &mut judge);
            if !with_ids {
                desk::desk(&session, &mut hostile, &mut judge);
                desk::mock(&session, &mut hostile, &mut judge);
                desk::returned(&session, &mut hostile, &mut judge);
            }
            let state = if with_ids { State::InProgress } else { State::Finished };
            attempts.push(Attempt { state, ..Attempt::of(&session) });
            if !with_ids {
                bank.frameworks.insert(session.framework.id.clone(), session.framework.into());
                bank.rubrics.insert(session.rubric.id.clone(), session.rubric.into());
                bank.insert(session.question);
            }
        }
        bank.problems = (0..4).map(|_| hostile.text()).collect();
        screens::lists(&bank, &attempts, &mut hostile, &mut judge);
    }
    assert!(leaks.is_empty(), "{leaks:#?}");
    assert!(seen.len() * 2 > hostile.made as usize, "what is never drawn proves nothing");
    let seconds = begun.elapsed().as_secs_f64();
    eprintln!(
        "{} strings, {} of them seen by name, {screens} screens, {seconds:.1} s",
        hostile.made,
        seen.len()
    );
    hostile.made
}

/// What was done last.
fn last(what: &str) -> String {
    what.chars().skip(what.chars().count().saturating_sub(60)).collect()
}
