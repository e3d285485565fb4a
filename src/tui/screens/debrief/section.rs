//! The parts of a debrief, as it is gone through. Shows none.

use crate::model::StepId;

/// A part of the debrief.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Section {
    /// Which steps the own headings cover.
    Headings,
    /// What the metrics under own headings are for.
    Roles,
    /// After a transfer drill: what changed, and what did not.
    WhatIf,
    /// Time, plan and wrap-up.
    Overview,
    /// What was found in the answer.
    Findings,
    /// Which stakeholders and stages the metrics touch.
    Coverage,
    /// A part of the opening or a step of the framework, with what covers it; or an own heading that covers none.
    Step { worked: Option<StepId>, own: Vec<StepId> },
    /// Probes and follow-ups.
    FollowUps,
    /// The contrasting weak answer.
    Weak,
    /// What the contracts of two metrics leave open.
    Completing,
    /// The answer as its candidate scores it.
    SelfScore,
}
