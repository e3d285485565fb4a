//! The person's stories: read, put behind the others, told, edited. Knows no screen.

use std::path::PathBuf;

use super::Outside;
use crate::{
    error::Problem,
    insight::intake::Ids,
    model::{Story, story::Told},
    store::{
        failure::Result,
        paths::Places,
        stories::{Kept, Stories},
    },
    tui::{
        effect::{Effect, Event},
        run::{editor, terminal::Screen},
    },
};

impl Outside {
    /// Carries out what is asked of them. Only a terminal that cannot be used is an error of its own.
    pub(super) fn of_stories(&mut self, effect: Effect, screen: &mut Screen) -> Result<Result<Vec<Event>>> {
        Ok(match effect {
            Effect::KeepStory(story) => keep(&story, &self.places),
            Effect::KeepTold(told) => tell(told, &self.places),
            Effect::EditStories => {
                // Whoever has the terminal next may not give it back. A failure is reported by the saver.
                let _ = self.saver.flush();
                let (edited, back) = screen.lend(|| edit(&self.places));
                back.map_err(|error| self.lost(&error))?;
                // Who saved and then ended with an error has saved all the same.
                let failed =
                    edited.err().map(|failure| Event::Failed(format!("{}: {}", failure.what, failure.hint)));
                Ok([Event::Redraw, read(&self.places)].into_iter().chain(failed).collect())
            }
            _ => Ok(vec![read(&self.places)]),
        })
    }
}

/// What there is.
fn read(places: &Places) -> Event {
    let Kept { stories, told, problems } = Stories::of(places).read();
    // There is one file of them: its name says where to look.
    let named = |problem: Problem| Problem {
        path: problem.path.file_name().map(PathBuf::from).unwrap_or_default(),
        ..problem
    };
    let problems = problems.into_iter().map(|problem| named(problem).to_string()).collect();
    Event::Stories(stories, told, problems)
}

/// Puts a story behind the others.
fn keep(story: &Story, places: &Places) -> Result<Vec<Event>> {
    let stories = Stories::of(places);
    let kept = stories.add(story, Ids::of(None, &story.title, &"story".into()))?;
    let words = format!(
        "Kept as the story {}: y at home shows it, and `casebook stories --edit` changes it.",
        kept.id
    );
    Ok(vec![Event::Said(words)])
}

/// Writes down that one was told.
fn tell(told: Told, places: &Places) -> Result<Vec<Event>> {
    Stories::of(places).tell(told)?;
    Ok(vec![read(places)])
}

/// Lets the person edit the file, which is begun where there is none.
fn edit(places: &Places) -> Result<()> {
    let stories = Stories::of(places);
    stories.begin()?;
    editor::open(stories.file())
}
