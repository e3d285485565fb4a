//! Metrics of two attempts: added, left out, moved, reworded, completed. Judges no definition.

use super::{
    change::{Happened, How, MetricChange, PartChange},
    pairs::Pairs,
};
use crate::{
    model::{
        FieldId, ItemId, Metric, Role, Session, StepId,
        metric_line::{Parsed, parse},
    },
    sort::Sort as _,
    text::fold::fold,
};

/// A metric that has a line, read.
#[derive(Clone, Debug)]
pub struct Read<'a> {
    /// Where it stands.
    pub step: &'a StepId,
    /// As it was written.
    pub metric: &'a Metric,
    role: Option<Role>,
    parsed: Parsed,
}

impl Read<'_> {
    /// By what it is found in another attempt: its name, folded; where it has none, all that was typed.
    pub fn called(&self) -> String {
        fold(self.name().trim())
    }

    fn name(&self) -> String {
        match (self.is_measure(), self.counts()) {
            (true, Some(counts)) => counts,
            _ if self.parsed.name.trim().is_empty() => self.metric.line.trim().to_owned(),
            _ => self.parsed.name.clone(),
        }
    }

    /// Whether it has no name of its own, and is called by what it counts.
    fn is_measure(&self) -> bool {
        let name = self.parsed.name.to_ascii_lowercase();
        self.parsed.aggregate.is_some_and(|aggregate| name.starts_with(&format!("{aggregate} of ")))
    }

    fn counts(&self) -> Option<String> {
        let counts = self.parsed.numerator.as_ref()?;
        Some(self.parsed.aggregate.map_or_else(|| counts.clone(), |a| format!("{a} of {counts}")))
    }

    /// The stages that it stands for: that of its slot, and those that its line names.
    fn stages(&self) -> Vec<&ItemId> {
        let mut stages: Vec<&ItemId> = self.metric.stage.iter().chain(&self.parsed.stages).collect();
        stages.arrange();
        stages.dedup();
        stages
    }

    fn told(&self, change: Happened, parts: Vec<PartChange>) -> (StepId, MetricChange) {
        let told = MetricChange {
            change,
            id: self.metric.id.clone(),
            role: self.role,
            name: self.name(),
            line: self.metric.line.trim().to_owned(),
            parts,
        };
        (self.step.clone(), told)
    }
}

/// The metrics of an attempt, role by role.
pub fn of(session: &Session) -> Vec<Read<'_>> {
    let written = session.metrics().filter(|(_, metric)| !metric.line.trim().is_empty());
    let read = written.map(|(step, metric)| {
        let role = session.role_of(metric);
        Read { step: &step.id, metric, role, parsed: parse(&metric.line, role, &session.names(&step.id)) }
    });
    let mut read: Vec<Read<'_>> = read.collect();
    read.arrange_by_key(|read| place(read.role));
    read
}

