//! How long it takes to look at a large answer: `cargo bench --bench insight`. The figures are in docs/performance.md.

#![expect(clippy::unwrap_used, reason = "without the built-in bank there is nothing to measure")]

use casebook::{
    insight::{coverage, findings},
    model::{
        Answer, Kind, Metric, Role, Row, Session, Step, StepId, Value,
        session::Person,
        start::{Options, begin},
    },
    store::bank::built_in,
};
use jiff::Timestamp;

const METRICS: usize = 200;
const SIDE: usize = 12;

fn main() {
    divan::main();
}

#[divan::bench]
fn findings_on_200_metrics(bencher: divan::Bencher<'_, '_>) {
    let session = large();
    bencher.bench_local(|| findings::of(&session, &[]));
}

#[divan::bench]
fn live_findings_on_200_metrics(bencher: divan::Bencher<'_, '_>) {
    let session = large();
    bencher.bench_local(|| findings::live(&session));
}

#[divan::bench]
fn coverage_on_200_metrics(bencher: divan::Bencher<'_, '_>) {
    let session = large();
    bencher.bench_local(|| coverage::of(&session));
}

/// 200 metrics that name 12 stakeholders and 12 stages, and a row of every other step for each of them.
fn large() -> Session {
    let bank = built_in();
    let both = |step: &&Step| step.stakeholders.is_some() && step.stages.is_some();
    let framework =
        bank.frameworks.values().find(|f| f.steps.iter().any(|step| both(&step))).cloned().unwrap();
    let question = bank.questions.wholes().find(|q| q.kind == framework.id).unwrap();
    let rubric = bank.rubrics.get(&framework.rubric).cloned().unwrap();
    let options = Options::new("large".into(), Person::default(), Timestamp::UNIX_EPOCH, 1);
    let mut session = begin((*question).clone(), (*framework).clone(), (*rubric).clone(), options);
    let metrics = framework.steps.iter().find(both).unwrap();
    for step in framework.steps.iter().filter(|step| matches!(step.kind, Kind::Rows | Kind::Flow)) {
        let named = [&metrics.stakeholders, &metrics.stages].into_iter().flatten().any(|id| *id == step.id);
        let count = if named { SIDE } else { METRICS / 4 };
        for number in 0..count {
            let mut row = Row::new(session.next_id('r'));
            let name = format!("{} number {number}", step.title);
            row.fields.insert(step.fields[0].id.clone(), Value::Text(name));
            push(&mut session, &step.id, |answer| {
                if let Answer::Rows(rows) = answer {
                    rows.push(row);
                }
            });
        }
    }
    let title = |id: &Option<StepId>| framework.step(id.as_ref().unwrap()).unwrap().title.clone();
    let (who, stage) = (title(&metrics.stakeholders), title(&metrics.stages));
    for number in 0..METRICS {
        let at = number % (SIDE - 1);
        let line = format!(
            "Metric {number} = things done {number} / things begun, weekly @\"{who} number {at}\" #\"{stage} NUMBER {at}\""
        );
        let role = Some(Role::ALL[number % Role::ALL.len()]);
        let metric = Metric { id: session.next_id('m'), role, under: None, stage: None, line };
        push(&mut session, &metrics.id, |answer| {
            if let Answer::Metrics(metrics) = answer {
                metrics.push(metric);
            }
        });
    }
    session
}

fn push(session: &mut Session, step: &StepId, change: impl FnOnce(&mut Answer)) {
    change(&mut session.step_mut(step).unwrap().answer);
}
