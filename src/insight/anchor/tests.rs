//! A coach's evening, comment by comment.

use super::*;
use crate::{
    insight::example,
    model::{Answer, Session, Value},
};

const METRICS: &str = "metrics";

fn session() -> Session {
    example::session(&[
        "goal Shoppers pay in one tap. Merchants keep their refunds low, and shoppers trust refunds.",
        "fact 80 % pay by phone · so the wallet is the product",
        "fact Refunds take days · trust is lost there",
        "north_star Payers with two payments = payers / linked, 7 d",
        "guardrail Refunds",
        "risk Wash trades",
        "initiative Refund in an hour",
    ])
}

fn goal() -> Place {
    Place::of(Part::Step("goal".into()))
}

fn metric(id: &str) -> Place {
    Place::item(Part::Step(METRICS.into()), &id.into())
}

/// A comment on the `nth` time that some words stand at a place.
fn comment(session: &Session, place: &Place, words: &str, nth: usize) -> Comment {
    let text = text_at(session, place).unwrap().into_owned();
    let (start, _) = text.match_indices(words).nth(nth).unwrap();
    let Anchor { quote, prefix, suffix } = anchor(session, place, Some(start..start + words.len()));
    Comment { on: Some(place.clone()), quote, prefix, suffix, ..Comment::default() }
}

fn on(place: Place) -> Comment {
    Comment { on: Some(place), ..Comment::default() }
}

fn write_goal(session: &mut Session, text: &str) {
    session.step_mut(&"goal".into()).unwrap().answer = Answer::Prose(text.to_owned());
}

/// What the comment leads to, as a coach reads it.
fn read(session: &Session, comment: &Comment) -> String {
    let shown = |place: &Place, range: &Option<Range<usize>>| {
        let text = text_at(session, place).unwrap_or_default();
        let before = range.as_ref().map_or("", |range| &text[..range.start]);
        range.as_ref().map_or("all".to_owned(), |range| format!("{}⟨{}⟩", before, &text[range.clone()]))
    };
    match find(session, comment) {
        Found::Whole => "whole".to_owned(),
        Found::At { place, range } => shown(&place, &range),
        Found::Moved { place, range } => format!("moved {} {}", place.part.word(), shown(&place, &range)),
        Found::Lost => "lost".to_owned(),
    }
}

#[test]
fn every_text_that_was_typed_is_found_at_its_place() {
    let mut session = session();
    session.wrap_up.learnt = "Limits first.".to_owned();
    session.opening.plan[1].reason = "No time".to_owned();
    let written: Vec<(Place, String)> =
        written(&session).map(|(place, text)| (place, text.to_owned())).collect();
    for text in ["Limits first.", "No time"] {
        assert!(written.iter().any(|(_, written)| written == text), "{text}");
    }
    for (place, text) in written {
        assert_eq!(text_at(&session, &place).unwrap(), text);
    }
}

#[test]
fn an_anchor_keeps_whole_graphemes_and_a_few_words_around_them() {
    let mut session = session();
    let goal = goal();
    let text = session.text(&goal).unwrap().to_owned();
    let at = text.find("keep").unwrap();
    let kept = anchor(&session, &goal, Some(at - 1..at + 5));
    assert_eq!((kept.prefix.as_str(), kept.quote.as_str()), ("pay in one tap. Merchants ", "keep"));
    assert_eq!(kept.suffix, " their refunds low, and");
    write_goal(&mut session, "cafe\u{301} 👩\u{200d}💻 pays");
    let inside = anchor(&session, &goal, Some(4..8));
    assert_eq!(inside.quote, "e\u{301} 👩\u{200d}💻", "from inside one letter to inside another");
    assert_eq!(anchor(&session, &goal, Some(6..7)), Anchor::default(), "blanks alone quote nothing");
    assert_eq!(anchor(&session, &goal, Some(90..95)), Anchor::default());
    assert_eq!(anchor(&session, &metric("m9"), Some(0..1)), Anchor::default());
}

#[test]
fn a_passage_is_found_again_when_the_text_around_it_changes() {
    let mut session = session();
    let keep = comment(&session, &goal(), "keep", 0);
    write_goal(&mut session, "Merchants keep their refunds low, and shoppers never wait.");
    assert_eq!(read(&session, &keep), "Merchants ⟨keep⟩");
    write_goal(&mut session, "Sellers keep some.");
    assert_eq!(read(&session, &keep), "lost", "nothing around it is as it was");
    let sentence = comment(&self::session(), &goal(), "Merchants keep their refunds low", 0);
    write_goal(&mut session, "First. Merchants keep their refunds low! Then more.");
    assert_eq!(read(&session, &sentence), "First. ⟨Merchants keep their refunds low⟩", "it is long enough");
}

