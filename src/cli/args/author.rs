//! The arguments of the commands for bank authors.

use std::path::PathBuf;

use super::{DIFFICULTIES, words};
use crate::{model::Difficulty, store::schema};

/// What to check.
#[derive(Debug, clap::Args)]
pub struct CheckArgs {
    /// Files, or folders with everything below them
    #[arg(value_name = "PATH", required = true)]
    pub paths: Vec<PathBuf>,
    /// For programs
    #[arg(long)]
    pub json: bool,
}

/// What a file of a bank holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What {
    /// A question.
    Question,
    /// The steps of one type of question.
    Framework,
    /// Dimensions by which people judge.
    Rubric,
    /// Questions in an order.
    Track,
}

impl What {
    /// Every one, with the word for it.
    pub const ALL: &[(Self, &'static str)] = &[
        (Self::Question, "question"),
        (Self::Framework, "framework"),
        (Self::Rubric, "rubric"),
        (Self::Track, "track"),
    ];

    /// The word for it.
    pub fn word(self) -> &'static str {
        Self::ALL.iter().find(|(what, _)| *what == self).map_or("", |(_, word)| word)
    }
}

/// What to begin.
#[derive(Debug, clap::Args)]
pub struct NewArgs {
    /// What it is to be
    #[arg(value_parser = words(What::ALL))]
    pub what: What,
    /// Its id: lower-case letters, digits, - and _; stable for ever
    pub id: String,
    /// For a question: the framework whose steps it gets (success-metrics if none is given)
    #[arg(long = "type", value_name = "T")]
    pub kind: Option<String>,
    /// A folder, or the file itself (.yaml); the current folder if none is given
    #[arg(short = 'o', value_name = "PATH")]
    pub output: Option<PathBuf>,
    /// Open it in $VISUAL or $EDITOR
    #[arg(long)]
    pub edit: bool,
}

/// What to make questions of.
#[derive(Debug, clap::Args)]
pub struct ImportArgs {
    /// A table (.csv, .tsv) or a list in Markdown (.md)
    pub file: PathBuf,
    /// The folder for the questions; the current one if none is given
    #[arg(short = 'o', value_name = "DIR")]
    pub folder: Option<PathBuf>,
    /// The type of those that have none, or none that is known
    #[arg(long = "type", value_name = "T")]
    pub kind: Option<String>,
    /// The difficulty of those that have none, or none that is known
    #[arg(long, value_name = "D", value_parser = words(DIFFICULTIES))]
    pub difficulty: Option<Difficulty>,
    /// What a column holds, where its name does not say it: Prompt=title; may be given several times
    #[arg(long = "map", value_name = "COLUMN=KEY", value_parser = pair)]
    pub maps: Vec<(String, String)>,
}

fn pair(typed: &str) -> Result<(String, String), String> {
    // The last sign counts: keys have none, and columns may.
    let pair =
        typed.rsplit_once('=').filter(|(column, key)| !column.trim().is_empty() && !key.trim().is_empty());
    let (column, key) = pair.ok_or_else(|| "a column and a key are wanted: Prompt=title".to_owned())?;
    Ok((column.trim().to_owned(), key.trim().to_owned()))
}

/// Which schema.
#[derive(Debug, clap::Args)]
pub struct SchemaArgs {
    /// Of which file
    #[arg(value_name = "NAME", value_parser = schema::NAMES)]
    pub name: String,
}
