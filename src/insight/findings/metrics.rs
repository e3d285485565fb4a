//! What a single metric leaves open. A role's essential fields are asked for in one finding a metric; drivers, diagnostics
//! and counters owe none, but for a ratio that was begun. Says nothing about whether a metric is a good one.

use super::{
    case::Case,
    finding::Level,
    rule::{Found, Rule},
    times::say_when,
    wording::quote,
};
use crate::{
    insight::read::{Read, Written},
    model::{Role, metric_line::Aggregate},
};

/// Of whom, and over what time.
pub const OPEN_MEASURE: Rule = Rule {
    id: "open-measure",
    level: Level::Essential,
    title: "a measure left open",
    looks_for: "A North Star that does not say out of what (or that it is a count, a sum, an average, a percentile), or not \
                over what time; of the other metrics, a ratio that was begun.",
    triggers: &["north_star Payment success rate = settled payments, weekly"],
    says: "Payment success rate: out of what? Name the denominator, or call it a count.",
    calm: &["north_star Payment success rate = settled payments / confirmed payments, weekly"],
    find: open_measure,
};

/// What grows for ever.
pub const CUMULATIVE: Rule = Rule {
    id: "cumulative",
    level: Level::Essential,
    title: "a running total",
    looks_for: "A count or a sum without a window, as North Star; as driver only where no North Star lends it one.",
    triggers: &["north_star Total registrations = count of people registered"],
    says: "Total registrations: without a window it can only rise. Which decision would it change?",
    calm: &["north_star Registrations = count of people registered, weekly"],
    find: cumulative,
};

/// A guardrail that stops nothing.
pub const NO_LIMIT: Rule = Rule {
    id: "no-limit",
    level: Level::Essential,
    title: "a guardrail without a limit",
    looks_for: "A guardrail without a limit, absolute or relative.",
    triggers: &["guardrail Refund rate"],
    says: "Refund rate has no limit, so it cannot stop a launch.",
    calm: &["guardrail Refund rate <= last quarter + 1 bp"],
    find: no_limit,
};

/// A tempting one without a reason.
pub const NO_BECAUSE: Rule = Rule {
    id: "no-because",
    level: Level::Essential,
    title: "a rejected metric without a reason",
    looks_for: "A metric that was rejected without a reason.",
    triggers: &["rejected Payment value"],
    says: "Payment value: what speaks against it? Add “because” and the reason.",
    calm: &["rejected Payment value because one phone outweighs a month of breakfasts"],
    find: no_because,
};

/// A question to whoever leads by a ratio.
pub const RATIO_NORTH_STAR: Rule = Rule {
    id: "ratio-north-star",
    level: Level::Informative,
    title: "a ratio as North Star",
    looks_for: "A North Star that is a ratio. It is a question, and the ratio may stay.",
    triggers: &["north_star Active share = payers / people with an account, weekly"],
    says: "Active share: could it rise while the number of payers falls?",
    calm: &["north_star Active payers = count of payers, weekly"],
    find: ratio_north_star,
};

fn open_measure(case: &Case<'_>) -> Vec<Found> {
    let ask = |metric: &Written<'_>| {
        let asks = match metric.role {
            Some(Role::NorthStar) if is_running_total(case.read, metric) => return None,
            Some(Role::NorthStar) => match (is_measured(case.read, metric), has_window(case.read, metric)) {
                (true, true) => return None,
                (true, false) => "over what time? Add a window behind a comma.",
                (false, true) => "out of what? Name the denominator, or call it a count.",
                (false, false) => {
                    "out of what, and over what time? Name the denominator, or call it a count; add a window."
                }
            },
            Some(Role::Rejected | Role::Guardrail) => return None,
            _ if is_begun(metric) && !is_measured(case.read, metric) => {
                "out of what? The denominator behind the slash is open."
            }
            _ => return None,
        };
        Some(found(metric, format!("{}: {asks}", name(metric))))
    };
    written(case.read).filter_map(ask).collect()
}

