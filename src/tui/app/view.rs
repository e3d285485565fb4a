//! Drawing: the screen, what is open over it, the footer. Changes nothing.

use ratatui::{Frame, layout::Rect};

use super::{App, Screen};
use crate::{
    text::display::shown_line,
    tui::{
        screens::practice::{SMALLEST, Saving},
        widgets::{footer::Footer, notice},
    },
};

impl App {
    /// Draws the screen, what is open over it, and the footer.
    pub fn draw(&mut self, frame: &mut Frame<'_>) {
        let area = frame.area();
        if area.height < 2 || area.width < 4 {
            return;
        }
        let said = self.said(area);
        let hidden = if self.may_cover(area) { 0 } else { u16::try_from(said.len()).unwrap_or(0) };
        let body = Rect { height: area.height.saturating_sub(1 + hidden), ..area };
        let (theme, zone) = (self.theme, self.zone.clone());
        match &mut self.screen {
            Screen::Home(home) => home.draw(frame, body, theme, &self.bank, &self.attempts, &zone),
            Screen::Lesson(lesson) => lesson.draw(frame, body, theme),
            Screen::Library(library) => library.draw(frame, body, theme, &self.bank, &self.attempts, &zone),
            Screen::Brief(brief) => brief.draw(frame, body, theme, &self.bank, &self.attempts),
            Screen::Practice(practice) => practice.draw(frame, body, theme),
            Screen::Debrief(debrief) => debrief.draw(frame, body, theme, &zone),
            Screen::Sessions(sessions) => sessions.draw(frame, body, theme),
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
        let off = |action| self.why_not(action).is_some();
        let footer = Footer { scopes: &scopes, off: &off, right: &right, alarm };
        footer.draw(Rect { y: area.bottom() - 1, height: 1, ..area }, frame.buffer_mut(), theme);
        let style = if self.notice.is_some() { theme.accent() } else { theme.warning() };
        notice::draw(said, area, frame.buffer_mut(), style, theme.rule());
        if let Some(overlay) = &mut self.overlay {
            overlay.draw(frame, body, theme);
        }
    }

    /// What is said above the keys, line by line: a notice, or all the while that something is not saved.
    fn said(&self, area: Rect) -> Vec<String> {
        let cells = usize::from(area.width.saturating_sub(2));
        match (&self.notice, &self.saving) {
            (Some(notice), _) => {
                notice::lines(&shown_line(&notice.words), cells, usize::from(area.height / 2))
            }
            (None, Saving::Failed(why)) => {
                vec![notice::beginning(&format!("NOT SAVED: {}", shown_line(why)), cells)]
            }
            (None, _) => Vec::new(),
        }
    }

    /// Whether what is said may cover what stands there: a session has a line for it, which only tells how to write;
    /// elsewhere a notice goes in a moment, and nothing jumps on its way.
    fn may_cover(&self, area: Rect) -> bool {
        match &self.screen {
            Screen::Practice(_) => area.width >= SMALLEST.0 && area.height >= SMALLEST.1,
            _ => self.notice.is_some(),
        }
    }
}
