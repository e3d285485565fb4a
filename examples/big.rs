//! Writes what the figures of docs/performance.md are measured on: a bank of 8,000 questions, or a candidate's 10,000
//! sessions. The same seed gives the same files.
//!
//! `cargo run --release --example big -- bank FOLDER [--questions 8000] [--seed 1]`, and
//! `cargo run --release --example big -- sessions FOLDER [--sessions 10000] [--seed 1]`.

#![expect(clippy::unwrap_used, reason = "what cannot be written ends it")]
#![expect(clippy::disallowed_methods, reason = "it writes files of its own")]

use std::path::PathBuf;

use casebook::model::session::Person;
use clap::{Parser, Subcommand};

#[path = "../tests/support/big_bank.rs"]
mod big_bank;
#[path = "../tests/support/class.rs"]
mod class;

/// Writes a big bank, or many sessions.
#[derive(Parser)]
struct Args {
    #[command(subcommand)]
    what: What,
}

#[derive(Subcommand)]
enum What {
    /// A bank for `--bank FOLDER`.
    Bank {
        folder: PathBuf,
        #[arg(long, default_value_t = 8_000)]
        questions: usize,
        #[arg(long, default_value_t = 1)]
        seed: u64,
    },
    /// A candidate's own sessions for `--sessions FOLDER`.
    Sessions {
        folder: PathBuf,
        #[arg(long, default_value_t = 10_000)]
        sessions: usize,
        #[arg(long, default_value_t = 1)]
        seed: u64,
    },
}

fn main() {
    match Args::parse().what {
        What::Bank { folder, questions, seed } => big_bank::write(&folder, questions, seed),
        What::Sessions { folder, sessions, seed } => {
            let person = Person { id: "bqxzvwtrnkmdlshp".to_owned(), name: Some("Candidate One".to_owned()) };
            class::write(&folder, sessions, seed, Some(&person));
        }
    }
}
