//! The replay: an answer as it grew, played, and moved about in by keys and by a click on its bar. Read only: nothing that is
//! pressed here is recorded.

mod bar;
mod view;

use std::time::Duration;

use crossterm::event::{MouseButton, MouseEvent, MouseEventKind};
use ratatui::layout::{Position, Rect};

use crate::{
    insight::{
        attempts::word_count,
        replay::{Playback, SPEEDS},
    },
    model::Timeline,
    tui::{action::Action, effect::Now, keymap::Scope},
};

/// How far the arrows go, in milliseconds.
const A_LITTLE: u64 = 5_000;
/// How far the pages go.
const A_MINUTE: u64 = 60_000;
/// How fast it begins: twenty minutes in five at most, and a letter can still be seen.
const AT_FIRST: u64 = 4;

/// An answer that is played.
#[derive(Clone, Debug)]
pub struct Replay {
    playback: Playback,
    /// Until when time was told to it.
    told: Duration,
    /// The first line that is in sight.
    top: usize,
    /// Whether the person has scrolled since it last moved: then it follows what is typed no longer.
    scrolled: bool,
    /// How it was drawn last: the bar, the lines in sight, and all of them.
    bar: Rect,
    height: usize,
    longest: usize,
}

impl Replay {
    /// Plays a timeline from its beginning; nothing where it does not tell how the answer was written.
    pub fn new(timeline: Timeline, now: Now) -> Option<Self> {
        let mut playback = Playback::new(timeline)?;
        playback.set_speed(AT_FIRST);
        playback.play(true);
        let (told, bar) = (now.mono, Rect::default());
        Some(Self { playback, told, top: 0, scrolled: false, bar, height: 1, longest: 0 })
    }

    /// What is to be said of a timeline that does not tell all.
    pub fn lacks(&self) -> Option<&'static str> {
        if self.playback.is_cut() {
            Some("Its journal is damaged: the replay ends before the answer does.")
        } else if word_count(self.playback.session()) > 0 {
            Some("How its first words came to be is not on this machine: the replay begins with them.")
        } else {
            None
        }
    }

    /// Whether it moves by itself.
    pub fn moves(&self) -> bool {
        self.playback.is_playing()
    }

    /// Time went by.
    pub fn tick(&mut self, now: Now) {
        let passed = u64::try_from(now.mono.saturating_sub(self.told).as_millis()).unwrap_or(0);
        if self.moves() && passed > 0 {
            self.scrolled = false;
            self.playback.advance(passed);
        }
        // What is less than a millisecond is not lost.
        self.told = if self.moves() { self.told + Duration::from_millis(passed) } else { now.mono };
    }

    /// Time went by that nobody watched.
    pub fn rest(&mut self, now: Now) {
        self.told = now.mono;
    }

    /// Which bindings hold.
    pub fn scopes() -> Vec<Scope> {
        vec![Scope::Everywhere, Scope::Away, Scope::Replay]
    }

    /// Why an action cannot be done now.
    pub fn why_not(&self, action: Action) -> Option<&'static str> {
        let playback = &self.playback;
        let (begins, ends) = playback.range();
        match action {
            Action::NextMark if playback.next_mark(false).is_none() => Some("there is no mark behind this"),
            Action::PreviousMark if playback.next_mark(true).is_none() => {
                Some("there is no mark before this")
            }
            Action::NextSection if playback.next_step(false).is_none() => {
                Some("no step was entered after this")
            }
            Action::PreviousSection if playback.next_step(true).is_none() => {
                Some("no step was entered before this")
            }
            Action::Faster if playback.speed() == SPEEDS[SPEEDS.len() - 1] => Some("it is not played faster"),
            Action::Slower if playback.speed() == SPEEDS[0] => Some("it is not played slower"),
            Action::Left | Action::PageUp | Action::First if playback.ms() == begins => {
                Some("this is the beginning")
            }
            Action::Right | Action::PageDown | Action::Last if playback.ms() == ends => {
                Some("this is the end; Space plays it again")
            }
            _ => None,
        }
    }

    /// Plays, stands still, or goes elsewhere.
    pub fn act(&mut self, action: Action) {
        let playback = &mut self.playback;
        let (begins, ends) = playback.range();
        let to = match action {
            Action::Play => {
                playback.play(!playback.is_playing());
                return;
            }
            Action::Faster | Action::Slower => {
                let here = SPEEDS.iter().position(|speed| *speed == playback.speed()).unwrap_or(0);
                let next = if action == Action::Faster { here + 1 } else { here.saturating_sub(1) };
                playback.set_speed(SPEEDS[next.min(SPEEDS.len() - 1)]);
                return;
            }
            Action::Up | Action::Down => {
                let last = self.longest.saturating_sub(self.height);
                let next = if action == Action::Up { self.top.saturating_sub(1) } else { self.top + 1 };
                (self.top, self.scrolled) = (next.min(last), true);
                return;
            }
            Action::Left => Some(playback.ms().saturating_sub(A_LITTLE)),
            Action::Right => Some(playback.ms() + A_LITTLE),
            Action::PageUp => Some(playback.ms().saturating_sub(A_MINUTE)),
            Action::PageDown => Some(playback.ms() + A_MINUTE),
            Action::First => Some(begins),
            Action::Last => Some(ends),
            Action::NextMark | Action::PreviousMark => {
                playback.next_mark(action == Action::PreviousMark).map(|mark| mark.ms)
            }
            Action::NextSection | Action::PreviousSection => {
                playback.next_step(action == Action::PreviousSection).map(|mark| mark.ms)
            }
            _ => None,
        };
        if let Some(ms) = to {
            self.seek(ms);
        }
    }

    /// A click on the bar, or the mouse dragged along it, goes there; whether it was one.
    pub fn mouse(&mut self, mouse: MouseEvent) -> bool {
        let left = MouseButton::Left;
        let pressed = mouse.kind == MouseEventKind::Down(left) || mouse.kind == MouseEventKind::Drag(left);
        let on_bar = pressed && self.bar.contains(Position::new(mouse.column, mouse.row));
        if on_bar {
            self.seek(bar::moment(self.playback.range(), mouse.column - self.bar.x, self.bar.width));
        }
        on_bar
    }

    fn seek(&mut self, ms: u64) {
        self.scrolled = false;
        self.playback.seek(ms);
    }
}
