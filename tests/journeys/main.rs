//! Journeys: what a person types, and what is then on their screen and on their disk.
//!
//! A snapshot that changed is looked at, and accepted with `cargo insta review` or `INSTA_UPDATE=always`.

#![expect(clippy::disallowed_methods, reason = "a test reads and writes files of its own")]
#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a journey that cannot go on has failed"
)]

mod answering;
mod assigning;
mod attempts;
mod bad_days;
mod bindings;
mod calibrating;
mod contracts;
mod debrief;
mod economy;
mod front;
mod guides;
mod harness;
mod keys;
mod library;
mod live;
mod pages;
mod progress;
mod reading;
mod recorder;
mod replay;
mod resuming;
mod reviewing;
mod scoring;
mod screens;
mod sessions;
mod stories;
mod story;
mod tracks;
mod witness;
mod writing;
