//! How long somebody waits who has practised ten thousand times: `cargo bench --bench sessions`. The figures are in
//! docs/performance.md.

#![expect(clippy::unwrap_used, reason = "without sessions there is nothing to measure")]
#![expect(clippy::disallowed_methods, reason = "it writes files of its own")]

use std::{
    fs,
    path::{Path, PathBuf},
    sync::{Arc, LazyLock},
    time::Duration,
};

use casebook::{
    insight::{attempts::written, inside::Inside},
    model::{Attempt, Bank, Session},
    store::{
        bank,
        paths::Places,
        sessions::{Broken, Listing, Sessions},
    },
    tui::{
        app::{App, Start},
        effect::{Event, Now},
        theme::Theme,
    },
};
use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use jiff::{Timestamp, tz::TimeZone};
use ratatui::{Terminal, backend::TestBackend};

#[path = "../tests/support/class.rs"]
mod class;
#[path = "../tests/support/own.rs"]
mod own;

const SESSIONS: usize = 10_000;

/// Made once, and kept between runs.
static HOME: LazyLock<PathBuf> = LazyLock::new(|| {
    let home = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("own-{SESSIONS}"));
    let folder = places(&home).sessions;
    if !folder.exists() {
        let making = home.join("making");
        own::write(&making, SESSIONS, 1);
        fs::create_dir_all(folder.parent().unwrap()).unwrap();
        fs::rename(making, folder).unwrap();
    }
    home
});

/// What is written in them.
static WRITTEN: LazyLock<Arc<Inside>> = LazyLock::new(|| {
    let mut inside = Inside::default();
    let look = |_: &Attempt, session: &Session| written(session);
    let add = |attempt: &Attempt, written: String| {
        inside.add(attempt.id.clone(), &written);
        true
    };
    sessions().each(look, add).unwrap();
    Arc::new(inside)
});

static BANK: LazyLock<Bank> = LazyLock::new(bank::built_in);

fn main() {
    divan::main();
}

fn places(home: &Path) -> Places {
    Places::under(home)
}

fn sessions() -> Sessions {
    let places = places(&HOME);
    Sessions::in_folder(&places.sessions).indexed_in(&places.cache)
}

#[divan::bench(sample_count = 3)]
fn first_index(bencher: divan::Bencher<'_, '_>) {
    let forget = || drop(fs::remove_dir_all(places(&HOME).cache));
    bencher.with_inputs(forget).bench_local_values(|()| sessions().list().unwrap());
}

#[divan::bench(sample_count = 20)]
fn list_with_the_index(bencher: divan::Bencher<'_, '_>) {
    sessions().list().unwrap();
    bencher.bench_local(|| sessions().list().unwrap());
}

/// What the index knows, before the disk was looked at.
#[divan::bench(sample_count = 20)]
fn known(bencher: divan::Bencher<'_, '_>) {
    sessions().list().unwrap();
    bencher.bench_local(|| sessions().known().unwrap());
}

/// Those at one question, which the beginning of an attempt asks for.
#[divan::bench(sample_count = 20)]
fn of_one_question(bencher: divan::Bencher<'_, '_>) {
    let question = sessions().list().unwrap().attempts[0].question.clone();
    bencher.bench_local(|| sessions().list_of(&question).unwrap());
}

/// From nothing to the first home screen, before the disk was looked at.
#[divan::bench(sample_count = 20)]
fn first_frame(bencher: divan::Bencher<'_, '_>) {
    sessions().list().unwrap();
    bencher.bench_local(|| Candidate::sits_down(sessions().known().unwrap()));
}

/// From the home screen to the list.
#[divan::bench(sample_count = 20)]
fn open_the_list(bencher: divan::Bencher<'_, '_>) {
    let candidate = Candidate::sits_down(sessions().list().unwrap());
    bencher
        .with_inputs(|| candidate.clone())
        .bench_local_refs(|candidate| candidate.presses(KeyCode::Char('s')));
}

