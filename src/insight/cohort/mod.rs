//! What one coach's scores say of many sessions: each dimension's counts, the weakest of them, what moved between attempts,
//! what is found again and again. Counts, and averages nothing; below five sessions it speaks of no share of them.

mod report;
#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use serde::{Serialize, Serializer};

pub use report::sections;

use super::findings;
use crate::{
    model::{
        DimensionId, FrameworkId, QuestionId, Session, SessionId,
        review::{Review, Reviewed, Score},
    },
    sort::{IntoTree as _, Sort as _},
};

/// Of fewer sessions no share is told.
pub const FEWEST: usize = 5;

/// What is told of all sessions; the same tree is printed for other programs.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Cohort {
    /// By type of question, the one with most sessions first.
    pub types: Vec<OfType>,
}

/// What is told of one type of question.
///
/// Of several attempts of one candidate at one question the last one counts: of the scored ones in the grid and the counts,
/// of all in the findings.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct OfType {
    /// The type.
    #[serde(rename = "type")]
    pub kind: FrameworkId,
    /// As shown.
    pub title: String,
    /// Sessions that count.
    pub sessions: usize,
    /// Those of them that the coach has scored, by candidate.
    pub scored: Vec<Scored>,
    /// In the rubric's order.
    pub dimensions: Vec<Dimension>,
    /// The dimensions with most scores of 1 and 2: several where they are equal, none where there is no such score.
    pub weakest: Vec<DimensionId>,
    /// Candidates whom the coach has scored more than once at a question.
    pub movement: Vec<Movement>,
    /// Findings of at least two sessions, the most frequent first.
    pub findings: Vec<Recurring>,
}

/// A session that was scored: a column of the grid.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Scored {
    /// The session.
    pub session: SessionId,
    /// Whose.
    pub candidate: Candidate,
    /// Its question.
    pub question: QuestionId,
    /// When it was begun.
    pub started: Timestamp,
}

/// Who practised.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Candidate {
    /// What the same person is told by; empty where nobody knows.
    pub id: String,
    /// As they call themselves.
    pub name: Option<String>,
}

/// A dimension: its score in every scored session, and how often each was given.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Dimension {
    /// Which.
    pub id: DimensionId,
    /// As shown.
    pub title: String,
    /// In the order of [`OfType::scored`]; none where it was passed over.
    #[serde(serialize_with = "numbers")]
    pub scores: Vec<Option<Score>>,
    /// How often each was given.
    pub counts: Counts,
}

/// How often each score was given.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Counts {
    /// Scores of 1.
    #[serde(rename = "1")]
    pub one: usize,
    /// Scores of 2.
    #[serde(rename = "2")]
    pub two: usize,
    /// Scores of 3.
    #[serde(rename = "3")]
    pub three: usize,
    /// Scores of 4.
    #[serde(rename = "4")]
    pub four: usize,
    /// Where it had no place in the answer.
    #[serde(rename = "n/a")]
    pub not_applicable: usize,
}

/// One candidate's scored attempts at one question, oldest first.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Movement {
    /// Whose.
    pub candidate: Candidate,
    /// The question.
    pub question: QuestionId,
    /// Its title.
    pub title: String,
    /// The attempts.
    pub sessions: Vec<SessionId>,
    /// What was scored at least twice, in the rubric's order.
    pub dimensions: Vec<Moved>,
}

/// A dimension's score, attempt by attempt.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Moved {
    /// Which.
    pub id: DimensionId,
    /// As shown.
    pub title: String,
    /// In the order of the attempts; none where it was passed over.
    #[serde(serialize_with = "numbers")]
    pub scores: Vec<Option<Score>>,
}

/// A finding of several sessions.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Recurring {
    /// The id of its rule.
    pub rule: String,
    /// What the rule finds, in a few words.
    pub title: String,
    /// In how many sessions.
    pub sessions: usize,
    /// Of how many; none where those are fewer than [`FEWEST`].
    pub of: Option<usize>,
}

/// What the cohort keeps of one session and of the coach's review of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Marked {
    session: SessionId,
    candidate: Candidate,
    question: QuestionId,
    title: String,
    kind: FrameworkId,
    type_title: String,
    started: Timestamp,
    /// In the rubric's order, then what the coach scored beside it.
    scores: Vec<(DimensionId, String, Option<Score>)>,
    /// Of a whole question: the rules that found something which was not dismissed.
    found: Option<BTreeSet<(&'static str, &'static str)>>,
}

