//! The list of attempts was read, or a part of it: what that changes. Reads no file.

use super::{App, Screen};
use crate::{
    insight::schedule::Schedule,
    model::{Attempt, attempt::newest_first},
    tui::effect::{Effect, Renewed},
};

impl App {
    /// These are all attempts.
    pub(super) fn list(&mut self, attempts: Vec<Attempt>) -> Vec<Effect> {
        self.left = None;
        self.schedule = Schedule::of(&attempts, &self.zone);
        self.attempts = attempts;
        self.edition += 1;
        match &mut self.screen {
            Screen::Sessions(sessions) => {
                let asked = sessions.renew(&self.bank, &self.attempts, &self.unreadable, &self.zone);
                // While more is to come, what was asked for would be asked again and again.
                asked.filter(|_| self.reading.is_none()).into_iter().collect()
            }
            Screen::Library(library) => {
                library.renew(&self.bank, &self.attempts, &self.schedule, self.today);
                Vec::new()
            }
            _ => Vec::new(),
        }
    }

    /// This is what there is of some of them; one that has no file yet and is listed already is no other.
    pub(super) fn renew(&mut self, renewed: Renewed) -> Vec<Effect> {
        let Renewed { ids, attempts: news, unreadable } = renewed;
        if ids.is_empty() && news.is_empty() && unreadable.is_empty() {
            // Nothing was touched, and there may be thousands that were not.
            self.left = None;
            return Vec::new();
        }
        self.unreadable.retain(|there| !ids.contains(&there.id));
        self.unreadable.extend(unreadable);
        let mut attempts = std::mem::take(&mut self.attempts);
        attempts.retain(|there| !ids.contains(&there.id));
        let is_new = |attempt: &Attempt| {
            ids.contains(&attempt.id)
                || !attempts.iter().any(|there| there.id == attempt.id)
                    && !self.unreadable.iter().any(|there| there.id == attempt.id)
        };
        let news: Vec<Attempt> = news.into_iter().filter(is_new).collect();
        attempts.extend(news);
        newest_first(&mut attempts);
        self.list(attempts)
    }
}
