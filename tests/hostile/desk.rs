//! A coach's desk, on which others have put what they wrote: the inbox and a review of each session. Judges nothing.

use casebook::{
    insight::{
        assigned::follow_up,
        calibration::{Calibration, Sample, SessionGaps, by_candidate},
        cohort::{Marked, cohort},
        facts::Facts,
        inbox::{Desk, Item},
        replies::Before,
        sheet,
    },
    model::{
        Assignment, Bank, Question, Reply, Review, Session, State,
        assignment::Asked,
        reply::{Addressed, Answered, ReadReview},
        returned::{Heard, Returned},
        review::{Comment, CommentKind, Reviewed, Score, Scored},
        session::{NextStep, Person, SelfScore},
    },
    tui::{
        app::Start,
        effect::{Event, Mock, Taken},
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

/// A live mock of its question, with notes of somebody who means no good, and every page of it.
pub fn mock(session: &Session, hostile: &mut Hostile, judge: Judge<'_>) {
    let mut ann = Reader::new(Bank::default(), Vec::new(), Start::Live(session.question.id.clone()), judge);
    let mut own = review(session, "me", hostile);
    own.of = Reviewed::Question(session.question.id.clone());
    own.comments[0].at = Some(0);
    own.comments[0].text = format!("with {}", hostile.text());
    let (question, framework, rubric) =
        (session.question.clone(), session.framework.clone(), session.rubric.clone());
    for goes_on in [false, true] {
        let own = own.clone();
        let (question, framework, rubric) = (question.clone(), framework.clone(), rubric.clone());
        let case = "mock".into();
        ann.happens(Event::Mock(Box::new(Mock { case, question, framework, rubric, own, goes_on })));
        ann.looks_everywhere().happens(Event::Paste(hostile.text())).looks().types("<enter>");
    }
    for _ in 0..40 {
        ann.types("<down><enter>").looks();
    }
    ann.types("<f3>").looks_everywhere().types("<f4>4").looks_everywhere().types("<enter><down>").looks();
    ann.types("<f5>").looks_everywhere();
    ann.happens(Event::ReviewKept("mock".into(), Err(hostile.text()))).looks_everywhere();
}

/// What somebody answers to that who means no good either.
fn reply(session: &Session, own: &Review, hostile: &mut Hostile) -> Reply {
    let answered = |(number, comment): (usize, &Comment)| Answered {
        comment: comment.id.clone(),
        state: if number % 2 == 0 { Addressed::Disagree } else { Addressed::Addressed },
        because: hostile.text(),
    };
    Reply {
        session: session.id.clone(),
        review: ReadReview { coach: own.coach.id.clone(), sha256: String::new() },
        candidate: session.person.clone(),
        written: Timestamp::MAX,
        answers: own.comments.iter().enumerate().map(answered).collect(),
    }
}

/// What such coaches say beside one's own answer, with such replies, and every page of it.
pub fn returned(session: &Session, hostile: &mut Hostile, judge: Judge<'_>) {
    let session = Session { state: State::Finished, ..session.clone() };
    let mut heard = Vec::new();
    for coach in ["me", "somebody"] {
        let review = review(&session, coach, hostile);
        let reply = reply(&session, &review, hostile);
        let (sha256, file, read_only) = (hostile.text(), hostile.text(), Some(hostile.text()));
        heard.push(Heard { review, sha256, edited: true, reply, file, read_only });
    }
    let mut ada = Reader::new(Bank::default(), Vec::new(), Start::Home, judge);
    ada.happens(Event::Returned(Returned::new(), vec![hostile.text()])).looks_everywhere();
    ada.happens(Event::Reviewed(Box::new(session), heard)).looks_everywhere();
    for _ in 0..14 {
        ada.types("<tab>").looks().types("<down><down>").looks();
    }
    ada.happens(Event::ReplyKept(Err(hostile.text()))).looks_everywhere();
}

/// An assignment that the session answers, and one that nobody does.
fn assignments(session: &Session, hostile: &mut Hostile) -> [Assignment; 2] {
    let mut given = || {
        let question = Question { title: hostile.text(), ..session.question.clone() };
        let (framework, rubric) = (session.framework.clone(), session.rubric.clone());
        let asked = Asked { question, framework, rubric };
        Assignment {
            id: hostile.text().into(),
            by: Person { id: "me".to_owned(), name: Some(hostile.text()) },
            questions: vec![asked; 3],
            mode: None,
            minutes: None,
            step: None,
            focus: Some(hostile.text()),
            due: Some(jiff::civil::Date::MIN),
            candidates: vec![hostile.text(), hostile.text()],
        }
    };
    let (mut answered, open) = (given(), given());
    if let Some(id) = &session.origin.assignment {
        answered.id = id.as_str().into();
    }
    [answered, open]
}

/// The inbox with that session in it, and every part of its review.
pub fn desk(session: &Session, hostile: &mut Hostile, judge: Judge<'_>) {
    let session = Session { state: State::Finished, ..session.clone() };
    let (own, other) = (review(&session, "me", hostile), review(&session, "somebody", hostile));
    let coach = own.coach.clone();
    let mut ann = Reader::new(Bank::default(), Vec::new(), Start::Desk, judge);
    let reviews = vec![own.outline(), other.outline()];
    let reply = Some(reply(&session, &own, hostile));
    let replied = Some(Timestamp::MAX);
    let facts = Facts::of(&session);
    let earlier = Facts { started: Timestamp::UNIX_EPOCH, ..facts.clone() };
    let item = |id: &str, facts| Item::of(id.into(), facts, reviews.clone(), &coach, (2, true));
    let items = vec![item("desk", facts).with_reply(replied), item("earlier", earlier).with_reply(replied)];
    let broken = vec![hostile.text(), hostile.text()];
    let given = assignments(&session, hostile);
    let assigned = follow_up(&given, items.iter().map(|item| &item.facts));
    ann.happens(Event::Desk(Box::new(Desk { items, unfinished: 1, assigned, broken, reading: None })));
    ann.looks_everywhere().types("p").looks().types("<esc>");
    ann.types("w").looks_everywhere().types("<enter>").looks().types("<enter>").looks().types("<esc>l");
    let marked = vec![Marked::of(&session, Some(&own)), Marked::of(&session, Some(&own))];
    ann.types("g").happens(Event::Cohort(Box::new(cohort(marked)))).looks_everywhere().types("<esc>l");
    let mut scored = session.clone();
    for dimension in &session.rubric.dimensions {
        let own = SelfScore { score: Some(Score::Two), ..SelfScore::default() };
        scored.self_scores.insert(dimension.id.clone(), own);
    }
    let sample = Sample::new("sample".into(), session.clone(), other.clone(), Some(own.clone()));
    let candidates = by_candidate(&[SessionGaps::of(&scored, &own)]);
    let calibration = Calibration { samples: vec![sample], candidates };
    ann.types("a").happens(Event::Calibration(Box::new(calibration))).looks_everywhere().types("<esc>l");
    let taken = Taken {
        case: "desk".into(),
        sha256: hostile.text(),
        doubt: None,
        edited: true,
        own,
        read_only: None,
        others: vec![other],
        before: reply
            .clone()
            .map(|reply| Before { own: review(&session, "me", hostile), reply: Some(reply) }),
        reply,
        snippets: vec![hostile.text()],
        session,
    };
    ann.types("v").happens(Event::Column(vec![taken.clone(), taken.clone()]));
    for _ in 0..15 {
        ann.looks().types("<down>q<alt-1><enter>4e<tab>");
    }
    ann.looks_everywhere().types("<esc>l");
    ann.happens(Event::Taken(Box::new(taken)));
    for _ in 0..20 {
        ann.looks().types("<down>q<alt-1><enter><tab>");
    }
    ann.types("o<down>1e").looks_everywhere().types("<left>g").looks_everywhere();
    ann.happens(Event::ReviewKept("desk".into(), Err(hostile.text()))).looks_everywhere();
}
