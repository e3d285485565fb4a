//! Finding attempts by words: of their questions, their dates, and of what was written in them. Reads no file.

use jiff::Timestamp;

use crate::{
    model::{Answer, Attempt, QuestionId, Session, SessionId, Value},
    text::fold::{fold, without_apostrophes, words},
};

/// What an attempt is called, as it is searched; `more` is what a list shows beside.
pub fn names(attempt: &Attempt, more: &[&str]) -> String {
    let own = [attempt.id.as_str(), attempt.title.as_str(), attempt.kind.as_str()];
    searchable(&[&own, more].concat())
}

/// What was written in a session, as it is searched.
pub fn written(session: &Session) -> String {
    let mut texts: Vec<&str> = session.opening.asks.iter().map(|a| a.ask.as_str()).collect();
    texts.extend(session.opening.plan.iter().flat_map(|c| [c.title.as_str(), c.reason.as_str()]));
    for step in &session.steps {
        match &step.answer {
            Answer::Prose(text) => texts.push(text),
            Answer::Rows(rows) => {
                texts.extend(rows.iter().flat_map(|row| row.fields.values()).filter_map(Value::text));
            }
            Answer::Metrics(metrics) => texts.extend(metrics.iter().map(|m| m.line.as_str())),
        }
    }
    texts.extend(session.follow_ups.iter().map(|f| f.answer.as_str()));
    texts.extend([session.wrap_up.learnt.as_str(), session.wrap_up.next.constraint.as_str()]);
    searchable(&texts)
}

/// How many words were written in a session. A card that bears the framework's title was not written.
pub fn word_count(session: &Session) -> usize {
    let given = session
        .opening
        .plan
        .iter()
        .filter(|card| session.framework.step(&card.step).is_some_and(|step| step.title == card.title));
    let given: usize = given.map(|card| words(&card.title).len()).sum();
    words(&written(session)).len().saturating_sub(given)
}

/// Whether every one of the folded words stands somewhere in these searchable texts.
pub fn has_words(wanted: &[String], texts: &[&str]) -> bool {
    wanted.iter().all(|word| texts.iter().any(|text| text.contains(word.as_str())))
}

/// The attempt that one is compared with by itself: the one whose answer it began with, else the newest finished before
/// it, else the newest before it. Transfer drills come after attempts at the question as it is.
pub fn before<'a>(
    attempts: &'a [Attempt],
    id: &SessionId,
    from: Option<&SessionId>,
    question: &QuestionId,
    started: Timestamp,
) -> Option<&'a Attempt> {
    let other = || attempts.iter().filter(|a| a.id != *id && a.question == *question);
    other().find(|a| Some(&a.id) == from).or_else(|| {
        let earlier = other().filter(|a| (a.started, &a.id) < (started, id));
        earlier.max_by_key(|a| (a.variant.is_none(), a.is_done(), a.started, &a.id))
    })
}

/// Folded, and without apostrophes, as the words that are searched for.
fn searchable(texts: &[&str]) -> String {
    without_apostrophes(fold(&texts.join("\n")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_word_may_stand_in_another_place_and_be_written_another_way() {
        let texts = [searchable(&["Alipay: which metrics?"]), searchable(&["Riders don’t wait", "Café"])];
        let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
        for query in ["", "alipay", "RIDE metric", "cafe don't", "dont", "café, wait"] {
            assert!(has_words(&words(query), &texts), "{query}");
        }
        for query in ["bolt", "alipay bolt"] {
            assert!(!has_words(&words(query), &texts), "{query}");
        }
    }
}
