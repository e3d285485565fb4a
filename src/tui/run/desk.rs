//! The coach's desk: sessions are read, live mocks begun, and what the coach says of either is written by a thread of its
//! own, the newest state of each. Changes no session.

use std::{
    collections::BTreeMap,
    mem,
    path::PathBuf,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::{Duration, Instant},
};

use jiff::Timestamp;

use super::{calibration::calibration, writer::Writer};
use crate::{
    insight::{
        assigned::follow_up,
        calibration::Calibration,
        cohort::{Cohort, Marked, cohort},
        facts::Facts,
        inbox::{self, Item},
        replies::Before,
    },
    model::{
        Attempt, Bank, CaseId, Framework, Question, QuestionId, Review, Rubric, Session, SessionId, Timeline,
        session::Person,
    },
    store::{
        assigned::Assigned,
        config::Config,
        desk::{
            Broken, Case, Desk, Listing, Progress, Taken, is_of_another_version,
            live::{Mock, Mocks},
        },
        failure::{Failure, Result},
        paths::Places,
        review_file::{Foreign, Loaded},
        samples::Samples,
        zone,
    },
    tui::effect::{self, Event},
};

/// What could not be written in its place: the name of its file, and the text in it.
pub type Unwritten = (String, Result<String>);

/// How soon more of what was read is shown, at first and at the most: who looks at it is not to be made restless.
const SOON: Duration = Duration::from_millis(200);
const LATE: Duration = Duration::from_secs(2);

/// The desk of this run.
pub struct Coaching {
    desk: Desk,
    assigned: Assigned,
    samples: Samples,
    mocks: Mocks,
    /// The live mock that is open: nobody else goes on with it.
    mock: Option<Mock>,
    coach: Person,
    snippets: Vec<String>,
    /// What the files of own reviews hold that this version does not know.
    foreign: Arc<Mutex<BTreeMap<CaseId, Foreign>>>,
    writer: Writer<CaseId, Loaded>,
    /// Whether what was known of the desk was told.
    is_shown: bool,
    /// Held by whoever reads the desk: two would read everything twice.
    reads: Arc<Mutex<()>>,
}

impl Coaching {
    /// At the desk of the person of the settings.
    pub fn new(paths: Vec<PathBuf>, places: &Places) -> Result<Self> {
        let config = Config::load(places)?;
        let coach = config.person.clone();
        let desk = desk(paths, &coach, places);
        let of = desk.clone();
        let write = move |case: &CaseId, own: &Loaded| of.keep(case, own).map(|_| own.review.written);
        let writer = Writer::start("reviews", write, Event::ReviewKept)?;
        Ok(Self {
            desk,
            assigned: Assigned::in_folder(places.assigned()),
            samples: Samples::in_folder(places.samples()),
            mocks: Mocks::new(places, coach.clone()),
            mock: None,
            coach,
            snippets: config.snippets(),
            foreign: Arc::default(),
            writer,
            is_shown: false,
            reads: Arc::default(),
        })
    }

