//! The program in a pseudo-terminal, and the screen that a person would see. Knows no question and no key's meaning.

use std::{
    fmt,
    io::{Read, Write},
    num::NonZeroU16,
    process::{Command, Output, Stdio},
    sync::{
        Arc, Condvar, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicBool, AtomicUsize, Ordering},
        mpsc::{Sender, channel},
    },
    thread::{self, JoinHandle},
    time::{Duration, Instant},
};

use portable_pty::{Child, CommandBuilder, ExitStatus, MasterPty, PtySize, native_pty_system};

use crate::{home::Home, keys};

/// What takes longer than this has failed. Nothing passes because time went by.
pub const DEADLINE: Duration = Duration::from_secs(20);

/// The pieces of one frame are nearer to each other than this.
const A_MOMENT: Duration = Duration::from_millis(25);

/// Terminals are opened and processes started one at a time: a child must not inherit another test's terminal, which
/// would then never be closed.
static STARTING: Mutex<()> = Mutex::new(());

/// The program in its terminal. Dropping it ends both.
pub struct Terminal {
    screen: Arc<Watched>,
    master: Option<Box<dyn MasterPty + Send>>,
    keyboard: Option<Sender<Vec<u8>>>,
    writer: Option<JoinHandle<()>>,
    reader: Option<JoinHandle<()>>,
    child: Box<dyn Child + Send + Sync>,
}

/// The screen, and word of every change to it.
struct Watched {
    parser: Mutex<vt100::Parser>,
    changed: Condvar,
    /// Whether whoever reads the terminal is to stop.
    closing: AtomicBool,
    /// Whether nobody reads it for now.
    stalled: AtomicBool,
    /// How many bytes the program wrote.
    written: AtomicUsize,
}

impl Terminal {
    /// The program in 80 columns of 24 rows.
    pub fn open(home: &Home) -> Self {
        Self::sized(home, 80, 24)
    }

    /// The program in a terminal of this size.
    pub fn sized(home: &Home, columns: u16, rows: u16) -> Self {
        Self::with(home, columns, rows, &[])
    }

    /// The program back in the session that was left.
    pub fn resumed(home: &Home) -> Self {
        let mut terminal = Self::open(home);
        terminal.resume();
        terminal
    }

    /// From the home screen back into the session that was left.
    pub fn resume(&mut self) -> &mut Self {
        self.wait_for("Resume");
        self.keys("<enter>")
            .wait_until("the session", |s| s.header().contains(" of 20:00") && s.caret.is_some());
        self
    }

    /// The program with more in its environment.
    pub fn with(home: &Home, columns: u16, rows: u16, environment: &[(&str, &str)]) -> Self {
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_casebook"));
        for (name, value) in environment {
            command.env(name, value);
        }
        Self::running(command, home, columns, rows)
    }

    /// A command that ends in the program.
    pub fn running(mut command: CommandBuilder, home: &Home, columns: u16, rows: u16) -> Self {
        for name in ["NO_COLOR", "VISUAL", "COLORTERM", "TMUX", "LINES", "COLUMNS"] {
            command.env_remove(name);
        }
        command.env("CASEBOOK_HOME", home.path());
        command.env("TZ", "UTC");
        command.env("TERM", "xterm-256color");
        command.cwd(home.path());
        let starting = STARTING.lock().unwrap_or_else(PoisonError::into_inner);
        let pair = native_pty_system().openpty(size(columns, rows)).unwrap();
        let child = pair.slave.spawn_command(command).unwrap();
        drop(pair.slave);
        let mut from = pair.master.try_clone_reader().unwrap();
        let mut to = pair.master.take_writer().unwrap();
        drop(starting);
        let screen = Arc::new(Watched {
            parser: Mutex::new(vt100::Parser::new(cells(rows), cells(columns), 0)),
            changed: Condvar::new(),
            closing: AtomicBool::new(false),
            stalled: AtomicBool::new(false),
            written: AtomicUsize::new(0),
        });
        let watched = Arc::clone(&screen);
        let reader = thread::spawn(move || {
            let mut bytes = [0; 8192];
            // Nothing is ever answered: this terminal is silent, as some are.
            while let Ok(count @ 1..) = from.read(&mut bytes) {
                watched.written.fetch_add(count, Ordering::SeqCst);
                watched.parser().process(&bytes[..count]);
                watched.changed.notify_all();
                if watched.closing.load(Ordering::SeqCst) {
                    break;
                }
                while watched.stalled.load(Ordering::SeqCst) {
                    thread::sleep(Duration::from_millis(2));
                }
            }
            watched.changed.notify_all();
        });
        let (keyboard, typed) = channel::<Vec<u8>>();
        // A program that does not read must not stop the test from noticing that.
        let writer = thread::spawn(move || {
            while let Ok(bytes) = typed.recv() {
                if to.write_all(&bytes).and_then(|()| to.flush()).is_err() {
                    break;
                }
            }
        });
        let (master, keyboard) = (Some(pair.master), Some(keyboard));
        Self { screen, master, keyboard, writer: Some(writer), reader: Some(reader), child }
    }

