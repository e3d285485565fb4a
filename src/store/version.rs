//! Files that bear a number: how they are read and written, and what is said of one that a newer casebook wrote. Knows
//! none of them.

use std::path::Path;

use serde::{Deserialize, de::DeserializeOwned};

use super::{
    failure::{self, Failure},
    yaml::{self, Mapping, Value},
};
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

/// A kind of file that bears a number.
#[derive(Clone, Copy, Debug)]
pub struct Form {
    /// "reply", say.
    pub what: &'static str,
    /// The format that this version writes, and the newest that it fully reads.
    pub format: u32,
    /// The most bytes that such a file may have.
    pub limit: u64,
}

impl Form {
    /// The number of a file that a newer casebook wrote.
    pub fn newer(&self, format: u32) -> Option<u32> {
        (format > self.format).then_some(format)
    }

    /// Why a file of that number may be read and not changed.
    pub fn read_only(&self, newer: u32) -> String {
        self::newer(self.what, newer, self.format)
    }

    /// Reads the bytes of such a file: `build` makes of it what it holds, and is given everything that is in it as well.
    pub fn read<D: DeserializeOwned, T>(
        &self,
        bytes: Vec<u8>,
        path: &Path,
        build: impl FnOnce(D, Mapping) -> Result<T, Problem>,
    ) -> Result<T, Problem> {
        if bytes.len() as u64 > self.limit {
            return Err(self.too_large(path));
        }
        let text = yaml::text(path, bytes, self.limit)?;
        let parsed = yaml::parse(path, &text).and_then(|disk| Ok((disk, yaml::parse(path, &text)?)));
        parsed
            .and_then(|(disk, there)| build(disk, there))
            .map_err(|problem| explain(path, &text, self.what, self.format).unwrap_or(problem))
    }

    /// A file over the limit.
    pub fn too_large(&self, path: &Path) -> Problem {
        let help = format!("no {} is that large: ask whoever sent it for another", self.what);
        yaml::too_large(path, self.limit).with_help(help)
    }

    /// The text of such a file. One of a newer format is never written, nor one that could not be opened again.
    pub fn write(&self, newer: Option<u32>, tree: Result<Value, yaml::Error>) -> failure::Result<String> {
        let what = self.what;
        if let Some(format) = newer {
            let why = self.read_only(format);
            return Err(Failure::new(format!("the {what} was {why}"), "update casebook"));
        }
        let text = tree.and_then(|tree| yaml::to_string(&tree)).map_err(|error| {
            Failure::new(format!("cannot write the {what} as YAML: {error}"), "please report this")
        })?;
        if text.len() as u64 > self.limit {
            let limit = self.limit >> 20;
            let why = format!("the {what} is larger than {limit} MiB and could not be opened again");
            return Err(Failure::new(why, "make its longest text shorter, or split it"));
        }
        Ok(text)
    }
}