    /// What lies on the desk, read by whoever runs it. `tell` hears of a part of it, and says whether anybody still waits; of
    /// the first reading it hears before that what lay there the last time.
    pub fn listing(
        &mut self,
    ) -> impl FnOnce(&mut dyn FnMut(inbox::Desk) -> bool) -> Result<inbox::Desk> + Send + 'static {
        let (desk, coach, settled) = (self.desk.clone(), self.coach.clone(), self.writer.settled());
        let (reads, assigned) = (Arc::clone(&self.reads), self.assigned.clone());
        let is_shown = mem::replace(&mut self.is_shown, true);
        move |tell| {
            // What was said last is to be in it.
            let _ = settled();
            let _alone = reads.lock().unwrap_or_else(PoisonError::into_inner);
            if !is_shown && let Some(known) = known(&desk, &coach) {
                let _ = tell(known);
            }
            let (mut last, mut pause) = (Instant::now(), SOON);
            let mut is_awaited = true;
            let listing = desk.list_indexed(seen, |Progress { done, of, so_far }| {
                if last.elapsed() >= pause {
                    is_awaited = tell(inbox::Desk { reading: Some((done, of)), ..shown(so_far(), &coach) });
                    (last, pause) = (Instant::now(), (pause * 2).min(LATE));
                }
                is_awaited
            })?;
            Ok(followed_up(listing, &coach, &assigned))
        }
    }

    /// What the scores say together, read by whoever runs it.
    pub fn cohort(&self) -> impl FnOnce() -> Result<Cohort> + Send + 'static {
        let (desk, settled) = (self.desk.clone(), self.writer.settled());
        move || {
            let _ = settled();
            together(&desk)
        }
    }

    /// A session with all that is said of it, and what was asked for in the attempt before; of a sample, the coach's copy.
    pub fn take(&self, case: CaseId, before: Option<CaseId>) -> Result<Event> {
        self.samples.lay_out(&case)?;
        let taken = taken(&self.desk, case, &self.foreign, &self.snippets)?;
        let before = before.and_then(|before| asked(&self.desk, &before));
        Ok(Event::Taken(Box::new(effect::Taken { before, ..taken })))
    }

    /// The samples, and own scores beside the coach's, read by whoever runs it.
    pub fn calibration(&self) -> impl FnOnce() -> Calibration + Send + 'static {
        let (desk, coach, samples) = (self.desk.clone(), self.coach.clone(), self.samples.clone());
        let settled = self.writer.settled();
        move || {
            let _ = settled();
            calibration(&desk, &coach, &samples)
        }
    }

    /// Several sessions, read by whoever runs it. What became unreadable since is left out: the inbox tells it.
    pub fn column(&self, cases: Vec<CaseId>) -> impl FnOnce() -> Vec<effect::Taken> + Send + 'static {
        let (desk, foreign, snippets) = (self.desk.clone(), self.foreign.clone(), self.snippets.clone());
        let settled = self.writer.settled();
        move || {
            let _ = settled();
            cases.into_iter().filter_map(|case| taken(&desk, case, &foreign, &snippets).ok()).collect()
        }
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

    /// A live mock of a question, to be begun or gone on with.
    pub fn mock(&mut self, question: &QuestionId, bank: &Bank, anew: bool) -> Result<Event> {
        let Some(asked) = bank.whole(question) else {
            let what = format!("{question} cannot be asked: its framework or rubric did not load");
            return Err(Failure::new(what, "`casebook questions` says why"));
        };
        let now = Timestamp::now();
        let date = now.to_zoned(zone::local()).date();
        let mock = self.mocks.take(question, now, date, anew)?;
        newer_keys(&self.foreign).insert(mock.case.clone(), mock.own.foreign.clone());
        let open = opened(&mock, asked);
        self.mock = Some(mock);
        Ok(Event::Mock(Box::new(open)))
    }

    /// Has what is said of a session or a mock written; what became of it is heard later.
    pub fn keep(&mut self, case: CaseId, review: Review) {
        let foreign = newer_keys(&self.foreign).get(&case).cloned().unwrap_or_default();
        let made = review.written;
        self.writer.keep(case, Loaded { review, foreign }, made);
    }

    /// Whether all that was said is on disk; what is not is tried once more.
    pub fn is_written(&self) -> bool {
        self.writer.settled()()
    }

    /// Whether something could not be written, as far as was heard.
    pub fn fails(&self) -> bool {
        self.writer.fails()
    }

    /// The end: what could not be written, each with the name that its file would have.
    pub fn finish(&mut self) -> Vec<Unwritten> {
        let of = |(case, own): (CaseId, Loaded)| (Desk::file_name(&case, &own.review.coach), own.text());
        self.writer.finish().into_iter().map(of).collect()
    }

    /// Whether something is still to be heard.
    pub fn is_waiting(&self) -> bool {
        self.writer.is_waiting()
    }

    /// What became of something that was said.
    pub fn heard(&mut self) -> Option<Event> {
        self.writer.heard()
    }
}

