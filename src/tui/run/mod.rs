//! The terminal: reads events, draws, and carries out what the screens ask of the outside.
//!
//! The only part of `tui` that knows files and clocks. It decides nothing about answers.

pub mod editor;
mod keys;
mod outside;
mod signals;
mod terminal;

use std::time::{Duration, Instant};

use crossterm::event;
use jiff::{Timestamp, tz::TimeZone};

use self::{outside::Outside, terminal::Screen};
use super::{
    app::{App, Start},
    effect::{Effect, Event, Now},
    theme::Theme,
};
use crate::{
    model::Bank,
    store::{
        failure::{Failure, Result},
        paths::Places,
        saver::{Report, Saver},
        sessions::Sessions,
    },
};

/// How often the clock on the screen moves.
const SECOND: Duration = Duration::from_secs(1);
/// How soon after typing the screen looks whether it was saved.
const SOON: Duration = Duration::from_millis(100);
/// How soon the rest of a batch has to be there. Not zero: crossterm then finds not even what it has read already.
const AT_ONCE: Duration = Duration::from_micros(200);
/// A paste or a key that repeats arrives in batches; one frame is drawn for each.
const BATCH: usize = 4096;

/// What the program runs with.
#[derive(Debug)]
pub struct Context {
    /// Every question, framework and rubric.
    pub bank: Bank,
    /// Where files live.
    pub places: Places,
    /// Whether colours are wanted.
    pub colour: bool,
}

/// Runs the program in the terminal until its person leaves.
pub fn run(start: Start, context: Context) -> Result<()> {
    let sessions = Sessions::in_folder(&context.places.sessions);
    let shelters = vec![context.places.state.join("unsaved"), std::env::temp_dir().join("casebook-unsaved")];
    let (saver, reports) = Saver::start(sessions.clone(), shelters);
    let listing = sessions.list()?;
    let mut screen = Screen::open().map_err(|error| terminal_failure(&error))?;
    signals::watch(saver.handle()).map_err(|error| terminal_failure(&error))?;
    terminal::restore_on_panic(saver.handle());
    let theme = Theme::new(context.colour);
    let (mut app, first) = App::new(context.bank.clone(), listing.attempts, theme, TimeZone::system(), start);
    let mut outside = Outside::new(context.bank, context.places, sessions, saver);
    let began = Instant::now();
    let now = || Now { wall: Timestamp::now(), mono: began.elapsed() };
    if !listing.broken.is_empty() {
        let first = &listing.broken[0];
        let words = format!("Not listed, and left as it is: {}", first.failure.what);
        app.update(Event::Failed(words), now());
    }
    let mut pending: Vec<Effect> = first;
    let mut ticked = Duration::ZERO;
    let mut refused = false;
    loop {
        while !pending.is_empty() {
            let mut next = Vec::new();
            for effect in std::mem::take(&mut pending) {
                if effect == Effect::Quit {
                    match leave(&mut outside, &mut app, now(), &mut refused) {
                        Some(ended) => return ended,
                        None => continue,
                    }
                }
                for event in outside.carry_out(effect, &app, &mut screen)? {
                    next.extend(app.update(event, now()));
                }
            }
            pending = next;
        }
        screen.draw(&mut app).map_err(|error| terminal_failure(&error))?;
        let until_tick = SECOND.saturating_sub(began.elapsed().saturating_sub(ticked));
        let wait = if outside.is_waiting() { until_tick.min(SOON) } else { until_tick };
        let mut events = Vec::new();
        if event::poll(wait).map_err(|error| terminal_failure(&error))? {
            while events.len() < BATCH {
                events.push(event::read().map_err(|error| terminal_failure(&error))?);
                if !event::poll(AT_ONCE).map_err(|error| terminal_failure(&error))? {
                    break;
                }
            }
        }
        for event in keys::understood(events) {
            pending.extend(app.update(event, now()));
            // A key may change what the next one means: what was asked for comes first.
            if pending.iter().any(|effect| !matches!(effect, Effect::Keep)) {
                for effect in std::mem::take(&mut pending) {
                    if effect == Effect::Quit {
                        match leave(&mut outside, &mut app, now(), &mut refused) {
                            Some(ended) => return ended,
                            None => continue,
                        }
                    }
                    for event in outside.carry_out(effect, &app, &mut screen)? {
                        pending.extend(app.update(event, now()));
                    }
                }
            }
        }
        for report in reports.try_iter() {
            let event = match report {
                Report::Saved(at) => {
                    refused = false;
                    Event::Saved(at)
                }
                Report::Failed(why) => Event::NotSaved(why),
            };
            pending.extend(app.update(event, now()));
        }
        if began.elapsed().saturating_sub(ticked) >= SECOND {
            ticked = began.elapsed();
            pending.extend(app.update(Event::Tick, now()));
        }
    }
}

/// Saves and ends. Where that fails it stays, and says so; who wants to leave all the same asks again.
fn leave(outside: &mut Outside, app: &mut App, now: Now, refused: &mut bool) -> Option<Result<()>> {
    if outside.save(app).is_ok() {
        return Some(Ok(()));
    }
    if std::mem::replace(refused, true) {
        return Some(outside.close(app));
    }
    let words = "NOT SAVED, so not left. Ctrl-Q again leaves and keeps it in another place.";
    app.update(Event::Failed(words.to_owned()), now);
    None
}

fn terminal_failure(error: &std::io::Error) -> Failure {
    Failure::new(format!("the terminal cannot be used: {error}"), "run casebook in a terminal window")
}
