//! The replay over the screen that asked for it: how it is opened, and told of the time. Plays nothing.

use super::{App, Screen};
use crate::{
    model::{SessionId, Timeline},
    tui::{effect::Now, screens::replay::Replay},
};

impl App {
    /// Opens the replay of a session, or says why there is none.
    pub(super) fn replay(&mut self, id: &SessionId, timeline: Option<Timeline>, now: Now) {
        let asked = match &self.screen {
            Screen::Debrief(debrief) => debrief.session.id == *id,
            Screen::Sessions(_) => true,
            Screen::Reviewing(reviewing) => reviewing.session.id == *id,
            _ => false,
        };
        if !asked {
            return;
        }
        let Some(timeline) = timeline else {
            let words = match &self.screen {
                Screen::Reviewing(_) => {
                    "No timeline lies beside this session: it is shared with `casebook share --timeline`."
                }
                _ => "No timeline on this machine: it was written elsewhere.",
            };
            return self.say(words.to_owned(), now);
        };
        let Some(replay) = Replay::new(timeline, now) else {
            return self.say("Its timeline does not tell how it was written.".to_owned(), now);
        };
        if let Some(words) = replay.lacks() {
            self.say(words.to_owned(), now);
        }
        let replay = Screen::Replay(Box::new(replay));
        self.under = Some(Box::new(std::mem::replace(&mut self.screen, replay)));
    }

    /// A replay is told of the time; under what is open over it, it stands still.
    pub(super) fn watch(&mut self, now: Now) {
        if let Screen::Replay(replay) = &mut self.screen {
            if self.overlay.is_none() { replay.tick(now) } else { replay.rest(now) }
        }
    }

    /// Whether something moves on the screen: it wants to be told soon that time goes by.
    pub fn moves(&self) -> bool {
        self.overlay.is_none() && matches!(&self.screen, Screen::Replay(replay) if replay.moves())
    }
}
