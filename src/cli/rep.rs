//! The command that practises something, for who reads it in a terminal. Practises nothing.

use crate::model::{Mode, QuestionId, StepId, id::is_bank_id};

/// `casebook practice ID --step ID --mode MODE --minutes N`, with what there is. None where a stranger's id is no such: it
/// stands in no command.
pub fn command(
    question: &QuestionId,
    step: Option<&StepId>,
    mode: Option<Mode>,
    minutes: Option<f64>,
) -> Option<String> {
    let mut ids = [question.as_str()].into_iter().chain(step.map(StepId::as_str));
    if !ids.all(is_bank_id) {
        return None;
    }
    let mut command = format!("casebook practice {question}");
    command.extend(step.map(|step| format!(" --step {step}")));
    command.extend(mode.map(|mode| format!(" --mode {mode}")));
    command.extend(minutes.map(|minutes| format!(" --minutes {minutes}")));
    Some(command)
}