impl Marked {
    /// What is kept of a session, and of one coach's review where it is of that session.
    pub fn of(session: &Session, review: Option<&Review>) -> Self {
        let is_of =
            |review: &&Review| matches!(&review.of, Reviewed::Session { id, .. } if *id == session.id);
        let given = review.filter(is_of).map(|review| &review.scores);
        let score = |id: &DimensionId| given.and_then(|scores| scores.get(id)).map(|scored| scored.score);
        let dimensions = &session.rubric.dimensions;
        let known = dimensions.iter().map(|d| (d.id.clone(), d.title.clone(), score(&d.id)));
        let is_other = |id: &&DimensionId| dimensions.iter().all(|d| d.id != **id);
        let others = given.into_iter().flat_map(BTreeMap::keys).filter(is_other);
        let others = others.map(|id| (id.clone(), id.to_string(), score(id)));
        let found = findings::of(session, &[]);
        let titled = found.iter().filter_map(|finding| findings::rule(finding.rule));
        Self {
            session: session.id.clone(),
            candidate: Candidate { id: session.person.id.clone(), name: session.person.name.clone() },
            question: session.question.id.clone(),
            title: session.question.title.clone(),
            kind: session.framework.id.clone(),
            type_title: session.framework.title.clone(),
            started: session.started,
            scores: known.chain(others).collect(),
            // One step alone lacks the rest on purpose.
            found: session.only.is_none().then(|| titled.map(|rule| (rule.id, rule.title)).into_tree()),
        }
    }

    fn score(&self, dimension: &DimensionId) -> Option<Score> {
        self.scores.iter().find(|(id, ..)| id == dimension).and_then(|(.., score)| *score)
    }

    fn is_scored(&self) -> bool {
        self.scores.iter().any(|(.., score)| score.is_some())
    }

    /// Attempts of one person at one question have the same. Who has no id is a person of their own in each session.
    fn person(&self) -> (&str, &str, &QuestionId) {
        let alone = if self.candidate.id.is_empty() { self.session.as_str() } else { "" };
        (&self.candidate.id, alone, &self.question)
    }
}

/// What one coach's scores say of these sessions, in any order.
pub fn cohort(mut marked: Vec<Marked>) -> Cohort {
    marked.arrange_by(|a, b| (a.started, &a.session).cmp(&(b.started, &b.session)));
    // The same file may lie in several folders.
    let mut seen = BTreeSet::new();
    marked.retain(|one| seen.insert(one.session.clone()));
    let mut by_type: BTreeMap<&FrameworkId, Vec<&Marked>> = BTreeMap::new();
    for one in &marked {
        by_type.entry(&one.kind).or_default().push(one);
    }
    let mut types: Vec<OfType> = by_type.into_values().filter_map(|of| of_type(&of)).collect();
    types.arrange_by_key(|of| std::cmp::Reverse(of.sessions));
    Cohort { types }
}

/// Sessions of one type, oldest first.
fn of_type(marked: &[&Marked]) -> Option<OfType> {
    let newest = marked.last()?;
    let scored: Vec<&Marked> = marked.iter().copied().filter(|one| one.is_scored()).collect();
    let columns = last_of_each(&scored);
    let dimension = |(id, title): (&DimensionId, &String)| {
        let scores: Vec<Option<Score>> = columns.iter().map(|one| one.score(id)).collect();
        let counts = Counts::of(&scores);
        Dimension { id: id.clone(), title: title.clone(), scores, counts }
    };
    let dimensions: Vec<Dimension> = titles(&columns).into_iter().map(dimension).collect();
    Some(OfType {
        kind: newest.kind.clone(),
        title: newest.type_title.clone(),
        sessions: last_of_each(marked).len(),
        weakest: weakest(&dimensions),
        scored: columns.iter().map(|one| column(one)).collect(),
        dimensions,
        movement: movement(&scored),
        findings: recurring(&last_of_each(marked)),
    })
}

fn column(one: &Marked) -> Scored {
    Scored {
        session: one.session.clone(),
        candidate: one.candidate.clone(),
        question: one.question.clone(),
        started: one.started,
    }
}

