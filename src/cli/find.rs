//! Which question or session is meant, and what is said where that is unclear. Opens nothing.

use super::{
    error::{Done, Error},
    out,
};
use crate::{
    insight::{
        labels,
        search::{self, Entry, Filters, Tier, search},
    },
    model::{Bank, FrameworkId, QuestionId, SessionId},
    store::{failure::Failure, sessions::Sessions},
    text::{fold::fold, nearest},
};

/// How many candidates are named where several are meant.
const NAMED: usize = 10;

/// What an id or words mean.
pub enum Meant<'a> {
    /// This question.
    One(QuestionId),
    /// Any of these, the best first.
    Several(Vec<Entry<'a>>),
}

/// The question that an id, its beginning, or words and filters mean. Where nothing is meant, the error says what is
/// near.
pub fn question<'a>(
    bank: &Bank,
    entries: &[Entry<'a>],
    words: &[String],
    filters: &Filters,
) -> Result<Meant<'a>, Error> {
    are_types(bank, filters)?;
    if let [id] = words
        && let Some(id) = by_id(bank, id)
    {
        return Ok(Meant::One(id));
    }
    let hits = search(entries, &words.join(" "), filters);
    // Letters that stand somewhere in order are a guess. Beside an id that was mistyped it is a wrong one.
    let guessed = hits.first().is_none_or(|best| best.tier == Tier::Letters);
    if let [id] = words
        && guessed
        && !search::nearest(id, bank.questions.ids()).is_empty()
    {
        return Err(unknown_question(bank, id));
    }
    let clear = match &hits[..] {
        [only] => Some(only),
        [best, second, ..] => Some(best).filter(|_| !words.is_empty() && best.tier < second.tier),
        [] => None,
    };
    if let Some(found) = clear.and_then(|hit| entries.get(hit.index)) {
        return Ok(Meant::One(found.of.id().into()));
    }
    if !hits.is_empty() {
        return Ok(Meant::Several(hits.iter().filter_map(|hit| entries.get(hit.index).copied()).collect()));
    }
    Err(match (unknown_labels(entries, filters).into_iter().next(), words) {
        (Some(label), _) => label.into(),
        (None, [id]) if filters.is_empty() => unknown_question(bank, id),
        _ => {
            Error::failed("no question matches", "fewer words or filters find more: see `casebook questions`")
        }
    })
}

/// The same, among the sessions or else in the archive; with the folder that it is in.
pub fn session_or_archived(sessions: &Sessions, short: &str) -> Result<(Sessions, SessionId), Error> {
    match session(sessions, short) {
        Err(Error::Failed(failure)) => {
            let archive = sessions.archive();
            match session(&archive, short) {
                // What is said of the archive would not help who looks among the sessions.
                Err(Error::Failed(_)) => Err(Error::Failed(failure)),
                meant => Ok((archive, meant?)),
            }
        }
        meant => Ok((sessions.clone(), meant?)),
    }
}

/// Wrong usage: several questions are meant.
pub fn unclear(several: &[Entry<'_>], help: &str) -> Error {
    let rows = several.iter().map(|entry| vec![out::line(entry.of.id()), out::line(entry.of.title())]);
    candidates("questions match", &rows.collect::<Vec<_>>(), help)
}

/// That every type among the filters is one. Types are closed, so another is wrong usage.
pub fn are_types(bank: &Bank, filters: &Filters) -> Done {
    let is_type = |typed: &String| {
        bank.frameworks.values().any(|f| f.id == typed.as_str() || fold(&f.title) == fold(typed))
    };
    let Some(typed) = filters.types.iter().find(|typed| !is_type(typed)) else { return Ok(()) };
    let ids: Vec<&str> = bank.frameworks.keys().map(FrameworkId::as_str).collect();
    let near = match nearest::nearest(typed, ids.iter().copied()).first() {
        Some(near) => format!("did you mean \"{near}\"? The"),
        None => "the".to_owned(),
    };
    let all: Vec<String> = ids.iter().map(|id| format!("\"{id}\"")).collect();
    Err(Error::usage(format!("there is no type \"{typed}\""), format!("{near} types are {}", all.join(", "))))
}

/// The labels among the filters that no question has, each with what is near it.
pub fn unknown_labels(entries: &[Entry<'_>], filters: &Filters) -> Vec<Failure> {
    let said = |label: labels::Unknown| {
        let near = label.near.iter().map(|near| format!("\"{near}\"")).collect::<Vec<_>>().join(" or ");
        let hint = match near.is_empty() {
            true => "`casebook questions --json` lists every label".to_owned(),
            false => format!("did you mean {near}?"),
        };
        Failure::new(format!("no question has {} \"{}\"", label.kind, label.typed), hint)
    };
    labels::unknown(entries, filters).into_iter().map(said).collect()
}

/// The session that an id, its beginning, its last letters or any part of it mean.
pub fn session(sessions: &Sessions, short: &str) -> Result<SessionId, Error> {
    let mut meant = sessions.meant(short)?;
    if meant.len() == 1 {
        return Ok(meant.remove(0));
    }
    let row = |id: &SessionId| {
        let session = sessions.load(id).map(|loaded| loaded.session).ok();
        let known = session.map(|s| [s.state.to_string(), out::line(&s.question.title)]);
        [out::line(id.as_str())].into_iter().chain(known.into_iter().flatten()).collect()
    };
    // Only those that are named are read.
    let mut rows: Vec<Vec<String>> = meant.iter().take(NAMED).map(row).collect();
    rows.resize(meant.len(), Vec::new());
    Err(candidates("sessions match", &rows, "write more of the id; its last four letters are enough"))
}

/// Wrong usage: several things are meant. The first few are named, a line each.
fn candidates(what: &str, rows: &[Vec<String>], help: &str) -> Error {
    let named = out::table(rows.get(..NAMED).unwrap_or(rows));
    let mut text = format!("{} {what}:", rows.len());
    for line in named.lines() {
        text.push_str("\n  ");
        text.push_str(line);
    }
    if rows.len() > NAMED {
        text.push_str(&format!("\n  and {} more", rows.len() - NAMED));
    }
    Error::usage(text, help)
}

/// The id itself, however it is written, or the one that begins so.
fn by_id(bank: &Bank, id: &str) -> Option<QuestionId> {
    let id = id.to_lowercase();
    if bank.questions.contains(&id) {
        return Some(id.into());
    }
    let mut beginning = bank.questions.ids().filter(|known| !id.is_empty() && known.starts_with(&id));
    beginning.next().filter(|_| beginning.next().is_none()).map(QuestionId::from)
}

fn unknown_question(bank: &Bank, id: &str) -> Error {
    let near = search::nearest(id, bank.questions.ids());
    let hint = match near.first() {
        Some(near) => format!("did you mean `{near}`?"),
        None => "`casebook questions` lists them".to_owned(),
    };
    Error::failed(format!("there is no question `{id}`"), hint)
}
