//! The pages over an answer: what was found so far, what the metrics cover. They lead to where something stands, or to
//! a new metric. Found is nothing here.

use std::rc::Rc;

use super::{HOW_TO_LEAVE, Practice, Reply, change::stop_of, sheet::Target};
use crate::{
    model::{Edit, ItemId, Place, Role, StepId, metric_line},
    tui::{
        action::{Action, READ_ONLY},
        effect::Effect,
        screens::pages::{Page, Wish},
        widgets::{editor::Deed, notice::sentence},
    },
};

impl Practice {
    /// What an action does while a page is open, or opens one; nothing where it is for the answer below.
    pub(super) fn act_on_page(&mut self, action: Action, clip: &mut String) -> Option<Reply> {
        match (action, self.page.as_mut()) {
            (Action::Findings, _) => self.open(Page::findings(Rc::default())),
            (Action::Coverage, _) => self.open(Page::coverage()),
            (Action::Close, Some(_)) => self.page = None,
            (Action::Cut | Action::Copy | Action::Paste, Some(page)) if page.is_typing() => {
                let selected = page.selected(&self.session);
                let deed = match action {
                    Action::Paste => Deed::Paste(clip.clone()),
                    _ if selected.is_empty() => return Some(Reply::notice(HOW_TO_LEAVE)),
                    Action::Cut => Deed::DeleteBack,
                    _ => return Some(copied(selected, clip)),
                };
                let mut reply = if action == Action::Cut { copied(selected, clip) } else { Reply::default() };
                let wish = page.deed(deed, &self.session);
                reply.effects.extend(self.grant(wish).effects);
                return Some(reply);
            }
            (_, Some(page)) if page.is_typing() || is_for_page(action) => {
                let wish = page.act(action, &self.session, self.history.mark());
                return Some(self.grant(wish));
            }
            // Undo and redo change what the page shows.
            (Action::Undo | Action::Redo, _) => return None,
            _ => {
                self.page = None;
                return None;
            }
        }
        Some(Reply::default())
    }

    /// What is typed belongs to the reason that a page asks for; without one it belongs to the answer, and the page closes.
    pub(super) fn type_on_page(&mut self, text: &str, pasted: bool) -> Option<Reply> {
        let page = self.page.as_mut()?;
        if !page.is_typing() {
            self.page = None;
            return None;
        }
        let deed = if pasted { Deed::Paste(text.to_owned()) } else { Deed::Type(text.to_owned()) };
        let wish = page.deed(deed, &self.session);
        Some(self.grant(wish))
    }

    fn open(&mut self, page: Page) {
        self.leave_field();
        self.focus_on(self.focus, usize::MAX);
        self.page = Some(page);
    }

    fn grant(&mut self, wish: Wish) -> Reply {
        match wish {
            Wish::Nothing => Reply::default(),
            Wish::Go(place) => self.go_there(&place),
            Wish::Add { stakeholder, stage } => self.add_metric(stakeholder.as_ref(), stage.as_ref()),
            Wish::Change(edits, mark) => {
                let reply = self.commit(edits);
                if let Some(mark) = mark {
                    self.history.join_since(mark);
                }
                reply
            }
        }
    }

    /// Puts the caret where something stands; where that is not there any more, into its step.
    fn go_there(&mut self, place: &Place) -> Reply {
        let Some(stop) = stop_of(&place.part, Some(place)) else { return Reply::default() };
        self.page = None;
        self.stand_at(stop);
        let fields = || self.sheet.fields.iter();
        let exact = fields().position(|field| field.target == Target::At(place.clone()));
        let same_item = || {
            fields().position(
                |field| matches!(&field.target, Target::At(at) if at.id.is_some() && at.id == place.id),
            )
        };
        if let Some(index) = exact.or_else(same_item) {
            self.focus_on(index, usize::MAX);
        }
        Reply::keep()
    }

    /// A new diagnostic that touches these, the caret where its name goes.
    fn add_metric(&mut self, stakeholder: Option<&ItemId>, stage: Option<&ItemId>) -> Reply {
        if self.read_only {
            return Reply::notice(sentence(READ_ONLY));
        }
        let Some(step) = self.metrics_step() else { return Reply::default() };
        let named = |sigil: char, id: Option<&ItemId>| {
            let name = |id: &ItemId| metric_line::quoted(&self.session.name_of(id));
            id.map(|id| format!(" {sigil}{}", name(id))).unwrap_or_default()
        };
        let inserted = named('@', stakeholder) + &named('#', stage);
        self.page = None;
        let (mut edits, place) = self.make_metric(&step, Some(Role::Diagnostic), stage.cloned());
        edits.push(Edit::Splice { at: place.clone(), offset: 0, removed: String::new(), inserted });
        let reply = self.commit(edits);
        self.go_there(&place);
        self.focus_on(self.focus, 0);
        reply
    }

    /// The step where metrics are written whose lines name rows.
    pub(super) fn metrics_step(&self) -> Option<StepId> {
        let names_rows = |step: &&crate::model::Step| step.stakeholders.is_some() || step.stages.is_some();
        let step = self.session.framework.steps.iter().find(names_rows)?;
        Some(step.id.clone())
    }
}

fn copied(selected: String, clip: &mut String) -> Reply {
    clip.clone_from(&selected);
    Reply { effects: vec![Effect::Clipboard(selected)], ..Reply::default() }
}

/// Whether an action moves about on a page or does something there.
fn is_for_page(action: Action) -> bool {
    use Action as A;
    matches!(
        action,
        A::Up
            | A::Down
            | A::PageUp
            | A::PageDown
            | A::First
            | A::Last
            | A::Left
            | A::Right
            | A::Choose
            | A::SetAside
    )
}
