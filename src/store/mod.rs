//! The only code that touches the file system: banks, sessions, config, paths.
//!
//! Nothing here knows of terminals or screens.

pub mod bank;
pub mod read;
pub mod yaml;
