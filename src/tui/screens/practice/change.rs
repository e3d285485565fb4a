//! Changing the answer: every deed in the editor becomes edits of the session. No other way leads there.

use super::{
    HOW_TO_LEAVE, Practice, Reply,
    sheet::{self, FieldKind, New, Target},
    text_in,
};
use crate::{
    model::{
        Edit, Item, ItemId, Metric, Part, Place, Role, Row, StepId, Stop, Value, metric_line,
        plan::{self, Card},
        session::{Ask, Opened},
        size::{self, Size},
    },
    tui::{
        action::READ_ONLY,
        effect::Effect,
        history::{self, Landing},
        widgets::{
            editor::{Deed, Motion, Outcome, Splice},
            notice,
        },
    },
};

impl Practice {
    /// Does a deed in the focused field.
    pub(super) fn deed(&mut self, deed: Deed) -> Reply {
        let Some(field) = self.field() else { return Reply::default() };
        if matches!(field.kind, FieldKind::Pick(_)) || matches!(field.target, Target::Fact(_)) {
            return match deed {
                Deed::Move { motion: Motion::Up | Motion::Left, .. } => self.go_by(-1),
                Deed::Move { motion: Motion::Down | Motion::Right, .. } => self.go_by(1),
                _ => Reply::default(),
            };
        }
        let target = field.target.clone();
        if let Some(refused) = self.refuse(&deed) {
            return refused;
        }
        let outcome = self.editor.apply(&text_in(&self.session, &target), deed);
        match outcome {
            Outcome::Change(splice) => self.change(&target, splice),
            Outcome::Moved => {
                self.history.close();
                self.recomplete();
                self.remember();
                Reply::default()
            }
            Outcome::Edge(motion) => self.over_the_edge(motion),
            Outcome::Nothing => Reply::default(),
        }
    }

    /// What is typed or pasted where there is no room for it. A paste is kept elsewhere: it may be cut from where it was.
    fn refuse(&self, deed: &Deed) -> Option<Reply> {
        let (Deed::Type(text) | Deed::Paste(text) | Deed::Replace { with: text, .. }) = deed else {
            return None;
        };
        if self.read_only || Size::of_text(text).fits(&self.session) {
            return None;
        }
        Some(match deed {
            Deed::Paste(text) => Reply { effects: vec![Effect::SetAside(text.clone())], ..Reply::default() },
            _ => full(),
        })
    }

    fn change(&mut self, target: &Target, splice: Splice) -> Reply {
        let Splice { offset, removed, inserted } = splice;
        let caret = self.editor.caret();
        let mut alone = None;
        let (edits, place) = match target {
            Target::At(place) if self.session.text(place).is_some() => {
                let edit = Edit::Splice { at: place.clone(), offset, removed, inserted };
                // What is typed into a long text, and names nothing elsewhere, is told alone.
                alone = self.is_prose().then(|| Box::new(edit.clone()));
                (vec![edit], place.clone())
            }
            Target::At(place) => {
                // Typing on a reference or a yes makes it text again, until the field is left.
                let mut new = self.text_of(target).into_owned();
                new.replace_range(offset..offset + removed.len(), &inserted);
                let Some(old) = self.session.value(place) else { return Reply::default() };
                (vec![Edit::Set { at: place.clone(), old, new: Value::Text(new) }], place.clone())
            }
            Target::New(new) => {
                let (mut edits, place) = self.make(new);
                edits.push(Edit::Splice { at: place.clone(), offset: 0, removed: String::new(), inserted });
                (edits, place)
            }
            Target::Fact(_) => return Reply::default(),
        };
        let mut reply = self.commit(edits);
        if reply.effects.is_empty() {
            self.editor.place(offset);
            return reply;
        }
        match alone {
            // The sheet of a long text is the same, whatever is written in it.
            Some(edit) => reply.effects = vec![Effect::KeepEdit(edit, self.history.changes())],
            None => self.refresh(&Target::At(place)),
        }
        self.editor.place(caret);
        self.recomplete();
        self.remember();
        reply
    }

    /// Carries edits out and records them for undo.
    pub(super) fn commit(&mut self, edits: Vec<Edit>) -> Reply {
        if edits.is_empty() {
            return Reply::default();
        }
        if self.read_only {
            return Reply::notice(notice::sentence(READ_ONLY));
        }
        let gone: Size = edits.iter().map(|edit| Size::of_edit(&edit.inverse())).sum();
        let more = edits.iter().map(Size::of_edit).sum::<Size>() - gone;
        // What takes away always may.
        if more != Size::default() && !more.fits(&self.session) {
            return full();
        }
        match history::carry_out(&mut self.session, &edits) {
            Ok(()) => {
                self.history.record(edits);
                Reply::keep()
            }
            Err(error) => Reply::notice(format!("Nothing was changed: {error}.")),
        }
    }

