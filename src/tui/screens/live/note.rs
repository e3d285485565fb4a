//! Notes of a live mock: what is typed, and what of the sheet was said, each with its time. Draws nothing.

use crate::{
    insight::interviewer::{Cue, Part},
    model::{
        Review,
        review::{Comment, CommentKind},
    },
    tui::{
        screens::pages::Remark,
        widgets::{editor::Deed, list::turn},
    },
};

use super::Live;

/// How the note begins that says who is interviewed.
pub(super) const WITH: &str = "with ";

/// What can be marked on the sheet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Item {
    /// That a part has begun.
    Part(usize),
    /// That something was said: the part, and what of it.
    Cue(usize, usize),
}

impl Item {
    pub(super) fn part(self) -> usize {
        match self {
            Self::Part(part) | Self::Cue(part, _) => part,
        }
    }
}

/// The note in which this was marked.
pub(super) fn marked<'a>(own: &'a Review, mark: &str) -> Option<&'a Comment> {
    own.comments.iter().find(|note| note.kind.is_none() && note.text == mark)
}

/// Who is interviewed, where that was said first.
pub(super) fn with(own: &Review) -> Option<&str> {
    own.comments.first().filter(|note| note.at == Some(0))?.text.strip_prefix(WITH)
}

impl Live {
    /// What stands in the line.
    pub(super) fn text(&self) -> &str {
        if !self.clock.has_begun() {
            return &self.with;
        }
        let typed = self.own.comments.iter().find(|note| Some(&note.id) == self.typing.as_ref());
        typed.map_or("", |note| &note.text)
    }

    /// Makes a note of what is typed as soon as it says something; with its last letter it goes.
    pub(super) fn set_text(&mut self, new: String) -> bool {
        if !self.clock.has_begun() {
            self.with = new;
            return false;
        }
        let place = self.own.comments.iter().position(|note| Some(&note.id) == self.typing.as_ref());
        match place {
            Some(place) if new.is_empty() => {
                self.own.comments.remove(place);
                self.typing = None;
            }
            Some(place) => self.own.comments[place].text = new,
            None if new.is_empty() => return false,
            None => {
                self.typing = Some(self.own.next_id());
                let kind = self.kind.take();
                self.note(kind, new);
            }
        }
        true
    }

    /// Takes what is typed as it is; says whether it goes, because it says nothing.
    pub(super) fn take_note(&mut self) -> bool {
        let before = self.own.comments.len();
        self.own.comments.retain(|note| !note.text.trim().is_empty());
        self.typing = None;
        self.line = Remark::new("", 0);
        self.own.comments.len() < before
    }

    pub(super) fn deed(&mut self, deed: Deed) -> bool {
        let text = self.text().to_owned();
        self.line.deed(&text, deed).is_some_and(|new| self.set_text(new))
    }

    /// Another kind for the note that is typed, or for the next.
    pub(super) fn turn_kind(&mut self) -> bool {
        let kinds: Vec<Option<CommentKind>> =
            [None].into_iter().chain(CommentKind::ALL.iter().map(|(kind, _)| Some(*kind))).collect();
        let typed = self.own.comments.iter_mut().find(|note| Some(&note.id) == self.typing.as_ref());
        let kind = typed.map_or(&mut self.kind, |note| &mut note.kind);
        *kind = turn(&kinds, *kind, 1);
        self.typing.is_some()
    }

    /// Begins: who is interviewed is the first note.
    pub(super) fn begin(&mut self) {
        self.clock.run();
        let with = std::mem::take(&mut self.with);
        if !with.trim().is_empty() {
            self.note(None, format!("{WITH}{}", with.trim()));
        }
        self.line = Remark::new("", 0);
    }

    /// Marks what is selected on the sheet as said now; what is marked already is so no more.
    pub(super) fn mark(&mut self) -> bool {
        let Some(mark) = self.items.get(self.list.index).and_then(|item| self.mark_of(*item)) else {
            return false;
        };
        let there = marked(&self.own, &mark).map(|note| note.id.clone());
        match self.own.comments.iter().position(|note| Some(&note.id) == there.as_ref()) {
            Some(place) => self.take_back(place),
            None => self.note(None, mark),
        }
        true
    }

    pub(super) fn mark_of(&self, item: Item) -> Option<String> {
        let part = self.sheet.parts.get(item.part())?;
        match item {
            Item::Part(_) => Some(Part::mark(part)),
            Item::Cue(_, cue) => part.cues.get(cue).map(Cue::mark),
        }
    }

    /// Takes a note back; undo brings it where it was.
    pub(super) fn take_back(&mut self, place: usize) {
        if place < self.own.comments.len() {
            self.gone.push((place, self.own.comments.remove(place)));
        }
    }

    pub(super) fn bring_back(&mut self) -> bool {
        let Some((place, note)) = self.gone.pop() else { return false };
        let place = place.min(self.own.comments.len());
        self.own.comments.insert(place, note);
        self.notes.index = place;
        true
    }

    fn note(&mut self, kind: Option<CommentKind>, text: String) {
        let (id, at) = (self.own.next_id(), Some(self.clock.seconds()));
        self.own.comments.push(Comment { id, kind, at, text, ..Comment::default() });
    }
}
