//! What is written inside of many sessions, to be searched while somebody types: each word once, with the sessions that have
//! it. Reads no file.

use std::collections::HashMap;

use crate::{model::SessionId, text::fold::runs};

/// What is written in sessions.
#[derive(Clone, Debug, Default)]
pub struct Inside {
    sessions: HashMap<SessionId, u32>,
    words: HashMap<Box<str>, Vec<u32>>,
}

/// Which sessions have some words, each word anywhere in what is written.
#[derive(Clone, Debug)]
pub struct Found<'a> {
    sessions: &'a HashMap<SessionId, u32>,
    /// For each word, in the order of the sessions.
    has: Vec<Vec<bool>>,
}

impl Inside {
    /// Adds what is written in a session, as [`written`](super::attempts::written) gives it.
    pub fn add(&mut self, session: SessionId, written: &str) {
        let Ok(number) = u32::try_from(self.sessions.len()) else { return };
        let number = *self.sessions.entry(session).or_insert(number);
        for word in runs(written) {
            match self.words.get_mut(word) {
                Some(sessions) if sessions.last() == Some(&number) => {}
                Some(sessions) => sessions.push(number),
                None => drop(self.words.insert(word.into(), vec![number])),
            }
        }
    }

    /// Looks for folded words, as [`words`](crate::text::fold::words) gives them.
    pub fn find(&self, wanted: &[String]) -> Found<'_> {
        let of = |wanted: &String| {
            let mut has = vec![false; self.sessions.len()];
            for (_, sessions) in self.words.iter().filter(|(word, _)| word.contains(wanted.as_str())) {
                for number in sessions {
                    if let Some(has) = has.get_mut(*number as usize) {
                        *has = true;
                    }
                }
            }
            has
        };
        Found { sessions: &self.sessions, has: wanted.iter().map(of).collect() }
    }
}

impl FromIterator<(SessionId, String)> for Inside {
    fn from_iter<I: IntoIterator<Item = (SessionId, String)>>(written: I) -> Self {
        let mut inside = Self::default();
        written.into_iter().for_each(|(session, written)| inside.add(session, &written));
        inside
    }
}

impl Found<'_> {
    /// Whether a session has every one of the words, or its `names` have it.
    pub fn fits(&self, session: &SessionId, wanted: &[String], names: &str) -> bool {
        let mut place = None;
        wanted.iter().zip(&self.has).all(|(word, has)| {
            names.contains(word.as_str()) || {
                let number = *place.get_or_insert_with(|| self.sessions.get(session));
                number.and_then(|number| has.get(*number as usize)).is_some_and(|has| *has)
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::{
        insight::attempts::has_words,
        text::fold::{fold, words},
    };

    proptest! {
        #[test]
        fn what_is_found_is_what_stands_there(
            texts in prop::collection::vec("[abA’' .é支ガ\u{93e}क-]{0,30}", 1..4),
            names in "[ab ]{0,4}",
            query in "[abA’ é支カ\u{93e}क-]{0,6}",
        ) {
            let texts: Vec<String> = texts.iter().map(|text| fold(text).replace(['\'', '’'], "")).collect();
            let mut inside = Inside::default();
            for (number, text) in texts.iter().enumerate() {
                inside.add(number.to_string().into(), text);
            }
            let wanted = words(&query);
            let found = inside.find(&wanted);
            for (number, text) in texts.iter().enumerate() {
                let fits = found.fits(&number.to_string().into(), &wanted, &names);
                prop_assert_eq!(fits, has_words(&wanted, &[&names, text]), "{:?} in {:?}", query, text);
            }
            prop_assert_eq!(found.fits(&"other".into(), &wanted, &names), has_words(&wanted, &[&names]));
        }
    }
}
