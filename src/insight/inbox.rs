//! A coach's inbox: in which order the sessions stand, what is searched in them, and which one is next. What there is to know
//! of each, [`super::facts`] says. Reads no file.

use std::{cmp::Ordering, collections::HashMap};

use super::{
    attempts::has_words,
    facts::{Facts, State, state},
};
use crate::{
    model::{CaseId, review, session::Person},
    text::fold::fold,
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
    /// How many files were read so far, and of how many: until it is over.
    pub reading: Option<(usize, usize)>,
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
    pub own: Option<review::Outline>,
    /// How many other coaches have reviewed it.
    pub others: usize,
    /// How many other versions of it lie beside it.
    pub copies: usize,
    /// Whether it was edited since the own review was written.
    pub edited: bool,
    /// Folded, to be searched.
    names: String,
    /// What the candidate is called, folded, to be sorted by.
    called: String,
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
        reviews: Vec<review::Outline>,
        coach: &Person,
        (copies, edited): (usize, bool),
    ) -> Self {
        let all = reviews.len();
        let own = reviews.into_iter().find(|review| review.coach.id == coach.id);
        let named = [facts.candidate.name.as_deref(), facts.focus.as_deref(), Some(&facts.title)];
        let names: Vec<&str> = named.into_iter().flatten().chain([facts.kind.as_str()]).collect();
        let names = fold(&names.join(" "));
        let others = all - usize::from(own.is_some());
        let called = fold(&called(&facts.candidate));
        let mut item = Self { id, facts, state: State::New, own, others, copies, edited, names, called };
        item.state = item.standing(None);
        item
    }

    /// The coach has said something of it since.
    pub fn hear(&mut self, said: &review::Outline) {
        self.own = Some(said.clone());
        self.edited = false;
        self.state = self.standing(None);
    }

    /// How far the coach is, beside the newest attempt of the same person at the same question.
    fn standing(&self, newest: Option<&Facts>) -> State {
        let coach = self.own.as_ref().map_or("", |own| own.coach.id.as_str());
        state(&self.facts, coach, &self.own, newest)
    }

    /// What the candidate is called, as far as is known.
    pub fn called(&self) -> String {
        called(&self.facts.candidate)
    }

    /// Whether it holds these folded words: in the candidate's name, the question, its type, the focus.
    pub fn has(&self, words: &[String]) -> bool {
        has_words(words, &[&self.names])
    }
}

/// What somebody is called, or by what they are told apart.
pub fn called(person: &Person) -> String {
    match person.name.as_deref().map(str::trim).filter(|name| !name.is_empty()) {
        Some(name) => name.to_owned(),
        None => format!("nameless {}", person.id.chars().take(4).collect::<String>()),
    }
}

/// Says of items which have a newer attempt, and brings them into an order.
pub fn arrange(items: &mut [Item], order: Order) {
    let states = states(items);
    for (item, state) in items.iter_mut().zip(states) {
        item.state = state;
    }
    items.sort_by(|a, b| compare(a, b, order));
}

/// How far the coach is with each. The newest attempt of each person at each question is enough: nothing is compared
/// with all.
fn states(items: &[Item]) -> Vec<State> {
    let key = |item: &Item| (item.facts.candidate.id.clone(), item.facts.question.clone());
    let mut newest: HashMap<_, &Facts> = HashMap::new();
    for item in items {
        let known = newest.entry(key(item)).or_insert(&item.facts);
        if item.facts.started > known.started {
            *known = &item.facts;
        }
    }
    let look = |item: &Item| match item.own {
        None => State::New,
        Some(_) => item.standing(newest.get(&key(item)).copied()),
    };
    items.iter().map(look).collect()
}

fn compare(a: &Item, b: &Item, order: Order) -> Ordering {
    let by_date = a.facts.started.cmp(&b.facts.started);
    let by = match order {
        Order::State => a.state.cmp(&b.state).then(by_date),
        Order::Candidate => a.called.cmp(&b.called).then(by_date),
        Order::Question => {
            a.facts.title.cmp(&b.facts.title).then_with(|| a.called.cmp(&b.called)).then(by_date)
        }
        Order::Date => by_date.reverse(),
    };
    by.then_with(|| a.id.cmp(&b.id))
}

/// The place of the next one that nothing is said of, behind a place of the list and then from the top.
pub fn next_new<'a>(items: impl Fn(usize) -> Option<&'a Item>, here: usize) -> Option<usize> {
    let end = |index: &usize| items(*index).is_some();
    let is_new = |index: &usize| items(*index).is_some_and(|item| item.state == State::New);
    let behind = (here + 1..).take_while(end).find(is_new);
    behind.or_else(|| (0..=here).take_while(end).find(is_new))
}