/// The last attempt of each candidate at each question, by the candidate's name.
fn last_of_each<'a>(marked: &[&'a Marked]) -> Vec<&'a Marked> {
    let last: BTreeMap<_, &Marked> = marked.iter().map(|one| (one.person(), *one)).into_tree();
    let mut last: Vec<&Marked> = last.into_values().collect();
    let name = |one: &Marked| one.candidate.name.as_deref().unwrap_or_default().to_lowercase();
    last.arrange_by_key(|one| (name(one), one.candidate.id.clone(), one.started));
    last
}

/// Every dimension that somebody scored, in the order of the rubric that has most of them.
fn titles<'a>(marked: &[&'a Marked]) -> Vec<(&'a DimensionId, &'a String)> {
    let mut longest: Vec<&Marked> = marked.to_vec();
    longest.arrange_by_key(|one| std::cmp::Reverse(one.scores.len()));
    let mut seen = BTreeSet::new();
    let all = longest.into_iter().flat_map(|one| &one.scores).map(|(id, title, _)| (id, title));
    let any = |id: &DimensionId| marked.iter().any(|one| one.score(id).is_some());
    all.filter(|(id, _)| any(id) && seen.insert(*id)).collect()
}

fn weakest(dimensions: &[Dimension]) -> Vec<DimensionId> {
    let most = dimensions.iter().map(|dimension| dimension.counts.low()).max().unwrap_or(0);
    let weak = dimensions.iter().filter(|dimension| most > 0 && dimension.counts.low() == most);
    weak.map(|dimension| dimension.id.clone()).collect()
}

fn movement(scored: &[&Marked]) -> Vec<Movement> {
    let mut by_person: BTreeMap<_, Vec<&Marked>> = BTreeMap::new();
    for one in scored {
        by_person.entry(one.person()).or_default().push(one);
    }
    let moved = |attempts: Vec<&Marked>| {
        let dimension = |(id, title): (&DimensionId, &String)| {
            let scores: Vec<Option<Score>> = attempts.iter().map(|one| one.score(id)).collect();
            let twice = scores.iter().flatten().count() > 1;
            twice.then(|| Moved { id: id.clone(), title: title.clone(), scores })
        };
        let dimensions: Vec<Moved> = titles(&attempts).into_iter().filter_map(dimension).collect();
        let last = attempts.last().filter(|_| !dimensions.is_empty())?;
        Some(Movement {
            candidate: last.candidate.clone(),
            question: last.question.clone(),
            title: last.title.clone(),
            sessions: attempts.iter().map(|one| one.session.clone()).collect(),
            dimensions,
        })
    };
    by_person.into_values().filter_map(moved).collect()
}

fn recurring(counted: &[&Marked]) -> Vec<Recurring> {
    let whole: Vec<_> = counted.iter().filter_map(|one| one.found.as_ref()).collect();
    let mut times: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    for found in whole.iter().copied().flatten() {
        *times.entry(*found).or_default() += 1;
    }
    let again = times.into_iter().filter(|(_, times)| *times > 1);
    let mut recurring: Vec<Recurring> = again
        .map(|((rule, title), sessions)| Recurring {
            rule: rule.to_owned(),
            title: title.to_owned(),
            sessions,
            of: (whole.len() >= FEWEST).then_some(whole.len()),
        })
        .collect();
    recurring.arrange_by_key(|one| std::cmp::Reverse(one.sessions));
    recurring
}

impl Counts {
    fn of(scores: &[Option<Score>]) -> Self {
        let mut counts = Self::default();
        for score in scores.iter().flatten() {
            *match score {
                Score::One => &mut counts.one,
                Score::Two => &mut counts.two,
                Score::Three => &mut counts.three,
                Score::Four => &mut counts.four,
                Score::NotApplicable => &mut counts.not_applicable,
            } += 1;
        }
        counts
    }

    /// Scores of 1 and 2: below the bar.
    pub fn low(&self) -> usize {
        self.one + self.two
    }
}

/// Scores as sessions and reviews have them: a number, or `n/a`.
fn numbers<S: Serializer>(scores: &[Option<Score>], serializer: S) -> Result<S::Ok, S::Error> {
    #[derive(Serialize)]
    #[serde(untagged)]
    enum Written {
        Number(u8),
        Word(&'static str),
    }
    let written = |score: Score| score.number().map_or_else(|| Written::Word(score.word()), Written::Number);
    serializer.collect_seq(scores.iter().map(|score| score.map(written)))
}
