//! The person's stories: one YAML file of their own, and beside it when each was told. What they wrote is never changed:
//! a new story goes behind the last one.

use std::{
    io,
    path::{Path, PathBuf},
};

use serde::{Deserialize, Serialize};

use super::{
    atomic,
    disk::RealDisk,
    failure::{Failure, Result},
    paths::Places,
    read,
    yaml::{self, Document, Value},
};
use crate::{
    error::Problem,
    model::{Story, check, story::Told},
};

/// The version of both files that this program reads.
const FORMAT: u32 = 1;
/// What a file without stories says.
const EMPTY: &str = include_str!("skeleton/stories.yaml");
/// How far the items of a list may be indented, the likeliest first.
const INDENTS: [usize; 5] = [2, 0, 4, 1, 3];
/// Bytes for the key of the list, and for what its indentation adds to a story.
const ROOM: u64 = 4 << 10;

/// The files.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stories {
    file: PathBuf,
    told: PathBuf,
}

/// What they hold.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Kept {
    /// In the order of the file.
    pub stories: Vec<Story>,
    /// When they were told, the first time first.
    pub told: Vec<Told>,
    /// What is wrong, by file and line.
    pub problems: Vec<Problem>,
}

/// The file of stories.
#[derive(Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct DiskStories {
    /// The version of the format.
    #[serde(default = "newest")]
    format: u32,
    /// In any order.
    #[serde(default)]
    stories: Option<Vec<Story>>,
}

#[derive(Default, Serialize, Deserialize)]
struct DiskTold {
    #[serde(default)]
    format: u32,
    #[serde(default)]
    told: Vec<Told>,
}

fn newest() -> u32 {
    FORMAT
}

impl Stories {
    /// Those of the person whose places these are.
    pub fn of(places: &Places) -> Self {
        Self { file: places.data.join("stories.yaml"), told: places.data.join("stories-told.yaml") }
    }

    /// Where the stories are, or would be.
    pub fn file(&self) -> &Path {
        &self.file
    }

    /// What there is. A story that cannot be read is told of and left out.
    pub fn read(&self) -> Kept {
        let mut kept = Kept::default();
        match text(&self.file) {
            Ok(Some(text)) => self.parse(text, &mut kept),
            Ok(None) => {}
            Err(problem) => kept.problems.push(problem),
        }
        match self.read_told() {
            Ok(disk) => kept.told = disk.told,
            Err(problem) => kept.problems.push(problem),
        }
        kept
    }

    fn parse(&self, text: String, kept: &mut Kept) {
        let mut document = match Document::read(&self.file, text) {
            Ok(document) => document,
            Err(problem) => return kept.problems.push(problem),
        };
        if document.is_empty() {
            return;
        }
        let (disk, problems) = document.parse::<DiskStories>(Some("stories"));
        kept.problems.extend(problems);
        let Some(disk) = disk else { return };
        if disk.format > FORMAT {
            return kept.problems.push(newer(&self.file, disk.format.into()));
        }
        let stories = disk.stories.unwrap_or_default();
        let mistakes = check::stories(&stories);
        kept.problems.extend(mistakes.into_iter().map(|mistake| document.mistake(mistake)));
        kept.stories = stories;
    }

