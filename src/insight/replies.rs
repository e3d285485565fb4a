//! What a candidate answered to a coach's review, in words: comment by comment, how many, and what was asked for in an
//! attempt before. Judges no answer.

use crate::model::{
    Reply, Review, StepId,
    reply::{Addressed, Answered},
    review::CommentKind,
    session::NextStep,
};

/// How many comments of a review were answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tally {
    /// The comments.
    pub comments: usize,
    /// Those of them that were answered.
    pub answered: usize,
    /// Those that the candidate sees otherwise.
    pub disagreed: usize,
}

impl Tally {
    /// Counts the comments that there are: what a reply says of others is passed over.
    pub fn of(review: &Review, reply: &Reply) -> Self {
        let answers = || review.comments.iter().filter_map(|comment| reply.to(&comment.id));
        Self {
            comments: review.comments.len(),
            answered: answers().count(),
            disagreed: answers().filter(|answer| answer.state == Addressed::Disagree).count(),
        }
    }

    /// "2 of 3 comments answered, 1 disagreed".
    pub fn words(self) -> String {
        let Self { comments, answered, disagreed } = self;
        let comments = if comments == 1 { "1 comment".to_owned() } else { format!("{comments} comments") };
        let disagreed = if disagreed == 0 { String::new() } else { format!(", {disagreed} disagreed") };
        format!("{answered} of {comments} answered{disagreed}")
    }
}

/// What was answered to one comment, by whom is called so.
pub fn words(name: &str, answered: &Answered) -> String {
    match (answered.state, answered.because.trim()) {
        (Addressed::Addressed, "") => format!("{name}: addressed"),
        (Addressed::Addressed, because) => format!("{name}: addressed. {because}"),
        (Addressed::Disagree, "") => format!("{name} disagrees, and does not say why"),
        (Addressed::Disagree, because) => format!("{name} disagrees: {because}"),
    }
}

/// What a coach said of an attempt before, and what its candidate answered.
#[derive(Clone, Debug, PartialEq)]
pub struct Before {
    /// What was said.
    pub own: Review,
    /// What was answered.
    pub reply: Option<Reply>,
}

impl Before {
    /// Whether something was asked for in it.
    pub fn asks(&self) -> bool {
        self.own.outline().asks()
    }

    /// Each comment with what was answered to it, and the next rep. `name` is the candidate's, `title` what a step is called.
    pub fn lines(&self, name: &str, title: impl Fn(&StepId) -> String) -> Vec<String> {
        let comments = self.own.comments.iter().map(|comment| {
            let kind = comment.kind.map_or("note", CommentKind::word);
            let answered = self.reply.as_ref().map(|reply| match reply.to(&comment.id) {
                Some(answered) => format!(" · {}", words(name, answered)),
                None => " · not answered".to_owned(),
            });
            format!("{kind}: {}{}", comment.text.trim(), answered.unwrap_or_default())
        });
        let next = self
            .own
            .next
            .as_ref()
            .filter(|next| next.is_something())
            .map(|next| format!("next rep: {}", rep(next, title)));
        comments.chain(next).collect()
    }
}

/// A next rep in one line: "A limit on each · Metrics · 10 minutes".
pub fn rep(next: &NextStep, title: impl Fn(&StepId) -> String) -> String {
    let constraint = Some(next.constraint.trim().to_owned()).filter(|words| !words.is_empty());
    let question = next.question.as_ref().map(ToString::to_string);
    let minutes = next.minutes.map(|minutes| format!("{minutes} minutes"));
    let said = [constraint, question, next.step.as_ref().map(title), minutes];
    said.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;

    use super::*;
    use crate::model::{
        reply::ReadReview,
        review::{Comment, Reviewed},
        session::Person,
    };

    fn answer(comment: &str, state: Addressed, because: &str) -> Answered {
        Answered { comment: comment.into(), state, because: because.to_owned() }
    }

    fn reply(answers: Vec<Answered>) -> Reply {
        Reply {
            session: "s".into(),
            review: ReadReview::default(),
            candidate: Person { id: "ada".to_owned(), name: Some("Ada".to_owned()) },
            written: Timestamp::UNIX_EPOCH,
            answers,
        }
    }

    fn review(comments: &[&str]) -> Review {
        let comment = |id: &&str| Comment { id: (*id).into(), ..Comment::default() };
        Review {
            of: Reviewed::Question("q".into()),
            coach: Person::default(),
            written: Timestamp::UNIX_EPOCH,
            comments: comments.iter().map(comment).collect(),
            scores: std::collections::BTreeMap::new(),
            verdict: None,
            next: None,
        }
    }

    #[test]
    fn comments_that_there_are_count_once_each() {
        let answers = vec![
            answer("c1", Addressed::Addressed, ""),
            answer("c2", Addressed::Disagree, "It is a count."),
            answer("c2", Addressed::Addressed, ""),
            answer("c9", Addressed::Disagree, "That was never said."),
        ];
        let words = |comments: &[&str]| Tally::of(&review(comments), &reply(answers.clone())).words();
        assert_eq!(words(&["c1", "c2", "c3"]), "2 of 3 comments answered, 1 disagreed");
        assert_eq!(words(&["c1"]), "1 of 1 comment answered");
        assert_eq!(words(&["c3", "c4"]), "0 of 2 comments answered");
    }

    #[test]
    fn an_answer_says_whose_it_is_and_why() {
        let said = |state, because| words("Ada", &answer("c1", state, because));
        assert_eq!(said(Addressed::Addressed, " "), "Ada: addressed");
        assert_eq!(said(Addressed::Addressed, "A limit each."), "Ada: addressed. A limit each.");
        assert_eq!(said(Addressed::Disagree, "It is a count."), "Ada disagrees: It is a count.");
        assert_eq!(said(Addressed::Disagree, ""), "Ada disagrees, and does not say why");
    }
    #[test]
    fn what_was_asked_for_before_stands_beside_what_became_of_it() {
        let mut own = review(&["c1", "c2"]);
        own.comments[0].kind = Some(CommentKind::Stop);
        own.comments[0].text = "Of which people?".to_owned();
        own.comments[1].text = "Good order.".to_owned();
        let next = NextStep { step: Some("metrics".into()), minutes: Some(7.5), ..NextStep::default() };
        own.next = Some(NextStep { constraint: "A limit on each".to_owned(), ..next });
        let title = |step: &StepId| step.as_str().to_uppercase();
        let reply = reply(vec![answer("c1", Addressed::Disagree, "Everybody.")]);
        let before = Before { own, reply: Some(reply) };
        let rep = "next rep: A limit on each · METRICS · 7.5 minutes";
        let answered =
            ["stop: Of which people? · Ada disagrees: Everybody.", "note: Good order. · not answered", rep];
        assert_eq!(before.lines("Ada", title), answered);
        let unanswered = Before { reply: None, ..before };
        assert_eq!(unanswered.lines("Ada", title), ["stop: Of which people?", "note: Good order.", rep]);
        assert!(!Before { own: review(&[]), reply: None }.asks());
    }
}
