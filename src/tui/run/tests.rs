//! What happens when the program itself fails: the real loop in a pseudo-terminal, with a person who makes it panic.

use std::{
    env,
    io::Read,
    path::{Path, PathBuf},
    sync::mpsc::channel,
    thread,
    time::{Duration, Instant},
};

use crossterm::event::{Event as Raw, KeyCode};
use portable_pty::{CommandBuilder, PtySize, native_pty_system};

use super::*;
use crate::{model::Answer, store::bank, tui::effect::Begin};

/// Names the folder in which the test below lets the program fail.
const HOME: &str = "CASEBOOK_TEST_THAT_PANICS";
/// Long enough for a slow machine; nothing passes because it went by.
const DEADLINE: Duration = Duration::from_secs(30);

/// Not a test of its own, and nothing unless the one below runs it: the program, with somebody who types a word and at
/// whose next key it panics.
#[test]
fn a_program_that_panics() {
    let Some(home) = env::var_os(HOME).map(PathBuf::from) else { return };
    let bank = bank::built_in();
    let questions = Questions::Read(bank);
    let context = Context { questions, places: Places::under(&home), colour: false, desk: None };
    let begin = Begin { only: Some("goal".into()), ..Begin::at("alipay-success-metrics".into()) };
    let program = Program::open(Start::Question(Box::new(begin)), context).unwrap();
    let mut typed = false;
    let person = |_| {
        assert!(!std::mem::replace(&mut typed, true), "the screen fell over");
        let keys = [KeyCode::Enter].into_iter().chain("words".chars().map(KeyCode::Char));
        Ok(keys.map(|key| Raw::Key(key.into())).collect())
    };
    program.go(person).unwrap();
}

#[test]
fn a_panic_saves_gives_the_terminal_back_and_says_what_happened() {
    for _ in 0..5 {
        panics();
    }
}

/// `cargo test --lib panic_100_times -- --ignored --nocapture`
#[test]
#[expect(clippy::disallowed_macros, reason = "figures are for who runs it by hand")]
#[ignore = "takes a minute, and measures time"]
fn a_panic_100_times() {
    let longest = (0..100).map(|_| panics()).max().unwrap();
    println!("panic: 100 ends, 0 lost, the longest took {longest:.0?} from the last key on");
    assert!(longest < Duration::from_secs(1));
}

/// Lets the program fail; gives how long its last words took.
fn panics() -> Duration {
    let home = tempfile::tempdir().unwrap();
    let pair = native_pty_system().openpty(PtySize { rows: 24, cols: 80, ..PtySize::default() }).unwrap();
    let mut child = pair.slave.spawn_command(program(home.path())).unwrap();
    drop(pair.slave);
    let mut from = pair.master.try_clone_reader().unwrap();
    let (sender, whole) = channel();
    thread::spawn(move || {
        let mut screen = vt100::Parser::new(24.try_into().unwrap(), 80.try_into().unwrap(), 0);
        let (mut bytes, mut was_alternate, mut written) = ([0; 4096], false, None);
        // The terminal's end is an error on some systems.
        while let Ok(count @ 1..) = from.read(&mut bytes) {
            screen.process(&bytes[..count]);
            was_alternate |= screen.screen().alternate_screen();
            if screen.screen().contents().contains("words") {
                written.get_or_insert_with(Instant::now);
            }
        }
        let _ = sender.send((screen, was_alternate, written.map(|at: Instant| at.elapsed())));
    });
    let Ok((parser, was_alternate, took)) = whole.recv_timeout(DEADLINE) else {
        child.kill().unwrap();
        panic!("it did not end");
    };
    let screen = parser.screen();
    assert!(was_alternate, "it never had the terminal:\n{}", screen.contents());
    assert!(!screen.alternate_screen() && !screen.hide_cursor() && !screen.bracketed_paste());
    assert_eq!(screen.mouse_protocol_mode(), vt100::MouseProtocolMode::None);
    let flags = format!("{:?}", pair.master.get_termios().map(|settings| settings.local_flags));
    assert!(flags.contains("ICANON") && flags.contains("ECHO"), "{flags}");
    assert!(screen.contents().contains("the screen fell over"), "{}", screen.contents());
    assert_ne!(child.wait().unwrap().exit_code(), 0);

    let sessions = Sessions::in_folder(&Places::under(home.path()).sessions);
    let attempt = sessions.list().unwrap().attempts.remove(0);
    let session = sessions.load(&attempt.id).unwrap().session;
    assert_eq!(session.answer(&"goal".into()).map(Answer::text), Some("words"));
    took.unwrap_or_default()
}

fn program(home: &Path) -> CommandBuilder {
    let mut command = CommandBuilder::new(env::current_exe().unwrap());
    command.args(["--exact", "tui::run::tests::a_program_that_panics", "--nocapture", "--test-threads=1"]);
    command.env(HOME, home);
    command.env("TERM", "xterm-256color");
    command.env("RUST_BACKTRACE", "0");
    command.cwd(home);
    command
}
