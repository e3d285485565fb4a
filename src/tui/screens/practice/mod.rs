//! The practice screen: a session, the stop where the candidate is, and the field that has the caret.
//!
//! Everything typed becomes a [`crate::model::Edit`]; what is to be saved is returned as an effect.

mod aids;
mod away;
mod caret;
mod change;
mod clock;
mod complete;
mod move_on;
mod over;
mod pointer;
mod rearrange;
mod settle;
mod sheet;
mod story;
mod view;

use std::borrow::Cow;

use self::{
    clock::Clock,
    complete::Completion,
    pointer::Clicks,
    sheet::{Field, FieldKind, Form, Sheet, Target},
};
use crate::{
    insight::{watched::Watched, worked},
    model::{Session, StepId, Stop, metric_line::Names, plan},
    text::fold::fold,
    tui::{
        action::{Action, READ_ONLY},
        effect::{Effect, Now},
        history::History,
        keymap::Scope,
        screens::pages::Page,
        widgets::{
            editor::{Deed, Editor, Shape},
            notice,
        },
    },
};

pub use view::{SMALLEST, Saving, draw_rail, rail_width, rule, upright};

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
    paused: Option<Now>,
    clicks: Clicks,
    /// Since when the program sleeps.
    suspended: Option<Now>,
    /// When it was looked at last.
    now: Now,
    /// Whether this stop's hints are folded away.
    folded: bool,
    /// What leaving the last field had to say.
    warning: Option<String>,
    /// What stands over the answer.
    page: Option<Page>,
    /// How it was drawn last.
    screen: view::Screen,
    /// What was found in it so far.
    watched: Watched,
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
    /// Something to say.
    pub fn notice(text: impl Into<String>) -> Self {
        Self { notice: Some(text.into()), ..Self::default() }
    }

    /// Something to save.
    pub fn keep() -> Self {
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
            clicks: Clicks::default(),
            suspended: None,
            now,
            folded: false,
            warning: None,
            page: None,
            screen: view::Screen::default(),
            watched: Watched::default(),
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
        if let Some(page) = &self.page {
            let mut scopes = page.scopes();
            scopes.insert(0, Scope::Everywhere);
            if !page.is_typing() {
                scopes.extend([Scope::Over, Scope::Session]);
            }
            return scopes;
        }
        let mut scopes = vec![Scope::Everywhere, Scope::Session];
        match self.sheet.form {
            Form::Cue => scopes.push(Scope::Cue),
            Form::Metrics(_) => scopes.extend([Scope::Field, Scope::Text, Scope::Metrics]),
            Form::Rows { .. } | Form::Labelled => scopes.extend([Scope::Field, Scope::Text, Scope::Fields]),
            Form::Prose => scopes.extend([Scope::Field, Scope::Text, Scope::Prose]),
        }
        scopes.extend(self.tale());
        scopes
    }

    /// What an action of the binding table does here, one that [`Self::why_not`] has nothing against. `clip` is the
    /// program's own clipboard.
    pub fn act(&mut self, action: Action, now: Now, clip: &mut String) -> Reply {
        let reply = self.done(action, now, clip);
        self.warned(reply)
    }

    /// What leaving a field had to say comes before anything else that there is to say.
    fn warned(&mut self, reply: Reply) -> Reply {
        Reply { notice: self.warning.take().or(reply.notice), ..reply }
    }

    fn done(&mut self, action: Action, now: Now, clip: &mut String) -> Reply {
        self.screen.hint = action == Action::Hints;
        if let Some(reply) = self.act_on_page(action, clip) {
            return reply;
        }
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
            return Reply::notice(notice::sentence(READ_ONLY));
        }
        let reply = self.typed(text, pasted);
        self.warned(reply)
    }

    fn typed(&mut self, text: &str, pasted: bool) -> Reply {
        self.screen.hint = false;
        if let Some(reply) = self.type_on_page(text, pasted) {
            return reply;
        }
        if self.paused.is_some() {
            // Who writes is at work again.
            let went_on = self.pause(self.now);
            let reply = self.typed(text, pasted);
            return Reply { notice: reply.notice.or(went_on.notice), ..reply };
        }
        if text.is_empty() {
            return Reply::default();
        }
        match self.kind() {
            None => return Reply::default(),
            Some(FieldKind::Pick(options)) => {
                let wanted = fold(text);
                let found = options.iter().position(|(_, title)| fold(title).starts_with(&wanted));
                let Some(index) = found else {
                    return Reply::notice("← → picks here; ↓ goes to the lines to write in.");
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

    /// How many times what is written was changed since the session was opened.
    pub fn changes_made(&self) -> u64 {
        self.history.changes()
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

    fn text_of(&self, target: &Target) -> Cow<'_, str> {
        text_in(&self.session, target)
    }

    /// What `@` and `#` may name here.
    fn names(&self) -> Names {
        self.step_id().map(|id| self.session.names(id)).unwrap_or_default()
    }
}

/// The text of a field: what stands in the session, or what a value shows. Borrows no more than the session: an answer
/// is too long to be copied for whoever looks into it beside the editor.
fn text_in<'a>(session: &'a Session, target: &Target) -> Cow<'a, str> {
    match target {
        Target::At(place) => match session.text(place) {
            Some(text) => Cow::Borrowed(text),
            None => Cow::Owned(session.value(place).map_or_else(String::new, |v| session.shown(&v))),
        },
        Target::New(_) | Target::Fact(_) => Cow::Borrowed(""),
    }
}