/// A live mock as its screen is told of it: what is asked, and what was said so far.
pub fn opened(
    mock: &Mock,
    (question, framework, rubric): (Arc<Question>, &Framework, &Rubric),
) -> effect::Mock {
    effect::Mock {
        case: mock.case.clone(),
        question: question.as_ref().clone(),
        framework: framework.clone(),
        rubric: rubric.clone(),
        own: mock.own.review.clone(),
        goes_on: mock.goes_on,
    }
}

/// Takes a session from the desk, and keeps what its review holds that this version does not know.
fn taken(
    desk: &Desk,
    case: CaseId,
    foreign: &Mutex<BTreeMap<CaseId, Foreign>>,
    snippets: &[String],
) -> Result<effect::Taken> {
    let Taken { session, sha256, doubt, own, others, reply } = desk.take(&case)?;
    let read_only = own.read_only().map(|why| format!("Your review was {why}."));
    newer_keys(foreign).insert(case.clone(), own.foreign);
    let edited = is_of_another_version(&own.review, &sha256);
    let snippets = snippets.to_vec();
    let (own, before) = (own.review, None);
    Ok(effect::Taken {
        case,
        session,
        sha256,
        doubt,
        edited,
        own,
        read_only,
        others,
        reply,
        before,
        snippets,
    })
}

/// What was asked for in a session. What became unreadable since is told by the inbox.
pub fn asked(desk: &Desk, case: &CaseId) -> Option<Before> {
    let taken = desk.take(case).ok()?;
    Some(Before { own: taken.own.review, reply: taken.reply }).filter(Before::asks)
}

/// Nothing is ever half done while it is locked.
fn newer_keys(foreign: &Mutex<BTreeMap<CaseId, Foreign>>) -> MutexGuard<'_, BTreeMap<CaseId, Foreign>> {
    foreign.lock().unwrap_or_else(PoisonError::into_inner)
}

/// The desk of a coach with these files and folders, as this machine knows it.
pub fn desk(paths: Vec<PathBuf>, coach: &Person, places: &Places) -> Desk {
    Desk::new(paths, coach.clone()).indexed_in(&places.cache)
}

/// What lay on a desk the last time, without a look at the disk.
pub fn known(desk: &Desk, coach: &Person) -> Option<inbox::Desk> {
    Some(shown(desk.known()?, coach))
}

/// What lies on a desk, as the inbox shows it, and who has answered what the coach assigned.
pub fn list(desk: &Desk, coach: &Person, assigned: &Assigned) -> Result<inbox::Desk> {
    Ok(followed_up(desk.list_indexed(seen, |_| true)?, coach, assigned))
}

/// Who has answered is told once all is read: until then somebody's answer may be among what is not.
fn followed_up(listing: Listing<Option<Facts>>, coach: &Person, assigned: &Assigned) -> inbox::Desk {
    let (given, unreadable) = assigned.read(listing.assignments.iter().map(PathBuf::as_path), coach);
    let mut desk = shown(listing, coach);
    desk.assigned = follow_up(&given, desk.items.iter().map(|item| &item.facts));
    desk.broken.extend(told(unreadable));
    desk
}

fn told(broken: Vec<Broken>) -> Vec<String> {
    broken.into_iter().map(|Broken { failure, .. }| format!("{} ({})", failure.what, failure.hint)).collect()
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
        case.of.map(|facts| Item::of(case.id, facts, case.reviews, coach, beside).with_reply(case.replied))
    };
    let items: Vec<Item> = listing.cases.into_iter().filter_map(item).collect();
    inbox::Desk {
        unfinished: all - items.len(),
        assigned: Vec::new(),
        items,
        broken: told(listing.broken),
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
