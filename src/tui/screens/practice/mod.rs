//! The practice screen: a session, the stop where the candidate is, and the field that has the caret.
//!
//! Everything typed becomes a [`crate::model::Edit`]; what is to be saved is returned as an effect.

mod aids;
mod away;
mod change;
mod clock;
mod complete;
mod move_on;
mod pointer;
mod settle;
mod sheet;
mod view;

use std::borrow::Cow;

use jiff::Timestamp;

use self::{
    clock::Clock,
    complete::Completion,
    sheet::{Field, FieldKind, Form, Sheet, Target},
};
use crate::{
    insight::worked,
    model::{Session, StepId, Stop, metric_line::Names, plan, session::At},
    tui::{
        action::{Action, READ_ONLY},
        effect::{Effect, Now},
        history::History,
        keymap::Scope,
        widgets::editor::{Deed, Editor, Motion, Shape},
    },
};

pub use view::Saving;

/// What Ctrl-C says where there is nothing to copy.
pub const HOW_TO_LEAVE: &str = "Ctrl-Q leaves; all is saved.";

/// A session at work.
#[derive(Clone, Debug)]
pub struct Practice {
    /// What was written so far.
    pub session: Session,
    /// Whether it can only be read.
    pub read_only: bool,
    sheet: Sheet,
    focus: usize,
    editor: Editor,
    history: History,
    arrival: Arrival,
    completion: Option<Completion>,
    clock: Clock,
    paused: Option<Timestamp>,
    /// Whether the program sleeps.
    suspended: bool,
    /// When it was looked at last.
    now: Now,
    /// Hints opened at the opening's stops, where no step counts them.
    opening_hints: usize,
    /// Whether this stop's hints are folded away.
    folded: bool,
    /// What leaving the last field had to say.
    warning: Option<String>,
    /// Whether the metric tree is drawn over the slots.
    screen: view::Screen,
}

/// What a field held when the caret came to it: a renamed row takes the lines along that name it.
#[derive(Clone, Debug, Default)]
struct Arrival {
    text: String,
    mark: usize,
}

/// What an action comes to.
#[derive(Clone, Debug, Default)]
pub struct Reply {
    /// For the outside.
    pub effects: Vec<Effect>,
    /// One line for the footer.
    pub notice: Option<String>,
    /// What the application does next.
    pub then: Option<Then>,
}

/// Where a session leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Then {
    /// Something to read over the screen: a title and lines.
    Read(String, Vec<String>),
    /// Out, to go on another time.
    Leave,
    /// The wrap-up was left: to the debrief.
    Debrief,
}

impl Reply {
    fn notice(text: impl Into<String>) -> Self {
        Self { notice: Some(text.into()), ..Self::default() }
    }

    fn keep() -> Self {
        Self { effects: vec![Effect::Keep], ..Self::default() }
    }
}

impl Practice {
    /// Goes on with a session where its candidate was. The time since they left becomes a pause.
    pub fn resume(mut session: Session, now: Now) -> Self {
        away::come_back(&mut session, now);
        let at = session.at.clone();
        let route = plan::route(&session);
        let stop = route.iter().find(|s| **s == at.stop).or(route.first()).cloned().unwrap_or(Stop::WrapUp);
        let mut practice = Self {
            session,
            read_only: false,
            sheet: Sheet::default(),
            focus: 0,
            editor: Editor::new(Shape::Prose),
            history: History::default(),
            arrival: Arrival::default(),
            completion: None,
            clock: Clock::default(),
            paused: None,
            suspended: false,
            now,
            opening_hints: 0,
            folded: false,
            warning: None,
            screen: view::Screen::default(),
        };
        practice.clock.advance(now.mono);
        practice.stand_at(stop);
        let place = practice.sheet.fields.iter().position(
            |f| matches!(&f.target, Target::At(p) if p.id == at.id && p.field == at.field && at.id.is_some()),
        );
        if let Some(index) = place {
            practice.focus_on(index, at.offset);
        } else if at.id.is_none() && practice.is_prose() {
            practice.focus_on(0, at.offset);
        }
        practice
    }

    /// The same, and whether the session can only be read.
    pub fn to_be_read(self, read_only: bool) -> Self {
        let completion = if read_only { None } else { self.completion };
        Self { read_only, completion, ..self }
    }

    /// The scopes of the binding table that hold now.
    pub fn scopes(&self) -> Vec<Scope> {
        let mut scopes = vec![Scope::Everywhere, Scope::Session];
        match self.sheet.form {
            Form::Cue => scopes.push(Scope::Cue),
            Form::Metrics(_) => scopes.extend([Scope::Field, Scope::Text, Scope::Metrics]),
            Form::Rows { .. } | Form::Labelled => scopes.extend([Scope::Field, Scope::Text, Scope::Fields]),
            Form::Prose => scopes.extend([Scope::Field, Scope::Text, Scope::Prose]),
        }
        scopes
    }

