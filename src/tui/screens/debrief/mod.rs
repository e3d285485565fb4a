//! The debrief: time against the plan, and per step one's own answer beside the worked notes. Scores nothing.

mod view;

use crate::{
    model::{Edit, EditError, ItemId, Part, Place, Session, State, StepId, Value, plan},
    text::fold::fold,
    tui::action::{Action, READ_ONLY},
};

/// A finished (or abandoned) session, to be read.
#[derive(Clone, Debug)]
pub struct Debrief {
    /// What is read.
    pub session: Session,
    section: usize,
    top: usize,
    height: usize,
    longest: usize,
    script: bool,
    /// Whether it can only be read.
    pub read_only: bool,
}

/// A part of the debrief.
#[derive(Clone, Debug, PartialEq)]
enum Section {
    /// Time, plan and wrap-up.
    Overview,
    /// A part of the opening or a step of the framework; the heading that answers it, where there is one.
    Step { worked: Option<StepId>, own: Option<StepId> },
    /// Probes and follow-ups.
    FollowUps,
    /// The contrasting weak answer.
    Weak,
}

impl Debrief {
    /// The debrief of a session, from its overview.
    pub fn new(session: Session) -> Self {
        Self { session, section: 0, top: 0, height: 1, longest: 0, script: false, read_only: false }
    }

    /// The same, and whether the session can only be read.
    pub fn to_be_read(self, read_only: bool) -> Self {
        Self { read_only, ..self }
    }

    /// Scrolls, goes to another section, shows the script.
    pub fn act(&mut self, action: Action) {
        let sections = self.sections();
        let page = self.height.saturating_sub(2).max(1);
        let last = self.longest.saturating_sub(self.height);
        match action {
            Action::NextSection if self.section + 1 < sections.len() => {
                (self.section, self.top) = (self.section + 1, 0);
            }
            Action::PreviousSection if self.section > 0 => (self.section, self.top) = (self.section - 1, 0),
            Action::Up => self.top = self.top.saturating_sub(1),
            Action::Down => self.top = (self.top + 1).min(last),
            Action::PageUp => self.top = self.top.saturating_sub(page),
            Action::PageDown => self.top = (self.top + page).min(last),
            Action::First => self.top = 0,
            Action::Last => self.top = last,
            Action::Script => self.script = !self.script,
            Action::Weak => {
                if let Some(weak) = sections.iter().position(|s| *s == Section::Weak) {
                    (self.section, self.top) = (weak, 0);
                }
            }
            _ => {}
        }
    }

    /// Why an action cannot be done here.
    pub fn why_not(&self, action: Action) -> Option<&'static str> {
        match action {
            Action::Weak if self.session.question.weak.is_none() => Some("this question has none"),
            Action::Map if self.heading().is_none() => Some("only for your own headings"),
            _ if self.read_only && action.changes() => Some(READ_ONLY),
            Action::Map if self.session.state == State::Sealed => Some("the session is sealed"),
            Action::NextSection if self.section + 1 == self.sections().len() => {
                Some("this is the last part; Esc, l goes home")
            }
            Action::PreviousSection if self.section == 0 => Some("this is the first part"),
            _ => None,
        }
    }

    /// The own heading of this section, and the framework's steps that it may answer.
    pub fn heading(&self) -> Option<(StepId, Vec<(StepId, String)>)> {
        let own = match self.sections().into_iter().nth(self.section)? {
            Section::Step { own: Some(own), .. } if self.session.framework.step(&own).is_none() => own,
            _ => return None,
        };
        let steps = self.session.framework.steps.iter().map(|s| (s.id.clone(), s.title.clone()));
        Some((own, steps.collect()))
    }

    /// Maps this section's heading to a step of the framework, or to none.
    pub fn map(&mut self, step: Option<&StepId>) -> Result<(), EditError> {
        let Some((heading, _)) = self.heading() else { return Ok(()) };
        let at = Place::cell(Part::Debrief, &ItemId::from(heading.as_str()), "step");
        let old = self.session.value(&at).ok_or(EditError::NoPlace)?;
        let new = Value::Text(step.map_or_else(String::new, ToString::to_string));
        self.session.apply(&Edit::Set { at, old, new })?;
        // The section keeps its heading, wherever it stands now.
        let place = |s: &Section| matches!(s, Section::Step { own: Some(own), .. } if *own == heading);
        self.section = self.sections().iter().position(place).unwrap_or(self.section);
        Ok(())
    }

    /// The framework's step that an own heading answers: as mapped, or by the same title.
    fn mapped(&self, heading: &StepId) -> Option<StepId> {
        let explicit = self.session.mapping.iter().find(|m| m.heading == *heading).map(|m| m.step.clone());
        let title = fold(self.session.spec(heading).title.trim());
        let same = |s: &&crate::model::Step| fold(&s.title) == title || s.id.as_str() == title;
        explicit.or_else(|| self.session.framework.steps.iter().find(same).map(|s| s.id.clone()))
    }

    fn sections(&self) -> Vec<Section> {
        let session = &self.session;
        let mut sections = vec![Section::Overview];
        let whole = session.only.is_none();
        if session.framework.opening && whole {
            for part in ["clarify", "plan"] {
                let id = StepId::from(part);
                sections.push(Section::Step { worked: Some(id.clone()), own: Some(id) });
            }
        }
        let own: Vec<StepId> = plan::steps(session);
        let mut covered = Vec::new();
        for id in &own {
            let worked =
                if session.framework.step(id).is_some() { Some(id.clone()) } else { self.mapped(id) };
            covered.extend(worked.clone());
            sections.push(Section::Step { worked, own: Some(id.clone()) });
        }
        if whole {
            let rest = session.framework.steps.iter().filter(|s| !covered.contains(&s.id));
            sections.extend(rest.map(|s| Section::Step { worked: Some(s.id.clone()), own: None }));
        }
        if !session.follow_ups.is_empty() {
            sections.push(Section::FollowUps);
        }
        if session.question.weak.is_some() && whole {
            sections.push(Section::Weak);
        }
        sections
    }

    fn title(&self, section: &Section) -> String {
        match section {
            Section::Overview => "Overview".to_owned(),
            Section::Step { own: Some(own), .. } => match own.as_str() {
                "clarify" => "Clarify".to_owned(),
                "plan" => "Plan".to_owned(),
                _ => self.session.spec(own).title,
            },
            Section::Step { worked: Some(worked), .. } => {
                self.session.framework.step(worked).map_or_else(String::new, |s| s.title.clone())
            }
            Section::Step { .. } => String::new(),
            Section::FollowUps => "Follow-ups".to_owned(),
            Section::Weak => "Weak answer".to_owned(),
        }
    }
}
