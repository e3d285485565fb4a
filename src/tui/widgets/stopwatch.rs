//! A clock for what is said aloud: it runs from the first key that says so, stands when it is told to, and never cuts off.
//! Knows no time but what it is told.

use std::time::Duration;

/// How long something has gone on.
#[derive(Clone, Copy, Debug, Default)]
pub struct Stopwatch {
    /// Until it stood last.
    before: Duration,
    /// Since when it runs; none while it stands.
    since: Option<Duration>,
    now: Duration,
    has_begun: bool,
}

impl Stopwatch {
    /// Of what was left after so many seconds: it stands.
    pub fn left_at(seconds: u32) -> Self {
        Self { before: Duration::from_secs(seconds.into()), has_begun: true, ..Self::default() }
    }

    /// Learns what time it is.
    pub fn tick(&mut self, now: Duration) {
        self.now = now;
    }

    /// Runs from now on.
    pub fn run(&mut self) {
        self.since.get_or_insert(self.now);
        self.has_begun = true;
    }

    /// Stands from now on.
    pub fn stand(&mut self) {
        self.before = self.elapsed();
        self.since = None;
    }

    /// Whether it runs.
    pub fn runs(&self) -> bool {
        self.since.is_some()
    }

    /// Whether it ever ran.
    pub fn has_begun(&self) -> bool {
        self.has_begun
    }

    /// Whole seconds that it has run.
    pub fn seconds(&self) -> u32 {
        u32::try_from(self.elapsed().as_secs()).unwrap_or(u32::MAX)
    }

    fn elapsed(&self) -> Duration {
        self.before + self.since.map_or(Duration::ZERO, |since| self.now.saturating_sub(since))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_counts_what_it_ran_and_nothing_of_what_it_stood() {
        let mut clock = Stopwatch::default();
        let at = |clock: &mut Stopwatch, second| clock.tick(Duration::from_secs(second));
        at(&mut clock, 40);
        assert!(!clock.has_begun() && clock.seconds() == 0, "it waits for the key");
        clock.run();
        at(&mut clock, 70);
        assert_eq!(clock.seconds(), 30);
        clock.stand();
        at(&mut clock, 170);
        assert_eq!((clock.seconds(), clock.runs()), (30, false));
        clock.run();
        at(&mut clock, 3_000);
        assert_eq!(clock.seconds(), 2_860, "it goes on beyond every plan");
    }

    #[test]
    fn what_was_left_goes_on_where_it_was() {
        let mut clock = Stopwatch::left_at(730);
        clock.tick(Duration::from_secs(9));
        assert_eq!((clock.seconds(), clock.runs(), clock.has_begun()), (730, false, true));
        clock.run();
        clock.tick(Duration::from_secs(12));
        assert_eq!(clock.seconds(), 733);
    }
}