    /// What an action of the binding table does here. `clip` is the program's own clipboard.
    pub fn act(&mut self, action: Action, now: Now, clip: &mut String) -> Reply {
        if let Some(reason) = self.why_not(action) {
            return Reply::notice(sentence(reason));
        }
        let reply = self.done(action, now, clip);
        Reply { notice: self.warning.take().or(reply.notice), ..reply }
    }

    fn done(&mut self, action: Action, now: Now, clip: &mut String) -> Reply {
        match action {
            Action::Next => self.next(now),
            Action::Previous => self.previous(),
            Action::Hints => self.open_hint(),
            Action::Said => self.say(now),
            Action::Pause => self.pause(now),
            Action::Worked => self.open_worked(),
            Action::Question => self.read_question(),
            Action::Tree => {
                let then = Some(Then::Read("The tree".to_owned(), worked::tree(&self.session)));
                Reply { then, ..Reply::default() }
            }
            Action::Leave => self.leave(now),
            Action::Editor => self.open_editor(),
            Action::Undo => self.undo(true),
            Action::Redo => self.undo(false),
            Action::NextRow => self.enter(now),
            Action::NextField => self.tab(),
            Action::PreviousField => self.go_by(-1),
            Action::RowUp => self.move_row(-1),
            Action::RowDown => self.move_row(1),
            Action::Indent => self.indent(),
            Action::Outdent => self.outdent(),
            Action::Cut | Action::Copy => self.copy(action == Action::Cut, clip),
            Action::Paste => self.deed(Deed::Paste(clip.clone())),
            Action::Move(motion) => self.go(motion, false),
            Action::Select(motion) => self.go(motion, true),
            Action::SelectAll => self.deed(Deed::SelectAll),
            Action::DeleteBack => self.deed(Deed::DeleteBack),
            Action::DeleteForward => self.deed(Deed::DeleteForward),
            Action::DeleteWordBack => self.deed(Deed::DeleteWordBack),
            Action::DeleteWordForward => self.deed(Deed::DeleteWordForward),
            Action::Newline => self.deed(Deed::Newline),
            _ => Reply::default(),
        }
    }

    /// A character or a paste.
    pub fn type_text(&mut self, text: &str, pasted: bool) -> Reply {
        if self.read_only {
            return Reply::notice(sentence(READ_ONLY));
        }
        if self.paused.is_some() {
            // Who writes is at work again.
            self.pause(self.now);
        }
        if text.is_empty() {
            return Reply::default();
        }
        match self.kind() {
            None => return Reply::default(),
            Some(FieldKind::Pick(options)) => {
                let wanted = crate::text::fold::fold(text);
                let found =
                    options.iter().position(|(_, title)| crate::text::fold::fold(title).starts_with(&wanted));
                let Some(index) = found else {
                    return Reply::notice("← → picks here; ↑ goes to the lines to write in.");
                };
                return self.pick(index);
            }
            Some(_) => {}
        }
        if matches!(self.field().map(|f| &f.target), Some(Target::Fact(_))) {
            // What a person types is an answer: from a fact it goes to the next question.
            let ask = self.sheet.find(&Target::New(sheet::New::Ask));
            self.leave_field();
            self.focus_on(ask.unwrap_or(0), 0);
        }
        self.deed(if pasted { Deed::Paste(text.to_owned()) } else { Deed::Type(text.to_owned()) })
    }

    /// Where the candidate is.
    pub fn stop(&self) -> &Stop {
        &self.session.at.stop
    }

    fn step_id(&self) -> Option<&StepId> {
        if let Stop::Step(id) = self.stop() { Some(id) } else { None }
    }

    fn field(&self) -> Option<&Field> {
        self.sheet.fields.get(self.focus)
    }

    fn kind(&self) -> Option<&FieldKind> {
        self.field().map(|f| &f.kind)
    }

    fn is_prose(&self) -> bool {
        self.sheet.form == Form::Prose
    }

