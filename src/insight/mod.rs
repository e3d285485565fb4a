//! Pure functions of the model: search, pairing with the worked answer, time, what to do next.
//!
//! Nothing here knows a file, a clock or a terminal.

pub mod aligned;
pub mod anchor;
pub mod assigned;
pub mod attempts;
pub mod calibration;
pub mod cohort;
pub mod column;
pub mod compare;
pub mod contract;
pub mod coverage;
pub mod days;
#[cfg(test)]
mod example;
pub mod facets;
pub mod facts;
pub mod findings;
pub mod follow_ups;
pub mod fuzzy;
pub mod headings;
pub mod highlight;
pub mod inbox;
pub mod inside;
pub mod intake;
pub mod interviewer;
pub mod labels;
pub mod metric_words;
pub mod next_up;
pub mod own_scores;
pub mod passages;
pub mod placed;
pub mod progress;
pub mod read;
pub mod replay;
pub mod replies;
pub mod returned;
pub mod schedule;
pub mod search;
pub mod sheet;
pub mod stories;
pub mod tracks;
pub mod transfer;
pub mod watched;
pub mod worked;
