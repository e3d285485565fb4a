//! What must hold in a track, given the questions that it may name.

use std::collections::BTreeMap;

use super::{Mistake, Mistakes, Spot};
use crate::model::{Framework, Mode, QuestionId, Track, track::TrackItem};

/// Every question that there is, with the framework of its type where there is that.
pub type Asked<'a> = BTreeMap<&'a QuestionId, Option<&'a Framework>>;

/// What is wrong in a track.
pub fn track(track: &Track, asked: &Asked<'_>) -> Vec<Mistake> {
    let mut mistakes = Mistakes::default();
    let root = Spot::default();
    mistakes.id(&root.at("id"), track.id.as_str());
    mistakes.text(&root.at("title"), &track.title);
    mistakes.text(&root.at("about"), &track.about);
    let items = root.at("items");
    if track.items.is_empty() {
        let help = "add - question: and the id of a question";
        mistakes.add(&items, "a track needs an item", Some(help.to_owned()));
    }
    for (index, of) in track.items.iter().enumerate() {
        item(of, asked, &items.at(index), &mut mistakes);
    }
    mistakes.0
}

fn item(item: &TrackItem, asked: &Asked<'_>, spot: &Spot, mistakes: &mut Mistakes) {
    for (key, text) in [("title", &item.title), ("note", &item.note)] {
        if let Some(text) = text {
            mistakes.text(&spot.at(key), text);
        }
    }
    mistakes.minutes(&spot.at("minutes"), item.minutes);
    if item.step.is_some() && item.mode == Some(Mode::Interview) {
        let help = "leave step out, or write mode: practice";
        mistakes.add(&spot.at("step"), "an interview asks for the whole answer", Some(help.to_owned()));
    }
    match (asked.get(&item.question), &item.step) {
        (None, _) => {
            let known = asked.keys().map(|id| id.as_str());
            mistakes.unknown(&spot.at("question"), "question", item.question.as_str(), known);
        }
        (Some(Some(framework)), Some(step)) if framework.step(step).is_none() => {
            let known = framework.steps.iter().map(|step| step.id.as_str());
            mistakes.unknown(&spot.at("step"), "step", step.as_str(), known);
        }
        // Without its framework, the question has a mistake of its own.
        _ => {}
    }
}