    /// The edits that make something new, and the place of its text.
    fn make(&mut self, new: &New) -> (Vec<Edit>, Place) {
        match new {
            New::Ask => {
                let id = self.session.next_id('a');
                let item = Item::Ask(Ask { id: id.clone(), ask: String::new() });
                let index = self.session.opening.asks.len();
                (vec![Edit::Insert { part: Part::Clarify, index, item }], Place::item(Part::Clarify, &id))
            }
            New::Card(field) => {
                let id = self.session.next_id('h');
                let item = Item::Card(Card { step: id.as_str().into(), ..Card::default() });
                let index = self.session.opening.plan.len();
                (vec![Edit::Insert { part: Part::Plan, index, item }], Place::cell(Part::Plan, &id, field))
            }
            New::Row(step, field) => {
                let id = self.session.next_id('r');
                let part = Part::Step(step.clone());
                let index = self.session.answer(step).map_or(0, |a| a.rows().len());
                let place = Place { part: part.clone(), id: Some(id.clone()), field: Some(field.clone()) };
                (vec![Edit::Insert { part, index, item: Item::Row(Row::new(id)) }], place)
            }
            New::Metric(step, role, stage, _) => self.make_metric(step, *role, stage.clone()),
        }
    }

    /// A metric in its section. Drivers and counters hang under the North Star unless moved.
    pub(super) fn make_metric(
        &mut self,
        step: &StepId,
        role: Option<Role>,
        stage: Option<ItemId>,
    ) -> (Vec<Edit>, Place) {
        let id = self.session.next_id('m');
        let part = Part::Step(step.clone());
        let metrics = self.session.answer(step).map_or(&[][..], |a| a.metrics());
        // Those of which nobody said the role come last.
        let place_of =
            |role: Option<Role>| Role::ALL.iter().position(|r| Some(*r) == role).unwrap_or(usize::MAX);
        let index = metrics.iter().position(|m| place_of(m.role) > place_of(role)).unwrap_or(metrics.len());
        let north_star = metrics.iter().find(|m| m.role == Some(Role::NorthStar)).map(|m| m.id.clone());
        let hangs = |role| matches!(role, Some(Role::Driver | Role::Counter));
        let under = if hangs(role) { north_star } else { None };
        let mut edits = vec![Edit::Insert {
            part: part.clone(),
            index,
            item: Item::Metric(Metric { id: id.clone(), role, under, stage, line: String::new() }),
        }];
        if role == Some(Role::NorthStar) {
            let is_there = |id: &ItemId| metrics.iter().any(|m| m.id == *id);
            // Those of a North Star that was deleted as well.
            let loose = |m: &&Metric| hangs(m.role) && !m.under.as_ref().is_some_and(is_there);
            for metric in metrics.iter().filter(loose) {
                edits.push(Edit::Set {
                    at: Place::cell(part.clone(), &metric.id, "under"),
                    old: metric.under.clone().map_or_else(Value::default, Value::Ref),
                    new: Value::Ref(id.clone()),
                });
            }
        }
        (edits, Place::item(part, &id))
    }

    /// Takes the selected completion; says whether there was one.
    pub(super) fn take_completion(&mut self) -> Option<Reply> {
        let completion = self.completion.clone()?;
        let option = completion.options.get(completion.selected?)?.clone();
        let metric = matches!(self.kind(), Some(FieldKind::Metric));
        let with = if metric { metric_line::quoted(&option) } else { option };
        self.completion = None;
        let reply = self.deed(Deed::Replace { range: completion.replaces, with });
        self.completion = None;
        Some(reply)
    }

    /// Which option of a pick field is chosen.
    pub(super) fn picked(&self) -> Option<usize> {
        let field = self.field()?;
        let FieldKind::Pick(options) = &field.kind else { return None };
        let Target::At(place) = &field.target else { return None };
        let value = self.session.value(place)?;
        let id = value.text()?;
        options.iter().position(|(option, _)| option == id)
    }

