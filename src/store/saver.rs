//! Saves sessions behind the writer's back: a thread of its own, never the key path.
//!
//! Nothing that was kept is ever dropped: what could not be written waits, newest first, until it can be.

use std::{
    collections::BTreeMap,
    path::PathBuf,
    sync::{
        Arc, Condvar, Mutex, MutexGuard, PoisonError, TryLockError,
        mpsc::{Receiver, Sender, channel},
    },
    thread::{self, JoinHandle, ScopedJoinHandle},
    time::{Duration, Instant},
};

use jiff::Timestamp;

use super::{
    failure::{Failure, Result},
    session_file::Foreign,
    sessions::Sessions,
};
use crate::model::{Session, SessionId};

/// How long after the first unsaved change the newest one is saved.
pub const DELAY: Duration = Duration::from_millis(400);
/// How long after a failure it is tried again.
pub const RETRY: Duration = Duration::from_secs(2);
/// How long a flush waits for a save that is under way. A disk that does not answer must not hang the program.
const PATIENCE: Duration = Duration::from_secs(2);

/// What became of a save.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Report {
    /// All that was kept is on disk.
    Saved(Timestamp),
    /// It is not, and will be tried again.
    Failed(String),
}

/// Saves what it is given to keep. Dropping it saves what is left.
pub struct Saver {
    handle: Handle,
    thread: Option<JoinHandle<()>>,
}

/// Keeps and flushes from anywhere: the signal thread, the panic hook.
#[derive(Clone)]
pub struct Handle(Arc<Shared>);

type Write = Box<dyn FnMut(&Session, &Foreign) -> Result<()> + Send>;

struct Shared {
    waiting: Mutex<Waiting>,
    changed: Condvar,
    /// Held while writing, so that an older snapshot never lands on a newer one.
    write: Mutex<Write>,
    reports: Mutex<Sender<Report>>,
    delay: Duration,
    retry: Duration,
    /// Folders for what cannot be saved in its place when the program ends.
    shelters: Vec<PathBuf>,
}

#[derive(Clone)]
struct Snapshot {
    number: u64,
    session: Session,
    foreign: Foreign,
}

#[derive(Default)]
struct Waiting {
    /// The newest snapshot of each session. A set, because one may wait while the next is practised.
    snapshots: BTreeMap<SessionId, Snapshot>,
    /// Counts what was kept, to tell whether a snapshot is still the newest after it was written.
    kept: u64,
    due: Option<Instant>,
    stop: bool,
}

impl Saver {
    /// Saves into a folder of sessions; what became of it arrives at the receiver. Where that cannot be written when the
    /// program ends, `shelters` are tried in turn.
    pub fn start(sessions: Sessions, shelters: Vec<PathBuf>) -> (Self, Receiver<Report>) {
        Self::with(Box::new(move |session, foreign| sessions.save(session, foreign)), DELAY, RETRY, shelters)
    }

    fn with(
        write: Write,
        delay: Duration,
        retry: Duration,
        shelters: Vec<PathBuf>,
    ) -> (Self, Receiver<Report>) {
        let (sender, receiver) = channel();
        let shared = Shared {
            waiting: Mutex::default(),
            changed: Condvar::new(),
            write: Mutex::new(write),
            reports: Mutex::new(sender),
            delay,
            retry,
            shelters,
        };
        let handle = Handle(Arc::new(shared));
        let of_thread = handle.clone();
        let thread = thread::Builder::new().name("saver".to_owned()).spawn(move || of_thread.run());
        // Without a thread, flushing still saves.
        (Self { handle, thread: thread.ok() }, receiver)
    }

    /// Takes the newest state of a session, to be saved soon.
    pub fn keep(&self, session: Session, foreign: Foreign) {
        self.handle.keep(session, foreign);
    }

    /// Saves now what is not saved yet.
    pub fn flush(&self) -> Result<()> {
        self.handle.flush()
    }

    /// The newest state of a session that is not on disk yet.
    pub fn unsaved(&self, id: &SessionId) -> Option<(Session, Foreign)> {
        let waiting = self.handle.waiting();
        waiting.snapshots.get(id).map(|newest| (newest.session.clone(), newest.foreign.clone()))
    }

    /// For threads that may have to save in a hurry.
    pub fn handle(&self) -> Handle {
        self.handle.clone()
    }
}

impl Drop for Saver {
    fn drop(&mut self) {
        self.handle.waiting().stop = true;
        self.handle.0.changed.notify_all();
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
        // Last, so that no save of the thread's is under way.
        let _ = self.handle.flush();
    }
}

impl Handle {
    /// Takes the newest state of a session, to be saved soon.
    pub fn keep(&self, session: Session, foreign: Foreign) {
        let mut waiting = self.waiting();
        waiting.kept += 1;
        let number = waiting.kept;
        waiting.snapshots.insert(session.id.clone(), Snapshot { number, session, foreign });
        // From the first unsaved change on, so that steady typing is saved too.
        let due = Instant::now() + self.0.delay;
        waiting.due.get_or_insert(due);
        drop(waiting);
        self.0.changed.notify_all();
    }

