//! casebook: practise product-manager interviews offline, in a terminal.
//!
//! The house, from the ground up. An arrow means "may use"; nothing uses what stands above it.
//!
//! ```text
//! main → cli → tui::run → tui::app → screens → widgets → insight → model → text → sort
//!              cli, run → store, export → model
//! ```
//!
//! - [`sort`]: one function that sorts whatever there is.
//! - [`text`]: pure functions on strings: safe display, widths, wrapping, folding. Knows nothing of the product.
//! - [`model`]: pure data and its rules. No file, no clock, no terminal: time and randomness are passed in.
//! - [`insight`]: pure functions of the model: search, pairing with the worked answer, time, what to do next.
//! - [`store`]: the only code that touches the file system.
//! - [`tui`]: the screens. Outside `tui::run` it knows no file and no clock: it returns effects.
//! - [`cli`]: arguments, and one file a command.

#![cfg_attr(test, expect(clippy::disallowed_methods, reason = "tests read and write files of their own"))]

pub mod cli;
pub mod error;
pub mod insight;
pub mod model;
pub mod sort;
pub mod store;
pub mod text;
pub mod tui;
