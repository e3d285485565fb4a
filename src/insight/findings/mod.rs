//! Findings: facts about the structure of an answer, each by a small rule. Rules read typed fields and references, and
//! never guess from words; nothing here scores, and nothing praises.

mod bound;
mod case;
mod empty;
mod finding;
mod left;
mod likeness;
mod links;
mod metrics;
mod roles;
mod rows;
mod rule;
mod time;
mod touch;
mod wording;

#[cfg(test)]
mod proofs;
#[cfg(test)]
mod tests;

pub use case::Earlier;
pub use finding::{Finding, Level};
pub use rule::{Example, Rule};

use super::read::Read;
use crate::model::{Mode, Part, Session, session::Dismissed};
use case::Case;

/// Every rule, in the order of what they find: essential, actionable, informative; within that, what is about metrics first.
pub const RULES: &[Rule] = &[
    roles::NO_NORTH_STAR,
    metrics::OPEN_MEASURE,
    metrics::CUMULATIVE,
    metrics::NO_LIMIT,
    metrics::NO_BECAUSE,
    roles::NO_GUARDRAIL,
    roles::NO_COUNTER,
    touch::UNTOUCHED_STAKEHOLDER,
    touch::UNTOUCHED_STAGE,
    links::UNLINKED_INITIATIVE,
    links::UNLINKED_RISK,
    links::DANGLING,
    rows::SO_WHAT,
    rows::NO_REFUTATION,
    rows::NOTHING_REJECTED,
    metrics::RATIO_NORTH_STAR,
    likeness::SAME_METRICS,
    time::UNDER_HALF,
    empty::NOTHING_WRITTEN,
];

/// How many findings are shown while somebody writes.
const LIVE: usize = 3;

/// What there is to say about an answer, the most important first, without what was dismissed. `earlier` are other
/// attempts of the same person. Of an empty session: one calm sentence. Under own headings, what needs the mapping and the
/// roles is left out until they are there.
pub fn of(session: &Session, earlier: &[Earlier<'_>]) -> Vec<Finding> {
    let mut findings = all(session, earlier);
    findings.retain(|finding| dismissed(session, finding).is_none());
    findings
}

/// The same with what was dismissed; [`dismissed`] tells which.
pub fn all(session: &Session, earlier: &[Earlier<'_>]) -> Vec<Finding> {
    let read = Read::of(session);
    let case = Case::new(&read, earlier);
    let found = |rule: &'static Rule| {
        (rule.find)(&case).into_iter().map(|found| Finding {
            rule: rule.id,
            level: rule.level,
            words: found.words,
            at: found.at,
            about: found.about,
        })
    };
    let nothing: Vec<Finding> = found(&empty::NOTHING_WRITTEN).collect();
    if nothing.is_empty() { RULES.iter().flat_map(found).collect() } else { nothing }
}

/// How a finding was dismissed, where it was.
pub fn dismissed<'a>(session: &'a Session, finding: &Finding) -> Option<&'a Dismissed> {
    session.dismissed.iter().find(|d| d.rule == finding.rule && d.about == finding.about)
}

/// The rule of that id; sessions may name one that there is no more.
pub fn rule(id: &str) -> Option<&'static Rule> {
    RULES.iter().find(|rule| rule.id == id)
}

/// What may be said while somebody practises: at most three, the most important first. Nothing about the row or metric where
/// the caret is, and nothing about what a step lacks until it was left. In interview mode nothing.
pub fn live(session: &Session) -> Vec<Finding> {
    let is_blank = session.steps.iter().all(|step| step.answer.is_blank());
    if session.mode == Mode::Interview || !session.is_open() || is_blank {
        return Vec::new();
    }
    let mut findings = of(session, &[]);
    findings.retain(|finding| may_be_said(session, finding));
    findings.truncate(LIVE);
    findings
}

fn may_be_said(session: &Session, finding: &Finding) -> bool {
    let Part::Step(step) = &finding.at.part else { return false };
    let about_the_step = finding.about == step.as_str();
    let here = session.at.id.as_ref().is_some_and(|id| finding.about == id.as_str());
    left::was_left(session, step) || !(about_the_step || here)
}
