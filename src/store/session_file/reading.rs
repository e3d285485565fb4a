//! From a session's file to the session.

use std::{collections::BTreeSet, path::Path};

use super::{FORMAT, Loaded, disk::*, foreign::Foreign, words};
use crate::{
    error::Problem,
    model::{
        Answer, Framework, ItemId, Kind, Metric, Question, Role, Row, Rubric, Session, Stop,
        hash::hash,
        plan,
        session::{
            Ask, At, Dismissed, FollowUp, Mapping as HeadingMapping, Opened, Opening, Origin, OutOfScope,
            Pause, Person, Retell, Saved, StepAnswer, WrapUp,
        },
    },
    sort::IntoTree as _,
    store::{
        foreign::part,
        yaml::{self, Mapping, Value as Yaml},
    },
};

/// Builds the session that a file holds, with the id that the file's name gives it.
pub fn session(disk: DiskSession, id: &str, path: &Path) -> Result<Loaded, Problem> {
    let mut foreign = Foreign {
        newer: (disk.format > FORMAT).then_some(disk.format),
        root: disk.rest,
        own: disk.own.rest,
        debrief: disk.debrief.rest,
        ..Foreign::default()
    };
    let mut question = disk.question;
    let stored_hash = question.remove("hash");
    let question: Question = part("question", question, &mut foreign.question, path)?;
    let framework: Framework = part("framework", disk.framework, &mut foreign.framework, path)?;
    let rubric: Rubric = part("rubric", disk.rubric, &mut foreign.rubric, path)?;
    let hash = match stored_hash {
        Some(Yaml::String(hash)) => hash,
        _ => hash(&question, &framework, &rubric),
    };
    let mut session = Session {
        id: id.into(),
        person: Person { id: disk.person.id, name: disk.person.name },
        level: disk.level,
        mode: disk.mode,
        guide: disk.guide,
        minutes: disk.minutes.unwrap_or_else(|| framework.minutes()),
        state: disk.state,
        started: disk.started,
        finished: disk.finished,
        origin: Origin {
            from: disk.from,
            variant: disk.variant,
            focus: disk.focus,
            assignment: disk.assignment,
            next_of: disk.next_of,
        },
        seed: disk.seed,
        only: disk.only,
        at: At { stop: Stop::WrapUp, id: None, field: None, offset: 0 },
        saved: Saved { device: disk.saved.device, epoch: disk.saved.epoch, seq: disk.saved.seq },
        ids: if disk.ids > MOST_IDS { 0 } else { disk.ids },
        hash,
        opening: opening(disk.opening, &framework),
        question,
        framework,
        rubric,
        steps: Vec::new(),
        follow_ups: disk.follow_ups.into_iter().map(follow_up).collect(),
        retell: Retell { seconds: disk.retell.seconds, said: disk.retell.said },
        pauses: disk
            .pauses
            .into_iter()
            .map(|p| Pause { at: p.at, seconds: p.seconds, cause: p.cause })
            .collect(),
        wrap_up: wrap_up(disk.wrap_up),
        mapping: disk
            .debrief
            .mapping
            .into_iter()
            .map(|m| HeadingMapping { heading: m.heading, step: m.step })
            .collect(),
        self_scores: words::self_scores(disk.own.scores, disk.own.predicted),
        completed: disk.debrief.completed.into_iter().map(|c| ((c.metric, c.field), c.text)).into_tree(),
        out_of_scope: disk
            .debrief
            .out_of_scope
            .into_iter()
            .map(|o| OutOfScope { stakeholder: o.stakeholder, stage: o.stage, reason: o.reason })
            .collect(),
        dismissed: disk
            .debrief
            .dismissed
            .into_iter()
            .map(|d| Dismissed { rule: d.rule, about: d.about, reason: d.reason })
            .collect(),
    };
    session.ids = session.ids.max(highest_id(&session, &disk.steps));
    let mut used = BTreeSet::new();
    // Two with the same id would be one stop, and the way past it would lead back to it.
    for index in 0..session.follow_ups.len() {
        let id = session.follow_ups[index].id.clone();
        session.follow_ups[index].id = unique(id, 'q', &mut session, &mut used);
    }
    for index in 0..session.opening.asks.len() {
        let id = session.opening.asks[index].id.clone();
        session.opening.asks[index].id = unique(id, 'a', &mut session, &mut used);
    }
    for step in disk.steps {
        let step = step_answer(&mut session, step, &mut used, &mut foreign);
        session.steps.push(step);
    }
    session.at = match disk.at {
        Some(at) => {
            At { stop: words::stop(&at.step, &session), id: at.id, field: at.field, offset: at.offset }
        }
        None => {
            let first = plan::route(&session).into_iter().next().unwrap_or(Stop::WrapUp);
            At { stop: first, id: None, field: None, offset: 0 }
        }
    };
    foreign.mappings().for_each(yaml::plain_keys);
    Ok(Loaded { session, foreign })
}

fn opening(disk: DiskOpening, framework: &Framework) -> Opening {
    let hints = disk.hints_opened.unwrap_or_default();
    Opening {
        clarify_seconds: disk.seconds.clarify,
        plan_seconds: disk.seconds.plan,
        clarify_hints: hints.clarify,
        plan_hints: hints.plan,
        asks: disk.asks.into_iter().map(|a| Ask { id: a.id, ask: a.ask }).collect(),
        opened: disk
            .opened
            .into_iter()
            .map(|o| Opened { about: o.about, asked: o.asked, at: o.at })
            .collect(),
        plan: words::cards(&disk.plan, framework),
    }
}

