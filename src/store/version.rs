//! Files that bear a number, and what is said of one that a newer casebook wrote. Reads no more of them than that.

use std::path::Path;

use serde::Deserialize;

use super::yaml;
use crate::error::Problem;

/// What is said of a file of a newer format. `what` is "session", say; `reads` is the newest that is fully read.
pub fn newer(what: &str, format: u32, reads: u32) -> String {
    format!(
        "written by a newer casebook: a version that reads {what} format {format} is needed to change it (this one reads {reads})"
    )
}

/// That a text could not be read because it is of a newer format, where that is so.
pub fn explain(path: &Path, text: &str, what: &str, reads: u32) -> Option<Problem> {
    #[derive(Deserialize)]
    struct Probe {
        format: u32,
    }
    let Probe { format } = yaml::parse(path, text).ok()?;
    let problem = || Problem::of_file(path, newer(what, format, reads)).with_help("update casebook");
    (format > reads).then(problem)
}
