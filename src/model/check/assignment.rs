//! What must hold in an assignment, and in the questions that it brings: what holds in a bank's.

use std::collections::{BTreeMap, BTreeSet};

use super::{Mistake, Mistakes, Spot, framework, question, rubric};
use crate::model::{Assignment, Mode, assignment::Asked};

/// What is wrong in an assignment.
pub fn assignment(assignment: &Assignment) -> Vec<Mistake> {
    let mut mistakes = Mistakes::default();
    let root = Spot::default();
    mistakes.id(&root.at("id"), assignment.id.as_str());
    mistakes.minutes(&root.at("minutes"), assignment.minutes);
    if assignment.questions.is_empty() {
        mistakes.add(&root.at("questions"), "an assignment needs a question", None);
    }
    if assignment.step.is_some() && assignment.mode == Some(Mode::Interview) {
        let help = "leave step out, or mode: an interview is whole".to_owned();
        mistakes.add(&root.key("step"), "one step alone is practised, never an interview", Some(help));
    }
    for (index, name) in assignment.candidates.iter().enumerate() {
        mistakes.text(&root.at("candidates").at(index), name);
    }
    let mut ids = BTreeSet::new();
    for (index, asked) in assignment.questions.iter().enumerate() {
        let spot = root.at("questions").at(index);
        if !ids.insert(&asked.question.id) {
            let message = format!("question \"{}\" is there twice", asked.question.id);
            mistakes.add(&spot.at("question").at("id"), message, Some("leave one of them out".to_owned()));
        }
        for (part, of_part) in self::asked(asked) {
            let below = |mistake: Mistake| Mistake { spot: spot.at(part).then(mistake.spot), ..mistake };
            mistakes.0.extend(of_part.into_iter().map(below));
        }
    }
    if let Some(step) = &assignment.step
        && let Some(lacks) = assignment.questions.iter().find(|asked| asked.framework.step(step).is_none())
    {
        let known = lacks.framework.steps.iter().map(|step| step.id.as_str());
        mistakes.unknown(&root.at("step"), "step", step.as_str(), known);
    }
    mistakes.0
}

/// What is wrong in the parts of a question that is brought along, by the key of each.
pub fn asked(asked: &Asked) -> [(&'static str, Vec<Mistake>); 3] {
    let frameworks = BTreeMap::from([(asked.framework.id.clone(), asked.framework.clone().into())]);
    [
        ("question", question(&asked.question, &frameworks)),
        ("framework", framework(&asked.framework, [&asked.rubric.id])),
        ("rubric", rubric(&asked.rubric)),
    ]
}
