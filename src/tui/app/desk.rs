//! On a coach's desk: from the inbox to a session and back, and to what there is to read beside it. Reads no file.

use std::mem;

use jiff::Timestamp;

use super::{App, Screen, act::deed};
use crate::{
    insight::inbox::Desk,
    model::CaseId,
    tui::{
        action::Action,
        effect::{Effect, Now, Taken},
        screens::{
            assigned::Assigned, debrief::Debrief, judging::Kept, overlay::Overlay, reviewing::Reviewing,
        },
        widgets::editor::Deed,
    },
};

impl App {
    /// To the inbox, which is read.
    pub(super) fn go_to_desk(&mut self) -> Vec<Effect> {
        self.screen = Screen::Inbox(Box::default());
        vec![Effect::ReadDesk]
    }

    /// What lies on the desk was read.
    pub(super) fn learn_desk(&mut self, desk: Desk) {
        match (&mut self.screen, &mut self.inbox) {
            (Screen::Inbox(inbox), _) | (_, Some(inbox)) => inbox.learn(desk),
            _ => {}
        }
    }

    /// A session was taken from the desk.
    pub(super) fn review(&mut self, taken: Taken) {
        let case = taken.case.clone();
        self.tell_calibration();
        let reviewing = Screen::Reviewing(Box::new(Reviewing::new(taken)));
        match mem::replace(&mut self.screen, reviewing) {
            Screen::Inbox(inbox) => (self.inbox, self.calibration) = (Some(inbox), None),
            Screen::Calibration(calibration) => self.calibration = Some(calibration),
            _ => {}
        }
        if let Some(inbox) = &mut self.inbox {
            inbox.select(Some(&case));
        }
    }

    /// From the inbox to a page over all that lies there; the inbox is kept.
    fn leave_inbox_for(&mut self, screen: Screen) {
        if let Screen::Inbox(inbox) = mem::replace(&mut self.screen, screen) {
            self.inbox = Some(inbox);
        }
    }

    /// What is said of a session is on disk, or is not. Why it is not is said once: it is tried again and again.
    pub(super) fn review_kept(&mut self, case: &CaseId, kept: Result<Timestamp, String>, now: Now) {
        let why = kept.as_ref().err().map(|why| format!("NOT SAVED: {why}"));
        let screen = self.under.as_deref_mut().unwrap_or(&mut self.screen);
        let (before, own) = match screen {
            Screen::Column(column) => match column.hear(case, kept) {
                Some((before, own)) => (before, Some(own)),
                None => (Kept::default(), None),
            },
            Screen::Reviewing(reviewing) if reviewing.case() == case => {
                let kept = Kept::of(kept, reviewing.own.written);
                (mem::replace(&mut reviewing.kept, kept), Some(&reviewing.own))
            }
            Screen::Live(live) if live.case() == case => {
                let kept = Kept::of(kept, live.own.written);
                (mem::replace(&mut live.kept, kept), None)
            }
            _ => (Kept::default(), None),
        };
        if let (Some(inbox), Some(own)) = (&mut self.inbox, own) {
            inbox.hear(case, own);
        }
        if let Some(why) = why.filter(|_| !matches!(before, Kept::Failed(_))) {
            self.say(why, now);
        }
    }

    /// What was said of the sample that is left is known at once, and not only when it is on disk.
    fn tell_calibration(&mut self) {
        if let (Screen::Reviewing(reviewing), Some(calibration)) = (&self.screen, &mut self.calibration) {
            calibration.hear(reviewing.case(), &reviewing.own);
        }
    }

    /// The next session that nothing is said of; from a sample, the next of these.
    pub(super) fn next_new(&self) -> Option<CaseId> {
        match (&self.screen, &self.calibration) {
            (Screen::Reviewing(reviewing), Some(calibration)) => calibration.next(Some(reviewing.case())),
            _ => self.inbox.as_ref()?.next().cloned(),
        }
    }

    /// Back to the calibration, or to the inbox, which is read anew.
    pub(super) fn back_to_desk(&mut self) -> Vec<Effect> {
        self.tell_calibration();
        if let Some(calibration) = self.calibration.take() {
            self.screen = Screen::Calibration(calibration);
            return Vec::new();
        }
        let inbox = self.inbox.take().unwrap_or_default();
        self.screen = Screen::Inbox(inbox);
        vec![Effect::ReadDesk]
    }

