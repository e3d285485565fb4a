//! Progress: what came of finished attempts, a part for each type of question, and what came of next steps. Counts
//! nothing itself: what is shown was read outside.

use jiff::{civil::Date, tz::TimeZone};
use ratatui::{Frame, layout::Rect};

use crate::{
    insight::progress::{
        self,
        report::{Page, Section, sections},
    },
    tui::{action::Action, keymap::Scope, theme::Theme, widgets::report::Report},
};

/// The screen.
#[derive(Clone, Debug, Default)]
pub struct Progress {
    /// What is told, once it was read.
    told: Option<Box<progress::Progress>>,
    /// Its parts, and for which width and day they were made: they tell of every attempt.
    parts: Option<((usize, Date), Vec<Section>)>,
    report: Report,
}

const READING: &str = "Reading your sessions …";

/// What stands there until something can be told, and what to do first.
const NOTHING: &str = "Nothing is finished yet.\n\nEsc, l goes back; Next up on Home begins an attempt. Once one is \
                       finished, this page shows your scores, the time by step, findings that come back, and what \
                       came of next steps.";

impl Progress {
    /// What was read outside.
    pub fn learn(&mut self, told: Box<progress::Progress>) {
        self.told = Some(told);
        self.parts = None;
    }

    /// The scopes of the binding table that hold.
    pub fn scopes(&self) -> Vec<Scope> {
        vec![Scope::Everywhere, Scope::Away, Scope::Progress]
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
    pub fn draw(&mut self, frame: &mut Frame<'_>, area: Rect, theme: Theme, zone: &TimeZone, today: Date) {
        let (told, kept) = (&self.told, &mut self.parts);
        let parts = move |cells| {
            let kept = kept;
            let told = told.as_ref().ok_or(READING)?;
            let of = (cells, today);
            kept.take_if(|(made_of, _)| *made_of != of);
            let (_, parts) = kept.get_or_insert_with(|| (of, sections(told, Page { zone, today, cells })));
            let parts: &[Section] = parts;
            if parts.is_empty() { Err(NOTHING) } else { Ok(parts.into()) }
        };
        self.report.draw("Progress", parts, frame, area, theme);
    }
}
