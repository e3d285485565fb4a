//! Arguments, and one file a command. Prints; draws nothing.

use std::ffi::OsString;

use clap::{CommandFactory as _, Parser as _, builder::Styles};

use self::{
    args::{Args, Command, Opening},
    context::Context,
    error::{Done, Error},
};

pub mod args;
mod assign;
mod assigned;
mod check;
mod completions;
pub mod context;
pub mod error;
mod find;
mod follows;
mod import;
mod man;
mod new;
mod out;
mod paths;
mod person;
mod place;
mod practice;
mod progress;
mod questions;
mod receive;
mod rep;
mod review;
mod schema;
mod session;
mod sessions;
mod share;
mod shelves;
mod show;
mod stories;
pub mod terminal;
mod tracks;

pub use out::tell;

/// Runs the command that the arguments name; without one, the home screen.
pub fn run(args: impl IntoIterator<Item = OsString>) -> Done {
    out::tell_panics();
    let args = args.into_iter().collect::<Vec<_>>();
    // Whoever gives no command waits for a screen: the arguments of all commands are described only where there is one.
    if let Ok(Opening { global }) = Opening::try_parse_from(&args) {
        return terminal::open_home(&Context::new(&global));
    }
    let args = parse(&args).map_err(Error::Arguments)?;
    let context = Context::new(&args.global);
    match args.command {
        None => terminal::open_home(&context),
        Some(Command::Practice(args)) => practice::run(&args, &context),
        Some(Command::Questions(args)) => questions::run(&args, &context),
        Some(Command::Show(args)) => show::run(&args, &context),
        Some(Command::Sessions(args)) => sessions::run(&args, &context),
        Some(Command::Session(args)) => session::run(&args, &context),
        Some(Command::Archive(args)) => shelves::archive(&args, &context),
        Some(Command::Delete(args)) => shelves::delete(&args, &context),
        Some(Command::Review(args)) => review::run(&args, &context),
        Some(Command::Progress(args)) => progress::run(&args, &context),
        Some(Command::Tracks(args)) => tracks::run(&args, &context),
        Some(Command::Stories(args)) => stories::run(&args, &context),
        Some(Command::Assign(args)) => assign::run(&args, &context),
        Some(Command::Share(args)) => share::run(&args, &context),
        Some(Command::Receive(args)) => receive::run(&args, &context),
        Some(Command::Check(args)) => check::run(&args),
        Some(Command::New(args)) => new::run(&args, &context),
        Some(Command::Import(args)) => import::run(&args, &context),
        Some(Command::Schema(args)) => schema::run(&args),
        Some(Command::Man) => man::run(),
        Some(Command::Paths) => paths::run(&context),
        Some(Command::Completions { shell }) => completions::run(shell),
    }
}

/// The arguments. What is wrong with them is said without styles: every escape in it is then an argument's own, and shown.
fn parse(args: &[OsString]) -> Result<Args, clap::Error> {
    Args::try_parse_from(args).map_err(|error| {
        let plain = || Args::command().styles(Styles::plain()).try_get_matches_from(args).err();
        if error.use_stderr() { plain().unwrap_or(error) } else { error }
    })
}
