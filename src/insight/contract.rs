//! What is still to be said of a metric, once there is time: its full contract, question by question. Asks for the North
//! Star and for one guardrail. Fills nothing in.

use crate::model::{FieldId, ItemId, Metric, Role, Session};

/// A field of a metric's contract, as it is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Question {
    /// Its name in files.
    pub field: &'static str,
    /// Its name on screens.
    pub label: &'static str,
    /// What is asked.
    pub ask: &'static str,
}

const fn question(field: &'static str, label: &'static str, ask: &'static str) -> Question {
    Question { field, label, ask }
}

/// In the order in which an analyst would ask.
const QUESTIONS: [Question; 11] = [
    question("entity", "Entity", "what is counted once: a person, an order, a day?"),
    question("numerator", "Counts", "what counts, and what does not?"),
    question("denominator", "Of whom", "out of which ones? Or say that it is a count."),
    question("aggregation", "Aggregation", "how do many become one number: a count, a share, a median?"),
    question("window", "Window", "over what time?"),
    question("limit", "Limit", "which value stops a launch?"),
    question("segments", "Segments", "which cuts would you look at first?"),
    question("source", "Source", "where is it recorded, and by whom?"),
    question("latency", "Latency", "how late is it known?"),
    question("direction", "Direction", "which way is better, and from where on no longer?"),
    question("gamed", "Gamed by", "how could it rise without anybody being better off?"),
];

/// A metric of which more is asked.
#[derive(Clone, Debug, PartialEq)]
pub struct Contract {
    /// Which.
    pub metric: ItemId,
    /// What it is for.
    pub role: Role,
    /// As it was written under the clock.
    pub line: String,
    /// What its line does not say.
    pub questions: Vec<Question>,
}

/// What is asked of the North Star, and of a guardrail: `chosen`, or else the one that was begun with, or the first with
/// a limit.
pub fn contracts(session: &Session, chosen: Option<&ItemId>) -> Vec<Contract> {
    let north_star = of_role(session, Role::NorthStar).into_iter().next();
    let guardrails = of_role(session, Role::Guardrail);
    let is_begun =
        |m: &&Metric| session.completed.keys().any(|(id, field)| *id == m.id && field.as_str() != "role");
    let has_limit = |m: &&Metric| session.metric(&m.id).is_some_and(|read| read.limit.is_some());
    let guardrail = guardrails
        .iter()
        .find(|m| Some(&m.id) == chosen)
        .or_else(|| guardrails.iter().find(|m| is_begun(m)))
        .or_else(|| guardrails.iter().find(|m| has_limit(m)))
        .or(guardrails.first());
    north_star.into_iter().chain(guardrail.copied()).filter_map(|metric| contract(session, metric)).collect()
}

/// The guardrails, in the order of the answer.
pub fn guardrails(session: &Session) -> Vec<ItemId> {
    of_role(session, Role::Guardrail).into_iter().map(|metric| metric.id.clone()).collect()
}

/// What the debrief says of a metric's field; empty where it says nothing.
pub fn said<'a>(session: &'a Session, metric: &ItemId, field: &str) -> &'a str {
    session.completed.get(&(metric.clone(), FieldId::from(field))).map_or("", String::as_str)
}

/// What the debrief says of a metric, by what it is called on screens.
pub fn completed(session: &Session, metric: &ItemId) -> Vec<(&'static str, String)> {
    let said = QUESTIONS.iter().map(|q| (q.label, said(session, metric, q.field).trim().to_owned()));
    said.filter(|(_, text)| !text.is_empty()).collect()
}

/// The same of a worked metric: its fields by their names in files.
pub fn worked<'a>(field: impl Fn(&str) -> Option<&'a str>) -> Vec<(&'static str, String)> {
    let said =
        QUESTIONS.iter().filter_map(|q| Some((q.label, field(q.field)?.trim_end().replace('\n', " "))));
    said.filter(|(_, text)| !text.trim().is_empty()).collect()
}

fn of_role(session: &Session, role: Role) -> Vec<&Metric> {
    let written = session.metrics().map(|(_, m)| m).filter(|m| !m.line.trim().is_empty());
    written.filter(|m| session.role_of(m) == Some(role)).collect()
}

fn contract(session: &Session, metric: &Metric) -> Option<Contract> {
    let role = session.role_of(metric)?;
    let read = session.metric(&metric.id)?;
    let asked = |q: &&Question| match q.field {
        "numerator" => read.numerator.is_none(),
        "denominator" => read.denominator.is_none() && read.aggregate.is_none(),
        "window" => read.window.is_none(),
        "limit" => role == Role::Guardrail && read.limit.is_none(),
        // What was said once stays in sight.
        _ => true,
    };
    let questions = QUESTIONS.iter().filter(|q| asked(q) || !said(session, &metric.id, q.field).is_empty());
    Some(Contract {
        metric: metric.id.clone(),
        role,
        line: metric.line.clone(),
        questions: questions.copied().collect(),
    })
}