    /// Types keys in words, all of them at once.
    pub fn keys(&mut self, words: &str) -> &mut Self {
        self.bytes(&keys::bytes(words))
    }

    /// Sends bytes in one piece.
    pub fn bytes(&mut self, bytes: &[u8]) -> &mut Self {
        // Nobody may be listening any more; what is waited for next says that better.
        let _ = self.keyboard.as_ref().unwrap().send(bytes.to_vec());
        self
    }

    /// Pastes, as a terminal with bracketed paste does.
    pub fn paste(&mut self, text: &str) -> &mut Self {
        self.bytes(format!("\x1b[200~{text}\x1b[201~").as_bytes())
    }

    /// Clicks on a cell, counted from 0.
    pub fn click(&mut self, (column, row): (u16, u16)) -> &mut Self {
        let (x, y) = (column + 1, row + 1);
        self.bytes(format!("\x1b[<0;{x};{y}M\x1b[<0;{x};{y}m").as_bytes())
    }

    /// Turns the wheel by one notch.
    pub fn wheel(&mut self, down: bool) -> &mut Self {
        self.bytes(if down { b"\x1b[<65;40;12M" } else { b"\x1b[<64;40;12M" })
    }

    /// Waits until a text stands on the screen.
    pub fn wait_for(&mut self, text: &str) -> Screen {
        self.wait_until(&format!("`{text}`"), |screen| screen.has(text))
    }

    /// Waits until a text stands on the screen, and the terminal's cursor right behind it.
    pub fn wait_for_caret_behind(&mut self, text: &str) -> Screen {
        self.wait_until(&format!("the caret behind `{text}`"), |screen| {
            screen.caret.is_some() && screen.caret == screen.behind(text)
        })
    }

    /// Waits until a text stands on the screen, and the terminal's cursor on its first character: an empty field.
    pub fn wait_for_caret_on(&mut self, text: &str) -> Screen {
        self.wait_until(&format!("the caret on `{text}`"), |screen| {
            screen.caret.is_some() && screen.caret == screen.at(text)
        })
    }

    /// Waits until what is typed and everything else is on disk, as the footer says.
    pub fn wait_for_saved(&mut self) -> Screen {
        self.wait_until("`saved` in the footer", |screen| screen.footer().contains("saved "))
    }

    /// Waits until the screen is as wanted; `what` names that for the failure.
    pub fn wait_until(&mut self, what: &str, wanted: impl Fn(&Screen) -> bool) -> Screen {
        let deadline = Instant::now() + DEADLINE;
        let watched = Arc::clone(&self.screen);
        let mut parser = watched.parser();
        loop {
            let screen = Screen::of(parser.screen());
            if wanted(&screen) {
                return screen;
            }
            let ended = self.reader.as_ref().is_none_or(JoinHandle::is_finished);
            let left = deadline.saturating_duration_since(Instant::now());
            if ended || left.is_zero() {
                let why = if ended { "the program ended" } else { "it did not come" };
                panic!("waited for {what}, but {why}:\n{screen}");
            }
            // A quarter of a second, so that an end without a last word is noticed too.
            let wait = left.min(Duration::from_millis(250));
            parser = watched.changed.wait_timeout(parser, wait).unwrap_or_else(PoisonError::into_inner).0;
        }
    }

    /// The screen as soon as nothing was drawn for a moment: a frame may arrive in pieces, its last row last.
    pub fn at_rest(&mut self) -> Screen {
        let deadline = Instant::now() + DEADLINE;
        let watched = Arc::clone(&self.screen);
        let mut parser = watched.parser();
        while Instant::now() < deadline {
            let waited = watched.changed.wait_timeout(parser, A_MOMENT);
            let (now, waited) = waited.unwrap_or_else(PoisonError::into_inner);
            if waited.timed_out() {
                return Screen::of(now.screen());
            }
            parser = now;
        }
        panic!("it draws without end:\n{}", Screen::of(parser.screen()));
    }

