//! The least that a program of this kind can do: take the terminal, draw a word, wait for a key.

use std::io;

use crossterm::{
    event, execute,
    terminal::{EnterAlternateScreen, enable_raw_mode},
};
use ratatui::{Terminal, backend::CrosstermBackend, widgets::Paragraph};

/// What tells this binary to be it.
pub const ARGUMENT: &str = "--empty-program";
/// What it draws.
pub const WORD: &str = "nothing yet";

pub fn run() {
    enable_raw_mode().unwrap();
    execute!(io::stdout(), EnterAlternateScreen).unwrap();
    let mut terminal = Terminal::new(CrosstermBackend::new(io::stdout())).unwrap();
    terminal.draw(|frame| frame.render_widget(Paragraph::new(WORD), frame.area())).unwrap();
    // Whoever measures ends it.
    while event::read().is_ok() {}
}
