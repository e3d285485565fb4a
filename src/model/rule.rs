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

/// All of them.
pub const BOUND: [&str; 5] = [SO_WHAT, UNLINKED_RISK, UNLINKED_INITIATIVE, NO_REFUTATION, NOTHING_REJECTED];
