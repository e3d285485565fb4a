//! Who this is, for a file that somebody else is to read: the name is asked when it is first needed. Asks nobody where no
//! person sits at the terminal.

use std::io::{self, BufRead as _, IsTerminal as _};

use super::{context::Context, error::Error, out};
use crate::{model::session::Person, store::config::Config, text::input::single_line};

/// The person of the settings. Where they have no name yet, and somebody can answer, it is asked and kept.
pub fn person(context: &Context) -> Result<Person, Error> {
    let places = context.places()?;
    let mut config = Config::load(&places)?;
    if config.person.name.is_none() && io::stdin().is_terminal() && out::is_heard() {
        out::say("Which name shall others see? An alias will do; Enter for none: ");
        let mut line = String::new();
        io::stdin().lock().read_line(&mut line)?;
        let name = single_line(line.trim());
        if !name.is_empty() {
            config.person.name = Some(name);
            config.save(&places)?;
        }
    }
    Ok(config.person)
}