/// What became of the metrics, each with its step: role by role, what was left out before what was added.
pub fn changes(
    older: &[Read<'_>],
    newer: &[Read<'_>],
    before: &Session,
    after: &Session,
    pairs: &Pairs,
) -> Vec<(StepId, MetricChange)> {
    let gone = older.iter().filter(|old| pairs.newer(&old.metric.id).is_none());
    let gone = gone.map(|old| old.told(Happened::Removed, Vec::new()));
    let now = newer.iter().filter_map(|new| {
        let was = pairs.older(&new.metric.id).and_then(|id| older.iter().find(|old| old.metric.id == *id));
        let Some(was) = was else { return Some(new.told(Happened::Added, Vec::new())) };
        let parts = [moves(was, new, before, after, pairs), fields(was, new, before, after)].concat();
        (!parts.is_empty()).then(|| new.told(Happened::Changed, parts))
    });
    let mut changes: Vec<_> = gone.chain(now).collect();
    changes.arrange_by_key(|(_, change)| place(change.role));
    changes
}

fn place(role: Option<Role>) -> usize {
    Role::ALL.iter().position(|known| Some(*known) == role).unwrap_or(Role::ALL.len())
}

/// Another role, parent, stage or stakeholder.
fn moves(was: &Read<'_>, is: &Read<'_>, before: &Session, after: &Session, pairs: &Pairs) -> Vec<PartChange> {
    let mut parts = Vec::new();
    let mut moved = |field: &str, older: String, newer: String| {
        let some = |text: String| Some(text).filter(|text| !text.is_empty());
        parts.push(PartChange {
            how: How::Moved,
            field: field.into(),
            older: some(older),
            newer: some(newer),
        });
    };
    let role = |read: &Read<'_>| read.role.map_or("", Role::word).to_owned();
    if was.role != is.role {
        moved("role", role(was), role(is));
    }
    let named = |session: &Session, ids: &[&ItemId]| {
        ids.iter().map(|id| session.name_of(id)).collect::<Vec<_>>().join(", ")
    };
    let under = |read: &Read<'_>| read.metric.under.clone();
    let stakeholders = |read: &Read<'_>| read.parsed.stakeholders.clone();
    let stages = |read: &Read<'_>| read.stages().into_iter().cloned().collect::<Vec<_>>();
    let lists = [
        ("under", Vec::from_iter(under(was)), Vec::from_iter(under(is))),
        ("stages", stages(was), stages(is)),
        ("stakeholders", stakeholders(was), stakeholders(is)),
    ];
    for (field, old, new) in lists {
        let has = |id: &ItemId| new.iter().any(|n| pairs.same(id, n));
        let had = |id: &ItemId| old.iter().any(|o| pairs.same(o, id));
        if !(old.iter().all(has) && new.iter().all(had)) {
            let (old, new) = (old.iter().collect::<Vec<_>>(), new.iter().collect::<Vec<_>>());
            moved(field, named(before, &old), named(after, &new));
        }
    }
    parts
}

/// Fields of the contract that say something else, are said now, or are open now.
fn fields(was: &Read<'_>, is: &Read<'_>, before: &Session, after: &Session) -> Vec<PartChange> {
    let (old, new) = (contract(before, was), contract(after, is));
    let only_old = old.iter().filter(|(field, _)| !new.iter().any(|(f, _)| f == field));
    let all = new.iter().chain(only_old).map(|(field, _)| field);
    let text = |of: &[(FieldId, String)], field: &FieldId| {
        of.iter().find(|(f, _)| f == field).map(|(_, text)| text.clone())
    };
    let change = |field: &FieldId| {
        let (older, newer) = (text(&old, field), text(&new, field));
        let how = match (&older, &newer) {
            // The name by which two metrics are the same may be written in small letters or large.
            (Some(older), Some(newer)) if *field == "name" && fold(older) == fold(newer) => return None,
            (Some(older), Some(newer)) if older != newer => How::Reworded,
            (None, Some(_)) => How::Completed,
            (Some(_), None) => How::Opened,
            _ => return None,
        };
        Some(PartChange { how, field: field.clone(), older, newer })
    };
    all.filter_map(change).collect()
}

/// What is said of a metric: in its line, and in the debrief, which has the last word.
fn contract(session: &Session, read: &Read<'_>) -> Vec<(FieldId, String)> {
    let parsed = &read.parsed;
    let limit = parsed.limit.as_ref().map(|limit| format!("{} {}", limit.sign.as_str(), limit.text));
    let line = [
        ("name", Some(parsed.name.clone()).filter(|_| !read.is_measure())),
        ("numerator", read.counts()),
        ("denominator", parsed.denominator.clone()),
        ("window", parsed.window.clone()),
        ("limit", limit),
        ("because", parsed.because.clone()),
    ];
    let mut said: Vec<(FieldId, String)> = Vec::new();
    let line = line.into_iter().filter_map(|(field, text)| Some((FieldId::from(field), text?)));
    // A role is where a metric stands, not what it says.
    let later = session.completed.iter().filter(|((id, field), _)| *id == read.metric.id && *field != "role");
    let later = later.map(|((_, field), text)| (field.clone(), text.clone()));
    for (field, text) in line.chain(later) {
        let text = text.trim().to_owned();
        if !text.is_empty() {
            said.retain(|(f, _)| *f != field);
            said.push((field, text));
        }
    }
    said
}
