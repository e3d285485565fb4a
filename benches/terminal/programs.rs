//! How the measured programs are started: casebook, and those that people know. Waits for nothing.

use std::{
    env,
    path::{Path, PathBuf},
};

use portable_pty::CommandBuilder;

use crate::empty;

/// The program itself.
pub const CASEBOOK: &str = env!("CARGO_BIN_EXE_casebook");

/// A program in a home of its own, in an environment that is the same everywhere.
fn command(program: &Path, home: &Path) -> CommandBuilder {
    let mut command = CommandBuilder::new(program);
    for name in ["NO_COLOR", "VISUAL", "EDITOR", "COLORTERM", "TMUX", "LINES", "COLUMNS", "FZF_DEFAULT_OPTS"]
    {
        command.env_remove(name);
    }
    for name in
        ["HOME", "CASEBOOK_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME"]
    {
        command.env(name, home);
    }
    command.env("TERM", "xterm-256color");
    command.env("TZ", "UTC");
    command.env("LANG", "C.UTF-8");
    command.cwd(home);
    command
}

/// casebook with these arguments.
pub fn casebook<A: AsRef<std::ffi::OsStr>>(home: &Path, arguments: &[A]) -> CommandBuilder {
    let mut command = command(Path::new(CASEBOOK), home);
    command.args(arguments);
    command
}

/// The least that a program of this kind can do.
pub fn nothing(home: &Path) -> CommandBuilder {
    let mut command = command(&env::current_exe().unwrap(), home);
    command.arg(empty::ARGUMENT);
    command
}

/// Another program, where it is installed; else that is said.
pub fn peer(name: &str, home: &Path, arguments: &[String]) -> Option<CommandBuilder> {
    let mut command = command(&installed(name)?, home);
    command.args(arguments);
    Some(command)
}

/// fzf over the lines of a file.
pub fn fzf(home: &Path, lines: &Path) -> Option<CommandBuilder> {
    let mut command = peer("sh", home, &["-c".to_owned(), "exec \"$0\" <\"$1\"".to_owned()])?;
    command.arg(installed("fzf")?);
    command.arg(lines);
    Some(command)
}

/// Where a program is.
pub fn installed(name: &str) -> Option<PathBuf> {
    let path = env::var_os("PATH").unwrap_or_default();
    let found = env::split_paths(&path).map(|folder| folder.join(name)).find(|file| file.is_file());
    if found.is_none() {
        println!("{name} is not installed, and is left out");
    }
    found
}
