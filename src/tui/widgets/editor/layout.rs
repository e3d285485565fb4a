//! Where every grapheme of a text is drawn: visual lines for a width, kept up to date line by line.
//!
//! Knows no caret and draws nothing. All questions are answered for the text of the last `refresh`.
//!
//! An offset at a soft wrap belongs to the line that starts there: a caret is drawn where the next letter will stand.

use std::ops::Range;

use crate::text::{display, grapheme, wrap};

/// How many lines before a change may wrap differently for it. A line depends on the word that did not fit and on the
/// grapheme after that, which reaches into the third line after it at most.
const LINES_BEFORE: usize = 3;

/// The visual lines of a text.
#[derive(Clone, Debug)]
pub struct Layout {
    wraps: bool,
    width: usize,
    /// The text as it was laid out, to find what has changed since.
    kept: String,
    /// Where each visual line starts. Flat, so that a change shifts what follows in one pass over numbers.
    starts: Vec<usize>,
}

/// Where a text was changed, in bytes.
#[derive(Clone, Debug)]
pub struct Change {
    /// Where.
    pub offset: usize,
    /// How much went.
    pub removed: usize,
    /// How much came in its place.
    pub inserted: usize,
}

/// A grapheme where it is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Placed<'a> {
    /// Its offset in the text.
    pub offset: usize,
    /// The grapheme as it is in the text, not yet safe to draw.
    pub grapheme: &'a str,
    /// The cell of its line that it starts in.
    pub col: usize,
    /// How many cells it takes once it is safe to draw.
    pub cells: usize,
}

impl Layout {
    /// A layout of no text. Without `wraps` all is one line, and a newline is a grapheme like any other.
    pub fn new(wraps: bool) -> Self {
        Self { wraps, width: 80, kept: String::new(), starts: vec![0] }
    }

    /// Lays the text out for a width. Where only the text has changed, only the lines around the change are wrapped anew.
    pub fn refresh(&mut self, text: &str, width: u16) {
        let width = usize::from(width.max(1));
        if width != self.width {
            self.width = width;
            text.clone_into(&mut self.kept);
            self.starts = vec![0];
            self.rewrap(0, self.kept.len(), self.kept.len());
        } else if let Some((before, after)) = unchanged(&self.kept, text) {
            let old_len = self.kept.len();
            let first = self.row_of(before).saturating_sub(LINES_BEFORE);
            self.kept.replace_range(before..old_len - after, &text[before..text.len() - after]);
            self.rewrap(first, text.len() - after, old_len);
        }
    }

    /// The same where it is known what was changed: nothing of a long text is looked at that stayed as it was. Where the text
    /// is not the one that `change` leads to, that may only be seen by the next `refresh`.
    pub fn follow(&mut self, text: &str, width: u16, change: &Change) {
        let Change { offset, removed, inserted } = *change;
        let (old_len, gone, come) = (self.kept.len(), offset + removed, offset + inserted);
        let fits = usize::from(width.max(1)) == self.width
            && old_len + inserted == text.len() + removed
            && [offset, gone].iter().all(|at| self.kept.is_char_boundary(*at))
            && [offset, come].iter().all(|at| text.is_char_boundary(*at));
        if !fits {
            return self.refresh(text, width);
        }
        let first = self.row_of(offset).saturating_sub(LINES_BEFORE);
        self.kept.replace_range(offset..gone, &text[offset..come]);
        self.rewrap(first, come, old_len);
    }

    /// The number of visual lines, at least one.
    pub fn rows(&self) -> usize {
        self.starts.len()
    }

    /// The bytes of a visual line, with the blanks that hang and without its newline.
    pub fn line(&self, row: usize) -> Range<usize> {
        let row = row.min(self.rows() - 1);
        let start = self.starts[row];
        let Some(&next) = self.starts.get(row + 1) else {
            return start..self.kept.len();
        };
        let line = &self.kept[start..next];
        let ink = line.strip_suffix('\n').map_or(line, |line| line.strip_suffix('\r').unwrap_or(line));
        start..start + ink.len()
    }

    /// A part of the text.
    pub fn text(&self, range: &Range<usize>) -> &str {
        &self.kept[range.clone()]
    }

    /// The visual line that an offset is on.
    pub fn row_of(&self, offset: usize) -> usize {
        self.starts.partition_point(|&start| start <= offset) - 1
    }

    /// The visual line and the cell column of an offset. Hanging blanks lie beyond the width.
    pub fn position(&self, offset: usize) -> (usize, usize) {
        let row = self.row_of(offset);
        let line = self.line(row);
        let ahead = &self.kept[line.start..offset.min(line.end).max(line.start)];
        // Of most lines each byte is a cell; what follows the caret must not be a mark on the letter before it.
        if is_plain(ahead)
            && self.kept[line.start + ahead.len()..].bytes().next().is_none_or(|byte| byte.is_ascii())
        {
            return (row, ahead.len());
        }
        let before = self.placed(row).take_while(|placed| placed.offset + placed.grapheme.len() <= offset);
        (row, before.last().map_or(0, |placed| placed.col + placed.cells))
    }

