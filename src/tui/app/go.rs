//! From one screen to another, and back to where one came from. Reads no file, and saves nothing itself.

use std::borrow::Cow;

use super::{App, Screen};
use crate::tui::{
    effect::Effect,
    screens::{
        brief::Brief,
        home::{Home, Lead},
        library::Library,
        sessions::Sessions,
        stories::Stories,
        tracks::Tracks,
    },
};

impl App {
    pub(super) fn go(&mut self, lead: Lead) -> Vec<Effect> {
        self.tracks = None;
        match lead {
            Lead::Resume(id) => return vec![Effect::Open(id)],
            Lead::Question(begin) => self.screen = Screen::Brief(Box::new(Brief::new(*begin))),
            Lead::Library => self.screen = Screen::Library(Box::new(self.library(""))),
            Lead::Reviews(id) => return vec![Effect::OpenReviewed(id)],
            Lead::Lesson => self.screen = Screen::Lesson(Box::default()),
            Lead::Progress => {
                self.screen = Screen::Progress(Box::default());
                return vec![Effect::ReadProgress];
            }
            Lead::Tracks => self.screen = Screen::Tracks(Box::new(Tracks::new(&self.bank, &self.attempts))),
            Lead::Stories => {
                self.screen = Screen::Stories(Box::new(Stories::new(self.bank.principles.clone())));
                return vec![Effect::ReadStories];
            }
            Lead::Sessions => {
                let sessions = Sessions::new(&self.bank, &self.attempts, &self.unreadable, &self.zone);
                self.screen = Screen::Sessions(Box::new(sessions));
            }
        }
        Vec::new()
    }

    /// The library with a query in its search field.
    pub(super) fn library(&self, query: &str) -> Library {
        Library::new(query, &self.bank, &self.attempts, &self.schedule, self.today)
    }

    /// Back to where one came from: from a session that was read, to the list of them.
    pub(super) fn back(&mut self) -> Vec<Effect> {
        if self.under.is_some() {
            // What was answered counts where one comes back to.
            let answered = matches!(self.screen, Screen::Answering(_)).then_some(Effect::ReadReturned);
            self.uncover();
            return answered.into_iter().collect();
        }
        if let Screen::Tracks(tracks) = &mut self.screen
            && tracks.close()
        {
            return Vec::new();
        }
        if let Screen::Stories(stories) = &mut self.screen
            && stories.close()
        {
            return Vec::new();
        }
        if matches!(self.screen, Screen::Brief(_))
            && let Some(tracks) = self.tracks.take()
        {
            self.screen = Screen::Tracks(tracks);
            return Vec::new();
        }
        match (&self.screen, self.behind.take()) {
            (Screen::Debrief(_), Some(sessions)) => self.leave_for(Screen::Sessions(sessions)),
            (screen, _) if screen.is_of_the_desk() => self.back_to_desk(),
            _ => self.home(),
        }
    }

    pub(super) fn home(&mut self) -> Vec<Effect> {
        self.leave_for(Screen::Home(Home::default()))
    }

    pub(super) fn leave_for(&mut self, screen: Screen) -> Vec<Effect> {
        // What the last keys did is carried out when this screen is gone: it is still to be saved then.
        self.left = self.settled().map(Cow::into_owned);
        self.screen = screen;
        vec![Effect::Flush, Effect::List, Effect::ReadReturned]
    }
}
