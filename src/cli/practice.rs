//! `casebook practice`: finds what is meant and opens it.

use super::{
    args::PracticeArgs,
    context::{self, Context},
    error::{Done, Error},
    find::{self, Meant},
    terminal,
};
use crate::{
    insight::search::{Entry, search},
    model::{Bank, Mode, QuestionId, StepId, start},
    text::nearest::did_you_mean,
    tui::{app::Start, effect::Begin},
};

/// Opens the best match: its unfinished attempt, or its brief; the library where it is unclear which is meant.
pub fn run(args: &PracticeArgs, context: &Context) -> Done {
    let mode = args.mode.unwrap_or_default();
    if mode == Mode::Interview && (args.guide.is_some() || args.step.is_some()) {
        let option = if args.guide.is_some() { "--guide" } else { "--step" };
        return Err(Error::usage(
            format!("{option} cannot be combined with --mode interview: an interview is whole and blank"),
            format!("leave {option} out, or practise with --mode practice"),
        ));
    }
    let bank = context.bank();
    let attempts = context.attempts()?;
    let entries = context::entries(&bank, &attempts);
    let question = match choose(args, &bank, &entries)? {
        Meant::One(id) => id,
        // The library knows words alone; the options must not be lost on the way there.
        Meant::Several(_) if is_plain(args) => {
            return terminal::open(Start::Library(args.words.join(" ")), bank, context);
        }
        Meant::Several(several) => {
            return Err(find::unclear(&several, "give one id, more words, or --random"));
        }
    };
    let only = args.step.as_deref().map(|step| step_of(&bank, &question, step)).transpose()?;
    if !args.new
        && let Some(attempt) = start::unfinished(&attempts, &question, args.mode, only.as_ref())
    {
        return terminal::open(Start::Session(attempt.id.clone()), bank, context);
    }
    // Nobody asked to go on with one of another mode: that is abandoned, which the brief says before it happens.
    let new = args.new || start::unfinished(&attempts, &question, None, only.as_ref()).is_some();
    let begin = Begin {
        question,
        mode,
        guide: args.guide.unwrap_or_default(),
        minutes: args.minutes,
        only,
        new,
        next_of: None,
        variant: None,
    };
    terminal::open(Start::Question(begin), bank, context)
}

/// What is meant; with `--random`, one of these by chance.
fn choose<'a>(args: &PracticeArgs, bank: &Bank, entries: &'a [Entry]) -> Result<Meant<'a>, Error> {
    let filters = args.filters.filters();
    let meant = find::question(bank, entries, &args.words, &filters)?;
    if args.random {
        let hits = search(entries, &args.words.join(" "), &filters);
        if let Some(found) = fastrand::choice(&hits).and_then(|hit| entries.get(hit.index)) {
            return Ok(Meant::One(found.id.clone()));
        }
    }
    Ok(meant)
}

/// Whether nothing but words was given.
fn is_plain(args: &PracticeArgs) -> bool {
    let how = args.mode.is_some() || args.guide.is_some() || args.minutes.is_some() || args.step.is_some();
    !how && !args.new && args.filters.filters().is_empty()
}

fn step_of(bank: &Bank, question: &QuestionId, step: &str) -> Result<StepId, Error> {
    let framework = bank.whole(question).map(|(_, framework, _)| framework);
    let steps = framework.map_or(&[][..], |f| &f.steps);
    if let Some(found) = steps.iter().find(|s| s.id == *step) {
        return Ok(found.id.clone());
    }
    let ids: Vec<&str> = steps.iter().map(|s| s.id.as_str()).collect();
    let hint = did_you_mean(step, ids.iter().copied());
    Err(Error::usage(
        format!("`{question}` has no step `{step}`"),
        hint.unwrap_or_else(|| format!("its steps are {}", ids.join(", "))),
    ))
}
