//! The terminal: reads events, draws, and carries out what the screens ask of the outside.
//!
//! The only part of `tui` that knows files and clocks. It decides nothing about answers.

pub mod answering;
pub mod calibration;
pub mod desk;
pub mod editor;
mod guest;
mod keys;
mod outside;
mod signals;
mod terminal;
mod writer;

use std::{
    io,
    path::PathBuf,
    sync::{
        Arc,
        mpsc::{Receiver, Sender, channel},
    },
    time::{Duration, Instant},
};

use crossterm::event;
use jiff::Timestamp;

use self::{
    desk::Coaching,
    outside::{Outside, known},
    terminal::Screen,
};
use super::{
    app::{App, Start},
    effect::{Effect, Event, Now, Unsaved},
    theme::Theme,
};
use crate::{
    model::Bank,
    store::{
        bank::index::Banks,
        config::device,
        disk::RealDisk,
        failure::{Failure, Result},
        keeper::{self, Keeper},
        paths::Places,
        saver::{self, Pace, Report, Saver},
        sessions::Sessions,
        zone,
    },
};

/// How often the clock on the screen moves.
const SECOND: Duration = Duration::from_secs(1);
/// How soon after typing the screen looks whether it was saved.
const SOON: Duration = Duration::from_millis(100);
/// How often the screen moves while a replay plays.
const FRAME: Duration = Duration::from_millis(50);
/// How soon what was read with a key has to be there. Not zero: crossterm then finds not even that. It waits by asking
/// again and again, and the key by it.
const AT_ONCE: Duration = Duration::from_micros(5);
/// How soon more of what no fingers typed has to be there: a paste without brackets arrives in pieces.
const IN_PIECES: Duration = Duration::from_micros(200);
/// So much at once no fingers type.
const FINGERS: usize = 8;
/// A paste or a key that repeats arrives in batches; one frame is drawn for each.
const BATCH: usize = 4096;
/// Crossterm waits for whole milliseconds, and through the rest of the time it asks without end. With this much more than
/// whole ones, there is no rest: the system never wakes a sleeper on the dot.
const OVERSLEPT: Duration = Duration::from_micros(50);

/// What the program runs with.
#[derive(Debug)]
pub struct Context {
    /// Every question, framework and rubric.
    pub questions: Questions,
    /// Where files live.
    pub places: Places,
    /// Whether colours are wanted.
    pub colour: bool,
    /// What lies on the coach's desk, where one is wanted.
    pub desk: Option<Vec<PathBuf>>,
}

/// Where questions, frameworks and rubrics come from.
#[derive(Debug)]
pub enum Questions {
    /// These are all.
    Read(Bank),
    /// From these banks as they were the last time: nobody waits until all of their files were looked at.
    Kept(Banks),
}

/// Runs the program in the terminal until its person leaves.
pub fn run(start: Start, context: Context) -> Result<()> {
    Program::open(start, context)?.go(batch)
}

/// The program while it has the terminal.
struct Program {
    app: App,
    outside: Outside,
    screen: Screen,
    /// What waits until the first frame is there.
    afterwards: Option<Afterwards>,
    reports: Receiver<Report>,
    /// Hears when the shell asks the program to sleep.
    asleep: Receiver<()>,
    /// What the screens asked for and nobody did yet.
    pending: Vec<Effect>,
    began: Instant,
    /// Whether leaving was refused, because not all could be saved.
    refused: bool,
    /// Whether the window may have another size than the screen.
    resized: bool,
}

/// What nobody needs to see the first frame.
struct Afterwards {
    /// The banks that are still to be looked at.
    banks: Option<Banks>,
    /// Signals that nobody watches yet, and who hears when the shell asks the program to sleep.
    caught: signals::Caught,
    sender: Sender<()>,
}

