//! A live mock on its way in and out, and what keys do in it. Reads no file.

use super::{App, Screen, act::deed};
use crate::tui::{
    action::Action,
    effect::{Effect, Mock, Now},
    screens::live::Live,
    widgets::editor::Deed,
};

impl App {
    /// A live mock was begun, or is gone on with.
    pub(super) fn open_mock(&mut self, mock: Mock, now: Now) {
        let live = Live::new(mock, now.mono);
        if let Some(at) = live.goes_on_at() {
            self.say(format!("Gone on with at {at}, where it was left. Esc, w begins another."), now);
        }
        self.screen = Screen::Live(Box::new(live));
    }

    pub(super) fn act_on_live(&mut self, action: Action, now: Now) -> Vec<Effect> {
        let Screen::Live(live) = &mut self.screen else { return Vec::new() };
        if action == Action::Anew {
            return vec![Effect::OpenMock(live.question().clone(), true)];
        }
        let selected = live.selected();
        match deed(action, &mut self.clip, &selected) {
            Some(deed) if live.is_typing() => live.types(deed, now.wall),
            _ => live.act(action, now.wall),
        }
    }

    pub(super) fn type_in_live(&mut self, typed: Deed, now: Now) -> Vec<Effect> {
        let Screen::Live(live) = &mut self.screen else { return Vec::new() };
        if live.takes_letters() {
            return live.types(typed, now.wall);
        }
        self.say("Letters act here: F2 goes back to the sheet and the notes.".to_owned(), now);
        Vec::new()
    }
}
