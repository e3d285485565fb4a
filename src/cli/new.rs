//! `casebook new`: a file of a bank to fill in. Overwrites nothing.

use std::{
    ffi::OsStr,
    path::{Path, PathBuf},
};

use super::{
    args::{NewArgs, What},
    context::Context,
    error::{Done, Error},
    out, terminal,
};
use crate::{
    model::{Bank, Draft, Framework, FrameworkId, id::is_bank_id},
    store::{atomic, failure::Failure, names::is_file_name, skeleton},
    text::nearest::did_you_mean,
    tui::run::editor,
};

/// The type of a question where none is given.
const TYPE: &str = "success-metrics";

/// Writes the file, says what to do next, and opens it where that was asked.
pub fn run(args: &NewArgs, context: &Context) -> Done {
    let word = args.what.word();
    if !is_bank_id(&args.id) {
        return Err(Error::usage(
            format!("\"{}\" is no id", args.id),
            "lower-case letters, digits, - and _; a letter or digit first; 64 at most",
        ));
    }
    if !is_file_name(&args.id) {
        let what = format!("\"{}\" cannot be the name of a file: Windows has a device of that name", args.id);
        return Err(Error::usage(what, "choose another id"));
    }
    if args.kind.is_some() && args.what != What::Question {
        return Err(Error::usage(format!("a {word} has no type"), "leave --type out"));
    }
    if args.edit {
        terminal::require("--edit", "or leave --edit out")?;
    }
    let bank = context.bank();
    if is_given(args, &bank) {
        let hint = "choose another one: sessions and other files name it";
        return Err(Error::usage(format!("the {word} \"{}\" is there already", args.id), hint));
    }
    let text = text(args, &bank)?;
    let path = place(args.output.as_deref(), &args.id);
    atomic::create(&path, text.as_bytes())?;
    out::print(&format!("{}\n", out::line(&path.display().to_string())))?;
    if args.edit {
        editor::open(&path)?;
    }
    out::note(next(args, &path));
    Ok(())
}

fn is_given(args: &NewArgs, bank: &Bank) -> bool {
    let id = args.id.as_str();
    match args.what {
        What::Question => bank.questions.contains(id),
        What::Framework => bank.frameworks.contains_key(id),
        What::Rubric => bank.rubrics.contains_key(id),
        What::Track => bank.tracks.contains_key(id),
    }
}

fn text(args: &NewArgs, bank: &Bank) -> Result<String, Error> {
    let text = match args.what {
        What::Question => {
            let framework = framework(bank, args.kind.as_deref().unwrap_or(TYPE))?;
            skeleton::question(&Draft::new(&args.id, framework.id.clone()), framework)
        }
        What::Framework => skeleton::framework(&args.id),
        What::Rubric => skeleton::rubric(&args.id),
        What::Track => skeleton::track(&args.id),
    };
    text.map_err(Failure::into)
}

/// The framework that `--type` names.
pub fn framework<'a>(bank: &'a Bank, kind: &str) -> Result<&'a Framework, Error> {
    bank.frameworks.get(kind).map(|of| &**of).ok_or_else(|| {
        let near = did_you_mean(kind, bank.frameworks.keys().map(FrameworkId::as_str));
        let join = "an own one is joined with --bank PATH".to_owned();
        Error::usage(
            format!("unknown type \"{kind}\""),
            near.into_iter().chain([join]).collect::<Vec<_>>().join("; "),
        )
    })
}

/// The file: what ends in .yaml is meant itself, anything else is a folder for it.
fn place(output: Option<&Path>, id: &str) -> PathBuf {
    let is_file = |path: &&Path| {
        let ends = |ending: &OsStr| ["yaml", "yml"].iter().any(|yaml| ending.eq_ignore_ascii_case(yaml));
        path.extension().is_some_and(ends) && !path.is_dir()
    };
    match output {
        Some(path) if is_file(&path) => path.to_owned(),
        folder => folder.unwrap_or(Path::new("")).join(format!("{id}.yaml")),
    }
}

/// What to do with it now.
fn next(args: &NewArgs, path: &Path) -> String {
    let id = &args.id;
    let file = quoted(path);
    let folder = path.parent().unwrap_or(Path::new(""));
    // Frameworks, rubrics and tracks have folders of their own in a bank.
    let of_its_own = folder
        .file_name()
        .is_some_and(|name| ["frameworks", "rubrics", "tracks"].iter().any(|of| name == *of));
    let folder = if of_its_own { folder.parent().unwrap_or(Path::new("")) } else { folder };
    let bank = quoted(if folder.as_os_str().is_empty() { Path::new(".") } else { folder });
    let then = match args.what {
        What::Question => format!("casebook --bank {bank} practice {id}"),
        What::Framework => format!("casebook --bank {bank} new question ID --type {id} -o {bank}"),
        What::Rubric => format!("write \"rubric: {id}\" into a framework"),
        What::Track => format!("casebook --bank {bank} questions"),
    };
    format!("Fill in what stands empty; then:\n  casebook check {file}\n  {then}")
}

/// A path as a shell takes it.
pub fn quoted(path: &Path) -> String {
    let text = path.to_string_lossy();
    shell_words::quote(&text).into_owned()
}
