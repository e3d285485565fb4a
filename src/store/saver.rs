//! Saves sessions behind the writer's back: a thread of its own, never the key path.
//!
//! The thread alone has the [`Keeper`]; everybody else sends it requests, and those in a hurry wait for the answer.

mod thread;

use std::{
    path::PathBuf,
    sync::{
        Arc, Condvar, Mutex, MutexGuard, PoisonError,
        mpsc::{Receiver, Sender, channel},
    },
    thread::{Builder, JoinHandle},
    time::{Duration, Instant},
};

use jiff::Timestamp;

use super::{
    failure::{Failure, Result},
    keeper::{Conflict, Keeper, Opened},
    session_file::{Foreign, Loaded},
};
use crate::model::{Attempt, Course, Edit, Session, SessionId, session::At, unreadable::Source};

/// When things are written.
#[derive(Clone, Copy, Debug)]
pub struct Pace {
    /// How long after a change the journal is on disk for certain.
    pub sync: Duration,
    /// How long after the last change the session's file is written.
    pub idle: Duration,
    /// How long after the first change it is written though there is always another.
    pub longest: Duration,
    /// How long after a failure it is tried again.
    pub retry: Duration,
}

impl Default for Pace {
    fn default() -> Self {
        Self {
            sync: Duration::from_millis(250),
            idle: Duration::from_secs(2),
            longest: Duration::from_secs(30),
            retry: Duration::from_secs(2),
        }
    }
}

/// How long whoever waits for a write looks again and again: to be woken takes longer than most writes.
const LOOKING: Duration = Duration::from_micros(150);
/// How long somebody in a hurry waits. A disk that does not answer must not hang the program.
const PATIENCE: Duration = Duration::from_secs(2);
/// The same where a session is read or made, which may be a large one.
const READING: Duration = Duration::from_secs(60);
/// The same for the end, which a signal wants within a second.
const AT_THE_END: Duration = Duration::from_millis(800);

/// What became of what was kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Report {
    /// All of it is on disk.
    Saved(Timestamp),
    /// It is not where it belongs, and it will be tried again.
    Failed(Unsaved),
    /// Somebody else changed the file: ours goes on beside it.
    Conflict(Conflict),
}

/// Something that is not in its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unsaved {
    /// Where, why, and what to do.
    pub failure: Failure,
    /// Whether the journal has it for certain.
    pub in_journal: bool,
    /// How long until it is tried again.
    pub again: Duration,
}

/// Saves what it is given to keep. Dropping it saves what is left.
pub struct Saver {
    handle: Handle,
    /// What is to run on the thread, until it is begun.
    waits: Option<(thread::Thread, Receiver<Request>)>,
    thread: Option<JoinHandle<()>>,
}

/// Asks the saver from anywhere: the signal thread, the panic hook.
#[derive(Clone)]
pub struct Handle {
    requests: Sender<Request>,
    progress: Arc<Progress>,
}

/// What the thread is asked to do.
enum Request {
    Keep(Box<(Session, Foreign)>),
    Edits(Box<(SessionId, Vec<Edit>, Course)>),
    Begin(Box<(Session, Foreign)>, Sender<Result<()>>),
    Open(SessionId, Sender<Result<Opened>>),
    Copy(Box<(SessionId, SessionId, Option<At>)>, Sender<Result<Loaded>>),
    Restore(SessionId, Source, Sender<Result<Loaded>>),
    Abandon(SessionId, Sender<Result<()>>),
    Seal(SessionId, Option<String>, Sender<Result<()>>),
    Snapshot,
    Flush(Sender<Result<()>>),
    Leave(SessionId, Sender<Result<()>>),
    Recover(Sender<Vec<(SessionId, Result<Opened>)>>),
    Behind(Sender<Vec<Attempt>>),
    Shelter(Sender<Result<Vec<PathBuf>>>),
    Close(Sender<Result<()>>),
    /// The last one.
    Stop,
}

/// How far the thread is.
#[derive(Default)]
struct Progress {
    counts: Mutex<Counts>,
    changed: Condvar,
}

#[derive(Clone, Copy, Default)]
struct Counts {
    /// States that were given to be kept.
    kept: u64,
    /// Of these, those that are written.
    written: u64,
    /// Of these, those that are on disk for certain.
    saved: u64,
}

impl Saver {
    /// Begins to save; what becomes of it arrives at the receiver. Where something cannot be written when the program
    /// ends, `shelters` are tried in turn.
    pub fn start(
        keeper: Keeper,
        pace: Pace,
        shelters: Vec<PathBuf>,
    ) -> std::io::Result<(Self, Receiver<Report>)> {
        let (mut saver, reports) = Self::new(keeper, pace, shelters);
        saver.begin_work()?;
        Ok((saver, reports))
    }

    /// The same, but it does nothing before [`Saver::begin_work`], and nobody is to wait for it until then.
    pub fn new(keeper: Keeper, pace: Pace, shelters: Vec<PathBuf>) -> (Self, Receiver<Report>) {
        let (reports, receiver) = channel();
        let (requests, asked) = channel();
        let handle = Handle { requests, progress: Arc::default() };
        let thread = thread::Thread::new(keeper, pace, shelters, handle.progress.clone(), reports);
        (Self { handle, waits: Some((thread, asked)), thread: None }, receiver)
    }

    /// Begins to save, unless it has.
    pub fn begin_work(&mut self) -> std::io::Result<()> {
        if let Some((thread, asked)) = self.waits.take() {
            let begun = Builder::new().name("saver".to_owned()).spawn(move || thread.run(&asked))?;
            self.thread = Some(begun);
        }
        Ok(())
    }

