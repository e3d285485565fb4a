//! The sheet: every field that a stop offers, read from the session anew after each change.
//!
//! A field that stands in the session is a place; a field that is only drawn (the row after the last, an empty
//! metric slot) becomes one when something is typed into it. Draws nothing.

mod metrics;

pub use metrics::ONE_MORE;

use crate::{
    model::{
        Answer, Field as Column, FieldId, FieldType, Guide, ItemId, Kind, Mode, Part, Place, Role, Session,
        Step, StepId, Stop, plan,
    },
    text::display::shown_line,
};

/// The fields of a stop, in reading order, and how they are laid out.
#[derive(Clone, Debug, Default)]
pub struct Sheet {
    /// In reading order.
    pub fields: Vec<Field>,
    /// How they are laid out.
    pub form: Form,
}

/// How the fields of a sheet are laid out.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Form {
    /// One text that fills the pane.
    #[default]
    Prose,
    /// Rows of fields under column titles; numbered where their order counts.
    Rows {
        /// Titles of the columns, safe to draw.
        columns: Vec<String>,
        /// Whether rows bear numbers.
        numbered: bool,
    },
    /// The slots of the metric tree.
    Metrics(StepId),
    /// Labelled fields, one below the other.
    Labelled,
    /// Nothing to fill in.
    Cue,
}

/// One field.
#[derive(Clone, Debug, PartialEq)]
pub struct Field {
    /// What is written when something is typed.
    pub target: Target,
    /// What it takes.
    pub kind: FieldKind,
    /// Its label, or its slot's stage; safe to draw.
    pub label: String,
    /// Shown while it is empty; safe to draw.
    pub placeholder: String,
    /// Which row of the sheet.
    pub row: usize,
    /// Which column.
    pub column: usize,
}

/// What a field stands for.
#[derive(Clone, Debug, PartialEq)]
pub enum Target {
    /// Something in the session.
    At(Place),
    /// Something that typing makes.
    New(New),
    /// A fact of the brief, by its number: opened, never typed.
    Fact(usize),
}

