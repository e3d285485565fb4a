//! The saver's thread: what it is asked for, and what is due without being asked. Knows the time, no screen.

use std::{
    any::Any,
    panic::{AssertUnwindSafe, catch_unwind},
    path::PathBuf,
    sync::{
        Arc,
        mpsc::{Receiver, RecvTimeoutError, Sender},
    },
    time::Instant,
};

use jiff::Timestamp;

use super::{Pace, Progress, Report, Request, Unsaved};
use crate::{
    model::{Course, Edit, Session, SessionId, State},
    store::{
        failure::{Failure, Result},
        keeper::{Keeper, Opened},
        session_file::Foreign,
    },
};

/// The thread, with all that it knows.
pub struct Thread {
    keeper: Keeper,
    pace: Pace,
    shelters: Vec<PathBuf>,
    progress: Arc<Progress>,
    reports: Sender<Report>,
    due: Due,
    /// Of the states that were kept, how many were taken.
    taken: u64,
    /// Why the journal cannot be written, and why the files cannot.
    journal: Option<Failure>,
    files: Option<Failure>,
    /// Why something that was given is kept nowhere.
    refused: Option<Failure>,
}

/// What is to be done, and when.
#[derive(Clone, Copy, Default)]
struct Due {
    sync: Option<Instant>,
    /// The file: so long after the last change, and not later than so long after the first.
    idle: Option<Instant>,
    longest: Option<Instant>,
}

impl Due {
    fn next(&self) -> Option<Instant> {
        [self.sync, self.snapshot()].into_iter().flatten().min()
    }

    fn snapshot(&self) -> Option<Instant> {
        [self.idle, self.longest].into_iter().flatten().min()
    }
}

impl Thread {
    /// A thread with nothing to do yet.
    pub fn new(
        keeper: Keeper,
        pace: Pace,
        shelters: Vec<PathBuf>,
        progress: Arc<Progress>,
        reports: Sender<Report>,
    ) -> Self {
        let (due, taken) = (Due::default(), 0);
        Self {
            keeper,
            pace,
            shelters,
            progress,
            reports,
            due,
            taken,
            journal: None,
            files: None,
            refused: None,
        }
    }

    /// Until the saver is dropped.
    pub fn run(mut self, requests: &Receiver<Request>) {
        let mut next = None;
        loop {
            let request = match (next.take(), self.due.next()) {
                (Some(request), _) => Ok(request),
                (None, Some(due)) => requests.recv_timeout(due.saturating_duration_since(Instant::now())),
                (None, None) => requests.recv().map_err(|_| RecvTimeoutError::Disconnected),
            };
            match request {
                Ok(Request::Keep(state)) => next = self.keep(*state, requests),
                Ok(Request::Edits(edits)) => self.keep_edits(*edits),
                Ok(Request::Stop) | Err(RecvTimeoutError::Disconnected) => {
                    let _ = self.close();
                    return;
                }
                Ok(request) => self.carry_out(request),
                Err(RecvTimeoutError::Timeout) => self.do_what_is_due(),
            }
        }
    }

    /// Takes a state, and those behind it in its place; gives the request that came after them.
    fn keep(&mut self, mut state: (Session, Foreign), requests: &Receiver<Request>) -> Option<Request> {
        self.taken += 1;
        let next = loop {
            match requests.try_recv() {
                Ok(Request::Keep(newer)) if newer.0.id == state.0.id => {
                    self.taken += 1;
                    state = *newer;
                }
                other => break other.ok(),
            }
        };
        let id = state.0.id.clone();
        let kept = guarded(|| self.keeper.keep(state.0, state.1));
        self.is_kept(&id, kept);
        next
    }

    fn keep_edits(&mut self, (id, edits, course): (SessionId, Vec<Edit>, Course)) {
        self.taken += 1;
        let kept = guarded(|| self.keeper.keep_edits(&id, edits, &course));
        self.is_kept(&id, kept);
    }

    /// What was taken is written, or could not be; and when there is more to do for it.
    fn is_kept(&mut self, id: &SessionId, kept: Result<()>) {
        if !self.keeper.is_open(id) {
            self.refused = kept.clone().err();
        }
        let now = Instant::now();
        self.due.sync.get_or_insert(now + self.pace.sync);
        self.due.longest.get_or_insert(now + self.pace.longest);
        // Without a journal the file is all there is.
        self.due.idle = Some(now + if kept.is_ok() { self.pace.idle } else { self.pace.sync });
        self.journal = kept.err();
        let taken = self.taken;
        self.progress.set(|counts| counts.written = taken);
    }

    fn carry_out(&mut self, request: Request) {
        // Whoever asked may have gone: then nobody hears the answer.
        match request {
            Request::Keep(_) | Request::Edits(_) | Request::Stop => {}
            Request::Begin(state, reply) => {
                self.refused = None;
                let _ = reply.send(guarded(|| self.keeper.begin(state.0, state.1)));
            }
            Request::Open(id, reply) => {
                self.refused = None;
                let shown = guarded(|| self.keeper.show(&id));
                // Whoever goes on writing types at once, and what is on the screen then survives a kill. What is finished is
                // read first: whoever waits sees it meanwhile.
                let is_written = is_written(&shown);
                if is_written {
                    self.settle(&id);
                }
                let _ = reply.send(shown);
                if !is_written {
                    self.settle(&id);
                }
            }
            Request::Copy(copy, reply) => {
                let (id, name, at) = *copy;
                let _ = reply.send(guarded(|| self.keeper.copy(&id, name, at)));
            }
            Request::Restore(id, source, reply) => {
                let _ = reply.send(guarded(|| self.keeper.restore(&id, &source)));
            }
            Request::Abandon(id, reply) => {
                let abandoned = guarded(|| self.keeper.abandon(&id));
                let _ = reply.send(self.is_over(abandoned));
            }
            Request::Seal(id, name, reply) => {
                let sealed = guarded(|| self.keeper.seal(&id, name.as_deref()));
                let _ = reply.send(self.is_over(sealed));
            }
            Request::Snapshot => self.snapshot(),
            Request::Flush(reply) => {
                self.snapshot();
                let _ = reply.send(self.files.clone().map_or(Ok(()), Err));
            }
            Request::Leave(id, reply) => {
                let left = guarded(|| self.keeper.close(&id));
                let _ = reply.send(self.is_over(left));
            }
            Request::Recover(reply) => {
                let _ = reply.send(guarded(|| Ok(self.keeper.recover())).unwrap_or_default());
                self.tell_of_conflicts();
            }
            Request::Behind(reply) => {
                let _ = reply.send(self.keeper.behind());
            }
            Request::Shelter(reply) => {
                let _ = reply.send(guarded(|| self.keeper.shelter(&self.shelters)));
            }
            Request::Close(reply) => {
                let _ = reply.send(self.close());
            }
        }
    }

