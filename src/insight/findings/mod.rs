//! Findings: facts about the structure of an answer, each by a small rule. Rules read typed fields and references, and
//! never guess from words; nothing here scores, and nothing praises.

mod case;
mod finding;
mod rule;

pub use case::Earlier;
pub use finding::{Finding, Level};
pub use rule::{Example, Rule};

use super::read::Read;
use crate::model::{
    Mode, Session,
    session::{Dismissed, Stop},
};
use case::Case;

/// Every rule, in the order of what they find: essential, actionable, informative; within that, what is about metrics first.
pub const RULES: &[Rule] = &[];

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
    let mut findings: Vec<Finding> = Vec::new();
    for rule in RULES {
        findings.extend((rule.find)(&case).into_iter().map(|found| Finding {
            rule: rule.id,
            level: rule.level,
            words: found.words,
            at: found.at,
            about: found.about,
        }));
    }
    findings
}

/// How a finding was dismissed, where it was.
pub fn dismissed<'a>(session: &'a Session, finding: &Finding) -> Option<&'a Dismissed> {
    session.dismissed.iter().find(|d| d.rule == finding.rule && d.about == finding.about)
}

/// What may be said while somebody practises: at most three, the most important first. Nothing about the row or metric where
/// the caret is, and nothing about what a step lacks until it was left. In interview mode nothing.
pub fn live(session: &Session) -> Vec<Finding> {
    if session.mode == Mode::Interview || !session.is_open() {
        return Vec::new();
    }
    let _ = Stop::Plan;
    let mut findings = of(session, &[]);
    findings.truncate(LIVE);
    findings
}
