//! One file or folder a screen: its state, its update and its view live together. Performs nothing: returns effects.

pub mod practice;
