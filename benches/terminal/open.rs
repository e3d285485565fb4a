//! Ways into casebook, from its start to a screen.

use std::{fs, path::Path, thread, time::Duration};

use crate::{Args, programs::casebook, pty::Pty};

/// What stands on Home as soon as there is anything to choose.
pub const HOME: &str = "Browse";
/// Nothing comes any more.
pub const REST: Duration = Duration::from_millis(40);

/// Home with banks and sessions beside what is built in.
pub fn home(args: &Args, home: &Path, bank: Option<&Path>, sessions: Option<&Path>) -> Pty {
    let mut words: Vec<&std::ffi::OsStr> = Vec::new();
    for (option, path) in [("--bank", bank), ("--sessions", sessions)] {
        if let Some(path) = path {
            words.extend([option.as_ref(), path.as_os_str()]);
        }
    }
    Pty::start(casebook(home, &words), args.size)
}

/// What Home says once all these questions can be used.
pub fn all_there(questions: usize) -> String {
    format!("{questions} questions")
}

/// Waits until what was read of banks is kept for the next start, which is after it can be used.
pub fn until_kept(home: &Path) {
    let is_kept = || {
        fs::read_dir(home.join("cache/banks")).is_ok_and(|files| {
            files.flatten().any(|file| file.path().extension().is_some_and(|ending| ending == "index"))
        })
    };
    while !is_kept() {
        thread::sleep(Duration::from_millis(10));
    }
}
