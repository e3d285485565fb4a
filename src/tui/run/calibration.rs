//! Calibration, read outside: the samples with what the coach says of them, and candidates' own scores beside the coach's.
//! Changes nothing.

use crate::{
    insight::calibration::{Calibration, Sample, SessionGaps, by_candidate},
    model::{Attempt, Session, session::Person},
    store::{
        desk::Desk,
        failure::Result,
        samples::{Samples, Shipped, shipped},
    },
};

/// Everything that the page tells. What cannot be read on the desk hides no sample: the inbox says why.
pub fn calibration(desk: &Desk, coach: &Person, samples: &Samples) -> Calibration {
    let sample = |Shipped { session, reference, .. }: Shipped| {
        let case = samples.case(&session.id);
        // What stands in the way of the own review is said when it is opened.
        let own = samples.has(&session.id).then(|| desk.take(&case).ok()).flatten();
        Sample::new(case, session, reference, own.map(|taken| taken.own.review))
    };
    let mut all: Vec<Sample> = shipped().into_iter().map(sample).collect();
    all.sort_by(|a, b| a.name().cmp(b.name()));
    Calibration { samples: all, candidates: by_candidate(&scored_by_both(desk, coach).unwrap_or_default()) }
}

/// The sessions of the desk that their candidates and the coach have scored. They are read one after the other: there may
/// be many.
fn scored_by_both(desk: &Desk, coach: &Person) -> Result<Vec<SessionGaps>> {
    let scores_itself =
        |session: &Session| Attempt::of(session).is_finished() && !session.self_scores.is_empty();
    let mut both = Vec::new();
    for case in desk.list(scores_itself)?.cases.into_iter().filter(|case| case.of) {
        if case.reviews.iter().any(|review| review.coach.id == coach.id && review.scores > 0)
            && let Ok(taken) = desk.take(&case.id)
        {
            both.push(SessionGaps::of(&taken.session, &taken.own.review));
        }
    }
    Ok(both)
}
