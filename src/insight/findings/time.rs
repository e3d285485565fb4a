//! Time against the candidate's own plan, where it matters: metrics, and the decision. Knows no other plan, and says
//! nothing of a step in which somebody still stands.

use super::{
    case::Case,
    finding::Level,
    rule::{Found, Rule},
    wording::quote,
};
use crate::{
    model::{Kind, Part, Place, Session, StepId, plan, session::Stop},
    text::clock,
};

/// Under half of the planned time.
pub const UNDER_HALF: Rule = Rule {
    id: "under-half",
    level: Level::Informative,
    title: "metrics or decision in under half of their time",
    looks_for: "Metrics or the decision that got under half of the minutes in the candidate's own plan, once they were left.",
    triggers: &[
        "initiative Cashback · Card success",
        "time metrics 5:20 of 7:00",
        "time decide 0:40 of 3:00",
    ],
    says: "Decide: 0:40 of 3:00.",
    calm: &["initiative Cashback · Card success", "time metrics 5:20 of 7:00", "time decide 1:30 of 3:00"],
    find: under_half,
};

fn under_half(case: &Case<'_>) -> Vec<Found> {
    let session = case.read.session;
    // An answer without a second on its clock was not written under one.
    if session.answer_seconds() == 0 {
        return Vec::new();
    }
    let steps = plan::steps(session).into_iter().filter(|step| is_watched(session, step));
    let say = |step: StepId| {
        let stop = Stop::Step(step.clone());
        let (used, planned) = (plan::used_seconds(session, &stop), plan::planned_seconds(session, &stop));
        let is_short = is_over(session, &step) && u64::from(used) * 2 < u64::from(planned);
        let title = quote(&session.spec(&step).title);
        let words = format!("{title}: {} of {}.", clock::minutes(used), clock::minutes(planned));
        let at = Place::of(Part::Step(step.clone()));
        is_short.then(|| Found { words, at, about: step.to_string() })
    };
    steps.filter_map(say).collect()
}

/// Metrics, and steps that hold the decision; own headings that cover one.
fn is_watched(session: &Session, step: &StepId) -> bool {
    let kind = session.step(step).map_or_else(|| session.spec(step).kind, |answer| answer.kind);
    let decides =
        |id: &StepId| session.framework.step(id).is_some_and(|s| s.decision || s.kind == Kind::Metrics);
    let covers = session.mapping.iter().any(|mapping| mapping.heading == *step && decides(&mapping.step));
    kind == Kind::Metrics || decides(step) || covers
}

/// Whether the step got all the time that it will get, as far as one can tell.
fn is_over(session: &Session, step: &StepId) -> bool {
    !session.is_open() || super::left::was_left(session, step)
}
