//! What must hold in stories.

use std::collections::BTreeSet;

use super::{Mistake, Mistakes, Spot};
use crate::model::Story;

/// What is wrong in a file of stories.
pub fn stories(stories: &[Story]) -> Vec<Mistake> {
    let mut mistakes = Mistakes::default();
    let mut ids = BTreeSet::new();
    for (index, story) in stories.iter().enumerate() {
        let spot = Spot::default().at("stories").at(index);
        mistakes.id(&spot.at("id"), story.id.as_str());
        if !ids.insert(&story.id) {
            let help = "give one of them another id";
            mistakes.add(
                &spot.at("id"),
                format!("story \"{}\" is there twice", story.id),
                Some(help.to_owned()),
            );
        }
        mistakes.text(&spot.at("title"), &story.title);
        for (n, principle) in story.principles.iter().enumerate() {
            mistakes.text(&spot.at("principles").at(n), principle);
        }
        for (n, done) in story.actions.iter().enumerate() {
            mistakes.text(&spot.at("actions").at(n).at("action"), &done.action);
        }
        for (n, outcome) in story.results.iter().enumerate() {
            mistakes.text(&spot.at("results").at(n).at("result"), &outcome.result);
        }
    }
    mistakes.0
}