    pub(super) fn act_on_desk(&mut self, action: Action, now: Now) -> Vec<Effect> {
        if action == Action::NextNew && matches!(self.screen, Screen::Reviewing(_)) {
            let open = |case: CaseId| match &self.inbox {
                Some(inbox) => inbox.open(&case),
                None => Effect::OpenCase(case, None),
            };
            return self.next_new().map(open).into_iter().collect();
        }
        match &mut self.screen {
            Screen::Inbox(inbox) if action == Action::Problems => {
                let lines = inbox.broken().to_vec();
                self.overlay = Some(Overlay::Read("What cannot be read".to_owned(), lines, 0));
                Vec::new()
            }
            Screen::Inbox(inbox) if action == Action::Assignments => {
                let assigned = Assigned::new(inbox.assigned().to_vec());
                self.leave_inbox_for(Screen::Assigned(Box::new(assigned)));
                Vec::new()
            }
            Screen::Assigned(assigned) => {
                assigned.act(action);
                Vec::new()
            }
            Screen::Inbox(_) if action == Action::Cohort => {
                self.leave_inbox_for(Screen::Cohort(Box::default()));
                vec![Effect::ReadCohort]
            }
            Screen::Inbox(inbox) if action == Action::Column => {
                let cases = inbox.picked();
                self.leave_inbox_for(Screen::Column(Box::default()));
                vec![Effect::ReadColumn(cases)]
            }
            Screen::Column(column) => {
                let selected = column.selected();
                match deed(action, &mut self.clip, &selected) {
                    Some(deed) if column.is_typing() => column.deed(deed, now.wall),
                    _ => column.act(action, now.wall),
                }
            }
            Screen::Cohort(cohort) => {
                cohort.act(action);
                Vec::new()
            }
            Screen::Inbox(_) if action == Action::Calibrate => {
                self.leave_inbox_for(Screen::Calibration(Box::default()));
                vec![Effect::ReadCalibration]
            }
            Screen::Calibration(calibration) if action == Action::Choose => {
                self.overlay = Some(Overlay::Offer(calibration.offer()));
                Vec::new()
            }
            Screen::Calibration(calibration) => calibration.act(action).into_iter().collect(),
            Screen::Inbox(inbox) => {
                let selected = inbox.selected().to_owned();
                match deed(action, &mut self.clip, &selected) {
                    Some(deed) if inbox.is_typing() => {
                        inbox.deed(deed);
                        Vec::new()
                    }
                    _ => inbox.act(action).into_iter().collect(),
                }
            }
            Screen::Reviewing(reviewing) if action == Action::Question && !reviewing.is_typing() => {
                let debrief = Debrief::new(reviewing.to_read()).to_be_read(true);
                let debrief = Screen::Debrief(Box::new(debrief));
                self.under = Some(Box::new(mem::replace(&mut self.screen, debrief)));
                Vec::new()
            }
            Screen::Reviewing(reviewing) if action == Action::Replay && !reviewing.is_typing() => {
                vec![Effect::ReadShared(reviewing.case().clone(), reviewing.session.id.clone())]
            }
            Screen::Reviewing(reviewing) => {
                let selected = reviewing.selected();
                match deed(action, &mut self.clip, &selected) {
                    Some(deed) if reviewing.is_typing() => reviewing.deed(deed, now.wall),
                    _ => reviewing.act(action, now.wall),
                }
            }
            _ => Vec::new(),
        }
    }

    pub(super) fn type_on_desk(&mut self, typed: Deed, now: Now) -> Vec<Effect> {
        match &mut self.screen {
            Screen::Inbox(inbox) if inbox.is_typing() || matches!(typed, Deed::Paste(_)) => inbox.deed(typed),
            Screen::Reviewing(reviewing) if reviewing.is_typing() => return reviewing.deed(typed, now.wall),
            Screen::Column(column) if column.is_typing() => return column.deed(typed, now.wall),
            Screen::Inbox(_) => self.say("Letters act here: / goes to the search.".to_owned(), now),
            _ => self.say("k, s, t or q says something of what is selected.".to_owned(), now),
        }
        Vec::new()
    }
}
