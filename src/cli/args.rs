//! The arguments: what scripts rely on. Says what may be typed; does nothing.

use std::path::PathBuf;

use clap::{
    Parser, Subcommand,
    builder::{PossibleValuesParser, TypedValueParser},
};
use clap_complete::Shell;
use jiff::civil::Date;

use crate::{
    insight::search::{Filters, Status},
    model::{Difficulty, Guide, Mode, State},
};

mod author;
mod travel;

pub use author::{CheckArgs, ImportArgs, NewArgs, SchemaArgs, What};
pub use travel::{AssignArgs, ReceiveArgs, ShareArgs};

/// Practise product-manager interviews offline, in a terminal.
///
/// Without a command it opens the home screen. Everything you write stays on this machine.
#[derive(Debug, Parser)]
#[command(
    name = "casebook",
    bin_name = "casebook",
    version,
    max_term_width = 100,
    disable_help_subcommand = true
)]
pub struct Args {
    /// Where things are.
    #[command(flatten)]
    pub global: Global,
    /// What to do.
    #[command(subcommand)]
    pub command: Option<Command>,
}

/// The arguments where no command is given.
#[derive(Debug, Parser)]
#[command(name = "casebook", disable_help_flag = true)]
pub struct Opening {
    /// Where things are.
    #[command(flatten)]
    pub global: Global,
}

/// Options of every command.
#[derive(Clone, Debug, Default, clap::Args)]
pub struct Global {
    /// A bank (a folder or file of questions) to join to the built-in one; may be given several times
    #[arg(long = "bank", value_name = "PATH", global = true)]
    pub banks: Vec<PathBuf>,
    /// The folder of your sessions; it may be shared or synced
    #[arg(long = "sessions", id = "sessions_folder", value_name = "DIR", global = true)]
    pub sessions: Option<PathBuf>,
    /// One folder for everything: data/ state/ cache/ config/ (or CASEBOOK_HOME)
    #[arg(long, value_name = "DIR", global = true)]
    pub home: Option<PathBuf>,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Practise the best match; an unfinished attempt is resumed at its step
    Practice(PracticeArgs),
    /// Search the questions
    Questions(QuestionsArgs),
    /// Show a question
    Show(ShowArgs),
    /// List your attempts
    Sessions(SessionsArgs),
    /// Show one attempt
    Session(SessionArgs),
    /// Put an attempt out of the way
    Archive(ArchiveArgs),
    /// Put an attempt into the trash
    Delete(DeleteArgs),
    /// Review sessions, as a coach: read, comment, score, and give back one next rep
    Review(ReviewArgs),
    /// Show what came of your attempts: scores, time by step, findings that come back, next steps
    Progress(ProgressArgs),
    /// List the tracks, or the stops of one, with what you have done of them
    Tracks(TracksArgs),
    /// List your stories, what each lacks, and which principles none shows
    Stories(StoriesArgs),
    /// Make a file with questions for others to practise
    Assign(AssignArgs),
    /// Make a copy of a finished attempt, to be sent; it is sealed then
    Share(ShareArgs),
    /// File what others sent: sessions, reviews, replies, assignments
    Receive(ReceiveArgs),
    /// Check files of a bank, sessions, reviews, replies and assignments; exits with 1 on an error
    Check(CheckArgs),
    /// Begin a question, framework, rubric or track: a file to fill in, every key explained
    New(NewArgs),
    /// Make questions of a table (CSV) or a list (Markdown), to be filled in
    Import(ImportArgs),
    /// Print the JSON Schema of a file, with which an editor completes and checks it
    Schema(SchemaArgs),
    /// Say where files live
    Paths,
    /// Print the manual, for man: casebook man > casebook.1
    Man,
    /// Print completions for a shell
    Completions {
        /// Which shell
        shell: Shell,
    },
}

