//! A file in $VISUAL or $EDITOR, and a step: written to a private folder, edited, read back. Changes no session.

use std::{
    env, fs,
    io::{self, Write},
    path::Path,
    process::Command,
};

use tempfile::TempDir;

use crate::{
    model::{Answer, Kind, Session, StepId, id::is_bank_id},
    store::{
        failure::{Failure, Result},
        paths::Places,
        session_file::{read_step, step_text},
    },
};

/// Opens a file in the person's editor and waits until they are done.
pub fn open(path: &Path) -> Result<()> {
    launch(&command()?, path, "the file is as you left it")
}

fn launch(command: &[String], path: &Path, otherwise: &str) -> Result<()> {
    let status = Command::new(&command[0]).args(&command[1..]).arg(path).status().map_err(|error| {
        Failure::new(format!("cannot run {}: {error}", command[0]), "set VISUAL or EDITOR to your editor")
    })?;
    if status.success() {
        Ok(())
    } else {
        Err(Failure::new(format!("{} ended with an error", command[0]), otherwise))
    }
}

/// Lets the person edit a step in their editor. A text that cannot be read is shown again, with the message in it; one
/// that is not taken in the end stays where it was written, and the failure says where. One that is taken is there as long
/// as the folder that comes with it: until it is saved, whatever happens.
pub fn edit(session: &Session, step: &StepId, places: &Places) -> Result<(Answer, TempDir)> {
    edit_with(&command()?, session, step, &places.state)
}

fn edit_with(
    command: &[String],
    session: &Session,
    step: &StepId,
    state: &Path,
) -> Result<(Answer, TempDir)> {
    let text = step_text(session, step)?;
    let folder = private_folder(state)?;
    let ending = if is_prose(session, step) { "md" } else { "yaml" };
    // The name of a step comes from a file, and that may be anybody's.
    let name = if is_bank_id(step.as_str()) { step.as_str() } else { "step" };
    let path = folder.path().join(format!("{name}.{ending}"));
    let failure = match work(command, session, step, &path) {
        Ok(answer) => return Ok((answer, folder)),
        Err(failure) => failure,
    };
    let untouched = |now: Vec<u8>| without_message(&String::from_utf8_lossy(&now)) == text;
    // An editor that was ended may have put what it had beside the file.
    let alone = fs::read_dir(folder.path()).is_ok_and(|files| files.count() < 2);
    if alone && fs::read(&path).map_or(true, untouched) {
        return Err(failure);
    }
    let _ = folder.keep();
    Err(Failure::new(format!("Not taken, but kept in {}", path.display()), failure.what))
}

fn work(command: &[String], session: &Session, step: &StepId, path: &Path) -> Result<Answer> {
    let mut text = step_text(session, step)?;
    loop {
        write(path, &text)?;
        launch(command, path, "the step is as it was")?;
        let edited = fs::read_to_string(path).map_err(|error| Failure::io("read", path, &error))?;
        // Prose can always be read: no message was ever put before it, and what looks like one was typed.
        let plain = if is_prose(session, step) { &edited } else { without_message(&edited) };
        let plain = crate::text::input::normalise(plain);
        match read_step(session, step, &plain, path) {
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

fn is_prose(session: &Session, step: &StepId) -> bool {
    session.step(step).is_some_and(|s| s.kind == Kind::Prose)
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

fn private_folder(state: &Path) -> Result<TempDir> {
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

#[cfg(test)]
#[cfg(unix)]
mod tests {
    use super::*;
    use crate::{
        model::{session::Person, start},
        store::bank,
    };

    fn session(step: &str) -> (Session, StepId) {
        let (bank, _) = bank::built_in();
        let (question, framework, rubric) = bank.whole(&"alipay-success-metrics".into()).unwrap();
        let now = jiff::Timestamp::UNIX_EPOCH;
        let options = start::Options::new("s".into(), Person::default(), now, 1);
        (start::begin(question.clone(), framework.clone(), rubric.clone(), options), step.into())
    }

    /// An editor that is a line of shell; `$0` is the file.
    fn edited(script: &str, step: &str, state: &Path) -> Result<Answer> {
        let (session, step) = session(step);
        let command = ["sh", "-c", script].map(str::to_owned);
        edit_with(&command, &session, &step, state).map(|(answer, _)| answer)
    }

    #[test]
    fn prose_comes_back_as_it_was_written() {
        let state = tempfile::tempdir().unwrap();
        let script = r#"printf '#! not a message\nTrust\n' > "$0""#;
        let answer = edited(script, "goal", state.path()).unwrap();
        assert_eq!(answer.text(), "#! not a message\nTrust");
        assert_eq!(fs::read_dir(state.path()).unwrap().count(), 0, "nothing stays behind");
    }

    #[test]
    fn what_is_not_taken_stays_on_disk() {
        let state = tempfile::tempdir().unwrap();
        for script in [
            r#"echo words > "$0"; exit 1"#,
            r#"printf '\377' > "$0""#,
            r#"echo words > "$0.save"; exit 1"#,
            r#"grep -q '^#!' "$0" || echo '- [words' > "$0""#,
        ] {
            let failure = edited(script, "context", state.path()).unwrap_err();
            let path = failure.what.strip_prefix("Not taken, but kept in ").expect(&failure.what);
            assert!(fs::metadata(path).unwrap().len() > 0, "{script}");
        }
        let failure = edited("exit 1", "context", state.path()).unwrap_err();
        assert!(failure.what.contains("ended with an error"), "{failure}");
        assert_eq!(fs::read_dir(state.path()).unwrap().count(), 4);
    }
}
