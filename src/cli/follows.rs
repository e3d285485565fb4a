//! What follows from a session and is not in its file: findings, coverage, what is different since the attempt before.
//! Finds nothing itself.

use serde::Serialize;
use serde_json::{Value, json};

use crate::{
    insight::{
        attempts::before,
        compare::{Diff, compare, tell},
        coverage::{self, Coverage, Line, Mark},
        findings::{self, Earlier, Finding},
    },
    model::{Attempt, ItemId, Mode, Session},
    store::{failure::Result, sessions::Sessions},
};

/// All of it.
pub struct Follows {
    findings: Vec<Finding>,
    coverage: Option<Coverage>,
    diff: Option<Diff>,
}

/// The same as the fields of a JSON object.
#[derive(Serialize)]
pub struct Tree {
    findings: Vec<Value>,
    coverage: Option<Value>,
    diff: Option<Diff>,
}

impl Follows {
    /// What follows from a session, beside the others in these folders. As long as an interview goes on, no findings.
    pub fn of(session: &Session, sessions: &Sessions) -> Result<Self> {
        let goes_on = session.is_open() && session.mode == Mode::Interview;
        let mut others = Vec::new();
        let look = |_: &Attempt, other: &Session| Earlier::of(other);
        let listing = sessions.list_by(look, |_, other| {
            others.push(other);
            true
        })?;
        Ok(Self {
            findings: if goes_on { Vec::new() } else { findings::of(session, &others) },
            coverage: coverage::of(session),
            diff: since_before(session, sessions, &listing.attempts),
        })
    }

    /// For other programs.
    pub fn tree(self) -> Tree {
        Tree {
            findings: self.findings.iter().map(finding).collect(),
            coverage: self.coverage.as_ref().map(table),
            diff: self.diff,
        }
    }

    /// The findings, a sentence each.
    pub fn findings(&self) -> Vec<String> {
        self.findings.iter().map(|finding| finding.words.clone()).collect()
    }

    /// What is different since the attempt before, in lines; where nothing is, that.
    pub fn since(&self) -> Vec<String> {
        let Some(diff) = &self.diff else { return Vec::new() };
        let mut lines = vec![diff.older.to_string()];
        for part in tell(diff).into_iter().filter(|part| !part.lines.is_empty()) {
            lines.push([part.title.as_str(), part.time.as_str()].join("  ").trim_end().to_owned());
            lines.extend(part.lines.iter().map(|told| format!("  {}", told.marked())));
        }
        if lines.len() == 1 {
            lines.push("Nothing that was written is different.".to_owned());
        }
        lines
    }
}

/// What is different since the attempt before at the same question, where there is one that can be read.
fn since_before(session: &Session, sessions: &Sessions, attempts: &[Attempt]) -> Option<Diff> {
    let from = session.origin.from.as_ref();
    let before = before(attempts, &session.id, from, &session.question.id, session.started)?;
    let folder = if before.archived { sessions.archive() } else { sessions.clone() };
    let older = folder.load(&before.id).ok()?;
    Some(compare(&older.session, session))
}

fn finding(finding: &Finding) -> Value {
    let at = json!({"step": finding.at.part.word(), "id": finding.at.id, "field": finding.at.field});
    json!({
        "rule": finding.rule,
        "level": finding.level.word(),
        "words": finding.words,
        "at": at,
        "about": finding.about,
    })
}

/// Rows, columns, and by row and column the metrics that touch both.
fn table(coverage: &Coverage) -> Value {
    let ids = |marks: &[Mark]| marks.iter().map(|mark| mark.id.clone()).collect::<Vec<ItemId>>();
    let line = |line: &Line| json!({"id": line.id, "name": line.name, "metrics": ids(&line.metrics), "set_aside": line.set_aside});
    let lines = |lines: &[Line]| lines.iter().map(line).collect::<Vec<_>>();
    let cells: Vec<Vec<Value>> = coverage
        .cells
        .iter()
        .map(|row| {
            let cell =
                |cell: &coverage::Cell| json!({"metrics": ids(&cell.metrics), "set_aside": cell.set_aside});
            row.iter().map(cell).collect()
        })
        .collect();
    json!({
        "step": coverage.step,
        "stakeholders": lines(&coverage.stakeholders),
        "stages": lines(&coverage.stages),
        "cells": cells,
        "elsewhere": ids(&coverage.elsewhere),
    })
}
