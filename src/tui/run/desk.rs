//! The coach's desk: sessions are read, and what the coach says of them is written by a thread of its own, the newest
//! state of each. Changes no session.

use std::{
    collections::BTreeMap,
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        mpsc::{Receiver, RecvTimeoutError, Sender, TryRecvError, channel},
    },
    thread::{self, JoinHandle},
    time::Duration,
};

use jiff::Timestamp;

use crate::{
    insight::{
        cohort::{Cohort, Marked, cohort},
        facts::Facts,
        inbox::{self, Item},
    },
    model::{Attempt, CaseId, Review, Session, SessionId, Timeline, session::Person},
    store::{
        config::Config,
        desk::{Case, Desk, Taken, is_of_another_version},
        failure::{Failure, Result},
        review_file::{Foreign, Loaded},
    },
    tui::effect::{self, Event},
};

/// How soon what could not be written is tried again.
const AGAIN: Duration = Duration::from_secs(2);

/// The desk of this run.
pub struct Coaching {
    desk: Desk,
    coach: Person,
    snippets: Vec<String>,
    /// What the files of own reviews hold that this version does not know.
    foreign: Arc<Mutex<BTreeMap<CaseId, Foreign>>>,
    /// None once nothing more is to be written.
    to_write: Option<Sender<(CaseId, Loaded)>>,
    written: Receiver<Event>,
    /// How many states were given, and of how many it was heard what became.
    waiting: usize,
    writer: Option<JoinHandle<()>>,
}

impl Coaching {
    /// At the desk of the person of the settings.
    pub fn new(paths: Vec<std::path::PathBuf>, config: &Config) -> Result<Self> {
        let coach = config.person.clone();
        let desk = Desk::new(paths, coach.clone());
        let (to_write, received) = channel();
        let (sender, written) = channel();
        let of = desk.clone();
        let writer = thread::Builder::new()
            .name("reviews".to_owned())
            .spawn(move || write(&of, &received, &sender))
            .map_err(|error| {
                Failure::new(format!("cannot save in the background: {error}"), "close some programs")
            })?;
        Ok(Self {
            desk,
            coach,
            snippets: config.snippets(),
            foreign: Arc::default(),
            to_write: Some(to_write),
            written,
            waiting: 0,
            writer: Some(writer),
        })
    }

    /// What lies on the desk, read by whoever runs it.
    pub fn listing(&self) -> impl FnOnce() -> Result<inbox::Desk> + Send + 'static {
        let (desk, coach) = (self.desk.clone(), self.coach.clone());
        move || list(&desk, &coach)
    }

    /// What the scores say together, read by whoever runs it.
    pub fn cohort(&self) -> impl FnOnce() -> Result<Cohort> + Send + 'static {
        let desk = self.desk.clone();
        move || together(&desk)
    }

    /// A session with all that is said of it.
    pub fn take(&self, case: CaseId) -> Result<Event> {
        let taken = taken(&self.desk, case, &self.foreign, &self.snippets)?;
        Ok(Event::Taken(Box::new(taken)))
    }

    /// Several sessions, read by whoever runs it. What became unreadable since is left out: the inbox tells it.
    pub fn column(&self, cases: Vec<CaseId>) -> impl FnOnce() -> Vec<effect::Taken> + Send + 'static {
        let (desk, foreign, snippets) = (self.desk.clone(), self.foreign.clone(), self.snippets.clone());
        move || cases.into_iter().filter_map(|case| taken(&desk, case, &foreign, &snippets).ok()).collect()
    }

    /// How an answer came to be, where that was shared, read by whoever runs it.
    pub fn timeline(
        &self,
        case: CaseId,
        id: SessionId,
    ) -> impl FnOnce() -> Result<Option<Timeline>> + Send + 'static {
        let desk = self.desk.clone();
        move || desk.timeline(&case, &id)
    }

    /// Has what is said of a session written; what became of it is heard later.
    pub fn keep(&mut self, case: CaseId, review: Review) {
        let foreign = known(&self.foreign).get(&case).cloned().unwrap_or_default();
        if let Some(to_write) = &self.to_write
            && to_write.send((case, Loaded { review, foreign })).is_ok()
        {
            self.waiting += 1;
        }
    }

    /// Whether something is still to be heard.
    pub fn is_waiting(&self) -> bool {
        self.waiting > 0
    }

    /// What became of the last that was given.
    pub fn heard(&mut self) -> Option<Event> {
        let event = self.written.try_recv();
        if !matches!(event, Err(TryRecvError::Empty)) {
            self.waiting = 0;
        }
        event.ok()
    }
}

