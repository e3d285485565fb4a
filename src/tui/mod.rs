//! The screens. Outside `run` nothing here knows a file or a clock: updates return effects.

pub mod action;
pub mod app;
pub mod effect;
pub mod history;
pub mod keymap;
pub mod run;
pub mod screens;
pub mod theme;
pub mod widgets;
