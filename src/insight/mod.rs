//! Pure functions of the model: search, pairing with the worked answer, time, what to do next.
//!
//! Nothing here knows a file, a clock or a terminal.

pub mod follow_ups;
pub mod fuzzy;
pub mod intake;
pub mod metric_words;
pub mod next_up;
pub mod search;
pub mod worked;
