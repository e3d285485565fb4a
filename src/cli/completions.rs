//! `casebook completions SHELL`.

use clap::CommandFactory as _;
use clap_complete::Shell;

use super::{args::Args, error::Done, out};

/// The completions, to be put where the shell looks for them.
pub fn run(shell: Shell) -> Done {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Args::command(), "casebook", &mut script);
    out::program(&String::from_utf8_lossy(&script))
}