/// What to practise, and how.
#[derive(Debug, clap::Args)]
pub struct PracticeArgs {
    /// A question's id, or words to find one
    #[arg(value_name = "ID or WORDS")]
    pub words: Vec<String>,
    /// How strict: hints and pauses, or as in a real round
    #[arg(long, value_parser = words(Mode::ALL))]
    pub mode: Option<Mode>,
    /// How much of the framework is shown
    #[arg(long, value_parser = words(Guide::ALL))]
    pub guide: Option<Guide>,
    /// Minutes for the answer; the steps are scaled
    #[arg(long, value_name = "N", value_parser = minutes)]
    pub minutes: Option<f64>,
    /// Practise one step alone
    #[arg(long, value_name = "ID")]
    pub step: Option<String>,
    /// One of the matches by chance
    #[arg(long)]
    pub random: bool,
    /// Begin anew, and abandon an unfinished attempt
    #[arg(long)]
    pub new: bool,
    /// Which questions count.
    #[command(flatten)]
    pub filters: FilterArgs,
}

/// Filters of questions. They combine, and each may repeat.
#[derive(Debug, clap::Args)]
pub struct FilterArgs {
    /// Only this type
    #[arg(long = "type", value_name = "T", help_heading = "Filters")]
    pub types: Vec<String>,
    /// Only this company
    #[arg(long = "company", value_name = "C", help_heading = "Filters")]
    pub companies: Vec<String>,
    /// Only this difficulty
    #[arg(long = "difficulty", value_parser = words(DIFFICULTIES), help_heading = "Filters")]
    pub difficulties: Vec<Difficulty>,
    /// Only what trains this skill
    #[arg(long = "skill", value_name = "S", help_heading = "Filters")]
    pub skills: Vec<String>,
    /// Only this industry
    #[arg(long = "industry", value_name = "I", help_heading = "Filters")]
    pub industries: Vec<String>,
    /// Only this topic
    #[arg(long = "topic", value_name = "T", help_heading = "Filters")]
    pub topics: Vec<String>,
    /// Only what you are so far with; due is what your own scores say is time to practise again
    #[arg(long = "status", value_parser = words(STATUSES), help_heading = "Filters")]
    pub statuses: Vec<Status>,
}

impl FilterArgs {
    /// As the search takes them.
    pub fn filters(&self) -> Filters {
        Filters {
            types: self.types.clone(),
            companies: self.companies.clone(),
            difficulties: self.difficulties.clone(),
            skills: self.skills.clone(),
            industries: self.industries.clone(),
            topics: self.topics.clone(),
            statuses: self.statuses.clone(),
        }
    }
}

/// What to search.
#[derive(Debug, clap::Args)]
pub struct QuestionsArgs {
    /// Words in any order
    pub words: Vec<String>,
    /// Which questions count.
    #[command(flatten)]
    pub filters: FilterArgs,
    /// For programs
    #[arg(long)]
    pub json: bool,
}

/// What to show of a question.
#[derive(Debug, clap::Args)]
pub struct ShowArgs {
    /// A question's id or its beginning, or words to find one
    #[arg(value_name = "ID or WORDS", required = true)]
    pub words: Vec<String>,
    /// With the worked answer
    #[arg(long)]
    pub answer: bool,
    /// With the sheet for a person who plays the interviewer: facts, probes, follow-ups
    #[arg(long)]
    pub interviewer: bool,
    /// For programs
    #[arg(long)]
    pub json: bool,
}

/// Which attempts.
#[derive(Debug, clap::Args)]
pub struct SessionsArgs {
    /// Words of the question or of your answers
    pub words: Vec<String>,
    /// Only in this state
    #[arg(long = "state", value_parser = words(State::ALL))]
    pub states: Vec<State>,
    /// Only in this mode
    #[arg(long = "mode", value_parser = words(Mode::ALL))]
    pub modes: Vec<Mode>,
    /// Those in the archive instead
    #[arg(long)]
    pub archived: bool,
    /// Only those of this candidate, by a part of the name
    #[arg(long, value_name = "NAME")]
    pub candidate: Option<String>,
    /// Only begun on this day or later (2025-03-31)
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub since: Option<Date>,
    /// For programs
    #[arg(long)]
    pub json: bool,
}

