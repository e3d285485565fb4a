//! Questions that a session answers about itself: what a step asks for, what a reference is called now.

use std::collections::BTreeMap;

use super::{Session, State, StepAnswer};
use crate::model::{
    Answer, DimensionId, ItemId, Kind, Metric, Role, Row, Step, StepId, Value,
    card::Card,
    metric_line::{Names, Parsed, parse},
    score::Score,
};

impl Session {
    /// A new number for an item; `prefix` says of what kind, and is one of [`crate::model::id::GIVEN`].
    pub fn next_id(&mut self, prefix: char) -> ItemId {
        self.ids += 1;
        format!("{prefix}{}", self.ids).into()
    }

    /// What was written in a step and what happened in it, once the step was opened.
    pub fn step(&self, id: &StepId) -> Option<&StepAnswer> {
        self.steps.iter().find(|s| s.id == *id)
    }

    /// The same, to be changed by [`super::Edit`] and by the clock.
    pub fn step_mut(&mut self, id: &StepId) -> Option<&mut StepAnswer> {
        self.steps.iter_mut().find(|s| s.id == *id)
    }

    /// The answer to a step, once it was opened.
    pub fn answer(&self, id: &StepId) -> Option<&Answer> {
        self.step(id).map(|s| &s.answer)
    }

    /// Makes sure that a step has a place for its answer, of the kind that the plan says now.
    /// What was written is never converted: a step with an answer keeps its kind.
    pub fn open_step(&mut self, id: &StepId) {
        let kind = self.spec(id).kind;
        match self.step_mut(id) {
            Some(step) if step.kind != kind && step.answer.is_blank() => {
                step.kind = kind;
                step.answer = Answer::empty(kind);
            }
            Some(_) => {}
            None => self.steps.push(StepAnswer {
                id: id.clone(),
                kind,
                seconds: 0,
                said: false,
                hints_opened: 0,
                answer_opened: false,
                answer: Answer::empty(kind),
            }),
        }
    }

    /// What a step asks for: the framework's step with the plan's title and minutes, or an own heading.
    /// Minutes are scaled to the session's length.
    pub fn spec(&self, id: &StepId) -> Step {
        let mut spec = self.framework.step(id).cloned().unwrap_or_else(|| own_heading(id, self.card(id)));
        if let Some(worked) = self.question.steps.get(id) {
            if let Some(prompt) = &worked.prompt {
                spec.prompt.clone_from(prompt);
            }
            if !worked.hints.is_empty() {
                spec.hints.clone_from(&worked.hints);
            }
        }
        spec.minutes = self.minutes_of(id);
        self.title_of(id).clone_into(&mut spec.title);
        spec
    }

    /// What a step is called: every frame asks for the titles of all of them, and for nothing else that they ask.
    pub fn title_of(&self, id: &StepId) -> &str {
        let planned = self.card(id).map(|card| card.title.as_str()).filter(|title| !title.trim().is_empty());
        // Who took the heading away has still written under it.
        planned.or_else(|| self.framework.step(id).map(|step| step.title.as_str())).unwrap_or(NO_TITLE)
    }

    /// How many minutes a step is given; none for an own heading that says nothing of them.
    pub fn minutes_of(&self, id: &StepId) -> f64 {
        let standard = || self.framework.step(id).map_or(0.0, |step| step.minutes) * self.scale();
        self.card(id).and_then(Card::own_minutes).unwrap_or_else(standard)
    }

    fn card(&self, id: &StepId) -> Option<&Card> {
        self.opening.plan.iter().find(|card| card.step == *id)
    }

    /// By how much the framework's minutes are stretched or pressed.
    pub fn scale(&self) -> f64 {
        let standard = match &self.only {
            Some(only) => self.framework.step(only).map_or(self.framework.minutes(), |s| s.minutes),
            None => self.framework.minutes(),
        };
        if standard > 0.0 { self.minutes / standard } else { 1.0 }
    }

    /// Seconds spent on the answer: the opening and the steps.
    pub fn answer_seconds(&self) -> u32 {
        let opening = [self.opening.clarify_seconds, self.opening.plan_seconds];
        // A file may hold any number.
        opening.into_iter().chain(self.steps.iter().map(|s| s.seconds)).fold(0, u32::saturating_add)
    }

