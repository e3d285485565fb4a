//! Stakeholders and stages that no metric touches: one finding for each kind, because the table itself is a view. What
//! touches, [`crate::insight::coverage`] says.

use super::{
    case::Case,
    finding::Level,
    rule::{Found, Rule},
    wording::list,
};
use crate::{
    insight::coverage::{Coverage, Line},
    model::{Part, Place, Role},
};

/// Stakeholders.
pub const UNTOUCHED_STAKEHOLDER: Rule = Rule {
    id: "untouched-stakeholder",
    level: Level::Actionable,
    title: "a stakeholder that no metric touches",
    looks_for: "Stakeholders that no metric names and that nobody set aside.",
    triggers: &["stakeholder Shoppers", "stakeholder Banks", "driver Card success @Shoppers"],
    says: "No metric touches Banks. Cover it or set it aside with a reason.",
    calm: &["stakeholder Shoppers", "stakeholder Banks", "driver Card success @Shoppers @Banks"],
    find: |case| untouched(case, Coverage::untouched_stakeholders, ("whom it touches", '@')),
};

/// Stages.
pub const UNTOUCHED_STAGE: Rule = Rule {
    id: "untouched-stage",
    level: Level::Actionable,
    title: "a stage that no metric touches",
    looks_for: "Stages that no metric names and that nobody set aside.",
    triggers: &["stage Top up", "stage Pay", "stage Settlement", "diagnostic Payment success #Pay"],
    says: "No metric touches Top up and Settlement. Cover them or set them aside with a reason.",
    calm: &[
        "stage Pay",
        "stage Settlement",
        "diagnostic Payment success #Pay",
        "driver Unmatched value #Settlement",
    ],
    find: |case| untouched(case, Coverage::untouched_stages, ("which stage it touches", '#')),
};

/// `says` is what a metric says of these, and the sign with which it does.
fn untouched(case: &Case<'_>, of: impl Fn(&Coverage) -> Vec<&Line>, says: (&str, char)) -> Vec<Found> {
    let Some(coverage) = &case.coverage else { return Vec::new() };
    // Until a role is known, a rejected metric can't be told from one that counts.
    let begun = case.read.roles_known && case.read.metrics.iter().any(|m| m.role != Some(Role::Rejected));
    let lines = of(coverage);
    if !begun || lines.is_empty() {
        return Vec::new();
    }
    let them = if lines.len() == 1 { "it" } else { "them" };
    let names = list(lines.iter().map(|line| line.name.as_str()));
    let step = &coverage.step;
    let (what, sign) = says;
    let is_said = case.read.metrics.iter().any(|metric| metric.metric.line.contains(sign));
    // Who links nothing may not know how.
    let words = if is_said || lines.len() == 1 {
        format!("No metric touches {names}. Cover {them} or set {them} aside with a reason.")
    } else {
        format!("No metric says {what}: name {names} with {sign}, or set {them} aside with a reason.")
    };
    vec![Found { words, at: Place::of(Part::Step(step.clone())), about: step.to_string() }]
}
