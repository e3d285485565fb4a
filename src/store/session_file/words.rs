//! The small translations between what the model holds and the words in a session's file.

use std::collections::BTreeMap;

use super::disk::{DiskCard, DiskGrade, DiskNext, DiskParsed, DiskSelf, DiskSelfScore, Typed};
use crate::{
    model::{
        DimensionId, FieldType, Framework, Kind, Session, StepId, Stop, Value,
        metric_line::{Aggregate, Parsed},
        plan::{self, Card, Change, INTO, SKIP},
        session::{NextStep, SelfScore},
    },
    sort::IntoTree as _,
    store::yaml::{Mapping, Value as Yaml},
};

/// The word for a stop.
pub fn stop_word(stop: &Stop) -> String {
    match stop {
        Stop::Clarify => "clarify".to_owned(),
        Stop::Plan => "plan".to_owned(),
        Stop::Step(id) => id.to_string(),
        Stop::FollowUp(id) => id.to_string(),
        Stop::Retell => "retell".to_owned(),
        Stop::WrapUp => "wrap_up".to_owned(),
    }
}

/// The stop for a word. No step may bear the words of the other stops.
pub fn stop(word: &str, session: &Session) -> Stop {
    let is_follow_up = || session.follow_ups.iter().any(|f| f.id == *word);
    match word {
        "clarify" => Stop::Clarify,
        "plan" => Stop::Plan,
        "retell" => Stop::Retell,
        "wrap_up" => Stop::WrapUp,
        _ if session.framework.step(&word.into()).is_none() && is_follow_up() => Stop::FollowUp(word.into()),
        _ => Stop::Step(word.into()),
    }
}

/// The plan's cards as the file has them.
pub fn disk_cards(session: &Session) -> Vec<DiskCard> {
    let card = |(index, card): (usize, &Card)| {
        let change = plan::change(session, index);
        DiskCard {
            step: card.step.clone(),
            title: card.title.clone(),
            kind: session.spec(&card.step).kind,
            minutes: card.own_minutes(),
            change: change.word().to_owned(),
            into: if let Change::Merge(into) = change { Some(into) } else { None },
            reason: card.reason.clone(),
            typed: None,
        }
    };
    let mut cards: Vec<DiskCard> = session.opening.plan.iter().enumerate().map(card).collect();
    for (index, card) in session.opening.plan.iter().enumerate() {
        let change = plain_change(&cards, index, &session.framework);
        let minutes = plain_minutes(&cards[index]);
        if change != card.change || minutes != card.minutes {
            cards[index].typed = Some(Typed {
                change: (change != card.change).then(|| card.change.clone()),
                minutes: (minutes != card.minutes).then(|| card.minutes.clone()),
            });
        }
    }
    cards
}

/// The plan's cards as they were typed.
pub fn cards(disk: &[DiskCard], framework: &Framework) -> Vec<Card> {
    let card = |(index, card): (usize, &DiskCard)| {
        let typed = card.typed.as_ref();
        Card {
            step: card.step.clone(),
            title: card.title.clone(),
            minutes: typed.and_then(|t| t.minutes.clone()).unwrap_or_else(|| plain_minutes(card)),
            change: typed
                .and_then(|t| t.change.clone())
                .unwrap_or_else(|| plain_change(disk, index, framework)),
            reason: card.reason.clone(),
        }
    };
    disk.iter().enumerate().map(card).collect()
}

fn plain_minutes(card: &DiskCard) -> String {
    card.minutes.map(|minutes| minutes.to_string()).unwrap_or_default()
}

/// What one would type for a card's change.
fn plain_change(cards: &[DiskCard], index: usize, framework: &Framework) -> String {
    let card = &cards[index];
    let title = |into: &StepId| cards.iter().find(|c| c.step == *into).map(|c| c.title.trim());
    match (card.change.as_str(), card.into.as_ref().and_then(title)) {
        ("skip", _) => SKIP.to_owned(),
        ("merge", Some(heading)) => format!("{INTO}{heading}"),
        _ if framework.step(&card.step).is_some() => String::new(),
        // For an own heading the change is its kind, and prose need not be typed.
        _ => match card.kind {
            Kind::Prose => String::new(),
            Kind::Rows => "rows".to_owned(),
            Kind::Flow => "flow".to_owned(),
            Kind::Metrics => "metrics".to_owned(),
        },
    }
}

