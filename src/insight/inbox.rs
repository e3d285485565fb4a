//! A coach's inbox: what there is to know of a session before it is opened, and which one is next. Reads no file.

use jiff::Timestamp;

use crate::{
    model::{Attempt, CaseId, Review, Session, session::Person},
    text::fold::{fold, words},
};

use super::attempts::has_words;

/// A session in the inbox.
#[derive(Clone, Debug, PartialEq)]
pub struct Item {
    /// Which.
    pub id: CaseId,
    /// What every list shows of it.
    pub attempt: Attempt,
    /// Whose it is.
    pub candidate: Person,
    /// What they want to be looked at.
    pub focus: Option<String>,
    /// How many other versions of it lie beside it.
    pub copies: usize,
    /// The coach's own review of it, as far as it got.
    pub own: Option<Own>,
    /// How many other coaches have reviewed it.
    pub others: usize,
    /// Whether it was edited since the own review was written.
    pub edited: bool,
    /// How far the coach is with it.
    pub standing: Standing,
    names: String,
}

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

/// What is kept of a session while all of them are read.
#[derive(Clone, Debug, PartialEq)]
pub struct Seen {
    attempt: Attempt,
    candidate: Person,
    focus: Option<String>,
}

/// The coach's own review.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Own {
    /// When it was last written.
    pub written: Timestamp,
    /// Whether it names a next rep or a verdict: then it can go back.
    pub is_done: bool,
    /// Its comments.
    pub comments: usize,
}

/// How far a coach is with a session.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Standing {
    /// Nothing is said of it yet.
    New,
    /// Something is, and neither a verdict nor a next rep.
    InReview,
    /// It has a verdict or a next rep.
    Returned,
    /// The same person has tried the same question again since.
    NewerAttempt,
}

/// In which order the inbox stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Order {
    /// What is new first; within that, what has waited longest.
    #[default]
    Standing,
    /// By candidate, then by time.
    Candidate,
    /// By question, then by candidate.
    Question,
    /// The newest first.
    Date,
}

impl Own {
    fn of(review: &Review) -> Self {
        Self {
            written: review.written,
            is_done: review.verdict.is_some() || review.next.is_some(),
            comments: review.comments.len(),
        }
    }

    fn standing(own: Option<&Self>) -> Standing {
        match own {
            None => Standing::New,
            Some(own) if own.is_done => Standing::Returned,
            Some(_) => Standing::InReview,
        }
    }
}

impl Standing {
    /// Every one, in the order of the work.
    pub const ALL: [Self; 4] = [Self::New, Self::InReview, Self::Returned, Self::NewerAttempt];

    /// As it is shown, and as programs read it.
    pub fn word(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::InReview => "in review",
            Self::Returned => "returned",
            Self::NewerAttempt => "newer attempt",
        }
    }
}

impl Order {
    /// Every one.
    pub const ALL: [Self; 4] = [Self::Standing, Self::Candidate, Self::Question, Self::Date];

    /// As it is shown.
    pub fn words(self) -> &'static str {
        match self {
            Self::Standing => "what is new first",
            Self::Candidate => "by candidate",
            Self::Question => "by question",
            Self::Date => "newest first",
        }
    }
}

impl Item {
    /// What is kept of a session while all of them are read; nothing of one that is not finished.
    pub fn seen(session: &Session) -> Option<Seen> {
        let (candidate, focus) = (session.person.clone(), session.origin.focus.clone());
        let attempt = Attempt::of(session);
        attempt.is_finished().then_some(Seen { attempt, candidate, focus })
    }

    /// What there is to know of a session with these reviews. `copies` other versions lie beside it; `edited` says whether
    /// its file is another than the coach reviewed.
    pub fn of(
        id: CaseId,
        seen: Seen,
        reviews: &[Review],
        coach: &Person,
        (copies, edited): (usize, bool),
    ) -> Self {
        let Seen { attempt, candidate, focus } = seen;
        let own = reviews.iter().find(|review| review.coach.id == coach.id).map(Own::of);
        let standing = Own::standing(own.as_ref());
        let named = [candidate.name.as_deref(), focus.as_deref(), Some(&attempt.title)];
        let names: Vec<&str> = named.into_iter().flatten().chain([attempt.kind.as_str()]).collect();
        let names = fold(&names.join(" "));
        let others = reviews.len() - usize::from(own.is_some());
        Self { id, candidate, focus, copies, others, own, edited, standing, names, attempt }
    }

    /// The coach has said something of it since.
    pub fn hear(&mut self, review: &Review) {
        self.own = Some(Own::of(review));
        self.standing = Own::standing(self.own.as_ref());
    }

    /// What the candidate is called, as far as is known.
    pub fn called(&self) -> String {
        match self.candidate.name.as_deref().map(str::trim).filter(|name| !name.is_empty()) {
            Some(name) => name.to_owned(),
            None => format!("nameless {}", self.candidate.id.chars().take(4).collect::<String>()),
        }
    }

    /// Whether it holds these words: the candidate's name, the question, its type, the focus.
    pub fn has(&self, query: &str) -> bool {
        has_words(&words(query), &[&self.names])
    }
}

/// Says of items which have a newer attempt, and brings them into an order.
pub fn arrange(items: &mut [Item], order: Order) {
    let begun: Vec<_> = items
        .iter()
        .map(|item| (item.candidate.id.clone(), item.attempt.question.clone(), item.attempt.started))
        .collect();
    for item in items.iter_mut().filter(|item| item.standing == Standing::Returned) {
        let is_newer = |(person, question, started): &(String, _, Timestamp)| {
            *person == item.candidate.id
                && *question == item.attempt.question
                && *started > item.attempt.started
        };
        if begun.iter().any(is_newer) {
            item.standing = Standing::NewerAttempt;
        }
    }
    items.sort_by(|a, b| {
        let name = |item: &Item| fold(&item.called());
        let by_date = a.attempt.started.cmp(&b.attempt.started);
        let by = match order {
            Order::Standing => a.standing.cmp(&b.standing).then(by_date),
            Order::Candidate => name(a).cmp(&name(b)).then(by_date),
            Order::Question => {
                a.attempt.title.cmp(&b.attempt.title).then_with(|| name(a).cmp(&name(b))).then(by_date)
            }
            Order::Date => by_date.reverse(),
        };
        by.then_with(|| a.id.cmp(&b.id))
    });
}

/// The next one that nothing is said of, behind that place and then from the top.
pub fn next_new(items: &[Item], here: usize) -> Option<usize> {
    let is_new = |index: &usize| items[*index].standing == Standing::New;
    let behind = (here + 1..items.len()).find(is_new);
    behind.or_else(|| (0..items.len().min(here + 1)).find(is_new))
}
