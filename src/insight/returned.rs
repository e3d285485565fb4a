//! What coaches said of an own session, and what its candidate answers: comment by comment, coach by coach side by side.
//! Judges nothing, and averages nothing.

use crate::{
    model::{
        Dimension, DimensionId, Session,
        returned::{Became, Heard},
        review::{Comment, CommentKind, Score},
    },
    sort::Sort as _,
};

/// How many reviews there are, and how many comments want an answer: "reviewed by Ann: 2 comments to answer".
pub fn sentence(heard: &[Heard]) -> Option<String> {
    let names: Vec<&str> = heard.iter().map(Heard::coach).collect();
    if names.is_empty() {
        return None;
    }
    let open: usize = heard.iter().map(Heard::open).sum();
    let open = match open {
        0 => String::new(),
        1 => ": 1 comment to answer".to_owned(),
        open => format!(": {open} comments to answer"),
    };
    Some(format!("reviewed by {}{open}", names.join(", ")))
}

/// A dimension as its candidate and each coach scored it.
#[derive(Clone, Debug, PartialEq)]
pub struct SideBySide {
    /// The dimension.
    pub dimension: DimensionId,
    /// As shown.
    pub title: String,
    /// The candidate's own score.
    pub own: Option<Score>,
    /// What the candidate thought that a coach would give.
    pub predicted: Option<Score>,
    /// Each coach's score with what it rests on, in the coaches' order.
    pub coaches: Vec<Option<(Score, String)>>,
}

/// Every dimension that somebody scored, in the rubric's order.
pub fn side_by_side(session: &Session, heard: &[Heard]) -> Vec<SideBySide> {
    let beside = |dimension: &Dimension| {
        let own = session.self_scores.get(&dimension.id);
        let given = |heard: &Heard| {
            let scored = heard.review.scores.get(&dimension.id)?;
            Some((scored.score, scored.evidence.clone()))
        };
        let line = SideBySide {
            dimension: dimension.id.clone(),
            title: dimension.title.clone(),
            own: own.and_then(|own| own.score),
            predicted: own.and_then(|own| own.predicted),
            coaches: heard.iter().map(given).collect(),
        };
        (line.own.is_some() || line.coaches.iter().any(Option::is_some)).then_some(line)
    };
    session.rubric.dimensions.iter().filter_map(beside).collect()
}

/// The dimensions that coaches scored lowest: of each, where it is below 4.
pub fn lowest(lines: &[SideBySide]) -> Vec<&str> {
    let given = |line: &SideBySide| -> Option<u8> {
        line.coaches.iter().flatten().filter_map(|(score, _)| score.number()).min()
    };
    let least = lines.iter().filter_map(given).min().filter(|least| *least < 4);
    let is_least = |line: &&SideBySide| least.is_some() && given(line) == least;
    lines.iter().filter(is_least).map(|line| line.title.as_str()).collect()
}

/// What is asked of the next attempt: the comments that want an answer and that the candidate does not disagree with, the
/// newest review first, and the next reps.
pub fn asked(heard: &[Heard]) -> Vec<String> {
    let mut heard: Vec<&Heard> = heard.iter().collect();
    heard.arrange_by_key(|heard| std::cmp::Reverse(heard.review.written));
    let of = |heard: &&Heard| {
        let next = heard.next().map(|next| next.constraint.trim().to_owned()).filter(|next| !next.is_empty());
        let agreed = |comment: &&Comment| !matches!(heard.became(comment), Became::Disagreed(_));
        let said = |comment: &Comment| {
            let kind = comment.kind.map_or("", CommentKind::word);
            format!("{kind}: {}", comment.text.trim())
        };
        let comments: Vec<String> = heard.wanting().filter(agreed).map(said).collect();
        next.into_iter().chain(comments).collect::<Vec<_>>()
    };
    heard.iter().flat_map(of).collect()
}

