//! Pure functions of the model: search, pairing with the worked answer, time, what to do next.
//!
//! Nothing here knows a file, a clock or a terminal.

pub mod follow_ups;
