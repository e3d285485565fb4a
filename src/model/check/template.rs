//! Follow-up templates: `{north_star}`, `{guardrail.limit}`, `{context.fact}`. Fills nothing in.

use super::{Mistakes, Spot};
use crate::model::{Framework, Kind, Role};

pub(super) fn check(text: &str, framework: &Framework, spot: &Spot, mistakes: &mut Mistakes) {
    let mut rest = text;
    while let Some((_, after)) = rest.split_once('{') {
        let Some((name, next)) = after.split_once('}') else {
            return mistakes.add(spot, "a { is never closed", None);
        };
        blank(name, framework, spot, mistakes);
        rest = next;
    }
}

fn blank(name: &str, framework: &Framework, spot: &Spot, mistakes: &mut Mistakes) {
    let (of, part) = name.split_once('.').map_or((name, None), |(of, part)| (of, Some(part)));
    if of.parse::<Role>().is_ok() {
        if !framework.steps.iter().any(|step| step.kind == Kind::Metrics) {
            let message = format!("{{{name}}} is never filled: \"{}\" has no metrics step", framework.id);
            mistakes.add(spot, message, None);
        } else if part.is_some_and(|part| part != "limit") {
            let help = format!("write {{{of}}} or {{{of}.limit}}");
            mistakes.add(spot, format!("{{{name}}} is never filled"), Some(help));
        }
        return;
    }
    let ids = || framework.steps.iter().map(|step| step.id.as_str());
    let Some(step) = framework.steps.iter().find(|step| step.id == of) else {
        let known = ids().chain(Role::ALL.iter().map(|role| role.id()));
        return mistakes.unknown(spot, "step or role", of, known);
    };
    let fields: Vec<String> = match step.kind {
        Kind::Prose => vec!["text".to_owned()],
        Kind::Rows | Kind::Flow => step.columns().iter().map(|field| field.id.to_string()).collect(),
        Kind::Metrics => Vec::new(),
    };
    let names = fields.iter().map(String::as_str);
    match part {
        Some(part) if !fields.iter().any(|field| field == part) => {
            mistakes.unknown(spot, "field", part, names);
        }
        Some(_) => {}
        None => {
            let help = names.map(|field| format!("{{{of}.{field}}}")).collect::<Vec<_>>().join(" or ");
            mistakes.add(spot, format!("{{{of}}} names no field"), Some(format!("write {help}")));
        }
    }
}
