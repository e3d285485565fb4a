//! Pure functions on strings, at the bottom of the house: safe display, widths, wrapping, folding, graphemes.
//!
//! Nothing here knows of questions, sessions or terminals.

pub mod nearest;
