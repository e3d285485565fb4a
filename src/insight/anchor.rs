//! What a comment is on, found again in a session that was edited since. Guesses nothing: what is not certain is lost,
//! because a comment in the wrong place is worse than one without a place.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

use crate::model::{Answer, Place, Session, review::Comment};

/// How many graphemes are kept of what stands before and behind a passage.
const CONTEXT: usize = 32;
/// So many graphemes are a passage that is known by itself, at the beginning or the end of a text.
const LONG: usize = 16;

/// A passage with what stands around it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Anchor {
    /// The passage.
    pub quote: String,
    /// What stands before it; all of it where that is short.
    pub prefix: String,
    /// What stands behind it.
    pub suffix: String,
}

/// Where a comment belongs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Found {
    /// To all of a text or an item, or to the session.
    Whole,
    /// To these bytes of its text.
    At(Range<usize>),
    /// What it was on is gone, or cannot be told from something else.
    Lost,
}

/// The anchor of these bytes of a text. Nothing where there is no such text, or where a character would be cut.
pub fn anchor(session: &Session, place: &Place, range: Range<usize>) -> Option<Anchor> {
    let text = session.text(place)?;
    let (before, quote, after) = (text.get(..range.start)?, text.get(range.clone())?, text.get(range.end..)?);
    let prefix: Vec<&str> = before.graphemes(true).rev().take(CONTEXT).collect();
    Some(Anchor {
        quote: quote.to_owned(),
        prefix: prefix.into_iter().rev().collect(),
        suffix: after.graphemes(true).take(CONTEXT).collect(),
    })
}

/// Where a comment belongs in a session.
pub fn find(session: &Session, comment: &Comment) -> Found {
    let Some(place) = &comment.on else { return Found::Whole };
    if comment.quote.is_empty() {
        return if is_there(session, place) { Found::Whole } else { Found::Lost };
    }
    let Some(text) = session.text(place) else { return Found::Lost };
    let all = occurrences(text, &comment.quote);
    let fits = |at: &usize| {
        let end = at + comment.quote.len();
        (reads_before(&text[..*at], &comment.prefix), reads_behind(&text[end..], &comment.suffix))
    };
    let certain: Vec<usize> = match all[..] {
        // The only one: one of its sides has to read as it did. At an end of the text there is nothing to be read.
        [at] => {
            let (before, behind) = fits(&at);
            let is_long = comment.quote.graphemes(true).nth(LONG - 1).is_some();
            let tells = |reads: bool, side: &str| reads && (is_long || !side.is_empty());
            let whole = before && behind;
            let one = tells(before, &comment.prefix) || tells(behind, &comment.suffix);
            (whole || one).then_some(at).into_iter().collect()
        }
        // One of several: both of its sides do.
        _ => all.into_iter().filter(|at| fits(at) == (true, true)).collect(),
    };
    match certain[..] {
        [at] => Found::At(at..at + comment.quote.len()),
        _ => Found::Lost,
    }
}

/// Every place where the passage stands, those that overlap among them.
fn occurrences(text: &str, quote: &str) -> Vec<usize> {
    text.char_indices().map(|(at, _)| at).filter(|at| text[*at..].starts_with(quote)).collect()
}

/// Whether what stands before a passage reads as it did. A prefix that is short was all there was.
fn reads_before(before: &str, prefix: &str) -> bool {
    before.ends_with(prefix) && (before.len() == prefix.len() || is_cut(prefix))
}

fn reads_behind(behind: &str, suffix: &str) -> bool {
    behind.starts_with(suffix) && (behind.len() == suffix.len() || is_cut(suffix))
}

/// Whether more than that may have stood there.
fn is_cut(side: &str) -> bool {
    side.graphemes(true).nth(CONTEXT - 1).is_some()
}

