//! Undo and redo: groups of edits, without limit. Knows no screen.

use crate::model::{Edit, EditError, Part, Place, Session};

/// What was done, in groups that are undone together.
#[derive(Clone, Debug, Default)]
pub struct History {
    done: Vec<Vec<Edit>>,
    undone: Vec<Vec<Edit>>,
    /// Whether the next small edit may still join the last group.
    open: bool,
    /// How many times something was done, undone or done again.
    changes: u64,
}

impl History {
    /// Records edits that were carried out as one group. Typing and deleting go on in the group before, as long
    /// as it is the same text, the same direction and the same word.
    pub fn record(&mut self, edits: Vec<Edit>) {
        if edits.is_empty() {
            return;
        }
        self.changes += 1;
        self.undone.clear();
        let joins = self.open
            && match (self.done.last().and_then(|group| group.last()), &edits[..]) {
                (Some(last), [edit]) => continues(last, edit),
                _ => false,
            };
        match self.done.last_mut() {
            Some(group) if joins => group.extend(edits),
            _ => self.done.push(edits),
        }
        self.open = true;
    }

    /// Nothing more joins the last group: the caret went elsewhere.
    pub fn close(&mut self) {
        self.open = false;
    }

    /// How many times something was done, undone or done again.
    pub fn changes(&self) -> u64 {
        self.changes
    }

    /// How many groups there are: a mark to come back to with [`History::join_since`].
    pub fn mark(&self) -> usize {
        self.done.len()
    }

    /// Whether there is an edit of a kind that can be taken back.
    pub fn any(&self, is: impl Fn(&Edit) -> bool) -> bool {
        self.done.iter().flatten().any(is)
    }

    /// Makes one group of all that was recorded since `mark`.
    pub fn join_since(&mut self, mark: usize) {
        if mark < self.done.len() {
            let joined = self.done.drain(mark..).flatten().collect();
            self.done.push(joined);
        }
        self.open = false;
    }

    /// Takes the last group back; gives the place where something changed and the offset behind it.
    pub fn undo(&mut self, session: &mut Session) -> Result<Option<Landing>, EditError> {
        let Some(group) = self.done.pop() else { return Ok(None) };
        self.changes += 1;
        let inverse: Vec<Edit> = group.iter().rev().map(Edit::inverse).collect();
        self.open = false;
        inverse.iter().for_each(|edit| session.open_for(edit));
        carry_out(session, &inverse)?;
        let landing = landing(&group, &inverse);
        self.undone.push(group);
        Ok(landing)
    }

    /// Makes the group again that was taken back last.
    pub fn redo(&mut self, session: &mut Session) -> Result<Option<Landing>, EditError> {
        let Some(group) = self.undone.pop() else { return Ok(None) };
        self.changes += 1;
        self.open = false;
        group.iter().for_each(|edit| session.open_for(edit));
        carry_out(session, &group)?;
        let landing = landing(&group, &group);
        self.done.push(group);
        Ok(landing)
    }
}

/// Where undo and redo leave the caret.
#[derive(Clone, Debug, PartialEq)]
pub struct Landing {
    /// The last edit that was carried out.
    pub edit: Edit,
    /// The text that it changed, where it changed a text.
    pub place: Option<Place>,
    /// Behind what was inserted.
    pub offset: usize,
}

/// Where `edits` leave the caret, which make a group or take it back: in the text that the group began with. The lines
/// that a renamed row took along come behind that.
fn landing(group: &[Edit], edits: &[Edit]) -> Option<Landing> {
    let first =
        group.iter().find_map(|edit| if let Edit::Splice { at, .. } = edit { Some(at) } else { None });
    let splice = edits.iter().rev().find_map(|edit| match edit {
        Edit::Splice { at, offset, inserted, .. } if Some(at) == first => {
            Some((edit, at, offset + inserted.len()))
        }
        _ => None,
    });
    match splice {
        Some((edit, at, offset)) => Some(Landing { edit: edit.clone(), place: Some(at.clone()), offset }),
        None => edits.last().map(|edit| Landing { edit: edit.clone(), place: None, offset: 0 }),
    }
}

/// Carries edits out, all or none.
pub fn carry_out(session: &mut Session, edits: &[Edit]) -> Result<(), EditError> {
    for (index, edit) in edits.iter().enumerate() {
        if let Err(error) = session.apply(edit) {
            for edit in edits[..index].iter().rev() {
                // What was just carried out can be taken back.
                let _ = session.apply(&edit.inverse());
            }
            return Err(error);
        }
    }
    Ok(())
}

/// Whether `edit` goes on with what `last` did: the next letters of a word, or the next letter deleted.
fn continues(last: &Edit, edit: &Edit) -> bool {
    let (
        Some(Small { at, offset, removed, inserted }),
        Some(Small { at: next_at, offset: next_offset, removed: next_removed, inserted: next_inserted }),
    ) = (Small::of(last), Small::of(edit))
    else {
        return false;
    };
    if at != next_at {
        return false;
    }
    if removed.is_empty() && next_removed.is_empty() {
        let starts_word =
            inserted.ends_with(char::is_whitespace) && !next_inserted.starts_with(char::is_whitespace);
        let small = next_inserted.chars().count() <= 2 && !next_inserted.contains('\n');
        return next_offset == offset + inserted.len() && small && !starts_word;
    }
    if inserted.is_empty() && next_inserted.is_empty() {
        return next_offset + next_removed.len() == offset || next_offset == offset;
    }
    false
}

/// A change of a text: at `offset`, `removed` gives way to `inserted`.
struct Small<'a> {
    at: &'a Place,
    offset: usize,
    removed: &'a str,
    inserted: &'a str,
}

impl<'a> Small<'a> {
    /// What the debrief completes is set as a whole, key by key: what differs is the change.
    fn of(edit: &'a Edit) -> Option<Self> {
        match edit {
            Edit::Splice { at, offset, removed, inserted } => {
                Some(Self { at, offset: *offset, removed, inserted })
            }
            Edit::Set { at, old, new } if at.part == Part::Debrief => {
                let (old, new) = (old.text()?, new.text()?);
                let same = |(a, b): &(char, char)| a == b;
                let bytes = |chars: usize, text: &str| -> usize {
                    text.chars().take(chars).map(char::len_utf8).sum()
                };
                let start = bytes(old.chars().zip(new.chars()).take_while(same).count(), old);
                let (old, new) = (&old[start..], &new[start..]);
                let back =
                    old.chars().rev().zip(new.chars().rev()).take_while(same).map(|(a, _)| a.len_utf8());
                let end: usize = back.sum();
                Some(Self {
                    at,
                    offset: start,
                    removed: &old[..old.len() - end],
                    inserted: &new[..new.len() - end],
                })
            }
            _ => None,
        }
    }
}
