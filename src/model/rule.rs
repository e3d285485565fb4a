//! The ids of the rules that a framework may bind to a field with `rule:`. What they look for is no matter of the model.

/// The field says what follows from the row.
pub const SO_WHAT: &str = "so-what";
/// The field names the metric that would show the row's risk.
pub const UNLINKED_RISK: &str = "unlinked-risk";
/// The field names the metric that the row's initiative moves.
pub const UNLINKED_INITIATIVE: &str = "unlinked-initiative";
/// The field says what would refute the row.
pub const NO_REFUTATION: &str = "no-refutation";
/// The field says why the row's option was rejected.
pub const NOTHING_REJECTED: &str = "nothing-rejected";

/// The field says why: why an input is taken so, why something was done.
pub const NO_REASON: &str = "no-reason";
/// The field says who answers for the row.
pub const NO_OWNER: &str = "no-owner";
/// The field says when one would turn back because of the row.
pub const NO_REVERSAL: &str = "no-reversal";
/// The field puts a number to the row.
pub const NO_NUMBER: &str = "no-number";
/// The last of the field's choices drops the row's item.
pub const NOTHING_CUT: &str = "nothing-cut";
/// A yes in the field says that the row was the candidate's own doing.
pub const NOTHING_OWN: &str = "nothing-own";

/// All of them.
pub const BOUND: [&str; 11] = [
    SO_WHAT,
    UNLINKED_RISK,
    UNLINKED_INITIATIVE,
    NO_REFUTATION,
    NOTHING_REJECTED,
    NO_REASON,
    NO_OWNER,
    NO_REVERSAL,
    NO_NUMBER,
    NOTHING_CUT,
    NOTHING_OWN,
];
