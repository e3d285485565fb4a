//! The debrief: time against the plan, and per step one's own answer beside the worked notes; two metrics are completed, and
//! who wants to scores the answer. After own headings it first asks which steps they cover and what each metric is for.
//! Scores nothing itself.

mod choosing;
mod compare;
mod complete;
mod complete_view;
mod decide;
mod found;
mod lines;
mod reading;
mod score;
mod score_view;
mod section;
mod view;
mod what_if;

use std::rc::Rc;

use ratatui::layout::{Position, Rect};

use complete::Completing;
use score::{Asks, Scoring};
use section::Section;

use crate::{
    insight::{contract, findings::Earlier, follow_ups, headings, transfer},
    model::{Session, SessionId, State, StepId, plan, session::SelfScore},
    tui::{
        action::{Action, READ_ONLY},
        effect::Effect,
        history::History,
        keymap::Scope,
        screens::{pages::Page, practice::Reply},
        widgets::list::List,
    },
};

/// A finished (or abandoned) session, to be read.
#[derive(Clone, Debug)]
pub struct Debrief {
    /// What is read, and completed.
    pub session: Session,
    section: usize,
    top: usize,
    height: usize,
    longest: usize,
    script: bool,
    /// Whether it can only be read.
    pub read_only: bool,
    history: History,
    /// The own headings, or the metrics under them.
    items: List,
    /// The framework's steps, or the roles, beside them.
    choices: List,
    /// Whether the arrows go through the steps beside the headings.
    among_steps: bool,
    completing: Completing,
    scoring: Scoring,
    /// What was found, or what the metrics cover, while that is open.
    page: Option<Page>,
    /// Where the sections stand on the left, and which one in each line: for the mouse.
    rail: (Rect, Vec<usize>),
    /// The attempt whose answer a transfer drill began with, once it was read; or why it could not be.
    earlier: Option<Result<Box<Session>, String>>,
    /// What findings compare this attempt with, once it was read.
    others: Rc<[Earlier]>,
    /// What coaches asked before this attempt, and what was answered.
    asked: Vec<String>,
}

impl Debrief {
    /// The debrief of a session: from its overview, or from what is still to be said of its own headings.
    pub fn new(session: Session) -> Self {
        let mut debrief = Self {
            session,
            section: 0,
            top: 0,
            height: 1,
            longest: 0,
            script: false,
            read_only: false,
            history: History::default(),
            items: List::default(),
            choices: List::default(),
            among_steps: false,
            completing: Completing::default(),
            scoring: Scoring::default(),
            page: None,
            rail: (Rect::default(), Vec::new()),
            earlier: None,
            others: Rc::default(),
            asked: Vec::new(),
        };
        if debrief.is_decided() {
            debrief.go(&debrief.first());
        } else {
            debrief.go(&Section::Headings);
        }
        debrief
    }

    /// The same, and whether the session can only be read.
    pub fn to_be_read(mut self, read_only: bool) -> Self {
        self.read_only = read_only;
        if read_only {
            self.go(&self.first());
        }
        self
    }

    /// What there is to read first.
    fn first(&self) -> Section {
        if transfer::variant(&self.session).is_some() { Section::WhatIf } else { Section::Overview }
    }

    /// The attempt that is to be read beside this one: the answer of before its fact was flipped.
    pub fn wanted(&self) -> Option<&SessionId> {
        transfer::variant(&self.session).and(self.session.origin.from.as_ref())
    }

    /// What coaches asked before this attempt, and what was answered then.
    pub fn remember(&mut self, asked: Vec<String>) {
        self.asked = asked;
    }

    /// That attempt was read, or could not be.
    pub fn learn(&mut self, id: &SessionId, read: Result<Box<Session>, String>) {
        if self.wanted() == Some(id) {
            self.earlier = Some(read);
        }
    }

    /// The scopes of the binding table that hold now.
    pub fn scopes(&self) -> Vec<Scope> {
        if let Some(page) = &self.page {
            let away: &[Scope] = if page.is_typing() { &[] } else { &[Scope::Away, Scope::Debrief] };
            return [&[Scope::Everywhere], away, &page.scopes()].concat();
        }
        let page = match self.here() {
            Section::Headings if self.among_steps => Scope::Steps,
            Section::Headings => Scope::Headings,
            Section::Roles => Scope::Roles,
            // Here letters are typed: none of the debrief's own holds.
            Section::Completing if self.completing.writing => {
                return vec![Scope::Everywhere, Scope::Away, Scope::Writing, Scope::Field];
            }
            Section::Completing => Scope::Contracts,
            Section::SelfScore if self.scoring.asks == Asks::Passage => Scope::Passages,
            Section::SelfScore => Scope::Scoring,
            _ => Scope::Reading,
        };
        vec![Scope::Everywhere, Scope::Away, Scope::Debrief, page]
    }