    /// Whether that is a candidate's own heading, and no step of the framework.
    pub fn is_own(&self, id: &StepId) -> bool {
        self.framework.step(id).is_none()
    }

    /// What `@` and `#` may name in a metrics step.
    pub fn names(&self, metrics_step: &StepId) -> Names {
        let (stakeholders, stages) = self.named_steps(metrics_step);
        let of = |steps: Vec<StepId>| steps.iter().flat_map(|id| self.row_names(id)).collect();
        Names { stakeholders: of(stakeholders), stages: of(stages) }
    }

    /// The steps whose rows `@` names in a metrics step, and those for `#`: the framework says which. Under an own
    /// heading nobody does: all own headings of rows, and all of flow.
    pub fn named_steps(&self, metrics_step: &StepId) -> (Vec<StepId>, Vec<StepId>) {
        if let Some(step) = self.framework.step(metrics_step) {
            let one = |id: &Option<StepId>| id.iter().cloned().collect();
            return (one(&step.stakeholders), one(&step.stages));
        }
        let own = |kind| {
            let headings = self.steps.iter().filter(move |s| s.kind == kind && self.is_own(&s.id));
            headings.map(|s| s.id.clone()).collect()
        };
        (own(Kind::Rows), own(Kind::Flow))
    }

    /// What a metric is for: as the debrief says, or as it was written. Under an own heading nobody may have said.
    pub fn role_of(&self, metric: &Metric) -> Option<Role> {
        let said = self.completed.get(&(metric.id.clone(), "role".into()));
        said.and_then(|role| role.parse().ok()).or(metric.role)
    }

    /// The same, with a row of `step` under a name that it no longer bears, or not yet.
    pub fn names_when(&self, metrics_step: &StepId, step: &StepId, row: &ItemId, name: &str) -> Names {
        let mut names = self.names(metrics_step);
        let (stakeholders, stages) = self.named_steps(metrics_step);
        for (named, of) in [(&mut names.stakeholders, stakeholders), (&mut names.stages, stages)] {
            if of.contains(step) {
                named.retain(|(id, _)| id != row);
                named.push((row.clone(), name.to_owned()));
            }
        }
        names
    }

    /// How many places refer to a row or a metric of `step`. Metric lines call a row by its name.
    pub fn references_to(&self, step: &StepId, id: &ItemId, name: &str) -> usize {
        let fields = self.steps.iter().flat_map(|s| s.answer.rows()).flat_map(|r| r.fields.values());
        let holding = fields.filter(|value| matches!(value, Value::Ref(to) if to == id)).count();
        let called = |at: &StepAnswer, metric: &Metric| {
            let names = self.names_when(&at.id, step, id, name);
            let parsed = parse(&metric.line, metric.role, &names);
            !name.trim().is_empty() && (parsed.stages.contains(id) || parsed.stakeholders.contains(id))
        };
        let metrics = self
            .metrics()
            .filter(|(at, m)| m.under.as_ref() == Some(id) || m.stage.as_ref() == Some(id) || called(at, m));
        holding + metrics.count()
    }

    /// Everything that can be referred to, with its step: rows with their names, metrics without.
    pub fn referable(&self) -> Vec<(StepId, ItemId, String)> {
        let rows = self.steps.iter().flat_map(|step| {
            let names = self.row_names(&step.id).into_iter();
            names.map(|(id, name)| (step.id.clone(), id, name))
        });
        let metrics = self.metrics().map(|(step, m)| (step.id.clone(), m.id.clone(), String::new()));
        rows.chain(metrics).collect()
    }

    /// Every row of a step with what stands in its first column; rows without a name are left out, and so are those
    /// called by a metric, whose line may call them in turn.
    pub fn row_names(&self, step: &StepId) -> Vec<(ItemId, String)> {
        let Some(first) = self.spec(step).columns().into_iter().next() else {
            return Vec::new();
        };
        let rows = self.answer(step).map_or(&[][..], Answer::rows);
        rows.iter()
            .filter(|row| !matches!(row.value(&first.id), Value::Ref(id) if self.row(id).is_none()))
            .map(|row| (row.id.clone(), self.shown(row.value(&first.id))))
            .filter(|(_, name)| !name.trim().is_empty())
            .collect()
    }

