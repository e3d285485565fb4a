//! The plan: the framework as cards to keep, merge, move, skip and rename, and the route that follows from it.

pub use super::card::Card;
use super::{
    Framework, ItemId, StepId,
    framework::OPENING_MINUTES,
    session::{FollowUpKind, Guide, Session, Stop},
};

/// What becomes of a card.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// As the framework has it.
    Keep,
    /// Answered within another step.
    Merge(StepId),
    /// At another place.
    Move,
    /// Left out.
    Skip,
    /// Under another heading.
    Rename,
}

impl Change {
    /// The word for it in files.
    pub fn word(&self) -> &'static str {
        match self {
            Self::Keep => "keep",
            Self::Merge(_) => "merge",
            Self::Move => "move",
            Self::Skip => "skip",
            Self::Rename => "rename",
        }
    }
}

/// The word that merges a card into another: "into Metrics".
pub const INTO: &str = "into ";
/// The word that skips a card.
pub const SKIP: &str = "skip";

/// The heading under which all is written, where the guide is blank and the framework asks for no plan.
const NOTES: &str = "Notes";

/// The cards that a session's plan begins with: the framework's steps. Under the blank guide none, or where no plan is
/// asked for, one own heading for the whole answer.
pub fn cards(framework: &Framework, guide: Guide) -> Vec<Card> {
    if guide == Guide::Blank && framework.opening {
        return Vec::new();
    }
    if guide == Guide::Blank {
        return vec![Card { step: "h1".into(), title: NOTES.to_owned(), ..Card::default() }];
    }
    let card =
        |step: &super::Step| Card { step: step.id.clone(), title: step.title.clone(), ..Card::default() };
    framework.steps.iter().map(card).collect()
}

/// What becomes of the card at `index`.
pub fn change(session: &Session, index: usize) -> Change {
    let plan = &session.opening.plan;
    let Some(card) = plan.get(index) else {
        return Change::Keep;
    };
    if is_skipped(card) {
        return Change::Skip;
    }
    let answered = |into: &&Card| !is_skipped(into) && !leads_back(plan, into, card);
    if let Some(into) = target(plan, card).filter(answered) {
        return Change::Merge(into.step.clone());
    }
    let Some(place) = session.framework.steps.iter().position(|s| s.id == card.step) else {
        return Change::Keep;
    };
    if session.framework.steps[place].title != card.title.trim() {
        return Change::Rename;
    }
    // A card was moved where it stands before one that the framework has earlier.
    let moved = plan[index + 1..]
        .iter()
        .filter_map(|c| session.framework.steps.iter().position(|s| s.id == c.step))
        .any(|later| later < place);
    if moved { Change::Move } else { Change::Keep }
}

fn is_skipped(card: &Card) -> bool {
    card.change.trim().eq_ignore_ascii_case(SKIP)
}

/// The skipped card that another was to go into: nothing is answered within it, so the other stands on its own.
pub fn skipped_target<'a>(plan: &'a [Card], card: &Card) -> Option<&'a Card> {
    target(plan, card).filter(|into| is_skipped(into))
}

/// The heading that a card goes into, as typed.
pub fn heading(card: &Card) -> Option<&str> {
    let typed = card.change.trim();
    typed.get(..INTO.len()).filter(|word| word.eq_ignore_ascii_case(INTO))?;
    Some(typed[INTO.len()..].trim())
}

/// The card that another goes into.
fn target<'a>(plan: &'a [Card], card: &Card) -> Option<&'a Card> {
    let heading = heading(card)?;
    plan.iter().find(|c| c.step != card.step && c.title.trim().eq_ignore_ascii_case(heading))
}

/// Whether cards that go into each other lead from `into` to `card`: then neither is answered within another.
fn leads_back(plan: &[Card], into: &Card, card: &Card) -> bool {
    let chain = std::iter::successors(target(plan, into), |next| target(plan, next));
    chain.take(plan.len()).any(|next| next.step == card.step)
}

/// The steps that the plan leaves, in its order. What became of its card leaves no step out that has an answer, that
/// was interrupted, or where the candidate stands.
pub fn steps(session: &Session) -> Vec<StepId> {
    if let Some(only) = &session.only {
        return vec![only.clone()];
    }
    let here = |id: &StepId| matches!(&session.at.stop, Stop::Step(here) if here == id);
    let interrupted = |id: &StepId| session.follow_ups.iter().any(|f| f.after.as_ref() == Some(id));
    let written = |id: &StepId| session.answer(id).is_some_and(|a| !a.is_blank());
    let stays = |id: &StepId| written(id) || here(id) || interrupted(id);
    let mut steps: Vec<StepId> = Vec::new();
    for (index, card) in session.opening.plan.iter().enumerate() {
        let left_out = matches!(change(session, index), Change::Skip | Change::Merge(_))
            || (session.framework.step(&card.step).is_none() && card.title.trim().is_empty());
        // A card that a file has twice would lead round in a circle.
        if (!left_out || stays(&card.step)) && !steps.contains(&card.step) {
            steps.push(card.step.clone());
        }
    }
    steps
}

