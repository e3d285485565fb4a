//! Signals, on a thread of their own: crossterm's poll never returns once the terminal is gone.
//!
//! Saves, gives the terminal back and ends; touches no screen.

use std::io;

use crate::store::saver::Handle;

/// Ends the program cleanly on SIGHUP, SIGTERM and SIGINT, with the status that shells expect.
#[cfg(unix)]
pub fn watch(saver: Handle) -> io::Result<()> {
    use signal_hook::{
        consts::{SIGHUP, SIGINT, SIGTERM},
        iterator::Signals,
    };
    let mut signals = Signals::new([SIGHUP, SIGTERM, SIGINT])?;
    std::thread::Builder::new().name("signals".to_owned()).spawn(move || {
        for signal in signals.forever() {
            // Ctrl-C is a signal only while somebody else has the terminal, and meant for them.
            if signal == SIGINT && !crossterm::terminal::is_raw_mode_enabled().unwrap_or(true) {
                continue;
            }
            let saved = saver.close();
            super::terminal::restore();
            if saved.is_err() {
                std::process::exit(1);
            }
            std::process::exit(128 + signal);
        }
    })?;
    Ok(())
}

/// Elsewhere the console ends the program itself; what was typed was saved within a second.
#[cfg(not(unix))]
pub fn watch(_saver: Handle) -> io::Result<()> {
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
