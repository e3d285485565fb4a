//! What was found: the sentences, the most important first, each with where it stands, or with the reason for which it was
//! set aside. Judges nothing itself: see [`crate::insight::findings`].

use std::rc::Rc;

use ratatui::{
    Frame,
    layout::{Position, Rect},
    text::Line,
    widgets::{Paragraph, Widget},
};

use super::{
    Wish,
    remark::{Remark, WHY},
};
use crate::{
    insight::findings::{self, Earlier, Finding, Level},
    model::{Edit, Item, Part, Session, session::Dismissed},
    tui::{
        action::Action,
        theme::Theme,
        widgets::{editor::Deed, list::List, wrapped::wrapped},
    },
};

/// The page.
#[derive(Clone, Debug, Default)]
pub struct FindingsPage {
    list: List,
    /// What the session is compared with.
    others: Rc<[Earlier]>,
    /// The reason that is being typed for the selected one.
    pub(super) reason: Option<Remark>,
}

impl FindingsPage {
    pub(super) fn new(others: Rc<[Earlier]>) -> Self {
        Self { others, ..Self::default() }
    }

    /// The session is compared with others from now on.
    pub fn compare_with(&mut self, others: Rc<[Earlier]>) {
        self.others = others;
    }

    fn found(&self, session: &Session) -> Vec<Finding> {
        findings::so_far(session, &self.others)
    }

    pub(super) fn act(&mut self, action: Action, session: &Session, mark: usize) -> Wish {
        let found = self.found(session);
        let selected = found.get(self.list.index);
        if let Some(reason) = &mut self.reason {
            let text = selected.and_then(|finding| dismissal(session, finding));
            let Some((index, dismissed)) = text else { return Wish::Nothing };
            if action == Action::Accept {
                self.reason = None;
                return Wish::Nothing;
            }
            let new = reason.act(&dismissed.reason, action);
            return new.map_or(Wish::Nothing, |new| reworded(index, dismissed, new, reason.mark));
        }
        match (action, selected) {
            (Action::Choose, Some(finding)) => Wish::Go(finding.at.clone()),
            (Action::SetAside, Some(finding)) => match dismissal(session, finding) {
                Some((index, dismissed)) => {
                    let item = Item::Dismissed(dismissed.clone());
                    Wish::Change(vec![Edit::Remove { part: Part::Debrief, index, item }], None)
                }
                None => {
                    self.reason = Some(Remark::new("", mark));
                    let dismissed = Dismissed {
                        rule: finding.rule.to_owned(),
                        about: finding.about.clone(),
                        reason: String::new(),
                    };
                    let index = session.dismissed.len();
                    let item = Item::Dismissed(dismissed);
                    Wish::Change(vec![Edit::Insert { part: Part::Debrief, index, item }], Some(mark))
                }
            },
            _ => {
                self.list.act(action, found.len());
                Wish::Nothing
            }
        }
    }

    pub(super) fn deed(&mut self, deed: Deed, session: &Session) -> Wish {
        let found = self.found(session);
        let Some((index, dismissed)) =
            found.get(self.list.index).and_then(|finding| dismissal(session, finding))
        else {
            return Wish::Nothing;
        };
        let Some(reason) = &mut self.reason else { return Wish::Nothing };
        let new = reason.deed(&dismissed.reason, deed);
        new.map_or(Wish::Nothing, |new| reworded(index, dismissed, new, reason.mark))
    }

    pub(super) fn selected_words(&self, session: &Session) -> String {
        let found = self.found(session);
        let said = found.get(self.list.index).and_then(|finding| dismissal(session, finding));
        let selected =
            self.reason.as_ref().zip(said).map(|(reason, (_, said))| reason.selected(&said.reason));
        selected.unwrap_or_default().to_owned()
    }

    pub(super) fn point(&mut self, at: Position) -> Option<bool> {
        if self.reason.is_some() { None } else { self.list.point(at) }
    }

