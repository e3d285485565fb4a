//! What a person waits for, measured from outside in a pseudo-terminal, beside other programs and in turn with them:
//! `cargo bench --bench terminal`, or some of it: `cargo bench --bench terminal -- echo search`.
//!
//! Others may use the machine meanwhile, so what counts are the ratios of one run. What it reads is made once and kept
//! under `target/tmp/terminal`; delete that where a generator has changed.

#![expect(clippy::unwrap_used, reason = "what does not run cannot be measured")]
#![expect(clippy::panic, reason = "what never comes cannot be measured")]
#![expect(clippy::disallowed_methods, reason = "it reads and writes files of its own")]
#![expect(clippy::disallowed_macros, reason = "it prints figures of ours")]

use std::path::PathBuf;

use clap::{Parser, ValueEnum};

#[path = "../../tests/support/big_bank.rs"]
mod big_bank;
#[path = "../../tests/support/class.rs"]
mod class;
mod echo;
mod empty;
mod figures;
mod first_run;
mod fixtures;
mod growth;
mod idle;
mod open;
mod plot;
mod programs;
mod pty;
mod search;
mod sessions;
mod start;

/// Measures what a person waits for.
#[derive(Parser)]
struct Args {
    /// What to measure; all of it, if nothing is named.
    sections: Vec<Section>,
    /// Columns and rows of the terminal.
    #[arg(long, default_value = "100x40", value_parser = size)]
    size: (u16, u16),
    /// How often a program is started for one figure.
    #[arg(long, default_value_t = 20)]
    runs: usize,
    /// How often for what takes seconds.
    #[arg(long, default_value_t = 3)]
    slow_runs: usize,
    /// How many keys are typed for one figure.
    #[arg(long, default_value_t = 500)]
    keys: usize,
    /// Draws what `growth` finds as a picture.
    #[arg(long)]
    plot: Option<PathBuf>,
    /// Cargo says so.
    #[arg(long, hide = true)]
    bench: bool,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Section {
    Start,
    FirstRun,
    Echo,
    Search,
    Sessions,
    Idle,
    Memory,
    Size,
    Growth,
}

fn main() {
    // It is its own empty program, and does aside what would weigh it down.
    let mut arguments = std::env::args().skip(1);
    match arguments.next().as_deref() {
        Some(empty::ARGUMENT) => return empty::run(),
        Some(fixtures::MAKE) => return fixtures::make(arguments),
        Some(first_run::READ) => return first_run::read(arguments),
        _ => {}
    }
    let mut args = Args::parse();
    if args.sections.is_empty() {
        args.sections = Section::value_variants().to_vec();
    }
    println!("{}×{} cells, {} processors", args.size.0, args.size.1, processors());
    for section in &args.sections {
        match section {
            Section::Start => start::measure(&args),
            Section::FirstRun => first_run::measure(&args),
            Section::Echo => echo::measure(&args),
            Section::Search => search::measure(&args),
            Section::Sessions => sessions::measure(&args),
            Section::Idle => idle::measure(&args),
            Section::Memory => idle::memory(&args),
            Section::Size => idle::size(),
            Section::Growth => growth::measure(&args),
        }
    }
}

fn processors() -> usize {
    std::thread::available_parallelism().map_or(1, std::num::NonZero::get)
}

fn size(words: &str) -> Result<(u16, u16), String> {
    let parsed =
        words.split_once('x').and_then(|(columns, rows)| Some((columns.parse().ok()?, rows.parse().ok()?)));
    parsed.ok_or_else(|| "write columns and rows like 100x40".to_owned())
}
