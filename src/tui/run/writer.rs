//! Writes the newest state of each of several things on a thread of its own, and tries again what failed. Knows nothing of
//! what it writes.

use std::{
    collections::BTreeMap,
    sync::mpsc::{Receiver, RecvTimeoutError, Sender, TryRecvError, channel},
    thread::{self, JoinHandle},
    time::Duration,
};

use jiff::Timestamp;

use crate::{
    store::failure::{Failure, Result},
    tui::effect::Event,
};

/// How soon what could not be written is tried again.
const AGAIN: Duration = Duration::from_secs(2);
/// How long a disk may take to answer whoever waits for it.
const PATIENCE: Duration = Duration::from_secs(10);

/// A thread that writes.
pub struct Writer<K, V> {
    /// None once nothing more is to be written.
    given: Option<Sender<Given<K, V>>>,
    told: Receiver<(Option<Timestamp>, Event)>,
    /// When the state was made that was given last, until it is heard what became of it.
    waits: Option<Timestamp>,
    /// Whether the last that was heard is that something could not be written.
    fails: bool,
    /// It ends with what could not be written.
    thread: Option<JoinHandle<BTreeMap<K, V>>>,
}

enum Given<K, V> {
    /// The newest state of a thing.
    State(K, V),
    /// Somebody who waits until everything that was given before was tried, and hears whether all of it is written.
    Until(Sender<bool>),
}

/// What became of a state: when it was made that is on disk, or why it is not, and what to do.
pub type Became = std::result::Result<Timestamp, String>;

impl<K: Ord + Clone + Send + 'static, V: Send + 'static> Writer<K, V> {
    /// Begins. `write` writes a state and says when it was made, and `tell` says what became of it.
    pub fn start(
        name: &str,
        write: impl FnMut(&K, &V) -> Result<Timestamp> + Send + 'static,
        tell: impl Fn(K, Became) -> Event + Send + 'static,
    ) -> Result<Self> {
        let (given, received) = channel();
        let (sender, told) = channel();
        let thread = thread::Builder::new()
            .name(name.to_owned())
            .spawn(move || {
                go(&received, write, |key, became| {
                    let at = became.as_ref().ok().copied();
                    // At the end nobody listens any more.
                    let _ = sender.send((at, tell(key, became)));
                })
            })
            .map_err(|error| {
                Failure::new(format!("cannot save in the background: {error}"), "close some programs")
            })?;
        Ok(Self { given: Some(given), told, waits: None, fails: false, thread: Some(thread) })
    }

    /// Has a state written that was made then; what became of it is heard later.
    pub fn keep(&mut self, key: K, value: V, made: Timestamp) {
        let given = self.given.as_ref().map(|given| given.send(Given::State(key, value)));
        if given.is_some_and(|sent| sent.is_ok()) {
            self.waits = Some(made);
        }
    }

    /// Waits, where it is called, until everything that was given so far was tried; says whether all of it is written.
    pub fn settled(&self) -> impl FnOnce() -> bool + Send + 'static {
        let (done, wait) = channel();
        if let Some(given) = &self.given {
            let _ = given.send(Given::Until(done));
        }
        // A disk that does not answer is not waited for without end.
        move || wait.recv_timeout(PATIENCE).unwrap_or(false)
    }

    /// The end: what was given last is written. What could not be is given back.
    pub fn finish(&mut self) -> BTreeMap<K, V> {
        self.given = None;
        self.thread.take().and_then(|thread| thread.join().ok()).unwrap_or_default()
    }

    /// Whether something is still to be heard.
    pub fn is_waiting(&self) -> bool {
        self.waits.is_some()
    }

    /// Whether something could not be written, as far as was heard.
    pub fn fails(&self) -> bool {
        self.fails
    }

    /// What became of something that was given.
    pub fn heard(&mut self) -> Option<Event> {
        let told = self.told.try_recv();
        // An older state on disk says nothing of the newest.
        let is_older = |at: &Timestamp| self.waits.is_some_and(|made| *at < made);
        self.fails = told.as_ref().map_or(self.fails, |(at, _)| at.is_none());
        match &told {
            Err(TryRecvError::Empty) => {}
            Ok((Some(at), _)) if is_older(at) => {}
            _ => self.waits = None,
        }
        told.ok().map(|(_, event)| event)
    }
}

impl<K, V> Drop for Writer<K, V> {
    /// What was given last is written before the program ends, however it ends.
    fn drop(&mut self) {
        self.given = None;
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

/// Until there is nothing more to write.
fn go<K: Ord + Clone, V>(
    received: &Receiver<Given<K, V>>,
    mut write: impl FnMut(&K, &V) -> Result<Timestamp>,
    tell: impl Fn(K, Became),
) -> BTreeMap<K, V> {
    let mut open: BTreeMap<K, V> = BTreeMap::new();
    let mut is_over = false;
    while !is_over {
        let first = if open.is_empty() {
            received.recv().map_err(|_| RecvTimeoutError::Disconnected)
        } else {
            received.recv_timeout(AGAIN)
        };
        is_over = matches!(first, Err(RecvTimeoutError::Disconnected));
        let mut waiting = Vec::new();
        for given in first.into_iter().chain(received.try_iter()) {
            match given {
                Given::State(key, value) => {
                    open.insert(key, value);
                }
                Given::Until(done) => waiting.push(done),
            }
        }
        open.retain(|key, value| {
            let became = write(key, value);
            let failed = became.is_err();
            tell(key.clone(), became.map_err(|failure| format!("{}: {}", failure.what, failure.hint)));
            failed
        });
        for done in waiting {
            let _ = done.send(open.is_empty());
        }
    }
    open
}
