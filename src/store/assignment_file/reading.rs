//! From an assignment's file to the assignment.

use std::path::Path;

use super::{
    FORM, Loaded,
    disk::{DiskAsked, DiskAssignment},
    foreign::Foreign,
    writing,
};
use crate::{
    error::Problem,
    model::{Assignment, assignment::Asked, session::Person},
    store::{
        foreign::{part, unknown},
        yaml::{self, Mapping, Value},
    },
};

/// Builds the assignment that a file holds; `there` is everything in it.
pub fn assignment(disk: DiskAssignment, mut there: Mapping, path: &Path) -> Result<Loaded, Problem> {
    let mut foreign = Foreign { newer: FORM.newer(disk.format), ..Foreign::default() };
    yaml::plain_keys(&mut there);
    let beside = match there.remove("questions") {
        Some(Value::Sequence(questions)) => questions,
        _ => Vec::new(),
    };
    let mut questions = Vec::new();
    for (index, (disk, there)) in disk.questions.into_iter().zip(beside).enumerate() {
        let (asked, fields) = asked(disk, there, index, path)?;
        if !fields.is_empty() {
            foreign.questions.insert(asked.question.id.clone(), fields);
        }
        questions.push(asked);
    }
    let assignment = Assignment {
        id: disk.id,
        by: Person { id: disk.by.id, name: disk.by.name },
        questions,
        mode: disk.mode,
        minutes: disk.minutes,
        step: disk.step,
        focus: disk.focus,
        due: disk.due,
        candidates: disk.candidates,
    };
    let own = writing::tree(&assignment).map_err(|error| {
        Problem::of_file(path, format!("this could not be read: {error}")).with_help("please report this")
    })?;
    foreign.root = unknown(there, &own);
    Ok(Loaded { assignment, foreign })
}

/// A question of it, with what of it is not known: beside the three parts, and in each.
fn asked(mut disk: DiskAsked, there: Value, index: usize, path: &Path) -> Result<(Asked, Mapping), Problem> {
    // It follows from the three, and is written anew.
    disk.question.remove("hash");
    let mut rest = [Mapping::new(), Mapping::new(), Mapping::new()];
    let [in_question, in_framework, in_rubric] = &mut rest;
    let name = |part: &str| format!("questions[{index}].{part}");
    let asked = Asked {
        question: part(&name("question"), disk.question, in_question, path)?,
        framework: part(&name("framework"), disk.framework, in_framework, path)?,
        rubric: part(&name("rubric"), disk.rubric, in_rubric, path)?,
    };
    let Value::Mapping(mut fields) = there else { return Ok((asked, Mapping::new())) };
    for (key, mut rest) in ["question", "framework", "rubric"].into_iter().zip(rest) {
        fields.remove(key);
        yaml::plain_keys(&mut rest);
        if !rest.is_empty() {
            fields.insert(key.into(), Value::Mapping(rest));
        }
    }
    Ok((asked, fields))
}
