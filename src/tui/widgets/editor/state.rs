//! The caret, the selection and the scrolling of an editor, and what deeds do to them.
//!
//! Takes the text anew each time and trusts no offset of its own: the text may have become another one since.

use std::ops::Range;

use super::{
    deed::{Deed, Motion, Outcome, Splice},
    layout::{Change, Layout},
};
use crate::text::{grapheme, input};

/// What kind of text an editor is for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Shape {
    /// Paragraphs that wrap.
    #[default]
    Prose,
    /// One paragraph that wraps: newlines become blanks.
    Wrapped,
    /// One row on the screen, which scrolls sideways: newlines become blanks.
    Line,
}

/// The state of a writing surface.
#[derive(Clone, Debug)]
pub struct Editor {
    pub(super) shape: Shape,
    pub(super) caret: usize,
    pub(super) layout: Layout,
    /// The first visual line that is drawn.
    pub(super) top: usize,
    /// The first cell that is drawn, in a `Line`.
    pub(super) left: usize,
    /// Whether drawing scrolls to the caret: not after the wheel was turned.
    pub(super) follow: bool,
    /// The size that was drawn last.
    pub(super) width: u16,
    pub(super) height: u16,
    /// What its owner was told to change since the text was drawn: the first two things, for several are none that is known.
    pub(super) told: Vec<Change>,
    anchor: Option<usize>,
    /// The column that Up and Down keep to over shorter lines.
    goal: Option<usize>,
}

impl Default for Editor {
    fn default() -> Self {
        Self::new(Shape::default())
    }
}

impl Editor {
    /// An editor with its caret at the start.
    pub fn new(shape: Shape) -> Self {
        Self {
            shape,
            caret: 0,
            layout: Layout::new(shape != Shape::Line),
            top: 0,
            left: 0,
            follow: true,
            width: 80,
            height: 24,
            told: Vec::new(),
            anchor: None,
            goal: None,
        }
    }

    /// Where the caret is, in bytes.
    pub fn caret(&self) -> usize {
        self.caret
    }

    /// Puts the caret somewhere, and drops the selection: after undo, on resuming.
    pub fn place(&mut self, offset: usize) {
        (self.caret, self.anchor, self.goal, self.follow) = (offset, None, None, true);
    }

    /// What is selected, in bytes; never empty.
    pub fn selection(&self) -> Option<Range<usize>> {
        let anchor = self.anchor.filter(|&anchor| anchor != self.caret)?;
        Some(anchor.min(self.caret)..anchor.max(self.caret))
    }

