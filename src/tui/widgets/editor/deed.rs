//! What can be done in an editor, and what comes of it. Plain data: which key does it is not known here.

use std::ops::Range;

/// A way for the caret to go.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Motion {
    /// To the grapheme before.
    Left,
    /// To the grapheme after.
    Right,
    /// To the line above, as lines are drawn.
    Up,
    /// To the line below, as lines are drawn.
    Down,
    /// To the start of the word before.
    WordLeft,
    /// To the start of the word after.
    WordRight,
    /// To the start of the line as it is drawn.
    LineStart,
    /// To the end of the line as it is drawn; where it wraps, before the last grapheme, so as to stay on the line.
    LineEnd,
    /// Up by what was drawn last, less one line.
    PageUp,
    /// Down by what was drawn last, less one line.
    PageDown,
    /// To the start of the text.
    Start,
    /// To the end of the text.
    End,
}

/// Something a person does in an editor. Rows and columns count from the corner of what was drawn last.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Deed {
    /// Moves the caret.
    Move {
        /// Where to.
        motion: Motion,
        /// Whether the selection grows with it.
        select: bool,
    },
    /// Types text in place of the selection.
    Type(String),
    /// Pastes text in place of the selection.
    Paste(String),
    /// Begins a new line; nothing where the shape has but one.
    Newline,
    /// Deletes the selection, or the grapheme before the caret.
    DeleteBack,
    /// Deletes the selection, or the grapheme after the caret.
    DeleteForward,
    /// Deletes the selection, or back to the start of a word; a newline is deleted alone.
    DeleteWordBack,
    /// Deletes the selection, or up to the next word; a newline is deleted alone.
    DeleteWordForward,
    /// Puts a text in place of a range: a completion, for instance.
    Replace {
        /// What goes, in bytes; widened to whole graphemes.
        range: Range<usize>,
        /// What comes.
        with: String,
    },
    /// Selects the whole text.
    SelectAll,
    /// Puts the caret where the mouse is; a drag selects, and goes on above and below what is drawn.
    Point {
        /// Rows down.
        row: i32,
        /// Cells to the right.
        col: i32,
        /// Whether the selection grows with it.
        select: bool,
    },
    /// Selects the word where the mouse is.
    PointWord {
        /// Rows down.
        row: i32,
        /// Cells to the right.
        col: i32,
    },
    /// Selects the line where the mouse is, as it was typed: however often it wraps.
    PointLine {
        /// Rows down.
        row: i32,
        /// Cells to the right.
        col: i32,
    },
    /// Scrolls, and leaves the caret where it is, even out of sight, until it is used.
    Scroll {
        /// Rows down; negative is up.
        rows: i32,
    },
}

/// What came of a deed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// The text is to be changed; the caret stands already where it belongs after the change.
    Change(Splice),
    /// Only the caret, the selection or the scrolling changed.
    Moved,
    /// The motion ran into an end of the text: the caller may go on to the neighbouring field.
    Edge(Motion),
    /// Nothing changed.
    Nothing,
}

/// A change of a text: at `offset`, `removed` gives way to `inserted`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Splice {
    /// Where, in bytes.
    pub offset: usize,
    /// What was there.
    pub removed: String,
    /// What is there now.
    pub inserted: String,
}