    /// The screen as it is now.
    pub fn screen(&self) -> Screen {
        Screen::of(self.screen.parser().screen())
    }

    /// The terminal's own switches as they are now.
    pub fn modes(&self) -> Modes {
        let parser = self.screen.parser();
        let screen = parser.screen();
        let settings = self.master.as_ref().and_then(|master| master.get_termios());
        let settings = settings.map_or_else(String::new, |t| format!("{:?}", t.local_flags));
        Modes {
            alternate_screen: screen.alternate_screen(),
            bracketed_paste: screen.bracketed_paste(),
            mouse: screen.mouse_protocol_mode() != vt100::MouseProtocolMode::None,
            hidden_cursor: screen.hide_cursor(),
            raw: !settings.contains("ICANON") || !settings.contains("ECHO"),
        }
    }

    /// How many bytes the program has written so far.
    pub fn written(&self) -> usize {
        self.screen.written.load(Ordering::SeqCst)
    }

    /// How often the thread that draws went to sleep so far, and so woke.
    #[cfg(target_os = "linux")]
    pub fn sleeps(&self) -> usize {
        let id = self.child.process_id().unwrap();
        let status = std::fs::read_to_string(format!("/proc/{id}/status")).unwrap();
        let line = status.lines().find_map(|line| line.strip_prefix("voluntary_ctxt_switches:"));
        line.unwrap().trim().parse().unwrap()
    }

    /// The seconds of processor time that the program has used so far.
    #[cfg(target_os = "linux")]
    pub fn busy(&self) -> f64 {
        let id = self.child.process_id().unwrap();
        let stat = std::fs::read_to_string(format!("/proc/{id}/stat")).unwrap();
        // Behind the name, which may hold anything: in the program's mode and in the system's, in hundredths.
        let (_, behind) = stat.rsplit_once(')').unwrap();
        let hundredths = behind.split_whitespace().skip(11).take(2).map(|n| n.parse::<f64>().unwrap());
        hundredths.sum::<f64>() / 100.0
    }

    /// Makes the window another size.
    pub fn resize(&mut self, columns: u16, rows: u16) -> &mut Self {
        self.screen.parser().screen_mut().set_size(cells(rows), cells(columns));
        self.master.as_ref().unwrap().resize(size(columns, rows)).unwrap();
        self
    }

    /// The number of its process.
    pub fn process(&self) -> u32 {
        self.child.process_id().unwrap()
    }

    /// Sends a signal by its name: `TERM`.
    pub fn signal(&mut self, name: &str) -> &mut Self {
        let id = self.child.process_id().unwrap().to_string();
        let starting = STARTING.lock().unwrap_or_else(PoisonError::into_inner);
        let status = Command::new("kill").args([&format!("-{name}"), &id]).status().unwrap();
        drop(starting);
        assert!(status.success());
        self
    }

    /// The line to the window is dead, or alive again: nothing that the program writes arrives meanwhile.
    pub fn stall(&mut self, dead: bool) -> &mut Self {
        self.screen.stalled.store(dead, Ordering::SeqCst);
        self
    }

    /// Closes the window while the program runs.
    pub fn close(&mut self) {
        self.screen.closing.store(true, Ordering::SeqCst);
        // Something is drawn, so that whoever reads wakes up and lets go of the terminal.
        let wider = self.master.as_ref().map(|master| master.get_size().unwrap().cols + 1).unwrap();
        self.resize(wider, 24);
        self.reader.take().unwrap().join().unwrap();
        self.keyboard = None;
        self.writer.take().unwrap().join().unwrap();
        self.master = None;
    }

    /// Waits until the program has ended and everything that it wrote was read.
    pub fn end(&mut self) -> ExitStatus {
        let status = self.status();
        self.stall(false);
        if let Some(reader) = self.reader.take() {
            reader.join().unwrap();
        }
        status
    }

    /// Waits until the program has ended. Others may still write.
    pub fn status(&mut self) -> ExitStatus {
        let deadline = Instant::now() + DEADLINE;
        loop {
            match self.child.try_wait().unwrap() {
                Some(status) => return status,
                None if Instant::now() > deadline => panic!("it did not end:\n{}", self.screen()),
                None => thread::sleep(Duration::from_millis(2)),
            }
        }
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        self.stall(false);
        if let Ok(None) = self.child.try_wait() {
            let _ = self.child.kill();
            let _ = self.child.wait();
        }
    }
}

