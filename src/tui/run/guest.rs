//! The program that has the terminal meanwhile: run to its end, and sent away when ours comes. Knows no answer.

use std::{
    io,
    process::{Command, ExitStatus},
};

#[cfg(unix)]
pub use self::unix::send_away;

/// Runs a program that has the terminal until it is done.
#[cfg(unix)]
pub fn run(command: &mut Command) -> io::Result<ExitStatus> {
    unix::run(command)
}

/// Elsewhere nobody is sent away.
#[cfg(not(unix))]
pub fn run(command: &mut Command) -> io::Result<ExitStatus> {
    command.status()
}

#[cfg(unix)]
mod unix {
    use std::{
        io,
        process::{Command, ExitStatus},
        sync::{Mutex, MutexGuard, PoisonError},
        thread,
        time::{Duration, Instant},
    };

    use rustix::process::{Pid, Signal, kill_process, test_kill_process};

    /// How long the end waits for who was sent away.
    const PATIENCE: Duration = Duration::from_millis(300);
    /// How often it looks.
    const A_MOMENT: Duration = Duration::from_millis(2);

    /// Who has the terminal. A signal comes on a thread of its own, which knows nobody.
    static GUEST: Mutex<Option<Pid>> = Mutex::new(None);

    fn guest() -> MutexGuard<'static, Option<Pid>> {
        GUEST.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub fn run(command: &mut Command) -> io::Result<ExitStatus> {
        // The end waits until a guest who is about to come is known.
        let mut known = guest();
        let mut child = command.spawn()?;
        *known = Some(Pid::from_child(&child));
        drop(known);
        let status = child.wait();
        *guest() = None;
        status
    }

    /// Passes the signal that ends the program on to who has the terminal, and waits a moment for them to go. As long as
    /// what is given lives, nobody takes the terminal back from them.
    pub fn send_away(signal: i32) -> impl Drop {
        let guest = guest();
        if let (Some(id), Some(signal)) = (*guest, Signal::from_named_raw(signal)) {
            let _ = kill_process(id, signal);
            // Who was stopped has to wake to hear it.
            let _ = kill_process(id, Signal::CONT);
            let deadline = Instant::now() + PATIENCE;
            while test_kill_process(id).is_ok() && Instant::now() < deadline {
                thread::sleep(A_MOMENT);
            }
        }
        guest
    }
}
