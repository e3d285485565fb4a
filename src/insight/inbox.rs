//! A coach's inbox: in which order the sessions stand, what is searched in them, and which one is next. What there is to know
//! of each, [`super::facts`] says. Reads no file.

use std::collections::BTreeMap;

use jiff::Timestamp;

use super::{
    attempts::has_words,
    facts::{Facts, State, state},
};
use crate::{
    model::{CaseId, QuestionId, Review, session::Person},
    text::fold::{fold, words},
};

/// What lies on a coach's desk.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Desk {
    /// The finished sessions: only these are reviewed.
    pub items: Vec<Item>,
    /// How many are not finished.
    pub unfinished: usize,
    /// Files that cannot be read: `file:line:col: why`.
    pub broken: Vec<String>,
}

/// A session in the inbox.
#[derive(Clone, Debug, PartialEq)]
pub struct Item {
    /// Which.
    pub id: CaseId,
    /// What there is to know of it.
    pub facts: Facts,
    /// How far the coach is with it.
    pub state: State,
    /// The coach's own review of it, as far as it got.
    pub own: Option<Review>,
    /// How many other coaches have reviewed it.
    pub others: usize,
    /// How many other versions of it lie beside it.
    pub copies: usize,
    /// Whether it was edited since the own review was written.
    pub edited: bool,
    names: String,
}

/// In which order the inbox stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Order {
    /// What is new first; within that, what has waited longest.
    #[default]
    State,
    /// By candidate, then by time.
    Candidate,
    /// By question, then by candidate.
    Question,
    /// The newest first.
    Date,
}

impl Order {
    /// Every one.
    pub const ALL: [Self; 4] = [Self::State, Self::Candidate, Self::Question, Self::Date];

    /// As it is shown.
    pub fn words(self) -> &'static str {
        match self {
            Self::State => "what is new first",
            Self::Candidate => "by candidate",
            Self::Question => "by question",
            Self::Date => "newest first",
        }
    }
}

impl Item {
    /// A session with these reviews. `copies` other versions lie beside it; `edited` says whether its file is another than the
    /// coach reviewed. Whether it has a newer attempt, [`arrange`] tells.
    pub fn of(
        id: CaseId,
        facts: Facts,
        reviews: Vec<Review>,
        coach: &Person,
        (copies, edited): (usize, bool),
    ) -> Self {
        let all = reviews.len();
        let own = reviews.into_iter().find(|review| review.coach.id == coach.id);
        let named = [facts.candidate.name.as_deref(), facts.focus.as_deref(), Some(&facts.title)];
        let names: Vec<&str> = named.into_iter().flatten().chain([facts.kind.as_str()]).collect();
        let names = fold(&names.join(" "));
        let others = all - usize::from(own.is_some());
        let mut item = Self { id, facts, state: State::New, own, others, copies, edited, names };
        item.look(None);
        item
    }

    /// The coach has said something of it since.
    pub fn hear(&mut self, review: &Review) {
        self.own = Some(review.clone());
        self.edited = false;
        self.look(None);
    }

    /// How far the coach is, beside the newest attempt of the same person at the same question.
    fn look(&mut self, newest: Option<&Facts>) {
        let coach = self.own.as_ref().map_or("", |own| own.coach.id.as_str());
        self.state = state(&self.facts, coach, &self.own, newest);
    }

    /// What the candidate is called, as far as is known.
    pub fn called(&self) -> String {
        let candidate = &self.facts.candidate;
        match candidate.name.as_deref().map(str::trim).filter(|name| !name.is_empty()) {
            Some(name) => name.to_owned(),
            None => format!("nameless {}", candidate.id.chars().take(4).collect::<String>()),
        }
    }

    /// Whether it holds these words: the candidate's name, the question, its type, the focus.
    pub fn has(&self, query: &str) -> bool {
        has_words(&words(query), &[&self.names])
    }
}

/// Says of items which have a newer attempt, and brings them into an order.
pub fn arrange(items: &mut [Item], order: Order) {
    // The newest attempt of each person at each question is enough: nothing is compared with all.
    let mut newest: BTreeMap<(String, QuestionId), (Timestamp, Facts)> = BTreeMap::new();
    for Item { facts, .. } in items.iter() {
        let key = (facts.candidate.id.clone(), facts.question.clone());
        let is_newer = newest.get(&key).is_none_or(|(started, _)| facts.started > *started);
        if is_newer {
            newest.insert(key, (facts.started, facts.clone()));
        }
    }
    for item in items.iter_mut().filter(|item| item.own.is_some()) {
        let key = (item.facts.candidate.id.clone(), item.facts.question.clone());
        item.look(newest.get(&key).map(|(_, facts)| facts));
    }
    items.sort_by(|a, b| {
        let name = |item: &Item| fold(&item.called());
        let by_date = a.facts.started.cmp(&b.facts.started);
        let by = match order {
            Order::State => a.state.cmp(&b.state).then(by_date),
            Order::Candidate => name(a).cmp(&name(b)).then(by_date),
            Order::Question => {
                a.facts.title.cmp(&b.facts.title).then_with(|| name(a).cmp(&name(b))).then(by_date)
            }
            Order::Date => by_date.reverse(),
        };
        by.then_with(|| a.id.cmp(&b.id))
    });
}

/// The next one that nothing is said of, behind that place and then from the top.
pub fn next_new(items: &[Item], here: usize) -> Option<usize> {
    let is_new = |index: &usize| items[*index].state == State::New;
    let behind = (here + 1..items.len()).find(is_new);
    behind.or_else(|| (0..items.len().min(here + 1)).find(is_new))
}
