//! The real binary in a home of its own, for tests that use it as scripts do. Knows no command.

use std::{
    path::Path,
    process::{Command, Output, Stdio},
};

pub fn casebook(home: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_casebook"));
    command.env_clear().env("CASEBOOK_HOME", home).env("TERM", "xterm-256color").stdin(Stdio::null());
    command
}

pub fn run(home: &Path, args: &[&str]) -> Output {
    casebook(home).args(args).output().unwrap()
}

pub fn out(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

pub fn err(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

pub fn home() -> tempfile::TempDir {
    tempfile::tempdir().unwrap()
}
