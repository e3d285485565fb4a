//! The clock of a session: whole seconds for the stop where the candidate is. Knows no time but what it is told.

use std::time::Duration;

/// A gap longer than this between two looks at the clock was no work: the machine slept.
const ASLEEP: Duration = Duration::from_secs(30);

/// Counts the seconds spent at a stop.
#[derive(Clone, Copy, Debug, Default)]
pub struct Clock {
    last: Option<Duration>,
    carry: Duration,
    /// Whether the answer is being written in another program.
    lent: bool,
}

impl Clock {
    /// The answer is written in another program until the next look at the clock: that gap is work.
    pub fn lend(&mut self) {
        self.lent = true;
    }

    /// Whole seconds since the last call, the rest carried on. A gap gives no seconds.
    pub fn advance(&mut self, now: Duration) -> u32 {
        let gap = now.saturating_sub(self.last.replace(now).unwrap_or(now));
        if std::mem::take(&mut self.lent) || gap < ASLEEP {
            self.carry += gap;
        }
        let whole = self.carry.as_secs();
        self.carry -= Duration::from_secs(whole);
        u32::try_from(whole).unwrap_or(u32::MAX)
    }
}
