//! Comments: on which passages they are, and the line in which one is typed. Draws nothing.

use crate::{
    insight::{
        anchor::{Anchor, anchor},
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
pub struct Typing {
    /// Which.
    pub id: CommentId,
    /// Where it is typed.
    pub line: Remark,
}

impl Typing {
    /// Goes on with a comment.
    pub fn of(comment: &Comment) -> Self {
        Self { id: comment.id.clone(), line: Remark::new(&comment.text, 0) }
    }

    /// What is selected in it.
    pub fn selected<'a>(&self, review: &'a Review) -> &'a str {
        of_id(review, &self.id).map_or("", |comment| self.line.selected(&comment.text))
    }

    /// What is typed or pasted; says whether that changed the comment.
    pub fn deed(&mut self, review: &mut Review, deed: Deed) -> bool {
        let Some(comment) = review.comments.iter_mut().find(|c| c.id == self.id) else { return false };
        let new = self.line.deed(&comment.text, deed);
        new.map(|new| comment.text = new).is_some()
    }

    /// What an action does; says whether that changed the comment. [`Action::Accept`] is the caller's: see [`said`].
    pub fn act(&mut self, review: &mut Review, snippets: &[String], action: Action) -> bool {
        let Some(comment) = review.comments.iter_mut().find(|c| c.id == self.id) else { return false };
        match action {
            Action::NextField => {
                let kinds: Vec<CommentKind> = CommentKind::ALL.iter().map(|(kind, _)| *kind).collect();
                let now = comment.kind.unwrap_or(CommentKind::Question);
                comment.kind = Some(turn(&kinds, now, 1));
                true
            }
            Action::Snippet(number) => match snippets.get(usize::from(number) - 1) {
                Some(snippet) => self.deed(review, Deed::Paste(snippet.clone())),
                None => false,
            },
            _ => {
                let new = self.line.act(&comment.text, action);
                new.map(|new| comment.text = new).is_some()
            }
        }
    }
}

/// A comment was said. What says nothing is no comment; says whether there was such.
pub fn said(review: &mut Review) -> bool {
    let before = review.comments.len();
    review.comments.retain(|comment| !comment.text.trim().is_empty());
    review.comments.len() < before
}

/// Begins a comment on neighbouring passages. Several are one passage where they stand in one text; else it is on the first.
pub fn begin(
    session: &Session,
    review: &mut Review,
    passages: &[Passage],
    kind: CommentKind,
) -> Option<Typing> {
    let passage = passages.first()?;
    let together = passages.iter().filter(|p| p.place == passage.place);
    let end = together.filter_map(|p| p.range.clone()).next_back();
    let range = passage.range.clone().map(|range| range.start..end.map_or(range.end, |end| end.end));
    let Anchor { quote, prefix, suffix } = anchor(session, &passage.place, range);
    let comment = Comment {
        id: review.next_id(),
        kind: Some(kind),
        on: Some(passage.place.clone()),
        quote,
        prefix,
        suffix,
        ..Comment::default()
    };
    let typing = Typing::of(&comment);
    review.comments.push(comment);
    Some(typing)
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

    fn begin_comment(&mut self, kind: CommentKind) -> bool {
        let (first, last) = self.taken();
        let passages = self.read.get(self.section).map_or(&[][..], |section| &section.passages);
        let passages = passages.get(first..=last.min(passages.len().saturating_sub(1))).unwrap_or_default();
        self.typing = begin(&self.session, &mut self.own, passages, kind);
        self.typing.is_some()
    }

    pub(super) fn act_on_comment(&mut self, action: Action) -> bool {
        if action == Action::Accept {
            (self.typing, self.from) = (None, None);
            return said(&mut self.own);
        }
        let Some(typing) = &mut self.typing else { return false };
        typing.act(&mut self.own, &self.snippets, action)
    }

    /// The own comment on the selected passage.
    pub(super) fn comment_here(&self) -> Option<&Comment> {
        self.placed.on(&self.own, self.passages().get(self.list.index)?).next()
    }
}
