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
mod sorted;
mod time;
mod times;
mod touch;
mod wording;

#[cfg(test)]
mod proofs;
#[cfg(test)]
mod tests;

pub use case::Earlier;
pub use finding::{Finding, Level};
pub use likeness::SAME_METRICS;
pub use rule::{Example, Rule};

use super::read::Read;
use crate::model::{Mode, Part, Session, StepId, session::Dismissed};
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
    sorted::NOTHING_OWN,
    rows::NOTHING_REJECTED,
    sorted::NOTHING_CUT,
    rows::NO_REASON,
    rows::NO_NUMBER,
    rows::NO_REVERSAL,
    rows::NO_OWNER,
    metrics::RATIO_NORTH_STAR,
    SAME_METRICS,
    time::UNDER_HALF,
    empty::NOTHING_WRITTEN,
];

/// How many findings are shown while somebody writes.
const LIVE: usize = 3;

/// What there is to say about an answer, the most important first, without what was dismissed. `others` are
/// attempts to compare with, in any order and of anybody: those of the same person from before count. Of an empty session: one calm sentence. Under own headings, what needs the mapping and the
/// roles is left out until they are there.
pub fn of(session: &Session, others: &[Earlier]) -> Vec<Finding> {
    let mut findings = all(session, others);
    findings.retain(|finding| dismissed(session, finding).is_none());
    findings
}

/// The same with what was dismissed; [`dismissed`] tells which.
pub fn all(session: &Session, others: &[Earlier]) -> Vec<Finding> {
    let read = Read::of(session);
    let case = Case::new(&read, others);
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

/// Whether an attempt has mostly the metrics of an earlier one in an unlike industry, as [`SAME_METRICS`] tells.
pub fn is_like<'a>(attempt: &Earlier, others: impl IntoIterator<Item = &'a Earlier>) -> bool {
    likeness::alike(attempt, others).is_some()
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
    let mut findings = so_far(session, &[]);
    findings.retain(|finding| dismissed(session, finding).is_none() && !is_being_written(session, finding));
    findings.truncate(LIVE);
    findings
}

/// What may be said of an answer as it stands, with what was dismissed: of a finished one everything, of one that is still
/// written nothing of steps that nobody has come to.
pub fn so_far(session: &Session, others: &[Earlier]) -> Vec<Finding> {
    let mut findings = all(session, others);
    let entered = |finding: &Finding| step_of(finding).is_some_and(|step| left::was_entered(session, step));
    findings.retain(|finding| !session.is_open() || entered(finding));
    findings
}

/// Whether it is about the row or metric where the caret is, or about what the step lacks in which it stands.
fn is_being_written(session: &Session, finding: &Finding) -> bool {
    let Some(step) = step_of(finding) else { return false };
    let about_the_step = finding.about == step.as_str();
    let here = session.at.id.as_ref().is_some_and(|id| finding.about == id.as_str());
    !left::was_left(session, step) && (about_the_step || here)
}

fn step_of(finding: &Finding) -> Option<&StepId> {
    if let Part::Step(step) = &finding.at.part { Some(step) } else { None }
}
