//! Signals, on a thread of their own: crossterm's poll never returns once the terminal is gone.
//!
//! Saves, gives the terminal back and ends; touches no screen.

use std::{io, sync::mpsc::Sender};
#[cfg(unix)]
use std::{
    sync::{Mutex, mpsc::channel},
    thread,
    time::Duration,
};

#[cfg(unix)]
use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM, SIGTSTP};

use crate::store::saver::Handle;

/// How long the end waits until the terminal has taken its modes back.
#[cfg(unix)]
const PATIENCE: Duration = Duration::from_millis(500);

#[cfg(unix)]
static ENDING: Mutex<()> = Mutex::new(());

/// Signals that do nothing by themselves any more: they wait until somebody watches.
#[cfg(unix)]
pub struct Caught(signal_hook::iterator::Signals);

/// Catches SIGHUP, SIGTERM, SIGINT and SIGTSTP from now on.
#[cfg(unix)]
pub fn catch() -> io::Result<Caught> {
    signal_hook::iterator::Signals::new([SIGHUP, SIGTERM, SIGINT, SIGTSTP]).map(Caught)
}

/// Ends the program cleanly on SIGHUP, SIGTERM and SIGINT, with the status that shells expect. On SIGTSTP tells `asleep`,
/// who can give the terminal back first.
#[cfg(unix)]
pub fn watch(Caught(mut signals): Caught, saver: Handle, asleep: Sender<()>) -> io::Result<()> {
    thread::Builder::new().name("signals".to_owned()).spawn(move || {
        for signal in signals.forever() {
            let lent = !crossterm::terminal::is_raw_mode_enabled().unwrap_or(true);
            match signal {
                // An editor that has the terminal stops, and we with it: the shell waits for us both.
                SIGTSTP if lent => {
                    let _ = suspend();
                }
                SIGTSTP => {
                    let _ = asleep.send(());
                }
                // Ctrl-C is a signal only while somebody else has the terminal, and meant for them.
                SIGINT if lent => {}
                _ => end(signal, &saver),
            }
        }
    })?;
    Ok(())
}

/// Where `error` says that the terminal is gone, this is the end that SIGHUP asks for. That may be on its way only now, and
/// where the terminal is nobody's to begin with it never comes.
#[cfg(unix)]
pub fn end_if_gone(error: &io::Error, saver: &Handle) {
    /// The same number on every Unix.
    const EIO: i32 = 5;
    if error.raw_os_error() == Some(EIO) {
        end(SIGHUP, saver);
    }
}

/// Elsewhere no terminal goes without the program.
#[cfg(not(unix))]
pub fn end_if_gone(_error: &io::Error, _saver: &Handle) {}

#[cfg(unix)]
fn end(signal: i32, saver: &Handle) -> ! {
    // Who comes second waits here: to save once more while the first ends would be broken off.
    let _first = ENDING.lock();
    let saved = saver.close();
    // Not before all is saved; and nobody goes on from where the editor ends now.
    let _guest = super::guest::send_away(signal);
    let (sender, restored) = channel();
    // A terminal that takes nothing any more, as behind a dead line, must not keep us.
    let restore = move || super::terminal::restore_for_good(&sender);
    let _ = thread::Builder::new().name("restore".to_owned()).spawn(restore);
    let _ = restored.recv_timeout(PATIENCE);
    std::process::exit(if saved.is_err() { 1 } else { 128 + signal })
}

/// Elsewhere the console ends the program itself; what was typed was saved within a second.
#[cfg(not(unix))]
pub struct Caught;

/// Elsewhere there is nothing to catch.
#[cfg(not(unix))]
pub fn catch() -> io::Result<Caught> {
    Ok(Caught)
}

/// Elsewhere there is nothing to watch.
#[cfg(not(unix))]
pub fn watch(_caught: Caught, _saver: Handle, _asleep: Sender<()>) -> io::Result<()> {
    Ok(())
}

/// Stops the program until the shell wakes it.
#[cfg(unix)]
pub fn suspend() -> io::Result<()> {
    signal_hook::low_level::emulate_default_handler(SIGTSTP)
}

/// Elsewhere there is no shell to wake us.
#[cfg(not(unix))]
pub fn suspend() -> io::Result<()> {
    Ok(())
}
