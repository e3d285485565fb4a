//! The part of the binding table for who reads what coaches say. Does nothing.

use super::{
    Action as A, Scope as S,
    binding::{Binding, key},
};

/// Its bindings.
pub const BINDINGS: &[Binding] = &[
    key(S::Answering, &["a"], A::Addressed, "Addressed: I do that").footer("addressed").menu('a'),
    key(S::Answering, &["d"], A::Disagree, "I disagree, and why").footer("disagree").menu('d'),
    key(S::Answering, &["n"], A::NextNew, "The next comment that wants an answer")
        .footer("next to answer")
        .menu('w'),
    key(S::Answering, &["x", "delete"], A::Delete, "Take the answer back").menu('t'),
    key(S::Answering, &["enter"], A::Choose, "Why you disagree, or begin the next rep").menu('c'),
    key(S::Answering, &["right", "tab", "ctrl-n"], A::NextSection, "Next page").footer("next page").menu('n'),
    key(S::Answering, &["left", "backtab", "shift-tab", "ctrl-p"], A::PreviousSection, "Page before")
        .menu('p'),
    key(S::Answering, &["o"], A::OwnScores, "To the scores").footer("scores").menu('o'),
    key(S::Answering, &["up"], A::Up, "Up"),
    key(S::Answering, &["down"], A::Down, "Down"),
    key(S::Answering, &["pageup"], A::PageUp, "Page up"),
    key(S::Answering, &["pagedown"], A::PageDown, "Page down"),
    key(S::Answering, &["home"], A::First, "First"),
    key(S::Answering, &["end"], A::Last, "Last"),
    key(S::Answering, &["?"], A::Help, "Help: the keys that work here").menu('i'),
    key(S::Answering, &["ctrl-c"], A::Copy, "How to leave"),
    key(S::Attempts, &["w"], A::Reviews, "What your coaches say of it").footer("reviews").menu('w'),
    key(S::Sessions, &[], A::Reviews, "What your coaches say of it").menu('w'),
    key(S::Debrief, &["k"], A::Reviews, "What your coaches say of it"),
];
