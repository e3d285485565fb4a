//! One file or folder a screen: its state, its update and its view live together. Performs nothing: returns effects.

pub mod answering;
pub mod assigned;
pub mod attempts;
pub mod brief;
pub mod calibration;
pub mod cohort;
pub mod column;
pub mod debrief;
pub mod home;
pub mod inbox;
pub mod judging;
pub mod lesson;
pub mod library;
pub mod live;
pub mod overlay;
pub mod pages;
pub mod practice;
pub mod progress;
pub mod replay;
pub mod reviewing;
pub mod sessions;
pub mod stories;
pub mod tracks;
