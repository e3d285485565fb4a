//! What stories have and lack, and which principles they show. Facts about their parts: judges none.

use std::{collections::BTreeSet, iter};

use crate::{
    model::{
        Story,
        story::{Principles, Told},
    },
    sort::IntoTree as _,
    text::fold::fold,
};

/// What a story lacks, in the order in which it is told.
pub fn lacks(story: &Story) -> Vec<&'static str> {
    let is_blank = |text: &String| text.trim().is_empty();
    let all = [
        (is_blank(&story.situation), "no situation"),
        (story.actions.is_empty(), "no actions"),
        (story.actions.iter().any(|done| is_blank(&done.why)), "an action without a reason"),
        (!story.actions.is_empty() && !story.actions.iter().any(|done| done.mine), "no decision of your own"),
        (story.results.is_empty(), "no result"),
        (!story.results.is_empty() && story.results.iter().all(|of| is_blank(&of.number)), "no number"),
        (is_blank(&story.learning), "no learning"),
        (story.principles.is_empty(), "no principle"),
    ];
    all.into_iter().filter(|(lacks, _)| *lacks).map(|(_, what)| what).collect()
}

/// How often a story was told, and the last time.
pub fn telling<'a>(story: &Story, told: &'a [Told]) -> Option<(usize, &'a Told)> {
    let of: Vec<&Told> = told.iter().filter(|telling| telling.story == story.id).collect();
    Some((of.len(), of.into_iter().max_by_key(|telling| telling.at)?))
}

/// The principles of one employer that no story shows.
#[derive(Clone, Debug, PartialEq)]
pub struct Without<'a> {
    /// Whose.
    pub of: &'a str,
    /// Of how many.
    pub whole: usize,
    /// In the employer's order.
    pub names: Vec<&'a str>,
}

/// Which principles no story shows, employer by employer. However they are written, they are the same.
pub fn without<'a>(stories: &[Story], principles: &'a [Principles]) -> Vec<Without<'a>> {
    let shown: BTreeSet<String> =
        stories.iter().flat_map(|story| &story.principles).map(|name| fold(name)).into_tree();
    let open = |of: &'a Principles| Without {
        of: &of.of,
        whole: of.names.len(),
        names: of.names.iter().map(String::as_str).filter(|name| !shown.contains(&fold(name))).collect(),
    };
    principles.iter().map(open).collect()
}

/// What one tells a story from: a line for each part, of the actions what was done.
pub fn headings(story: &Story) -> Vec<String> {
    let mut lines = vec![story.title.trim().to_owned()];
    if !(story.situation.trim().is_empty() && story.task.trim().is_empty()) {
        lines.push("Situation, and what was yours to do".to_owned());
    }
    lines.extend(story.actions.iter().map(|done| format!("→ {}", done.action.trim())));
    let results: Vec<&str> = story.results.iter().map(|of| of.result.trim()).collect();
    if !results.is_empty() {
        lines.push(format!("Result: {}", results.join(" · ")));
    }
    if !story.learning.trim().is_empty() {
        lines.push("What you do otherwise since".to_owned());
    }
    lines
}

/// A story as it is read: each part under its heading, one line a thing.
pub fn parts(story: &Story) -> Vec<(&'static str, Vec<String>)> {
    let text = |text: &str| text.trim().lines().map(str::to_owned).collect::<Vec<_>>();
    let actions = story.actions.iter().map(|done| {
        let why = if done.why.trim().is_empty() { String::new() } else { format!(" ({})", done.why.trim()) };
        let mine = if done.mine { " · mine" } else { "" };
        format!("{}{why}{mine}", done.action.trim())
    });
    let results = story.results.iter().map(|of| {
        let number =
            if of.number.trim().is_empty() { String::new() } else { format!(": {}", of.number.trim()) };
        format!("{}{number}", of.result.trim())
    });
    let parts = [
        ("Situation", text(&story.situation)),
        ("Task", text(&story.task)),
        ("Actions", actions.collect()),
        ("Result", results.collect()),
        ("Learning", text(&story.learning)),
        ("Shows", iter::once(story.principles.join(", ")).filter(|names| !names.is_empty()).collect()),
    ];
    parts.into_iter().filter(|(_, lines)| !lines.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::story::{Done, Outcome};

    fn story(principles: &[&str]) -> Story {
        Story {
            id: "s".into(),
            title: "T".to_owned(),
            situation: "S".to_owned(),
            actions: vec![Done { action: "A".to_owned(), why: "W".to_owned(), mine: true }],
            results: vec![Outcome { result: "R".to_owned(), number: "3, before 9".to_owned() }],
            learning: "L".to_owned(),
            principles: principles.iter().map(|&name| name.to_owned()).collect(),
            ..Story::default()
        }
    }

    #[test]
    fn what_a_whole_story_lacks_is_nothing() {
        assert_eq!(lacks(&story(&["Ownership"])), [""; 0]);
        let bare = Story { title: "T".to_owned(), ..Story::default() };
        assert_eq!(lacks(&bare), ["no situation", "no actions", "no result", "no learning", "no principle"]);
        let mut weak = story(&["x"]);
        weak.actions[0] = Done { action: "We aligned".to_owned(), ..Done::default() };
        weak.results[0].number.clear();
        assert_eq!(lacks(&weak), ["an action without a reason", "no decision of your own", "no number"]);
    }

    #[test]
    fn principles_are_the_same_however_they_are_written() {
        let of = Principles {
            of: "Amazon".to_owned(),
            names: vec!["Ownership".to_owned(), "Frugality".to_owned()],
        };
        let stories = [story(&["ownership", "Grit"])];
        let of = [of];
        let open = without(&stories, &of);
        assert_eq!((open[0].of, open[0].whole, &open[0].names[..]), ("Amazon", 2, &["Frugality"][..]));
    }
}
