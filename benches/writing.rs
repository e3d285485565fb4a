//! How long a key takes in a short answer and in long ones, from the key to the finished frame: `cargo bench --bench
//! writing`. The figures are in docs/performance.md.

#![expect(clippy::unwrap_used, reason = "without a session there is nothing to measure")]

use std::time::Duration;

use casebook::{
    model::{
        Bank, Edit, Part, Place, Session,
        session::{At, Person, Stop},
        start::{Options, begin},
    },
    store::bank::built_in,
    tui::{
        app::{App, Start},
        effect::{Event, Now},
        theme::Theme,
    },
};
use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use divan::Bencher;
use jiff::{Timestamp, tz::TimeZone};
use ratatui::{Terminal, backend::TestBackend};

const QUESTION: &str = "alipay-success-metrics";
const STEP: &str = "goal";
const SIZES: [usize; 3] = [5_000, 100_000, 1_000_000];
const PASTED: usize = 100_000;

fn main() {
    divan::main();
}

#[divan::bench(args = SIZES)]
fn key_at_the_start(bencher: Bencher<'_, '_>, size: usize) {
    keys(bencher, size, |_| 0);
}

#[divan::bench(args = SIZES)]
fn key_in_the_middle(bencher: Bencher<'_, '_>, size: usize) {
    keys(bencher, size, |end| end / 2);
}

#[divan::bench(args = SIZES)]
fn key_at_the_end(bencher: Bencher<'_, '_>, size: usize) {
    keys(bencher, size, |end| end);
}

/// A letter and its deletion, each with its frame.
fn keys(bencher: Bencher<'_, '_>, size: usize, place: impl Fn(usize) -> usize) {
    let mut writer = Writer::at(size, place);
    bencher.bench_local(|| {
        writer.key(KeyCode::Char('x'));
        writer.key(KeyCode::Backspace);
    });
}

#[divan::bench(args = SIZES)]
fn page_down_and_up(bencher: Bencher<'_, '_>, size: usize) {
    let mut writer = Writer::at(size, |end| end / 2);
    bencher.bench_local(|| {
        writer.key(KeyCode::PageDown);
        writer.key(KeyCode::PageUp);
    });
}

#[divan::bench(args = SIZES)]
fn resize_and_back(bencher: Bencher<'_, '_>, size: usize) {
    let mut writer = Writer::at(size, |end| end / 2);
    bencher.bench_local(|| {
        writer.resize(96);
        writer.resize(100);
    });
}

/// A paste and its undoing, each with its frame.
#[divan::bench(args = SIZES)]
fn paste_of_100_kb_and_undo(bencher: Bencher<'_, '_>, size: usize) {
    let mut writer = Writer::at(size, |end| end / 2);
    let pasted = text(PASTED);
    bencher.bench_local(|| {
        writer.happens(Event::Paste(pasted.clone()));
        writer.happens(Event::Key(KeyEvent::new(KeyCode::Char('z'), KeyModifiers::CONTROL)));
    });
}

/// Somebody who writes.
struct Writer {
    app: App,
    terminal: Terminal<TestBackend>,
}

impl Writer {
    /// In an answer of a size, with the caret where `place` says of its end.
    fn at(size: usize, place: impl Fn(usize) -> usize) -> Self {
        let bank = built_in();
        let session = session(&bank, size, place(size));
        let (app, _) = App::new(bank, Vec::new(), Theme::new(true), TimeZone::UTC, Start::Home);
        let mut writer = Self { app, terminal: Terminal::new(TestBackend::new(100, 40)).unwrap() };
        writer.happens(Event::Opened(Box::new(session)));
        writer
    }

    fn happens(&mut self, event: Event) {
        let now = Now { wall: Timestamp::UNIX_EPOCH, mono: Duration::from_secs(1) };
        divan::black_box(self.app.update(event, now));
        self.terminal.draw(|frame| self.app.draw(frame)).unwrap();
    }

    fn key(&mut self, code: KeyCode) {
        self.happens(Event::Key(KeyEvent::new(code, KeyModifiers::NONE)));
    }

    fn resize(&mut self, columns: u16) {
        self.terminal.backend_mut().resize(columns, 40);
        self.happens(Event::Redraw);
    }
}

fn session(bank: &Bank, size: usize, offset: usize) -> Session {
    let (question, framework, rubric) = bank.whole(&QUESTION.into()).unwrap();
    let options = Options::new("s".into(), Person::default(), Timestamp::UNIX_EPOCH, 1);
    let mut session = begin((*question).clone(), framework.clone(), rubric.clone(), options);
    session.open_step(&STEP.into());
    let at = Place::of(Part::Step(STEP.into()));
    session.apply(&Edit::Splice { at, offset: 0, removed: String::new(), inserted: text(size) }).unwrap();
    session.at = At { stop: Stop::Step(STEP.into()), id: None, field: None, offset };
    session
}

/// Paragraphs of a few lines each, as people write them.
fn text(size: usize) -> String {
    let words = "trust grows where nothing surprises anybody about their own money · 支付 in shops and between friends";
    let words: Vec<&str> = words.split(' ').collect();
    let mut text = String::new();
    for number in 0.. {
        text.push_str(words[(number * 7 + number / 13) % words.len()]);
        text.push(if number % 60 == 59 { '\n' } else { ' ' });
        if text.len() >= size {
            break;
        }
    }
    text
}
