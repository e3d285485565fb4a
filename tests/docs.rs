//! Holds the pages that follow from the program to what it is: docs/keys.md, docs/findings.md, docs/practice.svg, the README's keys.

#![expect(clippy::disallowed_methods, reason = "a test reads and writes files of its own")]

#[path = "../examples/docs/findings.rs"]
mod findings;
#[path = "../examples/docs/keys.rs"]
mod keys;
#[path = "../examples/docs/pages.rs"]
mod pages;
#[path = "../examples/docs/picture.rs"]
mod picture;
#[path = "../examples/docs/rehearsal.rs"]
mod rehearsal;

use std::{collections::BTreeSet, fs};

use casebook::{
    cli::args::Args,
    model::{
        ItemId, Role,
        metric_line::{self, Names},
    },
};
use clap::CommandFactory as _;

/// The README as people read it.
fn readme() -> String {
    fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/README.md")).unwrap_or_default()
}

#[test]
fn the_pages_are_up_to_date() {
    let pages = pages::all().unwrap();
    let stale: Vec<&str> = pages.iter().filter(|page| !page.is_fresh()).map(|page| page.name).collect();
    assert!(stale.is_empty(), "stale: {}; `cargo run --example docs` writes them anew", stale.join(", "));
}

/// The README's examples of a metric are lines that the program understands as the README says.
#[test]
fn the_metric_lines_of_the_readme_are_understood() {
    let page = readme();
    let row = |id: &str, name: &str| (ItemId::from(id), name.to_owned());
    let names = Names {
        stakeholders: vec![row("r1", "Listeners"), row("r2", "Makers")],
        stages: vec![row("r3", "Listen")],
    };
    let read = |begin: &str, role| {
        let line = page.lines().find_map(|line| line.strip_prefix("    ").filter(|l| l.starts_with(begin)));
        metric_line::parse(line.unwrap_or_else(|| panic!("README.md has no example {begin}")), role, &names)
    };
    let count = read("Regular listeners", Role::NorthStar);
    assert_eq!(count.aggregate, Some(metric_line::Aggregate::Count));
    assert_eq!(count.window.as_deref(), Some("trailing 7 days"));
    assert_eq!((count.stakeholders.len(), count.stages.len()), (1, 1));
    let ratio = read("Shows that publish", Role::Driver);
    assert_eq!(ratio.numerator.as_deref(), Some("shows with a new episode"));
    assert_eq!(ratio.denominator.as_deref(), Some("shows signed"));
    let limit = read("Refunds asked", Role::Guardrail);
    assert_eq!((limit.name.as_str(), limit.limit.is_some()), ("Refunds asked", true));
}

/// The README names every command that there is, every option of theirs, and no others.
#[test]
fn the_readme_names_the_commands_and_options_that_there_are() {
    let program = Args::command();
    let all = || program.get_subcommands().chain([&program]);
    let there: BTreeSet<String> = all()
        .flat_map(clap::Command::get_arguments)
        .filter_map(|a| a.get_long().map(str::to_owned))
        .collect();
    let page = readme();
    let section = page.split_once("\n## Commands\n").map_or("", |(_, rest)| rest);
    let section = section.split("\n## ").next().unwrap_or_default();
    let letter = |c: char| c.is_ascii_lowercase() || c == '-';
    let named: BTreeSet<String> = section
        .split("--")
        .skip(1)
        .filter_map(|rest| rest.split(|c| !letter(c)).next().map(|name| name.trim_matches('-').to_owned()))
        .filter(|name| !name.is_empty() && name != "help")
        .collect();
    assert_eq!(named, there, "options in the README, and those of the program");
    let rows = section.lines().filter_map(|line| line.strip_prefix("| `casebook "));
    let named: BTreeSet<&str> = rows.filter_map(|rest| rest.split([' ', '`']).next()).collect();
    let there: BTreeSet<&str> = program.get_subcommands().map(clap::Command::get_name).collect();
    assert_eq!(named, there, "commands in the README, and those of the program");
}
