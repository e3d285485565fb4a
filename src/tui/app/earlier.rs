//! On the way to earlier attempts and back: to compare two, and to begin with one of them and a flipped fact.

use std::mem;

use super::{App, Screen};
use crate::{
    model::Attempt,
    tui::{
        effect::{Begin, Effect},
        screens::{attempts::Attempts, brief::Brief, debrief::Debrief},
    },
};

impl App {
    /// To a debrief; what is to be read beside it.
    pub(super) fn debrief(&mut self, mut debrief: Debrief) -> Vec<Effect> {
        let beside = debrief.wanted().cloned().map(Effect::ReadAttempt);
        debrief.remember(self.asked_before(&debrief.session));
        self.screen = Screen::Debrief(Box::new(debrief));
        beside.into_iter().chain([Effect::ReadOthers, Effect::ReadReturned]).collect()
    }

    /// To all attempts at the question of the one that is read or selected.
    pub(super) fn look_at_attempts(&mut self) -> Vec<Effect> {
        let (here, open) = match &self.screen {
            Screen::Debrief(debrief) => (Some(Attempt::of(&debrief.session)), Some(&debrief.session)),
            Screen::Sessions(sessions) => (sessions.attempt().cloned(), None),
            _ => (None, None),
        };
        if let Some(here) = here {
            let attempts = Screen::Attempts(Box::new(Attempts::new(&here, &self.attempts, open)));
            self.under = Some(Box::new(mem::replace(&mut self.screen, attempts)));
        }
        Vec::new()
    }

    /// Back to the screen from which attempts were looked at.
    pub(super) fn uncover(&mut self) {
        if let Some(under) = self.under.take() {
            self.screen = *under;
        }
    }

    /// To the brief of the question, with one fact flipped in the answer that is read.
    pub(super) fn what_if(&mut self) -> Vec<Effect> {
        let Screen::Debrief(debrief) = &self.screen else { return Vec::new() };
        let session = &debrief.session;
        let question = self.bank.questions.whole(session.question.id.as_str());
        let variants = question.as_ref().map_or(&[][..], |q| &q.variants);
        // After one fact it is the turn of another.
        let other = variants.iter().find(|variant| session.origin.variant.as_ref() != Some(&variant.id));
        let Some(variant) = other.or(variants.first()).map(|v| v.id.clone()) else { return Vec::new() };
        // From a drill one goes on with the answer that it began with.
        let drilled = session.origin.from.as_ref().filter(|_| session.origin.variant.is_some());
        let from = drilled.unwrap_or(&session.id).clone();
        let begin = Begin { variant: Some((from, variant)), ..Begin::at(session.question.id.clone()) };
        self.leave_for(Screen::Brief(Box::new(Brief::new(begin))))
    }
}
