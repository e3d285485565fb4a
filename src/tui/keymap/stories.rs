//! The part of the binding table that belongs to stories. Does nothing.

use super::{
    Action as A, Scope as S,
    binding::{Binding, key},
};

/// Its bindings.
pub const BINDINGS: &[Binding] = &[
    key(S::Stories, &["e"], A::Editor, "Edit them in $EDITOR").footer("edit").menu('e'),
    key(S::Story, &["enter", "space"], A::Choose, "Tell it aloud, in two minutes")
        .footer("tell it")
        .menu('t'),
    key(S::Story, &["e"], A::Editor, "Edit your stories in $EDITOR").footer("edit").menu('e'),
    key(S::Story, &["up"], A::Up, "Scroll up"),
    key(S::Story, &["down"], A::Down, "Scroll down"),
    key(S::Story, &["pageup"], A::PageUp, "Page up"),
    key(S::Story, &["pagedown"], A::PageDown, "Page down"),
    key(S::Story, &["home"], A::First, "To the top"),
    key(S::Story, &["end"], A::Last, "To the end"),
    key(S::Story, &["?"], A::Help, "Help: the keys that work here").menu('i'),
    key(S::Story, &["ctrl-c"], A::Copy, "How to leave"),
    key(S::Telling, &["enter", "space"], A::Choose, "I have told it").footer("I have told it").menu('t'),
    key(S::Telling, &["?"], A::Help, "Help: the keys that work here").menu('i'),
    key(S::Telling, &["ctrl-c"], A::Copy, "How to leave"),
    key(S::Told, &[], A::KeepStory, "Keep it as a story").menu('u'),
];
