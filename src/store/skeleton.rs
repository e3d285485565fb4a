//! Files for authors to fill in: every key explained in a line, and blank where only the author knows. Writes the text,
//! not the file.
//!
//! A blank is a key or an item of a list without a value, so that the check names each of them and nothing else.

use super::{failure::Result, yaml};

mod question;

pub use question::question;

const FRAMEWORK: &str = include_str!("skeleton/framework.yaml");
const RUBRIC: &str = include_str!("skeleton/rubric.yaml");
const TRACK: &str = include_str!("skeleton/track.yaml");

/// A framework to fill in.
pub fn framework(id: &str) -> Result<String> {
    page("framework", id, FRAMEWORK)
}

/// A rubric to fill in.
pub fn rubric(id: &str) -> Result<String> {
    page("rubric", id, RUBRIC)
}

/// A track to fill in.
pub fn track(id: &str) -> Result<String> {
    page("track", id, TRACK)
}

fn page(what: &str, id: &str, rest: &str) -> Result<String> {
    Ok([&head(what, id)?, rest].concat())
}

/// What every such file begins with.
fn head(what: &str, id: &str) -> Result<String> {
    Ok(format!(
        "# yaml-language-server: $schema={what}.schema.json
# With that line, an editor that knows JSON Schema completes and checks as you type. The schema, once:
#   casebook schema {what} > {what}.schema.json
#
# Fill in what stands empty, and take away what you don't need. A line that begins with # explains, or holds
# something that you may use: take its # away. `casebook check` names what is still to do.

# Stable for ever: other files name it.
{}",
        yaml::entry(0, "id", &id)?
    ))
}