/// Every stop of the session, in order.
pub fn route(session: &Session) -> Vec<Stop> {
    let mut stops = Vec::new();
    if session.framework.opening && session.only.is_none() {
        stops.extend([Stop::Clarify, Stop::Plan]);
    }
    for step in steps(session) {
        let probe = session
            .follow_ups
            .iter()
            .filter(|f| f.kind == FollowUpKind::Probe && f.after.as_ref() == Some(&step));
        let probes: Vec<Stop> = probe.map(|f| Stop::FollowUp(f.id.clone())).collect();
        stops.push(Stop::Step(step));
        stops.extend(probes);
    }
    let asked = session.follow_ups.iter().filter(|f| f.kind == FollowUpKind::FollowUp);
    stops.extend(asked.map(|f| Stop::FollowUp(f.id.clone())));
    if session.only.is_none() {
        stops.push(Stop::Retell);
    }
    stops.push(Stop::WrapUp);
    stops
}

/// The stop behind `stop`, where there is one.
pub fn next(session: &Session, stop: &Stop) -> Option<Stop> {
    let route = route(session);
    let here = route.iter().position(|s| s == stop)?;
    route.get(here + 1).cloned()
}

/// The stop before `stop`, where there is one.
pub fn previous(session: &Session, stop: &Stop) -> Option<Stop> {
    let route = route(session);
    let here = route.iter().position(|s| s == stop)?;
    here.checked_sub(1).and_then(|i| route.get(i).cloned())
}

/// Seconds that the plan gives to a stop.
pub fn planned_seconds(session: &Session, stop: &Stop) -> u32 {
    let minutes = match stop {
        Stop::Clarify | Stop::Plan => OPENING_MINUTES * session.scale(),
        Stop::Step(step) => {
            let own = session.minutes_of(step);
            if own > 0.0 { own } else { share_of_rest(session) }
        }
        Stop::FollowUp(id) if is_probe(session, id) => PROBE_MINUTES,
        Stop::FollowUp(_) => {
            let asked = session.follow_ups.iter().filter(|f| f.kind == FollowUpKind::FollowUp).count();
            FOLLOW_UP_MINUTES / asked.max(1) as f64
        }
        Stop::Retell => RETELL_MINUTES,
        Stop::WrapUp => WRAP_UP_MINUTES,
    };
    (minutes * 60.0).round() as u32
}

/// Whether a follow-up is a probe.
pub fn is_probe(session: &Session, id: &ItemId) -> bool {
    session.follow_ups.iter().any(|f| f.id == *id && f.kind == FollowUpKind::Probe)
}

/// Own headings without minutes share what the others leave of the session's length.
fn share_of_rest(session: &Session) -> f64 {
    let steps = steps(session);
    let opening = if session.framework.opening { 2.0 * OPENING_MINUTES * session.scale() } else { 0.0 };
    let given: f64 = steps.iter().map(|s| session.minutes_of(s)).sum();
    let without = steps.iter().filter(|s| session.minutes_of(s) <= 0.0).count();
    ((session.minutes - opening - given) / without.max(1) as f64).max(0.0)
}

/// Minutes for all follow-ups after the last step.
pub const FOLLOW_UP_MINUTES: f64 = 4.0;
/// Minutes for a probe: an interruption, not a question of its own.
pub const PROBE_MINUTES: f64 = 0.75;
/// Minutes for the retell.
pub const RETELL_MINUTES: f64 = 1.5;
/// Minutes for the wrap-up.
pub const WRAP_UP_MINUTES: f64 = 3.0;

/// What a stop is called on the screen.
pub fn title(session: &Session, stop: &Stop) -> String {
    match stop {
        Stop::Clarify => "Clarify".to_owned(),
        Stop::Plan => "Plan".to_owned(),
        Stop::Step(step) => session.title_of(step).to_owned(),
        Stop::FollowUp(id) if is_probe(session, id) => "Probe".to_owned(),
        Stop::FollowUp(_) => "Follow-ups".to_owned(),
        Stop::Retell => "Retell".to_owned(),
        Stop::WrapUp => "Wrap-up".to_owned(),
    }
}

/// Seconds spent at a stop so far.
pub fn used_seconds(session: &Session, stop: &Stop) -> u32 {
    match stop {
        Stop::Clarify => session.opening.clarify_seconds,
        Stop::Plan => session.opening.plan_seconds,
        Stop::Step(step) => session.step(step).map_or(0, |s| s.seconds),
        Stop::FollowUp(id) => session.follow_ups.iter().find(|f| f.id == *id).map_or(0, |f| f.seconds),
        Stop::Retell => session.retell.seconds,
        Stop::WrapUp => session.wrap_up.seconds,
    }
}

/// Adds seconds to a stop.
pub fn spend(session: &mut Session, stop: &Stop, seconds: u32) {
    let spent = match stop {
        Stop::Clarify => Some(&mut session.opening.clarify_seconds),
        Stop::Plan => Some(&mut session.opening.plan_seconds),
        Stop::Step(step) => session.step_mut(step).map(|s| &mut s.seconds),
        Stop::FollowUp(id) => session.follow_ups.iter_mut().find(|f| f.id == *id).map(|f| &mut f.seconds),
        Stop::Retell => Some(&mut session.retell.seconds),
        Stop::WrapUp => Some(&mut session.wrap_up.seconds),
    };
    if let Some(spent) = spent {
        *spent = spent.saturating_add(seconds);
    }
}
