//! Completion: what may stand in a field, narrowed by what was typed. Changes nothing.

use std::ops::Range;

use super::sheet::{Field, FieldKind};
use crate::{
    model::metric_line::{self, Names},
    text::fold::fold,
};

/// A list of what may stand in the focused field.
#[derive(Clone, Debug, PartialEq)]
pub struct Completion {
    /// What each choice puts into the text.
    pub options: Vec<String>,
    /// Which one Tab or Enter takes; none until something was typed or the list was entered.
    pub selected: Option<usize>,
    /// What of the text it replaces.
    pub replaces: Range<usize>,
}

/// The completion for a field, with `text` in it and the caret at `caret`.
pub fn complete(field: &Field, text: &str, caret: usize, names: &Names) -> Option<Completion> {
    let options: Vec<String> = match &field.kind {
        FieldKind::Choice(choices) => choices.clone(),
        FieldKind::YesNo => vec!["yes".to_owned(), "no".to_owned()],
        FieldKind::Reference(named) => named.iter().map(|(_, name)| name.clone()).collect(),
        FieldKind::Metric => return reference(text, caret, names),
        FieldKind::Prose | FieldKind::Line | FieldKind::Pick(_) => return None,
    };
    // Who writes @ or # before a name means the name.
    let typed = fold(text.trim().trim_start_matches(['@', '#']));
    if options.iter().any(|option| fold(option) == typed) {
        return None;
    }
    let options = narrow(options, &typed);
    let selected = (!typed.is_empty()).then_some(0);
    (!options.is_empty()).then_some(Completion { options, selected, replaces: 0..text.len() })
}

/// The completion of `@…` and `#…` in a metric line.
fn reference(text: &str, caret: usize, names: &Names) -> Option<Completion> {
    let (sigil, replaces) = metric_line::reference_at(text, caret)?;
    // With the rest of a name behind the caret it is only gone over: what is put in would stand before that rest.
    let behind = text.get(caret..)?.trim_start();
    if !behind.is_empty() && !behind.starts_with(['@', '＠', '#', '＃']) {
        return None;
    }
    let rows = match sigil {
        metric_line::Sigil::Stakeholder => &names.stakeholders,
        metric_line::Sigil::Stage => &names.stages,
    };
    let typed = fold(text.get(replaces.clone())?.trim_matches('"'));
    if rows.iter().any(|(_, name)| fold(name) == typed) {
        return None;
    }
    let options = narrow(rows.iter().map(|(_, name)| name.clone()).collect(), &typed);
    (!options.is_empty()).then_some(Completion { options, selected: Some(0), replaces })
}

/// The options in which what was typed occurs; those that begin with it first.
fn narrow(options: Vec<String>, typed: &str) -> Vec<String> {
    let (begins, others): (Vec<String>, Vec<String>) =
        options.into_iter().partition(|option| fold(option).starts_with(typed));
    let contains = others.into_iter().filter(|option| fold(option).contains(typed));
    begins.into_iter().chain(contains).collect()
}
