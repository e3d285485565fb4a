//! Anchors under thousands of random edits: a passage is found again or lost, and never taken for another.
//!
//! Every character carries an identity through the edits; one that is typed anew, or inserted with a row, is a new one.
//! A comment is **misplaced** where what is found
//!
//! - is not the quoted words, or cuts a grapheme; or
//! - is at the place of the comment, is not made of the very characters that it was made on, and
//!   - those still stand together there, while what is found does not have the same words on both sides; or
//!   - those do not, and what is found has the same words on neither side, is too short to speak for itself, and
//!     was once more than all of its text; or
//! - is elsewhere while the characters still stand where they were, or lacks the same words on both sides and is too short
//!   to speak for itself, or is one of several such.
//!
//! And it may not be lost without need: characters that still stand together, whose words stand once in their text and
//! with one side untouched, are found. A comment on a whole row or metric is at it as long as that has its id.

use std::{collections::HashMap, ops::Range};

use proptest::prelude::*;

use super::{Anchor, Found, anchor, find, text_at, written};
use crate::{
    insight::example,
    model::{
        Answer, Edit, Guide, ItemId, Metric, Part, Place, Role, Row, Session, StepId, Value, edit::Item,
        review::Comment,
    },
    text::grapheme,
};

/// A session whose characters can be told apart.
struct Traced {
    session: Session,
    /// Of every text that was ever typed, a number for each character.
    ids: HashMap<Place, Vec<u64>>,
    highest: u64,
    /// Items that were removed: they may come back by undo.
    removed: Vec<(Part, Item)>,
}

/// What somebody does to a session: what kind of thing, three numbers to choose with, some words.
type Deed = (u8, usize, usize, usize, String);

impl Traced {
    fn new(texts: &[String]) -> Self {
        let mut session = example::blank(Guide::Full);
        let mut texts = texts.iter().cloned();
        let mut next = || texts.next().unwrap_or_default();
        session.step_mut(&"goal".into()).unwrap().answer = Answer::Prose(next());
        let mut traced = Self { session, ids: HashMap::new(), highest: 0, removed: Vec::new() };
        for _ in 0..3 {
            traced.add(true, 0, [next(), next()]);
            traced.add(false, 0, [next(), String::new()]);
        }
        traced.number_new();
        traced
    }

    fn part(rows: bool) -> Part {
        Part::Step(if rows { "context" } else { "metrics" }.into())
    }

    fn add(&mut self, rows: bool, index: usize, [first, second]: [String; 2]) {
        let item = if rows {
            let mut row = Row::new(self.session.next_id('r'));
            row.fields.insert("fact".into(), Value::Text(first));
            row.fields.insert("so_what".into(), Value::Text(second));
            Item::Row(row)
        } else {
            let id = self.session.next_id('m');
            Item::Metric(Metric { id, role: Some(Role::Driver), under: None, stage: None, line: first })
        };
        self.insert(Self::part(rows), index, item);
    }

    fn insert(&mut self, part: Part, index: usize, item: Item) {
        let index = index % (self.count(&part) + 1);
        self.session.apply(&Edit::Insert { part, index, item }).unwrap();
        self.number_new();
    }

    fn count(&self, part: &Part) -> usize {
        let Part::Step(step) = part else { return 0 };
        let answer = self.session.answer(step).unwrap();
        answer.rows().len() + answer.metrics().len()
    }

    fn number_new(&mut self) {
        for (place, text) in written(&self.session) {
            let highest = &mut self.highest;
            let number = |_| {
                *highest += 1;
                *highest
            };
            // What comes back by undo is known.
            self.ids.entry(place).or_insert_with(|| text.chars().map(number).collect());
        }
    }

    fn places(&self) -> Vec<Place> {
        let mut places = Vec::new();
        for step in ["goal", "context", "metrics"].map(StepId::from) {
            let part = Part::Step(step.clone());
            let Some(answer) = self.session.answer(&step) else { continue };
            places.extend(matches!(answer, Answer::Prose(_)).then(|| Place::of(part.clone())));
            let columns = self.session.spec(&step).columns();
            for row in answer.rows() {
                places.extend(columns.iter().map(|c| Place::cell(part.clone(), &row.id, c.id.as_str())));
            }
            places.extend(answer.metrics().iter().map(|metric| Place::item(part.clone(), &metric.id)));
        }
        places
    }