    pub(super) fn draw(&mut self, session: &Session, frame: &mut Frame<'_>, area: Rect, theme: Theme) {
        let found = self.found(session);
        let cells = usize::from(area.width);
        if found.is_empty() {
            let words = "Nothing is missing that can be told from the structure of the answer. How good it is, people judge.";
            Paragraph::new(wrapped(words, cells, 0, theme.dim())).render(area, frame.buffer_mut());
            return;
        }
        self.list.index = self.list.index.min(found.len() - 1);
        let mut entries: Vec<Vec<Line<'static>>> = Vec::new();
        let mut title = "";
        for (number, finding) in found.iter().enumerate() {
            let here = number == self.list.index;
            let said = dismissal(session, finding);
            let mut lines = Vec::new();
            let above = title_of(finding.level);
            if above != title {
                title = above;
                lines.extend((number > 0).then(Line::default));
                lines.push(Line::styled(above, theme.title()));
            }
            let style = match (here, said.is_some()) {
                (true, _) => theme.selected(),
                (false, true) => theme.dim(),
                (false, false) => theme.text(),
            };
            let mut words = wrapped(&finding.words, cells, 2, style);
            if let Some(first) = words.first_mut() {
                first.spans[0].content = if here { "▸ ".into() } else { "  ".into() };
            }
            lines.extend(words);
            let place = title_of_part(session, &finding.at.part);
            match said {
                Some((_, dismissed)) => {
                    let because = dismissed.reason.trim();
                    let because =
                        if because.is_empty() { String::new() } else { format!(" because {because}") };
                    lines.extend(wrapped(&format!("set aside{because}"), cells, 4, theme.dim()));
                }
                None => lines.extend(wrapped(&place, cells, 4, theme.dim())),
            }
            entries.push(lines);
        }
        let typing = self.reason.is_some();
        let below = u16::from(typing) * 2;
        let list = Rect { height: area.height.saturating_sub(below), ..area };
        self.list.draw(&entries, list, frame.buffer_mut());
        let said = found.get(self.list.index).and_then(|finding| dismissal(session, finding));
        if let (Some(reason), Some((_, dismissed))) = (&mut self.reason, said) {
            let line = Rect { y: area.bottom().saturating_sub(1), height: 1, ..area };
            if let Some(at) = reason.draw(frame, line, WHY, &dismissed.reason, theme) {
                frame.set_cursor_position(at);
            }
        }
    }
}

fn title_of(level: Level) -> &'static str {
    match level {
        Level::Essential => "What a metric needs to be read",
        Level::Actionable => "What can be added, linked or set aside",
        Level::Informative => "Questions to your answer",
    }
}

/// What the part of a session is called where a finding leads.
fn title_of_part(session: &Session, part: &Part) -> String {
    match part {
        Part::Step(step) => session.spec(step).title,
        Part::Clarify => "Clarify".to_owned(),
        Part::Plan => "Plan".to_owned(),
        Part::FollowUps => "Follow-ups".to_owned(),
        Part::WrapUp => "Wrap-up".to_owned(),
        Part::SelfScores | Part::Debrief => "Debrief".to_owned(),
    }
}

fn dismissal<'a>(session: &'a Session, finding: &Finding) -> Option<(usize, &'a Dismissed)> {
    let same = |dismissed: &Dismissed| dismissed.rule == finding.rule && dismissed.about == finding.about;
    session.dismissed.iter().enumerate().find(|(_, dismissed)| same(dismissed))
}

/// The same with another reason.
fn reworded(index: usize, old: &Dismissed, reason: String, mark: usize) -> Wish {
    let new = Dismissed { reason, ..old.clone() };
    let edits = vec![
        Edit::Remove { part: Part::Debrief, index, item: Item::Dismissed(old.clone()) },
        Edit::Insert { part: Part::Debrief, index, item: Item::Dismissed(new) },
    ];
    Wish::Change(edits, Some(mark))
}
