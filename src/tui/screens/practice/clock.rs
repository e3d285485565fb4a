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

/// What seconds were spent on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Passed {
    /// On the answer.
    pub worked: u32,
    /// On nothing: nobody looked at the clock.
    pub slept: u32,
}

impl Clock {
    /// The answer is written in another program until the next look at the clock: that gap is work.
    pub fn lend(&mut self) {
        self.lent = true;
    }

    /// Whole seconds since the last call, the rest of work carried on.
    pub fn advance(&mut self, now: Duration) -> Passed {
        let gap = now.saturating_sub(self.last.replace(now).unwrap_or(now));
        let whole = |time: Duration| u32::try_from(time.as_secs()).unwrap_or(u32::MAX);
        if !std::mem::take(&mut self.lent) && gap >= ASLEEP {
            return Passed { worked: 0, slept: whole(gap) };
        }
        self.carry += gap;
        let worked = whole(self.carry);
        self.carry -= Duration::from_secs(worked.into());
        Passed { worked, slept: 0 }
    }
}
