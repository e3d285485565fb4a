//! The coach's desk: sessions are read, live mocks begun, and what the coach says of either is written by a thread of its
//! own, the newest state of each. Changes no session.

use std::{
    collections::BTreeMap,
    path::PathBuf,
    sync::mpsc::{Receiver, RecvTimeoutError, Sender, TryRecvError, channel},
    thread::{self, JoinHandle},
    time::Duration,
};

use jiff::{Timestamp, tz::TimeZone};

use crate::{
    insight::{
        cohort::{Cohort, Marked, cohort},
        facts::Facts,
        inbox::{self, Item},
    },
    model::{Attempt, Bank, CaseId, QuestionId, Review, Session, session::Person},
    store::{
        config::Config,
        desk::{
            Case, Desk, Taken, is_of_another_version,
            live::{Mock, Mocks},
        },
        failure::{Failure, Result},
        paths::Places,
        review_file::{Foreign, Loaded},
    },
    tui::effect::{self, Event},
};

/// How soon what could not be written is tried again.
const AGAIN: Duration = Duration::from_secs(2);

/// The desk of this run.
pub struct Coaching {
    desk: Desk,
    mocks: Mocks,
    /// The live mock that is open: nobody else goes on with it.
    mock: Option<Mock>,
    coach: Person,
    snippets: Vec<String>,
    /// What the files of own reviews hold that this version does not know.
    foreign: BTreeMap<CaseId, Foreign>,
    /// None once nothing more is to be written.
    to_write: Option<Sender<(CaseId, Loaded)>>,
    written: Receiver<Event>,
    /// When the state was written down that was given last, until it is heard what became of it.
    waiting: Option<Timestamp>,
    writer: Option<JoinHandle<()>>,
}

impl Coaching {
    /// At the desk of the person of the settings.
    pub fn new(paths: Vec<PathBuf>, places: &Places) -> Result<Self> {
        let config = Config::load(places)?;
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
            mocks: Mocks::new(places, coach.clone()),
            mock: None,
            coach,
            snippets: config.snippets(),
            foreign: BTreeMap::new(),
            to_write: Some(to_write),
            written,
            waiting: None,
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

    /// A live mock of a question, to be begun or gone on with.
    pub fn mock(&mut self, question: &QuestionId, bank: &Bank, anew: bool) -> Result<Event> {
        let Some((asked, framework, rubric)) = bank.whole(question) else {
            let what = format!("{question} cannot be asked: its framework or rubric did not load");
            return Err(Failure::new(what, "`casebook questions` says why"));
        };
        let now = Timestamp::now();
        let date = now.to_zoned(TimeZone::system()).date();
        let mock = self.mocks.take(question, now, date, anew)?;
        self.foreign.insert(mock.case.clone(), mock.own.foreign.clone());
        let open = effect::Mock {
            case: mock.case.clone(),
            question: asked.clone(),
            framework: framework.clone(),
            rubric: rubric.clone(),
            own: mock.own.review.clone(),
            goes_on: mock.goes_on,
        };
        self.mock = Some(mock);
        Ok(Event::Mock(Box::new(open)))
    }

    /// Has what is said of a session or a mock written; what became of it is heard later.
    pub fn keep(&mut self, case: CaseId, review: Review) {
        let written = review.written;
        let foreign = self.foreign.get(&case).cloned().unwrap_or_default();
        if let Some(to_write) = &self.to_write
            && to_write.send((case, Loaded { review, foreign })).is_ok()
        {
            self.waiting = Some(written);
        }
    }

    /// Whether something is still to be heard.
    pub fn is_waiting(&self) -> bool {
        self.waiting.is_some()
    }

    /// What became of the last that was given.
    pub fn heard(&mut self) -> Option<Event> {
        let event = self.written.try_recv();
        // An older state on disk says nothing of the newest.
        let is_older = |at: &Timestamp| self.waiting.is_some_and(|waiting| *at < waiting);
        match &event {
            Err(TryRecvError::Empty) => {}
            Ok(Event::ReviewKept(_, Ok(at))) if is_older(at) => {}
            _ => self.waiting = None,
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

/// What lies on a desk, as the inbox shows it.
pub fn list(desk: &Desk, coach: &Person) -> Result<inbox::Desk> {
    let seen = |session: &Session| Attempt::of(session).is_finished().then(|| Facts::of(session));
    let listing = desk.list(seen)?;
    let all = listing.cases.len();
    let item = |case: Case<Option<Facts>>| {
        let beside = (case.copies.len(), case.edited);
        case.of.map(|facts| Item::of(case.id, facts, case.reviews, coach, beside))
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
            let kept = kept.map(|_| loaded.review.written).map_err(|f| format!("{}: {}", f.what, f.hint));
            // At the end nobody listens any more.
            let _ = told.send(Event::ReviewKept(case.clone(), kept));
            failed
        });
    }
}
