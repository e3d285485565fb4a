//! The only code that touches the file system: banks, sessions, reviews, replies, assignments, config, paths.
//!
//! Nothing here knows of terminals or screens.

pub mod assigned;
pub mod assignment_file;
pub mod atomic;
pub mod bank;
pub mod config;
pub mod desk;
pub mod disk;
pub mod failure;
mod foreign;
mod index;
pub mod journal;
mod json;
pub mod keeper;
pub mod list;
pub mod lock;
pub mod names;
mod packed;
pub mod pasted;
pub mod paths;
pub mod probe;
pub mod read;
pub mod received;
pub mod reply_file;
pub mod returned;
pub mod review_file;
pub mod samples;
pub mod saver;
pub mod schema;
pub mod session_file;
pub mod sessions;
pub mod skeleton;
pub mod stories;
pub mod timeline;
pub mod travelling;
mod version;
pub mod yaml;
pub mod zone;
