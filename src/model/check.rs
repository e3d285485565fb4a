//! What must hold inside of frameworks, rubrics, questions, tracks, reviews, replies and assignments, beyond their form.
//! Knows no file: a mistake says in which value it is, and who read the file says in which line.

use std::collections::BTreeSet;

use super::{
    Field, FieldType, Framework, Kind, Rubric, RubricId, Step,
    id::{is_bank_id, is_given_id},
    rule::BOUND,
};
use crate::text::nearest::did_you_mean;

mod assignment;
mod labels;
mod question;
mod reply;
mod review;
mod story;
mod template;
mod track;
mod vocabulary;

pub use assignment::{asked, assignment};
pub use labels::Labels;
pub use question::question;
pub use reply::reply;
pub use review::review;
pub use story::stories;
pub use track::{Asked, track};
pub use vocabulary::{outside, vocabulary};

/// Step ids with a meaning of their own, which no framework may take.
pub const RESERVED_STEPS: [&str; 8] =
    ["clarify", "plan", "follow_ups", "retell", "wrap_up", "self", "debrief", "opening"];

/// More slots of one role than anybody fills, or a screen can draw.
const MOST_SLOTS: usize = 20;

/// What is said of a value that is not there yet.
pub const EMPTY: &str = "this is empty";

/// A key on the way to a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Key {
    /// In a map.
    Name(String),
    /// In a list, from 0.
    Index(usize),
}

impl From<&str> for Key {
    fn from(name: &str) -> Self {
        Self::Name(name.to_owned())
    }
}

impl From<usize> for Key {
    fn from(index: usize) -> Self {
        Self::Index(index)
    }
}

/// A place in a value: the way to it, and whether the last key itself is meant.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Spot {
    /// From the top.
    pub keys: Vec<Key>,
    /// Whether the last key is meant, and not what stands under it.
    pub is_key: bool,
}

impl Spot {
    /// What stands under `key` here.
    #[must_use]
    pub fn at(&self, key: impl Into<Key>) -> Self {
        let mut keys = self.keys.clone();
        keys.push(key.into());
        Self { keys, is_key: false }
    }

    /// The key `key` itself.
    #[must_use]
    pub fn key(&self, key: impl Into<Key>) -> Self {
        Self { is_key: true, ..self.at(key) }
    }

    /// What stands at `below`, seen from here.
    #[must_use]
    pub fn then(&self, below: Self) -> Self {
        let keys = self.keys.iter().cloned().chain(below.keys).collect();
        Self { keys, is_key: below.is_key }
    }
}

/// Something that does not hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mistake {
    /// Where.
    pub spot: Spot,
    /// What, in one line.
    pub message: String,
    /// What to do next.
    pub help: Option<String>,
    /// Whether it is allowed, and probably not meant.
    pub is_warning: bool,
}

/// Collects mistakes.
#[derive(Default)]
struct Mistakes(Vec<Mistake>);

impl Mistakes {
    fn add(&mut self, spot: &Spot, message: impl Into<String>, help: Option<String>) {
        self.0.push(Mistake { spot: spot.clone(), message: message.into(), help, is_warning: false });
    }

    fn warn(&mut self, spot: &Spot, message: impl Into<String>, help: Option<String>) {
        self.0.push(Mistake { spot: spot.clone(), message: message.into(), help, is_warning: true });
    }

    /// A name that is not among those that there are.
    fn unknown<'a>(&mut self, spot: &Spot, what: &str, name: &str, known: impl IntoIterator<Item = &'a str>) {
        let message = if name.is_empty() { EMPTY.to_owned() } else { format!("unknown {what} \"{name}\"") };
        self.add(spot, message, did_you_mean(name, known));
    }

    fn id(&mut self, spot: &Spot, id: &str) {
        if !is_bank_id(id) {
            let help = "ids are lower-case letters, digits, - and _, begin with a letter or digit, and have 64 at most";
            let message = if id.is_empty() { EMPTY.to_owned() } else { format!("\"{id}\" is no id") };
            self.add(spot, message, Some(help.to_owned()));
        }
    }

    fn text(&mut self, spot: &Spot, text: &str) {
        if text.trim().is_empty() {
            self.add(spot, EMPTY, Some("write a text".to_owned()));
        }
    }

    fn minutes(&mut self, spot: &Spot, minutes: Option<f64>) {
        if minutes.is_some_and(|minutes| !(1.0..=600.0).contains(&minutes)) {
            self.add(spot, "minutes are from 1 to 600", None);
        }
    }

    fn sha256(&mut self, spot: &Spot, sha256: &str, of: &str) {
        if !(sha256.len() == 64 && sha256.bytes().all(|byte| byte.is_ascii_hexdigit())) {
            let help = format!("64 digits and letters from a to f: sha256sum gives them for {of}");
            self.add(spot, "this is no SHA-256", Some(help));
        }
    }

    /// The ids of a list: each of good form and given once.
    fn ids<'a>(&mut self, list: &Spot, what: &str, ids: impl Iterator<Item = &'a str>) {
        let mut seen = BTreeSet::new();
        for (index, id) in ids.enumerate() {
            let spot = list.at(index).at("id");
            self.id(&spot, id);
            if !seen.insert(id) && !id.is_empty() {
                self.add(
                    &spot,
                    format!("{what} \"{id}\" is there twice"),
                    Some("give it another id".to_owned()),
                );
            }
        }
    }
}

