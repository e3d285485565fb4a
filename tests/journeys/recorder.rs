//! Writes timelines beside a journey, by the clock of the journey: the journals of the real store have one of their own.

use std::collections::BTreeMap;

use casebook::model::{
    Course, Session, SessionId, Timeline, edit,
    timeline::{Happened, Moment},
};
use jiff::Timestamp;

/// The timelines of all sessions of a journey.
#[derive(Clone, Default)]
pub struct Recorder {
    timelines: BTreeMap<SessionId, Timeline>,
    ms: u64,
}

impl Recorder {
    /// Time goes by.
    pub fn pass(&mut self, milliseconds: u64) {
        self.ms += milliseconds;
    }

    /// A session is opened: what happens to it is written down from now on.
    pub fn opens(&mut self, session: &Session) {
        let ms = self.ms;
        self.timelines.entry(session.id.clone()).or_insert_with(|| {
            let began = if session.steps.is_empty() { 0 } else { ms };
            Timeline::new(session.clone(), began)
        });
    }

    /// It is kept as it is now.
    pub fn keeps(&mut self, session: &Session, wall: Timestamp) {
        let Some(timeline) = self.timelines.get_mut(&session.id) else { return };
        let mut told = timeline.now().clone();
        let mut happened = Vec::new();
        let course = Course::of(session);
        if course != Course::of(&told) {
            told.follow(&course);
            happened.push(Happened::Course(Box::new(course)));
        }
        happened.extend(edit::changes(&told, session).into_iter().map(Happened::Edit));
        happened.push(Happened::At(session.at.clone()));
        timeline.push(Moment { ms: self.ms, wall, happened }).unwrap();
    }

    /// What was written down of a session.
    pub fn timeline(&self, id: &SessionId) -> Option<Timeline> {
        self.timelines.get(id).cloned()
    }
}
