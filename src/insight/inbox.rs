//! A coach's inbox: in which order the sessions stand, what is searched in them, and which one is next. What there is to know
//! of each, [`super::facts`] says. Reads no file.

use std::collections::BTreeMap;

use jiff::Timestamp;

use super::{
    assigned::Assigned,
    attempts::has_words,
    facts::{Facts, State, state},
    replies::Before,
};
use crate::{
    model::{CaseId, QuestionId, Reply, Review, session::Person},
    text::fold::{fold, words},
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
    /// What the candidate answered last to the own review.
    pub reply: Option<Reply>,
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
        let reply = None;
        let mut item = Self { id, facts, state: State::New, own, others, copies, edited, reply, names };
        item.look(None);
        item
    }

    /// The same with what its candidate answered.
    pub fn with_reply(self, reply: Option<Reply>) -> Self {
        Self { reply, ..self }
    }

    /// Whether its candidate has answered since the coach said something last.
    pub fn is_replied(&self) -> bool {
        let pair = self.own.as_ref().zip(self.reply.as_ref());
        pair.is_some_and(|(own, reply)| reply.written > own.written)
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
        self.facts.called()
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

/// What the coach asked for in the last attempt before this one of the same person at the same question. Who has no id is
/// nobody's same person.
pub fn before(items: &[Item], facts: &Facts) -> Option<Before> {
    let is_before = |item: &&Item| {
        let of = &item.facts;
        let is_same = of.candidate.id == facts.candidate.id && of.question == facts.question;
        is_same && !of.candidate.id.is_empty() && of.started < facts.started
    };
    let before = items.iter().filter(is_before).filter_map(|item| {
        let before = Before { own: item.own.clone()?, reply: item.reply.clone() };
        before.asks().then_some((item.facts.started, before))
    });
    before.max_by_key(|(started, _)| *started).map(|(_, before)| before)
}

/// The next one that nothing is said of, behind that place and then from the top.
pub fn next_new(items: &[Item], here: usize) -> Option<usize> {
    let is_new = |index: &usize| items[*index].state == State::New;
    let behind = (here + 1..items.len()).find(is_new);
    behind.or_else(|| (0..items.len().min(here + 1)).find(is_new))
}

#[cfg(test)]
mod tests {
    use jiff::ToSpan as _;

    use super::*;
    use crate::{
        insight::example,
        model::review::{Comment, Reviewed},
    };

    fn coach() -> Person {
        Person { id: "ann".to_owned(), name: None }
    }

    /// An attempt that began so many seconds after the first, and what the coach said of it.
    fn item(id: &str, after: i64, said: Option<&str>, change: impl FnOnce(&mut Facts)) -> Item {
        let mut facts = Facts::of(&example::session(&[]));
        facts.candidate.id = "ada".to_owned();
        facts.started += after.seconds();
        change(&mut facts);
        let comments = said.map(|text| Comment { text: text.to_owned(), ..Comment::default() });
        let review = Review {
            of: Reviewed::Question("q".into()),
            coach: coach(),
            written: facts.started,
            comments: comments.into_iter().collect(),
            scores: BTreeMap::new(),
            verdict: None,
            next: None,
        };
        Item::of(id.into(), facts, vec![review], &coach(), (0, false))
    }

    #[test]
    fn the_last_attempt_before_in_which_something_was_asked_for_is_the_one_that_counts() {
        let items = [
            item("first", 0, Some("A limit?"), |_| ()),
            item("second", 10, Some("Of whom?"), |_| ()),
            item("nothing said", 20, None, |_| ()),
            item("this", 30, Some("Itself."), |_| ()),
            item("later", 40, Some("Later."), |_| ()),
            item("another's", 25, Some("Bo's."), |facts| facts.candidate.id = "bo".to_owned()),
            item("another question", 26, Some("Monzo."), |facts| facts.question = "monzo".into()),
        ];
        let asked =
            |items: &[Item]| before(items, &items[3].facts).map(|before| before.own.comments[0].text.clone());
        assert_eq!(asked(&items).as_deref(), Some("Of whom?"));
        assert_eq!(before(&items, &items[0].facts), None);
        let mut nameless = items.clone();
        nameless.iter_mut().for_each(|item| item.facts.candidate.id.clear());
        assert_eq!(asked(&nameless), None, "who has no id is nobody's same person");
    }
}
