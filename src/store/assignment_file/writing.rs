//! From an assignment to the tree of its file.

use super::{
    FORM,
    disk::{DiskAsked, DiskAssignment},
    foreign::Foreign,
};
use crate::{
    model::{Assignment, assignment::Asked},
    store::{
        session_file::DiskPerson,
        yaml::{self, Mapping, Value, is_nothing, quieten, whole_numbers},
    },
};

/// Everything that the assignment itself holds, in the file's order, nulls present.
pub fn tree(assignment: &Assignment) -> Result<Value, yaml::Error> {
    yaml::to_value(&disk(assignment)?)
}

/// What the file holds: nothing that is empty, and what this version does not know.
pub fn quiet_tree(assignment: &Assignment, foreign: &Foreign) -> Result<Value, yaml::Error> {
    let mut tree = tree(assignment)?;
    whole_numbers(&mut tree);
    if let Value::Mapping(map) = &mut tree {
        let of_a_bank = |key: &Value| key.as_str() == Some("questions");
        // Parts of a bank are given back as they were: what is empty in them counts.
        map.iter_mut().filter(|(key, _)| !of_a_bank(key)).for_each(|(_, value)| quieten(value));
        map.retain(|key, value| of_a_bank(key) || !is_nothing(value));
    }
    foreign.graft(&mut tree);
    Ok(tree)
}

fn disk(assignment: &Assignment) -> Result<DiskAssignment, yaml::Error> {
    Ok(DiskAssignment {
        format: FORM.format,
        id: assignment.id.clone(),
        by: DiskPerson { id: assignment.by.id.clone(), name: assignment.by.name.clone() },
        questions: assignment.questions.iter().map(asked).collect::<Result<_, _>>()?,
        mode: assignment.mode,
        minutes: assignment.minutes,
        step: assignment.step.clone(),
        focus: assignment.focus.clone(),
        due: assignment.due,
        candidates: assignment.candidates.clone(),
    })
}

fn asked(asked: &Asked) -> Result<DiskAsked, yaml::Error> {
    let mut question = Mapping::new();
    for (key, value) in map(&asked.question)? {
        let is_id = key.as_str() == Some("id");
        question.insert(key, value);
        if is_id {
            question.insert("hash".into(), asked.hash().into());
        }
    }
    Ok(DiskAsked { question, framework: map(&asked.framework)?, rubric: map(&asked.rubric)? })
}

fn map<T: serde::Serialize>(part: &T) -> Result<Mapping, yaml::Error> {
    match yaml::to_value(part)? {
        Value::Mapping(map) => Ok(map),
        _ => Ok(Mapping::new()),
    }
}
