//! What a coach sees of a session before opening it: time, what was left out, what is open, and whether it waits for them.
//! Counts what is there; praises, blames and scores nothing.

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde::{Deserialize, Deserializer, Serialize, de::Error as _};

use super::findings::{self, Level};
use crate::{
    model::{
        Answer, FrameworkId, Guide, Mode, QuestionId, Session, SessionId,
        plan::{self, Change},
        review::{Outline, Reviewed},
        session::Person,
        words,
    },
    text::{clock::minutes, display::shown_line, width},
};

/// A session at a glance.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Facts {
    /// The session.
    pub session: SessionId,
    /// Whose.
    pub candidate: Person,
    /// Its question.
    pub question: QuestionId,
    /// The question's title.
    pub title: String,
    /// The question's type.
    pub kind: FrameworkId,
    /// When it was begun.
    pub started: Timestamp,
    /// When it was finished.
    pub finished: Option<Timestamp>,
    /// Seconds spent on the answer.
    pub used: u32,
    /// Seconds planned for it.
    pub planned: u32,
    /// How strict it was.
    pub mode: Mode,
    /// How much of the framework was shown.
    pub guide: Guide,
    /// The title of the one step that was practised.
    pub only: Option<String>,
    /// What the candidate wants looked at.
    pub focus: Option<String>,
    /// The assignment that it answers.
    pub assignment: Option<String>,
    /// Titles of steps that the plan leaves out.
    pub left_out: Vec<String>,
    /// Titles of steps in which nothing stands.
    pub blank: Vec<String>,
    /// Essential findings that were not dismissed: what the rule finds, and how often. In the order of the rules.
    #[serde(deserialize_with = "essentials")]
    pub open_essentials: Vec<(&'static str, usize)>,
    /// Findings that the candidate does not share.
    pub dismissed: usize,
    /// Facts of the brief that were opened before a question was written.
    pub unasked: usize,
}

/// Where a session stands on one coach's desk.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum State {
    /// They have written nothing of it.
    New,
    /// They have begun.
    InReview,
    /// They have given a verdict and a next rep.
    Returned,
    /// They have begun or returned it, and the candidate has begun the same question anew since.
    NewerAttempt,
}

words! {
    State { New = "new", InReview = "in review", Returned = "returned", NewerAttempt = "newer attempt" }
}