    fn text(&self, place: &Place) -> String {
        text_at(&self.session, place).map(std::borrow::Cow::into_owned).unwrap_or_default()
    }

    fn splice(&mut self, at: &Place, chars: Range<usize>, inserted: &str) {
        let text = self.text(at);
        let byte = |n: usize| text.char_indices().nth(n).map_or(text.len(), |(at, _)| at);
        let count = text.chars().count();
        let (start, end) = (chars.start.min(count), chars.end.min(count));
        let removed = text[byte(start)..byte(end)].to_owned();
        let edit =
            Edit::Splice { at: at.clone(), offset: byte(start), removed, inserted: inserted.to_owned() };
        self.session.apply(&edit).unwrap();
        let fresh: Vec<u64> = (1..).take(inserted.chars().count()).map(|n| self.highest + n).collect();
        self.highest += fresh.len() as u64;
        self.ids.entry(at.clone()).or_default().splice(start..end, fresh);
    }

    /// The identities of a passage.
    fn of(&self, place: &Place, range: &Range<usize>) -> Vec<u64> {
        let text = self.text(place);
        let [start, end] = [range.start, range.end].map(|at| text[..at].chars().count());
        self.ids[place][start..end].to_vec()
    }

    /// Where the characters of a passage still stand together.
    fn survivors(&self, place: &Place, ids: &[u64]) -> Option<Range<usize>> {
        let text = text_at(&self.session, place)?;
        let all = self.ids.get(place)?;
        let start = all.windows(ids.len()).position(|window| window == ids)?;
        let byte = |n: usize| text.char_indices().nth(n).map_or(text.len(), |(at, _)| at);
        Some(byte(start)..byte(start + ids.len()))
    }

    /// Does something. `comment` is where the trouble is looked for.
    fn suffer(&mut self, (kind, a, b, c, words): &Deed, comment: &Comment) {
        let rows = a % 2 == 0;
        let part = Self::part(rows);
        let places = self.places();
        let mut at = places[b % places.len()].clone();
        if let Some(on) = comment.on.as_ref().filter(|on| places.contains(on) && a % 4 != 0) {
            at = on.clone();
        }
        let length = self.text(&at).chars().count() + 1;
        match kind {
            0..=3 => self.splice(&at, b % length..b % length + c % 4, words),
            4 => self.splice(&at, b % length..b % length, &comment.quote),
            5 => {
                let with = format!("{}{}{}", comment.prefix, comment.quote, comment.suffix);
                self.splice(&at, b % length..b % length, &with);
            }
            6 => self.splice(&at, 0..b % length, ""),
            7 => self.splice(&at, b % length..length, words),
            8 => self.add(rows, *b, [format!("{}{}", comment.prefix, comment.quote), words.clone()]),
            9 if self.count(&part) > 0 => {
                let index = b % self.count(&part);
                let Part::Step(step) = &part else { return };
                let item = match self.session.answer(step).unwrap() {
                    Answer::Rows(rows) => Item::Row(rows[index].clone()),
                    Answer::Metrics(metrics) => Item::Metric(metrics[index].clone()),
                    Answer::Prose(_) => return,
                };
                self.session.apply(&Edit::Remove { part: part.clone(), index, item: item.clone() }).unwrap();
                self.removed.push((part, item));
            }
            10 if self.count(&part) > 0 => {
                let count = self.count(&part);
                self.session.apply(&Edit::Move { part, from: b % count, to: c % count }).unwrap();
            }
            11 => {
                if let Some((part, item)) = self.removed.pop() {
                    self.insert(part, *b, item);
                }
            }
            _ => {}
        }
    }
}

/// Everything that is looked at when an answer of [`find`] is judged.
struct Judge<'a> {
    traced: &'a Traced,
    comment: &'a Comment,
    ids: &'a [u64],
}

