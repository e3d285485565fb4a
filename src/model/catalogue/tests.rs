//! What a catalogue knows of its questions, and how it comes by the rest.

use std::sync::atomic::{AtomicUsize, Ordering};

use super::*;
use crate::model::{Brief, Difficulty};

fn question(id: &str, title: &str, topics: &[&str]) -> Question {
    Question {
        id: id.into(),
        kind: "success-metrics".into(),
        title: title.to_owned(),
        difficulty: Difficulty::Hard,
        company: Some("Beispiel".to_owned()),
        product: None,
        skills: vec!["metric analysis".to_owned()],
        industries: Vec::new(),
        topics: topics.iter().map(|topic| (*topic).to_owned()).collect(),
        source: None,
        brief: Brief { say: title.to_owned(), facts: Vec::new() },
        steps: BTreeMap::new(),
        follow_ups: Vec::new(),
        variants: Vec::new(),
        weak: None,
    }
}

fn catalogue() -> Catalogue {
    let questions = [
        question("tram", "Is the tram’s Café worth it?", &["habit", "growth"]),
        question("ferry", "Évaluate the ferry", &["growth"]),
    ];
    Catalogue::of(questions, |_| "Success metrics")
}

#[test]
fn all_that_a_list_shows_is_there_in_the_order_of_ids() {
    let catalogue = catalogue();
    assert_eq!(catalogue.ids().collect::<Vec<_>>(), ["ferry", "tram"]);
    let tram = catalogue.get("tram").unwrap();
    assert_eq!((tram.title(), tram.kind()), ("Is the tram’s Café worth it?", "success-metrics"));
    assert_eq!((tram.type_title(), tram.difficulty()), ("Success metrics", Difficulty::Hard));
    assert_eq!((tram.company(), tram.product()), (Some("Beispiel"), None));
    assert_eq!(tram.skills().collect::<Vec<_>>(), ["metric analysis"]);
    assert_eq!(tram.industries().count(), 0);
    assert_eq!(tram.topics().collect::<Vec<_>>(), ["habit", "growth"]);
    assert_eq!(tram.folded_title(), "is the trams cafe worth it");
    assert_eq!(
        tram.folded(),
        "is the trams cafe worth it beispiel metric analysis habit growth success metrics tram"
    );
    assert_eq!(tram.head(), Head::of(&catalogue.whole("tram").unwrap()));
    assert!(catalogue.get("boat").is_none() && !catalogue.contains("boat"));
}

#[test]
fn a_question_takes_the_place_of_one_with_its_id() {
    let mut catalogue = catalogue();
    let before = catalogue.clone();
    catalogue.insert(question("ferry", "Another ferry", &[]), "Root cause");
    catalogue.insert(question("boat", "A boat", &["habit"]), "Root cause");
    assert_eq!(catalogue.ids().collect::<Vec<_>>(), ["boat", "ferry", "tram"]);
    assert_eq!(catalogue.get("ferry").unwrap().title(), "Another ferry");
    assert_eq!(catalogue.whole("ferry").unwrap().title, "Another ferry");
    assert_eq!(catalogue.get("ferry").unwrap().type_title(), "Root cause");
    assert_eq!(catalogue.get("tram").unwrap().topics().collect::<Vec<_>>(), ["habit", "growth"]);
    assert_eq!(before.get("ferry").unwrap().title(), "Évaluate the ferry", "a clone keeps what it had");
}

#[test]
fn the_whole_is_read_when_it_is_asked_for_and_once_while_it_is_looked_at() {
    let reads = Arc::new(AtomicUsize::new(0));
    let (counted, wholes) = (Arc::clone(&reads), catalogue());
    let read = move |place: u32, _: &str| {
        counted.fetch_add(1, Ordering::Relaxed);
        // What stands at the second place has become another question meanwhile.
        let id = if place == 0 { "tram" } else { "boat" };
        wholes.whole(id).map(|question| Question::clone(&question)).or_else(|| Some(question(id, "?", &[])))
    };
    let mut making = Making::default();
    making.add(&Head::of(&question("tram", "Tram", &[])).words("Success metrics"), 0);
    making.add(&Head::of(&question("ferry", "Ferry", &[])).words("Success metrics"), 1);
    let kept = Catalogue::kept(making.into(), Arc::new(read));
    assert_eq!(reads.load(Ordering::Relaxed), 0);
    assert_eq!(kept.whole("tram").unwrap().title, "Is the tram’s Café worth it?");
    assert_eq!(kept.whole("tram").unwrap().id.as_str(), "tram");
    assert_eq!(reads.load(Ordering::Relaxed), 1);
    assert_eq!(kept.whole("ferry"), None, "another question is not given for it");
}
