//! What must hold in a vocabulary, and what is outside of it.

use super::{Mistake, Mistakes, Spot};
use crate::{
    model::{Question, Vocabulary},
    text::{fold::fold, nearest::nearest},
};

/// What is wrong in a vocabulary.
pub fn vocabulary(vocabulary: &Vocabulary) -> Vec<Mistake> {
    let mut mistakes = Mistakes::default();
    for (key, words) in vocabulary.lists() {
        for (index, word) in words.iter().enumerate() {
            let spot = Spot::default().at(key).at(index);
            mistakes.text(&spot, word);
            if let Some(first) = words[..index].iter().find(|first| fold(first) == fold(word)) {
                mistakes.warn(&spot, format!("\"{first}\" is in this list already"), None);
            }
        }
    }
    for (index, principles) in vocabulary.principles.iter().enumerate() {
        let spot = Spot::default().at("principles").at(index);
        mistakes.text(&spot.at("of"), &principles.of);
        for (n, name) in principles.names.iter().enumerate() {
            mistakes.text(&spot.at("names").at(n), name);
        }
    }
    mistakes.0
}

/// The labels of a question that its bank's vocabulary lacks. They work all the same: this only warns.
pub fn outside(question: &Question, vocabulary: &Vocabulary) -> Vec<Mistake> {
    let mut mistakes = Mistakes::default();
    for ((key, labels), (_, words)) in question.labels().into_iter().zip(vocabulary.lists()) {
        for (index, label) in labels.iter().enumerate().filter(|(_, label)| !words.contains(label)) {
            let near = nearest(label, words.iter().map(String::as_str));
            let help = match near.first() {
                Some(meant) => format!("did you mean \"{meant}\"? Else add it to labels.yaml"),
                None => "take one of labels.yaml, or add it there".to_owned(),
            };
            let spot = Spot::default().at(key).at(index);
            mistakes.warn(&spot, format!("\"{label}\" is not among the {key} of labels.yaml"), Some(help));
        }
    }
    mistakes.0
}
