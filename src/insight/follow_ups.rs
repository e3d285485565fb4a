//! What an interviewer asks next: probes at step boundaries, follow-ups built from the candidate's own answer.
//!
//! Chosen by the session's seed, so that they are unpredictable and can be drawn again. Judges nothing.

use crate::model::{
    Answer, Mode, Role, Session, StepId, Value,
    metric_line::Sign,
    plan,
    question::{FollowUpAsk, When},
};

/// How many follow-ups a session gets.
const FOLLOW_UPS: usize = 3;

/// The follow-ups for a session, templates filled in: those that hold, those built from the answer first.
pub fn choose(session: &Session) -> Vec<String> {
    let mut asks: Vec<(bool, String)> = session
        .question
        .follow_ups
        .iter()
        .filter(|ask| ask.when.as_ref().is_none_or(|when| holds(session, when)))
        .filter_map(|ask: &FollowUpAsk| Some((!ask.ask.contains('{'), fill(session, &ask.ask)?)))
        .collect();
    fastrand::Rng::with_seed(session.seed).shuffle(&mut asks);
    // A stable sort: among their kind they stay in the order that was drawn.
    asks.sort_by_key(|(plain, _)| *plain);
    asks.into_iter().take(FOLLOW_UPS).map(|(_, ask)| ask).collect()
}

/// The probes that interrupt after `step`, in interview mode: one or two a session, at step boundaries before the last
/// step. An answer in one piece has no boundaries: it is probed when it is given.
pub fn probes_after(session: &Session, step: &StepId) -> Vec<String> {
    let steps = plan::steps(session);
    let Some(here) = steps.iter().position(|s| s == step) else { return Vec::new() };
    if session.mode != Mode::Interview || session.only.is_some() {
        return Vec::new();
    }
    let framework = &session.framework.steps;
    let mut rng = fastrand::Rng::with_seed(session.seed ^ 0x5eed);
    if steps.len() == 1 {
        let mut probes: Vec<String> = framework.iter().flat_map(|s| s.probes.clone()).collect();
        rng.shuffle(&mut probes);
        probes.truncate(1 + rng.usize(0..2));
        return probes;
    }
    let mut order: Vec<usize> = (0..steps.len() - 1).collect();
    rng.shuffle(&mut order);
    let count = 1 + rng.usize(0..2);
    if !order.iter().take(count).any(|boundary| *boundary == here) {
        return Vec::new();
    }
    // An own heading has no probes: the framework's step at the same place of the way has.
    let place = framework.iter().position(|s| s.id == *step).unwrap_or(here * framework.len() / steps.len());
    let probes = framework.get(place).map_or(&[][..], |s| &s.probes);
    if probes.is_empty() { Vec::new() } else { vec![probes[rng.usize(0..probes.len())].clone()] }
}

/// Whether a condition holds for what was written.
pub fn holds(session: &Session, when: &When) -> bool {
    let has = |role: Role| session.first_metric(role).is_some();
    let stage = |name: &String| {
        let wanted = crate::text::fold::fold(name.trim());
        session.framework.steps.iter().filter_map(|s| s.stages.as_ref()).any(|stages| {
            session.row_names(stages).iter().any(|(_, n)| crate::text::fold::fold(n.trim()) == wanted)
        })
    };
    when.has.is_none_or(has) && !when.missing.is_some_and(has) && when.stage.as_ref().is_none_or(stage)
}

/// A template with the candidate's words in it; `None` where a word that it needs was not written.
pub fn fill(session: &Session, template: &str) -> Option<String> {
    let mut filled = String::new();
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('{') {
        let (name, behind) = after.split_once('}')?;
        filled.push_str(before);
        filled.push_str(&word(session, name.trim())?);
        rest = behind;
    }
    filled.push_str(rest);
    Some(filled)
}

/// What stands for a name in a template: `role`, `role.limit`, `step.field` (of the first row).
fn word(session: &Session, name: &str) -> Option<String> {
    let (head, tail) = name.split_once('.').map_or((name, None), |(head, tail)| (head, Some(tail)));
    let word = match (head.parse::<Role>(), tail) {
        (Ok(role), None) => session.first_metric(role)?.name,
        (Ok(role), Some("limit")) => {
            let limit = session.first_metric(role)?.limit?;
            let sign = match limit.sign {
                Sign::Less => "<",
                Sign::AtMost => "≤",
                Sign::More => ">",
                Sign::AtLeast => "≥",
            };
            format!("{sign} {}", limit.text)
        }
        (Err(()), Some(field)) => {
            let rows = session.answer(&head.into()).map(Answer::rows)?;
            let value = rows.iter().map(|row| row.value(&field.into())).find(|v| !v.is_blank())?;
            // A reference to what was deleted is no word to ask about.
            if let Value::Ref(id) = value
                && session.row(id).is_none()
                && session.metric(id).is_none()
            {
                return None;
            }
            session.shown(value)
        }
        _ => return None,
    };
    let word = word.trim();
    (!word.is_empty()).then(|| word.to_owned())
}
