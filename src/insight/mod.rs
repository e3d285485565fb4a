//! Pure functions of the model: search, pairing with the worked answer, time, what to do next.
//!
//! Nothing here knows a file, a clock or a terminal.

pub mod attempts;
pub mod facets;
pub mod follow_ups;
pub mod fuzzy;
pub mod headings;
pub mod highlight;
pub mod intake;
pub mod labels;
pub mod metric_words;
pub mod next_up;
pub mod replay;
pub mod search;
pub mod worked;
