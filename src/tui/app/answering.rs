//! From an own session to what coaches say of it, and back; what is answered. Reads and writes no file.

use std::mem;

use jiff::Timestamp;

use super::{App, Screen, act::deed};
use crate::{
    insight::returned::{answered, asked},
    model::{
        QuestionId, Session, SessionId,
        returned::{Heard, Returned},
    },
    tui::{
        action::Action,
        effect::{Effect, Now},
        screens::{answering::Answering, brief::Brief, judging::Kept},
    },
};

impl App {
    /// What coaches said was read.
    pub(super) fn learn_returned(&mut self, returned: Returned, broken: &[String], now: Now) {
        if self.returned != returned {
            self.returned = returned;
            self.edition += 1;
        }
        if let Screen::Debrief(debrief) = &self.screen {
            let asked = self.asked_before(&debrief.session);
            if let Screen::Debrief(debrief) = &mut self.screen {
                debrief.remember(asked);
            }
        }
        if let Some(first) = broken.first() {
            let more =
                if broken.len() > 1 { format!(" (and {} more)", broken.len() - 1) } else { String::new() };
            self.say(format!("A review or reply cannot be read{more}: {first}"), now);
        }
    }

    /// The reviews of the newest attempt at a question that has some, as far as it was begun before then.
    fn last_reviews(&self, question: &QuestionId, before: Timestamp) -> &[Heard] {
        let earlier = self.attempts.iter().filter(|a| a.question == *question && a.started < before);
        let reviewed = earlier.filter(|attempt| self.returned.contains_key(&attempt.id));
        let newest = reviewed.max_by_key(|attempt| attempt.started);
        newest.and_then(|attempt| self.returned.get(&attempt.id)).map_or(&[], Vec::as_slice)
    }

    /// What coaches asked of the next attempt at a question.
    pub(super) fn asked(&self, question: &QuestionId) -> Vec<String> {
        asked(self.last_reviews(question, Timestamp::MAX))
    }

    /// What they asked before an attempt, and what its candidate answered then.
    pub(super) fn asked_before(&self, session: &Session) -> Vec<String> {
        answered(self.last_reviews(&session.question.id, session.started))
    }

    /// The session that is read or selected, where a coach has reviewed it.
    pub(super) fn reviews_here(&self) -> Option<&SessionId> {
        let id = match &self.screen {
            Screen::Debrief(debrief) => Some(&debrief.session.id),
            Screen::Sessions(sessions) => sessions.attempt().map(|attempt| &attempt.id),
            _ => None,
        };
        id.filter(|id| self.returned.contains_key(*id))
    }

    /// Asks for what coaches say of it.
    pub(super) fn open_reviews(&mut self) -> Vec<Effect> {
        self.reviews_here().cloned().map(Effect::OpenReviewed).into_iter().collect()
    }

    /// To what coaches say of an own session; back leads to where one was.
    pub(super) fn answer(&mut self, session: Session, heard: Vec<Heard>) {
        let answering = Screen::Answering(Box::new(Answering::new(session, heard)));
        self.under = Some(Box::new(mem::replace(&mut self.screen, answering)));
    }

    /// What was answered is on disk, or is not. Why it is not is said once: it is tried again and again.
    pub(super) fn reply_kept(&mut self, kept: Result<Timestamp, String>, now: Now) {
        let why = kept.as_ref().err().map(|why| format!("NOT SAVED: {why}"));
        let before = match &mut self.screen {
            Screen::Answering(answering) => answering.hear(kept),
            _ => Kept::default(),
        };
        if let Some(why) = why.filter(|_| !matches!(before, Kept::Failed(_))) {
            self.say(why, now);
        }
    }

    pub(super) fn act_on_reviews(&mut self, action: Action, now: Now) -> Vec<Effect> {
        let Screen::Answering(answering) = &mut self.screen else { return Vec::new() };
        if answering.is_typing() {
            let selected = answering.selected();
            return match deed(action, &mut self.clip, &selected) {
                Some(deed) => answering.deed(deed, now.wall),
                None => answering.act(action, now.wall),
            };
        }
        if action == Action::Choose
            && let Some(begin) = answering.next_rep()
        {
            self.uncover();
            return self.leave_for(Screen::Brief(Box::new(Brief::new(begin))));
        }
        answering.act(action, now.wall)
    }
}
