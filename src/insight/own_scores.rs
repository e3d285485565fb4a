//! A candidate's own scores, as they are read: which dimension is the lowest, and what would be one higher. Averages
//! nothing, and scores nothing itself.

use crate::model::{Session, review::Score, rubric::Dimension};

/// A dimension with the lowest of the scores that the candidate gave.
#[derive(Clone, Debug, PartialEq)]
pub struct Lowest<'a> {
    /// Which.
    pub dimension: &'a Dimension,
    /// Its score, from 1 to 4.
    pub score: u8,
    /// What an answer that is one higher looks like; none above 4.
    pub higher: Option<&'a str>,
}

/// The lowest dimensions, in the rubric's order: several where they are equal, none where nothing was scored.
pub fn lowest(session: &Session) -> Vec<Lowest<'_>> {
    let scored = || {
        session.rubric.dimensions.iter().filter_map(|dimension| {
            let score = session.self_scores.get(&dimension.id)?.score?;
            Some((dimension, number(score)?))
        })
    };
    let Some(least) = scored().map(|(_, score)| score).min() else { return Vec::new() };
    let lowest = scored().filter(|(_, score)| *score == least);
    lowest
        .map(|(dimension, score)| {
            let higher = dimension.anchors.get(usize::from(score)).map(String::as_str);
            Lowest { dimension, score, higher }
        })
        .collect()
}

/// How many dimensions have a score; "n/a" is one.
pub fn scored(session: &Session) -> usize {
    let has_score = |d: &&Dimension| session.self_scores.get(&d.id).is_some_and(|own| own.score.is_some());
    session.rubric.dimensions.iter().filter(has_score).count()
}

fn number(score: Score) -> Option<u8> {
    match score {
        Score::One => Some(1),
        Score::Two => Some(2),
        Score::Three => Some(3),
        Score::Four => Some(4),
        Score::NotApplicable => None,
    }
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;

    use super::*;
    use crate::model::{
        session::{Person, SelfScore},
        start::{Options, begin},
    };

    fn scored_as(scores: &[(&str, Score)]) -> Session {
        let dimension =
            |id: &str| serde_json::json!({"id": id, "title": id, "anchors": ["1", "2", "3", "4"]});
        let question = serde_json::json!({
            "id": "q", "type": "f", "title": "Q", "difficulty": "easy", "brief": {"say": "Q"}
        });
        let framework = serde_json::json!({
            "id": "f", "title": "F", "opening": false, "rubric": "r",
            "steps": [{"id": "goal", "title": "Goal", "kind": "prose", "minutes": 2}]
        });
        let rubric = serde_json::json!({
            "id": "r", "title": "R", "dimensions": [dimension("goals"), dimension("system"), dimension("probes")]
        });
        let mut session = begin(
            serde_json::from_value(question).unwrap(),
            serde_json::from_value(framework).unwrap(),
            serde_json::from_value(rubric).unwrap(),
            Options::new("s".into(), Person::default(), Timestamp::UNIX_EPOCH, 1),
        );
        for (dimension, score) in scores {
            let own = SelfScore { score: Some(*score), ..SelfScore::default() };
            session.self_scores.insert((*dimension).into(), own);
        }
        session
    }

    fn named(scores: &[(&str, Score)]) -> Vec<(String, u8, Option<String>)> {
        let session = scored_as(scores);
        let named = lowest(&session).into_iter();
        named.map(|l| (l.dimension.id.to_string(), l.score, l.higher.map(str::to_owned))).collect()
    }

    #[test]
    fn the_lowest_is_named_with_what_would_be_one_higher() {
        assert_eq!(
            named(&[("goals", Score::Three), ("system", Score::Two)]),
            [("system".to_owned(), 2, Some("3".to_owned()))]
        );
        assert_eq!(named(&[("probes", Score::Four)]), [("probes".to_owned(), 4, None)]);
    }

    #[test]
    fn equals_are_all_named_and_what_does_not_apply_is_not() {
        let scores = [("goals", Score::One), ("system", Score::One), ("probes", Score::NotApplicable)];
        assert_eq!(named(&scores).iter().map(|l| l.0.as_str()).collect::<Vec<_>>(), ["goals", "system"]);
        assert_eq!(named(&[("probes", Score::NotApplicable)]), []);
        assert_eq!((named(&[]), scored(&scored_as(&scores))), (Vec::new(), 3));
    }
}