    /// What an action of the binding table does here.
    pub fn act(&mut self, action: Action) -> Reply {
        match (action, self.here()) {
            (Action::NextSection, _) => self.turn(self.section + 1),
            (Action::PreviousSection, _) => self.turn(self.section.saturating_sub(1)),
            (Action::Map, _) => self.go(&Section::Headings),
            (Action::Weak, _) => self.go(&Section::Weak),
            (Action::Complete, _) => self.go(&Section::Completing),
            (Action::OwnScores, _) => self.go(&Section::SelfScore),
            (Action::Findings, _) => self.go(&Section::Findings),
            (Action::Coverage, _) => self.go(&Section::Coverage),
            (Action::Replay, _) => {
                let effects = vec![Effect::ReadTimeline(self.session.id.clone())];
                return Reply { effects, ..Reply::default() };
            }
            (Action::Undo, _) => return self.undo(true),
            (Action::Redo, _) => return self.undo(false),
            (_, Section::Headings) => return self.act_on_headings(action),
            (_, Section::Roles) => return self.act_on_roles(action),
            (_, Section::Completing) => return self.act_on_contracts(action),
            (_, Section::SelfScore) => return self.act_on_scores(action),
            (_, Section::Findings | Section::Coverage) => return self.act_on_page(action),
            _ => self.scroll(action),
        }
        Reply::default()
    }

    fn scroll(&mut self, action: Action) {
        let page = self.height.saturating_sub(2).max(1);
        let last = self.longest.saturating_sub(self.height);
        match action {
            Action::Up => self.top = self.top.saturating_sub(1),
            Action::Down => self.top = (self.top + 1).min(last),
            Action::PageUp => self.top = self.top.saturating_sub(page),
            Action::PageDown => self.top = (self.top + page).min(last),
            Action::First => self.top = 0,
            Action::Last => self.top = last,
            Action::Script => self.script = !self.script,
            _ => {}
        }
    }

