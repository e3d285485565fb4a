//! A score in one dimension of a rubric: people give it, a program never does.

use super::words::words;

/// How good an answer is in one dimension: there is no midpoint.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Score {
    /// 1
    One,
    /// 2
    Two,
    /// 3
    Three,
    /// 4
    Four,
    /// The dimension has no place in this answer.
    NotApplicable,
}

words! {
    Score { One = "1", Two = "2", Three = "3", Four = "4", NotApplicable = "n/a" }
}

impl Score {
    /// From 1 to 4; none where the dimension has no place in the answer.
    pub fn number(self) -> Option<u8> {
        match self {
            Self::One => Some(1),
            Self::Two => Some(2),
            Self::Three => Some(3),
            Self::Four => Some(4),
            Self::NotApplicable => None,
        }
    }
}
