//! `casebook man`: the manual, every command in one page.

use std::io;

use clap::{Command, CommandFactory as _};
use clap_mangen::Man;

use super::{args::Args, error::Done, out};

/// Prints it as roff, for `man -l -`.
pub fn run() -> Done {
    out::program(&page()?)
}

fn page() -> io::Result<String> {
    // Before they are built, the commands do not have the options of all yet; these stand in the page once.
    let program = Args::command().subcommand_value_name("command");
    let mut roff = Vec::new();
    let man = Man::new(program.clone());
    man.render_title(&mut roff)?;
    man.render_name_section(&mut roff)?;
    man.render_synopsis_section(&mut roff)?;
    man.render_description_section(&mut roff)?;
    man.render_options_section(&mut roff)?;
    let mut page = text(&roff);
    page.push_str(".SH COMMANDS\n");
    for command in program.get_subcommands().filter(|command| !command.is_hide_set()) {
        page.push_str(&of_command(command)?);
    }
    page.push_str(TAIL);
    Ok(page)
}

/// What no argument says.
const TAIL: &str = ".SH EXIT STATUS
0 when done, 1 on a failure or where errors were found, 2 on wrong usage or where there is no terminal and one is needed.
.SH ENVIRONMENT
.TP
CASEBOOK_HOME
stands in for \\-\\-home.
.TP
VISUAL, EDITOR
the editor for a step and for a new file.
.TP
NO_COLOR
turns colours off.
.SH FILES
casebook paths says where they are on this machine.
";

/// A command as a part of the page: how it is called, what it does, its options.
fn of_command(command: &Command) -> io::Result<String> {
    let name = format!("casebook {}", command.get_name());
    let command = command.clone().bin_name(&name).display_name(&name).disable_help_flag(true);
    let has_options = command.get_arguments().any(|argument| !argument.is_hide_set());
    let man = Man::new(command);
    let mut roff = Vec::new();
    man.render_description_section(&mut roff)?;
    man.render_synopsis_section(&mut roff)?;
    if has_options {
        man.render_options_section(&mut roff)?;
    }
    Ok(format!(".SS \"{name}\"\n{}", without_headings(&text(&roff))))
}

/// What the library writes as sections of a page of its own, as paragraphs; its own groups of options stay.
fn without_headings(roff: &str) -> String {
    let heading = |line: &str| match line.strip_prefix(".SH ") {
        Some("SYNOPSIS" | "OPTIONS") => ".PP\n".to_owned(),
        Some(group) if group != "DESCRIPTION" => format!(".PP\n{}\n", capitalised(group)),
        _ if line.starts_with(".SH ") || line.starts_with(".ie") || line.starts_with(".el") => String::new(),
        _ => format!("{line}\n"),
    };
    roff.lines().map(heading).collect()
}

fn capitalised(group: &str) -> String {
    let mut letters = group.chars();
    letters.next().into_iter().chain(letters.flat_map(char::to_lowercase)).collect()
}

fn text(roff: &[u8]) -> String {
    String::from_utf8_lossy(roff).into_owned()
}
