//! Where the comments of a review stand in a session: found once and kept, because what is gone from its place is looked for
//! in all of the session. Finds by nothing but [`super::anchor`].

use std::collections::{HashMap, HashSet};

use super::{
    anchor::{Found, find, written},
    sheet::Passage,
};
use crate::model::{CommentId, ItemId, Part, Review, Session, review::Comment};

/// How many texts are looked through for the comments of one review. A long session has a few hundred; only in what a stranger
/// blew up is there more to do, and what was not found by then is told as lost.
const WORK: usize = 2_000_000;

/// Where the comments of one review stand.
#[derive(Clone, Debug, Default)]
pub struct Placed {
    found: HashMap<CommentId, Found>,
    /// The parts and items that a comment stands on: most passages bear none.
    spots: HashSet<(Part, Option<ItemId>)>,
}

impl Placed {
    /// Of a review of this session.
    pub fn of(session: &Session, review: &Review) -> Self {
        let mut placed = Self::default();
        placed.follow(session, review);
        placed
    }

    /// Finds the comments that are new, and forgets those that are gone. What a comment is on never changes.
    pub fn follow(&mut self, session: &Session, review: &Review) {
        let there: HashSet<&CommentId> = review.comments.iter().map(|comment| &comment.id).collect();
        self.found.retain(|id, _| there.contains(id));
        let new: Vec<&Comment> =
            review.comments.iter().filter(|comment| !self.found.contains_key(&comment.id)).collect();
        if !new.is_empty() {
            let most = WORK / written(session).count().max(1);
            let sought = new.iter().enumerate().map(|(place, comment)| match place < most {
                true => (comment.id.clone(), find(session, comment)),
                false => (comment.id.clone(), Found::Lost),
            });
            self.found.extend(sought);
        }
        self.spots = self.found.values().filter_map(spot).collect();
    }

    /// The comments on a passage. One on several passages stands below the last.
    pub fn on<'a>(&'a self, review: &'a Review, passage: &'a Passage) -> impl Iterator<Item = &'a Comment> {
        let is_spot = self.spots.contains(&(passage.place.part.clone(), passage.place.id.clone()));
        let comments = if is_spot { &review.comments[..] } else { &[] };
        let is_here =
            |comment: &&Comment| self.found.get(&comment.id).is_some_and(|found| is_at(found, passage));
        comments.iter().filter(is_here)
    }

    /// Whether the passage of a comment is there no more.
    pub fn is_lost(&self, comment: &Comment) -> bool {
        self.found.get(&comment.id) == Some(&Found::Lost)
    }
}

fn spot(found: &Found) -> Option<(Part, Option<ItemId>)> {
    match found {
        Found::At { place, .. } | Found::Moved { place, .. } => Some((place.part.clone(), place.id.clone())),
        Found::Whole | Found::Lost => None,
    }
}

/// Whether what was found is on that passage.
pub fn is_at(found: &Found, passage: &Passage) -> bool {
    let (place, found) = match found {
        Found::At { place, range } | Found::Moved { place, range } => (place, range),
        Found::Whole | Found::Lost => return false,
    };
    // A row is read as a whole: what is on one of its fields is on it.
    let of_row = passage.range.is_none() && passage.place.id.is_some();
    let here = place.part == passage.place.part
        && place.id == passage.place.id
        && (of_row || place.field == passage.place.field);
    match (found, &passage.range) {
        _ if !here => false,
        (Some(found), Some(range)) => found.end > range.start && found.end <= range.end,
        (Some(_), None) => true,
        // All of a text is meant: it stands below its first sentence.
        (None, range) => range.as_ref().is_none_or(|range| range.start == 0),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        insight::sheet::{Section, sections},
        model::{
            Answer, Row,
            review::{CommentKind, Reviewed},
            session::Person,
            start::{Options, begin},
        },
        store::bank,
    };

    /// A session with so many rows in its first step.
    fn session(rows: usize) -> Session {
        let bank = bank::built_in();
        let (question, framework, rubric) = bank.whole(&"alipay-success-metrics".into()).unwrap();
        let options = Options::new("s".into(), Person::default(), jiff::Timestamp::UNIX_EPOCH, 1);
        let mut session = begin((*question).clone(), framework.clone(), rubric.clone(), options);
        session.open_step(&"context".into());
        let row = |number: usize| {
            let mut row = Row::new(format!("r{number}").as_str().into());
            row.fields.insert("fact".into(), crate::model::Value::Text(format!("row {number} of many")));
            row
        };
        session.step_mut(&"context".into()).unwrap().answer = Answer::Rows((0..rows).map(row).collect());
        session
    }

    fn review(quotes: &[&str]) -> Review {
        let comment = |quote: &&str| Comment {
            kind: Some(CommentKind::Keep),
            on: Some(crate::model::Place::cell(Part::Step("context".into()), &"r3".into(), "fact")),
            quote: (*quote).to_owned(),
            prefix: "before it".to_owned(),
            text: "Good.".to_owned(),
            ..Comment::default()
        };
        let mut review = Review {
            of: Reviewed::Session { id: "s".into(), sha256: String::new() },
            coach: Person::default(),
            written: jiff::Timestamp::UNIX_EPOCH,
            comments: quotes.iter().map(comment).collect(),
            scores: std::collections::BTreeMap::new(),
            verdict: None,
            next: None,
        };
        review.comments[0].prefix.clear();
        review.number_comments();
        review
    }

    fn passages(session: &Session) -> Vec<Passage> {
        let all = sections(session).into_iter().flat_map(|Section { passages, .. }| passages);
        all.filter(|passage| passage.place.part == Part::Step("context".into())).collect()
    }

    #[test]
    fn what_is_said_and_taken_back_later_is_followed() {
        let session = session(5);
        let passages = passages(&session);
        let mut review = review(&["row 3 of many", "nowhere"]);
        let mut placed = Placed::of(&session, &review);
        let heard = |placed: &Placed, review: &Review| -> Vec<usize> {
            passages.iter().map(|passage| placed.on(review, passage).count()).collect()
        };
        assert_eq!(heard(&placed, &review), [0, 0, 0, 1, 0]);
        assert_eq!(review.comments.iter().map(|c| placed.is_lost(c)).collect::<Vec<_>>(), [false, true]);
        let more = Comment { id: review.next_id(), ..review.comments[0].clone() };
        review.comments.push(more);
        placed.follow(&session, &review);
        assert_eq!(heard(&placed, &review), [0, 0, 0, 2, 0]);
        review.comments.clear();
        placed.follow(&session, &review);
        assert_eq!(heard(&placed, &review), [0; 5]);
    }

    /// A hundred million looks, if nobody stopped.
    #[test]
    fn a_review_that_is_nowhere_in_a_large_session_costs_no_more_than_was_agreed() {
        let session = session(10_000);
        let quotes: Vec<String> = (0..10_000).map(|number| format!("nowhere at all, {number}")).collect();
        let quotes: Vec<&str> =
            ["row 3 of many"].into_iter().chain(quotes.iter().map(String::as_str)).collect();
        let review = review(&quotes);
        let placed = Placed::of(&session, &review);
        let lost = review.comments.iter().filter(|comment| placed.is_lost(comment)).count();
        assert_eq!(lost, 10_000);
        let passages = passages(&session);
        let said: usize = passages.iter().map(|passage| placed.on(&review, passage).count()).sum();
        assert_eq!(said, 1);
    }
}
