//! `casebook import`: a table or a list as questions to fill in. Overwrites nothing, and leaves nothing out in silence.

use std::{
    collections::{BTreeMap, BTreeSet},
    io::{self, IsTerminal as _},
    path::{Path, PathBuf},
};

use serde::Deserialize;

use super::{
    args::ImportArgs,
    context::Context,
    error::{Done, Error},
    new, out,
};
use crate::{
    insight::intake::{Columns, Found, Ids, Known, found},
    model::{Bank, Draft, FrameworkId},
    sort::Sort as _,
    store::{atomic, list, names::is_file_name, read, skeleton, yaml},
    text::fold::words,
};

mod ask;
mod settle;

use settle::Settled;

/// Reads the list, settles what is open, and writes a file for each question.
pub fn run(args: &ImportArgs, context: &Context) -> Done {
    let bank = context.bank();
    let kind =
        args.kind.as_deref().map(|kind| new::framework(&bank, kind)).transpose()?.map(|f| f.id.clone());
    let list = list::read(&args.file)?;
    let file = out::line(&args.file.display().to_string());
    if list.entries.is_empty() {
        let hint = "a table begins with a line of names; in Markdown the items of lists are questions";
        return Err(Error::failed(format!("there is no question in {file}"), hint));
    }
    let columns = Columns::of(&list.columns, &args.maps).map_err(|(what, hint)| Error::usage(what, hint))?;
    let known = Known::of(&bank);
    let mut report = Report { file, left_out: list.left_out };
    let mut questions = Vec::new();
    for entry in &list.entries {
        match found(entry, &columns, &known) {
            Some(found) => questions.push(found),
            None => report.leave_out(entry.line, "there is no question in it"),
        }
    }
    let asks = io::stdin().is_terminal() && out::is_heard();
    let settled = settle::settle(&questions, &bank, (kind, args.difficulty), asks, &report.file)?;
    let folder = args.folder.as_deref().unwrap_or(Path::new(""));
    let mut import = Import { bank: &bank, folder, used: BTreeSet::new(), titles: BTreeMap::new() };
    let mut files = Vec::new();
    for question in questions {
        let line = question.line;
        match import.file(question, &settled, &report) {
            Ok(file) => files.push(file),
            Err(why) => report.leave_out(line, why),
        }
    }
    // Nothing is written before all of it can be.
    for (path, text) in &files {
        atomic::create(path, text.as_bytes())?;
        out::print(&format!("{}\n", out::line(&path.display().to_string())))?;
    }
    report.close(files.len(), folder);
    Ok(())
}

/// Where questions go, and what is there already.
struct Import<'a> {
    bank: &'a Bank,
    folder: &'a Path,
    /// Ids that this list has given.
    used: BTreeSet<String>,
    /// Titles as they are compared, with their lines.
    titles: BTreeMap<Vec<String>, usize>,
}

impl Import<'_> {
    /// The path and the text of a question's file, or why it gets none.
    fn file(
        &mut self,
        found: Found,
        settled: &Settled,
        report: &Report,
    ) -> Result<(PathBuf, String), String> {
        let line = found.line;
        let kind = settled.kind(&found).ok_or("no type was chosen")?;
        let difficulty = settled.difficulty(&found).ok_or("no difficulty was chosen")?;
        let framework = self.bank.frameworks.get(&kind).ok_or("its type is not there")?;
        if let Some(first) = self.titles.insert(words(&found.draft.title), line) {
            return Err(format!("line {first} asks the same"));
        }
        let id = self.id(&found, &kind)?;
        for (label, meant) in &found.doubts {
            report.say(line, &format!("\"{label}\" stands in no other question, and \"{meant}\" does"));
        }
        let draft = Draft { difficulty: Some(difficulty), ..draft(found, &id, kind, settled) };
        let text = skeleton::question(&draft, framework).map_err(|failure| failure.to_string())?;
        self.used.insert(id.clone());
        Ok((self.path(&id), text))
    }

    fn path(&self, id: &str) -> PathBuf {
        self.folder.join(format!("{id}.yaml"))
    }

    /// The first id that is free, or where the question is already.
    fn id(&self, found: &Found, kind: &FrameworkId) -> Result<String, String> {
        let title = words(&found.draft.title);
        let ids = Ids::of(found.id.as_deref(), &found.draft.title, kind);
        for id in ids.filter(|id| is_file_name(id) && !self.used.contains(id)) {
            let path = self.path(&id);
            if let Some(there) = self.bank.questions.get(id.as_str()) {
                if words(there.title()) == title {
                    return Err(format!("the bank has it already, as {id}"));
                }
            } else if path.symlink_metadata().is_err() {
                return Ok(id);
            } else if title_in(&path).is_some_and(|there| words(&there) == title) {
                return Err(format!("{} holds it already", out::line(&path.display().to_string())));
            }
        }
        Err("there is no id left for it".to_owned())
    }
}

/// The title that a question's file holds.
fn title_in(path: &Path) -> Option<String> {
    #[derive(Deserialize)]
    struct Probe {
        title: String,
    }
    let bytes = read::bytes(path, yaml::BANK_LIMIT).ok()?;
    let text = yaml::text(path, bytes, yaml::BANK_LIMIT).ok()?;
    yaml::parse::<Probe>(path, &text).ok().map(|probe| probe.title)
}

/// What is known of a question. What was typed for something else than what was settled is kept beside it.
fn draft(mut found: Found, id: &str, kind: FrameworkId, settled: &Settled) -> Draft {
    for (key, word) in settled.replaced(&found) {
        found.keep(key, &word);
    }
    if let Some(given) = found.id.clone().filter(|given| given != id) {
        found.keep("x-id", &given);
    }
    if found.draft.say.is_empty() {
        found.draft.say.clone_from(&found.draft.title);
    }
    Draft { id: id.into(), kind, ..found.draft }
}

/// What is said beside the result.
struct Report {
    file: String,
    left_out: Vec<(usize, String)>,
}

impl Report {
    fn leave_out(&mut self, line: usize, why: impl Into<String>) {
        self.left_out.push((line, why.into()));
    }

    fn say(&self, line: usize, what: &str) {
        out::note(format!("{}:{line}: {what}", self.file));
    }

    fn close(mut self, written: usize, folder: &Path) {
        self.left_out.arrange();
        for (line, why) in &self.left_out {
            self.say(*line, &format!("left out: {why}"));
        }
        let folder = new::quoted(if folder.as_os_str().is_empty() { Path::new(".") } else { folder });
        let number = |n: usize| if n == 1 { "1 question".to_owned() } else { format!("{n} questions") };
        out::note(format!("{} written, {} left out", number(written), self.left_out.len()));
        if written > 0 {
            out::note(format!(
                "They can be practised; what stands empty is yours to fill in:\n  casebook check {folder}\n  casebook --bank {folder}"
            ));
        }
    }
}
