//! A sample session on its way through a coach's hands. Of the review that it is held against nothing is told before the
//! coach has scored every dimension.

use super::{Blind, blind};
use crate::model::{
    CaseId, Review, Session,
    review::{Comment, Verdict},
};

/// A sample session, the reference review of it, and the coach's own.
#[derive(Clone, Debug, PartialEq)]
pub struct Sample {
    /// Where the coach's copy lies, or will once it is opened.
    pub case: CaseId,
    session: Session,
    reference: Review,
    own: Option<Review>,
}

/// How far a coach is with a sample.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// No dimension is scored.
    New,
    /// Some are.
    Begun {
        /// How many.
        scored: usize,
        /// Of so many.
        of: usize,
    },
    /// All are, or are said not to apply.
    Scored,
}

impl Sample {
    /// A sample with what the coach says of it, where they have said something.
    pub fn new(case: CaseId, session: Session, reference: Review, own: Option<Review>) -> Self {
        Self { case, session, reference, own }
    }

    /// The coach has said something of it.
    pub fn hear(&mut self, own: &Review) {
        self.own = Some(own.clone());
    }

    /// Who answered: a name that says nothing of the answer.
    pub fn name(&self) -> &str {
        self.session.person.name.as_deref().unwrap_or(self.session.id.as_str())
    }

    /// What was asked.
    pub fn title(&self) -> &str {
        &self.session.question.title
    }

    /// The type of the question, as shown.
    pub fn kind(&self) -> &str {
        &self.session.framework.title
    }

    /// How far the coach is.
    pub fn standing(&self) -> Standing {
        let dimensions = &self.session.rubric.dimensions;
        let is_scored = |own: &Review| dimensions.iter().filter(|d| own.scores.contains_key(&d.id)).count();
        match (self.own.as_ref().map_or(0, is_scored), dimensions.len()) {
            (0, _) => Standing::New,
            (scored, of) if scored < of => Standing::Begun { scored, of },
            _ => Standing::Scored,
        }
    }

    /// Dimension by dimension, once every one is scored.
    pub fn told(&self) -> Vec<Blind> {
        self.beside().map(|own| blind(&self.session, own, &self.reference)).unwrap_or_default()
    }

    /// What the rubric says of the score that the reference gives in a dimension that is told.
    pub fn anchor(&self, told: &Blind) -> Option<&str> {
        let dimension = self.session.rubric.dimensions.iter().find(|d| d.id == told.dimension)?;
        let place = usize::from(told.written_for.number()?).checked_sub(1)?;
        dimension.anchors.get(place).map(String::as_str)
    }

    /// Both verdicts, the coach's and the reference's.
    pub fn verdicts(&self) -> Option<(Option<Verdict>, Option<Verdict>)> {
        self.beside().map(|own| (own.verdict, self.reference.verdict))
    }

    /// What the reference says to the candidate.
    pub fn comments(&self) -> &[Comment] {
        self.beside().map_or(&[], |_| &self.reference.comments)
    }

    /// What the reference asks for next, in words.
    pub fn next(&self) -> Option<&str> {
        self.beside()?;
        self.reference.next.as_ref().map(|next| next.constraint.as_str())
    }

    /// The own review, where the reference may be told beside it.
    fn beside(&self) -> Option<&Review> {
        self.own.as_ref().filter(|_| self.standing() == Standing::Scored)
    }
}