impl Judge<'_> {
    /// Why a comment is misplaced, or lost without need.
    fn blame(&self, found: &Found) -> Option<String> {
        let on = self.comment.on.as_ref().unwrap();
        if self.comment.quote.is_empty() {
            let there = on.id.as_ref().is_none_or(|id| self.is_item(id));
            let expected = Found::At { place: on.clone(), range: None };
            let right = if there { *found == expected } else { *found == Found::Lost };
            return (!right).then(|| format!("all of the place: there is {there}, {found:?}"));
        }
        let survivors = self.traced.survivors(on, self.ids);
        match found {
            Found::At { place, range: Some(range) } => {
                let text = self.traced.text(place);
                let same = place == on && self.traced.of(place, range) == self.ids;
                let sides = self.sides(&text, range);
                let bare = self.comment.prefix.is_empty() && self.comment.suffix.is_empty();
                if place != on || !self.is_quote(&text, range) {
                    Some("not what was quoted".to_owned())
                } else if same || sides == (true, true) {
                    None
                } else if let Some(true_one) = survivors {
                    Some(format!("at {range:?}, and it stands at {true_one:?}"))
                } else if sides.0 || sides.1 || bare || self.is_long() {
                    None
                } else {
                    Some("another one without a word around it that is the same".to_owned())
                }
            }
            Found::Moved { place, range: Some(range) } => {
                let text = self.traced.text(place);
                let fits = |text: &str, range: &Range<usize>| {
                    self.is_long() || self.says() && self.sides(text, range) == (true, true)
                };
                let of_item = |other: &Place| other != on && (on.id.is_none() || other.id == on.id);
                let everywhere: Vec<(Place, Range<usize>)> = written(&self.traced.session)
                    .filter(
                        |(other, _)| {
                            if of_item(place) && on.id.is_some() { of_item(other) } else { other != on }
                        },
                    )
                    .flat_map(|(other, text)| {
                        self.places(text)
                            .into_iter()
                            .filter(|r| fits(text, r))
                            .map(move |r| (other.clone(), r))
                    })
                    .collect();
                if survivors.is_some() {
                    Some("moved, and it stands where it stood".to_owned())
                } else if !self.is_quote(&text, range) || !fits(&text, range) {
                    Some("moved to something else".to_owned())
                } else {
                    (everywhere.len() != 1).then(|| format!("moved to one of several: {everywhere:?}"))
                }
            }
            Found::Lost => {
                let range = survivors?;
                let text = self.traced.text(on);
                let sides = self.sides(&text, &range);
                let starts =
                    text.char_indices().filter(|(at, _)| text[*at..].starts_with(&self.comment.quote));
                let needless = self.is_quote(&text, &range) && starts.count() == 1;
                (needless && (sides.0 || sides.1)).then(|| format!("lost, and it stands at {range:?}"))
            }
            other => Some(format!("{other:?} of a passage")),
        }
    }

    fn is_item(&self, id: &ItemId) -> bool {
        let session = &self.traced.session;
        session.row(id).is_some() || session.metrics().any(|(_, metric)| metric.id == *id)
    }

    fn is_quote(&self, text: &str, range: &Range<usize>) -> bool {
        text.get(range.clone()) == Some(&self.comment.quote) && self.places(text).contains(range)
    }

    fn sides(&self, text: &str, range: &Range<usize>) -> (bool, bool) {
        let (prefix, suffix) = (&self.comment.prefix, &self.comment.suffix);
        let before = text[..range.start].strip_suffix(&prefix[..]);
        let behind = text[range.end..].strip_prefix(&suffix[..]);
        let whole =
            |rest: Option<&str>, side: &str| rest.is_some_and(|rest| !side.is_empty() || rest.is_empty());
        (whole(before, prefix), whole(behind, suffix))
    }

    fn says(&self) -> bool {
        !self.comment.prefix.trim().is_empty() || !self.comment.suffix.trim().is_empty()
    }

    fn is_long(&self) -> bool {
        use unicode_segmentation::UnicodeSegmentation;
        let quote = &self.comment.quote;
        quote.graphemes(true).count() >= 24 && quote.unicode_words().count() >= 4
    }

    /// Every place of the quote that cuts no grapheme.
    fn places(&self, text: &str) -> Vec<Range<usize>> {
        let starts = text.char_indices().map(|(at, _)| at);
        let quoted = starts.filter(|at| text[*at..].starts_with(&self.comment.quote));
        let ranges = quoted.map(|at| at..at + self.comment.quote.len());
        let whole = |at| grapheme::ceil(text, at) == at;
        ranges.filter(|range| whole(range.start) && whole(range.end)).collect()
    }
}