    /// The text of a field: what stands in the session, or what a value shows.
    fn text_of(&self, target: &Target) -> Cow<'_, str> {
        match target {
            Target::At(place) => match self.session.text(place) {
                Some(text) => Cow::Borrowed(text),
                None => {
                    Cow::Owned(self.session.value(place).map_or_else(String::new, |v| self.session.shown(&v)))
                }
            },
            Target::New(_) | Target::Fact(_) => Cow::Borrowed(""),
        }
    }

    /// What `@` and `#` may name here.
    fn names(&self) -> Names {
        self.step_id().map(|id| self.session.names(id)).unwrap_or_default()
    }

    /// Builds the stop's sheet and puts the caret where one would begin.
    fn stand_at(&mut self, stop: Stop) {
        if let Stop::Step(id) = &stop {
            self.session.open_step(id);
        }
        self.session.at = At { stop, id: None, field: None, offset: 0 };
        self.completion = None;
        self.folded = false;
        self.screen = view::Screen::default();
        self.sheet = sheet::sheet(&self.session, self.stop());
        let empty = |f: &Field| matches!(f.target, Target::New(_));
        let fields = &self.sheet.fields;
        let first_empty = fields.iter().position(|f| empty(f) && f.placeholder != sheet::ONE_MORE);
        let first_empty = first_empty.or_else(|| fields.iter().position(empty));
        let index = match self.sheet.form {
            Form::Rows { .. } | Form::Metrics(_) if self.stop() != &Stop::Plan => first_empty.unwrap_or(0),
            _ => 0,
        };
        let end = self.sheet.fields.get(index).map_or(0, |f| self.text_of(&f.target).len());
        self.focus_on(index, if self.is_prose() { end } else { 0 });
    }

    /// Puts the caret into a field.
    fn focus_on(&mut self, index: usize, offset: usize) {
        self.focus = index.min(self.sheet.fields.len().saturating_sub(1));
        let Some(field) = self.field() else { return };
        // A name is one line, because other steps refer to it; the cells beside it may have several.
        let cell =
            matches!(self.sheet.form, Form::Rows { .. }) && field.column > 0 && *self.stop() != Stop::Plan;
        let lines = field.kind == FieldKind::Prose || (field.kind == FieldKind::Line && cell);
        let shape = if lines { Shape::Prose } else { Shape::Wrapped };
        let text = self.text_of(&field.target).into_owned();
        self.editor = Editor::new(shape);
        self.editor.place(offset.min(text.len()));
        self.arrival =
            Arrival { text: if self.is_prose() { String::new() } else { text }, mark: self.history.mark() };
        self.history.close();
        self.completion = None;
        self.recomplete();
        self.remember();
    }

    /// Builds the sheet anew after a change, with the caret still in `target`.
    fn refresh(&mut self, target: &Target) {
        self.sheet = sheet::sheet(&self.session, self.stop());
        self.focus =
            self.sheet.find(target).unwrap_or(self.focus.min(self.sheet.fields.len().saturating_sub(1)));
        self.recomplete();
        self.remember();
    }

    /// Writes down where the candidate is, so that leaving at any moment comes back to it.
    fn remember(&mut self) {
        let (id, field) = match self.field().map(|f| &f.target) {
            Some(Target::At(place)) => (place.id.clone(), place.field.clone()),
            _ => (None, None),
        };
        self.session.at = At { stop: self.stop().clone(), id, field, offset: self.editor.caret() };
    }

    fn recomplete(&mut self) {
        let Some(field) = self.sheet.fields.get(self.focus).filter(|_| !self.read_only) else { return };
        let names = if field.kind == FieldKind::Metric { self.names() } else { Names::default() };
        let selected = self.completion.as_ref().and_then(|c| c.selected);
        let text = self.text_of(&field.target);
        let mut completion = complete::complete(field, &text, self.editor.caret(), &names);
        if let Some(completion) = &mut completion
            && let Some(was) = selected
            && completion.selected.is_none()
        {
            completion.selected = Some(was.min(completion.options.len() - 1));
        }
        self.completion = completion;
    }

    fn go(&mut self, motion: Motion, select: bool) -> Reply {
        if let Some(FieldKind::Pick(options)) = self.kind() {
            let last = options.len().saturating_sub(1);
            let here = self.picked();
            match motion {
                Motion::Left => return self.pick(here.map_or(last, |i| i.saturating_sub(1))),
                Motion::Right => return self.pick(here.map_or(0, |i| (i + 1).min(last))),
                _ => {}
            }
        }
        if !select && let Some(completion) = &mut self.completion {
            let last = completion.options.len() - 1;
            match (motion, completion.selected) {
                (Motion::Down, at) => {
                    completion.selected = Some(at.map_or(0, |i| if i == last { 0 } else { i + 1 }));
                    return Reply::default();
                }
                (Motion::Up, Some(at)) => {
                    completion.selected = if at == 0 { None } else { Some(at - 1) };
                    return Reply::default();
                }
                _ => {}
            }
        }
        self.deed(Deed::Move { motion, select })
    }
}

/// A reason as a sentence.
fn sentence(reason: &str) -> String {
    let mut chars = reason.chars();
    chars.next().map_or_else(String::new, |c| format!("{}{}.", c.to_uppercase(), chars.as_str()))
}