/// What was asked of an earlier attempt, each with what its candidate answered: "start: A limit. (addressed)".
pub fn answered(heard: &[Heard]) -> Vec<String> {
    let of = |heard: &Heard| {
        let by = if heard.coach() == "your coach" { String::new() } else { format!("{}, ", heard.coach()) };
        let said = |comment: &Comment| {
            let kind = comment.kind.map_or("", CommentKind::word);
            format!("{by}{kind}: {} ({})", comment.text.trim(), heard.became(comment).words())
        };
        heard.wanting().map(said).collect::<Vec<_>>()
    };
    heard.iter().flat_map(of).collect()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use jiff::Timestamp;

    use super::*;
    use crate::{
        insight::example,
        model::{
            Reply, Review,
            reply::{Addressed, ReadReview},
            review::{Reviewed, Scored},
            session::{Person, SelfScore},
        },
    };

    fn heard(coach: &str, comments: &[(CommentKind, &str)]) -> Heard {
        let comment = |(number, (kind, text)): (usize, &(CommentKind, &str))| Comment {
            id: format!("c{}", number + 1).into(),
            kind: Some(*kind),
            text: (*text).to_owned(),
            ..Comment::default()
        };
        let review = Review {
            of: Reviewed::Session { id: "s".into(), sha256: String::new() },
            coach: Person { id: coach.to_lowercase(), name: Some(coach.to_owned()) },
            written: Timestamp::UNIX_EPOCH,
            comments: comments.iter().enumerate().map(comment).collect(),
            scores: BTreeMap::new(),
            verdict: None,
            next: None,
        };
        let reply = Reply {
            session: "s".into(),
            review: ReadReview { coach: coach.to_lowercase(), sha256: "old".to_owned() },
            candidate: Person::default(),
            written: Timestamp::UNIX_EPOCH,
            answers: Vec::new(),
        };
        Heard { review, sha256: "new".to_owned(), edited: false, reply, file: String::new(), read_only: None }
    }

    #[test]
    fn praise_wants_no_answer_and_each_other_comment_one() {
        let (keep, stop, start) = (CommentKind::Keep, CommentKind::Stop, CommentKind::Start);
        let mut ann = heard("Ann", &[(keep, "Good."), (stop, "No DAU."), (start, "A limit.")]);
        assert_eq!(sentence(&[ann.clone()]).unwrap(), "reviewed by Ann: 2 comments to answer");
        let comments = ann.review.comments.clone();
        ann.answer(&comments[1], Some((Addressed::Disagree, "It is asked for.".to_owned())));
        assert_eq!(ann.became(&comments[1]), Became::Disagreed("It is asked for."));
        assert_eq!((ann.open(), ann.reply.review.sha256.as_str()), (1, "new"), "to the review as it is read");
        ann.answer(&comments[2], Some((Addressed::Addressed, String::new())));
        assert_eq!(sentence(&[ann.clone(), heard("Ben", &[])]).unwrap(), "reviewed by Ann, Ben");
        assert_eq!(asked(&[ann.clone()]), ["start: A limit."], "what one disagrees with is asked no more");
        let told =
            ["Ann, stop: No DAU. (you disagree: It is asked for.)", "Ann, start: A limit. (addressed)"];
        assert_eq!(answered(&[ann.clone()]), told);
        ann.answer(&comments[2], None);
        assert_eq!(ann.open(), 1);
        assert_eq!(sentence(&[]), None);
    }

    #[test]
    fn several_coaches_stand_side_by_side_and_the_lowest_is_named() {
        let mut session = example::session(&["goal Trust first."]);
        let dimension = |id: &str| {
            let json =
                serde_json::json!({"id": id, "title": id.to_uppercase(), "anchors": ["a", "b", "c", "d"]});
            serde_json::from_value(json).unwrap()
        };
        session.rubric.dimensions = ["goals", "system", "close"].map(dimension).to_vec();
        let own = SelfScore { score: Some(Score::Three), ..SelfScore::default() };
        session.self_scores.insert("goals".into(), own);
        let (mut ann, mut ben) = (heard("Ann", &[]), heard("Ben", &[]));
        let scored = |score| Scored { score, evidence: "so".to_owned() };
        ann.review.scores.insert("goals".into(), scored(Score::Two));
        ben.review.scores.insert("goals".into(), scored(Score::Three));
        ben.review.scores.insert("system".into(), scored(Score::NotApplicable));
        let lines = side_by_side(&session, &[ann, ben]);
        let titles: Vec<&str> = lines.iter().map(|line| line.title.as_str()).collect();
        assert_eq!(titles, ["GOALS", "SYSTEM"], "what nobody scored is left out");
        assert_eq!(lines[0].own, Some(Score::Three));
        let given: Vec<Option<Score>> =
            lines[0].coaches.iter().map(|given| given.as_ref().map(|(score, _)| *score)).collect();
        assert_eq!(given, [Some(Score::Two), Some(Score::Three)]);
        assert_eq!(lowest(&lines), ["GOALS"]);
        assert!(lowest(&lines[1..]).is_empty());
    }
}
