//! The step in $VISUAL or $EDITOR: written to a private folder, edited, read back. Changes no session itself.

use std::{
    env, fs,
    io::{self, Write},
    path::Path,
    process::Command,
};

use crate::{
    model::{Answer, Kind, Session, StepId},
    store::{
        failure::{Failure, Result},
        paths::Places,
        session_file::{read_step, step_text},
    },
};

/// Lets the person edit a step in their editor. A text that cannot be read is shown again, with the message in it.
pub fn edit(session: &Session, step: &StepId, places: &Places) -> Result<Answer> {
    let command = command()?;
    let ending = if session.step(step).is_some_and(|s| s.kind == Kind::Prose) { "md" } else { "yaml" };
    let folder = private_folder(&places.state)?;
    let path = folder.path().join(format!("{step}.{ending}"));
    let mut text = step_text(session, step)?;
    loop {
        write(&path, &text)?;
        let status = Command::new(&command[0]).args(&command[1..]).arg(&path).status().map_err(|error| {
            Failure::new(format!("cannot run {}: {error}", command[0]), "set VISUAL or EDITOR to your editor")
        })?;
        if !status.success() {
            return Err(Failure::new(format!("{} ended with an error", command[0]), "the step is as it was"));
        }
        let edited = fs::read_to_string(&path).map_err(|error| Failure::io("read", &path, &error))?;
        let plain = without_message(&edited);
        let plain = crate::text::input::normalise(plain);
        match read_step(session, step, &plain, &path) {
            // An editor ends its last line; a text that did not end so before stays without.
            Ok(Answer::Prose(prose)) => {
                let was = session.answer(step).map_or("", Answer::text);
                let prose = match prose.strip_suffix('\n') {
                    Some(shorter) if !was.ends_with('\n') => shorter.to_owned(),
                    _ => prose,
                };
                return Ok(Answer::Prose(prose));
            }
            Ok(answer) => return Ok(answer),
            Err(_) if plain == without_message(&text) => {
                return Err(Failure::new(
                    "the step cannot be read, and was not changed in the editor",
                    "it is as it was",
                ));
            }
            Err(failure) => text = format!("{MESSAGE}{}\n{MESSAGE}{}\n{plain}", failure.what, failure.hint),
        }
    }
}

/// What begins the lines in which a message stands.
const MESSAGE: &str = "#! ";

fn without_message(mut text: &str) -> &str {
    while text.starts_with(MESSAGE) {
        text = text.split_once('\n').map_or("", |(_, rest)| rest);
    }
    text
}

/// $VISUAL, or $EDITOR, as words; without a shell.
fn command() -> Result<Vec<String>> {
    let set =
        ["VISUAL", "EDITOR"].iter().find_map(|name| env::var(name).ok().filter(|v| !v.trim().is_empty()));
    let line = set.unwrap_or_else(|| if cfg!(windows) { "notepad" } else { "vi" }.to_owned());
    match shell_words::split(&line) {
        Ok(words) if !words.is_empty() => Ok(words),
        _ => Err(Failure::new(
            format!("cannot understand `{line}` as an editor"),
            "set VISUAL or EDITOR to your editor",
        )),
    }
}

fn private_folder(state: &Path) -> Result<tempfile::TempDir> {
    fs::create_dir_all(state).map_err(|error| Failure::io("make", state, &error))?;
    // A temporary folder is made for its owner alone.
    tempfile::Builder::new()
        .prefix("edit-")
        .tempdir_in(state)
        .map_err(|error| Failure::io("make a folder in", state, &error))
}

fn write(path: &Path, text: &str) -> Result<()> {
    let write = || -> io::Result<()> { fs::File::create(path)?.write_all(text.as_bytes()) };
    write().map_err(|error| Failure::io("write", path, &error))
}