impl Facts {
    /// What there is to see of a session.
    pub fn of(session: &Session) -> Self {
        let steps = plan::steps(session);
        let is_blank = |step| session.answer(step).is_none_or(Answer::is_blank);
        let cards = session.opening.plan.iter().enumerate();
        let left_out = cards.filter(|(index, card)| {
            let skipped = plan::change(session, *index) == Change::Skip;
            skipped && session.only.is_none() && !steps.contains(&card.step)
        });
        let mut essentials: BTreeMap<usize, (&'static str, usize)> = BTreeMap::new();
        for finding in findings::of(session, &[]).iter().filter(|finding| finding.level == Level::Essential) {
            let rules = findings::RULES.iter().enumerate();
            if let Some((place, rule)) = rules.into_iter().find(|(_, rule)| rule.id == finding.rule) {
                essentials.entry(place).or_insert((rule.title, 0)).1 += 1;
            }
        }
        Self {
            session: session.id.clone(),
            candidate: session.person.clone(),
            question: session.question.id.clone(),
            title: session.question.title.clone(),
            kind: session.framework.id.clone(),
            started: session.started,
            finished: session.finished,
            used: session.answer_seconds(),
            planned: (session.minutes * 60.0).round() as u32,
            mode: session.mode,
            guide: session.guide,
            only: session.only.as_ref().map(|step| session.spec(step).title),
            focus: session.origin.focus.clone().filter(|focus| !focus.trim().is_empty()),
            assignment: session.origin.assignment.clone(),
            left_out: left_out.map(|(_, card)| session.spec(&card.step).title).collect(),
            blank: steps.iter().filter(|s| is_blank(s)).map(|s| session.spec(s).title).collect(),
            open_essentials: essentials.into_values().collect(),
            dismissed: session.dismissed.len(),
            unasked: session.opening.opened.iter().filter(|opened| !opened.asked).count(),
        }
    }

    /// What the candidate is called, as far as is known.
    pub fn called(&self) -> String {
        match self.candidate.name.as_deref().map(str::trim).filter(|name| !name.is_empty()) {
            Some(name) => name.to_owned(),
            None => format!("nameless {}", self.candidate.id.chars().take(4).collect::<String>()),
        }
    }

    /// How many essential findings are open.
    pub fn essentials(&self) -> usize {
        self.open_essentials.iter().map(|(_, times)| times).sum()
    }

    /// The facts as sentences, what a coach asks first first. Each is one line of at most so many cells, safe to draw; what
    /// is not remarkable is not said.
    pub fn sentences(&self, cells: usize) -> Vec<String> {
        let mut said = Vec::new();
        if let Some(focus) = &self.focus {
            said.push(format!("asks: {}", focus.trim()));
        }
        said.push(self.time());
        said.extend(named("left out", &self.left_out));
        said.extend(named("nothing in", &self.blank));
        if !self.open_essentials.is_empty() {
            let times = |(title, times): &(&str, usize)| {
                if *times == 1 { (*title).to_owned() } else { format!("{title} ({times})") }
            };
            let open: Vec<String> = self.open_essentials.iter().map(times).collect();
            said.push(format!("open: {}", open.join(", ")));
        }
        said.extend(counted(self.dismissed, "finding dismissed", "findings dismissed"));
        said.extend(counted(self.unasked, "fact opened without asking", "facts opened without asking"));
        said.iter().map(|line| width::truncate(&shown_line(line), cells).into_owned()).collect()
    }

    /// Time, mode and guide: "12:10 of 20:00, 7:50 unused, interview".
    fn time(&self) -> String {
        let mut said = vec![format!("{} of {}", minutes(self.used), minutes(self.planned))];
        match (self.planned.saturating_sub(self.used), self.used.saturating_sub(self.planned)) {
            (0, 0) => {}
            (unused, 0) => said.push(format!("{} unused", minutes(unused))),
            (_, over) => said.push(format!("{} over", minutes(over))),
        }
        said.push(self.mode.word().to_owned());
        match self.guide {
            Guide::Full => {}
            Guide::Headings => said.push("headings only".to_owned()),
            Guide::Blank => said.push("own headings".to_owned()),
        }
        if let Some(only) = &self.only {
            said.push(format!("{only} alone"));
        }
        said.join(", ")
    }
}

/// Where a session stands on the desk of the coach of that id. `reviews` may be anybody's, of any session, and `others` any
/// sessions, in any order: what does not count is passed over.
///
/// Without a review of this coach it is new. Otherwise their last one decides: a session of the same person at the same
/// question that was begun after it was written makes this one out of date; a verdict and a next rep make it returned;
/// with one or none of them it is in review. Who has no id is nobody's same person.
pub fn state<'a>(
    session: &Facts,
    coach: &str,
    reviews: impl IntoIterator<Item = &'a Outline>,
    others: impl IntoIterator<Item = &'a Facts>,
) -> State {
    let is_mine = |review: &&Outline| {
        let of = matches!(&review.of, Reviewed::Session { id, .. } if *id == session.session);
        of && review.coach.id == coach
    };
    let Some(last) = reviews.into_iter().filter(is_mine).max_by_key(|review| review.written) else {
        return State::New;
    };
    let is_newer = |other: &Facts| {
        let same = other.candidate.id == session.candidate.id && !session.candidate.id.is_empty();
        same && other.question == session.question
            && other.session != session.session
            && other.started > last.written
    };
    if others.into_iter().any(is_newer) {
        State::NewerAttempt
    } else if last.is_given_back() {
        State::Returned
    } else {
        State::InReview
    }
}

/// The titles of rules are the program's own: one that it does not know is an error.
fn essentials<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<(&'static str, usize)>, D::Error> {
    let written = Vec::<(String, usize)>::deserialize(deserializer)?;
    let known = |(title, times): (String, usize)| {
        let rule = findings::RULES.iter().find(|rule| rule.title == title);
        rule.map(|rule| (rule.title, times)).ok_or_else(|| D::Error::custom("a rule that is not known"))
    };
    written.into_iter().map(known).collect()
}

fn named(what: &str, titles: &[String]) -> Option<String> {
    (!titles.is_empty()).then(|| format!("{what}: {}", titles.join(", ")))
}

fn counted(count: usize, one: &str, several: &str) -> Option<String> {
    (count > 0).then(|| format!("{count} {}", if count == 1 { one } else { several }))
}

#[cfg(test)]
mod tests {
    use jiff::ToSpan as _;

    use super::*;
    use crate::{
        insight::example,
        model::{
            Review,
            review::Verdict,
            session::{Dismissed, NextStep, Opened},
        },
    };

    const COACH: &str = "ann";

    fn ada() -> Session {
        let mut session = example::session(&[
            "goal Trust first.",
            "north_star Payers = payers / linked, 7 d",
            "guardrail Refunds",
            "guardrail Fraud",
            "time goal 1:30 of 1:00",
        ]);
        session.person = Person { id: "ada".to_owned(), name: Some("Ada".to_owned()) };
        session.minutes = 20.0;
        session
    }

