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
    key(S::Telling, &["enter", "space"], A::Choose, "I have told it").footer("I have told it").menu('t'),
    key(S::Spoken, &["up"], A::Up, "Scroll up"),
    key(S::Spoken, &["down"], A::Down, "Scroll down"),
    key(S::Spoken, &["pageup"], A::PageUp, "Page up"),
    key(S::Spoken, &["pagedown"], A::PageDown, "Page down"),
    key(S::Spoken, &["home"], A::First, "To the top"),
    key(S::Spoken, &["end"], A::Last, "To the end"),
    key(S::Spoken, &["?"], A::Help, "Help: the keys that work here").menu('i'),
    key(S::Spoken, &["ctrl-c"], A::Copy, "How to leave"),
    key(S::Told, &[], A::KeepStory, "Keep it as a story").menu('u'),
];
