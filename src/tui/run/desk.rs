//! The coach's desk: sessions are read, and what the coach says of them is written by a thread of its own, the newest
//! state of each. Changes no session.

use std::{
    collections::BTreeMap,
    sync::{
        Arc, Mutex, PoisonError,
        mpsc::{Receiver, RecvTimeoutError, Sender, TryRecvError, channel},
    },
    thread::{self, JoinHandle},
    time::{Duration, Instant},
};

use jiff::Timestamp;

use crate::{
    insight::{
        cohort::{Cohort, Marked, cohort},
        facts::Facts,
        inbox::{self, Item},
    },
    model::{Attempt, CaseId, Review, Session, session::Person},
    store::{
        config::Config,
        desk::{Case, Desk, Listing, Progress, Taken, is_of_another_version},
        failure::{Failure, Result},
        paths::Places,
        review_file::{Foreign, Loaded},
    },
    tui::effect::{self, Event},
};

/// How soon what could not be written is tried again.
const AGAIN: Duration = Duration::from_secs(2);

/// How soon more of what was read is shown, at first and at the most: who looks at it is not to be made restless.
const SOON: Duration = Duration::from_millis(200);
const LATE: Duration = Duration::from_secs(2);

/// The desk of this run.
pub struct Coaching {
    desk: Desk,
    coach: Person,
    snippets: Vec<String>,
    /// What the files of own reviews hold that this version does not know.
    foreign: BTreeMap<CaseId, Foreign>,
    /// None once nothing more is to be written.
    to_write: Option<Sender<(CaseId, Loaded)>>,
    written: Receiver<Event>,
    /// How many states were given, and of how many it was heard what became.
    waiting: usize,
    writer: Option<JoinHandle<()>>,
    /// Whether what was known of the desk is on the screen.
    is_shown: bool,
    /// Held by whoever reads the desk: two would read everything twice.
    reads: Arc<Mutex<()>>,
}

impl Coaching {
    /// At the desk of the person of the settings.
    pub fn new(paths: Vec<std::path::PathBuf>, config: &Config, places: &Places) -> Result<Self> {
        let coach = config.person.clone();
        let desk = desk(paths, &coach, places);
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
            foreign: BTreeMap::new(),
            to_write: Some(to_write),
            written,
            waiting: 0,
            writer: Some(writer),
            is_shown: false,
            reads: Arc::default(),
        })
    }

    /// What lay on the desk the last time: shown once, until it was looked at.
    pub fn known(&mut self) -> Option<inbox::Desk> {
        if std::mem::replace(&mut self.is_shown, true) {
            return None;
        }
        known(&self.desk, &self.coach)
    }

    /// What lies on the desk, read by whoever runs it. `tell` hears of a part of it, and says whether anybody still waits.
    pub fn listing(
        &self,
    ) -> impl FnOnce(&mut dyn FnMut(inbox::Desk) -> bool) -> Result<inbox::Desk> + Send + use<> {
        let (desk, coach, reads) = (self.desk.clone(), self.coach.clone(), Arc::clone(&self.reads));
        move |tell| {
            let _alone = reads.lock().unwrap_or_else(PoisonError::into_inner);
            listing(&desk, &coach, tell)
        }
    }

    /// What the scores say together, read by whoever runs it.
    pub fn cohort(&self) -> impl FnOnce() -> Result<Cohort> + Send + 'static {
        let desk = self.desk.clone();
        move || together(&desk)
    }

    /// A session with all that is said of it.
    pub fn take(&mut self, case: CaseId) -> Result<Event> {
        let Taken { session, sha256, own, others } = self.desk.take(&case)?;
        let read_only = own.read_only().map(|why| format!("Your review was {why}."));
        self.foreign.insert(case.clone(), own.foreign);
        let edited = is_of_another_version(&own.review, &sha256);
        let snippets = self.snippets.clone();
        let taken =
            effect::Taken { case, session, sha256, edited, own: own.review, read_only, others, snippets };
        Ok(Event::Taken(Box::new(taken)))
    }

    /// Has what is said of a session written; what became of it is heard later.
    pub fn keep(&mut self, case: CaseId, review: Review) {
        let foreign = self.foreign.get(&case).cloned().unwrap_or_default();
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

/// The desk of a coach with these files and folders, as this machine knows it.
pub fn desk(paths: Vec<std::path::PathBuf>, coach: &Person, places: &Places) -> Desk {
    Desk::new(paths, coach.clone()).indexed_in(&places.cache)
}

/// What lay on a desk the last time, without a look at the disk.
pub fn known(desk: &Desk, coach: &Person) -> Option<inbox::Desk> {
    Some(shown(desk.known()?, coach))
}

/// What lies on a desk, as the inbox shows it.
pub fn list(desk: &Desk, coach: &Person) -> Result<inbox::Desk> {
    listing(desk, coach, &mut |_| true)
}

fn listing(desk: &Desk, coach: &Person, tell: &mut dyn FnMut(inbox::Desk) -> bool) -> Result<inbox::Desk> {
    let (mut told, mut pause) = (Instant::now(), SOON);
    let mut is_awaited = true;
    let listing = desk.list_indexed(seen, |Progress { done, of, so_far }| {
        if told.elapsed() >= pause {
            let part = inbox::Desk { reading: Some((done, of)), ..shown(so_far(), coach) };
            is_awaited = tell(part);
            (told, pause) = (Instant::now(), (pause * 2).min(LATE));
        }
        is_awaited
    })?;
    Ok(shown(listing, coach))
}

/// What of a session is kept for the inbox: nothing of one that is not finished.
fn seen(session: &Session) -> Option<Facts> {
    Attempt::of(session).is_finished().then(|| Facts::of(session))
}

/// A desk as the inbox shows it.
fn shown(listing: Listing<Option<Facts>>, coach: &Person) -> inbox::Desk {
    let all = listing.cases.len();
    let item = |case: Case<Option<Facts>>| {
        let beside = (case.copies.len(), case.edited);
        case.of.map(|facts| Item::of(case.id, facts, case.reviews, coach, beside))
    };
    let items: Vec<Item> = listing.cases.into_iter().filter_map(item).collect();
    let told = |failure: Failure| format!("{} ({})", failure.what, failure.hint);
    inbox::Desk {
        unfinished: all - items.len(),
        items,
        broken: listing.broken.into_iter().map(|broken| told(broken.failure)).collect(),
        reading: None,
    }
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
