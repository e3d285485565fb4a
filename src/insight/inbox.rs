//! A coach's inbox: in which order the sessions stand, what is searched in them, and which one is next. What there is to know
//! of each, [`super::facts`] says. Reads no file.

use std::{cmp::Ordering, collections::HashMap};

use jiff::Timestamp;

use super::{
    assigned::Assigned,
    attempts::has_words,
    facts::{Facts, State, state},
};
use crate::{
    model::{CaseId, review, session::Person},
    sort::Sort as _,
    text::fold::fold,
};

/// What lies on a coach's desk.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Desk {
    /// The finished sessions: only these are reviewed.
    pub items: Vec<Item>,
    /// How many are not finished.
    pub unfinished: usize,
    /// What the coach has assigned, with who has answered.
    pub assigned: Vec<Assigned>,
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
    /// When the candidate last answered the own review.
    pub replied: Option<Timestamp>,
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
        let called = fold(&facts.called());
        let (state, replied) = (State::New, None);
        let mut item = Self { id, facts, state, own, others, copies, edited, replied, names, called };
        item.state = item.standing(None);
        item
    }

    /// The same with when its candidate answered.
    pub fn with_reply(self, replied: Option<Timestamp>) -> Self {
        Self { replied, ..self }
    }

    /// Whether its candidate has answered since the coach said something last.
    pub fn is_replied(&self) -> bool {
        let pair = self.own.as_ref().zip(self.replied);
        pair.is_some_and(|(own, replied)| replied > own.written)
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
        self.facts.called()
    }

    /// Whether it holds these folded words: in the candidate's name, the question, its type, the focus.
    pub fn has(&self, words: &[String]) -> bool {
        has_words(words, &[&self.names])
    }
}

/// Says of items which have a newer attempt, and brings them into an order.
pub fn arrange(items: &mut [Item], order: Order) {
    let states = states(items);
    for (item, state) in items.iter_mut().zip(states) {
        item.state = state;
    }
    items.arrange_by(|a, b| compare(a, b, order));
}

/// The last attempt before this one, of the same person at the same question, in which the coach asked for something. Who
/// has no id is nobody's same person.
pub fn before<'a>(items: &'a [Item], facts: &Facts) -> Option<&'a CaseId> {
    let is_before = |item: &&Item| {
        let of = &item.facts;
        let is_same = of.candidate.id == facts.candidate.id && of.question == facts.question;
        is_same && !of.candidate.id.is_empty() && of.started < facts.started
    };
    let asks = |item: &&Item| item.own.as_ref().is_some_and(review::Outline::asks);
    let before = items.iter().filter(is_before).filter(asks);
    before.max_by_key(|item| item.facts.started).map(|item| &item.id)
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

#[cfg(test)]
mod tests {
    use jiff::ToSpan as _;

    use super::*;
    use crate::{insight::example, model::review::Reviewed};

    fn coach() -> Person {
        Person { id: "ann".to_owned(), name: None }
    }

    /// An attempt that began so many seconds after the first, and whether the coach said something of it.
    fn item(id: &str, after: i64, says: bool, change: impl FnOnce(&mut Facts)) -> Item {
        let mut facts = Facts::of(&example::session(&[]));
        facts.candidate.id = "ada".to_owned();
        facts.started += after.seconds();
        change(&mut facts);
        let review = review::Outline {
            of: Reviewed::Question("q".into()),
            coach: coach(),
            written: facts.started,
            comments: usize::from(says),
            scores: 0,
            has_verdict: false,
            has_next: false,
        };
        Item::of(id.into(), facts, vec![review], &coach(), (0, false))
    }

    #[test]
    fn the_last_attempt_before_in_which_something_was_asked_for_is_the_one_that_counts() {
        let items = [
            item("first", 0, true, |_| ()),
            item("second", 10, true, |_| ()),
            item("nothing said", 20, false, |_| ()),
            item("this", 30, true, |_| ()),
            item("later", 40, true, |_| ()),
            item("another's", 25, true, |facts| facts.candidate.id = "bo".to_owned()),
            item("another question", 26, true, |facts| facts.question = "monzo".into()),
        ];
        assert_eq!(before(&items, &items[3].facts), Some(&"second".into()));
        assert_eq!(before(&items, &items[0].facts), None);
        let mut nameless = items.clone();
        nameless.iter_mut().for_each(|item| item.facts.candidate.id.clear());
        assert_eq!(before(&nameless, &nameless[3].facts), None, "who has no id is nobody's same person");
    }
}
