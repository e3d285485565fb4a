//! From the command line to the screens.

use std::{
    env,
    io::{self, IsTerminal as _},
};

use super::{
    context::Context,
    error::{Done, Error},
};
use crate::tui::app::Start;

/// Opens the screens. Without a terminal it says so plainly, and no escape sequence is written.
pub fn open(start: Start, context: &Context) -> Done {
    require_terminal()?;
    // The screens are connected here.
    let _ = (start, context);
    Err(Error::failed(
        "the screens are not part of this build yet",
        "use `casebook questions` and `casebook show`",
    ))
}

fn require_terminal() -> Done {
    let dumb = env::var_os("TERM").is_some_and(|term| term == "dumb");
    if io::stdin().is_terminal() && io::stdout().is_terminal() && !dumb {
        return Ok(());
    }
    let what =
        if dumb { "this terminal (TERM=dumb) cannot show screens" } else { "practising needs a terminal" };
    Err(Error::usage(
        what,
        "run it in a terminal, without pipes; `casebook questions` and `casebook show ID` work everywhere",
    ))
}