/// A field of a row as the file has it.
pub fn disk_value(value: &Value, kind: FieldType, framework: &Framework) -> Yaml {
    let single = |key: &str, text: &str| Yaml::Mapping(Mapping::from_iter([(key.into(), text.into())]));
    let has_metrics = || framework.steps.iter().any(|s| s.kind == Kind::Metrics);
    match value {
        Value::Flag(yes) => Yaml::Bool(*yes),
        Value::Ref(id) => single("ref", id.as_str()),
        Value::Text(text) => match kind {
            FieldType::Row => single("text", text),
            FieldType::Metric if has_metrics() => single("text", text),
            _ => Yaml::String(text.clone()),
        },
    }
}

/// A field of a row, where the file has there what a field can hold.
pub fn value(yaml: &Yaml) -> Option<Value> {
    match yaml {
        Yaml::String(text) => Some(Value::Text(text.clone())),
        Yaml::Bool(yes) => Some(Value::Flag(*yes)),
        // A person may have written a number by hand.
        Yaml::Number(number) => Some(Value::Text(number.to_string())),
        Yaml::Mapping(map) if map.len() == 1 => {
            let text = |key: &str| map.get(key).and_then(Yaml::as_str);
            match (text("ref"), text("text")) {
                (Some(id), _) => Some(Value::Ref(id.into())),
                (_, Some(text)) => Some(Value::Text(text.to_owned())),
                _ => None,
            }
        }
        _ => None,
    }
}

/// The next step as the file has it.
pub fn disk_next(next: &NextStep) -> DiskNext {
    DiskNext {
        question: next.question.clone(),
        step: next.step.clone(),
        minutes: next.minutes,
        constraint: next.constraint.clone(),
    }
}

/// The next step.
pub fn next(disk: DiskNext) -> NextStep {
    NextStep { question: disk.question, step: disk.step, minutes: disk.minutes, constraint: disk.constraint }
}

/// The parse of a metric's line as the file has it.
pub fn disk_parsed(parsed: Parsed) -> DiskParsed {
    let mut disk = DiskParsed {
        name: parsed.name,
        numerator: parsed.numerator,
        denominator: parsed.denominator,
        window: parsed.window,
        limit: parsed.limit.map(|limit| format!("{} {}", limit.sign.as_str(), limit.text)),
        stages: parsed.stages,
        stakeholders: parsed.stakeholders,
        because: parsed.because,
        ..DiskParsed::default()
    };
    match parsed.aggregate {
        Some(Aggregate::Count) => disk.count = disk.numerator.take(),
        Some(Aggregate::Sum) => disk.aggregation = Some("sum"),
        Some(Aggregate::Average) => disk.aggregation = Some("average"),
        Some(Aggregate::Median) => disk.aggregation = Some("median"),
        Some(Aggregate::Percentile(percentile)) => disk.percentile = Some(percentile),
        None => {}
    }
    disk
}

/// The candidate's own scores as the file has them: what they predict stands apart.
pub fn disk_self(session: &Session) -> DiskSelf {
    let own = || session.self_scores.iter();
    let scored = own().filter(|(_, own)| own.score.is_some() || !own.evidence.is_empty());
    let score = |(id, own): (&DimensionId, &SelfScore)| {
        let evidence = (!own.evidence.is_empty()).then(|| own.evidence.clone());
        (id.clone(), DiskSelfScore { score: own.score.map(DiskGrade), evidence })
    };
    let predicted = own().filter_map(|(id, own)| Some((id.clone(), DiskGrade(own.predicted?))));
    DiskSelf { scores: scored.map(score).into_tree(), predicted: predicted.into_tree(), rest: Mapping::new() }
}

/// The candidate's own scores and what they predict, by dimension.
pub fn self_scores(
    scores: BTreeMap<DimensionId, DiskSelfScore>,
    predicted: BTreeMap<DimensionId, DiskGrade>,
) -> BTreeMap<DimensionId, SelfScore> {
    let mut own = BTreeMap::<DimensionId, SelfScore>::new();
    for (id, disk) in scores {
        let entry = own.entry(id).or_default();
        entry.score = disk.score.map(|grade| grade.0);
        entry.evidence = disk.evidence.unwrap_or_default();
    }
    for (id, grade) in predicted {
        own.entry(id).or_default().predicted = Some(grade.0);
    }
    own.retain(|_, own| *own != SelfScore::default());
    own
}