impl Program {
    fn open(start: Start, context: Context) -> Result<Self> {
        let sessions = Sessions::in_folder(&context.places.sessions).indexed_in(&context.places.cache);
        // Everybody may make folders there: a name that cannot be foreseen is nobody else's.
        let elsewhere = format!("casebook-unsaved-{:016x}", fastrand::u64(..));
        let shelters = vec![context.places.state.join("unsaved"), std::env::temp_dir().join(elsewhere)];
        let keeper =
            Keeper::new(Arc::new(RealDisk), sessions.clone(), &context.places.state, device(&context.places));
        let (mut saver, reports) = Saver::new(keeper, Pace::default(), shelters);
        // Only where there is something is it worth to wait for the saver.
        let was_left = keeper::was_left(&context.places.state);
        if was_left {
            saver.begin_work().map_err(|error| cannot_save(&error))?;
        }
        let recovered = if was_left { saver.recover()? } else { Vec::new() };
        let (bank, banks) = match context.questions {
            Questions::Read(bank) => (bank, None),
            Questions::Kept(banks) => (known(&banks), Some(banks)),
        };
        let coaching = match context.desk {
            Some(paths) => Some(Coaching::new(paths, &context.places)?),
            None => None,
        };
        let caught = signals::catch().map_err(|error| terminal_failure(&error))?;
        let screen = Screen::open().map_err(|error| terminal_failure(&error))?;
        terminal::restore_on_panic(saver.handle());
        let theme = Theme::new(context.colour);
        let (app, pending) = App::new(bank.clone(), Vec::new(), theme, zone::local(), start);
        // What coaches said is read without it.
        if pending.iter().any(|effect| *effect != Effect::ReadReturned) {
            saver.begin_work().map_err(|error| cannot_save(&error))?;
        }
        let outside = Outside::new(bank, context.places, sessions, saver, coaching);
        let (sender, asleep) = channel();
        let afterwards = Some(Afterwards { banks, caught, sender });
        let began = Instant::now();
        let (refused, resized) = (false, false);
        let mut program =
            Self { app, outside, screen, afterwards, reports, asleep, pending, began, refused, resized };
        let ids = recovered.iter().map(|(id, _)| id.clone());
        for event in program.outside.first_list(ids).map_err(|error| cannot_save(&error))? {
            program.happens(event);
        }
        if let Some(words) = outside::recovered(&recovered) {
            program.happens(Event::Said(words));
        }
        Ok(program)
    }

    /// Until its person leaves. `read` waits so long for what they do, and gives all that is there.
    fn go(mut self, mut read: impl FnMut(Duration) -> io::Result<Vec<event::Event>>) -> Result<()> {
        let mut ticked = Duration::ZERO;
        loop {
            if self.carry_out()? {
                return Ok(());
            }
            self.echo().map_err(|error| self.outside.lost(&error))?;
            self.outside.hand_over(&self.app);
            self.hear_of_saving();
            self.draw().map_err(|error| self.outside.lost(&error))?;
            let is_first = self.afterwards.is_some();
            self.do_what_waits()?;
            self.outside.begin_to_read();
            // That what is seen now could not be written, or nothing could be, is said at once.
            if self.hear_of_saving() || is_first {
                continue;
            }
            let until_tick = SECOND.saturating_sub(self.began.elapsed().saturating_sub(ticked));
            let wait = if self.outside.is_waiting() { until_tick.min(SOON) } else { until_tick };
            // Only while something moves: who reads or thinks is waited for without waking.
            let moves = self.app.moves();
            let wait = if moves { wait.min(FRAME) } else { wait };
            for event in keys::understood(read(whole(wait)).map_err(|error| self.outside.lost(&error))?) {
                self.happens(event);
                // A key may change what the next one means: what was asked for comes first.
                let more = self.pending.iter().any(|effect| !effect.keeps());
                if more && self.carry_out()? {
                    return Ok(());
                }
            }
            if moves {
                self.happens(Event::Frame);
            }
            for event in self.outside.heard() {
                self.happens(event);
            }
            // Asked twice it sleeps once.
            if self.asleep.try_iter().count() > 0 {
                self.happens(Event::Suspend);
            }
            let late = self.began.elapsed().saturating_sub(ticked);
            if late >= SECOND {
                // Every tick as long after the first one as it should be: a clock that lags leaves a second out.
                ticked += Duration::from_secs(late.as_secs());
                self.happens(Event::Tick);
            }
        }
    }

    /// Nobody waits for their first frame until thousands of files were looked at.
    fn do_what_waits(&mut self) -> Result<()> {
        let Some(Afterwards { banks, caught, sender }) = self.afterwards.take() else { return Ok(()) };
        let saver = self.outside.begin_to_save().map_err(|error| cannot_save(&error))?;
        signals::watch(caught, saver, sender).map_err(|error| terminal_failure(&error))?;
        if let Some(banks) = banks {
            self.outside.look_at(banks);
        }
        for event in self.outside.doubts() {
            self.happens(event);
        }
        Ok(())
    }

