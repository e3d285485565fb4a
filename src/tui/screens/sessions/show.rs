//! Which attempts are listed: all, those of one state, or the archive. Searches nothing.

use super::{Entry, What};
use crate::model::State;

/// Which attempts are listed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Show {
    /// All but the archive.
    #[default]
    All,
    InProgress,
    Finished,
    Abandoned,
    Archived,
}

impl Show {
    /// Every one, in the order in which they follow.
    pub(super) const ALL: [Self; 5] =
        [Self::All, Self::InProgress, Self::Finished, Self::Abandoned, Self::Archived];

    /// As it is shown.
    pub(super) fn words(self) -> &'static str {
        match self {
            Self::All => "",
            Self::InProgress => "in progress",
            Self::Finished => "finished",
            Self::Abandoned => "abandoned",
            Self::Archived => "archived",
        }
    }

    /// Whether it lists that one.
    pub(super) fn admits(self, entry: &Entry) -> bool {
        let What::Attempt(attempt, _) = &entry.what else {
            return matches!(self, Self::All | Self::Archived)
                && entry.is_archived() == (self == Self::Archived);
        };
        let state = match self {
            Self::Archived => return attempt.archived,
            Self::All => true,
            Self::InProgress => attempt.state == State::InProgress,
            Self::Finished => matches!(attempt.state, State::Finished | State::Sealed),
            Self::Abandoned => attempt.state == State::Abandoned,
        };
        state && !attempt.archived
    }
}
