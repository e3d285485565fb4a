//! What touches what.

use super::*;
use crate::insight::example::session;

const ROWS: [&str; 5] =
    ["stakeholder Shoppers", "stakeholder Banks", "stage Top up", "stage Pay", "stage Settle"];

/// The table as text: a row a line, the metrics of each cell by their names.
fn drawn(lines: &[&str]) -> Vec<String> {
    let coverage = of(&session(&[&ROWS[..], lines].concat())).unwrap();
    let names = |marks: &[Mark]| marks.iter().map(|m| m.name.as_str()).collect::<Vec<_>>().join("+");
    let row = |(line, cells): (&Line, &Vec<Cell>)| {
        let cells: Vec<String> = cells.iter().map(|cell| names(&cell.metrics)).collect();
        format!("{} [{}] {}", line.name, names(&line.alone), cells.join("|"))
    };
    let heads: Vec<String> = coverage.stages.iter().map(|stage| names(&stage.alone)).collect();
    let rows = coverage.stakeholders.iter().zip(&coverage.cells).map(row);
    [heads.join("|"), names(&coverage.elsewhere)].into_iter().chain(rows).collect()
}

#[test]
fn a_metric_stands_where_it_says() {
    let metrics = [
        "north_star A @Shoppers #Pay",
        "driver B @Shoppers",
        "diagnostic C #\"top up\"",
        "counter D @Banks @Shoppers #Pay #Settle",
        "driver E",
        "rejected F @Banks #Settle because it is tempting",
    ];
    assert_eq!(drawn(&metrics), ["C||", "E", "Shoppers [B] |A+D|D", "Banks [] |D|D"]);
}

#[test]
fn a_diagnostic_touches_the_stage_whose_slot_it_stands_in() {
    let mut session =
        session(&[&ROWS[..], &["diagnostic Failed top-ups", "diagnostic Late #Settle"]].concat());
    if let Answer::Metrics(metrics) = &mut session.step_mut(&"metrics".into()).unwrap().answer {
        metrics[0].stage = Some("r3".into());
        metrics[1].stage = Some("r4".into());
    }
    let coverage = of(&session).unwrap();
    let touched: Vec<usize> = coverage.stages.iter().map(|stage| stage.metrics.len()).collect();
    assert_eq!(touched, [1, 1, 1], "one in its slot, the other in its slot and where its line says");
    assert_eq!(coverage.untouched_stakeholders().len(), 2);
    assert!(coverage.untouched_stages().is_empty());
}

#[test]
fn what_is_out_of_scope_keeps_its_reason() {
    let mut session = session(&ROWS);
    let out = |stakeholder: Option<&str>, stage: Option<&str>, reason: &str| OutOfScope {
        stakeholder: stakeholder.map(Into::into),
        stage: stage.map(Into::into),
        reason: reason.to_owned(),
    };
    session.out_of_scope = vec![
        out(Some("r1"), None, "row"),
        out(None, Some("r4"), "column"),
        out(Some("r2"), Some("r5"), "cell"),
        out(Some("r9"), Some("r5"), "deleted"),
        out(None, None, "nothing"),
    ];
    let coverage = of(&session).unwrap();
    assert_eq!(coverage.stakeholders[0].set_aside.as_deref(), Some("row"));
    assert_eq!(coverage.stages[1].set_aside.as_deref(), Some("column"));
    let cells: Vec<_> =
        coverage.cells.iter().flatten().filter_map(|cell| cell.set_aside.as_deref()).collect();
    assert_eq!(cells, ["cell"]);
    let names = |lines: Vec<&Line>| lines.iter().map(|line| line.name.clone()).collect::<Vec<_>>();
    assert_eq!(names(coverage.untouched_stakeholders()), ["Banks"]);
    assert_eq!(names(coverage.untouched_stages()), ["Top up", "Settle"]);
}

#[test]
fn without_both_sides_in_the_framework_or_any_row_there_is_none() {
    assert!(of(&session(&["north_star A"])).is_none());
    assert!(of(&session(&["stakeholder Shoppers"])).is_some_and(|c| c.stages.is_empty()));
    let mut one_side = session(&ROWS);
    one_side.framework.steps.iter_mut().for_each(|step| step.stakeholders = None);
    assert!(of(&one_side).is_none(), "the framework asks to diagnose the stage that was changed");
}
