//! `casebook assign QUESTION…`: a file with questions for candidates to practise. Overwrites nothing, and sends nothing.

use std::path::{Path, PathBuf};

use jiff::Zoned;

use super::{
    args::AssignArgs,
    context::{self, Context},
    error::{Done, Error},
    find::{self, Meant},
    new::quoted,
    out,
    person::person,
    place,
};
use crate::{
    insight::search::{Entry, Filters},
    model::{Assignment, AssignmentId, Bank, Mode, QuestionId, assignment::Asked, check, id::is_bank_id},
    store::{
        assigned::Assigned,
        assignment_file::{self, Foreign},
        names::is_file_name,
        sessions,
        travelling::ASSIGNMENT,
    },
    text::nearest::did_you_mean,
};

/// Writes the file and says what to do with it.
pub fn run(args: &AssignArgs, context: &Context) -> Done {
    if args.mode == Some(Mode::Interview) && args.step.is_some() {
        return Err(Error::usage(
            "--step cannot be combined with --mode interview: an interview is whole",
            "leave --step out, or assign with --mode practice",
        ));
    }
    let bank = context.bank();
    let questions = asked(args, &bank)?;
    let (path, id) = named(args.output.as_deref(), &questions)?;
    place::require_free(&path, None)?;
    let assignment = Assignment {
        id,
        by: person(context)?,
        mode: args.mode,
        minutes: args.minutes,
        step: args.step.as_deref().map(Into::into),
        focus: args.focus.clone().filter(|focus| !focus.trim().is_empty()),
        due: args.due,
        candidates: args.candidates.clone(),
        questions,
    };
    if let Some(mistake) = check::assignment(&assignment).into_iter().find(|mistake| !mistake.is_warning) {
        let hint =
            mistake.help.unwrap_or_else(|| "`casebook check` shows what is wrong with a bank".to_owned());
        return Err(Error::failed(format!("this could not be practised: {}", mistake.message), hint));
    }
    let text = assignment_file::write(&assignment, &Foreign::default())?;
    let assigned = Assigned::in_folder(context.places()?.assigned());
    require_new(&assigned, &assignment.id, text.as_bytes())?;
    place::write(&path, text.as_bytes())?;
    out::note(next(&assignment, &path));
    match assigned.keep(&assignment.id, text.as_bytes()) {
        Ok(()) => out::note(followed(&assignment)),
        // It can be sent all the same.
        Err(failure) => out::note(format!(
            "warning: no copy of it could be kept: {}\nWho has not answered is told while the file lies in a folder that is \
             looked into:\n  casebook review FOLDER",
            failure.what
        )),
    }
    Ok(())
}

/// Where one sees who has answered. Who is missing can only be told where somebody is named.
fn followed(assignment: &Assignment) -> &'static str {
    if assignment.candidates.is_empty() {
        "Who has answered:\n  casebook review"
    } else {
        "Who has not answered:\n  casebook review"
    }
}

/// Sessions name an assignment by its id alone: of two with one id nobody could say which was answered. So a second one is
/// refused before anything is written; the same once more, for another folder, is fine.
fn require_new(assigned: &Assigned, id: &AssignmentId, bytes: &[u8]) -> Done {
    if !assigned.has_another(id, bytes) {
        return Ok(());
    }
    Err(Error::failed(
        format!("you have assigned `{id}` already, and this is another"),
        format!(
            "nothing was written; give it another name with -o FILE, or, if nobody got the first, delete {}",
            assigned.path(id).display()
        ),
    ))
}

/// The questions that are meant, each once.
fn asked(args: &AssignArgs, bank: &Bank) -> Result<Vec<Asked>, Error> {
    let entries = context::entries(bank, &[]);
    let mut ids: Vec<QuestionId> = Vec::new();
    for typed in &args.questions {
        let id = question(bank, &entries, typed)?;
        if !ids.contains(&id) {
            ids.push(id);
        }
    }
    ids.iter().map(|id| whole(bank, id, args.step.as_deref())).collect()
}