    /// Picks an option of a pick field.
    pub(super) fn pick(&mut self, index: usize) -> Reply {
        let Some(field) = self.field() else { return Reply::default() };
        let (FieldKind::Pick(options), Target::At(place)) = (&field.kind, field.target.clone()) else {
            return Reply::default();
        };
        let (Some((id, _)), Some(old)) = (options.get(index), self.session.value(&place)) else {
            return Reply::default();
        };
        let new = Value::Text(id.clone());
        if new == old {
            return Reply::default();
        }
        let reply = self.commit(vec![Edit::Set { at: place.clone(), old, new }]);
        self.refresh(&Target::At(place));
        reply
    }

    /// Opens a fact of the brief, and records whether a question had been asked for it.
    pub(super) fn open_fact(&mut self, number: usize) -> Reply {
        let Some(fact) = self.session.question.brief.facts.get(number) else { return Reply::default() };
        let opening = &self.session.opening;
        if opening.opened.iter().any(|o| o.about == fact.about) {
            return Reply::default();
        }
        let asked = opening.asks.iter().filter(|a| !a.ask.trim().is_empty()).count();
        let answered = opening.opened.iter().filter(|o| o.asked).count();
        let opened =
            Opened { about: fact.about.clone(), asked: asked > answered, at: self.session.answer_seconds() };
        // What was read cannot be unread: nothing that undo should take back.
        self.session.opening.opened.push(opened);
        let notice = (asked <= answered).then(|| "Opened without having asked; that is recorded.".to_owned());
        self.refresh(&Target::Fact(number));
        Reply { notice, ..Reply::keep() }
    }

    /// Takes the last change back, or makes it again.
    pub(super) fn undo(&mut self, back: bool) -> Reply {
        let before = self.session.referable();
        self.settle_name();
        let done =
            if back { self.history.undo(&mut self.session) } else { self.history.redo(&mut self.session) };
        match done {
            Ok(Some(landing)) => {
                let stop = self.stop().clone();
                self.land(&landing);
                self.warn_of_deleted(&before);
                let elsewhere = (*self.stop() != stop).then(|| {
                    let title = plan::title(&self.session, self.stop());
                    format!("{} in {title}.", if back { "Undone" } else { "Done again" })
                });
                Reply { notice: elsewhere, ..Reply::keep() }
            }
            Ok(None) => Reply::notice(if back { "Nothing more to undo." } else { "Nothing to redo." }),
            Err(error) => Reply::notice(format!("That cannot be undone: {error}.")),
        }
    }

    /// Goes to where undo or redo changed something; to another stop where it has to.
    fn land(&mut self, landing: &Landing) {
        let stop = stop_of(landing.edit.part(), landing.place.as_ref());
        if let Some(stop) = stop.filter(|s| s != self.stop() && plan::route(&self.session).contains(s)) {
            self.stand_at(stop);
        }
        let target = match (&landing.place, &landing.edit) {
            (Some(place), _) | (None, Edit::Set { at: place, .. }) => Some(Target::At(place.clone())),
            _ => None,
        };
        self.sheet = sheet::sheet(&self.session, self.stop());
        let index = target.and_then(|t| self.sheet.find(&t)).unwrap_or(self.focus);
        let before = (index == self.focus).then(|| std::mem::take(&mut self.arrival));
        self.focus_on(index, landing.offset);
        if let Some(before) = before {
            self.come_back_to_name(before);
        }
    }

    /// Copies the selection, and cuts it out. Without one, says how to leave.
    pub(super) fn copy(&mut self, cut: bool, clip: &mut String) -> Reply {
        let Some(field) = self.field() else { return Reply::default() };
        let text = self.text_of(&field.target).into_owned();
        let selected = self.editor.selected(&text).to_owned();
        if selected.is_empty() {
            return Reply::notice(if cut { "Nothing is selected." } else { HOW_TO_LEAVE });
        }
        clip.clone_from(&selected);
        let mut reply = if cut { self.deed(Deed::DeleteBack) } else { Reply::default() };
        reply.effects.push(Effect::Clipboard(selected));
        reply
    }
}

/// There is no room for it.
fn full() -> Reply {
    Reply::notice(format!("Nothing was changed: {}.", size::TOO_LARGE))
}

/// The stop where a part of the session is written.
pub(super) fn stop_of(part: &Part, place: Option<&Place>) -> Option<Stop> {
    Some(match part {
        Part::Clarify => Stop::Clarify,
        Part::Plan => Stop::Plan,
        Part::Step(id) => Stop::Step(id.clone()),
        Part::FollowUps => Stop::FollowUp(place?.id.clone()?),
        Part::WrapUp => Stop::WrapUp,
        Part::SelfScores | Part::Debrief => return None,
    })
}
