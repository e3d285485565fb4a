//! A story on its way into an answer, and an answer on its way to the stories. Reads and writes no file itself.

use super::{App, Screen};
use crate::{
    insight::stories::lacks,
    model::{Session, Story, story::has_steps},
    text::{display::shown_line, width},
    tui::{
        effect::{Effect, Now},
        screens::overlay::{Choice, Chosen, Offer, Overlay},
    },
};

/// The most cells of a title among the stories that are offered.
const WIDEST: usize = 50;

/// Why an answer cannot be kept as a story.
pub(super) fn not_a_story(session: &Session) -> Option<&'static str> {
    match Story::of(session, "".into()) {
        Some(_) => None,
        None if !has_steps(session) => Some("it stands under your own headings"),
        None => Some("there is no situation and no action in it"),
    }
}

impl App {
    /// Keeps what is written as a story.
    pub(super) fn keep_story(&self) -> Vec<Effect> {
        let story = self.settled().and_then(|session| Story::of(&session, "".into()));
        story.map(|story| Effect::KeepStory(Box::new(story))).into_iter().collect()
    }

    /// Offers the stories, to put one into the answer.
    pub(super) fn offer_stories(&mut self, stories: Vec<Story>, problems: &[String], now: Now) {
        if stories.is_empty() {
            let first = problems.first().map(|problem| format!("{problem}. "));
            let words = "No stories yet: keep this answer as one when it is written, or press y at home.";
            return self.say(format!("{}{words}", first.unwrap_or_default()), now);
        }
        let choices = stories.into_iter().map(|story| Choice {
            label: width::truncate(&shown_line(story.title.trim()), WIDEST).into_owned(),
            note: lacks(&story).join(", "),
            chosen: Chosen::Story(Box::new(story)),
        });
        let words = vec!["It is put behind what you have written; Undo takes it out again.".to_owned()];
        self.overlay = Some(Overlay::Offer(Offer::new("Which story?", words, choices.collect())));
    }

    /// Puts a story into the answer.
    pub(super) fn pull_story(&mut self, story: &Story, now: Now) -> Vec<Effect> {
        let Screen::Practice(practice) = &mut self.screen else { return Vec::new() };
        let reply = practice.pull_story(story);
        self.reply(reply, now)
    }
}
