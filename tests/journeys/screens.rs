//! Which scopes of the binding table hold together on which screen.

use casebook::tui::keymap::Scope;

/// The scopes that hold together on each screen. `journeys` asks each screen whether this is so.
pub const SCREENS: [(&str, &[Scope]); 17] = [
    ("home", &[Scope::Everywhere, Scope::Home, Scope::List]),
    ("library", &[Scope::Everywhere, Scope::Away, Scope::Library, Scope::Field]),
    ("questions", &[Scope::Everywhere, Scope::Away, Scope::Found, Scope::List]),
    ("filters", &[Scope::Everywhere, Scope::Away, Scope::Filters, Scope::List]),
    ("first minute", &[Scope::Everywhere, Scope::Away, Scope::Lesson, Scope::Field]),
    ("brief", &[Scope::Everywhere, Scope::Away, Scope::Brief, Scope::List]),
    ("sessions", &[Scope::Everywhere, Scope::Away, Scope::Sessions, Scope::Field]),
    ("attempts", &[Scope::Everywhere, Scope::Away, Scope::Attempts, Scope::List]),
    ("debrief", &[Scope::Everywhere, Scope::Away, Scope::Debrief, Scope::Reading]),
    ("headings", &[Scope::Everywhere, Scope::Away, Scope::Debrief, Scope::Headings]),
    ("steps", &[Scope::Everywhere, Scope::Away, Scope::Debrief, Scope::Steps]),
    ("roles", &[Scope::Everywhere, Scope::Away, Scope::Debrief, Scope::Roles]),
    ("replay", &[Scope::Everywhere, Scope::Away, Scope::Replay]),
    ("prose", &[Scope::Everywhere, Scope::Session, Scope::Field, Scope::Text, Scope::Prose]),
    ("rows", &[Scope::Everywhere, Scope::Session, Scope::Field, Scope::Text, Scope::Fields]),
    ("metrics", &[Scope::Everywhere, Scope::Session, Scope::Field, Scope::Text, Scope::Metrics]),
    ("retell", &[Scope::Everywhere, Scope::Session, Scope::Cue]),
];
