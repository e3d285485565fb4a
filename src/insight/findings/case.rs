//! What rules look at: one session, read once, and what is known of others. Looks for nothing itself.

use std::collections::BTreeSet;

use jiff::Timestamp;

use crate::{
    insight::{
        coverage::{self, Coverage},
        read::Read,
    },
    model::{Role, Session, SessionId},
    sort::IntoTree as _,
    text::fold,
};

/// An attempt, as far as a rule compares others with it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Earlier {
    /// Which.
    pub session: SessionId,
    /// Whose.
    pub candidate: String,
    /// Since when.
    pub started: Timestamp,
    /// What people call it: the product, or the company.
    pub title: String,
    /// The industries of its question.
    pub industries: BTreeSet<String>,
    /// What its metrics are called, without those that were rejected. Names are one that differ in case, accents and
    /// signs alone, and so are industries.
    pub metrics: BTreeSet<String>,
}

impl Earlier {
    /// What is compared of an attempt.
    pub fn of(session: &Session) -> Self {
        Self::from(&Read::of(session))
    }

    /// The same of one that was read.
    pub fn from(read: &Read<'_>) -> Self {
        let Session { id, person, started, question, .. } = read.session;
        let title = question.product.as_ref().or(question.company.as_ref()).unwrap_or(&question.title);
        let kept = read.metrics.iter().filter(|metric| metric.role != Some(Role::Rejected));
        Self {
            session: id.clone(),
            candidate: person.id.clone(),
            started: *started,
            title: title.clone(),
            industries: question.industries.iter().map(|label| folded(label)).into_tree(),
            metrics: kept.map(|metric| folded(&metric.parsed.name)).into_tree(),
        }
    }

    /// Whether it is one of the same person, from before the other.
    pub fn is_before(&self, other: &Self) -> bool {
        self.session != other.session && self.candidate == other.candidate && self.started <= other.started
    }
}

fn folded(name: &str) -> String {
    fold::words(name).join(" ")
}

/// What rules look at.
pub struct Case<'a> {
    /// The session, read.
    pub read: &'a Read<'a>,
    /// Stakeholders × stages, where there are some.
    pub coverage: Option<Coverage>,
    /// Other attempts, those from before among them.
    pub others: &'a [Earlier],
}

impl<'a> Case<'a> {
    /// A session that was read.
    pub fn new(read: &'a Read<'a>, others: &'a [Earlier]) -> Self {
        Self { read, coverage: coverage::from(read), others }
    }
}
