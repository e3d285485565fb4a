//! Drawing: the screen, what is open over it, the footer. Changes nothing.

use ratatui::{Frame, buffer::Buffer, layout::Rect};

use super::{App, Screen};
use crate::{
    text::display::shown_line,
    tui::{
        screens::{
            home,
            practice::{SMALLEST, Saving},
        },
        widgets::{banner, editor::Echo, footer::Footer, notice},
    },
};

impl App {
    /// Draws the screen, what is open over it, and the footer.
    pub fn draw(&mut self, frame: &mut Frame<'_>) {
        self.only_edits = true;
        let area = frame.area();
        if area.height < 2 || area.width < 4 {
            return;
        }
        let (banner, said) = (self.banner(area), self.said(area));
        let rows = |lines: &[String]| {
            // Several lines are ruled off.
            u16::try_from(lines.len() + usize::from(lines.len() > 1)).unwrap_or(u16::MAX)
        };
        let below = rows(&banner);
        let hidden =
            if self.may_cover(area) { below.saturating_sub(self.spare()) } else { below + rows(&said) };
        let body = Rect { height: area.height.saturating_sub(1 + hidden), ..area };
        let (theme, zone) = (self.theme, self.zone.clone());
        let asked = match &self.screen {
            Screen::Brief(brief) => self.asked(&brief.begin.question),
            _ => Vec::new(),
        };
        match &mut self.screen {
            Screen::Home(home) => {
                let known = home::Known {
                    bank: &self.bank,
                    attempts: &self.attempts,
                    schedule: &self.schedule,
                    today: self.today,
                    returned: &self.returned,
                    zone: &self.zone,
                    unreadable: self.unreadable.len(),
                    reading: self.reading,
                    edition: self.edition,
                    places: self.places.as_deref(),
                };
                home.draw(frame, body, theme, known);
            }
            Screen::Lesson(lesson) => lesson.draw(frame, body, theme),
            Screen::Library(library) => library.draw(frame, body, theme, &self.bank, &self.attempts, &zone),
            Screen::Brief(brief) => {
                brief.draw(frame, body, theme, (&self.bank, &self.attempts), &asked);
            }
            Screen::Practice(practice) => practice.draw(frame, body, theme),
            Screen::Debrief(debrief) => debrief.draw(frame, body, theme, &zone),
            Screen::Sessions(sessions) => sessions.draw(frame, body, theme, &self.returned, self.reading),
            Screen::Attempts(attempts) => attempts.draw(frame, body, theme, &zone),
            Screen::Progress(progress) => progress.draw(frame, body, theme, &zone, self.today),
            Screen::Tracks(tracks) => tracks.draw(frame, body, theme, &zone, self.today),
            Screen::Stories(stories) => stories.draw(frame, body, theme, &zone, self.today),
            Screen::Replay(replay) => replay.draw(frame, body, theme, &zone),
            Screen::Answering(answering) => answering.draw(frame, body, theme),
            Screen::Inbox(inbox) => inbox.draw(frame, body, theme, &zone, self.today),
            Screen::Assigned(assigned) => assigned.draw(frame, body, theme, &zone, self.today),
            Screen::Cohort(cohort) => cohort.draw(frame, body, theme),
            Screen::Column(column) => column.draw(frame, body, theme),
            Screen::Calibration(calibration) => calibration.draw(frame, body, theme),
            Screen::Reviewing(reviewing) => reviewing.draw(frame, body, theme),
            Screen::Live(live) => live.draw(frame, body, theme),
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
        notice::draw(banner, area, frame.buffer_mut(), theme.warning(), theme.rule());
        let above = Rect { height: area.height.saturating_sub(below), ..area };
        notice::draw(said, above, frame.buffer_mut(), theme.accent(), theme.rule());
        if let Some(overlay) = &mut self.overlay {
            overlay.draw(frame, body, theme);
        }
    }

    /// Draws what was just typed, over the frame that was drawn last. Nothing where something else happened too, or a whole
    /// frame is needed.
    pub fn echo(&mut self, buf: &mut Buffer) -> Option<Echo> {
        let may_echo = self.only_edits && self.may_echo();
        match &mut self.screen {
            Screen::Practice(practice) if may_echo => practice.echo(buf, self.theme),
            _ => None,
        }
    }

    /// Whether something may be typed that can be drawn so.
    pub fn may_echo(&self) -> bool {
        matches!(self.screen, Screen::Practice(_)) && self.overlay.is_none()
    }

    /// What is said above the keys, line by line.
    fn said(&self, area: Rect) -> Vec<String> {
        let cells = usize::from(area.width.saturating_sub(2));
        let words = self.notice.as_ref().map(|notice| shown_line(&notice.words));
        words.map_or_else(Vec::new, |words| notice::lines(&words, cells, usize::from(area.height / 2)))
    }

    /// What stands there all the while that something is not saved.
    fn banner(&self, area: Rect) -> Vec<String> {
        let Some(unsaved) = self.unsaved() else { return Vec::new() };
        let mut lines = banner::lines(unsaved, usize::from(area.width.saturating_sub(2)));
        // In a small terminal what is typed counts more.
        lines.truncate(if is_small(area) { 1 } else { usize::from(area.height / 3) });
        lines
    }

    /// Whether a notice may cover what stands there: it goes in a moment, and nothing jumps on its way. Where there is
    /// little room it would cover what is typed.
    fn may_cover(&self, area: Rect) -> bool {
        !matches!(self.screen, Screen::Practice(_)) || !is_small(area)
    }

    /// The lines that what is said may cover in any case: in a session how to write, and the rule above.
    fn spare(&self) -> u16 {
        if matches!(self.screen, Screen::Practice(_)) { 2 } else { 0 }
    }
}

fn is_small(area: Rect) -> bool {
    area.width < SMALLEST.0 || area.height < SMALLEST.1
}
