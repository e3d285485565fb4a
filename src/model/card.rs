//! A card of the plan, as the candidate typed it. What becomes of it is read in [`super::plan`].

use serde::{Deserialize, Serialize};

use super::{Kind, StepId};

/// One card of the plan. Its parts are kept as typed; what they mean is read from them.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Card {
    /// The framework's step, or an own heading (`h1`, `h2`, …).
    pub step: StepId,
    /// The heading, the framework's or one's own.
    pub title: String,
    /// Own minutes, as typed. Empty: the framework's, scaled.
    pub minutes: String,
    /// What becomes of it, as typed: empty, `skip`, or `into <heading>`. For an own heading: its kind.
    pub change: String,
    /// A line of reason for a change.
    pub reason: String,
}

impl Card {
    /// Own minutes, where a positive number was typed. A comma is read as a point.
    pub fn own_minutes(&self) -> Option<f64> {
        let minutes: f64 = self.minutes.trim().replace(',', ".").parse().ok()?;
        (minutes > 0.0 && minutes <= 600.0).then_some(minutes)
    }

    /// The kind of an own heading, where one was typed.
    pub fn own_kind(&self) -> Option<Kind> {
        Some(match self.change.trim().to_lowercase().as_str() {
            "prose" => Kind::Prose,
            "rows" => Kind::Rows,
            "flow" => Kind::Flow,
            "metrics" => Kind::Metrics,
            _ => return None,
        })
    }
}