    /// Shows what was just typed before anything else is done with it.
    fn echo(&mut self) -> io::Result<()> {
        if self.resized { Ok(()) } else { self.screen.echo(&mut self.app) }
    }

    /// Draws a frame while the saver writes what it shows, and shows it once that is written.
    fn draw(&mut self) -> io::Result<()> {
        if std::mem::take(&mut self.resized) {
            self.screen.fit()?;
        }
        self.screen.draw(&mut self.app, || self.outside.wait_until_written())
    }

    fn now(&self) -> Now {
        Now { wall: Timestamp::now(), mono: self.began.elapsed() }
    }

    fn happens(&mut self, event: Event) {
        let now = self.now();
        // With the tick as well, lest word of it was lost.
        self.resized |= matches!(event, Event::Redraw | Event::Tick);
        self.pending.extend(self.app.update(event, now));
    }

    /// Does what was asked for, and what is asked for in turn; whether the program ends.
    fn carry_out(&mut self) -> Result<bool> {
        while !self.pending.is_empty() {
            for effect in std::mem::take(&mut self.pending) {
                if effect == Effect::Quit {
                    if self.leave()? {
                        return Ok(true);
                    }
                    continue;
                }
                for event in self.outside.carry_out(effect, &self.app, &mut self.screen)? {
                    self.happens(event);
                }
            }
        }
        Ok(false)
    }

    /// Saves and ends. Where that fails it stays, and says so; who wants to leave all the same asks again.
    fn leave(&mut self) -> Result<bool> {
        if self.outside.save(&self.app).is_ok() {
            return Ok(true);
        }
        if std::mem::replace(&mut self.refused, true) {
            return self.outside.close(&self.app).map(|()| true);
        }
        self.hear_of_saving();
        let words = if self.app.unsaved().is_some_and(|unsaved| unsaved.in_journal) {
            "Its file cannot be written, but what you typed is safe in the journal and comes back when you open the \
             session. Ctrl-Q again leaves."
        } else {
            "NOT SAVED, so not left. Ctrl-Q again leaves and keeps a copy in another place."
        };
        self.happens(Event::Failed(words.to_owned()));
        Ok(false)
    }

    /// Whether there was news. That something else than the newest was saved is none.
    fn hear_of_saving(&mut self) -> bool {
        let reports: Vec<Report> = self.reports.try_iter().collect();
        let mut is_news = false;
        for report in reports {
            let event = match report {
                Report::Saved(_) if self.outside.is_unsaved() => continue,
                Report::Saved(at) => {
                    self.refused &= self.outside.lacks_what_was_said();
                    self.outside.saved();
                    Event::Saved(at)
                }
                Report::Failed(saver::Unsaved { failure: Failure { what, hint }, in_journal, again }) => {
                    Event::NotSaved(Unsaved { what, hint, in_journal, again })
                }
                Report::Conflict(conflict) => Event::Failed(outside::changed_elsewhere(&conflict)),
            };
            self.happens(event);
            is_news = true;
        }
        is_news
    }
}

/// What a person does next, and what arrives at once with it; nothing when the time is over.
fn batch(wait: Duration) -> io::Result<Vec<event::Event>> {
    let mut events = Vec::new();
    if event::poll(wait)? {
        while events.len() < BATCH {
            events.push(event::read()?);
            if !event::poll(if events.len() < FINGERS { AT_ONCE } else { IN_PIECES })? {
                break;
            }
        }
    }
    Ok(events)
}

/// As long a wait in milliseconds, and a little more.
fn whole(wait: Duration) -> Duration {
    let milliseconds = wait.as_nanos().div_ceil(1_000_000);
    Duration::from_millis(u64::try_from(milliseconds).unwrap_or(u64::MAX)) + OVERSLEPT
}

fn cannot_save(error: &io::Error) -> Failure {
    Failure::new(format!("cannot save in the background: {error}"), "close some programs")
}

fn terminal_failure(error: &io::Error) -> Failure {
    Failure::new(format!("the terminal cannot be used: {error}"), "run casebook in a terminal window")
}

#[cfg(test)]
#[cfg(unix)]
mod tests;