/// What is wrong in a framework. `rubrics` are those that there are.
pub fn framework<'a>(framework: &Framework, rubrics: impl IntoIterator<Item = &'a RubricId>) -> Vec<Mistake> {
    let mut mistakes = Mistakes::default();
    let root = Spot::default();
    mistakes.id(&root.at("id"), framework.id.as_str());
    mistakes.text(&root.at("title"), &framework.title);
    let known: Vec<&RubricId> = rubrics.into_iter().collect();
    if !known.contains(&&framework.rubric) {
        let known = known.iter().map(|id| id.as_str());
        mistakes.unknown(&root.at("rubric"), "rubric", framework.rubric.as_str(), known);
    }
    let steps = root.at("steps");
    if framework.steps.is_empty() {
        mistakes.add(&steps, "a framework needs a step", None);
    }
    mistakes.ids(&steps, "step", framework.steps.iter().map(|step| step.id.as_str()));
    for (index, of) in framework.steps.iter().enumerate() {
        step(framework, of, &steps.at(index), &mut mistakes);
    }
    mistakes.0
}

fn step(framework: &Framework, step: &Step, spot: &Spot, mistakes: &mut Mistakes) {
    if RESERVED_STEPS.contains(&step.id.as_str()) {
        let help = format!("the program itself uses {}", RESERVED_STEPS.join(", "));
        mistakes.add(&spot.at("id"), format!("\"{}\" may not name a step", step.id), Some(help));
    }
    if is_given_id(step.id.as_str()) {
        let help = "the program itself gives such ids: a, h, m, q or r and a number".to_owned();
        mistakes.add(&spot.at("id"), format!("\"{}\" may not name a step", step.id), Some(help));
    }
    mistakes.text(&spot.at("title"), &step.title);
    if !step.minutes.is_finite() || step.minutes < 0.0 || step.minutes > 600.0 {
        mistakes.add(&spot.at("minutes"), "minutes are from 0 to 600", None);
    }
    if !step.fields.is_empty() && !matches!(step.kind, Kind::Rows | Kind::Flow) {
        let help = "write kind: rows or kind: flow, or leave the fields out";
        mistakes.add(&spot.key("fields"), "only rows and flow have fields", Some(help.to_owned()));
    }
    let ids = || framework.steps.iter().map(|step| step.id.as_str());
    let rows = |of: &Option<super::StepId>, spot: &Spot, mistakes: &mut Mistakes| {
        let Some(of) = of else { return };
        match framework.step(of).map(|step| step.kind) {
            None => mistakes.unknown(spot, "step", of.as_str(), ids()),
            Some(Kind::Rows | Kind::Flow) => {}
            Some(_) => mistakes.add(spot, format!("the step \"{of}\" has no rows"), None),
        }
    };
    for (key, of) in [("stakeholders", &step.stakeholders), ("stages", &step.stages)] {
        if of.is_some() && step.kind != Kind::Metrics {
            mistakes.add(&spot.key(key), format!("only a metrics step has {key}"), None);
        }
        rows(of, &spot.at(key), mistakes);
    }
    for (role, _) in step.slots.iter().filter(|(_, slots)| **slots > MOST_SLOTS) {
        let spot = spot.at("slots").at(role.id());
        mistakes.add(&spot, format!("a role has {MOST_SLOTS} slots at most"), None);
    }
    let fields = spot.at("fields");
    mistakes.ids(&fields, "field", step.fields.iter().map(|field| field.id.as_str()));
    for (index, field) in step.fields.iter().enumerate() {
        let spot = fields.at(index);
        let of = |kind| field.kind == kind;
        mistakes.text(&spot.at("title"), &field.title);
        rows(&field.rows_of, &spot.at("rows_of"), mistakes);
        if of(FieldType::Row) && field.rows_of.is_none() {
            let help = "add rows_of: and the id of a step";
            mistakes.add(&spot, "a field of type row says whose rows it names", Some(help.to_owned()));
        }
        if of(FieldType::Choice) && field.choices.is_empty() {
            mistakes.add(&spot, "a field of type choice has choices", Some("add choices: […]".to_owned()));
        }
        misplaced(field, &spot, mistakes);
        if let Some(rule) = field.rule.as_deref().filter(|rule| !BOUND.contains(rule)) {
            let help = did_you_mean(rule, BOUND);
            mistakes.warn(&spot.at("rule"), format!("no finding watches a field as \"{rule}\""), help);
        }
    }
}

/// Keys of a field that its type does not use.
fn misplaced(field: &Field, spot: &Spot, mistakes: &mut Mistakes) {
    if !field.choices.is_empty() && field.kind != FieldType::Choice {
        mistakes.add(&spot.key("choices"), "only a field of type choice has choices", None);
    }
    if field.rows_of.is_some() && field.kind != FieldType::Row {
        mistakes.add(&spot.key("rows_of"), "only a field of type row has rows_of", None);
    }
}

/// What is wrong in a rubric.
pub fn rubric(rubric: &Rubric) -> Vec<Mistake> {
    let mut mistakes = Mistakes::default();
    let root = Spot::default();
    mistakes.id(&root.at("id"), rubric.id.as_str());
    mistakes.text(&root.at("title"), &rubric.title);
    let dimensions = root.at("dimensions");
    if rubric.dimensions.is_empty() {
        mistakes.add(&dimensions, "a rubric needs a dimension", None);
    }
    mistakes.ids(&dimensions, "dimension", rubric.dimensions.iter().map(|d| d.id.as_str()));
    for (index, dimension) in rubric.dimensions.iter().enumerate() {
        let spot = dimensions.at(index);
        mistakes.text(&spot.at("title"), &dimension.title);
        for (score, anchor) in dimension.anchors.iter().enumerate() {
            mistakes.text(&spot.at("anchors").at(score), anchor);
        }
    }
    for (level, score) in &rubric.bar {
        if !(1..=4).contains(score) {
            let spot = root.at("bar").at(level.as_str());
            mistakes.add(&spot, format!("{score} is no score"), Some("scores are 1, 2, 3 and 4".to_owned()));
        }
    }
    mistakes.0
}
