//! What a coach comes to: scores with evidence, a verdict, one next rep; of a session, or of a live mock. Changes nothing
//! but the review.

mod give_back;
mod scores;
mod view;

use jiff::Timestamp;
use ratatui::style::Style;

pub use give_back::GivingBack;
pub use scores::{Scoring, wants_evidence};

use crate::{
    insight::{
        calibration::{Gap, gaps},
        passages::{self, Passage},
    },
    model::{
        Dimension, DimensionId, Review, Session,
        framework::Step,
        review::{Comment, CommentKind, Score},
    },
    tui::theme::Theme,
};

/// What is judged, as far as that needs to know it.
pub trait Judged {
    /// What a passage of it is called.
    const PASSAGE: &'static str;

    /// What it is scored in.
    fn dimensions(&self) -> &[Dimension];

    /// What a next rep may practise.
    fn steps(&self) -> &[Step];

    /// What a score may rest on.
    fn passages(&self, own: &Review) -> Vec<Passage>;

    /// What neighbouring passages say together.
    fn quote(&self, passages: &[Passage]) -> String;

    /// What stands beside a score, once there is one.
    fn beside(&self, dimension: &DimensionId, own: &Review) -> String;
}

impl Judged for Session {
    const PASSAGE: &'static str = "passage";

    fn dimensions(&self) -> &[Dimension] {
        &self.rubric.dimensions
    }

    fn steps(&self) -> &[Step] {
        &self.framework.steps
    }

    fn passages(&self, _: &Review) -> Vec<Passage> {
        passages::passages(self)
    }

    fn quote(&self, passages: &[Passage]) -> String {
        passages::quote(self, passages)
    }

    /// The candidate's own is told only to whom it cannot sway any more.
    fn beside(&self, dimension: &DimensionId, own: &Review) -> String {
        let gap = gaps(self, own).into_iter().find(|gap| gap.dimension == *dimension);
        let Some(Gap { own, predicted, .. }) = gap else { return String::new() };
        let word = |label: &str, score: Option<Score>| score.map(|s| format!("{label} {}", s.word()));
        let told = [word("candidate", own), word("expected of you", predicted)];
        told.into_iter().flatten().collect::<Vec<_>>().join(", ")
    }
}

/// Whether what a coach says is on disk.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Kept {
    /// Nothing was said yet.
    #[default]
    Untouched,
    /// It is being written.
    Pending,
    /// It is, since then.
    Saved(Timestamp),
    /// It could not be written: why, and what to do.
    Failed(String),
}

impl Kept {
    /// What became of the state that was written down then; one older than `newest` leaves that to be heard of.
    pub fn of(kept: Result<Timestamp, String>, newest: Timestamp) -> Self {
        match kept {
            Ok(at) if at < newest => Self::Pending,
            Ok(at) => Self::Saved(at),
            Err(why) => Self::Failed(why),
        }
    }

    /// As the head of a screen says it.
    pub fn words(&self) -> &'static str {
        match self {
            Self::Untouched => "",
            Self::Pending => "saving …",
            Self::Saved(_) => "review saved",
            Self::Failed(_) => "NOT SAVED",
        }
    }

    /// How it is drawn there.
    pub fn style(&self, theme: Theme) -> Style {
        if matches!(self, Self::Failed(_)) { theme.warning() } else { theme.dim() }
    }
}

/// The word for what a comment asks.
pub fn kind(comment: &Comment) -> &'static str {
    comment.kind.map_or("note", CommentKind::word)
}