impl Watched {
    fn parser(&self) -> MutexGuard<'_, vt100::Parser> {
        self.parser.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// What the terminal was told, and its line settings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Modes {
    pub alternate_screen: bool,
    pub bracketed_paste: bool,
    pub mouse: bool,
    pub hidden_cursor: bool,
    pub raw: bool,
}

impl Modes {
    /// As a shell left them, and as it wants them back.
    pub const OF_A_SHELL: Self = Self {
        alternate_screen: false,
        bracketed_paste: false,
        mouse: false,
        hidden_cursor: false,
        raw: false,
    };
}

/// What a person sees.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Screen {
    rows: Vec<Row>,
    /// The visible cursor: column and row.
    pub caret: Option<(u16, u16)>,
    /// Whether it is the screen of a program, which leaves the shell's as it was.
    pub alternate: bool,
}

/// One row: its text, and for each byte of it the column behind that character.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Row {
    text: String,
    columns: Vec<u16>,
}

impl Screen {
    fn of(screen: &vt100::Screen) -> Self {
        let (rows, columns) = screen.size();
        let row = |row: u16| {
            let mut line = Row::default();
            for column in 0..columns.get() {
                let Some(cell) = screen.cell(row, column).filter(|c| !c.is_wide_continuation()) else {
                    continue;
                };
                line.text.push_str(if cell.has_contents() { cell.contents() } else { " " });
                let behind = column + if cell.is_wide() { 2 } else { 1 };
                line.columns.resize(line.text.len(), behind);
            }
            line
        };
        let (row_of_caret, column_of_caret) = screen.cursor_position();
        Self {
            rows: (0..rows.get()).map(row).collect(),
            caret: (!screen.hide_cursor()).then_some((column_of_caret, row_of_caret)),
            alternate: screen.alternate_screen(),
        }
    }

    /// Whether a text stands in one row.
    pub fn has(&self, text: &str) -> bool {
        self.rows.iter().any(|row| row.text.contains(text))
    }

    /// Whether a text stands in one row, in capitals or not.
    pub fn has_in_any_case(&self, text: &str) -> bool {
        let text = text.to_lowercase();
        self.rows.iter().any(|row| row.text.to_lowercase().contains(&text))
    }

    /// How often a text stands on the screen.
    pub fn count(&self, text: &str) -> usize {
        self.rows.iter().map(|row| row.text.matches(text).count()).sum()
    }

    /// The cell right behind a text: column and row.
    pub fn behind(&self, text: &str) -> Option<(u16, u16)> {
        self.rows.iter().zip(0..).find_map(|(row, y)| {
            let at = row.text.find(text)?;
            Some((*row.columns.get(at + text.len() - 1)?, y))
        })
    }

    /// The cell where a text begins: column and row.
    pub fn at(&self, text: &str) -> Option<(u16, u16)> {
        self.rows.iter().zip(0..).find_map(|(row, y)| {
            let at = row.text.find(text)?;
            Some((if at == 0 { 0 } else { row.columns[at - 1] }, y))
        })
    }

    /// The first row.
    pub fn header(&self) -> &str {
        self.rows.first().map_or("", |row| &row.text)
    }

    /// The last row.
    pub fn footer(&self) -> &str {
        self.rows.last().map_or("", |row| &row.text)
    }

    /// The seconds that the clock in the header has counted: `0:07 of 20:00`.
    pub fn seconds(&self) -> Option<u32> {
        let (before, _) = self.header().split_once(" of ")?;
        let (minutes, seconds) = before.rsplit(' ').next()?.split_once(':')?;
        Some(minutes.parse::<u32>().ok()? * 60 + seconds.parse::<u32>().ok()?)
    }
}

impl fmt::Display for Screen {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for row in &self.rows {
            writeln!(f, "|{}|", row.text)?;
        }
        writeln!(f, "caret: {:?}", self.caret)
    }
}

/// Runs the program without a terminal until it ends.
pub fn run(home: &Home, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_casebook"));
    command.args(arguments).env("CASEBOOK_HOME", home.path());
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let starting = STARTING.lock().unwrap_or_else(PoisonError::into_inner);
    let child = command.spawn().unwrap();
    drop(starting);
    child.wait_with_output().unwrap()
}

fn size(columns: u16, rows: u16) -> PtySize {
    PtySize { rows, cols: columns, pixel_width: 0, pixel_height: 0 }
}

fn cells(count: u16) -> NonZeroU16 {
    NonZeroU16::new(count).unwrap()
}