fn follow_up(disk: DiskFollowUp) -> FollowUp {
    FollowUp {
        id: disk.id,
        kind: disk.kind,
        after: disk.after,
        ask: disk.ask,
        answer: disk.answer,
        seconds: disk.seconds,
    }
}

fn wrap_up(disk: DiskWrapUp) -> WrapUp {
    WrapUp { seconds: disk.seconds, lowest: disk.lowest, learnt: disk.learnt, next: words::next(disk.next) }
}

pub fn step_answer(
    session: &mut Session,
    disk: DiskStep,
    used: &mut BTreeSet<ItemId>,
    foreign: &mut Foreign,
) -> StepAnswer {
    let DiskStep { id, mut kind, mut text, mut rows, mut metrics, mut rest, .. } = disk;
    // Written by hand, a step may hold another form than its kind says: what is written counts.
    kind = match (&text, &rows, &metrics, kind) {
        (Some(_), None, None, _) => Kind::Prose,
        (None, Some(_), None, Kind::Prose | Kind::Metrics) => Kind::Rows,
        (None, None, Some(_), _) => Kind::Metrics,
        _ => kind,
    };
    let columns: BTreeSet<String> =
        session.spec(&id).columns().iter().map(|c| super::key_of(&c.id).to_owned()).into_tree();
    let answer = match kind {
        Kind::Prose => Answer::Prose(text.take().unwrap_or_default()),
        Kind::Rows | Kind::Flow => {
            let row = |map: Mapping| row(session, map, &columns, used, foreign);
            Answer::Rows(rows.take().unwrap_or_default().into_iter().map(row).collect())
        }
        Kind::Metrics => {
            // Every slot of the framework has a role; under an own heading nobody may have said one.
            let role = (!session.is_own(&id)).then_some(Role::Driver);
            let metric = |disk: DiskMetric| metric(session, disk, role, used, foreign);
            Answer::Metrics(metrics.take().unwrap_or_default().into_iter().map(metric).collect())
        }
    };
    // A second form in the same step is no answer, but it stays in the file.
    let leftovers = [
        ("text", text.map(Yaml::from)),
        ("rows", rows.map(|rows| rows.into_iter().map(Yaml::Mapping).collect())),
        ("metrics", metrics.and_then(|metrics| yaml::to_value(&metrics).ok())),
    ];
    rest.extend(leftovers.into_iter().filter_map(|(key, value)| Some((key.into(), value?))));
    if !rest.is_empty() {
        foreign.steps.insert(id.clone(), rest);
    }
    StepAnswer {
        id,
        kind,
        seconds: disk.seconds,
        said: disk.said,
        hints_opened: disk.hints_opened,
        answer_opened: disk.answer_opened,
        answer,
    }
}

fn row(
    session: &mut Session,
    mut map: Mapping,
    columns: &BTreeSet<String>,
    used: &mut BTreeSet<ItemId>,
    foreign: &mut Foreign,
) -> Row {
    yaml::plain_keys(&mut map);
    let id = map.get("id").and_then(Yaml::as_str).unwrap_or_default().into();
    let mut row = Row::new(unique(id, 'r', session, used));
    let mut unknown = Mapping::new();
    for (key, yaml) in map {
        let column = key.as_str().filter(|key| columns.contains(*key));
        match (column, words::value(&yaml)) {
            (Some(column), Some(value)) => {
                row.fields.insert(super::field_of(column).into(), value);
            }
            _ if key.as_str() == Some("id") => {}
            _ => {
                unknown.insert(key, yaml);
            }
        }
    }
    if !unknown.is_empty() {
        foreign.items.insert(row.id.clone(), unknown);
    }
    row
}

fn metric(
    session: &mut Session,
    disk: DiskMetric,
    role: Option<Role>,
    used: &mut BTreeSet<ItemId>,
    foreign: &mut Foreign,
) -> Metric {
    let id = unique(disk.id, 'm', session, used);
    let unknown: Mapping = disk
        .rest
        .into_iter()
        .filter(|(key, _)| !key.as_str().is_some_and(|key| DiskParsed::KEYS.contains(&key)))
        .collect();
    if !unknown.is_empty() {
        foreign.items.insert(id.clone(), unknown);
    }
    Metric { id, role: disk.role.or(role), under: disk.under, stage: disk.stage, line: disk.line }
}

/// The id, or a new one where a row written by hand has none or another row's.
fn unique(id: ItemId, prefix: char, session: &mut Session, used: &mut BTreeSet<ItemId>) -> ItemId {
    let id = if id.as_str().is_empty() || used.contains(&id) { session.next_id(prefix) } else { id };
    used.insert(id.clone());
    id
}

/// More ids than anybody gives: what lies above was not counted, and could not be counted on.
const MOST_IDS: u64 = 1 << 53;

/// The highest number in any id, so that none is given twice even where the file's own count is missing.
fn highest_id(session: &Session, steps: &[DiskStep]) -> u64 {
    let of_rows =
        steps.iter().flat_map(|s| s.rows.iter().flatten()).filter_map(|row| row.get("id")?.as_str());
    let of_metrics = steps.iter().flat_map(|s| s.metrics.iter().flatten()).map(|m| m.id.as_str());
    let of_asks = session.opening.asks.iter().map(|a| a.id.as_str());
    let of_cards = session.opening.plan.iter().map(|c| c.step.as_str());
    let of_follow_ups = session.follow_ups.iter().map(|f| f.id.as_str());
    let number = |id: &str| id.get(1..)?.parse().ok().filter(|number| *number <= MOST_IDS);
    of_rows
        .chain(of_metrics)
        .chain(of_asks)
        .chain(of_cards)
        .chain(of_follow_ups)
        .filter_map(number)
        .max()
        .unwrap_or(0)
}
