//! Completing two metrics: the questions that their contracts leave open, answered without a clock. What was written under
//! the clock stays as it was. Draws nothing.

use super::Debrief;
use crate::{
    insight::contract::{self, Contract, Question},
    model::{
        Edit, ItemId, Kind, Part, Place, Value,
        size::{self, Size},
    },
    tui::{
        action::Action,
        effect::Effect,
        screens::{pages::Page, practice::Reply},
        widgets::{
            editor::{Deed, Editor, Motion, Outcome, Shape, Splice},
            list::List,
        },
    },
};

/// Which question is asked, and how far its answer is.
#[derive(Clone, Debug)]
pub(super) struct Completing {
    /// The questions of both metrics, one behind the other.
    pub(super) questions: List,
    pub(super) editor: Editor,
    /// Whether letters go into the answer.
    pub(super) writing: bool,
    /// The guardrail that was chosen.
    guardrail: Option<ItemId>,
}

impl Default for Completing {
    fn default() -> Self {
        Self {
            questions: List::default(),
            editor: Editor::new(Shape::Wrapped),
            writing: false,
            guardrail: None,
        }
    }
}

impl Debrief {
    /// Whether there is something to complete, or to be said of it.
    pub(super) fn has_completing(&self) -> bool {
        if self.frozen().is_some() {
            return self.session.completed.keys().any(|(_, field)| field.as_str() != "role");
        }
        let has_metrics = self.session.metrics().next().is_some();
        let asks = self.session.framework.steps.iter().any(|step| step.kind == Kind::Metrics);
        has_metrics || (asks && self.session.only.is_none())
    }

    /// The two metrics, with what is asked of them.
    pub(super) fn contracts(&self) -> Vec<Contract> {
        contract::contracts(&self.session, self.completing.guardrail.as_ref())
    }

    /// Every question with its metric, in the order of the page.
    pub(super) fn questions(&self) -> Vec<(ItemId, Question)> {
        let of = |contract: Contract| {
            let metric = contract.metric;
            contract.questions.into_iter().map(move |question| (metric.clone(), question))
        };
        self.contracts().into_iter().flat_map(of).collect()
    }

    /// Whether letters are typed into an answer.
    pub fn is_typing(&self) -> bool {
        self.completing.writing || self.page.as_ref().is_some_and(Page::is_typing)
    }

    /// What is selected where they are typed.
    pub fn selected(&self) -> String {
        if let Some(page) = &self.page {
            return page.selected(&self.session);
        }
        let selected = match self.asked() {
            Some((metric, question)) if self.completing.writing => {
                self.completing.editor.selected(contract::said(&self.session, &metric, question.field))
            }
            _ => "",
        };
        selected.to_owned()
    }

    /// What is typed or pasted here.
    pub fn type_text(&mut self, text: &str, pasted: bool) -> Reply {
        if self.is_typing() {
            return self.deed(if pasted {
                Deed::Paste(text.to_owned())
            } else {
                Deed::Type(text.to_owned())
            });
        }
        if self.here() == super::Section::Completing
            && !self.questions().is_empty()
            && self.frozen().is_none()
        {
            return Reply::notice("Enter writes here; then letters are typed.");
        }
        Reply::default()
    }

    pub(super) fn act_on_contracts(&mut self, action: Action) -> Reply {
        match action {
            Action::Choose => self.write(),
            Action::Another => self.other_guardrail(),
            Action::NextField if self.completing.writing => self.ask(1),
            Action::PreviousField if self.completing.writing => self.ask(-1),
            Action::Done => self.stop_writing(),
            _ if self.completing.writing => {}
            _ => {
                let count = self.questions().len();
                self.completing.questions.act(action, count);
            }
        }
        Reply::default()
    }

    /// Does a deed in the answer that is written.
    pub fn deed(&mut self, deed: Deed) -> Reply {
        if self.page.is_some() {
            return self.deed_on_page(deed);
        }
        let Some((metric, question)) = self.asked() else { return Reply::default() };
        if let Deed::Type(text) | Deed::Paste(text) = &deed
            && !Size::of_text(text).fits(&self.session)
        {
            let pasted = matches!(deed, Deed::Paste(_));
            let effects = if pasted { vec![Effect::SetAside(text.clone())] } else { Vec::new() };
            let notice = (!pasted).then(|| format!("Nothing was changed: {}.", size::TOO_LARGE));
            return Reply { effects, notice, ..Reply::default() };
        }
        let old = contract::said(&self.session, &metric, question.field).to_owned();
        match self.completing.editor.apply(&old, deed) {
            Outcome::Change(Splice { offset, removed, inserted }) => {
                let mut new = old.clone();
                new.replace_range(offset..offset + removed.len(), &inserted);
                let at = Place::cell(Part::Debrief, &metric, question.field);
                self.commit(vec![Edit::Set { at, old: Value::Text(old), new: Value::Text(new) }])
            }
            Outcome::Edge(Motion::Up | Motion::PageUp) => {
                self.ask(-1);
                Reply::default()
            }
            Outcome::Edge(Motion::Down | Motion::PageDown) if !self.is_last() => {
                self.ask(1);
                Reply::default()
            }
            Outcome::Moved => {
                self.history.close();
                Reply::default()
            }
            Outcome::Edge(_) | Outcome::Nothing => Reply::default(),
        }
    }

    /// Goes to the question that an edit answered.
    pub(super) fn go_to_question(&mut self, at: &Place) {
        let guardrails = contract::guardrails(&self.session);
        if let Some(id) = at.id.as_ref().filter(|id| guardrails.contains(id)) {
            self.completing.guardrail = Some(id.clone());
        }
        let is_there = |(metric, question): &(ItemId, Question)| {
            Some(metric) == at.id.as_ref() && at.field.as_ref().is_some_and(|f| f.as_str() == question.field)
        };
        if let Some(index) = self.questions().iter().position(is_there) {
            self.completing.questions.index = index;
            self.place_caret();
        }
    }

    /// The question that is asked now.
    pub(super) fn asked(&self) -> Option<(ItemId, Question)> {
        self.questions().into_iter().nth(self.completing.questions.index)
    }

    pub(super) fn stop_writing(&mut self) {
        self.completing.writing = false;
        self.history.close();
    }

    /// The caret to the end of the answer that is there.
    pub(super) fn place_caret(&mut self) {
        let end = self
            .asked()
            .map_or(0, |(metric, question)| contract::said(&self.session, &metric, question.field).len());
        self.completing.editor.place(end);
        self.history.close();
    }

    fn is_last(&self) -> bool {
        self.completing.questions.index + 1 >= self.questions().len()
    }

    fn write(&mut self) {
        if self.frozen().is_none() && self.asked().is_some() {
            self.completing.writing = true;
            self.place_caret();
        }
    }

    /// On to another question; behind the last one nothing more is written.
    fn ask(&mut self, by: isize) {
        if by > 0 && self.is_last() {
            return self.stop_writing();
        }
        self.completing.questions.index = self.completing.questions.index.saturating_add_signed(by);
        self.place_caret();
    }

    fn other_guardrail(&mut self) {
        let guardrails = contract::guardrails(&self.session);
        let contracts = self.contracts();
        let now = guardrails.iter().position(|id| contracts.iter().any(|c| c.metric == *id));
        let next = now.map_or(0, |at| (at + 1) % guardrails.len().max(1));
        self.completing.guardrail = guardrails.get(next).cloned();
        // To its first question.
        let chosen = self.completing.guardrail.clone();
        let first = self.questions().iter().position(|(metric, _)| Some(metric) == chosen.as_ref());
        self.completing.questions.index = first.unwrap_or(0);
    }
}