    /// The selected text; empty without a selection.
    pub fn selected<'a>(&self, text: &'a str) -> &'a str {
        self.selection().map_or("", |range| &text[whole(text, &range)])
    }

    /// Does a deed. The text itself is changed by the caller, as the outcome says.
    pub fn apply(&mut self, text: &str, deed: Deed) -> Outcome {
        self.settle(text);
        let here = self.caret;
        match deed {
            Deed::Move { motion, select } => self.go(text, motion, select),
            Deed::Type(typed) | Deed::Paste(typed) => {
                let typed = self.fitting(&typed);
                let range = self.selection().unwrap_or(here..here);
                if typed.is_empty() { Outcome::Nothing } else { self.replace(text, range, typed) }
            }
            Deed::Newline if self.shape == Shape::Prose => {
                let range = self.selection().unwrap_or(here..here);
                self.replace(text, range, "\n".to_owned())
            }
            Deed::Newline => Outcome::Nothing,
            Deed::DeleteBack => self.delete(text, grapheme::previous(text, here).unwrap_or(here)..here),
            Deed::DeleteForward => self.delete(text, here..grapheme::next(text, here).unwrap_or(here)),
            Deed::DeleteWordBack => self.delete(text, word_start(text, here)..here),
            Deed::DeleteWordForward => self.delete(text, here..word_end(text, here)),
            Deed::Replace { range, with } => {
                let with = self.fitting(&with);
                self.replace(text, whole(text, &range), with)
            }
            Deed::SelectAll => self.stand(text.len(), Some(0)),
            Deed::Point { row, col, select } => {
                let offset = self.pointed(text, row, col);
                let anchor = select.then(|| self.anchor.unwrap_or(here));
                self.stand(offset, anchor)
            }
            Deed::PointWord { row, col } => {
                let word = grapheme::word_at(text, self.pointed(text, row, col));
                self.stand(word.end, Some(word.start))
            }
            Deed::PointLine { row, col } => {
                let at = self.pointed(text, row, col);
                let start = text[..at].rfind('\n').map_or(0, |newline| newline + 1);
                let end = text[at..].find('\n').map_or(text.len(), |newline| at + newline);
                self.stand(grapheme::floor(text, end), Some(start))
            }
            Deed::Scroll { rows } => self.scroll(text, rows),
        }
    }

    /// Puts the caret and the anchor back onto grapheme boundaries of the text as it is now.
    pub(super) fn settle(&mut self, text: &str) {
        self.caret = grapheme::floor(text, self.caret);
        self.anchor = self.anchor.map(|at| grapheme::floor(text, at)).filter(|&at| at != self.caret);
    }

    fn fitting(&self, text: &str) -> String {
        if self.shape == Shape::Prose { input::normalise(text) } else { input::single_line(text) }
    }

    fn go(&mut self, text: &str, motion: Motion, select: bool) -> Outcome {
        let here = self.caret;
        if let (false, Some(range)) = (select, self.selection()) {
            match motion {
                Motion::Left => return self.stand(range.start, None),
                Motion::Right => return self.stand(range.end, None),
                _ => {}
            }
        }
        let page = usize::from(self.height.saturating_sub(1).max(1));
        let (target, goal) = match motion {
            Motion::Left => (grapheme::previous(text, here), None),
            Motion::Right => (grapheme::next(text, here), None),
            Motion::WordLeft => {
                ((here > 0).then(|| grapheme::floor(text, grapheme::previous_word(text, here))), None)
            }
            Motion::WordRight => {
                ((here < text.len()).then(|| grapheme::ceil(text, grapheme::next_word(text, here))), None)
            }
            Motion::LineStart | Motion::LineEnd => {
                self.layout.refresh(text, self.width);
                let row = self.layout.row_of(here);
                let start = motion == Motion::LineStart;
                let target = if start { self.layout.line(row).start } else { self.layout.line_end(row) };
                (Some(target), None)
            }
            Motion::Up => self.rise(text, 1),
            Motion::PageUp => self.rise(text, page),
            Motion::Down => self.sink(text, 1),
            Motion::PageDown => self.sink(text, page),
            Motion::Start => (Some(0), None),
            Motion::End => (Some(text.len()), None),
        };
        // A selection has no neighbouring field to go to: on the first line, Up takes all that is before.
        let end = if matches!(motion, Motion::Up | Motion::PageUp) { 0 } else { text.len() };
        let outcome = match target {
            Some(target) => self.stand(target, select.then(|| self.anchor.unwrap_or(here))),
            None if select && goal.is_some() => self.stand(end, Some(self.anchor.unwrap_or(here))),
            None if self.anchor.is_some() && !select => self.stand(here, None),
            None => Outcome::Edge(motion),
        };
        self.goal = goal;
        outcome
    }

    /// Where the caret comes to some lines higher, and the column it keeps to; nowhere from the first line.
    fn rise(&mut self, text: &str, rows: usize) -> (Option<usize>, Option<usize>) {
        let (row, goal) = self.aim(text);
        ((row > 0).then(|| self.layout.offset_at(row.saturating_sub(rows), goal)), Some(goal))
    }

    /// Where the caret comes to some lines lower, and the column it keeps to; nowhere from the last line.
    fn sink(&mut self, text: &str, rows: usize) -> (Option<usize>, Option<usize>) {
        let (row, goal) = self.aim(text);
        let last = self.layout.rows() - 1;
        ((row < last).then(|| self.layout.offset_at((row + rows).min(last), goal)), Some(goal))
    }

    fn aim(&mut self, text: &str) -> (usize, usize) {
        self.layout.refresh(text, self.width);
        let (row, col) = self.layout.position(self.caret);
        (row, self.goal.unwrap_or(col))
    }

    fn pointed(&mut self, text: &str, row: i32, col: i32) -> usize {
        self.layout.refresh(text, self.width);
        let row = shifted(self.top, row).min(self.layout.rows() - 1);
        self.layout.offset_at(row, self.left.saturating_add(shifted(0, col)))
    }

    fn scroll(&mut self, text: &str, rows: i32) -> Outcome {
        self.layout.refresh(text, self.width);
        let last = self.layout.rows().saturating_sub(usize::from(self.height));
        let top = shifted(self.top, rows).min(last);
        if top == self.top {
            return Outcome::Nothing;
        }
        (self.top, self.follow) = (top, false);
        Outcome::Moved
    }

    /// Puts caret and anchor; every deed but scrolling ends here or in `replace`.
    fn stand(&mut self, caret: usize, anchor: Option<usize>) -> Outcome {
        let before = (self.caret, self.anchor);
        (self.caret, self.anchor, self.goal, self.follow) =
            (caret, anchor.filter(|&at| at != caret), None, true);
        if before == (self.caret, self.anchor) { Outcome::Nothing } else { Outcome::Moved }
    }

    fn delete(&mut self, text: &str, range: Range<usize>) -> Outcome {
        let range = self.selection().unwrap_or(range);
        self.replace(text, range, String::new())
    }

    fn replace(&mut self, text: &str, range: Range<usize>, inserted: String) -> Outcome {
        let removed = text[range.clone()].to_owned();
        if removed == inserted {
            return self.stand(range.end, None);
        }
        self.stand(landing(text, &range, &inserted), None);
        if self.told.len() < 2 {
            let (removed, inserted) = (removed.len(), inserted.len());
            self.told.push(Change { offset: range.start, removed, inserted });
        }
        Outcome::Change(Splice { offset: range.start, removed, inserted })
    }
}