/// What was read anew comes to an open list.
#[divan::bench(sample_count = 20)]
fn renew_the_list(bencher: divan::Bencher<'_, '_>) {
    let listing = sessions().list().unwrap();
    let mut candidate = Candidate::at_the_list(&[]);
    bencher
        .with_inputs(|| listing.attempts.clone())
        .bench_local_values(|attempts| candidate.happens(Event::Attempts(attempts)));
}

#[divan::bench(sample_count = 100)]
fn down_at_home(bencher: divan::Bencher<'_, '_>) {
    let mut candidate = Candidate::sits_down(sessions().list().unwrap());
    bencher.bench_local(|| candidate.presses(KeyCode::Down));
}

#[divan::bench(sample_count = 100)]
fn down(bencher: divan::Bencher<'_, '_>) {
    let mut candidate = Candidate::at_the_list(&[KeyCode::Tab]);
    bencher.bench_local(|| candidate.presses(KeyCode::Down));
}

#[divan::bench(sample_count = 100)]
fn next_page(bencher: divan::Bencher<'_, '_>) {
    let mut candidate = Candidate::at_the_list(&[KeyCode::Tab]);
    bencher.bench_local(|| candidate.presses(KeyCode::PageDown));
}

#[divan::bench(sample_count = 100)]
fn another_state(bencher: divan::Bencher<'_, '_>) {
    let mut candidate = Candidate::at_the_list(&[KeyCode::Tab]);
    bencher.bench_local(|| candidate.presses(KeyCode::Char(' ')));
}

#[divan::bench(sample_count = 100)]
fn letter_in_the_search(bencher: divan::Bencher<'_, '_>) {
    typing(bencher, Candidate::at_the_list(&[]));
}

#[divan::bench(sample_count = 100)]
fn letter_in_the_search_inside_answers(bencher: divan::Bencher<'_, '_>) {
    let mut candidate = Candidate::at_the_list(&[]);
    candidate.happens(Event::Answers(WRITTEN.clone()));
    typing(bencher, candidate);
}

/// Words are typed and taken back, letter by letter.
fn typing(bencher: divan::Bencher<'_, '_>, mut candidate: Candidate) {
    let typed = "merchants alip".chars().map(KeyCode::Char);
    let back = std::iter::repeat_n(KeyCode::Backspace, 14);
    let mut keys = typed.chain(back).cycle();
    bencher.bench_local(|| candidate.presses(keys.next().unwrap()));
}

/// Somebody at home, who sees every frame.
#[derive(Clone)]
struct Candidate {
    app: App,
    terminal: Terminal<TestBackend>,
}

impl Candidate {
    fn sits_down(listing: Listing) -> Self {
        let theme = Theme::new(true);
        let (app, _) = App::new(BANK.clone(), Vec::new(), theme, TimeZone::UTC, Start::Home);
        let mut candidate = Self { app, terminal: Terminal::new(TestBackend::new(120, 40)).unwrap() };
        let unreadable = listing.broken.into_iter().map(Broken::unreadable).collect();
        candidate.happens(Event::Unreadable(unreadable));
        candidate.happens(Event::Attempts(listing.attempts));
        candidate
    }

    fn at_the_list(keys: &[KeyCode]) -> Self {
        let mut candidate = Self::sits_down(sessions().list().unwrap());
        candidate.presses(KeyCode::Char('s'));
        // What is typed right behind a letter on Home would go on with that.
        candidate.happens(Event::Tick);
        keys.iter().for_each(|key| candidate.presses(*key));
        candidate
    }

    fn presses(&mut self, key: KeyCode) {
        self.happens(Event::Key(KeyEvent::new(key, KeyModifiers::NONE)));
    }

    fn happens(&mut self, event: Event) {
        self.app.update(event, Now { wall: Timestamp::UNIX_EPOCH, mono: Duration::ZERO });
        self.terminal.draw(|frame| self.app.draw(frame)).unwrap();
    }
}
