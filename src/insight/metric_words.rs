//! A metric line in words, as it is shown below what was typed, with what is still open as a question.

use crate::model::{Role, Session, metric_line::Parsed};

/// What was understood of a metric: "consumers with 2+ payments ÷ consumers with a card · 7 days · ≤ 0.1 %".
/// Empty where the line is a name and nothing else is open.
pub fn words(session: &Session, parsed: &Parsed, role: Option<Role>) -> String {
    let mut parts = Vec::new();
    match (&parsed.numerator, &parsed.denominator, parsed.aggregate) {
        (Some(counts), Some(of), aggregate) => {
            let counted = aggregate.map_or_else(|| counts.clone(), |a| format!("{a} of {counts}"));
            parts.push(format!("{counted} ÷ {of}"));
        }
        (Some(counts), None, Some(aggregate)) => parts.push(format!("{aggregate} of {counts}")),
        (Some(counts), None, None) => parts.push(if role == Some(Role::NorthStar) {
            format!("{counts} · of whom? or is it a “count of …”?")
        } else {
            counts.clone()
        }),
        (None, _, _) => {
            if role == Some(Role::NorthStar) {
                parts.push("= what counts / of whom, window?".to_owned());
            }
        }
    }
    match &parsed.window {
        Some(window) => parts.push(window.clone()),
        None if role == Some(Role::NorthStar) && parsed.numerator.is_some() => {
            parts.push("window?".to_owned());
        }
        None => {}
    }
    match &parsed.limit {
        Some(limit) => parts.push(format!("{} {}", limit.sign.as_str(), limit.text)),
        None if role == Some(Role::Guardrail) => parts.push("limit? <= or >=".to_owned()),
        None => {}
    }
    let named = |sigil: char, ids: &[crate::model::ItemId]| -> Vec<String> {
        ids.iter().map(|id| format!("{sigil}{}", session.name_of(id))).collect()
    };
    parts.extend(named('@', &parsed.stakeholders));
    parts.extend(named('#', &parsed.stages));
    match &parsed.because {
        Some(_) => {}
        None if role == Some(Role::Rejected) => parts.push("because …?".to_owned()),
        None => {}
    }
    parts.join(" · ")
}
