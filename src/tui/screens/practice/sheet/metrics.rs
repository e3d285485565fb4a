//! The slots of a metrics step: a section for each role, filled ones first, then the empty ones. Draws nothing.

use super::{Field, FieldKind, Form, New, Sheet, Target};
use crate::{
    model::{Answer, ItemId, Metric, Part, Place, Role, Session, Step, StepId, metric_line},
    text::display::shown_line,
};

/// What the open slot behind a full section says.
pub const ONE_MORE: &str = "one more";

/// The row of a metric that stands in no section: nobody said its role.
const NO_SECTION: usize = Role::ALL.len();

/// The sheet of a metrics step. The row of a field is its section; the label of a staged slot is its stage.
pub fn sheet(session: &Session, id: &StepId, spec: &Step) -> Sheet {
    let written = session.answer(id).map_or(&[][..], Answer::metrics);
    if session.is_own(id) {
        return open_list(id, written);
    }
    let mut fields = Vec::new();
    for (section, role) in Role::ALL.into_iter().enumerate() {
        let of_role: Vec<&Metric> = written.iter().filter(|m| m.role == Some(role)).collect();
        let slots = if role == Role::Diagnostic { stage_slots(session, id, &of_role) } else { Vec::new() };
        let staged = !slots.is_empty();
        let unstaged = of_role.iter().filter(|m| !slots.iter().any(|(_, at)| at.as_ref() == Some(&m.id)));
        let field = |target, label: &str, placeholder: &str| Field {
            target,
            kind: FieldKind::Metric,
            label: shown_line(label).into_owned(),
            placeholder: placeholder.to_owned(),
            row: section,
            column: 0,
        };
        let at = |metric: &ItemId| Target::At(Place::item(Part::Step(id.clone()), metric));
        let new = |stage: Option<&ItemId>, slot| {
            Target::New(New::Metric(id.clone(), Some(role), stage.cloned(), slot))
        };
        for ((stage, name), metric) in &slots {
            fields.push(match metric {
                Some(metric) => field(at(metric), name, ""),
                None => field(new(Some(stage), 0), name, "what fails here?"),
            });
        }
        fields.extend(unstaged.map(|metric| field(at(&metric.id), "", "")));
        let drawn = drawn(spec, role);
        let empty = if staged { 0 } else { drawn.saturating_sub(of_role.len()) };
        fields.extend(
            (0..empty).map(|slot| field(new(None, slot), "", if slot == 0 { role.purpose() } else { "…" })),
        );
        // One open slot more where a section is full, so that nobody runs out of them.
        if empty == 0 && drawn > 0 && role != Role::NorthStar {
            fields.push(field(new(None, 0), "", ONE_MORE));
        }
    }
    Sheet { fields, form: Form::Metrics(id.clone()) }
}

/// An own heading of metrics: no slots are drawn, because their names would give the framework away.
fn open_list(id: &StepId, written: &[Metric]) -> Sheet {
    let field = |target, placeholder: &str| Field {
        target,
        kind: FieldKind::Metric,
        label: String::new(),
        placeholder: placeholder.to_owned(),
        row: NO_SECTION,
        column: 0,
    };
    let at = |metric: &Metric| field(Target::At(Place::item(Part::Step(id.clone()), &metric.id)), "");
    let mut fields: Vec<Field> = written.iter().map(at).collect();
    let invitation = if written.is_empty() { "a metric a line" } else { "next" };
    fields.push(field(Target::New(New::Metric(id.clone(), None, None, 0)), invitation));
    Sheet { fields, form: Form::Metrics(id.clone()) }
}

/// A stage with its name, and the diagnostic in its slot.
type StageSlot = ((ItemId, String), Option<ItemId>);

/// A slot for each stage, several where several diagnostics touch it; none for a stage that stands in another's slot.
fn stage_slots(session: &Session, id: &StepId, diagnostics: &[&Metric]) -> Vec<StageSlot> {
    let names = session.names(id);
    let touches = |metric: &Metric, stage: &ItemId| {
        metric.stage.as_ref() == Some(stage)
            || metric_line::parse(&metric.line, metric.role, &names).stages.contains(stage)
    };
    let mut slots: Vec<StageSlot> = Vec::new();
    for stage in &names.stages {
        let touching: Vec<&&Metric> = diagnostics.iter().filter(|m| touches(m, &stage.0)).collect();
        if touching.is_empty() {
            slots.push((stage.clone(), None));
        }
        for metric in touching {
            if !slots.iter().any(|(_, at)| at.as_ref() == Some(&metric.id)) {
                slots.push((stage.clone(), Some(metric.id.clone())));
            }
        }
    }
    slots
}

/// More empty slots than anybody fills; a bank may ask for any number.
const MOST_SLOTS: usize = 20;

/// How many slots a section is drawn with.
fn drawn(spec: &Step, role: Role) -> usize {
    let default = match role {
        Role::NorthStar | Role::Rejected => 1,
        Role::Driver | Role::Diagnostic => 3,
        Role::Counter | Role::Guardrail => 2,
        Role::DataTrust => 0,
    };
    spec.slots.get(&role).map_or(default, |slots| (*slots).min(MOST_SLOTS))
}
