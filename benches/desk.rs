//! How long a coach waits at a desk with ten thousand sessions: `cargo bench --bench desk`. The figures are in
//! docs/performance.md.

#![expect(clippy::unwrap_used, reason = "without a class there is nothing to measure")]
#![expect(clippy::disallowed_methods, reason = "it writes files of its own")]

use std::{
    fs,
    path::{Path, PathBuf},
    sync::LazyLock,
    time::Duration,
};

use casebook::{
    insight::inbox,
    model::Bank,
    store::{assigned::Assigned, desk::Desk, paths::Places},
    tui::{
        app::{App, Start},
        effect::{Event, Now},
        run::desk::{desk, list},
        theme::Theme,
    },
};
use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use jiff::{Timestamp, tz::TimeZone};
use ratatui::{Terminal, backend::TestBackend};

#[path = "../tests/support/class.rs"]
mod class;

const SESSIONS: usize = 10_000;

/// Made once, and kept between runs.
static CLASS: LazyLock<PathBuf> = LazyLock::new(|| {
    let home = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("class-of-{SESSIONS}"));
    let folder = home.join("sessions");
    if !folder.exists() {
        let making = home.join("making");
        class::write(&making, SESSIONS, 1, None);
        fs::rename(making, folder).unwrap();
    }
    home
});

fn main() {
    divan::main();
}

fn places() -> Places {
    Places::under(&CLASS)
}

fn on_the_desk() -> Desk {
    desk(vec![CLASS.join("sessions")], &class::coach(), &places())
}

fn listed() -> inbox::Desk {
    list(&on_the_desk(), &class::coach(), &Assigned::in_folder(places().assigned())).unwrap()
}

#[divan::bench(sample_count = 3)]
fn first_index(bencher: divan::Bencher<'_, '_>) {
    let forget = || drop(fs::remove_dir_all(places().cache));
    bencher.with_inputs(forget).bench_local_values(|()| listed());
}

#[divan::bench(sample_count = 20)]
fn inbox_with_the_index(bencher: divan::Bencher<'_, '_>) {
    listed();
    bencher.bench_local(listed);
}

/// From nothing to the first inbox on the screen, before the disk was looked at.
#[divan::bench(sample_count = 20)]
fn first_frame(bencher: divan::Bencher<'_, '_>) {
    listed();
    bencher.bench_local(Coach::sits_down);
}

#[divan::bench(sample_count = 100)]
fn down(bencher: divan::Bencher<'_, '_>) {
    pressing(bencher, "", KeyCode::Down);
}

#[divan::bench(sample_count = 100)]
fn next_page(bencher: divan::Bencher<'_, '_>) {
    pressing(bencher, "", KeyCode::PageDown);
}

#[divan::bench(sample_count = 100)]
fn another_order(bencher: divan::Bencher<'_, '_>) {
    pressing(bencher, "", KeyCode::Char('o'));
}

#[divan::bench(sample_count = 100)]
fn letter_in_the_search(bencher: divan::Bencher<'_, '_>) {
    pressing(bencher, "/", KeyCode::Char('a'));
}

fn pressing(bencher: divan::Bencher<'_, '_>, before: &str, key: KeyCode) {
    listed();
    let mut coach = Coach::sits_down();
    before.chars().for_each(|c| coach.presses(KeyCode::Char(c)));
    bencher.bench_local(|| coach.presses(key));
}

/// Somebody at the desk, who sees every frame.
struct Coach {
    app: App,
    terminal: Terminal<TestBackend>,
}

impl Coach {
    fn sits_down() -> Self {
        let (app, _) = App::new(Bank::default(), Vec::new(), Theme::new(true), TimeZone::UTC, Start::Desk);
        let mut coach = Self { app, terminal: Terminal::new(TestBackend::new(120, 40)).unwrap() };
        let known = casebook::tui::run::desk::known(&on_the_desk(), &class::coach()).unwrap();
        coach.happens(Event::Desk(Box::new(known)));
        coach
    }

    fn presses(&mut self, key: KeyCode) {
        self.happens(Event::Key(KeyEvent::new(key, KeyModifiers::NONE)));
    }

    fn happens(&mut self, event: Event) {
        self.app.update(event, Now { wall: Timestamp::UNIX_EPOCH, mono: Duration::ZERO });
        self.terminal.draw(|frame| self.app.draw(frame)).unwrap();
    }
}