    /// Makes the file, with an example in it, where there is none.
    pub fn begin(&self) -> Result<()> {
        match self.file.symlink_metadata() {
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                atomic::create_private(&self.file, EMPTY.as_bytes())
            }
            _ => Ok(()),
        }
    }

    /// Puts a story behind the last one, under the first of `ids` that none of them has and none that was told. Not one byte
    /// of what stands there is changed; where nothing can be put behind it, nothing is.
    pub fn add(&self, story: &Story, ids: impl Iterator<Item = String>) -> Result<Story> {
        let there = text(&self.file)?;
        let was = there.as_deref().filter(|text| !text.trim().is_empty()).unwrap_or(EMPTY);
        let root: Value = yaml::parse(&self.file, was)?;
        if let Some(format) = root.get("format").and_then(Value::as_u64).filter(|n| *n > u64::from(FORMAT)) {
            return Err(newer(&self.file, format).into());
        }
        let before = items(&root);
        let told = self.read_told()?.told;
        let is_taken = |id: &String| {
            told.iter().any(|told| told.story == *id.as_str())
                || before.iter().any(|item| item.get("id").and_then(Value::as_str) == Some(id))
        };
        let mut ids = ids.filter(|id| !is_taken(id));
        let story = Story { id: ids.next().unwrap_or_default().into(), ..story.clone() };
        let cannot = |what: &str| {
            Failure::new(
                format!("{} was not changed: {what}", self.file.display()),
                "end it with `stories:` and items that begin with `- `, as `casebook schema stories` has it",
            )
        };
        let key = if root.get("stories").is_none() { "stories:\n" } else { "" };
        let item = yaml::to_string(&[&story]).map_err(|error| cannot(&error.to_string()))?;
        let value = yaml::to_value(&story).map_err(|error| cannot(&error.to_string()))?;
        if (was.len() + item.len()) as u64 > yaml::BANK_LIMIT - ROOM {
            return Err(yaml::too_large(&self.file, yaml::BANK_LIMIT).into());
        }
        let now = behind(was, key, &item, |text| {
            let now = yaml::parse::<Value>(&self.file, text).map(|value| items(&value)).unwrap_or_default();
            now.split_last().is_some_and(|(last, others)| *last == value && *others == *before)
        });
        let now = now.ok_or_else(|| cannot("no story can be put behind what stands there"))?;
        replace(&self.file, there.as_deref(), &now)?;
        Ok(story)
    }

    /// Writes down that a story was told. Where another casebook did so at the same moment, once more.
    pub fn tell(&self, told: Told) -> Result<()> {
        self.tell_once(told.clone()).or_else(|_| self.tell_once(told))
    }

    fn tell_once(&self, told: Told) -> Result<()> {
        let was = text(&self.told)?;
        let mut disk = self.read_told()?;
        disk.format = FORMAT;
        disk.told.push(told);
        let now = yaml::to_string(&disk).map_err(|error| {
            Failure::new(
                format!("cannot write {} as YAML: {error}", self.told.display()),
                "please report this",
            )
        })?;
        replace(&self.told, was.as_deref(), &now)
    }

    fn read_told(&self) -> std::result::Result<DiskTold, Problem> {
        let Some(text) = text(&self.told)? else { return Ok(DiskTold::default()) };
        let disk: DiskTold = yaml::parse(&self.told, &text)?;
        if disk.format > FORMAT { Err(newer(&self.told, disk.format.into())) } else { Ok(disk) }
    }
}

/// A file's text, where there is a file.
fn text(path: &Path) -> std::result::Result<Option<String>, Problem> {
    if path.metadata().is_err_and(|error| error.kind() == io::ErrorKind::NotFound) {
        return Ok(None);
    }
    yaml::text(path, read::bytes(path, yaml::BANK_LIMIT)?, yaml::BANK_LIMIT).map(Some)
}

fn newer(path: &Path, format: u64) -> Problem {
    Problem::of_file(path, format!("this has format {format}, and this casebook knows {FORMAT}"))
        .with_help("update casebook")
}

fn items(root: &Value) -> Vec<Value> {
    root.get("stories").and_then(Value::as_sequence).cloned().unwrap_or_default()
}

/// Replaces a file that is still as it was read. What another program has saved since stays.
fn replace(path: &Path, was: Option<&str>, now: &str) -> Result<()> {
    let is_same = |_: &[u8]| match text(path) {
        Ok(there) if there.as_deref() == was => Ok(()),
        _ => Err(io::ErrorKind::ResourceBusy.into()),
    };
    atomic::replace(&RealDisk, path, now.as_bytes(), is_same).map_err(|error| match error.kind() {
        io::ErrorKind::ResourceBusy => Failure::new(
            format!("{} was not changed: another program has just saved it", path.display()),
            "do it once more",
        ),
        _ => Failure::io("write", path, &error),
    })
}

/// A text with a key and an item behind it, indented in the first way that `holds`.
fn behind(text: &str, key: &str, item: &str, holds: impl Fn(&str) -> bool) -> Option<String> {
    let mut base = text.to_owned();
    if !base.ends_with('\n') {
        base.push('\n');
    }
    let ways = INDENTS.into_iter().map(|indent| {
        let lines = item.lines().map(|line| match line.is_empty() {
            true => "\n".to_owned(),
            false => format!("{}{line}\n", " ".repeat(indent)),
        });
        base.clone() + key + &lines.collect::<String>()
    });
    ways.into_iter().find(|way| holds(way))
}

#[cfg(test)]
mod tests;
