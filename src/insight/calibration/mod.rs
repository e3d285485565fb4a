//! How a candidate's own scores, and a new coach's, lie beside others': the gap by dimension. Shows nothing of a dimension
//! that the coach has not scored yet, so that nobody scores towards what they saw; averages nothing.

mod report;
mod samples;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use jiff::Timestamp;
pub use report::{Calibration, sections};
pub use samples::{Sample, Standing};
use serde::Serialize;

use crate::{
    model::{
        DimensionId, Session, SessionId,
        review::{Review, Reviewed, Score, Scored},
        session::Person,
    },
    sort::Sort as _,
    text::{display::shown_line, width},
};

/// What a candidate scored in a dimension, what they thought that a coach would give, and what the coach gave.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Gap {
    /// The dimension.
    pub dimension: DimensionId,
    /// As shown.
    pub title: String,
    /// The candidate's own score, where they gave one.
    pub own: Option<Score>,
    /// What they thought that a coach would give.
    pub predicted: Option<Score>,
    /// What the coach gave.
    pub coach: Score,
}

/// One candidate's gaps in a dimension, session by session.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Over {
    /// The dimension.
    pub dimension: DimensionId,
    /// As shown.
    pub title: String,
    /// Oldest first.
    pub sessions: Vec<InSession>,
    /// How the candidate's own scores lay.
    pub lay: Lay,
}

/// The gap in one session.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct InSession {
    /// Which.
    pub session: SessionId,
    /// When it was begun.
    pub started: Timestamp,
    /// The gap.
    pub gap: Gap,
}

/// A session that a coach has reviewed: as much of it as is looked at over time.
#[derive(Clone, Debug, PartialEq)]
pub struct SessionGaps {
    /// Whose.
    pub candidate: Person,
    /// Which.
    pub session: SessionId,
    /// When it was begun.
    pub started: Timestamp,
    /// Its gaps.
    pub gaps: Vec<Gap>,
}

/// What a candidate scored over time, beside what their coach did.
#[derive(Clone, Debug, PartialEq)]
pub struct OfCandidate {
    /// Who.
    pub candidate: Person,
    /// In the order of the newest rubric.
    pub dimensions: Vec<Over>,
}

/// How often scores lay above others', below, or were the same. What is n/a to one of the two is none of these.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Lay {
    /// Higher.
    pub above: usize,
    /// Lower.
    pub below: usize,
    /// The same.
    pub same: usize,
}

/// A coach's score of a sample session, and the one that the sample was written for.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Blind {
    /// The dimension.
    pub dimension: DimensionId,
    /// As shown.
    pub title: String,
    /// What the coach gave.
    pub coach: Score,
    /// What the sample was written for.
    pub written_for: Score,
    /// Why: the passage, or what is absent.
    pub because: String,
}

/// The gaps of one session, in the rubric's order: of the dimensions that the review scores, and of no other. A review of
/// another session has none.
pub fn gaps(session: &Session, review: &Review) -> Vec<Gap> {
    let gap = |(dimension, title, coach): (&DimensionId, String, &Scored)| {
        let own = session.self_scores.get(dimension);
        Gap {
            dimension: dimension.clone(),
            title,
            own: own.and_then(|own| own.score),
            predicted: own.and_then(|own| own.predicted),
            coach: coach.score,
        }
    };
    scored(session, review).into_iter().map(gap).collect()
}

/// The gaps of the candidate of that id over time, by dimension in the order of the newest rubric. Sessions may be anybody's
/// and in any order.
pub fn over_time(candidate: &str, reviewed: &[SessionGaps]) -> Vec<Over> {
    let mut own: Vec<&SessionGaps> =
        reviewed.iter().filter(|of| of.candidate.id == candidate && !candidate.is_empty()).collect();
    own.arrange_by(|a, b| (b.started, &b.session).cmp(&(a.started, &a.session)));
    let mut order: Vec<DimensionId> = Vec::new();
    let mut by_dimension: BTreeMap<DimensionId, Vec<InSession>> = BTreeMap::new();
    for SessionGaps { session, started, gaps, .. } in own {
        for gap in gaps {
            if !order.contains(&gap.dimension) {
                order.push(gap.dimension.clone());
            }
            let at = InSession { session: session.clone(), started: *started, gap: gap.clone() };
            by_dimension.entry(at.gap.dimension.clone()).or_default().push(at);
        }
    }
    let over = |dimension: DimensionId| {
        let mut sessions = by_dimension.remove(&dimension)?;
        let title = sessions.first()?.gap.title.clone();
        sessions.reverse();
        let lay = Lay::of(sessions.iter().filter_map(|at| Some((at.gap.own?, at.gap.coach))));
        Some(Over { dimension, title, sessions, lay })
    };
    order.into_iter().filter_map(over).collect()
}

/// Every candidate who has scored what the coach scored too, by name: those dimensions over time, and of the sessions those
/// in which both did.
pub fn by_candidate(reviewed: &[SessionGaps]) -> Vec<OfCandidate> {
    let mut newest: BTreeMap<&str, &SessionGaps> = BTreeMap::new();
    for of in reviewed {
        let known = newest.entry(&of.candidate.id).or_insert(of);
        if of.started > known.started {
            *known = of;
        }
    }
    let told = |of: &SessionGaps| {
        let mut dimensions = over_time(&of.candidate.id, reviewed);
        for over in &mut dimensions {
            over.sessions.retain(|at| at.gap.own.is_some());
        }
        dimensions.retain(|over| !over.sessions.is_empty());
        (!dimensions.is_empty()).then(|| OfCandidate { candidate: of.candidate.clone(), dimensions })
    };
    let mut candidates: Vec<OfCandidate> = newest.into_values().filter_map(told).collect();
    candidates.arrange_by(|a, b| a.candidate.name.cmp(&b.candidate.name));
    candidates
}

