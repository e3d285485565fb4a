//! All attempts at one question, two of them marked, and how these two differ. Reads no file: asks for it.

use std::collections::BTreeMap;

use ratatui::layout::Position;

use crate::{
    insight::attempts::before,
    model::{Attempt, QuestionId, Session, SessionId},
    sort::{IntoTree as _, Sort as _},
    tui::{action::Action, effect::Effect, keymap::Scope, widgets::list::List},
};

mod view;

/// The attempts at a question.
#[derive(Clone, Debug)]
pub struct Attempts {
    question: QuestionId,
    title: String,
    /// Newest first.
    entries: Vec<Attempt>,
    list: List,
    /// At most two, in the order in which they were marked.
    marked: Vec<SessionId>,
    read: BTreeMap<SessionId, Result<Box<Session>, String>>,
    /// The first line in sight, where two are compared.
    page: Option<Page>,
}

/// How far the comparison is scrolled.
#[derive(Clone, Copy, Debug, Default)]
struct Page {
    top: usize,
    height: usize,
    longest: usize,
}

impl Attempts {
    /// The attempts at the question of `here`, which is marked together with the one before it. `open` is a session that
    /// need not be read any more.
    pub fn new(here: &Attempt, attempts: &[Attempt], open: Option<&Session>) -> Self {
        let mut entries: Vec<Attempt> =
            attempts.iter().filter(|a| a.question == here.question).cloned().collect();
        if !entries.iter().any(|a| a.id == here.id) {
            entries.push(here.clone());
        }
        entries.arrange_by(|a, b| b.started.cmp(&a.started).then_with(|| b.id.cmp(&a.id)));
        // From the first attempt one looks ahead.
        let other = before(&entries, &here.id, here.from.as_ref(), &here.question, here.started)
            .or_else(|| entries.iter().rev().find(|a| a.id != here.id));
        let marked = [Some(here), other].into_iter().flatten().map(|a| a.id.clone()).collect();
        let mut list = List::default();
        list.index = entries.iter().position(|a| a.id == here.id).unwrap_or(0);
        let read = open.map(|session| (session.id.clone(), Ok(Box::new(session.clone()))));
        Self {
            question: here.question.clone(),
            title: here.title.clone(),
            entries,
            list,
            marked,
            read: read.into_iter().into_tree(),
            page: None,
        }
    }

    /// The scopes of the binding table that hold now.
    pub fn scopes(&self) -> Vec<Scope> {
        let page = if self.page.is_some() { Scope::Compared } else { Scope::Picking };
        vec![Scope::Everywhere, Scope::Away, page]
    }

    /// Why an action cannot be done now.
    pub fn why_not(&self, action: Action) -> Option<&'static str> {
        match action {
            Action::Choose | Action::Mark if self.entries.len() < 2 => Some("there is one attempt alone"),
            Action::Choose if self.marked.len() < 2 => Some("two have to be marked: Space marks"),
            _ => None,
        }
    }

    /// What an action does here, and what is to be read for it.
    pub fn act(&mut self, action: Action) -> Vec<Effect> {
        if let Some(page) = &mut self.page {
            let last = page.longest.saturating_sub(page.height);
            let by = page.height.saturating_sub(2).max(1);
            page.top = match action {
                Action::Up => page.top.saturating_sub(1),
                Action::Down => (page.top + 1).min(last),
                Action::PageUp => page.top.saturating_sub(by),
                Action::PageDown => (page.top + by).min(last),
                Action::First => 0,
                Action::Last => last,
                _ => page.top,
            };
            if action == Action::Left {
                self.page = None;
            }
            return Vec::new();
        }
        match action {
            Action::Choose => {
                self.page = Some(Page::default());
                let unread = self.marked.iter().filter(|id| !matches!(self.read.get(*id), Some(Ok(_))));
                return unread.map(|id| Effect::ReadAttempt(id.clone())).collect();
            }
            Action::Mark => self.mark(),
            _ => {
                self.list.act(action, self.entries.len());
            }
        }
        Vec::new()
    }

    /// Marks what is selected or lets it go; of three the one that was marked first goes.
    fn mark(&mut self) {
        let Some(here) = self.entries.get(self.list.index).map(|a| a.id.clone()) else { return };
        if let Some(place) = self.marked.iter().position(|id| *id == here) {
            self.marked.remove(place);
            return;
        }
        if self.marked.len() > 1 {
            self.marked.remove(0);
        }
        self.marked.push(here);
    }

    /// An attempt was read, or could not be.
    pub fn learn(&mut self, id: SessionId, read: Result<Box<Session>, String>) {
        self.read.insert(id, read);
    }

    /// Selects the attempt under the mouse; says whether it was selected before.
    pub fn point(&mut self, at: Position) -> Option<bool> {
        if self.page.is_some() { None } else { self.list.point(at) }
    }

    /// The two that are marked, the older first.
    fn two(&self) -> Option<(&Attempt, &Attempt)> {
        let mut marked = self.entries.iter().filter(|a| self.marked.contains(&a.id));
        let (newer, older) = (marked.next()?, marked.next()?);
        Some((older, newer))
    }
}
