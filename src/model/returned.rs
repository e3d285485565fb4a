//! A review of an own session beside what its candidate answers: comment by comment. Changes neither session nor review.

use std::collections::BTreeMap;

use super::{
    Reply, Review, SessionId,
    reply::{Addressed, Answered},
    review::{Comment, CommentKind},
    session::NextStep,
};
use crate::text::display::shown_line;

/// The reviews of own sessions.
pub type Returned = BTreeMap<SessionId, Vec<Heard>>;

/// A review of an own session, with what was answered to it.
#[derive(Clone, Debug, PartialEq)]
pub struct Heard {
    /// The newest that this coach has written.
    pub review: Review,
    /// Of its file.
    pub sha256: String,
    /// Whether the session was edited since the coach read it.
    pub edited: bool,
    /// The candidate's own reply: as it was left, or begun.
    pub reply: Reply,
    /// The name of the reply's file.
    pub file: String,
    /// Why the reply can only be read, where that is so.
    pub read_only: Option<String>,
}

/// What became of a comment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Became<'a> {
    /// Nothing was answered yet.
    Open,
    /// The candidate does what it says.
    Addressed,
    /// The candidate sees it otherwise; why, which may be empty.
    Disagreed(&'a str),
}

impl Heard {
    /// What the coach is called.
    pub fn coach(&self) -> &str {
        self.review.coach.name.as_deref().filter(|name| !name.trim().is_empty()).unwrap_or("your coach")
    }

    /// The comments that want an answer: all but praise and what is only noted.
    pub fn wanting(&self) -> impl Iterator<Item = &Comment> {
        let wants = |comment: &&Comment| !matches!(comment.kind, None | Some(CommentKind::Keep));
        self.review.comments.iter().filter(wants)
    }

    /// How many of these have none yet.
    pub fn open(&self) -> usize {
        self.wanting().filter(|comment| self.became(comment) == Became::Open).count()
    }

    /// What became of a comment.
    pub fn became(&self, comment: &Comment) -> Became<'_> {
        match self.reply.to(&comment.id) {
            None => Became::Open,
            Some(Answered { state: Addressed::Addressed, .. }) => Became::Addressed,
            Some(Answered { state: Addressed::Disagree, because, .. }) => Became::Disagreed(because),
        }
    }

    /// Answers a comment, or takes the answer back. The reply is to the review as it is read now.
    pub fn answer(&mut self, comment: &Comment, answer: Option<(Addressed, String)>) {
        self.reply.review.sha256.clone_from(&self.sha256);
        let place = self.reply.answers.iter().position(|answered| answered.comment == comment.id);
        match (place, answer) {
            (Some(place), Some((state, because))) => {
                let there = &mut self.reply.answers[place];
                (there.state, there.because) = (state, because);
            }
            (None, Some((state, because))) => {
                self.reply.answers.push(Answered { comment: comment.id.clone(), state, because });
            }
            (Some(place), None) => {
                self.reply.answers.remove(place);
            }
            (None, None) => {}
        }
    }

    /// The one next rep, where the coach named one.
    pub fn next(&self) -> Option<&NextStep> {
        self.review.next.as_ref().filter(|next| next.is_something())
    }
}

impl Became<'_> {
    /// In words, safe to draw.
    pub fn words(self) -> String {
        match self {
            Self::Open => "not answered yet".to_owned(),
            Self::Addressed => "addressed".to_owned(),
            Self::Disagreed(because) if because.trim().is_empty() => "you disagree".to_owned(),
            Self::Disagreed(because) => format!("you disagree: {}", shown_line(because)),
        }
    }
}
