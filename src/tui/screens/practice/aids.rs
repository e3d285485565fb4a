//! What helps at a stop: hints, one after the other, and the worked answer, both recorded; and what is not to be had.

use super::{
    Practice, Reply, Then,
    sheet::{Form, Target, is_blank_guide},
};
use crate::{
    insight::{transfer, worked},
    model::{Mode, StepId, Stop, plan, session::Guide},
    tui::action::{Action, READ_ONLY},
};

impl Practice {
    /// Why an action cannot be done now, where it cannot.
    pub fn why_not(&self, action: Action) -> Option<&'static str> {
        let interview = self.session.mode == Mode::Interview;
        match action {
            _ if self.read_only && self.changes(action) => Some(READ_ONLY),
            Action::Hints if interview => Some("not in interview mode"),
            Action::Hints if self.session.guide != Guide::Full => Some("hints belong to the full guide"),
            Action::Hints if self.hints().is_empty() => Some("this step has no hints"),
            Action::Worked | Action::PullStory if interview => Some("not in interview mode"),
            Action::Worked if self.worked_step().is_none() => Some("this step has none"),
            Action::Findings | Action::Coverage if interview => Some("not in interview mode"),
            Action::Findings | Action::Coverage if is_blank_guide(&self.session) => {
                Some("under your own headings it waits for the debrief")
            }
            Action::Coverage if self.metrics_step().is_none() => Some("this framework has no metrics"),
            Action::Editor if !matches!(self.session.at.stop, Stop::Step(_)) => Some("only in steps"),
            Action::PullStory => self.no_story(),
            Action::Said if !matches!(self.session.at.stop, Stop::Step(_) | Stop::Retell) => {
                Some("only in steps")
            }
            // What the wrap-up shows would have helped in the answer.
            Action::Previous if interview && *self.stop() == Stop::WrapUp => Some("the interview is over"),
            Action::NextField | Action::PreviousField if self.has_one_column() => Some("there is one column"),
            Action::Previous if plan::previous(&self.session, self.stop()).is_none() => {
                Some("this is the first step")
            }
            _ => None,
        }
    }

    /// Whether the rows here have one column alone, and nothing is to be completed in it.
    fn has_one_column(&self) -> bool {
        matches!(self.sheet.form, Form::Rows { .. })
            && self.completion.is_none()
            && self.sheet.fields.iter().all(|field| field.column == 0)
    }

    /// Whether an action changes what is recorded, here where the caret stands.
    fn changes(&self, action: Action) -> bool {
        match action {
            Action::Next => *self.stop() == Stop::WrapUp,
            Action::NextRow => matches!(self.field().map(|f| &f.target), Some(Target::Fact(_))),
            _ => action.changes(),
        }
    }

    pub(super) fn hints(&self) -> Vec<String> {
        let of_opening = |part| self.session.question.steps.get(part).map(|w| w.hints.clone());
        match self.stop() {
            Stop::Clarify => of_opening("clarify").unwrap_or_default(),
            Stop::Plan => of_opening("plan").unwrap_or_default(),
            Stop::Step(id) => self.session.spec(id).hints,
            _ => Vec::new(),
        }
    }

    pub(super) fn hints_opened(&self) -> usize {
        match self.stop() {
            Stop::Clarify => self.session.opening.clarify_hints,
            Stop::Plan => self.session.opening.plan_hints,
            Stop::Step(id) => self.session.step(id).map_or(0, |s| s.hints_opened),
            _ => 0,
        }
    }

    /// Opens the next hint; with all of them open, folds them away and back.
    pub(super) fn open_hint(&mut self) -> Reply {
        if self.hints_opened() >= self.hints().len() {
            self.folded = !self.folded;
            return Reply::notice(if self.folded {
                "Hints folded away; F2 shows them."
            } else {
                "All hints are open; F2 folds them."
            });
        }
        let opened = match self.stop().clone() {
            Stop::Clarify => Some(&mut self.session.opening.clarify_hints),
            Stop::Plan => Some(&mut self.session.opening.plan_hints),
            Stop::Step(id) => self.session.step_mut(&id).map(|step| &mut step.hints_opened),
            _ => None,
        };
        if let Some(opened) = opened {
            *opened += 1;
        }
        Reply::keep()
    }

    pub(super) fn worked_step(&self) -> Option<StepId> {
        let id = match self.stop() {
            Stop::Clarify => StepId::from("clarify"),
            Stop::Plan => StepId::from("plan"),
            Stop::Step(id) => id.clone(),
            _ => return None,
        };
        self.session.question.steps.get(&id).and_then(|w| w.answer.as_ref()).map(|_| id)
    }

    /// The question again, with the facts that were opened.
    pub(super) fn read_question(&self) -> Reply {
        let question = &self.session.question;
        let flip = transfer::variant(&self.session);
        let flip = flip.map(|variant| vec![format!("What if: {}", variant.flip.trim()), String::new()]);
        let mut lines = flip.unwrap_or_default();
        lines.extend([question.title.clone(), String::new(), question.brief.say.trim_end().to_owned()]);
        for opened in &self.session.opening.opened {
            if let Some(fact) = question.brief.facts.iter().find(|f| f.about == opened.about) {
                lines.push(String::new());
                lines.push(format!("{}: {}", fact.about, fact.answer.trim_end()));
            }
        }
        Reply { then: Some(Then::Read("The question".to_owned(), lines)), ..Reply::default() }
    }

    pub(super) fn open_worked(&mut self) -> Reply {
        let Some(worked) = self.worked_step() else { return Reply::default() };
        if let Some(id) = self.step_id().cloned()
            && let Some(step) = self.session.step_mut(&id)
        {
            step.answer_opened = true;
        }
        let title = "Worked notes · that you opened them is recorded".to_owned();
        let then = Some(Then::Read(title, worked::lines(&self.session, &worked)));
        Reply { then, ..Reply::keep() }
    }
}
