//! Playing a timeline: where it stands, the session at that moment, what was just typed. Knows no clock: it is told how
//! much time went by. Changes no session but the copies that it plays.

mod lines;
mod marks;
mod reel;

pub use self::{
    lines::{Shown, shown},
    marks::{Mark, What},
};
use self::{marks::Walk, reel::Reel};
use crate::model::{Session, Timeline};

/// So many milliseconds at most does one watch while nothing happens: who plays it wants to see the answer grow, and a
/// thought of a minute is told by its mark.
const WATCHED: u64 = 1_000;
/// What was typed so many milliseconds ago is just typed; at a higher speed it is for as many times longer.
const JUST: u64 = 2_000;
/// How fast it can be played.
pub const SPEEDS: [u64; 5] = [1, 2, 4, 8, 16];

/// A timeline that is played, up to the moment when the answer was finished.
#[derive(Clone, Debug)]
pub struct Playback {
    timeline: Timeline,
    marks: Vec<Mark>,
    /// When something was seen to happen, in order.
    seen: Vec<u64>,
    ends: u64,
    now: Reel,
    before: Reel,
    ms: u64,
    playing: bool,
    speed: u64,
    /// How long one has watched nothing happen.
    watched: u64,
}

impl Playback {
    /// A timeline at its beginning, not playing yet; nothing where it holds nothing of how the answer was written.
    pub fn new(timeline: Timeline) -> Option<Self> {
        let Walk { marks, seen, reel } = marks::walk(&timeline);
        let ends = *seen.last()?;
        let ms = timeline.began();
        let (now, before) = (reel.clone(), reel);
        Some(Self {
            timeline,
            marks,
            seen,
            ends,
            now,
            before,
            ms,
            playing: false,
            speed: SPEEDS[0],
            watched: 0,
        })
    }

    /// Where it stands, in milliseconds at work.
    pub fn ms(&self) -> u64 {
        self.ms
    }

    /// Where it begins and ends: milliseconds at work.
    pub fn range(&self) -> (u64, u64) {
        (self.timeline.began(), self.ends)
    }

    /// Whether the timeline ends before the session does, because no more could be read.
    pub fn is_cut(&self) -> bool {
        self.timeline.cut
    }

    /// The session as it stood.
    pub fn session(&self) -> &Session {
        self.now.session()
    }

    /// When, by the wall's clock.
    pub fn wall(&self) -> jiff::Timestamp {
        let last = self.now.played().checked_sub(1).and_then(|last| self.timeline.moments().get(last));
        last.map_or(self.timeline.beginning().started, |moment| moment.wall)
    }

    /// What is worth looking at, in order.
    pub fn marks(&self) -> &[Mark] {
        &self.marks
    }

    /// The answer where the candidate was, line by line, with what was just typed.
    pub fn shown(&self) -> Vec<Shown> {
        shown(self.before.session(), self.now.session())
    }

    /// Whether it plays.
    pub fn is_playing(&self) -> bool {
        self.playing
    }

    /// Plays, from the beginning where it stands at the end; or stands still.
    pub fn play(&mut self, playing: bool) {
        if playing && self.ms >= self.ends {
            self.seek(self.timeline.began());
        }
        self.playing = playing && self.ms < self.ends;
    }

    /// How many times as fast as it was.
    pub fn speed(&self) -> u64 {
        self.speed
    }

    /// Plays so fast: one of [`SPEEDS`].
    pub fn set_speed(&mut self, speed: u64) {
        self.speed = speed.max(1);
    }

    /// To a moment.
    pub fn seek(&mut self, ms: u64) {
        let (begins, ends) = self.range();
        self.watched = 0;
        self.stand(ms.clamp(begins, ends));
        self.playing &= self.ms < ends;
    }

    /// So many milliseconds of the person who watches went by. Where nothing happens it goes on after a second.
    pub fn advance(&mut self, mut left: u64) {
        let mut ms = self.ms;
        while self.playing && left > 0 && ms < self.ends {
            let next =
                self.seen.get(self.seen.partition_point(|seen| *seen <= ms)).map_or(self.ends, |at| *at);
            let needed = (next - ms).div_ceil(self.speed).min(WATCHED.saturating_sub(self.watched));
            if left < needed {
                ms = (ms + left * self.speed).min(next);
                self.watched += left;
                break;
            }
            left -= needed;
            (ms, self.watched) = (next, 0);
        }
        self.stand(ms);
        self.playing &= ms < self.ends;
    }

    /// The mark that is passed now: the pause that lasts, or what happened a moment ago.
    pub fn mark(&self) -> Option<&Mark> {
        let just = JUST * self.speed;
        // A pause ends with what follows it.
        let lasts = |mark: &Mark| if matches!(mark.what, What::Pause(_)) { 0 } else { just };
        let here = |mark: &&Mark| mark.ms <= self.ms && self.ms < mark.until + lasts(mark);
        self.marks.iter().rev().filter(|mark| !matches!(mark.what, What::Step(_))).find(here)
    }

    /// The next mark behind where it stands, or with `back` the one before.
    pub fn next_mark(&self, back: bool) -> Option<&Mark> {
        self.next(back, |_| true)
    }

    /// The same among the steps alone.
    pub fn next_step(&self, back: bool) -> Option<&Mark> {
        self.next(back, |mark| matches!(mark.what, What::Step(_)))
    }

    fn next(&self, back: bool, wanted: impl Fn(&&Mark) -> bool) -> Option<&Mark> {
        let mut marks = self.marks.iter().filter(wanted);
        if back { marks.rfind(|mark| mark.ms < self.ms) } else { marks.find(|mark| mark.ms > self.ms) }
    }

    fn stand(&mut self, ms: u64) {
        self.ms = ms;
        let just = JUST * self.speed;
        self.now.wind(&self.timeline, self.timeline.moments().partition_point(|moment| moment.ms <= ms));
        let before = self.timeline.moments().partition_point(|moment| moment.ms + just <= ms);
        self.before.wind(&self.timeline, before);
    }
}

#[cfg(test)]
mod tests;
