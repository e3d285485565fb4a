//! Where the caret stands: coming to a stop, into a field, and through what may be completed there. Types nothing.

use super::{
    Arrival, Practice, Reply, complete,
    sheet::{self, Field, FieldKind, Form, Target},
    view,
};
use crate::{
    model::{Stop, metric_line::Names, session::At},
    tui::widgets::editor::{Deed, Editor, Motion, Shape},
};

impl Practice {
    /// Builds the stop's sheet and puts the caret where one would begin.
    pub(super) fn stand_at(&mut self, stop: Stop) {
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
    pub(super) fn focus_on(&mut self, index: usize, offset: usize) {
        self.focus = index.min(self.sheet.fields.len().saturating_sub(1));
        let Some(field) = self.field() else { return };
        // A name is one line, because other steps refer to it; the cells beside it may have several.
        let cell =
            matches!(self.sheet.form, Form::Rows { .. }) && field.column > 0 && *self.stop() != Stop::Plan;
        let lines = field.kind == FieldKind::Prose || (field.kind == FieldKind::Line && cell);
        let shape = if lines { Shape::Prose } else { Shape::Wrapped };
        let text = self.text_of(&field.target);
        let (end, arrived) = (text.len(), if self.is_prose() { String::new() } else { text.into_owned() });
        self.editor = Editor::new(shape);
        self.editor.place(offset.min(end));
        self.arrival = Arrival { text: arrived, mark: self.history.mark() };
        self.history.close();
        self.completion = None;
        self.recomplete();
        self.remember();
    }

    /// Builds the sheet anew after a change, with the caret still in `target`.
    pub(super) fn refresh(&mut self, target: &Target) {
        self.sheet = sheet::sheet(&self.session, self.stop());
        self.focus =
            self.sheet.find(target).unwrap_or(self.focus.min(self.sheet.fields.len().saturating_sub(1)));
        self.recomplete();
        self.remember();
    }

    /// Writes down where the candidate is, so that leaving at any moment comes back to it.
    pub(super) fn remember(&mut self) {
        let (id, field) = match self.field().map(|f| &f.target) {
            Some(Target::At(place)) => (place.id.clone(), place.field.clone()),
            _ => (None, None),
        };
        self.session.at = At { stop: self.stop().clone(), id, field, offset: self.editor.caret() };
    }

    pub(super) fn recomplete(&mut self) {
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

    /// A motion: through what may be picked or completed, or in the text.
    pub(super) fn go(&mut self, motion: Motion, select: bool) -> Reply {
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
