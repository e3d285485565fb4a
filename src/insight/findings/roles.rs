//! Roles that no metric has. Asks for none that the framework's metrics step draws no slot for.

use super::{
    case::Case,
    finding::Level,
    rule::{Found, Rule},
    wording::quote,
};
use crate::model::{Kind, Part, Place, Role};

/// None that leads.
pub const NO_NORTH_STAR: Rule = Rule {
    id: "no-north-star",
    level: Level::Essential,
    title: "no North Star",
    looks_for: "Metrics of which none is the North Star.",
    triggers: &["driver Card success = cards accepted / cards submitted"],
    says: "Choose a North Star: which number rises only when people get value?",
    calm: &[
        "north_star Active payers = count of payers, weekly",
        "driver Card success = cards accepted / cards submitted",
    ],
    find: |case| missing(case, Role::NorthStar),
};

/// Nothing that would betray gaming.
pub const NO_COUNTER: Rule = Rule {
    id: "no-counter",
    level: Level::Actionable,
    title: "no counter",
    looks_for: "Metrics of which none is a counter.",
    triggers: &["north_star Active payers = count of payers, weekly"],
    says: "Add a counter: what would move the wrong way if Active payers were gamed?",
    calm: &["north_star Active payers = count of payers, weekly", "counter Disputed value"],
    find: |case| missing(case, Role::Counter),
};

/// Nothing that must hold.
pub const NO_GUARDRAIL: Rule = Rule {
    id: "no-guardrail",
    level: Level::Actionable,
    title: "no guardrail",
    looks_for: "Metrics of which none is a guardrail.",
    triggers: &["north_star Active payers = count of payers, weekly"],
    says: "Add a guardrail with a limit: what must hold while Active payers rises?",
    calm: &["north_star Active payers = count of payers, weekly", "guardrail Fraud loss <= 1 bp"],
    find: |case| missing(case, Role::Guardrail),
};

fn missing(case: &Case<'_>, role: Role) -> Vec<Found> {
    let read = case.read;
    let asks = |step: &crate::model::Step| step.kind == Kind::Metrics && step.slots.get(&role) != Some(&0);
    let is_asked = read.roles_known && read.session.framework.steps.iter().any(asks);
    let Some(first) = read.metrics.first().filter(|_| is_asked && read.of_role(role).next().is_none()) else {
        return Vec::new();
    };
    let star = read.of_role(Role::NorthStar).next().map(|star| quote(&star.parsed.name));
    let words = match (role, star) {
        (Role::NorthStar, _) => {
            "Choose a North Star: which number rises only when people get value?".to_owned()
        }
        (Role::Counter, Some(star)) => {
            format!("Add a counter: what would move the wrong way if {star} were gamed?")
        }
        (Role::Counter, None) => {
            "Add a counter: what would move the wrong way if your main number were gamed?".to_owned()
        }
        (_, Some(star)) => format!("Add a guardrail with a limit: what must hold while {star} rises?"),
        (_, None) => "Add a guardrail with a limit: what must hold, whatever else rises?".to_owned(),
    };
    vec![Found { words, at: Place::of(Part::Step(first.step.clone())), about: first.step.to_string() }]
}