/// A coach's scores of a sample beside the ones that it was written for, in the rubric's order: of the dimensions that the
/// coach has scored, and of no other. `written_for` is the review that is shipped with the sample.
pub fn blind(sample: &Session, coach: &Review, written_for: &Review) -> Vec<Blind> {
    let meant = scored(sample, written_for);
    let beside = |(dimension, title, given): (&DimensionId, String, &Scored)| {
        let (.., meant) = meant.iter().find(|(id, ..)| *id == dimension)?;
        Some(Blind {
            dimension: dimension.clone(),
            title,
            coach: given.score,
            written_for: meant.score,
            because: meant.evidence.clone(),
        })
    };
    scored(sample, coach).into_iter().filter_map(beside).collect()
}

/// How a coach's scores of samples lay, over any number of them.
pub fn lay<'a>(compared: impl IntoIterator<Item = &'a Blind>) -> Lay {
    Lay::of(compared.into_iter().map(|one| (one.coach, one.written_for)))
}

impl SessionGaps {
    /// Of a session and the review that counts.
    pub fn of(session: &Session, review: &Review) -> Self {
        Self {
            candidate: session.person.clone(),
            session: session.id.clone(),
            started: session.started,
            gaps: gaps(session, review),
        }
    }
}

impl Gap {
    /// By how many steps the candidate's own score is higher than the coach's; lower ones are negative. None without an own
    /// score, or where it is n/a to one of them.
    pub fn steps(&self) -> Option<i8> {
        steps(self.own?, self.coach)
    }

    /// In one line of at most so many cells: "Definition  own 3 · predicted 3 · coach 2".
    pub fn sentence(&self, cells: usize) -> String {
        let said = |what: &str, score: Option<Score>| score.map(|score| format!("{what} {score}"));
        let scores =
            [said("own", self.own), said("predicted", self.predicted), said("coach", Some(self.coach))];
        let scores = scores.into_iter().flatten().collect::<Vec<_>>().join(" · ");
        line(&self.title, &scores, cells)
    }
}

impl Blind {
    /// By how many steps the coach's score is higher than the one that the sample was written for.
    pub fn steps(&self) -> Option<i8> {
        steps(self.coach, self.written_for)
    }

    /// "you 3 · reference 2 · one higher"
    pub fn scores(&self) -> String {
        let said = |steps: i8, way| {
            format!("{} {way}", ["", "one", "two", "three"][usize::from(steps.unsigned_abs()).min(3)])
        };
        let difference = match self.steps() {
            None if self.coach == self.written_for => "the same".to_owned(),
            None => "n/a to one of you".to_owned(),
            Some(0) => "the same".to_owned(),
            Some(steps @ 1..) => said(steps, "higher"),
            Some(steps) => said(steps, "lower"),
        };
        format!("you {} · reference {} · {difference}", self.coach, self.written_for)
    }
}

impl Lay {
    fn of(pairs: impl Iterator<Item = (Score, Score)>) -> Self {
        let mut lay = Self::default();
        for steps in pairs.filter_map(|(a, b)| steps(a, b)) {
            *match steps {
                0 => &mut lay.same,
                1.. => &mut lay.above,
                _ => &mut lay.below,
            } += 1;
        }
        lay
    }

    /// "3 the same, 2 higher, 1 lower"; nothing where nothing could be compared.
    pub fn sentence(self) -> String {
        let counts = [(self.same, "the same"), (self.above, "higher"), (self.below, "lower")];
        let said =
            counts.iter().filter(|(count, _)| *count > 0).map(|(count, word)| format!("{count} {word}"));
        said.collect::<Vec<_>>().join(", ")
    }
}

/// The dimensions that a review of this session scores, with their titles, in the rubric's order.
fn scored<'a>(session: &'a Session, review: &'a Review) -> Vec<(&'a DimensionId, String, &'a Scored)> {
    if !matches!(&review.of, Reviewed::Session { id, .. } if *id == session.id) {
        return Vec::new();
    }
    let place = |id: &DimensionId| session.rubric.dimensions.iter().position(|d| d.id == *id);
    let mut scored: Vec<_> = review.scores.iter().filter(|(id, _)| place(id).is_some()).collect();
    scored.arrange_by_key(|(id, _)| place(id));
    let titled =
        |(id, given): (&'a DimensionId, &'a Scored)| (id, session.dimension_title(id).to_owned(), given);
    scored.into_iter().map(titled).collect()
}

fn steps(score: Score, other: Score) -> Option<i8> {
    Some(i8::try_from(score.number()?).ok()? - i8::try_from(other.number()?).ok()?)
}

fn line(title: &str, scores: &str, cells: usize) -> String {
    let room = cells.saturating_sub(width::cells(scores) + 2);
    let title = width::truncate(&shown_line(title), room).into_owned();
    width::truncate(&format!("{title}  {scores}"), cells).into_owned()
}