    fn review(of: &Session, written: i64) -> Review {
        Review {
            of: Reviewed::Session { id: of.id.clone(), sha256: String::new() },
            coach: Person { id: COACH.to_owned(), name: None },
            written: Timestamp::from_second(written).unwrap(),
            comments: Vec::new(),
            scores: BTreeMap::new(),
            verdict: None,
            next: None,
        }
    }

    #[test]
    fn a_coach_sees_in_a_few_lines_where_to_look() {
        let mut session = ada();
        session.opening.plan.iter_mut().find(|card| card.step == "risks").unwrap().change = "skip".to_owned();
        session.origin.focus = Some("Are my guardrails\nany good?".to_owned());
        session.opening.opened = vec![
            Opened { about: "scale".to_owned(), asked: false, at: 3 },
            Opened { about: "goal".to_owned(), asked: true, at: 9 },
        ];
        session.dismissed = vec![Dismissed {
            rule: "no-counter".to_owned(),
            about: "metrics".to_owned(),
            ..Dismissed::default()
        }];
        let facts = Facts::of(&session);
        assert_eq!(facts.essentials(), 2);
        assert_eq!(
            facts.sentences(60),
            [
                "asks: Are my guardrails any good?",
                "1:30 of 20:00, 18:30 unused, practice",
                "left out: Risks",
                "nothing in: Context, Stakeholders, User flow, Decide, Optio…",
                "open: a guardrail without a limit (2)",
                "1 finding dismissed",
                "1 fact opened without asking",
            ]
        );
        assert!(facts.sentences(12).iter().all(|line| width::cells(line) <= 12));
    }

    #[test]
    fn what_was_dismissed_is_not_open_and_a_step_that_went_into_another_was_not_left_out() {
        let mut session = ada();
        let metric = session.metrics().nth(1).unwrap().1.id.to_string();
        session.dismissed =
            vec![Dismissed { rule: "no-limit".to_owned(), about: metric, ..Dismissed::default() }];
        session.opening.plan.iter_mut().find(|card| card.step == "risks").unwrap().change =
            "into Goal".to_owned();
        let facts = Facts::of(&session);
        assert_eq!(facts.open_essentials, [("a guardrail without a limit", 1)]);
        assert!(facts.left_out.is_empty() && !facts.blank.contains(&"Risks".to_owned()), "{facts:?}");
        session.only = Some("goal".into());
        let facts = Facts::of(&session);
        assert_eq!((facts.left_out.len(), facts.blank.len()), (0, 0), "the rest was never asked for");
        assert!(facts.sentences(80)[0].ends_with("practice, Goal alone"));
    }

    #[test]
    fn a_session_is_new_until_begun_and_returned_with_a_verdict_and_a_next_rep() {
        let session = ada();
        let facts = Facts::of(&session);
        let is = |reviews: &[Review], others: &[Facts]| {
            let reviews: Vec<Outline> = reviews.iter().map(Review::outline).collect();
            state(&facts, COACH, &reviews, others)
        };
        let mut mine = review(&session, 100);
        let foreign = Review { coach: Person { id: "bo".to_owned(), name: None }, ..mine.clone() };
        let of_another = Review { of: Reviewed::Question("q".into()), ..mine.clone() };
        assert_eq!(is(&[foreign, of_another], &[]), State::New);
        assert_eq!(is(std::slice::from_ref(&mine), &[]), State::InReview);
        mine.verdict = Some(Verdict::Hire);
        assert_eq!(is(std::slice::from_ref(&mine), &[]), State::InReview, "nothing to do next");
        mine.next = Some(NextStep { constraint: "A limit on each.".to_owned(), ..NextStep::default() });
        let begun_again = review(&session, 50);
        assert_eq!(is(&[mine.clone(), begun_again], &[]), State::Returned, "the last one decides");

        let started = |seconds: i64| facts.started + seconds.seconds();
        let later = Facts { session: "s2".into(), started: started(101), ..facts.clone() };
        let before = Facts { started: started(99), ..later.clone() };
        let another = Facts { question: "other".into(), ..later.clone() };
        let bo = Facts { candidate: Person { id: "bo".to_owned(), name: None }, ..later.clone() };
        let itself = Facts { session: facts.session.clone(), ..later.clone() };
        assert_eq!(is(std::slice::from_ref(&mine), &[before, another, bo, itself]), State::Returned);
        assert_eq!(is(&[mine], std::slice::from_ref(&later)), State::NewerAttempt);
        assert_eq!(is(&[], &[later]), State::New);
    }
}
