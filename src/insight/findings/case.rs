//! What rules look at: one session, read once, and what is known of others. Looks for nothing itself.

use crate::{
    insight::{
        coverage::{self, Coverage},
        read::Read,
    },
    model::{Role, Session},
};

/// Another attempt, as far as a rule compares with it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Earlier<'a> {
    /// What people call it: the product, or the company.
    pub title: &'a str,
    /// The industries of its question.
    pub industries: &'a [String],
    /// The names of its metrics, without those that were rejected.
    pub metrics: Vec<String>,
}

impl<'a> Earlier<'a> {
    /// An attempt with what its metrics are called.
    pub fn of(session: &'a Session) -> Self {
        let question = &session.question;
        let title = question.product.as_deref().or(question.company.as_deref()).unwrap_or(&question.title);
        let kept = Read::of(session).metrics.into_iter().filter(|metric| metric.role != Some(Role::Rejected));
        let metrics = kept.map(|metric| metric.parsed.name).collect();
        Self { title, industries: &question.industries, metrics }
    }
}

/// What rules look at.
pub struct Case<'a> {
    /// The session, read.
    pub read: &'a Read<'a>,
    /// Stakeholders × stages, where there are some.
    pub coverage: Option<Coverage>,
    /// Other attempts of the same person.
    pub earlier: &'a [Earlier<'a>],
}

impl<'a> Case<'a> {
    /// A session that was read.
    pub fn new(read: &'a Read<'a>, earlier: &'a [Earlier<'a>]) -> Self {
        Self { read, coverage: coverage::from(read), earlier }
    }
}
