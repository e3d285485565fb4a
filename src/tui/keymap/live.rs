//! The part of the binding table that belongs to a live mock. Does nothing.

use super::{
    Action as A, Scope as S,
    binding::{Binding, key},
};

/// Its bindings.
pub const BINDINGS: &[Binding] = &[
    key(S::Beginning, &["enter"], A::Accept, "Begin: the clock runs").footer("begin").menu('a'),
    key(S::Asking, &["enter"], A::Accept, "Take the note; where none is typed, mark the line")
        .footer("mark or take")
        .menu('a'),
    key(S::Asking, &["tab"], A::NextField, "Keep, stop, start or question").footer("kind").menu('t'),
    key(S::Asking, &["ctrl-n"], A::NextSection, "Next part of the sheet").footer("part").menu('n'),
    key(S::Asking, &["ctrl-p"], A::PreviousSection, "Part before").menu('p'),
    key(S::Asking, &["up"], A::Up, "Up the sheet"),
    key(S::Asking, &["down"], A::Down, "Down the sheet"),
    key(S::Asking, &["pageup"], A::PageUp, "Page up"),
    key(S::Asking, &["pagedown"], A::PageDown, "Page down"),
    key(S::Notes, &["enter"], A::Choose, "Change this note").footer("change").menu('c'),
    key(S::Notes, &["delete"], A::Delete, "Take this note back").footer("take back").menu('d'),
    key(S::Notes, &["ctrl-z"], A::Undo, "Bring it back").menu('z'),
    key(S::Notes, &["up"], A::Up, "Up"),
    key(S::Notes, &["down"], A::Down, "Down"),
    key(S::Notes, &["pageup"], A::PageUp, "Page up"),
    key(S::Notes, &["pagedown"], A::PageDown, "Page down"),
    key(S::Notes, &["home"], A::First, "First"),
    key(S::Notes, &["end"], A::Last, "Last"),
    key(S::Mock, &["f2"], A::Sheet, "To the sheet").footer("sheet").menu('v'),
    key(S::Mock, &["f3"], A::Notes, "To your notes").footer("notes").menu('o'),
    key(S::Mock, &["f4"], A::OwnScores, "To the scores").footer("scores").menu('s'),
    key(S::Mock, &["f5"], A::GiveBack, "To the verdict and the next rep").footer("give back").menu('g'),
    key(S::Mock, &[], A::Pause, "Pause the clock, or let it go on").menu('u'),
    key(S::Mock, &[], A::Anew, "Begin another mock of this question").menu('w'),
    key(S::Beside, &["tab", "ctrl-n"], A::NextSection, "Next page").menu('n'),
    key(S::Beside, &["backtab", "shift-tab", "ctrl-p"], A::PreviousSection, "Page before").menu('p'),
    key(S::Beside, &["?"], A::Help, "Help: the keys that work here").menu('i'),
    key(S::Beside, &["ctrl-c"], A::Copy, "How to leave"),
];