    /// Why an action cannot be done here.
    pub fn why_not(&self, action: Action) -> Option<&'static str> {
        let here = self.here();
        let ends = here == Section::SelfScore && self.dimension().is_none();
        match action {
            Action::WhatIf if self.session.only.is_some() => Some("only after a whole answer"),
            Action::WhatIf if self.session.state == State::Abandoned => Some("only after a finished answer"),
            Action::Seal if self.session.state == State::Abandoned => Some("only what is finished is sealed"),
            Action::Seal => self.frozen(),
            Action::Weak if !self.sections().contains(&Section::Weak) => Some("there is none here"),
            Action::Weak if here == Section::Weak => Some("this is that page"),
            Action::Complete if !self.sections().contains(&Section::Completing) => {
                Some("there is nothing to complete here")
            }
            Action::OwnScores if !self.sections().contains(&Section::SelfScore) => {
                Some("there are no scores here")
            }
            Action::Coverage if !self.has_coverage() => {
                Some("there are no stakeholders and stages to lay against each other")
            }
            Action::Another if contract::guardrails(&self.session).len() < 2 => {
                Some("there is no other guardrail")
            }
            Action::Choose if here == Section::Completing && self.questions().is_empty() => {
                Some("there is nothing to complete here")
            }
            Action::Choose if matches!(here, Section::Completing | Section::SelfScore) => self.frozen(),
            Action::Map if headings::own(&self.session).is_empty() => Some("only for your own headings"),
            _ if action.changes() && self.frozen().is_some() => self.frozen(),
            Action::Score(_) | Action::Evidence | Action::Guess | Action::Unscore if ends => {
                Some("Enter goes to a dimension first")
            }
            Action::Guess if self.scoring.asks == Asks::Guess => Some("that is asked now"),
            Action::Unscore if self.own_score() == SelfScore::default() => Some("nothing is said of it"),
            Action::Map if here == Section::Headings => Some("this is that page"),
            Action::NextSection if self.section + 1 == self.sections().len() => {
                Some("this is the last part; Esc, l goes back")
            }
            Action::PreviousSection if self.section == 0 => Some("this is the first part"),
            _ => None,
        }
    }

    /// Why nothing more is said here, where nothing is.
    fn frozen(&self) -> Option<&'static str> {
        match self.session.state {
            _ if self.read_only => Some(READ_ONLY),
            State::Sealed => Some("the session is sealed"),
            _ => None,
        }
    }

    /// Selects what is at a place of the screen; says whether it was selected before.
    pub fn point(&mut self, at: Position) -> Option<bool> {
        let (rail, lines) = &self.rail;
        if rail.contains(at) {
            let section = lines.get(usize::from(at.y - rail.y)).copied();
            section.into_iter().for_each(|section| self.turn(section));
            return None;
        }
        match self.here() {
            Section::Headings | Section::Roles => {}
            Section::Completing => return self.point_at_question(at),
            Section::Findings | Section::Coverage => {
                return self.page.as_mut().and_then(|page| page.point(at));
            }
            Section::SelfScore if self.scoring.asks == Asks::Passage => {
                self.scoring.from = None;
                return self.scoring.passages.point(at);
            }
            Section::SelfScore => return self.scoring.choices.point(at),
            _ => return None,
        }
        if self.items.point(at).is_some() {
            self.among_steps = false;
            return None;
        }
        let before = self.choices.point(at)?;
        // A role is chosen by being selected; a step is covered on top of that.
        let chosen = self.here() == Section::Roles || (before && self.among_steps);
        self.among_steps = true;
        Some(chosen)
    }

    /// Whether something may still be said of own headings.
    fn is_open(&self) -> bool {
        !self.read_only && self.session.state != State::Sealed && !headings::own(&self.session).is_empty()
    }

    fn here(&self) -> Section {
        self.sections().into_iter().nth(self.section).unwrap_or(Section::Overview)
    }

    fn go(&mut self, section: &Section) {
        let found = self.sections().iter().position(|s| s == section);
        self.turn(found.unwrap_or(0));
    }

    fn turn(&mut self, section: usize) {
        self.section = section.min(self.sections().len().saturating_sub(1));
        self.top = 0;
        (self.items, self.choices, self.among_steps) = (List::default(), List::default(), false);
        self.stop_writing();
        self.page = self.page_here();
        if self.here() == Section::SelfScore {
            self.resume_scoring();
        }
    }

    fn sections(&self) -> Vec<Section> {
        let session = &self.session;
        let mut sections = Vec::new();
        if self.is_open() {
            sections.push(Section::Headings);
            if !headings::metrics(session).is_empty() {
                sections.push(Section::Roles);
            }
        }
        if transfer::variant(session).is_some() {
            sections.push(Section::WhatIf);
        }
        sections.extend([Section::Overview, Section::Findings]);
        if self.has_coverage() {
            sections.push(Section::Coverage);
        }
        let whole = session.only.is_none();
        if session.framework.opening && whole {
            for part in ["clarify", "plan"] {
                let id = StepId::from(part);
                sections.push(Section::Step { worked: Some(id.clone()), own: vec![id] });
            }
        }
        sections.extend(self.steps());
        if !session.follow_ups.is_empty() || self.waits() || !follow_ups::waited(session).is_empty() {
            sections.push(Section::FollowUps);
        }
        if session.question.weak.is_some() && whole {
            sections.push(Section::Weak);
        }
        if self.has_completing() {
            sections.push(Section::Completing);
        }
        if self.has_scoring() {
            sections.push(Section::SelfScore);
        }
        sections
    }

    /// The steps in the plan's order and those that are not in it; after own headings in the framework's order, with
    /// what covers each, and then the headings that cover none.
    fn steps(&self) -> Vec<Section> {
        let session = &self.session;
        let (own, planned): (Vec<StepId>, Vec<StepId>) =
            plan::steps(session).into_iter().partition(|id| session.is_own(id));
        let step = |id: &StepId| {
            let itself = planned.iter().filter(|planned| *planned == id).cloned();
            let own = itself.chain(headings::covering(session, id)).collect();
            Section::Step { worked: Some(id.clone()), own }
        };
        let mut order = if own.is_empty() { planned.clone() } else { Vec::new() };
        if session.only.is_none() {
            let rest = session.framework.steps.iter().filter(|s| !order.contains(&s.id));
            order.extend(rest.map(|s| s.id.clone()).collect::<Vec<_>>());
        }
        let covers = |id: &&StepId| session.mapping.iter().any(|m| m.heading == **id);
        let alone = own.iter().filter(|id| !covers(id));
        let alone = alone.map(|id| Section::Step { worked: None, own: vec![id.clone()] });
        order.iter().map(step).chain(alone).collect()
    }

    /// Whether there are follow-ups that wait for the metrics' roles.
    fn waits(&self) -> bool {
        let conditional = |f: &crate::model::question::FollowUpAsk| f.when.is_some() || f.ask.contains('{');
        headings::roles_wait(&self.session) && self.session.question.follow_ups.iter().any(conditional)
    }

    fn title(&self, section: &Section) -> String {
        let named = |id: &StepId| match id.as_str() {
            "clarify" => "Clarify".to_owned(),
            "plan" => "Plan".to_owned(),
            _ => self.session.spec(id).title,
        };
        match section {
            Section::Headings => "Headings".to_owned(),
            Section::Roles => "Roles".to_owned(),
            Section::WhatIf => "What if".to_owned(),
            Section::Overview => "Overview".to_owned(),
            Section::Findings => "Findings".to_owned(),
            Section::Coverage => "Coverage".to_owned(),
            Section::Step { worked: Some(id), .. } => named(id),
            Section::Step { own, .. } => own.first().map(named).unwrap_or_default(),
            Section::FollowUps => "Follow-ups".to_owned(),
            Section::Weak => "Weak answer".to_owned(),
            Section::Completing => "Complete".to_owned(),
            Section::SelfScore => "Self-score".to_owned(),
        }
    }
}
