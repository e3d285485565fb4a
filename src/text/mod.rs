//! Pure functions on strings, at the bottom of the house: safe display, widths, wrapping, folding, graphemes.
//!
//! Nothing here knows of questions, sessions or terminals.

pub mod clock;
pub mod display;
pub mod fold;
pub mod grapheme;
pub mod input;
pub mod nearest;
pub mod number;
pub mod sentence;
pub mod width;
pub mod wrap;
