//! Findings and coverage of a finished answer: the pages that stand over it while it is written, with every finding. The
//! answer is frozen, so they lead to where it is read.

use super::{Debrief, Section};
use crate::{
    insight::{coverage, findings::Earlier},
    model::{Part, Place},
    tui::{
        action::Action,
        screens::{
            pages::{Page, Wish},
            practice::Reply,
        },
        widgets::editor::Deed,
    },
};

/// What is said where a new metric was asked for.
const FROZEN: &str = "This answer is finished. A new attempt can start from it.";

impl Debrief {
    /// What findings compare this attempt with was read.
    pub fn compare_with(&mut self, others: Vec<Earlier>) {
        self.others = others.into();
        // Somebody may be reading already what was found before.
        if let Some(Page::Findings(page)) = &mut self.page {
            page.compare_with(self.others.clone());
        }
    }

    /// The page of the section that is open now, where it is one of these.
    pub(super) fn page_here(&self) -> Option<Page> {
        match self.here() {
            Section::Findings => Some(Page::findings(self.others.clone())),
            Section::Coverage => Some(Page::coverage()),
            _ => None,
        }
    }

    /// Whether there is something to lay against each other.
    pub(super) fn has_coverage(&self) -> bool {
        coverage::of(&self.session).is_some()
    }

    pub(super) fn act_on_page(&mut self, action: Action) -> Reply {
        let mark = self.history.mark();
        let wish = self.page.as_mut().map(|page| page.act(action, &self.session, mark));
        self.grant(wish.unwrap_or_default())
    }

    pub(super) fn deed_on_page(&mut self, deed: Deed) -> Reply {
        let wish = self.page.as_mut().map(|page| page.deed(deed, &self.session));
        self.grant(wish.unwrap_or_default())
    }

    fn grant(&mut self, wish: Wish) -> Reply {
        match wish {
            Wish::Nothing => Reply::default(),
            Wish::Add { .. } => Reply::notice(FROZEN),
            Wish::Go(place) => {
                self.read_at(&place);
                Reply::default()
            }
            Wish::Change(edits, mark) => {
                let reply = self.commit(edits);
                if let Some(mark) = mark {
                    self.history.join_since(mark);
                }
                reply
            }
        }
    }

    /// To the section where a place is read.
    fn read_at(&mut self, place: &Place) {
        let id = match &place.part {
            Part::Step(id) => id.clone(),
            Part::Clarify | Part::Plan => place.part.word().into(),
            Part::FollowUps => return self.go(&Section::FollowUps),
            Part::WrapUp | Part::SelfScores | Part::Debrief => return self.go(&Section::Overview),
        };
        let reads = |section: &Section| match section {
            Section::Step { worked, own } => worked.as_ref() == Some(&id) || own.contains(&id),
            _ => false,
        };
        if let Some(section) = self.sections().into_iter().find(reads) {
            self.go(&section);
        }
    }
}
