//! What a session's reply comes to: notices, effects, and the screen that it leads to.

use super::{App, Screen};
use crate::{
    model::start,
    tui::{
        action::Action,
        effect::{Effect, Now},
        screens::{
            debrief::Debrief,
            overlay::Overlay,
            practice::{HOW_TO_LEAVE, Reply, Saving, Then},
        },
    },
};

impl App {
    pub(super) fn quit(&mut self, now: Now) -> Vec<Effect> {
        if let Screen::Practice(practice) = &mut self.screen {
            let mut effects = practice.act(Action::Leave, now, &mut self.clip).effects;
            effects.push(Effect::Quit);
            return effects;
        }
        vec![Effect::Flush, Effect::Quit]
    }

    pub(super) fn reply(&mut self, mut reply: Reply, now: Now) -> Vec<Effect> {
        let read_only = self.is_read_only();
        if read_only {
            reply.effects.retain(|effect| !effect.keeps());
        }
        match reply.notice {
            Some(notice) if notice == HOW_TO_LEAVE => self.say_how_to_leave(now),
            Some(notice) => self.say(notice, now),
            None => {}
        }
        if reply.effects.iter().any(Effect::keeps) && !matches!(self.saving, Saving::Failed(_)) {
            self.saving = Saving::Pending;
        }
        let mut effects = reply.effects;
        match reply.then {
            Some(Then::Read(title, lines)) => self.overlay = Some(Overlay::Read(title, lines, 0)),
            Some(Then::Leave) => {
                effects = self.home();
                let words = match &self.saving {
                    _ if read_only => "Left. Nothing was changed.",
                    Saving::Failed(unsaved) if unsaved.in_journal => {
                        "Left. What you wrote is in the journal; Resume goes on with it."
                    }
                    Saving::Failed(_) => "Left, but NOT SAVED yet; Resume goes on with what you wrote.",
                    _ => "Left. All is saved; Resume goes on where you were.",
                };
                self.say(words.to_owned(), now);
            }
            Some(Then::Debrief) => {
                if let Screen::Practice(practice) = &self.screen {
                    let mut session = practice.session.clone();
                    let trimmed = start::finish(&mut session, now.wall);
                    let beside = self.debrief(Debrief::new(session));
                    effects = [Effect::Keep, Effect::Flush, Effect::List].into_iter().chain(beside).collect();
                    let words = match (&self.saving, trimmed) {
                        (Saving::Failed(unsaved), _) if unsaved.in_journal => {
                            "Finished. What you wrote is in the journal; its file is tried again.".to_owned()
                        }
                        (Saving::Failed(_), _) => {
                            "Finished, but NOT SAVED yet; it is tried again.".to_owned()
                        }
                        (_, 0) => "Finished and saved.".to_owned(),
                        (_, 1) => "Finished and saved; blanks at the end of a line were trimmed.".to_owned(),
                        (_, n) => format!("Finished and saved; blanks at the end of {n} lines were trimmed."),
                    };
                    self.say(words, now);
                }
            }
            None => {}
        }
        effects
    }
}
