//! The arguments of the commands by which files travel between candidates and coaches.

use std::path::PathBuf;

use jiff::civil::Date;

use super::{date, minutes, words};
use crate::model::Mode;

/// What to assign, and how it is to be practised.
#[derive(Debug, clap::Args)]
pub struct AssignArgs {
    /// A question's id, or quoted words to find one; several questions make one assignment
    #[arg(value_name = "QUESTION", required = true)]
    pub questions: Vec<String>,
    /// How strict; without it, as the candidate likes
    #[arg(long, value_parser = words(Mode::ALL))]
    pub mode: Option<Mode>,
    /// Minutes for each answer
    #[arg(long, value_name = "N", value_parser = minutes)]
    pub minutes: Option<f64>,
    /// One step alone
    #[arg(long, value_name = "ID")]
    pub step: Option<String>,
    /// What to look out for this time
    #[arg(long, value_name = "TEXT")]
    pub focus: Option<String>,
    /// The last day (2025-03-31)
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub due: Option<Date>,
    /// For whom it is; may be given several times
    #[arg(long = "candidate", alias = "candidates", value_name = "NAME")]
    pub candidates: Vec<String>,
    /// A folder, or the file itself (NAME.assignment.yaml); the current folder if none is given
    #[arg(short = 'o', value_name = "FILE")]
    pub output: Option<PathBuf>,
}

/// What to share.
#[derive(Debug, clap::Args)]
pub struct ShareArgs {
    /// A finished attempt (its last four letters are enough), or the file or name of a review or reply of yours
    #[arg(value_name = "SESSION")]
    pub what: String,
    /// With how the answer came to be, deleted text included
    #[arg(long)]
    pub timeline: bool,
    /// A folder, or the file itself; the current folder if none is given
    #[arg(short = 'o', value_name = "FILE")]
    pub output: Option<PathBuf>,
}

/// What came from others.
#[derive(Debug, clap::Args)]
pub struct ReceiveArgs {
    /// Sessions, reviews, replies, assignments, timelines
    #[arg(value_name = "FILE", required = true)]
    pub files: Vec<PathBuf>,
}