    /// For threads that may have to save in a hurry.
    pub fn handle(&self) -> Handle {
        self.handle.clone()
    }
}

impl std::ops::Deref for Saver {
    type Target = Handle;

    fn deref(&self) -> &Handle {
        &self.handle
    }
}

impl Drop for Saver {
    fn drop(&mut self) {
        let _ = self.handle.requests.send(Request::Stop);
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

impl Handle {
    /// Takes the newest state of an open session: to be written at once, and saved soon.
    pub fn keep(&self, session: Session, foreign: Foreign) {
        self.progress.counts().kept += 1;
        let _ = self.requests.send(Request::Keep(Box::new((session, foreign))));
    }

    /// Takes what was done to an open session since its newest state, and how it goes now: the same as that state.
    pub fn keep_edits(&self, id: SessionId, edits: Vec<Edit>, course: Course) {
        self.progress.counts().kept += 1;
        let _ = self.requests.send(Request::Edits(Box::new((id, edits, course))));
    }

    /// Waits until all that was kept is written, but not longer than that.
    pub fn wait_until_written(&self, longest: Duration) {
        let began = Instant::now();
        while !self.progress.counts().is_written() {
            if began.elapsed() > LOOKING {
                return self.sleep_until_written(began + longest);
            }
            std::hint::spin_loop();
        }
    }

    fn sleep_until_written(&self, deadline: Instant) {
        let mut counts = self.progress.counts();
        while !counts.is_written() {
            let left = deadline.saturating_duration_since(Instant::now());
            if left.is_zero() {
                return;
            }
            let waited = self.progress.changed.wait_timeout(counts, left);
            counts = waited.unwrap_or_else(PoisonError::into_inner).0;
        }
    }

    /// Whether something that was kept is not on disk for certain.
    pub fn is_waiting(&self) -> bool {
        let counts = self.progress.counts();
        counts.saved < counts.kept
    }

    /// Takes a new session, to be written from now on.
    pub fn begin(&self, session: Session, foreign: Foreign) -> Result<()> {
        self.ask(READING, |reply| Request::Begin(Box::new((session, foreign)), reply))?
    }

    /// Opens a session that is there.
    pub fn open(&self, id: &SessionId) -> Result<Opened> {
        self.ask(READING, |reply| Request::Open(id.clone(), reply))?
    }

    /// Begins a copy under another name of a session that another program has open.
    pub fn copy(&self, id: &SessionId, name: SessionId, at: Option<At>) -> Result<Loaded> {
        self.ask(READING, |reply| Request::Copy(Box::new((id.clone(), name, at)), reply))?
    }

    /// Begins a session with what is kept of one whose file cannot be read.
    pub fn restore(&self, id: &SessionId, source: &Source) -> Result<Loaded> {
        self.ask(READING, |reply| Request::Restore(id.clone(), source.clone(), reply))?
    }

    /// Marks an unfinished attempt as abandoned, unless another program has it open.
    pub fn abandon(&self, id: &SessionId) -> Result<()> {
        self.ask(PATIENCE, |reply| Request::Abandon(id.clone(), reply))?
    }

    /// Freezes the file of a finished attempt, with this name where it had none, unless another program has it open.
    pub fn seal(&self, id: &SessionId, name: Option<String>) -> Result<()> {
        self.ask(READING, |reply| Request::Seal(id.clone(), name, reply))?
    }

    /// Has the files of the sessions written soon: not only the journal.
    pub fn snapshot_soon(&self) {
        let _ = self.requests.send(Request::Snapshot);
    }

    /// Writes now what is not in the sessions' files yet. What fails stays waiting.
    pub fn flush(&self) -> Result<()> {
        self.ask(PATIENCE, Request::Flush)?
    }

    /// Work on a session is over: others may open it. Where it cannot be written it stays open.
    pub fn leave(&self, id: &SessionId) -> Result<()> {
        self.ask(PATIENCE, |reply| Request::Leave(id.clone(), reply))?
    }

    /// Brings what a crash left in journals into the sessions' files.
    pub fn recover(&self) -> Result<Vec<(SessionId, Result<Opened>)>> {
        self.ask(Duration::MAX, Request::Recover)
    }

    /// Sessions whose files lack something, or are not there, as lists show them.
    pub fn behind(&self) -> Vec<Attempt> {
        // Lists do without what a disk that does not answer has.
        self.ask(PATIENCE, Request::Behind).unwrap_or_default()
    }

    /// Writes what its place does not take into another one; which files these are.
    pub fn shelter(&self) -> Result<Vec<PathBuf>> {
        self.ask(PATIENCE, Request::Shelter)?
    }

    /// The last save of a program that ends: what cannot be saved in its place goes to another, and the failure says
    /// where.
    pub fn close(&self) -> Result<()> {
        self.ask(AT_THE_END, Request::Close)?
    }

    fn ask<T>(&self, patience: Duration, request: impl FnOnce(Sender<T>) -> Request) -> Result<T> {
        let (sender, answer) = channel();
        let _ = self.requests.send(request(sender));
        answer.recv_timeout(patience).map_err(|_| {
            Failure::new("the disk does not answer", "wait a moment before you switch off; it is tried again")
        })
    }
}

impl Counts {
    fn is_written(self) -> bool {
        self.written >= self.kept
    }
}

impl Progress {
    fn counts(&self) -> MutexGuard<'_, Counts> {
        self.counts.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn set(&self, change: impl FnOnce(&mut Counts)) {
        change(&mut self.counts());
        self.changed.notify_all();
    }
}

#[cfg(test)]
mod tests;
