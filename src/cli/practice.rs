//! `casebook practice`: finds what is meant and opens it.

use super::{
    args::PracticeArgs,
    assigned::{self, Assignments},
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

/// Opens the best match: its unfinished attempt, or its brief; the library where it is unclear which is meant. What a
/// coach assigned is practised as it was assigned, where the options do not say otherwise.
pub fn run(args: &PracticeArgs, context: &Context) -> Done {
    require_whole(args.mode.unwrap_or_default(), args)?;
    let mut bank = context.bank();
    let assignments = Assignments::received(context)?;
    assignments.join(&mut bank);
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
    let assignment = assignments.open(&question, &attempts);
    if let Some(asked) = assignment.and_then(|assignment| assignment.asked(&question)) {
        assigned::as_sent(asked, &mut bank);
    }
    let mode = args.mode.or(assignment.and_then(|assignment| assignment.mode)).unwrap_or_default();
    require_whole(mode, args)?;
    let only = match &args.step {
        Some(step) => Some(step_of(&bank, &question, step)?),
        None => assignment.and_then(|assignment| assigned::step(assignment, mode)),
    };
    let to_go_on = assignment.map(|assignment| assigned::attempts_for(assignment, &attempts));
    let to_go_on = to_go_on.as_deref().unwrap_or(&attempts);
    if !args.new
        && let Some(attempt) = start::unfinished(to_go_on, &question, args.mode, only.as_ref())
    {
        return terminal::open(Start::Session(attempt.id.clone()), bank, context);
    }
    // Nobody asked to go on with one of another mode, or with one that is no answer to the assignment: that is abandoned,
    // which the brief says before it happens.
    let new = args.new || start::unfinished(&attempts, &question, None, only.as_ref()).is_some();
    let begin = Begin {
        question,
        mode,
        guide: args.guide.unwrap_or_default(),
        minutes: args.minutes.or(assignment.and_then(|assignment| assignment.minutes)),
        only,
        new,
        next_of: None,
        variant: None,
        assigned: assignment.map(|assignment| Box::new(assigned::said(assignment))),
        focus: None,
    };
    terminal::open(Start::Question(Box::new(begin)), bank, context)
}

/// That an interview is not asked for in parts.
fn require_whole(mode: Mode, args: &PracticeArgs) -> Done {
    if mode != Mode::Interview || args.guide.is_none() && args.step.is_none() {
        return Ok(());
    }
    let option = if args.guide.is_some() { "--guide" } else { "--step" };
    // An assignment may ask for it.
    let with = if args.mode.is_some() { "--mode interview" } else { "the interview that is assigned" };
    Err(Error::usage(
        format!("{option} cannot be combined with {with}: an interview is whole and blank"),
        format!("leave {option} out, or practise with --mode practice"),
    ))
}

/// What is meant; with `--random`, one of these by chance.
fn choose<'a>(args: &PracticeArgs, bank: &Bank, entries: &[Entry<'a>]) -> Result<Meant<'a>, Error> {
    let filters = args.filters.filters();
    let meant = find::question(bank, entries, &args.words, &filters)?;
    if args.random {
        let hits = search(entries, &args.words.join(" "), &filters);
        if let Some(found) = fastrand::choice(&hits).and_then(|hit| entries.get(hit.index)) {
            return Ok(Meant::One(found.of.id().into()));
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
    let framework = bank.framed(question.as_str()).map(|(_, framework, _)| framework);
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
