//! What was read for a screen reaches it, where it is still open. Asks for nothing itself, but what opens asks for more.

use super::{App, Screen};
use crate::{
    model::Bank,
    tui::effect::{Effect, Event, Now},
};

impl App {
    /// Hands on what was read.
    pub(super) fn learn(&mut self, event: Event, now: Now) -> Vec<Effect> {
        match (event, &mut self.screen) {
            (Event::AttemptRead(id, read), Screen::Debrief(debrief)) => debrief.learn(&id, read),
            (Event::AttemptRead(id, read), Screen::Attempts(attempts)) => attempts.learn(id, read),
            (Event::Answers(written), Screen::Sessions(sessions)) => sessions.learn(written),
            (Event::Progress(told), Screen::Progress(progress)) => progress.learn(told),
            (Event::Stories(stories, told, problems), Screen::Stories(screen)) => {
                screen.learn(stories, told, problems);
            }
            (Event::Stories(stories, _, problems), Screen::Practice(_)) => {
                self.offer_stories(stories, &problems, now);
            }
            (Event::Others(others), Screen::Debrief(debrief)) => debrief.compare_with(others),
            (Event::Cohort(told), Screen::Cohort(cohort)) => cohort.learn(told),
            (Event::Column(taken), Screen::Column(column)) => column.learn(taken),
            (Event::Calibration(told), Screen::Calibration(calibration)) => calibration.learn(told),
            (Event::Bank(bank), _) => self.learn_bank(*bank),
            (Event::Returned(returned, broken), _) => self.learn_returned(returned, &broken, now),
            (Event::Reviewed(session, heard), _) => self.answer(*session, heard),
            (Event::ReplyKept(kept), _) => self.reply_kept(kept, now),
            (Event::Desk(desk), _) => self.learn_desk(*desk),
            (Event::Taken(taken), _) => self.review(*taken),
            (Event::Mock(mock), _) => self.open_mock(*mock, now),
            (Event::ReviewKept(case, kept), _) => self.review_kept(&case, kept, now),
            // Who left that screen does not wait for it any more.
            _ => {}
        }
        Vec::new()
    }

    fn learn_bank(&mut self, bank: Bank) {
        self.bank = bank;
        self.edition += 1;
        if let Screen::Library(library) = &mut self.screen {
            library.renew(&self.bank, &self.attempts, &self.schedule, self.today);
        }
    }
}
