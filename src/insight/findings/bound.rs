//! Rows with a field that the framework binds a rule to. A rule finds its fields by this alone, never by the name of a step.

use super::case::Case;
use crate::model::{Answer, Field, Part, Place, Row, Step};

/// A row that says something, and its field that a rule watches.
pub struct Bound<'a> {
    /// The step.
    pub step: &'a Step,
    /// The field.
    pub field: &'a Field,
    /// The row.
    pub row: &'a Row,
    /// What stands in the row's first column.
    pub name: &'a str,
}

impl Bound<'_> {
    /// The field in that row.
    pub fn place(&self) -> Place {
        Place::cell(Part::Step(self.step.id.clone()), &self.row.id, self.field.id.as_str())
    }

    /// Whether nothing stands in the field.
    pub fn is_blank(&self) -> bool {
        self.row.value(&self.field.id).is_blank()
    }
}

/// Every row that has a name, with its field that `rule` is bound to.
pub fn rows<'a>(case: &'a Case<'_>, rule: &str) -> Vec<Bound<'a>> {
    let session = case.read.session;
    let mut found = Vec::new();
    for step in &session.framework.steps {
        for field in step.fields.iter().filter(|field| field.rule.as_deref() == Some(rule)) {
            let rows = session.answer(&step.id).map_or(&[][..], Answer::rows);
            let named = rows.iter().map(|row| Bound { step, field, row, name: case.read.name(&row.id) });
            found.extend(named.filter(|bound| !bound.name.trim().is_empty()));
        }
    }
    found
}
