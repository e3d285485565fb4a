//! A coach's desk, on which others have put what they wrote: the inbox and a review of each session. Judges nothing.

use casebook::{
    insight::{
        cohort::{Marked, cohort},
        facts::Facts,
        inbox::{Desk, Item},
        sheet,
    },
    model::{
        Bank, Review, Session, State,
        review::{Comment, CommentKind, Reviewed, Score, Scored},
        session::{NextStep, Person},
    },
    tui::{
        app::Start,
        effect::{Event, Taken},
    },
};
use jiff::Timestamp;

use crate::{
    screens::{Judge, Reader},
    words::Hostile,
};

/// A review that somebody wrote who means no good: on every passage, and on some that are nowhere.
fn review(session: &Session, coach: &str, hostile: &mut Hostile) -> Review {
    let mut comments = Vec::new();
    for passage in sheet::sections(session).into_iter().flat_map(|section| section.passages).step_by(3) {
        comments.push(Comment {
            kind: Some(CommentKind::Stop),
            on: Some(passage.place),
            text: hostile.text(),
            ..Comment::default()
        });
    }
    comments.push(Comment { quote: hostile.text(), text: hostile.text(), ..Comment::default() });
    let mut review = Review {
        of: Reviewed::Session { id: session.id.clone(), sha256: hostile.text() },
        coach: Person { id: coach.to_owned(), name: Some(hostile.text()) },
        written: Timestamp::UNIX_EPOCH,
        comments,
        scores: std::collections::BTreeMap::new(),
        verdict: None,
        next: Some(NextStep { constraint: hostile.text(), ..NextStep::default() }),
    };
    review.number_comments();
    for dimension in &session.rubric.dimensions {
        let scored = Scored { score: Score::Four, evidence: hostile.text() };
        review.scores.insert(dimension.id.clone(), scored);
    }
    review
}

/// The inbox with that session in it, and every part of its review.
pub fn desk(session: &Session, hostile: &mut Hostile, judge: Judge<'_>) {
    let session = Session { state: State::Finished, ..session.clone() };
    let (own, other) = (review(&session, "me", hostile), review(&session, "somebody", hostile));
    let coach = own.coach.clone();
    let mut ann = Reader::new(Bank::default(), Vec::new(), Start::Desk, judge);
    let reviews = vec![own.outline(), other.outline()];
    let item = Item::of("desk".into(), Facts::of(&session), reviews, &coach, (2, true));
    let broken = vec![hostile.text(), hostile.text()];
    ann.happens(Event::Desk(Box::new(Desk { items: vec![item], unfinished: 1, broken, ..Desk::default() })));
    ann.looks_everywhere().types("p").looks().types("<esc>");
    let marked = vec![Marked::of(&session, Some(&own)), Marked::of(&session, Some(&own))];
    ann.types("g").happens(Event::Cohort(Box::new(cohort(marked)))).looks_everywhere().types("<esc>l");
    ann.happens(Event::Taken(Box::new(Taken {
        case: "desk".into(),
        sha256: hostile.text(),
        edited: true,
        own,
        read_only: None,
        others: vec![other],
        snippets: vec![hostile.text()],
        session,
    })));
    for _ in 0..20 {
        ann.looks().types("<down>q<alt-1><enter><tab>");
    }
    ann.types("o<down>1e").looks_everywhere().types("<left>g").looks_everywhere();
    ann.happens(Event::ReviewKept("desk".into(), Err(hostile.text()))).looks_everywhere();
}
