//! From the command line to the screens.

use std::{
    env,
    io::{self, IsTerminal as _},
    path::PathBuf,
};

use super::{
    context::Context,
    error::{Done, Error},
    out,
};
use crate::{
    model::{Bank, QuestionId},
    tui::{
        app::Start,
        run::{self, Questions},
    },
};

/// Opens the home screen, with the questions as they were the last time; what has changed since is heard meanwhile.
pub fn open_home(context: &Context) -> Done {
    require_for_practice()?;
    let (places, colour) = (context.places()?, out::is_colour_wanted());
    let questions = Questions::Kept(context.joined(&places));
    run::run(Start::Home, run::Context { questions, places, colour, desk: None })?;
    Ok(())
}

/// Opens a screen. Without a terminal it says so plainly, and no escape sequence is written.
pub fn open(start: Start, bank: Bank, context: &Context) -> Done {
    require_for_practice()?;
    let (places, colour) = (context.places()?, out::is_colour_wanted());
    run::run(start, run::Context { questions: Questions::Read(bank), places, colour, desk: None })?;
    Ok(())
}

fn require_for_practice() -> Done {
    require("practising", "`casebook questions` and `casebook show ID` work everywhere")
}

/// Opens the coach's desk with what lies in these files and folders.
pub fn open_desk(paths: Vec<PathBuf>, context: &Context) -> Done {
    require("reviewing", "`casebook review --json` works everywhere")?;
    let (places, colour) = (context.places()?, out::is_colour_wanted());
    let questions = Questions::Kept(context.joined(&places));
    run::run(Start::Desk, run::Context { questions, places, colour, desk: Some(paths) })?;
    Ok(())
}

/// Opens a live mock of a question.
pub fn open_live(question: QuestionId, bank: Bank, context: &Context) -> Done {
    require("a live mock", "`casebook show ID --interviewer` prints the sheet everywhere")?;
    let (places, colour) = (context.places()?, out::is_colour_wanted());
    let questions = Questions::Read(bank);
    run::run(Start::Live(question), run::Context { questions, places, colour, desk: Some(Vec::new()) })?;
    Ok(())
}

/// Stops what cannot be done without a terminal. `what` is that, and `otherwise` is said as well.
pub fn require(what: &str, otherwise: &str) -> Done {
    let dumb = env::var_os("TERM").is_some_and(|term| term == "dumb");
    if io::stdin().is_terminal() && out::is_terminal() && !dumb {
        return Ok(());
    }
    let what = if dumb {
        "this terminal (TERM=dumb) cannot show screens".to_owned()
    } else {
        format!("{what} needs a terminal")
    };
    Err(Error::usage(what, format!("run it in a terminal, without pipes; {otherwise}")))
}
