//! Which scopes of the binding table hold together on which screen.

use casebook::tui::keymap::Scope;

/// The scopes that hold together on each screen. `journeys` asks each screen whether this is so.
pub const SCREENS: [(&str, &[Scope]); 29] = [
    ("home", &[Scope::Everywhere, Scope::Home, Scope::List]),
    ("library", &[Scope::Everywhere, Scope::Away, Scope::Library, Scope::Field]),
    ("questions", &[Scope::Everywhere, Scope::Away, Scope::Found, Scope::List]),
    ("filters", &[Scope::Everywhere, Scope::Away, Scope::Filters, Scope::List]),
    ("first minute", &[Scope::Everywhere, Scope::Away, Scope::Lesson, Scope::Field]),
    ("brief", &[Scope::Everywhere, Scope::Away, Scope::Brief, Scope::List]),
    ("sessions", &[Scope::Everywhere, Scope::Away, Scope::Sessions, Scope::Field]),
    ("attempts", &[Scope::Everywhere, Scope::Away, Scope::Attempts, Scope::List]),
    ("progress", &[Scope::Everywhere, Scope::Away, Scope::Progress]),
    ("debrief", &[Scope::Everywhere, Scope::Away, Scope::Debrief, Scope::Reading]),
    ("headings", &[Scope::Everywhere, Scope::Away, Scope::Debrief, Scope::Headings]),
    ("steps", &[Scope::Everywhere, Scope::Away, Scope::Debrief, Scope::Steps]),
    ("roles", &[Scope::Everywhere, Scope::Away, Scope::Debrief, Scope::Roles]),
    ("contracts", &[Scope::Everywhere, Scope::Away, Scope::Debrief, Scope::Contracts]),
    ("contract", &[Scope::Everywhere, Scope::Away, Scope::Writing, Scope::Field]),
    ("scoring", &[Scope::Everywhere, Scope::Away, Scope::Debrief, Scope::Scoring]),
    ("passages", &[Scope::Everywhere, Scope::Away, Scope::Debrief, Scope::Passages]),
    ("attempts at a question", &[Scope::Everywhere, Scope::Away, Scope::Picking]),
    ("compared", &[Scope::Everywhere, Scope::Away, Scope::Compared]),
    ("replay", &[Scope::Everywhere, Scope::Away, Scope::Replay]),
    ("prose", &[Scope::Everywhere, Scope::Session, Scope::Field, Scope::Text, Scope::Prose]),
    ("rows", &[Scope::Everywhere, Scope::Session, Scope::Field, Scope::Text, Scope::Fields]),
    ("metrics", &[Scope::Everywhere, Scope::Session, Scope::Field, Scope::Text, Scope::Metrics]),
    ("findings", &[Scope::Everywhere, Scope::Findings, Scope::Over, Scope::Session]),
    ("coverage", &[Scope::Everywhere, Scope::Coverage, Scope::Over, Scope::Session]),
    ("findings read", &[Scope::Everywhere, Scope::Away, Scope::Debrief, Scope::Findings]),
    ("coverage read", &[Scope::Everywhere, Scope::Away, Scope::Debrief, Scope::Coverage]),
    ("reason", &[Scope::Everywhere, Scope::Field, Scope::Reason]),
    ("retell", &[Scope::Everywhere, Scope::Session, Scope::Cue]),
];
