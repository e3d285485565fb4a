//! casebook in a real terminal: the real program behind a pseudo-terminal, keys in as bytes, the screen out as vt100
//! draws it. Nothing here looks at bytes that the program wrote, but for how many, and nothing waits for time: a deadline only fails.

#![cfg(unix)]
#![expect(clippy::disallowed_methods, reason = "a test reads and writes files of its own")]
#![expect(clippy::disallowed_macros, reason = "figures are printed for who runs the long tests by hand")]
#![expect(clippy::unwrap_used, clippy::panic, reason = "a test that cannot have its terminal has failed")]

mod assigned;
mod bad_days;
mod banks;
mod class;
mod debrief;
mod editor;
mod ending;
mod faults;
mod findings;
mod frames;
mod harness;
mod home;
mod journey;
mod keys;
mod kill;
mod library;
mod live;
mod own;
mod places;
mod power;
mod private;
mod replay;
mod reviewing;
mod saving;
mod sessions;
mod sizes;
mod stories;
mod typing;
mod typist;