/// Something that typing makes.
#[derive(Clone, Debug, PartialEq)]
pub enum New {
    /// A clarifying question.
    Ask,
    /// An own heading, and which field of its card.
    Card(&'static str),
    /// A row, and which field of it.
    Row(StepId, FieldId),
    /// A metric in the section of a role, or in none: for a stage, and which of the empty slots.
    Metric(StepId, Option<Role>, Option<ItemId>, usize),
}

/// What a field takes.
#[derive(Clone, Debug, PartialEq)]
pub enum FieldKind {
    /// Any number of lines.
    Prose,
    /// Text of a few words, wrapped.
    Line,
    /// A metric line.
    Metric,
    /// Text that is meant to be one of these.
    Choice(Vec<String>),
    /// A reference to one of these.
    Reference(Vec<(ItemId, String)>),
    /// Yes or no.
    YesNo,
    /// One of these (id, title), picked with the arrows and never typed.
    Pick(Vec<(String, String)>),
}

impl Sheet {
    /// The index of a field.
    pub fn find(&self, target: &Target) -> Option<usize> {
        self.fields.iter().position(|f| f.target == *target)
    }
}

/// The sheet of a stop.
pub fn sheet(session: &Session, stop: &Stop) -> Sheet {
    match stop {
        Stop::Clarify => clarify(session),
        Stop::Plan => plan_cards(session),
        Stop::Step(id) => {
            let spec = session.spec(id);
            match session.step(id).map_or(spec.kind, |s| s.kind) {
                Kind::Prose => prose(Place::of(Part::Step(id.clone())), ""),
                kind => match session.answer(id) {
                    Some(Answer::Metrics(_)) => metrics::sheet(session, id, &spec),
                    _ => rows(session, id, &spec, kind == Kind::Flow),
                },
            }
        }
        Stop::FollowUp(id) => {
            prose(Place::item(Part::FollowUps, id), "Answer as you would say it; notes are enough.")
        }
        Stop::Retell => Sheet { fields: Vec::new(), form: Form::Cue },
        Stop::WrapUp => wrap_up(session),
    }
}

fn prose(place: Place, placeholder: &str) -> Sheet {
    let field = Field {
        target: Target::At(place),
        kind: FieldKind::Prose,
        label: String::new(),
        placeholder: placeholder.to_owned(),
        row: 0,
        column: 0,
    };
    Sheet { fields: vec![field], form: Form::Prose }
}

fn clarify(session: &Session) -> Sheet {
    let asks = &session.opening.asks;
    let field = |row, target, placeholder: &str| Field {
        target,
        kind: FieldKind::Line,
        label: String::new(),
        placeholder: placeholder.to_owned(),
        row,
        column: 0,
    };
    let mut fields: Vec<Field> = asks
        .iter()
        .enumerate()
        .map(|(row, ask)| field(row, Target::At(Place::item(Part::Clarify, &ask.id)), ""))
        .collect();
    let invitation = if asks.is_empty() { "A question, as you would ask it" } else { "another question" };
    fields.push(field(fields.len(), Target::New(New::Ask), invitation));
    // In an interview nobody lists what could be asked: the topics come once something was.
    let asked = asks.iter().any(|ask| !ask.ask.trim().is_empty());
    let listed = session.mode == Mode::Practice || asked;
    for (number, fact) in session.question.brief.facts.iter().enumerate().filter(|_| listed) {
        let mut fact_field = field(fields.len(), Target::Fact(number), "");
        fact_field.label = shown_line(&fact.about).into_owned();
        fields.push(fact_field);
    }
    Sheet { fields, form: Form::Rows { columns: vec![String::new()], numbered: true } }
}

/// The fields of a card, with their column titles. Own headings have a kind, and no change to give a reason for.
const CARD: [(&str, &str); 4] =
    [("title", "Heading"), ("minutes", "Min"), ("change", "Change"), ("reason", "Why")];
const OWN_CARD: [(&str, &str); 3] = [("title", "Heading"), ("minutes", "Min"), ("change", "Kind")];

fn plan_cards(session: &Session) -> Sheet {
    let own = is_blank_guide(session);
    let parts: &[(&'static str, &str)] = if own { &OWN_CARD } else { &CARD };
    let mut fields = Vec::new();
    for (row, card) in session.opening.plan.iter().enumerate() {
        let id = ItemId::from(card.step.as_str());
        for (column, (field, title)) in parts.iter().enumerate() {
            let minutes = plan::planned_seconds(session, &Stop::Step(card.step.clone()));
            fields.push(Field {
                target: Target::At(Place::cell(Part::Plan, &id, field)),
                kind: card_kind(session, field, &card.step),
                label: (*title).to_owned(),
                placeholder: match *field {
                    "minutes" => minutes_words(minutes),
                    "change" if own => "prose".to_owned(),
                    _ => String::new(),
                },
                row,
                column,
            });
        }
    }
    if own {
        let row = session.opening.plan.len();
        for (column, (field, title)) in parts.iter().enumerate() {
            fields.push(Field {
                target: Target::New(New::Card(field)),
                kind: if *field == "change" { FieldKind::Choice(kinds()) } else { FieldKind::Line },
                label: (*title).to_owned(),
                placeholder: match (*field, row) {
                    ("title", 0) => "Your first heading".to_owned(),
                    ("title", _) => "next heading".to_owned(),
                    _ => String::new(),
                },
                row,
                column,
            });
        }
    }
    let columns = parts.iter().map(|(_, title)| (*title).to_owned()).collect();
    Sheet { fields, form: Form::Rows { columns, numbered: true } }
}

/// Whether the plan is made of own headings.
pub fn is_blank_guide(session: &Session) -> bool {
    session.guide == Guide::Blank && session.framework.opening
}

fn card_kind(session: &Session, field: &str, step: &StepId) -> FieldKind {
    match field {
        "change" if session.framework.step(step).is_none() => FieldKind::Choice(kinds()),
        "change" => {
            let others = session.opening.plan.iter().filter(|c| c.step != *step);
            let merges = others.map(|c| format!("{}{}", plan::INTO, c.title));
            FieldKind::Choice(std::iter::once(plan::SKIP.to_owned()).chain(merges).collect())
        }
        _ => FieldKind::Line,
    }
}

fn kinds() -> Vec<String> {
    ["prose", "rows", "flow", "metrics"].map(str::to_owned).to_vec()
}

/// Minutes as a person would write them: `1.5`, `7`.
pub fn minutes_words(seconds: u32) -> String {
    let minutes = f64::from(seconds) / 60.0;
    let words = format!("{minutes:.1}");
    words.strip_suffix(".0").map_or_else(|| words.clone(), str::to_owned)
}

fn rows(session: &Session, id: &StepId, spec: &Step, numbered: bool) -> Sheet {
    let columns = spec.columns();
    // What may be referred to is the same in each row.
    let kinds: Vec<FieldKind> = columns.iter().map(|declared| column_kind(session, declared)).collect();
    let answered = session.answer(id).map_or(&[][..], Answer::rows);
    let mut fields = Vec::new();
    for (row, item) in answered.iter().enumerate() {
        for (column, (declared, kind)) in columns.iter().zip(&kinds).enumerate() {
            let target = Target::At(Place {
                part: Part::Step(id.clone()),
                id: Some(item.id.clone()),
                field: Some(declared.id.clone()),
            });
            fields.push(row_field(declared, kind, target, row, column, ""));
        }
    }
    for (column, (declared, kind)) in columns.iter().zip(&kinds).enumerate() {
        let target = Target::New(New::Row(id.clone(), declared.id.clone()));
        // The other columns have their titles beside or above them.
        let placeholder = match (column, answered.len()) {
            (0, 0) => shown_line(&declared.title.to_lowercase()).into_owned(),
            (0, _) => "next".to_owned(),
            _ => String::new(),
        };
        fields.push(row_field(declared, kind, target, answered.len(), column, &placeholder));
    }
    let columns = columns.iter().map(|c| shown_line(&c.title).into_owned()).collect();
    Sheet { fields, form: Form::Rows { columns, numbered } }
}

fn row_field(
    declared: &Column,
    kind: &FieldKind,
    target: Target,
    row: usize,
    column: usize,
    empty: &str,
) -> Field {
    Field {
        target,
        kind: kind.clone(),
        label: shown_line(&declared.title).into_owned(),
        placeholder: empty.to_owned(),
        row,
        column,
    }
}

/// What a declared column takes. Where a framework has no metrics step, a metric column is text.
fn column_kind(session: &Session, declared: &Column) -> FieldKind {
    match declared.kind {
        FieldType::Text => FieldKind::Line,
        FieldType::Choice => FieldKind::Choice(declared.choices.clone()),
        FieldType::YesNo => FieldKind::YesNo,
        FieldType::Row => match &declared.rows_of {
            Some(step) => FieldKind::Reference(session.row_names(step)),
            None => FieldKind::Line,
        },
        FieldType::Metric => {
            let has_metrics = session.framework.steps.iter().any(|s| s.kind == Kind::Metrics);
            let names = session.metrics().filter(|(_, m)| m.role != Some(Role::Rejected)).map(|(_, m)| &m.id);
            let names = names.filter_map(|id| session.metric(id).map(|p| (id.clone(), p.name)));
            if has_metrics { FieldKind::Reference(names.collect()) } else { FieldKind::Line }
        }
    }
}

fn wrap_up(session: &Session) -> Sheet {
    let dimensions: Vec<(String, String)> =
        session.rubric.dimensions.iter().map(|d| (d.id.to_string(), d.title.clone())).collect();
    let mut steps = vec![(String::new(), "the whole answer".to_owned())];
    steps.extend(session.framework.steps.iter().map(|s| (s.id.to_string(), s.title.clone())));
    let minutes = [("", "no limit"), ("5", "5"), ("10", "10"), ("20", "20"), ("30", "30")];
    let minutes = minutes.map(|(id, title)| (id.to_owned(), title.to_owned())).to_vec();
    let place = |field: &str| Place { part: Part::WrapUp, id: None, field: Some(field.into()) };
    let field = |row, name: &str, kind, label: &str, placeholder: &str| Field {
        target: Target::At(place(name)),
        kind,
        label: label.to_owned(),
        placeholder: placeholder.to_owned(),
        row,
        column: 0,
    };
    let fields = vec![
        field(0, "lowest", FieldKind::Pick(dimensions), "Where was I lowest?", "← → to pick"),
        field(1, "learnt", FieldKind::Prose, "What did I learn?", "One or two sentences"),
        field(2, "constraint", FieldKind::Prose, "One next step", "What will I do differently next time?"),
        field(3, "step", FieldKind::Pick(steps), "… practising", "← → to pick"),
        field(4, "minutes", FieldKind::Pick(minutes), "… in minutes", "← → to pick"),
    ];
    Sheet { fields, form: Form::Labelled }
}
