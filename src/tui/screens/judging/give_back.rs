//! What goes back to the candidate beside comments and scores: a verdict, and one next rep that can be run.

use super::Judged;
use crate::{
    model::{Review, StepId, review::Verdict, session::NextStep},
    tui::{action::Action, screens::pages::Remark, widgets::editor::Deed},
};

/// The page.
#[derive(Clone, Debug, Default)]
pub struct GivingBack {
    pub(super) row: usize,
    pub(super) typing: Option<Remark>,
}

/// Its rows, from top to bottom.
pub(super) const ROWS: [&str; 4] = ["Next rep", "… practising", "… in minutes", "Verdict"];
/// Minutes that a next rep may have; zero is no limit.
const MINUTES: [u32; 8] = [0, 3, 5, 7, 10, 15, 20, 30];

impl GivingBack {
    /// Whether the next rep is being typed.
    pub fn is_typing(&self) -> bool {
        self.typing.is_some()
    }

    /// What is selected in it.
    pub fn selected<'a>(&self, review: &'a Review) -> &'a str {
        self.typing.as_ref().map_or("", |line| line.selected(constraint(review)))
    }

    /// Moves between the rows, changes what is chosen in one, or begins to type.
    pub fn act(&mut self, action: Action, review: &mut Review, of: &impl Judged) -> bool {
        match action {
            Action::Up => self.row = self.row.saturating_sub(1),
            Action::Down => self.row = (self.row + 1).min(ROWS.len() - 1),
            Action::First => self.row = 0,
            Action::Last => self.row = ROWS.len() - 1,
            Action::Choose if self.row == 0 => self.typing = Some(Remark::new(constraint(review), 0)),
            Action::Choose => self.row = (self.row + 1).min(ROWS.len() - 1),
            Action::Left => return self.change(review, of, false),
            Action::Right => return self.change(review, of, true),
            _ => {}
        }
        false
    }

    fn change(&self, review: &mut Review, of: &impl Judged, forward: bool) -> bool {
        match self.row {
            1 => {
                let ids = of.steps().iter().map(|step| Some(step.id.clone()));
                let all: Vec<Option<StepId>> = [None].into_iter().chain(ids).collect();
                let next = next_of(review);
                next.step = beside(&all, &next.step, forward);
                tidy(review);
                true
            }
            2 => {
                let next = next_of(review);
                let now = MINUTES.iter().find(|m| f64::from(**m) >= next.minutes.unwrap_or(0.0));
                let minutes = beside(&MINUTES, now.unwrap_or(&MINUTES[0]), forward);
                next.minutes = (minutes > 0).then(|| f64::from(minutes));
                tidy(review);
                true
            }
            3 => {
                let verdicts = Verdict::ALL.iter().map(|(verdict, _)| Some(*verdict));
                let all: Vec<Option<Verdict>> = [None].into_iter().chain(verdicts).collect();
                review.verdict = beside(&all, &review.verdict, forward);
                true
            }
            _ => false,
        }
    }

    /// What an action does to what is typed.
    pub fn act_typing(&mut self, action: Action, review: &mut Review) -> bool {
        if action == Action::Accept {
            self.typing = None;
            self.row += 1;
            return false;
        }
        let Some(line) = &mut self.typing else { return false };
        let new = line.act(constraint(review), action);
        say(review, new)
    }

    /// What is typed or pasted.
    pub fn deed(&mut self, deed: Deed, review: &mut Review) -> bool {
        let Some(line) = &mut self.typing else { return false };
        let new = line.deed(constraint(review), deed);
        say(review, new)
    }
}

/// What the next rep is to be done under; empty where none is named.
pub(super) fn constraint(review: &Review) -> &str {
    review.next.as_ref().map_or("", |next| &next.constraint)
}

fn say(review: &mut Review, constraint: Option<String>) -> bool {
    let Some(constraint) = constraint else { return false };
    next_of(review).constraint = constraint;
    tidy(review);
    true
}

fn next_of(review: &mut Review) -> &mut NextStep {
    review.next.get_or_insert_with(NextStep::default)
}

/// A next rep of which nothing is said is none.
fn tidy(review: &mut Review) {
    review.next.take_if(|next| *next == NextStep::default());
}

/// The value beside another one; at the ends it stays.
fn beside<T: Clone + PartialEq>(all: &[T], now: &T, forward: bool) -> T {
    let place = all.iter().position(|one| one == now).unwrap_or(0);
    let place = if forward { (place + 1).min(all.len() - 1) } else { place.saturating_sub(1) };
    all[place].clone()
}