/// Where the caret stands after a change: behind what was inserted, and behind what joins it (a mark that follows).
fn landing(text: &str, range: &Range<usize>, inserted: &str) -> usize {
    // Only the surroundings are put together: the text may be long, and this is on the way of every key.
    const REACH: usize = 256;
    let from = grapheme::floor(text, range.start.saturating_sub(REACH));
    let to = grapheme::ceil(text, range.end.saturating_add(REACH));
    let around = [&text[from..range.start], inserted, &text[range.end..to]].concat();
    from + grapheme::ceil(&around, range.start - from + inserted.len())
}

/// Where deleting a word back starts: at a word, but not over the start of a paragraph, unless the caret is there.
fn word_start(text: &str, caret: usize) -> usize {
    let word = grapheme::floor(text, grapheme::previous_word(text, caret));
    match text[word..caret].rfind('\n').map(|at| word + at + 1) {
        Some(line) if line == caret => grapheme::previous(text, caret).unwrap_or(caret),
        Some(line) => line,
        None => word,
    }
}

/// Where deleting a word forward ends: at the next word, but not over the end of a paragraph, unless the caret is there.
fn word_end(text: &str, caret: usize) -> usize {
    let word = grapheme::ceil(text, grapheme::next_word(text, caret));
    match text[caret..word].find('\n').map(|at| grapheme::floor(text, caret + at)) {
        Some(line) if line <= caret => grapheme::next(text, caret).unwrap_or(caret),
        Some(line) => line,
        None => word,
    }
}

/// A range of whole graphemes that the text really has.
fn whole(text: &str, range: &Range<usize>) -> Range<usize> {
    let start = grapheme::floor(text, range.start);
    start..grapheme::ceil(text, range.end).max(start)
}

fn shifted(from: usize, by: i32) -> usize {
    let distance = usize::try_from(by.unsigned_abs()).unwrap_or(usize::MAX);
    if by < 0 { from.saturating_sub(distance) } else { from.saturating_add(distance) }
}