    fn settle(&mut self, id: &SessionId) {
        // What fails is said with what is to be written in it.
        let _ = guarded(|| {
            self.keeper.settle(id);
            Ok(())
        });
    }

    /// Work on a session is over, or its file could not be written: then that is tried again like all others.
    fn is_over(&mut self, closed: Result<()>) -> Result<()> {
        if let Err(failure) = &closed {
            self.files = Some(failure.clone());
            self.journal = guarded(|| self.keeper.sync()).err();
        }
        self.look_back();
        closed
    }

    fn do_what_is_due(&mut self) {
        let now = Instant::now();
        if self.due.snapshot().is_some_and(|due| due <= now) {
            self.snapshot();
        } else if self.due.sync.is_some_and(|due| due <= now) {
            self.sync();
        }
    }

    fn sync(&mut self) {
        self.due.sync = None;
        self.journal = guarded(|| self.keeper.sync()).err();
        if self.journal.is_some() {
            self.snapshot();
            return;
        }
        self.look_back();
    }

    fn snapshot(&mut self) {
        self.due = Due::default();
        self.files = guarded(|| self.keeper.snapshot_all()).err();
        self.journal = guarded(|| self.keeper.sync()).err();
        self.look_back();
    }

    /// What is to be tried again, and what there is to report.
    fn look_back(&mut self) {
        self.tell_of_conflicts();
        let again = Instant::now() + self.pace.retry;
        let is_behind = self.keeper.is_behind();
        if self.files.is_some() && is_behind {
            self.due.idle = Some(again);
        }
        if self.journal.is_some() && is_behind {
            self.due.sync = Some(again);
        }
        // In its journal or in its file.
        let is_safe = self.refused.is_none() && (self.keeper.is_synced() || !is_behind);
        if is_safe {
            let taken = self.taken;
            self.progress.set(|counts| counts.saved = taken);
        }
        let nowhere =
            self.journal.as_ref().filter(|_| is_behind).map(|why| self.files.as_ref().unwrap_or(why));
        let failure = self.refused.as_ref().or(nowhere).or(self.files.as_ref().filter(|_| is_behind));
        let report = match failure {
            Some(failure) => Report::Failed(Unsaved {
                failure: failure.clone(),
                in_journal: is_safe,
                again: self.pace.retry,
            }),
            None if is_safe => Report::Saved(Timestamp::now()),
            None => return,
        };
        // Nobody may be listening any more; the save counts, not the news of it.
        let _ = self.reports.send(report);
    }

    fn tell_of_conflicts(&mut self) {
        for conflict in self.keeper.conflicts() {
            let _ = self.reports.send(Report::Conflict(conflict));
        }
    }

    /// The end. What cannot be saved in its place goes to another.
    fn close(&mut self) -> Result<()> {
        let closed = guarded(|| self.keeper.close_all());
        self.tell_of_conflicts();
        let Err(failure) = closed else { return Ok(()) };
        let journal = guarded(|| self.keeper.sync());
        let sheltered = guarded(|| self.keeper.shelter(&self.shelters)).unwrap_or_default();
        let sheltered: Vec<String> = sheltered.iter().map(|path| path.display().to_string()).collect();
        let hint = match (journal, &sheltered[..]) {
            (Ok(()), []) => {
                "what you wrote is in its journal: it comes back when you open the session".to_owned()
            }
            (Ok(()), paths) => format!(
                "what you wrote comes back when you open the session; a copy is in {}",
                paths.join(", ")
            ),
            (Err(_), []) => failure.hint,
            (Err(_), paths) => format!("what you wrote is in {}: move it to your sessions", paths.join(", ")),
        };
        Err(Failure::new(failure.what, hint))
    }
}

/// Whether an answer was opened that is still written.
fn is_written(opened: &Result<Opened>) -> bool {
    let to_write = |opened: &Opened| match opened {
        Opened::ToWrite { loaded, .. } => loaded.session.state == State::InProgress,
        Opened::ToRead(..) => false,
    };
    opened.as_ref().is_ok_and(to_write)
}

/// A panic in a write is a failure like others, and ends nothing else.
fn guarded<T>(write: impl FnOnce() -> Result<T>) -> Result<T> {
    catch_unwind(AssertUnwindSafe(write)).unwrap_or_else(|panic| {
        let words = words(&*panic);
        Err(Failure::new(format!("saving broke off: {words}"), "please report this; it is tried again"))
    })
}

fn words(panic: &(dyn Any + Send)) -> String {
    let words = panic.downcast_ref::<&str>().map(|words| (*words).to_owned());
    words.or_else(|| panic.downcast_ref::<String>().cloned()).unwrap_or("it did not say why".to_owned())
}
