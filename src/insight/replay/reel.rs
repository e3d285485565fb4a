//! The session at any moment of a timeline, without playing all of it for each: whole sessions are kept every so often.

use std::sync::Arc;

use crate::model::{Session, Timeline};

/// The fewest moments between two sessions that are kept, and the most sessions: an answer may be long.
const BETWEEN: usize = 128;
const KEPT: usize = 32;

/// A session, wound to a moment.
#[derive(Clone, Debug)]
pub struct Reel {
    /// Sessions after so many moments, in order; the first is the beginning.
    kept: Arc<Vec<(usize, Session)>>,
    played: usize,
    session: Session,
}

impl Reel {
    /// At the beginning. `each` is told of every moment before it is played, and of the session then; it says whether to
    /// go on.
    pub fn new(timeline: &Timeline, mut each: impl FnMut(usize, &Session) -> bool) -> Self {
        let moments = timeline.moments();
        let step = (moments.len() / KEPT).max(BETWEEN);
        let mut session = timeline.beginning().clone();
        let mut kept = vec![(0, session.clone())];
        for (played, moment) in moments.iter().enumerate() {
            if !each(played, &session) {
                break;
            }
            if played > 0 && played.is_multiple_of(step) {
                kept.push((played, session.clone()));
            }
            moment.play(&mut session);
        }
        Self { kept: Arc::new(kept), played: 0, session: timeline.beginning().clone() }
    }

    /// The session there.
    pub fn session(&self) -> &Session {
        &self.session
    }

    /// How many moments were played until there.
    pub fn played(&self) -> usize {
        self.played
    }

    /// Winds to the session after so many moments: on from where it stands, or from the nearest that is kept.
    pub fn wind(&mut self, timeline: &Timeline, to: usize) {
        let nearest = self.kept.partition_point(|(played, _)| *played <= to).saturating_sub(1);
        if let Some((played, session)) = self.kept.get(nearest)
            && (to < self.played || self.played < *played)
        {
            (self.played, self.session) = (*played, session.clone());
        }
        for moment in timeline.moments().iter().take(to).skip(self.played) {
            moment.play(&mut self.session);
        }
        self.played = self.played.max(to).min(timeline.moments().len());
    }
}
