//! An answer without a word: one calm sentence in place of everything that could be missed in it.

use super::{
    case::Case,
    finding::Level,
    rule::{Found, Rule},
};
use crate::model::{Part, Place, plan};

/// Nothing is written.
pub const NOTHING_WRITTEN: Rule = Rule {
    id: "nothing-written",
    level: Level::Informative,
    title: "nothing written",
    looks_for: "An answer in whose steps nothing is written. Nothing else is said of it.",
    triggers: &[],
    says: "Nothing is written in the steps, so there is nothing to look at here.",
    calm: &["fact Mature market · Being chosen counts"],
    find: nothing_written,
};

fn nothing_written(case: &Case<'_>) -> Vec<Found> {
    let session = case.read.session;
    let first = plan::steps(session).into_iter().next().or_else(|| Some(session.steps.first()?.id.clone()));
    let is_blank = session.steps.iter().all(|step| step.answer.is_blank());
    let say = |step| Found {
        words: NOTHING_WRITTEN.says.to_owned(),
        about: format!("{step}"),
        at: Place::of(Part::Step(step)),
    };
    first.filter(|_| is_blank).map(say).into_iter().collect()
}