impl Drop for Coaching {
    /// What was said last is written before the program ends.
    fn drop(&mut self) {
        self.to_write = None;
        if let Some(writer) = self.writer.take() {
            let _ = writer.join();
        }
    }
}

/// Takes a session from the desk, and keeps what its review holds that this version does not know.
fn taken(
    desk: &Desk,
    case: CaseId,
    foreign: &Mutex<BTreeMap<CaseId, Foreign>>,
    snippets: &[String],
) -> Result<effect::Taken> {
    let Taken { session, sha256, own, others, reply } = desk.take(&case)?;
    let read_only = own.read_only().map(|why| format!("Your review was {why}."));
    known(foreign).insert(case.clone(), own.foreign);
    let edited = is_of_another_version(&own.review, &sha256);
    let snippets = snippets.to_vec();
    Ok(effect::Taken { case, session, sha256, edited, own: own.review, read_only, others, reply, snippets })
}

/// Nothing is ever half done while it is locked.
fn known(foreign: &Mutex<BTreeMap<CaseId, Foreign>>) -> MutexGuard<'_, BTreeMap<CaseId, Foreign>> {
    foreign.lock().unwrap_or_else(PoisonError::into_inner)
}

/// What lies on a desk, as the inbox shows it.
pub fn list(desk: &Desk, coach: &Person) -> Result<inbox::Desk> {
    let seen = |session: &Session| Attempt::of(session).is_finished().then(|| Facts::of(session));
    let listing = desk.list(seen)?;
    let all = listing.cases.len();
    let item = |case: Case<Option<Facts>>| {
        let beside = (case.copies.len(), case.edited);
        case.of.map(|facts| Item::of(case.id, facts, case.reviews, coach, beside).with_reply(case.reply))
    };
    let items: Vec<Item> = listing.cases.into_iter().filter_map(item).collect();
    let told = |failure: Failure| format!("{} ({})", failure.what, failure.hint);
    Ok(inbox::Desk {
        unfinished: all - items.len(),
        items,
        broken: listing.broken.into_iter().map(|broken| told(broken.failure)).collect(),
    })
}

/// What the scores of own reviews say together. Sessions are read one after the other: there may be many.
pub fn together(desk: &Desk) -> Result<Cohort> {
    let cases = desk.list(|session| Attempt::of(session).is_finished())?.cases;
    let mut marked = Vec::new();
    for case in cases.into_iter().filter(|case| case.of) {
        // What became unreadable since is told by the inbox.
        if let Ok(Taken { session, own, .. }) = desk.take(&case.id) {
            marked.push(Marked::of(&session, Some(&own.review)));
        }
    }
    Ok(cohort(marked))
}

/// Writes the newest state of each review until there is nothing more to write; what failed is tried again.
fn write(desk: &Desk, received: &Receiver<(CaseId, Loaded)>, told: &Sender<Event>) {
    let mut open: BTreeMap<CaseId, Loaded> = BTreeMap::new();
    let mut is_over = false;
    while !is_over {
        let first = if open.is_empty() {
            received.recv().map_err(|_| RecvTimeoutError::Disconnected)
        } else {
            received.recv_timeout(AGAIN)
        };
        match first {
            Ok((case, loaded)) => {
                open.insert(case, loaded);
            }
            Err(RecvTimeoutError::Timeout) => {}
            Err(RecvTimeoutError::Disconnected) => is_over = true,
        }
        open.extend(received.try_iter());
        open.retain(|case, loaded| {
            let kept = desk.keep(case, loaded);
            let failed = kept.is_err();
            let kept = kept.map(|_| Timestamp::now()).map_err(|f| format!("{}: {}", f.what, f.hint));
            // At the end nobody listens any more.
            let _ = told.send(Event::ReviewKept(case.clone(), kept));
            failed
        });
    }
}
