//! Whether what has mistakes can be used all the same. Finds none.

use crate::model::check::{Key, Mistake};

/// Whether a question can be used in spite of its mistakes.
pub fn is_usable(mistakes: &[Mistake]) -> bool {
    let mut top = mistakes.to_vec();
    top.retain(|mistake| mistake.spot.keys.len() == 1);
    holds(&top, &["id", "type"])
}

/// Whether something can be used in spite of its mistakes: none is at a key that everything else stands on.
pub fn holds(mistakes: &[Mistake], keys: &[&str]) -> bool {
    !mistakes.iter().any(
        |mistake| matches!(mistake.spot.keys.last(), Some(Key::Name(name)) if keys.contains(&name.as_str())),
    )
}