/// How often each answer was given.
#[derive(Default, Debug)]
struct Tally {
    at: usize,
    moved: usize,
    lost: usize,
}

fn try_out(texts: &[String], chosen: (usize, usize, usize), deeds: &[Deed]) -> Result<Tally, TestCaseError> {
    let mut traced = Traced::new(texts);
    let places = traced.places();
    let place = places[chosen.0 % places.len()].clone();
    let text = traced.text(&place);
    let start = grapheme::floor(&text, chosen.1 % (text.len() + 1));
    let range = start..grapheme::ceil(&text, start + chosen.2);
    let Anchor { quote, prefix, suffix } = anchor(&traced.session, &place, Some(range));
    let comment = Comment { on: Some(place.clone()), quote, prefix, suffix, ..Comment::default() };
    let mut ids = Vec::new();
    let unchanged = find(&traced.session, &comment);
    if let Found::At { range: Some(range), .. } = &unchanged {
        prop_assert_eq!(&traced.text(&place)[range.clone()], &comment.quote);
        ids = traced.of(&place, range);
    } else {
        let all = Found::At { place: place.clone(), range: None };
        // Only where the whole text is the same again and again nobody can tell one from another.
        let repeated = || text.matches(&comment.quote).count() > 1 || text.contains("aa");
        prop_assert!(if comment.quote.is_empty() { unchanged == all } else { repeated() }, "{unchanged:?}");
        if !comment.quote.is_empty() {
            return Ok(Tally::default());
        }
    }
    let mut tally = Tally::default();
    for deed in deeds {
        traced.suffer(deed, &comment);
        let found = find(&traced.session, &comment);
        match found {
            Found::At { .. } | Found::Whole => tally.at += 1,
            Found::Moved { .. } => tally.moved += 1,
            Found::Lost => tally.lost += 1,
        }
        let blame = Judge { traced: &traced, comment: &comment, ids: &ids }.blame(&found);
        prop_assert_eq!(blame, None, "{:?}\n{:?}\nnow: {:?}", comment, found, traced.text(&place));
    }
    Ok(tally)
}

fn words() -> impl Strategy<Value = String> {
    let pieces = [
        "refunds ",
        "aa",
        "a",
        "b ",
        "late. ",
        "e\u{301}",
        "👩\u{200d}💻",
        " ",
        "weekly ",
        "\n",
        "payers of them ",
    ];
    proptest::collection::vec(proptest::sample::select(pieces.to_vec()), 0..9)
        .prop_map(|pieces| pieces.concat())
}

fn deeds() -> impl Strategy<Value = Vec<Deed>> {
    let small = proptest::sample::select(vec![" ", "a", "late ", "", "e\u{301}"]).prop_map(str::to_owned);
    proptest::collection::vec((0..12u8, 0..100usize, 0..200usize, 0..200usize, small), 1..12)
}

fn chosen() -> impl Strategy<Value = (usize, usize, usize)> {
    (0..100usize, 0..200usize, 0..40usize)
}

proptest! {
    /// As many cases as `PROPTEST_CASES` says.
    #[test]
    fn whatever_happens_to_an_answer_a_comment_is_found_again_or_lost_and_never_misplaced(
        texts in proptest::collection::vec(words(), 10), chosen in chosen(), deeds in deeds(),
    ) {
        try_out(&texts, chosen, &deeds)?;
    }
}

#[test]
#[ignore = "ten thousand answers, each changed up to a dozen times: about twenty seconds"]
fn of_ten_thousand_comments_none_is_misplaced() {
    use proptest::test_runner::{Config, TestRunner};
    let mut runner = TestRunner::new(Config { failure_persistence: None, ..Config::with_cases(10_000) });
    let total = std::cell::RefCell::new(Tally::default());
    let given = (proptest::collection::vec(words(), 10), chosen(), deeds());
    let tried = runner.run(&given, |(texts, chosen, deeds)| {
        let tally = try_out(&texts, chosen, &deeds)?;
        let mut total = total.borrow_mut();
        total.at += tally.at;
        total.moved += tally.moved;
        total.lost += tally.lost;
        Ok(())
    });
    tried.unwrap();
    let Tally { at, moved, lost } = *total.borrow();
    // All three come about, and most comments keep their place.
    assert!(at > lost && moved > 100 && lost > 1000, "at {at}, moved {moved}, lost {lost}");
}
