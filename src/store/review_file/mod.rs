//! The file of a review: what it looks like, and how it is read and written as bytes.
//!
//! It comes from strangers by mail. Nothing here opens a file, and no name in a review ever leads to one.

use std::path::Path;

pub(super) use self::disk::DiskReview;
use super::{
    failure::{Failure, Result},
    version, yaml,
};
use crate::{error::Problem, model::Review};

mod disk;
mod foreign;
mod reading;
mod writing;

pub use foreign::Foreign;

/// The format that this version writes, and the newest that it fully reads.
pub const FORMAT: u32 = 1;

/// A review from a file, with what of the file this version does not know.
#[derive(Clone, Debug, PartialEq)]
pub struct Loaded {
    /// What the coach says.
    pub review: Review,
    /// To be given back on saving.
    pub foreign: Foreign,
}

impl Loaded {
    /// The text of its file.
    pub fn text(&self) -> Result<String> {
        write(&self.review, &self.foreign)
    }

    /// Why the review may be read but not changed, where that is so.
    pub fn read_only(&self) -> Option<String> {
        self.foreign.newer.map(newer)
    }
}

fn newer(format: u32) -> String {
    version::newer("review", format, FORMAT)
}

/// Reads the bytes of a review's file. `path` is for problems alone.
pub fn read(bytes: Vec<u8>, path: &Path) -> std::result::Result<Loaded, Problem> {
    if bytes.len() as u64 > yaml::REVIEW_LIMIT {
        return Err(too_large(path));
    }
    let text = yaml::text(path, bytes, yaml::REVIEW_LIMIT)?;
    let parsed = yaml::parse(path, &text).and_then(|disk| Ok((disk, yaml::parse(path, &text)?)));
    parsed
        .and_then(|(disk, there)| reading::review(disk, there, path))
        .map_err(|problem| version::explain(path, &text, "review", FORMAT).unwrap_or(problem))
}

/// A file over the limit.
pub(super) fn too_large(path: &Path) -> Problem {
    yaml::too_large(path, yaml::REVIEW_LIMIT)
        .with_help("no review is that large: ask whoever sent it for another")
}

/// The text of a review's file. A file of a newer format is never written, nor one that could not be opened again.
pub fn write(review: &Review, foreign: &Foreign) -> Result<String> {
    if let Some(format) = foreign.newer {
        return Err(Failure::new(format!("the review was {}", newer(format)), "update casebook"));
    }
    let text = writing::quiet_tree(review, foreign).and_then(|tree| yaml::to_string(&tree));
    let text = text.map_err(|error| {
        Failure::new(format!("cannot write the review as YAML: {error}"), "please report this")
    })?;
    if text.len() as u64 > yaml::REVIEW_LIMIT {
        let limit = yaml::REVIEW_LIMIT >> 20;
        let what = format!("the review is larger than {limit} MiB and could not be opened again");
        return Err(Failure::new(what, "make its longest comment shorter"));
    }
    Ok(text)
}

#[cfg(test)]
pub(super) mod tests;
