//! Stories: what somebody has lived and can tell when asked "tell me about a time when …". Judges none.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::{
    Answer, Edit, FieldId, Framework, Item, Kind, Part, Place, Row, Session, StepId, Stop, StoryId, Value,
    plan,
};
use crate::text::input::{normalise, single_line};

/// What a story is told in, from headline to learning.
pub const MINUTES: f64 = 2.0;

/// One story.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Story {
    /// Stable, so that it is known how often it was told.
    pub id: StoryId,
    /// The whole story in one sentence.
    pub title: String,
    /// What one must know to see how hard it was.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub situation: String,
    /// What was one's own to do.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub task: String,
    /// What was done, in order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub actions: Vec<Done>,
    /// What came of it, and what it cost.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub results: Vec<Outcome>,
    /// What one does otherwise since.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub learning: String,
    /// Which principles it shows: `ownership`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub principles: Vec<String>,
}

/// Something that was done.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Done {
    /// What.
    pub action: String,
    /// Why so, and not otherwise.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub why: String,
    /// Whether it was the teller's own decision.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub mine: bool,
}

/// Something that came of it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Outcome {
    /// What.
    pub result: String,
    /// In a number, with what it was before.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub number: String,
}

/// One telling, aloud.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Told {
    /// Of which story.
    pub story: StoryId,
    /// When it was over.
    pub at: Timestamp,
    /// How long it took.
    pub seconds: u32,
}

/// What an employer says that it looks for, in its own names.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Principles {
    /// Whose they are.
    pub of: String,
    /// What they are called.
    pub names: Vec<String>,
}

/// The steps that a story is told in, and the fields of their rows. A framework that has them is told stories in.
const HEADLINE: &str = "headline";
const SITUATION: &str = "situation";
const ACTIONS: &str = "actions";
const RESULT: &str = "result";
const LEARNING: &str = "learning";

/// Whether an answer stands under steps of the framework, and not all of it under own headings.
pub fn has_steps(session: &Session) -> bool {
    let is_of_the_framework =
        |stop: &Stop| matches!(stop, Stop::Step(step) if session.framework.step(step).is_some());
    plan::route(session).iter().any(is_of_the_framework)
}

/// Whether stories are told in a framework.
pub fn are_told_in(framework: &Framework) -> bool {
    [ACTIONS, RESULT]
        .into_iter()
        .all(|id| framework.step(&id.into()).is_some_and(|step| step.kind == Kind::Rows))
}

impl Story {
    /// The story that an answer tells, under an id; none where it tells none, or nothing is written yet.
    pub fn of(session: &Session, id: StoryId) -> Option<Self> {
        if !are_told_in(&session.framework) || [SITUATION, ACTIONS].iter().all(|step| is_blank(session, step))
        {
            return None;
        }
        let prose = |step: &str| session.answer(&step.into()).map_or("", Answer::text).trim().to_owned();
        let rows = |step: &str| {
            session.answer(&step.into()).map_or(&[][..], Answer::rows).iter().filter(|row| !row.is_blank())
        };
        let text =
            |row: &Row, field: &str| row.value(&field.into()).text().unwrap_or_default().trim().to_owned();
        let headline = prose(HEADLINE);
        Some(Self {
            id,
            title: if headline.is_empty() { session.question.title.clone() } else { headline },
            situation: prose(SITUATION),
            task: String::new(),
            actions: rows(ACTIONS)
                .map(|row| {
                    let (action, why) = named(text(row, "action"), text(row, "why"));
                    Done { action, why, mine: *row.value(&"mine".into()) == Value::Flag(true) }
                })
                .filter(|done| !done.action.is_empty())
                .collect(),
            results: rows(RESULT)
                .map(|row| {
                    let (result, number) = named(text(row, "result"), text(row, "number"));
                    Outcome { result, number }
                })
                .filter(|outcome| !outcome.result.is_empty())
                .collect(),
            learning: prose(LEARNING),
            principles: Vec::new(),
        })
    }

    /// The edits that put the story into an answer, behind what is written there. None where nothing fits.
    pub fn edits(&self, session: &mut Session) -> Vec<Edit> {
        let mut edits = Vec::new();
        let situation = [self.situation.trim(), self.task.trim()].join("\n");
        for (step, text) in [(HEADLINE, &self.title), (SITUATION, &situation), (LEARNING, &self.learning)] {
            edits.extend(prose(session, &step.into(), normalise(text).trim()));
        }
        let text = |text: &str| Value::Text(single_line(text));
        let actions = self.actions.iter().map(|done| {
            let mine = if done.mine { Value::Flag(true) } else { Value::default() };
            vec![("action", text(&done.action)), ("why", text(&done.why)), ("mine", mine)]
        });
        let results = self
            .results
            .iter()
            .map(|outcome| vec![("result", text(&outcome.result)), ("number", text(&outcome.number))]);
        for (step, all) in [(ACTIONS, actions.collect::<Vec<_>>()), (RESULT, results.collect())] {
            edits.extend(rows(session, &step.into(), all));
        }
        edits
    }
}

/// Both cells of a row. One that has no name is named by the other: a file of stories has no blank ones.
fn named(name: String, other: String) -> (String, String) {
    if name.is_empty() { (other, String::new()) } else { (name, other) }
}

fn is_blank(session: &Session, step: &str) -> bool {
    session.answer(&step.into()).is_none_or(Answer::is_blank)
}

/// The edit that puts a text behind what stands in a step of prose.
fn prose(session: &Session, step: &StepId, text: &str) -> Option<Edit> {
    let there = match session.answer(step)? {
        Answer::Prose(there) if !text.is_empty() => there,
        _ => return None,
    };
    let between = if there.is_empty() || there.ends_with('\n') { "" } else { "\n" };
    let at = Place { part: Part::Step(step.clone()), id: None, field: None };
    Some(Edit::Splice {
        at,
        offset: there.len(),
        removed: String::new(),
        inserted: format!("{between}{text}"),
    })
}

/// The edits that put rows behind those of a step. Fields that the step has not got are left out.
fn rows(session: &mut Session, step: &StepId, all: Vec<Vec<(&str, Value)>>) -> Vec<Edit> {
    let Some(Answer::Rows(there)) = session.answer(step) else { return Vec::new() };
    let behind = there.len();
    let fields: Vec<FieldId> = session
        .framework
        .step(step)
        .map(|of| of.fields.iter().map(|field| field.id.clone()).collect())
        .unwrap_or_default();
    let mut edits = Vec::new();
    for (place, cells) in all.into_iter().enumerate() {
        let mut row = Row::new(session.next_id('r'));
        let known = cells.into_iter().map(|(field, value)| (FieldId::from(field), value));
        row.fields.extend(known.filter(|(field, value)| fields.contains(field) && !value.is_blank()));
        edits.push(Edit::Insert {
            part: Part::Step(step.clone()),
            index: behind + place,
            item: Item::Row(row),
        });
    }
    edits
}