/// Whether a place still leads somewhere: to a text, or to a row, which is no one text.
fn is_there(session: &Session, place: &Place) -> bool {
    let row = |place: &Place| {
        let crate::model::Part::Step(step) = &place.part else { return place.id.is_none() };
        let rows = session.answer(step).map_or(&[][..], Answer::rows);
        match &place.id {
            Some(id) => rows.iter().any(|row| row.id == *id),
            None => session.step(step).is_some(),
        }
    };
    session.text(place).is_some() || row(place)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::{
        insight::example::session,
        model::{Edit, Item, Part},
    };

    const GOAL: &str = "Trust comes first. Then speed, then reach. Then all else.";

    fn goal() -> Place {
        Place::of(Part::Step("goal".into()))
    }

    fn with(text: &str) -> Session {
        session(&[&format!("goal {text}")])
    }

    fn comment(session: &Session, range: Range<usize>) -> Comment {
        let Anchor { quote, prefix, suffix } = anchor(session, &goal(), range).unwrap();
        Comment { on: Some(goal()), quote, prefix, suffix, ..Comment::default() }
    }

    /// Where the comment on `quote` is after the goal was rewritten.
    fn after(before: &str, quote: &str, now: &str) -> Option<String> {
        let start = before.find(quote).unwrap();
        let comment = comment(&with(before), start..start + quote.len());
        match find(&with(now), &comment) {
            Found::At(range) => {
                Some(format!("{}[{}]{}", &now[..range.start], &now[range.clone()], &now[range.end..]))
            }
            Found::Lost => None,
            Found::Whole => panic!("a passage is not the whole"),
        }
    }

    #[test]
    fn a_passage_is_found_again_where_one_of_its_sides_reads_as_it_did() {
        let speed = "Then speed, then reach.";
        assert_eq!(
            after(GOAL, speed, GOAL).unwrap(),
            "Trust comes first. [Then speed, then reach.] Then all else."
        );
        let longer = "Trust comes first, always. Then speed, then reach. Then all else.";
        assert!(after(GOAL, speed, longer).is_some());
        assert!(after(GOAL, speed, "Trust comes first. Then speed, then reach. And cost.").is_some());
        assert_eq!(
            after(GOAL, speed, "Trust is all. Then speed, then reach. And cost."),
            None,
            "both changed"
        );
        assert_eq!(after(GOAL, speed, "Trust comes first. Then reach. Then all else."), None, "it is gone");
        assert!(
            after("Trust comes first.", "Trust comes first.", "Trust comes first. Then speed.").is_some()
        );
    }

    #[test]
    fn of_equal_passages_only_one_that_reads_the_same_on_both_sides_is_taken() {
        assert_eq!(after("pay, then pay again", "pay,", "then pay, again").as_deref(), None);
        let comment = comment(&with("pay pay"), 4..7);
        assert_eq!(find(&with("pay pay"), &comment), Found::At(4..7));
        assert_eq!(find(&with("pay"), &comment), Found::Lost, "the other one stayed");
        assert_eq!(find(&with("pay pay pay"), &comment), Found::Lost, "which of the three?");
    }

    #[test]
    fn a_row_or_a_metric_is_found_by_its_id_as_long_as_it_is_there() {
        let before = session(&["stakeholder Shoppers", "stakeholder Banks", "driver Card success"]);
        for (step, id) in [("stakeholders", "r1"), ("metrics", "m3")] {
            let on = Some(Place::item(Part::Step(step.into()), &id.into()));
            let comment = Comment { on, ..Comment::default() };
            assert_eq!(find(&before, &comment), Found::Whole, "{id}");
            assert_eq!(find(&session(&["goal x"]), &comment), Found::Lost, "{id}");
        }
        assert_eq!(find(&before, &Comment::default()), Found::Whole, "it is on the session");
    }

    /// The words of which texts are made: few, so that passages repeat.
    fn words(most: usize) -> impl Strategy<Value = String> {
        let word = prop::sample::select(vec!["pay", "trust", "first", "支付", "é", "👩‍👩‍👧", ".", "\n"]);
        prop::collection::vec(word, 0..most).prop_map(|words| words.join(" "))
    }

    /// A change: from where on, how much goes, and what comes instead; as shares of the text.
    fn change() -> impl Strategy<Value = (f64, f64, String)> {
        (0.0..1.0_f64, 0.0..0.3_f64, words(6))
    }

    fn boundary(text: &str, share: f64) -> usize {
        let ends: Vec<usize> = text.grapheme_indices(true).map(|(at, _)| at).chain([text.len()]).collect();
        ends[((ends.len() - 1) as f64 * share) as usize]
    }

    /// Carries out the changes, and says where each byte of the first text is at the end.
    fn edit(session: &mut Session, changes: &[(f64, f64, String)]) -> Vec<Option<usize>> {
        let of = |session: &Session| session.text(&goal()).unwrap_or_default().to_owned();
        let mut from: Vec<Option<usize>> = (0..of(session).len()).map(Some).collect();
        for (start, length, inserted) in changes {
            let text = of(session);
            let (start, end) = (boundary(&text, *start), boundary(&text, (start + length).min(1.0)));
            let removed = text[start..end].to_owned();
            let splice = Edit::Splice { at: goal(), offset: start, removed, inserted: inserted.clone() };
            session.apply(&splice).unwrap();
            from.splice(start..end, std::iter::repeat_n(None, inserted.len()));
        }
        from
    }

    proptest! {
        /// Ten thousand edits and more: 256 cases of 40.
        #[test]
        fn after_any_edits_a_comment_is_on_its_passage_or_lost(
            text in words(60), at in 0.0..1.0_f64, length in 0.01..0.5_f64,
            changes in prop::collection::vec(change(), 40),
        ) {
            let mut session = with("x");
            let whole = Edit::Splice { at: goal(), offset: 0, removed: "x".to_owned(), inserted: text.clone() };
            session.apply(&whole).unwrap();
            let range = boundary(&text, at)..boundary(&text, (at + length).min(1.0));
            prop_assume!(!range.is_empty());
            let comment = comment(&session, range.clone());
            for some in [1, 3, 40] {
                let mut edited = session.clone();
                let from = edit(&mut edited, &changes[..some]);
                let now = edited.text(&goal()).unwrap();
                let survives = from.windows(range.len()).position(|bytes| {
                    bytes.iter().zip(range.clone()).all(|(byte, at)| *byte == Some(at))
                });
                if let Found::At(found) = find(&edited, &comment) {
                    prop_assert_eq!(&now[found.clone()], comment.quote.as_str());
                    let (before, behind) = (&now[..found.start], &now[found.end..]);
                    let reads = (reads_before(before, &comment.prefix), reads_behind(behind, &comment.suffix));
                    prop_assert!(reads.0 || reads.1);
                    // Elsewhere only where nobody could tell it from what it was on.
                    prop_assert!(survives.is_none_or(|at| at == found.start) || reads == (true, true));
                }
            }
        }

        #[test]
        fn nothing_that_was_not_touched_is_lost(
            text in "[a-z]{1,12}( [a-z]{1,12}){1,30}", at in 0.0..1.0_f64, added in "[A-Z]{1,9}",
        ) {
            let session = with(&text);
            let range = boundary(&text, at)..text.len();
            prop_assume!(range.len() > LONG);
            let comment = comment(&session, range.clone());
            prop_assert_eq!(find(&session, &comment), Found::At(range.clone()));
            prop_assert_eq!(find(&with(&format!("{text} {added}")), &comment), Found::At(range.clone()));
            let moved = range.start + added.len() + 1..range.end + added.len() + 1;
            prop_assert_eq!(find(&with(&format!("{added} {text}")), &comment), Found::At(moved));
        }
    }

    #[test]
    fn a_row_that_moves_takes_its_comment_with_it() {
        let mut session = session(&["stakeholder Shoppers", "stakeholder Banks"]);
        let part = Part::Step("stakeholders".into());
        let comment = Comment { on: Some(Place::item(part.clone(), &"r1".into())), ..Comment::default() };
        session.apply(&Edit::Move { part: part.clone(), from: 0, to: 1 }).unwrap();
        assert_eq!(find(&session, &comment), Found::Whole);
        let row = session.answer(&"stakeholders".into()).unwrap().rows()[1].clone();
        session.apply(&Edit::Remove { part, index: 1, item: Item::Row(row) }).unwrap();
        assert_eq!(find(&session, &comment), Found::Lost);
    }
}