fn cumulative(case: &Case<'_>) -> Vec<Found> {
    let leads = case.read.of_role(Role::NorthStar).next().is_some();
    let is_asked = |metric: &&Written<'_>| match metric.role {
        Some(Role::NorthStar) => true,
        Some(Role::Driver) => !leads,
        _ => false,
    };
    let say = |metric: &Written<'_>| {
        let name = name(metric);
        found(metric, format!("{name}: without a window it can only rise. Which decision would it change?"))
    };
    written(case.read).filter(is_asked).filter(|m| is_running_total(case.read, m)).map(say).collect()
}

fn no_limit(case: &Case<'_>) -> Vec<Found> {
    let has_limit =
        |m: &Written<'_>| m.parsed.limit.is_some() || case.read.completed(&m.metric.id, "limit").is_some();
    let guardrails = case.read.of_role(Role::Guardrail).filter(|m| !has_limit(m));
    guardrails.map(|m| found(m, format!("{} has no limit, so it cannot stop a launch.", name(m)))).collect()
}

fn no_because(case: &Case<'_>) -> Vec<Found> {
    let has_reason = |m: &Written<'_>| {
        m.parsed.because.is_some() || case.read.completed(&m.metric.id, "because").is_some()
    };
    let say = |m: &Written<'_>| {
        found(m, format!("{}: what speaks against it? Add “because” and the reason.", name(m)))
    };
    case.read.of_role(Role::Rejected).filter(|m| !has_reason(m)).map(say).collect()
}

fn ratio_north_star(case: &Case<'_>) -> Vec<Found> {
    let ask = |metric: &Written<'_>| {
        let counts = metric.parsed.denominator.as_ref().and(metric.parsed.numerator.as_ref())?;
        let amount = match metric.parsed.aggregate {
            None | Some(Aggregate::Count) => "number".to_owned(),
            Some(other) => other.to_string(),
        };
        let mut counts = quote(counts);
        if counts.contains(' ') {
            counts = format!("“{counts}”");
        }
        let words = format!("{}: could it rise while the {amount} of {counts} falls?", name(metric));
        Some(found(metric, words))
    };
    case.read.of_role(Role::NorthStar).filter_map(ask).collect()
}

/// Metrics whose role is known, or need not be.
fn written<'a, 'b>(read: &'b Read<'a>) -> impl Iterator<Item = &'b Written<'a>> {
    read.metrics.iter().filter(|_| read.roles_known)
}

/// Whether it says what is set in relation to what, or how else it is computed. The debrief may have said it since.
fn is_measured(read: &Read<'_>, metric: &Written<'_>) -> bool {
    let completed = |field| read.completed(&metric.metric.id, field).is_some();
    let is_ratio = metric.parsed.denominator.is_some() || completed("denominator");
    is_ratio || metric.parsed.aggregate.is_some() || completed("aggregation")
}

/// Behind the comma, or in the words themselves: "consumers with two payments a week".
fn has_window(read: &Read<'_>, metric: &Written<'_>) -> bool {
    let parsed = &metric.parsed;
    let in_words = [Some(&parsed.name), parsed.numerator.as_ref(), parsed.denominator.as_ref()];
    let is_said = in_words.into_iter().flatten().any(|words| say_when(words));
    is_said || parsed.window.is_some() || read.completed(&metric.metric.id, "window").is_some()
}

/// A count or a sum, of all time.
fn is_running_total(read: &Read<'_>, metric: &Written<'_>) -> bool {
    let adds_up = matches!(metric.parsed.aggregate, Some(Aggregate::Count | Aggregate::Sum));
    adds_up && metric.parsed.denominator.is_none() && !is_begun(metric) && !has_window(read, metric)
}

/// Whether a sign of division stands at the end, with nothing behind it.
fn is_begun(metric: &Written<'_>) -> bool {
    let counts = metric.parsed.numerator.as_ref().unwrap_or(&metric.parsed.name);
    let before = |sign: char| counts.strip_suffix(sign);
    let ascii = before('/').is_some_and(|before| before.ends_with(char::is_whitespace));
    ascii || before('／').or_else(|| before('÷')).is_some()
}

fn name(metric: &Written<'_>) -> String {
    quote(&metric.parsed.name)
}

fn found(metric: &Written<'_>, words: String) -> Found {
    Found { words, at: metric.place(), about: metric.metric.id.to_string() }
}
