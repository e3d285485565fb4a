//! A key in a long text, to its echo on the screen: in casebook's practice screen and in editors that people know.

use std::{fs, time::Duration};

use tempfile::TempDir;

use crate::{
    Args,
    figures::{Times, middle, ms, print, ratio},
    fixtures::{self, END, MIDDLE, QUESTION},
    programs,
    pty::Pty,
};

/// Keys typed in one program before it is the next one's turn; they are deleted again, so that no line grows.
const AT_ONCE: usize = 25;
/// Nothing more of a frame comes after this.
const REST: Duration = Duration::from_millis(10);
/// What is typed: never the final letter of an escape sequence, and nowhere in the text.
const TYPED: [u8; 3] = *b"QZW";
const BACKSPACE: u8 = 0x7f;
/// Bytes of the text.
const SIZES: [(usize, &str); 3] = [(5_000, "5 KB"), (100_000, "100 KB"), (1_000_000, "1 MB")];

/// Where in the text is typed.
#[derive(Clone, Copy)]
enum Spot {
    /// Before the first word of a paragraph in the middle: everything behind it moves.
    Middle,
    /// Behind the last word: one cell changes.
    End,
}

struct Typist {
    name: &'static str,
    pty: Pty,
    echo: Times,
    frame: Times,
    bytes: Vec<usize>,
    /// Kept until the program has ended.
    _home: TempDir,
}

pub fn measure(args: &Args) {
    for (spot, words) in
        [(Spot::End, "behind the last word"), (Spot::Middle, "before a paragraph in the middle")]
    {
        let mut rows = Vec::new();
        for (bytes, size) in SIZES {
            let mut typists = all(args, bytes, spot);
            for _ in 0..args.keys.div_ceil(AT_ONCE) {
                typists.iter_mut().for_each(Typist::types);
            }
            let ours = typists.first().map(|typist| typist.echo.median()).unwrap_or_default();
            for typist in &typists {
                rows.push(vec![
                    format!("{size}, {}", typist.name),
                    ms(typist.echo.median()),
                    ms(typist.echo.percentile(99)),
                    ms(typist.frame.median()),
                    middle(typist.bytes.clone()).to_string(),
                    ratio(ours, typist.echo.median()),
                ]);
            }
        }
        let title = format!("echo: a key typed {words}, {} keys of each in turn", args.keys);
        let heads =
            ["text, program", "median ms", "p99 ms", "whole frame ms", "bytes a key", "casebook takes"];
        print(&title, &heads, &rows);
    }
}

/// Every program with the text open and the caret in its place.
fn all(args: &Args, bytes: usize, spot: Spot) -> Vec<Typist> {
    let text = fixtures::text(bytes);
    let offset = match spot {
        Spot::Middle => text.find(MIDDLE).unwrap_or_default(),
        Spot::End => text.len(),
    };
    let line = text[..offset].matches('\n').count() + 1;
    let column = offset - text[..offset].rfind('\n').map_or(0, |at| at + 1) + 1;
    let home = fixtures::home_with_answer(&text, offset);
    let mut pty = Pty::start(programs::casebook(home.path(), &["practice", QUESTION]), args.size);
    pty.until(" of 20:00");
    let mut typists = vec![Typist::new("casebook", pty, home)];
    for (name, arguments, keys) in [
        ("nano", vec![format!("+{line},{column}")], ""),
        ("vim", vec![format!("+{line}")], if matches!(spot, Spot::End) { "A" } else { "0i" }),
        ("micro", vec![format!("+{line}:{column}")], ""),
    ] {
        let home = fixtures::home();
        let file = home.path().join("text.txt");
        fs::write(&file, &text).unwrap();
        let arguments = [arguments, vec![file.to_string_lossy().into_owned()]].concat();
        let Some(command) = programs::peer(name, home.path(), &arguments) else { continue };
        let mut pty = Pty::start(command, args.size);
        pty.until(if matches!(spot, Spot::End) { END } else { MIDDLE });
        pty.rests(Duration::from_millis(100));
        pty.types(keys.as_bytes());
        typists.push(Typist::new(name, pty, home));
    }
    for typist in &mut typists {
        typist.pty.rests(Duration::from_millis(200));
    }
    typists
}

impl Typist {
    fn new(name: &'static str, pty: Pty, home: TempDir) -> Self {
        Self { name, pty, echo: Times::default(), frame: Times::default(), bytes: Vec::new(), _home: home }
    }

    /// Types some letters, each after the one before was shown, and deletes them.
    fn types(&mut self) {
        self.pty.rests(REST);
        for letter in TYPED.iter().cycle().take(AT_ONCE) {
            let (row, column) = self.pty.caret();
            let shown = char::from(*letter).to_string();
            let pressed = self.pty.presses(&[*letter], REST, move |screen| {
                screen.cell(row, column).is_some_and(|cell| cell.contents() == shown)
            });
            self.echo.add(pressed.until_wanted);
            self.frame.add(pressed.until_rest);
            self.bytes.push(pressed.bytes);
        }
        self.pty.presses(&[BACKSPACE; AT_ONCE], REST * 3, |_| true);
    }
}
