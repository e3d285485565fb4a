//! A session as it is listed and searched, and in which order they stand. Draws nothing.

use std::{
    cmp::Reverse,
    collections::HashMap,
    sync::{Arc, OnceLock},
};

use jiff::{Timestamp, civil::Date, tz::TimeZone};

use super::day;
use crate::{
    insight::attempts::names,
    model::{
        Attempt, Bank, SessionId,
        unreadable::{Beside, Unreadable},
    },
    sort::Sort as _,
    text::fold::fold,
};

/// A session as it is listed and searched.
#[derive(Clone, Debug)]
pub(super) struct Entry {
    pub(super) what: What,
    /// What its type is called.
    kind: String,
    /// What it is found by, once somebody searches.
    names: OnceLock<String>,
    /// The session that it stands beside.
    original: Option<SessionId>,
}

/// What is known of it.
#[derive(Clone, Debug)]
pub(super) enum What {
    /// An attempt, and the day on which it began.
    Attempt(Box<Attempt>, String),
    /// Only that there is a file.
    Unreadable(Unreadable),
}

impl Entry {
    fn attempt(attempt: &Attempt, bank: &Bank, zone: &TimeZone) -> Self {
        let day = day(attempt.started, zone);
        let kind = bank.type_title(attempt.kind.as_str()).to_owned();
        Self::of(What::Attempt(Box::new(attempt.clone()), day), kind)
    }

    fn unreadable(unreadable: &Unreadable) -> Self {
        Self::of(What::Unreadable(unreadable.clone()), String::new())
    }

    fn of(what: What, kind: String) -> Self {
        let mut entry = Self { what, kind, names: OnceLock::new(), original: None };
        entry.original = Beside::of(entry.id()).map(|(original, _)| original);
        entry
    }

    /// What it is found by, beside what is written in it.
    pub(super) fn names(&self) -> &str {
        self.names.get_or_init(|| match &self.what {
            What::Attempt(attempt, day) => names(attempt, &[day, &self.kind]),
            What::Unreadable(unreadable) => fold(&format!("{} cannot be read", unreadable.id)),
        })
    }

    pub(super) fn id(&self) -> &SessionId {
        match &self.what {
            What::Attempt(attempt, _) => &attempt.id,
            What::Unreadable(unreadable) => &unreadable.id,
        }
    }

    pub(super) fn title(&self) -> &str {
        match &self.what {
            What::Attempt(attempt, _) => &attempt.title,
            What::Unreadable(unreadable) => unreadable.id.as_str(),
        }
    }

    pub(super) fn is_archived(&self) -> bool {
        match &self.what {
            What::Attempt(attempt, _) => attempt.archived,
            What::Unreadable(unreadable) => unreadable.archived,
        }
    }

    /// When it began; of a file that cannot be read, the end of the day in its name: it wants to be seen.
    fn started(&self) -> Timestamp {
        match &self.what {
            What::Attempt(attempt, _) => attempt.started,
            What::Unreadable(unreadable) => {
                let date = unreadable
                    .id
                    .as_str()
                    .get(..10)
                    .and_then(|day| day.parse::<Date>().ok()?.tomorrow().ok());
                let at = date.and_then(|date| date.to_zoned(TimeZone::UTC).ok());
                at.map_or(Timestamp::MIN, |at| at.timestamp())
            }
        }
    }
}

/// All of these, as they are listed. What is in `before` and is the same still is not made again: there may be thousands.
pub(super) fn entries(
    before: &[Arc<Entry>],
    bank: &Bank,
    attempts: &[Attempt],
    unreadable: &[Unreadable],
    zone: &TimeZone,
) -> Vec<Arc<Entry>> {
    let known: HashMap<&SessionId, &Arc<Entry>> = before.iter().map(|entry| (entry.id(), entry)).collect();
    let entry = |attempt: &Attempt| match known.get(&attempt.id) {
        Some(entry) if matches!(&entry.what, What::Attempt(known, _) if **known == *attempt) => {
            Arc::clone(entry)
        }
        _ => Arc::new(Entry::attempt(attempt, bank, zone)),
    };
    let files = unreadable.iter().map(|unreadable| Arc::new(Entry::unreadable(unreadable)));
    let mut entries: Vec<Arc<Entry>> = attempts.iter().map(entry).chain(files).collect();
    arrange(&mut entries);
    entries
}

/// Newest first; what stands beside another session, right behind that.
fn arrange(entries: &mut [Arc<Entry>]) {
    // The time of each session that others stand beside: of the first of these where there is none itself.
    let mut times: HashMap<SessionId, Timestamp> = HashMap::new();
    for entry in entries.iter() {
        if let Some(original) = &entry.original {
            times.entry(original.clone()).or_insert(entry.started());
        }
    }
    for entry in entries.iter().filter(|entry| entry.original.is_none()) {
        if let Some(time) = times.get_mut(entry.id()) {
            *time = entry.started();
        }
    }
    entries.arrange_by(|a, b| {
        let key = |entry: &Entry| {
            let of_original = entry.original.as_ref().and_then(|original| times.get(original)).copied();
            Reverse(of_original.unwrap_or_else(|| entry.started()))
        };
        let original = |entry: &Arc<Entry>| Reverse(entry.original.as_ref().unwrap_or(entry.id()).clone());
        let rest = |entry: &Arc<Entry>| (entry.original.is_some(), Reverse(entry.started()));
        key(a)
            .cmp(&key(b))
            .then_with(|| original(a).cmp(&original(b)))
            .then_with(|| rest(a).cmp(&rest(b)))
            .then_with(|| b.id().cmp(a.id()))
    });
}
