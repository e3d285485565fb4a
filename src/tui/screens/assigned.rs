//! Who has answered what a coach assigned, and who has not. Reads no file: what is shown came with the inbox.

use jiff::{civil::Date, tz::TimeZone};
use ratatui::{Frame, layout::Rect};

use crate::{
    insight::{
        assigned::{self, sections},
        progress::report::Page,
    },
    tui::{action::Action, keymap::Scope, theme::Theme, widgets::report::Report},
};

/// The screen.
#[derive(Clone, Debug)]
pub struct Assigned {
    told: Vec<assigned::Assigned>,
    report: Report,
}

impl Assigned {
    /// The page of these assignments.
    pub fn new(told: Vec<assigned::Assigned>) -> Self {
        Self { told, report: Report::default() }
    }

    /// The scopes of the binding table that hold.
    pub fn scopes(&self) -> Vec<Scope> {
        vec![Scope::Everywhere, Scope::Away, Scope::Assigned]
    }

    /// Why an action cannot be done now.
    pub fn why_not(&self, action: Action) -> Option<&'static str> {
        self.report.why_not(action)
    }

    /// Scrolls, by lines or to another assignment.
    pub fn act(&mut self, action: Action) {
        self.report.act(action);
    }

    /// Draws the screen.
    pub fn draw(&mut self, frame: &mut Frame<'_>, area: Rect, theme: Theme, zone: &TimeZone, today: Date) {
        let parts = |cells| Ok(sections(&self.told, Page { zone, today, cells }).into());
        self.report.draw("Assignments", parts, frame, area, theme);
    }
}
