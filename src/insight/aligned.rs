//! One's own answer to a step beside the worked one, aligned by its kind: rows by their names, metrics by their roles. Says
//! what is in both and what in one alone; never which is right.

use super::{
    contract,
    worked::{own_row, worked_row},
};
use crate::{
    model::{
        Answer, Field, Kind, Metric, Role, Row, Session, StepId,
        metric_line::{Names, parse},
        question::{WorkedAnswer, WorkedRow},
    },
    text::fold,
};

/// What lines that stand side by side have in common.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Common {
    /// The name of a row.
    Name,
    /// Nothing: each is in one of the answers alone.
    Nothing,
    /// What metrics are for; none where nobody said it.
    Role(Option<Role>),
    /// The same, with the contracts of these metrics.
    Contract(Option<Role>),
}

/// Lines that belong side by side.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    /// Why.
    pub common: Common,
    /// One's own.
    pub mine: Vec<String>,
    /// The worked ones.
    pub theirs: Vec<String>,
}

/// A step's worked answer and what covers it in one's own, block by block. There are none where they are not of one kind,
/// or where either is empty: then they are just read beside each other.
pub fn aligned(session: &Session, step: &StepId, own: &[StepId]) -> Vec<Block> {
    let Some(spec) = session.framework.step(step) else { return Vec::new() };
    let worked = session.question.steps.get(step).and_then(|w| w.answer.as_ref());
    let Some(WorkedAnswer::Rows(theirs)) = worked else { return Vec::new() };
    let answers: Vec<(&StepId, &Answer)> =
        own.iter().filter_map(|id| Some((id, session.answer(id)?))).filter(|(_, a)| !a.is_blank()).collect();
    let is_of_kind = |answer: &Answer| match spec.kind {
        Kind::Metrics => matches!(answer, Answer::Metrics(_)),
        Kind::Rows | Kind::Flow => matches!(answer, Answer::Rows(_)),
        Kind::Prose => false,
    };
    if answers.is_empty() || !answers.iter().all(|(_, answer)| is_of_kind(answer)) {
        return Vec::new();
    }
    if spec.kind == Kind::Metrics {
        let mine = answers.iter().flat_map(|(_, answer)| answer.metrics());
        let mine: Vec<&Metric> = mine.filter(|m| !m.line.trim().is_empty()).collect();
        return metrics(session, &mine, theirs);
    }
    let mine = answers.iter().flat_map(|(id, answer)| {
        let columns = session.spec(id).columns();
        let rows = answer.rows().iter().filter(|row| !row.is_blank());
        rows.map(|row| own_named(session, row, &columns)).collect::<Vec<_>>()
    });
    let columns = spec.columns();
    let named = |row: &WorkedRow| Named {
        name: columns.first().and_then(|c| row.get(&c.id)).map_or_else(String::new, |name| key(name)),
        lines: worked_row(row, &columns),
    };
    rows(mine.collect(), theirs.iter().map(named).filter(|row| !row.lines.is_empty()).collect())
}

/// A row, and what it is known by.
struct Named {
    name: String,
    lines: Vec<String>,
}

fn own_named(session: &Session, row: &Row, columns: &[Field]) -> Named {
    let name = columns.first().map_or_else(String::new, |c| key(&session.shown(row.value(&c.id))));
    Named { name, lines: own_row(session, row, columns) }
}

/// Names that differ in case, accents or signs alone are one.
fn key(name: &str) -> String {
    fold::words(name).join(" ")
}

/// First what both have, pair by pair in one's own order; then what either has alone.
fn rows(mine: Vec<Named>, mut theirs: Vec<Named>) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut alone = Vec::new();
    for row in mine {
        match theirs.iter().position(|other| !row.name.is_empty() && other.name == row.name) {
            Some(at) => {
                let theirs = theirs.remove(at).lines;
                blocks.push(Block { common: Common::Name, mine: row.lines, theirs });
            }
            None => alone.extend(row.lines),
        }
    }
    if !alone.is_empty() || !theirs.is_empty() {
        let theirs = theirs.into_iter().flat_map(|row| row.lines).collect();
        blocks.push(Block { common: Common::Nothing, mine: alone, theirs });
    }
    blocks
}

/// Role by role; below them the contracts that are complete.
fn metrics(session: &Session, mine: &[&Metric], theirs: &[WorkedRow]) -> Vec<Block> {
    let roles = Role::ALL.into_iter().map(Some).chain([None]);
    let mut blocks = Vec::new();
    let mut in_full = Vec::new();
    for role in roles {
        let mine: Vec<&Metric> = mine.iter().filter(|m| session.role_of(m) == role).copied().collect();
        let theirs: Vec<&WorkedRow> =
            theirs.iter().filter(|row| role_of(row) == role && line_of(row).is_some()).collect();
        let glyph = role.map_or("•", Role::glyph);
        push(
            &mut blocks,
            Block {
                common: Common::Role(role),
                mine: mine.iter().map(|m| format!("{glyph} {}", m.line.trim())).collect(),
                theirs: theirs.iter().flat_map(|row| in_short(row, glyph)).collect(),
            },
        );
        push(
            &mut in_full,
            Block {
                common: Common::Contract(role),
                mine: mine
                    .iter()
                    .flat_map(|m| whole(&session.name_of(&m.id), contract::completed(session, &m.id)))
                    .collect(),
                theirs: theirs.iter().flat_map(|row| in_whole(row)).collect(),
            },
        );
    }
    blocks.extend(in_full);
    blocks
}

fn push(blocks: &mut Vec<Block>, block: Block) {
    if !block.mine.is_empty() || !block.theirs.is_empty() {
        blocks.push(block);
    }
}

fn role_of(row: &WorkedRow) -> Option<Role> {
    row.get("role")?.parse().ok()
}

fn line_of(row: &WorkedRow) -> Option<&str> {
    row.get("line").map(|line| line.trim()).filter(|line| !line.is_empty())
}

/// A worked metric and why it is one; how it is counted stands in its contract.
fn in_short(row: &WorkedRow, glyph: &str) -> Vec<String> {
    let because =
        row.get("because").map(|text| format!("    because: {}", text.trim_end().replace('\n', " ")));
    line_of(row).map(|line| format!("{glyph} {line}")).into_iter().chain(because).collect()
}

fn in_whole(row: &WorkedRow) -> Vec<String> {
    let name = parse(line_of(row).unwrap_or_default(), role_of(row), &Names::default()).name;
    whole(&name, contract::worked(|field| row.get(field).map(String::as_str)))
}

fn whole(name: &str, contract: Vec<(&str, String)>) -> Vec<String> {
    let head = (!contract.is_empty()).then(|| format!("• {name}"));
    let fields = contract.into_iter().map(|(label, text)| format!("    {}: {text}", label.to_lowercase()));
    head.into_iter().chain(fields).collect()
}
