//! Sessions as a file can hold them, with a hostile string in every place for text. Draws nothing.

use std::{collections::BTreeSet, path::PathBuf};

use casebook::{
    model::{
        Answer, Bank, FieldType, Framework, Guide, Kind, Metric, Mode, QuestionId, Role, Row, Session,
        StepId, Value,
        plan::Card,
        session::{Ask, FollowUp, FollowUpKind, Mapping as Covers, Opened, Person},
        start,
    },
    store::session_file::{self, Foreign},
};
use serde_yaml::{Mapping, Value as Yaml};

use crate::words::Hostile;

/// A session of the question, whole, with something written everywhere, as text that is still harmless.
pub fn filled(bank: &Bank, question: &QuestionId, mode: Mode, guide: Guide, rows: usize) -> Session {
    let (question, framework, rubric) = bank.whole(question).unwrap();
    let person = Person { id: "x".into(), name: Some("x".into()) };
    let mut options = start::Options::new("x".into(), person, "2026-03-02T07:30:00Z".parse().unwrap(), 7);
    (options.mode, options.guide) = (mode, guide);
    options.level = Some("x".into());
    options.origin.focus = Some("x".into());
    options.origin.next_of = Some("x".into());
    let mut session = start::begin((*question).clone(), framework.clone(), rubric.clone(), options);
    for fact in &question.brief.facts {
        session.opening.opened.push(Opened { about: fact.about.clone(), asked: true, at: 1 });
    }
    for _ in 0..rows {
        let id = session.next_id('a');
        session.opening.asks.push(Ask { id, ask: "x".into() });
    }
    if session.guide == Guide::Blank {
        own_headings(&mut session);
    }
    let steps: Vec<StepId> = session.opening.plan.iter().map(|card| card.step.clone()).collect();
    for step in &steps {
        session.open_step(step);
        let answer = answer(&mut session, step, rows);
        session.step_mut(step).unwrap().answer = answer;
        session.step_mut(step).unwrap().hints_opened = 2;
    }
    for kind in [FollowUpKind::Probe, FollowUpKind::FollowUp, FollowUpKind::FollowUp] {
        let id = session.next_id('q');
        let after = (kind == FollowUpKind::Probe).then(|| steps[0].clone());
        let (ask, answer) = ("x".into(), "x".into());
        session.follow_ups.push(FollowUp { id, kind, after, ask, answer, seconds: 3 });
    }
    for card in &mut session.opening.plan {
        card.reason = "x".into();
    }
    session.wrap_up.lowest = rubric.dimensions.first().map(|dimension| dimension.id.clone());
    session.wrap_up.learnt = "x".into();
    session.wrap_up.next.constraint = "x".into();
    session.wrap_up.next.step = framework.steps.first().map(|step| step.id.clone());
    session
}

/// Own headings of every kind, some of which cover a step.
fn own_headings(session: &mut Session) {
    session.opening.plan.clear();
    for kind in ["", "rows", "flow", "metrics", "", "rows"] {
        let step = StepId::from(session.next_id('h').as_str());
        let card = Card { step: step.clone(), title: "x".into(), change: kind.into(), ..Card::default() };
        session.opening.plan.push(card);
        let covered =
            session.framework.steps[session.mapping.len() % session.framework.steps.len()].id.clone();
        session.mapping.push(Covers { heading: step, step: covered });
    }
    session.mapping.truncate(4);
}

fn answer(session: &mut Session, step: &StepId, rows: usize) -> Answer {
    let spec = session.spec(step);
    let value = |kind: FieldType, choices: &[String], row: usize| match kind {
        FieldType::Choice => Value::Text(choices.get(row).cloned().unwrap_or_else(|| "x".into())),
        FieldType::YesNo => Value::Flag(row.is_multiple_of(2)),
        FieldType::Text | FieldType::Metric | FieldType::Row => Value::Text("x".into()),
    };
    match spec.kind {
        Kind::Prose => Answer::Prose("x".into()),
        Kind::Rows | Kind::Flow => {
            let row = |number| {
                let mut row = Row::new(session.next_id('r'));
                let fields = spec.columns().into_iter();
                row.fields = fields.map(|f| (f.id, value(f.kind, &f.choices, number))).collect();
                row
            };
            Answer::Rows((0..rows).map(row).collect())
        }
        Kind::Metrics => {
            let metric = |number: usize| Metric {
                id: session.next_id('m'),
                role: Some(Role::ALL[number % Role::ALL.len()]),
                under: None,
                stage: None,
                line: "x".into(),
            };
            Answer::Metrics((0..rows * 2).map(metric).collect())
        }
    }
}