/// Which attempt.
#[derive(Debug, clap::Args)]
pub struct SessionArgs {
    /// The attempt's id, or a part of it; its last four letters are enough
    pub id: String,
    /// For programs
    #[arg(long)]
    pub json: bool,
}

/// What is reviewed.
#[derive(Debug, clap::Args)]
pub struct ReviewArgs {
    /// Session files, or folders with some; without any, what you received and your own
    #[arg(value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    /// A live mock instead: the interviewer's sheet of this question, a clock, notes and scores
    #[arg(long, value_name = "ID or WORDS", num_args = 1.., conflicts_with_all = ["paths", "json"])]
    pub live: Option<Vec<String>>,
    /// For programs
    #[arg(long)]
    pub json: bool,
}

/// How progress is shown.
#[derive(Debug, clap::Args)]
pub struct ProgressArgs {
    /// For programs
    #[arg(long)]
    pub json: bool,
}

/// Which story is shown.
#[derive(Debug, clap::Args)]
pub struct StoriesArgs {
    /// A story's id; all of them if none is given
    #[arg(value_name = "ID")]
    pub id: Option<String>,
    /// Open the file in $VISUAL or $EDITOR first; it is begun where there is none
    #[arg(long)]
    pub edit: bool,
    /// For programs
    #[arg(long)]
    pub json: bool,
}

/// Which track is shown.
#[derive(Debug, clap::Args)]
pub struct TracksArgs {
    /// A track's id; all of them if none is given
    #[arg(value_name = "ID")]
    pub id: Option<String>,
    /// For programs
    #[arg(long)]
    pub json: bool,
}

/// Which attempt goes out of the way.
#[derive(Debug, clap::Args)]
pub struct ArchiveArgs {
    /// The attempt's id; its last four letters are enough
    #[arg(value_name = "SESSION")]
    pub id: String,
    /// Bring it back
    #[arg(long)]
    pub undo: bool,
}

/// Which attempt is deleted.
#[derive(Debug, clap::Args)]
pub struct DeleteArgs {
    /// The attempt's id; its last four letters are enough
    #[arg(value_name = "SESSION")]
    pub id: String,
    /// Bring it back from the trash
    #[arg(long, conflicts_with = "purge")]
    pub undo: bool,
    /// Delete what is in the trash for good
    #[arg(long)]
    pub purge: bool,
}

const DIFFICULTIES: &[(Difficulty, &str)] =
    &[(Difficulty::Easy, "easy"), (Difficulty::Medium, "medium"), (Difficulty::Hard, "hard")];

const STATUSES: &[(Status, &str)] =
    &[(Status::New, "new"), (Status::Started, "started"), (Status::Done, "done"), (Status::Due, "due")];

/// One of a few words, offered in completions and listed when another is typed.
fn words<T: Copy + Send + Sync + 'static>(
    all: &'static [(T, &'static str)],
) -> impl TypedValueParser<Value = T> {
    PossibleValuesParser::new(all.iter().map(|(_, word)| *word)).try_map(move |typed| {
        let found = all.iter().find(|(_, word)| *word == typed);
        found.map(|(value, _)| *value).ok_or_else(|| format!("{typed} is not known"))
    })
}

fn minutes(typed: &str) -> Result<f64, String> {
    let minutes = typed.parse::<f64>().ok().filter(|n| (1.0..=600.0).contains(n));
    minutes.ok_or_else(|| "a number from 1 to 600 is wanted".to_owned())
}

fn date(typed: &str) -> Result<Date, String> {
    typed.parse().map_err(|_| "a day as 2025-03-31 is wanted".to_owned())
}
