//! Away from the answer and back: pausing, leaving, sleep, the external editor. Loses nothing.

use jiff::{SignedDuration, Timestamp};

use super::{Practice, Reply, Then, clock::Passed};
use crate::{
    model::{
        Answer, Part, Place, Session, StepId, edit, plan,
        session::{Cause, Pause},
    },
    tui::effect::{Effect, Now},
};

/// Ends the absence that the session was left with: the time since then becomes a pause.
pub fn come_back(session: &mut Session, now: Now) {
    let away = |p: &&mut Pause| p.cause != Cause::Paused && p.seconds == 0;
    if let Some(pause) = session.pauses.last_mut().filter(away) {
        pause.seconds = seconds_since(pause.at, now);
    }
}

/// Nobody is away for longer: then the clock on the wall was wrong, or is now.
const LONGEST: i64 = 366 * 24 * 3600;

/// By the clock on the wall, which is all that is known of time without the program; none where that was set.
fn seconds_since(at: Timestamp, now: Now) -> u32 {
    let seconds = now.wall.duration_since(at).as_secs();
    let plausible = Some(seconds).filter(|seconds| (0..=LONGEST).contains(seconds));
    plausible.and_then(|seconds| u32::try_from(seconds).ok()).unwrap_or(0)
}

/// By the clock that nobody sets, while the program runs.
fn seconds_awake(at: Now, now: Now) -> u32 {
    u32::try_from(now.mono.saturating_sub(at.mono).as_secs()).unwrap_or(u32::MAX)
}

/// Of a program that was asleep. That clock may have stood still, for the machine may have slept too.
fn seconds_asleep(at: Now, now: Now) -> u32 {
    seconds_since(at.wall, now).max(seconds_awake(at, now))
}

impl Practice {
    /// A second or so went by.
    pub fn tick(&mut self, now: Now) {
        self.now = now;
        let Passed { worked, slept } = self.clock.advance(now.mono);
        if self.suspended.is_some() || !self.is_clocked() {
            return;
        }
        if worked > 0 {
            let stop = self.stop().clone();
            plan::spend(&mut self.session, &stop, worked);
        }
        if slept > 0 {
            let at = now.wall.checked_sub(SignedDuration::from_secs(slept.into())).unwrap_or(now.wall);
            self.session.pauses.push(Pause { at, seconds: slept, cause: Cause::Suspended });
        }
    }

    /// Whether time is written down: not in a pause, which covers whatever else happens in it.
    fn is_clocked(&self) -> bool {
        self.paused.is_none() && !self.read_only
    }

    /// The program is put to sleep. That is written down before: it may never wake.
    pub fn suspend(&mut self, now: Now) {
        self.suspended = Some(now);
        if self.is_clocked() {
            self.session.pauses.push(Pause { at: now.wall, seconds: 0, cause: Cause::Suspended });
        }
    }

    /// The program is awake again.
    pub fn wake(&mut self, now: Now) -> Reply {
        let asleep = self.suspended.take();
        if !self.is_clocked() {
            return Reply::default();
        }
        if let (Some(pause), Some(at)) = (self.session.pauses.last_mut(), asleep) {
            pause.seconds = seconds_asleep(at, now);
        }
        // Who is back at once has not been away.
        self.session.pauses.retain(|p| p.cause != Cause::Suspended || p.seconds > 0);
        Reply::keep()
    }

    pub(super) fn pause(&mut self, now: Now) -> Reply {
        match self.paused.take() {
            Some(at) => {
                let seconds = seconds_awake(at, now);
                self.session.pauses.push(Pause { at: at.wall, seconds, cause: Cause::Paused });
                Reply { notice: Some("The clock runs again.".to_owned()), ..Reply::keep() }
            }
            None => {
                self.paused = Some(now);
                Reply::notice("The clock stands still. Esc, a goes on.")
            }
        }
    }

    /// Out, to come back to the same letter: not even what was left empty is deleted.
    pub(super) fn leave(&mut self, now: Now) -> Reply {
        if self.read_only {
            return Reply { then: Some(Then::Leave), ..Reply::default() };
        }
        self.settle();
        if self.paused.is_some() {
            self.pause(now);
        }
        // Who wanted to leave and stayed has not been away.
        self.session.pauses.retain(|p| p.cause != Cause::Left || p.seconds > 0);
        self.session.pauses.push(Pause { at: now.wall, seconds: 0, cause: Cause::Left });
        Reply { effects: vec![Effect::Flush], notice: None, then: Some(Then::Leave) }
    }

    pub(super) fn open_editor(&mut self) -> Reply {
        self.leave_field();
        let Some(id) = self.step_id().cloned() else { return Reply::default() };
        self.clock.lend();
        Reply { effects: vec![Effect::Flush, Effect::EditOutside(id)], ..Reply::default() }
    }

    /// A step comes back from the external editor.
    pub fn take_back(&mut self, step: &StepId, answer: &Answer) -> Reply {
        let reply = self.taken_back(step, answer);
        self.warned(reply)
    }

    fn taken_back(&mut self, step: &StepId, answer: &Answer) -> Reply {
        let edits = edit::diff(&self.session, step, answer);
        if edits.is_empty() {
            return Reply::notice("Nothing was changed in the editor.");
        }
        let (names, before) = (self.session.row_names(step), self.session.referable());
        self.history.close();
        let mark = self.history.mark();
        let reply = self.commit(edits);
        for (row, now) in self.session.row_names(step) {
            if let Some((_, was)) = names.iter().find(|(id, was)| *id == row && *was != now) {
                let renames = self.renames(&Place::item(Part::Step(step.clone()), &row), was, &now);
                self.commit(renames);
            }
        }
        self.history.join_since(mark);
        self.warn_of_deleted(&before);
        self.session.ids = self.session.ids.max(highest(answer));
        let stop = self.stop().clone();
        self.stand_at(stop);
        Reply {
            notice: reply.notice.or(Some("Taken from the editor; Ctrl-Z undoes it.".to_owned())),
            ..reply
        }
    }
}

/// The highest number among the ids of an answer: what came from outside has given itself ids.
fn highest(answer: &Answer) -> u64 {
    let rows = answer.rows().iter().map(|r| &r.id);
    let metrics = answer.metrics().iter().map(|m| &m.id);
    rows.chain(metrics).filter_map(|id| id.as_str().get(1..)?.parse().ok()).max().unwrap_or(0)
}
