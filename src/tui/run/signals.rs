//! Signals, on a thread of their own: crossterm's poll never returns once the terminal is gone.
//!
//! Saves, gives the terminal back and ends; touches no screen.

use std::{io, sync::mpsc::Sender};

use crate::store::saver::Handle;

/// Ends the program cleanly on SIGHUP, SIGTERM and SIGINT, with the status that shells expect. On SIGTSTP tells `asleep`,
/// who can give the terminal back first.
#[cfg(unix)]
pub fn watch(saver: Handle, asleep: Sender<()>) -> io::Result<()> {
    use signal_hook::{
        consts::{SIGHUP, SIGINT, SIGTERM, SIGTSTP},
        iterator::Signals,
    };
    let mut signals = Signals::new([SIGHUP, SIGTERM, SIGINT, SIGTSTP])?;
    std::thread::Builder::new().name("signals".to_owned()).spawn(move || {
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

#[cfg(unix)]
fn end(signal: i32, saver: &Handle) -> ! {
    let saved = saver.close();
    super::terminal::restore();
    std::process::exit(if saved.is_err() { 1 } else { 128 + signal })
}

/// Elsewhere the console ends the program itself; what was typed was saved within a second.
#[cfg(not(unix))]
pub fn watch(_saver: Handle, _asleep: Sender<()>) -> io::Result<()> {
    Ok(())
}

/// Stops the program until the shell wakes it.
#[cfg(unix)]
pub fn suspend() -> io::Result<()> {
    signal_hook::low_level::emulate_default_handler(signal_hook::consts::SIGTSTP)
}

/// Elsewhere there is no shell to wake us.
#[cfg(not(unix))]
pub fn suspend() -> io::Result<()> {
    Ok(())
}
