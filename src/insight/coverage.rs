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

#[cfg(test)]
mod tests;

use super::{
    headings,
    read::{Read, Written},
};
use crate::model::{
    Answer, Framework, ItemId, Kind, Role, Session, Step, StepId, Value, session::OutOfScope,
};

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

/// Whether it has one: [`of`] says the same, and reads every metric for it. A screen asks at each of its keys.
pub fn is_there(session: &Session) -> bool {
    let Some((_, stakeholders, stages)) = sides(&session.framework) else { return false };
    let mut is_called_by_another = false;
    let is_named = |step: &StepId| {
        let spec = session.spec(step);
        let Some(first) = spec.columns().into_iter().next() else { return false };
        let rows = session.answer(step).map_or(&[][..], Answer::rows).iter();
        let mut values = rows.map(|row| row.value(&first.id));
        values.any(|value| match value {
            Value::Text(text) => !text.trim().is_empty(),
            Value::Flag(_) => false,
            Value::Ref(_) => {
                is_called_by_another = true;
                false
            }
        })
    };
    let both = [stakeholders, stages].into_iter().flat_map(|step| steps(session, step));
    both.collect::<Vec<StepId>>().iter().any(is_named) || is_called_by_another && of(session).is_some()
}

/// The same, of a session that was read already.
pub fn from(read: &Read<'_>) -> Option<Coverage> {
    let session = read.session;
    let (spec, stakeholders, stages) = sides(&session.framework)?;
    let mut stakeholders = lines(read, stakeholders);
    let mut stages = lines(read, stages);
    if stakeholders.is_empty() && stages.is_empty() {
        return None;
    }
    let mut cells = vec![vec![Cell::default(); stages.len()]; stakeholders.len()];
    let mut elsewhere = Vec::new();
    for metric in read.metrics.iter().filter(|metric| metric.role != Some(Role::Rejected)) {
        let rows = touched(&stakeholders, metric);
        let columns = touched(&stages, metric);
        let mark = Mark::of(metric);
        for (side, here, there) in [(&mut stakeholders, &rows, &columns), (&mut stages, &columns, &rows)] {
            for index in here {
                side[*index].metrics.push(mark.clone());
                if there.is_empty() {
                    side[*index].alone.push(mark.clone());
                }
            }
        }
        for row in &rows {
            for column in &columns {
                cells[*row][*column].metrics.push(mark.clone());
            }
        }
        if rows.is_empty() && columns.is_empty() {
            elsewhere.push(mark);
        }
    }
    for out in &session.out_of_scope {
        set_aside(out, &mut stakeholders, &mut stages, &mut cells);
    }
    let step = written_in(session, &spec.id);
    Some(Coverage { step, stakeholders, stages, cells, elsewhere })
}

impl Coverage {
    /// The stakeholders that no metric touches and that are in scope.
    pub fn untouched_stakeholders(&self) -> Vec<&Line> {
        let lines = self.stakeholders.iter().enumerate();
        lines.filter(|(row, line)| line.is_untouched(self.cells[*row].iter())).map(|(_, line)| line).collect()
    }

    /// The stages that no metric touches and that are in scope.
    pub fn untouched_stages(&self) -> Vec<&Line> {
        let lines = self.stages.iter().enumerate();
        let column = |column: usize| self.cells.iter().map(move |row| &row[column]);
        lines.filter(|(at, line)| line.is_untouched(column(*at))).map(|(_, line)| line).collect()
    }
}

impl Line {
    /// Whether nothing touches it and nobody has set it aside, as a whole or cell by cell.
    fn is_untouched<'a>(&self, cells: impl Iterator<Item = &'a Cell>) -> bool {
        let mut cells = cells.peekable();
        let in_pieces = cells.peek().is_some() && cells.all(|cell| cell.set_aside.is_some());
        self.metrics.is_empty() && self.set_aside.is_none() && !in_pieces
    }
}

impl Mark {
    fn of(metric: &Written<'_>) -> Self {
        Self { id: metric.metric.id.clone(), role: metric.role, name: metric.parsed.name.clone() }
    }
}

/// The framework's metrics step that names both sides, and these.
fn sides(framework: &Framework) -> Option<(&Step, &StepId, &StepId)> {
    let mut steps = framework.steps.iter().filter(|step| step.kind == Kind::Metrics);
    steps.find_map(|step| Some((step, step.stakeholders.as_ref()?, step.stages.as_ref()?)))
}

/// A step, and the own headings that cover it.
fn steps(session: &Session, step: &StepId) -> impl Iterator<Item = StepId> + use<> {
    [step.clone()].into_iter().chain(headings::covering(session, step))
}

/// The rows of a step, and of the own headings that cover it.
fn lines(read: &Read<'_>, step: &StepId) -> Vec<Line> {
    let rows = steps(read.session, step).flat_map(|step| {
        let rows = read.session.answer(&step).map_or(&[][..], Answer::rows);
        rows.iter().map(move |row| (step.clone(), row.id.clone()))
    });
    let named = rows.map(|(step, id)| Line { name: read.name(&id).to_owned(), id, step, ..Line::default() });
    named.filter(|line| !line.name.trim().is_empty()).collect()
}

/// Which of the lines a metric touches. What a row is, its step says; by which sign it was named does not matter.
fn touched(lines: &[Line], metric: &Written<'_>) -> Vec<usize> {
    let parsed = &metric.parsed;
    let names = |id: &ItemId| {
        parsed.stakeholders.contains(id)
            || parsed.stages.contains(id)
            || metric.metric.stage.as_ref() == Some(id)
    };
    (0..lines.len()).filter(|index| names(&lines[*index].id)).collect()
}

/// Marks what is out of scope. Of rows that are gone nothing is marked.
fn set_aside(out: &OutOfScope, stakeholders: &mut [Line], stages: &mut [Line], cells: &mut [Vec<Cell>]) {
    let place = |lines: &[Line], id: &ItemId| lines.iter().position(|line| line.id == *id);
    let reason = Some(out.reason.clone());
    match (&out.stakeholder, &out.stage) {
        (Some(row), Some(column)) => {
            if let (Some(row), Some(column)) = (place(stakeholders, row), place(stages, column)) {
                cells[row][column].set_aside = reason;
            }
        }
        (Some(row), None) => {
            if let Some(row) = place(stakeholders, row) {
                stakeholders[row].set_aside = reason;
            }
        }
        (None, Some(column)) => {
            if let Some(column) = place(stages, column) {
                stages[column].set_aside = reason;
            }
        }
        (None, None) => {}
    }
}

/// Where metrics are written: in the framework's step, or under the first own heading that covers it.
fn written_in(session: &Session, step: &StepId) -> StepId {
    let own = || headings::covering(session, step).into_iter().next();
    if session.step(step).is_some() { step.clone() } else { own().unwrap_or_else(|| step.clone()) }
}