    /// The offset of the grapheme that is drawn at a cell; the end of the line for cells to the right of it.
    pub fn offset_at(&self, row: usize, col: usize) -> usize {
        let end = self.line_end(row);
        let hit = self.placed(row).find(|placed| col < placed.col + placed.cells);
        hit.map_or(end, |placed| placed.offset.min(end))
    }

    /// The last offset that is drawn on a line: its end, or where it wraps, before its last grapheme.
    pub fn line_end(&self, row: usize) -> usize {
        let line = self.line(row);
        if self.starts.get(row + 1) == Some(&line.end) {
            grapheme::previous(&self.kept, line.end).map_or(line.start, |at| at.max(line.start))
        } else {
            line.end
        }
    }

    /// Whether a line ends in a newline.
    pub fn ends_paragraph(&self, row: usize) -> bool {
        self.starts.get(row + 1).is_some_and(|&next| next > self.line(row).end)
    }

    /// The graphemes of a line with the cells they are drawn in.
    pub fn placed(&self, row: usize) -> impl Iterator<Item = Placed<'_>> {
        let line = self.line(row);
        let (mut offset, mut col) = (line.start, 0);
        std::iter::from_fn(move || {
            let grapheme = grapheme::first(&self.kept[offset..line.end]);
            if grapheme.is_empty() {
                return None;
            }
            let placed = Placed { offset, grapheme, col, cells: display::cells(grapheme) };
            offset += grapheme.len();
            col += placed.cells;
            Some(placed)
        })
    }

    /// Wraps from line `first` on, until past the change a line starts where one started before; the rest is shifted.
    ///
    /// `changed_to` is where the change ends in the new text, `old_len` how long the text was before it.
    fn rewrap(&mut self, first: usize, changed_to: usize, old_len: usize) {
        if !self.wraps {
            return;
        }
        let (text, len) = (&self.kept, self.kept.len());
        let mut fresh = Vec::new();
        let mut start = self.starts[first];
        let mut old = first + 1;
        let mut paragraph = Paragraph::at(text, start);
        loop {
            let end = start + wrap::line_end(&text[start..paragraph.end], self.width);
            start = match paragraph.next {
                _ if end < paragraph.end => end,
                Some(next) => {
                    paragraph = Paragraph::at(text, next);
                    next
                }
                None => {
                    self.starts.truncate(first + 1);
                    self.starts.append(&mut fresh);
                    return;
                }
            };
            if start >= changed_to {
                let before = old_len - (len - start);
                while self.starts.get(old).is_some_and(|&at| at < before) {
                    old += 1;
                }
                if self.starts.get(old) == Some(&before) {
                    let rest = first + 1 + fresh.len();
                    self.starts.splice(first + 1..old, fresh);
                    for at in &mut self.starts[rest..] {
                        *at = *at + len - old_len;
                    }
                    return;
                }
            }
            fresh.push(start);
        }
    }
}

/// Whether each byte of a line is a cell, and is shown as it is.
pub fn is_plain(line: &str) -> bool {
    line.bytes().all(|byte| matches!(byte, b' '..=b'~'))
}

/// Where the paragraph ends that an offset is in, and where the next one starts, if there is one.
struct Paragraph {
    end: usize,
    next: Option<usize>,
}

impl Paragraph {
    fn at(text: &str, start: usize) -> Self {
        match text[start..].find('\n') {
            Some(length) => {
                let line = &text[start..start + length];
                let end = start + line.strip_suffix('\r').unwrap_or(line).len();
                Self { end, next: Some(start + length + 1) }
            }
            None => Self { end: text.len(), next: None },
        }
    }
}

/// How many bytes at the start and at the end two texts have in common, in whole characters and without overlap; none
/// where they are the same. Each byte is looked at once: the text may be long, and this is on the way of every key.
fn unchanged(old: &str, new: &str) -> Option<(usize, usize)> {
    // Slices compare by memcmp; only the block that differs is looked at byte by byte.
    const BLOCK: usize = 4096;
    let (a, b) = (old.as_bytes(), new.as_bytes());
    let blocks = a.chunks(BLOCK).zip(b.chunks(BLOCK)).take_while(|(a, b)| a == b);
    let mut before: usize = blocks.map(|(a, _)| a.len()).sum();
    before += a[before..].iter().zip(&b[before..]).take_while(|(a, b)| a == b).count();
    if before == a.len() && before == b.len() {
        return None;
    }
    while !(old.is_char_boundary(before) && new.is_char_boundary(before)) {
        before -= 1;
    }
    let (a, b) = (&a[before..], &b[before..]);
    let blocks = a.rchunks(BLOCK).zip(b.rchunks(BLOCK)).take_while(|(a, b)| a == b);
    let mut after: usize = blocks.map(|(a, _)| a.len()).sum();
    let (a, b) = (&a[..a.len() - after], &b[..b.len() - after]);
    after += a.iter().rev().zip(b.iter().rev()).take_while(|(a, b)| a == b).count();
    while !old.is_char_boundary(old.len() - after) {
        after -= 1;
    }
    Some((before, after))
}
