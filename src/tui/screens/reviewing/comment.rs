//! Comments: on which passages they are, and the line in which one is typed. Draws nothing.

use crate::{
    insight::{
        anchor::{Anchor, Found, anchor, find},
        sheet::Passage,
    },
    model::{
        CommentId, Review, Session,
        review::{Comment, CommentKind},
    },
    tui::{
        action::Action,
        screens::pages::Remark,
        widgets::{
            editor::{Deed, Motion},
            list::turn,
        },
    },
};

use super::Reviewing;

/// A comment while it is typed.
#[derive(Clone, Debug)]
pub(super) struct Typing {
    pub(super) id: CommentId,
    pub(super) line: Remark,
}

impl Typing {
    fn of(comment: &Comment) -> Self {
        Self { id: comment.id.clone(), line: Remark::new(&comment.text, 0) }
    }

    pub(super) fn selected<'a>(&self, review: &'a Review) -> &'a str {
        of_id(review, &self.id).map_or("", |comment| self.line.selected(&comment.text))
    }

    pub(super) fn deed(&mut self, review: &mut Review, deed: Deed) -> bool {
        let Some(comment) = review.comments.iter_mut().find(|c| c.id == self.id) else { return false };
        let new = self.line.deed(&comment.text, deed);
        new.map(|new| comment.text = new).is_some()
    }
}

fn of_id<'a>(review: &'a Review, id: &CommentId) -> Option<&'a Comment> {
    review.comments.iter().find(|comment| comment.id == *id)
}

impl Reviewing {
    /// The first and the last passage that are selected.
    pub(super) fn taken(&self) -> (usize, usize) {
        let here = self.list.index;
        let from = self.from.unwrap_or(here);
        (here.min(from), here.max(from))
    }

    pub(super) fn act_on_passages(&mut self, action: Action) -> bool {
        match action {
            Action::Comment(kind) => return self.begin_comment(kind),
            Action::Choose => {
                let here = self.comment_here().map(Typing::of);
                self.typing = here;
            }
            Action::Delete => {
                let Some(id) = self.comment_here().map(|comment| comment.id.clone()) else { return false };
                self.own.comments.retain(|comment| comment.id != id);
                return true;
            }
            Action::Select(motion) => {
                self.from.get_or_insert(self.list.index);
                let way = if motion == Motion::Up { Action::Up } else { Action::Down };
                let len = self.passages().len();
                self.list.act(way, len);
            }
            _ => {
                let len = self.passages().len();
                if self.list.act(action, len) {
                    self.from = None;
                }
            }
        }
        false
    }

    /// A comment on the selected passages. Several are one passage where they stand in one text; else it is on the first.
    fn begin_comment(&mut self, kind: CommentKind) -> bool {
        let (first, last) = self.taken();
        let passages = self.passages();
        let Some(passage) = passages.get(first) else { return false };
        let together = passages[first..=last.min(passages.len() - 1)].iter();
        let end = together.filter(|p| p.place == passage.place).filter_map(|p| p.range.clone()).next_back();
        let range = passage.range.clone().map(|range| range.start..end.map_or(range.end, |end| end.end));
        let Anchor { quote, prefix, suffix } = anchor(&self.session, &passage.place, range);
        let on = Some(passage.place.clone());
        let comment = Comment {
            id: self.own.next_id(),
            kind: Some(kind),
            on,
            quote,
            prefix,
            suffix,
            ..Comment::default()
        };
        self.typing = Some(Typing::of(&comment));
        self.own.comments.push(comment);
        true
    }

    pub(super) fn act_on_comment(&mut self, action: Action) -> bool {
        let Some(typing) = &mut self.typing else { return false };
        let Some(comment) = self.own.comments.iter_mut().find(|c| c.id == typing.id) else {
            self.typing = None;
            return false;
        };
        match action {
            Action::Accept => {
                self.typing = None;
                self.from = None;
                // What says nothing is no comment.
                let before = self.own.comments.len();
                self.own.comments.retain(|comment| !comment.text.trim().is_empty());
                self.own.comments.len() < before
            }
            Action::NextField => {
                let kinds: Vec<CommentKind> = CommentKind::ALL.iter().map(|(kind, _)| *kind).collect();
                let now = comment.kind.unwrap_or(CommentKind::Question);
                comment.kind = Some(turn(&kinds, now, 1));
                true
            }
            Action::Snippet(number) => {
                let Some(snippet) = self.snippets.get(usize::from(number) - 1).cloned() else { return false };
                typing.deed(&mut self.own, Deed::Paste(snippet))
            }
            _ => {
                let new = typing.line.act(&comment.text, action);
                new.map(|new| comment.text = new).is_some()
            }
        }
    }

    /// The own comment on the selected passage.
    pub(super) fn comment_here(&self) -> Option<&Comment> {
        let passage = self.passages().get(self.list.index)?;
        self.own.comments.iter().find(|comment| is_on(&self.session, comment, passage))
    }
}

impl Reviewing {
    /// Whether the passage of a comment is there no more.
    pub(super) fn is_lost(&self, comment: &Comment) -> bool {
        find(&self.session, comment) == Found::Lost
    }
}

/// The comments of a review on a passage. One on several passages stands below the last.
pub(super) fn comments_on<'a>(
    session: &'a Session,
    review: &'a Review,
    passage: &'a Passage,
) -> impl Iterator<Item = &'a Comment> {
    review.comments.iter().filter(|comment| is_on(session, comment, passage))
}

fn is_on(session: &Session, comment: &Comment, passage: &Passage) -> bool {
    let (place, found) = match find(session, comment) {
        Found::At { place, range } | Found::Moved { place, range } => (place, range),
        Found::Whole | Found::Lost => return false,
    };
    // A row is read as a whole: what is on one of its fields is on it.
    let of_row = passage.range.is_none() && passage.place.id.is_some();
    let here = place.part == passage.place.part
        && place.id == passage.place.id
        && (of_row || place.field == passage.place.field);
    match (found, &passage.range) {
        _ if !here => false,
        (Some(found), Some(range)) => found.end > range.start && found.end <= range.end,
        (Some(_), None) => true,
        // All of a text is meant: it stands below its first sentence.
        (None, range) => range.as_ref().is_none_or(|range| range.start == 0),
    }
}
