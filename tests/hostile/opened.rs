//! The same folder in the real program behind a pseudo-terminal: each session that can be read is opened and paged through,
//! and the bytes that come out are judged. Nothing passes because time went by: a deadline only fails.

use std::{
    io::{Read as _, Write as _},
    sync::{Arc, Mutex},
    thread,
    time::{Duration, Instant},
};

use portable_pty::{Child, CommandBuilder, PtySize, native_pty_system};

use crate::{
    bytes::{Ours, printable},
    folder::{MEMORY, World},
};

/// A session of nine thousand rows is drawn in a debug build within this.
const DEADLINE: Duration = Duration::from_secs(60);
/// The last of what is switched on at the beginning, and the first of what is switched off at the end.
const SWITCHES: [&str; 2] = ["\x1b[?1006h", "\x1b[?1006l"];

/// All that the program wrote, and the screen that a person sees of it.
#[derive(Default)]
struct Seen {
    bytes: Vec<u8>,
    screen: vt100::Parser,
}

struct Coach {
    seen: Arc<Mutex<Seen>>,
    keyboard: Box<dyn std::io::Write + Send>,
    child: Box<dyn Child + Send + Sync>,
    reader: thread::JoinHandle<()>,
    /// How long the slowest page took.
    slowest: Duration,
}

impl Coach {
    fn at_the_desk(world: &World) -> Self {
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_casebook"));
        command.args(["review", "inbox"]);
        command.env_clear();
        command.env("CASEBOOK_HOME", world.path("home"));
        command.env("TERM", "xterm-256color");
        command.cwd(world.path(""));
        let pair = native_pty_system()
            .openpty(PtySize { rows: 24, cols: 80, pixel_width: 0, pixel_height: 0 })
            .unwrap();
        let child = pair.slave.spawn_command(command).unwrap();
        drop(pair.slave);
        let mut from = pair.master.try_clone_reader().unwrap();
        let keyboard = pair.master.take_writer().unwrap();
        let seen = Arc::new(Mutex::new(Seen::default()));
        let to = Arc::clone(&seen);
        let reader = thread::spawn(move || {
            // It lives as long as somebody reads.
            let _master = pair.master;
            let mut bytes = [0; 8192];
            while let Ok(count @ 1..) = from.read(&mut bytes) {
                let mut seen = to.lock().unwrap();
                seen.bytes.extend_from_slice(&bytes[..count]);
                seen.screen.process(&bytes[..count]);
            }
        });
        Self { seen, keyboard, child, reader, slowest: Duration::ZERO }
    }

    fn types(&mut self, keys: &str) -> &mut Self {
        self.keyboard.write_all(keys.as_bytes()).unwrap();
        self
    }

    /// Waits until the screen is as wanted, and gives its first line.
    fn waits(&self, what: &str, wanted: impl Fn(&str) -> bool) -> String {
        let begun = Instant::now();
        loop {
            let screen = self.seen.lock().unwrap().screen.screen().contents();
            if wanted(&screen) {
                return screen.lines().next().unwrap_or_default().to_owned();
            }
            assert!(begun.elapsed() < DEADLINE, "waited for {what}:\n{screen}");
            thread::sleep(Duration::from_millis(5));
        }
    }

    /// Goes through all parts of the session that is open; how many that were.
    fn pages(&mut self) -> usize {
        let head = self.waits("the review", |screen| {
            screen.contains("Give back") && screen.lines().next().is_some_and(|head| head.contains(" 1 of "))
        });
        let parts: usize = head.split_whitespace().last().unwrap().parse().unwrap();
        for part in 2..=parts {
            let place = format!("{part} of {parts}");
            let begun = Instant::now();
            self.types("\t").waits(&place, |screen| {
                screen.lines().next().is_some_and(|head| head.trim_end().ends_with(&place))
            });
            self.slowest = self.slowest.max(begun.elapsed());
        }
        parts
    }

    /// The most memory that it had.
    fn peak(&self) -> u64 {
        let id = self.child.process_id().unwrap();
        // Other systems have no such file.
        let status = std::fs::read_to_string(format!("/proc/{id}/status"));
        let status = status.unwrap_or_else(|_| "VmHWM: 0 kB".to_owned());
        let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap();
        peak.trim().trim_end_matches(" kB").parse::<u64>().unwrap() << 10
    }

    /// Leaves, and gives what came out between the switches of the terminal.
    fn leaves(mut self) -> String {
        self.types("\x11");
        assert!(self.child.wait().unwrap().success());
        self.reader.join().unwrap();
        let seen = self.seen.lock().unwrap();
        let text = std::str::from_utf8(&seen.bytes).unwrap();
        for switch in SWITCHES {
            assert_eq!(text.matches(switch).count(), 1, "{switch:?}");
        }
        let (_, behind) = text.split_once(SWITCHES[0]).unwrap();
        behind.split_once(SWITCHES[1]).unwrap().0.to_owned()
    }
}

#[test]
fn each_session_that_means_no_good_is_opened_and_read_and_steers_nothing() {
    let world = World::new(false);
    // What is refused is not opened, and read anew each time that the inbox is.
    for sent in world.sent.iter().filter(|sent| !sent.refused.is_empty()) {
        std::fs::remove_file(world.path("inbox").join(&sent.name)).unwrap();
    }
    opened(&world, MEMORY);
}

/// The same with a session at the limit of 16 MiB and one of nearly ten thousand rows; says how long a page took, and how much
/// memory all of it: `cargo test --test hostile largest -- --ignored --nocapture`
#[test]
#[ignore = "takes a minute"]
#[expect(clippy::disallowed_macros, reason = "a figure for who asks for it")]
fn the_largest_sessions_that_are_read_are_opened_and_read_too() {
    let (parts, slowest, peak) = opened(&World::new(true), 1 << 30);
    eprintln!("{parts} pages, the slowest after {slowest:?}, {} MB at most", peak >> 20);
}

/// How many pages were seen, how long the slowest took, and the most memory.
fn opened(world: &World, memory: u64) -> (usize, Duration, u64) {
    let before = world.snapshot();
    let mut ann = Coach::at_the_desk(world);
    ann.waits("the inbox", |screen| screen.contains("cannot be read"));
    let shown = world.sent.iter().filter(|sent| sent.refused.is_empty()).count() + 2;
    ann.waits("all of it", |screen| screen.contains(&format!("{shown} of {shown}")));
    let mut pages = 0;
    for _ in 0..shown {
        let parts = ann.types("\r").pages();
        assert!(parts > 8);
        pages += parts;
        // Away from the desk and back to it.
        ann.types("\x1bl").waits("the inbox", |screen| screen.contains("cannot be read"));
        ann.types("\x1b[B");
    }
    ann.types("p").waits("what cannot be read", |screen| screen.contains("What cannot be read"));
    ann.types("\x1b").waits("the inbox", |screen| !screen.contains("What cannot be read"));
    ann.types("g").waits("the cohort", |screen| screen.contains("Cohort"));
    let (peak, slowest) = (ann.peak(), ann.slowest);
    assert!(peak < memory, "{} MB", peak >> 20);
    let written = ann.leaves();
    printable(written.as_bytes(), Ours::Screen).unwrap_or_else(|near| panic!("{near}"));
    let outside = |snapshot: &crate::folder::Snapshot| -> Vec<_> {
        let home = world.path("home");
        snapshot
            .iter()
            .filter(|(path, _)| !path.starts_with(&home))
            .map(|(p, t)| (p.clone(), t.clone()))
            .collect()
    };
    assert!(outside(&world.snapshot()) == outside(&before), "something beside the sessions was touched");
    (pages, slowest, peak)
}
