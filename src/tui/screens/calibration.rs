//! Calibration: sample sessions that a coach scores without seeing how they are meant, and own scores beside the coach's.
//! Reads no file, and of a sample tells nothing that would sway whoever scores it.

use ratatui::{Frame, layout::Rect};

use super::overlay::{Choice, Chosen, Offer};
use crate::{
    insight::calibration::{self, Sample, Standing, sections},
    model::{CaseId, Review},
    text::display::shown_line,
    tui::{action::Action, effect::Effect, keymap::Scope, theme::Theme, widgets::report::Report},
};

/// The screen.
#[derive(Clone, Debug, Default)]
pub struct Calibration {
    /// What is told, once it was read.
    told: Option<Box<calibration::Calibration>>,
    report: Report,
}

const READING: &str = "Reading the samples …";

impl Calibration {
    /// What was read outside.
    pub fn learn(&mut self, told: Box<calibration::Calibration>) {
        self.told = Some(told);
    }

    /// The coach has said something of a sample.
    pub fn hear(&mut self, case: &CaseId, own: &Review) {
        let samples = self.told.iter_mut().flat_map(|told| &mut told.samples);
        samples.filter(|sample| sample.case == *case).for_each(|sample| sample.hear(own));
    }

    /// The sample that is to be scored next, other than the one that is open.
    pub fn next(&self, open: Option<&CaseId>) -> Option<CaseId> {
        let mut samples = self.told.iter().flat_map(|told| &told.samples);
        let next = samples.find(|s| s.standing() != Standing::Scored && Some(&s.case) != open);
        next.map(|sample| sample.case.clone())
    }

    /// All samples, to choose one.
    pub fn offer(&self) -> Offer {
        let choice = |sample: &Sample| Choice {
            label: shown_line(sample.name()).into_owned(),
            note: format!("{}{}: {}", again(sample), sample.kind(), sample.title()),
            chosen: Chosen::Sample(sample.case.clone()),
        };
        let choices = self.told.iter().flat_map(|told| &told.samples).map(choice).collect();
        let words = "One of either kind for each type: which is which, you say first.";
        Offer::new("Which sample?", vec![words.to_owned()], choices)
    }

    /// The scopes of the binding table that hold.
    pub fn scopes(&self) -> Vec<Scope> {
        vec![Scope::Everywhere, Scope::Away, Scope::Calibration]
    }

    /// Why an action cannot be done now.
    pub fn why_not(&self, action: Action) -> Option<&'static str> {
        match action {
            Action::NextNew | Action::Choose if self.told.is_none() => {
                Some("the samples are still being read")
            }
            Action::NextNew if self.next(None).is_none() => Some("you have scored every sample"),
            _ => self.report.why_not(action),
        }
    }

    /// Scrolls, by lines or to another part, or says which sample is to be opened.
    pub fn act(&mut self, action: Action) -> Option<Effect> {
        if action == Action::NextNew {
            return self.next(None).map(|case| Effect::OpenCase(case, None));
        }
        self.report.act(action);
        None
    }

    /// Draws the screen.
    pub fn draw(&mut self, frame: &mut Frame<'_>, area: Rect, theme: Theme) {
        let parts = |cells| self.told.as_ref().map(|told| sections(told, cells).into()).ok_or(READING);
        self.report.draw("Calibration", parts, frame, area, theme);
    }
}

/// What stands before a sample that was looked at.
fn again(sample: &Sample) -> &'static str {
    match sample.standing() {
        Standing::New => "",
        Standing::Begun { .. } => "begun · ",
        Standing::Scored => "scored · ",
    }
}