    /// Saves now what is not saved yet. What fails stays waiting.
    pub fn flush(&self) -> Result<()> {
        let deadline = Instant::now() + PATIENCE;
        let mut write = loop {
            match self.0.write.try_lock() {
                Ok(write) => break write,
                Err(TryLockError::Poisoned(poisoned)) => break poisoned.into_inner(),
                Err(TryLockError::WouldBlock) if Instant::now() < deadline => {
                    thread::sleep(Duration::from_millis(5));
                }
                Err(TryLockError::WouldBlock) => {
                    return Err(Failure::new(
                        "a save is still under way",
                        "wait a moment before you switch off",
                    ));
                }
            }
        };
        self.save(&mut write)
    }

    /// The last save of a program that ends: what cannot be saved in its place goes to another, and the failure says where.
    pub fn close(&self) -> Result<()> {
        let Err(failure) = self.flush() else { return Ok(()) };
        let snapshots: Vec<Snapshot> = self.waiting().snapshots.values().cloned().collect();
        let mut sheltered = Vec::new();
        for Snapshot { number, session, foreign } in snapshots {
            let saved = self.0.shelters.iter().map(|folder| Sessions::in_folder(folder)).find_map(|folder| {
                apart(|| folder.save(&session, &foreign)).ok().map(|()| folder.path(&session.id))
            });
            let Some(path) = saved else { return Err(failure) };
            let mut waiting = self.waiting();
            if waiting.snapshots.get(&session.id).is_some_and(|newest| newest.number == number) {
                waiting.snapshots.remove(&session.id);
            }
            sheltered.push(path.display().to_string());
        }
        if sheltered.is_empty() {
            return Err(failure);
        }
        let hint = format!("what you wrote is in {}: move it to your sessions", sheltered.join(", "));
        Err(Failure::new(failure.what, hint))
    }

    /// Whether something is not saved yet.
    pub fn is_waiting(&self) -> bool {
        !self.waiting().snapshots.is_empty()
    }

    fn save(&self, write: &mut Write) -> Result<()> {
        let snapshots: Vec<Snapshot> = {
            let mut waiting = self.waiting();
            waiting.due = None;
            // They stay until they are written: a failure in the middle loses nothing.
            waiting.snapshots.values().cloned().collect()
        };
        if snapshots.is_empty() {
            return Ok(());
        }
        let mut failed = None;
        for Snapshot { number, session, foreign } in snapshots {
            match apart(|| write(&session, &foreign)) {
                Ok(()) => {
                    let mut waiting = self.waiting();
                    // What was kept meanwhile is newer and still to be written.
                    if waiting.snapshots.get(&session.id).is_some_and(|newest| newest.number == number) {
                        waiting.snapshots.remove(&session.id);
                    }
                }
                Err(failure) => failed = Some(failure),
            }
        }
        let Some(failure) = failed else {
            self.report(Report::Saved(Timestamp::now()));
            return Ok(());
        };
        self.waiting().due = Some(Instant::now() + self.0.retry);
        self.0.changed.notify_all();
        self.report(Report::Failed(format!("{}; {}", failure.what, failure.hint)));
        Err(failure)
    }

    fn run(&self) {
        while self.wait_until_due() {
            let mut write = self.0.write.lock().unwrap_or_else(PoisonError::into_inner);
            // What became of it was reported.
            let _ = self.save(&mut write);
        }
    }

    /// False when it is time to stop.
    fn wait_until_due(&self) -> bool {
        let mut waiting = self.waiting();
        loop {
            if waiting.stop {
                return false;
            }
            let changed = &self.0.changed;
            waiting = match waiting.due.map(|due| due.saturating_duration_since(Instant::now())) {
                Some(Duration::ZERO) => return true,
                Some(left) => changed.wait_timeout(waiting, left).unwrap_or_else(PoisonError::into_inner).0,
                None => changed.wait(waiting).unwrap_or_else(PoisonError::into_inner),
            };
        }
    }

    fn report(&self, report: Report) {
        // Nobody may be listening any more; the save counts, not the news of it.
        let _ = self.0.reports.lock().unwrap_or_else(PoisonError::into_inner).send(report);
    }

    fn waiting(&self) -> MutexGuard<'_, Waiting> {
        self.0.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Runs a write on a thread of its own: a panic in it is a failure like others and ends nothing else, even while the
/// program reports another panic.
fn apart(mut write: impl FnMut() -> Result<()> + Send) -> Result<()> {
    let ended = thread::scope(|scope| {
        let thread = thread::Builder::new().name("write".to_owned()).spawn_scoped(scope, &mut write);
        thread.ok().map(ScopedJoinHandle::join)
    });
    match ended {
        Some(Ok(written)) => written,
        Some(Err(panic)) => {
            let words = panic.downcast_ref::<&str>().copied();
            let words = words.or_else(|| panic.downcast_ref::<String>().map(String::as_str));
            let what = format!("saving broke off: {}", words.unwrap_or("it did not say why"));
            Err(Failure::new(what, "please report this; it is tried again"))
        }
        // Where no thread can be had, the words still count.
        None => write(),
    }
}

#[cfg(test)]
mod tests;
