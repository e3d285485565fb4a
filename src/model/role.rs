//! What a metric is for: its place in the system of metrics.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

/// What a metric is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Rises only when people get value.
    NorthStar,
    /// A tempting North Star, set aside with a reason.
    Rejected,
    /// Builds the North Star, by arithmetic or cause.
    Driver,
    /// Says where a stage fails.
    Diagnostic,
    /// Moves the wrong way when the goal is gamed.
    Counter,
    /// A limit that must hold.
    Guardrail,
    /// Says whether the data can be believed.
    DataTrust,
}

impl Role {
    /// In the order of the editor's sections.
    pub const ALL: [Self; 7] = [
        Self::NorthStar,
        Self::Rejected,
        Self::Driver,
        Self::Diagnostic,
        Self::Counter,
        Self::Guardrail,
        Self::DataTrust,
    ];

    /// As in files: `north_star`.
    pub fn id(self) -> &'static str {
        match self {
            Self::NorthStar => "north_star",
            Self::Rejected => "rejected",
            Self::Driver => "driver",
            Self::Diagnostic => "diagnostic",
            Self::Counter => "counter",
            Self::Guardrail => "guardrail",
            Self::DataTrust => "data_trust",
        }
    }

    /// As on screens: "North Star".
    pub fn title(self) -> &'static str {
        match self {
            Self::NorthStar => "North Star",
            Self::Rejected => "Rejected",
            Self::Driver => "Drivers",
            Self::Diagnostic => "Diagnostics",
            Self::Counter => "Counters",
            Self::Guardrail => "Guardrails",
            Self::DataTrust => "Data trust",
        }
    }

    /// As in a sentence: "north star" is a name, the others are words.
    pub fn word(self) -> &'static str {
        match self {
            Self::NorthStar => "North Star",
            Self::Rejected => "rejected",
            Self::Driver => "driver",
            Self::Diagnostic => "diagnostic",
            Self::Counter => "counter",
            Self::Guardrail => "guardrail",
            Self::DataTrust => "data trust",
        }
    }

    /// What a metric of this role does, in a few words.
    pub fn purpose(self) -> &'static str {
        match self {
            Self::NorthStar => "rises only when people get value",
            Self::Rejected => "a tempting one because …",
            Self::Driver => "what builds the North Star",
            Self::Diagnostic => "where a stage can fail",
            Self::Counter => "moves the wrong way when the goal is gamed",
            Self::Guardrail => "must hold: name <= limit",
            Self::DataTrust => "says whether the data can be believed",
        }
    }

    /// One cell wide, always beside a word or a place that says the same.
    pub fn glyph(self) -> &'static str {
        match self {
            Self::NorthStar => "★",
            Self::Rejected => "×",
            Self::Driver => "↑",
            Self::Diagnostic => "◇",
            Self::Counter => "!",
            Self::Guardrail => "▣",
            Self::DataTrust => "?",
        }
    }
}

impl fmt::Display for Role {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.id())
    }
}

impl FromStr for Role {
    type Err = ();

    fn from_str(s: &str) -> Result<Self, ()> {
        Self::ALL.into_iter().find(|role| role.id() == s).ok_or(())
    }
}
