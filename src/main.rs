//! Parses, runs, prints the error and its hint, and gives the exit status.

use std::process::ExitCode;

fn main() -> ExitCode {
    match casebook::cli::run(std::env::args_os()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            casebook::cli::tell(&error);
            ExitCode::from(error.status())
        }
    }
}
