//! Reusable parts of screens. A widget takes plain data and draws it; it knows no screen.

pub mod banner;
pub mod difference;
pub mod editor;
pub mod footer;
pub mod frame;
pub mod ink;
pub mod list;
pub mod matrix;
pub mod notice;
pub mod parts;
pub mod report;
pub mod search;
pub mod stopwatch;
pub mod wrapped;