    /// Every metric of the session, with the step that it stands in.
    pub fn metrics(&self) -> impl Iterator<Item = (&StepAnswer, &Metric)> {
        self.steps.iter().flat_map(|step| step.answer.metrics().iter().map(move |metric| (step, metric)))
    }

    /// The first metric of that role that has a line, read.
    pub fn first_metric(&self, role: Role) -> Option<Parsed> {
        self.metrics()
            .find(|(_, m)| self.role_of(m) == Some(role) && !m.line.trim().is_empty())
            .map(|(step, m)| parse(&m.line, role, &self.names(&step.id)))
    }

    /// The metric of that id, read.
    pub fn metric(&self, id: &ItemId) -> Option<Parsed> {
        let (step, metric) = self.metrics().find(|(_, m)| m.id == *id)?;
        Some(parse(&metric.line, self.role_of(metric), &self.names(&step.id)))
    }

    /// The row of that id, and its step.
    pub fn row(&self, id: &ItemId) -> Option<(&StepAnswer, &Row)> {
        self.steps.iter().find_map(|step| {
            let row = step.answer.rows().iter().find(|r| r.id == *id)?;
            Some((step, row))
        })
    }

    /// The name that a reference shows: a row's first column, a metric's name, or a visible dangling mark.
    pub fn name_of(&self, id: &ItemId) -> String {
        if let Some(metric) = self.metric(id) {
            return metric.name;
        }
        let named = self.row(id).and_then(|(step, row)| {
            let first = self.spec(&step.id).columns().into_iter().next()?;
            row.value(&first.id).text().map(str::to_owned)
        });
        named.unwrap_or_else(|| format!("⟨{id} was deleted⟩"))
    }

    /// A value as it is shown and typed on: text as it is, yes or no, the name that a reference bears now.
    pub fn shown(&self, value: &Value) -> String {
        match value {
            Value::Text(text) => text.clone(),
            Value::Flag(true) => "yes".to_owned(),
            Value::Flag(false) => "no".to_owned(),
            Value::Ref(id) => self.name_of(id),
        }
    }

    /// A dimension of the rubric as it is called; by its id where the rubric has none such.
    pub fn dimension_title<'a>(&'a self, id: &'a DimensionId) -> &'a str {
        self.rubric.dimensions.iter().find(|d| d.id == *id).map_or(id.as_str(), |d| d.title.as_str())
    }

    /// The dimension that the candidate scored lowest, and how. Of several, the one that the wrap-up names, or the
    /// rubric's first. What is not applicable does not count.
    pub fn lowest_scored(&self) -> Option<(&DimensionId, Score)> {
        let place = |id: &DimensionId| self.rubric.dimensions.iter().position(|d| d.id == *id);
        let named = |id: &DimensionId| self.wrap_up.lowest.as_ref() == Some(id);
        let scored = self.self_scores.iter().filter_map(|(id, own)| Some((id, own.score?)));
        scored
            .filter(|(_, score)| score.number().is_some())
            .min_by_key(|(id, score)| (score.number(), !named(id), place(id).unwrap_or(usize::MAX)))
    }

    /// Whether opening, steps and follow-ups may still change.
    pub fn is_open(&self) -> bool {
        self.state == State::InProgress
    }
}

/// What an own heading is called that has no words.
const NO_TITLE: &str = "Untitled";

/// A candidate's own heading under the blank guide: prose unless the plan says otherwise, one column.
fn own_heading(id: &StepId, card: Option<&Card>) -> Step {
    Step {
        id: id.clone(),
        title: String::new(),
        kind: card.and_then(Card::own_kind).unwrap_or_default(),
        minutes: 0.0,
        decision: false,
        prompt: String::new(),
        say: String::new(),
        say_seconds: 0,
        hints: Vec::new(),
        mistakes: Vec::new(),
        probes: Vec::new(),
        fields: Vec::new(),
        stakeholders: None,
        stages: None,
        slots: BTreeMap::new(),
    }
}