/// The same session read back from a file in which every place for text holds a hostile string; in some files, every
/// id too, and the file's own name.
pub fn hostile(session: &Session, with_ids: bool, hostile: &mut Hostile) -> Session {
    let text = session_file::write(session, &Foreign::default()).unwrap();
    let mut tree: Yaml = serde_yaml::from_str(&text).unwrap();
    let mut ids = BTreeSet::new();
    declared(&tree, &mut ids);
    let mut poison = Poison { hostile, ids, with_ids, number: session.seed };
    poison.tree(&mut tree, "");
    let name = if with_ids { poison.hostile.text().replace(['/', '\\', '\0'], "") } else { "x".to_owned() };
    let text = serde_yaml::to_string(&tree).unwrap();
    let path = PathBuf::from(format!("x{name}.yaml"));
    let loaded = session_file::read(text.into_bytes(), &path);
    loaded.unwrap_or_else(|problem| panic!("a file that cannot be read proves nothing: {problem:?}")).session
}

/// Everything under an `id:`.
fn declared(tree: &Yaml, ids: &mut BTreeSet<String>) {
    match tree {
        Yaml::Mapping(map) => {
            ids.extend(map.get("id").and_then(Yaml::as_str).map(str::to_owned));
            map.values().for_each(|value| declared(value, ids));
        }
        Yaml::Sequence(list) => list.iter().for_each(|value| declared(value, ids)),
        _ => {}
    }
}

/// Words of the format: another one there is no text, but a file that cannot be read.
const WORDS: &[&str] =
    &["mode", "guide", "state", "kind", "difficulty", "role", "has", "missing", "cause", "at"];

/// Where an id stands, and not words.
const IDS: &[&str] = &[
    "id",
    "step",
    "rubric",
    "into",
    "after",
    "only",
    "lowest",
    "heading",
    "metric",
    "field",
    "under",
    "stage",
    "ref",
    "rows_of",
    "stakeholders",
    "stages",
    "question",
    "type",
];

struct Poison<'a> {
    hostile: &'a mut Hostile,
    ids: BTreeSet<String>,
    with_ids: bool,
    /// Makes the same id another one in another file.
    number: u64,
}

impl Poison<'_> {
    fn tree(&mut self, tree: &mut Yaml, key: &str) {
        match tree {
            Yaml::String(text) => {
                if let Some(other) = self.text(text, key) {
                    *text = other;
                }
            }
            Yaml::Sequence(list) => {
                // Steps in a list bear their ids themselves.
                let key = if key == "steps" { "" } else { key };
                list.iter_mut().for_each(|value| self.tree(value, key));
            }
            Yaml::Mapping(map) => self.map(map, key),
            _ => {}
        }
    }

    fn map(&mut self, map: &mut Mapping, under: &str) {
        // Steps of a question and fields of a row stand under their ids.
        let keyed = matches!(under, "steps" | "rows" | "answer") && !map.contains_key("line");
        let old = std::mem::take(map);
        for (key, mut value) in old {
            let name = key.as_str().unwrap_or_default().to_owned();
            self.tree(&mut value, &name);
            let is_id = keyed && self.with_ids && self.ids.contains(&name) && name != "id";
            map.insert(if is_id { self.id(&name).into() } else { key }, value);
        }
    }

    fn text(&mut self, text: &str, key: &str) -> Option<String> {
        let is_word = WORDS.contains(&key) || text.parse::<jiff::Timestamp>().is_ok();
        let is_id = IDS.contains(&key) && self.ids.contains(text);
        match (is_word, is_id) {
            (true, _) => None,
            (_, true) => self.with_ids.then(|| self.id(text)),
            // Both name a fact or a kind, and have to go on doing that.
            _ if key == "about" => Some(self.id(text)),
            _ if matches!(text, "rows" | "flow" | "metrics" | "clarify" | "plan" | "wrap_up") => None,
            _ if matches!(key, "type" | "hash") => None,
            _ => Some(self.hostile.text()),
        }
    }

    /// The same for the same id, wherever it stands in the file.
    fn id(&self, id: &str) -> String {
        let same = id.bytes().fold(self.number, |sum, byte| sum.wrapping_mul(31).wrapping_add(byte.into()));
        format!("{id}{}", Hostile::new(same).text())
    }
}

/// Every framework, with a question of it.
pub fn questions(bank: &Bank) -> Vec<QuestionId> {
    let of = |framework: &Framework| {
        bank.questions.iter().find(|q| framework.id == q.kind()).map(|q| q.id().into())
    };
    bank.frameworks.values().filter_map(|framework| of(framework)).collect()
}
