//! Drawing: the screen, what is open over it, the footer. Changes nothing.

use ratatui::{Frame, layout::Rect};

use super::{App, Screen};
use crate::{
    text::display::shown_line,
    tui::{screens::practice::Saving, widgets::footer::Footer},
};

impl App {
    /// Draws the screen, what is open over it, and the footer.
    pub fn draw(&mut self, frame: &mut Frame<'_>) {
        let area = frame.area();
        if area.height < 2 || area.width < 4 {
            return;
        }
        let body = Rect { height: area.height - 1, ..area };
        let (theme, zone) = (self.theme, self.zone.clone());
        match &mut self.screen {
            Screen::Home(home) => home.draw(frame, body, theme, &self.bank, &self.attempts, &zone),
            Screen::Lesson(lesson) => lesson.draw(frame, body, theme),
            Screen::Library(library) => library.draw(frame, body, theme, &self.bank, &self.attempts),
            Screen::Brief(brief) => brief.draw(frame, body, theme, &self.bank, &self.attempts),
            Screen::Practice(practice) => practice.draw(frame, body, theme),
            Screen::Debrief(debrief) => debrief.draw(frame, body, theme, &zone),
            Screen::Sessions(sessions) => sessions.draw(frame, body, theme, &self.attempts, &zone),
        }
        let scopes = self.scopes();
        let writing = matches!(self.screen, Screen::Practice(_) | Screen::Debrief(_));
        let (right, alarm) = match &self.saving {
            _ if !writing && !matches!(self.saving, Saving::Failed(_)) => (String::new(), false),
            Saving::Failed(_) => ("NOT SAVED".to_owned(), true),
            _ if self.is_read_only() => ("read only".to_owned(), false),
            Saving::Untouched => (String::new(), false),
            Saving::Pending => ("saving …".to_owned(), false),
            Saving::Saved(at) => (format!("saved {at}"), false),
        };
        // Keys do not come and go with what is said of saving.
        let right = if writing { format!("{right:>14}") } else { right };
        let failed = match &self.saving {
            Saving::Failed(why) => Some(format!("NOT SAVED: {}", shown_line(why))),
            _ => None,
        };
        let notice = self.notice.as_ref().map(|(n, _)| shown_line(n).into_owned()).or(failed);
        let off = |action| self.why_not(action).is_some();
        let footer = Footer { scopes: &scopes, off: &off, notice: notice.as_deref(), right: &right, alarm };
        footer.draw(Rect { y: area.bottom() - 1, height: 1, ..area }, frame.buffer_mut(), theme);
        if let Some(overlay) = &mut self.overlay {
            overlay.draw(frame, body, theme);
        }
    }
}
