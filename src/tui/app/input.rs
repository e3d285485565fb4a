//! Keys, typed text and the mouse: what each means on the screen that is open. Draws nothing.

use std::time::Duration;

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers, MouseButton, MouseEvent, MouseEventKind};
use ratatui::layout::Position;

use super::{App, Screen};
use crate::tui::{
    action::Action,
    effect::{Begin, Effect, Now},
    keymap,
    screens::{brief::Brief, overlay::Chosen},
    widgets::editor::Deed,
};

/// How soon the second letter of a word follows the first. Who pressed a key and looks at what it did takes longer.
const A_WORD: Duration = Duration::from_millis(350);

impl App {
    pub(super) fn key(&mut self, key: KeyEvent, now: Now) -> Vec<Effect> {
        if let Some(overlay) = &mut self.overlay {
            let chosen = overlay.key(key);
            return self.chosen(chosen, now);
        }
        if let Some(word) = self.word(key, now) {
            return self.search(&word);
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

    /// The beginning of a word that was typed on the home screen, where its first letter is a key there.
    fn word(&mut self, key: KeyEvent, now: Now) -> Option<String> {
        let before = self.letter.take();
        let modified = key.modifiers.intersects(KeyModifiers::CONTROL | KeyModifiers::ALT);
        let KeyCode::Char(letter) = key.code else { return None };
        if modified || !letter.is_alphanumeric() {
            return None;
        }
        let at_home = matches!(self.screen, Screen::Home(_));
        self.letter = at_home.then_some((letter, now.mono));
        let (first, _) = before.filter(|(_, at)| now.mono.saturating_sub(*at) < A_WORD)?;
        let free = at_home
            || matches!(&self.screen, Screen::Library(library) if library.is_untouched())
            || matches!(
                self.screen,
                Screen::Sessions(_) | Screen::Progress(_) | Screen::Tracks(_) | Screen::Stories(_)
            ) && keymap::lookup(&key, &self.scopes()).is_none();
        free.then(|| format!("{first}{letter}"))
    }

    /// To the library, with these words in its search field.
    fn search(&mut self, words: &str) -> Vec<Effect> {
        self.screen = Screen::Library(Box::new(self.library(words)));
        Vec::new()
    }

    pub(super) fn chosen(&mut self, chosen: Chosen, now: Now) -> Vec<Effect> {
        if chosen == Chosen::Nothing {
            return Vec::new();
        }
        self.overlay = None;
        match chosen {
            Chosen::Do(action) => self.act(action, now),
            Chosen::Type(key) => self.key(key, now),
            Chosen::Question(id) => {
                let effects = self.leave_session(now);
                self.tracks = None;
                self.screen = Screen::Brief(Box::new(Brief::new(Begin::at(id))));
                effects
            }
            Chosen::Session(id) => {
                let mut effects = self.leave_session(now);
                effects.push(Effect::Open(id));
                effects
            }
            Chosen::Restore(id, source) => {
                self.behind =
                    if let Screen::Sessions(sessions) = &self.screen { Some(sessions.clone()) } else { None };
                vec![Effect::Restore(id, source)]
            }
            Chosen::Sample(case) => vec![Effect::OpenCase(case, None)],
            Chosen::Story(story) => self.pull_story(&story, now),
            Chosen::Seal(id) => vec![Effect::Seal(id)],
            Chosen::Raw(id) => vec![Effect::ReadRaw(id)],
            Chosen::Cannot(why) => {
                self.say(why, now);
                Vec::new()
            }
            Chosen::Close | Chosen::Nothing => Vec::new(),
        }
    }

    /// Leaves the session that is open, saved, on the way to somewhere else.
    fn leave_session(&mut self, now: Now) -> Vec<Effect> {
        self.uncover();
        let effects = match &self.screen {
            Screen::Practice(_) => self.act(Action::Leave, now),
            Screen::Debrief(_) | Screen::Replay(..) => self.home(),
            _ => Vec::new(),
        };
        self.notice = None;
        effects
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
            Screen::Library(library) if !library.is_typing() && !pasted => {
                self.say("Letters act here: / goes back to the search.".to_owned(), now);
                Vec::new()
            }
            Screen::Library(library) => {
                let deed = if pasted { Deed::Paste(text.to_owned()) } else { Deed::Type(text.to_owned()) };
                library.deed(deed);
                Vec::new()
            }
            Screen::Sessions(sessions) if !sessions.is_typing() && !pasted => {
                self.say("Letters act here: / goes back to the search.".to_owned(), now);
                Vec::new()
            }
            Screen::Sessions(sessions) => {
                let deed = if pasted { Deed::Paste(text.to_owned()) } else { Deed::Type(text.to_owned()) };
                sessions.deed(deed).into_iter().collect()
            }
            Screen::Inbox(_) | Screen::Column(_) | Screen::Reviewing(_) => self.type_on_desk(
                if pasted { Deed::Paste(text.to_owned()) } else { Deed::Type(text.to_owned()) },
                now,
            ),
            Screen::Live(_) => self.type_in_live(
                if pasted { Deed::Paste(text.to_owned()) } else { Deed::Type(text.to_owned()) },
                now,
            ),
            Screen::Answering(answering) if answering.is_typing() => {
                let deed = if pasted { Deed::Paste(text.to_owned()) } else { Deed::Type(text.to_owned()) };
                answering.deed(deed, now.wall)
            }
            Screen::Debrief(debrief) => {
                let reply = debrief.type_text(text, pasted);
                self.reply(reply, now)
            }
            Screen::Home(_) if text.chars().all(char::is_alphanumeric) => {
                // Who types on the home screen is looking for something.
                self.search(text)
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
        if let Screen::Replay(replay) = &mut self.screen
            && replay.mouse(mouse)
        {
            return Vec::new();
        }
        match mouse.kind {
            _ if pressed && matches!(&self.screen, Screen::Home(home) if home.is_search(at)) => {
                self.act(Action::Search, now)
            }
            _ if pressed => {
                let before = match &mut self.screen {
                    Screen::Home(home) => home.point(at),
                    Screen::Tracks(tracks) => tracks.point(at),
                    Screen::Stories(stories) => stories.point(at),
                    Screen::Library(library) => library.point(at),
                    Screen::Sessions(sessions) => sessions.point(at),
                    Screen::Debrief(debrief) => debrief.point(at),
                    Screen::Attempts(attempts) => attempts.point(at),
                    Screen::Answering(answering) => answering.point(at),
                    Screen::Inbox(inbox) => inbox.point(at),
                    Screen::Column(column) => column.point(at),
                    Screen::Reviewing(reviewing) => reviewing.point(at),
                    Screen::Live(live) => live.point(at),
                    _ => None,
                };
                // A click selects; a click on what is selected opens it.
                if before == Some(true) { self.act(Action::Choose, now) } else { Vec::new() }
            }
            MouseEventKind::Drag(MouseButton::Left) => {
                match &mut self.screen {
                    Screen::Reviewing(reviewing) => reviewing.drag(at),
                    Screen::Column(column) => column.drag(at),
                    _ => {}
                }
                Vec::new()
            }
            MouseEventKind::ScrollUp => self.act(Action::Up, now),
            MouseEventKind::ScrollDown => self.act(Action::Down, now),
            _ => Vec::new(),
        }
    }
}
