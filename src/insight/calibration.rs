//! How a candidate's own scores, and a new coach's, lie beside others': the gap by dimension. Shows nothing of a dimension
//! that the coach has not scored yet, so that nobody scores towards what they saw; averages nothing.

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde::Serialize;

use crate::{
    model::{
        DimensionId, Session, SessionId,
        review::{Review, Reviewed, Score, Scored},
    },
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
/// and in any order, each with the review that counts.
pub fn over_time(candidate: &str, reviewed: &[(&Session, &Review)]) -> Vec<Over> {
    let mut own: Vec<&(&Session, &Review)> = reviewed
        .iter()
        .filter(|(session, _)| session.person.id == candidate && !candidate.is_empty())
        .collect();
    own.sort_by(|(a, _), (b, _)| (b.started, &b.id).cmp(&(a.started, &a.id)));
    let mut order: Vec<DimensionId> = Vec::new();
    let mut by_dimension: BTreeMap<DimensionId, Vec<InSession>> = BTreeMap::new();
    for (session, review) in own {
        for gap in gaps(session, review) {
            if !order.contains(&gap.dimension) {
                order.push(gap.dimension.clone());
            }
            let at = InSession { session: session.id.clone(), started: session.started, gap };
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

    /// In one line of at most so many cells: "Definition  you 3 · written for 2".
    pub fn sentence(&self, cells: usize) -> String {
        line(&self.title, &format!("you {} · written for {}", self.coach, self.written_for), cells)
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
    scored.sort_by_key(|(id, _)| place(id));
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        insight::example,
        model::session::{Person, SelfScore},
    };

    fn session(id: &str, started: i64, own: &[(&str, &str, &str)]) -> Session {
        let mut session = example::session(&["goal Trust first."]);
        session.id = id.into();
        session.person.id = "ada".to_owned();
        session.started = Timestamp::from_second(started).unwrap();
        let dimension = |id: &str| serde_json::json!({"id": id, "title": id.to_uppercase(), "anchors": ["a", "b", "c", "d"]});
        let dimensions = ["system", "goals", "close"].map(dimension);
        session.rubric.dimensions =
            dimensions.into_iter().map(|d| serde_json::from_value(d).unwrap()).collect();
        for (id, score, predicted) in own {
            let own = SelfScore {
                score: Score::from_word(score),
                predicted: Score::from_word(predicted),
                evidence: String::new(),
            };
            session.self_scores.insert((*id).into(), own);
        }
        session
    }

    fn review(of: &Session, scores: &[(&str, &str, &str)]) -> Review {
        let scored = |(id, word, evidence): &(&str, &str, &str)| {
            let score = Score::from_word(word).unwrap();
            ((*id).into(), Scored { score, evidence: (*evidence).to_owned() })
        };
        Review {
            of: Reviewed::Session { id: of.id.clone(), sha256: String::new() },
            coach: Person { id: "ann".to_owned(), name: None },
            written: Timestamp::UNIX_EPOCH,
            comments: Vec::new(),
            scores: scores.iter().map(scored).collect(),
            verdict: None,
            next: None,
        }
    }

    fn sentences(gaps: &[Gap]) -> Vec<String> {
        gaps.iter().map(|gap| gap.sentence(60)).collect()
    }

    #[test]
    fn an_own_score_stays_hidden_until_the_coach_has_scored_that_dimension() {
        let session = session("s", 1, &[("goals", "3", "4"), ("system", "4", "2"), ("close", "2", "2")]);
        let mut mine = review(&session, &[]);
        assert!(gaps(&session, &mine).is_empty());
        mine = review(&session, &[("goals", "2", "")]);
        assert_eq!(sentences(&gaps(&session, &mine)), ["GOALS  own 3 · predicted 4 · coach 2"]);
        mine = review(&session, &[("goals", "2", ""), ("system", "n/a", ""), ("unknown", "1", "")]);
        assert_eq!(
            sentences(&gaps(&session, &mine)),
            ["SYSTEM  own 4 · predicted 2 · coach n/a", "GOALS  own 3 · predicted 4 · coach 2"],
            "in the rubric's order, and nothing that the rubric does not have"
        );
        assert_eq!(gaps(&session, &mine).iter().map(Gap::steps).collect::<Vec<_>>(), [None, Some(1)]);
        let another = self::session("other", 1, &[]);
        assert!(gaps(&session, &review(&another, &[("goals", "2", "")])).is_empty());
    }

    #[test]
    fn who_did_not_score_themselves_still_sees_what_the_coach_gave() {
        let session = session("s", 1, &[]);
        let gaps = gaps(&session, &review(&session, &[("goals", "2", "")]));
        assert_eq!(sentences(&gaps), ["GOALS  coach 2"]);
        assert_eq!(gaps[0].steps(), None);
        assert_eq!(gaps[0].sentence(12), "GO…  coach 2");
    }

    #[test]
    fn over_time_a_candidate_sees_whether_they_score_themselves_as_their_coach_does() {
        let first = session("a", 1, &[("goals", "4", "4"), ("system", "3", "3")]);
        let second = session("b", 2, &[("goals", "3", "3")]);
        let third = session("c", 3, &[("goals", "2", "2"), ("system", "n/a", "2")]);
        let mut bo = session("d", 4, &[("goals", "1", "1")]);
        bo.person.id = "bo".to_owned();
        let reviews = [
            review(&first, &[("goals", "2", ""), ("system", "3", "")]),
            review(&second, &[("goals", "3", "")]),
            review(&third, &[("goals", "3", ""), ("system", "2", "")]),
            review(&bo, &[("goals", "4", "")]),
        ];
        let pairs =
            [(&third, &reviews[2]), (&bo, &reviews[3]), (&first, &reviews[0]), (&second, &reviews[1])];
        let told = over_time("ada", &pairs);
        let [system, goals] = &told[..] else { panic!("{told:?}") };
        let sessions: Vec<&str> = goals.sessions.iter().map(|at| at.session.as_str()).collect();
        assert_eq!(sessions, ["a", "b", "c"]);
        assert_eq!(goals.lay, Lay { above: 1, below: 1, same: 1 });
        assert_eq!(goals.lay.sentence(), "1 the same, 1 higher, 1 lower");
        assert_eq!((system.title.as_str(), system.lay.sentence().as_str()), ("SYSTEM", "1 the same"));
        assert!(over_time("", &pairs).is_empty());
    }

    #[test]
    fn a_new_coach_scores_a_sample_blind_and_sees_of_each_dimension_what_it_was_written_for() {
        let sample = session("sample", 1, &[]);
        let meant = review(
            &sample,
            &[
                ("goals", "2", "Three goals, none of them first."),
                ("system", "2", "No guardrail."),
                ("close", "n/a", "There was no time."),
            ],
        );
        let mine = review(&sample, &[("goals", "3", ""), ("close", "1", "")]);
        let told = blind(&sample, &mine, &meant);
        let said: Vec<String> = told.iter().map(|one| one.sentence(60)).collect();
        assert_eq!(said, ["GOALS  you 3 · written for 2", "CLOSE  you 1 · written for n/a"]);
        assert_eq!(told[0].because, "Three goals, none of them first.");
        assert_eq!((told[0].steps(), told[1].steps()), (Some(1), None));
        assert_eq!(lay(&told), Lay { above: 1, ..Lay::default() });
        assert!(blind(&sample, &review(&sample, &[]), &meant).is_empty(), "nothing is told before");
    }
}
