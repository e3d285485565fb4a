//! What a coach's scores say of many sessions together: the next class. Counts nothing itself: what is shown was read
//! outside.

use ratatui::{Frame, layout::Rect};

use crate::{
    insight::cohort::{self, sections},
    tui::{action::Action, keymap::Scope, theme::Theme, widgets::report::Report},
};

/// The screen.
#[derive(Clone, Debug, Default)]
pub struct Cohort {
    /// What is told, once it was read.
    told: Option<Box<cohort::Cohort>>,
    report: Report,
}

const READING: &str = "Reading the sessions …";

/// What stands there until something can be told, and what to do first.
const NOTHING: &str = "No finished sessions lie here yet.\n\nOnce you have scored some, this page lays dimensions against \
                       candidates, names the weakest, and tells what moved and what is found again: the next class.";

impl Cohort {
    /// What was read outside.
    pub fn learn(&mut self, told: Box<cohort::Cohort>) {
        self.told = Some(told);
    }

    /// The scopes of the binding table that hold.
    pub fn scopes(&self) -> Vec<Scope> {
        vec![Scope::Everywhere, Scope::Away, Scope::Cohort]
    }

    /// Why an action cannot be done now.
    pub fn why_not(&self, action: Action) -> Option<&'static str> {
        self.report.why_not(action)
    }

    /// Scrolls, by lines or to another part.
    pub fn act(&mut self, action: Action) {
        self.report.act(action);
    }

    /// Draws the screen.
    pub fn draw(&mut self, frame: &mut Frame<'_>, area: Rect, theme: Theme) {
        let parts = |cells| {
            let told = self.told.as_ref().ok_or(READING)?;
            let parts = sections(told, cells);
            if parts.is_empty() { Err(NOTHING) } else { Ok(parts.into()) }
        };
        self.report.draw("Cohort", parts, frame, area, theme);
    }
}