fn question(bank: &Bank, entries: &[Entry<'_>], typed: &str) -> Result<QuestionId, Error> {
    let words: Vec<String> = typed.split_whitespace().map(str::to_owned).collect();
    match find::question(bank, entries, &words, &Filters::default())? {
        Meant::One(id) => Ok(id),
        Meant::Several(several) => {
            let help = format!("\"{typed}\" is not clear: give one id, or more words in quotes");
            Err(find::unclear(&several, &help))
        }
    }
}

fn whole(bank: &Bank, id: &QuestionId, step: Option<&str>) -> Result<Asked, Error> {
    let (question, framework, rubric) = bank.whole(id).ok_or_else(|| {
        Error::failed(
            format!("the framework or rubric of `{id}` is not there"),
            "look at the bank's warnings",
        )
    })?;
    if let Some(step) = step.filter(|step| framework.step(&(*step).into()).is_none()) {
        let steps: Vec<&str> = framework.steps.iter().map(|s| s.id.as_str()).collect();
        let hint = did_you_mean(step, steps.iter().copied());
        let hint = hint.unwrap_or_else(|| format!("its steps are {}", steps.join(", ")));
        return Err(Error::usage(format!("`{id}` has no step `{step}`"), hint));
    }
    Ok(Asked { question: question.as_ref().clone(), framework: framework.clone(), rubric: rubric.clone() })
}

/// The file, and the id that its name gives the assignment.
fn named(output: Option<&Path>, questions: &[Asked]) -> Result<(PathBuf, AssignmentId), Error> {
    let (folder, id) = match output {
        Some(path) if !place::is_folder(path) => {
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            let stem = name.strip_suffix(".yaml").or_else(|| name.strip_suffix(".yml")).unwrap_or(&name);
            let id = stem.strip_suffix(ASSIGNMENT).unwrap_or(stem);
            if !is_bank_id(id) || !is_file_name(id) {
                return Err(Error::usage(
                    format!("\"{id}\" cannot be the name of an assignment"),
                    "lower-case letters, digits, - and _; 64 at most: -o week-3.assignment.yaml",
                ));
            }
            (path.parent().unwrap_or(Path::new("")), id.to_owned())
        }
        folder => (folder.unwrap_or(Path::new("")), new_id(questions)),
    };
    Ok((folder.join(format!("{id}{ASSIGNMENT}.yaml")), AssignmentId::from(id)))
}

/// `<date>-<question>-<4 letters>`, as sessions have it: coaches do not know each other's names.
fn new_id(questions: &[Asked]) -> String {
    let first = questions.first().map_or("", |asked| asked.question.id.as_str());
    let day = Zoned::now().date();
    format!("{day}-{}-{}", first.get(..LONGEST).unwrap_or(first), sessions::letters())
}

/// What of a question's id is in that of an assignment, so that it is not too long.
const LONGEST: usize = 48;

/// What it is, and what to do with it now.
fn next(assignment: &Assignment, path: &Path) -> String {
    let questions = assignment.questions.len();
    let questions = if questions == 1 { "1 question".to_owned() } else { format!("{questions} questions") };
    let mut parts = vec![questions];
    parts.extend(assignment.mode.map(|mode| mode.to_string()));
    parts.extend(assignment.minutes.map(|minutes| format!("{minutes} minutes each")));
    parts.extend(assignment.step.as_ref().map(|step| format!("{step} alone")));
    parts.extend(assignment.due.map(|due| format!("due {due}")));
    if !assignment.candidates.is_empty() {
        parts.push(format!("for {}", assignment.candidates.join(", ")));
    }
    let file = path.file_name().map(Path::new).unwrap_or(path);
    let mut text = format!(
        "{}. The worked answers are in it too.\nSend it. Who gets it does:\n  casebook receive {}",
        parts.join(" · "),
        quoted(file)
    );
    for asked in &assignment.questions {
        text.push_str(&format!("\n  casebook practice {}", asked.question.id));
    }
    text
}
