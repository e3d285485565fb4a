//! `casebook practice`: finds what is meant and opens it.

use super::{
    args::PracticeArgs,
    context::{self, Context},
    error::{Done, Error},
    terminal,
};
use crate::{
    insight::search::{self, Entry, Hit, search},
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
        Choice::One(id) => id,
        Choice::Library(words) => return terminal::open(Start::Library(words), bank, context),
    };
    let only = args.step.as_deref().map(|step| step_of(&bank, &question, step)).transpose()?;
    if !args.new
        && let Some(attempt) = start::unfinished(&attempts, &question, args.mode, only.as_ref())
    {
        return terminal::open(Start::Session(attempt.id.clone()), bank, context);
    }
    // Whoever said how to practise has seen the brief's choices.
    let now = args.mode.is_some() || args.guide.is_some() || args.minutes.is_some() || only.is_some();
    let begin = Begin {
        question,
        mode,
        guide: args.guide.unwrap_or_default(),
        minutes: args.minutes,
        only,
        new: args.new,
        next_of: None,
    };
    terminal::open(Start::Question { begin, now }, bank, context)
}

/// The question that an id or its unambiguous beginning means.
pub fn resolve(bank: &Bank, id: &str) -> Result<QuestionId, Error> {
    if let Some(found) = by_id(bank, id) {
        return Ok(found);
    }
    let beginning: Vec<&str> =
        bank.questions.keys().map(QuestionId::as_str).filter(|known| known.starts_with(id)).take(5).collect();
    if beginning.len() > 1 {
        return Err(Error::failed(
            format!("`{id}` may be any of {}", beginning.join(", ")),
            "write more of the id",
        ));
    }
    Err(unknown(bank, id))
}

enum Choice {
    One(QuestionId),
    /// The person chooses, from what these words find.
    Library(String),
}

fn choose(args: &PracticeArgs, bank: &Bank, entries: &[Entry]) -> Result<Choice, Error> {
    let words = args.words.join(" ");
    if let [id] = &args.words[..]
        && let Some(id) = by_id(bank, id)
    {
        return Ok(Choice::One(id));
    }
    let filters = args.filters.filters();
    let hits = search(entries, &words, &filters);
    let id = |hit: &Hit| entries.get(hit.index).map(|e| e.id.clone());
    if args.random {
        return match fastrand::choice(&hits).and_then(id) {
            Some(id) => Ok(Choice::One(id)),
            None => Err(nothing(bank, args)),
        };
    }
    let clear = match &hits[..] {
        [] => return Err(nothing(bank, args)),
        [only] => Some(only),
        [best, second, ..] => Some(best).filter(|_| !words.is_empty() && best.tier < second.tier),
    };
    if let Some(id) = clear.and_then(id) {
        return Ok(Choice::One(id));
    }
    let plain = filters.is_empty() && args.mode.is_none() && args.guide.is_none();
    if plain && args.minutes.is_none() && args.step.is_none() && !args.new {
        return Ok(Choice::Library(words));
    }
    // The library knows words alone; the options must not be lost on the way there.
    let ids: Vec<String> = hits.iter().take(5).filter_map(id).map(|id| id.to_string()).collect();
    Err(Error::usage(
        format!(
            "{} questions match: {}{}",
            hits.len(),
            ids.join(", "),
            if hits.len() > 5 { ", …" } else { "" }
        ),
        "give one id, more words, or --random",
    ))
}

/// The id itself, or the one that begins so.
fn by_id(bank: &Bank, id: &str) -> Option<QuestionId> {
    if let Some((known, _)) = bank.questions.get_key_value(id) {
        return Some(known.clone());
    }
    let mut beginning =
        bank.questions.keys().filter(|known| !id.is_empty() && known.as_str().starts_with(id));
    beginning.next().filter(|_| beginning.next().is_none()).cloned()
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

fn nothing(bank: &Bank, args: &PracticeArgs) -> Error {
    match &args.words[..] {
        [id] => unknown(bank, id),
        _ => {
            Error::failed("no question matches", "fewer words or filters find more: see `casebook questions`")
        }
    }
}

fn unknown(bank: &Bank, id: &str) -> Error {
    let near = search::nearest(id, bank.questions.keys());
    let hint = match near.first() {
        Some(near) => format!("did you mean `{near}`?"),
        None => "`casebook questions` lists them".to_owned(),
    };
    Error::failed(format!("there is no question `{id}`"), hint)
}
