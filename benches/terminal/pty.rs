//! A program in a pseudo-terminal, and when its screen came to be as one waits for. Knows no program.

use std::{
    io::{Read, Write},
    num::NonZeroU16,
    sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError},
    thread,
    time::{Duration, Instant},
};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};

/// What takes longer does not come any more.
const DEADLINE: Duration = Duration::from_secs(60);

/// What is waited for.
type Wanted = Box<dyn Fn(&vt100::Screen) -> bool + Send>;

/// The program in its terminal. Dropping it ends both.
pub struct Pty {
    seen: Arc<Seen>,
    keyboard: Box<dyn Write + Send>,
    child: Box<dyn Child + Send + Sync>,
    /// When it was started.
    pub began: Instant,
    /// Open as long as the program runs.
    _master: Box<dyn MasterPty + Send>,
}

struct Seen {
    now: Mutex<Now>,
    changed: Condvar,
}

struct Now {
    parser: vt100::Parser,
    /// How many bytes came so far.
    bytes: usize,
    /// When the last of them came.
    last: Instant,
    wanted: Option<Wanted>,
    /// When it came, for whoever waits.
    came: Option<Instant>,
    ended: bool,
}

/// What a key did.
#[derive(Clone, Copy)]
pub struct Pressed {
    /// From the key to the first bytes after which the screen was as wanted.
    pub until_wanted: Duration,
    /// To the last bytes before nothing came for a moment: the whole frame.
    pub until_rest: Duration,
    /// How many bytes came.
    pub bytes: usize,
}

impl Pty {
    /// Starts a program in a terminal of so many columns and rows.
    pub fn start(command: CommandBuilder, (columns, rows): (u16, u16)) -> Self {
        let size = PtySize { rows, cols: columns, pixel_width: 0, pixel_height: 0 };
        let pair = native_pty_system().openpty(size).unwrap();
        let cells = |count| NonZeroU16::new(count).unwrap();
        let began = Instant::now();
        let now = Now {
            parser: vt100::Parser::new(cells(rows), cells(columns), 0),
            bytes: 0,
            last: began,
            wanted: None,
            came: None,
            ended: false,
        };
        let seen = Arc::new(Seen { now: Mutex::new(now), changed: Condvar::new() });
        let mut from = pair.master.try_clone_reader().unwrap();
        let keyboard = pair.master.take_writer().unwrap();
        let watched = Arc::clone(&seen);
        thread::spawn(move || {
            let mut bytes = vec![0; 1 << 16];
            while let Ok(count @ 1..) = from.read(&mut bytes) {
                watched.take_in(&bytes[..count], Instant::now());
            }
            watched.lock().ended = true;
            watched.changed.notify_all();
        });
        let began = Instant::now();
        let child = pair.slave.spawn_command(command).unwrap();
        drop(pair.slave);
        Self { seen, keyboard, child, began, _master: pair.master }
    }

    /// Its process.
    pub fn process(&self) -> u32 {
        self.child.process_id().unwrap()
    }

    /// How long after its start a text stood on the screen.
    pub fn until(&mut self, text: &str) -> Duration {
        let wanted = text.to_owned();
        let came = self.wait(text, Some(Box::new(move |screen| screen.contents().contains(&wanted))));
        came.saturating_duration_since(self.began)
    }

    /// Types without waiting for anything.
    pub fn types(&mut self, bytes: &[u8]) {
        self.keyboard.write_all(bytes).unwrap();
        self.keyboard.flush().unwrap();
    }

    /// Types, and waits until the screen is as wanted and then at rest.
    pub fn presses(
        &mut self,
        bytes: &[u8],
        rest: Duration,
        wanted: impl Fn(&vt100::Screen) -> bool + Send + 'static,
    ) -> Pressed {
        let mut now = self.seen.lock();
        let before = now.bytes;
        now.came = None;
        now.wanted = Some(Box::new(wanted));
        drop(now);
        let pressed = Instant::now();
        self.types(bytes);
        let came = self.wait(&format!("what {:?} does", String::from_utf8_lossy(bytes)), None);
        let (last, all) = self.rests(rest);
        Pressed {
            until_wanted: came.saturating_duration_since(pressed),
            until_rest: last.saturating_duration_since(pressed),
            bytes: all - before,
        }
    }

    /// The same until a text stands on the screen.
    pub fn presses_until(&mut self, bytes: &[u8], rest: Duration, text: &str) -> Pressed {
        let text = text.to_owned();
        self.presses(bytes, rest, move |screen| screen.contents().contains(&text))
    }

    /// Waits until nothing was drawn for so long; when the last bytes came, and how many there were in all.
    pub fn rests(&mut self, rest: Duration) -> (Instant, usize) {
        let mut now = self.seen.lock();
        let since = Instant::now();
        loop {
            let quiet = now.last.max(since).elapsed();
            if quiet >= rest {
                return (now.last, now.bytes);
            }
            now = self.seen.changed.wait_timeout(now, rest - quiet).unwrap().0;
        }
    }

    /// Where its cursor is: row and column.
    pub fn caret(&self) -> (u16, u16) {
        self.seen.lock().parser.screen().cursor_position()
    }

    /// When what is wanted, or was wanted before a key, came.
    fn wait(&mut self, what: &str, wanted: Option<Wanted>) -> Instant {
        let deadline = Instant::now() + DEADLINE;
        let mut now = self.seen.lock();
        if let Some(wanted) = wanted {
            now.came = wanted(now.parser.screen()).then_some(now.last);
            now.wanted = Some(wanted);
        }
        loop {
            if let Some(came) = now.came {
                return came;
            }
            if now.ended || Instant::now() > deadline {
                panic!("waited for {what}:\n{}", now.parser.screen().contents());
            }
            now = self.seen.changed.wait_timeout(now, Duration::from_millis(250)).unwrap().0;
        }
    }
}

impl Seen {
    fn lock(&self) -> MutexGuard<'_, Now> {
        self.now.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn take_in(&self, bytes: &[u8], at: Instant) {
        let mut now = self.lock();
        now.parser.process(bytes);
        now.bytes += bytes.len();
        now.last = at;
        if now.came.is_none() && now.wanted.as_ref().is_some_and(|wanted| wanted(now.parser.screen())) {
            now.came = Some(at);
        }
        self.changed.notify_all();
    }
}

impl Drop for Pty {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
