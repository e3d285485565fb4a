//! Many files read at once, on as many threads as the machine has cores, while somebody hears how far it is. Opens none of
//! them itself.

use std::{
    collections::VecDeque,
    sync::{
        Mutex, MutexGuard, PoisonError,
        atomic::{AtomicBool, AtomicUsize, Ordering},
        mpsc::{RecvTimeoutError, Sender, channel},
    },
    thread,
    time::{Duration, Instant},
};

/// How often it is told how far it is.
const A_MOMENT: Duration = Duration::from_millis(100);
/// More threads wait for the disk.
const MOST_THREADS: usize = 4;
/// Of files that are larger one is read at a time, so that many hostile ones take no more memory than one.
const LARGE: u64 = 1 << 20;

/// What is heard meanwhile.
pub enum Heard<T> {
    /// What came of the file at that place.
    Done(usize, T),
    /// A moment went by.
    Moment,
}

/// Reads each file, a size of which is known. `hear` hears on the thread that asked, and says whether anybody still waits:
/// if not, no further file is begun.
pub fn each<F: Sync, T: Send>(
    files: &[F],
    size: impl Fn(&F) -> u64 + Sync,
    read: impl Fn(&F) -> T + Sync,
    mut hear: impl FnMut(Heard<T>) -> bool,
) {
    let (next, is_over, large) = (AtomicUsize::new(0), AtomicBool::new(false), Mutex::new(()));
    // Beside the channel, which would be in the program once for every type that goes through it.
    let results = Mutex::new(VecDeque::new());
    let work = |done: &Sender<()>| {
        loop {
            let place = next.fetch_add(1, Ordering::Relaxed);
            let Some(file) = files.get(place) else { return };
            let _alone = (size(file) > LARGE).then(|| locked(&large));
            if is_over.load(Ordering::Relaxed) {
                return;
            }
            let result = read(file);
            locked(&results).push_back((place, result));
            if done.send(()).is_err() {
                return;
            }
        }
    };
    thread::scope(|scope| {
        let (sender, receiver) = channel();
        let begin = |_: &usize| {
            let (sender, work) = (sender.clone(), &work);
            thread::Builder::new().spawn_scoped(scope, move || work(&sender)).is_ok()
        };
        // With fewer threads it takes longer, and without any it is done here.
        if (0..threads(files.len())).filter(begin).count() == 0 {
            work(&sender);
        }
        drop(sender);
        let mut told = Instant::now();
        loop {
            match receiver.recv_timeout(A_MOMENT) {
                Ok(()) => {
                    let result = locked(&results).pop_front();
                    if let Some((place, result)) = result
                        && !hear(Heard::Done(place, result))
                    {
                        is_over.store(true, Ordering::Relaxed);
                    }
                }
                Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) => break,
            }
            if told.elapsed() < A_MOMENT {
                continue;
            }
            told = Instant::now();
            if !hear(Heard::Moment) {
                is_over.store(true, Ordering::Relaxed);
            }
        }
    });
}

fn locked<T>(what: &Mutex<T>) -> MutexGuard<'_, T> {
    what.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Few files are read at once.
fn threads(files: usize) -> usize {
    let cores = thread::available_parallelism().map_or(1, usize::from);
    if files < 2 { 0 } else { cores.min(MOST_THREADS) }
}
