//! Keys, typed text and the mouse: what each means on the screen that is open. Draws nothing.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers, MouseButton, MouseEvent, MouseEventKind};
use ratatui::layout::Position;

use super::{App, Screen};
use crate::{
    model::StepId,
    tui::{
        action::Action,
        effect::{Effect, Now},
        keymap,
        screens::{
            library::Library,
            overlay::{Chosen, Overlay},
        },
        widgets::editor::Deed,
    },
};

impl App {
    pub(super) fn key(&mut self, key: KeyEvent, now: Now) -> Vec<Effect> {
        if let Some(overlay) = &mut self.overlay {
            let chosen = overlay.key(key);
            return self.chosen(chosen, now);
        }
        if let Some(action) = keymap::lookup(&key, &self.scopes()) {
            return self.act(action, now);
        }
        match key.code {
            KeyCode::Char(c)
                if key.modifiers.contains(KeyModifiers::ALT)
                    && !key.modifiers.contains(KeyModifiers::CONTROL) =>
            {
                // A fast typist's Esc and the next character arrive as one: it is both, in turn.
                let mut effects = self.act(Action::Menu, now);
                effects.extend(
                    self.key(KeyEvent::new(KeyCode::Char(c), key.modifiers - KeyModifiers::ALT), now),
                );
                effects
            }
            KeyCode::Char(c) if !key.modifiers.contains(KeyModifiers::CONTROL) => {
                self.type_text(c.encode_utf8(&mut [0; 4]), false, now)
            }
            _ => Vec::new(),
        }
    }

    pub(super) fn chosen(&mut self, chosen: Chosen, now: Now) -> Vec<Effect> {
        if chosen == Chosen::Nothing {
            return Vec::new();
        }
        let picking = matches!(self.overlay.take(), Some(Overlay::Pick(..)));
        match chosen {
            Chosen::Do(action) => self.act(action, now),
            Chosen::Type(key) => self.key(key, now),
            Chosen::Cannot(why) => {
                self.say(why, now);
                Vec::new()
            }
            Chosen::Picked(index) if picking => self.picked(index, now),
            Chosen::Picked(_) | Chosen::Close | Chosen::Nothing => Vec::new(),
        }
    }

    pub(super) fn picked(&mut self, index: usize, now: Now) -> Vec<Effect> {
        let Screen::Debrief(debrief) = &mut self.screen else { return Vec::new() };
        let Some((_, steps)) = debrief.heading() else { return Vec::new() };
        let step: Option<StepId> = index.checked_sub(1).and_then(|i| steps.get(i)).map(|(id, _)| id.clone());
        match debrief.map(step.as_ref()) {
            Ok(()) => vec![Effect::Keep],
            Err(error) => {
                self.say(format!("Nothing was changed: {error}."), now);
                Vec::new()
            }
        }
    }

    /// Pasted text goes where it would be typed: into the search for a command while that is open.
    pub(super) fn paste(&mut self, text: &str, now: Now) -> Vec<Effect> {
        let text = crate::text::input::normalise(text);
        if self.overlay.as_mut().is_some_and(|overlay| overlay.paste(&text)) {
            return Vec::new();
        }
        self.type_text(&text, true, now)
    }

    pub(super) fn type_text(&mut self, text: &str, pasted: bool, now: Now) -> Vec<Effect> {
        self.overlay = None;
        match &mut self.screen {
            Screen::Practice(practice) => {
                let reply = practice.type_text(text, pasted);
                self.reply(reply, now)
            }
            Screen::Lesson(lesson) => {
                lesson.deed(if pasted { Deed::Paste(text.to_owned()) } else { Deed::Type(text.to_owned()) });
                Vec::new()
            }
            Screen::Library(library) => {
                let deed = if pasted { Deed::Paste(text.to_owned()) } else { Deed::Type(text.to_owned()) };
                library.deed(deed);
                Vec::new()
            }
            Screen::Home(_) if text.chars().all(char::is_alphanumeric) => {
                // Who types on the home screen is looking for something.
                self.screen = Screen::Library(Box::new(Library::new(text, &self.bank, &self.attempts)));
                Vec::new()
            }
            _ => Vec::new(),
        }
    }

    pub(super) fn mouse(&mut self, mouse: MouseEvent, now: Now) -> Vec<Effect> {
        let at = Position::new(mouse.column, mouse.row);
        let pressed = mouse.kind == MouseEventKind::Down(MouseButton::Left);
        if let Some(overlay) = &mut self.overlay {
            if !pressed {
                return Vec::new();
            }
            let chosen = overlay.click(at);
            return self.chosen(chosen, now);
        }
        if let Screen::Practice(practice) = &mut self.screen {
            let reply = practice.mouse(mouse, now);
            return self.reply(reply, now);
        }
        match mouse.kind {
            _ if pressed => {
                let before = match &mut self.screen {
                    Screen::Home(home) => home.point(at),
                    Screen::Library(library) => library.point(at),
                    Screen::Sessions(sessions) => sessions.point(at),
                    _ => None,
                };
                // A click selects; a click on what is selected opens it.
                if before == Some(true) { self.act(Action::Choose, now) } else { Vec::new() }
            }
            MouseEventKind::ScrollUp => self.act(Action::Up, now),
            MouseEventKind::ScrollDown => self.act(Action::Down, now),
            _ => Vec::new(),
        }
    }
}