#[test]
fn of_two_like_passages_the_words_around_decide_and_where_they_do_not_it_is_lost() {
    let mut session = session();
    let second = comment(&session, &goal(), "refunds", 1);
    let before = read(&session, &second);
    assert!(before.ends_with("shoppers trust ⟨refunds⟩"), "{before}");
    write_goal(&mut session, "Merchants keep their refunds low, and nobody wants refunds");
    assert_eq!(read(&session, &second), "lost");
    write_goal(&mut session, "Merchants keep their refunds low.");
    assert_eq!(read(&session, &second), "lost", "the other one is not taken for it");
}

#[test]
fn a_comment_on_a_whole_row_goes_where_the_row_goes_and_ends_with_it() {
    let mut session = session();
    let step = "context".into();
    let row = session.answer(&step).unwrap().rows()[1].clone();
    let place = Place::item(Part::Step("context".into()), &row.id);
    let cell = Place { field: Some("so_what".into()), ..place.clone() };
    let gone_field = Place { field: Some("nonsense".into()), ..place.clone() };
    let reads = |session: &Session| [&place, &cell, &gone_field].map(|p| read(session, &on(p.clone())));
    assert_eq!(reads(&session), ["all", "all", "lost"]);
    if let Answer::Rows(rows) = &mut session.step_mut(&step).unwrap().answer {
        rows.swap(0, 1);
    }
    assert_eq!(reads(&session), ["all", "all", "lost"]);
    if let Answer::Rows(rows) = &mut session.step_mut(&step).unwrap().answer {
        rows.remove(0);
    }
    assert_eq!(reads(&session), ["lost", "lost", "lost"]);
    if let Answer::Rows(rows) = &mut session.step_mut(&"risks".into()).unwrap().answer {
        rows.push(row);
    }
    assert_eq!(read(&session, &on(place)), "moved risks all");
    assert_eq!(read(&session, &Comment::default()), "whole");
}

#[test]
fn words_that_went_to_another_field_are_followed_where_they_brought_their_surroundings() {
    let mut session = session();
    let step = "context".into();
    let row = session.answer(&step).unwrap().rows()[1].id.clone();
    let place = Place::cell(Part::Step("context".into()), &row, "so_what");
    let words = comment(&session, &place, "is lost", 0);
    let short =
        comment(&session, &Place { field: Some("fact".into()), ..place.clone() }, "Refunds take days", 0);
    if let Answer::Rows(rows) = &mut session.step_mut(&step).unwrap().answer {
        rows[1].fields.insert("fact".into(), Value::Text("trust is lost there".to_owned()));
        rows[1].fields.remove("so_what");
    }
    assert_eq!(read(&session, &words), "moved context trust ⟨is lost⟩");
    assert_eq!(read(&session, &short), "lost");
    // The same words in two other places: nobody knows which.
    write_goal(&mut session, "trust is lost there");
    assert_eq!(read(&session, &words), "moved context trust ⟨is lost⟩", "the row is the same");
    if let Answer::Rows(rows) = &mut session.step_mut(&step).unwrap().answer {
        rows.remove(1);
    }
    assert_eq!(read(&session, &words), "moved goal trust ⟨is lost⟩");
    session.wrap_up.learnt = "trust is lost there".to_owned();
    assert_eq!(read(&session, &words), "lost");
}

#[test]
fn a_comment_on_a_metric_survives_another_limit_and_one_by_hand_needs_no_words_around_it() {
    let mut session = session();
    let id = session.metrics().nth(1).unwrap().1.id.clone();
    let refunds = comment(&session, &metric(id.as_str()), "Refunds", 0);
    assert_eq!((refunds.prefix.as_str(), refunds.suffix.as_str()), ("", ""));
    if let Answer::Metrics(metrics) = &mut session.step_mut(&METRICS.into()).unwrap().answer {
        metrics[1].line = "Refunds = refunds / orders <= 2 %".to_owned();
    }
    assert_eq!(read(&session, &refunds), "⟨Refunds⟩");
    let by_hand = Comment { quote: "<= 2 %".to_owned(), ..on(metric(id.as_str())) };
    assert_eq!(read(&session, &by_hand), "Refunds = refunds / orders ⟨<= 2 %⟩");
    let letter = Comment { quote: "e".to_owned(), ..by_hand };
    assert_eq!(read(&session, &letter), "lost", "it stands there several times");
}
