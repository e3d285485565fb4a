//! Coverage: stakeholders × stages, and which metric touches what. Says what is so; whether a blank is a lack is for the
//! candidate to say.
//!
//! **What touches.** A metric touches the rows that `@` and `#` name at its end, and a diagnostic the stage whose slot it
//! stands in. One that names a stakeholder alone touches the row and no cell of it, one that names a stage alone touches the
//! column. A rejected metric touches nothing: it was set aside.
//!
//! **When there is one.** Only where a metrics step of the framework names both stakeholders and stages, and rows of
//! either were written. With stages alone ("diagnose the stage you changed") or groups alone ("choose one") the
//! framework asks for a choice, and a blank is meant. Under own headings the rows are those of the headings that
//! are mapped to these two steps, so there is none until somebody has mapped them.

use super::read::{Read, Written};
use crate::model::{Framework, ItemId, Kind, Role, Session, Step, StepId, session::OutOfScope};

/// The table.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Coverage {
    /// The step where a new metric is written.
    pub step: StepId,
    /// Its rows.
    pub stakeholders: Vec<Line>,
    /// Its columns.
    pub stages: Vec<Line>,
    /// By stakeholder, then by stage.
    pub cells: Vec<Vec<Cell>>,
    /// Metrics that touch no row and no column.
    pub elsewhere: Vec<Mark>,
}

/// A row or a column.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Line {
    /// The row of the answer that it stands for.
    pub id: ItemId,
    /// The step in which that was written.
    pub step: StepId,
    /// As written.
    pub name: String,
    /// Every metric that touches it.
    pub metrics: Vec<Mark>,
    /// Those among them that touch nothing on the other side, and so stand in no cell.
    pub alone: Vec<Mark>,
    /// Why it is out of scope as a whole.
    pub set_aside: Option<String>,
}

/// Where a row and a column meet.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Cell {
    /// Metrics that touch both.
    pub metrics: Vec<Mark>,
    /// Why this cell is out of scope; its row and its column have reasons of their own.
    pub set_aside: Option<String>,
}

/// A metric in the table.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Mark {
    /// Which.
    pub id: ItemId,
    /// What it is for.
    pub role: Option<Role>,
    /// As its line says.
    pub name: String,
}

/// The coverage of a session, where it has one.
pub fn of(session: &Session) -> Option<Coverage> {
    from(&Read::of(session))
}

/// The same, of a session that was read already.
pub fn from(_read: &Read<'_>) -> Option<Coverage> {
    None
}

impl Coverage {
    /// The stakeholders that no metric touches and that are in scope.
    pub fn untouched_stakeholders(&self) -> Vec<&Line> {
        Vec::new()
    }

    /// The stages that no metric touches and that are in scope.
    pub fn untouched_stages(&self) -> Vec<&Line> {
        Vec::new()
    }
}
